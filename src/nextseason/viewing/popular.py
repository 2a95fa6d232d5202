"""The list of the most popular titles of all time, by their first 91 days.

Sheets -> ChartRows, or None where the sheets are another chart.  Its rows bear no days: the 91
days begin with each title's own release.  Pure.
"""

from collections.abc import Sequence

from nextseason.viewing.cells import count, decimal_hours, text
from nextseason.viewing.chart_rows import ChartRows, Field, chart_rows
from nextseason.viewing.sheets import Sheet, below_header

CHART = "popular"
NEEDED = frozenset(("category", "rank", "show_title", "hours_viewed_first_91_days"))
FIELDS = {
    "category": Field(header="category", parse=text),
    "rank": Field(header="rank", parse=count),
    "show_title": Field(header="show_title", parse=text),
    "title": Field(header="season_title", parse=text),
    "hours": Field(header="hours_viewed_first_91_days", parse=count),
    "runtime_hours": Field(header="runtime", parse=decimal_hours),
    "views": Field(header="views_first_91_days", parse=count),
}


def read_popular(sheets: Sequence[Sheet]) -> ChartRows | None:
    """The most popular titles; None: this is another chart."""
    for sheet in sheets:
        if columns := below_header(sheet, NEEDED):
            return chart_rows(columns, FIELDS, {"chart": CHART})
    return None
