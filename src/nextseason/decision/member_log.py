"""Months of members from what they watched and how long they stayed.

Viewing events and members, as tables -> MemberLog.  Pure: whoever calls opens the files.
A month is thirty days since the member joined.  Of a member who left, the month in which they did
counts; of one who stayed, only months that were over when the log ended.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nextseason.decision.churn import MemberLog
from nextseason.errors import InputError

Ints = NDArray[np.int64]

MONTH_DAYS = 30
WATCHED_SECONDS = 120  # of a title in a month: as for a starter of a season
DAY_SECONDS = 86_400
EVENTS = ("account_id", "show_id", "season", "started_at", "seconds_viewed")
MEMBERS = ("account_id", "joined", "left")


def log_of_members(events: pa.Table, members: pa.Table, *, title: str) -> MemberLog:
    """A row for each month of each member.

    Parameters
    ----------
    events : pyarrow.Table
        The columns `EVENTS`; `started_at` is a day or an instant.
    members : pyarrow.Table
        The columns `MEMBERS`; `left` is empty for those who are still there.
    title : str
        The title's `show_id`, or `show_id:season`.

    Raises
    ------
    InputError
        A column is missing or cannot be read, or nobody watched the title.

    Examples
    --------
    >>> events = pa.table({
    ...     "account_id": ["a", "a"], "show_id": [7, 8], "season": [1, 1],
    ...     "started_at": ["2024-01-03", "2024-02-12"], "seconds_viewed": [3600, 7200],
    ... })
    >>> members = pa.table({"account_id": ["a"], "joined": ["2024-01-01"], "left": ["2024-02-12"]})
    >>> log = log_of_members(events, members, title="7:1")
    >>> log.hours, log.watched, log.left
    (array([1., 2.]), array([1., 0.]), array([0., 1.]))
    """
    _need(events, EVENTS, "events")
    _need(members, MEMBERS, "members")
    accounts, at = np.unique(_texts(members["account_id"]), return_index=True)
    joined, left = (_days(members[name], f"members, {name}")[at] for name in ("joined", "left"))
    started = _seconds(events["started_at"], "events, started_at")
    if not started.size or not accounts.size:
        raise InputError("members: events and members need a row at least; name fuller files")
    months, gone = _months(joined, left, end=int(started.max()) // DAY_SECONDS + 1)
    first_row = np.cumsum(months) - months

    place, known = _places(_texts(events["account_id"]), accounts)
    month = (started // DAY_SECONDS - joined[place]) // MONTH_DAYS
    counted = known & (month >= 0) & (month < months[place])
    row = (first_row[place] + month)[counted]
    seconds = np.asarray(pc.cast(events["seconds_viewed"], pa.float64()))
    of_title = _is_title(events, title)
    if not of_title.any():
        raise InputError(f"--title {title}: no event is of it; write show_id or show_id:season")

    n = int(months.sum())
    member = np.repeat(np.arange(accounts.size), months)
    tenure = np.arange(n) - first_row[member]
    watched = np.bincount(row, (seconds * of_title)[counted], minlength=n) >= WATCHED_SECONDS
    joined_for = _joined_for(place[known], started[known], of_title[known], accounts.size)
    return MemberLog(
        account=accounts[member],
        tenure_months=tenure.astype(np.float64),
        hours=np.bincount(row, seconds[counted], minlength=n) / 3600,
        watched=watched.astype(np.float64),
        left=(gone[member] & (tenure == months[member] - 1)).astype(np.float64),
        joined_for=joined_for[member],
    )


def _months(joined: Ints, left: Ints, *, end: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Of each member the months that count, and whether the last is the one of leaving."""
    gone = (left >= 0) & (left < end)
    months = (np.where(gone, left, end) - joined) // MONTH_DAYS + gone
    return np.where(joined >= 0, np.maximum(months, 0), 0), gone


def _need(table: pa.Table, names: tuple[str, ...], what: str) -> None:
    missing = [name for name in names if name not in table.column_names]
    if missing:
        raise InputError(f"{what}: no column {missing[0]!r}; give {', '.join(names)}")


def _texts(column: pa.ChunkedArray) -> NDArray[np.str_]:
    return np.asarray(pc.cast(column, pa.string()).to_pylist(), dtype=np.str_)


def _seconds(column: pa.ChunkedArray, where: str) -> Ints:
    """Seconds since 1970; -1 where empty."""
    if pa.types.is_string(column.type):
        column = pc.if_else(pc.equal(column, ""), None, column)
    try:
        moments = pc.cast(column, pa.timestamp("us", getattr(column.type, "tz", None)), safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as fault:
        raise InputError(f"{where}: days such as 2024-01-31 are wanted; {fault}") from fault
    micros = pc.fill_null(pc.cast(moments, pa.int64()), -1_000_000)
    return np.asarray(micros, dtype=np.int64) // 1_000_000


def _days(column: pa.ChunkedArray, where: str) -> Ints:
    """Days since 1970; negative where empty."""
    return _seconds(column, where) // DAY_SECONDS


def _places(wanted: NDArray[np.str_], accounts: NDArray[np.str_]) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each stands among the accounts, and whether it does."""
    place = np.minimum(np.searchsorted(accounts, wanted), accounts.size - 1)
    return place, accounts[place] == wanted


def _is_title(events: pa.Table, title: str) -> NDArray[np.bool_]:
    show, _, season = title.partition(":")
    is_it: NDArray[np.bool_] = _texts(events["show_id"]) == show
    return is_it & (_texts(events["season"]) == season) if season else is_it


def _joined_for(
    place: Ints, started: Ints, of_title: NDArray[np.bool_], n_accounts: int
) -> NDArray[np.float64]:
    """1 for each account whose first event is of the title."""
    order = np.lexsort((started, place))
    accounts, first = np.unique(place[order], return_index=True)
    joined_for = np.zeros(n_accounts)
    joined_for[accounts] = of_title[order][first]
    return joined_for
