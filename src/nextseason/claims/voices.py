"""How sure an article is of what it says, and on whose word it says it.

Sentences, names and people -> Voices; a claim's place -> its Certainty and `by`.  A claim
is stated, expected, rumoured, or reported by one of those named in and around its sentence:
one softmax over these options, with weights learned from annotated articles
(`voice_model.json`, made by `./dev train voices`).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from nextseason.claims.hedges import EXPECTING, GUESSING, HEARSAY, NOBODYS_WORD, RUMOURED
from nextseason.claims.names import NameSpan
from nextseason.claims.persons import People, PersonSpan
from nextseason.claims.sentences import Kind, Sentence, clause_around
from nextseason.claims.speakers import CUES, Known, Line, Speaker, inside, quotations, read_line
from nextseason.domain import Certainty, Topic

REACH_BACK = 4  # sentences in which whoever is cited may be named before
REACH_ON = 2  # and behind
MEMORY = 12  # sentences for which whoever spoke last is remembered
LONGEST_LEAD = 200  # characters: a longer heading or lead of a list tells nothing of it
_BREAKS = frozenset((",", ";", ":", "but", "and", "while", "though", "although", "so", "because"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HINTS = EXPECTING | HEARSAY | GUESSING | RUMOURED
_SIGNS = (("xe", EXPECTING), ("xr", HEARSAY), ("xg", GUESSING), ("xu", RUMOURED))
_HEDGED_LEADS = frozenset(("xe=h", "xe=i", "xr=h", "xr=i"))
_FIRST_PERSON = frozenset(("i", "i'm", "i'd", "i've", "i'll"))
# "X, according to Y", "said Y", "Y said that X": of 223 such claims in the annotated articles
# 197 were reported.  Log-odds beyond what the weights, which are shrunk, give them.
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CLEARLY = 2.0
_PASSING = frozenset({Topic.CAST, Topic.CREW})  # told in passing about whoever speaks
_LIMIT = 50.0  # log-odds beyond which nothing changes

Evidence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the speakers of a claim's surroundings are seen against."""

    index: int
    in_quote: bool
    own: tuple[Speaker, ...]  # those of its sentence who say something
    again: str  # pronouns and roles that say something in it: "he+it", or "-"
    last: tuple[int, Speaker] | None  # whoever spoke last before it, and in which sentence


@dataclass(frozen=True, slots=True)
class VoiceModel:
    claim: Mapping[str, Sequence[float]]  # log-odds of expected, rumoured, reported
    speaker: Mapping[str, float]

    def certainty(self, evidence: Iterable[str]) -> tuple[float, float, float]:
        expected = rumoured = reported = 0.0
        get = self.claim.get
        for name in evidence:
            weights = get(name)
            if weights is not None:
                expected += weights[0]
                rumoured += weights[1]
                reported += weights[2]
        return expected, rumoured, reported

    def by(self, evidence: Iterable[str]) -> float:
        return sum(filter(None, map(self.speaker.get, evidence)))


class Voices:
    """An article's sentences, with those who may speak in them; read when asked for."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        names: Sequence[Sequence[NameSpan]],
        people: People,
        persons: Sequence[Sequence[PersonSpan]] | None,
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
        self.hinting = tuple(not w.isdisjoint(_HINTS) for w in words)
        self._lines: dict[int, Line] = {}
        self._wordings: dict[tuple[int, int, int], tuple[float, float, float]] = {}
        self._around: dict[tuple[int, bool], list[tuple[Speaker, float]]] = {}
        self._places: dict[tuple[int, bool, Topic], tuple[float, float, float]] = {}
        self._last: dict[int, tuple[int, Speaker] | None] = {}
        self._named: dict[str, int] = {}
        self._bare: dict[tuple[int, str], float] = {}

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

    def wording(
        self, model: VoiceModel, index: int, start: int, end: int
    ) -> tuple[float, float, float]:
        key = (index, start, end)
        found = self._wordings.get(key)
        if found is None:
            found = self._wordings[key] = model.certainty(wording(self, index, start, end))
        return found

    def place(
        self, model: VoiceModel, setting: Setting, topic: Topic
    ) -> tuple[float, float, float]:
        key = (setting.index, setting.in_quote, topic)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = model.certainty(place(self, setting, topic))
        return found

    def last_speaker(self, index: int) -> tuple[int, Speaker] | None:
        """Whoever spoke last before a sentence, and in which one."""
        if index not in self._last:
            self._last[index] = _last_speaker(self, index)
        return self._last[index]

    def around(self, model: VoiceModel, setting: Setting) -> list[tuple[Speaker, float]]:
        key = (setting.index, setting.in_quote)
        found = self._around.get(key)
        if found is None:
            found = self._around[key] = [
                (s, model.by(evidence) + self.bare(model, s, mode))
                for s, mode, evidence in speakers_around(self, setting)
            ]
        return found

    def bare(self, model: VoiceModel, speaker: Speaker, mode: str) -> float:
        """What a speaker's own words say for them, the same for every claim."""
        key = (id(speaker), mode)
        found = self._bare.get(key)
        if found is None:
            found = self._bare[key] = model.by(mode + e for e in speaker.evidence)
        return found


