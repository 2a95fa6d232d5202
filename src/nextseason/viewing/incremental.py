"""A log's sums day by day: a new day costs a day and what is still open, not the history.

State, the new days' events and a Catalogue -> LogSums, and the state after them.  Once a season's
window is over, and once a month is, their sums cannot change: those alone are kept.  Of what is
open the parts are kept by account: plays of seasons in their window, the current month's viewing.
Overlap needs to know what every account has ever started; those starts are only added to.
Nothing else of an event is kept.  Files are read and written in `state_files`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.bucket_reader import (
    SortedLog,
    each_bucket,
    hash_of,
    sittings_of,
    sorted_log,
)
from nextseason.viewing.bucket_sums import Done, Statements, add_up, added, in_sql, run
from nextseason.viewing.buckets import n_buckets_for
from nextseason.viewing.catalogue import EPISODE_BITS, Catalogue
from nextseason.viewing.events import Fault
from nextseason.viewing.load import InProcess
from nextseason.viewing.log_sums import (
    COUNTRY,
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
    sorted_sums,
    untracked,
)
from nextseason.viewing.measures import (
    SEASONS,
    Plan,
    gained_overlap,
    known,
    merged_months,
    merged_plays,
    month_rows,
    plan_of_parts,
    play_rows,
    weeks,
)
from nextseason.viewing.recoded import Recoding, recoding
from nextseason.viewing.state_files import (
    MAX_START_FILES,
    Head,
    State,
    Writer,
    commit,
    read_state,
    writing,
)
from nextseason.viewing.windows import DAY_SECONDS, Window, closing, epoch_seconds

Flags = npt.NDArray[np.bool_]

PLAYS = {
    "account": "int64",
    "code": "int32",
    "seconds": "int32",
    "first": "int32",
    "longest": "int32",
}
MONTHS = {
    "account": "int64",
    "month": "int32",
    "season_code": "int32",
    "seconds": "int32",
    "counted": "int32",
}
STARTS = {"account": "int64", "season_code": "int32"}
KINDS = {"plays": PLAYS, "months": MONTHS, "starts": STARTS}
PROBE = "which hash is this"
MIN_BUCKETS = 4  # all processors have some
NO_TALLY = Tally(n_events=0, faults={}, first_day=None, last_day=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The state, and its codes in today's terms."""

    state: State
    codes: Recoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run has at hand: what went before, what has come, and until when it counts."""

    asked: Asked
    catalogue: Catalogue
    earlier: Earlier | None
    log: SortedLog
    end: date | None  # the last day counted; None: none is

    @property
    def by(self) -> By:
        """How the rows are kept: as fine as what is asked."""
        return COUNTRY if self.asked.by_country else IN_TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowStatements:
    """What is run of one window in each bucket, in this order."""

    parts: Statements
    sums: Mapping[By, Statements]
    starts: Statements


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
    earlier = _earlier(folder, catalogue, asked, probe)
    head = earlier.state.head if earlier else _first_head(asked, probe)
    n_buckets = max(n_buckets_for(n_rows + head.n_kept), MIN_BUCKETS)
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
        end = _last_day(head.tally, log, today)
        this = Run(asked=asked, catalogue=catalogue, earlier=earlier, log=log, end=end)
        head = _next_head(head, log)
        each = each_bucket(n_buckets, catalogue, _work(engine, this, head))
        days = track(each, "Measuring, in buckets", total=lambda: n_buckets)
        with writing(folder, head.number) as writer:
            now = add_up(_written(days, writer), log, asked)
    tally = _both(head.tally, now.tally)
    accept(tally)
    n_kept = writer.n_rows["plays"] + writer.n_rows["months"]
    return _finish(folder, replace(head, tally=tally, n_kept=n_kept), this, now)


def _earlier(folder: Path, catalogue: Catalogue, asked: Asked, probe: int) -> Earlier | None:
    state = read_state(folder)
    if state is None:
        return None
    head = state.head
    if (head.windows, head.by_country) != (_names(asked.windows), asked.by_country):
        by = " --by country" if head.by_country else ""
        raise InputError(
            f"the state in {folder} is of --window {' --window '.join(head.windows)}{by}; "
            "ask for the same, or name another folder"
        )
    if head.probe != probe:
        raise InputError(
            f"the state in {folder} was made with another release of DuckDB, which told accounts "
            "apart in another way; remove it and measure the log anew"
        )
    codes = recoding(state.episodes, catalogue)
    _check_closed(state, catalogue, codes)
    return Earlier(state=state, codes=codes)


def _check_closed(state: State, catalogue: Catalogue, codes: Recoding) -> None:
    """Refuse an episode more in a season whose sums are closed."""
    had = np.bincount(state.episodes["season_code"].to_numpy())
    has = catalogue.seasons["n_episodes"].to_numpy()[codes.seasons]
    last = np.zeros(len(had), np.int64)
    premieres = state.episodes["premiere"].to_numpy()
    np.maximum.at(last, state.episodes["season_code"].to_numpy(), premieres)
    end = _end_seconds(state.head.tally.last_day)
    is_closed = np.zeros(len(had), np.bool_)
    for window, _ in state.sums:
        is_closed |= closing(window, last) <= end
    if (wrong := is_closed & (had != has)).any():
        season = catalogue.seasons.slice(int(codes.seasons[wrong.argmax()]), 1).to_pylist()[0]
        raise InputError(
            f"{season['title']}, season {season['season']}, has other episodes than when its "
            "window closed; take them out of the catalogue, or begin a new --state"
        )


def _first_head(asked: Asked, probe: int) -> Head:
    return Head(
        number=0,
        windows=_names(asked.windows),
        by_country=asked.by_country,
        n_kept=0,
        countries=(),
        probe=probe,
        starts=(),
        tally=NO_TALLY,
    )


def _next_head(head: Head, log: SortedLog) -> Head:
    number = head.number + 1
    starts = () if len(head.starts) >= MAX_START_FILES else head.starts  # they are made one
    return replace(head, number=number, countries=tuple(log.countries), starts=(*starts, number))


def _work(engine: InProcess, this: Run, head: Head) -> Callable[[InProcess, int], Done]:
    statements = [_statements(engine, this, window) for window in this.asked.windows]
    begins_anew = len(head.starts) == 1

    def work(engine: InProcess, bucket: int) -> Done:
        n_duplicates = this.log.show(engine, bucket)
        sums: dict[tuple[Window, By], Tables] = {}
        rows: dict[tuple[str, int], pa.Table] = {}
        for place, window in enumerate(this.asked.windows):
            old = {kind: _old_rows(this, kind, place, bucket) for kind in KINDS}
            for kind, table in old.items():
                engine.show(f"old_{kind}", table)
            sums |= _sums(engine, statements[place], window)
            kept = _rows_to_keep(engine, this, window)
            if begins_anew:
                kept["starts"] = pa.concat_tables([old["starts"], kept["starts"]])
            rows |= {(kind, place): table for kind, table in kept.items()}
        return Done(n_duplicates=n_duplicates, tables=sums, rows=rows)

    return work


def _statements(engine: InProcess, this: Run, window: Window) -> WindowStatements:
    sittings, by = sittings_of(this.asked), this.by
    old = {kind: ibis.table(_schema(kind, by), name=f"old_{kind}") for kind in KINDS}
    parts = merged_plays(ibis.union(play_rows(sittings, window, by=by), old["plays"]), by=by)
    months = merged_months(ibis.union(month_rows(sittings, window, by=by), old["months"]), by=by)
    sums = {}
    for each in dict.fromkeys((IN_TOTAL, by)):
        plan = plan_of_parts(
            _coarser(merged_plays, known("parts", parts), by, each),
            _coarser(merged_months, known("month_parts", months), by, each),
            by=each,
        )
        own = {name: table for name, table in plan.sums.items() if name != "overlap"}
        own["weeks"] = weeks(sittings, window, by=each)
        sums[each] = in_sql(engine, Plan(kept=plan.kept, sums=own))
        if each == IN_TOTAL:
            starts = _starts(known("viewers", plan.kept["viewers"]), old["starts"])
    kept = {"parts": parts, "month_parts": months}
    return WindowStatements(
        parts=in_sql(engine, Plan(kept=kept, sums={})), sums=sums, starts=in_sql(engine, starts)
    )


def _coarser(merged: Callable[..., ir.Table], parts: ir.Table, by: By, wanted: By) -> ir.Table:
    return parts if by == wanted else merged(parts, by=wanted)


def _starts(viewers: ir.Table, old: ir.Table) -> Plan:
    """Who has started a season in these days, and what that adds to the overlap."""
    new = viewers.filter(viewers.started).select("account", "season_code")
    new = new.anti_join(old, ["account", "season_code"])
    shows = SEASONS.select("season_code", "show_code")
    gained = gained_overlap(
        old.join(shows, "season_code"), known("new_starts", new).join(shows, "season_code")
    )
    return Plan(kept={"new_starts": new}, sums={"overlap": gained})


def _sums(
    engine: InProcess, statements: WindowStatements, window: Window
) -> dict[tuple[Window, By], Tables]:
    run(engine, statements.parts)
    sums: dict[tuple[Window, By], Tables] = {}
    for by, each in statements.sums.items():
        sums[window, by] = run(engine, each)
        if by == IN_TOTAL:  # while the viewers are those of all countries
            sums[window, by] = {**sums[window, by], **run(engine, statements.starts)}
    return sums


def _rows_to_keep(engine: InProcess, this: Run, window: Window) -> dict[str, pa.Table]:
    """What of a bucket may still change its sums."""
    plays, months, starts = (
        engine.get_sql(f"SELECT {', '.join(_schema(kind, this.by))} FROM {name}").cast(  # noqa: S608 - our own names
            ibis.schema(_schema(kind, this.by)).to_pyarrow()
        )
        for kind, name in (("plays", "parts"), ("months", "month_parts"), ("starts", "new_starts"))
    )
    is_open = ~_is_closed(this, window)
    season = plays["code"].to_numpy() >> EPISODE_BITS
    current = months["month"].to_numpy() >= _first_open_month(this.end)
    return {
        "plays": plays.filter(pa.array(is_open[season])),
        "months": months.filter(pa.array(current)),
        "starts": starts,
    }


def _old_rows(this: Run, kind: str, place: int, bucket: int) -> pa.Table:
    """What was kept of a bucket, in today's numbers."""
    if this.earlier is None:
        return ibis.schema(_schema(kind, this.by)).to_pyarrow().empty_table()
    table = this.earlier.codes.apply(
        this.earlier.state.rows(kind, place, bucket, this.log.buckets.n_buckets)
    )
    if "country" not in table.column_names:
        return table
    places = {name: number for number, name in enumerate(this.log.countries)}
    order = np.array([places[name] for name in this.earlier.state.head.countries], np.int16)
    countries = pa.array(order[table["country"].to_numpy()], pa.int16())
    return table.set_column(table.column_names.index("country"), "country", countries)


