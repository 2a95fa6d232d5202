"""Hazards are learned as they were, slopes are those of the likelihood, chances add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.errors import InputError
from nextseason.forecast.hazards import (
    Hazards,
    Spells,
    _likelihood,
    fit_hazards,
    incidence,
    shorten,
)

TRUE = Hazards(
    level=np.array([[-2.0, -2.0, -2.5, -3.0], [-3.0, -2.5, -2.5, -2.5]]),
    coefficient=np.array([[1.0, 0.0], [-0.5, 0.7]]),
)


def simulated(n=4000, seed=1):
    """Seasons whose outcome is drawn from `TRUE`; a third is known by two periods only."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2))
    chances = TRUE(x)
    risk, within, cause = np.zeros((n, 4)), np.zeros((n, 4)), np.zeros(n, dtype=int)
    for i in range(n):
        for j in range(4):
            draw = rng.random()
            came = np.searchsorted(np.cumsum(chances[i, :, j]), draw)
            if came < 2:
                cause[i], within[i, j] = came, 1.0
                if rng.random() < 0.33:
                    within[i, max(j - 1, 0) : j + 1] = 1.0
                    risk[i, max(j - 1, 0) :] = 0.0
                break
            risk[i, j] = 1.0
    return Spells(x, risk, within, cause, np.ones(n))


def test_known_hazards_are_recovered():
    found = fit_hazards(simulated(), n_causes=2, ridge=0.01)
    assert found.coefficient == pytest.approx(TRUE.coefficient, abs=0.15)
    assert found.level == pytest.approx(TRUE.level, abs=0.35)


def test_the_slope_is_that_of_the_likelihood():
    spells = simulated(n=60)
    rng = np.random.default_rng(2)
    level, coefficient = rng.normal(-2, 0.5, (2, 4)), rng.normal(0, 0.5, (2, 2))
    _, slope_level, slope_coefficient = _likelihood(level, coefficient, spells)
    step = 1e-6
    for place in np.ndindex(2, 4):
        moved = level.copy()
        moved[place] += step
        change = (
            _likelihood(moved, coefficient, spells)[0] - _likelihood(level, coefficient, spells)[0]
        )
        assert change / step == pytest.approx(slope_level[place], abs=1e-3)
    for place in np.ndindex(2, 2):
        moved = coefficient.copy()
        moved[place] += step
        change = _likelihood(level, moved, spells)[0] - _likelihood(level, coefficient, spells)[0]
        assert change / step == pytest.approx(slope_coefficient[place], abs=1e-3)


@given(st.lists(st.floats(-40, 40), min_size=2, max_size=2))
def test_incidences_and_what_is_open_add_up_to_one(x):
    chances = TRUE(np.array([x]))
    curve = incidence(chances)
    still_open = np.prod(1 - chances.sum(axis=1), axis=1)
    assert curve[0, :, -1].sum() + still_open[0] == pytest.approx(1.0)
    assert (np.diff(curve, axis=2) >= 0).all()


@given(st.floats(0.0, 1.0))
def test_two_parts_of_a_period_are_the_whole(share):
    chances = TRUE(np.array([[0.3, -0.2]]))
    parts = [shorten(chances, np.full(4, s)) for s in (share, 1 - share)]
    still_open = [(1 - part.sum(axis=1)) for part in parts]
    assert still_open[0] * still_open[1] == pytest.approx(1 - chances.sum(axis=1))


def test_shrinkage_makes_coefficients_smaller():
    spells = simulated(n=200)
    loose, tight = (fit_hazards(spells, n_causes=2, ridge=r) for r in (0.1, 100.0))
    assert np.abs(tight.coefficient).sum() < np.abs(loose.coefficient).sum() / 3


def test_no_seasons_are_refused():
    nothing = Spells(np.zeros((0, 2)), *(np.zeros((0, 4)),) * 2, np.zeros(0, int), np.zeros(0))
    with pytest.raises(InputError, match="no seasons"):
        fit_hazards(nothing, n_causes=2)
