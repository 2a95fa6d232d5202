"""The figures of viewing asked for as anyone would: on DuckDB, streaming Polars and local Spark.

This is the program that runs over there; it imports nothing of ours.

    python viewing_peers.py ENGINE QUERY FOLDER RUNS

runs a query so many times, the connection and the plan anew each time, and prints a line of JSON:
the seconds of each run, and sums over the answer by which engines are compared.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

Answer = Mapping[str, float]

THREADS = 2
SPARK_HEAP = "10g"
SPARK_PARTITIONS = 16
WINDOW_DAYS = 28
SCANNED = ("account_id", "show_id", "season", "episode", "seconds_viewed")  # and the instant

# What DuckDB and Spark are asked, word for word the same.
PLAYS = f"""
    SELECT show_id, season, episode, account_id, sum(seconds_viewed) AS seconds,
           sum(seconds_viewed) * 10 >= any_value(runtime_seconds) * 7 AS done
    FROM events JOIN seasons USING (show_id, season)
    WHERE started_at >= premiere_at
      AND started_at < premiere_at + INTERVAL '{WINDOW_DAYS}' DAY
    GROUP BY show_id, season, episode, account_id
"""  # noqa: S608
SQL = {
    "scan": """
        SELECT count(*) AS n, sum(account_id) AS account, sum(show_id) AS show_id,
               sum(season) AS season, sum(episode) AS episode, sum(seconds_viewed) AS seconds,
               max(started_at) AS last
        FROM events
    """,
    "seasons": f"""
        WITH plays AS ({PLAYS}), viewers AS (
            SELECT show_id, season, account_id, sum(seconds) AS seconds,
                   max(seconds) AS longest, count(*) FILTER (WHERE done) AS n_done
            FROM plays GROUP BY show_id, season, account_id
        ), met AS (
            SELECT show_id, season, seconds, season_runtime_seconds,
                   longest >= 120 AS started, longest >= 120 AND n_done = n_episodes AS completed
            FROM viewers JOIN seasons USING (show_id, season)
        )
        SELECT show_id, season, count(*) FILTER (WHERE started) AS starters,
               count(*) FILTER (WHERE completed) AS completers,
               count(*) FILTER (WHERE completed)
                 / nullif(count(*) FILTER (WHERE started), 0) AS completion_rate,
               sum(seconds) / 3600e0 AS hours,
               sum(seconds) / any_value(season_runtime_seconds) AS views
        FROM met GROUP BY show_id, season
    """,  # noqa: S608
    "retention": f"""
        WITH plays AS ({PLAYS}), viewers AS (
            SELECT show_id, season, account_id FROM plays
            GROUP BY show_id, season, account_id HAVING max(seconds) >= 120
        ), starters AS (
            SELECT show_id, season, count(*) AS starters FROM viewers GROUP BY show_id, season
        ), there AS (
            SELECT show_id, season, episode, count(*) FILTER (WHERE done) AS n_done
            FROM plays GROUP BY show_id, season, episode
        )
        SELECT show_id, season, episode, n_done, n_done / starters AS retention
        FROM there JOIN starters USING (show_id, season)
    """,  # noqa: S608
    "shares": """
        WITH monthly AS (
            SELECT date_trunc('month', started_at) AS month, account_id, show_id,
                   sum(seconds_viewed) AS seconds
            FROM events GROUP BY date_trunc('month', started_at), account_id, show_id
        ), totals AS (
            SELECT month, account_id, sum(seconds) AS total FROM monthly
            GROUP BY month, account_id
        )
        SELECT month, show_id, sum(CAST(seconds AS DOUBLE) / total) AS adjusted
        FROM monthly JOIN totals USING (month, account_id)
        GROUP BY month, show_id
    """,
}
# Columns of an answer that are summed; engines that agree have the same sums.
SUMMED = {
    "scan": ("n", "seconds"),
    "seasons": ("starters", "completers", "hours", "views"),
    "retention": ("n_done", "retention"),
    "shares": ("adjusted",),
}


def on_duckdb(query: str, folder: Path) -> Answer:
    duckdb = import_module("duckdb")
    with duckdb.connect(config={"threads": THREADS}) as connection:
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        for name in ("events", "seasons"):
            connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        rows = connection.execute(SQL[query]).fetchnumpy()
    return {name: float(rows[name].sum()) for name in SUMMED[query]}


def on_polars(query: str, folder: Path) -> Answer:
    pl = import_module("polars")
    events = pl.scan_parquet(folder / "events.parquet")
    seasons = pl.scan_parquet(folder / "seasons.parquet")
    frame = POLARS[query](pl, events, seasons).collect(engine="streaming")
    return {name: float(frame[name].sum()) for name in SUMMED[query]}


def on_spark(query: str, folder: Path) -> Answer:
    session = _spark()
    for name in ("events", "seasons"):
        session.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
    rows = session.sql(SQL[query]).collect()
    return {name: float(sum(row[name] for row in rows)) for name in SUMMED[query]}


def _polars_plays(pl: Any, events: Any, seasons: Any) -> Any:
    met = events.join(seasons, on=["show_id", "season"])
    since = pl.col("started_at") - pl.col("premiere_at")
    met = met.filter(since >= pl.duration(), since < pl.duration(days=WINDOW_DAYS))
    return (
        met.group_by("show_id", "season", "episode", "account_id")
        .agg(pl.col("seconds_viewed").sum().alias("seconds"), pl.col("runtime_seconds").first())
        .with_columns(done=pl.col("seconds") * 10 >= pl.col("runtime_seconds") * 7)
    )


def _polars_scan(pl: Any, events: Any, seasons: Any) -> Any:
    sums = [pl.col(name).cast(pl.Int64).sum() for name in SCANNED]
    return events.select(pl.len().alias("n"), pl.col("started_at").max(), *sums).rename(
        {"seconds_viewed": "seconds"}
    )


def _polars_seasons(pl: Any, events: Any, seasons: Any) -> Any:
    viewers = (
        _polars_plays(pl, events, seasons)
        .group_by("show_id", "season", "account_id")
        .agg(
            # Sums of 32 bits stay so, and a season's would run over.
            pl.col("seconds").sum().cast(pl.Int64),
            pl.col("seconds").max().alias("longest"),
            pl.col("done").sum().alias("n_done"),
        )
        .join(seasons, on=["show_id", "season"])
        .with_columns(started=pl.col("longest") >= 120)
        .with_columns(completed=pl.col("started") & (pl.col("n_done") == pl.col("n_episodes")))
    )
    return (
        viewers.group_by("show_id", "season")
        .agg(
            pl.col("started").sum().alias("starters"),
            pl.col("completed").sum().alias("completers"),
            (pl.col("seconds").sum() / 3600).alias("hours"),
            (pl.col("seconds").sum() / pl.col("season_runtime_seconds").first()).alias("views"),
        )
        .with_columns(completion_rate=pl.col("completers") / pl.col("starters"))
    )


def _polars_retention(pl: Any, events: Any, seasons: Any) -> Any:
    plays = _polars_plays(pl, events, seasons)
    starters = (
        plays.group_by("show_id", "season", "account_id")
        .agg(pl.col("seconds").max())
        .filter(pl.col("seconds") >= 120)
        .group_by("show_id", "season")
        .agg(pl.len().alias("starters"))
    )
    return (
        plays.group_by("show_id", "season", "episode")
        .agg(pl.col("done").sum().alias("n_done"))
        .join(starters, on=["show_id", "season"])
        .with_columns(retention=pl.col("n_done") / pl.col("starters"))
    )


def _polars_shares(pl: Any, events: Any, seasons: Any) -> Any:
    month = pl.col("started_at").dt.truncate("1mo").alias("month")
    monthly = events.group_by(month, "account_id", "show_id").agg(pl.col("seconds_viewed").sum())
    totals = monthly.group_by("month", "account_id").agg(
        pl.col("seconds_viewed").sum().alias("total")
    )
    share = pl.col("seconds_viewed") / pl.col("total")
    return (
        monthly.join(totals, on=["month", "account_id"])
        .group_by("month", "show_id")
        .agg(share.sum().alias("adjusted"))
    )


POLARS: Mapping[str, Callable[[Any, Any, Any], Any]] = {
    "scan": _polars_scan,
    "seasons": _polars_seasons,
    "retention": _polars_retention,
    "shares": _polars_shares,
}
MODULES = {"duckdb": "duckdb", "polars": "polars", "spark": "pyspark.sql"}
ENGINES: Mapping[str, Callable[[str, Path], Answer]] = {
    "duckdb": on_duckdb,
    "polars": on_polars,
    "spark": on_spark,
}


def _start(engine: str) -> None:
    """What is not counted: the package's import, and the start of Spark's machine."""
    import_module(MODULES[engine])
    if engine == "spark":
        _spark()


def _spark() -> Any:
    builder = import_module("pyspark.sql").SparkSession.builder
    settings = {
        "spark.driver.memory": SPARK_HEAP,
        "spark.local.dir": tempfile.gettempdir(),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(SPARK_PARTITIONS),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.master(f"local[{THREADS}]").getOrCreate()


def main(engine: str, query: str, folder: Path, runs: int) -> str:
    _start(engine)
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        answer = ENGINES[engine](query, folder)
        seconds.append(time.perf_counter() - began)
    return json.dumps({"seconds": seconds, "answer": answer})


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])))
