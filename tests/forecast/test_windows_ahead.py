"""The next premiere and the next audience: learned, narrowed, and never out of bounds."""

from datetime import date, timedelta

import numpy as np
import pytest

from nextseason.domain import Milestone, Window
from nextseason.errors import InputError
from nextseason.forecast.audience import (
    LEVELS,
    TRAITS,
    Pair,
    audience,
    audience_pairs,
    comparable_seasons,
    fit_audience,
)
from nextseason.forecast.narrowing import Making, narrow
from nextseason.forecast.release_window import GRID, fit_release, gap_weights, not_before, traits
from nextseason.forecast.scores import quantile
from nextseason.forecast.season_record import History
from nextseason.forecast.successions import Succession, four_week_views, successions
from tests.forecast.forecast_samples import record, tenth_hours

PREMIERE = date(2022, 3, 3)


def median(weights):
    return float(quantile(weights[None], GRID, 0.5)[0])


def yearly_and_quick(n=200):
    """Long seasons come back after a year, short ones after four months; each show keeps to it."""
    records = []
    for number in range(n):
        hours, gap = (8.0, 364) if number % 2 else (2.0, 126)
        day = date(2021, 7, 8) + timedelta(days=number % 60)
        for season in (1, 2, 3):
            made = record(f"Show {number}", season=season, premiered=day, runtime_hours=hours)
            records.append(made)
            day += timedelta(days=gap + number % 5)
    return History(records=tuple(records), tenth_hours=tenth_hours())


@pytest.fixture(scope="module")
def steady():
    history = yearly_and_quick()
    return history, fit_release(successions(history), history, known_until=date(2024, 1, 1))


def test_gaps_are_those_of_seasons_alike(steady):
    history, model = steady
    new = [record("New", runtime_hours=hours) for hours in (8.0, 2.0)]
    long, short = gap_weights(model, np.array([traits(r, history) for r in new]))
    assert median(long) > 300
    assert median(short) < 200


@pytest.mark.parametrize("gap", [126, 364], ids=["quick", "yearly"])
def test_a_show_keeps_its_own_gap(steady, gap):
    """A season in the middle: its length tells neither."""
    history, model = steady
    days = [PREMIERE - timedelta(days=gap * back) for back in (2, 1, 0)]
    own = [
        record("Own", season=number, premiered=day, runtime_hours=4.0)
        for number, day in enumerate(days, 1)
    ]
    known = traits(own[-1], History(records=(*history.records, *own)))
    told = gap_weights(model, known[None])[0]
    assert median(told) == pytest.approx(gap, abs=56)


def test_gaps_too_young_to_have_ended_do_not_make_all_gaps_short():
    """Half the gaps are about two years; of the youngest seasons only the short ones are known."""
    rng = np.random.default_rng(1)
    end, records = date(2024, 1, 1), []
    for number in range(400):
        first = date(2021, 1, 1) + timedelta(days=int(rng.integers(0, 1000)))
        gap = int((182 if number % 2 else 640) * np.exp(rng.normal(0.0, 0.25)))
        for season, day in ((1, first), (2, first + timedelta(days=gap))):
            if day <= end:
                records.append(record(f"Show {number}", season=season, premiered=day))
    history = History(records=tuple(records))
    past = successions(history)
    assert np.mean([s.gap_days > 365 for s in past]) < 0.35  # what is seen
    model = fit_release(past, history, known_until=end)
    told = gap_weights(model, traits(record("New"), history)[None])[0]
    assert told[GRID > 365].sum() / told.sum() == pytest.approx(0.5, abs=0.1)


def test_a_season_that_has_not_come_comes_later():
    weights = np.ones(GRID.size)
    later = not_before(weights, 400)
    assert later[GRID <= 400].sum() == 0
    assert not_before(weights, 10_000).sum() == 1.0


def test_an_announced_window_mostly_holds():
    window = Window(start=date(2023, 6, 1), end=date(2023, 8, 31))
    told = narrow(np.ones(GRID.size), Making(announced=window), premiered=PREMIERE)
    days = [PREMIERE + timedelta(days=int(d)) for d in GRID]
    inside = sum(w for w, d in zip(told, days, strict=True) if window.start <= d <= window.end)
    assert inside / told.sum() == pytest.approx(0.9, abs=0.02)


