"""All charts as one tidy table.

ChartRows of any number of files -> Charts: a table of `CHARTS`, a row for each row of a file,
and the rows that are not in it with the reason.  Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from nextseason.viewing.chart_rows import ROWS, ChartRows, Unresolved
from nextseason.viewing.engagement import CHART, read_engagement
from nextseason.viewing.popular import read_popular
from nextseason.viewing.sheets import read_sheets
from nextseason.viewing.title_evidence import Printed, Resolved, gather, resolve
from nextseason.viewing.weekly import read_weekly

# One of them knows the sheets; the others say None.
READERS = (read_weekly, read_popular, read_engagement)

NAMED = pa.schema(
    [
        ("show", pa.string()),
        ("season", pa.int16()),  # null: not counted, see season_name
        ("season_name", pa.string()),  # beside the number or instead of it
        ("season_kind", pa.string()),  # a SeasonKind
        ("category", pa.string()),  # null: a film or a show, the charts do not say
    ]
)
CHARTS = pa.schema([*NAMED, *(f for f in ROWS if f.name not in ("show_title", "category"))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """`table` follows `CHARTS`; with `unresolved` it has every row of the files."""

    table: pa.Table
    unresolved: tuple[Unresolved, ...]


def read_chart(content: bytes, *, source: str) -> ChartRows | None:
    """A chart's rows as printed; None: it is none of those known.

    Raises
    ------
    InputError
        Neither a workbook nor text, or a report that does not tell its half-year.
    """
    sheets = read_sheets(content, source=source)
    return next((rows for read in READERS if (rows := read(sheets)) is not None), None)


def same_chart(rows: ChartRows) -> tuple[object, ...]:
    """What two files of the same chart have in common, as text or as a workbook."""
    first = rows.table.slice(0, 1).to_pylist()
    if not first:
        return ()
    begins = first[0]["first_day"] if first[0]["chart"] == CHART else None
    return (first[0]["chart"], begins, first[0]["country"] is not None)


def tidy(charts: Iterable[ChartRows]) -> Charts:
    """The rows of all charts in one table, titles taken apart.

    More charts resolve more: each is evidence for the others' titles.
    """
    charts = tuple(charts)
    unreadable = tuple(row for chart in charts for row in chart.unreadable)
    if not charts:
        return Charts(table=CHARTS.empty_table(), unresolved=())
    rows = pa.concat_tables([chart.table for chart in charts])
    printed = [Printed(*row) for row in _zipped(rows, Printed._fields)]
    evidence = gather(dict.fromkeys(printed))
    answers = {title: resolve(title, evidence) for title in dict.fromkeys(printed)}
    found = [answers[title] for title in printed]
    is_named = pa.array([answer.name is not None for answer in found], pa.bool_())
    kept = rows.filter(is_named)
    named = _named([answer for answer in found if answer.name is not None])
    columns = {name: named[name] if name in NAMED.names else kept[name] for name in CHARTS.names}
    return Charts(table=pa.table(columns, CHARTS), unresolved=unreadable + _unresolved(rows, found))


def _named(answers: Sequence[Resolved]) -> pa.Table:
    """The columns of `NAMED`; each answer once, then by place."""
    places: dict[Resolved, int] = {}
    at = [places.setdefault(answer, len(places)) for answer in answers]
    names = [(answer.name, answer.category) for answer in places]
    columns = {
        "show": [name.show for name, _ in names if name],
        "season": [name.season for name, _ in names if name],
        "season_name": [name.name for name, _ in names if name],
        "season_kind": [name.kind.value for name, _ in names if name],
        "category": [category for _, category in names],
    }
    return pa.table(columns, NAMED).take(pa.array(at, pa.int32()))


def _unresolved(rows: pa.Table, found: Sequence[Resolved]) -> tuple[Unresolved, ...]:
    places = [place for place, answer in enumerate(found) if answer.name is None]
    wanted = rows.take(pa.array(places, pa.int32()))
    fields = _zipped(wanted, ("source", "sheet", "row", "show_title", "title"))
    return tuple(
        Unresolved(
            source=source,
            sheet=sheet,
            row=row,
            title=title or show or "",
            reason=found[place].reason,
        )
        for place, (source, sheet, row, show, title) in zip(places, fields, strict=True)
    )


def _zipped(table: pa.Table, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)
