"""Steps of production that are told of in an order in which they cannot have come.

Told claims -> Contradictions.  A season is ordered and written, filmed, finished and released.
What comes before the order of the cameras may come in any order: writers are often at work
before anybody has said yes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from nextseason.domain import (
    Contradiction,
    Milestone,
    Production,
    Question,
    Release,
    Topic,
    Window,
)
from nextseason.truth.pairs import Told, best_pair, contradiction

Step = Milestone | Topic
# In their natural order; a halt may come anywhere.
STEPS: dict[Step, str] = {
    Milestone.ORDERED: "the order",
    Milestone.DEVELOPMENT: "development",
    Milestone.WRITING: "writing",
    Milestone.FILMING_START: "the start of filming",
    Milestone.FILMING_END: "the end of filming",
    Milestone.POST_PRODUCTION: "post-production",
    Topic.RELEASE: "the release",
}
PREPARATION = frozenset({Milestone.ORDERED, Milestone.DEVELOPMENT, Milestone.WRITING})


def out_of_order(told: Mapping[Question, Sequence[Told]]) -> Iterator[Contradiction]:
    """Pairs of firm claims of which one has a later step come before an earlier one."""
    seasons: dict[tuple[str, int | None], dict[Step, Question]] = defaultdict(dict)
    for question, items in told.items():
        step = _step(items[0])
        if step in STEPS:
            seasons[question.show, question.season][step] = question
    for of_season in seasons.values():
        for early, late in combinations(STEPS, 2):
            if early in of_season and late in of_season and not {early, late} <= PREPARATION:
                yield from _between(of_season[early], of_season[late], told)


def _between(
    early: Question, late: Question, told: Mapping[Question, Sequence[Told]]
) -> Iterator[Contradiction]:
    ones, others = ([t for t in told[question] if t.is_firm] for question in (early, late))
    first, then = (STEPS[_step(told[question][0])] for question in (early, late))
    for breaks, note in (
        (_dated_before, f"{then} is dated before {first}"),
        (_past_before, f"{then} is said to be past, {first} still to come"),
    ):
        pair = best_pair(ones, others, breaks)
        if pair:
            yield contradiction(late, pair, note)


def _step(told: Told) -> Step:
    match told.claim.value:
        case Production(milestone=milestone):
            return milestone
        case value:
            return value.topic


def _window(told: Told) -> Window | None:
    match told.claim.value:
        case Production(window=window) | Release(window=window):
            return None if told.claim.negated else window
        case _:
            return None


def _dated_before(early: Told, late: Told) -> bool:
    """Plans change: two articles break the order only if both tell of what is past."""
    first, then = _window(early), _window(late)
    if first is None or then is None or then.end >= first.start:
        return False
    if early.claim.article_id == late.claim.article_id:
        return True
    return early.day is not None and (
        early.day == late.day or (_is_past(early, first) and _is_past(late, then))
    )


def _past_before(early: Told, late: Told) -> bool:
    """The earlier step is said not to have come by a day on which the later one had."""
    if not (early.claim.negated and _has_come(late)) or _names_window(early):
        return False
    if early.claim.article_id == late.claim.article_id:
        return True
    return early.day is not None and late.day is not None and late.day < early.day


def _has_come(told: Told) -> bool:
    match told.claim.value:
        case Production(window=None):
            return not told.claim.negated
        case _:
            window = _window(told)
            return window is not None and _is_past(told, window)


def _names_window(told: Told) -> bool:
    """To deny a day is not to deny the step."""
    match told.claim.value:
        case Production(window=None):
            return False
        case _:
            return True


def _is_past(told: Told, window: Window) -> bool:
    return told.day is not None and window.end <= told.day
