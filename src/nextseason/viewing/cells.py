"""What the cells of a chart hold: counts, durations, days, yes and no.

Cell -> value; None where a cell is empty, ValueError where it holds something else.  Pure.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from nextseason.viewing.sheets import Cell

T = TypeVar("T")

# Charts mark runtimes with an asterisk: alone where there is none, behind a number as a note.
ASTERISK = "*"
NOT_APPLICABLE = frozenset(("", "N/A"))


class Parsed(NamedTuple):
    """The values of a column, and the cells that hold none, by place."""

    values: list[object]
    faults: dict[int, Cell]


def parse_cells(cells: Sequence[Cell], parse: Callable[[Cell], object]) -> Parsed:
    """Each cell's value; equal cells are parsed once."""
    known: dict[tuple[type, Cell], object] = {}
    parsed = Parsed([], {})
    for place, cell in enumerate(cells):
        key = (type(cell), cell)
        if key not in known:
            try:
                known[key] = parse(cell)
            except ValueError as fault:
                known[key] = fault
        value = known[key]
        if isinstance(value, ValueError):
            parsed.faults[place] = cell
            value = None
        parsed.values.append(value)
    return parsed


def text(cell: Cell) -> str | None:
    """The words of a cell; a show may be called by a number, which Excel then keeps as one."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = str(cell).strip()
    return None if words in NOT_APPLICABLE else words


def count(cell: Cell) -> int | None:
    """A whole number, not negative.

    >>> count("31,400,000"), count(5.0), count("")
    (31400000, 5, None)
    """
    if cell == "":
        return None
    number = float(cell.replace(",", "")) if isinstance(cell, str) else cell
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"{cell!r} is no number")
    if number < 0 or number != int(number):
        raise ValueError(f"{cell!r} is no whole number")
    return int(number)


def decimal_hours(cell: Cell) -> float | None:
    """A duration that is written as a number of hours; zero stands for none known.

    >>> decimal_hours("5.25"), decimal_hours("0")
    (5.25, None)
    """
    if cell == "":
        return None
    if isinstance(cell, time | timedelta | date | bool):
        raise ValueError(f"{cell!r} is no number of hours")
    hours = float(cell)
    if not 0 <= hours < float("inf"):
        raise ValueError(f"{cell!r} is no duration")
    return hours or None


def clock_hours(cell: Cell) -> float | None:
    """The hours of a duration that is written as hours and minutes, with or without a note.

    >>> clock_hours("7:30"), clock_hours("4:45*"), clock_hours("*")
    (7.5, 4.75, None)
    """
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 3600
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60
    if not isinstance(cell, str):
        raise ValueError(f"{cell!r} is not written as hours and minutes")
    clock = cell.strip().removesuffix(ASTERISK).strip()
    if not clock:
        return None
    hours, minutes = clock.split(":")
    if not 0 <= int(minutes) < 60:
        raise ValueError(f"{cell!r} has no such minute")
    return int(hours) + int(minutes) / 60


def has_asterisk(cell: Cell) -> bool:
    return isinstance(cell, str) and ASTERISK in cell


def day(cell: Cell) -> date | None:
    """A day, as a date or as text in the order of ISO 8601."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise ValueError(f"{cell!r} is no day")
    return date.fromisoformat(cell.strip()[:10]) if cell.strip() else None


def yes(cell: Cell) -> bool | None:
    known = {"yes": True, "no": False, "": None}
    word = str(cell).strip().casefold()
    if word not in known:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return known[word]
