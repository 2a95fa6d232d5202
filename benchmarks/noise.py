"""Articles that are about no season: what they cost, and what is wrongly found in them."""

import statistics
from collections.abc import Sequence

from benchmarks.corpus import CORPUS, Annotated, articles
from benchmarks.speed import REPEATS, read_all
from nextseason.claims import read_claims
from nextseason.domain import Article
from nextseason.wire import article_from_json
from training.annotated import load


def measure() -> str:
    corpus = articles()
    if not corpus:
        return f"Skipped: no annotated articles in {CORPUS}."
    rows = [
        "| articles without a claim | n | words each | articles a second | MB a second "
        "| false claims per 1,000 | of 1,000, with any |",
        "|---|---:|---:|---:|---:|---:|---:|",
        _row("of the corpus", [a for a in corpus if not a["claims"]]),
        _row("of ours, `training/texts`", [a for a in load() if not a["claims"]]),
    ]
    with_claims = [article_from_json(a) for a in corpus if a["claims"]]
    rate, size = _speed(with_claims)
    words = _words(with_claims)
    rows.append(
        f"| for comparison: with claims | {len(with_claims)} | {words:.0f} | {rate:.0f} "
        f"| {size:.2f} | | |"
    )
    return "\n".join(rows)


def _row(name: str, annotated: Sequence[Annotated]) -> str:
    texts = [article_from_json(a) for a in annotated]
    n = len(texts)
    found = [len(read_claims(article)) for article in texts]
    rate, size = _speed(texts)
    per_1000, with_any = 1000 * sum(found) / n, 1000 * sum(map(bool, found)) / n
    return (
        f"| {name} | {n} | {_words(texts):.0f} | {rate:.0f} | {size:.2f} "
        f"| {per_1000:.0f} | {with_any:.0f} |"
    )


def _words(texts: Sequence[Article]) -> float:
    return statistics.mean(len(a.text.split()) for a in texts)


def _speed(texts: Sequence[Article]) -> tuple[float, float]:
    """Articles, and megabytes of text, a second of one core."""
    seconds = statistics.median(read_all(texts) for _ in range(REPEATS))
    size = sum(len(a.text.encode()) for a in texts) / 1e6
    return len(texts) / seconds, size / seconds
