"""The exchanges for what lists pages: a feed with its older pages, a site map with its maps.

Address -> Listing by way of steps, which `fetch` carries out.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from nextseason.articles.feeds import read_feed
from nextseason.articles.sitemaps import read_sitemap
from nextseason.articles.visit import visit
from nextseason.articles.web import (
    LISTING,
    Entry,
    Exchange,
    Failed,
    Got,
    Manners,
    Refused,
    Unchanged,
)
from nextseason.domain import Rejected
from nextseason.errors import InputError

MAX_FEED_PAGES = 10
MAX_MAPS = 50
MAX_DEPTH = 3  # of indexes in indexes; the protocol has 1
MAX_LISTED = 10_000  # by one site map: at one a second, three hours
EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The addresses that were found, each once, and what could not be used."""

    entries: tuple[Entry, ...]
    rejected: tuple[Rejected, ...] = ()


Walk = Callable[..., Exchange[Listing]]


def walk_feed(url: str, *, manners: Manners, rng: random.Random) -> Exchange[Listing]:
    """What a feed lists, its older pages included (RFC 5005), up to ten documents."""
    entries: dict[str, Entry] = {}
    met: set[str] = set()
    older: str | None = url
    while older is not None and older not in met and len(met) < MAX_FEED_PAGES:
        met.add(older)
        page = yield from _document(older, manners, rng)
        if isinstance(page, Rejected):
            return _listing(entries, [page])
        try:
            feed = read_feed(page.body, url=page.url, content_type=_type(page))
        except InputError as fault:
            return _listing(entries, [Rejected(origin=older, reason=str(fault))])
        for entry in feed.entries:
            entries.setdefault(entry.url, entry)
        older = feed.older
    return _listing(entries, [])


def walk_sitemap(url: str, *, manners: Manners, rng: random.Random) -> Exchange[Listing]:
    """What a site map lists, and those that it names; the newest first.

    At most 50 documents are read, the newest maps of an index before the others.
    """
    entries: dict[str, Entry] = {}
    rejected: list[Rejected] = []
    met = {url}
    waiting = [(url, 0)]
    n_read = 0
    while waiting and n_read < MAX_MAPS:
        here, depth = waiting.pop(0)
        n_read += 1
        page = yield from _document(here, manners, rng)
        if isinstance(page, Rejected):
            rejected.append(page)
            continue
        try:
            found = read_sitemap(page.body, content_type=_type(page))
        except InputError as fault:
            rejected.append(Rejected(origin=here, reason=str(fault)))
            continue
        for entry in found.pages:
            entries.setdefault(entry.url, entry)
        inner = [e.url for e in sorted(found.maps, key=_newest) if e.url not in met]
        met.update(inner)
        waiting += [(each, depth + 1) for each in inner if depth < MAX_DEPTH]
    if waiting:
        reason = f"it names over {MAX_MAPS} site maps; the {MAX_MAPS} newest were read"
        rejected.append(Rejected(origin=url, reason=reason))
    if len(entries) > MAX_LISTED:
        reason = f"it lists {len(entries):,} addresses; the {MAX_LISTED:,} newest are asked for"
        rejected.append(Rejected(origin=url, reason=reason))
    newest = sorted(entries.values(), key=_newest)[:MAX_LISTED]
    return _listing({entry.url: entry for entry in newest}, rejected)


def _document(url: str, manners: Manners, rng: random.Random) -> Exchange[Got | Rejected]:
    outcome = yield from visit(url, manners=manners, rng=rng, accepted=LISTING)
    match outcome:
        case Got():
            return outcome
        case Unchanged():
            return outcome.page
        case Refused() | Failed():
            return Rejected(origin=url, reason=outcome.reason)


def _listing(entries: dict[str, Entry], rejected: list[Rejected]) -> Listing:
    return Listing(entries=tuple(entries.values()), rejected=tuple(rejected))


def _newest(entry: Entry) -> float:
    """A key that puts the newest first, and what has no day last."""
    moment = entry.updated or entry.published or EARLIEST
    return -moment.timestamp()


def _type(page: Got) -> str:
    return page.headers.get("content-type", "")
