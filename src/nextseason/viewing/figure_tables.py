"""Figures of a log for the terminal, in 72 columns.

A table of `rates.FIGURES` and a Tally -> rich tables and lines.  Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.table import Table
from rich.text import Text

from nextseason.viewing.account_sample import ONE_IN
from nextseason.viewing.events import FAULT_WORDS
from nextseason.viewing.log_sums import Tally

N_SEASONS = 20  # that are shown; a file has all
N_COUNTRIES = 20
UNKNOWN = "–"
# What a season's window that the log does not cover is marked with.
SO_FAR = "*"
UNITS = ((1e9, "B"), (1e6, "M"), (1e3, "k"))
Row = Mapping[str, Any]


def tally_lines(tally: Tally) -> Iterator[str]:
    """How many events there were, and what was set aside."""
    n_aside = sum(tally.faults.values())
    days = f", {tally.first_day} to {tally.last_day}" if tally.first_day else ""
    yield f"{tally.n_events:,} events{days}; {n_aside:,} set aside"
    for fault, n_events in tally.faults.items():
        yield f"  {n_events:,}: {FAULT_WORDS[fault]}"


def seasons_table(figures: pa.Table, window: str) -> Table:
    """The seasons of one window with most hours, all countries together."""
    rows = _most_hours(figures.filter(_of(window) & pc.field("country").is_null()), N_SEASONS)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("season", overflow="fold", min_width=12, ratio=1)
    names = ("starters", "done", "hours", "views", "days", "binge", "½-life", "share")
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        mark = "" if row["is_whole"] else SO_FAR
        table.add_row(Text(f"{row['title']} S{row['season']}{mark}"), *_cells(row))
    return table


def countries_table(figures: pa.Table, window: str) -> Table:
    """The countries of one window with most hours, and the season that each watched most."""
    inside = figures.filter(_of(window) & pc.field("country").is_valid())
    totals = inside.group_by("country").aggregate([("hours", "sum"), ("season", "count")])
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("country", overflow="fold")
    for name in ("seasons", "hours"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("most hours", overflow="fold", ratio=1)
    for name in ("starters", "done"):
        table.add_column(name, justify="right", no_wrap=True)
    most = totals.sort_by([("hours_sum", "descending"), ("country", "ascending")])
    for total in most.slice(0, N_COUNTRIES).to_pylist():
        row = _most_hours(inside.filter(pc.field("country") == total["country"]), 1)[0]
        first = Text(f"{row['title']} S{row['season']}")
        sums = (str(total["season_count"]), rounded(total["hours_sum"]))
        table.add_row(Text(total["country"]), *sums, first, *_cells(row)[:2])
    return table


def caption(figures: pa.Table, window: str) -> str:
    """What the table of seasons leaves out, how far it may be off, and what its words mean."""
    inside = figures.filter(_of(window) & pc.field("country").is_null())
    shown = _most_hours(inside, N_SEASONS)
    n_left = inside.num_rows - len(shown)
    told = [
        _error(shown),
        f"{n_left:,} more seasons; -o writes all." if n_left else "",
        "" if all(row["is_whole"] for row in shown) else f"{SO_FAR} The log misses a part.",
        "done: completers of starters; days: to completion; ½-life: weeks; "
        "share: adjusted view share.",
    ]
    return " ".join(filter(None, told))


def _error(rows: Sequence[Row]) -> str:
    """The largest errors of a sketch's figures; nothing where they are exact."""
    largest = [
        max((row[name] or 0.0 for row in rows), default=0.0)
        for name in ("starters_error", "hours_error", "completion_rate_error")
    ]
    if not any(largest):
        return ""
    starters, hours, rate = largest
    return (
        f"From one account in {ONE_IN}; standard errors here: starters up to {starters:.1%}, "
        f"hours {hours:.1%}, done {rate * 100:.1f} points."
    )


def rounded(value: float | None) -> str:
    """Three digits, with a unit.

    Examples
    --------
    >>> [rounded(x) for x in (0.25, 999, 12_345, 1_249_000)]
    ['0.25', '999', '12.3k', '1.25M']
    """
    if value is None:
        return UNKNOWN
    for unit, letter in UNITS:
        if value >= unit:
            return f"{value / unit:#.3g}".rstrip(".") + letter
    return f"{value:.3g}"


def _cells(row: Row) -> Sequence[str]:
    return (
        rounded(row["starters"]),
        _percent(row["completion_rate"], 0),
        rounded(row["hours"]),
        rounded(row["views"]),
        _number(row["mean_days_to_completion"]),
        _percent(row["binge_share"], 0),
        _number(row["half_life_weeks"]),
        _percent(row["adjusted_view_share"], 1),
    )


def _most_hours(figures: pa.Table, n_rows: int) -> list[Row]:
    order = [("hours", "descending"), ("show_id", "ascending"), ("season", "ascending")]
    rows: list[Row] = figures.sort_by(order).slice(0, n_rows).to_pylist()
    return rows


def _of(window: str) -> pc.Expression:
    return pc.field("window") == window


def _percent(share: float | None, digits: int) -> str:
    return UNKNOWN if share is None else f"{share:.{digits}%}"


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.1f}"
