"""A page's tree -> the blocks of its article.

Ordered: the text that stands in the page, then the text that it carries for machines, and
where both are thin, what trafilatura gathers.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import takewhile
from typing import Any, NamedTuple

from nextseason.articles.blocks import Draft, drafts_in
from nextseason.articles.container import find_article
from nextseason.articles.form import Block, one_line
from nextseason.articles.headline import (
    above_post,
    after_headline,
    before_holder,
    is_byline_of,
    is_standfirst,
)
from nextseason.articles.lines import is_chrome
from nextseason.articles.prune import prose_weights
from nextseason.articles.sifting import sifted
from nextseason.articles.tree import Element, parse

THIN = 250  # characters; an article with less is checked against other readings
CLEARLY_MORE = 2.0  # a reading replaces another that has less than its half
SIGNATURE_RULE = re.compile(r"[_–—-]{2,}")  # a line that forums put above a poster's signature
MAX_BODY_CHARS = 500_000  # of JSON-LD


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
    before, drafts = after_headline(drafts_in(holder), title)
    if forum:
        before = above_post(body, holder)
        drafts = list(takewhile(lambda d: not SIGNATURE_RULE.fullmatch(d.text), drafts))
    elif not before:
        before = before_holder(body, holder, title)
    ends = (*before, *drafts[:8], *drafts[-4:])
    standfirst = [] if forum else [d for d in before if is_standfirst(d, author)]
    return Found(
        blocks=list(_blocks([*standfirst, *sifted(drafts)])),
        bylines=[d.text for d in ends if is_byline_of(d)],
        marked=marked,
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
    text = unescape(text) if "&lt;" in text else text
    if re.search(r"</?(?:p|br|h[1-6]|li|div)\b", text, re.IGNORECASE):
        drafts = drafts_in(parse(f"<div>{text}</div>"))
        _, drafts = after_headline(drafts, title)
        return list(_blocks(sifted(drafts)))
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
    return list(_blocks(sifted(drafts_in(page.body))))
