"""A page -> the links on it, in time in proportion to its size.

Bytes -> Links.  Tags are matched, not parsed: a parser of whole pages takes the square of
the attributes that a hostile page gives to one element, and nothing but links is asked here.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from nextseason.articles.form import one_line
from nextseason.articles.public import joined, web_address

MAX_LINKS = 2_000  # of one page; news pages have 100 to 500
TAG = re.compile(
    r"<(?:a|link)\s(?P<attributes>[^<>]{1,4000})>(?:\s{0,20}<(?!/)[^<>]{1,200}>)?(?P<text>[^<]{0,200})",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"(?P<name>[a-z-]{1,20})\s{0,9}=\s{0,9}(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+))",
    re.IGNORECASE,
)


class Link(NamedTuple):
    url: str
    rel: frozenset[str]
    type: str
    hint: str  # its words, and those that its marks say of it


def links_of(body: bytes, url: str) -> Iterator[Link]:
    """The links to web addresses, in the order of the page.

    Examples
    --------
    >>> next(links_of(b'<a class=pager rel=next href="?page=2">Next</a>', "http://example.org/a"))
    Link(url='http://example.org/a?page=2', rel=frozenset({'next'}), type='', hint='Next pager')
    """
    # Addresses are ASCII; what else is on the page only has to go by.
    text = body.decode("utf-8", "replace")
    for _, tag in zip(range(MAX_LINKS), TAG.finditer(text), strict=False):
        given = {
            found["name"].lower(): html.unescape(found["a"] or found["b"] or found["c"] or "")
            for found in ATTRIBUTE.finditer(tag["attributes"])
        }
        target, fault = web_address(joined(url, given.get("href", "").strip()))
        if "href" not in given or fault is not None:
            continue
        said = (given.get(name, "") for name in ("class", "aria-label", "title"))
        yield Link(
            url=target,
            rel=frozenset(given.get("rel", "").lower().split()),
            type=given.get("type", "").strip().lower(),
            hint=one_line(" ".join((html.unescape(tag["text"]), *said))),
        )
