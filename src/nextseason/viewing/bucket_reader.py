"""A log sorted into buckets, and the buckets worked through, several at a time.

Events and a Catalogue -> Buckets of sittings; then whatever is asked of each bucket, on a DuckDB
of its own.  What is asked is written in `bucket_sums` and `incremental`.
"""

import os
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.buckets import Array, Buckets, Rows, fill
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.events import Fault, deduplicated
from nextseason.viewing.load import BATCH_ROWS, InProcess, open_duckdb
from nextseason.viewing.log_sums import Asked, Tally, Track, judged_as, put_catalogue, untracked

T = TypeVar("T")

EPOCH = date(1970, 1, 1)
SITTINGS = {
    "account": "int64",
    "profile": "int64",
    "code": "int32",
    "since": "int32",
    "seconds": "int32",
    "day": "date",
}
# Odd numbers with their bits spread, for telling rows apart (`may_repeat`).
MIXERS = {
    "account": np.uint64(0x9E3779B97F4A7C15),
    "code": np.uint64(0xC2B2AE3D27D4EB4F),
    "since": np.uint64(0x165667B19E3779F9),
    "profile": np.uint64(0xD6E8FEB86659FD93),
}


@ibis.udf.scalar.builtin(name="hash", signature=(("string",), "uint64"))  # type: ignore[untyped-decorator]
def _hash(text: ir.StringValue) -> ir.IntegerValue:
    """DuckDB's hash of a text, 64 bits."""
    raise NotImplementedError  # the engine has it


@dataclass(slots=True)
class Reader:
    """Takes batches apart and keeps count of what was in them."""

    faults: Counter[Fault] = field(default_factory=Counter)
    countries: dict[str, int] = field(default_factory=dict)  # numbered as they came
    days: tuple[int, int] | None = None  # the first and the last, from 1970
    n_events: int = 0

    def rows(self, batch: pa.RecordBatch) -> Rows:
        """The sound rows of a batch as plain columns."""
        self.n_events += batch.num_rows
        columns = {name: self._column(batch.column(name), name) for name in batch.schema.names}
        fault = columns.pop("fault")
        counts = np.bincount(fault, minlength=len(Fault))
        self.faults.update({f: int(counts[f]) for f in Fault if f and counts[f]})
        if counts[Fault.NONE] < batch.num_rows:
            sound = fault == Fault.NONE
            columns = {name: column[sound] for name, column in columns.items()}
        if len(day := columns["day"]):
            ends = self.days or (int(day[0]),) * 2
            self.days = min(int(day.min()), ends[0]), max(int(day.max()), ends[1])
        return columns

    def _column(self, column: pa.Array, name: str) -> Array:
        if name == "country":
            return self._coded(column)
        return plain(column.view(pa.int32()) if name == "day" else column)

    def _coded(self, column: pa.Array) -> Array:
        """Countries as numbers, in the order in which they came."""
        encoded = column.dictionary_encode()
        codes = [
            self.countries.setdefault(name, len(self.countries))
            for name in encoded.dictionary.to_pylist()
        ]
        taken: Array = np.array(codes, np.int16)[encoded.indices.to_numpy(zero_copy_only=False)]
        return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedLog:
    """A log's sound sittings in buckets, and what else was in it."""

    buckets: Buckets
    reader: Reader
    once: str  # statement that leaves one of each sitting

    @property
    def countries(self) -> list[str]:
        """By name, as they are numbered in a bucket: of duplicates, the first name counts."""
        return sorted(self.reader.countries)

    def show(self, engine: InProcess, bucket: int) -> int:
        """A bucket's sittings under their name, each once; how many were not."""
        sittings, n_duplicates = self.sittings(engine, bucket)
        engine.show("sittings", sittings)
        return n_duplicates

    def sittings(self, engine: InProcess, bucket: int) -> tuple[pa.Table, int]:
        """A bucket's sittings, each once; and how many were not."""
        rows = dict(self.buckets.rows(bucket))
        if "country" in rows:
            places = {name: place for place, name in enumerate(self.countries)}
            order = np.array([places[name] for name in self.reader.countries], np.int16)
            rows["country"] = order[rows["country"]]
        columns = {name: pa.array(column) for name, column in rows.items()}
        table = pa.table(columns | {"day": columns["day"].view(pa.date32())})
        doubtful = may_repeat(rows)
        if not doubtful.any():
            return table, 0
        engine.show("sittings", table.filter(pa.array(doubtful)))
        cleared = engine.get_sql(self.once).select(table.column_names).cast(table.schema)
        single = pa.concat_tables([table.filter(pa.array(~doubtful)), cleared])
        return single, int(table.num_rows - single.num_rows)

    def tally(self, n_duplicates: int) -> Tally:
        duplicates = {Fault.DUPLICATE: n_duplicates} if n_duplicates else {}
        faults = {**self.reader.faults, **duplicates}
        faults.pop(Fault.NOT_SAMPLED, None)
        ends = [EPOCH + timedelta(days=day) for day in self.reader.days or ()]
        return Tally(
            n_events=self.reader.n_events,
            faults=dict(sorted(faults.items())),
            first_day=ends[0] if ends else None,
            last_day=ends[1] if ends else None,
        )


