"""The model of decisions: what it is given, what it says, and that it learns."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.errors import InputError
from nextseason.forecast.covariates import NAMES, covariates
from nextseason.forecast.incidence import (
    CAUSES,
    EDGES,
    fit_renewal,
    is_usual,
    renewal_curve,
    spell,
)
from nextseason.forecast.season_record import DecidedSeason, History, Outcome
from nextseason.forecast.training import last_decision
from tests.forecast.forecast_samples import made_world, record

PREMIERE = date(2022, 3, 3)
END = date(2024, 12, 31)


def decided(outcome, first=None, last=None):
    day = [None if d is None else PREMIERE + timedelta(days=d) for d in (first, last or first)]
    made = record(premiered=PREMIERE)
    return DecidedSeason(record=made, outcome=Outcome(outcome), earliest=day[0], latest=day[1])


@pytest.mark.parametrize(
    ("season", "landmark"),
    [
        (decided("renewed", 10), 28),
        (decided("renewed", -30), 0),
        (decided("concluded"), 0),
        (decided("concluded", -100), 28),
        (decided("undecided"), 2000),
    ],
    ids=["decided", "decided before", "known to be the end", "said to be the end", "not there yet"],
)
def test_not_at_risk(season, landmark):
    assert spell(season, landmark=landmark, known_until=END) is None


def test_an_exact_day_lies_in_its_period_after_those_passed():
    passed, within, cause = spell(decided("renewed", 70), landmark=28, known_until=END)
    assert EDGES[:-1][within > 0].tolist() == [60]
    assert EDGES[:-1][passed > 0].tolist() == [28, 42]
    assert CAUSES[cause] is Outcome.RENEWED


def test_a_span_lies_in_all_its_periods_by_their_share():
    _, within, _ = spell(decided("cancelled", 75, 105), landmark=28, known_until=END)
    shares = dict(zip(EDGES[:-1].tolist(), within.tolist(), strict=True))
    assert shares[60] == pytest.approx(0.5)
    assert shares[90] == pytest.approx(0.5)
    assert sum(within > 0) == 2


def test_a_span_that_began_before_the_landmark_counts_after_it_only():
    _, within, _ = spell(decided("renewed", 20, 100), landmark=28, known_until=END)
    assert EDGES[:-1][within > 0].min() == 28


def test_a_renewal_without_a_day_comes_within_eighteen_months():
    _, within, _ = spell(decided("renewed"), landmark=28, known_until=END)
    assert EDGES[:-1][within > 0].tolist() == [28, 42, 60, 90, 120, 182, 273, 365]


@pytest.mark.parametrize("outcome", ["undecided", "renewed"])
def test_what_came_after_the_data_is_not_yet_decided(outcome):
    on = 300 if outcome == "renewed" else None
    until = PREMIERE + timedelta(days=130)
    passed, within, _ = spell(decided(outcome, on), landmark=28, known_until=until)
    assert not within.any()
    assert EDGES[1:][passed > 0].max() == 120


def test_a_season_back_on_the_list_or_limited_is_not_learned_from():
    late = record(premiered=date(2022, 3, 3), hours=(1e6, 1e6, 1e6, 1e6, 50e6))
    limited = record(limited=True)
    made = [DecidedSeason(record=r, outcome=Outcome.UNDECIDED) for r in (record(), late, limited)]
    assert [is_usual(s) for s in made] == [True, False, False]


@settings(max_examples=40, deadline=None)
@given(st.integers(-400, 1500), st.lists(st.floats(-3, 3), min_size=14, max_size=14))
def test_incidences_and_undecided_are_one_and_rise(model, day, x):
    curve = renewal_curve(model.renewal, np.array(x), day=day)
    assert curve.by_cause.sum(axis=0) + curve.still_open == pytest.approx(1.0)
    assert (np.diff(curve.by_cause, axis=1) >= -1e-12).all()
    assert (curve.still_open >= -1e-12).all()
    assert (curve.low <= curve.by_cause[0] + 1e-12).all()
    assert (curve.high >= curve.by_cause[0] - 1e-12).all()


def test_each_silent_week_moves_the_chance(model, world):
    _, history = world
    season = history.records[0]
    chances = [
        renewal_curve(
            model.renewal,
            covariates(season, history, as_of=season.premiered + timedelta(days=day)),
            day=day,
        ).by(548)
        for day in (28, 60, 120, 240, 500)
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < chances[0] / 2


def test_more_viewers_make_renewal_likelier(model):
    x = np.full((2, len(NAMES)), np.nan)
    x[:, NAMES.index("level")] = (0.0, 2.0)
    low, high = (renewal_curve(model.renewal, row, day=28).by(548) for row in x)
    assert high > low + 0.1


def test_the_same_seasons_give_the_same_model(world):
    seasons, history = world
    fits = [
        fit_renewal(
            seasons,
            history,
            known_until=last_decision(seasons),
            rng=np.random.default_rng(5),
            n_fits=2,
        )
        for _ in range(2)
    ]
    for part in ("before", "bare", "after"):
        for a, b in zip(*(getattr(fit, part) for fit in fits), strict=True):
            assert np.array_equal(a.level, b.level)
            assert np.array_equal(a.coefficient, b.coefficient)


def test_decisions_after_the_day_do_not_change_the_model():
    seasons, history = made_world(n_shows=30)
    day = date(2022, 12, 31)
    early = [s for s in seasons if s.record.premiered <= day]
    changed = [
        DecidedSeason(
            record=s.record, outcome=Outcome.CANCELLED, earliest=s.earliest, latest=s.latest
        )
        if s.earliest and s.earliest > day
        else s
        for s in early
    ]
    assert changed != early
    fits = [
        fit_renewal(s, history, known_until=day, rng=np.random.default_rng(0), n_fits=1)
        for s in (early, changed)
    ]
    assert np.array_equal(fits[0].after[0].coefficient, fits[1].after[0].coefficient)


def test_no_decisions_are_refused():
    with pytest.raises(InputError, match="no season"):
        fit_renewal([], History(records=()), known_until=END, rng=np.random.default_rng(0))
