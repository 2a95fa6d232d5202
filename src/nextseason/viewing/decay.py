"""How viewing falls week by week, where only the weeks on a list of ten are known.

Weekly hours and, for weeks off the list, what tenth place had -> a curve per season with its
uncertainty, and totals over the first weeks.  Being off the list is no zero: it says that the
hours were below tenth place's, and no more (a Tobit model; Tobin, 1958).  Pure.

The model, per season with hours h_t in week t (0 is the week of the premiere, often cut short):

    log h_0 = a + first + per_day (days - 4) + e_0      e_0 ~ Normal(0, spread_first)
    log h_t = a - b (t^bend - 1) / bend + e_t           e_t ~ Normal(0, spread),  t >= 1
    b ~ Normal(steepness, steepness_spread)

`a` is the level of the first full week, `b` its own steepness; bend 1 would be exponential decay,
bend 0 a power of time.  Where viewing rises for longer, as it does while episodes come week by
week, t counts from the highest week instead, and the weeks before it tell nothing of the curve.
What all seasons share was fitted once (`benchmarks/decay.py`).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from nextseason.errors import InputError

Floats = NDArray[np.float64]

THURSDAY_DAYS = 4  # of the premiere's week are left from a Thursday on, the usual day
MAX_STEPS = 40  # of Newton's method; some 8 do
MAX_STEP = 2.0  # in logs: a bound far away must not throw a step over it
TOLERANCE = 1e-9
LOG_ROOT_TAU = 0.5 * np.log(2 * np.pi)  # of the normal density
NORMAL_95 = 1.6449  # the 95 % quantile: intervals hold 90 %
# Three points that carry a normal distribution's moments up to the fifth (Gauss-Hermite).
NODES = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])
NODE_WEIGHTS = np.array([1 / 6, 2 / 3, 1 / 6])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all seasons have in common; logs of hours, weeks."""

    bend: float
    steepness: float
    steepness_spread: float
    spread: float
    spread_first: float
    first: float  # the premiere's week against the first full one, when it has four days
    per_day: float  # and for each day more
    widening: float  # of intervals: weeks stray together, which the model does not know


# Fitted to the series of the weekly lists that began before July 2024; the widening to the
# half-yearly reports of that time.
SHARED = Shared(
    bend=0.57,
    steepness=0.82,
    steepness_spread=0.25,
    spread=0.215,
    spread_first=0.417,
    first=-0.14,
    per_day=0.397,
    widening=1.2,
)


class Weeks(NamedTuple):
    """Seasons by weeks since the premiere's week; arrays are (n_seasons, n_weeks)."""

    hours: Floats  # NaN where not on the list
    bound: Floats  # the hours that the week stayed below; inf where not known
    days: Floats  # (n_seasons,) of the premiere's week on which it was out, 1-7


class Curves(NamedTuple):
    """The fitted seasons: a and b of each, and how sure they are."""

    level: Floats  # (n,) log hours of the first full week
    steepness: Floats  # (n,)
    covariance: Floats  # (n, 2, 2) of the two
    log_evidence: float  # of all seasons together, by Laplace's approximation


class Totals(NamedTuple):
    value: Floats  # (n,) hours
    low: Floats
    high: Floats


def fit_curves(weeks: Weeks, shared: Shared = SHARED) -> Curves:
    """The most probable curve of each season.

    Parameters
    ----------
    weeks : Weeks
        Each season with at least one week on the list.

    Raises
    ------
    InputError
        A season without any week on the list.

    Examples
    --------
    Two full weeks on the list; then it stayed below 2.0 million hours:

    >>> nan, inf = np.nan, np.inf
    >>> weeks = Weeks(
    ...     hours=np.array([[8e6, 9e6, nan, nan]]),
    ...     bound=np.array([[inf, inf, 2e6, 2e6]]),
    ...     days=np.array([4.0]),
    ... )
    >>> bool(fit_curves(weeks).steepness[0] > SHARED.steepness)
    True
    """
    seen = ~np.isnan(weeks.hours)
    if not seen.any(axis=1).all():
        raise InputError("every season needs a week on the list to have a curve")
    model = _Model(weeks, shared)
    at = np.stack([model.start(), np.full(len(weeks.days), shared.steepness)], axis=1)
    for _ in range(MAX_STEPS):
        _, slope, bending = model.derivatives(at)
        step = np.clip(np.linalg.solve(bending, slope[..., None])[..., 0], -MAX_STEP, MAX_STEP)
        at = at + step
        if np.abs(step).max(initial=0.0) < TOLERANCE:
            break
    value, _, bending = model.derivatives(at)
    evidence = value.sum() + len(at) * np.log(2 * np.pi) - 0.5 * np.linalg.slogdet(bending)[1].sum()
    return Curves(at[:, 0], at[:, 1], np.asarray(np.linalg.inv(bending), float), float(evidence))


