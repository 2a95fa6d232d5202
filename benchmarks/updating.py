"""What it takes to weigh one season anew after one article, beside a pass over all of them.

Simulated worlds, since only they are as large as a ledger of years.  Processor time; the
article is read and its claims are known.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np

from benchmarks.ledger import Ledger
from benchmarks.worlds import as_ledger, changing_world
from nextseason.domain import Article, Claim
from nextseason.truth import SourceBook, learn_book, reconcile, update_book

T = TypeVar("T")

SEED = 5
N_SEASONS, N_SOURCES, ARTICLES_EACH = 1_000, 200, 8.0
SIZES = (10, 30, 60, 120)  # articles on the season that is updated
REPEATS = 7


def measure() -> str:
    world = changing_world(
        np.random.default_rng(SEED),
        n_objects=N_SEASONS,
        n_sources=N_SOURCES,
        rows_each=ARTICLES_EACH,
    )
    ledger, _ = as_ledger(world)
    day = ledger.last_day
    full, book = _timed(lambda: learn_book(ledger.claims, ledger.articles, as_of=day))
    lines = [
        f"{len(ledger.articles):,} articles of {len(book.traits)} sources on {N_SEASONS:,} "
        f"seasons; a full pass takes {full:.0f} s of processor time.",
        "",
        "| articles on the season | book updated, ms | and its finding made, ms |",
        "|---:|---:|---:|",
    ]
    for size in SIZES:
        claims, articles = season_of(ledger, size)
        costs = [_costs(book, claims, articles, day) for _ in range(REPEATS)]
        updated, found = (1000 * statistics.median(cost) for cost in zip(*costs, strict=True))
        lines.append(f"| {size} | {updated:.1f} | {updated + found:.1f} |")
    lines += ["", f"Medians of {REPEATS} runs."]
    return "\n".join(lines)


def season_of(ledger: Ledger, n_articles: int) -> tuple[list[Claim], dict[str, Article]]:
    """A season of `n_articles`, from those of the shows that are spoken of most, as if one."""
    by_show: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        by_show[claim.show].append(claim)
    most = sorted(by_show.values(), key=len, reverse=True)
    claims = [claim for claims in most for claim in claims][:n_articles]
    as_one = [replace(claim, show=claims[0].show) for claim in claims]
    return as_one, {c.article_id: ledger.articles[c.article_id] for c in claims}


def _costs(
    book: SourceBook, claims: list[Claim], articles: dict[str, Article], day: date
) -> tuple[float, float]:
    updated, new = _timed(lambda: update_book(book, claims, articles, as_of=day))
    found, _ = _timed(lambda: reconcile(claims, articles, as_of=day, book=new))
    return updated, found


def _timed(step: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = step()
    return time.process_time() - start, result
