"""Evidence that still stands once time and context have explained the rest.

Evidence of one question -> fewer.  Three things are history, not dissent: that nothing was
decided before it was; what a source said before it said something else; and the
cancellation that a pick-up by another platform answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from nextseason.domain import RenewalStatus, is_open
from nextseason.truth.answers import NEWS, exclude, is_pick_up
from nextseason.truth.evidence import Evidence


def still_standing(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Without what later evidence, or the same article, makes history."""
    return _last_words(_not_overtaken(not_rescued(evidence)))


def torn_articles(evidence: Sequence[Evidence]) -> frozenset[str]:
    """Ids of the articles that firmly give two answers which cannot both hold."""
    by_article: dict[str, list[Evidence]] = defaultdict(list)
    for item in not_rescued(evidence):
        if item.is_firm:
            by_article[item.claim.article_id].append(item)
    return frozenset(article_id for article_id, items in by_article.items() if _is_torn(items))


def _is_torn(items: Iterable[Evidence]) -> bool:
    topics = {item.option: item.topic for item in items}
    return any(exclude(topics[one], one, other) for one, other in combinations(topics, 2))


def not_rescued(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Only a cancelled season is picked up: an article that says both means the pick-up.

    Nor does it matter there who else passed on the season.
    """
    rescued = {
        item.claim.article_id for item in evidence if item.is_firm and is_pick_up(item.claim)
    }
    return [
        item
        for item in evidence
        if item.claim.article_id not in rescued
        or not (item.denied or item.answer == RenewalStatus.CANCELLED)
    ]


def _not_overtaken(evidence: Sequence[Evidence]) -> list[Evidence]:
    """That nothing was known does not dispute what became known that day or later.

    Of an undated page nobody knows that it was written after.  A guess overtakes nothing,
    nor does an article that contradicts itself; what such an article says is all kept, or
    dropping half of it would hide that it does.
    """
    torn = torn_articles(evidence)
    known = max(
        (
            item.day
            for item in evidence
            if item.day
            and item.is_firm
            and not item.denied
            and not is_open(item.topic, item.answer)
            and item.claim.article_id not in torn
        ),
        default=None,
    )
    if known is None:
        return list(evidence)
    return [
        item
        for item in evidence
        if item.denied
        or not is_open(item.topic, item.answer)
        or (item.day is not None and item.day > known)
        or item.claim.article_id in torn
    ]


def _last_words(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """On what changes, a source's last dated firm word replaces what it said before."""
    last: dict[str, date] = {}
    for item in evidence:
        if item.day and item.is_firm and item.topic in NEWS:
            last[item.source] = max(item.day, last.get(item.source, item.day))
    return tuple(
        item
        for item in evidence
        if item.day is None or item.source not in last or item.day >= last[item.source]
    )
