"""The form in which the text of every article leaves: paragraphs and list items, no markup.

Blocks of text -> Article.  How blocks are found in a page is left to its reader.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from nextseason.domain import Article, DatedBy, Part, PartKind, content_id
from nextseason.errors import InputError

# Controls that are no white space, and marks that print nothing: inside a word they would
# hide it from every search.  The joiners U+200C and U+200D stay, they shape letters.
UNSEEN = {
    code: None for code in (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0xA0)) if code != 0x85
} | dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF))


class Block(NamedTuple):
    """A paragraph, a heading, an item of a list, or a row of a table."""

    text: str
    kind: PartKind = PartKind.PARAGRAPH
    level: int | None = None  # of a heading, 1 to 6


def one_line(text: str) -> str:
    """The text as a single line of NFC, its white space collapsed.

    Examples
    --------
    >>> one_line("Season\\u00a02 is\\r\\n  re\\u00adnewed\\x07")
    'Season 2 is renewed'
    """
    return unicodedata.normalize("NFC", " ".join(text.translate(UNSEEN).split()))


def join_blocks(blocks: Iterable[Block]) -> tuple[str, tuple[Part, ...]]:
    """The text, and where in it each block stands: paragraphs are parted by a blank line,
    items and rows are lines that begin with "- ".

    Examples
    --------
    >>> blocks = [Block("Cast", PartKind.HEADING, 2), Block("Ada", PartKind.ITEM),
    ...           Block("Ben", PartKind.ITEM), Block("Soon.")]
    >>> text, parts = join_blocks(blocks)
    >>> print(text)
    Cast
    <BLANKLINE>
    - Ada
    - Ben
    <BLANKLINE>
    Soon.
    >>> text[parts[2].start : parts[2].end]
    'Ben'
    """
    pieces: list[str] = []
    parts: list[Part] = []
    n_chars = 0
    was_item = False
    for text, kind, level in blocks:
        line = one_line(text)
        if not line:
            continue
        is_item = kind in (PartKind.ITEM, PartKind.ROW)
        gap = ("\n" if was_item and is_item else "\n\n") if parts else ""
        before = gap + ("- " if is_item else "")
        start = n_chars + len(before)
        parts.append(Part(start=start, end=start + len(line), kind=kind, level=level))
        pieces += (before, line)
        n_chars, was_item = start + len(line), is_item
    return "".join(pieces), tuple(parts)


def article_of(
    blocks: Iterable[Block],
    *,
    title: str = "",
    url: str | None = None,
    site: str | None = None,
    published: date | None = None,
    updated: date | None = None,
    crawled: date | None = None,
    dates: tuple[DatedBy, ...] = (),
    author: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    marked: bool = False,
) -> Article:
    """The article that these blocks make; it is named by a hash of its content.

    `marked`: their kinds are what the page says, not a guess, so they are kept as its parts.

    Raises
    ------
    InputError
        The blocks hold no text.
    """
    title = one_line(title)
    text, parts = join_blocks(blocks)
    if not text:
        raise InputError("no readable text in it; give a page that holds the article itself")
    return Article(
        id=content_id(title, text),
        text=text,
        title=title,
        url=url,
        site=site or host_of(url),
        published=published,
        updated=updated,
        crawled=crawled,
        dates=dates,
        author=author,
        outlet=outlet,
        language=language,
        parts=parts if marked else (),
    )


def host_of(url: str | None) -> str | None:
    """The host of a web address, without `www.`; None where there is none.

    Examples
    --------
    >>> host_of("https://www.example.org:443/season-2")
    'example.org'
    >>> host_of("season-2.html") is None
    True
    """
    try:
        parts = urlsplit(url or "")
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:  # such as "http://[": an address that cannot be
        return None
    return host.removeprefix("www.") or None if host else None
