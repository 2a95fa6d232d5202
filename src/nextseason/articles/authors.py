"""Who wrote an article -> a name, as the page says it to machines or shows it to readers."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from nextseason.articles.blocks import lines_of
from nextseason.articles.form import one_line
from nextseason.articles.jsonld import Thing, names_in
from nextseason.articles.tree import Element, beginning, has_word, text_of

MAX_NAME_CHARS = 80
MAX_LINE_CHARS = 300
MAX_BYLINE_CHARS = 120  # a box of more is about its author
MAX_PIECES = 8  # of a byline: links, labels and roles
NO_NAMES = frozenset(
    "by post posted admin administrator editor author staff guest unknown anonymous root".split()
)
AUTHOR = re.compile(r"author|username|(?:^|[\s-])by(?:-?line)?(?:$|[\s-])|writer", re.IGNORECASE)
MARKS = ("class", "rel", "itemprop", "data-component", "data-testid")
META = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
# What begins or ends a byline and is no part of the name.
BEFORE_NAME = re.compile(
    r"^(?:(?:post|written|posted|published|reported|story|text|words|edited|article|started|asked)\s+)?"
    r"by:?\s+|^(?:author|reporter|from)\s?:\s*|^about\s+",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    r"\s*(?:[|•·»,(/@]|\s[–—-]\s|\b(?:on|at|posted|published|updated|in|for)\b"
    r"|(?<=\w) (?:senior|staff|arts|culture|entertainment|tv|television|associate|contributing"
    r"|news|deputy|managing)"
    r"\s+(?:writer|reporter|editor|correspondent|critic|contributor|tv)\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,4}[./ -]).*$",
    re.IGNORECASE,
)


def author_said(
    tree: Element, article: Thing, things: list[Thing], meta: dict[str, str]
) -> str | None:
    """The authors that JSON-LD, microdata or meta tags name."""
    said = (meta[name] for name in META if name in meta and not _is_login(meta[name]))
    for names in (names_in(article.get("author"), things), _marked(tree), said):
        clean = [name for name in map(author_name, names) if name]
        if clean:
            return ", ".join(dict.fromkeys(clean))
    return None


def _is_login(name: str) -> bool:
    return " " not in name and name.islower()


def author_shown(trimmings: Iterable[Element], bylines: Iterable[str]) -> str | None:
    """The author that the lines around the headline name."""
    trimmings = list(trimmings)
    for element in chain.from_iterable(trimming.iter("*") for trimming in trimmings):
        marks = " ".join(element.get(name) or "" for name in MARKS)
        if AUTHOR.search(marks) and len(beginning(element, MAX_BYLINE_CHARS)) < MAX_BYLINE_CHARS:
            name = next(
                filter(None, map(author_name, islice(element.itertext(), MAX_PIECES))), None
            )
            if name:
                return name
    for line in (*(line for e in trimmings for line in lines_of(e)), *bylines):
        by = re.search(r"\bby:?\s+(?=[^\W\d_])", line[:MAX_LINE_CHARS], re.IGNORECASE)
        if by and (name := author_name(line[by.start() :])):
            return name
    return None


def _marked(tree: Element) -> Iterator[str]:
    for element in tree.iter("a", "span", "div", "p", "address", "cite"):
        if element.get("itemprop") == "author" or has_word(element, "rel", "author"):
            named = element.find(".//*[@itemprop='name']")
            yield text_of(element if named is None else named)
            return


def author_name(line: str) -> str | None:
    """The name in a byline; None where it holds none.

    Examples
    --------
    >>> author_name("By Ada Pell, Senior TV Reporter | March 3, 2027"), author_name("admin")
    ('Ada Pell', None)
    """
    line = line[:MAX_LINE_CHARS]
    name = one_line(AFTER_NAME.sub("", BEFORE_NAME.sub("", one_line(line)))).strip(" .,:;-–—|")
    is_name = (
        1 < len(name) <= MAX_NAME_CHARS
        and "://" not in line
        and any(map(str.isalpha, name))
        and name.lower() not in NO_NAMES
        and len(name.split()) <= 8
    )
    return name if is_name else None
