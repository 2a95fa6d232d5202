"""A Markdown file, with or without front matter -> Article."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from nextseason.articles.decoding import decode
from nextseason.articles.form import Block, article_of, one_line
from nextseason.domain import Article, PartKind
from nextseason.errors import InputError

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
MAX_CHARS = 2_000_000  # taking Markdown apart takes up to 9 s for each million
UNREAD_TAGS = ("script", "style")


def read_markdown(data: bytes) -> Article:
    """The article in a Markdown file.

    Front matter is lines of `key: value` between two lines `---`; `title`, `url`, `site` and
    `published` (or `date`) are read.  Without a `title` there, a heading that stands first,
    or else the first heading of the top level, is the title.

    Raises
    ------
    InputError
        It holds no text, its encoding cannot be told, its date is none, or it is too long.

    Examples
    --------
    >>> page = b"---\\ndate: 2027-03-01\\n---\\n# Tidewater\\n\\nA *second* season.\\n\\n* Ada"
    >>> article = read_markdown(page)
    >>> article.title, article.published
    ('Tidewater', datetime.date(2027, 3, 1))
    >>> article.text
    'A second season.\\n\\n- Ada'
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARS:
        raise InputError(
            f"it has {len(text):,} characters, over the limit of {MAX_CHARS:,} for Markdown; "
            "save it as plain text (.txt)"
        )
    front = FRONT_MATTER.match(text)
    fields = _fields(front[1] or "") if front else {}
    blocks = list(_blocks(text[front.end() :] if front else text))
    title = one_line(fields.get("title", "")) or _title(blocks)
    body = blocks
    if len(body) > 1:
        at = next((i for i, b in enumerate(blocks) if b.level and b.text == title), None)
        body = [block for i, block in enumerate(body) if i != at]
    return article_of(
        body,
        title=title,
        url=fields.get("url"),
        site=fields.get("site"),
        published=_day(fields.get("published") or fields.get("date")),
        marked=True,
    )


def _fields(front: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in front.splitlines())
    fields = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return {key: value for key, value in fields.items() if value}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        raise InputError(
            f"its front matter has the date {value!r}; write a day such as 2027-03-01"
        ) from None


def _title(blocks: Sequence[Block]) -> str:
    headings = [block.text for block in blocks if block.level == 1]
    if blocks and blocks[0].level:
        headings.insert(0, blocks[0].text)
    return headings[0] if headings else ""


def _blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    level, in_items, in_row, cells = 0, 0, False, [""]
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open" | "list_item_close":
                in_items += token.nesting
            case "tr_open":
                in_row, cells = True, []
            case "tr_close":
                yield Block(" – ".join(filter(None, cells)), PartKind.ROW)
                in_row = False
            case "inline" if in_row:
                cells.append(one_line(" ".join(_lines(token.children or []))))
            case "inline":
                for line in _lines(token.children or []):
                    yield _block(one_line(line), level, in_list=in_items > 0)
            case "fence" | "code_block":
                yield Block(one_line(token.content))
            case "html_block":
                yield Block(one_line(_words(token.content)))


def _block(line: str, level: int, *, in_list: bool) -> Block:
    if level:
        return Block(line, PartKind.HEADING, level)
    return Block(line, PartKind.ITEM if in_list else PartKind.PARAGRAPH)


def _lines(tokens: Sequence["Token"]) -> Iterator[str]:
    """The words of a paragraph, a hard break starting a new one; pictures are left out."""
    for is_break, run in groupby(tokens, key=_is_break):
        if not is_break:
            yield "".join(
                " " if token.type == "softbreak" else token.content
                for token in run
                if token.type in ("text", "code_inline", "softbreak")
            )


def _is_break(token: "Token") -> bool:
    is_tag = token.type == "html_inline"
    return token.type == "hardbreak" or (is_tag and token.content.lower().startswith("<br"))


def _words(markup: str) -> str:
    """The words of HTML inside Markdown, without its tags, comments and scripts."""
    from lxml import etree  # type: ignore[import-untyped]

    words = _Words()
    with suppress(etree.LxmlError):  # what was read before the fault is kept
        etree.fromstring(markup, etree.HTMLParser(target=words))
    return "".join(words.pieces)


class _Words:
    """Gathers words while HTML is parsed."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.n_unread = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.n_unread += tag in UNREAD_TAGS

    def end(self, tag: str) -> None:
        self.n_unread -= tag in UNREAD_TAGS

    def data(self, text: str) -> None:
        if not self.n_unread:
            self.pieces.append(text)

    def close(self) -> None:
        pass
