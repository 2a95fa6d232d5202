"""How many accounts have started both a season and another show, counted pair by pair.

Starts of accounts -> counts of pairs of season and show; several counts -> one.  A pair is one
whole number, so that sorting and adding are those of numbers.  Which starts are new is left to
`incremental`, what a start is to `measures`.  Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.account_rows import is_among

Integers = npt.NDArray[np.int64]
Array = npt.NDArray[Any]

SHOW_BITS = 20  # wider than any show's code
SHOW_MASK = 2**SHOW_BITS - 1
PAIRS = pa.schema(
    [("season_code", pa.int32()), ("other_code", pa.int32()), ("n_accounts", pa.int64())]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """Accounts, numbered from 0 without gaps, and a season that each has started."""

    account: Integers
    season: Array


def gained_pairs(before: Starts, new: Starts, shows: Array) -> pa.Table:
    """What the counts gain by `new` starts, after those that there were `before`.

    Parameters
    ----------
    before, new : Starts
        Of the same accounts; no start is in both, or twice in one.
    shows : (n,) int
        The show of each season.

    Returns
    -------
    pyarrow.Table
        Of `PAIRS`, in order: of each season, and each show that is not its own, the accounts that
        have started both now and had not before.

    Examples
    --------
    One account has started season 0, of show 0, and now starts season 1, of show 1:

    >>> before = Starts(account=np.array([0]), season=np.array([0]))
    >>> new = Starts(account=np.array([0]), season=np.array([1]))
    >>> gained_pairs(before, new, np.array([0, 1])).to_pylist()[0]
    {'season_code': 0, 'other_code': 1, 'n_accounts': 1}
    """
    had = _shows_started(before, shows)
    has = _shows_started(new, shows)
    gained = has[~is_among(has, had)]
    every = np.sort(np.concatenate([had, gained]))
    pairs = np.concatenate([_met(new, every, shows), _met(before, gained, shows)])
    return _table(*_counted(np.sort(pairs)))


def added_pairs(pieces: Sequence[pa.Table]) -> pa.Table:
    """Several counts as one, in order.

    Examples
    --------
    >>> one = pa.table([[4, 7], [2, 1], [10, 20]], schema=PAIRS)
    >>> added_pairs([one, one.slice(1)])["n_accounts"].to_pylist()
    [10, 40]
    """
    keys = np.concatenate(
        [
            (piece["season_code"].to_numpy().astype(np.int64) << SHOW_BITS)
            | piece["other_code"].to_numpy()
            for piece in pieces
        ]
    )
    n = np.concatenate([piece["n_accounts"].to_numpy() for piece in pieces])
    order = np.argsort(keys, kind="stable")  # fast where the pieces are in order
    keys, first = _begins(keys[order])
    return _table(keys, np.add.reduceat(n[order], first) if len(keys) else n)


def _shows_started(starts: Starts, shows: Array) -> Integers:
    """Account and show in one number, each once, rising."""
    keys = np.sort((starts.account << SHOW_BITS) | shows[starts.season])
    return _begins(keys)[0]


def _met(starts: Starts, started: Integers, shows: Array) -> Integers:
    """Each start with each of its account's shows but its own: season and show in one number."""
    n_accounts = int(starts.account.max()) + 1 if len(starts.account) else 0
    n_shows = np.bincount(started >> SHOW_BITS, minlength=n_accounts)
    first = np.cumsum(n_shows) - n_shows
    n = n_shows[starts.account]
    ends = np.cumsum(n)
    places = np.arange(ends[-1] if len(ends) else 0)
    places += np.repeat(first[starts.account] - ends + n, n)
    other = started[places] & SHOW_MASK
    season = np.repeat(starts.season.astype(np.int64), n)
    pairs: Integers = ((season << SHOW_BITS) | other)[shows[season] != other]
    return pairs


def _counted(keys: Integers) -> tuple[Integers, Integers]:
    """Each of rising numbers once, and how often it is there."""
    once, first = _begins(keys)
    return once, np.diff(np.append(first, len(keys)))


def _begins(keys: Integers) -> tuple[Integers, Integers]:
    """Each of rising numbers once, and where it is first."""
    first = np.flatnonzero(
        np.concatenate([np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]])
    )
    return keys[first], first


def _table(keys: Integers, n: Integers) -> pa.Table:
    season, other = (keys >> SHOW_BITS).astype(np.int32), (keys & SHOW_MASK).astype(np.int32)
    return pa.table([season, other, n], schema=PAIRS)
