"""What a page holds, written down beside it: the answer that an extractor is measured against.

A standfirst is text of the article; captions, bylines, day lines, pull quotes, comments and the
answers in a forum are not.  Where a page gives two days for one thing, the one that its reader
sees is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]
Half = Literal["seen", "unseen"]  # by the designers of the extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article's text, without markup; a row's cells are parted by bars."""

    kind: BlockKind
    text: str
    level: int = 0  # of a heading: 2 or 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page with all that should be found on it; None is what it does not tell."""

    name: str
    kind: str  # of site
    design: str
    half: Half
    html: bytes
    headers: Mapping[str, str]
    encoding: str  # that the bytes are truly in
    blocks: tuple[Block, ...]  # () where the page holds no article
    boilerplate: tuple[str, ...]  # what must not be in the text
    title: str | None
    author: str | None
    outlet: str | None
    published: date | None
    updated: date | None
    language: str
    canonical: str | None
    reason: str | None = None  # why there is no article, in a word