def find_voices(
    sentences: Sequence[Sentence],
    names: Sequence[Sequence[NameSpan]],
    people: People,
    persons: Sequence[Sequence[PersonSpan]] | None = None,
) -> Voices:
    """The voices of an article: made once, asked for each of its claims.

    `persons`: what `people.find` says of each sentence, where that is known already.
    """
    return Voices(sentences, names, people, persons)


def read_stance(
    voices: Voices, index: int, start: int, end: int, topic: Topic, *, background: bool = False
) -> tuple[Certainty, str | None]:
    """The certainty of what sentence `index` says at `text[start:end]`, and who says so.

    The name is as full as the article gives it; it is there exactly where the claim is
    reported.  `background`: the claim is of the season that is out, which a writer seldom
    guesses at.

    Examples
    --------
    >>> from nextseason.claims.names import find_names
    >>> from nextseason.claims.persons import find_people
    >>> from nextseason.claims.sentences import split_sentences
    >>> sentences = split_sentences("According to Halcyon, the show has been cancelled.")
    >>> names = [find_names(s.text) for s in sentences]
    >>> voices = find_voices(sentences, names, find_people(s.text for s in sentences))
    >>> read_stance(voices, 0, 22, 49, Topic.RENEWAL)
    (<Certainty.REPORTED: 'reported'>, 'Halcyon')
    """
    if voices.is_plain(index):
        return Certainty.STATED, None
    if NOBODYS_WORD.search(voices.sentences[index].text):
        return Certainty.RUMOURED, None
    model = voice_model()
    setting = setting_of(voices, index, start, end)
    low, high = clause_around(voices.sentences[index].text, start, end)
    by_place = voices.place(model, setting, topic)
    by_words = voices.wording(model, index, start, end)
    expected, rumoured, reported = (a + b for a, b in zip(by_place, by_words, strict=True))
    shares: dict[str, float] = {}
    names: dict[str, str] = {}
    for speaker, score in _speakers(voices, model, setting, start, end, low, high, topic):
        odds = exp(min(_LIMIT, reported + score))
        shares[speaker.key] = shares.get(speaker.key, 0.0) + odds
        names.setdefault(speaker.key, speaker.name)
    odds_of = {
        Certainty.STATED: 1.0,
        Certainty.REPORTED: sum(shares.values()),
        Certainty.RUMOURED: exp(min(_LIMIT, rumoured)),
        Certainty.EXPECTED: 0.0 if background else exp(min(_LIMIT, expected)),
    }
    certainty = max(odds_of, key=lambda c: odds_of[c])
    if certainty is Certainty.STATED and not background and voices.guesses(index, low, high):
        return Certainty.EXPECTED, None
    if certainty is not Certainty.REPORTED:
        return certainty, None
    return certainty, names[max(shares, key=lambda key: shares[key])]


@cache
def voice_model() -> VoiceModel:
    text = (files("nextseason.claims") / "voice_model.json").read_text("utf-8")
    stored = json.loads(text)
    return VoiceModel(
        {n: [w / 100 for w in row] for n, row in stored["claim"].items()},
        {n: w / 100 for n, w in stored["speaker"].items()},
    )


def _speakers(
    voices: Voices,
    model: VoiceModel,
    setting: Setting,
    start: int,
    end: int,
    low: int,
    high: int,
    topic: Topic,
) -> Iterator[tuple[Speaker, float]]:
    for speaker, evidence in speakers_here(voices, setting, start, end, low, high, topic):
        clear = _is_clear(speaker, setting, start, end, low, high, topic)
        score = model.by(evidence) + voices.bare(model, speaker, "0")
        yield speaker, score + (CLEARLY if clear else 0.0)
    yield from voices.around(model, setting)


