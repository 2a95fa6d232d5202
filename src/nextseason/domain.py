"""The nouns: what an article, a claim, a finding and a dossier are.

Every noun is frozen and checks itself, so an impossible one cannot be built.
Their JSON is written and read in `wire`; nothing here does I/O or looks at the clock.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Protocol

from nextseason.errors import InputError


class Topic(StrEnum):
    """What a claim is about."""

    RENEWAL = "renewal"
    RELEASE = "release"
    DECISION = "decision"
    PRODUCTION = "production"
    CAST = "cast"
    CREW = "crew"
    EPISODES = "episodes"
    TRAILER = "trailer"
    RECEPTION = "reception"
    VIEWING = "viewing"
    COST = "cost"
    CAMPAIGN = "campaign"
    REASON = "reason"


class Certainty(StrEnum):
    """How an article says a thing."""

    STATED = "stated"  # asserted as a fact
    REPORTED = "reported"  # cited from somebody by name
    RUMOURED = "rumoured"  # hearsay: cited from nobody in particular
    EXPECTED = "expected"  # guessed, inferred or hoped by the writer


class RenewalStatus(StrEnum):
    RENEWED = "renewed"
    CANCELLED = "cancelled"
    PENDING = "pending"
    CONCLUDED = "concluded"  # the season before was the planned end


class Milestone(StrEnum):
    """A step of production, in the natural order (`halted` may come anywhere)."""

    ORDERED = "ordered"
    DEVELOPMENT = "development"
    WRITING = "writing"
    FILMING_START = "filming_start"
    FILMING_END = "filming_end"
    POST_PRODUCTION = "post_production"
    HALTED = "halted"


class CastRole(StrEnum):
    IN_CAST = "in_cast"
    RETURNING = "returning"
    JOINING = "joining"
    LEAVING = "leaving"
    UNCERTAIN = "uncertain"


class TrailerStatus(StrEnum):
    RELEASED = "released"
    NONE = "none"


class Reviewers(StrEnum):
    CRITICS = "critics"
    VIEWERS = "viewers"


class Metric(StrEnum):
    HOURS = "hours"
    VIEWS = "views"
    HOUSEHOLDS = "households"
    VIEWERS = "viewers"
    MINUTES = "minutes"
    RANK = "rank"
    WEEKS_IN_TOP10 = "weeks_in_top10"


class CostPer(StrEnum):
    EPISODE = "episode"
    SEASON = "season"


class CampaignKind(StrEnum):
    PETITION = "petition"
    HASHTAG = "hashtag"
    OTHER = "other"


class ReasonCategory(StrEnum):
    VIEWING_VS_COST = "viewing_vs_cost"
    LOW_VIEWING = "low_viewing"
    COST = "cost"
    PANDEMIC = "pandemic"
    STRIKE = "strike"
    CREATIVE = "creative"
    SCHEDULE = "schedule"
    CONTRACT = "contract"
    REVIEWS = "reviews"
    UNSTATED = "unstated"


class PartKind(StrEnum):
    """What a stretch of an article's text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table


class DayKind(StrEnum):
    """What a day found with an article is the day of."""

    PUBLISHED = "published"
    UPDATED = "updated"
    CRAWLED = "crawled"


