"""Ways to settle whether a season was ordered: ours, and the plain rules beside it.

What is known on a day -> by show and season, the probability of each state.  The rules give
all of it to one state.  They hear each article once, by its bottom line.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.histories import Key
from benchmarks.ledger import FIRM, Ledger, known_since
from nextseason.domain import Claim, Renewal, RenewalStatus, Topic
from nextseason.titles import fold
from nextseason.truth import reconcile

Chances = Mapping[RenewalStatus, float]
Weigher = Callable[[Ledger, date], dict[Key, Chances]]


class Line(NamedTuple):
    """What one article comes down to."""

    day: date
    site: str
    state: RenewalStatus
    is_firm: bool


def ours(known: Ledger, as_of: date) -> dict[Key, Chances]:
    findings = reconcile(known.claims, known.articles, as_of=as_of)
    return {
        (fold(f.question.show), f.question.season): {
            RenewalStatus(a.text): a.probability for a in f.answers
        }
        for f in findings
        if f.question.topic is Topic.RENEWAL and f.question.season is not None
    }


def majority_vote(known: Ledger, as_of: date) -> dict[Key, Chances]:
    """What most articles say; of two that are even, what was said last."""
    return _by_rule(known, _most_said)


def latest_article_wins(known: Ledger, as_of: date) -> dict[Key, Chances]:
    return _by_rule(known, _last_said)


def trade_press_wins(known: Ledger, as_of: date) -> dict[Key, Chances]:
    """What the trade press said last; where it is silent, what anybody did."""

    def rule(lines: Sequence[Line]) -> RenewalStatus:
        return _last_said([line for line in lines if line.site in known.trade] or lines)

    return _by_rule(known, rule)


WEIGHERS: dict[str, Weigher] = {
    "ours": ours,
    "majority vote": majority_vote,
    "latest article wins": latest_article_wins,
    "trade press wins": trade_press_wins,
}


def lines_of(known: Ledger) -> dict[Key, list[Line]]:
    """The bottom line of each article on each season; firm ones alone where there are any."""
    said: dict[Key, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in known.claims:
        if claim.season is not None and not claim.negated:
            said[fold(claim.show), claim.season][claim.article_id].append(claim)
    lines = {
        key: [_line(known, article_id, claims) for article_id, claims in by_article.items()]
        for key, by_article in said.items()
    }
    return {key: [x for x in told if x.is_firm] or told for key, told in lines.items()}


def bottom_line(claims: Sequence[Claim]) -> RenewalStatus:
    """What the claims of one article come down to.

    Firm ones before guesses; a pick-up answers the cancellation told beside it; else what is
    said most and, of that, last.
    """
    values = [c.value for c in claims if c.certainty in FIRM and isinstance(c.value, Renewal)]
    values = values or [c.value for c in claims if isinstance(c.value, Renewal)]
    if any(value.platform and value.status is RenewalStatus.RENEWED for value in values):
        return RenewalStatus.RENEWED
    states = [value.status for value in values]
    return _commonest(states)


def _line(known: Ledger, article_id: str, claims: list[Claim]) -> Line:
    article = known.articles[article_id]
    ordered = sorted(claims, key=lambda c: (c.quote.start, c.quote.end))
    return Line(
        day=known_since(article) or date.min,
        site=(article.site or "").removeprefix("www."),
        state=bottom_line(ordered),
        is_firm=any(claim.certainty in FIRM for claim in claims),
    )


def _by_rule(known: Ledger, rule: Callable[[Sequence[Line]], RenewalStatus]) -> dict[Key, Chances]:
    return {key: {rule(sorted(lines)): 1.0} for key, lines in lines_of(known).items()}


def _most_said(lines: Sequence[Line]) -> RenewalStatus:
    return _commonest([line.state for line in lines])


def _last_said(lines: Sequence[Line]) -> RenewalStatus:
    return lines[-1].state


def _commonest(states: Sequence[RenewalStatus]) -> RenewalStatus:
    counts = Counter(states)
    return max(reversed(states), key=lambda state: counts[state])
