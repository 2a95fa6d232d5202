"""What measuring a viewing log costs: all figures, beside three of them asked of other engines.

The log is `viewing_log`'s, in the folder that `NEXTSEASON_EVENTS` names or in the one for
temporary files; it is made where it is missing.  Each run is a process of its own: ours is the
whole command, of the others the query alone is timed, not their imports and Spark's start.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks import viewing_log
from benchmarks.surroundings import as_installed
from benchmarks.viewing_peers import PLAYS

ROUNDS = 5
SPARK_RUNS = 3
PATIENCE_SECONDS = 1_800  # for the runs of one query; Spark may run out of memory slowly
SAMPLE_SECONDS = 0.05
QUERIES = ("seasons", "retention", "shares")
ENGINES = {"duckdb": "DuckDB", "polars": "Polars, streaming", "spark": "Spark, local"}
PEERS = Path(__file__).with_name("viewing_peers.py")
MEASURE = (sys.executable, "-m", "nextseason", "measure")
# Of the log after whose shape ours is made.
SHAPE: Mapping[str, float] = {
    "events": 50_000_000,
    "accounts": 1_927_280,
    "shows": 1_903,
    "pairs of account and show": 7_461_099,
    "pairs of account and episode": 42_406_187,
    "million hours": 26.2,
    "seasons begun in their first 28 days": 3_559,
    "starters in those": 4_845_674,
    "completers in those": 1_333_284,
    "million hours in those": 15.2,
}

# In the order of SHAPE.
SHAPE_SQL = f"""
    WITH plays AS ({PLAYS}), viewers AS (
        SELECT show_id, season, account_id, sum(seconds) AS seconds, max(seconds) >= 120 AS started,
               count(*) FILTER (WHERE done) AS n_done
        FROM plays GROUP BY ALL
    ), met AS (SELECT * FROM viewers JOIN seasons USING (show_id, season)),
    pairs AS (
        SELECT account_id, show_id, count(*) AS n_episodes, sum(n) AS n, sum(seconds) AS seconds
        FROM (
            SELECT account_id, show_id, season, episode, count(*) AS n,
                   sum(seconds_viewed) AS seconds
            FROM events GROUP BY ALL
        ) GROUP BY ALL
    )
    SELECT
        (SELECT sum(n) FROM pairs)::BIGINT, (SELECT count(DISTINCT account_id) FROM pairs),
        (SELECT count(DISTINCT show_id) FROM pairs), (SELECT count(*) FROM pairs),
        (SELECT sum(n_episodes) FROM pairs)::BIGINT, (SELECT sum(seconds) / 3.6e9 FROM pairs),
        count(DISTINCT (show_id, season)), count(*) FILTER (WHERE started),
        count(*) FILTER (WHERE started AND n_done = n_episodes), sum(seconds) / 3.6e9
    FROM met
"""  # noqa: S608


class Run(NamedTuple):
    seconds: float
    cpu_seconds: float  # of the whole process
    peak_mb: float  # of it and its children, together
    answer: Mapping[str, float]


Runs = list[Run]
Peers = dict[tuple[str, str], Runs]  # by engine and query


def measure() -> str:
    """All figures of 50 million events, and three of them on other engines: half an hour."""
    load = os.getloadavg()[0]
    folder = log_folder()
    ours, peers, scans = _rounds(folder)
    for query in QUERIES:
        peers["spark", query] = _on_peer("spark", query, folder, runs=SPARK_RUNS)
    lines = [
        f"{viewing_log.PART_EVENTS:,} events. Other programs kept {load:.1f} cores busy when it "
        "began.",
        "",
        "| engine | asked for | seconds (median) | of the runs | processor seconds | peak MB |",
        "|---|---|---:|---|---:|---:|",
        _row("DuckDB", "the bare scan of six columns", scans),
    ]
    for (engine, query), runs in peers.items():
        lines.append(_row(ENGINES[engine], query, runs))
    lines.append(_row("ours", "all figures", ours))
    return "\n".join(
        [
            *lines,
            "",
            _compared(ours, peers, scans),
            "",
            _agreed(ours, peers),
            "",
            _shape(folder),
        ]
    )


def log_folder() -> Path:
    """Where the log is, made if it is not there yet."""
    folder = Path(os.environ.get("NEXTSEASON_EVENTS", Path(tempfile.gettempdir(), "events50")))
    if not (folder / "events.parquet").exists():
        viewing_log.main(folder, 1)
    return folder


def measured(events: Path | str, catalogue: Path, *options: str | Path) -> Run:
    """One run of our command, the figures it wrote summed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.parquet")
        asked = ("--catalogue", catalogue, "-o", path, *options)
        [run] = watched((*MEASURE, events, *asked))
        return run._replace(answer=_our_sums(path))


