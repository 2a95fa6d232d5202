"""The form in which the text of every article leaves: paragraphs and list items, no markup.

Blocks of text -> Article.  How blocks are found in a page is left to its reader.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from nextseason.domain import Article, content_id
from nextseason.errors import InputError

# Controls that are no white space, and marks that print nothing: inside a word they would
# hide it from every search.  The joiners U+200C and U+200D stay, they shape letters.
UNSEEN = {
    code: None for code in (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0xA0)) if code != 0x85
} | dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF))


class Block(NamedTuple):
    """A paragraph, a heading, or an item of a list."""

    text: str
    is_item: bool = False


def one_line(text: str) -> str:
    """The text as a single line of NFC, its white space collapsed.

    Examples
    --------
    >>> one_line("Season\\u00a02 is\\r\\n  re\\u00adnewed\\x07")
    'Season 2 is renewed'
    """
    return unicodedata.normalize("NFC", " ".join(text.translate(UNSEEN).split()))


def join_blocks(blocks: Iterable[Block]) -> str:
    """Paragraphs parted by a blank line, the items of one list by a line's end.

    Examples
    --------
    >>> blocks = [Block("Cast"), Block("Ada", True), Block("Ben", True), Block("Soon.")]
    >>> print(join_blocks(blocks))
    Cast
    <BLANKLINE>
    - Ada
    - Ben
    <BLANKLINE>
    Soon.
    """
    kept = [Block(line, item) for text, item in blocks if (line := one_line(text))]
    pieces: list[str] = []
    for before, block in zip([None, *kept], kept, strict=False):
        if before:
            pieces.append("\n" if before.is_item and block.is_item else "\n\n")
        pieces.append(f"- {block.text}" if block.is_item else block.text)
    return "".join(pieces)


def article_of(
    blocks: Iterable[Block],
    *,
    title: str = "",
    url: str | None = None,
    site: str | None = None,
    published: date | None = None,
) -> Article:
    """The article that these blocks make; it is named by a hash of its content.

    Raises
    ------
    InputError
        The blocks hold no text.
    """
    title, text = one_line(title), join_blocks(blocks)
    if not text:
        raise InputError("no readable text in it; give a page that holds the article itself")
    return Article(
        id=content_id(title, text),
        text=text,
        title=title,
        url=url,
        site=site or host_of(url),
        published=published,
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
