"""The steps joined: articles -> claims -> findings -> dossier.

Here, and in the command line, files are opened and the day is looked up; the steps
themselves do neither.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from nextseason.articles import load_articles
from nextseason.claims import read_claims
from nextseason.domain import Article, Claim, Dossier, Finding, Rejected
from nextseason.dossier import assemble_dossier
from nextseason.subject import choose_season, choose_show, unify_titles
from nextseason.titles import fold
from nextseason.truth import find_contradictions, reconcile

Source = str | Path | Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: the articles, their claims, and what could not be used."""

    articles: dict[str, Article] = field(default_factory=dict)  # by id
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read(*sources: Source) -> Reading:
    """Read articles from files, folders, globs, `-`, or as they are.

    An input that cannot be read is kept in `rejected`; the others are still read.
    """
    return read_articles(open_sources(sources, stdin=sys.stdin.buffer))


def weigh(*sources: Source, as_of: date | None = None) -> tuple[Finding, ...]:
    """What is known on each question, as of a day (default: today)."""
    return weigh_reading(read(*sources), as_of=as_of)


def brief(
    show: str, *sources: Source, season: int | None = None, as_of: date | None = None
) -> Dossier:
    """The dossier of one season.

    Raises
    ------
    InputError
        The articles say nothing about such a show; the message names those they are about.
    """
    return brief_reading(show, read(*sources), season=season, as_of=as_of)


def open_sources(
    sources: Iterable[Source], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Rejected]:
    """Articles as they are, then those behind paths; the same article comes once."""
    sources = tuple(sources)
    yield from (source for source in sources if isinstance(source, Article))
    paths = [source for source in sources if not isinstance(source, Article)]
    yield from load_articles(paths, stdin=stdin)


def read_articles(articles: Iterable[Article | Rejected]) -> Reading:
    """The claims of articles that are open already."""
    opened: dict[str, Article] = {}
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    for item in articles:
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            opened[item.id] = item
            claims.extend(read_claims(item))
    return Reading(articles=opened, claims=unify_titles(claims), rejected=tuple(rejected))


def weigh_reading(reading: Reading, *, as_of: date | None = None) -> tuple[Finding, ...]:
    """`weigh` for articles that have been read already."""
    known, _ = known_by(reading, as_of)
    return reconcile(known.claims, known.articles, as_of=as_of or today())


def brief_reading(
    show: str, reading: Reading, *, season: int | None = None, as_of: date | None = None
) -> Dossier:
    """`brief` for articles that have been read already."""
    known, left_out = known_by(reading, as_of)
    title = choose_show(show, known.claims)
    number = season if season is not None else choose_season(known.claims, title)
    claims = tuple(c for c in known.claims if fold(c.show) == fold(title))
    return assemble_dossier(
        show=title,
        season=number,
        as_of=as_of or today(),
        findings=reconcile(claims, known.articles, as_of=as_of or today()),
        contradictions=find_contradictions(claims, known.articles),
        articles=known.articles,
        left_out=(*reading.rejected, *left_out),
    )


def known_by(reading: Reading, as_of: date | None) -> tuple[Reading, tuple[Rejected, ...]]:
    """What was published by a day, and the undated articles, which nobody can place.

    Without a day everything counts.  With one, an article without a date is left out:
    it may have been written after that day.
    """
    if as_of is None:
        return reading, ()
    articles = {i: a for i, a in reading.articles.items() if a.published and a.published <= as_of}
    undated = tuple(
        Rejected(origin=a.url or a.title or a.id, reason=f"no date: may be later than {as_of}")
        for a in reading.articles.values()
        if a.published is None
    )
    claims = tuple(c for c in reading.claims if c.article_id in articles)
    return Reading(articles=articles, claims=claims, rejected=reading.rejected), undated


def today() -> date:
    return datetime.now().astimezone().date()
