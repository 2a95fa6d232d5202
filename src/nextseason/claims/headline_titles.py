"""Which parts of an article's title may be the title of a show.

Title and sentences -> places in the title, and how often the text says each again.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nextseason.claims.ballot import IN_TITLE, Ballot
from nextseason.claims.behaviour import behaviour_in_text, behaviour_in_title
from nextseason.claims.names import find_names
from nextseason.claims.sentences import Sentence
from nextseason.claims.titles import LONGEST_TITLE, SEASON_WORD, SMALL_WORDS, WORD, looks_like_title

MAX_SEGMENT = 40  # characters
_SEGMENT = re.compile(r"[^\s:?!|(),–—\"“”][^:?!|(),–—\"“”]*")
_TITLE_WORD = re.compile(r"&|(?<!\w['’])[^\W_]+(?:['’](?!s\b)[^\W_]+)*")  # without a possessive
_NO_TITLE_WORD = frozenset(
    """
    season seasons series episode episodes cancelled canceled renewed release date
    will has is are was were trailer cast spoilers exclusive update news review recap finale
    """.split()
)
_QUOTE_MARK = re.compile(r"[\"“”‘]|(?<!\w)'|'(?!\w)")
_LEAD = re.compile(
    (
        r"(?:(?:will|there|be|is|has|have|when|does|are|why|how|who|what|where|everything|all|"
        r"about|we|know|of|on|official|exclusive|breaking|did|can|a|season|series|\d|for|to|"
        r"[a-z]+[’']s) ){0,7}[\"“‘']?"
    ),
    re.IGNORECASE,
)
_HEAD_END = re.compile(
    (
        r"[\"”’']?(?:\s*[:,–—|]|[ (]+(?:season|series|s\d|renew|cancel|will|is|has|gets|returns|"
        r"ends|axed|not|release|won['’]t|to|been|at|star|fans|creator|showrunner)\b|['’]s )"
    ),
    re.IGNORECASE,
)


def short_segments(title: str) -> Iterator[tuple[int, int]]:
    """The parts of a headline that are short enough to be nothing but a title."""
    for match in _SEGMENT.finditer(title):
        cut = SEASON_WORD.search(match.group())
        end = match.start() + cut.start() if cut else match.end()
        if looks_like_title(title[match.start() : end]) and end - match.start() <= MAX_SEGMENT:
            yield match.start(), end


def count_title(ballot: Ballot, title: str, sentences: Sequence[Sentence]) -> None:
    """Parts of the title that the text says again, in capitals, are what it is about."""
    body = _Body.of(sentences)
    counts = {}
    words = list(_TITLE_WORD.finditer(title))
    for i in range(len(words)):
        for j in range(i + 1, min(i + LONGEST_TITLE, len(words)) + 1):
            phrase = [_plain(w.group()) for w in words[i:j]]
            n = body.occurrences(phrase)
            if not n:
                break
            if _may_be_title(phrase):
                counts[i, j] = n
    said = [(words[i].start(), words[j - 1].end()) for i, j in counts]
    for start, end in _title_names(title):
        if not any(a < end and start < b for a, b in said):
            kinds = behaviour_in_title(title, start, end)
            ballot.add(title[start:end], kinds, 0.0, (IN_TITLE, start, end))
    for (i, j), n in counts.items():
        longer = any(
            a <= i and j <= b and (a, b) != (i, j) and m >= 0.5 * n for (a, b), m in counts.items()
        )
        if not longer:
            start, end = words[i].start(), words[j - 1].end()
            spelled = title[start:end]
            kinds = behaviour_in_title(title, start, end)
            ballot.add(spelled, kinds, 0.0, (IN_TITLE, start, end))
            if not ballot.has_named(spelled):
                _count_again(ballot, spelled, sentences)


@dataclass(frozen=True, slots=True)
class _Body:
    """The words of a text, and where those with a capital stand."""

    words: list[str]
    places: dict[str, list[int]]  # by plain word, without a possessive

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "_Body":
        words = WORD.findall("\n".join(s.text for s in sentences))
        places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(words):
            if word[0].isupper() or word[0].isdigit():
                places[_plain(word).removesuffix("'s")].append(i)
        return cls(words, places)

    def occurrences(self, phrase: list[str]) -> int:
        """How often a phrase stands here; only its small words may be uncapitalised."""
        last = len(self.words) - len(phrase)
        return sum([at <= last and self._fits(phrase, at) for at in self.places.get(phrase[0], ())])

    def _fits(self, phrase: list[str], at: int) -> bool:
        return all(
            _plain(found) in (word, word + "'s")
            and (word in SMALL_WORDS or found[0].isupper() or found[0].isdigit())
            for word, found in zip(phrase, self.words[at : at + len(phrase)], strict=True)
        )


def _plain(word: str) -> str:
    return "and" if word == "&" else word.lower().replace("’", "'")


def _count_again(ballot: Ballot, phrase: str, sentences: Sequence[Sentence]) -> None:
    """A title that the text spells so that it was not taken for one name ("1899")."""
    words = r"['’]?[^\w]{1,3}".join(map(re.escape, phrase.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for i, sentence in enumerate(sentences):
        for match in pattern.finditer(sentence.text):
            if match.group()[0].isupper() or match.group()[0].isdigit():
                kinds = behaviour_in_text(sentence.text, *match.span())
                ballot.add(phrase, kinds, 0.0, (i, *match.span()))


def _title_names(title: str) -> Iterator[tuple[int, int]]:
    """What stands before "season 2" or a colon, or is capitalised where not everything is."""
    small = [w for w in WORD.findall(title) if w.islower() and w not in SMALL_WORDS]
    if len(small) >= 2:
        for span in find_names(title):
            cut = SEASON_WORD.search(span.text) or re.search(r":", span.text)
            yield span.start, span.start + cut.start() if cut else span.end
        return
    start = _LEAD.match(title).end()  # type: ignore[union-attr]  # matches the empty string
    stop = _HEAD_END.search(title, start)
    head = title[start : stop.start()] if stop else ""
    if 0 < len(WORD.findall(head)) <= 6 and not _QUOTE_MARK.search(head):
        yield start, start + len(head)


def _may_be_title(phrase: list[str]) -> bool:
    if phrase[-1] in SMALL_WORDS and phrase[-1] not in ("it", "not", "so", "no"):
        return len(phrase) > 1 and phrase[-1] in ("on", "up", "out", "in")
    return not any(w in _NO_TITLE_WORD for w in (phrase[0], phrase[-1])) and not (
        len(phrase) > 1 and phrase[-2] in ("season", "series") and phrase[-1].isdigit()
    )
