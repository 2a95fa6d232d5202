"""The annotated articles, where they stand beside the project."""

import hashlib
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from nextseason.titles import fold

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("NEXTSEASON_CORPUS", ROOT.parent / "shared" / "corpus"))
# Shows whose articles nobody read while the rules were written, as hashes of their titles.
HELD_OUT = frozenset(Path(__file__).with_name("held_out_shows.txt").read_text().split())

Annotated = dict[str, Any]


@cache
def articles() -> tuple[Annotated, ...]:
    """Every annotated article; () where the corpus is not there."""
    return tuple(
        json.loads(line)
        for path in sorted(CORPUS.glob("dev-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )


def main_show(article: Annotated) -> str:
    """The show that most of an article's annotations are about, folded."""
    counts = Counter(fold(claim["show"]) for claim in article["claims"])
    for line in article["bottom_line"]:
        counts[fold(line["show"])] += 3
    return counts.most_common(1)[0][0] if counts else article["id"]


def is_held_out(article: Annotated) -> bool:
    return hashlib.sha1(main_show(article).encode()).hexdigest()[:10] in HELD_OUT  # noqa: S324
