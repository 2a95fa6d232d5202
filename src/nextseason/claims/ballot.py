"""The evidence that each name of an article is a show, gathered and told as numbers.

Names with how they behave -> features by name.  Where the names are found is left to
`title_places` and `headline_titles`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.titles import SMALL_WORDS
from nextseason.titles import fold, folded_words

# The same evidence again and again says little more.
MAX_REPEATS = 3
IN_TITLE = -1  # the place of a name in the article's title
# An entry of a list of shows is one, whatever is said of it.
LISTED = 3.0
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
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOSE_ENDS = re.compile(
    r"^(?:of|and|for|on|at|by|from|with|after|but) |(?: (?:of|and|for|at|by|from|with|the|a|"
    r"an|to|as|in|on)\b)+$"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the features of all candidates of an article look at."""

    title: str
    opening: str
    paragraphs: list[str]
    headings: list[str]

    @classmethod
    def of(cls, title: str, sentences: Sequence[Sentence]) -> "Surroundings":
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
class Others:
    """All candidates of an article, with which each one is compared."""

    padded: list[str]  # " a name "
    joined: str
    first_words: frozenset[str]  # of names of several words
    last_words: frozenset[str]
    in_title: list[tuple[str, int]]  # candidates from the title, and where in it they stand

    @classmethod
    def of(cls, kinds: Mapping[str, Counter[str]], title: str) -> "Others":
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


class Ballot:
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

    def features(self, key: str, around: Surroundings, others: Others) -> dict[str, float]:
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
        place = around.title.find(f" {key} ")
        apart = others.places_in_title(key)
        in_title = place >= 0
        told |= {
            "named": math.log1p(named),
            "named_in_title": math.log1p(named) if in_title else 0.0,
            "in_title": in_title,
            "title_before_other": in_title and any(place + len(key) < p for p in apart),
            "title_after_other": any(0 <= p < place for p in apart),
            "in_opening": folded in around.opening,
            "in_paragraphs": sum([title in p for p in around.paragraphs])
            / max(1, len(around.paragraphs)),
            "in_headings": min(MAX_REPEATS, sum([folded in h for h in around.headings])),
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
