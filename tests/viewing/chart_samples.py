"""Made-up charts in each layout that is published, small enough to count by hand."""

import io
from datetime import date, timedelta

from openpyxl import Workbook

WEEKLY = (
    "week\tcategory\tweekly_rank\tshow_title\tseason_title\tweekly_hours_viewed\truntime"
    "\tweekly_views\tcumulative_weeks_in_top_10"
)
COUNTRIES = (
    "country_name\tcountry_iso2\tweek\tcategory\tweekly_rank\tshow_title\tseason_title"
    "\tcumulative_weeks_in_top_10"
)
POPULAR = (
    "category\trank\tshow_title\tseason_title\thours_viewed_first_91_days\truntime"
    "\tviews_first_91_days"
)
REPORT = ("Title", "Available Globally?", "Release Date", "Hours Viewed", "Runtime", "Views")
FIRST_SUNDAY = date(2024, 1, 7)


def tsv(header, *rows):
    return "\n".join([header, *("\t".join(str(cell) for cell in row) for row in rows)]).encode()


def workbook(sheets):
    """A workbook of sheets by name, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def report(period, sheets, *, header=REPORT, blank_column=True):
    """A half-yearly report: a title, the period, blank rows, a header; one blank column first."""
    first = (None,) if blank_column else ()
    return workbook(
        {
            name: [
                (*first, "What We Watched"),
                (*first, f"Views from {period}"),
                (),
                (),
                (*first, *header),
                *((*first, *row) for row in rows),
            ]
            for name, rows in sheets.items()
        }
    )


def sunday(week):
    return FIRST_SUNDAY + timedelta(days=7 * week)


def lists(n_weeks, curves, *, runtime=5.0, category="TV (English)", floor=2_000_000):
    """Weekly lists: invented shows by curves (show, first week, hours per week), ten a week.

    The rest of each list are daily shows that nobody follows, each a little above the floor.
    """
    rows = []
    for week in range(n_weeks):
        watched = [
            (hours[week - first], show)
            for show, first, hours in curves
            if first <= week < first + len(hours)
        ]
        watched += [(floor + 1000 * n, f"Filler {n}") for n in range(12)]
        for rank, (hours, show) in enumerate(sorted(watched, reverse=True)[:10], 1):
            season = f"{show}: Season 1"
            views = round(hours / runtime)
            row = (sunday(week), category, rank, show, season, round(hours), runtime, views, 1)
            rows.append(row)
    return tsv(WEEKLY, *rows)
