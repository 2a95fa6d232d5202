"""The decay model: an independent optimum, known curves recovered, bounds that bind."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import norm

from nextseason.errors import InputError
from nextseason.viewing.decay import (
    SHARED,
    Weeks,
    decay_rate,
    expected_hours,
    fit_curves,
    half_life_weeks,
    total_hours,
)

NAN, INF = np.nan, np.inf
N_WEEKS = 14


def one(hours, bound, days=4.0):
    return Weeks(np.array([hours]), np.array([bound]), np.array([days]))


def drawn(n, *, seed, floor=2e6):
    """Seasons drawn from the model, seen where above the floor: weeks as listed, and the truth."""
    rng = np.random.default_rng(seed)
    week = np.maximum(np.arange(N_WEEKS), 1.0)
    clock = (week**SHARED.bend - 1) / SHARED.bend
    level = np.log(rng.uniform(4e6, 4e7, n))[:, None]
    steep = rng.normal(SHARED.steepness, SHARED.steepness_spread, n)[:, None]
    days = rng.integers(1, 8, n).astype(float)
    noise = (
        rng.normal(0, 1, (n, N_WEEKS))
        * np.r_[SHARED.spread_first, np.full(N_WEEKS - 1, SHARED.spread)]
    )
    mean = level - steep * clock
    mean[:, 0] = level[:, 0] + SHARED.first + SHARED.per_day * (days - 4)
    true = np.exp(mean + noise)
    seen = true > floor
    kept = seen.any(axis=1)
    weeks = Weeks(np.where(seen, true, NAN), np.where(seen, INF, floor), days)
    return Weeks(*(part[kept] for part in weeks)), true[kept], steep[kept, 0]


@pytest.mark.parametrize(
    ("hours", "bound", "days"),
    [
        ([8e6, 9e6, 4e6, NAN, NAN], [INF, INF, INF, 2e6, 2e6], 4.0),
        ([NAN, 9e6, NAN, NAN, NAN], [3e6, INF, 5e6, 2e6, INF], 2.0),
        ([8e6, NAN, NAN, NAN, NAN], [INF, 1e6, 1e6, 1e6, 1e6], 7.0),
    ],
)
def test_the_curve_is_the_optimum_that_another_program_finds(hours, bound, days):
    week = np.maximum(np.arange(5), 1.0)
    clock = (week**SHARED.bend - 1) / SHARED.bend
    spread = np.r_[SHARED.spread_first, np.full(4, SHARED.spread)]

    def lack(at):
        level, steep = at
        mean = level - steep * clock
        mean[0] = level + SHARED.first + SHARED.per_day * (days - 4)
        seen = ~np.isnan(hours)
        total = norm.logpdf(np.log(np.array(hours)[seen]), mean[seen], spread[seen]).sum()
        total += norm.logcdf(np.log(np.array(bound)[~seen]), mean[~seen], spread[~seen]).sum()
        return -total - norm.logpdf(steep, SHARED.steepness, SHARED.steepness_spread)

    best = minimize(
        lack, [15.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    curves = fit_curves(one(hours, bound, days))
    assert [curves.level[0], curves.steepness[0]] == pytest.approx(best.x, abs=1e-5)


def test_modelled_totals_are_near_the_truth_and_their_intervals_hold_it():
    weeks, true, _ = drawn(600, seed=5)
    totals = total_hours(weeks, fit_curves(weeks), np.ones(weeks.hours.shape))
    truth = true.sum(axis=1)
    error = np.log(totals.value / truth)
    as_zero = np.log(np.nansum(weeks.hours, axis=1) / truth)
    assert abs(np.mean(error)) < 0.03
    assert np.abs(error).mean() < 0.4 * np.abs(as_zero).mean()
    told = np.isnan(weeks.hours).any(axis=1)
    held = ((totals.low <= truth) & (truth <= totals.high))[told].mean()
    assert 0.85 < held < 0.99


def test_the_steepness_of_each_season_is_recovered_better_than_by_the_usual_one():
    weeks, _, steep = drawn(600, seed=6)
    long = (~np.isnan(weeks.hours)).sum(axis=1) >= 4
    fitted = fit_curves(weeks).steepness
    error, usual = np.abs(fitted - steep)[long], np.abs(SHARED.steepness - steep)[long]
    assert error.mean() < 0.75 * usual.mean()


def test_a_week_off_the_list_is_below_its_bound_and_above_zero():
    weeks = one([8e6, 9e6, NAN, NAN], [INF, INF, 2e6, 1e5])
    mean, spread = expected_hours(weeks, fit_curves(weeks))
    assert np.isnan(mean[0, :2]).all()
    assert (mean[0, 2:] > 0).all()
    assert mean[0, 2] < 2e6
    assert mean[0, 3] < 1e5
    assert (spread[0, 2:] > 0).all()


def test_what_was_seen_whole_has_no_interval():
    weeks = one([8e6, 9e6, 5e6], [INF, INF, INF])
    totals = total_hours(weeks, fit_curves(weeks), np.array([[1.0, 1.0, 0.5]]))
    assert [t[0] for t in totals] == [19.5e6] * 3


@given(
    st.lists(st.one_of(st.none(), st.floats(1e4, 1e9)), min_size=2, max_size=14).filter(any),
    st.floats(1e4, 1e9),
    st.integers(1, 7),
)
def test_totals_lie_between_what_was_seen_and_the_bounds(hours, floor, days):
    seen = [h is not None for h in hours]
    weeks = one(
        [NAN if h is None else h for h in hours], [INF if s else floor for s in seen], float(days)
    )
    totals = total_hours(weeks, fit_curves(weeks), np.ones((1, len(hours))))
    known = sum(h for h in hours if h)
    most = known + floor * seen.count(False)
    low, value, high = totals.low[0], totals.value[0], totals.high[0]
    assert known * (1 - 1e-9) <= low <= value <= high <= most * (1 + 1e-9)


def test_a_lower_tenth_place_means_fewer_hours():
    values = []
    for bound in (4e6, 2e6, 1e6, 5e5):
        weeks = one([8e6, 9e6, NAN, NAN, NAN], [INF, INF, bound, bound, bound])
        values.append(total_hours(weeks, fit_curves(weeks), np.ones((1, 5))).value[0])
    assert values == sorted(values, reverse=True)


def test_weeks_before_the_highest_tell_nothing_of_the_decay():
    """Episodes that come week by week make viewing rise; the decay is of what follows."""
    rising = one([1e6, 2e6, 4e6, 9e6, 4e6, 2e6], [INF] * 6)
    other = one([3e6, 1e6, 5e6, 9e6, 4e6, 2e6], [INF] * 6)
    assert fit_curves(rising).steepness[0] == pytest.approx(fit_curves(other).steepness[0])
    assert fit_curves(rising).steepness[0] > 0.5


def test_half_life_and_decay_follow_the_curve():
    shared = replace(SHARED, bend=1.0)
    steepness = np.array([np.log(2), -0.1])
    assert decay_rate(steepness, shared)[0] == pytest.approx(0.5)
    assert half_life_weeks(steepness, shared) == pytest.approx([1.0, INF])


def test_a_season_that_was_never_listed_has_no_curve():
    with pytest.raises(InputError, match="a week on the list"):
        fit_curves(one([NAN, NAN], [1e6, 1e6]))
