"""An element that holds an article -> its blocks, in order, as the page marks them.

Headings keep their level, items and rows are told from paragraphs, and links are counted, as
a block that is all link leads elsewhere.  Which blocks are the article is left to `maintext`.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from nextseason.articles.form import one_line
from nextseason.articles.tree import Element, text_of
from nextseason.domain import PartKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Inside a line; every other element begins and ends one.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr label amp-fit-text".split()
)
BOLD = frozenset(("b", "strong"))
# A paragraph all in bold, as short as this, and not ending as a sentence does, heads what follows.
MAX_BOLD_WORDS = 12
SENTENCE_ENDS = (".", ",", ";", ":", "!", "…", '."', ".”")
ITEMS = frozenset(("li", "dt", "dd"))
BOXES = frozenset("ul ol dl table blockquote section div article".split())
MAX_CELL_CHARS = 200  # a table with longer cells lays out a page, it holds no figures
MIN_DATA_ROWS_SHARE = 0.5


class Draft(NamedTuple):
    """A block as found, with what is needed to judge it."""

    text: str
    kind: PartKind
    level: int | None
    n_linked: int  # characters of it that are links
    box: Element  # the list, table or other element whose part it is

    @property
    def linked_share(self) -> float:
        return min(1.0, self.n_linked / len(self.text))


class _Line:
    """A block whose text is still being gathered."""

    __slots__ = ("box", "kind", "level", "n_bold", "n_linked", "pieces")

    def __init__(self, kind: PartKind, level: int | None, box: Element) -> None:
        self.pieces: list[str] = []
        self.kind, self.level, self.box = kind, level, box
        self.n_linked = self.n_bold = 0

    def add(self, text: str | None, *, linked: bool, bold: bool = False) -> None:
        if text:
            self.pieces.append(text)
            n_chars = len(text.strip())
            self.n_linked += n_chars if linked else 0
            self.n_bold += n_chars if bold else 0


def drafts_in(element: Element) -> list[Draft]:
    """The blocks of an element, empty ones left out.

    Examples
    --------
    >>> from nextseason.articles.tree import parse
    >>> for draft in drafts_in(parse("<h2>Cast</h2><ul><li><a href='/a'>Ada</a> as Vera</ul>")):
    ...     print(draft.kind.value, draft.level, draft.text, draft.n_linked)
    heading 2 Cast 0
    item None Ada as Vera 3
    """
    lines: list[_Line] = []
    _gather(element, lines, PartKind.PARAGRAPH, element, linked=False)
    return list(_finished(lines))


def lines_of(element: Element) -> list[str]:
    """The text of an element as its lines stand on the page."""
    return [draft.text for draft in drafts_in(element)]


def _finished(lines: list[_Line]) -> Iterator[Draft]:
    for line in lines:
        text = one_line("".join(line.pieces)) if line.pieces else ""
        if text:
            kind = PartKind.HEADING if _heads(line, text) else line.kind
            yield Draft(text, kind, line.level, line.n_linked, line.box)


def _heads(line: _Line, text: str) -> bool:
    """Whether a paragraph is a heading in all but its mark."""
    if line.kind is not PartKind.PARAGRAPH or not line.n_bold or line.n_linked:
        return False
    n_letters = sum(len(piece.strip()) for piece in line.pieces)
    short = len(text.split()) <= MAX_BOLD_WORDS
    return line.n_bold == n_letters and short and not text.endswith(SENTENCE_ENDS)


def _gather(
    element: Element, lines: list[_Line], kind: PartKind, box: Element, *, linked: bool
) -> None:
    """Adds the lines of an element that begins and ends one."""
    tag = element.tag
    inside = kind
    level = HEADINGS.get(tag)
    if level:
        inside = PartKind.HEADING
    elif tag in ITEMS:
        box = element.getparent()
        inside = PartKind.PARAGRAPH if _is_section(element) else PartKind.ITEM
    elif tag in BOXES:
        box = element
    lines.append(_Line(inside, level, box))
    if tag == "table" and _is_data(element):
        lines += _rows(element)
    else:
        _gather_inside(element, lines, linked=linked)
    lines.append(_Line(kind, None, box))


def _gather_inside(
    element: Element, lines: list[_Line], *, linked: bool, bold: bool = False
) -> None:
    now = lines[-1]
    kind, level, box = now.kind, now.level, now.box
    bold = bold or element.tag in BOLD
    now.add(element.text, linked=linked, bold=bold)
    for child in element:
        tag = child.tag
        if tag in INLINE:
            within = linked or (tag == "a" and "href" in child.attrib)
            _gather_inside(child, lines, linked=within, bold=bold)
        elif kind is PartKind.HEADING:
            lines[-1].pieces.append(" ")
            _gather_inside(child, lines, linked=linked)
            lines[-1].pieces.append(" ")
        elif tag in ("br", "hr"):
            lines.append(_Line(kind, level, box))
        else:
            _gather(child, lines, kind, box, linked=linked)
            lines[-1].box = box
        lines[-1].add(child.tail, linked=linked, bold=bold)


def _is_section(item: Element) -> bool:
    """Whether a list's item is a part of the article, with a heading and text of its own."""
    return any(True for _ in item.iter(*HEADINGS))


def _is_data(table: Element) -> bool:
    """Whether a table holds names and figures, and does not lay out the page."""
    if table.find(".//table") is not None or any(True for _ in table.iter(*HEADINGS)):
        return False
    rows = [list(row.iter("td", "th")) for row in table.iter("tr")]
    if table.find(".//th") is None and any(map(_is_laid_out, chain.from_iterable(rows))):
        return False
    short = [row for row in rows if len(row) > 1 and all(map(_is_short, row))]
    return bool(short) and len(short) >= MIN_DATA_ROWS_SHARE * len(rows)


def _is_laid_out(cell: Element) -> bool:
    return sum(1 for child in cell if child.tag in ("div", "p")) > 1


def _is_short(cell: Element) -> bool:
    return len(text_of(cell)) <= MAX_CELL_CHARS


def _rows(table: Element) -> Iterator[_Line]:
    for row in table.iter("tr", "caption"):
        cells = [row] if row.tag == "caption" else list(row.iter("td", "th"))
        line = _Line(PartKind.ROW, None, table)
        line.pieces.append(" – ".join(filter(None, map(_spaced, cells))))
        line.n_linked = sum(len(text_of(link)) for link in row.iter("a"))
        yield line


def _spaced(cell: Element) -> str:
    """A cell's text; its lines are parted by a space."""
    return " ".join(draft.text for draft in drafts_in(cell))
