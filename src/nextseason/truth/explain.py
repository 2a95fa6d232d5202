"""Why a finding is what it is: how much each claim moves its answer.

Finding's claims -> tuple[Weighing, ...].  The weight of evidence of a claim is by how much the
log-odds of the answer would fall if the claim had not been made (Good 1950): taking the claim
out gives just that change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np

from nextseason.domain import Article, Claim, Finding, RenewalStatus, Topic
from nextseason.truth.answers import ask
from nextseason.truth.evidence import Evidence, gather, published_day
from nextseason.truth.histories import STATES, Floats
from nextseason.truth.renewal import circle_of, testimonies, weigh_renewal
from nextseason.truth.season_model import Weighed
from nextseason.truth.sources import SourceBook
from nextseason.truth.standing import still_standing
from nextseason.truth.weights import pool, probabilities

CERTAIN = 1e-4  # chances nearer to 0 or 1 are not told apart: what was never named has no odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What one claim adds to a finding's answer."""

    claim: Claim
    source: str  # who is taken to speak: of copies, the first
    day: date | None
    log_odds: float  # by which the answer would fall without it; negative: it speaks against
    noise: float  # chance that a word of this source is made up or misread
    stale: float | None = None  # of a decision: chance that this very word was out of date


def explain(
    finding: Finding,
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    *,
    book: SourceBook,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Weighing, ...]:
    """What each claim adds to the finding's answer, the weightiest first.

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
    own = ask(set(published) & set(finding.claims))
    readings = [reading for group in own.values() for reading in group]
    evidence = gather(readings, articles, copies)
    if finding.question.topic is Topic.RENEWAL:
        asked = {finding.question: evidence}
        heard = testimonies(asked, published, articles, circle_of(articles, book.circle))[
            finding.question
        ]
        added = _of_decision(weigh_renewal(heard, book, as_of=finding.as_of), finding, book)
    else:
        added = [_of_other(item, evidence, finding, book) for item in evidence]
    return tuple(sorted(added, key=lambda w: (-abs(w.log_odds), w.claim.id)))


def _of_decision(weighed: Weighed, finding: Finding, book: SourceBook) -> list[Weighing]:
    state = STATES.index(RenewalStatus(finding.answer.text))
    change = _log_odds(weighed.now[state]) - _log_odds(weighed.without_each()[:, state])
    stale = weighed.chance_stale()
    return [
        Weighing(
            claim=word.claim,
            source=word.source,
            day=word.day,
            log_odds=float(change[i]),
            noise=book.traits_of(word.source).noise,
            stale=float(stale[i]),
        )
        for i, word in enumerate(weighed.prepared.testimony.words)
    ]


def _of_other(
    item: Evidence, evidence: tuple[Evidence, ...], finding: Finding, book: SourceBook
) -> Weighing:
    topic, answer = finding.question.topic, finding.answer.text
    without = [other for other in evidence if other is not item]
    left = probabilities(topic, pool(still_standing(without), book.trust))
    change = _log_odds(finding.answer.probability) - _log_odds(left.get(answer, 0.0))
    return Weighing(
        claim=item.claim,
        source=item.source,
        day=item.day,
        log_odds=float(change),
        noise=book.traits_of(item.source).noise,
    )


def _log_odds(chance: float | Floats) -> Floats:
    bounded = np.clip(chance, CERTAIN, 1.0 - CERTAIN)
    return np.asarray(np.log(bounded / (1.0 - bounded)))
