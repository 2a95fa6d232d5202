"""How often each outcome has come by each day, whatever the season: the baseline of all curves.

Days and outcomes -> Curve.  Exact days; a span counts as its middle.  Pure.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError

Floats = NDArray[np.float64]


class Curve(NamedTuple):
    days: Floats
    probability: Floats

    def at(self, day: float) -> float:
        """The probability by a day: that of the last step up to it."""
        place = int(np.searchsorted(self.days, day, side="right"))
        return float(self.probability[place - 1]) if place else 0.0


def cumulative_incidence(days: Floats, outcome: NDArray[np.int64], *, cause: int) -> Curve:
    """Probability that `cause` has happened by each observed day.

    Aalen-Johansen.  The other causes compete: a cancelled season can no longer be renewed, so
    it is not censored.  A season censored on a day is still at risk on it.

    Parameters
    ----------
    days : (n,) >= 0, to the decision, or to the end of the data
    outcome : (n,) 0 undecided by then, else the cause, from 1
    cause : from 1

    Raises
    ------
    InputError
        No seasons, unequal lengths, or a day that is negative or not known.

    References
    ----------
    Kalbfleisch & Prentice (2002), 2nd ed., ch. 8.

    Examples
    --------
    Day 2 sees one cancellation and one renewal:

    >>> cumulative_incidence(
    ...     np.array([1.0, 2, 2, 3]), np.array([1, 2, 1, 0]), cause=1
    ... ).probability
    array([0.25, 0.5 , 0.5 ])
    """
    if not days.size or days.shape != outcome.shape or not (days >= 0).all():
        raise InputError(f"need n >= 1 pairs, days >= 0; got {days.shape}, {outcome.shape}")
    at, index = np.unique(days, return_inverse=True)
    at_risk = days.size - np.searchsorted(np.sort(days), at)
    decided = np.bincount(index, weights=outcome > 0)
    of_cause = np.bincount(index, weights=outcome == cause)
    still_open = np.r_[1.0, np.cumprod(1.0 - decided / at_risk)[:-1]]
    return Curve(at, np.cumsum(still_open * of_cause / at_risk))
