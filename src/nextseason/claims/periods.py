"""Spans of the calendar that prose has names for: "spring 2027", "late 2025", "this week".

Numbers in, Window out.  What words stand for them is left to `timewords`, which year or
day they count from to `windows`.
"""

from calendar import monthrange
from datetime import date, timedelta

from nextseason.domain import Window

# First month of each season of the year; winter runs into the following year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# First and last month of each part of a year.
PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
MONTHS_PER_YEAR = 12
YEAR_DAYS = 365


def day_window(day: date) -> Window:
    return Window(start=day, end=day)


def months_window(year: int, first: int, n_months: int = 1) -> Window:
    """`n_months` whole months, counted on into the following year where needed.

    Examples
    --------
    >>> months_window(2023, 12, 3).end
    datetime.date(2024, 2, 29)
    """
    last = add_months(date(year, first, 1), n_months - 1)
    return Window(start=date(year, first, 1), end=month_end(last))


def year_window(year: int) -> Window:
    return months_window(year, 1, MONTHS_PER_YEAR)


def season_window(year: int, season: str) -> Window:
    return months_window(year, SEASONS[season], 3)


def part_window(year: int, part: str) -> Window:
    """The early, middle or late months of a year."""
    first, last = PARTS[part]
    return months_window(year, first, last - first + 1)


def quarter_window(year: int, quarter: int) -> Window:
    return months_window(year, 3 * quarter - 2, 3)


def half_window(year: int, half: int) -> Window:
    return months_window(year, 6 * half - 5, 6)


def week_window(day: date) -> Window:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Window(start=monday, end=monday + timedelta(days=6))


def joined(first: Window, second: Window) -> Window:
    """From the earlier start to the later end."""
    return Window(start=min(first.start, second.start), end=max(first.end, second.end))


def add_months(day: date, n_months: int) -> date:
    """The same day of another month, or that month's last day.

    Examples
    --------
    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + n_months, MONTHS_PER_YEAR)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
