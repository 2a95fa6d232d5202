"""A web page, as saved -> Article.

The main text, title, address and day are found by trafilatura.  Pages come from anywhere:
one that is broken or made to harm is refused, with a reason, in bounded time.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from nextseason.articles.decoding import decode
from nextseason.articles.form import UNSEEN, Block, article_of, host_of, one_line
from nextseason.domain import Article, PartKind
from nextseason.errors import InputError

Element = Any  # of lxml, which has no types of its own

# trafilatura's time grows with the square of the elements: 10 s for 15,000 of the worst kind,
# hours for a million.  News pages have some 500 to 5,000.
MAX_ELEMENTS = 15_000
MAX_ATTRIBUTES = 1_000  # of one element; parsing, too, takes the square of their number
MAX_CELL_CHARS = 200  # a table with longer cells lays out a page, it holds no figures
MAX_GAIN = 2.0  # a marked container with over twice the text holds more than the article
# Only so that nothing looks at the clock: whether a day is too late is for others to judge.
LATEST_DAY = "2099-12-31"
HEAD_BYTES = 4096  # where a page says how it is encoded and where it was saved from
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
BREAKS = frozenset(
    ("body", "code", "div", "head", "item", "lb", "list", "p", "quote", "row", "table")
)
# A day in the page's running text or headings is a day of the show, not of the page, unless
# the element says that it is one.
PROSE = (
    "//title | //h1 | //h2 | //h3 | //h4 | //h5 | //h6 | //dd | //td | //th | //figcaption"
    " | //*[self::p or self::li or self::blockquote or self::div[not(*)] or self::span]"
    "[not(re:test(concat(@class, ' ', @id, ' ', @itemprop, ' ', @property),"
    " 'date|time|publi|posted|byline|meta|author', 'i'))]"
    "[not(.//time) or string-length(normalize-space()) > 150]"
)

# They log what is reported here as a reason; an application that logs still gets it.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(data: bytes) -> Article:
    """The article on a web page: what stands around it is left out.

    The site is the host of the page's own address, or else the name that the page gives it.
    The day is one that the page gives as its own; days in the running text do not count.

    Raises
    ------
    InputError
        It holds no main text, is too large or too deep, or cannot be decoded.
    """
    declared = CHARSET.search(data[:HEAD_BYTES])
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    # Without a document type, trafilatura takes a lone paragraph for no page at all.
    text = f"<!doctype html>\n{text.translate(UNSEEN)}"
    try:
        _check_size(text)
        return _read(text)
    except InputError:
        raise
    except Exception as fault:  # whatever a hostile page makes a parser raise
        raise InputError(
            f"the page cannot be taken apart ({type(fault).__name__}); save it anew from a "
            "browser, or save its text"
        ) from fault


def _read(text: str) -> Article:
    from trafilatura import extract_metadata, load_html

    tree = load_html(text)
    blocks = [] if tree is None else _main_text(tree)
    if not blocks:
        raise InputError("no article found on the page; give one that holds its text")
    meta = extract_metadata(tree, date_config=dict(_DAY))
    saved_from = SAVED_FROM.search(text[:HEAD_BYTES])
    url = next((u for u in (meta.url, saved_from and saved_from[1]) if host_of(u)), None)
    title = _without_site(one_line(meta.title or ""), {meta.sitename, host_of(url)})
    if len(blocks) > 1 and _letters(blocks[0].text) == _letters(title):
        del blocks[0]
    return article_of(
        blocks,
        title=title,
        url=url,
        site=host_of(url) or meta.sitename,
        published=_published(tree, url),
    )


def _main_text(tree: Element) -> list[Block]:
    """The article's blocks; none where the page has no article.

    On pages that mark no article, trafilatura gathers loose paragraphs, without the headings
    and lists between them.  There the element that holds most of them is marked, and the
    reading with the mark is taken unless it misses text or takes in much more.
    """
    blocks = _extract(tree)
    if not tree.xpath("//article") and (holder := _holder_of_paragraphs(tree)) is not None:
        tag, holder.tag = holder.tag, "article"
        marked = _extract(tree)
        holder.tag = tag
        n_chars, n_marked = (sum(len(b.text) for b in found) for found in (blocks, marked))
        if n_chars <= n_marked <= MAX_GAIN * n_chars or not blocks:
            return marked
    return blocks


def _extract(tree: Element) -> list[Block]:
    from trafilatura import bare_extraction

    page = bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        date_extraction_params=dict(_DAY),  # without it, the clock is asked
    )
    return [] if page is None or isinstance(page, dict) else list(_blocks(page.body))


def _holder_of_paragraphs(tree: Element) -> Element | None:
    n_chars: Counter[Element] = Counter()
    for paragraph in tree.iterfind(".//p"):
        n_chars[paragraph.getparent()] += len(paragraph.text_content())
    (holder, most), *_ = n_chars.most_common(1) or [(None, 0)]
    holds_most = holder is not None and most > n_chars.total() / 2
    return holder if holds_most and holder.tag in ("div", "section") else None


_DAY: Mapping[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "deferred_url_extractor": True,  # what the page says goes before what its address says
    "max_date": LATEST_DAY,
}


class _SizeCheck:
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


def _check_size(text: str) -> None:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(target=_SizeCheck(), encoding="utf-8")
    with suppress(etree.LxmlError):  # a broken page may still hold an article
        etree.fromstring(text.encode("utf-8", "replace"), parser)


def _without_site(title: str, names: set[str | None]) -> str:
    """The title without the site's name, which many pages put behind it.

    Examples
    --------
    >>> _without_site("Tidewater returns - The Evening Reel", {"The Evening Reel", None})
    'Tidewater returns'
    """
    for name in filter(None, names):
        head, parting, tail = title.rpartition(name)
        kept = head.rstrip()
        if parting and not tail.strip() and kept.endswith(("|", "-", "–", "—", "•", "·", "»")):
            return kept[:-1].rstrip() or title
    return title


def _letters(text: str) -> str:
    """What is left of a line if quotes, dashes and case do not count."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def _published(tree: Element, url: str | None) -> date | None:
    from htmldate import find_date

    bare = deepcopy(tree)
    prose = bare.xpath(PROSE, namespaces={"re": "http://exslt.org/regular-expressions"})
    for element in prose:
        if element.getparent() is not None:
            element.drop_tree()
    found = find_date(bare, url=url, **_DAY)
    return date.fromisoformat(found) if found else None


