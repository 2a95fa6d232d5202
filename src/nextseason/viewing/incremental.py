"""A log's sums day by day: a new day costs a day, not the history.

State, the new days' events and a Catalogue -> LogSums, and the state after them.  All sums are
kept, and a day changes them by what is new (`day_sums`).  For that the parts of what is open are
kept by account: plays of seasons in their window, the current month's viewing; and the sittings
of the days since those were put together last.  Overlap needs to know what every account has ever
started.  Rows are in the order of their accounts, so that those of the day's accounts are found
and no others are looked at.  Files are read and written in `state_files`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.account_rows import accounts_of, column, in_order, joined, order_of
from nextseason.viewing.account_sums import Columns
from nextseason.viewing.bucket_reader import SortedLog, each_bucket, hash_of, sorted_log
from nextseason.viewing.bucket_sums import Done, add_up, total
from nextseason.viewing.buckets import gathered, n_buckets_for
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.day_sums import Accounts, gain, months_of, season_of, without
from nextseason.viewing.events import Fault
from nextseason.viewing.kept_rows import SHARED, Kept, Rows, columns_of, schema_of
from nextseason.viewing.load import InProcess
from nextseason.viewing.log_sums import (
    IN_TOTAL,
    Accept,
    Asked,
    By,
    LogSums,
    Tables,
    Tally,
    Track,
    accept_all,
    put_catalogue,
    untracked,
)
from nextseason.viewing.pair_counts import Starts, gained_pairs
from nextseason.viewing.recoded import Recoding, numbers
from nextseason.viewing.state_files import (
    MAX_ADDED,
    Head,
    State,
    Writer,
    commit,
    read_state,
    writing,
)
from nextseason.viewing.state_merge import finest, merged_statements
from nextseason.viewing.windows import DAY_SECONDS, Window, closing, epoch_seconds

Flags = npt.NDArray[np.bool_]

PROBE = "which hash is this"
MIN_BUCKETS = 4  # all processors have some
# A day's buckets are so many times as small as those of a log: there are several rows of what was
# kept to each new one, and arrays of them all should stay near the processor.
FINER = 2
NO_TALLY = Tally(n_events=0, faults={}, first_day=None, last_day=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run has at hand: what went before, what has come, and until when it counts."""

    asked: Asked
    catalogue: Catalogue
    state: State | None  # None: nothing went before
    kept: Kept
    head: Head  # of the state after this run
    log: SortedLog
    end: date | None  # the last day counted; None: none is

    @property
    def first_month(self) -> int:
        """The first one that is not over, from the year 0."""
        following = (self.end or date.min) + timedelta(days=1)
        return following.year * 12 + following.month - 1

    def is_open(self, window: Window) -> Flags:
        """Whether each season's window is not over."""
        last = self.catalogue.seasons["last_premiere"].to_numpy()
        is_open: Flags = closing(window, last) > _end_seconds(self.end)
        return is_open


def sums_with_state(
    engine: InProcess,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    folder: Path,
    *,
    n_rows: int,
    today: date,
    accept: Accept = accept_all,
    track: Track = untracked,
) -> LogSums:
    """The sums of all days so far, of which the folder knows all but the last ones.

    Days are taken whole: what comes later of a day that was counted is set aside as late.

    Parameters
    ----------
    folder : Path
        Where the state is kept; made where there is none.
    today : date
        No event is of a later day.
    accept : callable
        Raises where the tally is not to be counted; the state then stays as it was.

    Raises
    ------
    InputError
        The state was made for other windows, or the catalogue has changed what was counted.
    """
    put_catalogue(engine, catalogue)
    probe = hash_of(engine, PROBE)
    state = read_state(folder)
    if state is not None:
        _check_asked(state, asked, probe)
    own = numbers(state and state.episodes, catalogue)
    grown = _grown(state, catalogue, own.now)
    head = state.head if state else _first_head(asked, probe)
    n_rows_in_all = n_rows + head.n_kept
    n_buckets = max(n_buckets_for(FINER * n_rows_in_all if state else n_rows_in_all), MIN_BUCKETS)
    reading = sorted_log(
        engine,
        events,
        asked,
        n_rows=n_rows,
        n_buckets=n_buckets,
        after=head.tally.last_day,
        countries=head.countries,
        track=track,
    )
    with reading as log:
        after = _next_head(head, log)
        kept = Kept(
            state=state,
            numbers=own,
            by=finest(asked),
            arrived=after.countries,
            grown=grown,
            n_buckets=n_buckets,
        )
        end = _last_day(head.tally, log, today)
        this = Run(
            asked=asked, catalogue=catalogue, state=state, kept=kept, head=after, log=log, end=end
        )
        each = each_bucket(n_buckets, catalogue, _work(engine, this))
        days = track(each, "Measuring, in buckets", total=lambda: n_buckets)
        with writing(folder, this.head.number) as writer:
            now = add_up(_written(days, writer), log, asked)
    tally = _both(head.tally, now.tally)
    accept(tally)
    n_kept = writer.n_rows.total() - writer.n_rows["starts"]
    n_kept += 0 if this.head.is_base else head.n_kept
    sums = _all_sums(this, now)
    on_time = replace(this.head, tally=_without_late(tally), n_kept=n_kept)
    commit(folder, on_time, own.episodes, {key: _recoded(own.back, t) for key, t in sums.items()})
    return LogSums(tally=tally, tables=sums)


