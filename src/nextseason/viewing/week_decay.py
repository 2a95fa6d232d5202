"""How fast viewing falls from week to week.

Weekly hours -> the factor from one week to the next.  Pure.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

STEPS = 50  # halvings of the bracket: the factor is right to 1e-15
ROUNDING = 1e-9  # part by which a mean week must lie before the middle one to be earlier


def weekly_factor(hours: Floats, n_weeks: Integers) -> Floats:
    """The factor r for which weeks of r^0, r^1, r^2, ... have the same mean week as the hours.

    It is the likeliest one of a geometric distribution cut off after the last week: weeks
    without viewing count as they are, and weeks with much viewing count most.

    Parameters
    ----------
    hours : (n, weeks) float, >= 0
        Of each season, from its first week.
    n_weeks : (n,) int
        How many of them are known; the rest is left out.

    Returns
    -------
    (n,) float
        0 to 1; NaN where there are fewer than two weeks, no hours, or hours that do not fall.

    References
    ----------
    Johnson, Kemp & Kotz, Univariate Discrete Distributions (2005), 3rd ed., ch. 5.

    Examples
    --------
    >>> weekly_factor(np.array([[8.0, 4.0, 2.0, 1.0], [3.0, 4.0, 0.0, 0.0]]), np.array([4, 2]))
    array([0.5, nan])
    """
    week = np.arange(hours.shape[1])
    is_known = week < n_weeks[:, None]
    known = np.where(is_known, hours, 0.0)
    total = known.sum(axis=1)
    mean = np.divide(known @ week, total, out=np.full(len(hours), np.nan), where=total > 0)
    low, high = np.zeros(len(hours)), np.ones(len(hours))
    for _ in range(STEPS):
        middle = (low + high) / 2
        is_high = _mean_week(middle, is_known) > mean
        low, high = np.where(is_high, low, middle), np.where(is_high, middle, high)
    falls = (n_weeks >= 2) & (mean < (n_weeks - 1) / 2 * (1 - ROUNDING))
    factor: Floats = np.where(falls, np.where(mean == 0, 0.0, (low + high) / 2), np.nan)
    return factor


def _mean_week(factor: Floats, is_known: npt.NDArray[np.bool_]) -> Floats:
    week = np.arange(is_known.shape[1])
    weights = np.where(is_known, factor[:, None] ** week, 0.0)
    mean: Floats = weights @ week / np.maximum(weights.sum(axis=1), 1.0)
    return mean
