"""Addresses, feeds and site maps -> Articles, as they are got.

The getting is `fetch`'s; what an article is made of is the caller's `read_page`.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from platformdirs import user_cache_path

from nextseason.articles.cache import Cache, open_cache
from nextseason.articles.fetch import Job, Outside, Run, carry_out
from nextseason.articles.listings import Listing, Walk, walk_feed, walk_sitemap
from nextseason.articles.paging import join_pages, visit_article
from nextseason.articles.public import web_address
from nextseason.articles.tally import Tally
from nextseason.articles.web import Entry, Failed, Got, Manners, Outcome, Refused, Unchanged
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError


def default_cache() -> Path:
    """The folder in which pages are kept unless another is named."""
    return user_cache_path("nextseason", appauthor=False)


def fetch_articles(
    urls: Iterable[str] = (),
    *,
    feeds: Iterable[str] = (),
    sitemaps: Iterable[str] = (),
    read_page: Callable[[Got], Article],
    manners: Manners | None = None,
    cache_dir: Path | None = None,
    tally: Tally | None = None,
    outside: Outside | None = None,
) -> Iterator[Article | Rejected]:
    """The articles at these addresses, and at those that the feeds and site maps list.

    They come as they are got, not in the order of the addresses: a slow host delays its own.
    Each address is asked for once; an article on several pages is one.  What is not got, or
    is no article, is a `Rejected`.  A run that is broken off and begun again goes on where it
    was, from the pages kept in `cache_dir` (None: nothing is kept).

    `read_page` makes the article of a page, or raises `InputError`.

    Raises
    ------
    InputError
        No pages can be kept in `cache_dir`.
    """
    manners, tally = manners or Manners(), tally if tally is not None else Tally()
    outside = outside or Outside()
    walks = [(url, walk_feed) for url in feeds] + [(url, walk_sitemap) for url in sitemaps]
    wanted: dict[str, Entry | None] = {_plain(url): None for url in urls}
    with _kept_in(cache_dir, outside.now()) as cache:
        run = Run(manners=manners, cache=cache, outside=outside)
        with closing(list_pages(walks, run)) as listings:
            for listing in listings:
                yield from listing.rejected
                for entry in listing.entries:
                    wanted[entry.url] = wanted.get(entry.url) or entry
        tally.n_wanted = len(wanted)
        with closing(visit_all(wanted, run)) as visits:
            for outcomes in visits:
                yield from _read(outcomes, wanted, read_page, tally)


def list_pages(walks: Iterable[tuple[str, Walk]], run: Run) -> Generator[Listing, None, None]:
    """What the feeds and site maps list, as they come."""
    given = {"manners": run.manners, "rng": run.outside.rng}
    return carry_out([Job(url, partial(walk, url, **given)) for url, walk in walks], run)


def visit_all(urls: Iterable[str], run: Run) -> Generator[tuple[Outcome, ...], None, None]:
    """What becomes of each address, as they come; several outcomes for one on several pages."""
    begin = partial(visit_article, manners=run.manners, rng=run.outside.rng)
    return carry_out([Job(url, partial(begin, url)) for url in urls], run)


def _plain(url: str) -> str:
    """One form for each address, so that it is asked for once."""
    return web_address(url)[0]


def _kept_in(folder: Path | None, now: datetime) -> AbstractContextManager[Cache | None]:
    return nullcontext() if folder is None else open_cache(folder, now=now)


def _read(
    outcomes: Sequence[Outcome],
    wanted: Mapping[str, Entry | None],
    read_page: Callable[[Got], Article],
    tally: Tally,
) -> Iterator[Article | Rejected]:
    """The article on these pages; those that are none are told of."""
    articles: list[Article] = []
    for outcome in outcomes:
        tally.add(outcome)
        match outcome:
            case Refused() | Failed():
                yield Rejected(origin=outcome.asked, reason=outcome.reason)
                continue
            case Unchanged():
                page = outcome.page
            case Got():
                page = outcome
        try:
            articles.append(read_page(replace(page, listed=wanted.get(page.asked))))
        except InputError as fault:
            tally.add_unread(str(fault))
            yield Rejected(origin=page.asked, reason=str(fault))
    if articles:
        yield join_pages(articles)
