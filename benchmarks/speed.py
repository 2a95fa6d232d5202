"""How fast: articles read a second on one core, and the command line's start."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import articles
from nextseason.claims import read_claims
from nextseason.domain import Article
from nextseason.examples import KAOS
from nextseason.wire import article_from_json

REPEATS = 5


def measure() -> str:
    texts, where = _texts()
    words = statistics.mean(len(a.text.split()) for a in texts)
    rate = statistics.median(_rate(texts) for _ in range(REPEATS))
    start = statistics.median(_start("--help") for _ in range(REPEATS))
    bare = statistics.median(_start() for _ in range(REPEATS))
    return "\n".join(
        [
            "| | median of 5 |",
            "|---|---:|",
            f"| articles a second ({len(texts)} {where}, {words:.0f} words each) | {rate:.0f} |",
            f"| `nextseason --help` | {start:.2f} s |",
            f"| `python -c pass`, for comparison | {bare:.2f} s |",
        ]
    )


def _texts() -> tuple[list[Article], str]:
    annotated = articles()
    if annotated:
        return [article_from_json(a) for a in annotated], "articles of the corpus"
    lines = KAOS.read_text(encoding="utf-8").splitlines()
    return [article_from_json(json.loads(line)) for line in lines] * 20, "of the demo"


def _rate(texts: list[Article]) -> float:
    began = time.perf_counter()
    for article in texts:
        read_claims(article)
    return len(texts) / (time.perf_counter() - began)


def _start(*arguments: str) -> float:
    """Seconds until the command has answered; without arguments, the interpreter alone."""
    command = [str(Path(sys.executable).with_name("nextseason")), *arguments]
    if not arguments:
        command = [sys.executable, "-c", "pass"]
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    return time.perf_counter() - began
