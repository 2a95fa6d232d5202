"""What a state keeps by account, in today's terms and back.

State and Numbers -> the rows of some accounts, or all, of a bucket; rows of today -> rows to keep.
A state numbers episodes and countries in the order in which they came.  Files are read in
`state_files`; what the rows mean is told in `incremental`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.account_rows import (
    Scattered,
    accounts_of,
    column,
    find,
    in_full,
    in_runs,
    order_of,
    taken,
)
from nextseason.viewing.account_sums import Columns
from nextseason.viewing.day_sums import joined_columns, season_of
from nextseason.viewing.log_sums import By
from nextseason.viewing.recoded import Numbers
from nextseason.viewing.state_files import State

Flags = npt.NDArray[np.bool_]
Rows = Mapping[tuple[str, int], pa.Table]  # by kind and place of the window

SHARED = 0  # the place of rows that are those of all windows
ACCOUNT = ("account", pa.int64())
KINDS: Mapping[str, Sequence[tuple[str, pa.DataType]]] = {
    "plays": (ACCOUNT, *((n, pa.int32()) for n in ("code", "seconds", "first", "longest"))),
    "months": (
        ACCOUNT,
        *((n, pa.int32()) for n in ("month", "season_code", "seconds", "counted")),
    ),
    "sittings": (
        ACCOUNT,
        *((n, pa.int32()) for n in ("code", "since", "seconds")),
        ("day", pa.date32()),
    ),
    "starts": (ACCOUNT, ("season_code", pa.int32())),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A state's rows; of no state, none."""

    state: State | None
    numbers: Numbers
    by: By
    arrived: tuple[str, ...]  # all countries, as the state numbers them
    grown: Flags  # seasons whose rows are all met
    n_buckets: int

    def accounts(self, bucket: int, sittings: pa.Table) -> Scattered:
        """Whose rows are looked at: who has ordered sittings, and who has rows of grown seasons."""
        accounts = accounts_of(sittings)
        if self.state is None or not self.grown.any():
            return accounts
        places = range(len(self.state.head.windows))
        for kind, place in [("sittings", SHARED), *(("plays", place) for place in places)]:
            rows = self.every(kind, place, bucket)
            of_grown = order_of(rows)[self.grown[season_of(rows)]]
            accounts = np.union1d(accounts, of_grown)
        return accounts

    def met(self, kind: str, place: int, bucket: int, accounts: Scattered) -> Columns:
        """The rows of a bucket that are of some accounts; those are numbered as they come."""
        names = [name for name in schema_of(kind, self.by).names if name != "account"]
        pieces = [columns_of(schema_of(kind, self.by).empty_table())]
        for piece in self._pieces(kind, place, bucket):
            rows, owner = find(piece, accounts)
            own = columns_of(self._now(taken(piece.select(names), rows)))
            pieces.append({**own, "account": owner})
        return joined_columns(pieces)

    def every(self, kind: str, place: int, bucket: int) -> pa.Table:
        """All rows of a bucket."""
        schema = schema_of(kind, self.by)
        rows = pa.Table.from_batches(map(in_full, self._pieces(kind, place, bucket)), schema)
        return self._now(rows.combine_chunks())

    def to_keep(self, rows: pa.Table) -> pa.RecordBatch:
        """Ordered rows of today as the state has them."""
        names = sorted(self.arrived)
        rows = _with_countries(self.numbers.back.apply(rows), names, self.arrived)
        return in_runs(rows)

    def _now(self, rows: pa.Table) -> pa.Table:
        names = sorted(self.arrived)
        return _with_countries(self.numbers.now.apply(rows), self.arrived, names)

    def _pieces(self, kind: str, place: int, bucket: int) -> Iterable[pa.RecordBatch]:
        return self.state.rows(kind, place, bucket, self.n_buckets) if self.state else ()


def schema_of(kind: str, by: By) -> pa.Schema:
    """Of rows that are kept `by` country or not."""
    country = [("country", pa.int16())] if by and kind != "starts" else []
    return pa.schema([*country, *KINDS[kind]])


def columns_of(rows: pa.Table) -> Columns:
    return {name: column(rows, name) for name in rows.column_names}


def _with_countries(rows: pa.Table, numbered: Iterable[str], wanted: Iterable[str]) -> pa.Table:
    """Countries by their places among other names."""
    if "country" not in rows.column_names:
        return rows
    places = {name: place for place, name in enumerate(wanted)}
    order = np.array([places[name] for name in numbered], np.int16)
    countries = pa.array(order[rows["country"].to_numpy()], pa.int16())
    return rows.set_column(rows.column_names.index("country"), "country", countries)
