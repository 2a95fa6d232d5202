"""When the decision about a season, or word of it, is expected.

Scene -> drafts.  The sentence must look ahead: the day on which something was announced is
no claim.
"""

from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.beside import seasons_beside
from nextseason.claims.events import events_of_windows, find_events
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.happenings import Happening
from nextseason.claims.sentences import clause_around, is_question
from nextseason.claims.tense import Tense, read_tense
from nextseason.claims.windows import WindowMention, find_windows
from nextseason.domain import DecisionDay

TRIGGERS: tuple[str, ...] = (
    *("announc*", "decision*", "decid*", "news", "word", "hear", "learn", "verdict", "answer*"),
    *(
        "confirm*",
        "update*",
        "renew*",
        "know",
        "notif*",
        "official*",
        "green",
        "greenl*",
        "declar*",
    ),
)

_AHEAD = AnyCase(
    r"\b(?:will|shall|should|could|(?-i:may)|might|can|ought|expect\w*|likely|anticipat\w*|hop(?:e"
    r"|es|ing)|must|would|"
    r"deadline|predict\w*|due|usually|typically|commonly|normally|generally|wish|soon)\b"
    r"|['’]ll\b",
)
_FORECAST = AnyCase(r"\b(?:expected|predicted|forecast|promised|supposed|meant) to\b")


def read_decision(scene: Scene) -> Iterator[Draft]:
    """The windows in which a sentence expects the decision."""
    windows = find_windows(scene.text, published=scene.published, near=scene.near)
    if not windows or is_question(scene.text):
        return
    paired = events_of_windows(scene.text, windows, find_events(scene.text))
    for (window, event), seasons in zip(paired, seasons_beside(scene, paired), strict=True):
        if event is None or event.kind is not Happening.NEWS:
            continue
        if not _looks_ahead(scene, window, event.start):
            continue
        yield Draft(
            value=DecisionDay(window=window.window),
            start=min(window.start, event.start),
            end=max(window.end, event.end),
            season=seasons[0] if seasons else None,
        )


def _looks_ahead(scene: Scene, window: WindowMention, at: int) -> bool:
    if scene.published and window.window.end < scene.published:
        return False
    if read_tense(scene.text, at) is Tense.PAST and not _FORECAST.search(scene.text):
        return False
    left, right = clause_around(scene.text, at, window.end)
    return _AHEAD.search(scene.text, left, right) is not None
