"""The text of a page -> its tree of elements, parsed once for all that read it.

A page that is made to harm is refused before it is parsed.  What the elements mean is left
to others.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from nextseason.errors import InputError

Element = Any  # of lxml, which has no types of its own

# News pages have some 500 to 5,000 elements, the longest threads of a forum 50,000.
MAX_ELEMENTS = 60_000
MAX_ATTRIBUTES = 1_000  # of one element; parsing takes the square of their number
# Beneath these no page can have so many: a tag and two letters, or two for each attribute.
SAFE_TAGS = MAX_ELEMENTS // 2
SAFE_TAG_CHARS = 2 * MAX_ATTRIBUTES
# Scripts and styles are long and have no tags inside, so their own tag is looked at alone.
LONG_TAG = re.compile(
    r"<(?!(?:script|style)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*'){0,1000}+>)[a-zA-Z]"
    rf"[^<]{{{SAFE_TAG_CHARS}}}",
    re.IGNORECASE,
)
HEAD_TAGS = frozenset("title meta link base script style noscript template".split())
# Controls that are no white space: libxml2 ends a page at the first NUL.
CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1C)))

# What a page may hold as a reference, such as "&#1;", and lxml takes back from nobody.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(text: str) -> Element:
    """The root of the page's tree, without its comments.

    Raises
    ------
    InputError
        It has too many elements, an element with too many attributes, or none at all.
    """
    from lxml import etree  # type: ignore[import-untyped]

    data = text.encode("utf-8", "replace").translate(None, CONTROLS)
    if text.count("<") > SAFE_TAGS or LONG_TAG.search(text):
        _count(data)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = None
    with suppress(etree.LxmlError):  # a page without a single element
        root = etree.fromstring(data, parser)
    if root is None:
        raise InputError("the page is empty; give one that holds an article")
    _open_body(root)
    return root


def _open_body(root: Element) -> None:
    """Moves what is no part of a head out of it.

    Pages may leave out the marks around head and body, and libxml2 takes the elements that
    are younger than itself, such as `article`, for parts of the head.
    """
    from lxml import etree

    head = root.find("head")
    strays = [] if head is None else [e for e in head if e.tag not in HEAD_TAGS]
    if strays:
        body = root.find("body")
        body = etree.SubElement(root, "body") if body is None else body
        body[:0] = strays


class _Count:
    """Counts a page's elements while it is parsed, and stops at too many; builds no tree."""

    def __init__(self) -> None:
        self.n_elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.n_elements += 1
        if self.n_elements > MAX_ELEMENTS:
            raise InputError(f"the page has over {MAX_ELEMENTS:,} elements; save its text")
        if len(attributes) > MAX_ATTRIBUTES:
            raise InputError(
                f"an element of the page has over {MAX_ATTRIBUTES:,} attributes; save its text"
            )

    def close(self) -> None:
        pass


def _count(data: bytes) -> None:
    from lxml import etree

    parser = etree.HTMLParser(target=_Count(), encoding="utf-8")
    with suppress(etree.LxmlError):  # a broken page may still hold an article
        etree.fromstring(data, parser)


def cut(element: Element) -> None:
    """Takes an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = NO_XML.sub(" ", f"{parent.text or ''} {element.tail}")
        else:
            before.tail = NO_XML.sub(" ", f"{before.tail or ''} {element.tail}")
        element.tail = None
    parent.remove(element)


def text_of(element: Element) -> str:
    """All the text in an element, on one line.

    Examples
    --------
    >>> text_of(parse("<p>Season <b>2</b>\\n is  back</p>"))
    'Season 2 is back'
    """
    return " ".join("".join(element.itertext()).split())


def beginning(element: Element, n_chars: int) -> str:
    """The first characters of the element's text, without looking at all of it.

    Examples
    --------
    >>> beginning(parse("<p>Season <b>2</b> is back</p>"), 8)
    'Season 2'
    """
    pieces: list[str] = []
    n_found = 0
    for text in element.itertext():
        pieces.append(text)
        n_found += len(text.strip())
        if n_found > n_chars:
            break
    return " ".join("".join(pieces).split())[:n_chars]


def first_text(elements: Iterable[Element]) -> str:
    """The text of the first of the elements that has one."""
    return next(filter(None, map(text_of, elements)), "")


def has_word(element: Element, attribute: str, word: str) -> bool:
    """Whether the word is one of those in an attribute, whatever its case."""
    return word in (element.get(attribute) or "").lower().split()
