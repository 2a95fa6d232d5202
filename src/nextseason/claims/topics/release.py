"""When a season came out or comes out, or that no date is known.

Scene -> drafts.  A window counts where the sentence lets something come out in it; the
dates of announcements, shoots, finales and films are left alone.
"""

import re
from collections.abc import Iterator

from nextseason.claims.beside import season_or_about, seasons_beside
from nextseason.claims.denial import is_denied
from nextseason.claims.events import events_of_windows, find_events
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.happenings import RELEASES, Event, Happening
from nextseason.claims.tense import Tense, read_tense
from nextseason.claims.windows import TIME_TRIGGERS, WindowMention, find_windows
from nextseason.domain import Release, Window

TRIGGERS: tuple[str, ...] = (
    *TIME_TRIGGERS,
    *(
        "date*",
        "when",
        "window",
        "timeline",
        "timeframe",
        "schedule",
        "slot",
        "none",
        "nothing",
    ),
    *("release*", "premiere*"),
)

# Words that let a season in a sentence be its date's subject without any verb.
_LINK = re.compile(
    r"['’]?s?[\"”]?\s*(?:[:,(–—-]\s*)?(?:back |late |early )?(?:in |on |from )?(?:the )?"
)
_IN = re.compile(r"[\"”’']? (?:back )?in (?:early |late )?| \(")
_LINK_REACH = 16
_ASKSdef _unannounced(scene: Scene) -> Iterator[Draft]:
    text = scene.text
    match = _DATE.search(text)
    if match is None:
        return
    clause = text[max(0, match.start() - 90) : match.end() + 90]
    if not (_LATER.search(text) or (_NOT.search(clause) and _KNOWN.search(clause))):
        return
    seasons = [m.number for m in scene.seasons if not m.counted]
    yield Draft(
        value=Release(window=None),
        start=0,
        end=len(text),
        season=seasons[-1] if seasons else None,
    )
