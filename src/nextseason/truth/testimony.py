"""What sources say of one season's order, in the form that is weighed.

Evidence on a season's renewal -> Testimony.  What a source repeats, and what an article says
beside it, weighs less than a first word; who copies adds nothing, since `evidence` has put
copies under the name of the first who said it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from nextseason.domain import Article, Certainty, Claim, Release, RenewalStatus
from nextseason.titles import fold
from nextseason.truth.answers import Option
from nextseason.truth.evidence import Evidence
from nextseason.truth.histories import STATES
from nextseason.truth.standing import not_rescued, torn_articles

REPEATED = 0.5  # weight of a source's next word of the same beside the one before it
# Sources read each other and the same agencies: of those who say the same, the next weighs so
# much less than the one before it.  Dated ones weigh together never more than 6.7 times the
# strongest; undated ones, most of which are written from each other, never more than twice.
DEPENDENCE = 0.85
UNDATED_DEPENDENCE = 0.5

TORN = 0.5  # weight of an article that firmly gives two answers which cannot both hold
OUTDATED = 0.2  # weight of what a source said before it firmly said something else
# An article that tells of an order and of a cancellation, and names no new home, tells mostly of an
# order that was taken back.
REVERSAL = frozenset({(RenewalStatus.RENEWED.value, False), (RenewalStatus.CANCELLED.value, False)})
HISTORY = 0.5
ASIDE = 0.15  # weight of the rumours and hopes of an article that says how things stand

CERTAINTIES = tuple(Certainty)
# The ways to say a state: which, denied or not, how surely.
N_FORMS = len(STATES) * 2 * len(CERTAINTIES)

# "www.the-reel.co.uk" is cited as "The Reel".
_HOST_END = re.compile(r"(?:\.(?:com?|net|org|gov|edu|ac))?\.[a-z]{2,10}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One claim on a season's order."""

    claim: Claim
    source: str
    cited: str | None  # the source that is named as having said so; None: none that is known
    day: date | None
    no_later: date | None = None  # of an undated one: when it was got
    form: int  # how it says which state, in 0 to N_FORMS - 1
    weight: float  # 1: a whole word of an independent source

    @property
    def state(self) -> int:
        """The state that it names or denies, as an index of STATES."""
        return self.form // (2 * len(CERTAINTIES))

    @property
    def denied(self) -> bool:
        return bool(self.form // len(CERTAINTIES) % 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """All that was said on one season's order, and when the season before came out."""

    show: str
    season: int | None
    words: tuple[Word, ...]
    premiere: date | None = None


def form_of(status: RenewalStatus, certainty: Certainty, *, denied: bool) -> int:
    """The number of a form: states first, then denied or not, then certainty."""
    return (STATES.index(status) * 2 + denied) * len(CERTAINTIES) + CERTAINTIES.index(certainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who is who among the sources, and who follows whom."""

    known_as: Mapping[str, str] = field(default_factory=dict)  # see `cited_sources`
    depends: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # `shared_errors`
    follows: Mapping[str, str] = field(default_factory=dict)  # see `leaders`


NOBODY = Circle()


def hear(
    evidence: Sequence[Evidence],
    circle: Circle,
    *,
    crawled: Mapping[str, date] = MappingProxyType({}),
    premiere: date | None = None,
) -> Testimony:
    """The words of one season's evidence on its renewal, weighed against repetition.

    Parameters
    ----------
    evidence : sequence of Evidence
        Of one question on the topic renewal; at least one.
    crawled : mapping
        When articles were got, by their ids: they are no younger.
    premiere : date or None
        When the season before came out.
    """
    first = evidence[0].claim
    distinct = _distinct(not_rescued(evidence))
    shares = _Shares(distinct)
    n_before: Counter[tuple[str, str, bool]] = Counter()
    n_heard: Counter[tuple[Option, bool]] = Counter()
    voices = _voices(distinct, circle)
    words = []
    for item in sorted(distinct, key=lambda item: _strongest_first(item, shares.of(item))):
        told = item.source, item.answer, item.denied
        dated = item.day is not None
        apart = DEPENDENCE if dated else UNDATED_DEPENDENCE
        weight = REPEATED ** n_before[told] * apart ** n_heard[item.option, dated]
        n_heard[item.option, dated] += not n_before[told]
        n_before[told] += 1
        words.append(
            Word(
                claim=item.claim,
                source=item.source,
                cited=circle.known_as.get(fold(item.claim.by or "")),
                day=item.day,
                no_later=crawled.get(item.claim.article_id),
                form=form_of(RenewalStatus(item.answer), item.claim.certainty, denied=item.denied),
                weight=weight * shares.of(item) * voices[item.source, item.option],
            )
        )
    return Testimony(show=first.show, season=first.season, words=tuple(words), premiere=premiere)


def cited_sources(articles: Iterable[Article]) -> dict[str, str]:
    """From the names that sources are cited by to the sources: "reel" -> the-reel.com.

    Examples
    --------
    >>> cited_sources([Article(id="a", text="Over.", site="thereel.co.uk", outlet="The Reel")])
    {'thereel': 'thereel.co.uk', 'reel': 'thereel.co.uk'}
    """
    names: dict[str, str] = {}
    for article in articles:
        if article.site:
            stem = _HOST_END.sub("", article.site).rpartition(".")[2]
            for name in (stem, stem.replace("-", " "), article.outlet or ""):
                if name:
                    names.setdefault(fold(name), article.site)
    return names


def premieres(claims: Iterable[Claim]) -> dict[tuple[str, int], date]:
    """When each season came out, by the firm claims on it that most agree on."""
    told: dict[tuple[str, int], Counter[date]] = defaultdict(Counter)
    for claim in claims:
        match claim.value:
            case Release(window=window) if window and window.days == 1 and claim.season:
                if claim.certainty is Certainty.STATED and not claim.negated:
                    told[fold(claim.show), claim.season][window.start] += 1
            case _:
                pass
    return {of: min(days, key=lambda day: (-days[day], day)) for of, days in told.items()}


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What is said by an article, or copied from it, in one form counts once."""
    kept: dict[tuple[str, date | None, str, bool, Certainty], Evidence] = {}
    for item in evidence:
        form = item.source, item.day, item.answer, item.denied, item.claim.certainty
        kept.setdefault(form, item)
    return list(kept.values())


def _voices(evidence: Iterable[Evidence], circle: Circle) -> dict[tuple[str, Option], float]:
    """Of each source that says a thing: k who have it from each other are one voice."""
    says: dict[Option, set[str]] = defaultdict(set)
    for item in evidence:
        says[item.option].add(item.source)
    return {
        (name, option): 1.0 / (1.0 + sum(share for o, share in others.items() if o in names))
        for option, names in says.items()
        for name in names
        for others in [circle.depends.get(name, {})]
    }


class _Shares:
    """What each word gets of its article's one vote, and of its source's."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._firm: dict[str, set[Option]] = defaultdict(set)
        self._soft: dict[str, set[Option]] = defaultdict(set)
        self._last: dict[str, date] = {}
        for item in evidence:
            said = self._firm if item.is_firm else self._soft
            said[item.claim.article_id].add(item.option)
            if item.day and item.is_firm:
                self._last[item.source] = max(item.day, self._last.get(item.source, item.day))
        self._torn = torn_articles(evidence)

    def of(self, item: Evidence) -> float:
        firm = self._firm[item.claim.article_id]
        if not item.is_firm:
            return (ASIDE if firm else 1.0) / len(self._soft[item.claim.article_id])
        if firm == REVERSAL:
            return HISTORY if item.answer == RenewalStatus.RENEWED else 1.0
        outdated = item.day is not None and item.day < self._last[item.source]
        torn = TORN if item.claim.article_id in self._torn else 1.0
        return (OUTDATED if outdated else 1.0) * torn / len(firm)


def _strongest_first(item: Evidence, share: float) -> tuple[bool, int, date, float, str, int]:
    claim = item.claim
    return (
        item.day is None,
        CERTAINTIES.index(claim.certainty),
        item.day or date.max,
        -share,
        claim.article_id,
        claim.quote.start,
    )
