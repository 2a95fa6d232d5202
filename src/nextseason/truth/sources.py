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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from scipy.special import betaincinv

from nextseason.truth.histories import Floats
from nextseason.truth.reporting import NOISE, Traits, Wordings, shipped_wordings
from nextseason.truth.season_model import SMALLEST, Prepared, Weighed, prepare, weigh_season
from nextseason.truth.testimony import NOBODY, Circle, Testimony

MAX_ROUNDS = 30
TOLERANCE = 1e-3  # the largest change of any trait at which learning ends
# A circle and those whom it contradicts are each other's mirror, and learning may have begun on
# the wrong side.  If any source tells stories this often, it begins anew on the other side, and
# the book by which all words are likelier is kept.
TELLS_STORIES = 0.3
MOST_STORY = 0.9
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


def learn_sources(
    testimonies: Iterable[Testimony],
    *,
    as_of: date,
    circle: Circle = NOBODY,
    wordings: Wordings | None = None,
) -> SourceBook:
    """What all this testimony shows of its sources: a full pass.

    `circle`: by which the testimony was heard; kept in the book.

    Examples
    --------
    >>> learn_sources([], as_of=date(2027, 3, 1)).traits
    {}
    """
    wordings = wordings or shipped_wordings()
    prepared = [prepare(testimony, as_of) for testimony in testimonies]
    start = replace(EMPTY_BOOK, kinds=_kinds(p.testimony for p in prepared), circle=circle)
    book, evidence = _maximised(start, prepared, wordings)
    if max((traits.story for traits in book.traits.values()), default=0.0) < TELLS_STORIES:
        return book
    mirrored = {name: _mirrored(t, book.kind_of(name)) for name, t in book.traits.items()}
    other, other_evidence = _maximised(replace(start, traits=mirrored), prepared, wordings)
    return other if other_evidence > evidence else book


def _maximised(
    book: SourceBook, prepared: Sequence[Prepared], wordings: Wordings
) -> tuple[SourceBook, float]:
    """The book once learning has ended, and the log-chance of all words by it."""
    evidence = 0.0
    for _round in range(MAX_ROUNDS):
        weighed = [weigh_season(p, book.traits_of, wordings) for p in prepared]
        evidence = math.fsum(season.evidence for season in weighed)
        before = book.traits
        book = _learned(replace(book, counts={_season(w): _count(w) for w in weighed}))
        if book.counts and before and _largest_change(before, book.traits) < TOLERANCE:
            break
    return book, evidence


def _mirrored(traits: Traits, kind: SourceKind) -> Traits:
    """To begin with, were the others those who tell the stories."""
    return PRIORS[kind]._replace(story=min(MOST_STORY, max(1.0 - MOST_STORY, 1.0 - traits.story)))


def with_season(book: SourceBook, weighed: Weighed) -> SourceBook:
    """The book once a season has been weighed anew: its old counts are replaced.

    What is known of whole kinds, and of which kind a source is, stays as the last full pass
    left it; a source that it had not met is of the kind that it is of in this season.
    """
    season, new = _season(weighed), _count(weighed)
    old = book.counts.get(season, {})
    none = np.zeros((4, 3))
    total = {
        name: book.totals.get(name, none) - old.get(name, none) + new.get(name, none)
        for name in {*old, *new}
    }
    kinds = {**_kinds([weighed.prepared.testimony]), **book.kinds}
    counted = replace(
        book,
        kinds=kinds,
        counts={**book.counts, season: new},
        totals=_with_words({**book.totals, **total}),
    )
    return replace(counted, traits=_pooled(counted, total, book.traits))


def described(book: SourceBook) -> tuple[Source, ...]:
    """What was learned of each source, those with the most words first."""
    found = []
    for name, counted in book.totals.items():
        traits = np.array(book.traits[name])
        n_telling = counted[:, TELLING] + SOURCE_WORDS
        yes, no = n_telling * traits, n_telling * (1.0 - traits)
        low, high = (Traits(*betaincinv(yes, no, level).tolist()) for level in (0.05, 0.95))
        found.append(
            Source(
                name=name,
                kind=book.kind_of(name),
                n_words=float(counted[NOISE, AMONG]),
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
        for name, counted in season.items():
            totals[name] = totals[name] + counted
    summed = replace(book, totals=_with_words(totals))
    return replace(summed, traits=_pooled(summed, totals, {}))


def _learned(book: SourceBook) -> SourceBook:
    """The book with traits and kinds counted anew."""
    by_kind: dict[SourceKind, Floats] = {kind: np.zeros((4, 3)) for kind in SourceKind}
    for season in book.counts.values():
        for name, counted in season.items():
            by_kind[book.kind_of(name)] += counted
    kind_traits = {
        kind: _shrunk(counted, PRIORS[kind], KIND_WORDS) for kind, counted in by_kind.items()
    }
    return book_of(replace(book, kind_traits=kind_traits))


def _pooled(
    book: SourceBook, names: Iterable[str], known: Mapping[str, Traits]
) -> dict[str, Traits]:
    """The traits of these sources by the book's totals, beside those known of others."""
    counted = {name: book.totals[name] for name in names if name in book.totals}
    anew = {
        name: _shrunk(total, book.kind_traits[book.kind_of(name)], SOURCE_WORDS)
        for name, total in counted.items()
    }
    return {name: t for name, t in {**known, **anew}.items() if name in book.totals}


def _with_words(totals: Counts) -> dict[str, Floats]:
    return {name: total for name, total in totals.items() if total[NOISE, AMONG] > NO_WORDS}


def _shrunk(counted: Floats, prior: Traits, n_words: float) -> Traits:
    shown, among = counted[:, SHOWN], counted[:, AMONG]
    return Traits(*((shown + n_words * np.array(prior)) / (among + n_words)).tolist())


def _count(weighed: Weighed) -> Counts:
    """What each source's words show of its traits."""
    by = weighed.origins
    follows_none, joins = weighed.follow()
    share = weighed.posterior * follows_none / weighed.chances
    noise, stale, guess, undecided = (
        np.einsum("wh,wh->w", part, share) for part in (by.noise, by.stale, by.guess, by.undecided)
    )
    story, stories = joins.T
    own = 1.0 - story
    shown = np.stack((noise, stale, guess, story), axis=1)
    not_shown = np.stack((own - noise, own - noise - stale, undecided, stories - story), axis=1)
    chance = np.clip(weighed.traits, SMALLEST, 1.0 - SMALLEST)
    slope = (1.0 - chance) * shown - chance * not_shown
    parts = np.stack((shown, shown + not_shown, slope**2 / (chance * (1.0 - chance))), axis=2)
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros((4, 3)))
    for word, part in zip(weighed.prepared.testimony.words, parts, strict=True):
        counts[word.source] += word.weight * part
        if word.cited:  # two answer for it, each for a half
            half = word.weight * part[NOISE] / 2.0
            counts[word.source][NOISE] -= half
            counts[word.cited][NOISE] += half
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
