"""Claims of any domain as arrays: who says what of what.

Columns of names -> ClaimTable, in which a source says one thing about an object, or
several.  What is read from files and frames is left to `tables`.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimTable:
    """Claims in the order of object, value, source: no sum depends on the rows' order.

    A cell is a value that is claimed of an object; cells are in the same order.
    """

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    values: tuple[str, ...]
    source: Ints  # of each claim, an index into `sources`
    cell: Ints  # of each claim
    cell_object: Ints  # of each cell, an index into `objects`
    cell_value: Ints  # of each cell, an index into `values`

    @property
    def object(self) -> Ints:
        """Of each claim, an index into `objects`."""
        return self.cell_object[self.cell]

    @property
    def value(self) -> Ints:
        """Of each claim, an index into `values`."""
        return self.cell_value[self.cell]


def claim_table(
    sources: Sequence[str],
    objects: Sequence[str],
    values: Sequence[str],
    times: Sequence[Any] | None = None,
    *,
    several: bool = False,
) -> ClaimTable:
    """The claims of these rows, one for each source and object.

    Of several rows the latest counts, without times the last.  With `several`, a source
    may claim several values of an object, and only what it says twice is dropped.

    Raises
    ------
    InputError
        There are no rows, or columns of different lengths.

    Examples
    --------
    >>> table = claim_table(["a", "b", "a"], ["x", "x", "x"], ["1", "1", "2"])
    >>> [(table.sources[s], table.values[v]) for s, v in zip(table.source, table.value)]
    [('b', '1'), ('a', '2')]
    """
    columns = [sources, objects, values, *([] if times is None else [times])]
    lengths = {len(column) for column in columns}
    if len(lengths) > 1 or 0 in lengths:
        raise InputError(f"claims need rows, and columns of one length; got {sorted(lengths)}")
    who, source = _indexed(sources)
    what, item = _indexed(objects)
    told, value = _indexed(values)
    order = np.arange(len(source)) if times is None else _ranks(times)
    key = (source, item, value) if several else (source, item)
    kept = _last_of_each(key, order)
    kept = kept[np.lexsort((source[kept], value[kept], item[kept]))]
    source, item, value = source[kept], item[kept], value[kept]
    first = np.r_[True, (np.diff(item) != 0) | (np.diff(value) != 0)]
    return ClaimTable(
        sources=who,
        objects=what,
        values=told,
        source=source,
        cell=np.cumsum(first) - 1,
        cell_object=item[first],
        cell_value=value[first],
    )


def summed(index: Ints, weights: Floats, n_sums: int = 0) -> Floats:
    """Sum of the weights by index, from 0 to the largest index or `n_sums` - 1.

    Examples
    --------
    >>> summed(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), 4)
    array([1., 0., 5., 0.])
    """
    return np.bincount(index, weights, n_sums).astype(np.float64, copy=False)


def _indexed(names: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """The distinct names in order, and for each row its index."""
    distinct = tuple(sorted(set(names)))
    index = {name: i for i, name in enumerate(distinct)}
    return distinct, np.fromiter((index[name] for name in names), np.int64, len(names))


def _ranks(times: Sequence[Hashable]) -> Ints:
    """Earliest first; no time is before any time."""
    ordered = sorted({t for t in times if t not in (None, "")})  # type: ignore[type-var]
    rank: dict[Hashable, int] = {t: i for i, t in enumerate(ordered)}
    return np.fromiter((rank.get(t, -1) for t in times), np.int64, len(times))


def _last_of_each(key: tuple[Ints, ...], order: Ints) -> Ints:
    """Rows that are the last with their key; of equal times, the last row."""
    rows = np.lexsort((np.arange(len(order)), order, *reversed(key)))
    changed = np.zeros(len(rows), dtype=bool)
    changed[-1] = True
    for part in key:
        changed[:-1] |= np.diff(part[rows]) != 0
    return rows[changed]
