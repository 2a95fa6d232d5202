"""How fast: articles read a second on one core, beside a peer, and the command line's start.

Processor time is measured, not the clock's: other programs on the machine count for little.
"""

import math
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers import peer
from benchmarks.surroundings import as_installed
from benchmarks.texts import pairs
from nextseason.claims import read_claims
from nextseason.domain import Article

REPEATS = 5
COMPARED = 60  # texts that the peer gets; it takes its time


def measure() -> str:
    texts, where = pairs()
    words = statistics.mean(len(a.text.split()) for a in texts)
    step = max(1, len(texts) // COMPARED)
    compared = texts[::step][:COMPARED]
    read_all(compared)  # warm, as the peer is
    rates = [len(texts) / read_all(texts) for _ in range(REPEATS)]
    ours, theirs = [], []
    with peer([a.text for a in compared]) as other:
        for _ in range(REPEATS):
            ours.append(len(compared) / read_all(compared))
            theirs.append(len(compared) / other.seconds())
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    start = statistics.median(_start("--help") for _ in range(REPEATS))
    bare = statistics.median(_start() for _ in range(REPEATS))
    return "\n".join(
        [
            f"Articles a second of one core: {len(texts)} {where}, {words:.0f} words each.",
            "",
            "| | median of 5 | lowest | highest |",
            "|---|---:|---:|---:|",
            _row(f"all {len(texts)}", rates),
            _row(f"{len(compared)} of them, beside the peer", ours),
            _row(other.name, theirs),
            f"| times the peer | {_shown(ratio, 1)} | | |",
            "",
            "The peer is its full pipeline with `NumpyOps(use_blis=False)`, one thread, "
            "`nlp.pipe` over the same texts, its passes between ours. Measured is the model "
            "that is named above; the medium one is on no package registry.",
            "",
            "| seconds until it answers | median of 5 |",
            "|---|---:|",
            f"| `nextseason --help` | {start:.2f} |",
            f"| `python -c pass`, for comparison | {bare:.2f} |",
        ]
    )


def read_all(texts: Sequence[Article]) -> float:
    """Processor seconds for one pass of the default reader."""
    began = time.process_time()
    for article in texts:
        read_claims(article)
    return time.process_time() - began


def _row(name: str, rates: Sequence[float]) -> str:
    figures = (statistics.median(rates), min(rates), max(rates))
    return f"| {name} | " + " | ".join(_shown(figure, 1) for figure in figures) + " |"


def _shown(figure: float, digits: int) -> str:
    return "–" if math.isnan(figure) else f"{figure:.{digits}f}"


def _start(*arguments: str) -> float:
    """Seconds until the command has answered; without arguments, the interpreter alone."""
    command = [str(Path(sys.executable).with_name("nextseason")), *arguments]
    if not arguments:
        command = [sys.executable, "-c", "pass"]
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=as_installed())  # noqa: S603
    return time.perf_counter() - began
