"""Where bars and lines stand in the page's two drawings: tornado and break-even.

Decision -> Tornado, BreakEven.  Pure; lengths in percent of the width, heights in pixels.
"""

from dataclasses import dataclass

import numpy as np

from nextseason.decision.answer import Decision
from nextseason.decision.money import number_words
from nextseason.decision.terminal import turn_words

MOST_BARS = 7
WIDTH, HEIGHT = 600.0, 220.0  # of the break-even drawing, before it is scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An input's swing: from where the net value is lower to where it is higher."""

    name: str
    left: float
    width: float
    left_words: str  # the input at the left end
    right_words: str
    turns: str
    words: str  # for those who hear it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    bars: tuple[Bar, ...]
    zero: float | None  # where net value is 0; None: outside
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Chance of breaking even over audience, on a logarithmic scale."""

    path: str
    forecast_from: float  # nine in ten of the forecast
    forecast_to: float
    median: float  # of the forecast
    even: float | None  # audience at which the expected net value is 0; None: outside
    even_words: str
    ticks: tuple[tuple[float, str], ...]
    words: str


def draw_tornado(decision: Decision) -> Tornado | None:
    """None if nothing is uncertain."""
    swings = decision.swings[:MOST_BARS]
    if not swings:
        return None
    ends = [net for swing in swings for net in (swing.net_low, swing.net_high)]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def place(net: float) -> float:
        return round(100 * (net - low) / span, 2)

    bars = []
    for swing in swings:
        at = sorted([(swing.net_low, swing.low), (swing.net_high, swing.high)])
        left, right = (number_words(value) for _, value in at)
        bars.append(
            Bar(
                name=swing.name,
                left=place(at[0][0]),
                width=round(place(at[1][0]) - place(at[0][0]), 2),
                left_words=left,
                right_words=right,
                turns=turn_words(swing),
                words=f"{number_words(at[0][0])} at {left}, {number_words(at[1][0])} at {right}",
            )
        )
    return Tornado(
        bars=tuple(bars),
        zero=place(0.0) if low <= 0 <= high else None,
        low=number_words(low),
        high=number_words(high),
    )


def draw_break_even(decision: Decision) -> BreakEven | None:
    """None if no option orders episodes."""
    if not decision.curve:
        return None
    views = np.array([point.views for point in decision.curve])
    chance = [point.breaks_even for point in decision.curve]

    def x(audience: float) -> float:
        share = np.log(max(audience, 1e-9) / views[0]) / np.log(views[-1] / views[0])
        return round(WIDTH * float(np.clip(share, 0, 1)), 1)

    points = [
        f"{x(audience)},{HEIGHT * (1 - share):.1f}"
        for audience, share in zip(views, chance, strict=True)
    ]
    audience = next(row for row in decision.inputs if row.name == "audience")
    option = next(o for o in decision.options if o.words == decision.about)
    even = option.break_even_views
    inside = even is not None and views[0] <= even <= views[-1]
    even_words = number_words(even) if even is not None else ""
    return BreakEven(
        path="M" + "L".join(points),
        forecast_from=x(audience.low),
        forecast_to=x(audience.high),
        median=x(audience.median),
        even=x(even) if inside and even is not None else None,
        even_words=even_words,
        ticks=tuple((x(tick), number_words(tick)) for tick in np.geomspace(views[0], views[-1], 5)),
        words=(
            f"Chance of breaking even: {chance[0]:.0%} at {number_words(views[0])} views, "
            f"{chance[-1]:.0%} at {number_words(views[-1])}"
            + (f"; the expected net value is 0 at {even_words}." if even_words else ".")
        ),
    )
