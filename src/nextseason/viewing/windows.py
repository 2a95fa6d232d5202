"""What time a figure counts: so many days from the premiere, or from one day to another.

Text -> Window -> a condition on sittings.  Days from the premiere run for each episode from its
own: the weeks between weekly episodes, or between a season's parts, take nothing from the later
ones.  Pure.
"""

import re
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt

from nextseason.errors import InputError

Integers = npt.NDArray[np.int64]

DAY_SECONDS = 86_400
WEEK_SECONDS = 7 * DAY_SECONDS
MAX_DAYS = 3_660  # ten years: what is longer is a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`days` from each episode's premiere, or else all days from `first` to `last`."""

    days: int | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.days is not None:
            if not 1 <= self.days <= MAX_DAYS:
                raise InputError(f"a window has 1 to {MAX_DAYS} days, not {self.days}")
        elif self.first is None or self.last is None or self.first > self.last:
            raise InputError(f"a window cannot go from {self.first} to {self.last}")

    def __str__(self) -> str:
        return f"{self.days}d" if self.days else f"{self.first}..{self.last}"


def read_window(text: str) -> Window:
    """A window from `28d` or `2024-01-01..2024-03-31`.

    Examples
    --------
    >>> read_window("28d").days
    28
    >>> str(read_window("2024-01-01..2024-03-31"))
    '2024-01-01..2024-03-31'
    """
    if days := re.fullmatch(r"(\d{1,5})d", text.strip()):
        return Window(days=int(days[1]))
    first, _, last = text.partition("..")
    try:
        ends = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
    except ValueError as fault:
        raise InputError(f"{text!r} is no window; write 28d, or 2024-01-01..2024-03-31") from fault
    return Window(first=ends[0], last=ends[1])


def in_window(sittings: ir.Table, window: Window) -> ir.BooleanValue:
    """Whether a sitting counts."""
    if window.days is not None:
        return (sittings.since >= 0) & (sittings.since < window.days * DAY_SECONDS)
    return sittings.day.between(window.first, window.last)


def week_of(sittings: ir.Table, window: Window) -> ir.IntegerValue:
    """The week of the window in which a sitting was, from 0."""
    if window.days is not None:
        return (sittings.since // WEEK_SECONDS).cast("int32")
    return (sittings.day.delta(ibis.date(window.first), unit="day") // 7).cast("int32")


def numbers_in_window(since: Integers, day: Integers, window: Window) -> npt.NDArray[np.bool_]:
    """`in_window` of plain numbers: seconds from the premiere, days from 1970."""
    if window.days is not None:
        return (since >= 0) & (since < window.days * DAY_SECONDS)
    first, last = (epoch_seconds(end) // DAY_SECONDS for end in (window.first, window.last))
    return (day >= first) & (day <= last)


def week_numbers(since: Integers, day: Integers, window: Window) -> Integers:
    """`week_of` plain numbers."""
    if window.days is not None:
        return since // WEEK_SECONDS
    return (day - epoch_seconds(window.first) // DAY_SECONDS) // 7


def closing(window: Window, last_premiere: Integers) -> Integers:
    """When a season's window is over, in seconds since 1970; the last episode's closes last."""
    if window.days is not None:
        return last_premiere + window.days * DAY_SECONDS
    return np.full_like(last_premiere, epoch_seconds(window.last) + DAY_SECONDS)


def opening(window: Window, premiere: Integers) -> Integers:
    """When a season's window opens, in seconds since 1970."""
    if window.days is not None:
        return premiere
    return np.full_like(premiere, epoch_seconds(window.first))


def n_full_weeks(window: Window, last_premiere: Integers, *, end: int) -> Integers:
    """How many weeks of the window are over, for all of a season's episodes, at an instant."""
    begins = opening(window, last_premiere)
    weeks = (closing(window, last_premiere) - begins) // WEEK_SECONDS
    over: Integers = np.clip((end - begins) // WEEK_SECONDS, 0, weeks)
    return over


def epoch_seconds(day: date | None) -> int:
    """A day's first second since 1970; 0 for no day."""
    return 0 if day is None else (day - date(1970, 1, 1)).days * DAY_SECONDS
