"""What a page says about itself -> title, author, outlet, address and language.

JSON-LD, OpenGraph, meta tags, microdata and what stands beside the headline.  The days are
left to `days`, the text to `maintext`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from nextseason.articles.authors import MAX_NAME_CHARS, author_said
from nextseason.articles.form import host_of, one_line
from nextseason.articles.jsonld import Thing, article_in, names_in, things_of, types_of
from nextseason.articles.tree import Element, has_word, text_of

MAX_TITLE_CHARS = 600
PARTINGS = ("|", "-", "–", "—", "•", "·", "»", "::", ":", "/")
MAX_NAME_WORDS = 4  # of a site's name in the page's title
MIN_COMMON = 0.5  # of a heading's words, to be the headline that is given for sharing
NO_OUTLETS = frozenset(("blogger", "wordpress", "home", "logo", "menu"))
SITES = frozenset(("website", "organization", "newsmediaorganization", "blog"))
LOGO = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name|logo|branding)|logo|brand|masthead|custom-logo|blog-?title"
    r"|navbar-brand)(?=$|[\s_-])",
    re.IGNORECASE,
)


class Metadata(NamedTuple):
    """What a page says about itself; None is what it does not say."""

    title: str
    author: str | None
    outlet: str | None
    url: str | None
    language: str | None
    article: Thing  # of its JSON-LD; {}: none
    things: list[Thing]
    meta: dict[str, str]  # the first content of each name, property or itemprop


def read_metadata(tree: Element, *, url: str | None = None) -> Metadata:
    """What the page says, before anything is cut out of it; `url` is where it was got."""
    things = things_of(tree)
    article = article_in(things) or {}
    meta = _meta(tree)
    outlet = _outlet(tree, things, article, meta)
    address = _address(tree, meta, article, url)
    return Metadata(
        title=_title(tree, article, meta, {outlet, host_of(address)}),
        author=author_said(tree, article, things, meta),
        outlet=outlet or _outlet_in_title(tree, article, meta),
        url=address,
        language=_language(tree, article, meta),
        article=article,
        things=things,
        meta=meta,
    )


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _address(
    tree: Element, meta: dict[str, str], article: Thing, got_from: str | None
) -> str | None:
    links = (e.get("href") for e in tree.iter("link") if has_word(e, "rel", "canonical"))
    page = article.get("mainEntityOfPage")
    said = page.get("@id") if isinstance(page, dict) else page
    base = got_from or ""
    for found in (*links, meta.get("og:url"), article.get("url"), said, got_from):
        if isinstance(found, str) and found.strip():
            address = _joined(base, found.strip())
            # Pages copied from a template name the site's front page as their address.
            if host_of(address) and not (
                got_from and _is_front(address) and not _is_front(got_from)
            ):
                return address
    return None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _is_front(address: str) -> bool:
    return address.partition("//")[2].rstrip("/").count("/") == 0


def _title(tree: Element, article: Thing, meta: dict[str, str], names: set[str | None]) -> str:
    """The headline that a reader sees, or else what the page gives for sharing."""
    given = [
        without_site(one_line(text[:MAX_TITLE_CHARS]), names)
        for text in (
            meta.get("og:title"),
            article.get("headline"),
            meta.get("twitter:title"),
            meta.get("dc.title"),
            next((text_of(e) for e in tree.iter("title")), None),
        )
        if isinstance(text, str) and text.strip()
    ]
    heads = [
        h
        for h in map(text_of, tree.iter("h1"))
        if h and len(h) <= MAX_TITLE_CHARS and h not in names
    ]
    if not given:
        return one_line(next(iter(heads), ""))
    best = max(heads, key=lambda text: _common(text, given), default="")
    if _common(best, given) >= MIN_COMMON:
        return one_line(best)
    # Where the site's name is the first heading, the headline is one further down.
    inside = (h for h in map(text_of, tree.iter("h2", "h3")) if _stands_in(h, given))
    return one_line(next(inside, "")) or longest_part(given[0])


def longest_part(title: str) -> str:
    """The headline in a title of several parts: that of most words, if the others are names.

    Examples
    --------
    >>> longest_part("The Reel » Tidewater is back for more » Print")
    'Tidewater is back for more'
    """
    parts = re.split(r"\s+[|»•·–—-]\s+", title)
    longest = max(parts, key=lambda part: len(part.split()))
    others = [part for part in parts if part is not longest]
    are_names = all(len(part.split()) <= MAX_NAME_WORDS for part in others)
    is_longest = all(len(part.split()) < len(longest.split()) for part in others)
    return longest if are_names and is_longest and len(longest.split()) >= MAX_NAME_WORDS else title


def _stands_in(text: str, given: list[str]) -> bool:
    inner = letters(text)
    return inner.count(" ") >= 2 and any(inner in letters(other) for other in given)


def _common(text: str, others: Iterable[str]) -> float:
    """The share of words that two lines have in common, at its highest; 0-1."""
    words = _words(text)
    pairs = ((words & other, len(words) + len(other)) for other in map(_words, others))
    return max((2 * len(both) / max(n, 1) for both, n in pairs), default=0.0)


def _words(text: str) -> set[str]:
    return set(letters(text).split())


def letters(text: str) -> str:
    """What is left of a line if quotes, dashes and case do not count."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def without_site(title: str, names: set[str | None]) -> str:
    """The title without the site's name, which many pages put behind it.

    Examples
    --------
    >>> without_site("Tidewater returns - The Evening Reel", {"The Evening Reel", None})
    'Tidewater returns'
    """
    for name in filter(None, names):
        head, parting, tail = title.rpartition(name)
        kept = head.rstrip()
        if parting and not tail.strip() and kept.endswith(PARTINGS):
            return kept.rstrip("".join(PARTINGS)).rstrip() or title
    return title


