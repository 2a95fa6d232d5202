"""What is known of sources, and from which seasons.

Weighed seasons -> counts of what their words show -> SourceBook.  The book keeps the counts of
each season apart, so that one season can be weighed anew and its old counts replaced (Neal &
Hinton 1998: a partial E-step); a full pass, in `learning`, learns the kinds, too.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.special import betaincinv

from nextseason.truth.blocks import SMALLEST, WeighedBlock
from nextseason.truth.histories import Floats
from nextseason.truth.reporting import NOISE, Traits
from nextseason.truth.season_model import Weighed
from nextseason.truth.testimony import NOBODY, Circle, Testimony, Word

LEAST_TRUST, MOST_TRUST = 0.2, 1.3
CITED_BY = 2  # sources that name a source before it counts as one that others rely on


class SourceKind(StrEnum):
    """What is seen of a source without knowing whether it is right."""

    CITED = "cited"  # others name it as the one who said so
    DATED = "dated"
    UNDATED = "undated"  # most of its pages show no date


PRIORS = {
    SourceKind.CITED: Traits(0.006, 0.01, 0.01, 0.1),
    SourceKind.DATED: Traits(0.012, 0.02, 0.02, 0.1),
    SourceKind.UNDATED: Traits(0.2, 0.25, 0.15, 0.2),
}
KIND_WORDS = 1000.0  # how many words a kind's prior counts for: most seasons have one witness,
# who cannot be found wrong, so that little is learned from few
SOURCE_WORDS = 8.0  # how many words its kind counts for in what is believed of a source

Season = tuple[str, int | None]
# What is counted of each trait: the words that show it; those that could have; and how many
# words of which one knows the origin would tell as much of it (Louis 1982: the information
# that is left once what is not known is taken off).
SHOWN, AMONG, TELLING = range(3)
Counts = Mapping[str, Floats]  # of each source: (4 traits, 3)
NO_WORDS = 1e-9  # so few words are none, but for rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBook:
    """What is known of the sources, and from which seasons."""

    kinds: Mapping[str, SourceKind]
    kind_traits: Mapping[SourceKind, Traits]
    traits: Mapping[str, Traits]
    counts: Mapping[Season, Counts]
    totals: Counts  # over all seasons
    circle: Circle = NOBODY  # by which the seasons were heard

    def traits_of(self, name: str) -> Traits:
        """Of a source never met: those of its kind at first sight."""
        return self.traits.get(name) or self.kind_traits[self.kind_of(name)]

    def traits_apart(self, season: Season) -> Callable[[str], Traits]:
        """What is known of each source from all seasons but one.

        Of a source that alone says what it says of a season, that season would show that it is
        wrong, and so would be counted against it twice.
        """
        own = {n: c for n, c in self.counts.get(season, {}).items() if n in self.totals}
        if not own:
            return self.traits_of
        others = np.stack([self.totals[name] - counts for name, counts in own.items()])
        priors = np.array([self.kind_traits[self.kind_of(name)] for name in own])
        rows = shrunk(np.maximum(others, 0.0), priors, SOURCE_WORDS).tolist()
        apart = {name: Traits(*row) for name, row in zip(own, rows, strict=True)}
        return lambda name: apart.get(name) or self.traits_of(name)

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


EMPTY_BOOK = SourceBook(kinds={}, kind_traits=PRIORS, traits={}, counts={}, totals={})


def with_season(book: SourceBook, weighed: Weighed) -> SourceBook:
    """The book once a season has been weighed anew: its old counts are replaced.

    What is known of whole kinds, and of which kind a source is, stays as the last full pass
    left it; a source that it had not met is of the kind that it is of in this season.
    """
    testimony = weighed.prepared.testimony
    season = testimony.show, testimony.season
    new = counted(testimony.words, shown(weighed.weighed, weighed.traits))
    old = book.counts.get(season, {})
    none = np.zeros((4, 3))
    total = {
        name: book.totals.get(name, none) - old.get(name, none) + new.get(name, none)
        for name in {*old, *new}
    }
    kinds = {**kinds_of([testimony]), **book.kinds}
    anew = replace(
        book,
        kinds=kinds,
        counts={**book.counts, season: new},
        totals=_with_words({**book.totals, **total}),
    )
    return replace(anew, traits=_pooled(anew, total, book.traits))


def described(book: SourceBook) -> tuple[Source, ...]:
    """What was learned of each source, those with the most words first."""
    found = []
    for name, numbers in book.totals.items():
        traits = np.array(book.traits[name])
        n_telling = numbers[:, TELLING] + SOURCE_WORDS
        yes, no = n_telling * traits, n_telling * (1.0 - traits)
        low, high = (Traits(*betaincinv(yes, no, level).tolist()) for level in (0.05, 0.95))
        found.append(
            Source(
                name=name,
                kind=book.kind_of(name),
                n_words=float(numbers[NOISE, AMONG]),
                traits=book.traits[name],
                low=low,
                high=high,
                follows=book.circle.follows.get(name),
            )
        )
    return tuple(sorted(found, key=lambda s: (-s.n_words, s.name)))


def book_of(book: SourceBook) -> SourceBook:
    """The book with all that follows from its seasons' counts and its kinds."""
    totals: dict[str, Floats] = defaultdict(lambda: np.zeros((4, 3)))
    for season in book.counts.values():
        for name, numbers in season.items():
            totals[name] = totals[name] + numbers
    summed = replace(book, totals=_with_words(totals))
    return replace(summed, traits=_pooled(summed, totals, {}))


