"""What is known of the making of a season narrows its release window.

Weights of days, milestones -> weights.  An announced window mostly holds; a milestone says how
long is usually left.  But for the order's, the lags are general knowledge of series production,
not fitted: few milestones are dated in public data.  Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import Milestone, Window
from nextseason.forecast.release_window import GRID

Floats = NDArray[np.float64]

ANNOUNCED_HOLDS = 0.9  # of announced windows; the rest slips
SLIP_DAYS = 120.0  # the scale of a slip after the window


class Lag(NamedTuple):
    """Days from a milestone to the release: log-normal."""

    median: float
    spread: float  # in logs


LAGS = {
    Milestone.ORDERED: Lag(450, 0.75),  # set on 105 dated orders of seasons of 2021 and 2022
    Milestone.WRITING: Lag(420, 0.50),
    Milestone.FILMING_START: Lag(360, 0.40),
    Milestone.FILMING_END: Lag(240, 0.45),
    Milestone.POST_PRODUCTION: Lag(180, 0.50),
    Milestone.HALTED: Lag(540, 0.60),  # half a year or so of standstill, and what was left to do
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is known of a season that was ordered."""

    announced: Window | None = None  # None: no window was announced
    reached: Mapping[Milestone, date] = field(default_factory=dict)


def narrow(weights: Floats, making: Making, *, premiered: date) -> Floats:
    """The weights of `GRID`, given what is known of the making."""
    narrowed = weights
    for milestone, day in _telling(making.reached).items():
        if lag := LAGS.get(milestone):
            narrowed = narrowed * _after(lag, GRID - (day - premiered).days)
    if narrowed.sum() <= 0:  # what is known fits no gap that ever was
        narrowed = weights
    return _announced(narrowed, making.announced, premiered) if making.announced else narrowed


def _telling(reached: Mapping[Milestone, date]) -> Mapping[Milestone, date]:
    """Those that still tell: a halt undoes the ones before it, a later one undoes the halt."""
    halt = reached.get(Milestone.HALTED)
    if halt is None:
        return reached
    later = {milestone: day for milestone, day in reached.items() if day > halt}
    return later or {Milestone.HALTED: halt}


def _after(lag: Lag, left: Floats) -> Floats:
    z = (np.log(np.maximum(left, 1.0)) - np.log(lag.median)) / lag.spread
    return np.where(left > 0, np.exp(-0.5 * z**2), 0.0)


def _announced(weights: Floats, window: Window, premiered: date) -> Floats:
    """Most of the weight inside the window, the rest soon after it."""
    start, end = (window.start - premiered).days, (window.end - premiered).days
    half_week = 3.5
    inside = (start - half_week <= GRID) & (end + half_week >= GRID)
    after = np.where(end < GRID, np.exp(-(GRID - end) / SLIP_DAYS), 0.0)
    held = np.where(inside, weights + weights.max() * 1e-3, 0.0)
    parts = ((ANNOUNCED_HOLDS, held), (1.0 - ANNOUNCED_HOLDS, after))
    return np.asarray(sum(share * part / max(part.sum(), 1e-300) for share, part in parts))
