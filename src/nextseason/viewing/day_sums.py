"""What a bucket's new days change in the sums of a window.

New sittings, and what is kept of their accounts, as tables of an engine -> what the sums gain, and
who has started a season.  What an account makes of a season, or of a month, is worked out twice
where something new falls into it: as it was, which is taken away, and as it is now.  All else has
not changed.  The expressions are those of `measures`; what is kept is told in `incremental`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.bucket_reader import sittings_of
from nextseason.viewing.bucket_sums import Statements, in_sql, run
from nextseason.viewing.catalogue import EPISODE_BITS
from nextseason.viewing.load import InProcess
from nextseason.viewing.log_sums import COUNTRY, IN_TOTAL, Asked, By, Tables
from nextseason.viewing.measures import (
    KEYS,
    Plan,
    known,
    merged_months,
    merged_plays,
    month_rows,
    plan_of_parts,
    play_rows,
    weeks,
)
from nextseason.viewing.windows import Window

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
KEPT_SITTINGS = {
    "account": "int64",
    "code": "int32",
    "since": "int32",
    "seconds": "int32",
    "day": "date",
}
STARTS = {"account": "int64", "season_code": "int32"}
KINDS = {"plays": PLAYS, "months": MONTHS, "sittings": KEPT_SITTINGS, "starts": STARTS}
# Seasons that have got episodes, and those whose window is open.
BY_EPISODES = ("seasons", "episodes")
Flags = npt.NDArray[np.bool_]
GROWN = ibis.table({"season_code": "int32"}, name="grown")
OPEN = ibis.table({"season_code": "int32"}, name="open_seasons")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatements:
    """What is run of one window in each bucket, in this order."""

    met: Statements  # what was kept of whatever has something new
    before: Mapping[By, Statements]
    started: Statements  # who had started
    now: Statements  # the same with the new
    after: Mapping[By, Statements]
    new_starts: str


def finest(asked: Asked) -> By:
    """How rows are kept: as fine as what is asked."""
    return COUNTRY if asked.by_country else IN_TOTAL


def schema_of(kind: str, by: By) -> pa.Schema:
    country = {"country": "int16"} if by and kind != "starts" else {}
    return ibis.schema({**country, **KINDS[kind]}).to_pyarrow()


def day_statements(engine: InProcess, asked: Asked, window: Window) -> DayStatements:
    """What changes by the tables `sittings`, `old_sittings`, `old_plays` and `old_months`."""
    by, new = finest(asked), sittings_of(asked)
    plays, months = play_rows(new, window, by=by), month_rows(new, window, by=by)
    met = {
        "met_plays": _met_plays(plays, _old_plays(window, by), by),
        "met_months": _met_months(months, _old_months(window, by), by),
    }
    met_plays, met_months = (known(name, table) for name, table in met.items())
    now = {
        "now_plays": merged_plays(ibis.union(plays, met_plays), by=by),
        "now_months": merged_months(ibis.union(months, met_months), by=by),
    }
    now_plays, now_months = (known(name, table) for name, table in now.items())
    groupings = tuple(dict.fromkeys((by, IN_TOTAL)))  # the viewers in total are known last
    before = {each: _plan(met_plays, met_months, by, each) for each in groupings}
    after = {each: _plan(now_plays, now_months, by, each) for each in groupings}
    for each, plan in after.items():
        after[each] = Plan(kept=plan.kept, sums={**plan.sums, "weeks": weeks(new, window, by=each)})
    viewers = known("viewers", after[IN_TOTAL].kept["viewers"])
    had = viewers.filter(viewers.started).select("account", "season_code")
    started = known("had_started", had)
    return DayStatements(
        met=in_sql(engine, Plan(kept=met, sums={})),
        before={each: in_sql(engine, plan) for each, plan in before.items()},
        started=in_sql(engine, Plan(kept={"had_started": had}, sums={})),
        now=in_sql(engine, Plan(kept=now, sums={})),
        after={each: in_sql(engine, plan) for each, plan in after.items()},
        new_starts=engine.sql(had.anti_join(started, ["account", "season_code"])),
    )


def gains(
    engine: InProcess, statements: DayStatements, grown: Flags
) -> tuple[dict[By, dict[str, pa.Table]], pa.Table]:
    """What the sums gain, and the new starts."""
    run(engine, statements.met)
    lost = {by: without(run(engine, each), grown) for by, each in statements.before.items()}
    run(engine, statements.started)
    run(engine, statements.now)
    won = {by: run(engine, each) for by, each in statements.after.items()}
    sums = {
        by: {
            name: pa.concat_tables([table, _negative(lost[by][name], name, by)])
            if name in lost[by]
            else table
            for name, table in tables.items()
        }
        for by, tables in won.items()
    }
    return sums, engine.get_sql(statements.new_starts).cast(schema_of("starts", IN_TOTAL))


def without(tables: Tables, grown: Flags) -> dict[str, pa.Table]:
    """Sums but for those of grown seasons that hang on how many episodes there are."""
    if not grown.any():
        return dict(tables)
    return {
        name: table.filter(pa.array(~grown[season_of(table)])) if name in BY_EPISODES else table
        for name, table in tables.items()
    }


def season_of(table: pa.Table) -> npt.NDArray[Any]:
    """The code of each row's season."""
    has_code = "code" in table.column_names
    seasons: npt.NDArray[Any] = (
        table["code"].to_numpy() >> EPISODE_BITS if has_code else table["season_code"].to_numpy()
    )
    return seasons


