"""Renewed, cancelled, pending or concluded: what a sentence says of the next order.

Scene -> drafts.  The phrasings of each status stand in `renewal_phrases`.  A renewal under
a negation is a cancellation ("won't be renewed"), or pending ("not yet renewed"); a
condition ("if it is renewed") or a question says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from nextseason.claims.anycase import AnyCase
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.renewal_phrases import (
    AFTER_COUNT,
    AFTER_SEASON,
    BE_LAST,
    CANCELLED,
    CONDITION,
    FEARED,
    FINALE_PAST,
    HOPED,
    LAST_SEASON,
    NEGATION,
    NO_MORE,
    PENDING,
    PENDING_ALONE,
    PERSON,
    RENEWED,
    SAID_OF_SEASON,
    SEASON_RENEWED,
    SPEAKS_OF_ORDER,
    YET,
)
from nextseason.claims.seasons import SeasonMention
from nextseason.claims.sentences import clause_around, is_question
from nextseason.domain import Certainty, Renewal, RenewalStatus

TRIGGERS: tuple[str, ...] = tuple(
    """
    renew* cancel* axe* axing ax scrap* plug drop* shelve* ditch* kill* chop* boot door exit
    pick* pickup order* greenl* green season* series show return* back happen* over done
    dead end* final* last conclud* conclusion finish* word announc* confirm* decid* decision
    undecided unclear limbo bubble fate future news saved saves rescue* reviv* official*
    more another second third fourth fifth sixth seventh reverse* run outing passed continu*
    discontinu* goodbye farewell wrap* bow* go canned nixed pulled turned comeback
    """.split()
)


def read_renewal(scene: Scene) -> Iterator[Draft]:
    """The states of the next order that a sentence tells."""
    text = scene.text
    if is_question(text):
        return
    pending = PENDING.search(text)
    if pending and (SPEAKS_OF_ORDER.search(text) or PENDING_ALONE.search(text)):
        yield _draft(scene, RenewalStatus.PENDING, pending)
        return
    renewed, denied = _renewed(text)
    cancelled = _cancelled(text) or denied
    if cancelled:
        yield _draft(scene, RenewalStatus.CANCELLED, cancelled)
    if renewed and not (cancelled and _overlap(cancelled, renewed)):
        yield _draft(scene, RenewalStatus.RENEWED, renewed)
    final = _first(LAST_SEASON, text)
    if final:
        yield _concluded(scene, final)
    if not (renewed or cancelled or final):
        yield from _guesses(scene)


def _guesses(scene: Scene) -> Iterator[Draft]:
    for pattern, status in (
        (FEARED, RenewalStatus.CANCELLED),
        (HOPED, RenewalStatus.RENEWED),
    ):
        match = _first(pattern, scene.text)
        if match and SPEAKS_OF_ORDER.search(scene.text):
            yield replace(_draft(scene, status, match), certainty=Certainty.EXPECTED)
            return


def _renewed(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The first renewal that is asserted, and the first that is denied ("won't be renewed").

    "It has not been renewed yet" is no denial; it is left to `PENDING`.
    """
    asserted = denied = None
    for match in _renewals(text):
        at = match.start()
        if CONDITION.search(text, 0, at):
            continue
        if not NEGATION.search(text, 0, at):
            asserted = asserted or match
        elif not PERSON.search(text, 0, at) and not YET.search(text):
            denied = denied or match
    return asserted, denied


def _renewals(text: str) -> list[re.Match[str]]:
    found = list(RENEWED.finditer(text))
    if SAID_OF_SEASON.search(text):
        found += SEASON_RENEWED.finditer(text)
    return sorted(found, key=lambda match: match.start())


def _cancelled(text: str) -> re.Match[str] | None:
    for match in CANCELLED.finditer(text):
        at = match.start()
        if not NEGATION.search(text, 0, at) and not CONDITION.search(text, 0, at):
            return match
    for match in NO_MORE.finditer(text):
        at = match.start()
        if not CONDITION.search(text, 0, at) and not PERSON.search(text, 0, at):
            return match
    return None


def _first(pattern: AnyCase, text: str) -> re.Match[str] | None:
    for match in pattern.finditer(text):
        if not CONDITION.search(text, 0, match.start()):
            return match
    return None


def _overlap(a: re.Match[str], b: re.Match[str]) -> bool:
    return a.start() < b.end() and b.start() < a.end()


def _draft(scene: Scene, status: RenewalStatus, match: re.Match[str]) -> Draft:
    start, end = clause_around(scene.text, match.start(), match.end())
    return Draft(
        value=Renewal(status=status),
        start=start,
        end=end,
        season=_ordered_season(scene, match, status),
    )


def _concluded(scene: Scene, match: re.Match[str]) -> Draft:
    """A season called the last says that the one after it will not be."""
    start, end = clause_around(scene.text, match.start(), match.end())
    last = min(scene.seasons, key=lambda m: _distance(m, match), default=None)
    following = scene.timeline.next
    if last is not None:
        season: int | None = last.number + 1
    elif following is None or FINALE_PAST.search(scene.text):
        season = following
    else:
        season = following + 1
    return Draft(value=Renewal(status=RenewalStatus.CONCLUDED), start=start, end=end, season=season)


def _ordered_season(scene: Scene, match: re.Match[str], status: RenewalStatus) -> int | None:
    """The season whose order is spoken of; None: the next one by the article."""
    for mention in sorted(scene.seasons, key=lambda m: _distance(m, match)):
        before, after = scene.text[: mention.start], scene.text[mention.end :]
        if status is RenewalStatus.CANCELLED and BE_LAST.match(after):
            return mention.number + 1
        if (AFTER_COUNT if mention.counted else AFTER_SEASON).search(before):
            return mention.number + 1
        if not mention.counted and mention.number > 1:
            return mention.number
    return None


def _distance(mention: SeasonMention, match: re.Match[str]) -> int:
    if mention.start < match.end() and match.start() < mention.end:
        return 0
    return min(abs(mention.start - match.end()), abs(match.start() - mention.end))
