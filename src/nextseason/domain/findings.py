"""What is known: questions, their answers, and the dossier that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nextseason.domain.articles import Article, Rejected
from nextseason.domain.checks import require, require_probability
from nextseason.domain.claims import Claim
from nextseason.domain.kinds import (
    CastRole,
    ReasonCategory,
    RenewalStatus,
    Topic,
    TrailerStatus,
    Verdict,
)
from nextseason.domain.values import Window

UNANNOUNCED = "unannounced"
NOT_YET = "not"
# Answers that say only that nothing has happened, or that nothing is known, so far.
OPEN_ANSWERS: Mapping[Topic, str] = {
    Topic.RENEWAL: RenewalStatus.PENDING.value,
    Topic.RELEASE: UNANNOUNCED,
    Topic.PRODUCTION: NOT_YET,
    Topic.CAST: CastRole.UNCERTAIN.value,
    Topic.TRAILER: TrailerStatus.NONE.value,
    Topic.REASON: ReasonCategory.UNSTATED.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a finding answers: a topic of a season, and of whom or what where it has several."""

    show: str
    season: int | None
    topic: Topic
    about: str | None = None  # a person, an outlet, a milestone; None: the season itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One possible answer, with the probability that it is the right one."""

    text: str  # as printed: "renewed", "2021-01-01/2021-06-30", "returning"
    probability: float

    def __post_init__(self) -> None:
        require_probability(self.probability)


class NoDay(StrEnum):
    """Why something has no day."""

    UNKNOWN = "unknown"  # none is announced, or none that is named is right
    NEVER = "never"  # there is no such season


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShare:
    """How likely a day is to lie in a window, each of its days alike; or not to be."""

    when: Window | NoDay
    probability: float

    def __post_init__(self) -> None:
        require_probability(self.probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is known on one question as of a day."""

    question: Question
    as_of: date
    answers: tuple[Answer, ...]  # most probable first; together at most 1
    verdict: Verdict
    since: date | None  # first day on which a claim for the answer was out; None: undated
    support: tuple[Claim, ...] = ()
    against: tuple[Claim, ...] = ()
    overtaken: tuple[Claim, ...] = ()  # right in their day; later news explains them
    # Of a release or a decision: on which days, in order and apart; together 1.  (): not asked
    days: tuple[DayShare, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.answers), "a finding has at least one possible answer")
        require(
            sum(a.probability for a in self.answers) <= 1.0 + 1e-9,
            "the answers' probabilities cannot exceed 1 together",
        )
        require(
            not self.days or abs(sum(share.probability for share in self.days) - 1.0) < 1e-6,
            "the probabilities of the days must be 1 together",
        )

    @property
    def answer(self) -> Answer:
        return self.answers[0]

    @property
    def is_open(self) -> bool:
        """Whether the answer says only that nothing has happened, or is known, so far."""
        return is_open(self.question.topic, self.answer.text)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that was said on the question."""
        return (*self.support, *self.against, *self.overtaken)


def is_open(topic: Topic, answer: str) -> bool:
    """Whether an answer says only that nothing has happened, or is known, so far."""
    return OPEN_ANSWERS.get(topic) == answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both hold."""

    question: Question
    first: Claim
    second: Claim
    note: str  # what does not agree, in a short sentence

    @property
    def within_one_article(self) -> bool:
        return self.first.article_id == self.second.article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one season, every statement leading back to its words."""

    show: str
    season: int
    as_of: date
    headline: str  # the answer in one sentence
    renewal: Finding
    findings: tuple[Finding, ...]  # of the other questions about this season and the last
    contradictions: tuple[Contradiction, ...]
    articles: Mapping[str, Article] = field(hash=False)  # by id: those that the claims quote
    left_out: tuple[Rejected, ...] = ()  # articles that could not be used, and why
