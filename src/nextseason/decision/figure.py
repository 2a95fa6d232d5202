"""A decision as a plot for a file: what it hangs on, and from which audience on it pays.

Decision -> Altair chart.  Nothing is written here; `plots` draws the same on the page.
"""

from textwrap import wrap
from typing import Any

from nextseason.decision.answer import Decision, OptionAnswer
from nextseason.decision.plots import MOST_BARS
from nextseason.decision.season_case import AUDIENCE
from nextseason.decision.terminal import turn_words
from nextseason.errors import InputError

WIDTH, HEIGHT, BAR_STEP = 560, 220, 26  # pixels
N_TICKS = 6
BLUE, GREY, RUST = "#2b6ca3", "#8a8a8a", "#b3541e"  # apart also to the colour-blind
MILLION = 1e6
LINE = 100  # characters of a line above the drawings


def decision_figure(decision: Decision) -> Any:
    """Tornado above break-even curve.

    Raises
    ------
    InputError
        There is nothing to draw: no input is uncertain, no option orders an episode.
    """
    import altair as alt

    parts = [
        *([_tornado(decision)] if decision.swings else []),
        *([_break_even(decision)] if decision.curve else []),
    ]
    if not parts:
        raise InputError(f"{decision.show}: nothing is uncertain, so there is nothing to draw")
    title = alt.Title(
        f"{decision.show}, season {decision.season}",
        subtitle=wrap(decision.recommendation, LINE),
        anchor="start",
    )
    return alt.vconcat(*parts, title=title)


def _tornado(decision: Decision) -> Any:
    import altair as alt

    rows = [
        {
            "input": swing.name,
            "low": min(swing.net_low, swing.net_high) / MILLION,
            "high": max(swing.net_low, swing.net_high) / MILLION,
            "turns": turn_words(swing),
        }
        for swing in decision.swings[:MOST_BARS]
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(alt.Y("input:N", sort=None, title=None))
    bars = base.mark_bar(color=BLUE).encode(
        alt.X(
            "low:Q",
            title=f"net value, million {decision.currency}",
            axis=alt.Axis(tickCount=N_TICKS),
        ),
        alt.X2("high:Q"),
    )
    turns = base.mark_text(align="left", dx=6, color=GREY).encode(alt.X("high:Q"), text="turns:N")
    zero = alt.Chart(alt.InlineData([{"at": 0.0}])).mark_rule(strokeDash=[4, 3]).encode(x="at:Q")
    return (bars + turns + zero).properties(
        width=WIDTH,
        height=alt.Step(BAR_STEP),
        title=alt.Title(f"What “{decision.about}” hangs on", anchor="start"),
    )


def _break_even(decision: Decision) -> Any:
    import altair as alt

    rows = [{"views": p.views / MILLION, "chance": p.breaks_even} for p in decision.curve]
    told = next(row for row in decision.inputs if row.name == AUDIENCE)
    scale = alt.Scale(type="log", domain=[rows[0]["views"], rows[-1]["views"]], nice=False)
    x = alt.X("views:Q", scale=scale, title="million views in four weeks")
    y = alt.Y(
        "chance:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%"),
        title="chance of breaking even",
    )
    band = [{"views": told.low / MILLION, "to": told.high / MILLION}]
    layers = [
        alt.Chart(alt.InlineData(band))
        .mark_rect(color=GREY, opacity=0.2, clip=True)
        .encode(x, alt.X2("to:Q")),
        alt.Chart(alt.InlineData(rows)).mark_line(color=BLUE, strokeWidth=3).encode(x, y),
    ]
    even = _about(decision).break_even_views
    if even is not None:
        at = alt.Chart(alt.InlineData([{"views": even / MILLION}]))
        layers.append(at.mark_rule(color=RUST, strokeDash=[5, 4], clip=True).encode(x))
    title = alt.Title(
        f"From which audience on “{decision.about}” pays",
        subtitle="Grey: the forecast, nine in ten. Dashed: where the expected net value is 0.",
        anchor="start",
    )
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=title)


def _about(decision: Decision) -> OptionAnswer:
    return next(option for option in decision.options if option.words == decision.about)