def _schema(kind: str, by: By) -> dict[str, str]:
    return {**({"country": "int16"} if by and kind != "starts" else {}), **KINDS[kind]}


def _written(days: Iterable[Done], writer: Writer) -> Iterator[Done]:
    for day in days:
        for (kind, place), rows in day.rows.items():
            writer.add(kind, place, rows)
        yield replace(day, rows={})


def _finish(folder: Path, head: Head, this: Run, now: LogSums) -> LogSums:
    """The sums of all days; what of them cannot change any more is kept."""
    totals: dict[tuple[Window, By], Tables] = {}
    closed: dict[tuple[Window, By], Tables] = {}
    for (window, by), tables in now.tables.items():
        old = _old_sums(this, window, by)
        settled = {name: _settled(table, name, this, window) for name, table in tables.items()}
        totals[window, by] = _added_sums(old, tables, by)
        closed[window, by] = _added_sums(old, settled, by)
    on_time = replace(head, tally=_without_late(head.tally))
    commit(folder, on_time, this.catalogue.episodes, closed)
    return LogSums(tally=head.tally, tables=totals)


def _old_sums(this: Run, window: Window, by: By) -> Tables:
    if this.earlier is None:
        return {}
    sums = this.earlier.state.sums[window, by]
    return {name: this.earlier.codes.apply(table) for name, table in sums.items()}


def _added_sums(old: Tables, new: Tables, by: By) -> Tables:
    return {
        name: sorted_sums(added([old.get(name, table.slice(0, 0)), table], name, by), name, by)
        for name, table in new.items()
    }


def _settled(table: pa.Table, name: str, this: Run, window: Window) -> pa.Table:
    """The rows of a sum that are kept: those that what is kept by account does not give again."""
    if name in ("weeks", "overlap"):
        return table
    if name == "months":
        settled = table["month"].to_numpy() < _first_open_month(this.end)
    else:
        is_episode = name == "episodes"
        season = table["code"].to_numpy() >> EPISODE_BITS if is_episode else table["season_code"]
        settled = _is_closed(this, window)[np.asarray(season)]
    return table.filter(pa.array(settled))


def _is_closed(this: Run, window: Window) -> Flags:
    """Whether each season's window is over."""
    last = this.catalogue.seasons["last_premiere"].to_numpy()
    is_closed: Flags = closing(window, last) <= _end_seconds(this.end)
    return is_closed


def _first_open_month(end: date | None) -> int:
    following = (end or date.min) + timedelta(days=1)
    return following.year * 12 + following.month - 1


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
