"""Competing outcomes in discrete time: the chance of each in a period, given none so far.

Covariates and spans in which the outcome lies -> Hazards; Hazards and covariates -> curves.
In period j the outcome is cause k with probability

    h_kj(x) = exp(a_kj + b_k x) / (1 + sum over causes of exp(a_.j + b_. x))

so the causes compete, and a day known only by its month or year counts with all periods it may
lie in.  Fitted by penalised maximum likelihood: coefficients shrink to nothing (`RIDGE`),
neighbouring periods to each other (`SMOOTH`).  Knows nothing of television.  Pure.

References
----------
Tutz & Schmid (2016), Modeling Discrete Time-to-Event Data, ch. 8; van Houwelingen (2007),
Dynamic Prediction by Landmarking in Event History Analysis.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nextseason.errors import InputError

Floats = NDArray[np.float64]

RIDGE = 4.0  # penalty of a squared coefficient of a covariate of unit spread
SMOOTH = 8.0  # penalty of a squared step between neighbouring periods' levels
RARE = -4.0  # the level to which periods without outcomes shrink: 2 % a period
RARE_WEIGHT = 0.05  # how strongly; it only keeps the optimum finite
MAX_ITERATIONS = 500


class Spells(NamedTuple):
    """Seasons at risk; arrays are (n, ...)."""

    x: Floats  # (n, p) covariates
    at_risk: Floats  # (n, J) 1 in the periods known to be passed without an outcome
    within: Floats  # (n, J) share of the period in which the outcome may lie; 0s: censored
    cause: NDArray[np.int64]  # (n,) which; without meaning where censored
    weight: Floats  # (n,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hazards:
    """A fitted model: levels (K, J) and coefficients (K, p)."""

    level: Floats
    coefficient: Floats

    def __call__(self, x: Floats) -> Floats:
        """Each cause's chance in each period: (n, K, J)."""
        return _chances(self.level, self.coefficient, x)


def fit_hazards(spells: Spells, *, n_causes: int, ridge: float = RIDGE) -> Hazards:
    """The most plausible hazards, coefficients shrunk.

    Raises
    ------
    InputError
        No spells.
    """
    n, p = spells.x.shape
    if not n:
        raise InputError("no seasons to learn from; give decisions with premieres and outcomes")
    periods = spells.at_risk.shape[1]
    split = n_causes * periods

    def loss(theta: Floats) -> tuple[float, Floats]:
        level = theta[:split].reshape(n_causes, periods)
        coefficient = theta[split:].reshape(n_causes, p)
        value, slope_level, slope_coefficient = _likelihood(level, coefficient, spells)
        steps = np.diff(level, axis=1)
        value -= 0.5 * ridge * (coefficient**2).sum() + 0.5 * SMOOTH * (steps**2).sum()
        value -= 0.5 * RARE_WEIGHT * ((level - RARE) ** 2).sum()
        slope_level[:, :-1] += SMOOTH * steps
        slope_level[:, 1:] -= SMOOTH * steps
        slope_level -= RARE_WEIGHT * (level - RARE)
        slope = np.r_[slope_level.ravel(), (slope_coefficient - ridge * coefficient).ravel()]
        return -value, -slope

    start = np.concatenate([np.full(split, RARE), np.zeros(n_causes * p)])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MAX_ITERATIONS})
    best = np.asarray(found.x, dtype=np.float64)
    return Hazards(
        level=best[:split].reshape(n_causes, periods),
        coefficient=best[split:].reshape(n_causes, p),
    )


def incidence(chances: Floats) -> Floats:
    """Cumulative incidence of each cause by each period's end: (n, K, J) of the same shape."""
    return np.asarray(np.cumsum(_still_open(chances)[:, None, :] * chances, axis=2))


def shorten(chances: Floats, share: Floats) -> Floats:
    """Chances in parts of the periods: `share` (J,) of each is still to come.

    >>> shorten(np.array([[[0.75]]]), np.array([0.5]))
    array([[[0.5]]])
    """
    total = chances.sum(axis=1, keepdims=True)
    part = 1.0 - (1.0 - total) ** share
    return np.asarray(np.divide(chances * part, total, out=np.zeros_like(chances), where=total > 0))


def _chances(level: Floats, coefficient: Floats, x: Floats) -> Floats:
    score = level[None] + (x @ coefficient.T)[:, :, None]
    top = np.maximum(score.max(axis=1, keepdims=True), 0.0)  # prevents overflow
    odds = np.exp(score - top)
    return np.asarray(odds / (np.exp(-top) + odds.sum(axis=1, keepdims=True)))


def _still_open(chances: Floats) -> Floats:
    """Chance of no outcome before each period: (n, J)."""
    passed = np.cumprod(1.0 - chances.sum(axis=1), axis=1)
    return np.concatenate([np.ones((len(passed), 1)), passed[:, :-1]], axis=1)


def _likelihood(level: Floats, coefficient: Floats, spells: Spells) -> tuple[float, Floats, Floats]:
    """Log-likelihood and its slopes.

    The slope is the one of known periods, averaged over the periods in which the outcome may
    lie by their chance (Fisher's identity).
    """
    chances = _chances(level, coefficient, spells.x)
    rows = np.arange(len(spells.x))
    risk = spells.at_risk
    open_after = np.log1p(-np.minimum(chances.sum(axis=1), 1 - 1e-12))
    passed = open_after * np.where(_may(spells), 1.0, risk)
    before = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(passed, axis=1)[:, :-1]], axis=1)
    ends = spells.within.sum(axis=1) > 0
    joint = spells.within * np.exp(before) * chances[rows, spells.cause]
    total = joint.sum(axis=1)
    value = np.where(ends, np.log(np.maximum(total, 1e-300)), (open_after * risk).sum(axis=1))
    held = np.divide(joint, total[:, None], out=np.zeros_like(joint), where=total[:, None] > 0)
    later = np.cumsum(held[:, ::-1], axis=1)[:, ::-1]
    exposed = np.where(ends[:, None], later * np.where(_may(spells), 1.0, risk), risk)
    slope = -exposed[:, None, :] * chances
    slope[rows, spells.cause] += held
    slope *= spells.weight[:, None, None]
    return float(value @ spells.weight), slope.sum(axis=0), slope.sum(axis=2).T @ spells.x


def _may(spells: Spells) -> NDArray[np.bool_]:
    return np.asarray(spells.within > 0)
