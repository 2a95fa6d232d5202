"""What a state keeps by account, in today's terms and back.

State and Numbers -> the rows of some accounts, or all, of a bucket; rows of today -> rows to keep.
A state numbers episodes and countries in the order in which they came.  Files are read in
`state_files`; what the rows mean is told in `incremental`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.account_rows import Scattered, find, joined, taken
from nextseason.viewing.day_sums import schema_of, season_of
from nextseason.viewing.log_sums import By
from nextseason.viewing.pair_counts import Starts
from nextseason.viewing.recoded import Numbers
from nextseason.viewing.state_files import State

Flags = npt.NDArray[np.bool_]
Rows = Mapping[tuple[str, int], pa.Table]  # by kind and place of the window


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A state's rows; of no state, none."""

    state: State | None
    numbers: Numbers
    by: By
    arrived: tuple[str, ...]  # all countries, as the state numbers them
    grown: Flags  # seasons whose rows are all met
    n_buckets: int

    def met(self, kind: str, place: int, bucket: int, accounts: Scattered) -> pa.Table:
        """The rows of a bucket that are of some accounts, or of a grown season."""
        return joined(
            [
                schema_of(kind, self.by).empty_table(),
                *(
                    self._now(taken(piece, self._places(piece, accounts)))
                    for piece in self._pieces(kind, place, bucket)
                ),
            ]
        )

    def every(self, kind: str, place: int, bucket: int) -> pa.Table:
        """All rows of a bucket."""
        pieces = [self._now(piece) for piece in self._pieces(kind, place, bucket)]
        return joined([schema_of(kind, self.by).empty_table(), *pieces])

    def starts(self, place: int, bucket: int, accounts: Scattered) -> Starts:
        """What some accounts have started; they are numbered as they come."""
        owners, seasons = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
        for piece in self._pieces("starts", place, bucket):
            rows, owner = find(piece, accounts)
            owners.append(owner)
            seasons.append(self.numbers.now.seasons[piece["season_code"].to_numpy()[rows]])
        return Starts(account=np.concatenate(owners), season=np.concatenate(seasons))

    def to_keep(self, rows: pa.Table) -> pa.Table:
        """Rows of today as the state has them."""
        names = sorted(self.arrived)
        return _with_countries(self.numbers.back.apply(rows), names, self.arrived)

    def _now(self, rows: pa.Table) -> pa.Table:
        names = sorted(self.arrived)
        return _with_countries(self.numbers.now.apply(rows), self.arrived, names)

    def _pieces(self, kind: str, place: int, bucket: int) -> Iterable[pa.Table]:
        return self.state.rows(kind, place, bucket, self.n_buckets) if self.state else ()

    def _places(self, rows: pa.Table, accounts: Scattered) -> npt.NDArray[np.int64]:
        places, _ = find(rows, accounts)
        if "code" not in rows.column_names or not self.grown.any():
            return places
        of_grown = np.flatnonzero(self.grown[self.numbers.now.seasons[season_of(rows)]])
        return np.union1d(places, of_grown)


def _with_countries(rows: pa.Table, numbered: Iterable[str], wanted: Iterable[str]) -> pa.Table:
    """Countries by their places among other names."""
    if "country" not in rows.column_names:
        return rows
    places = {name: place for place, name in enumerate(wanted)}
    order = np.array([places[name] for name in numbered], np.int16)
    countries = pa.array(order[rows["country"].to_numpy()], pa.int16())
    return rows.set_column(rows.column_names.index("country"), "country", countries)
