"""Days and windows in words.

Window -> str.  Pure.  English only; month names are spelled out here because `strftime` and
`calendar` follow the locale of whoever runs the program.
"""

from calendar import monthrange
from datetime import date

from nextseason.domain import Window

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# (first month, months) -> name.  The inverse of how prose is read: "early" is January to
# April, "winter" begins in December of the year that names it first.
PERIODS = {
    (1, 12): "{year}",
    (1, 6): "first half of {year}",
    (7, 6): "second half of {year}",
    (1, 4): "early {year}",
    (5, 4): "mid-{year}",
    (9, 4): "late {year}",
    (1, 3): "first quarter of {year}",
    (4, 3): "second quarter of {year}",
    (7, 3): "third quarter of {year}",
    (10, 3): "fourth quarter of {year}",
    (3, 3): "spring {year}",
    (6, 3): "summer {year}",
    (9, 3): "autumn {year}",
    (12, 3): "winter {year}/{next:02}",
}

UNDATED = "undated"


def day_words(day: date | None) -> str:
    """
    Examples
    --------
    >>> day_words(date(2020, 2, 4)), day_words(None)
    ('4 February 2020', 'undated')
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else UNDATED


def short_day(day: date | None) -> str:
    """
    Examples
    --------
    >>> short_day(date(2020, 2, 4))
    '4 Feb 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else UNDATED


def window_words(window: Window) -> str:
    """The name of a window where it has one, else its first and last day.

    Examples
    --------
    >>> window_words(Window(start=date(2021, 1, 1), end=date(2021, 6, 30)))
    'first half of 2021'
    >>> window_words(Window(start=date(2020, 12, 1), end=date(2021, 2, 28)))
    'winter 2020/21'
    """
    start, end = window.start, window.end
    if start == end:
        return day_words(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        n_months = (end.year - start.year) * 12 + end.month - start.month + 1
        if n_months == 1:
            return f"{MONTHS[start.month - 1]} {start.year}"
        if (start.month, n_months) in PERIODS:
            name = PERIODS[start.month, n_months]
            return name.format(year=start.year, next=(start.year + 1) % 100)
        if start.month == 1 and end.month == 12:
            return f"{start.year} – {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} – {day_words(end)}"
    if start.year == end.year:
        return f"{short_day(start).rpartition(' ')[0]} – {short_day(end)}"
    return f"{short_day(start)} – {short_day(end)}"
