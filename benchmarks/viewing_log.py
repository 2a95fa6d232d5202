"""Viewing logs of the shape that the benchmark of viewing asks for, the same bytes each time.

A part is 50 million events of 1.9 million accounts of its own, sorted by instant; all parts share
one catalogue.  Shows are chosen by Zipf's law, episodes are dropped geometrically, a season is
begun after an exponential time, and 15 % of the episodes take two sittings.

As a program: `python -m benchmarks.viewing_log FOLDER [N_PARTS]` writes `seasons.parquet`,
`catalogue.parquet` and the parts, `events.parquet` if there is one.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

Array = npt.NDArray[Any]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SEED = 20_240_112
PART_EVENTS = 50_000_000
N_SHOWS, N_SEASONS = 1_903, 4_052
# Of a part; so many that about 1.93 million of them view anything.
N_ACCOUNTS = 1_962_000
N_EPISODES = (6, 13)  # least and most of a season
RUNTIME_SECONDS = (1_320, 3_900)
KEPT = (0.78, 0.96)  # share of an episode's viewers who go on to the next, by season
START_DAYS = 30.0  # mean time from the premiere to the first episode
GAP_DAYS = 0.6  # mean time from one episode to the next
TWICE = 0.15  # of episodes, in two sittings
DAY_SECONDS = 86_400
FIRST_DAY = np.datetime64("2024-01-01")
LOG_DAYS = 324  # the last is 19 November
LAST_DAY = LOG_DAYS + 20  # of those after the log
EARLIEST_PREMIERE = -77  # days; an eighth of the seasons have no first four weeks in the log
DRAWS = 500_000  # account-seasons at a time, of some 5 events each
GROUP_ROWS = 1_000_000  # of a row group
COUNTRIES = ("US", "BR", "GB", "DE", "FR", "MX", "JP", "IN", "ES", "KR")
DEVICES = ("tv", "phone", "web", "tablet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons:
    """What there is to watch, one entry a season."""

    show: Integers
    season: Integers
    n_episodes: Integers
    runtime_seconds: Integers
    premiere: Integers  # seconds from the log's first instant
    kept: Floats
    chance: Floats  # of being chosen


def write_catalogue(folder: Path) -> None:
    """The seasons as the reference queries want them, and the catalogue as `measure` does."""
    made = seasons()
    premiere = _instants(made.premiere)
    by_season = {
        "show_id": made.show,
        "season": made.season.astype(np.int32),
        "premiere_at": premiere,
        "n_episodes": made.n_episodes,
        "runtime_seconds": made.runtime_seconds,
        "season_runtime_seconds": made.runtime_seconds * made.n_episodes,
    }
    row = np.repeat(np.arange(N_SEASONS), made.n_episodes)
    by_episode = {
        "show_id": made.show[row],
        "title": [f"Show {show}" for show in made.show[row]],
        "season": made.season[row].astype(np.int32),
        "episode": (_places(made.n_episodes) + 1).astype(np.int32),
        "runtime_seconds": made.runtime_seconds[row],
        "premiered": premiere[row],
    }
    pq.write_table(pa.table(by_season), folder / "seasons.parquet")
    pq.write_table(pa.table(by_episode), folder / "catalogue.parquet")


def write_part(path: Path, number: int = 0, *, n_events: int = PART_EVENTS) -> None:
    """A part of the log, written beside its place and moved there when whole."""
    columns = [c[:n_events] for c in _joined(logged for logged, _ in _draws(number, n_events))]
    _write(path, columns, np.argsort(columns[0], kind="stable"), number * N_ACCOUNTS)


def write_next_days(path: Path, *, n_parts: int, n_events: int) -> None:
    """How so many parts go on after the log's last day: who has begun a season continues it.

    No season premieres in these days.
    """
    parts = []
    for number in range(n_parts):
        at, account, *rest = _joined(later for _, later in _draws(number, PART_EVENTS))
        parts.append([at, account + number * N_ACCOUNTS, *rest])
    columns = _joined(parts)
    _write(path, columns, np.argsort(columns[0], kind="stable")[:n_events], 0)


def write_strange_day(path: Path, *, n_parts: int, n_events: int) -> None:
    """A day after the log's last on which each event is drawn by itself.

    The worst of days: nearly nobody goes on with what they watched, or watches two episodes.
    """
    rng, made = np.random.default_rng([SEED, 0, n_events]), seasons()
    begin = LOG_DAYS * DAY_SECONDS
    fresh = made.chance * np.exp((made.premiere - begin) / (START_DAYS * DAY_SECONDS))
    season = rng.choice(N_SEASONS, n_events, p=fresh / fresh.sum())
    columns = [
        np.sort(rng.integers(begin, begin + DAY_SECONDS, n_events)),
        rng.integers(0, N_ACCOUNTS * n_parts, n_events),
        season,
        rng.integers(0, made.n_episodes[season]),
        (made.runtime_seconds[season] * rng.uniform(0.05, 1, n_events)).astype(np.int64),
    ]
    _write(path, columns, np.arange(n_events), 0)


@cache
def seasons() -> Seasons:
    rng = np.random.default_rng([SEED, 0])
    more = rng.integers(0, N_SHOWS, N_SEASONS - N_SHOWS)
    show = np.sort(np.concatenate([np.arange(N_SHOWS), more]))
    of_show = np.bincount(show)
    zipf = 1 / (1 + rng.permutation(N_SHOWS))
    chance = (zipf / of_show)[show]
    return Seasons(
        show=show + 1,
        season=_places(of_show) + 1,
        n_episodes=rng.integers(N_EPISODES[0], N_EPISODES[1] + 1, N_SEASONS),
        runtime_seconds=rng.integers(RUNTIME_SECONDS[0], RUNTIME_SECONDS[1] + 1, N_SEASONS),
        premiere=rng.integers(EARLIEST_PREMIERE, LOG_DAYS, N_SEASONS) * DAY_SECONDS,
        kept=rng.uniform(*KEPT, N_SEASONS),
        chance=chance / chance.sum(),
    )


def _joined(pieces: Iterable[Sequence[Array]]) -> list[Array]:
    return [np.concatenate(column) for column in zip(*pieces, strict=True)]


def _draws(number: int, n_events: int) -> Iterator[tuple[list[Array], list[Array]]]:
    """Instant, account, season, episode and seconds of a part's sittings.

    Those that the log has, at least so many, and those of the days after it.
    """
    rng = np.random.default_rng([SEED, 1 + number])
    made, n_made, n = seasons(), 0, min(DRAWS, n_events // 4 + 1)
    while n_made < n_events:
        season = rng.choice(N_SEASONS, n, p=made.chance)
        account = rng.integers(0, N_ACCOUNTS, n)
        days = rng.exponential(START_DAYS, n)
        start = made.premiere[season] + days * DAY_SECONDS
        # Who stops has seen the episode in part.
        reached = rng.geometric(1 - made.kept[season])
        n_seen = np.minimum(reached, made.n_episodes[season])
        row = np.repeat(np.arange(n), n_seen)
        episode = _places(n_seen)
        stops = (episode == n_seen[row] - 1) & (reached <= made.n_episodes[season])[row]
        share = np.where(stops, rng.uniform(0.02, 1, row.size), rng.uniform(0.75, 1, row.size))
        seconds = np.maximum(made.runtime_seconds[season[row]] * share, 1).astype(np.int64)
        gaps = rng.exponential(GAP_DAYS * DAY_SECONDS, row.size) + seconds
        before = np.cumsum(gaps) - gaps
        at = (start[row] + before - before[np.cumsum(n_seen) - n_seen][row]).astype(np.int64)
        sittings = _with_second_sittings(rng, [at, account[row], season[row], episode, seconds])
        day = sittings[0] // DAY_SECONDS
        kinds = (np.int32, np.int32, np.int16, np.int8, np.int16)
        logged, later = (
            [c[inside].astype(kind) for c, kind in zip(sittings, kinds, strict=True)]
            for inside in ((day >= 0) & (day < LOG_DAYS), (day >= LOG_DAYS) & (day < LAST_DAY))
        )
        n_made += logged[0].size
        yield logged, later


def _with_second_sittings(rng: np.random.Generator, columns: list[Array]) -> list[Array]:
    """Some episodes in two sittings, hours apart."""
    at, *_, seconds = columns
    twice = np.flatnonzero((rng.random(at.size) < TWICE) & (seconds > 1))
    first = (seconds[twice] * rng.uniform(0.1, 0.9, twice.size)).astype(np.int64) + 1
    first = np.minimum(first, seconds[twice] - 1)
    more = [column[twice] for column in columns]
    more[0] = at[twice] + first + rng.integers(600, DAY_SECONDS // 2, twice.size)
    more[-1] = seconds[twice] - first
    seconds[twice] = first
    return [np.concatenate(pair) for pair in zip(columns, more, strict=True)]


def _write(path: Path, columns: list[Array], order: Integers, first_account: int) -> None:
    part = path.with_suffix(".part")
    writer = None
    for begin in range(0, order.size, GROUP_ROWS):
        rows = order[begin : begin + GROUP_ROWS]
        table = _table([column[rows] for column in columns], first_account)
        # Without Arrow's schema every engine sees plain text columns.
        writer = writer or pq.ParquetWriter(
            part, table.schema, compression="zstd", store_schema=False
        )
        writer.write_table(table)
    if writer:
        writer.close()
    part.replace(path)


def _table(columns: list[Array], first_account: int) -> pa.Table:
    at, account, season, episode, seconds = columns
    made, number = seasons(), account.astype(np.int64) + first_account
    # Home, profile and device follow from who it is; nothing measured hangs on them.
    mixed = (number * 2_654_435_761) >> 7
    return pa.table(
        {
            "account_id": number,
            "profile_id": ((mixed + season) % 3).astype(np.int32),
            "show_id": made.show[season],
            "season": made.season[season].astype(np.int32),
            "episode": (episode + 1).astype(np.int32),
            "started_at": _instants(at),
            "seconds_viewed": seconds.astype(np.int32),
            "country": _coded(mixed % len(COUNTRIES), COUNTRIES),
            "device": _coded((mixed + at) % len(DEVICES), DEVICES),
        }
    )


def _coded(codes: Array, names: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(codes.astype(np.int8), pa.array(names))


def _instants(seconds: Array) -> Array:
    instants: Array = (FIRST_DAY + seconds.astype("timedelta64[s]")).astype("datetime64[us]")
    return instants


def _places(sizes: Array) -> Integers:
    """0, 1, ... within each group of so many."""
    ends = np.cumsum(sizes)
    places: Integers = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
    return places


def main(folder: Path, n_parts: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_catalogue(folder)
    for number in range(n_parts):
        name = "events.parquet" if n_parts == 1 else f"events-{number:02}.parquet"
        if not (folder / name).exists():
            write_part(folder / name, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
