"""XML from anywhere -> its tree, in bounded time, nothing fetched or expanded.

What is broken is repaired as far as it goes.  libxml2 takes time in proportion to the size
and stops at a depth of 256.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from nextseason.articles.decoding import decode
from nextseason.articles.form import UNSEEN
from nextseason.errors import InputError

Element = Any  # of lxml, which has no types of its own

HEAD_CHARS = 1_000
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# Names that HTML knows and XML does not; libxml2 would leave the letter out.
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")


def parse_xml(data: bytes, *, content_type: str = "") -> Element:
    """The root of the tree.

    Raises
    ------
    InputError
        It is no XML, not even broken, or in no encoding that can be told.

    Examples
    --------
    >>> root = parse_xml(b"<rss><title>Caf&eacute; & bar</rss>")
    >>> local_name(root), root[0].text
    ('rss', 'Caf\\xe9  bar')
    """
    declared = DECLARED.search(data[:HEAD_CHARS])
    charset = CHARSET.search(content_type)
    text = decode(
        data,
        declared=declared[1].decode("ascii") if declared else charset[1] if charset else None,
    ).translate(UNSEEN)
    start = text.find("<")
    text = NAMED.sub(lambda name: html.escape(html.unescape(name[0])), text[max(0, start) :])
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise InputError("it is no XML")
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_000)  # a site map of 50,000 addresses has a handful of names
def _without_namespace(tag: str) -> str:
    # A prefix that nobody has declared stays in the tag.
    return tag.rpartition("}")[2].rpartition(":")[2]


def named(parent: Element, *names: str) -> Iterator[Element]:
    """The children of these names, whatever their namespaces."""
    return (child for child in parent if local_name(child) in names)
