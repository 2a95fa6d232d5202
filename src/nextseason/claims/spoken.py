"""An article as it is spoken: its sentences, with those who may speak in them.

Sentences, names and people -> Spoken, which reads a sentence when it is asked for; a claim's
place -> the Setting in which its speakers are seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nextseason.claims.citable import Known
from nextseason.claims.hedges import EXPECTING, GUESSING, HEARSAY, RUMOURED
from nextseason.claims.names import NameSpan
from nextseason.claims.persons import People, PersonSpan
from nextseason.claims.quotations import inside, quotations
from nextseason.claims.sayings import CUES
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.speakers import Line, Speaker, read_line

MEMORY = 12  # sentences for which whoever spoke last is remembered
LONGEST_LEAD = 200  # characters: a longer heading or lead of a list tells nothing of it
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
HINTS = EXPECTING | HEARSAY | GUESSING | RUMOURED
_HEDGED_LEADS = frozenset(("xe=h", "xe=i", "xr=h", "xr=i"))
Evidence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the speakers of a claim's surroundings are seen against."""

    index: int
    in_quote: bool
    own: tuple[Speaker, ...]  # those of its sentence who say something
    again: str  # pronouns and roles that say something in it: "he+it", or "-"
    last: tuple[int, Speaker] | None  # whoever spoke last before it, and in which sentence


class Spoken:
    """An article's sentences, with those who may speak in them; read when asked for.

    `persons`: what `people.find` says of each sentence, where that is known already.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        names: Sequence[Sequence[NameSpan]],
        people: People,
        persons: Sequence[Sequence[PersonSpan]] | None = None,
    ) -> None:
        self.persons = persons
        self.sentences = sentences
        self.names = names
        prose = "\n".join(s.text for s in sentences if s.kind is not Kind.HEADING)
        self.known = Known(people, prose)
        self.quoted = tuple(_quotations(sentences))
        self.leads = tuple(_leads(sentences))
        words = [set(_WORD.findall(s.text.lower())) for s in sentences]
        self.telling = tuple(not w.isdisjoint(CUES) for w in words)
        self.hinting = tuple(not w.isdisjoint(HINTS) for w in words)
        self._lines: dict[int, Line] = {}
        self._last: dict[int, tuple[int, Speaker] | None] = {}
        self._named: dict[str, int] = {}

    def line(self, index: int) -> Line:
        line = self._lines.get(index)
        if line is None:
            line = self._lines[index] = read_line(
                self.sentences[index].text,
                self.names[index],
                self.known.people.find(self.sentences[index].text)
                if self.persons is None
                else self.persons[index],
                self.known,
                self.quoted[index],
            )
        return line

    def is_plain(self, index: int) -> bool:
        """Is there nothing in and around a sentence that could make it less than stated?"""
        if self.telling[index] or self.hinting[index] or self.quoted[index]:
            return False
        if any(e in _HEDGED_LEADS for e in self.leads[index]):
            return False
        return not (
            index
            and self.sentences[index - 1].paragraph == self.sentences[index].paragraph
            and (self.telling[index - 1] or self.quoted[index - 1])
        )

    def times_named(self, speaker: Speaker) -> int:
        found = self._named.get(speaker.key)
        if found is None:
            found = self._named[speaker.key] = self.known.prose.count(speaker.name)
        return found

    def guesses(self, index: int, start: int, end: int) -> bool:
        """Is there a word in `text[start:end]` that seldom stands where nothing is guessed?"""
        words = _WORDS.findall(self.sentences[index].text[start:end])
        return not GUESSING.isdisjoint(w.lower() for w in words if w != "May")

    def last_speaker(self, index: int) -> tuple[int, Speaker] | None:
        """Whoever spoke last before a sentence, and in which one."""
        if index not in self._last:
            self._last[index] = _last_speaker(self, index)
        return self._last[index]


def setting_of(spoken: Spoken, index: int, start: int, end: int) -> Setting:
    line = spoken.line(index)
    kinds = sorted({kind for kind, _ in line.again})
    return Setting(
        index=index,
        in_quote=inside((start + end) // 2, line.quoted),
        own=line.saying,
        again="+".join(kinds[:2]) or "-",
        last=spoken.last_speaker(index),
    )


def _last_speaker(spoken: Spoken, index: int) -> tuple[int, Speaker] | None:
    for i in range(index - 1, max(-1, index - 1 - MEMORY), -1):
        saying = spoken.line(i).saying if spoken.telling[i] else ()
        if saying:
            return i, saying[-1]
    return None


def _quotations(sentences: Sequence[Sentence]) -> Iterator[tuple[tuple[int, int], ...]]:
    is_open, paragraph = False, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            is_open, paragraph = False, sentence.paragraph
        spans, is_open = quotations(sentence.text, is_open)
        yield spans


def _leads(sentences: Sequence[Sentence]) -> Iterator[Evidence]:
    """The words of the heading above each sentence, and of what leads a list in."""
    heading: Evidence = ()
    intro: Evidence = ()
    for sentence in sentences:
        if sentence.kind is Kind.ITEM:
            yield heading + intro
            continue
        yield heading
        short = len(sentence.text) < LONGEST_LEAD
        words = {w.strip("?:,.") for w in sentence.text.lower().split()} if short else set()
        if sentence.kind is Kind.HEADING:
            heading, intro = _lead(words, "h"), ()
        else:
            intro = _lead(words, "i")


def _lead(words: set[str], side: str) -> Evidence:
    return (*(f"{side}={w}" for w in words), *hedged(words, side))


def hedged(words: set[str], side: str) -> Iterator[str]:
    if not words.isdisjoint(EXPECTING):
        yield f"xe={side}"
    if not words.isdisjoint(HEARSAY):
        yield f"xr={side}"