def watched(command: Sequence[str | Path], *, patience: float = float("inf")) -> list[Run]:
    """A command run once; an entry for each of the runs that it tells of, none if it fails.

    A command that tells of none is itself the run.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as told:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            command,
            stdout=output,
            stderr=told,
            env={**as_installed(), "POLARS_MAX_THREADS": "2"},
            start_new_session=True,
        )
        cpu, peak_mb = _watched_tree(process, patience)
        seconds = time.perf_counter() - began
        if process.returncode:
            told.seek(0)
            print(told.read()[-2000:], file=sys.stderr)
            return []
        output.seek(0)
        said = output.read().splitlines()[-1:]
    if not said or not said[0].startswith("{"):
        return [Run(seconds, cpu, peak_mb, {})]
    inner = json.loads(said[0])
    n = len(inner["seconds"])
    return [Run(each, cpu / n, peak_mb, inner["answer"]) for each in inner["seconds"]]


def _watched_tree(process: "subprocess.Popen[bytes]", patience: float) -> tuple[float, float]:
    """Processor seconds and peak MB of a process and its children, together, until it ends."""
    psutil = import_module("psutil")
    tree, began = psutil.Process(process.pid), time.monotonic()
    peak, cpu = 0, dict[int, float]()
    while process.poll() is None:
        used = 0
        with suppress(psutil.NoSuchProcess):  # it has just ended
            for each in (tree, *tree.children(recursive=True)):
                used += each.memory_info().rss
                times = each.cpu_times()
                cpu[each.pid] = times.user + times.system
        peak = max(peak, used)
        if time.monotonic() - began > patience:
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(SAMPLE_SECONDS)
    return sum(cpu.values()), peak / 1e6


def _rounds(folder: Path) -> tuple[Runs, Peers, Runs]:
    """Ours, the peers by engine and query, and the bare scan, by turns."""
    asked = [(engine, query) for engine in ("duckdb", "polars") for query in QUERIES]
    _on_peer("duckdb", "scan", folder)  # the file is in the page cache from here on
    ours: list[Run] = []
    scans: list[Run] = []
    peers: dict[tuple[str, str], list[Run]] = {key: [] for key in asked}
    for _ in range(ROUNDS):
        scans += _on_peer("duckdb", "scan", folder)
        for engine, query in asked:
            peers[engine, query] += _on_peer(engine, query, folder)
        ours.append(measured(folder / "events.parquet", folder / "catalogue.parquet"))
    return ours, peers, scans


def _on_peer(engine: str, query: str, folder: Path, *, runs: int = 1) -> list[Run]:
    command = (sys.executable, PEERS, engine, query, folder, str(runs))
    return watched(command, patience=PATIENCE_SECONDS)


def _row(engine: str, asked: str, runs: Runs) -> str:
    if not runs:
        return f"| {engine} | {asked} | not finished | | | |"
    each = ", ".join(f"{run.seconds:.1f}" for run in runs)
    return (
        f"| {engine} | {asked} | {_median(runs):.1f} | {each} "
        f"| {statistics.median(run.cpu_seconds for run in runs):.0f} | {_peak(runs):,.0f} |"
    )


def _compared(ours: Runs, peers: Peers, scans: Runs) -> str:
    """Ours by turns with each engine's three queries together."""
    lines = []
    for engine in ("duckdb", "polars"):
        together = [peers[engine, query] for query in QUERIES]
        if all(len(runs) == len(ours) for runs in together):
            three = [sum(run.seconds for run in turn) for turn in zip(*together, strict=True)]
            ratios = [run.seconds / each for run, each in zip(ours, three, strict=True)]
            memory = _peak(ours) / max(map(_peak, together))
            lines.append(
                f"All figures of ours take {statistics.median(ratios):.2f} "
                f"({min(ratios):.2f} to {max(ratios):.2f}) times as long as {ENGINES[engine]} "
                f"takes for its three, with {memory:.2f} times the memory."
            )
    on_spark = [peers["spark", query] for query in QUERIES]
    if all(on_spark):
        three_on_spark = sum(map(_median, on_spark))
        lines.append(f"Spark takes {three_on_spark / _median(ours):.1f} times as long as ours.")
    lines.append(
        f"{viewing_log.PART_EVENTS / _median(ours) / 1e6:.1f} million events a second; "
        f"{_median(ours) / _median(scans):.0f} times the bare scan."
    )
    return "\n".join(lines)


def _agreed(ours: Runs, peers: Peers) -> str:
    """Which sums are the same in all answers, to nine digits; or who says what."""
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by sum, values and engines
    for engine, runs in [("ours", ours), *((engine, runs) for (engine, _), runs in peers.items())]:
        for name, value in ((n, v) for run in runs for n, v in run.answer.items()):
            said[name].add((f"{value:.9g}", engine))
    differing = [
        f"{name}: {', '.join(f'{value} by {engine}' for value, engine in sorted(values))}"
        for name, values in said.items()
        if len({value for value, _ in values}) > 1
    ]
    if differing:
        return f"THE ENGINES DIFFER in {'; '.join(differing)}."
    return f"All engines agree to nine digits: {', '.join(sorted(said))}."


def _our_sums(figures: Path) -> dict[str, float]:
    """The sums that the peers tell of theirs."""
    table = pq.read_table(figures)
    sums = {
        name: float(pc.sum(table[name]).as_py())
        for name in ("starters", "completers", "hours", "views")
    }
    # Without starters there is no retention.
    kept = [
        (share, n)
        for shares, n in zip(
            *(table[c].to_pylist() for c in ("retention", "starters")), strict=True
        )
        for share in shares
        if share is not None
    ]
    there = {"n_done": sum(round(share * n) for share, n in kept)}
    return sums | there | {"retention": sum(share for share, _ in kept)}


def _shape(folder: Path) -> str:
    """The log beside the one after whose shape it is made."""
    with duckdb.connect() as connection:
        for name in ("events", "seasons"):
            connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        rows = connection.execute(SHAPE_SQL).fetchall()
    found = dict(zip(SHAPE, rows[0], strict=True))
    lines = ["| the log | reference's | this one |", "|---|---:|---:|"]
    for name, of_reference in SHAPE.items():
        digits = 1 if "million" in name else 0
        lines.append(f"| {name} | {of_reference:,.{digits}f} | {found[name]:,.{digits}f} |")
    return "\n".join(lines)


def _median(runs: Runs) -> float:
    return statistics.median(run.seconds for run in runs)


def _peak(runs: Runs) -> float:
    return max(run.peak_mb for run in runs)


if __name__ == "__main__":
    print(measure())
