"""Claims as evidence: who speaks, since when, and whether in words of their own.

Readings of one question + articles -> tuple[Evidence, ...].  A hundred copies of a page
are one source, as old as the first of them: nothing is learned from a repetition.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz

from nextseason.domain import Article, Certainty, Claim, Topic
from nextseason.errors import InputError
from nextseason.truth.answers import Option, Reading
from nextseason.truth.groups import linked

FIRM = frozenset({Certainty.STATED, Certainty.REPORTED})

COPY_RATIO = 92.0  # of the words of two quotes; a changed name or number stays above it
COPY_LETTERS = 60  # shorter sentences are alike by chance: "It was renewed for a second season."
SHARED_WORDS = 5  # quotes that share no run of this many words are not compared
COMMONPLACE = 50  # a run of words that this many different quotes have proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim as a witness in one question."""

    claim: Claim
    answer: str  # as printed in a Finding
    denied: bool = False  # the claim says that this is not the answer
    source: str  # who speaks; of those who share the words, the first
    day: date | None  # published; of those who share the words, the first; None: undated
    copies: int = 1  # how many sources have these very words, this one included

    @property
    def option(self) -> Option:
        return self.answer, self.denied

    @property
    def topic(self) -> Topic:
        return self.claim.topic

    @property
    def is_firm(self) -> bool:
        """Asserted or cited by name: neither hearsay nor a guess."""
        return self.claim.certainty in FIRM


def gather(
    readings: Sequence[Reading],
    articles: Mapping[str, Article],
    copies: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Evidence, ...]:
    """The readings of one question as evidence, in the order given.

    `copies`: from the ids of articles that are known as copies to that of their original.
    """
    pages = [articles[reading.claim.article_id] for reading in readings]
    groups = linked(len(readings), _same_words(readings, pages, copies))
    members: dict[int, list[Article]] = defaultdict(list)
    for group, page in zip(groups, pages, strict=True):
        members[group].append(page)
    first = {group: _first(copies) for group, copies in members.items()}
    return tuple(
        Evidence(
            claim=reading.claim,
            answer=reading.answer,
            denied=reading.denied,
            source=first[group].source,
            day=first[group].published,
            copies=len({page.source for page in members[group]}),
        )
        for reading, group in zip(readings, groups, strict=True)
    )


def published_day(claim: Claim, articles: Mapping[str, Article]) -> date | None:
    """The day of the article that a claim quotes; None if it shows none.

    Raises
    ------
    InputError
        The article is not given.
    """
    if claim.article_id not in articles:
        raise InputError(f"claim {claim.id} quotes article {claim.article_id}, not given")
    return articles[claim.article_id].published


def _first(copies: Iterable[Article]) -> Article:
    return min(copies, key=lambda page: (page.published or date.max, page.source, page.id))


def _same_words(
    readings: Sequence[Reading], pages: Sequence[Article], copies: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Pairs of readings that say it in the same words, or whose pages are the same."""
    texts = {page.id: _folded(page.text) for page in pages}
    folded = {page: texts.get(copies.get(page, page), text) for page, text in texts.items()}
    first_with_text: dict[str, int] = {}
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    quotes = [_folded(reading.claim.quote.text) for reading in readings]
    for i, (quote, page) in enumerate(zip(quotes, pages, strict=True)):
        yield first_with_text.setdefault(folded[page.id], i), i
        if len(quote) < COPY_LETTERS:
            continue
        runs = _runs(quote.split())
        alike = [
            j
            for j in sorted({j for run in runs for j in seen[run]})
            if fuzz.ratio(quote, quotes[j], score_cutoff=COPY_RATIO)
        ]
        yield from ((j, i) for j in alike)
        if alike:
            continue
        for run in runs:
            if len(seen[run]) < COMMONPLACE:
                seen[run].append(i)


@lru_cache(maxsize=512)  # an explanation takes each claim out of the same pages
def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {
        tuple(words[i : i + SHARED_WORDS]) for i in range(max(1, len(words) - SHARED_WORDS + 1))
    }
