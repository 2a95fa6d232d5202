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

from nextseason.viewing.account_rows import begins, is_among

Integers = npt.NDArray[np.int64]
Array = npt.NDArray[Any]

SHOW_BITS = 20  # wider than any show's code
SHOW_MASK = 2**SHOW_BITS - 1
SPARSE = 16  # places for each count, beyond which a place for each would be mostly empty
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
    n_shows = int(shows.max(initial=-1)) + 1
    pairs = np.sort(
        np.concatenate(
            [_met(new, every, n_shows, len(shows)), _met(before, gained, n_shows, len(shows))]
        )
    )
    first = begins(pairs)
    n = np.diff(np.append(first, len(pairs)))
    season, other = np.divmod(pairs[first].astype(np.int64), max(n_shows, 1))
    is_other = shows[season] != other
    return _table(season[is_other], other[is_other], n[is_other])


def added_pairs(pieces: Sequence[pa.Table]) -> pa.Table:
    """Several counts as one, in order.

    Examples
    --------
    >>> one = pa.table([[4, 7], [2, 1], [10, 20]], schema=PAIRS)
    >>> added_pairs([one, one.slice(1)])["n_accounts"].to_pylist()
    [10, 40]
    """
    seasons, others, counts = (
        np.concatenate([piece[name].to_numpy() for piece in pieces]) for name in PAIRS.names
    )
    n_shows = int(others.max(initial=0)) + 1
    keys, total = _summed(seasons.astype(np.int64) * n_shows + others, counts)
    return _table(*np.divmod(keys, n_shows), total)


def _summed(keys: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """Each number once, rising, and the sum of its counts, which are positive."""
    if int(keys.max(initial=0)) < SPARSE * len(keys):
        # A place for every number: several times as fast as sorting, and whole to 2**53.
        sums = np.bincount(keys, counts)
        each = np.flatnonzero(sums > 0)
        return each, sums[each].astype(np.int64)
    order = np.argsort(keys, kind="stable")  # fast where the pieces are in order
    keys = keys[order]
    first = begins(keys)
    return keys[first], np.add.reduceat(counts[order], first) if len(keys) else counts


def _shows_started(starts: Starts, shows: Array) -> Integers:
    """Account and show in one number, each once, rising."""
    keys = np.sort((starts.account << SHOW_BITS) | shows[starts.season])
    return keys[begins(keys)]


def _met(starts: Starts, started: Integers, n_shows: int, n_seasons: int) -> Array:
    """Each start with each of its account's shows: season and show in one number."""
    kind = np.uint32 if n_seasons * n_shows < 2**32 else np.int64  # shorter ones sort faster
    n_accounts = int(starts.account.max(initial=-1)) + 1
    n_each = np.bincount(started >> SHOW_BITS, minlength=n_accounts)
    first = np.cumsum(n_each) - n_each
    n = n_each[starts.account]
    place = np.arange(n.sum()) + np.repeat(first[starts.account] - np.cumsum(n) + n, n)
    pairs: Array = np.repeat((starts.season.astype(np.int64) * n_shows).astype(kind), n)
    pairs += (started & SHOW_MASK).astype(kind)[place]
    return pairs


def _table(season: Integers, other: Integers, n: Integers) -> pa.Table:
    return pa.table([season.astype(np.int32), other.astype(np.int32), n], schema=PAIRS)
