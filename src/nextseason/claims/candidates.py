"""Names in an article that might be shows, with the evidence for each.

Title and sentences -> Candidate with features.  Which of them are shows is decided in
`shows`, by weights learned from annotated articles.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nextseason.claims.behaviour import (
    begins_decided,
    behaviour_in_text,
    behaviour_in_title,
    ends_decided,
)
from nextseason.claims.names import SENTENCE_OPENERS, NameSpan, find_names
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.titles import JOINT, LONGEST_TITLE, SMALL_WORDS, WORD, looks_like_title
from nextseason.titles import fold, folded_words

# The same evidence again and again says little more.
MAX_REPEATS = 3
MAX_CANDIDATES = 160  # an article of fifteen shows has some eighty
IN_TITLE = -1  # the place of a name in the article's title
# An entry of a list of shows is one, whatever is said of it.
LISTED = 3.0
MAX_SEGMENT = 40  # characters
_SEGMENT = re.compile(r"[^\s:?!|(),–—\"“”][^:?!|(),–—\"“”]*")
_QUOTED = re.compile(
    r"[\"“«](?P<a>[A-Z0-9][^\"“”«»\n]{0,60})[\"”»]"
    r"|(?<!\w)[‘'](?P<b>[A-Z0-9][^‘\n]{0,60}?)[’'](?!\w)"
)
_TITLE_WORD = re.compile(r"&|(?<!\w['’])[^\W_]+(?:['’](?!s\b)[^\W_]+)*")  # without a possessive
_NO_TITLE_WORD = frozenset(
    """
    season seasons series episode episodes cancelled canceled renewed release date
    will has is are was were trailer cast spoilers exclusive update news review recap finale
    """.split()
)
# Words that are capitalised like names and are none.
_NEVER = frozenset(
    """
    season series episode i january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday
    christmas covid english emmy emmys golden globe season 1 season 2 season 3 season 4
    hollywood america american british uk us u s tv god critics
    """.split()
)
# Evidence that a word which is also written small is a title where it has a capital.
_SURELY_NAMED = ("quoted", "title_season", "title_quoted", "title", "season", "of", "decided")
# "3. Title", "Title (cancelled after season 1)", "Title – Halcyon"
_ENTRY = re.compile(
    r"(?:\d{1,2}[.)] *)?[\"“‘']?(?P<title>[A-Z0-9][^()|–—\n]{0,60}?)[\"”’']? *(?:$|[(|–—]|"
    r", aka )"
)
_FATE = re.compile(
    r"renew|cancel|axed|saved|ended|ending|returning|coming back|on the bubble|undecided",
    re.IGNORECASE,
)
_SECTION = re.compile(
    (
        r"\b(?:renewal|cancell?ations?|introduction|casting|storyline|cast|plot|trailer|release|"
        r"seasons?|episodes?|story|recap|news|renewed|cancelled|canceled|will|when|who|what|why|"
        r"how|is|are|more|next|where|about|update|filming|production|spoilers?|reviews?|reception|"
        r"conclusion|premiere|ratings?|fans|status)\b|\?$"
    ),
    re.IGNORECASE,
)
# "Title: ...", "Title (Halcyon): ...", "May 3: Title (Halcyon)"
_LEAD_IN = re.compile(
    r"(?:[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?[:,] |\d{1,2}[.)] )?[\"“‘'*]*"
    r"(?P<title>[A-Z0-9¡¿][^()\[\]|:–—\n,\"“”]{1,60}(?:: [A-Z][^()\[\]|:–—\n,\"“”]{1,40})?)"
    r"[\"”’'*]*(?::| \(| ?[–—|]| - |,)"
)
# A word of a title that also opens sentences: "I Am ...", "In Deep".
_OPENER = re.compile(
    r"(?<!\w)(?:I|A|An|In|On|It|My|Her|His|Our|We|Is|No|Not|All|Only|What|When|Who|How|You|Your"
    r"|This|That|Those|These|Two|Three|Good|Next|After|Before|Under|Up|Once|From|For|To) $"
)
_LONGEST_OPENER = 8  # characters, with the space behind it
# Words inside a title that join names: "Space Nuns from Sligo", "Rue des Tisserands".
_JOINS = re.compile(
    r",? (?:of|the|and|&|from|to|with|at|on|in|by|for|a|an|as|is|am|or|des|du|de|del|della|di|da"
    r"|las?|los|el|le|les|van|von|der|den|het|och)(?: (?:the|a|an|my|his|her|la|los|las|de))? "
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_LOOSE_ENDS = re.compile(
    r"^(?:of|and|for|on|at|by|from|with|after|but) |(?: (?:of|and|for|at|by|from|with|the|a|"
    r"an|to|as|in|on)\b)+$"
)
_QUOTE_MARK = re.compile(r"[\"“”‘]|(?<!\w)'|'(?!\w)")
_SEASON_WORD = re.compile(
    r"[ :,–—-]+(?:(?:season|series|part|vol|volume)\b|(?-i:S)\d{1,2}\b)", re.IGNORECASE
)
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that might be a show: its usual spelling, and the evidence as numbers."""

    key: str  # folded, for comparing
    title: str
    features: Mapping[str, float]
    places: tuple[tuple[int, int, int], ...]  # (sentence, start, end); -1: the article's title