def total_hours(weeks: Weeks, curves: Curves, share: Floats, shared: Shared = SHARED) -> Totals:
    """The hours of the weeks together, each by its share in 0-1: what was seen, plus the rest.

    The rest of a season is the mean of its weeks off the list, each given that it stayed below
    its bound, over the uncertainty of the curve.  The interval is meant to hold 90 %: the rest
    is taken as log-normal with that mean and variance, widened, and never above its bounds.
    """
    seen = ~np.isnan(weeks.hours)
    counted = np.where(seen, weeks.hours, 0.0)
    known = (counted * share).sum(axis=1)
    missing = np.where(seen, 0.0, share)
    mean, square = _moments_of_rest(weeks, curves, missing, shared)
    ceiling = (np.where(missing > 0, weeks.bound, 0.0) * missing).sum(axis=1)
    variance = np.maximum(square - mean**2, 0.0)
    width = shared.widening * np.sqrt(np.log1p(variance / np.maximum(mean, 1.0) ** 2))
    median = mean / np.exp(width**2 / 2)
    low, high = median * np.exp(-NORMAL_95 * width), median * np.exp(NORMAL_95 * width)
    capped = np.minimum(mean, ceiling)
    return Totals(
        known + capped,
        known + np.minimum(low, capped),
        known + np.maximum(np.minimum(high, ceiling), capped),
    )


def expected_hours(weeks: Weeks, curves: Curves, shared: Shared = SHARED) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each week's hours off the list; NaN where it is on it."""
    mean, square = _week_moments(weeks, curves, shared)
    seen = ~np.isnan(weeks.hours)
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    return np.where(seen, np.nan, mean), np.where(seen, np.nan, spread)


def decay_rate(steepness: Floats, shared: Shared = SHARED) -> Floats:
    """The share of the first full week's hours that the second one loses."""
    return np.asarray(1 - np.exp(-steepness * _time(2.0, shared)))


def half_life_weeks(steepness: Floats, shared: Shared = SHARED) -> Floats:
    """Weeks from the first full week until the curve has halved; inf where it does not fall."""
    with np.errstate(divide="ignore", over="ignore"):
        needed = np.where(steepness > 0, np.log(2) / np.maximum(steepness, 1e-12), np.inf)
        return np.asarray((1 + shared.bend * needed) ** (1 / shared.bend) - 1)


def _time(week: float | Floats, shared: Shared) -> Floats:
    """Weeks on the curve's own clock: 0 in the first full week."""
    return np.asarray((np.asarray(week, float) ** shared.bend - 1) / shared.bend)


