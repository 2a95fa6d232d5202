"""Ways of reading a web page, ours and those of others, each as bytes -> Reading.

trafilatura, htmldate and jusText come with our dependencies; readability-lxml is tried if it is
installed.  Each gets the bytes alone, as saved; what its setting does not tell stays None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from nextseason.articles.html import read_html
from nextseason.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was made of a page; no text where it was held to have no article."""

    text: str = ""
    headings: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: date | None = None
    updated: date | None = None
    language: str | None = None


Extractor = Callable[[bytes], Reading]


def ours(page: bytes) -> Reading:
    try:
        article = read_html(page)
    except InputError:
        return Reading()
    return Reading(
        text=article.text,
        headings=tuple(
            article.text[part.start : part.end] for part in article.parts if part.kind == "heading"
        ),
        title=article.title,
        author=article.author,
        outlet=article.outlet,
        published=article.published,
        updated=article.updated,
        language=article.language,
    )


def trafilatura_alone(page: bytes, *, setting: Mapping[str, Any]) -> Any:
    """Its document, or None: the call that is timed."""
    from trafilatura import bare_extraction

    return bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, **setting
    )


def _trafilatura(page: bytes, *, setting: Mapping[str, Any]) -> Reading:
    from htmldate import find_date

    found = trafilatura_alone(page, setting=setting)
    if found is None:
        return Reading()
    return Reading(
        text=found.text or "",
        headings=tuple("".join(head.itertext()) for head in found.body.iter("head")),
        title=found.title,
        author=found.author,
        outlet=found.sitename,
        published=_day(found.date),
        updated=_day(find_date(page, original_date=False)),
        language=found.language,
    )


def _justext(page: bytes) -> Reading:
    justext = import_module("justext")
    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    kept = [p for p in paragraphs if not p.is_boilerplate]
    return Reading(
        text="\n".join(p.text for p in kept),
        headings=tuple(p.text for p in kept if p.is_heading),
    )


def _readability(page: bytes) -> Reading:
    from lxml import html  # type: ignore[import-untyped]

    document = import_module("readability").Document(page)
    tree = html.fromstring(document.summary())
    return Reading(
        text="\n".join(tree.itertext()),
        headings=tuple(h.text_content() for h in tree.iter("h1", "h2", "h3", "h4")),
        title=document.title(),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


TRAFILATURA: dict[str, Mapping[str, Any]] = {
    "trafilatura, default": {},
    "trafilatura, precision": {"favor_precision": True},
    "trafilatura, recall": {"favor_recall": True},
    "trafilatura, fast": {"fast": True},
}
EXTRACTORS: dict[str, Extractor] = {
    "ours": ours,
    **{name: partial(_trafilatura, setting=setting) for name, setting in TRAFILATURA.items()},
    "jusText": _justext,
}
if find_spec("readability"):
    EXTRACTORS["readability-lxml"] = _readability
