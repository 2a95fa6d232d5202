"""Errors of reading by cause, the largest first.

Annotated articles and claims read -> a table.  An annotated claim that was not read is set
beside the read claim that is nearest to it, and counted by what differs.
"""

import runpy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from benchmarks.corpus import CORPUS, Annotated
from nextseason.domain import Claim
from nextseason.wire import claim_to_json

Key = tuple[Any, ...]  # show, season, topic, polarity, value


def table(gold: Sequence[Annotated], read: Mapping[str, Sequence[Claim]]) -> list[str]:
    """Rows of Markdown: what became of the annotated claims, and of the claims read beyond them."""
    count: Counter[str] = Counter()
    for article in gold:
        count.update(_causes(article, [claim_to_json(c) for c in read.get(article["id"], ())]))
    rows = ["| what went wrong | claims |", "|---|---:|"]
    return rows + [f"| {cause} | {n} |" for cause, n in count.most_common() if cause != "right"]


def _causes(article: Annotated, read: list[dict[str, Any]]) -> list[str]:
    key = _key()
    spare = [key(c) for c in read]
    missed = []
    for claim in article["claims"]:
        if key(claim) in spare:
            spare.remove(key(claim))
        else:
            missed.append(key(claim))
    found = []
    for wanted in missed:
        for cause, likeness in _LIKENESS:
            nearest = next((k for k in spare if likeness(wanted, k)), None)
            if nearest is not None:
                spare.remove(nearest)
                found.append(cause)
                break
        else:
            found.append(f"not read: {wanted[2]}")
    return found + [f"read, not annotated: {k[2]}" for k in spare]


# What a read claim has in common with an annotated one that it stands for.
_LIKENESS: tuple[tuple[str, Callable[[Key, Key], bool]], ...] = (
    ("the season", lambda a, b: a[0] == b[0] and a[2:] == b[2:]),
    ("the show", lambda a, b: a[1:] == b[1:]),
    ("the show and the season", lambda a, b: a[2:] == b[2:]),
    ("negated or not", lambda a, b: a[:3] == b[:3] and a[4] == b[4]),
    ("the value", lambda a, b: a[:3] == b[:3] and a[4][:1] == b[4][:1]),
)


@cache
def _key() -> Callable[[Mapping[str, Any]], Key]:
    """The identity of a claim's fact, as the corpus's `score.py` has it."""
    found: Callable[[Mapping[str, Any]], Key] = runpy.run_path(str(CORPUS / "score.py"))["key"]
    return found
