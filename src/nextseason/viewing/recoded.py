"""Codes of an earlier catalogue in terms of today's.

Two catalogues -> a Recoding.  A catalogue numbers what it holds in order, so that a new show moves
the others.  Pure.
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
    """Today's codes, by the earlier ones."""

    is_same: bool
    starts: Codes  # of each earlier season's episodes in `codes`
    codes: Codes
    seasons: Codes
    shows: Codes

    def apply(self, table: pa.Table) -> pa.Table:
        """A table with its codes in today's terms."""
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


def recoding(earlier: pa.Table, catalogue: Catalogue) -> Recoding:
    """From an earlier catalogue's episodes to today's.

    Raises
    ------
    InputError
        An episode is gone, or has another runtime or premiere.
    """
    old = {name: earlier[name].to_numpy() for name in ("code", "season_code", "show_code")}
    new = catalogue.episodes.select([*KEYS, *FIXED, "code", "season_code", "show_code"])
    rows = earlier.select([*KEYS, *FIXED]).append_column("row", pa.array(np.arange(len(earlier))))
    met = rows.join(new, KEYS, right_suffix="_now").sort_by("row")
    _check(met)
    first = np.flatnonzero(np.diff(old["season_code"], prepend=-1))
    shows = np.flatnonzero(np.diff(old["show_code"], prepend=-1))
    codes, seasons, show_codes = (met[n].to_numpy() for n in ("code", "season_code", "show_code"))
    return Recoding(
        is_same=bool((codes == old["code"]).all()),
        starts=first.astype(np.int32),
        codes=codes,
        seasons=seasons[first],
        shows=show_codes[shows],
    )


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
