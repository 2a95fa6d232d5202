"""Why a season was renewed or cancelled.

Scene -> drafts.  A cause counts inside a causal frame ("because of", "was to blame", "put
it down to") in talk of the decision, or where its words carry the frame with them ("too
few people watched").  Where viewers are weighed against money, both make one reason.
"""

import re
from collections.abc import Iterator

from nextseason.claims.causes import (
    ALWAYS_SO,
    ASKED,
    BECAUSE,
    CONTRACT,
    COST,
    CREATIVE,
    DECISION,
    DENIED,
    ENDED,
    HELD_UP,
    IDIOM,
    LITTLE_WATCHED,
    MUCH_WATCHED,
    NO_COST,
    NOT_SAID,
    PANDEMIC,
    RENEWAL,
    REVIEWS,
    SCHEDULE,
    SILENT,
    STRIKE,
    TOO_DEAR,
    TOO_LITTLE,
    WATCHED,
    WEIGHED,
)
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.sentences import is_question
from nextseason.domain import Reason, ReasonCategory

TRIGGERS: tuple[str, ...] = (
    *("because", "due", "owing", "thanks", "reason*", "blame*", "cited", "citing", "cause*"),
    *("explanation*", "explain*", "why", "attribut*", "led", "stem*", "culprit*", "behind"),
    *("fault", "account", "amid*", "came", "factor*", "result*", "covid", "pandemic"),
    *("coronavirus", "strike", "strikes", "expensive", "costs", "costly", "cost", "budget*"),
    *("ratings", "numbers", "viewers*", "audience*", "watched", "watching", "fans", "creative"),
    *(
        "decision",
        "money",
        "sums",
        "justif*",
        "few",
        "part",
        "role",
        "given",
        "over",
        "intend*",
    ),
    *("terms", "story", "meant", "completion", "popularity", "hit"),
    *("intention", "planned", "always", "viewing", "performed", "underperform*", "stoppage*"),
)

_CATEGORIES = (
    (PANDEMIC, ReasonCategory.PANDEMIC),
    (STRIKE, ReasonCategory.STRIKE),
    (CREATIVE, ReasonCategory.CREATIVE),
    (SCHEDULE, ReasonCategory.SCHEDULE),
    (CONTRACT, ReasonCategory.CONTRACT),
    (REVIEWS, ReasonCategory.REVIEWS),
)


def read_reason(scene: Scene) -> Iterator[Draft]:
    """The reasons that the sentence gives, or the statement that none was given."""
    text = scene.text
    asked = ASKED.search(text) is not None
    if is_question(text) or (asked and IDIOM.search(text)):
        return
    unsaid = (NOT_SAID.search(text) if asked else None) or _left_open(scene)
    if unsaid:
        yield _draft(ReasonCategory.UNSTATED, unsaid)
        # What stands behind "but" may still be a guess at it.
        text = " " * unsaid.end() + text[unsaid.end() :]
    yield from _of_viewing_and_cost(scene, text)
    for pattern, category in _CATEGORIES:
        match = pattern.search(text)
        if match and _is_why(scene, category, framed=BECAUSE.search(text) is not None):
            yield _draft(category, match, negated=_is_denied(text, match))


def _left_open(scene: Scene) -> re.Match[str] | None:
    """ "Why was it dropped? The network hasn't said." """
    asked = scene.before.endswith("?") and re.search(r"\bwhy\b|reason", scene.before, re.IGNORECASE)
    return SILENT.search(scene.text) if asked else None


def _of_viewing_and_cost(scene: Scene, text: str) -> Iterator[Draft]:
    much = MUCH_WATCHED.search(text)
    if much and RENEWAL.search(text) and BECAUSE.search(text) and not ENDED.search(text):
        yield _draft(ReasonCategory.VIEWING_VS_COST, much)
        return
    little = LITTLE_WATCHED.search(text) if WATCHED.search(text) else None
    cost = COST.search(text)
    if cost and NO_COST.search(text):
        cost = None
    if not (little or cost):
        return
    framed = BECAUSE.search(text) is not None
    near, decided = DECISION.search(text) is not None, _about_decision(scene)
    if cost and (
        (little and (framed or decided or TOO_LITTLE.search(text)))
        or (framed and decided and WATCHED.search(text) and WEIGHED.search(text))
    ):
        yield _draft(ReasonCategory.VIEWING_VS_COST, cost)
    elif little and (framed or near or TOO_LITTLE.search(little.group())):
        yield _draft(ReasonCategory.LOW_VIEWING, little, negated=_is_denied(text, little))
    elif cost and decided and (framed or TOO_DEAR.search(text)):
        yield _draft(ReasonCategory.COST, cost, negated=_is_denied(text, cost))


def _about_decision(scene: Scene) -> bool:
    return any(DECISION.search(t) for t in (scene.text, scene.before, scene.heading))


def _is_why(scene: Scene, category: ReasonCategory, *, framed: bool) -> bool:
    """A pandemic or a strike beside a cancellation needs no "because".

    Far from one it is more often what holds up a shoot.
    """
    if category in (ReasonCategory.PANDEMIC, ReasonCategory.STRIKE):
        if ENDED.search(scene.text):
            return True
        ended = ENDED.search(scene.before) or ENDED.search(scene.heading)
        return framed and ended is not None and not HELD_UP.search(scene.text)
    if category is ReasonCategory.CREATIVE and ALWAYS_SO.search(scene.text):
        return True
    return framed and _about_decision(scene)


def _is_denied(text: str, match: re.Match[str]) -> bool:
    near = text[max(0, match.start() - 45) : match.end() + 35]
    return DENIED.search(near) is not None


def _draft(category: ReasonCategory, match: re.Match[str], *, negated: bool = False) -> Draft:
    return Draft(
        value=Reason(category=category), start=match.start(), end=match.end(), negated=negated
    )
