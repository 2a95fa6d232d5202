"""What a claim says, in words.

Claim, value -> str.  Pure.
"""

from datetime import date

from nextseason.domain import (
    Article,
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Certainty,
    Claim,
    Cost,
    CrewMember,
    DecisionDay,
    EpisodeCount,
    Metric,
    Milestone,
    Production,
    Reason,
    ReasonCategory,
    Release,
    Renewal,
    RenewalStatus,
    Score,
    Trailer,
    TrailerStatus,
    Value,
    ViewingFigure,
    Window,
)
from nextseason.dossier.day_words import window_words
from nextseason.dossier.text_words import count_words, digits, number_words, plain, shorten, spaced

STATUS_WORDS = {
    RenewalStatus.RENEWED: "renewed",
    RenewalStatus.CANCELLED: "cancelled",
    RenewalStatus.PENDING: "undecided",
    RenewalStatus.CONCLUDED: "ended as planned",
}

CERTAINTY_WORDS = {
    Certainty.STATED: "stated",
    Certainty.REPORTED: "reported",
    Certainty.RUMOURED: "rumoured",
    Certainty.EXPECTED: "expected",
}

ROLE_WORDS = {
    CastRole.IN_CAST: "in the cast",
    CastRole.RETURNING: "returns",
    CastRole.JOINING: "joins",
    CastRole.LEAVING: "leaves",
    CastRole.UNCERTAIN: "uncertain",
}

_ROLE_DENIED = {
    CastRole.IN_CAST: "not in the cast",
    CastRole.RETURNING: "does not return",
    CastRole.JOINING: "does not join",
    CastRole.LEAVING: "does not leave",
    CastRole.UNCERTAIN: "not uncertain",
}

MILESTONE_WORDS = {
    Milestone.ORDERED: "order",
    Milestone.DEVELOPMENT: "development",
    Milestone.WRITING: "writing",
    Milestone.FILMING_START: "start of filming",
    Milestone.FILMING_END: "end of filming",
    Milestone.POST_PRODUCTION: "post-production",
    Milestone.HALTED: "halt of production",
}

_MILESTONE_PAST = {
    Milestone.ORDERED: "ordered",
    Milestone.DEVELOPMENT: "development began",
    Milestone.WRITING: "writing began",
    Milestone.FILMING_START: "filming began",
    Milestone.FILMING_END: "filming ended",
    Milestone.POST_PRODUCTION: "post-production began",
    Milestone.HALTED: "production halted",
}

_MILESTONE_TO_COME = {
    Milestone.ORDERED: "to be ordered",
    Milestone.DEVELOPMENT: "development to begin",
    Milestone.WRITING: "writing to begin",
    Milestone.FILMING_START: "filming to begin",
    Milestone.FILMING_END: "filming to end",
    Milestone.POST_PRODUCTION: "post-production to begin",
    Milestone.HALTED: "production to halt",
}

_MILESTONE_DENIED = {
    Milestone.ORDERED: "not ordered",
    Milestone.DEVELOPMENT: "development has not begun",
    Milestone.WRITING: "writing has not begun",
    Milestone.FILMING_START: "filming has not begun",
    Milestone.FILMING_END: "filming has not ended",
    Milestone.POST_PRODUCTION: "post-production has not begun",
    Milestone.HALTED: "production not halted",
}

TRAILER_WORDS = {
    TrailerStatus.RELEASED: "trailer is out",
    TrailerStatus.NONE: "no trailer yet",
}

REASON_WORDS = {
    ReasonCategory.VIEWING_VS_COST: "viewing weighed against cost",
    ReasonCategory.LOW_VIEWING: "low viewing",
    ReasonCategory.COST: "cost",
    ReasonCategory.PANDEMIC: "the pandemic",
    ReasonCategory.STRIKE: "a strike",
    ReasonCategory.CREATIVE: "creative reasons",
    ReasonCategory.SCHEDULE: "schedules",
    ReasonCategory.CONTRACT: "contracts",
    ReasonCategory.REVIEWS: "reviews",
    ReasonCategory.UNSTATED: "no reason given",
}

_METRIC_WORDS = {
    Metric.HOURS: "{} hours watched",
    Metric.VIEWS: "{} views",
    Metric.HOUSEHOLDS: "{} households",
    Metric.VIEWERS: "{} viewers",
    Metric.MINUTES: "{} minutes watched",
    Metric.RANK: "number {} in the ranking",
    Metric.WEEKS_IN_TOP10: "{} weeks in the top 10",
}


