"""A plain text file -> Article.

The first line is the title where it looks like one; bullets become list items.
"""

import re
from collections.abc import Iterator

from nextseason.articles.decoding import decode
from nextseason.articles.form import Block, article_of, one_line
from nextseason.domain import Article, PartKind

TITLE_CHARS = 150  # longer first lines are paragraphs
# Text whose longest line lies in this range was wrapped by an editor or a mailer.
MIN_WRAPPED_CHARS, MAX_WRAPPED_CHARS = 40, 100
BULLET = re.compile(r"\s*(?:[•◦▪‣●○■·]\s*|[*–-]\s+)(?=\S)")


def read_plaintext(data: bytes) -> Article:
    """The article in a plain text file.

    A first line is the title if text follows, it is at most 150 characters long, and it
    does not end as a sentence or a list's opening does.

    Raises
    ------
    InputError
        It holds no text, or its encoding cannot be told.

    Examples
    --------
    >>> article = read_plaintext(b"Tidewater season 2?\\n\\nNot yet.\\n\\n* Ada returns")
    >>> article.title
    'Tidewater season 2?'
    >>> article.text
    'Not yet.\\n\\n- Ada returns'
    """
    blocks = [block for block in _blocks(decode(data)) if block.text]
    if len(blocks) > 1 and _is_title(blocks[0]):
        return article_of(blocks[1:], title=blocks[0].text)
    return article_of(blocks)


def _is_title(block: Block) -> bool:
    ends_as_text = block.text.rstrip("\"'”’)").endswith((".", ",", ";", ":"))
    return block.kind is PartKind.PARAGRAPH and len(block.text) <= TITLE_CHARS and not ends_as_text


def _blocks(text: str) -> Iterator[Block]:
    lines = text.splitlines()
    longest = max(map(len, lines), default=0)
    width = longest if MIN_WRAPPED_CHARS <= longest <= MAX_WRAPPED_CHARS else 0
    held: list[str] = []  # the lines of the block so far
    for line in lines:
        if held and not _runs_on(held[-1], line, width):
            yield _block(" ".join(held))
            held = []
        held.append(line)
    yield _block(" ".join(held))


def _runs_on(line: str, following: str, width: int) -> bool:
    """A line's end was put in by wrapping only if the next word would not have fitted."""
    if not width or not line.strip() or not following.strip() or BULLET.match(following):
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _block(text: str) -> Block:
    bullet = BULLET.match(text)
    if bullet:
        return Block(one_line(text[bullet.end() :]), PartKind.ITEM)
    return Block(one_line(text))
