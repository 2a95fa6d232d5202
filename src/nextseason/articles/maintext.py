"""A page's tree -> the blocks of its article.

Ordered: the text that stands in the page, then the text that it carries for machines, and
where both are thin, what trafilatura gathers.  What of the text is no part of the article
(bylines, "read more", lists of links) is told here, block by block.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from nextseason.articles.blocks import Draft, drafts_in
from nextseason.articles.container import find_article
from nextseason.articles.form import Block, one_line
from nextseason.articles.lines import (
    ends_article,
    is_byline,
    is_chrome,
    leads_away,
    may_head_prose,
    opens_surroundings,
    says_who_or_when,
)
from nextseason.articles.metadata import letters
from nextseason.articles.prune import prose_weights
from nextseason.articles.tree import Element, parse
from nextseason.domain import PartKind

MAX_LINKED = 0.8  # of a line or list: more, and it leads elsewhere
PROSE_CHARS = 90  # an unlinked paragraph this long is the article's
HEADLINE_WORDS = 5  # a link of more words is another article's headline, not a name
THIN = 250  # characters; an article with less is checked against other readings
CLEARLY_MORE = 2.0  # a reading replaces another that has less than its half
MAX_BODY_CHARS = 500_000  # of JSON-LD
MIN_STANDFIRST = 40  # characters
MAX_HEADING_CHARS = 60  # below the headline, a longer one is the standfirst
MAX_LEAD = 12  # blocks above the text, with the headline


class Found(NamedTuple):
    """The blocks of an article, and the lines about it that stood among them."""

    blocks: list[Block]
    bylines: list[str]
    marked: bool  # the page itself says where its article is


def main_text(
    body: Element, *, title: str, author: str | None = None, forum: bool = False
) -> Found:
    """The blocks that stand in a pruned page."""
    weights = prose_weights(body)
    holder, marked = find_article(body, weights, forum=forum)
    before, drafts = _after_headline(drafts_in(holder), title)
    if forum:
        before = _above(body, holder)
    elif not before:
        before = _before(body, holder, title)
    ends = (*before, *drafts[:8], *drafts[-4:])
    standfirst = [] if forum else [d for d in before if _is_standfirst(d, author)]
    return Found(
        blocks=list(_blocks([*standfirst, *_kept(drafts)])),
        bylines=[d.text for d in ends if _is_byline(d)],
        marked=marked,
    )


def _is_byline(draft: Draft) -> bool:
    """Whether it is a byline; an item or a row with nothing but a day is the show's."""
    of_show = draft.kind in (PartKind.ITEM, PartKind.ROW)
    return is_byline(draft.text) and not (of_show and not says_who_or_when(draft.text))


def _is_standfirst(draft: Draft, author: str | None) -> bool:
    is_other = _is_byline(draft) or is_chrome(draft.text) or draft.text == author
    return len(draft.text) >= MIN_STANDFIRST and draft.linked_share < 0.3 and not is_other


def _after_headline(drafts: list[Draft], title: str) -> tuple[list[Draft], list[Draft]]:
    """What stands between the headline and the text, and the text from there on.

    Before the headline stand only the section's name and the like.  Behind it may stand the
    standfirst and bylines: all that comes before the last short line that is no heading.
    """
    wanted = letters(title)
    heads = (
        i for i, draft in enumerate(drafts[:MAX_LEAD]) if wanted and letters(draft.text) == wanted
    )
    start = next(heads, None)
    if start is None:
        return [], drafts
    rest = drafts[start + 1 :]
    lead = next((i for i, d in enumerate(rest[:MAX_LEAD]) if _is_text(d)), 0)
    notes = [i for i, d in enumerate(rest[:lead]) if d.kind is PartKind.PARAGRAPH and _is_note(d)]
    n_before = notes[-1] + 1 if notes else int(bool(rest) and _is_long_heading(rest[0]))
    before = [d._replace(kind=PartKind.PARAGRAPH, level=None) for d in rest[:n_before]]
    return before, rest[n_before:]


def _is_text(draft: Draft) -> bool:
    return draft.kind is PartKind.PARAGRAPH and len(draft.text) > PROSE_CHARS


def _is_note(draft: Draft) -> bool:
    """Whether it is a line about the article: a name, a day, a count of shares."""
    return _is_byline(draft) or (
        len(draft.text) < MIN_STANDFIRST and draft.text[-1] not in '.!?:…”"'
    )


