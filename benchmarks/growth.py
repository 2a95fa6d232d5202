"""What more articles cost: time and memory of `nextseason read` on streams of growing length.

Whole processes are measured, the reading of their input included.
"""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.texts import stream

LENGTHS = (100, 1_000, 10_000)
LONG = (100, 100_000)
WORKERS = (1, 2)
REPEATS = 3  # of the runs on several processes
SPREAD = 2_000  # articles: long enough that the start of the processes does not matter
LAUNCHER = Path(__file__).with_name("launch.py")
READ = (sys.executable, "-m", "nextseason", "read")


class Run(NamedTuple):
    clock_seconds: float
    cpu_seconds: float
    peak_mb: float  # of the command's own process
    digest: str  # of its output


def measure() -> str:
    return _table(LENGTHS)


def measure_long() -> str:
    """100,000 articles: some 20 minutes."""
    return _table(LONG)


def measure_workers() -> str:
    load = os.getloadavg()[0]  # of the last minute
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), SPREAD)
        runs = [[_run(path, "--workers", str(n)) for n in WORKERS] for _ in range(REPEATS)]
    one, two = zip(*runs, strict=True)
    digests = {run.digest for run in (*one, *two)}
    same = "the same bytes" if len(digests) == 1 else "DIFFERENT BYTES"
    gain = statistics.median(a.clock_seconds / b.clock_seconds for a, b in runs)
    rows = [
        f"| {n} | {SPREAD / statistics.median(r.clock_seconds for r in of):.0f} "
        f"| {max(r.peak_mb for r in of):.0f} |"
        for n, of in zip(WORKERS, (one, two), strict=True)
    ]
    return "\n".join(
        [
            "| `--workers` | articles a second, by the clock | peak MB of the command itself |",
            "|---:|---:|---:|",
            *rows,
            "",
            f"{gain:.2f} times as fast on 2 of the machine's {os.cpu_count()} cores (median of "
            f"{REPEATS} pairs of runs, {SPREAD:,} articles); {same} in all runs. Other programs "
            f"kept {load:.1f} cores busy when it began.",
        ]
    )


def _table(lengths: Sequence[int]) -> str:
    rows = [
        "| articles | processor seconds | ms each, beyond the first run | peak MB |",
        "|---:|---:|---:|---:|",
    ]
    first: tuple[int, Run] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for n in lengths:
            run = _run(_written(Path(folder), n))
            first = first or (n, run)
            more = n - first[0]
            each = f"{1000 * (run.cpu_seconds - first[1].cpu_seconds) / more:.2f}" if more else ""
            rows.append(f"| {n:,} | {run.cpu_seconds:.1f} | {each} | {run.peak_mb:.0f} |")
    rows += ["", "The corpus's articles over and over, each time with an id and words of its own."]
    return "\n".join(rows)


def _written(folder: Path, n: int) -> Path:
    path = folder / f"{n}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(stream(n))
    return path


def _run(path: Path, *options: str) -> Run:
    output = path.with_suffix(".out")
    with output.open("wb") as file:
        told = subprocess.run(  # noqa: S603
            [sys.executable, LAUNCHER, *READ, path, *options],
            stdout=file,
            stderr=subprocess.PIPE,
            check=True,
            text=True,
        ).stderr
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    clock, cpu, peak = json.loads(told.splitlines()[-1])
    return Run(clock, cpu, peak, digest)
