"""Invented articles, written as light text -> Story.

=== key | language | published | updated or - | author
# Title
> Standfirst
A paragraph on one line, with _emphasis_ and a [link].
## Heading
- item
| cell | cell
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.pages.gold import Block, BlockKind

# "### " before "## ": the longer mark is tried first.
MARKS: tuple[tuple[str, BlockKind, int], ...] = (
    ("### ", "heading", 3),
    ("## ", "heading", 2),
    ("- ", "item", 0),
    ("| ", "row", 0),
)
MARKUP = re.compile(r"(?<!\w)_([^_]+)_(?!\w)|\[([^\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as its writer handed it in: blocks still hold their light markup."""

    key: str
    language: str
    published: datetime
    updated: datetime | None
    author: str
    title: str
    standfirst: str
    blocks: tuple[Block, ...]


def load(path: Path) -> dict[str, Story]:
    """The stories of a file, by key."""
    texts = path.read_text(encoding="utf-8").split("=== ")[1:]
    stories = [_story(text) for text in texts]
    return {story.key: story for story in stories}


def plain(text: str) -> str:
    """The text without its light markup.

    Examples
    --------
    >>> plain("_Low Water_ is [back]")
    'Low Water is back'
    """
    return MARKUP.sub(lambda found: found[1] or found[2], text)


def _story(text: str) -> Story:
    head, title, standfirst, *lines = (line for line in text.splitlines() if line.strip())
    key, language, published, updated, author = (part.strip() for part in head.split("|"))
    return Story(
        key=key,
        language=language,
        published=datetime.fromisoformat(published),
        updated=None if updated == "-" else datetime.fromisoformat(updated),
        author=author,
        title=title.removeprefix("# "),
        standfirst=standfirst.removeprefix("> "),
        blocks=tuple(_block(line) for line in lines),
    )


def _block(line: str) -> Block:
    for mark, kind, level in MARKS:
        if line.startswith(mark):
            return Block(kind=kind, text=line.removeprefix(mark).strip(), level=level)
    return Block(kind="paragraph", text=line.strip())