def _is_long_heading(draft: Draft) -> bool:
    return draft.kind is PartKind.HEADING and len(draft.text) > MAX_HEADING_CHARS


def _above(body: Element, post: Element) -> list[Draft]:
    """The lines above a forum's first post: who wrote it, and when."""
    first = next(iter(drafts_in(post)), None)
    drafts = drafts_in(body)
    n_above = next((i for i, d in enumerate(drafts) if first and d.text == first.text), 0)
    return drafts[max(0, n_above - MAX_LEAD) : n_above]


def _before(body: Element, holder: Element, title: str) -> list[Draft]:
    """The blocks between a headline that stands outside the holder, and the holder."""
    wanted = letters(title)
    heads = [e for e in body.iter("h1", "h2") if letters("".join(e.itertext())) == wanted]
    if not heads or not wanted or any(h in set(holder.iter("h1", "h2")) for h in heads):
        return []
    between: list[Draft] = []
    above = set(holder.iterancestors())
    element = heads[0]
    while element is not None and element not in above:
        for sibling in element.itersiblings():
            if sibling is holder or sibling in above:
                return between
            between += [d._replace(kind=PartKind.PARAGRAPH, level=None) for d in drafts_in(sibling)]
        element = element.getparent()
    return []


def _kept(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts that are the article's: no chrome, no lists of links, no other articles."""
    drafts = _without_linked_boxes([d for d in drafts if not _is_aside(d)])
    drafts = list(_without_surroundings(drafts))
    n_lead = next((i for i, d in enumerate(drafts) if len(d.text) > PROSE_CHARS), len(drafts))
    for i, draft in enumerate(drafts):
        near_edge = i <= n_lead or i >= len(drafts) - 3
        if not (near_edge and _is_byline(draft)):
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
    in_page = all((a.get("href") or "").startswith("#") for a in box[0].box.iter("a"))
    return in_page or words > HEADLINE_WORDS or not introduced


def _without_surroundings(drafts: list[Draft]) -> Iterator[Draft]:
    """Without what stands under a label such as "Related", up to the next prose or heading."""
    inside = False
    n_chars = 0
    for i, draft in enumerate(drafts):
        n_chars += len(draft.text)
        if n_chars > THIN and ends_article(draft.text):
            return
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
    heads_prose = bool(following) and _is_text(following[0]) and following[0].linked_share < 0.5
    return not (heads_prose and may_head_prose(draft.text))


def _resumes(draft: Draft, following: list[Draft]) -> bool:
    if draft.kind is PartKind.HEADING:
        return draft.linked_share < 0.5 and bool(following) and len(following[0].text) > PROSE_CHARS
    return (
        draft.kind is PartKind.PARAGRAPH
        and len(draft.text) > PROSE_CHARS
        and draft.linked_share < 0.5
    )


def _blocks(drafts: Iterable[Draft]) -> Iterator[Block]:
    previous = None
    for draft in drafts:
        if draft.text != previous:  # shown twice for small and large screens
            yield Block(draft.text, draft.kind, draft.level)
        previous = draft.text


def n_chars_of(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def carried_text(article: dict[str, Any], *, title: str) -> list[Block]:
    """The blocks of the text that a page's JSON-LD carries; it may be markup or plain."""
    text = article.get("articleBody") or article.get("text") or article.get("reviewBody")
    if not isinstance(text, str) or len(text) > MAX_BODY_CHARS:
        return []
    if re.search(r"</?(?:p|br|h[1-6]|li|div)\b", text, re.IGNORECASE):
        drafts = drafts_in(parse(f"<div>{text}</div>"))
        _, drafts = _after_headline(drafts, title)
        return list(_blocks(_kept(drafts)))
    from html import unescape

    lines = (one_line(unescape(line)) for line in text.splitlines())
    return [Block(line) for line in lines if line and not is_chrome(line)]


def gathered_text(text: str) -> list[Block]:
    """The blocks that trafilatura finds in a page that is taken as it came."""
    from trafilatura import bare_extraction, load_html

    tree = load_html(text)
    page = (
        None
        if tree is None
        else bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            date_extraction_params={"max_date": "2099-12-31"},  # without it, the clock is asked
        )
    )
    if page is None or isinstance(page, dict):
        return []
    return list(_blocks(_kept(drafts_in(page.body))))
