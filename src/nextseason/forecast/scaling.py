"""Covariates of one unit: what is usual, and what is not known taken as usual.

(n, p) -> Scaling; Scaling and (n, p) -> (n, p).  Pure.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAX_SPREADS = 3.0  # beyond, a covariate is no more telling


class Scaling(NamedTuple):
    """Mean and standard deviation of each covariate, over the rows that know it."""

    mean: Floats
    spread: Floats

    def standard(self, x: Floats) -> Floats:
        """In spreads from the mean; NaN stays."""
        return np.asarray((x - self.mean) / self.spread)

    def __call__(self, x: Floats) -> Floats:
        """The same within bounds, 0 where not known.

        >>> scaling_of(np.array([[1.0], [3.0]]))(np.array([[np.nan], [3.0], [99.0]])).ravel()
        array([0., 1., 3.])
        """
        scaled = np.clip(self.standard(x), -MAX_SPREADS, MAX_SPREADS)
        return np.where(np.isnan(scaled), 0.0, scaled)


def scaling_of(x: Floats) -> Scaling:
    """The scaling of rows; a covariate that never varies, or is never known, has the spread 1."""
    known = [column[~np.isnan(column)] for column in x.T]
    mean = np.array([values.mean() if values.size else 0.0 for values in known])
    spread = np.array([values.std() if values.size else 0.0 for values in known])
    return Scaling(mean, np.where(spread > 0, spread, 1.0))