def _outlet(tree: Element, things: list[Thing], article: Thing, meta: dict[str, str]) -> str | None:
    names = (
        meta.get("og:site_name"),
        *names_in(article.get("publisher"), things),
        *(n for t in things if "website" in types_of(t) for n in names_in(t, things)),
        *(n for t in things if types_of(t) & SITES for n in names_in(t, things)),
        meta.get("application-name"),
        meta.get("apple-mobile-web-app-title"),
        meta.get("publisher"),
        meta.get("dc.publisher"),
        *_microdata_publisher(tree),
        *_logos(tree),
    )
    return next(filter(None, map(_outlet_name, names)), None)


def _outlet_name(name: str | None) -> str | None:
    name = one_line(name or "")
    fits = 1 < len(name) <= MAX_NAME_CHARS and name.lower() not in NO_OUTLETS
    return name if fits else None


def _microdata_publisher(tree: Element) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop='publisher']"):
        named = element.find(".//*[@itemprop='name']")
        if named is not None:
            yield named.get("content") or text_of(named)


def _logos(tree: Element) -> Iterator[str]:
    for element in tree.iter("a", "p", "div", "span", "h1", "h2"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if len(names) > 1 and LOGO.search(names):
            image = element.find(".//img")
            words = text_of(element) or (image.get("alt") or "" if image is not None else "")
            if words and len(words.split()) <= 6:
                yield re.sub(r"\s+logo$", "", words, flags=re.IGNORECASE)


def _outlet_in_title(tree: Element, article: Thing, meta: dict[str, str]) -> str | None:
    """The name behind the headline in the page's title.

    The headline is told from the name by another place that gives it alone.
    """
    title = next((one_line(text_of(e)[:MAX_TITLE_CHARS]) for e in tree.iter("title")), "")
    heads = (
        article.get("headline"),
        meta.get("og:title"),
        *map(text_of, tree.iter("h1", "h2", "h3")),
    )
    for head in (*(h for h in heads if isinstance(h, str)), longest_part(title)):
        head = one_line(head)
        if head.count(" ") >= 2 and head in title:
            for rest in title.split(head, 1):
                name = rest.strip().strip("".join(PARTINGS) + " ")
                if name != rest.strip() and len(name.split()) <= 6 and name.lower() != "print":
                    return name or None
    return None


def _language(tree: Element, article: Thing, meta: dict[str, str]) -> str | None:
    said = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        article.get("inLanguage"),
        meta.get("content-language"),
        meta.get("og:locale"),
        meta.get("language"),
    )
    for tag in said:
        code = (
            re.match(r"([a-z]{2,3})(?![a-z])", tag.strip().lower())
            if isinstance(tag, str)
            else None
        )
        if code:
            return code[1]
    return None
