"""An article on several pages: the exchange that gets them, and the article they make.

The pages of an article have its address with a number, and are linked one from the other.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from nextseason.articles.links import Link, links_of
from nextseason.articles.visit import media_type, visit
from nextseason.articles.web import Exchange, Failed, Got, Manners, Outcome, Refused, Unchanged
from nextseason.domain import Article, Part, content_id

MAX_PAGES = 10
BREAK = "\n\n"  # between paragraphs
# Links with a number also lead to other things, such as the next season's page; those between
# pages say so, in their words or their marks.
MARKS = ("next", "pag", "weiter", "seite", "suivant", "siguiente")


def visit_article(
    url: str, *, manners: Manners, rng: random.Random
) -> Exchange[tuple[Outcome, ...]]:
    """What becomes of an address, and of the further pages of the article that is there."""
    outcomes = [(yield from visit(url, manners=manners, rng=rng))]
    first = page_in(outcomes[0])
    page = first
    while first is not None and page is not None and len(outcomes) < MAX_PAGES:
        number = len(outcomes) + 1
        following = next_page(page, first=first.url, number=number)
        if following is None:
            break
        outcome = yield from visit(following, manners=manners, rng=rng)
        outcomes.append(outcome)
        page = page_in(outcome)
        if page is not None and page.url != following:  # sent back to the first, most often
            outcomes.pop()
            break
    return tuple(outcomes)


def page_in(outcome: Outcome) -> Got | None:
    """The page that an outcome has brought, now or earlier."""
    match outcome:
        case Got():
            return outcome
        case Unchanged():
            return outcome.page
        case Refused() | Failed():
            return None


def next_page(page: Got, *, first: str, number: int) -> str | None:
    """The address of the page with that number, if this page links it as such.

    Examples
    --------
    >>> from datetime import datetime, UTC
    >>> page = Got(
    ...     asked="https://example.org/finale", url="https://example.org/finale", headers={},
    ...     body=b'<a href="/finale/2">2</a> <a href="/finale/3">3</a>',
    ...     got=datetime(2027, 3, 1, tzinfo=UTC),
    ... )
    >>> next_page(page, first=page.url, number=2)
    'https://example.org/finale/2'
    """
    if media_type(page.headers) == "text/plain":
        return None
    wanted = set(_numbered(first, number))
    links = (link for link in links_of(page.body, page.url) if link.url in wanted)
    return next((link.url for link in links if _leads_on(link, number)), None)


def _numbered(first: str, number: int) -> Iterator[str]:
    """The forms that the address of a further page takes."""
    parts = urlsplit(first)
    bare = parts.path.rstrip("/")
    for path in (f"{bare}/{number}", f"{bare}/page/{number}", f"{bare}/page-{number}"):
        for slash in ("", "/"):
            yield parts._replace(path=f"{path}{slash}").geturl()
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
    yield parts._replace(query=urlencode([*query, ("page", str(number))])).geturl()


def _leads_on(link: Link, number: int) -> bool:
    hint = link.hint.lower()
    return "next" in link.rel or str(number) in hint.split() or any(m in hint for m in MARKS)


class _Piece(NamedTuple):
    """A paragraph, with the marks of what it is."""

    text: str
    parts: tuple[Part, ...]  # places counted from its own start


def join_pages(pages: Sequence[Article]) -> Article:
    """The article that these pages make, in their order; the first one names it.

    What stands on several pages, such as the standfirst or a list of them, is taken once.

    Examples
    --------
    >>> one = Article(id="a", text="Renewed.\\n\\nBy Ada")
    >>> two = Article(id="b", text="Soon.\\n\\nBy Ada")
    >>> join_pages([one, two]).text.split("\\n\\n")
    ['Renewed.', 'By Ada', 'Soon.']
    """
    first = pages[0]
    if len(pages) == 1:
        return first
    pieces = {piece.text: piece for page in reversed(pages) for piece in _pieces(page)}
    order = dict.fromkeys(piece.text for page in pages for piece in _pieces(page))
    text, parts = "", []
    for words in order:
        text += BREAK if text else ""
        parts += [_moved(part, len(text)) for part in pieces[words].parts]
        text += words
    days = [page.updated for page in pages if page.updated]
    return replace(
        first,
        id=content_id(first.title, text),
        text=text,
        parts=tuple(parts),
        updated=max(days, default=None),
    )


def _pieces(page: Article) -> Iterator[_Piece]:
    start = 0
    for words in page.text.split(BREAK):
        end = start + len(words)
        inside = (part for part in page.parts if start <= part.start and part.end <= end)
        yield _Piece(words, tuple(_moved(part, -start) for part in inside))
        start = end + len(BREAK)


def _moved(part: Part, by: int) -> Part:
    return replace(part, start=part.start + by, end=part.end + by)
