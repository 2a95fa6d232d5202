"""What a claim answers: its question, and the answer as printed.

Claims -> readings, grouped by question.  Two claims give the same answer exactly when the
text is the same; how far different answers go together is `agreement`.

===========  ================================  =========================================
topic        about                             answers
===========  ================================  =========================================
renewal      -                                 renewed, cancelled, pending, concluded
release      -                                 2021-01-01/2021-06-30, or unannounced;
                                               never, of a season that will not be
decision     -                                 a window
production   the milestone                     a window; happened (undated), or not
cast         the person                        in_cast, returning, joining, leaving, ...
crew         person, job                       yes, no: several jobs are all true at once
episodes     -                                 the number
trailer      -                                 released, none
reception    outlet, reviewers, scale          the score: another scale, another question
viewing      metric, period                    the figure
cost         episode or season                 amount and currency
campaign     petition, the hashtag, or other   the signatures: the largest count; or yes
reason       -                                 the category
===========  ================================  =========================================
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from nextseason.domain import (
    NOT_YET,
    UNANNOUNCED,
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Claim,
    Cost,
    CrewMember,
    DecisionDay,
    EpisodeCount,
    NoDay,
    Production,
    Question,
    Reason,
    ReasonCategory,
    Release,
    Renewal,
    RenewalStatus,
    Score,
    Topic,
    Trailer,
    TrailerStatus,
    ViewingFigure,
    Window,
)
from nextseason.truth.entities import canonical_names, fold

HAPPENED = "happened"
YES, NO = "yes", "no"

# Questions whose true answer changes as time goes by; the others have one for good.
NEWS = frozenset(
    {
        Topic.RENEWAL,
        Topic.RELEASE,
        Topic.DECISION,
        Topic.PRODUCTION,
        Topic.CAST,
        Topic.TRAILER,
        Topic.RECEPTION,
        Topic.CAMPAIGN,
    }
)

ROUNDING = Decimal("0.05")  # figures this close are one figure, rounded: 12.5 and 12.8 million
PARTLY = 0.5  # what an answer gains from one that says less, more, or nearly the same

GO_TOGETHER: dict[Topic, tuple[frozenset[str], ...]] = {
    # Both say that there will be no season.
    Topic.RENEWAL: (frozenset({RenewalStatus.CANCELLED, RenewalStatus.CONCLUDED}),),
    # No day is announced of a season that will not be.
    Topic.RELEASE: (frozenset({UNANNOUNCED, NoDay.NEVER.value}),),
    Topic.CAST: (frozenset({CastRole.IN_CAST, CastRole.RETURNING, CastRole.JOINING}),),
    Topic.REASON: (
        frozenset({ReasonCategory.VIEWING_VS_COST, ReasonCategory.LOW_VIEWING}),
        frozenset({ReasonCategory.VIEWING_VS_COST, ReasonCategory.COST}),
    ),
}


Option = tuple[str, bool]  # an answer as printed, and whether it is denied


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim as an answer."""

    claim: Claim
    answer: str
    denied: bool = False  # the claim says that this is not the answer

    @property
    def option(self) -> Option:
        return self.answer, self.denied


def agreement(topic: Topic, answer: str, other: str) -> float:
    """How much a claim of `other` speaks for `answer`, in 0-1; above 0, both can hold.

    Not symmetric: "in 2021" speaks fully for "in March 2021" once somebody says that,
    "in March 2021" only partly for the vaguer answer.

    Examples
    --------
    >>> year, month = "2021-01-01/2021-12-31", "2021-03-01/2021-03-31"
    >>> agreement(Topic.RELEASE, month, year), agreement(Topic.RELEASE, year, month)
    (1.0, 0.5)
    >>> agreement(Topic.RENEWAL, "renewed", "cancelled")
    0.0
    """
    if answer == other:
        return 1.0
    if any({answer, other} <= pair for pair in GO_TOGETHER.get(topic, ())):
        return PARTLY
    if topic in (Topic.RELEASE, Topic.DECISION, Topic.PRODUCTION):
        return _windows_agree(answer, other)
    if topic in (Topic.VIEWING, Topic.COST):
        return PARTLY if _is_rounded(answer, other) else 0.0
    return 0.0


