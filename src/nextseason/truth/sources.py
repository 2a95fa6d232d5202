"""What sources are like, learned from all seasons at once.

Testimonies -> SourceBook.  Expectation maximisation: given what each source is like, the
histories of the seasons are weighed; given those, how often each source's words were noise,
stale or guesses is counted, over a prior that pools the sources of its kind.  Nobody is told
which sites are good.

The book keeps the counts of each season apart, so that one season can be weighed anew and its
old counts replaced (Neal & Hinton 1998: a partial E-step); a full pass learns the kinds, too.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from scipy.stats import beta

from nextseason.truth.histories import UNDECIDED, Floats
from nextseason.truth.reporting import NOISE, Traits, Wordings, shipped_wordings
from nextseason.truth.season_model import Weighed, prepare, weigh_season
from nextseason.truth.testimony import Testimony

MAX_ROUNDS = 30
TOLERANCE = 1e-3  # the largest change of any trait at which learning ends
LEAST_TRUST, MOST_TRUST = 0.2, 1.3
CITED_BY = 2  # sources that name a source before it counts as one that others rely on


class SourceKind(StrEnum):
    """What is seen of a source without knowing whether it is right."""

    CITED = "cited"  # others name it as the one who said so
    DATED = "dated"
    UNDATED = "undated"  # most of its pages show no date


PRIORS = {
    SourceKind.CITED: Traits(0.01, 0.015, 0.015),
    SourceKind.DATED: Traits(0.02, 0.03, 0.03),
    SourceKind.UNDATED: Traits(0.2, 0.25, 0.15),
}
KIND_WORDS = 1000.0  # how many words a kind's prior counts for: most seasons have one witness,
# who cannot be found wrong, so that little is learned from few
SOURCE_WORDS = 8.0  # how many words its kind counts for in what is believed of a source

Season = tuple[str, int | None]
Counts = Mapping[str, Floats]  # of each source: (3, 2), by trait, words that show it and all


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBook:
    """What is known of the sources, and from which seasons."""

    kinds: Mapping[str, SourceKind]
    kind_traits: Mapping[SourceKind, Traits]
    traits: Mapping[str, Traits]
    counts: Mapping[Season, Counts]
    follows: Mapping[str, str] = field(default_factory=dict)  # who shares whose errors

    def traits_of(self, name: str) -> Traits:
        """Of a source never met: those of its kind at first sight."""
        return self.traits.get(name) or self.kind_traits[self.kind_of(name)]

    def trust(self, name: str) -> float:
        """How much a source's word counts beside that of one of which nothing is known.

        The ratio of their log-odds of not being noise, within bounds: what is learned from
        decisions is applied to other questions with care.
        """
        known, unknown = self.traits_of(name).noise, PRIORS[SourceKind.DATED].noise
        ratio = math.log(1.0 / known - 1.0) / math.log(1.0 / unknown - 1.0)
        return min(MOST_TRUST, max(LEAST_TRUST, ratio))

    def kind_of(self, name: str) -> SourceKind:
        return self.kinds.get(name, SourceKind.DATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was learned of one source."""

    name: str
    kind: SourceKind
    n_words: float  # that were weighed, repetitions counting less
    traits: Traits
    low: Traits  # of the 90 % credible interval
    high: Traits
    follows: str | None  # whose errors it shares

    def as_json(self) -> dict[str, object]:
        """One line of `nextseason sources`: each trait with its mean and interval."""
        traits = {
            name: {"mean": round(mean, 4), "low": round(low, 4), "high": round(high, 4)}
            for name, mean, low, high in zip(
                Traits._fields, self.traits, self.low, self.high, strict=True
            )
        }
        told = {"source": self.name, "kind": self.kind.value, "words": round(self.n_words, 2)}
        return told | traits | {"follows": self.follows}


EMPTY_BOOK = SourceBook(kinds={}, kind_traits=PRIORS, traits={}, counts={})


def learn_sources(
    testimonies: Iterable[Testimony],
    *,
    as_of: date,
    follows: Mapping[str, str] = MappingProxyType({}),
    wordings: Wordings | None = None,
) -> SourceBook:
    """What all this testimony shows of its sources: a full pass.

    `follows`: by whom the testimony was weighed as repeating whom; kept in the book.

    Examples
    --------
    >>> learn_sources([], as_of=date(2027, 3, 1)).traits
    {}
    """
    wordings = wordings or shipped_wordings()
    prepared = [prepare(testimony, as_of) for testimony in testimonies]
    book = replace(EMPTY_BOOK, kinds=_kinds(p.testimony for p in prepared), follows=follows)
    for _round in range(MAX_ROUNDS):
        weighed = [weigh_season(p, book.traits_of, wordings) for p in prepared]
        before = book.traits
        book = _learned(replace(book, counts={_season(w): _count(w) for w in weighed}))
        if before and _largest_change(before, book.traits) < TOLERANCE:
            break
    return book


