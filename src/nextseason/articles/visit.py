"""The exchange for one page: what is kept of it, robots.txt, the page, its redirects.

Address -> Outcome by way of steps, which `fetch` carries out.  Pure: no network, no clock.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from nextseason.articles.persist import FOUND, MOVED, NOT_MODIFIED, persist
from nextseason.articles.public import joined, origin_of, web_address
from nextseason.articles.robots import MAX_BYTES as MAX_RULES_BYTES
from nextseason.articles.robots import Rules, read_rules
from nextseason.articles.web import (
    PAGE,
    RULES,
    Accepted,
    Exchange,
    Failed,
    Got,
    Keep,
    Kept,
    Manners,
    Now,
    Outcome,
    Recall,
    Refused,
    Request,
    Response,
    RulesOf,
    Unchanged,
)
from nextseason.errors import FetchError

# What is sent back to ask whether a page has changed.
CONDITIONS = {"etag": "if-none-match", "last-modified": "if-modified-since"}
TOO_MANY_REQUESTS = 429
MAX_SAID_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a thing is asked for."""

    manners: Manners
    rng: random.Random
    accepted: Accepted = PAGE
    max_bytes: int
    cut: bool = False
    obeys: bool = True  # robots.txt; which is itself asked for without


class _Found(NamedTuple):
    response: Response
    is_new: bool
    was_asked: bool


def visit(
    url: str, *, manners: Manners, rng: random.Random, accepted: Accepted = PAGE
) -> Exchange[Outcome]:
    """What becomes of an address.

    A page that was got within `manners.fresh_seconds` is not asked for again; an older one
    is asked for only if it has changed.  Every address on the way is checked.
    """
    asking = Asking(manners=manners, rng=rng, accepted=accepted, max_bytes=manners.max_bytes)
    try:
        found = yield from follow(url, asking)
    except FetchError as fault:
        if fault.refused:
            return Refused(asked=url, reason=fault.reason)
        return Failed(asked=url, reason=fault.reason, status=fault.status, attempts=fault.attempt)
    came = found.response
    page = Got(asked=url, url=came.url, headers=came.headers, body=came.body, got=came.got)
    return page if found.is_new else Unchanged(page=page, asked_again=found.was_asked)


def find_rules(origin: str, *, manners: Manners, rng: random.Random) -> Exchange[Rules]:
    """What a host lets robots do.

    By RFC 9309, one without a robots.txt lets them do all; one that cannot give it, nothing
    for now.
    """
    asking = Asking(
        manners=manners, rng=rng, accepted=RULES, max_bytes=MAX_RULES_BYTES, cut=True, obeys=False
    )
    try:
        found = yield from follow(f"{origin}/robots.txt", asking)
    except FetchError as fault:
        if fault.refused:
            return Rules(closed=fault.reason)
        # "Too many requests" is no answer to the question; so are redirects without an end.
        status = fault.status or 0
        if status in MOVED or (400 <= status < 500 and status != TOO_MANY_REQUESTS):
            return Rules()
        return Rules(closed=f"its robots.txt cannot be had ({fault.reason}); try again later")
    return read_rules(found.response.body)


def follow(url: str, asking: Asking) -> Exchange[_Found]:
    """What stands at the end of the redirects.

    Raises
    ------
    FetchError
        There is none, or one of the addresses may not be asked.
    """
    here, moved = url, ""
    met: set[str] = set()
    status: int | None = None
    while True:
        here, fault = web_address(here, allow_private=asking.manners.allow_private)
        if fault is not None:
            raise FetchError(f"{moved}{fault}", url=here, refused=True)
        if here in met:
            raise FetchError("it redirects in a circle", url=here, status=status)
        if len(met) > asking.manners.max_redirects:
            reason = f"over {asking.manners.max_redirects} redirects"
            raise FetchError(reason, url=here, status=status)
        found = yield from _current(here, asking)
        status = found.response.status
        if status not in MOVED:
            return found
        met.add(here)
        here = joined(here, found.response.headers.get("location", ""))
        moved = f"redirected to {printable(here)}: "


def _current(url: str, asking: Asking) -> Exchange[_Found]:
    """What this address gives now, redirects included."""
    kept: Kept | None = yield Recall(url)
    if kept and (yield from _is_fresh(kept, asking.manners)):
        return _Found(kept.response, is_new=False, was_asked=False)
    if asking.obeys:
        rules: Rules = yield RulesOf(origin_of(url))
        if (refusal := rules.refusal(url)) is not None:
            raise FetchError(refusal, url=url, refused=True)
    request = Request(
        url=url,
        headers=conditions(kept),
        accepted=asking.accepted,
        max_bytes=asking.max_bytes,
        cut=asking.cut,
    )
    response = yield from persist(request, manners=asking.manners, rng=asking.rng)
    if response.status == NOT_MODIFIED:
        if kept is None:
            raise FetchError("HTTP 304, though nothing of it is kept", url=url, status=304)
        yield Keep(Kept(response=_renewed(kept.response, response), checked=response.got))
        return _Found(kept.response, is_new=False, was_asked=True)
    if not wants_body(response.status, response.headers, asking.accepted, or_moved=True):
        kind = media_type(response.headers)
        reason = f"it is {printable(kind)}, which is not read here"
        raise FetchError(reason, url=url, refused=True)
    if may_keep(response.headers):
        yield Keep(Kept(response=response, checked=response.got))
    return _Found(response, is_new=True, was_asked=True)


def _is_fresh(kept: Kept, manners: Manners) -> Exchange[bool]:
    now = yield Now()
    return bool(0 <= (now - kept.checked).total_seconds() < manners.fresh_seconds)


def _renewed(kept: Response, confirmed: Response) -> Response:
    """What is kept, with the marks by which it is asked for the next time."""
    marks = {name: v for name, v in confirmed.headers.items() if name in CONDITIONS}
    return replace(kept, headers={**kept.headers, **marks})


def conditions(kept: Kept | None) -> Mapping[str, str]:
    """The headers that ask for a page only if it is not the one that is kept.

    Examples
    --------
    >>> from datetime import datetime, UTC
    >>> moment = datetime(2027, 3, 1, tzinfo=UTC)
    >>> response = Response(url="/", status=200, headers={"etag": '"a"'}, got=moment)
    >>> conditions(Kept(response=response, checked=moment))
    {'if-none-match': '"a"'}
    """
    if kept is None or kept.response.status not in FOUND:
        return {}
    headers = kept.response.headers
    return {CONDITIONS[name]: headers[name] for name in CONDITIONS if headers.get(name)}


def may_keep(headers: Mapping[str, str]) -> bool:
    """Whether the server lets it be kept."""
    return "no-store" not in headers.get("cache-control", "").lower()


def wants_body(
    status: int, headers: Mapping[str, str], accepted: Accepted, *, or_moved: bool = False
) -> bool:
    """Whether this is the head of something that we read; a type left out may be any."""
    if status in MOVED:
        return or_moved
    kind = media_type(headers)
    return status in FOUND and (not kind or not accepted.types or kind in accepted.types)


def media_type(headers: Mapping[str, str]) -> str:
    """The media type without its parameters.

    Examples
    --------
    >>> media_type({"content-type": "Text/HTML; charset=utf-8"})
    'text/html'
    """
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def printable(said: str) -> str:
    """What a server said, fit for a report: short, and without controls.

    Examples
    --------
    >>> printable("text/\x1b[31mhtml")
    'text/ [31mhtml'
    """
    return "".join(c if c.isprintable() else " " for c in said[:MAX_SAID_CHARS])