def exclude(topic: Topic, one: Option, other: Option) -> bool:
    """Whether the two cannot both be right at one time.

    Examples
    --------
    >>> exclude(Topic.RENEWAL, ("renewed", False), ("renewed", True))
    True
    """
    (answer, denied), (other_answer, other_denied) = one, other
    if denied or other_denied:
        return denied is not other_denied and answer == other_answer
    return not (agreement(topic, answer, other_answer) or agreement(topic, other_answer, answer))


def is_pick_up(claim: Claim) -> bool:
    """Whether the claim says that a named platform, another than before, ordered the season."""
    match claim.value:
        case Renewal(status=RenewalStatus.RENEWED, platform=str()):
            return not claim.negated
        case _:
            return False


def ask(claims: Iterable[Claim]) -> dict[Question, tuple[Reading, ...]]:
    """The questions that claims answer, each with its readings.

    In order of show, season, topic and subject; readings in order of article and place,
    so that nothing hangs on the order in which claims come.  A claim given twice counts
    once.
    """
    ordered = sorted_with_ties(set(claims), _place, repr)
    names = _names_by_show(ordered)
    groups: dict[tuple[str, int | None, Topic, str], list[tuple[str | None, Claim]]] = defaultdict(
        list
    )
    for claim in ordered:
        about = _about(claim, names[claim.show])
        key = fold(about or "").replace(" ", "")
        groups[claim.show, claim.season, claim.topic, key].append((about, claim))
    questions = {
        Question(show=show, season=season, topic=topic, about=_commonest(members)): tuple(
            _readings([claim for _, claim in members])
        )
        for (show, season, topic, _), members in groups.items()
    }
    return dict(sorted(questions.items(), key=lambda item: question_order(item[0])))


def question_order(question: Question) -> tuple[str, int, int, str]:
    """Show, season (the show as a whole first), topic as listed in `Topic`, subject."""
    topics = list(Topic)
    return (
        question.show,
        question.season or 0,
        topics.index(question.topic),
        question.about or "",
    )


def sorted_with_ties(
    claims: Iterable[Claim], key: Callable[[Claim], Any], then: Callable[[Claim], str]
) -> list[Claim]:
    """Claims in the order of the key; `then`, which takes longer, orders those that are equal.

    Examples
    --------
    >>> sorted_with_ties([], lambda claim: claim.show, repr)
    []
    """
    groups = groupby(sorted(claims, key=key), key)
    equal = [list(group) for _, group in groups]
    return [c for group in equal for c in (sorted(group, key=then) if group[1:] else group)]


def _place(claim: Claim) -> tuple[str, int, int]:
    quote = claim.quote
    return quote.article_id, quote.start, quote.end


def _names_by_show(claims: Iterable[Claim]) -> dict[str, dict[tuple[str, str], str]]:
    by_show: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_show[claim.show].append(claim)
    return {show: canonical_names(members) for show, members in by_show.items()}


def _commonest(members: list[tuple[str | None, Claim]]) -> str | None:
    spellings = Counter(about for about, _ in members)
    return min(spellings, key=lambda about: (-spellings[about], about or ""))


def _about(claim: Claim, names: dict[tuple[str, str], str]) -> str | None:
    match claim.value:
        case Production(milestone=milestone):
            return milestone.value
        case CastMember(person=person):
            return names[claim.article_id, person]
        case CrewMember(person=person, job=job):
            return f"{names[claim.article_id, person]}, {job.replace('_', ' ')}"
        case Score(outlet=outlet, by=by, of=of):
            return ", ".join(filter(None, (outlet, by.value, f"out of {plain_number(of)}")))
        case ViewingFigure(metric=metric, period=period):
            return ", ".join(filter(None, (metric.value, period)))
        case Cost(per=per):
            return per.value
        case Campaign(kind=kind, tag=tag):
            return tag or kind.value
        case _:
            return None