def _is_clear(
    s: Speaker, setting: Setting, start: int, end: int, low: int, high: int, topic: Topic
) -> bool:
    """Does the claim's clause have one speaker alone, tied to it by the plainest words?"""
    if topic in _PASSING or setting.own != (s,) or not low <= s.start < high:
        return False
    if s.says.startswith(("according", "inverted")):
        return True
    return s.says.startswith("subject") and s.after == "that" and start < s.verb <= end


def setting_of(voices: Voices, index: int, start: int, end: int) -> Setting:
    line = voices.line(index)
    kinds = sorted({kind for kind, _ in line.again})
    return Setting(
        index=index,
        in_quote=inside((start + end) // 2, line.quoted),
        own=line.saying,
        again="+".join(kinds[:2]) or "-",
        last=voices.last_speaker(index),
    )


def _last_speaker(voices: Voices, index: int) -> tuple[int, Speaker] | None:
    for i in range(index - 1, max(-1, index - 1 - MEMORY), -1):
        saying = voices.line(i).saying if voices.telling[i] else ()
        if saying:
            return i, saying[-1]
    return None


def place(voices: Voices, setting: Setting, topic: Topic) -> Iterator[str]:
    """Evidence of where a claim stands, for how sure it is."""
    index, own, again = setting.index, setting.own, setting.again
    sentence, line = voices.sentences[index], voices.line(index)
    kind = sentence.kind.name
    yield "bias"
    yield f"t={topic.value}"
    yield f"n={kind}"
    yield f"n={kind},t={topic.value}"
    yield f"q={setting.in_quote}"
    yield f"qq={bool(line.quoted)}"
    yield f"a={again}"
    yield f"?={sentence.text.endswith('?')}"
    yield f"own={min(len(own), 2)}"
    yield f"own={bool(own)},a={again},q={setting.in_quote}"
    yield f"last={min(index - setting.last[0], 5) if setting.last else 9}"
    yield from voices.leads[index]
    if index:
        former = voices.line(index - 1)
        joined = voices.sentences[index - 1].paragraph == sentence.paragraph
        before = f"{bool(former.saying)},{bool(former.again)},{joined}"
        yield f"prev={before}"
        yield f"prev={before},{bool(own)},{again != '-'}"
        yield f"prevq={bool(former.quoted)},{joined},{setting.in_quote}"


def wording(voices: Voices, index: int, start: int, end: int) -> Evidence:
    """The words in and around a claim, and of its clause, as evidence for how sure it is."""
    low, high = clause_around(voices.sentences[index].text, start, end)
    text, line = voices.sentences[index].text, voices.line(index)
    found: dict[str, None] = {}
    before = "^"
    for token in line.tokens:
        word = token.word.replace("’", "'")
        near = low <= token.start < high
        side = "c" if near else "o"
        first = text[token.start]
        named = token.start > 0 and first.isupper()
        if word in _HINTS and not named:
            side = "i" if start <= token.start < end else side
            for sign, words in _SIGNS:
                if word in words:
                    found[f"{sign}={side}"] = None
                    if near:
                        found[f"{sign}=c"] = None
            found[f"x={word},{side}"] = None
        if first.isdigit():
            word = "0"
        elif named and word not in _FIRST_PERSON:
            word = "X"
        found[f"{'w' if near else 'o'}={word}"] = None
        if near:
            found[f"w={before} {word}"] = None
        before = word
    for sign, _ in _SIGNS:
        if f"{sign}=c" not in found:
            found[f"{sign}=no"] = None
    if index and voices.sentences[index - 1].paragraph == voices.sentences[index].paragraph:
        words_before = {t.word for t in voices.line(index - 1).tokens}
        found.update(dict.fromkeys(f"p={word}" for word in words_before))
        found.update(dict.fromkeys(_hedged(words_before, "p")))
    return tuple(found)


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
    return (*(f"{side}={w}" for w in words), *_hedged(words, side))


def _hedged(words: set[str], side: str) -> Iterator[str]:
    if not words.isdisjoint(EXPECTING):
        yield f"xe={side}"
    if not words.isdisjoint(HEARSAY):
        yield f"xr={side}"


def speakers_here(
    voices: Voices, setting: Setting, start: int, end: int, low: int, high: int, topic: Topic
) -> Iterator[tuple[Speaker, Evidence]]:
    """Those named in the claim's sentence, with the evidence from where they stand."""
    line, own = voices.line(setting.index), setting.own
    nearest = min(own, key=lambda s: abs(s.start - start)) if own else None
    for s in line.speakers:
        says, _, _ = s.says.partition(":")
        where = "before" if s.end <= start else "behind" if s.start >= end else "within"
        gap = 0
        if where != "within":
            a, b = min(s.end, end), max(start, s.start)
            gap = sum(1 for t in line.tokens if a <= t.start < b)
        evidence = [
            f"0t={topic.value},{says}",
            f"0d={where},{_bucket(gap)}",
            f"0s={says},{where}",
            f"0s={says},{where},{low <= s.start < high}",
            f"0s={says},{where},{setting.in_quote}",
            f"0own={bool(says)},{min(len(own), 3)},{s is nearest},{bool(own) and s is own[0]}",
            f"0a={setting.again},{bool(says)}",
        ]
        if s.verb >= 0:
            evidence += _verb_evidence(s, says, line, start, end)
        yield s, tuple(evidence)


def _verb_evidence(s: Speaker, says: str, line: Line, start: int, end: int) -> Iterator[str]:
    """How the word of saying stands to the claim."""
    if s.verb <= start:
        between = [t.word for t in line.tokens if s.verb <= t.start < start]
        how = "after" if len(between) < 3 else "far"
    else:
        between = [t.word for t in line.tokens if end <= t.start < s.start]
        how = "covered" if s.verb <= end else "ahead"
    breaks = sum(word in _BREAKS for word in between)
    yield f"0v={says},{how}"
    yield f"0v={s.says},{how}"
    yield f"0v={says},{how},{min(breaks, 2)}"
    yield f"0v={says},{how},{s.after}"
    yield f"0v={says},{s.start == start},{end >= line.tokens[-1].start}"


def speakers_around(voices: Voices, setting: Setting) -> Iterator[tuple[Speaker, str, Evidence]]:
    """Those named before and behind the claim's sentence: with "-" and "+" as their mode."""
    index, last = setting.index, setting.last
    rank = 0
    for i in range(index - 1, max(-1, index - 1 - REACH_BACK), -1):
        if i < index - 1 and setting.again == "-" and not voices.telling[i]:
            continue
        for s in reversed(voices.line(i).speakers):
            yield s, "-", tuple(_before(s, voices, i, setting, rank))
            rank += 1
    if last is not None and last[0] < index - REACH_BACK:
        yield last[1], "-", tuple(_before(last[1], voices, last[0], setting, rank))
    for i in range(index + 1, min(len(voices.sentences), index + 1 + REACH_ON)):
        for s in voices.line(i).speakers if voices.telling[i] else ():
            if s.says:
                yield s, "+", tuple(_behind(s, voices, i, setting))


def _before(s: Speaker, voices: Voices, i: int, setting: Setting, rank: int) -> Iterator[str]:
    says, _, _ = s.says.partition(":")
    index, own, again, in_quote = setting.index, setting.own, setting.again, setting.in_quote
    last = setting.last
    far = _bucket(index - i)
    joined = voices.sentences[i].paragraph == voices.sentences[index].paragraph
    is_last = last is not None and last[1].key == s.key
    yield f"-n={min(voices.times_named(s), 6)},{s.kind},{again}"
    yield f"-d={far},{joined}"
    yield f"-l={is_last},{last is not None and last[1] is s}"
    yield f"-a={again},{s.kind}"
    yield f"-a={again},{is_last},{joined}"
    yield f"-o={bool(own)},{in_quote},{is_last},{far}"
    yield f"-o={bool(own)},{again},{is_last},{s.kind}"
    yield f"-q={in_quote},{joined},{bool(says)}"
    yield f"-r={min(rank, 4)}"
    yield f"-r={min(rank, 4)},{again}"
    yield f"-s={says},{far}"


def _behind(s: Speaker, voices: Voices, i: int, setting: Setting) -> Iterator[str]:
    says, _, _ = s.says.partition(":")
    joined = voices.sentences[i].paragraph == voices.sentences[setting.index].paragraph
    yield f"+d={i - setting.index},{joined}"
    yield f"+s={says},{setting.in_quote},{bool(setting.own)}"
    yield f"+s={says},{joined},{setting.in_quote}"
    yield f"+a={setting.again}"


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3-5" if n < 6 else "6-10" if n < 11 else "11+"