def _check_asked(state: State, asked: Asked, probe: int) -> None:
    head = state.head
    if (head.windows, head.by_country) != (_names(asked.windows), asked.by_country):
        by = " --by country" if head.by_country else ""
        raise InputError(
            f"the state in {state.folder} is of --window {' --window '.join(head.windows)}{by}; "
            "ask for the same, or name another folder"
        )
    if head.probe != probe:
        raise InputError(
            f"the state in {state.folder} was made with another release of DuckDB, which told "
            "accounts apart in another way; remove it and measure the log anew"
        )


def _grown(state: State | None, catalogue: Catalogue, now: Recoding) -> Flags:
    """Which seasons have got episodes since the state; refused where their sums are closed."""
    grown = np.zeros(len(catalogue.seasons), np.bool_)
    if state is None:
        return grown
    had_season = state.episodes["season_code"].to_numpy()
    had = np.bincount(had_season)
    seasons = now.seasons[: len(had)]
    has_grown = had != catalogue.seasons["n_episodes"].to_numpy()[seasons]
    last = np.full(len(had), -(2**62))
    np.maximum.at(last, had_season, state.episodes["premiere"].to_numpy())
    end = _end_seconds(state.head.tally.last_day)
    is_closed = np.zeros(len(had), np.bool_)
    for window, _ in state.sums:
        is_closed |= closing(window, last) <= end
    if (wrong := is_closed & has_grown).any():
        season = catalogue.seasons.slice(int(seasons[wrong.argmax()]), 1).to_pylist()[0]
        raise InputError(
            f"{season['title']}, season {season['season']}, has other episodes than when its "
            "window closed; take them out of the catalogue, or begin a new --state"
        )
    grown[seasons[has_grown]] = True
    return grown


def _first_head(asked: Asked, probe: int) -> Head:
    return Head(
        number=0,
        windows=_names(asked.windows),
        by_country=asked.by_country,
        base=0,
        n_kept=0,
        countries=(),
        probe=probe,
        tally=NO_TALLY,
    )


def _next_head(head: Head, log: SortedLog) -> Head:
    number = head.number + 1
    is_base = head.number == 0 or number - head.base > MAX_ADDED
    base = number if is_base else head.base
    return replace(head, number=number, base=base, countries=tuple(log.reader.countries))


def _work(engine: InProcess, this: Run) -> Callable[[InProcess, int], Done]:
    windows = this.asked.windows
    merged = [
        merged_statements(engine, this.asked, window, first_month=this.first_month)
        for window in windows
    ]
    n_countries = len(this.log.countries) if this.asked.by_country else None

    def work(engine: InProcess, bucket: int) -> Done:
        sittings, n_duplicates = this.log.sittings(engine, bucket)
        sittings = in_order(sittings)
        met = _met(this, bucket, sittings)
        sums: dict[tuple[Window, By], Tables] = {}
        rows: dict[tuple[str, int], pa.Table] = {}
        for place, window in enumerate(windows):
            own = gain(
                replace(met, old={**met.old, **_old(this, place, bucket, met)}),
                window,
                this.catalogue,
                grown=this.kept.grown,
                n_countries=n_countries,
            )
            rows["starts", place] = starts = _start_rows(met, own.starts)
            own.sums[IN_TOTAL]["overlap"] = _overlap(this, place, bucket, starts)
            sums |= {(window, by): tables for by, tables in own.sums.items()}
        if this.head.is_base:
            engine.show("sittings", sittings)
            rows |= _merged(engine, this, bucket, merged, rows)
        else:
            rows["sittings", SHARED] = _still_open(this, sittings)
        kept = {key: this.kept.to_keep(each) for key, each in rows.items()}
        return Done(n_duplicates=n_duplicates, tables=sums, kept=kept)

    return work


def _met(this: Run, bucket: int, sittings: pa.Table) -> Accounts:
    """Whose sums may change, with their sittings."""
    who = this.kept.accounts(bucket, sittings)
    new = {**columns_of(sittings), "account": np.searchsorted(who, order_of(sittings))}
    old = this.kept.met("sittings", SHARED, bucket, who)
    return Accounts(scattered=who, sittings=new, old={"sittings": old})