class _Draft(NamedTuple):
    """A block whose text is still being gathered."""

    pieces: list[str]
    is_item: bool


def _blocks(body: Element) -> Iterator[Block]:
    """The paragraphs, headings and list items of trafilatura's tree, in their order."""
    drafts = [_Draft([], is_item=False)]
    _gather(body, drafts, is_item=False)
    for draft in drafts:
        line = one_line("".join(draft.pieces))
        if line:
            yield Block(line, PartKind.ITEM if draft.is_item else PartKind.PARAGRAPH)


def _gather(element: Element, drafts: list[_Draft], *, is_item: bool) -> None:
    inside_item = is_item or element.tag == "item"
    cells = _short_cells(element) if element.tag == "row" else []
    if cells:
        drafts.append(_Draft([" – ".join(cells)], is_item=True))
    else:
        if element.tag in BREAKS:
            drafts.append(_Draft([], inside_item))
        drafts[-1].pieces.append(element.text or "")
        for child in element:
            _gather(child, drafts, is_item=inside_item)
            drafts[-1].pieces.append(child.tail or "")
    if element.tag in BREAKS:
        drafts.append(_Draft([], is_item))


def _short_cells(row: Element) -> list[str]:
    """The row's cells if they are names or figures, not pieces of a page's layout."""
    cells = [line for cell in row if (line := one_line("".join(cell.itertext())))]
    is_data = len(cells) > 1 and all(len(cell) <= MAX_CELL_CHARS for cell in cells)
    return cells if is_data else []
