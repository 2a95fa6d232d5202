"""All that a state keeps by account put together with what is new, as little of it as possible.

Tables of an engine -> statements for the rows of plays and months that may change yet.  The
expressions are those of `measures`.
"""

import ibis
import ibis.expr.types as ir

from nextseason.viewing.bucket_reader import sittings_of
from nextseason.viewing.catalogue import EPISODE_BITS
from nextseason.viewing.kept_rows import schema_of
from nextseason.viewing.load import InProcess
from nextseason.viewing.log_sums import COUNTRY, IN_TOTAL, Asked, By
from nextseason.viewing.measures import merged_months, merged_plays, month_rows, play_rows
from nextseason.viewing.windows import Window

OPEN = ibis.table({"season_code": "int32"}, name="open_seasons")


def merged_statements(
    engine: InProcess, asked: Asked, window: Window, *, first_month: int
) -> dict[str, str]:
    """Of the tables `sittings`, `old_sittings`, `old_plays`, `old_months` and `open_seasons`."""
    by, new = finest(asked), sittings_of(asked)
    old = {kind: _old(kind, by) for kind in ("sittings", "plays", "months")}
    rows = (play_rows(each, window, by=by) for each in (new, old["sittings"]))
    plays = ibis.union(*rows, old["plays"])
    plays = plays.filter((plays.code >> EPISODE_BITS).cast("int32").isin(OPEN.season_code))
    rows = (month_rows(each, window, by=by) for each in (new, old["sittings"]))
    months = ibis.union(*rows, old["months"])
    months = months.filter(months.month >= first_month)
    kept = {"plays": merged_plays(plays, by=by), "months": merged_months(months, by=by)}
    return {kind: engine.sql(table) for kind, table in kept.items()}


def finest(asked: Asked) -> By:
    """How rows are kept: as fine as what is asked."""
    return COUNTRY if asked.by_country else IN_TOTAL


def _old(kind: str, by: By) -> ir.Table:
    return ibis.table(ibis.Schema.from_pyarrow(schema_of(kind, by)), name=f"old_{kind}")
