"""Why a finding is what it is: how much each claim moves its answer.

Finding's claims -> tuple[Weighing, ...].  The weight of evidence of a claim is by how much the
log-odds of the answer fall once the claim has not been made (Good 1950).  Each is taken out in
its turn and the rest weighed anew: what repeated it counts more then, and what it had
overtaken stands again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from nextseason.domain import Article, Claim, Finding, NoDay, RenewalStatus, Topic
from nextseason.truth.answered import NEVER, OVER
from nextseason.truth.answers import ask
from nextseason.truth.evidence import COMMONPLACE, Evidence, gather, published_day
from nextseason.truth.histories import STATES
from nextseason.truth.renewal import circle_of, testimonies, weigh_renewal
from nextseason.truth.season_model import Weighed
from nextseason.truth.sources import SourceBook
from nextseason.truth.standing import still_standing
from nextseason.truth.testimony import hear
from nextseason.truth.weights import pool, probabilities

CERTAIN = 1e-4  # chances nearer to 0 or 1 are not told apart: what was never named has no odds

T = TypeVar("T")
Chance = Callable[[Sequence[Evidence]], float]  # of the finding's answer, by this evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What one claim adds to a finding's answer."""

    claim: Claim
    source: str  # who is taken to speak: of copies, the first
    day: date | None
    log_odds: float  # by which the answer would fall without it; negative: it speaks against
    noise: float  # chance that a word of this source is made up or misread
    stale: float | None = None  # of a decision: chance that this very word was out of date


def explain_finding(
    finding: Finding,
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    *,
    book: SourceBook,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Weighing, ...]:
    """What each claim adds to the finding's answer, the weightiest first.

    Where there is one claim only, its weight is against what is expected of any season that
    somebody writes about.

    Parameters
    ----------
    claims : iterable of Claim
        Those that the finding was made of, or more.
    book : SourceBook
        What was known of the sources when the finding was made.
    copies : mapping
        As it was given to `reconcile`.
    """
    published = [
        c for c in claims if (published_day(c, articles) or finding.as_of) <= finding.as_of
    ]
    topic = _weighed_by(finding)
    own = ask(claim for claim in set(published) & set(finding.claims) if claim.topic is topic)
    readings = [reading for group in own.values() for reading in group]
    evidence = gather(readings, articles, copies)
    if topic is Topic.RENEWAL:
        chance, stale = _of_decision(finding, evidence, published, articles, book)
    else:
        chance, stale = _of_other(finding, book), {}
    whole = _log_odds(chance(evidence))

    def gathered(at: int) -> tuple[Evidence, ...]:
        return gather(_without(readings, at), articles, copies)

    added = [
        Weighing(
            claim=item.claim,
            source=item.source,
            day=item.day,
            log_odds=whole - _log_odds(chance(_left_without(at, evidence, gathered))),
            noise=book.traits_of(item.source).noise,
            stale=stale.get(item.claim),
        )
        for at, item in enumerate(evidence)
    ]
    return tuple(sorted(added, key=lambda w: (-abs(w.log_odds), w.claim.id)))


def _weighed_by(finding: Finding) -> Topic:
    """That a season never comes out is weighed by what is said of its order."""
    return Topic.RENEWAL if finding.answer.text == NEVER else finding.question.topic


def _of_decision(
    finding: Finding,
    evidence: Sequence[Evidence],
    published: Iterable[Claim],
    articles: Mapping[str, Article],
    book: SourceBook,
) -> tuple[Chance, dict[Claim, float]]:
    """How likely the answer is by some of the evidence; how likely each word of all is stale."""
    told = OVER if finding.answer.text == NEVER else (RenewalStatus(finding.answer.text),)
    states = [STATES.index(status) for status in told]
    circle = circle_of(articles, book.circle)
    order = replace(finding.question, topic=Topic.RENEWAL)
    heard = testimonies({order: evidence}, published, articles, circle)[order]
    whole = weigh_renewal(heard, book, as_of=finding.as_of)
    crawled = {a.id: a.crawled for a in articles.values() if a.crawled}

    def chance(left: Sequence[Evidence]) -> float:
        if not left:
            return _expected(whole, states)
        said = hear(left, circle, crawled=crawled, premiere=heard.premiere)
        return float(weigh_renewal(said, book, as_of=finding.as_of).now[states].sum())

    stale = zip(heard.words, whole.chance_stale().tolist(), strict=True)
    return chance, {word.claim: chance for word, chance in stale}


def _expected(weighed: Weighed, states: Sequence[int]) -> float:
    """Before any word, on the season's days."""
    histories = weighed.prepared.histories
    return float(np.exp(histories.log_prior)[np.isin(histories.last, states)].sum())


def _of_other(finding: Finding, book: SourceBook) -> Chance:
    topic, answer = finding.question.topic, finding.answer.text
    over = sum(share.probability for share in finding.days if share.when is NoDay.NEVER)

    def chance(left: Sequence[Evidence]) -> float:
        told = probabilities(topic, pool(still_standing(left), book.trust))
        return (1.0 - over) * told.get(answer, 0.0)

    return chance


def _left_without(
    at: int, evidence: Sequence[Evidence], gathered: Callable[[int], Sequence[Evidence]]
) -> Sequence[Evidence]:
    """The evidence once the claim with this number has not been made.

    Copies have their source and day from the first of them.  One who shares them with nobody
    is no copy and has none, so that to take it out leaves all others as they are, unless there
    are so many quotes that some were not compared.
    """
    item = evidence[at]
    alike = sum((e.source, e.day) == (item.source, item.day) for e in evidence)
    if alike == 1 and len(evidence) <= COMMONPLACE:
        return _without(evidence, at)
    return gathered(at)


def _without(items: Sequence[T], at: int) -> tuple[T, ...]:
    return (*items[:at], *items[at + 1 :])


def _log_odds(chance: float) -> float:
    bounded = min(1.0 - CERTAIN, max(CERTAIN, chance))
    return float(np.log(bounded / (1.0 - bounded)))