def with_season(book: SourceBook, weighed: Weighed) -> SourceBook:
    """The book once a season has been weighed anew: its old counts are replaced.

    Kinds stay as the last full pass left them.
    """
    season, new = _season(weighed), _count(weighed)
    counts = {**book.counts, season: new}
    touched = {*new, *book.counts.get(season, {})}
    total = _totals(counts, touched)
    traits = {name: _pooled(total[name], book.kind_traits[book.kind_of(name)]) for name in touched}
    return replace(book, counts=counts, traits={**book.traits, **traits})


def described(book: SourceBook) -> tuple[Source, ...]:
    """What was learned of each source, those with the most words first."""
    found = []
    for name, counted in _totals(book.counts).items():
        kind = book.kind_of(name)
        shown, among = counted.T
        prior = np.array(book.kind_traits[kind]) * SOURCE_WORDS
        yes, no = shown + prior, among - shown + SOURCE_WORDS - prior
        low, high = (beta.ppf(level, yes, np.maximum(no, 1e-9)) for level in (0.05, 0.95))
        found.append(
            Source(
                name=name,
                kind=kind,
                n_words=float(among[NOISE]),
                traits=book.traits[name],
                low=Traits(*low.tolist()),
                high=Traits(*high.tolist()),
                follows=book.follows.get(name),
            )
        )
    return tuple(sorted(found, key=lambda s: (-s.n_words, s.name)))


def _learned(book: SourceBook) -> SourceBook:
    """The book with traits and kinds counted anew."""
    total = _totals(book.counts)
    by_kind: dict[SourceKind, Floats] = {kind: np.zeros((3, 2)) for kind in SourceKind}
    for name, counted in total.items():
        by_kind[book.kind_of(name)] += counted
    kind_traits = {
        kind: _shrunk(counted, PRIORS[kind], KIND_WORDS) for kind, counted in by_kind.items()
    }
    traits = {name: _pooled(c, kind_traits[book.kind_of(name)]) for name, c in total.items()}
    return replace(book, kind_traits=kind_traits, traits=traits)


def _pooled(counted: Floats, of_kind: Traits) -> Traits:
    return _shrunk(counted, of_kind, SOURCE_WORDS)


def _shrunk(counted: Floats, prior: Traits, n_words: float) -> Traits:
    shown, among = counted.T
    return Traits(*((shown + n_words * np.array(prior)) / (among + n_words)).tolist())


def _totals(counts: Mapping[Season, Counts], names: set[str] | None = None) -> dict[str, Floats]:
    total: dict[str, Floats] = defaultdict(lambda: np.zeros((3, 2)))
    for season in counts.values():
        for name in season.keys() & names if names is not None else season:
            total[name] += season[name]
    return total


def _count(weighed: Weighed) -> Counts:
    """How many of each source's words show each trait, and among how many it could show."""
    words = weighed.prepared.testimony.words
    by = weighed.origins
    share = weighed.posterior / np.maximum(by.total, 1e-300)
    noise, stale, guess = (np.sum(part * share, axis=1) for part in (by.noise, by.stale, by.guess))
    undecided = weighed.prepared.views.fresh[:, UNDECIDED] @ weighed.posterior
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros((3, 2)))
    for i, word in enumerate(words):
        parts = word.weight * np.array(
            [
                [noise[i], 1.0],
                [stale[i], 1.0 - noise[i]],
                [guess[i], (1.0 - noise[i] - stale[i]) * undecided[i]],
            ]
        )
        if word.cited:
            counts[word.cited][NOISE] += parts[NOISE] / 2.0
            parts[NOISE] /= 2.0
        counts[word.source] += parts
    return dict(counts)


def _kinds(testimonies: Iterable[Testimony]) -> dict[str, SourceKind]:
    n_dated: dict[str, list[bool]] = defaultdict(list)
    cited_by: dict[str, set[str]] = defaultdict(set)
    for testimony in testimonies:
        for word in testimony.words:
            n_dated[word.source].append(word.day is not None)
            if word.cited and word.cited != word.source:
                cited_by[word.cited].add(word.source)
    kinds: dict[str, SourceKind] = {}
    for name, dated in n_dated.items():
        if len(cited_by[name]) >= CITED_BY:
            kinds[name] = SourceKind.CITED
        else:
            mostly = sum(dated) >= len(dated) / 2
            kinds[name] = SourceKind.DATED if mostly else SourceKind.UNDATED
    return kinds


def _season(weighed: Weighed) -> Season:
    testimony = weighed.prepared.testimony
    return testimony.show, testimony.season


def _largest_change(before: Mapping[str, Traits], after: Mapping[str, Traits]) -> float:
    return max(
        (abs(a - b) for name, t in after.items() for a, b in zip(t, before[name], strict=True)),
        default=0.0,
    )
