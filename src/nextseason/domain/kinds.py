"""The kinds that claims, articles and findings come in, as their JSON spells them."""

from enum import StrEnum


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
