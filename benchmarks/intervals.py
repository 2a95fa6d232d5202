"""Shares and calibration errors with intervals, drawn anew by show.

Cases of one show stand or fall together, so whole shows are drawn, not cases.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

N_DRAWS = 2000
N_BINS = 10
LEVEL = 0.95


class Estimate(NamedTuple):
    """A figure and the interval that holds it at `LEVEL`."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def share(right: Floats, shows: Sequence[str]) -> Estimate:
    """Mean over the cases; also of differences, case by case."""
    groups = _groups(shows)
    sums = np.array([right[g].sum() for g in groups])
    sizes = np.array([len(g) for g in groups], dtype=float)
    drawn = _draws(len(groups))
    return _estimate(float(right.mean()), sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))


def calibration(probability: Floats, right: Floats, shows: Sequence[str]) -> Estimate:
    """`calibration_error` with its interval.

    Each draw scatters more than the whole, so the interval lies rather high.
    """
    groups = _groups(shows)
    errors = [
        calibration_error(probability[picked], right[picked])
        for draw in _draws(len(groups))
        for picked in [np.concatenate([groups[i] for i in draw])]
    ]
    return _estimate(calibration_error(probability, right), np.array(errors))


def calibration_error(probability: Floats, right: Floats) -> float:
    """Expected calibration error over bins of equal counts.

    Examples
    --------
    >>> calibration_error(np.array([0.75, 0.75, 0.75, 0.75]), np.array([1.0, 1.0, 1.0, 0.0]))
    0.375

    Four cases make four bins of one; in one bin they would make 0.
    """
    order = np.argsort(probability, kind="stable")
    bins = np.array_split(order, min(N_BINS, len(order)))
    gaps = [abs(float((probability[b] - right[b]).sum())) for b in bins]
    return sum(gaps) / len(order)


def _groups(shows: Sequence[str]) -> list[NDArray[np.intp]]:
    names = np.array(shows)
    return [np.flatnonzero(names == name) for name in np.unique(names)]


def _draws(n: int) -> NDArray[np.int64]:
    return np.random.default_rng(0).integers(0, n, size=(N_DRAWS, n))


def _estimate(value: float, drawn: Floats) -> Estimate:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))
