"""Values, windows and figures in words, as a reader says them.

Typed value -> str.  Pure.  English only; month names are spelled out here because
`strftime` and `calendar` follow the locale of whoever runs the program.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

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

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# (first month, months) -> name.  The inverse of how prose is read: "early" is January to
# April, "winter" begins in December of the year that names it first.
PERIODS = {
    (1, 12): "{year}",
    (1, 6): "first half of {year}",
    (7, 6): "second half of {year}",
    (1, 4): "early {year}",
    (5, 4): "mid-{year}",
    (9, 4): "late {year}",
    (1, 3): "first quarter of {year}",
    (4, 3): "second quarter of {year}",
    (7, 3): "third quarter of {year}",
    (10, 3): "fourth quarter of {year}",
    (3, 3): "spring {year}",
    (6, 3): "summer {year}",
    (9, 3): "autumn {year}",
    (12, 3): "winter {year}/{next:02}",
}

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

NO_DATE = "no date announced"
UNDATED = "undated"

# Control characters steer a terminal, and bidi overrides can turn a neighbouring word
# around; neither belongs to what an article says.  Halves of a character cannot be written.
_STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_IDENTIFIER = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def plain(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the text.

    Examples
    --------
    >>> plain("Renewed\\n\\x1b[31m  at last")
    'Renewed [31m at last'
    """
    return " ".join(_STEERING.sub("", text).split())


def spaced(text: str) -> str:
    """Words instead of an identifier; other texts stay as they are.

    Examples
    --------
    >>> spaced("executive_producer"), spaced("#Save_It")
    ('executive producer', '#Save_It')
    """
    return text.replace("_", " ") if _IDENTIFIER.fullmatch(text) else plain(text)


def shorten(text: str, limit: int) -> str:
    """The text, or its first words and an ellipsis where it is longer than `limit`.

    Examples
    --------
    >>> shorten("The ice rink has closed for good", 20)
    'The ice rink has…'
    """
    text = plain(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words, space, _ = head.rpartition(" ")
    # One endless word is cut where it stands, rather than dropped.
    return (words.rstrip(",;:–-") if space and len(words) > limit // 2 else head) + "…"


def count_words(n: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun.

    Examples
    --------
    >>> count_words(1, "source"), count_words(30_000, "signature")
    ('1 source', '30,000 signatures')
    """
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def number_words(number: Decimal) -> str:
    """A figure as it is read; nothing is rounded.

    Examples
    --------
    >>> number_words(Decimal("12500000")), number_words(Decimal("12345678"))
    ('12.5 million', '12,345,678')
    """
    for unit, name in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if number >= unit and number % (unit / 100) == 0:
            return f"{_digits(number / unit)} {name}"
    return _digits(number)


def percent_words(probability: float) -> str:
    """A probability in whole per cent; only certainty itself reads 0% or 100%.

    Examples
    --------
    >>> [percent_words(p) for p in (0, 0.004, 0.5, 0.999, 1)]
    ['0%', '<1%', '50%', '>99%', '100%']
    """
    if 0 < probability < 0.01:
        return "<1%"
    if 0.99 < probability < 1:
        return ">99%"
    return f"{probability:.0%}"


def day_words(day: date | None) -> str:
    """
    Examples
    --------
    >>> day_words(date(2020, 2, 4)), day_words(None)
    ('4 February 2020', 'undated')
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else UNDATED


def short_day(day: date | None) -> str:
    """
    Examples
    --------
    >>> short_day(date(2020, 2, 4))
    '4 Feb 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else UNDATED


def window_words(window: Window) -> str:
    """The name of a window where it has one, else its first and last day.

    Examples
    --------
    >>> window_words(Window(start=date(2021, 1, 1), end=date(2021, 6, 30)))
    'first half of 2021'
    >>> window_words(Window(start=date(2020, 12, 1), end=date(2021, 2, 28)))
    'winter 2020/21'
    """
    start, end = window.start, window.end
    if start == end:
        return day_words(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        n_months = (end.year - start.year) * 12 + end.month - start.month + 1
        if n_months == 1:
            return f"{MONTHS[start.month - 1]} {start.year}"
        if (start.month, n_months) in PERIODS:
            name = PERIODS[start.month, n_months]
            return name.format(year=start.year, next=(start.year + 1) % 100)
        if start.month == 1 and end.month == 12:
            return f"{start.year} – {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} – {day_words(end)}"
    if start.year == end.year:
        return f"{short_day(start).rpartition(' ')[0]} – {short_day(end)}"
    return f"{short_day(start)} – {short_day(end)}"


def site_words(article: Article, *, limit: int = 60) -> str:
    """Who speaks: the site, or the shortened title where no site is known."""
    return shorten(article.site or article.title or f"“{article.text.strip()}”", limit)


def season_words(season: int | None) -> str:
    """
    Examples
    --------
    >>> season_words(2), season_words(None)
    ('season 2', 'the show')
    """
    return "the show" if season is None else f"season {season}"


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


def _digits(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{whole:,f}" if number == whole else f"{number.normalize():,f}"


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
    return f"{_digits(score.score)} of {_digits(score.of)}"


def _campaign_words(campaign: Campaign) -> str:
    parts = [] if campaign.kind is not CampaignKind.PETITION else ["petition"]
    if campaign.signatures is not None:
        parts.append("with " + count_words(campaign.signatures, "signature"))
    if campaign.tag:
        parts.append(plain(campaign.tag))
    return " ".join(parts) or f"{campaign.kind.value} campaign".removeprefix("other ")
