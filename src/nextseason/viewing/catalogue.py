"""What there was to watch: every episode with its runtime and its premiere.

Rows, one an episode -> Catalogue, checked and numbered.  Pure; files are opened in `load`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.errors import InputError

Integers = npt.NDArray[np.int64]

COLUMNS = ("show_id", "title", "season", "episode", "runtime_seconds", "premiered")
# An episode's code is its season's code times 4,096 plus its place in the season: integers join
# and group fastest.  The longest daily serials have 260 episodes a year.
EPISODE_BITS = 12
MAX_EPISODES = 2**EPISODE_BITS
MAX_SEASONS = 2 ** (31 - EPISODE_BITS)
MAX_RUNTIME_SECONDS = 7 * 86_400  # no episode lasts a week; milliseconds taken for seconds do

EPISODES = pa.schema(
    [
        ("code", pa.int32()),
        ("season_code", pa.int32()),
        ("show_code", pa.int32()),
        ("show_id", pa.string()),  # as text, whatever it was
        ("season", pa.int32()),
        ("episode", pa.int32()),
        ("runtime_seconds", pa.int64()),
        ("premiere", pa.int64()),  # seconds since 1970, UTC: the episode's own
    ]
)
SEASONS = pa.schema(
    [
        ("season_code", pa.int32()),
        ("show_code", pa.int32()),
        ("show_id", pa.string()),
        ("title", pa.string()),
        ("season", pa.int32()),
        ("n_episodes", pa.int32()),
        ("season_runtime_seconds", pa.int64()),
        ("premiere", pa.int64()),  # of its first episode
        ("last_premiere", pa.int64()),  # of its last one
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Episodes and seasons, numbered in the order of show, season and episode."""

    episodes: pa.Table  # of EPISODES
    seasons: pa.Table  # of SEASONS


def read_catalogue(rows: pa.Table, *, source: str) -> Catalogue:
    """A catalogue from its rows, one an episode.

    Parameters
    ----------
    rows : pyarrow.Table
        `show_id, title, season, episode, runtime_seconds, premiered`; a premiere is a day or an
        instant, UTC where it has no time zone.
    source : str
        Where the rows come from, for messages.

    Raises
    ------
    InputError
        A column is missing or of another type, a value is missing or impossible, or an episode
        is there twice.

    Examples
    --------
    >>> rows = pa.table({
    ...     "show_id": [7, 7], "title": ["Tides", "Tides"], "season": [1, 1], "episode": [1, 2],
    ...     "runtime_seconds": [1800, 1200], "premiered": ["2024-01-05", "2024-01-12"],
    ... })
    >>> read_catalogue(rows, source="tides.csv").seasons["season_runtime_seconds"].to_pylist()
    [3000]
    """
    missing = [name for name in COLUMNS if name not in rows.column_names]
    if missing:
        raise InputError(
            f"{source} has no column {', '.join(missing)}; a catalogue has {', '.join(COLUMNS)}"
        )
    if not rows.num_rows:
        raise InputError(f"{source} has no rows; a catalogue has one for every episode")
    kinds = {"show_id": pa.string(), "title": pa.string(), "season": pa.int32()}
    kinds |= {"episode": pa.int32(), "runtime_seconds": pa.int64(), "premiered": pa.timestamp("s")}
    table = pa.table({name: _cast(rows[name], name, kinds[name], source) for name in COLUMNS})
    table = table.sort_by([(name, "ascending") for name in ("show_id", "season", "episode")])
    _check_runtimes(table, source)
    _check_episodes(table, source)
    return _numbered(table)


def _cast(column: pa.ChunkedArray, name: str, kind: pa.DataType, source: str) -> pa.ChunkedArray:
    try:
        # A time zone is an instant's; seconds are enough of it.
        cast = column.cast(kind, safe=not pa.types.is_timestamp(column.type))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as fault:
        raise InputError(f"{source}: {name} should be {kind}: {fault}") from fault
    if cast.null_count:
        raise InputError(f"{source}: {name} is missing in {cast.null_count} rows; fill it in")
    return cast


def _check_runtimes(table: pa.Table, source: str) -> None:
    runtimes = table["runtime_seconds"].to_numpy()
    impossible = (runtimes <= 0) | (runtimes > MAX_RUNTIME_SECONDS)
    if impossible.any():
        row = table.slice(int(impossible.argmax()), 1).to_pylist()[0]
        raise InputError(
            f"{source}: {_name(row)} runs {row['runtime_seconds']} seconds; "
            f"a runtime is 1 to {MAX_RUNTIME_SECONDS}"
        )


def _check_episodes(table: pa.Table, source: str) -> None:
    twice = ~_begins(table, ("show_id", "season", "episode"))
    if twice.any():
        row = table.slice(int(twice.argmax()), 1).to_pylist()[0]
        raise InputError(f"{source}: {_name(row)} has more than one row; keep one")


def _name(row: Mapping[str, Any]) -> str:
    return f"show {row['show_id']}, season {row['season']}, episode {row['episode']}"


def _numbered(table: pa.Table) -> Catalogue:
    """The sorted rows with their codes."""
    begins = _begins(table, ("show_id", "season"))
    season = np.cumsum(begins) - 1
    show = np.cumsum(_begins(table, ("show_id",))) - 1
    starts = np.flatnonzero(begins)
    sizes = np.diff(np.append(starts, table.num_rows))
    if sizes.max() > MAX_EPISODES or len(starts) > MAX_SEASONS:
        raise InputError(
            f"a catalogue has at most {MAX_SEASONS:,} seasons of {MAX_EPISODES:,} episodes; "
            f"this one has {len(starts):,}, the longest of {sizes.max():,}"
        )
    premiere = table["premiered"].cast(pa.int64()).to_numpy()
    runtimes = table["runtime_seconds"].to_numpy()
    place = np.arange(table.num_rows) - starts[season]
    episodes = {
        "code": (season << EPISODE_BITS) + place,
        "season_code": season,
        "show_code": show,
        "premiere": premiere,
    }
    firsts = table.take(pa.array(starts))
    seasons = {
        "season_code": np.arange(len(starts)),
        "show_code": show[starts],
        "n_episodes": sizes,
        "season_runtime_seconds": np.add.reduceat(runtimes, starts),
        "premiere": np.minimum.reduceat(premiere, starts),
        "last_premiere": np.maximum.reduceat(premiere, starts),
    }
    return Catalogue(
        episodes=_of_schema(EPISODES, episodes, table), seasons=_of_schema(SEASONS, seasons, firsts)
    )


def _begins(table: pa.Table, names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Where a run of rows that are equal in these columns begins, in a sorted table."""
    begins = np.zeros(table.num_rows, np.bool_)
    begins[0] = True
    for name in names:
        values = table[name].combine_chunks()
        begins[1:] |= pc.not_equal(values[1:], values[:-1]).to_numpy(zero_copy_only=False)
    return begins


def _of_schema(schema: pa.Schema, made: Mapping[str, Integers], rows: pa.Table) -> pa.Table:
    columns = [
        (pa.array(made[field.name]) if field.name in made else rows[field.name]).cast(field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
