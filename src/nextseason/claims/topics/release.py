"""When a season came out or comes out, or that no date is known.

Scene -> drafts.  A window counts where the sentence lets something come out in it; the
dates of announcements, shoots, finales and films are left alone.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.beside import season_or_about, seasons_beside
from nextseason.claims.denial import is_denied
from nextseason.claims.events import events_of_windows, find_events
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.happenings import RELEASES, Event, Happening
from nextseason.claims.sentences import is_question
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

# What may stand between a season and its date where there is no verb: "Season 1: May 2016".
_LINK = re.compile(
    r"['’]?s?[\"”]?\s*(?:[:,(–—-]\s*)?(?:back |late |early )?(?:in |on |from )?(?:the )?"
)
_IN = re.compile(r"[\"”’']? (?:back )?in (?:early |late )?| \(")
_LINK_REACH = 16
_ASKS_DATE = AnyCase(r"[\"“‘(]?(?:when|what|which|was|is|has)\b")
# The writer's own reckoning needs no verb of coming out: "late July is our guess".
_GUESS = AnyCase(
    r"\b(?:our|my|one['’]s|the best|a safe) (?:own |best |educated )?"
    r"(?:guess|estimate|tip|bet|prediction|money|hunch|forecast)\b"
    r"|\b(?:we|i|fans|you) (?:can |may |should |would |might |do |have )?(?:all )?"
    r"(?:expect|reckon|anticipate|predict|look)"
    r"|\bexpect(?:ed|ation)?\b|\b(?:probable|likely|possible|earliest)\b"
    r"|\b(?:might|may|won['’]t|could|will|would) (?:not )?"
    r"(?:happen|be possible|be (?:with us|here))\b"
    r"|\blooks? (?:like|for it|out for)\b",
)
_DATE = AnyCase(
    r"\b(?:(?<!to )(?<!up-to-)(?<!of )dates?\b(?! (?:back|from|with|night|her|him|of birth))"
    r"|(?:release|premiere|launch|air|broadcast|time) ?"
    r"(?:window|frame|slot|schedule|timeline|timeframe)\b|window (?:of|in|for)\b"
    r"|(?<!, )when (?:the |it|we|you|season|series|new|there|fans|viewers|exactly)"
    r"[^.;?]{0,60}?\b(?:comes?|coming|will|starts?|begins?|arrives?|airs?|returns?|premieres?"
    r"|drops?|see|be|out|release[ds]?|lands?|join|debuts?|is|are)\b)",
)
_NOT = AnyCase(
    r"\b(?:no|not|nor|never|none|nobody|nothing|neither|without|cannot|unknown|unclear"
    r"|unconfirmed|undisclosed|unspecified|uncertain|tba|tbd|missing|silent|mum|under wraps"
    r"|a mystery|undecided|refrained)\b|n['’]t\b"
    r"|\b(?:yet|still|remains?|has|have|left) to (?:be )?\w+"
    r"|\bto (?:itself|themselves|himself)\b",
)
_LATER = AnyCase(r"\b(?:at|on) (?:a|some) later (?:date|time|point|stage)\b")
_KNOWN = AnyCase(
    r"\b(?:announc|confirm|reveal|set|fix|give|know|nam|specif|shar|issu|releas|decid|schedul"
    r"|official|available|mention|said|say|tell|there (?:is|['’]s|are|was|may)|have|has|word"
    r"|update|yet|date|window)",
)
# A "no" so far from the date speaks of something else.
_NOT_REACH = 90


def read_release(scene: Scene) -> Iterator[Draft]:
    """The releases that a sentence dates, and the statement that there is no date."""
    windows = find_windows(scene.text, published=scene.published, near=scene.near)
    if windows:
        yield from _dated(scene, windows)
    if not is_question(scene.text):
        yield from _unannounced(scene)


def _dated(scene: Scene, windows: tuple[WindowMention, ...]) -> Iterator[Draft]:
    paired = events_of_windows(scene.text, windows, find_events(scene.text))
    is_guess = _GUESS.search(scene.text) is not None
    for (window, event), seasons in zip(paired, seasons_beside(scene, paired), strict=True):
        if (is_guess and event is None) or _comes_out(scene, window, event):
            yield from _drafts(scene, window, event, seasons)


def _drafts(
    scene: Scene, window: WindowMention, event: Event | None, seasons: tuple[int, ...]
) -> Iterator[Draft]:
    kind = event.kind if event else Happening.RELEASE
    start, end = window.start, window.end
    denied = False
    if event:
        start, end = min(start, event.start), max(end, event.end)
        denied = is_denied(scene.text, event.start, event.end, at=window.start)
    season, about = season_or_about(scene, window.window, window.start, kind)
    for number in seasons or (season,):
        yield Draft(
            value=Release(window=_first_end(scene, window)),
            start=start,
            end=end,
            season=number,
            about=about,
            negated=denied,
        )


def _comes_out(scene: Scene, window: WindowMention, event: Event | None) -> bool:
    text = scene.text
    # "Did you watch when season 2 came out in May?" tells a date as it asks.
    if is_question(text) and (
        _ASKS_DATE.match(text) or read_tense(text, window.start) is not Tense.PAST
    ):
        return False
    if event is not None and event.kind in RELEASES:
        return True
    by_itself = event is None or event.kind is Happening.CIRCUMSTANCE
    return by_itself and (_is_beside_season(scene, window) or _is_beside_title(scene, window))


def _is_beside_season(scene: Scene, window: WindowMention) -> bool:
    """ "Season 1: October 2016", "last August's season 2"."""
    return any(
        (
            0 <= window.start - m.end < _LINK_REACH
            and _LINK.fullmatch(scene.text, m.end, window.start)
        )
        or scene.text[window.end : m.start] == " "
        for m in scene.seasons
        if not m.counted
    )


def _is_beside_title(scene: Scene, window: WindowMention) -> bool:
    """ "The Long Shore in 2018": a show named with its year alone."""
    return any(
        0 <= window.start - end < _LINK_REACH and _IN.fullmatch(scene.text, end, window.start)
        for _, end, _ in scene.mentions
    )


def _first_end(scene: Scene, window: WindowMention) -> Window:
    """A season that ran from March to May came out in March."""
    if window.ends and read_tense(scene.text, window.start) is Tense.PAST:
        return window.ends[0]
    return window.window


def _unannounced(scene: Scene) -> Iterator[Draft]:
    """The words that no date is known, with the season that they name last."""
    text = scene.text
    match = _DATE.search(text)
    if match is None:
        return
    around = text[max(0, match.start() - _NOT_REACH) : match.end() + _NOT_REACH]
    if not (_LATER.search(text) or (_NOT.search(around) and _KNOWN.search(around))):
        return
    seasons = [m.number for m in scene.seasons if not m.counted]
    yield Draft(
        value=Release(window=None),
        start=0,
        end=len(text),
        season=seasons[-1] if seasons else None,
    )
