"""A season's weekly hours beside comparable seasons, as a plot.

Measured -> an Altair chart; `plot_files` makes a file of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from nextseason.errors import InputError
from nextseason.viewing.chart_figures import Measured
from nextseason.viewing.comparable import full_name

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 640, 340  # pixels
CHOSEN = "#b3372f"
# Quiet colours that stay apart from each other and from the season's own.
OTHERS = ("#5b7f95", "#8aa06f", "#b59a57", "#8c7aa9", "#6f6f6f", "#4fa3a0")
SUBTITLE = "filled: on the list; hollow: below the tenth place, modelled, with 90 %"
MILLION = 1e6


def weekly_plot(chosen: Measured, others: Sequence[Measured]) -> "alt.LayerChart":
    """Views by week since the premiere: filled where listed, hollow with 90 % where modelled.

    Hours stand for views where the season's runtime is not known; nothing compares then.

    Raises
    ------
    InputError
        The lists did not see the season's first weeks.
    """
    import altair as alt

    if not chosen.weeks:
        raise InputError(
            f"the lists did not see the first weeks of {full_name(chosen.figures)}: "
            "there is nothing to plot"
        )
    unit = "views" if chosen.runtime_hours else "hours viewed"
    log = alt.Scale(type="log", nice=False)
    x = alt.X("week:Q", title="calendar weeks since the premiere's", axis=alt.Axis(tickMinStep=1))
    y = alt.Y("amount:Q", title=f"million {unit} in the week", scale=log)
    names = [full_name(item.figures) for item in others]
    colours = alt.Scale(domain=names, range=OTHERS[: len(names)])
    theirs = alt.Chart(alt.InlineData([row for item in others for row in _rows(item)]))
    own = alt.Chart(alt.InlineData(list(_rows(chosen))))
    is_modelled = alt.condition("datum.listed", alt.value(CHOSEN), alt.value("white"))
    layers = [
        theirs.mark_line(strokeWidth=1.2).encode(
            x, y, alt.Color("season:N", scale=colours, sort=names, title="like views in 28 days")
        ),
        own.mark_rule(color=CHOSEN, opacity=0.5).encode(x, alt.Y("low:Q"), alt.Y2("high:Q")),
        own.mark_line(color=CHOSEN, strokeWidth=2.2).encode(x, y),
        own.mark_point(color=CHOSEN, size=45, opacity=1).encode(x, y, fill=is_modelled),
    ]
    title = alt.Title(full_name(chosen.figures), subtitle=SUBTITLE, anchor="start")
    return alt.LayerChart(layer=layers, title=title, width=WIDTH, height=HEIGHT)


def _rows(item: Measured) -> Iterator[Mapping[str, object]]:
    unit = MILLION * (item.runtime_hours or 1.0)
    for number, week in enumerate(item.weeks):
        yield {
            "season": full_name(item.figures),
            "week": number,
            "amount": week.hours.value / unit,
            "low": week.hours.low / unit,
            "high": week.hours.high / unit,
            "listed": week.rank is not None,
        }
