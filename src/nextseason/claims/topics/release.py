"""When a season came out or comes out, or that no date is known.

Scene -> drafts.  A window counts where the sentence lets something come out in it; the
dates of announcements, shoots, finales and films are left alone.
"""

import re
from collections.abc import Iterator

from nextseason.claims.beside import season_or_about, seasons_beside
from nextseason.claims.events import (
    RELEASES,
    Event,
    Happening,
    events_of_windows,
    find_events,
)
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.tense import Tense, read_tense
from nextseason.claims.windows import TIME_TRIGGERS, WindowMention, find_windows
from nextseason.domain import Release

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
_GUESS = re.compile(
    r"\b(?:our|my|one['’]s|the best|a safe) (?:own )?(?:guess|estimate|tip|bet|prediction|money|hunch|forecast)\b"
    r"|\b(?:we|i|fans|you) (?:can |may |should |would |might |do |have )?(?:all )?(?:expect|reckon|anticipate|predict|look)"
    r"|\bexpect(?:ed|ation)?\b|\b(?:might|may|won['’]t|could|will|would) (?:not )?(?:happen|be possible|be (?:with us|here))\b"
    r"|\b(?:probable|likely|possible|earliest)\b|\blooks? (?:like|for it|out for)\b",
    re.IGNORECASE,
)


def read_release(scene: Scene) -> Iterator[Draft]:
    """The releases that a sentence dates, and the statement that there is no date."""
    if scene.text.rstrip("\"'”’)").endswith("?"):
        return
    windows = find_windows(scene.text, published=scene.published, near=scene.near)
    yield from _dated(scene, windows)
    yield from _unannounced(scene)


def _dated(scene: Scene, windows: tuple[WindowMention, ...]) -> Iterator[Draft]:
    if not windows:
        return
    paired = events_of_windows(scene.text, windows, find_events(scene.text))
    for (window, event), seasons in zip(paired, seasons_beside(scene, paired), strict=True):
        if not _comes_out(scene, window, event):
            continue
        kind = event.kind if event else Happening.RELEASE
        start, end = window.start, window.end
        if event:
            start, end = min(start, event.start), max(end, event.end)
        season, about = season_or_about(scene, window.window, window.start, kind)
        for number in seasons or (season,):
            yield Draft(
                value=Release(window=_first_end(scene, window)),
                start=start,
                end=end,
                season=number,
                about=about,
            )


def _comes_out(scene: Scene, window: WindowMention, event: Event | None) -> bool:
    text = scene.text
    if event is not None and event.kind in RELEASES:
        return True
    if any(
        0 <= window.start - m.end < 16 and _LINK.fullmatch(text, m.end, window.start)
        for m in scene.seasons
        if not m.counted
    ):
        return event is None or event.kind in (Happening.OTHER, Happening.CIRCUMSTANCE)
    return event is None and bool(_GUESS.search(text))


def _first_end(scene: Scene, window: WindowMention):  # type: ignore[no-untyped-def]
    """A season that ran from March to May came out in March."""
    if window.ends and read_tense(scene.text, window.start) is Tense.PAST:
        return window.ends[0]
    return window.window


_DATE = re.compile(
    r"(?<!to )(?<!up-to-)(?<!of )\bdates?\b(?! (?:back|from|with|with|night|her|him|of birth))"
    r"|\b(?:release|premiere|launch|air|broadcast|time) ?(?:window|frame|slot|schedule|timeline|timeframe)\b|\bwindow (?:of|in|for)\b"
    r"|(?<!, )\bwhen (?:the |it|we|you|season|series|new|there|fans|viewers|exactly)[^.;?]{0,60}?\b(?:come|comes|coming|will|start|starts|begin|begins|arrive|arrives|air|airs|return|returns|premiere|premieres|drop|drops|see|be|out|release[ds]?|land|lands|join|debut|debuts|is|are)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|nor|never|none|nobody|nothing|neither|without|cannot|unknown|unclear|unconfirmed|undisclosed|"
    r"unspecified|uncertain|tba|tbd|missing|silent|mum|under wraps|a mystery|undecided)\b|n['’]t\b"
    r"|\b(?:yet|still|remains?|has|have|left) to (?:be )?\w+|\bto (?:itself|themselves|himself)\b|\brefrained\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:at|on) (?:a|some) later (?:date|time|point|stage)\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\b(?:announc|confirm|reveal|set|fix|given|give|know|known|nam|specif|shar|issu|releas|decid|schedul|official|available|mention|said|say|tell|there (?:is|['’]s|are|was|may)|have|has|word|update|yet|date|window)",
    re.IGNORECASE,
)


def _unannounced(scene: Scene) -> Iterator[Draft]:
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
