"""A log's sums in this process, bucket of accounts by bucket of accounts.

Events and a Catalogue -> LogSums.  The log is read once; its sittings go to a temporary file,
sorted into buckets, and each bucket runs the whole plan of `measures` on a DuckDB of its own.
Connections are opened in `load`.
"""

import os
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from queue import SimpleQueue

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from nextseason.viewing.buckets import Array, Buckets, Rows, fill, n_buckets_for
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.events import Fault, deduplicated, judged
from nextseason.viewing.load import BATCH_ROWS, InProcess, open_duckdb
from nextseason.viewing.log_sums import (
    Asked,
    By,
    LogSums,
    Tally,
    Track,
    put_catalogue,
    sorted_sums,
    untracked,
)
from nextseason.viewing.measures import KEYS, plan
from nextseason.viewing.windows import Window

EPOCH = date(1970, 1, 1)
NEVER = 2**62  # seconds since 1970: who never joined as far as is known
# The sums of so many buckets are added up at a time, so that they do not pile up.
PIECES = 32
SITTINGS = {
    "account": "int64",
    "profile": "int64",
    "code": "int32",
    "since": "int32",
    "seconds": "int32",
    "day": "date",
}
MEMBERS = {"account": "int64", "joined": "int64", "weight": "float64"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The plan of one window in DuckDB's SQL, worked out once for all buckets."""

    kept: Mapping[str, str]
    sums: Mapping[str, str]
    schemas: Mapping[str, pa.Schema]  # of the sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one bucket gave."""

    n_duplicates: int
    tables: Mapping[tuple[Window, By], Mapping[str, pa.Table]]


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
        return _plain(column.view(pa.int32()) if name == "day" else column)

    def _coded(self, column: pa.Array) -> Array:
        """Countries as numbers, in the order in which they came."""
        encoded = column.dictionary_encode()
        codes = [
            self.countries.setdefault(name, len(self.countries))
            for name in encoded.dictionary.to_pylist()
        ]
        taken: Array = np.array(codes, np.int16)[encoded.indices.to_numpy(zero_copy_only=False)]
        return taken


def sums_in_buckets(
    engine: InProcess,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    *,
    n_rows: int,
    members: ir.Table | None = None,
    track: Track = untracked,
    n_threads: int | None = None,
) -> LogSums:
    """The sums of a log of about `n_rows` events, with all processors or `n_threads`.

    Accounts that are text are told apart by 64 bits of hash: among 100 million of them, the
    chance that any two are taken for one is 1 in 3,700.
    """
    threads = n_threads or os.cpu_count() or 1
    put_catalogue(engine, catalogue)
    n_buckets = n_buckets_for(n_rows)
    reader = Reader()
    with tempfile.TemporaryFile() as log_file, tempfile.TemporaryFile() as members_file:
        rows = map(reader.rows, engine.batches(coded(engine, events, asked)))
        filling = fill(rows, log_file, n_buckets=n_buckets, at_once=threads)
        log = _last(track(filling, "Reading, in millions", total=lambda: n_rows // BATCH_ROWS))
        joined = None
        if members is not None:
            rows = map(_member_rows, engine.batches(_with_numbers(members, "account")))
            joined = _last(fill(rows, members_file, n_buckets=n_buckets, at_once=1))
        countries = sorted(reader.countries)  # of duplicates, the first name counts
        places = np.array([countries.index(name) for name in reader.countries], np.int16)
        each = _each_bucket(log, joined, catalogue, asked, threads=threads, places=places)
        done = track(each, "Measuring, in buckets", total=lambda: n_buckets)
        return _added(done, reader, asked)


def coded(engine: InProcess, events: ir.Table, asked: Asked) -> ir.Table:
    """Judged sittings in numbers alone, but for the country."""
    episodes = engine.backend.table("episodes")
    sittings = judged(events, episodes, columns=asked.columns, with_country=asked.by_country)
    return _with_numbers(sittings, "account", "profile")


def may_repeat(rows: Rows) -> bool:
    """Whether any two sittings may be the same: False is certain, True is to be looked into.

    A sort of numbers is several times faster than the grouping that it saves nearly always.
    """
    mixed = np.zeros(len(rows["account"]), np.uint64)
    for name, mixer in MIXERS.items():
        mixed ^= rows[name].astype(np.uint64) * mixer
        mixed ^= mixed >> np.uint64(29)
    mixed.sort()
    return bool((mixed[1:] == mixed[:-1]).any())


def _with_numbers(table: ir.Table, *names: str) -> ir.Table:
    texts = [name for name in names if table[name].type().is_string()]
    return table.mutate(**{name: _hash(table[name]) for name in texts})


def _member_rows(batch: pa.RecordBatch) -> Rows:
    empty = {"account": 0, "joined": NEVER, "weight": 1.0}
    return {name: _plain(batch.column(name), instead=empty[name]) for name in empty}


def _plain(column: pa.Array, *, instead: float = 0) -> Array:
    """A column without nulls; hashes as signed numbers."""
    values: Array = column.fill_null(instead).to_numpy(zero_copy_only=False)
    return values.view(np.int64) if values.dtype == np.uint64 else values


def _last(filled: Iterator[Buckets]) -> Buckets:
    """The buckets when they are full."""
    return deque(filled, maxlen=1)[0]


def _each_bucket(
    log: Buckets,
    joined: Buckets | None,
    catalogue: Catalogue,
    asked: Asked,
    *,
    threads: int,
    places: Array,
) -> Iterator[Done]:
    """The sums of each bucket, several at a time, each on an engine with one thread."""
    idle: SimpleQueue[InProcess] = SimpleQueue()
    for _ in range(threads):
        engine = open_duckdb(threads=1)
        put_catalogue(engine, catalogue)
        idle.put(engine)
    once = engine.sql(deduplicated(_sittings(asked)))
    statements = _statements(engine, asked, with_members=joined is not None)

    def measure(bucket: int) -> Done:
        engine = idle.get()
        try:
            if joined is not None:
                engine.show("members", pa.table(dict(joined.rows(bucket))))
            rows = dict(log.rows(bucket))
            if asked.by_country:
                rows["country"] = places[rows["country"]]
            n_duplicates = _show_sittings(engine, rows, once)
            return Done(
                n_duplicates=n_duplicates,
                tables={key: _run(engine, each) for key, each in statements.items()},
            )
        finally:
            idle.put(engine)

    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(measure, range(log.n_buckets))


def _sittings(asked: Asked) -> ir.Table:
    country = {"country": "int16"} if asked.by_country else {}
    return ibis.table(SITTINGS | country, name="sittings")


def _show_sittings(engine: InProcess, rows: Rows, once: str) -> int:
    """The bucket's sittings under their name, each once; how many were not."""
    columns = {name: pa.array(column) for name, column in rows.items()}
    table = pa.table(columns | {"day": columns["day"].view(pa.date32())})
    engine.show("sittings", table)
    if not may_repeat(rows):
        return 0
    sittings = engine.get_sql(once)
    engine.show("sittings", sittings)
    return int(table.num_rows - sittings.num_rows)


def _statements(
    engine: InProcess, asked: Asked, *, with_members: bool
) -> dict[tuple[Window, By], Statements]:
    sittings = _sittings(asked)
    members = ibis.table(MEMBERS, name="members") if with_members else None
    statements = {}
    for window, by in asked.groupings:
        each = plan(sittings, window, by=by, members=members)
        statements[window, by] = Statements(
            kept={name: engine.sql(table) for name, table in each.kept.items()},
            sums={name: engine.sql(table) for name, table in each.sums.items()},
            schemas={name: table.schema().to_pyarrow() for name, table in each.sums.items()},
        )
    return statements


def _run(engine: InProcess, statements: Statements) -> dict[str, pa.Table]:
    for name, sql in statements.kept.items():
        engine.keep_sql(name, sql)
    return {
        name: engine.get_sql(sql).cast(statements.schemas[name])
        for name, sql in statements.sums.items()
    }


def _added(done: Iterable[Done], reader: Reader, asked: Asked) -> LogSums:
    """The sums of all buckets together."""
    piles: dict[tuple[Window, By, str], list[pa.Table]] = defaultdict(list)
    n_duplicates = 0
    for each in done:
        n_duplicates += each.n_duplicates
        for key, sums in each.tables.items():
            for name, table in sums.items():
                pile = piles[*key, name]
                pile.append(table)
                if len(pile) == PIECES:
                    pile[:] = [added(pile, name, key[1])]
    tables: dict[tuple[Window, By], dict[str, pa.Table]] = {key: {} for key in asked.groupings}
    for (window, by, name), pile in piles.items():
        total = _with_country_names(added(pile, name, by), sorted(reader.countries))
        tables[window, by][name] = sorted_sums(total, name, by)
    return LogSums(tally=_tally(reader, n_duplicates), tables=tables)


def added(pieces: Sequence[pa.Table], name: str, by: By) -> pa.Table:
    """Several tables of one sum as one."""
    whole = pa.concat_tables(pieces)
    keys = [*by, *KEYS[name]]
    values = [column for column in whole.column_names if column not in keys]
    # One thread adds in the order of the buckets: the last digit is the same in every run.
    groups = whole.group_by(keys, use_threads=False)
    total = groups.aggregate([(column, "sum") for column in values])
    return total.rename_columns([*keys, *values]).select(whole.column_names).cast(whole.schema)


def _with_country_names(table: pa.Table, countries: Sequence[str]) -> pa.Table:
    if "country" not in table.column_names:
        return table
    names = pa.array(countries, pa.string())
    place = table.column_names.index("country")
    return table.set_column(place, "country", names.take(table["country"]))


def _tally(reader: Reader, n_duplicates: int) -> Tally:
    faults = {**reader.faults, **({Fault.DUPLICATE: n_duplicates} if n_duplicates else {})}
    ends = [EPOCH + timedelta(days=day) for day in reader.days or ()]
    return Tally(
        n_events=reader.n_events,
        faults=dict(sorted(faults.items())),
        first_day=ends[0] if ends else None,
        last_day=ends[1] if ends else None,
    )
