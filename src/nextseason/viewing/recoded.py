"""A state's own numbers of episodes, seasons and shows, and today's codes.

The catalogue as the state numbers it, and today's -> Numbers.  A catalogue numbers what it holds
in order, so that a new show moves the others; a state numbers what comes later after what it
had, so that rows of an earlier day mean the same for good.  Pure.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.catalogue import EPISODE_BITS, MAX_EPISODES, Catalogue

Codes = npt.NDArray[np.int32]
KEYS = ["show_id", "season", "episode"]
FIXED = ["runtime_seconds", "premiere"]  # what is counted would be another figure with others


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """Codes in other terms."""

    is_same: bool
    starts: Codes  # of each season's episodes in `codes`
    codes: Codes
    seasons: Codes
    shows: Codes

    def apply(self, table: pa.Table) -> pa.Table:
        """A table with its codes in the other terms."""
        if self.is_same:
            return table
        for name, new in (
            ("code", self._episodes),
            ("season_code", self.seasons.__getitem__),
            ("other_code", self.shows.__getitem__),
        ):
            if name in table.column_names:
                values = pa.array(new(table[name].to_numpy()), table[name].type)
                table = table.set_column(table.column_names.index(name), name, values)
        return table

    def _episodes(self, code: npt.NDArray[Any]) -> Codes:
        place = self.starts[code >> EPISODE_BITS] + (code & (MAX_EPISODES - 1))
        taken: Codes = self.codes[place]
        return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How a state numbers today's catalogue."""

    episodes: pa.Table  # of catalogue.EPISODES, in the state's numbers
    now: Recoding  # from the state's numbers to today's codes
    back: Recoding  # from today's codes to the state's numbers


def numbers(earlier: pa.Table | None, catalogue: Catalogue) -> Numbers:
    """Of a state that has numbered the `earlier` episodes so, or none yet.

    Raises
    ------
    InputError
        An episode is gone, or has another runtime or premiere.
    """
    today = catalogue.episodes
    own = today if earlier is None else _grown(earlier, today)
    order = np.argsort(own["code"].to_numpy())
    return Numbers(
        episodes=own.take(pa.array(order)),
        now=_recoding(own.take(pa.array(order)), today.take(pa.array(order))),
        back=_recoding(today, own),
    )


def _recoding(source: pa.Table, target: pa.Table) -> Recoding:
    """From the codes of one table, which rise, to those in the same rows of another."""
    names = ("code", "season_code", "show_code")
    before, after = ({n: table[n].to_numpy() for n in names} for table in (source, target))
    starts = np.flatnonzero(np.diff(before["season_code"], prepend=-1))
    shows = np.zeros(before["show_code"].max() + 1, np.int32)
    shows[before["show_code"]] = after["show_code"]
    return Recoding(
        is_same=bool((before["code"] == after["code"]).all()),
        starts=starts.astype(np.int32),
        codes=after["code"],
        seasons=after["season_code"][starts],
        shows=shows,
    )


def _grown(earlier: pa.Table, today: pa.Table) -> pa.Table:
    """Today's episodes in their order, in numbers of which the earlier ones stay."""
    row = _rows_now(earlier, today)
    names = ("code", "season_code", "show_code")
    had, has = ({n: table[n].to_numpy() for n in names} for table in (earlier, today))
    season, show = (_after(had[name], has[name][row], has[name])[has[name]] for name in names[1:])
    is_new = np.ones(len(today), np.bool_)
    is_new[row] = False
    n_had = np.bincount(had["season_code"], minlength=int(season.max()) + 1)
    code = np.zeros(len(today), np.int32)
    code[row] = had["code"]
    own = season[is_new]  # a season's episodes stand together
    begins = np.flatnonzero(np.diff(own, prepend=-1))
    place = np.arange(len(own)) - np.repeat(begins, np.diff(np.append(begins, len(own))))
    code[is_new] = (own << EPISODE_BITS) + n_had[own] + place
    for name, values in zip(names, (code, season, show), strict=True):
        today = today.set_column(today.column_names.index(name), name, pa.array(values))
    return today


def _after(had: Codes, now: Codes, every: Codes) -> Codes:
    """Each of today's numbers in the state's: those that it had, then the new ones."""
    own = np.full(int(every.max()) + 1, -1, np.int32)
    own[now] = had
    is_new = own < 0
    own[is_new] = int(had.max()) + 1 + np.arange(is_new.sum())
    return own


def _rows_now(earlier: pa.Table, today: pa.Table) -> npt.NDArray[np.int64]:
    """The row of each earlier episode today."""
    new = today.select([*KEYS, *FIXED]).append_column("now", pa.array(np.arange(len(today))))
    rows = earlier.select([*KEYS, *FIXED]).append_column("row", pa.array(np.arange(len(earlier))))
    met = rows.join(new, KEYS, right_suffix="_now").sort_by("row")
    _check(met)
    found: npt.NDArray[np.int64] = met["now"].to_numpy()
    return found


def _check(met: pa.Table) -> None:
    same = np.ones(met.num_rows, np.bool_)
    for name in FIXED:
        now = met[f"{name}_now"].fill_null(-(2**62)).to_numpy()
        same &= met[name].to_numpy() == now
    if not same.all():
        row = met.slice(int(same.argmin()), 1).to_pylist()[0]
        raise InputError(
            f"the catalogue has changed show {row['show_id']}, season {row['season']}, episode "
            f"{row['episode']} since it was counted; change it back, or begin a new --state"
        )
