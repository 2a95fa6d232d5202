"""Names in an article that might be shows, with the evidence for each.

Title and sentences -> Candidate with features.  Which of them are shows is decided in
`shows`, by weights learned from annotated articles.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nextseason.claims.ballot import IN_TITLE, Ballot, Others, Surroundings
from nextseason.claims.behaviour import behaviour_in_text, behaviour_in_title
from nextseason.claims.headline_titles import count_title, short_segments
from nextseason.claims.names import SENTENCE_OPENERS, NameSpan
from nextseason.claims.sentences import Sentence
from nextseason.claims.title_places import named_places, quoted_titles, rows_befallen
from nextseason.claims.titles import SMALL_WORDS
from nextseason.titles import fold

MAX_CANDIDATES = 160  # an article of fifteen shows has some eighty
_SMALL_WORD = re.compile(r"\b[a-z]+\b")


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
    ballot = Ballot(_common_words(sentences), _surnames(names))
    for i, start, end, listed in named_places(sentences, names):
        text = sentences[i].text
        ballot.add(text[start:end], behaviour_in_text(text, start, end), listed, (i, start, end))
    for name, kinds in rows_befallen(sentences, names):
        ballot.add(name, kinds, 0.0)
    for start, end in (*quoted_titles(title), *short_segments(title)):
        kinds = behaviour_in_title(title, start, end)
        ballot.add(title[start:end], kinds, 0.0, (IN_TITLE, start, end))
    count_title(ballot, title, sentences)
    ballot.keep(MAX_CANDIDATES)
    around = Surroundings.of(title, sentences)
    others = Others.of(ballot.kinds, around.title)
    return [
        Candidate(
            key,
            ballot.spelling(key),
            ballot.features(key, around, others),
            tuple(dict.fromkeys(ballot.places[key])),
        )
        for key in ballot.kinds
        if not ballot.is_common(key)
    ]


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
