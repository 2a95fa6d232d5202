"""A believable viewing log whose true parameters are known.

A seed -> InventedSeasons, then block after block of accounts with their events.  Pure: the same
seed gives the same rows.  Nothing is written here; that is left to the command.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.invented_seasons import (
    COUNTRIES,
    Array,
    InventedSeasons,
    instants,
    invent_seasons,
)
from nextseason.viewing.simulated_sittings import Sittings, in_order, simulate_sittings
from nextseason.viewing.simulated_viewings import (
    DEVICES,
    Members,
    Viewings,
    simulate_viewings,
)

# Some 1.2 million events: one row group, and some 300 MB while it is made.
BLOCK_ACCOUNTS = 10_000
NAMES = pa.dictionary(pa.int8(), pa.string())
EVENT_ROWS = pa.schema(
    [
        ("account_id", pa.int64()),
        ("profile_id", pa.int32()),
        ("show_id", pa.int64()),
        ("season", pa.int32()),
        ("episode", pa.int32()),
        ("started_at", pa.timestamp("us", "UTC")),
        ("seconds_viewed", pa.int32()),
        ("country", NAMES),
        ("device", NAMES),
    ]
)
MEMBER_ROWS = pa.schema(
    [("account_id", pa.int64()), ("joined", pa.timestamp("us", "UTC")), ("weight", pa.float64())]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Accounts and what they viewed, in the order of the instants."""

    events: pa.Table  # of EVENT_ROWS
    members: pa.Table  # of MEMBER_ROWS


def simulated_seasons(seed: int, n_shows: int) -> InventedSeasons:
    """What there is to watch in the log of a seed.

    Raises
    ------
    InputError
        No shows, or a negative seed.
    """
    if n_shows < 1 or seed < 0:
        raise InputError(f"a log needs 1 show and a seed of 0 at least, not {n_shows} and {seed}")
    return invent_seasons(_generator(seed, 0), n_shows)


def simulate_blocks(
    seasons: InventedSeasons, *, seed: int, n_accounts: int, n_threads: int = 1
) -> Iterator[Block]:
    """The log of so many accounts, block by block.

    Threads make it faster and change nothing else.  No more than one block for each of them is
    waiting to be taken.

    Examples
    --------
    >>> seasons = simulated_seasons(7, 3)
    >>> [block] = simulate_blocks(seasons, seed=7, n_accounts=2)
    >>> block.members.num_rows
    2
    """
    if n_accounts < 1:
        raise InputError(f"a log needs 1 account at least, not {n_accounts}")
    starts = iter(range(0, n_accounts, BLOCK_ACCOUNTS))
    make = partial(_block, seasons, seed, n_accounts)
    with ThreadPoolExecutor(n_threads) as pool:
        waiting: deque[Future[Block]] = deque()
        waiting.extend(pool.submit(make, start) for start in islice(starts, n_threads))
        while waiting:
            block = waiting.popleft().result()
            waiting.extend(pool.submit(make, start) for start in islice(starts, 1))
            yield block


def n_blocks(n_accounts: int) -> int:
    return -(-n_accounts // BLOCK_ACCOUNTS)


def _block(seasons: InventedSeasons, seed: int, n_accounts: int, start: int) -> Block:
    """The accounts from `start` on; no number of theirs hangs on another block."""
    rng = _generator(seed, 1 + start // BLOCK_ACCOUNTS)
    members, viewings = simulate_viewings(rng, seasons, min(BLOCK_ACCOUNTS, n_accounts - start))
    sittings = in_order(simulate_sittings(rng, seasons, viewings))
    return Block(
        events=_event_rows(seasons, members, viewings, sittings, start),
        members=_member_rows(members, start),
    )


def _generator(seed: int, number: int) -> np.random.Generator:
    """A generator of its own for each number."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))


def _event_rows(
    seasons: InventedSeasons, members: Members, viewings: Viewings, sittings: Sittings, start: int
) -> pa.Table:
    account = viewings.account[sittings.viewing]
    season = viewings.season[sittings.viewing]
    episode = sittings.episode - seasons.first_episode[season] + 1
    return pa.table(
        {
            "account_id": account + start + 1,
            "profile_id": viewings.profile[sittings.viewing] + 1,
            "show_id": seasons.show[season],
            "season": seasons.season[season],
            "episode": episode,
            "started_at": instants(sittings.start),
            "seconds_viewed": sittings.seconds,
            "country": _named(members.country[account], COUNTRIES),
            "device": _named(sittings.device, DEVICES),
        },
        schema=EVENT_ROWS,
    )


def _member_rows(members: Members, start: int) -> pa.Table:
    return pa.table(
        {
            "account_id": np.arange(members.joined.size) + start + 1,
            "joined": instants(members.joined),
            "weight": members.weight,
        },
        schema=MEMBER_ROWS,
    )


def _named(codes: Array, names: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(codes.astype(np.int8), pa.array(names))
