"""Whether a season was ordered: the weight of all evidence as probabilities.

Claims -> testimony of each season -> what is known of it, given what is known of the sources.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from nextseason.domain import Article, Claim, Question, RenewalStatus, Topic
from nextseason.titles import fold
from nextseason.truth.dependence import leaders, shared_errors
from nextseason.truth.evidence import Evidence
from nextseason.truth.histories import STATES
from nextseason.truth.learning import learn_sources
from nextseason.truth.prepared import prepare
from nextseason.truth.reporting import shipped_wordings
from nextseason.truth.season_model import Weighed, weigh_season
from nextseason.truth.sources import SourceBook, with_season
from nextseason.truth.testimony import (
    NOBODY,
    Circle,
    Testimony,
    cited_sources,
    hear,
    premieres,
)

Asked = Mapping[Question, Sequence[Evidence]]


def weigh_renewal(testimony: Testimony, book: SourceBook, *, as_of: date) -> Weighed:
    """What is known of a season's order as of a day.

    Words of later days must not be among the testimony.
    """
    traits_of = book.traits_apart((testimony.show, testimony.season))
    return weigh_season(prepare(testimony, as_of), traits_of, shipped_wordings())


def status_chances(weighed: Weighed) -> dict[RenewalStatus, float]:
    """Probability of each status on the last day; together 1."""
    return dict(zip(STATES, weighed.now.tolist(), strict=True))


def circle_of(articles: Mapping[str, Article], known: Circle = NOBODY) -> Circle:
    """Who is who among these articles' sources, beside those that are known."""
    names = cited_sources(articles.values())
    return replace(known, known_as={**names, **known.known_as})


def testimonies(
    asked: Asked,
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    circle: Circle,
) -> dict[Question, Testimony]:
    """What was said on each question of renewal."""
    crawled = {a.id: a.crawled for a in articles.values() if a.crawled}
    came_out = premieres(claims)
    return {
        question: hear(
            evidence,
            circle,
            crawled=crawled,
            premiere=came_out.get((fold(question.show), (question.season or 0) - 1)),
        )
        for question, evidence in asked.items()
        if question.topic is Topic.RENEWAL and evidence
    }


def learn_from(
    asked: Asked, claims: Sequence[Claim], articles: Mapping[str, Article], *, as_of: date
) -> SourceBook:
    """What the renewals of all seasons teach of the sources.

    Learned twice: who shares whose errors shows only once it is known what the errors are.
    """
    circle = circle_of(articles)
    heard = testimonies(asked, claims, articles, circle)
    book = learn_sources(heard.values(), as_of=as_of, circle=circle)
    weighed = [weigh_renewal(t, book, as_of=as_of) for t in heard.values()]
    depends = shared_errors(weighed)
    if not depends:
        return book
    circle = replace(circle, depends=depends, follows=leaders(depends, weighed))
    heard = testimonies(asked, claims, articles, circle)
    return learn_sources(heard.values(), as_of=as_of, circle=circle, known=book)


def learn_anew(book: SourceBook, heard: Iterable[Testimony], *, as_of: date) -> SourceBook:
    """The book once these seasons have been weighed anew, and all others left."""
    for testimony in heard:
        book = with_season(book, weigh_renewal(testimony, book, as_of=as_of))
    return book
