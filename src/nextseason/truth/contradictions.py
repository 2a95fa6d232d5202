"""Pairs of claims that cannot both hold, or that cannot both be spelled right.

Claims + articles -> tuple[Contradiction, ...], the most telling first: what concerns the
season's order before names and figures, one article against itself before two against
each other, firm claims before guesses.  Last come pages that may just be older than the
news: they are undated, so nobody can tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from nextseason.domain import (
    NOT_YET,
    UNANNOUNCED,
    Article,
    CastMember,
    Claim,
    Contradiction,
    CrewMember,
    Milestone,
    Production,
    Question,
    RenewalStatus,
    Score,
    Topic,
    TrailerStatus,
)
from nextseason.truth.answers import NO, YES, Option, ask, exclude, plain_number, question_order
from nextseason.truth.entities import character_difference, fold, is_spelling_variant
from nextseason.truth.evidence import FIRM, published_day
from nextseason.truth.milestones import out_of_order
from nextseason.truth.pairs import Told, best_pair, cannot_both_hold, contradiction

# Of a question's answers, only the best supported are compared with each other: a
# hundred different dates need no five thousand pairs to show that nobody knows.
MOST_ANSWERS = 12

# Once one of these has happened, somebody has ordered the season.
FILMED = (Milestone.FILMING_START, Milestone.FILMING_END, Milestone.POST_PRODUCTION)

SHARE_OF, MARK_OF = Decimal(100), Decimal(10)

# The topics whose answers exclude one another, the most telling first.  Of figures, costs,
# reasons and fans' efforts several may be true.
RANK = (
    Topic.RENEWAL,
    Topic.PRODUCTION,
    Topic.RELEASE,
    Topic.DECISION,
    Topic.RECEPTION,
    Topic.CAST,
    Topic.CREW,
    Topic.EPISODES,
    Topic.TRAILER,
)

T = TypeVar("T", Option, str)


def find_contradictions(
    claims: Iterable[Claim], articles: Mapping[str, Article]
) -> tuple[Contradiction, ...]:
    """Pairs of claims that cannot both hold, the most telling first.

    At most one pair per question and pair of answers, within one article if there is such
    a pair; of each pair, the earlier claim first.

    Raises
    ------
    InputError
        A claim quotes an article that is not given.
    """
    told = {
        question: [
            Told(reading=reading, day=published_day(reading.claim, articles))
            for reading in readings
        ]
        for question, readings in ask(claims).items()
    }
    found = (
        *_between_answers(told),
        *_filmed_without_order(told),
        *out_of_order(told),
        *_mixed_scales(told),
        *_characters(told),
        *_spellings(told),
    )
    return tuple(sorted(found, key=lambda pair: _rank(pair, articles)))


def _between_answers(told: Mapping[Question, Sequence[Told]]) -> Iterator[Contradiction]:
    for question, items in told.items():
        if question.topic not in RANK:
            continue
        options: dict[Option, list[Told]] = defaultdict(list)
        for item in items:
            options[item.reading.option].append(item)
        for one, other in combinations(_best_supported(options), 2):
            if not exclude(question.topic, one, other):
                continue
            pair = best_pair(options[one], options[other], cannot_both_hold)
            if pair:
                yield contradiction(question, pair, _disagreement(question, *pair))


def _best_supported(options: Mapping[T, Sequence[Told]]) -> list[T]:
    def rank(option: T) -> tuple[int, int, T]:
        items = options[option]
        return -sum(item.is_firm for item in items), -len(items), option

    return sorted(sorted(options, key=rank)[:MOST_ANSWERS])


def _disagreement(question: Question, one: Told, other: Told) -> str:
    said, then = _said(question.topic, one), _said(question.topic, other)
    if one.claim.article_id == other.claim.article_id:
        return f"{said} here, {then} there"
    return f"{said} in one article, {then} in another"


def _said(topic: Topic, told: Told) -> str:
    answer = told.reading.answer
    match topic, answer:
        case Topic.RELEASE, str() if answer == UNANNOUNCED:
            words = "no date announced"
        case Topic.TRAILER, TrailerStatus.NONE:
            words = "no trailer"
        case Topic.PRODUCTION, str() if answer == NOT_YET:
            words = "not happened"
        case Topic.CREW, str() if answer in (YES, NO):
            words = "named" if answer == YES else "said not to be"
        case Topic.EPISODES, _:
            words = f"{answer} episodes"
        case _:
            start, _slash, end = answer.replace("_", " ").partition("/")
            words = start if end in ("", start) else f"{start} to {end}"
    return f"not {words}" if told.reading.denied else words


def _filmed_without_order(
    told: Mapping[Question, Sequence[Told]],
) -> Iterator[Contradiction]:
    filmed: dict[tuple[str, int | None], list[Told]] = defaultdict(list)
    for question, items in told.items():
        filmed[question.show, question.season] += [item for item in items if _is_filmed(item)]
    for question, items in told.items():
        pair = best_pair(
            filmed[question.show, question.season],
            [item for item in items if _is_unordered(item)],
            _filmed_while_unordered,
        )
        if pair:
            note = "filming is said to have begun, yet no order of the season is confirmed"
            yield contradiction(question, pair, note)


def _is_filmed(told: Told) -> bool:
    match told.claim.value:
        case Production(milestone=milestone, window=window) if milestone in FILMED:
            planned = window is not None and told.day is not None and window.start > told.day
            return not (told.claim.negated or told.is_guess or planned)
        case _:
            return False


def _is_unordered(told: Told) -> bool:
    """Firmly undecided, or firmly not renewed."""
    if told.claim.topic is not Topic.RENEWAL or not told.is_firm:
        return False
    status = RenewalStatus.RENEWED if told.reading.denied else RenewalStatus.PENDING
    return told.reading.answer == status


def _filmed_while_unordered(filmed: Told, unordered: Told) -> bool:
    if filmed.claim.article_id == unordered.claim.article_id:
        return True
    if not filmed.is_firm:
        return False
    return not (unordered.day and filmed.day and unordered.day <= filmed.day)


def _mixed_scales(told: Mapping[Question, Sequence[Told]]) -> Iterator[Contradiction]:
    """A percentage of favourable reviews that is turned into a mark out of ten.

    By an article that gives both; or by another one, where the outlet is said to have given
    another mark.
    """
    scores: dict[tuple[str, int | None, str], list[tuple[Question, Told, Score]]] = defaultdict(
        list
    )
    for question, items in told.items():
        for item in items:
            value = item.claim.value
            if isinstance(value, Score) and not item.reading.denied:
                outlet = fold(value.outlet or "").replace(" ", "") + f", {value.by}"
                scores[question.show, question.season, outlet].append((question, item, value))
    for given in scores.values():
        shares, marks = _by_figure(given, SHARE_OF), _by_figure(given, MARK_OF)
        for mark, marked in marks.items():
            shared = shares.get(mark * 10, [])
            pair = best_pair(shared, marked, _always if len(marks) > 1 else _in_one_article)
            if pair:
                note = (
                    "the share of favourable reviews is not an average mark: "
                    f"{plain_number(mark * 10)}% is not {plain_number(mark)}/10"
                )
                question = next(q for q, item, _ in given if item is shared[0])
                yield contradiction(question, pair, note)


def _by_figure(
    given: Iterable[tuple[Question, Told, Score]], of: Decimal
) -> dict[Decimal, list[Told]]:
    figures: dict[Decimal, list[Told]] = defaultdict(list)
    for _, item, value in given:
        if value.of == of:
            figures[value.score].append(item)
    return figures


def _in_one_article(one: Told, other: Told) -> bool:
    return one.claim.article_id == other.claim.article_id


def _characters(told: Mapping[Question, Sequence[Told]]) -> Iterator[Contradiction]:
    """One actor, and names of a character that do not fit together."""
    played: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    question_of: dict[Claim, Question] = {}
    for question, items in told.items():
        for item in items:
            match item.claim.value:
                case CastMember(character=str(character)) if character:
                    played[question.show, question.about or ""][character].append(item)
                    question_of[item.claim] = question
    for (_, person), named in played.items():
        for one, other in combinations(_best_supported(named), 2):
            difference = character_difference(one, other)
            pair = best_pair(named[one], named[other], _always)
            if difference and pair:
                note = f"{person} plays {one} and {other}: {difference}"
                yield contradiction(question_of[pair[0].claim], pair, note)


def _spellings(told: Mapping[Question, Sequence[Told]]) -> Iterator[Contradiction]:
    """One person under two spellings, whatever the part or the job."""
    spelled: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    question_of: dict[Claim, Question] = {}
    for question, items in told.items():
        for item in items:
            match item.claim.value:
                case CastMember(person=name):
                    person = question.about or ""
                case CrewMember(person=name):
                    person = (question.about or "").rpartition(", ")[0]
                case _:
                    continue
            spelled[question.show, person][name].append(item)
            question_of[item.claim] = question
    for (_, usual), named in spelled.items():
        for name in _best_supported(named):
            pair = best_pair(named[usual], named[name], _always) if usual in named else None
            if pair and is_spelling_variant(name, usual):
                note = f"one person, spelled two ways: {usual}, {name}"
                yield contradiction(question_of[pair[0].claim], pair, note)


def _always(_one: Told, _other: Told) -> bool:
    return True


def _rank(
    found: Contradiction, articles: Mapping[str, Article]
) -> tuple[bool, int, bool, int, tuple[str, int, int, str], str, str]:
    claims = found.first, found.second
    undated = any(articles[claim.article_id].published is None for claim in claims)
    between = not found.within_one_article
    return (
        between and undated,
        RANK.index(found.question.topic),
        between,
        -sum(claim.certainty in FIRM for claim in claims),
        question_order(found.question),
        found.note,
        found.first.id,
    )
