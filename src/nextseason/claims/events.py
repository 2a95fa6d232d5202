"""What happens in the windows of a sentence: a release, a shoot, an announcement.

Text -> Event with offsets; windows and events -> which event each window belongs to.  A date
says nothing by itself: "renewed in July, five months after the premiere in February" has one
of each.  Which season an event belongs to is left to the topics.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from nextseason.claims.anycase import AnyCase, LowerCase
from nextseason.claims.happenings import Event, Happening
from nextseason.claims.making import MAKING, find_shoots
from nextseason.claims.showing import SHOWING
from nextseason.claims.windows import WindowMention

_REFERENCE = AnyCase(r"\b(?:after|before|since|until|than)\b")
_NEW_CLAUSE = re.compile(r"[;:—–]|, (?:and|but|while|so|although|though) ")

# Verbs of any event: their subject tells which.
_WEAK = AnyCase(
    r"(?:follow|came|come|coming|due|slated|scheduled|beg[aiu]n|start|open|arriv|is |are |was "
    r"|were |be )",
)
# Any verb right behind a subject belongs to it: "the finale aired".
_AUXILIARIES = AnyCase(
    r" (?:(?:was|were|is|are|has|have|had|will|be|been|then|finally|first|itself) ){0,4}",
)
_SUBJECT_REACH = 50
_ANOTHER_SUBJECT = AnyCase(r"[,;:]|\b(?:it|that|which|who|and|but)\b")
_NEWS_NOUN = AnyCase(
    r"(?:announcement|confirmation|reports?\b|decision|verdict|news|word|answer|update"
    r"|statement|"
    r"notification|declaration|renewal|green[ -]?light\b|interview)",
)


@lru_cache(maxsize=256)
def find_steps(text: str) -> tuple[Event, ...]:
    """The events of a sentence in which a season is made, which `find_events` has, too.

    Examples
    --------
    >>> [e.kind.name for e in find_steps("Filming began in May, and it premiered in July.")]
    ['FILMING_START']
    """
    lowered = _lowered(text)
    return _with_cues(lowered, find_shoots(lowered), MAKING)


@lru_cache(maxsize=256)
def find_events(text: str) -> tuple[Event, ...]:
    """The events of a sentence in its order; where two overlap, the more specific one.

    Examples
    --------
    >>> [e.kind.name for e in find_events("Filming began in May, and it premiered in July.")]
    ['FILMING_START', 'PREMIERE']
    """
    return tuple(sorted(_with_cues(_lowered(text), find_steps(text), SHOWING), key=_start))


def _lowered(text: str) -> str:
    """In lower case, but for rare letters that grow in it; offsets must hold."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _with_cues(
    text: str, found: Iterable[Event], cues: Sequence[tuple[Happening, LowerCase]]
) -> tuple[Event, ...]:
    """The events found so far and those of the cues that overlap none of them."""
    events = list(found)
    for kind, pattern in cues:
        for match in pattern.finditer(text):
            if not any(e.start < match.end() and match.start() < e.end for e in events):
                events.append(Event(kind, match.start(), match.end()))
    return tuple(events)


def _start(event: Event) -> int:
    return event.start


def events_of_windows(
    text: str, windows: Sequence[WindowMention], events: Sequence[Event]
) -> list[tuple[WindowMention, Event | None]]:
    """Each window with the event that it dates.

    As a rule that is the last event before it, back to the window before ("came out in
    May"); else the first behind it ("In May it came out"); else, in a list of dates, the
    event of the window before ("came out in May and the second in June").
    """
    paired: list[tuple[WindowMention, Event | None]] = []
    left = 0
    for i, window in enumerate(windows):
        right = windows[i + 1].start if i + 1 < len(windows) else len(text)
        paired.append((window, _event_of(text, window, events, (left, right), paired)))
        left = window.end
    return paired


def _event_of(
    text: str,
    window: WindowMention,
    events: Sequence[Event],
    bounds: tuple[int, int],
    paired: Sequence[tuple[WindowMention, Event | None]],
) -> Event | None:
    left, right = bounds
    circumstances = [e for e in events if e.kind is Happening.CIRCUMSTANCE]
    events = [e for e in events if e.kind is not Happening.CIRCUMSTANCE]
    before = [e for e in events if left <= e.start and e.end <= window.start]
    behind = [e for e in events if window.end <= e.start < right]
    if behind and _REFERENCE.search(text, window.end, behind[0].start):
        behind = []  # "in May, two months after it came out"
    if before and not _is_parted(text, before[-1].end, window.start):
        return _subject_of(text, before)
    if behind and not _NEW_CLAUSE.search(text, window.end, behind[0].start):
        return behind[0]
    if before:
        return _subject_of(text, before)
    around = [e for e in circumstances if left <= e.start < right]
    if around:
        return around[0]
    return paired[-1][1] if paired else None


def _subject_of(text: str, before: Sequence[Event]) -> Event:
    """ "The decision will come", "the trailer dropped": what comes is the decision."""
    last = before[-1]
    if len(before) < 2:
        return last
    subject = before[-2]
    between = text[subject.end : last.start]
    is_noun = subject.kind is Happening.OTHER or _NEWS_NOUN.match(text, subject.start)
    is_weak = _WEAK.match(text, last.start) and len(between) <= _SUBJECT_REACH
    if is_noun and (
        (is_weak and not _ANOTHER_SUBJECT.search(between)) or _AUXILIARIES.fullmatch(between)
    ):
        return Event(subject.kind, subject.start, last.end)
    return last


def _is_parted(text: str, start: int, end: int) -> bool:
    """Does a clause end between an event and a window?"""
    return _NEW_CLAUSE.search(text, start, end) is not None
