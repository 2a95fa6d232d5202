"""The half-yearly engagement reports: every title watched, with the hours of half a year.

Sheets -> ChartRows, or None where the sheets are another chart.  The reports differ: one sheet
for everything or one each for shows and films, under changing names; with and without runtime
and views; days as dates or as text; an asterisk for a runtime, or behind it.  Pure.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.cells import clock_hours, count, day, has_asterisk, text, yes
from nextseason.viewing.chart_rows import ChartRows, Field, chart_rows
from nextseason.viewing.sheets import Columns, Sheet, below_header

CHART = "half-year"
NEEDED = frozenset(("title", "hours_viewed"))
FIELDS = {
    "title": Field(header="title", parse=text),
    "hours": Field(header="hours_viewed", parse=count),
    "runtime_hours": Field(header="runtime", parse=clock_hours),
    "runtime_starred": Field(header="runtime", parse=has_asterisk),
    "views": Field(header="views", parse=count),
    "release_date": Field(header="release_date", parse=day),
    "available_globally": Field(header="available_globally", parse=yes),
}
SERIES, FILMS = "TV", "Films"
# What the sheets are called; a sheet of another name holds both kinds.
CATEGORIES = {
    "tv": SERIES, "shows": SERIES, "series": SERIES,
    "film": FILMS, "films": FILMS, "movies": FILMS, "movie": FILMS,
}  # fmt: skip
_PERIOD = re.compile(r"\b(Jan\w*|Jul\w*)\s*(?:to|-|–)\s*(Jun\w*|Dec\w*),?\s*(20\d\d)", re.I)
_FILE_PERIOD = re.compile(r"(20\d\d)\D{0,3}(Jan|Jul)\w*[-_ ]+(?:to[-_ ])?(Jun|Dec)", re.I)


class HalfYear(NamedTuple):
    first_day: date
    last_day: date


def read_engagement(sheets: Sequence[Sheet]) -> ChartRows | None:
    """The report's rows; None: this is another chart.

    Raises
    ------
    InputError
        Neither the sheets nor the file's name tell which half-year it is.
    """
    found = [columns for sheet in sheets if (columns := below_header(sheet, NEEDED))]
    if not found:
        return None
    parts = [_read(columns) for columns in found]
    return ChartRows(
        table=pa.concat_tables([part.table for part in parts]),
        unreadable=tuple(row for part in parts for row in part.unreadable),
    )


def half_year(columns: Columns) -> HalfYear:
    """Which half-year a report is of: told above its header, else by the file's name."""
    above = " ".join(str(cell) for row in columns.above for cell in row)
    if match := _PERIOD.search(above):
        begins, _, year = match.groups()
    elif match := _FILE_PERIOD.search(columns.sheet.source):
        year, begins, _ = match.groups()
    else:
        raise InputError(
            f"{columns.sheet.source}: no words such as 'January to June 2024' tell its half-year; "
            "name the file as it is published, with 2024Jan-Jun"
        )
    is_first = begins.casefold().startswith("jan")
    return half_of(int(year), 1 if is_first else 2)


def half_of(year: int, half: int) -> HalfYear:
    """The first or second half of a year."""
    if half == 1:
        return HalfYear(date(year, 1, 1), date(year, 6, 30))
    return HalfYear(date(year, 7, 1), date(year, 12, 31))


def _read(columns: Columns) -> ChartRows:
    days = half_year(columns)
    constants = {
        "chart": CHART,
        "category": CATEGORIES.get(columns.sheet.name.strip().casefold()),
        "first_day": days.first_day,
        "last_day": days.last_day,
    }
    return chart_rows(columns, FIELDS, constants)
