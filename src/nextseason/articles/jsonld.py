"""The JSON-LD of a page -> the things it describes, as plain dictionaries.

The forms in the wild: one thing, a list, an @graph, things inside things; and broken JSON.
What the things say is left to `metadata` and `days`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from nextseason.articles.tree import Element

MAX_CHARS = 1_000_000  # of one script; articles in full have some 20,000
MAX_DEPTH = 12  # of things inside things that are looked at
MAX_THINGS = 500
MAX_NESTING = 100  # of brackets: parsing deeper ones would end in a RecursionError

Thing = dict[str, Any]

ARTICLES = frozenset(
    (
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "liveblogposting",
        "discussionforumposting",
        "socialmediaposting",
        "techarticle",
        "scholarlyarticle",
        "advertisercontentarticle",
        "report",
        "review",
        "criticreview",
    )
)
FORUM = "discussionforumposting"
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def things_of(tree: Element) -> list[Thing]:
    """All that the page's JSON-LD describes, outer things before those inside them."""
    found: list[Thing] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for thing in _walk(_loaded("".join(script.itertext())), MAX_DEPTH):
                found.append(thing)
                if len(found) >= MAX_THINGS:
                    return found
    return found


def _loaded(text: str) -> Any:
    text = WRAPPING.sub("", text).strip()
    if len(text) > MAX_CHARS or text.count("[") + text.count("{") > MAX_NESTING * 100:
        return None
    for attempt in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)  # line breaks inside strings are common
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Thing]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth - 1)


def types_of(thing: Thing) -> set[str]:
    """Its types in lower case, without the vocabulary's address.

    Examples
    --------
    >>> sorted(types_of({"@type": ["http://schema.org/NewsArticle", "Review"]}))
    ['newsarticle', 'review']
    """
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {str(name).rpartition("/")[2].lower() for name in names if name}


def article_in(things: list[Thing]) -> Thing | None:
    """The thing that is the page's article: the first of that type, one with a body before."""
    articles = [thing for thing in things if types_of(thing) & ARTICLES]
    with_text = (a for a in articles if isinstance(a.get("articleBody"), str))
    return next(with_text, None) or next(iter(articles), None)


def resolved(value: Any, things: list[Thing]) -> list[Thing | str]:
    """A property's values: names as they are, references by @id looked up in the page."""
    values = value if isinstance(value, list) else [value]
    return [_by_id(v, things) for v in values if isinstance(v, dict | str) and v]


def _by_id(value: Thing | str, things: list[Thing]) -> Thing | str:
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        same = (t for t in things if t.get("@id") == value["@id"] and "name" in t)
        return next(same, value)
    return value


def names_in(value: Any, things: list[Thing]) -> list[str]:
    """The names of the persons or organisations that a property holds.

    Examples
    --------
    >>> names_in([{"@type": "Person", "name": "Ada Pell"}, "Ben Oduya"], [])
    ['Ada Pell', 'Ben Oduya']
    """
    names = []
    for entry in resolved(value, things):
        name = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(name, list):
            names += [part for part in name if isinstance(part, str)]
        elif isinstance(name, str):
            names.append(name)
    return names
