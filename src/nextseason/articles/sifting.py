"""The blocks found in an article's element -> those that are the article.

Left out are lines that work the page, links and lists that lead elsewhere, and what stands
under a label such as "Related" or "Comments".
"""

from collections.abc import Iterator
from itertools import groupby, islice

from nextseason.articles.blocks import Draft
from nextseason.articles.headline import PROSE_CHARS, is_byline_of, is_text
from nextseason.articles.lines import (
    ends_article,
    is_chrome,
    leads_away,
    may_head_prose,
    opens_surroundings,
)
from nextseason.domain import PartKind

MAX_LINKED = 0.8  # of a line or list: more, and it leads elsewhere
HEADLINE_WORDS = 5  # a link of more words is another article's headline, not a name
MAX_LINKS_SEEN = 100  # of a list, to tell a table of contents
MIN_ARTICLE = 250  # characters before a label such as "Comments" can end the article


def sifted(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts that are the article's: no chrome, no lists of links, no other articles."""
    drafts = _without_linked_boxes([d for d in _without_comments(drafts) if not _is_aside(d)])
    drafts = list(_without_surroundings(drafts))
    n_lead = next((i for i, d in enumerate(drafts) if len(d.text) > PROSE_CHARS), len(drafts))
    for i, draft in enumerate(drafts):
        near_edge = i <= n_lead or i >= len(drafts) - 3
        if not (near_edge and is_byline_of(draft)):
            yield draft


def _without_comments(drafts: list[Draft]) -> Iterator[Draft]:
    n_chars = 0
    for draft in drafts:
        n_chars += len(draft.text)
        if n_chars > MIN_ARTICLE and ends_article(draft.text):
            return
        yield draft


def _is_aside(draft: Draft) -> bool:
    if is_chrome(draft.text):
        return draft.kind is not PartKind.ROW
    if draft.kind is PartKind.HEADING or draft.kind is PartKind.ROW:
        return False
    if leads_away(draft.text):
        return draft.linked_share > 0.4
    return draft.kind is PartKind.PARAGRAPH and draft.linked_share > MAX_LINKED


def _without_linked_boxes(drafts: list[Draft]) -> list[Draft]:
    """Without the lists and tables that are all link, and the headings that stood above them."""
    kept: list[Draft] = []
    for _, group in groupby(drafts, key=lambda d: (d.box, d.kind)):
        box = list(group)
        if box[0].kind in (PartKind.ITEM, PartKind.ROW) and _leads_elsewhere(box, kept):
            continue
        kept += box
    return kept


def _leads_elsewhere(box: list[Draft], before: list[Draft]) -> bool:
    n_chars = sum(len(d.text) for d in box)
    linked = sum(d.n_linked for d in box) / n_chars
    if linked <= MAX_LINKED:
        return False
    words = sum(len(d.text.split()) for d in box) / len(box)
    introduced = bool(before) and (
        before[-1].kind is PartKind.HEADING or before[-1].text.endswith(":")
    )
    links = islice(box[0].box.iter("a"), MAX_LINKS_SEEN)
    in_page = all((a.get("href") or "").startswith("#") for a in links)
    return in_page or words > HEADLINE_WORDS or not introduced


def _without_surroundings(drafts: list[Draft]) -> Iterator[Draft]:
    """Without what stands under a label such as "Related", up to the next prose or heading."""
    inside = False
    for i, draft in enumerate(drafts):
        if _opens_surroundings(draft, drafts[i + 1 : i + 2]):
            inside = True
            continue
        if inside and _resumes(draft, drafts[i + 1 : i + 2]):
            inside = False
        if not inside:
            yield draft


def _opens_surroundings(draft: Draft, following: list[Draft]) -> bool:
    if draft.kind is PartKind.ROW or not opens_surroundings(draft.text):
        return False
    heads_prose = bool(following) and is_text(following[0]) and following[0].linked_share < 0.5
    return not (heads_prose and may_head_prose(draft.text))


def _resumes(draft: Draft, following: list[Draft]) -> bool:
    if draft.kind is PartKind.HEADING:
        return draft.linked_share < 0.5 and bool(following) and following[0].linked_share < 0.5
    return (
        draft.kind is PartKind.PARAGRAPH
        and len(draft.text) > PROSE_CHARS
        and draft.linked_share < 0.5
    )
