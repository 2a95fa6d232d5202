"""The weekly lists of ten, of the world and by country, as text and as a workbook.

Sheets -> ChartRows, or None where the sheets are another chart.  A list counts Monday to Sunday
and is named by the Sunday.  Weeks before 18 June 2023 carry hours alone and are ranked by them;
later ones are ranked by views.  By country only the ranks are published.  Pure.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.cells import count, day, decimal_hours, text
from nextseason.viewing.chart_rows import ChartRows, Field, chart_rows
from nextseason.viewing.sheets import Sheet, below_header

CHART = "weekly"
PLACES = 10  # of each list
RANKED_BY_VIEWS_FROM = date(2023, 6, 18)  # the Sunday of the first week ranked by views
NEEDED = frozenset(("week", "category", "weekly_rank", "show_title", "season_title"))
FIELDS = {
    "last_day": Field(header="week", parse=day),
    "category": Field(header="category", parse=text),
    "country": Field(header="country_iso2", parse=text),
    "rank": Field(header="weekly_rank", parse=count),
    "show_title": Field(header="show_title", parse=text),
    "title": Field(header="season_title", parse=text),
    "hours": Field(header="weekly_hours_viewed", parse=count),
    "runtime_hours": Field(header="runtime", parse=decimal_hours),
    "views": Field(header="weekly_views", parse=count),
    "weeks_listed": Field(header="cumulative_weeks_in_top_10", parse=count),
}


def read_weekly(sheets: Sequence[Sheet]) -> ChartRows | None:
    """The lists of all weeks; None: this is no weekly list."""
    for sheet in sheets:
        if columns := below_header(sheet, NEEDED):
            return _dated(chart_rows(columns, FIELDS, {"chart": CHART}))
    return None


def _dated(rows: ChartRows) -> ChartRows:
    monday = pc.cast(pc.subtract(rows.table["last_day"], timedelta(days=6)), pa.date32())
    at = rows.table.schema.get_field_index("first_day")
    table = rows.table.set_column(at, "first_day", monday)
    return ChartRows(table=table, unreadable=rows.unreadable)