def _pooled(
    book: SourceBook, names: Iterable[str], known: Mapping[str, Traits]
) -> dict[str, Traits]:
    """The traits of these sources by the book's totals, beside those known of others."""
    known_of = {name: book.totals[name] for name in names if name in book.totals}
    if not known_of:
        return {name: t for name, t in known.items() if name in book.totals}
    priors = np.array([book.kind_traits[book.kind_of(name)] for name in known_of])
    traits = shrunk(np.stack(list(known_of.values())), priors, SOURCE_WORDS).tolist()
    anew = {name: Traits(*row) for name, row in zip(known_of, traits, strict=True)}
    return {name: t for name, t in {**known, **anew}.items() if name in book.totals}


def _with_words(totals: Counts) -> dict[str, Floats]:
    return {name: total for name, total in totals.items() if total[NOISE, AMONG] > NO_WORDS}


def shrunk(counted: Floats, priors: Floats, n_words: float) -> Floats:
    """Traits by counts (..., 4, 3), over a prior (..., 4) that counts for so many words."""
    traits: Floats = (counted[..., SHOWN] + n_words * priors) / (counted[..., AMONG] + n_words)
    return traits


def shown(weighed: WeighedBlock, traits: Floats) -> Floats:
    """What each word shows of the traits that it was weighed with: (n_words, 4 traits, 3)."""
    by, story, stories = weighed.causes()
    own = 1.0 - story
    does = np.stack((by.noise, by.stale, by.guess, story), axis=1)
    not_so = np.stack(
        (own - by.noise, own - by.noise - by.stale, by.undecided, stories - story), axis=1
    )
    not_so = np.maximum(not_so, 0.0)  # which it may miss by rounding
    chance = np.clip(traits, SMALLEST, 1.0 - SMALLEST)
    slope = (1.0 - chance) * does - chance * not_so
    parts = np.stack((does, does + not_so, slope**2 / (chance * (1.0 - chance))), axis=2)
    weighty: Floats = parts * weighed.block.weights[:, None, None]
    return weighty


def counted(words: Iterable[Word], parts: Floats) -> Counts:
    """Of each source, what its words show (see `shown`).  Who is cited answers for a half."""
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros((4, 3)))
    for word, part in zip(words, parts, strict=True):
        counts[word.source] += part
        if word.cited:
            half = part[NOISE] / 2.0
            counts[word.source][NOISE] -= half
            counts[word.cited][NOISE] += half
    return dict(counts)


def kinds_of(testimonies: Iterable[Testimony]) -> dict[str, SourceKind]:
    """Of which kind each source is that speaks."""
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
