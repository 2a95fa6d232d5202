"""Which season a figure of a sentence belongs to.

Scene and offsets -> seasons named beside them; what has none is left to the topic.
"""

import re

from nextseason.claims.frame import About, Scene
from nextseason.claims.seasons import SeasonMention, find_seasons
from nextseason.claims.sentences import clause_around

# A season named behind a figure is less likely its own than one before it, by so many signs.
_BEHIND = 25
_ANEW = re.compile(
    r"[\"“‘(]?(?:It|This|They|These|That|Those|There|So|In its|(?:The|Its) (?:season"
    r"|run|episodes?|opener"
    r"|premiere|finale|first episode|pilot|newest|latest))\b"
)


def seasons_of_figure(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """The seasons to which the words beside `text[start:end]` tie it; () where none does.

    In the figure's own clause rather than out of it, before it rather than behind.  "It"
    after a sentence that names one season stands for that season.
    """
    named = [m for m in scene.seasons if not m.counted]
    if named:
        left, right = clause_around(scene.text, start, end)

        def distance(mention: SeasonMention) -> tuple[bool, int]:
            away = start - mention.end if mention.end <= start else mention.start - end + _BEHIND
            return not left <= mention.start < right, max(away, 0)

        best = min(named, key=distance)
        if _is_apart(scene.text, best, start, end, left, right):
            return ()
        return tuple(m.number for m in named if m.start == best.start)
    if _ANEW.match(scene.text):
        before = {m.number for m in find_seasons(scene.before) if not m.counted}
        if len(before) == 1:
            return tuple(before)
    return ()


def _is_apart(
    text: str, mention: SeasonMention, start: int, end: int, left: int, right: int
) -> bool:
    """In another clause, behind the figure or beyond a semicolon: another matter."""
    if left <= mention.start < right:
        return False
    return mention.start >= end or ";" in text[mention.end : start]


def latest_or_show(scene: Scene) -> About:
    """What is told of a show without a season: of its only one, else of it as a whole."""
    return About.LATEST if scene.timeline.single else About.SHOW
