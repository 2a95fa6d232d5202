"""The rows of a chart as printed: one form for all charts, titles not yet taken apart.

Columns -> ChartRows: a table of `ROWS`, and the rows that could not be read.  Which columns a
chart has is told by its reader (`weekly`, `popular`, `engagement`).  Pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from nextseason.viewing.cells import parse_cells
from nextseason.viewing.sheets import Cell, Columns

ROWS = pa.schema(
    [
        ("chart", pa.string()),  # weekly, popular or half-year
        ("source", pa.string()),  # the file's name
        ("sheet", pa.string()),  # "" for text
        ("row", pa.int32()),  # in the file, from 1
        ("show_title", pa.string()),  # null where the chart has one title only
        ("title", pa.string()),  # the season's; null where a show has none
        ("category", pa.string()),
        ("country", pa.string()),  # ISO 3166; null: the whole world
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("rank", pa.int16()),
        ("hours", pa.int64()),
        ("runtime_hours", pa.float64()),
        ("runtime_starred", pa.bool_()),
        ("views", pa.int64()),
        ("weeks_listed", pa.int16()),  # up to and with this one
        ("release_date", pa.date32()),
        ("available_globally", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A row that is in no table, and why."""

    source: str
    sheet: str
    row: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRows:
    """A chart as printed: `table` follows `ROWS`."""

    table: pa.Table
    unreadable: tuple[Unresolved, ...] = ()

    @property
    def n_rows(self) -> int:
        """The rows below the header, empty ones not counted."""
        return int(self.table.num_rows) + len(self.unreadable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where a column of `ROWS` comes from."""

    header: str  # as `sheets.header_word` spells it
    parse: Callable[[Cell], object]


def chart_rows(
    columns: Columns, fields: Mapping[str, Field], constants: Mapping[str, object]
) -> ChartRows:
    """The rows below a header; a row with a cell that cannot be read is set aside with it.

    A field whose header the chart lacks is null.
    """
    sheet, n = columns.sheet, len(columns.lines)
    constants = {"source": sheet.source, "sheet": sheet.name, **constants}
    values: dict[str, pa.Array] = {"row": pa.array(columns.lines, pa.int32())}
    reasons: dict[int, str] = {}
    for name, field in fields.items():
        if field.header not in columns.cells:
            continue
        parsed = parse_cells(columns.cells[field.header], field.parse)
        values[name] = pa.array(parsed.values, ROWS.field(name).type)
        for place, cell in parsed.faults.items():
            reasons.setdefault(place, f"{field.header} is {str(cell)[:40]!r}")
    for name in ROWS.names:
        if name not in values:
            values[name] = pa.repeat(pa.scalar(constants.get(name), ROWS.field(name).type), n)
    table = pa.table(values).select(ROWS.names)
    titles = table["show_title"], table["title"]
    for place, words in enumerate(zip(*(t.to_pylist() for t in titles), strict=True)):
        if not any(words):
            reasons.setdefault(place, "no title")
    unreadable = [_unresolved(table, place, why) for place, why in sorted(reasons.items())]
    unreadable += [
        Unresolved(source=sheet.source, sheet=sheet.name, row=line, title="", reason="too long")
        for line in columns.too_long
    ]
    kept = pa.array([place not in reasons for place in range(n)], pa.bool_())
    return ChartRows(table=table.filter(kept), unreadable=tuple(unreadable))


def _unresolved(table: pa.Table, place: int, reason: str) -> Unresolved:
    row = table.slice(place, 1).to_pylist()[0]
    return Unresolved(
        source=row["source"],
        sheet=row["sheet"],
        row=row["row"],
        title=row["title"] or row["show_title"] or "",
        reason=reason,
    )
