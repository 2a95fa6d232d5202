"""How good forecasts were: proper scores, calibration, discrimination.

Arrays of forecasts and of what came -> numbers.  Probabilities in 0-1, outcomes 0 or 1; a
distribution is given by weights on sorted points.  Pure.

References
----------
Gneiting & Raftery (2007), Strictly Proper Scoring Rules, Prediction, and Estimation.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from nextseason.errors import InputError

Floats = NDArray[np.float64]

LEAST = 1e-6  # a forecast of nothing that comes true would cost infinitely much
N_BINS = 5  # of equally many forecasts: some 30 each in the smallest test
N_DRAWS = 500  # of a bootstrap interval
SEED = 7  # of bootstraps: the same forecasts have the same scores


class Interval(NamedTuple):
    """A score with its 90 % bootstrap interval."""

    value: float
    low: float
    high: float


def brier(probability: Floats, came: Floats) -> float:
    """Mean squared distance of forecast and outcome; 0 is best.

    >>> brier(np.array([0.5, 1.0]), np.array([1.0, 1.0]))
    0.125
    """
    return float(((probability - came) ** 2).mean())


def brier_skill(probability: Floats, came: Floats, *, base: float) -> float:
    """The share of the Brier score of always saying `base` that a forecast saves.

    >>> brier_skill(np.array([0.0, 1.0]), np.array([0.0, 1.0]), base=0.5)
    1.0
    """
    return 1.0 - brier(probability, came) / brier(np.full(len(came), base), came)


def log_score(probability: Floats, came: Floats) -> float:
    """Mean negative log of the probability given to what came; 0 is best."""
    given = np.where(came > 0, probability, 1.0 - probability)
    return float(-np.log(np.maximum(given, LEAST)).mean())


def auc(probability: Floats, came: Floats) -> float:
    """Chance that one that came had the higher forecast than one that did not; ties count half.

    >>> auc(np.array([0.2, 0.4, 0.4]), np.array([0.0, 0.0, 1.0]))
    0.75
    """
    n_came = came.sum()
    n_not = len(came) - n_came
    if not n_came or not n_not:
        return float("nan")
    ranks = rankdata(probability)[came > 0].sum()
    return float((ranks - n_came * (n_came + 1) / 2) / (n_came * n_not))


def calibration_error(probability: Floats, came: Floats, *, n_bins: int = N_BINS) -> float:
    """Mean gap between forecast and share that came, over bins of equally many forecasts."""
    return float(
        sum(
            n * abs(said - share)
            for said, share, n in calibration(probability, came, n_bins=n_bins)
        )
        / len(came)
    )


def calibration(
    probability: Floats, came: Floats, *, n_bins: int = N_BINS
) -> tuple[tuple[float, float, int], ...]:
    """For each bin the mean forecast, the share that came, and how many they are."""
    order = np.argsort(probability, kind="stable")
    return tuple(
        (float(probability[part].mean()), float(came[part].mean()), len(part))
        for part in np.array_split(order, n_bins)
        if len(part)
    )


def crps(weight: Floats, points: Floats, value: Floats) -> Floats:
    """Continuous ranked probability score of each row; in the points' unit, 0 is best.

    Parameters
    ----------
    weight : (n, m), >= 0, rows of any sum
    points : (m,) sorted
    value : (n,) what came

    Examples
    --------
    One point is its distance; an even chance of 0 and 2 has half of it:

    >>> crps(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([0.0, 2.0]), np.array([2.0, 2.0]))
    array([2. , 0.5])
    """
    if (np.diff(points) < 0).any():
        raise InputError("the points of a distribution must be sorted")
    share = weight / weight.sum(axis=1, keepdims=True)
    distance = (share * np.abs(points - value[:, None])).sum(axis=1)
    reached = np.cumsum(share, axis=1)
    spread = reached * (1.0 - reached) * np.diff(points, append=points[-1])
    return np.asarray(distance - spread.sum(axis=1))


def quantile(weight: Floats, points: Floats, level: float) -> Floats:
    """The first point of each row by which `level` of its weight is reached."""
    reached = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    return np.asarray(points[np.minimum((reached < level).sum(axis=1), len(points) - 1)])


def coverage(low: Floats, high: Floats, value: Floats) -> float:
    """Share of values inside their intervals."""
    return float(((low <= value) & (value <= high)).mean())


def with_interval(
    score: Callable[..., float], *arrays: Floats, rng: np.random.Generator
) -> Interval:
    """A score, and where 90 % of its values lie over seasons drawn again."""
    n = len(arrays[0])
    draws = [score(*(a[pick] for a in arrays)) for pick in rng.integers(0, n, (N_DRAWS, n))]
    low, high = np.nanquantile(draws, (0.05, 0.95))
    return Interval(score(*arrays), float(low), float(high))
