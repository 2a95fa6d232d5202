"""What was truly decided about the seasons that the annotated articles speak of.

`histories.tsv` -> `History` by show and season.  The file says itself where it comes from
and what its columns mean.
"""

import csv
import hashlib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from nextseason.domain import RenewalStatus, Window
from nextseason.titles import fold

TABLE = Path(__file__).with_name("histories.tsv")
TUNE, UNSEEN = "tune", "unseen"

Key = tuple[str, int]  # a show's title, folded, and the number of the season


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A season's state from a day on; the day lies within `since`."""

    state: RenewalStatus
    since: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A season's states in the order in which they came; before the first, pending."""

    show: str
    season: int
    turns: tuple[Turn, ...]

    @property
    def key(self) -> Key:
        return fold(self.show), self.season

    @property
    def decisions(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.state is not RenewalStatus.PENDING)

    def states_on(self, day: date) -> frozenset[RenewalStatus]:
        """The state on a day; both where the day may lie before or after the turn.

        Examples
        --------
        >>> may = Window(start=date(2020, 5, 1), end=date(2020, 5, 31))
        >>> turn = Turn(state=RenewalStatus.CANCELLED, since=may)
        >>> history = History(show="Harbour Lights", season=2, turns=(turn,))
        >>> sorted(history.states_on(date(2020, 5, 9)))
        [<RenewalStatus.CANCELLED: 'cancelled'>, <RenewalStatus.PENDING: 'pending'>]
        """
        possible = frozenset({RenewalStatus.PENDING})
        for turn in self.turns:
            if turn.since.end <= day:
                possible = frozenset({turn.state})
            elif turn.since.start <= day:
                possible |= {turn.state}
        return possible


@cache
def histories() -> dict[Key, History]:
    """Every history of the table."""
    return {history.key: history for history in parse(TABLE.read_text("utf-8").splitlines())}


def parse(lines: Iterable[str]) -> list[History]:
    rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
    turns: dict[tuple[str, int], list[Turn]] = defaultdict(list)
    for row in rows:
        since = _span(date.fromisoformat(row["since"]), row["precision"])
        turn = Turn(state=RenewalStatus(row["state"]), since=since)
        turns[row["show"], int(row["season"])].append(turn)
    return [History(show=show, season=n, turns=tuple(t)) for (show, n), t in turns.items()]


def half(show: str) -> str:
    """Which half a show is in: errors are looked at in the first only."""
    digest = hashlib.sha256(f"weighing {fold(show)}".encode()).digest()
    return (TUNE, UNSEEN)[digest[0] % 2]


def _span(day: date, precision: str) -> Window:
    if precision == "day":
        return Window(start=day, end=day)
    if precision == "month":
        return Window(start=day, end=day.replace(day=monthrange(day.year, day.month)[1]))
    if precision == "year":
        return Window(start=day, end=date(day.year, 12, 31))
    raise ValueError(f"precision is day, month or year, not {precision!r}")
