"""The backtest: who is scored, what it may learn from, and that skill shows."""

from datetime import date, timedelta

import numpy as np
import pytest

from nextseason.forecast.backtest import (
    Forecasts,
    Split,
    forecasts,
    integrated_brier,
    renewal_scores,
    rolling,
)
from nextseason.forecast.renewal_methods import METHODS, Task, base_rate, scored
from nextseason.forecast.season_record import DecidedSeason, Outcome
from nextseason.forecast.training import as_known_on, last_decision
from nextseason.forecast.window_scores import audience_scores, order_days, release_scores
from tests.forecast.forecast_samples import made_world, record

PREMIERE = date(2022, 3, 3)


def decided(outcome, days=None, **facts):
    on = None if days is None else PREMIERE + timedelta(days=days)
    made = record(premiered=PREMIERE, **facts)
    return DecidedSeason(record=made, outcome=Outcome(outcome), earliest=on, latest=on)


@pytest.mark.parametrize(
    ("season", "is_scored"),
    [
        (decided("renewed", 40), True),
        (decided("renewed", 28), False),
        (decided("renewed"), True),
        (decided("undecided"), True),
        (decided("concluded"), False),
        (decided("concluded", 90), True),
        (decided("undecided", limited=True), False),
        (decided("undecided", hours=(1e6,)), False),
    ],
    ids=[
        "decided later",
        "decided by then",
        "without a day",
        "silent",
        "known end",
        "ended later",
        "limited",
        "never listed",
    ],
)
def test_who_is_scored(season, is_scored):
    assert scored(season, 28) is is_scored


def test_an_origin_knows_nothing_of_later_decisions(world):
    seasons, history = world
    day = date(2022, 9, 1)
    for split in rolling(seasons, history, origins=[day, date(2023, 3, 1)]):
        assert all(s.record.premiered <= split.known_until for s in split.train)
        assert all(s.record.premiered > split.known_until for s in split.test)
        assert all(s.middle is None or s.middle <= split.known_until for s in split.train)


def test_a_renewal_without_a_day_is_known_when_the_next_is_out():
    _, history = made_world(n_shows=20)
    first, second = next(seasons for seasons in history.by_show.values() if len(seasons) > 1)[:2]
    season = DecidedSeason(record=first, outcome=Outcome.RENEWED)
    for day, outcome in (
        (second.premiered - timedelta(days=1), Outcome.UNDECIDED),
        (second.premiered, Outcome.RENEWED),
    ):
        assert as_known_on([season], history, day)[0].outcome is outcome


@pytest.fixture(scope="module")
def split(world):
    seasons, _ = world
    day = date(2022, 9, 1)
    return Split(
        [s for s in seasons if s.record.premiered <= day],
        [s for s in seasons if s.record.premiered > day],
        last_decision(seasons),
    )


def test_the_model_beats_its_baselines_where_there_is_something_to_learn(world, split):
    told = {
        name: renewal_scores(name, forecasts(m, [split], world[1], day=28), day=28)
        for name, m in METHODS.items()
    }
    assert told["Aalen-Johansen"].skill.value == pytest.approx(0.0)
    assert told["nextseason"].skill.value > 0.05
    assert told["nextseason"].auc.value > 0.65
    assert told["nextseason"].integrated_brier < told["Aalen-Johansen"].integrated_brier


def test_all_methods_rise_to_the_horizon(world, split):
    for method in METHODS.values():
        chances = forecasts(method, [split], world[1], day=60).chances
        assert (np.diff(chances, axis=1) >= -1e-9).all()
        assert ((chances >= 0) & (chances <= 1)).all()


def test_the_base_rate_is_the_share_renewed(split, world):
    learned = [s for s in split.train if scored(s, 28)]
    share = np.mean([s.outcome is Outcome.RENEWED for s in learned])
    task = Task(split.train, split.test, world[1], 28, date(2030, 1, 1), np.array([548.0]))
    assert base_rate(task) == pytest.approx(share, abs=0.02)


def test_a_curve_is_scored_where_it_is_known_what_had_come():
    told = Forecasts(
        chances=np.full((2, 18), 0.5),
        base=np.full(2, 0.5),
        not_before=np.array([0.0, np.inf]),
        renewed_by=np.array([10_000.0, np.inf]),  # never known within the horizon
        renewed=np.array([1.0, 0.0]),
        titles=("a", "b"),
    )
    assert integrated_brier(told, day=0) == pytest.approx(0.25)


def test_windows_are_scored_beside_their_baselines(world):
    seasons, history = world
    until = max(r.premiered for r in history.records)
    ordered = release_scores(
        history, known_until=date(2022, 9, 1), until=until, orders=order_days(seasons)
    )
    release = release_scores(history, known_until=date(2022, 9, 1), until=until)
    audience = audience_scores(history, known_until=date(2023, 6, 1), until=until)
    for scores in (release, ordered, audience):
        assert scores.n > 5
        assert scores.crps > 0
        assert 0 <= scores.covered_50 <= scores.covered_90 <= 1
    assert audience.gain.value > 0
