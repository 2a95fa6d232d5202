"""A page as it was got, and what the feed that led to it says -> Article.

What the feed tells of its days is kept beside what the page tells; it is believed where the
page shows none.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from nextseason.articles.form import host_of, one_line
from nextseason.articles.html import read_html
from nextseason.articles.plaintext import read_plaintext
from nextseason.articles.web import Entry, Got
from nextseason.domain import Article, DatedBy, DayKind, content_id


def read_got(got: Got) -> Article:
    """The article of a page.

    Raises
    ------
    InputError
        It holds none; the message says why.
    """
    if got.headers.get("content-type", "").lower().startswith("text/plain"):
        article = read_plaintext(got.body)
        crawled = DatedBy(day=got.got.date(), kind=DayKind.CRAWLED, origin="crawl")
        article = replace(
            article, url=got.url, site=host_of(got.url), crawled=crawled.day, dates=(crawled,)
        )
    else:
        article = read_html(got.body, url=got.url, crawled=got.got.date(), headers=got.headers)
    return _with_listing(article, got.listed) if got.listed else article


def _with_listing(article: Article, entry: Entry) -> Article:
    dates = (*article.dates, *_days(entry))
    crawled = article.crawled
    told = {d.kind: d.day for d in _days(entry) if crawled is None or d.day <= crawled}
    title = article.title or one_line(entry.title)
    return replace(
        article,
        id=content_id(title, article.text),
        title=title,
        published=article.published or told.get(DayKind.PUBLISHED),
        updated=article.updated or told.get(DayKind.UPDATED),
        dates=dates,
    )


def _days(entry: Entry) -> Iterator[DatedBy]:
    told: list[tuple[datetime | None, DayKind]] = [
        (entry.published, DayKind.PUBLISHED),
        (entry.updated, DayKind.UPDATED),
    ]
    for moment, kind in told:
        if moment:
            yield DatedBy(day=moment.date(), kind=kind, origin=f"feed {kind.value}")