class _Model:
    """The log density of the seasons' hours over (a, b), with its derivatives."""

    def __init__(self, weeks: Weeks, shared: Shared) -> None:
        seen = ~np.isnan(weeks.hours)
        week, highest = np.arange(seen.shape[1]), _highest(weeks)[:, None]
        self.shared = shared
        is_premiere, is_rising = (week == 0) & (highest <= 1), (week < highest) & (highest > 1)
        self.seen = seen & ~is_rising
        self.is_silent = is_rising
        self.log_hours = np.log(np.where(self.seen, np.maximum(weeks.hours, 1.0), 1.0))
        with np.errstate(divide="ignore"):
            self.log_bound = np.log(weeks.bound)
        premiere = shared.first + shared.per_day * (weeks.days[:, None] - THURSDAY_DAYS)
        self.offset = np.where(is_premiere, premiere, 0.0)
        self.clock = _time(np.maximum(week - np.maximum(highest, 1) + 1.0, 1.0), shared)
        self.spread = np.where(is_premiere | is_rising, shared.spread_first, shared.spread)

    def start(self) -> Floats:
        """A level from the weeks seen, at the usual steepness."""
        usual = self.offset - self.clock * self.shared.steepness
        level = np.where(self.seen, self.log_hours - usual, 0.0)
        return np.asarray(level.sum(axis=1) / self.seen.sum(axis=1))

    def means(self, at: Floats) -> Floats:
        return np.asarray(self.offset + at[:, :1] - at[:, 1:] * self.clock)

    def derivatives(self, at: Floats) -> tuple[Floats, Floats, Floats]:
        """Log density (n,), its slope (n, 2) and the negative of its bending (n, 2, 2)."""
        mean, spread = self.means(at), self.spread
        gap = np.where(self.seen, self.log_hours - mean, 0.0) / spread
        is_free = self.seen | self.is_silent
        room = np.where(is_free, np.inf, (self.log_bound - mean) / spread)
        log_below = log_ndtr(room)
        # The normal density over its integral: how hard a bound presses.
        press = np.exp(-0.5 * np.square(room) - LOG_ROOT_TAU - log_below)
        slack = np.where(np.isinf(room), 0.0, room)
        value = np.where(self.seen, -0.5 * gap**2 - np.log(spread) - LOG_ROOT_TAU, log_below)
        slope = (gap - press) / spread
        bend = (self.seen + press * (press + slack)) / spread**2
        return self._with_prior(at, value.sum(axis=1), slope, bend)

    def _with_prior(
        self, at: Floats, value: Floats, slope: Floats, bend: Floats
    ) -> tuple[Floats, Floats, Floats]:
        spread = self.shared.steepness_spread
        gap = (at[:, 1] - self.shared.steepness) / spread
        design = np.stack([np.ones_like(self.clock), -self.clock], axis=2)
        slopes = np.einsum("nt,nti->ni", slope, design)
        bends = np.einsum("nt,nti,ntj->nij", bend, design, design)
        slopes[:, 1] -= gap / spread
        bends[:, 1, 1] += 1 / spread**2
        return value - 0.5 * gap**2 - np.log(spread) - LOG_ROOT_TAU, slopes, bends


def _highest(weeks: Weeks) -> NDArray[np.int64]:
    """The week with most hours of each season, among those on the list."""
    return np.asarray(np.nan_to_num(weeks.hours, nan=-1.0).argmax(axis=1))


def _nodes(curves: Curves) -> list[tuple[float, Floats]]:
    """Curves that stand for the uncertainty of a season's, each with its weight."""
    root = np.linalg.cholesky(curves.covariance)
    middle = np.stack([curves.level, curves.steepness], axis=1)
    return [
        (float(v * w), middle + root @ np.array([x, y]))
        for x, v in zip(NODES, NODE_WEIGHTS, strict=True)
        for y, w in zip(NODES, NODE_WEIGHTS, strict=True)
    ]


def _below_bound(model: _Model, at: Floats) -> tuple[Floats, Floats]:
    """Mean and mean square of hours that are log-normal and below their bound, (n, n_weeks)."""
    mean, spread = model.means(at), model.spread
    room = (model.log_bound - mean) / spread
    base = log_ndtr(room)
    first = np.exp(mean + spread**2 / 2 + log_ndtr(room - spread) - base)
    second = np.exp(2 * mean + 2 * spread**2 + log_ndtr(room - 2 * spread) - base)
    return first, second


def _moments_of_rest(
    weeks: Weeks, curves: Curves, missing: Floats, shared: Shared
) -> tuple[Floats, Floats]:
    """Mean and mean square of the hours off the list, each week by its share."""
    model = _Model(weeks, shared)
    mean, square = np.zeros(len(weeks.days)), np.zeros(len(weeks.days))
    for weight, at in _nodes(curves):
        first, second = _below_bound(model, at)
        total = (first * missing).sum(axis=1)
        variance = (np.maximum(second - first**2, 0.0) * missing**2).sum(axis=1)
        mean += weight * total
        square += weight * (variance + total**2)
    return mean, square


def _week_moments(weeks: Weeks, curves: Curves, shared: Shared) -> tuple[Floats, Floats]:
    model = _Model(weeks, shared)
    mean, square = np.zeros(weeks.hours.shape), np.zeros(weeks.hours.shape)
    for weight, at in _nodes(curves):
        first, second = _below_bound(model, at)
        mean += weight * first
        square += weight * second
    return mean, square
