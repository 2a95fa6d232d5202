"""Which of two sets of claims make the most telling pair, and whether time explains it.

Nothing decided and then renewed, renewed and then cancelled, a date that was put off: this
is history.  An undated page cannot be explained by time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, product

from nextseason.domain import (
    Certainty,
    Claim,
    Contradiction,
    Question,
    Renewal,
    RenewalStatus,
    Topic,
    is_open,
)
from nextseason.truth.answers import NEWS, Reading, is_pick_up
from nextseason.truth.evidence import FIRM

N_SHARED = 12  # articles of both sides that are tried; more would only find the same again

Moment = tuple[date, str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as an answer, with the day on which it was told."""

    reading: Reading
    day: date | None  # None: undated

    @property
    def claim(self) -> Claim:
        return self.reading.claim

    @property
    def is_firm(self) -> bool:
        return self.claim.certainty in FIRM

    @property
    def is_open(self) -> bool:
        return is_open(self.claim.topic, self.reading.answer)

    @property
    def is_guess(self) -> bool:
        return self.claim.certainty is Certainty.EXPECTED

    @property
    def moment(self) -> Moment:
        """Undated ones come last: nobody knows that they were first."""
        claim = self.claim
        return self.day or date.max, claim.article_id, claim.quote.start, claim.id


def best_pair(
    ones: Sequence[Told], others: Sequence[Told], admitted: Callable[[Told, Told], bool]
) -> tuple[Told, Told] | None:
    """The most telling admitted pair, in order of time; None if there is none.

    Of each side only those are tried on which it hangs whether time explains the pair: the
    first and last in time, an undated one, and those in articles that both sides share.
    """
    shared = _article_ids(ones) & _article_ids(others)
    tried = chain(
        product(_in_articles(ones, shared), _in_articles(others, shared)),
        product(_outermost(ones), _outermost(others)),
    )
    pairs = [(one, other) for one, other in tried if admitted(one, other)]
    if not pairs:
        return None
    one, other = min(pairs, key=_rank)
    return (one, other) if one.moment <= other.moment else (other, one)


def contradiction(question: Question, pair: tuple[Told, Told], note: str) -> Contradiction:
    """The pair as it is shown."""
    first, second = pair
    return Contradiction(question=question, first=first.claim, second=second.claim, note=note)


def cannot_both_hold(one: Told, other: Told) -> bool:
    """Whether two claims for excluding answers of one question exclude each other.

    Within an article they must be equally firm; of the renewal, and between articles, both
    firm.  Who returns is also compared guess with guess: there are few firm words on it.
    """
    topic = one.claim.topic
    both_firm = one.is_firm and other.is_firm
    both_guesses = one.is_guess and other.is_guess
    if _is_story(one.claim, other.claim) or _is_story(other.claim, one.claim):
        return False
    if one.claim.article_id == other.claim.article_id:
        return both_firm or (both_guesses and topic is not Topic.RENEWAL)
    if topic is Topic.RECEPTION:
        return False  # scores move from day to day
    if topic is Topic.RENEWAL and one.claim.season is None:
        return False  # the two may mean two seasons
    if not (both_firm or (both_guesses and topic is Topic.CAST)):
        return False
    return not explained_by_time(*sorted((one, other), key=lambda told: told.moment))


def explained_by_time(earlier: Told, later: Told) -> bool:
    """Whether the world may have changed between the two."""
    if not earlier.day or not later.day or earlier.claim.topic not in NEWS:
        return False
    if earlier.day == later.day:
        return earlier.is_open is not later.is_open  # a preview in the morning
    if later.is_open:
        return False
    if earlier.claim.topic is Topic.RENEWAL and not earlier.is_open:
        return _is_renewal(earlier.claim) or is_pick_up(later.claim)
    return True


def _is_renewal(claim: Claim) -> bool:
    match claim.value:
        case Renewal(status=RenewalStatus.RENEWED):
            return not claim.negated
        case _:
            return False


def _is_story(pick_up: Claim, other: Claim) -> bool:
    """Cancelled, and picked up by another platform; or one passed, and another did not."""
    match pick_up.value, other.value:
        case Renewal(platform=platform), Renewal(status=RenewalStatus.RENEWED) if other.negated:
            return other.value.platform not in (None, platform)
        case Renewal(), Renewal(status=RenewalStatus.CANCELLED):
            return is_pick_up(pick_up) and pick_up.article_id == other.article_id
        case _:
            return False


def _article_ids(items: Iterable[Told]) -> set[str]:
    return {item.claim.article_id for item in items}


def _in_articles(items: Iterable[Told], article_ids: set[str]) -> list[Told]:
    """The firmest claim in each of the first few of these articles."""
    chosen: dict[str, Told] = {}
    for item in sorted(items, key=lambda told: (not told.is_firm, told.moment)):
        if item.claim.article_id in article_ids:
            chosen.setdefault(item.claim.article_id, item)
    return sorted(chosen.values(), key=lambda told: told.moment)[:N_SHARED]


def _outermost(items: Sequence[Told]) -> list[Told]:
    kinds = (
        [told for told in items if told.is_firm],
        [told for told in items if not told.is_firm],
        # A bare renewal may contradict where a pick-up does not.
        [told for told in items if told.is_firm and not is_pick_up(told.claim)],
    )
    chosen = []
    for kind in kinds:
        dated = sorted((t for t in kind if t.day), key=lambda told: told.moment)
        undated = sorted((t for t in kind if not t.day), key=lambda told: told.moment)
        chosen += [*dated[:1], *dated[-1:], *undated[:1]]
    return list(dict.fromkeys(chosen))


def _rank(pair: tuple[Told, Told]) -> tuple[bool, int, bool, list[Moment]]:
    one, other = pair
    return (
        one.claim.article_id != other.claim.article_id,
        -(one.is_firm + other.is_firm),
        one.day is None or other.day is None,
        sorted((one.moment, other.moment)),
    )
