"""Every engine gives the figures of plain Python, through the command.

Each runs in a process of its own, since Spark leaves a machine running beside its caller.
"""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import product

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nextseason.viewing.windows import read_window
from tests.viewing import event_oracle as plain
from tests.viewing.figure_comparison import assert_equal

DAY = plain.DAY
START = datetime(2024, 2, 20, tzinfo=UTC)
WINDOWS = ("28d", "2024-02-25..2024-03-20")
# One task a step, and as little compiled as can be: a small log is not worth more.
SMALL_SPARK = (
    "--conf spark.sql.shuffle.partitions=1",
    "--conf spark.sql.codegen.wholeStage=false",
    "--conf spark.sql.codegen.factoryMode=NO_CODEGEN",
    "--conf spark.sql.adaptive.enabled=false",
    "--conf spark.ui.enabled=false",
    "--conf spark.driver.memory=1g",
    "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'",
)


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_engines_give_the_figures_of_plain_python(engine, tmp_path):
    if engine == "spark":
        pytest.importorskip("pyspark", reason="the extra spark is not installed")
    catalogue, events, members = log = some_log(random.Random(7))  # noqa: S311 - a test's
    for name, rows in (("catalogue", catalogue), ("log", events), ("members", members)):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    ran = measure(tmp_path, "--engine", engine, "--by", "country", "--members", "members.parquet")
    assert ran.returncode == 0, ran.stderr
    assert_equal(pq.read_table(tmp_path / "figures.parquet"), log, map(read_window, WINDOWS))
    _, faults = plain.sort_events(events, catalogue)
    assert f"{len(events)} events" in ran.stdout
    assert f"; {sum(faults.values())} set aside" in ran.stdout


def measure(folder, *options):
    command = ["log.parquet", "--catalogue", "catalogue.parquet", "-o", "figures.parquet"]
    windows = [option for window in WINDOWS for option in ("--window", window)]
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "nextseason", "measure", *command, *windows, *options],
        cwd=folder,
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": f"{' '.join(SMALL_SPARK)} pyspark-shell"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def some_log(draw):
    """A season all at once, a weekly one, one in two parts; 600 events, some with faults."""
    gaps = {9: (0, 0, 0), 10: (0, 7, 14), 11: (0, 0, 21)}
    catalogue = [
        {
            "show_id": show,
            "title": f"Show {show}",
            "season": season,
            "episode": number + 1,
            "runtime_seconds": 600 * season,
            "premiered": START + timedelta(days=3 * season + gaps[show][number], hours=7),
        }
        for show, season, number in product(gaps, (1, 2), range(3))
    ]
    events = [some_event(draw, draw.choice(catalogue)) for _ in range(600)]
    members = [
        {
            "account_id": account,
            "joined": draw.choice([None, START + timedelta(days=account)]),
            "weight": draw.choice([None, 0.5, 2.0]),
        }
        for account in range(0, 40, 2)
    ]
    return catalogue, events + events[:5], members


def some_event(draw, row):
    seconds = int(draw.expovariate(1 / (6 * DAY))) - draw.choice([0] * 20 + [30 * DAY])
    return {
        "account_id": draw.choice([*range(40), None]),
        "profile_id": draw.randrange(2),
        **{name: row[name] for name in ("show_id", "season")},
        "episode": row["episode"] + draw.choice([0] * 20 + [3]),
        "started_at": row["premiered"] + timedelta(seconds=seconds),
        "seconds_viewed": int(row["runtime_seconds"] * draw.choice([0.1, 0.8, 1, 1, 1, 4, -1])),
        "country": draw.choice(["AT", "DE", "FR", None]),
    }
