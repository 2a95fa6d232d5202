"""Blocks -> the pieces of HTML that a site's editor makes of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from benchmarks.pages.gold import Block
from benchmarks.pages.stories import MARKUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a site writes each kind of block; braces stand for what is inside."""

    paragraph: str = "<p>{}</p>"
    h2: str = "<h2>{}</h2>"
    h3: str = "<h3>{}</h3>"
    items: str = "<ul>\n{}</ul>"
    item: str = "<li>{}</li>\n"
    table: str = "<table>\n{}</table>"
    row: str = "<tr>{}</tr>\n"
    cell: str = "<td>{}</td>"
    head_cell: str = "<th>{}</th>"
    emphasis: str = "<em>{}</em>"
    link: str = '<a href="/tag/{}/">{}</a>'


def pieces(blocks: Iterable[Block], style: Style) -> list[Markup]:
    """One piece for each paragraph, heading, whole list and whole table."""
    return [Markup(piece) for piece in _pieces(blocks, style)]  # noqa: S704


def inline(text: str, style: Style) -> str:
    """Light markup as the site's own."""
    pieces, at = [], 0
    for found in MARKUP.finditer(text):
        pieces.append(_quoted(text[at : found.start()]))
        if found[1]:
            pieces.append(style.emphasis.format(_quoted(found[1])))
        else:
            pieces.append(style.link.format(slug(found[2]), _quoted(found[2])))
        at = found.end()
    return "".join(pieces) + _quoted(text[at:])


def slug(text: str) -> str:
    """The words as an address writes them.

    Examples
    --------
    >>> slug("'Low Water' is back")
    'low-water-is-back'
    """
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split()
    return "-".join(words[:10]) or "story"


def _pieces(blocks: Iterable[Block], style: Style) -> Iterator[str]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            items = "".join(style.item.format(inline(block.text, style)) for block in run)
            yield style.items.format(items)
        elif kind == "row":
            yield style.table.format("".join(_rows(run, style)))
        else:
            shapes = {0: style.paragraph, 2: style.h2, 3: style.h3}
            for block in run:
                yield shapes[block.level].format(inline(block.text, style))


def _rows(run: Iterable[Block], style: Style) -> Iterator[str]:
    for number, block in enumerate(run):
        shape = style.cell if number else style.head_cell
        cells = (shape.format(inline(cell.strip(), style)) for cell in block.text.split("|"))
        yield style.row.format("".join(cells))


def _quoted(text: str) -> str:
    """Escaped where it must be; quotation marks in running text need no escape."""
    return str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')
