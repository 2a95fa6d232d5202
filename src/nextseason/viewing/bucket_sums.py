"""A log's sums in this process, bucket of accounts by bucket of accounts.

Events and a Catalogue -> LogSums.  The log is read once; its sittings go to a temporary file,
sorted into buckets, and each bucket runs the whole plan of `measures` on a DuckDB of its own.
Connections are opened in `load`.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from nextseason.viewing.bucket_reader import (
    SortedLog,
    each_bucket,
    last,
    plain,
    sittings_of,
    sorted_log,
    with_numbers,
)
from nextseason.viewing.buckets import Rows, fill, n_buckets_for
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.load import InProcess
from nextseason.viewing.log_sums import (
    Asked,
    By,
    LogSums,
    Tables,
    Track,
    put_catalogue,
    sorted_sums,
    untracked,
)
from nextseason.viewing.measures import KEYS, Plan, plan
from nextseason.viewing.pair_counts import added_pairs
from nextseason.viewing.windows import Window

NEVER = 2**62  # seconds since 1970: who never joined as far as is known
# The sums of so many buckets are added up at a time, so that they do not pile up.
PIECES = 8
MEMBERS = {"account": "int64", "joined": "int64", "weight": "float64"}


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
    tables: Mapping[tuple[Window, By], Tables]
    kept: Mapping[tuple[str, int], pa.RecordBatch] = field(default_factory=dict)  # for later days


def sums_in_buckets(
    engine: InProcess,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    *,
    n_rows: int,
    members: ir.Table | None = None,
    track: Track = untracked,
) -> LogSums:
    """The sums of a log of about `n_rows` events, with all processors."""
    put_catalogue(engine, catalogue)
    n_buckets = n_buckets_for(n_rows)
    statements = _statements(engine, asked, with_members=members is not None)
    reading = sorted_log(engine, events, asked, n_rows=n_rows, n_buckets=n_buckets, track=track)
    with reading as log, tempfile.TemporaryFile() as file:
        joined = None
        if members is not None:
            rows = map(_member_rows, engine.batches(with_numbers(members, "account")))
            joined = last(fill(rows, file, n_buckets=n_buckets, at_once=1))

        def measure(engine: InProcess, bucket: int) -> Done:
            if joined is not None:
                engine.show("members", pa.table(dict(joined.rows(bucket))))
            n_duplicates = log.show(engine, bucket)
            tables = {key: run(engine, each) for key, each in statements.items()}
            return Done(n_duplicates=n_duplicates, tables=tables)

        each = each_bucket(n_buckets, catalogue, measure)
        done = track(each, "Measuring, in buckets", total=lambda: n_buckets)
        return add_up(done, log, asked)


def _member_rows(batch: pa.RecordBatch) -> Rows:
    empty = {"account": 0, "joined": NEVER, "weight": 1.0}
    return {name: plain(batch.column(name), instead=empty[name]) for name in empty}


def _statements(
    engine: InProcess, asked: Asked, *, with_members: bool
) -> dict[tuple[Window, By], Statements]:
    sittings = sittings_of(asked)
    members = ibis.table(MEMBERS, name="members") if with_members else None
    return {
        (window, by): in_sql(engine, plan(sittings, window, by=by, members=members))
        for window, by in asked.groupings
    }


def in_sql(engine: InProcess, each: Plan) -> Statements:
    """A plan as the engine takes it."""
    return Statements(
        kept={name: engine.sql(table) for name, table in each.kept.items()},
        sums={name: engine.sql(table) for name, table in each.sums.items()},
        schemas={name: table.schema().to_pyarrow() for name, table in each.sums.items()},
    )


def run(engine: InProcess, statements: Statements) -> dict[str, pa.Table]:
    """The sums of a plan; what it keeps stays with the engine."""
    for name, sql in statements.kept.items():
        engine.keep_sql(name, sql)
    return {
        name: engine.get_sql(sql).cast(statements.schemas[name])
        for name, sql in statements.sums.items()
    }


def add_up(done: Iterable[Done], log: SortedLog, asked: Asked) -> LogSums:
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
        tables[window, by][name] = _with_country_names(total(pile, name, by), log.countries)
    return LogSums(tally=log.tally(n_duplicates), tables=tables)


def total(pieces: Sequence[pa.Table], name: str, by: By) -> pa.Table:
    """Several tables of one sum as one, in the order of its keys."""
    whole = added(pieces, name, by)
    return whole if name == "overlap" else sorted_sums(whole, name, by)


def added(pieces: Sequence[pa.Table], name: str, by: By) -> pa.Table:
    """Several tables of one sum as one."""
    if name == "overlap":
        return added_pairs(pieces)
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