def find_candidates(
    title: str, sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> list[Candidate]:
    """Every name, quotation and list entry that might be a show, with its evidence."""
    ballot = _Ballot(_common_words(sentences), _surnames(names))
    for i, start, end, listed in _candidates(sentences, names):
        text = sentences[i].text
        ballot.add(text[start:end], behaviour_in_text(text, start, end), listed, (i, start, end))
    for name, kinds in _enumerated(sentences, names):
        ballot.add(name, kinds, 0.0)
    for start, end in (*_quoted(title), *_segments(title)):
        kinds = behaviour_in_title(title, start, end)
        ballot.add(title[start:end], kinds, 0.0, (IN_TITLE, start, end))
    _count_title(ballot, title, sentences)
    ballot.keep(MAX_CANDIDATES)
    survey = _Survey.of(title, sentences)
    others = _Others.of(ballot.kinds, survey.title)
    return [
        Candidate(
            key,
            ballot.spelling(key),
            ballot.features(key, survey, others),
            tuple(dict.fromkeys(ballot.places[key])),
        )
        for key in ballot.kinds
        if not ballot.is_common(key)
    ]


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the features of all candidates of an article look at."""

    title: str
    opening: str
    paragraphs: list[str]
    headings: list[str]

    @classmethod
    def of(cls, title: str, sentences: Sequence[Sentence]) -> "_Survey":
        paragraphs: dict[int, list[str]] = defaultdict(list)
        for sentence in sentences:
            paragraphs[sentence.paragraph].append(sentence.text)
        return cls(
            title=f" {' '.join(folded_words(title))} ",
            opening=" ".join(s.text for s in sentences[:2]).casefold(),
            paragraphs=[" ".join(parts) for parts in paragraphs.values()],
            headings=[s.text.casefold() for s in sentences if s.kind is Kind.HEADING],
        )


@dataclass(frozen=True, slots=True)
class _Others:
    """All candidates of an article, with which each one is compared."""

    padded: list[str]  # " a name "
    joined: str
    first_words: frozenset[str]  # of names of several words
    last_words: frozenset[str]
    in_title: list[tuple[str, int]]  # candidates from the title, and where in it they stand

    @classmethod
    def of(cls, kinds: Mapping[str, Counter[str]], title: str) -> "_Others":
        padded = [f" {key} " for key in kinds]
        several = [key.split() for key in kinds if " " in key]
        return cls(
            padded=padded,
            joined="\n".join(padded),
            first_words=frozenset(words[0] for words in several),
            last_words=frozenset(words[-1] for words in several),
            in_title=[(k, title.find(f" {k} ")) for k, of_key in kinds.items() if of_key["title"]],
        )

    def has_part(self, key: str) -> bool:
        """Is a name part of another?"""
        return self.joined.count(f" {key} ") > 1

    def has_whole(self, key: str) -> bool:
        """Is another name part of this one?"""
        here = f" {key} "
        return " " in key and any(p in here and p != here for p in self.padded)

    def places_in_title(self, key: str) -> list[int]:
        """Where the title has names that share no words with this one; -1: as its words only."""
        return [at for k, at in self.in_title if key not in k and k not in key]


class _Ballot:
    """Evidence by candidate."""

    def __init__(self, common: frozenset[str], surnames: frozenset[str]) -> None:
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.extra: dict[str, float] = defaultdict(float)
        self.spelled: dict[str, dict[str, int]] = defaultdict(dict)
        self.places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.common = common
        self.surnames = surnames

    def add(
        self,
        name: str,
        kinds: Iterable[str],
        extra: float,
        place: tuple[int, int, int] | None = None,
    ) -> None:
        name = _LOOSE_ENDS.sub("", name)
        key = fold(name)
        if len(key) < 2 or key in _NEVER or key in SMALL_WORDS:
            return
        counts = self.kinds[key]
        for kind in kinds:
            counts[kind] = counts.get(kind, 0) + 1
        self.extra[key] = max(self.extra[key], extra)
        spelled, bare = self.spelled[key], name.strip(" \"'“”‘’,.:")
        spelled[bare] = spelled.get(bare, 0) + 1
        if place:
            self.places[key].append(place)

    def keep(self, n: int) -> None:
        """The names that stand out most: each is compared with all others."""
        if len(self.kinds) > n:
            most = sorted(self.kinds, key=lambda key: -sum(self.kinds[key].values()))[:n]
            self.kinds = defaultdict(Counter, {key: self.kinds[key] for key in most})

    def has_named(self, name: str) -> bool:
        return self.kinds.get(fold(name), Counter())["named"] > 0

    def spelling(self, key: str) -> str:
        spelled = self.spelled[key]
        return max(spelled, key=spelled.__getitem__)

    def features(self, key: str, survey: _Survey, others: _Others) -> dict[str, float]:
        """The evidence as numbers: each kind as a count, as seen or not, as a share."""
        kinds, title = self.kinds[key], self.spelling(key)
        named = kinds["named"]
        told: dict[str, float] = {}
        for kind, n in kinds.items():
            if kind == "named" or not n:
                continue
            told[kind] = min(n, MAX_REPEATS)
            told[f"{kind}?"] = 1.0
            if named and not kind.startswith("title"):
                told[f"{kind}%"] = n / max(n, named)
        folded, words = title.casefold(), key.split()
        place = survey.title.find(f" {key} ")
        apart = others.places_in_title(key)
        in_title = place >= 0
        told |= {
            "named": math.log1p(named),
            "named_in_title": math.log1p(named) if in_title else 0.0,
            "in_title": in_title,
            "title_before_other": in_title and any(place + len(key) < p for p in apart),
            "title_after_other": any(0 <= p < place for p in apart),
            "in_opening": folded in survey.opening,
            "in_paragraphs": sum([title in p for p in survey.paragraphs])
            / max(1, len(survey.paragraphs)),
            "in_headings": min(MAX_REPEATS, sum([folded in h for h in survey.headings])),
            "once": named == 1,
            "never": named == 0,
            "extra": self.extra[key],
            "listed": self.extra[key] >= LISTED,
            "one_word": len(words) == 1,
            "two_words": len(words) == 2,
            "capitals": title.isupper(),
            "acronym": title.isupper() and len(title) <= 3,
            "digit": any(map(str.isdigit, title)),
            "article": title.lower().startswith(("the ", "a ")),
            "small_words": not SMALL_WORDS.isdisjoint(title.lower().split()[1:-1]),
            "colon": ":" in title,
            "surname": key in self.surnames,
            "surname_alone": key in others.last_words,
            "first_name_alone": key in others.first_words,
            "part": not in_title and others.has_part(key),
            "whole": others.has_whole(key),
        }
        return {name: float(value) for name, value in told.items() if value}

    def is_common(self, key: str) -> bool:
        """A lone word that the article also writes small is a word, unless it acts as a title."""
        lone = key in self.common or _YEAR.fullmatch(key) is not None
        kinds = self.kinds[key]
        named = any(kinds[kind] for kind in _SURELY_NAMED)
        return lone and not named and self.extra[key] < LISTED


def _candidates(
    sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Iterator[tuple[int, int, int, float]]:
    yield from _list_titles(sentences)
    alone = {fold(span.text) for spans in names for span in spans}
    for i, (sentence, spans) in enumerate(zip(sentences, names, strict=True)):
        text = sentence.text
        for span in spans:
            cut = _SEASON_WORD.search(span.text)
            end = span.start + cut.start() if cut else span.end
            pair = _pair(text, span.start, end, alone) or _owner(text, spans, span)
            for part in pair or [(span.start, end)]:
                yield i, *part, 0.0
        for start, end in _quoted(text):
            yield i, start, end, 0.5
        for start, end in _wholes(text, spans):
            yield i, start, end, 0.0
        lead = _lead(sentence)
        if lead:
            yield i, *lead, 0.5 if sentence.kind is Kind.ITEM else 0.0


def _wholes(text: str, spans: Sequence[NameSpan]) -> Iterator[tuple[int, int]]:
    """Longer and shorter readings of names: with the words that join two, without a subtitle."""
    for span in spans:
        colon = text.find(":", span.start, span.end)
        if colon > 0:
            yield span.start, colon
            yield colon + 2, span.end
        joint = text.find(" and ", span.start, span.end)
        if joint > 0:
            yield span.start, joint
            yield joint + 5, span.end
        before = _OPENER.search(text, max(0, span.start - _LONGEST_OPENER), span.start)
        if before:
            yield before.start(), span.end
        first = text.find(" ", span.start, span.end)
        if span.opens and first > 0:
            yield first + 1, span.end
    for left, right in pairwise(spans):
        if _JOINS.fullmatch(text, left.end, right.start):
            yield left.start, right.end


def _lead(sentence: Sentence) -> tuple[int, int] | None:
    """What stands before the first colon, dash or bracket of an entry."""
    found = _LEAD_IN.match(sentence.text)
    if found and looks_like_title(found["title"]):
        return found.span("title")
    return None


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks and is spelled like a title."""
    for match in _QUOTED.finditer(text):
        group = "a" if match["a"] else "b"
        if looks_like_title(match[group].rstrip(",.")):
            yield match.span(group)


def _segments(title: str) -> Iterator[tuple[int, int]]:
    """The parts of a headline that are short enough to be nothing but a title."""
    for match in _SEGMENT.finditer(title):
        cut = _SEASON_WORD.search(match.group())
        end = match.start() + cut.start() if cut else match.end()
        if looks_like_title(title[match.start() : end]) and end - match.start() <= MAX_SEGMENT:
            yield match.start(), end


def _owner(text: str, spans: Sequence[NameSpan], span: NameSpan) -> list[tuple[int, int]]:
    """A name that another one owns, alone and with its owner: "Halcyon's Tower"."""
    for other in spans:
        if text[other.end : span.start] in ("'s ", "’s "):
            return [(span.start, span.end), (other.start, span.end)]
    return []


def _pair(text: str, start: int, end: int, alone: set[str]) -> list[tuple[int, int]]:
    """The two names in "A and B", where the text also has one of them alone."""
    joint = text.find(" and ", start, end)
    if joint < 0:
        return []
    first, second = (start, joint), (joint + 5, end)
    known = any(fold(text[a:b]) in alone for a, b in (first, second))
    return [first, second] if known else []


def _enumerated(
    sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Iterator[tuple[str, list[str]]]:
    """Names in a row share what befalls the row: "A, B and C have all been cancelled"."""
    for sentence, spans in zip(sentences, names, strict=True):
        text = sentence.text
        for row in _rows(text, spans):
            befallen = ends_decided(text, row[-1].end) or begins_decided(text, row[0].start)
            if befallen:
                yield from ((span.text, ["decided_row"]) for span in row)


def _rows(text: str, spans: Sequence[NameSpan]) -> Iterator[list[NameSpan]]:
    row: list[NameSpan] = []
    for span in spans:
        if row and JOINT.fullmatch(text, row[-1].end, span.start):
            row.append(span)
            continue
        if len(row) > 1:
            yield row
        row = [span]
    if len(row) > 1:
        yield row


def _list_titles(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int, float]]:
    """The shows of a list article: numbered headings, or items under "renewed", "cancelled"."""
    fate, headed = False, []
    for i, sentence in enumerate(sentences):
        if sentence.kind is Kind.PROSE:
            continue
        found = _ENTRY.match(sentence.text)
        if sentence.kind is Kind.HEADING:
            fate = _FATE.search(sentence.text) is not None
            if found and looks_like_title(found["title"]) and not _SECTION.search(found["title"]):
                headed.append((i, *found.span("title"), LISTED))
        elif fate and found and looks_like_title(found["title"]):
            yield i, *found.span("title"), LISTED
    if len(headed) >= 3:
        yield from headed


def _count_title(ballot: _Ballot, title: str, sentences: Sequence[Sentence]) -> None:
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


def _count_again(ballot: _Ballot, phrase: str, sentences: Sequence[Sentence]) -> None:
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
            cut = _SEASON_WORD.search(span.text) or re.search(r":", span.text)
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


def _common_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    small = _SMALL_WORD.findall("\n".join(s.text for s in sentences))
    return SENTENCE_OPENERS.union(small)


def _surnames(names: Sequence[tuple[NameSpan, ...]]) -> frozenset[str]:
    """Two- and three-word names whose last word also stands alone: most are persons."""
    alone = {s.text.casefold() for spans in names for s in spans if " " not in s.text}
    several = [s.text for spans in names for s in spans if 1 <= s.text.count(" ") <= 2]
    return frozenset(
        fold(name)
        for name in several
        if name.rpartition(" ")[2].casefold() in alone
        and SMALL_WORDS.isdisjoint(name.lower().split(" "))
    )
