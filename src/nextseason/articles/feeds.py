"""A feed, RSS or Atom, also a broken one -> the addresses it lists.

Bytes -> Feed, by feedparser.  What it gets is a copy that holds only what is read here:
its time grows with the square of what a hostile feed piles up in one entry.
"""

import calendar
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from time import struct_time
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from nextseason.articles.form import one_line
from nextseason.articles.links import links_of
from nextseason.articles.public import joined, web_address
from nextseason.articles.safe_xml import Element, local_name, named, parse_xml
from nextseason.articles.web import Entry
from nextseason.errors import InputError

MAX_ENTRIES = 1_000  # of one document; feeds have 10 to 100
MAX_CHILDREN = 40  # of one entry, those that are read
MAX_CHARS = 20_000  # of one text
MAX_SUMMARY_CHARS = 2_000
ROOTS = ("rss", "RDF", "feed", "channel")
ENTRIES = ("item", "entry")
READ = frozenset(
    "title link guid id pubDate published updated date modified issued created "
    "description summary".split()
)
XML = "{http://www.w3.org/XML/1998/namespace}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
ATTRIBUTES = ("rel", "href", "type", "isPermaLink", f"{XML}base", f"{RDF}about")
TAG = re.compile(r"<[^<>]{1,1000}>")
FEED_TYPES = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What one document of a feed lists, in its order, and where the older entries are."""

    entries: tuple[Entry, ...]
    older: str | None = None  # RFC 5005's next page; None: it names none


def read_feed(data: bytes, *, url: str, content_type: str = "") -> Feed:
    """The entries that have a web address, each once.

    Raises
    ------
    InputError
        It is no feed; if it is a page that names its feed, the message does, too.

    Examples
    --------
    >>> feed = read_feed(
    ...     b"<rss><channel><item><title>Ada & Ben</title><link>/season-2</link></item>",
    ...     url="https://example.org/feed",
    ... )
    >>> feed.entries[0].url
    'https://example.org/season-2'
    """
    try:
        root = parse_xml(data, content_type=content_type)
    except InputError as fault:
        raise InputError(f"{fault}; {_remedy(data, url)}") from fault
    if local_name(root) not in ROOTS:
        raise InputError(f"it is no feed; {_remedy(data, url)}")
    try:
        copy = etree.tostring(_copied(root), encoding="utf-8", xml_declaration=True)
    except ValueError as fault:  # names that XML cannot have: libxml2 reads them all the same
        raise InputError(f"the feed is broken ({fault}); {_remedy(data, url)}") from fault
    parsed = _parsed(copy, url)
    entries: dict[str, Entry] = {}
    for each in parsed.entries:
        if (entry := _entry(each, url)) is not None:
            entries.setdefault(entry.url, entry)
    return Feed(entries=tuple(entries.values()), older=_older(parsed.feed, url))


def _parsed(data: bytes, url: str) -> Any:
    import feedparser  # type: ignore[import-untyped]

    # As a stream: text or bytes might be taken for an address or a file's name.
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception as fault:  # whatever a hostile feed makes a parser raise
        raise InputError(f"the feed cannot be taken apart ({type(fault).__name__})") from fault


def _copied(root: Element) -> Element:
    """What is read here, and not too much of it: the head of the feed, then its entries."""
    copy = etree.Element(root.tag, _attributes(root), root.nsmap)
    channel = next(named(root, "channel"), None)
    if channel is None:
        _copy_children(root, copy)
    else:
        _copy_children(channel, etree.SubElement(copy, channel.tag, _attributes(channel)))
    entries = (element for element in root.iter() if local_name(element) in ENTRIES)
    for entry in islice(entries, MAX_ENTRIES):
        _copy_children(entry, etree.SubElement(copy, entry.tag, _attributes(entry)))
    return copy


def _copy_children(holder: Element, copy: Element) -> None:
    read = (child for child in holder if _tag(child).rpartition("}")[2] in READ)
    for child in islice(read, MAX_CHILDREN):
        inner = etree.SubElement(copy, _tag(child), _attributes(child), child.nsmap)
        if len(child):  # markup of its own
            inner.attrib.pop("type", None)
        inner.text = "".join(child.itertext())[:MAX_CHARS]


def _attributes(element: Element) -> dict[str, str]:
    found = ((name, element.get(name)) for name in ATTRIBUTES)
    return {name: value[:MAX_CHARS] for name, value in found if value}


def _tag(element: Element) -> str:
    """The tag; of the prefixes that broken feeds leave undeclared, one is understood."""
    tag: str = element.tag if isinstance(element.tag, str) else ""
    return f"{DUBLIN_CORE}{tag[3:]}" if tag.startswith("dc:") else tag


def _entry(parsed: Any, feed_url: str) -> Entry | None:
    link = parsed.get("link", "").strip()
    # An id is a name; but feeds without links have names that are addresses.
    url, fault = web_address(joined(feed_url, link) if link else parsed.get("id", ""))
    if fault is not None:
        return None
    return Entry(
        url=url,
        title=_words(parsed.get("title", "")),
        summary=_words(parsed.get("summary", ""))[:MAX_SUMMARY_CHARS],
        # Past feedparser's own `get`, which takes the one for the other.
        published=_moment(dict.get(parsed, "published_parsed")),
        updated=_moment(dict.get(parsed, "updated_parsed")),
    )


def _words(markup: str) -> str:
    return one_line(html.unescape(TAG.sub(" ", markup)))


def _moment(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):  # a day that cannot be
        return None


def _older(feed: Any, url: str) -> str | None:
    links = (link for link in feed.get("links", ()) if link.get("rel") == "next")
    older = next((joined(url, link["href"]) for link in links if link.get("href")), None)
    return older if older is None or web_address(older)[1] is None else None


def _remedy(data: bytes, url: str) -> str:
    """What to give instead: the feed that a page names, or any."""
    named_here = (
        link.url
        for link in links_of(data, url)
        if "alternate" in link.rel and link.type in FEED_TYPES
    )
    return f"give {next(named_here, 'the address of its RSS or Atom feed')}"
