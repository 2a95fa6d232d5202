"""A log's sums on an engine that splits the work itself.

Events and a Catalogue -> LogSums.  In the process it is `bucket_sums` that splits it; both run
the same expressions.  Files and connections are opened in `load`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Protocol, TypeVar

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.events import FAULT_WORDS, Fault, deduplicated, judged
from nextseason.viewing.load import Engine
from nextseason.viewing.measures import KEYS, Plan, plan
from nextseason.viewing.windows import Window

T = TypeVar("T")
By = tuple[str, ...]
Tables = Mapping[str, pa.Table]

COUNTRY: By = ("country",)
IN_TOTAL: By = ()


class Track(Protocol):
    """Items as they are, with a progress bar or without."""

    def __call__(
        self, items: Iterable[T], what: str, *, total: Callable[[], int]
    ) -> Iterator[T]: ...


def untracked(items: Iterable[T], what: str, *, total: Callable[[], int]) -> Iterator[T]:
    yield from items


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to measure, and what the log's columns are called."""

    windows: tuple[Window, ...]
    by_country: bool = False
    columns: Mapping[str, str] | None = None
    approximate: bool = False  # from a sketch of the accounts

    @property
    def groupings(self) -> tuple[tuple[Window, By], ...]:
        return tuple(product(self.windows, (IN_TOTAL, COUNTRY)[: 1 + self.by_country]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many events there were, and how many were set aside for what."""

    n_events: int
    faults: Mapping[Fault, int]
    first_day: date | None  # of the events that count; None: there are none
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSums:
    """The sums of each window, in total and by country."""

    tally: Tally
    tables: Mapping[tuple[Window, By], Tables]


Accept = Callable[[Tally], None]  # raises where a tally is not to be counted


def accept_all(tally: Tally) -> None:
    """Count whatever there is."""


def refuse_faults(tally: Tally) -> None:
    """Raise an InputError if any event was set aside."""
    faults = [f"{n:,} {FAULT_WORDS[fault]}" for fault, n in tally.faults.items() if n]
    if faults:
        raise InputError(f"events with faults: {'; '.join(faults)}; leave out --strict to go on")


def sums_at_once(
    engine: Engine,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    *,
    members: ir.Table | None = None,
    track: Track = untracked,
) -> LogSums:
    """The sums on an engine that splits the work itself."""
    put_catalogue(engine, catalogue)
    episodes = ibis.table(ibis.Schema.from_pyarrow(catalogue.episodes.schema), name="episodes")
    engine.keep("judged", judged_as(asked, events, episodes))
    every = engine.backend.table("judged")
    sound = every.filter(every.fault == int(Fault.NONE)).drop("fault")
    engine.keep("sittings", deduplicated(sound))
    sittings = engine.backend.table("sittings")
    if members is not None:
        engine.keep("members", members)
        members = engine.backend.table("members")
    tally = _tally(engine, every, sittings)
    plans = {
        (window, by): plan(sittings, window, by=by, members=members)
        for window, by in asked.groupings
    }
    total = sum(len(each.sums) for each in plans.values())
    steps = track(_steps(engine, plans), "Measuring", total=lambda: total)
    tables: dict[tuple[Window, By], dict[str, pa.Table]] = {key: {} for key in plans}
    for key, name, table in steps:
        tables[key][name] = table
    return LogSums(tally=tally, tables=tables)


def _steps(
    engine: Engine, plans: Mapping[tuple[Window, By], Plan]
) -> Iterator[tuple[tuple[Window, By], str, pa.Table]]:
    for key, each in plans.items():
        for name, table in each.kept.items():
            engine.keep(name, table)
        for name, table in each.sums.items():
            yield key, name, sorted_sums(engine.get(table), name, key[1])


def _tally(engine: Engine, every: ir.Table, sittings: ir.Table) -> Tally:
    counts = engine.get(every.group_by("fault").agg(n=every.count())).to_pylist()
    faults = {Fault(row["fault"]): int(row["n"]) for row in counts}
    n_events = sum(faults.values())
    n_sound = faults.pop(Fault.NONE, 0)
    faults.pop(Fault.NOT_SAMPLED, None)
    kept = engine.get(
        sittings.agg(n=sittings.count(), first_day=sittings.day.min(), last_day=sittings.day.max())
    )
    row = kept.to_pylist()[0]
    if n_sound > row["n"]:
        faults[Fault.DUPLICATE] = n_sound - int(row["n"])
    return Tally(
        n_events=n_events,
        faults=dict(sorted(faults.items())),
        first_day=row["first_day"],
        last_day=row["last_day"],
    )


def sorted_sums(table: pa.Table, name: str, by: By) -> pa.Table:
    """Rows of a sum in the order of its keys: engines give them in any."""
    return table.sort_by([(key, "ascending") for key in (*by, *KEYS[name])])


def judged_as(
    asked: Asked, events: ir.Table, episodes: ir.Table, *, after: date | None = None
) -> ir.Table:
    return judged(
        events,
        episodes,
        columns=asked.columns,
        with_country=asked.by_country,
        after=after,
        sampled=asked.approximate,
    )


def put_catalogue(engine: Engine, catalogue: Catalogue) -> None:
    engine.put("episodes", catalogue.episodes)
    engine.put("seasons", catalogue.seasons)