def merged_statements(
    engine: InProcess, asked: Asked, window: Window, first_month: int
) -> dict[str, str]:
    """All that may change yet of a window, the new with what was kept; by kind."""
    by, new = finest(asked), sittings_of(asked)
    plays = ibis.union(play_rows(new, window, by=by), _old_plays(window, by))
    plays = plays.filter(_season_of(plays).isin(OPEN.season_code))
    months = ibis.union(month_rows(new, window, by=by), _old_months(window, by))
    months = months.filter(months.month >= first_month)
    kept = {"plays": merged_plays(plays, by=by), "months": merged_months(months, by=by)}
    return {kind: engine.sql(table) for kind, table in kept.items()}


def _old_plays(window: Window, by: By) -> ir.Table:
    return ibis.union(play_rows(_old("sittings", by), window, by=by), _old("plays", by))


def _old_months(window: Window, by: By) -> ir.Table:
    return ibis.union(month_rows(_old("sittings", by), window, by=by), _old("months", by))


def _old(kind: str, by: By) -> ir.Table:
    return ibis.table(ibis.Schema.from_pyarrow(schema_of(kind, by)), name=f"old_{kind}")


def _met_plays(new: ir.Table, old: ir.Table, by: By) -> ir.Table:
    """What was kept of the accounts and seasons that have something new, and of grown seasons."""
    new = new.select("account", season_code=_season_of(new))
    old = old.mutate(season_code=_season_of(old))
    is_grown = old.season_code.isin(GROWN.season_code)
    met = old.filter(~is_grown).semi_join(new, ["account", "season_code"])
    met = ibis.union(met, old.filter(is_grown)).drop("season_code")
    return _typed(merged_plays(met, by=by), "plays", by)


def _met_months(new: ir.Table, old: ir.Table, by: By) -> ir.Table:
    """What was kept of the accounts' months that have something new."""
    return _typed(merged_months(old.semi_join(new, ["account", "month"]), by=by), "months", by)


def _typed(rows: ir.Table, kind: str, by: By) -> ir.Table:
    """Merged rows in the types of those that were merged."""
    return rows.cast(ibis.Schema.from_pyarrow(schema_of(kind, by)))


def _season_of(rows: ir.Table) -> ir.IntegerValue:
    return (rows.code >> EPISODE_BITS).cast("int32")


def _plan(plays: ir.Table, months: ir.Table, by: By, wanted: By) -> Plan:
    """The sums over accounts, but for the overlap, of rows that are kept `by`."""
    plan = plan_of_parts(
        _coarser(merged_plays, plays, by, wanted),
        _coarser(merged_months, months, by, wanted),
        by=wanted,
    )
    sums = {name: table for name, table in plan.sums.items() if name != "overlap"}
    return Plan(kept=plan.kept, sums=sums)


def _coarser(merged: Callable[..., ir.Table], parts: ir.Table, by: By, wanted: By) -> ir.Table:
    return parts if by == wanted else merged(parts, by=wanted)


def _negative(table: pa.Table, name: str, by: By) -> pa.Table:
    """A sum's rows as what is taken away."""
    keys = (*by, *KEYS[name])
    columns = [
        table[each] if each in keys else pc.negate(table[each]) for each in table.column_names
    ]
    return pa.table(columns, schema=table.schema)
