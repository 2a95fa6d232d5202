"""How much the evidence weighs, answer by answer.

Evidence of one question -> weight for and against each answer.  1 is one source that
firmly says one thing, and is as fresh as any.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nextseason.domain import Certainty, Topic
from nextseason.truth.answers import NEWS, Option, agreement, exclude
from nextseason.truth.evidence import Evidence

CERTAINTY_WEIGHT = {
    Certainty.STATED: 1.0,
    Certainty.REPORTED: 1.0,
    Certainty.RUMOURED: 0.4,
    Certainty.EXPECTED: 0.15,  # a guess is a guess, however often it is made
}

HALF_LIFE_DAYS = 30.0  # of news: within a month most pages have caught up with a decision
STALE = 0.5  # what is left of old news: a decision stands until another is made
UNDATED = 0.25  # beside dated news: the page may be older than all of it

# Sources read each other.  The strongest for an answer counts in full, the next by this
# factor, the one after it by its square; together never more than 3.3 times the strongest,
# so that no number of weak pages outweighs three good ones.
DEPENDENCE = 0.7

STRENGTH = 3.4  # log-odds of one unit of weight: a firm fresh source is right about 30 to 1
UNNAMED = 6.0  # odds, before any evidence, of an answer that nobody has given to a given one


class Weight(NamedTuple):
    """Of the evidence for one answer."""

    pro: float
    con: float


def pool(
    evidence: Sequence[Evidence], trust: Callable[[str], float] = lambda _source: 1.0
) -> dict[str, Weight]:
    """Weight for and against each answer.

    An article has one vote: what it gives to one answer it takes from those that cannot
    hold beside it.  A source, and all who share its words, counts once per answer, as much as
    it is trusted (1: as one of which nothing is known).
    """
    shares = _shares(evidence)
    newest = max((e.day for e in evidence if e.day and e.is_firm), default=None)
    voices: dict[Option, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for item, share in zip(evidence, shares, strict=True):
        weight = share * _freshness(item, newest) * trust(item.source)
        heard = voices[item.option]
        heard[item.source] = max(heard[item.source], weight)
    answers = sorted({item.answer for item in evidence})
    return {
        answer: Weight(
            _together(voices[answer, False].values()), _together(voices[answer, True].values())
        )
        for answer in answers
    }


def probabilities(topic: Topic, weights: Mapping[str, Weight]) -> dict[str, float]:
    """Chance of each answer, beside an answer that nobody has given.

    An answer borrows from those that go together with it, at most as much as it has
    itself: a guess at the month is no better for a firm year.

    Examples
    --------
    >>> probabilities(Topic.EPISODES, {"10": Weight(1.0, 0.0)})
    {'10': 0.833...}
    """
    odds = {
        answer: math.exp(STRENGTH * (_with_borrowed(topic, answer, weights) - weight.con))
        for answer, weight in weights.items()
    }
    total = UNNAMED + sum(odds.values())
    return {answer: value / total for answer, value in odds.items()}


def _with_borrowed(topic: Topic, answer: str, weights: Mapping[str, Weight]) -> float:
    own = weights[answer].pro
    lent = sum(
        agreement(topic, answer, other) * weight.pro
        for other, weight in weights.items()
        if other != answer
    )
    return own + min(own, lent)


def _shares(evidence: Sequence[Evidence]) -> list[float]:
    """Each claim's part of its article's vote."""
    said: dict[str, dict[Option, Evidence]] = defaultdict(dict)
    for item in evidence:
        options = said[item.claim.article_id]
        known = options.setdefault(item.option, item)
        if _certainty(item) > _certainty(known):
            options[item.option] = item
    return [_share(item, said[item.claim.article_id].values()) for item in evidence]


def _share(item: Evidence, said: Iterable[Evidence]) -> float:
    rivals = [_certainty(other) for other in said if exclude(item.topic, item.option, other.option)]
    own = _certainty(item)
    return own * max([own, *rivals]) / (own + sum(rivals))


def _certainty(item: Evidence) -> float:
    return CERTAINTY_WEIGHT[item.claim.certainty]


def _freshness(item: Evidence, newest: date | None) -> float:
    if item.topic not in NEWS or newest is None:
        return 1.0
    if item.day is None:
        return UNDATED
    behind_days = max(0, (newest - item.day).days)
    return STALE + (1.0 - STALE) * math.exp2(-behind_days / HALF_LIFE_DAYS)


def _together(weights: Iterable[float]) -> float:
    ranked = sorted(weights, reverse=True)
    return math.fsum(weight * DEPENDENCE**rank for rank, weight in enumerate(ranked))
