"""Rows in the order of their accounts, and the rows of some accounts found among them.

Tables with an `account` -> the same in order; such tables and some accounts -> those accounts'
rows.  The order is that of the scattered account (`buckets`), so that a bucket is a run of rows,
whatever the number of buckets.  Rows that are kept name each account once, with the row behind
its last (Arrow's run-end encoding), so that whoever looks for some accounts passes over the rows
of the others.  Pure.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.buckets import scattered

Integers = npt.NDArray[np.int64]
Scattered = npt.NDArray[np.uint64]


def in_order(rows: pa.Table) -> pa.Table:
    """Rows in the order of their scattered accounts.

    Examples
    --------
    >>> in_order(pa.table({"account": [1, 2, 3, 1]}))["account"].to_pylist()
    [2, 1, 1, 3]
    """
    return taken(rows, np.argsort(order_of(rows)))


def order_of(rows: pa.Table) -> Scattered:
    """What rows are ordered by."""
    return scattered(column(rows, "account"))


def accounts_of(rows: pa.Table) -> Scattered:
    """The scattered accounts of ordered rows, each once."""
    order = order_of(rows)
    each: Scattered = order[begins(order)]
    return each


def in_runs(rows: pa.Table) -> pa.RecordBatch:
    """Ordered rows so that they name each account once.

    Examples
    --------
    >>> in_runs(pa.table({"account": [2, 1, 1]}))["account"].run_ends.to_pylist()
    [1, 3]
    """
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    return pa.record_batch({**columns, "account": pc.run_end_encode(columns["account"])})


def in_full(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Rows that name their account each, as they were."""
    at = rows.schema.get_field_index("account")
    return rows.set_column(at, "account", pc.run_end_decode(rows["account"]))


def slice_of_bucket(rows: pa.RecordBatch, bucket: int, n_buckets: int) -> pa.RecordBatch:
    """A bucket's part of rows that name each account once."""
    if n_buckets == 1:
        return rows
    accounts, ends = _runs(rows)
    shift = np.uint64(65 - n_buckets.bit_length())
    edges = np.searchsorted(accounts >> shift, np.array([bucket, bucket + 1], np.uint64))
    first, last = np.append(0, ends)[edges]
    return rows.slice(int(first), int(last - first))


def find(rows: pa.RecordBatch, accounts: Scattered) -> tuple[Integers, Integers]:
    """Where some accounts' rows are among those that name each account once, and whose each is.

    Parameters
    ----------
    accounts : (n,) uint64
        Scattered, rising, each once.

    Returns
    -------
    tuple of (m,) int
        Places among the rows, and among the accounts.
    """
    named, ends = _runs(rows)
    if not len(named):
        return ends, ends
    first, last = np.searchsorted(accounts, named[[0, -1]])
    accounts = accounts[first : last + 1]  # these rows may be of few of them
    there = np.minimum(np.searchsorted(named, accounts), len(named) - 1)
    n = np.diff(ends, prepend=0)[there] * (named[there] == accounts)
    owner = np.repeat(np.arange(first, first + len(accounts)), n)
    place = np.arange(len(owner)) + np.repeat(ends[there] - np.cumsum(n), n)
    return place, owner


def begins(keys: npt.NDArray[Any]) -> Integers:
    """Where each run of equal numbers begins."""
    is_first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


def is_among(keys: Integers, among: Integers) -> npt.NDArray[np.bool_]:
    """Which numbers are among others, which rise."""
    if not len(among):
        return np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    found: npt.NDArray[np.bool_] = among[place] == keys
    return found


def taken(rows: pa.Table, place: npt.NDArray[Any]) -> pa.Table:
    """Rows in the order of the places; several times as fast as Arrow's own."""
    columns = [_as_type(np.take(column(rows, f.name), place), f.type) for f in rows.schema]
    return pa.table(columns, schema=rows.schema)


def joined(pieces: Sequence[pa.Table]) -> pa.Table:
    """Several tables as one, whose columns are of one piece each."""
    return pa.concat_tables(pieces).combine_chunks()


def column(rows: pa.Table, name: str) -> npt.NDArray[Any]:
    """A column without nulls; days as whole numbers."""
    values = rows[name]
    if pa.types.is_date32(values.type):
        values = values.cast(pa.int32())
    taken: npt.NDArray[Any] = values.to_numpy()
    return taken


def _runs(rows: pa.RecordBatch) -> tuple[Scattered, Integers]:
    """The scattered accounts, each once, and the row behind the last of each."""
    account = rows["account"]
    first = account.find_physical_offset()
    of_slice = slice(first, first + account.find_physical_length())
    ends = account.run_ends.to_numpy()[of_slice].astype(np.int64) - account.offset
    return scattered(account.values.to_numpy()[of_slice]), np.minimum(ends, len(account))


def _as_type(values: npt.NDArray[Any], kind: pa.DataType) -> pa.Array:
    array = pa.array(values)
    return array.view(kind) if pa.types.is_date32(kind) else array