def test_the_further_the_making_the_nearer_the_release():
    day = date(2023, 1, 1)
    flat = np.ones(GRID.size)
    ends = [
        median(narrow(flat, Making(reached={step: day}), premiered=PREMIERE))
        for step in (Milestone.ORDERED, Milestone.FILMING_START, Milestone.FILMING_END)
    ]
    assert ends == sorted(ends, reverse=True)
    assert all(end > (day - PREMIERE).days for end in ends)


@pytest.mark.parametrize(
    ("after", "same_as"),
    [
        ({}, {Milestone.HALTED: date(2023, 3, 1)}),
        (
            {Milestone.FILMING_START: date(2023, 9, 1)},
            {Milestone.FILMING_START: date(2023, 9, 1)},
        ),
    ],
    ids=["standing still", "begun anew"],
)
def test_a_halt_undoes_what_was_reached_before_it(after, same_as):
    before = {Milestone.FILMING_START: date(2023, 1, 1), Milestone.HALTED: date(2023, 3, 1)}
    flat = np.ones(GRID.size)
    told = narrow(flat, Making(reached=before | after), premiered=PREMIERE)
    assert np.array_equal(told, narrow(flat, Making(reached=same_as), premiered=PREMIERE))
    going_on = Making(reached={Milestone.FILMING_START: date(2023, 1, 1)})
    assert median(told) > median(narrow(flat, going_on, premiered=PREMIERE))


def test_what_fits_no_gap_is_let_go():
    weights = np.where(GRID < 100, 1.0, 0.0)
    late = Making(reached={Milestone.FILMING_END: date(2026, 1, 1)})
    assert np.array_equal(narrow(weights, late, premiered=PREMIERE), weights)


def test_too_few_gaps_are_refused():
    with pytest.raises(InputError, match="need 10 or more"):
        fit_release([], History(records=()), known_until=PREMIERE)


def test_views_are_of_four_weeks_by_running_time():
    season = record(hours=(10e6, 20e6, 12e6, 10e6), runtime_hours=5.0)
    history = History(records=(season,), tenth_hours=tenth_hours())
    assert four_week_views(season, history, as_of=date(2022, 4, 20)) == pytest.approx(52e6 / 5)
    assert four_week_views(season, history, as_of=date(2022, 3, 20)) is None


def test_the_next_audience_follows_from_this_one(world):
    _, history = world
    pairs = audience_pairs(successions(history), history, known_until=date(2024, 12, 1))
    model = fit_audience(pairs)
    pair = pairs[0]
    told = audience(model, pair.x, pair.views)
    assert (np.diff(told) > 0).all()
    assert told.size == LEVELS.size
    came = np.array([p.following_views for p in pairs])
    ends = np.array([audience(model, p.x, p.views)[[4, 94]] for p in pairs])
    inside = ((ends[:, 0] <= came) & (came <= ends[:, 1])).mean()
    assert 0.85 <= inside <= 0.99


def drifting(shift):
    """Sixty seasons a month apart; from the middle on, next audiences fall by `shift` more."""
    rng = np.random.default_rng(2)
    pairs = []
    for number in range(60):
        day = date(2020, 1, 1) + timedelta(days=30 * number)
        show = f"Show {number}"
        first = record(show, premiered=day)
        second = record(show, season=2, premiered=day + timedelta(days=360))
        ratio = np.exp(rng.normal(0.0, 0.3) - shift * (number >= 30))
        x = np.append(rng.normal(size=len(TRAITS) - 1), 16.0)
        pairs.append(Pair(Succession(first, second), 8e6, 8e6 * ratio, x))
    return pairs


def test_a_range_is_widened_where_later_seasons_stray():
    still, drifted = (fit_audience(drifting(shift)).residuals for shift in (0.0, 1.0))
    spread = [np.interp(0.95, LEVELS, r) - np.interp(0.05, LEVELS, r) for r in (still, drifted)]
    assert spread[1] > 1.5 * spread[0]


def test_the_most_comparable_season_is_itself(world):
    _, history = world
    pairs = audience_pairs(successions(history), history, known_until=date(2024, 12, 1))
    found = comparable_seasons(fit_audience(pairs), pairs[3].x, pairs, n=3)
    assert found[0].pair is pairs[3]
    assert [c.distance for c in found] == sorted(c.distance for c in found)
    assert comparable_seasons(fit_audience(pairs), pairs[3].x, ()) == ()


def test_too_few_audiences_are_refused():
    with pytest.raises(InputError, match="twenty or more"):
        fit_audience(())
