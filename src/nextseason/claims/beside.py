"""Which season a dated event of a sentence belongs to.

Scene, windows and their events -> seasons for each window: those named next to it, else what
the words and the tense say about the one already out and the one to come.
"""

import re
from collections.abc import Sequence

from nextseason.claims.anycase import AnyCase
from nextseason.claims.events import find_events
from nextseason.claims.frame import About, Scene
from nextseason.claims.happenings import Event, Happening
from nextseason.claims.seasons import SeasonMention, find_seasons
from nextseason.claims.sentences import clause_around
from nextseason.claims.tense import Tense, read_tense
from nextseason.claims.windows import WindowMention
from nextseason.domain import Window

_OUT = AnyCase(
    r"\b(?:last|latest|previous|current|most recent|past) (?:\w+ )?(?:season|series|one|run"
    r"|outing|batch|"
    r"instal?lment|chapter|episodes?)\b",
)
_TO_COME = AnyCase(
    r"\b(?:next|upcoming|new|another|coming|follow-up|further) (?:\w+ )?(?:seasons?|series|one"
    r"|run|outing|"
    r"batch|instal?lment|chapter|helping|episodes|adventures)\b",
)
# The subject of a first showing is the show, unless words of a return stand by.
_AGAIN = AnyCase(r"\b(?:season|episodes?|return\w*|back|again|new|latest|resurfac\w+)\b")
# A show that is new has its first season to come.
_NEW_SHOW = AnyCase(
    r"\b(?:the|a|its|their|his|her) (?:brand-)?new (?:(?-i:[A-Z])\S+ |original |\w+ ){0,2}?"
    r"(?:series|show|drama|comedy|sitcom|thriller)\b|\bseries premiere\b",
)
_ORIGINALLY = AnyCase(r"\b(?:originally|ever since|into the world)\b")
# "Taking season 1 as our guide, it will be back in 2021": the season is only compared with.
_COMPARED = AnyCase(
    r"\b(?:of|after|since|from|than|like|unlike|as|for|between|following|with|taking|given)"
    r" (?:the |its |that |those )?$",
)
_ANOTHER_SUBJECT = AnyCase(r"\b(?:series|show|season|new|next|another|more|follow-up)\b|[;.]")
_PRONOUN = re.compile(
    r"[\"“‘(]?(?:It|This|They|These|That|Those|The (?:season|episodes|run|filming|shoot|production)"
    r"|Filming|Shooting|Production)\b"
)


def seasons_beside(
    scene: Scene, paired: Sequence[tuple[WindowMention, Event | None]]
) -> list[tuple[int, ...]]:
    """For each window the seasons named next to it, each mention given to one window.

    "The first season came out in May and the second in June": first, then second.
    """
    mentions = [m for m in scene.seasons if not m.counted]
    result: list[tuple[int, ...]] = []
    taken: set[int] = set()
    for i, (window, event) in enumerate(paired):
        left = paired[i - 1][0].end if i else 0
        right = paired[i + 1][0].start if i + 1 < len(paired) else len(scene.text)
        start = min(window.start, event.start) if event else window.start
        free = [m for m in mentions if m.start not in taken and left <= m.start < right]
        nearest = _nearest(scene, free, max(left, start), window, event)
        taken.update(m.start for m in nearest)
        numbers = tuple(m.number for m in nearest)
        if not numbers and result and not _ANOTHER_SUBJECT.search(scene.text, left, window.start):
            numbers = result[-1]  # "was in the can by December and out in July"
        result.append(numbers)
    return result


def _nearest(
    scene: Scene,
    mentions: Sequence[SeasonMention],
    start: int,
    window: WindowMention,
    event: Event | None,
) -> list[SeasonMention]:
    """In the window's clause rather than out of it, before it rather than behind."""
    text = scene.text
    left, right = clause_around(text, start, window.end)

    def rank(mention: SeasonMention) -> tuple[bool, bool, int]:
        outside = not left <= mention.start < right
        behind = mention.start >= window.end
        return outside, behind, abs(mention.start - window.start)

    for best in sorted(mentions, key=rank):
        outside, behind, _ = rank(best)
        if behind and (outside or _another_between(text, window.end, best.start, event)):
            continue
        if not behind and _is_compared(scene, best, window):
            continue
        return [m for m in mentions if m.start == best.start]
    return []


def _another_between(text: str, start: int, end: int, own: Event | None) -> bool:
    """ "It began in 2020 and closed its second season": another thing happens first."""
    return any(start <= e.start and e.end <= end and e != own for e in find_events(text))


def _is_compared(scene: Scene, mention: SeasonMention, window: WindowMention) -> bool:
    text = scene.text
    return (
        mention.number != scene.timeline.next
        and "," in text[mention.end : window.start]
        and _COMPARED.search(text[max(0, mention.start - 24) : mention.start]) is not None
        and not _is_past(scene, window.window, window.start)
    )


def season_or_about(
    scene: Scene, window: Window | None, at: int, kind: Happening
) -> tuple[int | None, About]:
    """Where no season is named by `text[at]`: a season, or the one that is out or to come."""
    left, right = clause_around(scene.text, at, at + 1)
    clause = scene.text[left:right]
    near = scene.text[max(left, at - 60) : at]
    if kind is not Happening.PREMIERE and (named := season_named_before(scene)):
        return named, About.NEXT
    if _is_past(scene, window, at):
        if kind is Happening.PREMIERE and not (_AGAIN.search(near) or _OUT.search(near)):
            return 1, About.LATEST
        if scene.timeline.latest is None or _ORIGINALLY.search(clause):
            return 1, About.LATEST
        return None, About.LATEST
    if _NEW_SHOW.search(clause):
        return 1, About.LATEST
    if _OUT.search(clause) and not _TO_COME.search(clause):
        return None, About.LATEST
    return (1 if scene.timeline.next is None else None), About.NEXT


def season_named_before(scene: Scene) -> int | None:
    """ "It" after a sentence about one season is that season."""
    if not _PRONOUN.match(scene.text):
        return None
    numbers = {m.number for m in find_seasons(scene.before) if not m.counted}
    return numbers.pop() if len(numbers) == 1 else None


def _is_past(scene: Scene, window: Window | None, at: int) -> bool:
    if window and scene.published:
        if window.end < scene.published:
            return True
        if window.start > scene.published:
            return False
    return read_tense(scene.text, at) is Tense.PAST
