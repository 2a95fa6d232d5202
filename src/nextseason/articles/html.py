"""A web page, as it came -> Article.

Joins what others find: the encoding, the tree, what the page says about itself, its days and
its text.  Pages come from anywhere: one that is broken, made to harm, or without an article
is refused, with a reason, in bounded time.
"""

import logging
import re
from collections.abc import Mapping
from datetime import date

from nextseason.articles.authors import author_shown
from nextseason.articles.days import days_shown, read_days
from nextseason.articles.decoding import decode
from nextseason.articles.emptiness import SHORT, Emptiness, notice, reason_for, why_empty
from nextseason.articles.form import Block, article_of, host_of
from nextseason.articles.jsonld import FORUM, types_of
from nextseason.articles.language import language_name, language_of
from nextseason.articles.maintext import (
    CLEARLY_MORE,
    THIN,
    Found,
    carried_text,
    gathered_text,
    main_text,
    n_chars_of,
)
from nextseason.articles.metadata import Metadata, read_metadata
from nextseason.articles.prune import prune
from nextseason.articles.tree import Element, parse
from nextseason.domain import Article
from nextseason.errors import InputError

HEAD_BYTES = 4096  # where a page says how it is encoded and where it was saved from
MAX_GATHERED_TAGS = 10_000  # trafilatura's time grows with the square of the elements
INDEX_TEASERS = 6  # with so many teasers and no text of its own, a page leads to others
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
CHARSET_SENT = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
FORUMS = re.compile(
    r"phpbb|xenforo|vbulletin|discourse|mybb|invision|simple ?machines|smf|flarum|vanilla|punbb"
    r"|fluxbb|nodebb|woltlab|burning board|bbpress|yabb|(?:^|[\s_-])(?:forums?|viewtopic|showthread"
    r"|thread-view|topic-view|single-topic)(?=$|[\s_-])",
    re.I,
)
THREADS = re.compile(
    r"/(?:viewtopic|showthread|viewthread)\.|/(?:threads?|topics?|forums?|discussions?)/|showtopic="
    r"|[?;&]topic=|/t/[^/]+/\d+|^https?://(?:forums?|boards?)\.",
    re.I,
)
DAY_FIRST = re.compile(r"en[-_](?!us)", re.IGNORECASE)

# They log what is reported here as a reason; an application that logs still gets it.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(
    data: bytes,
    *,
    url: str | None = None,
    crawled: date | None = None,
    headers: Mapping[str, str] | None = None,
) -> Article:
    """The article on a web page: what stands around it is left out.

    `url`, `crawled` and `headers` say where and when it was got and what the server said; the
    page's own address goes before `url`.  The site is the host of the address, or else the
    name that the page gives it.

    Raises
    ------
    InputError
        It holds no article, is not in English, is too large, or cannot be decoded; the
        message says which.
    """
    text = decode(data, declared=_declared(data, headers or {}))
    try:
        return _read(text, url, crawled, headers)
    except InputError:
        raise
    except Exception as fault:  # whatever a hostile page makes a parser raise
        raise InputError(
            f"the page cannot be taken apart ({type(fault).__name__}); save it anew from a "
            "browser, or save its text"
        ) from fault


def _declared(data: bytes, headers: Mapping[str, str]) -> str | None:
    """The encoding that the server says, or else the page."""
    sent = next((v for name, v in headers.items() if name.lower() == "content-type"), "")
    found = CHARSET_SENT.search(sent)
    said = CHARSET.search(data[:HEAD_BYTES])
    names = [found[1]] if found else []
    names += [said[1].decode("ascii")] if said else []
    # Servers say UTF-8 of whatever they send; bytes that are none are rather what the page says.
    return next((name for name in names if name.lower() not in ("utf-8", "utf8")), None)


def _read(
    text: str, url: str | None, crawled: date | None, headers: Mapping[str, str] | None
) -> Article:
    tree = parse(text)
    saved_from = SAVED_FROM.search(text[:HEAD_BYTES])
    got_from = url or (saved_from[1] if saved_from else None)
    meta = read_metadata(tree, url=got_from)
    body = next(tree.iter("body"), tree)
    forum = _is_forum(tree, meta)
    lang = tree.get("lang") or ""
    pruned = prune(body, forum=forum)
    found = main_text(body, title=meta.title, author=meta.author, forum=forum)
    blocks = _best(found, meta, text, n_teasers=pruned.n_teasers)
    _refuse(blocks, meta, text, n_teasers=pruned.n_teasers)
    shown = days_shown(
        [*pruned.trimmings, *body.iter("time")],
        found.bylines,
        day_first=DAY_FIRST.match(lang) is not None,
    )
    days = read_days(
        article=meta.article,
        meta=meta.meta,
        visible=shown,
        url=meta.url or got_from,
        headers=headers,
        crawled=crawled,
    )
    return article_of(
        blocks,
        title=meta.title,
        url=meta.url,
        site=host_of(meta.url) or meta.outlet,
        published=days.published,
        updated=days.updated,
        crawled=days.crawled,
        dates=days.dates,
        author=meta.author or author_shown(pruned.trimmings, found.bylines),
        outlet=meta.outlet,
        language="en",
        marked=True,
    )


def _is_forum(tree: Element, meta: Metadata) -> bool:
    body = tree.find("body")
    systems = (
        meta.meta.get("generator", ""),
        *(e.get(name) or "" for e in (tree, body) if e is not None for name in ("id", "class")),
    )
    return (
        any(FORUM in types_of(thing) for thing in meta.things)
        or any(map(FORUMS.search, systems))
        or THREADS.search(meta.url or "") is not None
        or any("DiscussionForumPosting" in (e.get("itemtype") or "") for e in tree.iter("*"))
    )


def _best(found: Found, meta: Metadata, text: str, *, n_teasers: int) -> list[Block]:
    """The fullest of the readings: the page's own, what it carries, what is gathered."""
    n_chars = n_chars_of(found.blocks)
    carried = carried_text(meta.article, title=meta.title)
    if n_chars_of(carried) >= CLEARLY_MORE * n_chars:
        return carried
    is_thin = n_chars < THIN and not (n_chars and found.marked)
    if is_thin and n_teasers < INDEX_TEASERS and text.count("<") < MAX_GATHERED_TAGS:
        gathered = gathered_text(text)
        if n_chars_of(gathered) > CLEARLY_MORE * n_chars:
            return gathered
    return found.blocks


def _refuse(blocks: list[Block], meta: Metadata, text: str, *, n_teasers: int) -> None:
    """Raises where the page gives no article, or one that is not in English."""
    joined = "\n".join(block.text for block in blocks)
    if n_teasers >= INDEX_TEASERS and len(joined) < THIN:
        raise InputError(reason_for(Emptiness.INDEX))
    if not blocks:
        raise InputError(reason_for(why_empty(parse(text), meta.title)))
    if len(joined) <= SHORT and (emptiness := notice(parse(text), meta.title, joined)):
        raise InputError(reason_for(emptiness))
    language = language_of(joined) or meta.language or "en"
    if language != "en":
        raise InputError(f"the page is in {language_name(language)}; only English is read")
