"""A site map, or an index of site maps -> the addresses it lists.

Bytes -> SiteMap, as the sitemaps.org protocol has it, with the extension for news.  Getting
the maps of an index is left to `listings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from nextseason.articles.form import one_line
from nextseason.articles.public import web_address
from nextseason.articles.safe_xml import Element, local_name, named, parse_xml
from nextseason.articles.unpacking import unpacked
from nextseason.articles.web import Entry
from nextseason.errors import InputError

MAX_BYTES = 50 * 1024 * 1024  # unpacked; the protocol's own limit
MAX_ENTRIES = 50_000  # likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """The pages that it lists, or the other site maps; each in its order."""

    pages: tuple[Entry, ...] = ()
    maps: tuple[Entry, ...] = ()


def read_sitemap(data: bytes, *, content_type: str = "") -> SiteMap:
    """What a site map lists, each address once; it may be packed with gzip.

    Raises
    ------
    InputError
        It is no site map, or is too large when unpacked.

    Examples
    --------
    >>> found = read_sitemap(
    ...     b"<urlset><url><loc>https://example.org/season-2</loc>"
    ...     b"<lastmod>2027-03-01</lastmod></url></urlset>"
    ... )
    >>> found.pages[0].url, found.pages[0].updated.date().isoformat()
    ('https://example.org/season-2', '2027-03-01')
    """
    root = parse_xml(unpacked(data, limit=MAX_BYTES), content_type=content_type)
    match local_name(root):
        case "urlset":
            return SiteMap(pages=_each_once(root, "url"))
        case "sitemapindex":
            return SiteMap(maps=_each_once(root, "sitemap"))
    raise InputError("it is no site map; give the address of one, or of a page")


def _each_once(root: Element, name: str) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for _, element in zip(range(MAX_ENTRIES), named(root, name), strict=False):
        entry = _entry(element)
        if entry is not None:
            entries.setdefault(entry.url, entry)
    return tuple(entries.values())


def _entry(element: Element) -> Entry | None:
    url, fault = web_address(_text(element, "loc"))  # whole ones, says the protocol
    if fault is not None:
        return None
    news = next(named(element, "news"), ())
    return Entry(
        url=url,
        title=one_line(_text(news, "title")),
        published=_moment(_text(news, "publication_date")),
        updated=_moment(_text(element, "lastmod")),
    )


def _text(parent: Element, name: str) -> str:
    texts: Iterator[str] = ((child.text or "").strip() for child in named(parent, name))
    return next(texts, "")


def _moment(said: str) -> datetime | None:
    """A day or a moment, as the W3C writes it; a day is taken as its beginning in UTC."""
    try:
        moment = datetime.fromisoformat(said)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
