"""The expressions can be written for engines that the tests do not run."""

from importlib import import_module

import ibis
import pytest

from nextseason.viewing.catalogue import EPISODES
from nextseason.viewing.events import deduplicated, judged
from nextseason.viewing.measures import plan
from nextseason.viewing.windows import read_window

COMPILERS = {
    "bigquery": "BigQueryCompiler",
    "clickhouse": "ClickHouseCompiler",
    "snowflake": "SnowflakeCompiler",
    "trino": "TrinoCompiler",
}
LOG = ibis.table(
    {
        "account_id": "int64",
        "show_id": "int64",
        "season": "int32",
        "episode": "int32",
        "started_at": "timestamp('UTC')",
        "seconds_viewed": "int32",
        "country": "string",
    },
    name="log",
)
MEMBERS = ibis.table({"account": "int64", "joined": "int64", "weight": "float64"}, name="members")


@pytest.mark.parametrize("window", ["28d", "2024-01-01..2024-03-31"])
@pytest.mark.parametrize("engine", COMPILERS)
def test_every_step_is_written(engine, window):
    episodes = ibis.table(ibis.Schema.from_pyarrow(EPISODES), name="episodes")
    steps = [judged(LOG, episodes, with_country=True, sampled=True)]
    steps.append(deduplicated(steps[0].drop("fault")))
    sittings = ibis.table(steps[0].drop("fault").schema(), name="sittings")
    for by in ((), ("country",)):
        each = plan(sittings, read_window(window), by=by, members=MEMBERS)
        steps += [*each.kept.values(), *each.sums.values()]
    compiler = getattr(import_module(f"ibis.backends.sql.compilers.{engine}"), COMPILERS[engine])()
    for step in steps:
        assert compiler.to_sqlglot(step).sql(compiler.dialect).startswith(("SELECT", "WITH"))
