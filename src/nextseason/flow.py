"""The steps joined: articles -> claims -> findings -> dossier.

Here, and in the command line, files are opened and the day is looked up; the steps
themselves do neither.
"""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from nextseason.articles import Passed, group_copies, load_archive, load_articles
from nextseason.articles.paths import is_address
from nextseason.claims import read_claims
from nextseason.domain import Article, Claim, Dossier, Finding, Reader, Rejected
from nextseason.dossier import assemble_dossier
from nextseason.errors import InputError
from nextseason.parallel import mapped
from nextseason.subject import choose_season, choose_show, unify_titles
from nextseason.titles import fold
from nextseason.truth import (
    SourceBook,
    Weighing,
    explain_finding,
    find_contradictions,
    learn_book,
    reconcile,
)
from nextseason.wire import claim_to_json, to_line
from nextseason.workers import chars, spread

if TYPE_CHECKING:
    from nextseason.articles.tally import Tally
    from nextseason.articles.web import Manners

Source = str | Path | Article
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where articles are to be had; addresses may stand among the paths."""

    paths: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    manners: "Manners | None" = None  # None: the usual ones
    cache_dir: Path | None = None  # None: pages are not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: the articles, their claims, and what could not be used."""

    articles: dict[str, Article] = field(default_factory=dict)  # by id
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read(
    *sources: Source, reader: Reader = read_claims, at_once: int = 1, workers: int = 1
) -> Reading:
    """Read articles from files, folders, globs, web addresses, `-`, or as they are.

    An input that cannot be read is kept in `rejected`; the others are still read.  A reader
    that waits for a model is given several articles `at_once`; one that computes may do so
    on several processes, the `workers`, if it can be pickled.
    """
    return read_articles(open_sources(sources), reader=reader, at_once=at_once, workers=workers)


def weigh(
    *sources: Source, as_of: date | None = None, about: str | None = None
) -> tuple[Finding, ...]:
    """What is known on each question, as of a day (default: today).

    `about`: a show that is looked for, as `read_claims` has it.
    """
    reading = read(*sources, reader=partial(read_claims, about=about))
    return weigh_reading(reading, as_of=as_of)


def brief(
    show: str, *sources: Source, season: int | None = None, as_of: date | None = None
) -> Dossier:
    """The dossier of one season.

    Raises
    ------
    InputError
        The articles say nothing about such a show; the message names those they are about.
    """
    reading = read(*sources, reader=partial(read_claims, about=show))
    return brief_reading(show, reading, season=season, as_of=as_of)


def open_sources(sources: Iterable[Source]) -> Iterator[Article | Rejected]:
    """Articles as they are, then those behind paths and addresses; `-` is standard input."""
    sources = tuple(sources)
    yield from (source for source in sources if isinstance(source, Article))
    paths = tuple(str(source) for source in sources if not isinstance(source, Article))
    yield from open_asked(Asked(paths=paths))


def open_asked(
    asked: Asked, *, tally: "Tally | None" = None, passed: Passed | None = None
) -> Iterator[Article | Rejected]:
    """The articles that were asked for: files first, then archives, then the web.

    `tally` and `passed` count, while this runs, what became of addresses and of records.
    """
    urls = [path for path in asked.paths if is_address(path)]
    paths = [path for path in asked.paths if not is_address(path)]
    if paths:
        yield from load_articles(paths, stdin=_stdin(paths), passed=passed)
    if asked.archives:
        yield from load_archive(asked.archives, stdin=_stdin(asked.archives), passed=passed)
    if urls or asked.feeds or asked.sitemaps:
        from nextseason.articles.gather import fetch_articles
        from nextseason.articles.page import read_got

        yield from fetch_articles(
            urls,
            feeds=asked.feeds,
            sitemaps=asked.sitemaps,
            read_page=read_got,
            manners=asked.manners,
            cache_dir=asked.cache_dir,
            tally=tally,
        )


