"""What a claim can say: one noun for each topic."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from nextseason.domain.checks import plain, require, require_name
from nextseason.domain.kinds import (
    CampaignKind,
    CastRole,
    CostPer,
    Metric,
    Milestone,
    ReasonCategory,
    RenewalStatus,
    Reviewers,
    Topic,
    TrailerStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Window:
    """Days from `start` to `end`, both included: what "spring 2027" means.

    Examples
    --------
    >>> Window(start=date(2027, 3, 1), end=date(2027, 5, 31)).days
    92
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        require(
            self.start <= self.end,
            f"a window cannot end ({self.end}) before it starts ({self.start})",
        )

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def overlaps(self, other: "Window") -> bool:
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The state of a season's order."""

    topic: ClassVar[Topic] = Topic.RENEWAL
    status: RenewalStatus
    platform: str | None = None  # who picked it up, where it is another than before


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """When a season came or comes out."""

    topic: ClassVar[Topic] = Topic.RELEASE
    window: Window | None  # None: the article says that no date is announced


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDay:
    """When the decision, or its announcement, is expected."""

    topic: ClassVar[Topic] = Topic.DECISION
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A step of making the season."""

    topic: ClassVar[Topic] = Topic.PRODUCTION
    milestone: Milestone
    window: Window | None = None  # None: no date given


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    topic: ClassVar[Topic] = Topic.CAST
    person: str
    character: str | None = None  # None: not named
    role: CastRole

    def __post_init__(self) -> None:
        require_name(self.person, "a cast member's name")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    topic: ClassVar[Topic] = Topic.CREW
    person: str
    job: str  # an open vocabulary: creator, showrunner, director, line_producer ...

    def __post_init__(self) -> None:
        require_name(self.person, "a crew member's name")
        require_name(self.job, "a crew member's job")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCount:
    topic: ClassVar[Topic] = Topic.EPISODES
    count: int

    def __post_init__(self) -> None:
        require(self.count > 0, f"a season has at least one episode, not {self.count}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    topic: ClassVar[Topic] = Topic.TRAILER
    status: TrailerStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What reviewers gave, as the outlet shows it: 63 of 100 is not 6.3 of 10."""

    topic: ClassVar[Topic] = Topic.RECEPTION
    outlet: str | None  # None: not named
    by: Reviewers
    score: Decimal
    of: Decimal

    def __post_init__(self) -> None:
        require(
            self.of > 0 and 0 <= self.score <= self.of,
            f"a score lies between 0 and its maximum; got {self.score} of {self.of}",
        )
        object.__setattr__(self, "score", plain(self.score))
        object.__setattr__(self, "of", plain(self.of))


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewingFigure:
    topic: ClassVar[Topic] = Topic.VIEWING
    metric: Metric
    value: Decimal
    period: str | None = None  # in the article's words

    def __post_init__(self) -> None:
        require(self.value >= 0, f"{self.metric} cannot be negative, got {self.value}")
        object.__setattr__(self, "value", plain(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    topic: ClassVar[Topic] = Topic.COST
    amount: Decimal
    currency: str  # ISO 4217
    per: CostPer

    def __post_init__(self) -> None:
        require(self.amount > 0, f"a cost is positive, got {self.amount}")
        require(
            len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper(),
            f"a currency is an ISO 4217 code such as USD, got {self.currency!r}",
        )
        object.__setattr__(self, "amount", plain(self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What fans do to save or renew a season."""

    topic: ClassVar[Topic] = Topic.CAMPAIGN
    kind: CampaignKind
    signatures: int | None = None
    tag: str | None = None

    def __post_init__(self) -> None:
        require(
            self.signatures is None or self.signatures >= 0,
            f"signatures cannot be negative, got {self.signatures}",
        )
        require(
            self.tag is None or self.tag.startswith("#"),
            f"a hashtag starts with #, got {self.tag!r}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why it was renewed or cancelled, as the article has it."""

    topic: ClassVar[Topic] = Topic.REASON
    category: ReasonCategory


VALUE_TYPES = {
    kind.topic: kind
    for kind in (
        Renewal,
        Release,
        DecisionDay,
        Production,
        CastMember,
        CrewMember,
        EpisodeCount,
        Trailer,
        Score,
        ViewingFigure,
        Cost,
        Campaign,
        Reason,
    )
}


Value = (
    Renewal
    | Release
    | DecisionDay
    | Production
    | CastMember
    | CrewMember
    | EpisodeCount
    | Trailer
    | Score
    | ViewingFigure
    | Cost
    | Campaign
    | Reason
)