def _readings(claims: list[Claim]) -> list[Reading]:
    first = claims[0].value
    if isinstance(first, Campaign) and first.kind is CampaignKind.PETITION:
        return _petition_readings(claims)
    return [_reading(claim) for claim in claims]


def _petition_readings(claims: list[Claim]) -> list[Reading]:
    """Counts only grow: every smaller one was right in its day and stands for the largest."""
    counts = [
        claim.value.signatures
        for claim in claims
        if isinstance(claim.value, Campaign)
        and claim.value.signatures is not None
        and not claim.negated
    ]
    answer = str(max(counts)) if counts else YES
    return [Reading(claim=c, answer=NO if c.negated else answer) for c in claims]


def _reading(claim: Claim) -> Reading:
    answer = _answer(claim)
    return Reading(claim=claim, answer=answer, denied=claim.negated and not _turned(claim))


def _turned(claim: Claim) -> bool:
    """Whether the denial of this value is itself one of the answers."""
    match claim.value:
        case Production(window=None) | CrewMember() | Campaign() | Trailer():
            return True
        case CastMember(role=CastRole.RETURNING):
            return True
        case _:
            return False


def _answer(claim: Claim) -> str:
    match claim.value:
        case Renewal(status=status):
            return status.value
        case (
            Release(window=Window() as window)
            | Production(window=Window() as window)
            | DecisionDay(window=window)
        ):
            return window_text(window)
        case Release():
            return UNANNOUNCED
        case Production():
            return NOT_YET if claim.negated else HAPPENED
        case CastMember(role=CastRole.RETURNING) if claim.negated:
            return CastRole.LEAVING.value
        case CastMember(role=role):
            return role.value
        case EpisodeCount(count=count):
            return str(count)
        case Trailer(status=status):
            released = (status is TrailerStatus.RELEASED) is not claim.negated
            return (TrailerStatus.RELEASED if released else TrailerStatus.NONE).value
        case Score(score=score):
            return plain_number(score)
        case ViewingFigure(value=value):
            return plain_number(value)
        case Cost(amount=amount, currency=currency):
            return f"{plain_number(amount)} {currency}"
        case Reason(category=category):
            return category.value
        case CrewMember() | Campaign():
            return NO if claim.negated else YES


def window_text(window: Window) -> str:
    """As ISO 8601 writes an interval.

    Examples
    --------
    >>> window_text(Window(start=date(2021, 1, 1), end=date(2021, 6, 30)))
    '2021-01-01/2021-06-30'
    """
    return f"{window.start.isoformat()}/{window.end.isoformat()}"


def plain_number(number: Decimal) -> str:
    """Digits without exponent or idle zeros.

    Examples
    --------
    >>> plain_number(Decimal("1.25E+7")), plain_number(Decimal("6.30"))
    ('12500000', '6.3')
    """
    return f"{number.normalize():f}"


def _windows_agree(answer: str, other: str) -> float:
    if HAPPENED in (answer, other):
        undated, dated = sorted((answer, other), key=lambda text: text != HAPPENED)
        if dated == NOT_YET:
            return 0.0
        return 1.0 if other == undated else PARTLY
    if "/" not in answer or "/" not in other:
        return 0.0
    a, b = answer_window(answer), answer_window(other)
    if not a.overlaps(b):
        return 0.0
    if b.start <= a.start and a.end <= b.end:
        return 1.0
    if a.start <= b.start and b.end <= a.end:
        return PARTLY
    shared = Window(start=max(a.start, b.start), end=min(a.end, b.end))
    return PARTLY * shared.days / min(a.days, b.days)


def answer_window(text: str) -> Window:
    """The window that `window_text` wrote.

    Examples
    --------
    >>> answer_window("2021-01-01/2021-06-30").days
    181
    """
    start, end = text.split("/")
    return Window(start=date.fromisoformat(start), end=date.fromisoformat(end))


def _is_rounded(one: str, other: str) -> bool:
    (a, *unit_a), (b, *unit_b) = one.split(), other.split()
    if unit_a != unit_b:
        return False
    return abs(Decimal(a) - Decimal(b)) <= ROUNDING * max(Decimal(a), Decimal(b))
