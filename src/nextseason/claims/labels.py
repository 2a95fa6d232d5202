"""What a span can be labelled with, and the value that a labelled span stands for.

Value -> its span's kind, label and content; Span and label -> Value.  The two are inverse
but for what a label does not hold: a character's name, a platform, a period.
"""

from decimal import Decimal

from nextseason.claims.figures import Figure
from nextseason.claims.spans import Span, SpanKind
from nextseason.domain import (
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Cost,
    CostPer,
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
    Reviewers,
    Score,
    Trailer,
    TrailerStatus,
    Value,
    ViewingFigure,
    Window,
)
from nextseason.errors import InputError
from nextseason.titles import fold

_JOBS = (
    "creator",
    "executive_producer",
    "showrunner",
    "director",
    "writer",
    "producer",
    "composer",
)
LABELS: dict[SpanKind, tuple[str, ...]] = {
    SpanKind.PERSON: (*CastRole, *_JOBS),
    SpanKind.WINDOW: ("release", "decision", *Milestone),
    SpanKind.FIGURE: (
        *Metric,
        *("episodes", "signatures", "critics", "audience", "cost_episode", "cost_season"),
    ),
    SpanKind.SUBJECT: (
        *RenewalStatus,
        "unannounced",
        *(f"p_{m}" for m in Milestone),
        *(f"t_{s}" for s in TrailerStatus),
        *("petition", "hashtag", "campaign"),
        *ReasonCategory,
    ),
}
_REVIEWERS = {Reviewers.CRITICS: "critics", Reviewers.VIEWERS: "audience"}

Content = str | Window | Decimal | None


def label_of(value: Value) -> tuple[SpanKind, str, Content]:
    """The kind, label and content of the span that carries a value.

    Examples
    --------
    >>> label_of(EpisodeCount(count=10))
    (<SpanKind.FIGURE: 'figure'>, 'episodes', Decimal('10'))
    """
    match value:
        case CastMember():
            return SpanKind.PERSON, value.role, fold(value.person)
        case CrewMember():
            return SpanKind.PERSON, value.job, fold(value.person)
        case Release() if value.window:
            return SpanKind.WINDOW, "release", value.window
        case DecisionDay():
            return SpanKind.WINDOW, "decision", value.window
        case Production() if value.window:
            return SpanKind.WINDOW, value.milestone, value.window
        case EpisodeCount():
            return SpanKind.FIGURE, "episodes", Decimal(value.count)
        case ViewingFigure():
            return SpanKind.FIGURE, value.metric, value.value
        case Score():
            return SpanKind.FIGURE, _REVIEWERS[value.by], value.score
        case Cost():
            return SpanKind.FIGURE, f"cost_{value.per}", value.amount
        case Campaign() if value.signatures is not None:
            return SpanKind.FIGURE, "signatures", Decimal(value.signatures)
    return SpanKind.SUBJECT, _sentence_label(value), None


def _sentence_label(value: Value) -> str:
    match value:
        case Renewal():
            return value.status
        case Production():
            return f"p_{value.milestone}"
        case Trailer():
            return f"t_{value.status}"
        case Reason():
            return value.category
        case Campaign():
            return "campaign" if value.kind is CampaignKind.OTHER else value.kind
    return "unannounced"


def content_of(span: Span) -> Content:
    """What `label_of` calls the content of the value that a span carries."""
    match span.content:
        case str():
            return fold(span.content) if span.kind is SpanKind.PERSON else None
        case Figure():
            return span.content.value
    return span.content


def value_of(span: Span, label: str) -> Value | None:
    """The value of a labelled span; None where the words do not give all of it."""
    try:
        match span.content:
            case Window():
                return _of_window(span.content, label)
            case Figure():
                return _of_figure(span.content, label)
            case str() if span.kind is SpanKind.PERSON:
                return _of_person(span.content, label)
    except InputError:
        return None
    return _of_sentence(label)


def _of_person(name: str, label: str) -> Value:
    if label in _JOBS:
        return CrewMember(person=name, job=label)
    return CastMember(person=name, role=CastRole(label))


def _of_window(window: Window, label: str) -> Value:
    if label == "release":
        return Release(window=window)
    if label == "decision":
        return DecisionDay(window=window)
    return Production(milestone=Milestone(label), window=window)


def _of_figure(figure: Figure, label: str) -> Value | None:
    whole = figure.value == int(figure.value)
    if label == "episodes":
        return EpisodeCount(count=int(figure.value)) if whole else None
    if label == "signatures":
        return Campaign(kind=CampaignKind.PETITION, signatures=int(figure.value))
    if label.startswith("cost_"):
        if figure.currency is None:
            return None
        per = CostPer(label.removeprefix("cost_"))
        return Cost(amount=figure.value, currency=figure.currency, per=per)
    if label in ("critics", "audience"):
        if figure.of is None:
            return None
        by = Reviewers.CRITICS if label == "critics" else Reviewers.VIEWERS
        return Score(outlet=None, by=by, score=figure.value, of=figure.of)
    return ViewingFigure(metric=Metric(label), value=figure.value)


def _of_sentence(label: str) -> Value | None:
    if label in set(RenewalStatus):
        return Renewal(status=RenewalStatus(label))
    if label == "unannounced":
        return Release(window=None)
    if label.startswith("p_"):
        return Production(milestone=Milestone(label.removeprefix("p_")))
    if label.startswith("t_"):
        return Trailer(status=TrailerStatus(label.removeprefix("t_")))
    if label == "petition":
        return Campaign(kind=CampaignKind.PETITION)
    if label == "campaign":
        return Campaign(kind=CampaignKind.OTHER)
    if label == "hashtag":
        return None  # a tag is read by its grammar alone
    return Reason(category=ReasonCategory(label))
