"""One question's finding: its answers, a verdict, and the claims for it and against it.

Evidence + probability of each answer -> Finding.  The probabilities come from `renewal` and
`weights`, the days from `days`.  When a season comes out that will not be is answered by what
is known of its order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nextseason.domain import (
    Answer,
    Article,
    Certainty,
    Claim,
    DayShare,
    Finding,
    NoDay,
    Question,
    RenewalStatus,
    Topic,
    is_open,
)
from nextseason.truth.answers import agreement, sorted_with_ties
from nextseason.truth.evidence import Evidence
from nextseason.truth.standing import still_standing, torn_articles
from nextseason.truth.verdicts import judge

OVER = (RenewalStatus.CANCELLED, RenewalStatus.CONCLUDED)  # no season is released then
NEVER = NoDay.NEVER.value
# Chance that there is no season from which on this is an answer to when it comes out: below, it
# would stand before the days of a season that is likelier to come, which share its chance.
MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Of a release: what is known of the season's order."""

    evidence: Sequence[Evidence] = ()  # on the season's renewal
    over: float = 0.0  # chance that there is no such season

    @property
    def is_over(self) -> bool:
        return self.over > MOSTLY


UNASKED = Order()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """What stands of the evidence on a question, by what it says of some of its answers."""

    evidence: Sequence[Evidence]
    support: list[Evidence]
    opposed: list[Evidence]
    denials: list[Evidence]  # that these are the answers
    other_denials: list[Evidence]  # that others are

    @property
    def pro(self) -> list[Evidence]:
        return [*self.support, *self.other_denials]

    @property
    def con(self) -> list[Evidence]:
        return [*self.opposed, *self.denials]


def finding_of(
    question: Question,
    evidence: Sequence[Evidence],
    articles: Mapping[str, Article],
    *,
    as_of: date,
    chances: Mapping[str, float],
    days: tuple[DayShare, ...] = (),
    order: Order = UNASKED,
) -> Finding:
    """What is known on a question.

    Parameters
    ----------
    chances : mapping
        Probability of each answer; of a release, given that there is such a season.
    order : Order
        Of a release.
    """
    answers = _ranked(chances, order)
    best = answers[0].text
    beside = {a.text for a in answers if _go_together(question.topic, best, a.text)}
    said = [_sides(evidence, beside)]
    chance = sum(a.probability for a in answers if a.text in beside)
    if best == NEVER:
        said.insert(0, _sides(order.evidence, {status.value for status in OVER}))
        chance = order.over
    verdict = judge(
        min(1.0, chance),
        support=said[0].support,
        opposed=said[0].opposed,
        denials=said[0].denials,
        torn=torn_articles(said[0].evidence),
        open_answer=is_open(question.topic, best),
    )
    kept = {id(item) for sides in said for item in sides.evidence}  # to compare all takes long
    heard = [*(order.evidence if best == NEVER else ()), *evidence]
    return Finding(
        question=question,
        as_of=as_of,
        answers=answers,
        verdict=verdict,
        since=_since(said[0].support, articles),
        support=_strongest_first([item for sides in said for item in sides.pro], articles),
        against=_strongest_first([item for sides in said for item in sides.con], articles),
        overtaken=_strongest_first([e for e in heard if id(e) not in kept], articles),
        days=days,
    )


def _ranked(chances: Mapping[str, float], order: Order) -> tuple[Answer, ...]:
    """The answers, most probable first, and that there is no season among them."""
    left = {answer: (1.0 - order.over) * p for answer, p in chances.items()}
    told = {**left, NEVER: order.over} if order.is_over else left
    ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Answer(text=text, probability=p) for text, p in ranked)


def _go_together(topic: Topic, one: str, other: str) -> bool:
    return agreement(topic, one, other) > 0.0 or agreement(topic, other, one) > 0.0


def _sides(evidence: Sequence[Evidence], beside: Collection[str]) -> _Sides:
    standing = still_standing(evidence)
    told = [e for e in standing if not e.denied]
    denied = [e for e in standing if e.denied]
    return _Sides(
        evidence=standing,
        support=[e for e in told if e.answer in beside],
        opposed=[e for e in told if e.answer not in beside],
        denials=[e for e in denied if e.answer in beside],
        other_denials=[e for e in denied if e.answer not in beside],
    )


def _since(support: Sequence[Evidence], articles: Mapping[str, Article]) -> date | None:
    """The first day of a firm claim; of any, where none is firm."""
    told = [item for item in support if item.is_firm] or support
    days = [articles[item.claim.article_id].published for item in told]
    return min((day for day in days if day), default=None)


def _strongest_first(
    evidence: Iterable[Evidence], articles: Mapping[str, Article]
) -> tuple[Claim, ...]:
    ranks = list(Certainty)

    def rank(claim: Claim) -> tuple[int, int, str, int]:
        day = articles[claim.article_id].published or date.min
        return ranks.index(claim.certainty), -day.toordinal(), claim.article_id, claim.quote.start

    return tuple(sorted_with_ties((item.claim for item in evidence), rank, lambda c: c.id))
