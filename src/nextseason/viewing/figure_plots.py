"""A log's most watched seasons as a plot: retention, weekly hours, decay.

A table of `rates.FIGURES` -> an Altair chart; `plot_files` makes a file of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from nextseason.errors import InputError

if TYPE_CHECKING:
    import altair as alt

N_SEASONS = 6  # more lines cannot be told apart
WIDTH, HEIGHT = 560, 190  # pixels, of each of the three
COLOURS = ("#b3372f", "#3f6f8f", "#6f9450", "#b08a2e", "#7d659f", "#5f5f5f")
Row = Mapping[str, Any]


def figures_plot(figures: pa.Table, window: str) -> "alt.VConcatChart":
    """The seasons of a window with most hours, all countries together.

    Raises
    ------
    InputError
        The window has no season that was watched.
    """
    import altair as alt

    rows = _most_hours(figures, window)
    if not rows:
        raise InputError(f"nothing was watched in the window {window}: there is nothing to plot")
    colour = alt.Color(
        "season:N",
        sort=[_name(row) for row in rows],
        scale=alt.Scale(domain=[_name(row) for row in rows], range=COLOURS[: len(rows)]),
        title="most hours",
    )
    panels = [
        _panel(_retention(rows), colour, "episode", "of the starters", title="Episode done by"),
        _panel(_hours(rows), colour, "week", "hours", title="Hours viewed in each full week"),
        _panel(
            list(_relative(rows)),
            colour,
            "week",
            "of the first week",
            title="Points: hours against the first week's; lines: the decay fitted to them",
            curve=list(_fitted(rows)),
        ),
    ]
    title = alt.Title(f"Seasons with most hours, window {window}", anchor="start")
    return alt.VConcatChart(vconcat=panels, title=title)


def _panel(
    points: Sequence[Row],
    colour: "alt.Color",
    x: str,
    y: str,
    *,
    title: str,
    curve: Sequence[Row] | None = None,
) -> "alt.LayerChart":
    """Points, and a line through them or the one that is given."""
    import altair as alt

    form = "%" if y.startswith("of") else ",.0f"
    across = alt.X("at:Q", title=x, axis=alt.Axis(tickMinStep=1, format="d"))
    across = across.scale(zero=False, nice=False)
    up = alt.Y(
        "value:Q", title=y, axis=alt.Axis(format=form, tickCount=5), scale=alt.Scale(zero=True)
    )
    dots, line = (
        alt.Chart(alt.InlineData(list(values))).encode(across, up, colour)
        for values in (points, points if curve is None else curve)
    )
    layers = [line.mark_line(), dots.mark_point(filled=True, size=32, opacity=1)]
    named = alt.Title(title, fontSize=12, anchor="start")
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT, title=named)


def _most_hours(figures: pa.Table, window: str) -> list[Row]:
    inside = figures.filter((pc.field("window") == window) & pc.field("country").is_null())
    order = [("hours", "descending"), ("show_id", "ascending"), ("season", "ascending")]
    rows: list[Row] = inside.sort_by(order).slice(0, N_SEASONS).to_pylist()
    return rows


def _name(row: Row) -> str:
    return f"{row['title']} S{row['season']}"


def _points(row: Row, values: Sequence[float | None], *, first: int) -> Iterator[Row]:
    for at, value in enumerate(values, first):
        if value is not None:
            yield {"season": _name(row), "at": at, "value": value}


def _retention(rows: Sequence[Row]) -> list[Row]:
    return [p for row in rows for p in _points(row, row["retention"], first=1)]


def _hours(rows: Sequence[Row]) -> list[Row]:
    return [p for row in rows for p in _points(row, row["weekly_hours"], first=1)]


def _relative(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        hours = row["weekly_hours"]
        if hours and hours[0]:
            # A week without viewing has no place on a logarithmic scale.
            yield from _points(row, [h / hours[0] or None for h in hours], first=1)


def _fitted(rows: Sequence[Row]) -> Iterator[Row]:
    """The curve with as many hours as were viewed in all."""
    for row in rows:
        hours, decay = row["weekly_hours"], row["decay_rate"]
        if decay is None or decay == 1 or not hours[0]:
            continue
        weights = [(1 - decay) ** week for week in range(len(hours))]
        height = sum(hours) / sum(weights) / hours[0]
        yield from _points(row, [height * weight for weight in weights], first=1)
