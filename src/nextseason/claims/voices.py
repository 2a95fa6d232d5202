"""How sure an article is of what it says, and on whose word it says it.

A claim's place in an article -> its Certainty and `by`.  A claim is stated, expected,
rumoured, or reported by one of those named in and around its sentence: one softmax over
these options.  What speaks for each is told by `voice_evidence`, what that weighs by
`voice_model`.
"""

import re
from collections.abc import Iterator, Sequence
from math import exp

from nextseason.claims.hedges import NOBODYS_WORD, PLAIN_HEARSAY
from nextseason.claims.names import NameSpan
from nextseason.claims.persons import People, PersonSpan
from nextseason.claims.sentences import Sentence, clause_around
from nextseason.claims.speakers import Speaker
from nextseason.claims.spoken import Setting, Spoken, setting_of
from nextseason.claims.voice_evidence import place, speakers_around, speakers_here, wording
from nextseason.claims.voice_model import VoiceModel, voice_model
from nextseason.domain import Certainty, Topic

# "X, according to Y", "said Y", "Y said that X": of 223 such claims in the annotated articles
# 197 were reported; of "X, Y has confirmed" 22 of 27.  Log-odds beyond what the weights, which
# are shrunk, give them.
CLEARLY = 3.0
# "It is over, X has confirmed", "…, as X reported on Monday": what may stand before and behind.
_COMMA = re.compile(r"(?:,[\"”'’]?|[\"”'’])(?: as)?(?: the)? $", re.IGNORECASE)
_NOTHING_MORE = frozenset((".", ",", ";", "on", "in", "to", "today", "yesterday"))
_JOINT = 8  # characters between a clause and who says it: ", as the "
_PASSING = frozenset({Topic.CAST, Topic.CREW})  # told in passing about whoever speaks
_LIMIT = 50.0  # log-odds beyond which nothing changes


class Voices:
    """How sure an article is at each place, by a model; what was weighed once is kept."""

    def __init__(self, spoken: Spoken, model: VoiceModel) -> None:
        self.spoken = spoken
        self.model = model
        self._wordings: dict[tuple[int, int, int], tuple[float, float, float]] = {}
        self._around: dict[tuple[int, bool], list[tuple[Speaker, float]]] = {}
        self._places: dict[tuple[int, bool, Topic], tuple[float, float, float]] = {}
        self._bare: dict[tuple[int, str], float] = {}

    def wording(self, index: int, start: int, end: int) -> tuple[float, float, float]:
        key = (index, start, end)
        found = self._wordings.get(key)
        if found is None:
            evidence = wording(self.spoken, index, start, end)
            found = self._wordings[key] = self.model.certainty(evidence)
        return found

    def place(self, setting: Setting, topic: Topic) -> tuple[float, float, float]:
        key = (setting.index, setting.in_quote, topic)
        found = self._places.get(key)
        if found is None:
            evidence = place(self.spoken, setting, topic)
            found = self._places[key] = self.model.certainty(evidence)
        return found

    def around(self, setting: Setting) -> list[tuple[Speaker, float]]:
        key = (setting.index, setting.in_quote)
        found = self._around.get(key)
        if found is None:
            found = self._around[key] = [
                (s, self.model.by(evidence) + self.bare(s, mode))
                for s, mode, evidence in speakers_around(self.spoken, setting)
            ]
        return found

    def bare(self, speaker: Speaker, mode: str) -> float:
        """What a speaker's own words say for them, the same for every claim."""
        key = (id(speaker), mode)
        found = self._bare.get(key)
        if found is None:
            found = self._bare[key] = self.model.by(mode + e for e in speaker.evidence)
        return found


def find_voices(
    sentences: Sequence[Sentence],
    names: Sequence[Sequence[NameSpan]],
    people: People,
    persons: Sequence[Sequence[PersonSpan]] | None = None,
) -> Voices:
    """The voices of an article (of `Spoken`), by the shipped model: asked for each claim."""
    return Voices(Spoken(sentences, names, people, persons), voice_model())


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
    spoken = voices.spoken
    if spoken.is_plain(index):
        return Certainty.STATED, None
    text = spoken.sentences[index].text
    low, high = clause_around(text, start, end)
    if NOBODYS_WORD.search(text) or PLAIN_HEARSAY.search(text, low, high):
        return Certainty.RUMOURED, None
    setting = setting_of(spoken, index, start, end)
    by_place = voices.place(setting, topic)
    by_words = voices.wording(index, start, end)
    expected, rumoured, reported = (a + b for a, b in zip(by_place, by_words, strict=True))
    shares: dict[str, float] = {}
    names: dict[str, str] = {}
    for speaker, score in _speakers(voices, setting, start, end, low, high, topic):
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
    if certainty is Certainty.STATED and not background and spoken.guesses(index, low, high):
        return Certainty.EXPECTED, None
    if certainty is not Certainty.REPORTED:
        return certainty, None
    return certainty, names[max(shares, key=lambda key: shares[key])]


def _speakers(
    voices: Voices,
    setting: Setting,
    start: int,
    end: int,
    low: int,
    high: int,
    topic: Topic,
) -> Iterator[tuple[Speaker, float]]:
    text = voices.spoken.sentences[setting.index].text
    for speaker, evidence in speakers_here(voices.spoken, setting, start, end, low, high, topic):
        clear = _is_clear(speaker, setting, text, start, end, low, high, topic)
        score = voices.model.by(evidence) + voices.bare(speaker, "0")
        yield speaker, score + (CLEARLY if clear else 0.0)
    yield from voices.around(setting)


def _is_clear(
    s: Speaker,
    setting: Setting,
    text: str,
    start: int,
    end: int,
    low: int,
    high: int,
    topic: Topic,
) -> bool:
    """Does the claim's clause have one speaker alone, tied to it by the plainest words?"""
    if topic in _PASSING or setting.own != (s,) or not low <= s.start <= high + _JOINT:
        return False
    if s.says.startswith("subject") and end <= s.start:
        before = text[max(0, s.start - _JOINT) : s.start]
        if _COMMA.search(before):
            return s.after in _NOTHING_MORE
    if s.start >= high:
        return False
    if s.says.startswith(("according", "inverted")):
        return True
    return s.says.startswith("subject") and s.after == "that" and start < s.verb <= end
