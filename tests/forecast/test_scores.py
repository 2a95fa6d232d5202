"""Scores are what their definitions say, counted in the slow way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nextseason.errors import InputError
from nextseason.forecast.scores import (
    auc,
    brier,
    brier_skill,
    calibration,
    calibration_error,
    coverage,
    crps,
    log_score,
    quantile,
    with_interval,
)

shares = arrays(float, 6, elements=st.floats(0.01, 1.0))
points = st.lists(st.floats(-50, 50), min_size=6, max_size=6).map(lambda v: np.array(sorted(v)))


@given(shares, points, st.floats(-60, 60))
def test_crps_is_distance_less_half_the_spread(weight, at, value):
    w = weight / weight.sum()
    spread = (w[:, None] * w * np.abs(at[:, None] - at)).sum() / 2
    expected = (w * np.abs(at - value)).sum() - spread
    assert crps(weight[None], at, np.array([value]))[0] == pytest.approx(expected, abs=1e-6)


def test_unsorted_points_are_refused():
    with pytest.raises(InputError, match="sorted"):
        crps(np.ones((1, 2)), np.array([2.0, 1.0]), np.array([0.0]))


@given(
    arrays(float, 12, elements=st.sampled_from([0.1, 0.3, 0.5, 0.9])),
    arrays(float, 12, elements=st.sampled_from([0.0, 1.0])),
)
def test_auc_counts_pairs(said, came):
    pairs = [(a > b) + (a == b) / 2 for a in said[came > 0] for b in said[came == 0]]
    assert auc(said, came) == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


@pytest.mark.parametrize(
    ("score", "best"), [(brier, 0.0), (log_score, 0.0), (calibration_error, 0.0)]
)
def test_a_perfect_forecast_costs_nothing(score, best):
    came = np.array([0.0, 1.0] * 10)
    assert score(came, came) == pytest.approx(best, abs=1e-5)


def test_the_base_rate_has_no_skill():
    came = np.array([0.0, 1.0, 1.0, 0.0])
    assert brier_skill(np.full(4, 0.5), came, base=0.5) == 0.0


def test_calibration_compares_what_was_said_with_what_came():
    said = np.array([0.1, 0.1, 0.8, 0.8])
    came = np.array([0.0, 1.0, 1.0, 1.0])
    assert calibration(said, came, n_bins=2) == (
        (pytest.approx(0.1), 0.5, 2),
        (pytest.approx(0.8), 1.0, 2),
    )
    assert calibration_error(said, came, n_bins=2) == pytest.approx(0.3)


def test_quantiles_are_the_first_points_that_reach_a_level():
    at = np.array([1.0, 2.0, 3.0, 4.0])
    weight = np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 5.0]])
    assert quantile(weight, at, 0.5).tolist() == [2.0, 4.0]


def test_coverage_counts_both_ends():
    low, high = np.zeros(4), np.ones(4)
    assert coverage(low, high, np.array([0.0, 1.0, 0.5, 2.0])) == 0.75


def test_an_interval_holds_its_score_and_repeats():
    rng = np.random.default_rng(0)
    said, came = rng.random(200), (rng.random(200) < 0.5).astype(float)
    first, again = (
        with_interval(brier, said, came, rng=np.random.default_rng(1)) for _ in range(2)
    )
    assert first == again
    assert first.low < first.value < first.high
