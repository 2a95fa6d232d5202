"""Sittings sorted into buckets of accounts, so that each bucket fits a processor's cache.

Batches of rows -> a file -> the rows of one bucket at a time.  An account is in one bucket
alone, so what is counted by account can be counted bucket by bucket: a hash table of 40 million
accounts and episodes waits for memory at every step, sixty-four small ones do not.
The file is handed in, open; it is temporary and read on the machine that wrote it.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Rows = Mapping[str, Array]  # columns of equal length; `account` among them

# A bucket's tables, some 40 bytes a row in several forms, should stay in the last cache level.
BUCKET_ROWS = 800_000
MAX_BUCKETS = 2**14
# Fibonacci hashing: accounts numbered in a row spread over all buckets.
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
UNGOLDEN = np.uint64(pow(int(GOLDEN), -1, 2**64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A batch in the file: where each column begins, and at which row each bucket does."""

    offsets: tuple[int, ...]
    starts: Array  # (n_buckets + 1,) int64


@dataclass(slots=True, kw_only=True)
class Buckets:
    """A file of batches, each in the order of its buckets."""

    file: BinaryIO
    n_buckets: int
    kinds: dict[str, np.dtype[Any]] = field(default_factory=dict)
    chunks: dict[int, Chunk] = field(default_factory=dict)  # by the number of the batch
    end: int = 0  # of the file, in bytes
    lock: Lock = field(default_factory=Lock)

    def rows(self, bucket: int) -> Rows:
        """All rows of one bucket, in the order of the batches."""
        return {name: self._column(place, bucket) for place, name in enumerate(self.kinds)}

    def _column(self, place: int, bucket: int) -> Array:
        kind = list(self.kinds.values())[place]
        pieces = []
        for _, chunk in sorted(self.chunks.items()):
            first, last = (int(row) * kind.itemsize for row in chunk.starts[bucket : bucket + 2])
            at = chunk.offsets[place] + first
            pieces.append(os.pread(self.file.fileno(), last - first, at))
        return np.frombuffer(b"".join(pieces), kind)


def n_buckets_for(n_rows: int) -> int:
    """A power of two that makes buckets of about `BUCKET_ROWS`.

    Examples
    --------
    >>> n_buckets_for(50_000_000)
    64
    """
    wanted = max(n_rows // BUCKET_ROWS, 1)
    return int(min(2 ** round(np.log2(wanted)), MAX_BUCKETS))


def fill(
    batches: Iterable[Rows], file: BinaryIO, *, n_buckets: int, at_once: int
) -> Iterator[Buckets]:
    """Buckets as they fill, after each batch; the batches are sorted `at_once`."""
    buckets = Buckets(file=file, n_buckets=n_buckets)
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for number, rows in enumerate(batches):
            buckets.kinds = buckets.kinds or {name: rows[name].dtype for name in rows}
            waiting.append(pool.submit(_place, buckets, number, rows))
            if len(waiting) > at_once:  # no more batches in memory than are worked on
                waiting.popleft().result()
                yield buckets
        for future in waiting:
            future.result()
    yield buckets


def bucket_of(account: Array, n_buckets: int) -> npt.NDArray[np.uint16]:
    """Each account's bucket.

    Examples
    --------
    >>> bucket_of(np.array([1, 2, 3, 1]), 4)
    array([2, 0, 3, 2], dtype=uint16)
    """
    if n_buckets == 1:
        return np.zeros(len(account), np.uint16)
    shift = np.uint64(65 - n_buckets.bit_length())
    return (scattered(account) >> shift).astype(np.uint16)


def scattered(account: Array) -> npt.NDArray[np.uint64]:
    """Each account as another number, whose first bits are its bucket of however many."""
    mixed: npt.NDArray[np.uint64] = account.view(np.uint64) * GOLDEN
    return mixed


def gathered(number: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """The account that was scattered.

    Examples
    --------
    >>> gathered(scattered(np.array([7, -1])))
    array([ 7, -1])
    """
    return (number * UNGOLDEN).view(np.int64)


def _place(buckets: Buckets, number: int, rows: Rows) -> None:
    """Write a batch in the order of its buckets."""
    bucket = bucket_of(rows["account"], buckets.n_buckets)
    order = np.argsort(bucket, kind="stable")  # a radix sort, for so short a key
    counts = np.bincount(bucket, minlength=buckets.n_buckets)
    columns = [np.take(rows[name], order) for name in buckets.kinds]
    sizes = np.array([column.nbytes for column in columns])
    with buckets.lock:
        begins = buckets.end
        buckets.end += int(sizes.sum())
    offsets = begins + np.cumsum(sizes) - sizes
    for offset, column in zip(offsets, columns, strict=True):
        _write(buckets.file.fileno(), column, int(offset))
    chunk = Chunk(offsets=tuple(map(int, offsets)), starts=np.append(0, np.cumsum(counts)))
    buckets.chunks[number] = chunk


def _write(descriptor: int, column: Array, offset: int) -> None:
    """All bytes of a column: the system may take them in several bites."""
    view = column.view(np.uint8).data
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
