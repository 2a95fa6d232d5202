"""What sources are like, learned from all seasons at once.

Testimonies -> SourceBook.  Expectation maximisation: given what each source is like, the
histories of the seasons are weighed; given those, how often each source's words were noise,
stale or guesses is counted, over a prior that pools the sources of its kind.  Nobody is told
which sites are good.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from nextseason.truth.blocks import Block, blocks_of, weigh_block
from nextseason.truth.claim_table import summed
from nextseason.truth.histories import Floats, Places
from nextseason.truth.prepared import Prepared, prepare
from nextseason.truth.reporting import NOISE, STORY, Traits, shipped_wordings
from nextseason.truth.season_model import with_cited
from nextseason.truth.sources import (
    EMPTY_BOOK,
    KIND_WORDS,
    PRIORS,
    SOURCE_WORDS,
    Counts,
    Season,
    SourceBook,
    SourceKind,
    book_of,
    counted,
    kinds_of,
    shown,
    shrunk,
)
from nextseason.truth.testimony import NOBODY, Circle, Testimony, Word

MAX_ROUNDS = 30
TOLERANCE = 1e-3  # the largest change of any trait at which learning ends
# A circle and those whom it contradicts are each other's mirror, and learning may have begun on
# the wrong side.  If any source tells stories this often, it begins anew on the other side, and
# the book by which all words are likelier is kept.
TELLS_STORIES = 0.3
MOST_STORY = 0.9

KINDS = tuple(SourceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """All seasons as arrays: what learning goes through again and again."""

    prepared: Sequence[Prepared]
    blocks: tuple[Block, ...]
    words: tuple[Word, ...]  # block by block
    names: tuple[str, ...]  # of all who speak or are cited
    kinds: Mapping[str, SourceKind]
    kind: Places  # of each name, as a place in KINDS
    speakers: Places  # of each source in each season, which it is, as a place in `names`
    who: Places  # says each word, as a place in `speakers`
    cited: Places  # ... and is cited by it; who says it, where that is nobody known


class Learned(NamedTuple):
    """What a lesson has shown."""

    kind_traits: Floats  # (n_kinds, 4)
    traits: Floats  # (n_names, 4)
    apart: Floats  # (n_speakers, 4) as the traits are by all other seasons
    parts: Floats  # what each word shows of its source: see `shown`
    evidence: float  # log-chance of all words


def learn_sources(
    testimonies: Iterable[Testimony],
    *,
    as_of: date,
    circle: Circle = NOBODY,
    known: SourceBook | None = None,
) -> SourceBook:
    """What all this testimony shows of its sources: a full pass.

    `circle`: by which the testimony was heard; kept in the book.  `known`: what was learned of
    the same seasons already, from which learning goes on.

    Examples
    --------
    >>> learn_sources([], as_of=date(2027, 3, 1)).traits
    {}
    """
    prepared = [prepare(testimony, as_of) for testimony in testimonies]
    if not prepared:
        return replace(EMPTY_BOOK, circle=circle)
    lesson = _lesson(prepared)
    if known:
        traits = np.array([known.traits_of(name) for name in lesson.names])
        learned = _maximised(lesson, traits[lesson.speakers])
    else:
        learned = _likelier_side(lesson)
    kind_traits = [Traits(*row) for row in learned.kind_traits.tolist()]
    return book_of(
        replace(
            EMPTY_BOOK,
            kinds=lesson.kinds,
            kind_traits=dict(zip(KINDS, kind_traits, strict=True)),
            counts=_by_season(lesson, learned.parts),
            circle=circle,
        )
    )


def _lesson(prepared: Sequence[Prepared]) -> Lesson:
    blocks = tuple(blocks_of(prepared))
    seasons = [prepared[n].testimony for block in blocks for n in block.seasons]
    words = tuple(word for season in seasons for word in season.words)
    kinds = kinds_of(p.testimony for p in prepared)
    names = tuple(sorted({word.cited or word.source for word in words} | kinds.keys()))
    place = {name: n for n, name in enumerate(names)}
    season = np.repeat(np.arange(len(seasons)), [len(season.words) for season in seasons])
    who = season * len(names) + np.array([place[word.source] for word in words])
    cited = season * len(names) + np.array([place[word.cited or word.source] for word in words])
    speakers, at = np.unique(np.concatenate((who, cited)), return_inverse=True)
    return Lesson(
        prepared=prepared,
        blocks=blocks,
        words=words,
        names=names,
        kinds=kinds,
        kind=np.array([KINDS.index(kinds.get(name, SourceKind.DATED)) for name in names]),
        speakers=speakers % len(names),
        who=at[: len(words)],
        cited=at[len(words) :],
    )


def _likelier_side(lesson: Lesson) -> Learned:
    """What is learned from the priors on, or from the other side of what that is."""
    at_first = np.array([PRIORS[kind] for kind in KINDS])[lesson.kind]
    learned = _maximised(lesson, at_first[lesson.speakers])
    if learned.traits[:, STORY].max() < TELLS_STORIES:
        return learned
    other = _maximised(lesson, _mirrored(at_first, learned.traits)[lesson.speakers])
    return max(learned, other, key=lambda one: one.evidence)


def _maximised(lesson: Lesson, traits: Floats) -> Learned:
    """What is learned, beginning with these traits of each speaker, once learning has ended."""
    learned = _learned(lesson, traits)
    for _round in range(1, MAX_ROUNDS):
        before = learned.traits
        learned = _learned(lesson, learned.apart)
        if np.abs(learned.traits - before).max() < TOLERANCE:
            break
    return learned


def _mirrored(at_first: Floats, traits: Floats) -> Floats:
    """To begin with, were the others those who tell the stories."""
    mirrored = at_first.copy()
    mirrored[:, STORY] = np.clip(1.0 - traits[:, STORY], 1.0 - MOST_STORY, MOST_STORY)
    return mirrored


def _learned(lesson: Lesson, traits: Floats) -> Learned:
    """One round: all seasons are weighed by these traits, and the traits counted anew."""
    of_words = with_cited(traits[lesson.who], traits[lesson.cited])
    parts = np.empty((len(lesson.words), traits.shape[1], 3))
    evidence, at = 0.0, 0
    for block in lesson.blocks:
        rows = slice(at, at := at + len(block.forms))
        weighed = weigh_block(block, of_words[rows], shipped_wordings())
        parts[rows] = shown(weighed, of_words[rows])
        evidence += float(weighed.evidence.sum())
    told = _told(lesson, parts)
    totals = np.zeros((len(lesson.names), *told.shape[1:]))
    np.add.at(totals, lesson.speakers, told)
    priors = np.array([PRIORS[kind] for kind in KINDS])
    by_kind = np.stack([totals[lesson.kind == kind].sum(axis=0) for kind in range(len(KINDS))])
    kind_traits = shrunk(by_kind, priors, KIND_WORDS)
    of_names = kind_traits[lesson.kind]
    others = np.maximum(totals[lesson.speakers] - told, 0.0)
    return Learned(
        kind_traits=kind_traits,
        traits=shrunk(totals, of_names, SOURCE_WORDS),
        apart=shrunk(others, of_names[lesson.speakers], SOURCE_WORDS),
        parts=parts,
        evidence=evidence,
    )


def _told(lesson: Lesson, parts: Floats) -> Floats:
    """What the words of each speaker show: (n_speakers, 4, 3).  Who is cited answers for half."""
    n_speakers = len(lesson.speakers)
    told = np.zeros((n_speakers, *parts.shape[1:]))
    for trait, column in np.ndindex(parts.shape[1:]):
        amounts = parts[:, trait, column]
        own = summed(lesson.who, amounts, n_speakers)
        if trait == NOISE:
            own = (own + summed(lesson.cited, amounts, n_speakers)) / 2.0
        told[:, trait, column] = own
    return told


def _by_season(lesson: Lesson, parts: Floats) -> dict[Season, Counts]:
    """What each season shows of its sources, in the order of the seasons."""
    counts: dict[int, Counts] = {}
    at = 0
    for number in (int(n) for block in lesson.blocks for n in block.seasons):
        words = lesson.prepared[number].testimony.words
        counts[number] = counted(words, parts[at : at + len(words)])
        at += len(words)
    told = [p.testimony for p in lesson.prepared]
    return {(told[n].show, told[n].season): counts[n] for n in sorted(counts)}
