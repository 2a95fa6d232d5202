"""A pruned page -> the element that holds the article.

Ordered: what the page marks as the article's text, then what it marks as an article, and
else the smallest element with most of the prose.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nextseason.articles.tree import Element

MARKED_SHARE = 0.4  # of the page's prose: a marked element with less is a teaser, not the text
# An element with that share of its parent's prose holds the article, and the parent only
# adds what stands beside it; below it, the article's parts lie side by side.
HOLDS_ON = 0.75
MOST = 0.6  # of a thread's prose stands in its posts
MIN_CHARS = 200  # of prose; with less, any mark will do

BODY = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|article|post|story|single|node|td-post|blog-post|blog|news|amp-wp"
    r"-article|c-entry|gh|article-single|page)[_-]*(?:content|body|text|copy)|articlebody|postbody"
    r"|body-?(?:copy|text|content)|storytext|story-?body-?text|article-?text|articletext"
    r"|field--?name-(?:field-)?body|caas-body|content__(?:article-body|body)|rich-?text|wysiwyg"
    r"|prose|postarea|post-?entry|printable|print-?(?:content|body|article|area))(?=$|[\s_-])",
    re.IGNORECASE,
)
# The text of a post in the systems that most forums run on, the surest names first.
POSTS = tuple(
    re.compile(rf"(?:^|\s)(?:{names})(?=$|\s)", re.IGNORECASE)
    for names in (
        r"bbWrapper|post_body|postcontent|post[-_]?message[-_]?\d*|usertext-body|cooked",
        r"ipsType_richText|cPost_contentWrap|post-text|post__body|post-?content|post-?message",
        r"userContent|message-?(?:body|content|text)|entry-text|topic-body",
        r"content",
        r"post-?body|inner",
        r"(?:post|message|msg)(?:[-_]?(?:main|inner|copy))?|msg[-_]?(?:text|body)",
    )
)
POST = re.compile(r"(?:^|[\s_-])(?:post|message|topic|thread)", re.IGNORECASE)


class Holder(NamedTuple):
    """The element that holds the article, and whether the page itself marks it."""

    element: Element
    marked: bool


def find_article(body: Element, weights: Counter[Element], *, forum: bool = False) -> Holder:
    """The element that holds the article; `body` itself where nothing smaller does."""
    if forum:
        post = next(_first_posts(body, weights), None)
        post = _first_of_row(body, weights) if post is None else post
        if post is not None:
            return Holder(post, marked=True)
    body = _first_of_several(body)
    least = MARKED_SHARE * weights[body]
    for candidates in (_texts(body), _classed(body), _articles(body)):
        for holder in _joined(candidates):
            if weights[holder] >= least:
                return Holder(holder, marked=True)
    return Holder(_holder(body, weights), marked=False)


def _first_of_several(body: Element) -> Element:
    """The first article, where others in full were loaded behind it."""
    whole = [e for e in body.iter("article") if e.find(".//h1") is not None]
    return whole[0] if len(whole) > 1 and whole[0].find(".//article") is None else body


def _joined(candidates: Iterable[Element]) -> Iterator[Element]:
    """The candidates, those of one form as the element that holds them all.

    The text of an article may be in pieces, between advertisements; of teasers and comments,
    too, there are many of one form, but each of them has its own article.
    """
    twins: dict[object, list[Element]] = {}
    for element in candidates:
        article = next(element.iterancestors("article"), None)
        form = (element.tag, element.get("class"), element.get("itemprop"), article)
        twins.setdefault(form, []).append(element)
    for first, *others in twins.values():
        around = set(others[-1].iterancestors()) if others else {first}
        yield first if first in around else next(e for e in first.iterancestors() if e in around)


def _texts(body: Element) -> Iterator[Element]:
    return (e for e in body.iter("*") if e.get("itemprop") in ("articleBody", "text"))


def _classed(body: Element) -> Iterator[Element]:
    for element in body.iter("div", "section", "main", "article", "td"):
        if _is_body(element.get("class")) or _is_body(element.get("id")):
            yield element


def _is_body(names: str | None) -> bool:
    if not names:
        return False
    return BODY.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names)[:1000]) is not None


def _articles(body: Element) -> Iterator[Element]:
    yield from body.iter("article")
    yield from (e for e in body.iter("*") if e.get("role") == "article")
    yield from body.iter("main")


def _first_posts(body: Element, weights: Counter[Element]) -> Iterator[Element]:
    boxes = [e for e in body.iter("div", "article", "section", "td", "blockquote") if weights[e]]
    yield from (e for e in boxes if e.get("itemprop") in ("text", "articleBody"))
    for names in POSTS:
        yield from (e for e in boxes if names.search(_names(e)) and _is_in_post(e))


def _first_of_row(body: Element, weights: Counter[Element]) -> Element | None:
    """The first of the posts, told by their form alone: alike, side by side, and most of all."""
    least = MOST * weights[body]
    for thread in body.iter("body", "div", "section", "main", "ul", "ol", "table", "tbody"):
        if weights[thread] < least:
            continue
        rows: dict[object, list[Element]] = {}
        for post in thread.iterchildren("div", "section", "article", "li", "tr", "table"):
            if weights[post]:
                name, _, _ = (post.get("class") or "").strip().partition(" ")
                rows.setdefault((post.tag, name), []).append(post)
        for posts in rows.values():
            if len(posts) > 1 and sum(weights[p] for p in posts) >= least:
                return _holder(posts[0], weights)
    return None


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _is_in_post(element: Element) -> bool:
    return any(POST.search(_names(e)) for e in (element, *element.iterancestors("div", "article")))


def _holder(body: Element, weights: Counter[Element]) -> Element:
    holder = body
    while True:
        inside = [e for e in holder if isinstance(e.tag, str) and weights[e] and e.tag != "p"]
        most = max(inside, key=weights.__getitem__, default=None)
        if most is None or weights[most] < HOLDS_ON * weights[holder]:
            return holder
        holder = most