def _stdin(paths: Iterable[str]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in paths else None


def read_articles(
    articles: Iterable[Article | Rejected],
    *,
    reader: Reader = read_claims,
    at_once: int = 1,
    workers: int = 1,
) -> Reading:
    """The claims of articles that are open already."""
    opened: dict[str, Article] = {}
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    each = read_each(_distinct(articles), reader, at_once=at_once, workers=workers)
    for item, found in each:
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            opened[item.id] = item
            claims.extend(found)
    return Reading(articles=opened, claims=unify_titles(claims), rejected=tuple(rejected))


def read_each(
    articles: Iterable[Article | Rejected],
    reader: Callable[[Article], tuple[R, ...]],
    *,
    at_once: int = 1,
    workers: int = 1,
) -> Generator[tuple[Article | Rejected, tuple[R, ...]], None, None]:
    """Each article beside what was read, in the order given; what was rejected, beside nothing.

    The articles are taken as they are needed; a few are under way at a time, fewer where
    they are long.
    """
    if workers > 1:
        return spread(reader, articles, workers=workers)

    def beside(item: Article | Rejected) -> tuple[Article | Rejected, tuple[R, ...]]:
        return item, () if isinstance(item, Rejected) else reader(item)

    return mapped(beside, articles, at_once=at_once, size=chars)


def claim_lines(article: Article, *, reader: Reader = read_claims) -> tuple[str, ...]:
    """The claims of an article, each as its line of JSON."""
    return tuple(to_line(claim_to_json(claim)) for claim in reader(article))


def _distinct(articles: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
    """Each article once; another one under the same id is rejected."""
    opened: dict[str, Article] = {}
    for item in articles:
        if isinstance(item, Rejected):
            yield item
        elif item.id not in opened:
            opened[item.id] = item
            yield item
        elif opened[item.id] != item:
            reason = "another article has the same id; give each an id of its own"
            yield Rejected(origin=item.id, reason=reason)


def weigh_reading(reading: Reading, *, as_of: date | None = None) -> tuple[Finding, ...]:
    """`weigh` for articles that have been read already."""
    day = as_of or today()
    known, _ = known_by(reading, day, undated=as_of is None)
    return reconcile(known.claims, known.articles, as_of=day, copies=copies_among(known))


def learn_sources(reading: Reading, *, as_of: date | None = None) -> SourceBook:
    """What the claims on all seasons show of the sites that make them."""
    day = as_of or today()
    known, _ = known_by(reading, day, undated=as_of is None)
    return learn_book(known.claims, known.articles, as_of=day, copies=copies_among(known))


def explain_reading(
    reading: Reading, *, as_of: date | None = None
) -> Iterator[tuple[Finding, tuple[Weighing, ...]]]:
    """Each finding beside what each of its claims adds to the answer."""
    day = as_of or today()
    known, _ = known_by(reading, day, undated=as_of is None)
    copies = copies_among(known)
    book = learn_book(known.claims, known.articles, as_of=day, copies=copies)
    for finding in reconcile(known.claims, known.articles, as_of=day, book=book, copies=copies):
        yield (
            finding,
            explain_finding(finding, known.claims, known.articles, book=book, copies=copies),
        )


def copies_among(reading: Reading) -> dict[str, str]:
    """From each article that is a near-copy to the one it is a copy of, by their ids."""
    groups = group_copies(reading.articles.values())
    return {copy: group.kept for group in groups for copy in group.copies}


def brief_reading(
    show: str, reading: Reading, *, season: int | None = None, as_of: date | None = None
) -> Dossier:
    """`brief` for articles that have been read already.

    What the sources are like is learned from the claims on all shows.
    """
    day = as_of or today()
    known, left_out = known_by(reading, day, undated=as_of is None)
    if reading.articles and not known.articles:
        raise InputError(f"no article was published by {day}; give a later day with --as-of")
    title = choose_show(show, known.claims)
    number = season if season is not None else choose_season(known.claims, title)
    claims = tuple(c for c in known.claims if fold(c.show) == fold(title))
    copies = copies_among(known)
    book = learn_book(known.claims, known.articles, as_of=day, copies=copies)
    return assemble_dossier(
        show=title,
        season=number,
        as_of=day,
        findings=reconcile(claims, known.articles, as_of=day, book=book, copies=copies),
        contradictions=find_contradictions(claims, known.articles),
        articles=known.articles,
        left_out=(*reading.rejected, *left_out),
    )


def known_by(reading: Reading, day: date, *, undated: bool) -> tuple[Reading, tuple[Rejected, ...]]:
    """What was published by a day, and what is left out for being later.

    An article without a date counts only where `undated` says so: it may have been written
    after a day in the past.
    """
    articles: dict[str, Article] = {}
    left_out: list[Rejected] = []
    for article in reading.articles.values():
        origin = article.url or article.title or article.id
        if article.published is None and not undated:
            left_out.append(Rejected(origin=origin, reason=f"no date: may be later than {day}"))
        elif article.published and article.published > day:
            reason = f"published on {article.published}, after {day}"
            left_out.append(Rejected(origin=origin, reason=reason))
        else:
            articles[article.id] = article
    claims = tuple(c for c in reading.claims if c.article_id in articles)
    return Reading(articles=articles, claims=claims, rejected=reading.rejected), tuple(left_out)


def today() -> date:
    """The day where the user is."""
    return datetime.now().astimezone().date()