@contextmanager
def sorted_log(
    engine: InProcess,
    events: ir.Table,
    asked: Asked,
    *,
    n_rows: int,
    n_buckets: int,
    after: date | None = None,
    countries: Iterable[str] = (),
    track: Track = untracked,
) -> Iterator[SortedLog]:
    """The sittings of a log of about `n_rows` events, or of its days `after` one, in buckets.

    The engine knows the catalogue; `countries` have numbers whether they come or not.
    Accounts that are text are told apart by 64 bits of hash: among 100 million of them, the
    chance that any two are taken for one is 1 in 3,700.
    """
    reader = Reader(countries={name: number for number, name in enumerate(countries)})
    episodes = engine.backend.table("episodes")
    every = judged_as(asked, events, episodes, after=after)
    numbers = with_numbers(every, "account", "profile")
    with tempfile.TemporaryFile() as file:
        rows = map(reader.rows, engine.batches(numbers))
        filling = fill(rows, file, n_buckets=n_buckets, at_once=n_processors())
        buckets = last(track(filling, "Reading, in millions", total=lambda: n_rows // BATCH_ROWS))
        once = engine.sql(deduplicated(sittings_of(asked)))
        yield SortedLog(buckets=buckets, reader=reader, once=once)


def each_bucket(
    n_buckets: int, catalogue: Catalogue, work: Callable[[InProcess, int], T]
) -> Iterator[T]:
    """What is worked out of each bucket in turn, several at a time, each on its own engine.

    An engine has one thread, and knows the catalogue.
    """
    own = threading.local()

    def prepare() -> None:
        own.engine = open_duckdb(threads=1)
        put_catalogue(own.engine, catalogue)

    with ThreadPoolExecutor(n_processors(), initializer=prepare) as pool:
        yield from pool.map(lambda bucket: work(own.engine, bucket), range(n_buckets))


def sittings_of(asked: Asked) -> ir.Table:
    """A bucket's sittings, as they are known by their name."""
    country = {"country": "int16"} if asked.by_country else {}
    return ibis.table(SITTINGS | country, name="sittings")


def may_repeat(rows: Rows) -> npt.NDArray[np.bool_]:
    """Which sittings may be the same as another: False is certain, True is to be looked into.

    A sort of numbers is several times faster than the grouping that it saves nearly always.
    """
    mixed = np.zeros(len(rows["account"]), np.uint64)
    for name, mixer in MIXERS.items():
        mixed ^= rows[name].astype(np.uint64) * mixer
        mixed ^= mixed >> np.uint64(29)
    ordered = np.sort(mixed)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    return np.isin(mixed, twice) if len(twice) else np.zeros(len(mixed), np.bool_)


def with_numbers(table: ir.Table, *names: str) -> ir.Table:
    """Columns that may be text as numbers."""
    texts = [name for name in names if table[name].type().is_string()]
    return table.mutate(**{name: _hash(table[name]) for name in texts})


def plain(column: pa.Array, *, instead: float = 0) -> Array:
    """A column without nulls; hashes as signed numbers."""
    whole = column.fill_null(instead) if column.null_count else column  # it copies in any case
    values: Array = whole.to_numpy(zero_copy_only=False)
    return values.view(np.int64) if values.dtype == np.uint64 else values


def last(filled: Iterator[Buckets]) -> Buckets:
    """The buckets when they are full."""
    return deque(filled, maxlen=1)[0]


def hash_of(engine: InProcess, text: str) -> int:
    """The number that an account of this name is told apart by."""
    table = engine.get(_hash(ibis.literal(text)).name("hash").as_table())
    return int(plain(table["hash"].combine_chunks())[0])


def n_processors() -> int:
    return os.cpu_count() or 1