def _old(this: Run, place: int, bucket: int, met: Accounts) -> dict[str, Columns]:
    return {kind: this.kept.met(kind, place, bucket, met.scattered) for kind in ("plays", "months")}


def _overlap(this: Run, place: int, bucket: int, starts: pa.Table) -> pa.Table:
    """What the overlap gains by new starts."""
    who = accounts_of(starts)
    before = this.kept.met("starts", place, bucket, who)
    return gained_pairs(
        Starts(account=before["account"], season=before["season_code"]),
        Starts(
            account=np.searchsorted(who, order_of(starts)), season=column(starts, "season_code")
        ),
        this.catalogue.seasons["show_code"].to_numpy(),
    )


def _start_rows(met: Accounts, starts: Starts) -> pa.Table:
    columns = [gathered(met.scattered[starts.account]), starts.season.astype(np.int32)]
    return pa.table(columns, schema=schema_of("starts", IN_TOTAL))


def _still_open(this: Run, sittings: pa.Table) -> pa.Table:
    """The new sittings that later ones may add to."""
    is_open = months_of(column(sittings, "day")) >= this.first_month
    for window in this.asked.windows:
        is_open |= this.is_open(window)[season_of(sittings)]
    names = schema_of("sittings", this.kept.by).names
    return sittings.filter(pa.array(is_open)).select(names)


def _merged(
    engine: InProcess, this: Run, bucket: int, merged: Sequence[Mapping[str, str]], starts: Rows
) -> Rows:
    """All that is kept, put together with the new."""
    rows: dict[tuple[str, int], pa.Table] = {}
    engine.show("old_sittings", this.kept.every("sittings", SHARED, bucket))
    for place, window in enumerate(this.asked.windows):
        for kind in ("plays", "months"):
            engine.show(f"old_{kind}", this.kept.every(kind, place, bucket))
        engine.show("open_seasons", _seasons(this.is_open(window)))
        for kind, sql in merged[place].items():
            schema = schema_of(kind, this.kept.by)
            rows[kind, place] = in_order(engine.get_sql(sql).select(schema.names).cast(schema))
        every = [this.kept.every("starts", place, bucket), starts["starts", place]]
        rows["starts", place] = in_order(joined(every))
    return rows


def _seasons(flags: Flags) -> pa.Table:
    return pa.table({"season_code": np.flatnonzero(flags).astype(np.int32)})


def _written(days: Iterable[Done], writer: Writer) -> Iterator[Done]:
    for day in days:
        for (kind, place), rows in day.kept.items():
            writer.add(kind, place, rows)
        yield replace(day, kept={})


def _all_sums(this: Run, now: LogSums) -> dict[tuple[Window, By], Tables]:
    """The sums of all days: those of the state with what they have gained."""
    sums: dict[tuple[Window, By], Tables] = {}
    for (window, by), tables in now.tables.items():
        old = without(_old_sums(this, window, by), this.kept.grown)
        sums[window, by] = {
            name: total([old[name], table], name, by) if name in old else table
            for name, table in tables.items()
        }
    return sums


def _old_sums(this: Run, window: Window, by: By) -> Tables:
    return _recoded(this.kept.numbers.now, this.state.sums[window, by]) if this.state else {}


def _recoded(codes: Recoding, tables: Tables) -> Tables:
    return {name: codes.apply(table) for name, table in tables.items()}


def _end_seconds(last_day: date | None) -> int:
    """When the last day is over; before everything where there is none."""
    return -(2**62) if last_day is None else epoch_seconds(last_day) + DAY_SECONDS


def _last_day(before: Tally, log: SortedLog, today: date) -> date | None:
    last = log.tally(0).last_day
    if last is not None and last > today:
        raise InputError(
            f"there are events of {last}, after today: a state would take all days until then "
            "for counted; take them out"
        )
    return last or before.last_day


def _both(before: Tally, now: Tally) -> Tally:
    faults = {
        fault: n for fault in Fault if (n := before.faults.get(fault, 0) + now.faults.get(fault, 0))
    }
    return Tally(
        n_events=before.n_events + now.n_events,
        faults=faults,
        first_day=before.first_day or now.first_day,
        last_day=now.last_day or before.last_day,
    )


def _without_late(tally: Tally) -> Tally:
    """Late events were counted on their day: they are told of once, and not again."""
    faults = dict(tally.faults)
    n_late = faults.pop(Fault.LATE, 0)
    return replace(tally, n_events=tally.n_events - n_late, faults=faults)


def _names(windows: Iterable[Window]) -> tuple[str, ...]:
    return tuple(map(str, windows))