class Verdict(StrEnum):
    """What can be said of a question, in one word."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    DISPUTED = "disputed"
    RUMOUR = "rumour"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise InputError(message)


def _plain(value: Decimal) -> Decimal:
    """One form per number, so that equal claims have equal ids: 6.30 is 6.3."""
    return value.normalize() if value else Decimal(0)


def _require_probability(value: float) -> None:
    _require(0.0 <= value <= 1.0, f"a probability lies in 0-1, got {value}")


def _require_name(value: str, what: str) -> None:
    _require(bool(value.strip()), f"{what} must not be empty")


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
        _require(
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
        _require_name(self.person, "a cast member's name")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    topic: ClassVar[Topic] = Topic.CREW
    person: str
    job: str  # an open vocabulary: creator, showrunner, director, line_producer ...

    def __post_init__(self) -> None:
        _require_name(self.person, "a crew member's name")
        _require_name(self.job, "a crew member's job")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCount:
    topic: ClassVar[Topic] = Topic.EPISODES
    count: int

    def __post_init__(self) -> None:
        _require(self.count > 0, f"a season has at least one episode, not {self.count}")


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
        _require(
            self.of > 0 and 0 <= self.score <= self.of,
            f"a score lies between 0 and its maximum; got {self.score} of {self.of}",
        )
        object.__setattr__(self, "score", _plain(self.score))
        object.__setattr__(self, "of", _plain(self.of))


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewingFigure:
    topic: ClassVar[Topic] = Topic.VIEWING
    metric: Metric
    value: Decimal
    period: str | None = None  # in the article's words

    def __post_init__(self) -> None:
        _require(self.value >= 0, f"{self.metric} cannot be negative, got {self.value}")
        object.__setattr__(self, "value", _plain(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    topic: ClassVar[Topic] = Topic.COST
    amount: Decimal
    currency: str  # ISO 4217
    per: CostPer

    def __post_init__(self) -> None:
        _require(self.amount > 0, f"a cost is positive, got {self.amount}")
        _require(
            len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper(),
            f"a currency is an ISO 4217 code such as USD, got {self.currency!r}",
        )
        object.__setattr__(self, "amount", _plain(self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What fans do to save or renew a season."""

    topic: ClassVar[Topic] = Topic.CAMPAIGN
    kind: CampaignKind
    signatures: int | None = None
    tag: str | None = None

    def __post_init__(self) -> None:
        _require(
            self.signatures is None or self.signatures >= 0,
            f"signatures cannot be negative, got {self.signatures}",
        )
        _require(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of an article's text as its page marks it: from `start` up to `end`."""

    start: int
    end: int
    kind: PartKind
    level: int | None = None  # of a heading, 1 to 6; None: not known, or no heading

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"a part cannot go from {self.start} to {self.end}")
        _require(
            self.level is None or (self.kind is PartKind.HEADING and 1 <= self.level <= 6),
            f"a {self.kind} cannot have the level {self.level}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedBy:
    """A day that something said of an article: evidence, not truth."""

    day: date
    kind: DayKind
    origin: str  # what says so: "json-ld datePublished", "url", "feed published", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published page: clean text, and where and when it was found."""

    id: str
    text: str  # paragraphs parted by a blank line; list items are lines that start with "- "
    title: str = ""
    url: str | None = None
    site: str | None = None  # the source, a host name; None: not known
    published: date | None = None  # None: the page shows no date
    updated: date | None = None  # None: not known to have been changed
    crawled: date | None = None  # None: not known when it was got
    dates: tuple[DatedBy, ...] = ()  # all that was said of its days, the believed ones included
    author: str | None = None
    outlet: str | None = None  # the name that the site gives itself
    language: str | None = None  # ISO 639-1; None: not known
    parts: tuple[
        Part, ...
    ] = ()  # in order, apart from each other; (): the page's marks are not known

    def __post_init__(self) -> None:
        _require_name(self.id, "an article's id")
        _require(bool(self.text.strip()), f"article {self.id} has no text")
        for before, part in pairwise((None, *self.parts)):
            begins_after = before.end if before else 0
            _require(
                part is not None and begins_after <= part.start and part.end <= len(self.text),
                f"article {self.id}: its parts must lie in its text, in order and apart",
            )

    @property
    def source(self) -> str:
        """Who speaks: the site, or the article itself where no site is known."""
        return self.site or self.id


def content_id(title: str, text: str) -> str:
    """An article's id where none is given: a hash of its content."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that could not be read: the run goes on without it."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of an article's text, and its place: from `start` up to `end`."""

    article_id: str
    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _require(
            0 <= self.start < self.end and self.end - self.start == len(self.text),
            f"a quote of {len(self.text)} characters does not fit {self.start} to {self.end}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A single statement about a season, by one article."""

    show: str
    season: int | None  # None: the show as a whole, or not tied to one
    value: Value
    certainty: Certainty
    by: str | None = None  # who is said to say so inside the article; only if reported
    negated: bool = False  # the article says that it is not so
    quote: Quote

    def __post_init__(self) -> None:
        _require_name(self.show, "a claim's show")
        _require(
            self.season is None or self.season >= 1,
            f"seasons count from 1, got {self.season}",
        )
        _require(
            (self.certainty is Certainty.REPORTED) == bool(self.by),
            f"a claim names who says so (`by`) exactly when it is reported; "
            f"got {self.certainty} by {self.by!r}",
        )

    @property
    def topic(self) -> Topic:
        return self.value.topic

    @property
    def article_id(self) -> str:
        return self.quote.article_id

    @property
    def id(self) -> str:
        """Stable while the article and what is read from it stay the same."""
        parts = (
            self.article_id,
            self.show,
            self.season,
            self.value,
            self.certainty.value,
            self.by,
            self.negated,
            self.quote.start,
            self.quote.end,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


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
        _require_probability(self.probability)


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
        _require_probability(self.probability)


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
        _require(bool(self.answers), "a finding has at least one possible answer")
        _require(
            sum(a.probability for a in self.answers) <= 1.0 + 1e-9,
            "the answers' probabilities cannot exceed 1 together",
        )
        _require(
            not self.days or abs(sum(share.probability for share in self.days) - 1.0) < 1e-6,
            "the probabilities of the days must be 1 together",
        )

    @property
    def answer(self) -> Answer:
        return self.answers[0]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that was said on the question."""
        return (*self.support, *self.against, *self.overtaken)


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
class OutlookPoint:
    """The chance of each outcome by a day; what is missing to 1 is still undecided."""

    day: date
    renewed: float
    cancelled: float
    concluded: float
    renewed_low: float  # 90 % of the model's fits lie between these
    renewed_high: float

    def __post_init__(self) -> None:
        total = self.renewed + self.cancelled + self.concluded
        _require(
            min(self.renewed, self.cancelled, self.concluded) >= 0 and total <= 1 + 1e-9,
            f"outcomes on {self.day} have the chance {total} together",
        )

    @property
    def undecided(self) -> float:
        return max(0.0, 1.0 - self.renewed - self.cancelled - self.concluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastReason:
    """What moved a forecast, and by how much."""

    text: str  # "its hours were 3.1 times those of tenth place"
    effect: float  # on the chance of renewal by the horizon, against a usual season


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableSeason:
    """A season like it, and what became of it."""

    title: str
    views: float  # of four weeks
    following_views: float  # of the next season's four weeks
    gap_days: int  # between the two premieres


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeSeason:
    """A season that was as likely to be renewed for the same reasons, and whether another came."""

    title: str
    gap_days: int | None  # between the two premieres; None: no other came
    waited_days: int  # from its premiere to the forecast's day


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is to be expected of a season's next one, as of a day."""

    show: str
    season: int | None  # the one that is out; None: not counted
    as_of: date
    renewal: tuple[OutlookPoint, ...]  # in order of days, the first is `as_of`
    horizon: date  # 18 months after the premiere, or the last day of `renewal`
    renewed_by_horizon: float
    release: tuple[tuple[float, date], ...] = ()  # level and day, if renewed; (): not known
    release_weeks: tuple[tuple[date, float], ...] = ()  # a week's middle, chance of the premiere
    audience: tuple[tuple[float, float], ...] = ()  # level and four-week views; (): not known
    watched: tuple[tuple[date, float], ...] = ()  # premieres of its seasons, four-week views
    reasons: tuple[ForecastReason, ...] = ()  # strongest first
    comparable: tuple[ComparableSeason, ...] = ()  # for the audience
    alike: tuple[AlikeSeason, ...] = ()  # for the renewal, nearest first
    notes: tuple[str, ...] = ()  # what was not known, and what that does


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A measured number with its 90 % interval; counted ones have no width."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        _require(
            self.low <= self.value <= self.high,
            f"an amount lies in its interval; got {self.low} <= {self.value} <= {self.high}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFigures:
    """How a season was watched, as far as it was measured; None: the source does not tell.

    Days count from the premiere; `docs/viewing.md` defines each figure.
    """

    show: str
    season: int | None  # None: not counted, see season_name
    season_name: str | None = None
    source: str  # the log or the charts that were measured
    as_of: date  # the last day that they cover
    premiere: date | None  # None: counted from the first week in which it was listed
    starters: int | None = None  # accounts
    completers: int | None = None  # accounts
    completion_rate: float | None = None  # completers / starters, 0-1
    retention: tuple[float, ...] = ()  # per episode, of the starters, 0-1
    reach: int | None = None  # accounts with a qualifying view
    hours_7d: Amount | None = None
    hours_28d: Amount | None = None
    hours_91d: Amount | None = None
    views_7d: Amount | None = None  # hours / runtime of the season
    views_28d: Amount | None = None
    views_91d: Amount | None = None
    decay_rate: Amount | None = None  # share lost from the first full week to the next
    half_life_weeks: Amount | None = None
    weeks_in_list: int | None = None  # on the platform's list of ten
    quarter_position: float | None = None  # share of the quarter's releases below it, 0-1
    adjusted_view_share: float | None = None  # 0-1

    def __post_init__(self) -> None:
        _require_name(self.show, "the show of a season's figures")
        shares = (self.completion_rate, self.quarter_position, self.adjusted_view_share)
        for share in (*shares, *self.retention):
            _require(share is None or 0.0 <= share <= 1.0, f"a share lies in 0-1, got {share}")


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


class Reader(Protocol):
    """Anything that turns an article into claims."""

    def __call__(self, article: Article, /) -> tuple[Claim, ...]: ...
