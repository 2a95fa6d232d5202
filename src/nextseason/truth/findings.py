"""What is known on each question as of a day.

Claims + articles -> tuple[Finding, ...].  The probabilities come from `renewal` for the
decision and from `weights` for everything else; what follows from them is in `answered`.  What the
sources are like is learned from the claims themselves, or given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from nextseason.domain import Article, Claim, DayShare, Finding, Question, Topic
from nextseason.truth.answered import OVER, UNASKED, Order, finding_of
from nextseason.truth.answers import ask
from nextseason.truth.days import day_shares
from nextseason.truth.evidence import Evidence, gather, published_day
from nextseason.truth.renewal import (
    circle_of,
    learn_anew,
    learn_from,
    status_chances,
    testimonies,
    weigh_renewal,
)
from nextseason.truth.sources import SourceBook
from nextseason.truth.standing import still_standing
from nextseason.truth.testimony import Testimony
from nextseason.truth.weights import pool, probabilities

# Of a probability: by how much a season that was updated at once may differ from the same
# season after a full pass over some hundred seasons.  Nine in ten differ by less than 0.001;
# the most is for a contested season, one of whose sources now looks worse everywhere.
UPDATE_TOLERANCE = 0.1


def reconcile(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    *,
    as_of: date,
    book: SourceBook | None = None,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """One finding per question that the claims raise, as of a day.

    Articles published after `as_of` do not count; undated ones do, so leave them out where
    they must not.  Sorted by show, season (the show as a whole first), topic and subject.

    Parameters
    ----------
    book : SourceBook or None
        What is known of the sources; None: what these claims show of them.
    copies : mapping
        From the ids of articles that are copies to that of their original: they are one source.

    Raises
    ------
    InputError
        A claim quotes an article that is not given.
    """
    published = [c for c in claims if (published_day(c, articles) or as_of) <= as_of]
    asked = {q: gather(readings, articles, copies) for q, readings in ask(published).items()}
    if book is None:
        book = learn_from(asked, published, articles, as_of=as_of)
    heard = testimonies(asked, published, articles, circle_of(articles, book.circle))
    chances = {q: _chances(q, evidence, heard, book, as_of) for q, evidence in asked.items()}
    orders = {q: _order(q, asked, chances) for q in asked}
    return tuple(
        finding_of(
            question,
            evidence,
            articles,
            as_of=as_of,
            chances=chances[question],
            days=_days(question, evidence, orders[question], book),
            order=orders[question],
        )
        for question, evidence in asked.items()
    )


def learn_book(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    *,
    as_of: date,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> SourceBook:
    """What these claims show of their sources: the full pass behind `reconcile`.

    Raises
    ------
    InputError
        A claim quotes an article that is not given.
    """
    published, asked = _renewals(claims, articles, as_of, copies)
    return learn_from(asked, published, articles, as_of=as_of)


def update_book(
    book: SourceBook,
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    *,
    as_of: date,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> SourceBook:
    """The book after news of a show: the seasons that the claims are about are weighed anew.

    What a full pass would learn beside, of whole kinds of sources, of who follows whom and of
    all other seasons, waits for the next `learn_book`.  Until then the chances of a season
    stay within `UPDATE_TOLERANCE` of those after a full pass that finds no new followers.

    Parameters
    ----------
    claims : iterable of Claim
        All on the show, the old ones too.
    articles : mapping
        At least those that the claims quote.

    Raises
    ------
    InputError
        A claim quotes an article that is not given.
    """
    published, asked = _renewals(claims, articles, as_of, copies)
    circle = circle_of(articles, book.circle)
    heard = testimonies(asked, published, articles, circle)
    return learn_anew(replace(book, circle=circle), heard.values(), as_of=as_of)


def _renewals(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    as_of: date,
    copies: Mapping[str, str],
) -> tuple[list[Claim], dict[Question, tuple[Evidence, ...]]]:
    """The claims that were out by then, and the questions of renewal among them."""
    published = [c for c in claims if (published_day(c, articles) or as_of) <= as_of]
    renewals = [c for c in published if c.topic is Topic.RENEWAL]
    asked = {q: gather(readings, articles, copies) for q, readings in ask(renewals).items()}
    return published, asked


def _chances(
    question: Question,
    evidence: Sequence[Evidence],
    heard: Mapping[Question, Testimony],
    book: SourceBook,
    as_of: date,
) -> dict[str, float]:
    """Probability of each answer."""
    if question in heard:
        weighed = weigh_renewal(heard[question], book, as_of=as_of)
        return {status.value: p for status, p in status_chances(weighed).items()}
    return probabilities(question.topic, pool(still_standing(evidence), book.trust))


def _order(
    question: Question,
    asked: Mapping[Question, Sequence[Evidence]],
    chances: Mapping[Question, Mapping[str, float]],
) -> Order:
    """Of a release: whether there is such a season at all."""
    ordered = replace(question, topic=Topic.RENEWAL)
    if question.topic is not Topic.RELEASE or ordered not in asked:
        return UNASKED
    over = sum(chances[ordered].get(status.value, 0.0) for status in OVER)
    return Order(evidence=asked[ordered], over=min(1.0, over))


def _days(
    question: Question, evidence: Sequence[Evidence], order: Order, book: SourceBook
) -> tuple[DayShare, ...]:
    """Of a release or a decision: when it may come."""
    if question.topic not in (Topic.RELEASE, Topic.DECISION):
        return ()
    return day_shares(evidence, chance_of_season=1.0 - order.over, trust=book.trust)
