"""The sums of a day's accounts, in arrays.

Parts of plays and of months, and a Catalogue -> the sums that `measures` defines, as tables.  The
figures are those of its expressions, which tests hold these to.  Rows that are in the order of
their accounts need no hash tables, which for a day that is small beside the history would be most
of the work.  Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.account_rows import begins
from nextseason.viewing.catalogue import EPISODE_BITS, MAX_EPISODES, Catalogue
from nextseason.viewing.measures import BINGE_SECONDS, DONE_TENTHS, START_SECONDS

Integers = npt.NDArray[np.int64]
Array = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]
Columns = Mapping[str, Array]  # of equal length

CODE_BITS = 31
SEASON_BITS = CODE_BITS - EPISODE_BITS
MONTH_SUMS = {"everything": "seconds", "counted": "counted"}  # of which column each is


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Whether accounts count once, or in each of so many countries."""

    n_countries: int | None = None

    def viewers(self, parts: Columns) -> Integers:
        """Who counts, as a number: an account, or an account in a country."""
        account: Integers = parts["account"]
        return (
            account if self.n_countries is None else account * self.n_countries + parts["country"]
        )

    def keys(self, viewer: Integers) -> dict[str, Array]:
        """By what sums are taken apart, besides what they are of."""
        if self.n_countries is None:
            return {}
        return {"country": (viewer % self.n_countries).astype(np.int16)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewers:
    """What each viewer has made of each season, in their order."""

    viewer: Integers
    season: Array
    seconds: Integers
    started: Flags
    completed: Flags
    reached: Flags
    span: Integers


def viewers_of(plays: Columns, catalogue: Catalogue) -> Viewers:
    """Of merged plays."""
    row = _rows(plays["code"], catalogue)
    begun = plays["first"] + catalogue.episodes["premiere"].to_numpy()[row]
    season = plays["code"] >> EPISODE_BITS
    first = begins((plays["viewer"] << SEASON_BITS) | season)
    own = season[first]
    n_done = _reduced(np.add, is_done(plays, catalogue).astype(np.int64), first)
    # Who has done an episode shorter than two minutes has started, too.
    started = (_reduced(np.maximum, plays["seconds"], first) >= START_SECONDS) | (n_done > 0)
    return Viewers(
        viewer=plays["viewer"][first],
        season=own,
        seconds=_reduced(np.add, plays["seconds"], first),
        started=started,
        completed=started & (n_done == catalogue.seasons["n_episodes"].to_numpy()[own]),
        reached=_reduced(np.maximum, plays["longest"], first) >= START_SECONDS,
        span=_reduced(np.maximum, begun, first) - _reduced(np.minimum, begun, first),
    )


def merged_parts(parts: Columns, grouping: Grouping) -> Columns:
    """Parts of one viewer and episode as one, in their order.

    Parameters
    ----------
    parts : mapping
        `account` and `country` (numbered from 0), `code`, `seconds`, `first` and `longest`.

    Returns
    -------
    mapping
        `viewer, code, seconds, first, longest`.
    """
    key = (grouping.viewers(parts) << CODE_BITS) | parts["code"]
    order = np.argsort(key)
    key = key[order]
    first = begins(key)
    how = {"seconds": np.add, "first": np.minimum, "longest": np.maximum}
    values = {n: _reduced(f, parts[n][order].astype(np.int64), first) for n, f in how.items()}
    return {"viewer": key[first] >> CODE_BITS, "code": parts["code"][order][first], **values}


def is_done(plays: Columns, catalogue: Catalogue) -> Flags:
    """Which plays have done their episode."""
    runtime = catalogue.episodes["runtime_seconds"].to_numpy()[_rows(plays["code"], catalogue)]
    done: Flags = plays["seconds"] * 10 >= runtime * DONE_TENTHS
    return done


def season_sums(who: Viewers, grouping: Grouping) -> pa.Table:
    """The sum `seasons`."""
    return _summed(
        {**grouping.keys(who.viewer), "season_code": who.season},
        {
            "starters": who.started,
            "completers": who.completed,
            "binged": who.completed & (who.span <= BINGE_SECONDS),
            "reach": who.reached,
            "seconds": who.seconds,
            "seconds_squared": who.seconds.astype(np.float64) ** 2,
            "completion_seconds": who.span * who.completed,
        },
    )


def episode_sums(plays: Columns, catalogue: Catalogue, grouping: Grouping) -> pa.Table:
    """The sum `episodes`."""
    row = _rows(plays["code"], catalogue)  # denser than codes
    keys = {**grouping.keys(plays["viewer"]), "code": row}
    sums = _summed(keys, {"n_done": is_done(plays, catalogue)})
    code = catalogue.episodes["code"].to_numpy()[sums["code"].to_numpy()]
    return sums.set_column(sums.column_names.index("code"), "code", pa.array(code))


def month_sums(parts: Columns, grouping: Grouping) -> pa.Table:
    """The sum `months`: each part counts by its share of its viewer's month.

    Parameters
    ----------
    parts : mapping
        `account` and `country` (numbered from 0), `month`, `season_code`, `seconds`, `counted`.
    """
    viewer = grouping.viewers(parts)
    place = _numbered({"viewer": viewer, "month": parts["month"]})
    total = np.bincount(place, parts["seconds"])[place]
    viewed = total > 0
    share = np.divide(1.0, total, where=viewed, out=np.zeros(len(total)))
    keys = {**grouping.keys(viewer), "month": parts["month"], "season_code": parts["season_code"]}
    return _summed(
        {name: values[viewed] for name, values in keys.items()},
        {name: (parts[of] * share)[viewed] for name, of in MONTH_SUMS.items()},
    )


def week_sums(rows: Columns, grouping: Grouping) -> pa.Table:
    """The sum `weeks`, of sittings with their `week`."""
    season = rows["code"] >> EPISODE_BITS
    keys = {**grouping.keys(grouping.viewers(rows)), "season_code": season, "week": rows["week"]}
    return _summed(keys, {"seconds": rows["seconds"].astype(np.int64)})


def _rows(code: Array, catalogue: Catalogue) -> Array:
    """The rows of episodes in the catalogue."""
    sizes = catalogue.seasons["n_episodes"].to_numpy()
    starts = np.cumsum(sizes) - sizes
    rows: Array = starts[code >> EPISODE_BITS] + (code & (MAX_EPISODES - 1))
    return rows


def _reduced(how: np.ufunc, values: Array, first: Integers) -> Array:
    reduced: Array = how.reduceat(values, first) if len(first) else values[:0]
    return reduced


def _summed(keys: Columns, values: Columns) -> pa.Table:
    """Sums of values by keys; those of whole numbers are whole."""
    place = _numbered(keys)
    n = int(place.max(initial=-1)) + 1
    row = np.full(n, -1)
    row[place] = np.arange(len(place))
    there = np.flatnonzero(row >= 0)
    sums = {
        name: np.bincount(place, each, n)[there].astype(
            np.float64 if each.dtype == np.float64 else np.int64
        )
        for name, each in values.items()
    }
    return pa.table({**{name: column[row[there]] for name, column in keys.items()}, **sums})


def _numbered(keys: Columns) -> Integers:
    """Rows that are equal in all keys as the same number, from 0; some numbers may be no row's."""
    packed = np.zeros(len(next(iter(keys.values()))), np.int64)
    if not len(packed):
        return packed
    width = 1
    for column in keys.values():
        least, most = int(column.min()), int(column.max())
        width *= most - least + 1
        packed = packed * (most - least + 1) + (column - least)
    return packed if width <= 2 * len(packed) else np.unique(packed, return_inverse=True)[1]