def claim_words(claim: Claim, *, on: date) -> str:
    """What a claim says, denials included.

    Examples
    --------
    >>> from nextseason.domain import Quote
    >>> quote = Quote(article_id="a", start=0, end=2, text="No")
    >>> claim = Claim(
    ...     show="The Long Winter",
    ...     season=3,
    ...     value=Production(milestone=Milestone.FILMING_START),
    ...     certainty=Certainty.STATED,
    ...     negated=True,
    ...     quote=quote,
    ... )
    >>> claim_words(claim, on=date(2020, 1, 1))
    'filming has not begun'
    """
    if not claim.negated:
        return value_words(claim.value, on=on)
    match claim.value:
        case Production(milestone=milestone, window=None):
            return _MILESTONE_DENIED[milestone]
        case CastMember(role=role):
            return f"{person_words(claim.value)}: {_ROLE_DENIED[role]}"
        case value:
            return f"not {value_words(value, on=on)}"


def value_words(value: Value, *, on: date) -> str:
    """What a claim's value says; a window that starts after the day `on` is to come.

    Examples
    --------
    >>> filmed = Window(start=date(2019, 1, 1), end=date(2019, 1, 31))
    >>> value = Production(milestone=Milestone.FILMING_START, window=filmed)
    >>> value_words(value, on=date(2020, 1, 1)), value_words(value, on=date(2018, 1, 1))
    ('filming began January 2019', 'filming to begin January 2019')
    """
    match value:
        case Renewal(status=status, platform=platform):
            return STATUS_WORDS[status] + (f" by {plain(platform)}" if platform else "")
        case Release(window=window):
            return _release_words(window, on)
        case DecisionDay(window=window):
            return f"decision expected {window_words(window)}"
        case Production(milestone=milestone, window=window):
            return _production_words(milestone, window, on)
        case CastMember(role=role):
            return f"{person_words(value)}: {ROLE_WORDS[role]}"
        case CrewMember(person=person, job=job):
            return f"{plain(person)}: {spaced(job)}"
        case EpisodeCount(count=count):
            return count_words(count, "episode")
        case Trailer(status=status):
            return TRAILER_WORDS[status]
        case Score(outlet=outlet, by=by):
            where = f" at {plain(outlet)}" if outlet else ""
            return f"{_score_words(value)} from {by.value}{where}"
        case ViewingFigure(metric=metric, value=figure, period=period):
            words = _METRIC_WORDS[metric].format(number_words(figure))
            return f"{words}, {plain(period)}" if period else words
        case Cost(amount=amount, currency=currency, per=per):
            return f"{currency} {number_words(amount)} per {per.value}"
        case Campaign():
            return _campaign_words(value)
        case Reason(category=category):
            return REASON_WORDS[category]


def certainty_words(claim: Claim) -> str:
    """How it is said, and on whose word: "reported by Northlight+"."""
    words = CERTAINTY_WORDS[claim.certainty]
    return f"{words} by {plain(claim.by)}" if claim.by else words


def person_words(member: CastMember) -> str:
    """
    Examples
    --------
    >>> person_words(CastMember(person="Mara Lind", character="Ada", role=CastRole.LEAVING))
    'Mara Lind (Ada)'
    """
    name = plain(member.person)
    return f"{name} ({plain(member.character)})" if member.character else name


def season_words(season: int | None) -> str:
    """
    Examples
    --------
    >>> season_words(2), season_words(None)
    ('season 2', 'the show')
    """
    return "the show" if season is None else f"season {season}"


def site_words(article: Article, *, limit: int = 60) -> str:
    """Who speaks: the site, or the shortened title where no site is known."""
    return shorten(article.site or article.title or f"“{article.text.strip()}”", limit)


def _release_words(window: Window | None, on: date) -> str:
    if window is None:
        return "no release date announced"
    return f"{'comes' if window.start > on else 'came'} out {window_words(window)}"


def _production_words(milestone: Milestone, window: Window | None, on: date) -> str:
    if window is None:
        return _MILESTONE_PAST[milestone]
    tense = _MILESTONE_TO_COME if window.start > on else _MILESTONE_PAST
    return f"{tense[milestone]} {window_words(window)}"


def _score_words(score: Score) -> str:
    return f"{digits(score.score)} of {digits(score.of)}"


def _campaign_words(campaign: Campaign) -> str:
    parts = [] if campaign.kind is not CampaignKind.PETITION else ["petition"]
    if campaign.signatures is not None:
        parts.append("with " + count_words(campaign.signatures, "signature"))
    if campaign.tag:
        parts.append(plain(campaign.tag))
    return " ".join(parts) or f"{campaign.kind.value} campaign".removeprefix("other ")
