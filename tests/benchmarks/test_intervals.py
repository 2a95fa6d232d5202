"""Shares and calibration errors, and how sure they are."""

import numpy as np
import pytest

from benchmarks.intervals import calibration, calibration_error, share

SHOWS = [f"show {n // 4}" for n in range(400)]


def test_a_share_lies_in_its_interval_and_one_draw_by_show_is_wider() -> None:
    right = np.repeat(np.random.default_rng(1).random(100) < 0.8, 4).astype(float)
    by_show, by_case = share(right, SHOWS), share(right, [str(n) for n in range(400)])
    assert by_show.low < by_show.value == right.mean() < by_show.high
    assert by_show.high - by_show.low > 1.5 * (by_case.high - by_case.low)


def test_what_is_always_right_leaves_no_doubt() -> None:
    assert share(np.ones(400), SHOWS) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("said", "true", "error"), [(1.0, 1.0, 0.0), (0.9, 0.5, 0.4), (0.2, 0.5, 0.3)]
)
def test_the_gap_between_said_and_true_is_found(said: float, true: float, error: float) -> None:
    right = np.tile([1.0] * round(10 * true) + [0.0] * round(10 * (1 - true)), 40)
    assert calibration_error(np.full(400, said), right) == pytest.approx(error)


def test_chances_that_come_true_as_often_as_said_are_calibrated() -> None:
    rng = np.random.default_rng(2)
    said = rng.uniform(0.3, 1.0, 4000)
    right = (rng.random(4000) < said).astype(float)
    shows = [f"show {n % 40}" for n in range(4000)]
    found, shifted = calibration(said, right, shows), calibration(said - 0.2, right, shows)
    assert found.value < found.high < 0.06
    assert shifted.low < 0.2 < shifted.high
