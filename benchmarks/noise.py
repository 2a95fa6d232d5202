"""Articles that are about no season: what they cost, and what is wrongly found in them.

What decides whether an article is about a season is fitted for this on other articles than
those that it is asked of, in parts; the rest of the reader is the shipped one.
"""

import statistics
import zlib
from collections.abc import Sequence

from benchmarks.corpus import CORPUS, Annotated, articles, main_show
from benchmarks.speed import REPEATS, read_all
from nextseason.claims.fates import fate_model
from nextseason.claims.label_model import label_model
from nextseason.claims.reader import Models, read_article
from nextseason.claims.relevance import is_about_a_season
from nextseason.claims.sentences import split_sentences
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.whose import whose_model
from nextseason.claims.witness import topics_of
from nextseason.domain import Article
from nextseason.wire import article_from_json
from training import relevance, snippets
from training.annotated import load

N_PARTS = 4


def measure() -> str:
    corpus = articles()
    if not corpus:
        return f"Skipped: no annotated articles in {CORPUS}."
    own = load()
    told = snippets.load()
    by_part = [
        relevance.fit([a for a in (*corpus, *own) if _part(a) != part], told)
        for part in range(N_PARTS)
    ]
    models = [Models(label_model(), whose_model(), trees, fate_model()) for trees in by_part]
    rows = [
        "| articles without a claim | n | words each | articles a second | MB a second "
        "| false claims per 1,000 | of 1,000, with any |",
        "|---|---:|---:|---:|---:|---:|---:|",
        _row("of the corpus", [a for a in corpus if not a["claims"]], models),
        _row("of ours, `training/texts`", [a for a in own if not a["claims"]], models),
    ]
    with_claims = [article_from_json(a) for a in corpus if a["claims"]]
    rate, size = _speed(with_claims)
    words = _words(with_claims)
    rows.append(
        f"| for comparison: with claims | {len(with_claims)} | {words:.0f} | {rate:.0f} "
        f"| {size:.2f} | | |"
    )
    rows += ["", "| articles with claims | n | taken for others | of their claims |"]
    rows += ["|---|---:|---:|---:|"]
    rows += [
        _lost("of the corpus", corpus, models),
        _lost("of ours, `training/texts`", own, models),
    ]
    return "\n".join(rows)


def _part(article: Annotated) -> int:
    about = main_show(article) if article["claims"] else article["id"]
    return zlib.crc32(about.encode()) % N_PARTS


def _lost(name: str, annotated: Sequence[Annotated], models: Sequence[Models]) -> str:
    """How much is not read because an article is taken to be about something else."""
    told = [a for a in annotated if a["claims"]]
    lost = [a for a in told if not _is_let_in(a, models[_part(a)])]
    n_claims = sum(len(a["claims"]) for a in told)
    n_lost = sum(len(a["claims"]) for a in lost)
    return f"| {name} | {len(told)} | {len(lost) / len(told):.3f} | {n_lost / n_claims:.3f} |"


def _is_let_in(annotated: Annotated, models: Models) -> bool:
    article = article_from_json(annotated)
    sentences = split_sentences(article.text)
    tokens = tokenize_article(article.title, sentences)
    return is_about_a_season(tokens, [*map(topics_of, sentences)], models.relevance)


def _row(name: str, annotated: Sequence[Annotated], models: Sequence[Models]) -> str:
    texts = [article_from_json(a) for a in annotated]
    n = len(texts)
    found = [
        len(read_article(article, models=models[_part(a)]))
        for article, a in zip(texts, annotated, strict=True)
    ]
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
