"""Getting pages with manners: addresses, feeds and site maps -> Articles, as they come.

The only module of the package that downloads.  What to ask for, and what to make of the
answers, is decided by exchanges (`visit`, `listings`, `paging`); here their steps are carried
out, within limits on bytes and time, one request at a time for each host.

It speaks to httpcore, on which httpx stands: httpx has no place for a connection that goes
to the very address that was checked.  Proxies are not used, whatever the environment names:
behind one, the address that is reached cannot be checked.
"""

import asyncio
import random
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import httpcore
import httpx

from nextseason.articles.background import Emit, as_they_come
from nextseason.articles.cache import Cache, open_cache
from nextseason.articles.listings import Listing, Walk, walk_feed, walk_sitemap
from nextseason.articles.pace import Pace
from nextseason.articles.paging import join_pages, visit_article
from nextseason.articles.public import host_key, is_public, web_address
from nextseason.articles.robots import Rules
from nextseason.articles.tally import Tally
from nextseason.articles.unpacking import TooLargeError, Unpacker
from nextseason.articles.visit import find_rules, printable, wants_body
from nextseason.articles.web import (
    Entry,
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
    Step,
    Unchanged,
    Wait,
)
from nextseason.domain import Article, Rejected
from nextseason.errors import FetchError, InputError

R = TypeVar("R")
Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]

CONNECT_SECONDS = 10.0  # to one address
MAX_ADDRESSES = 3  # of one name, tried one after the other
KEEPALIVE_SECONDS = 30.0
AHEAD = 8  # results that wait for the caller
BROKEN = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a run hangs on besides the servers; tests hand in others."""

    resolve: Resolve = resolve
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    rng: random.Random = field(default_factory=random.Random)


def default_cache() -> Path:
    """The folder in which pages are kept unless another is named."""
    from platformdirs import user_cache_path

    return user_cache_path("nextseason", appauthor=False)


def fetch_articles(
    urls: Iterable[str] = (),
    *,
    feeds: Iterable[str] = (),
    sitemaps: Iterable[str] = (),
    read_page: Callable[[Got], Article],
    manners: Manners | None = None,
    cache_dir: Path | None = None,
    tally: Tally | None = None,
    outside: Outside | None = None,
) -> Iterator[Article | Rejected]:
    """The articles at these addresses, and at those that the feeds and site maps list.

    They come as they are got, not in the order of the addresses: a slow host delays its own.
    Each address is asked for once; an article on several pages is one.  What is not got, or
    is no article, is a `Rejected`.  A run that is broken off and begun again goes on where it
    was, from the pages kept in `cache_dir` (None: nothing is kept).

    `read_page` makes the article of a page, or raises `InputError`.
    """
    manners, tally = manners or Manners(), tally if tally is not None else Tally()
    outside = outside or Outside()
    wanted: dict[str, Entry | None] = {_plain(url): None for url in urls}
    with _kept_in(cache_dir, outside) as cache:
        walks = [(url, walk_feed) for url in feeds] + [(url, walk_sitemap) for url in sitemaps]
        for listing in list_pages(walks, manners=manners, cache=cache, outside=outside):
            yield from listing.rejected
            for entry in listing.entries:
                wanted[entry.url] = wanted.get(entry.url) or entry
        tally.n_wanted = len(wanted)
        for outcomes in visit_all(wanted, manners=manners, cache=cache, outside=outside):
            yield from _read(outcomes, wanted, read_page, tally)


def list_pages(
    walks: Sequence[tuple[str, Walk]], *, manners: Manners, cache: Cache | None, outside: Outside
) -> Generator[Listing, None, None]:
    """What the feeds and site maps list, as they come."""
    jobs = [Job(url, partial(walk, url, manners=manners, rng=outside.rng)) for url, walk in walks]
    return carry_out(jobs, manners=manners, cache=cache, outside=outside)


def visit_all(
    urls: Iterable[str], *, manners: Manners, cache: Cache | None, outside: Outside
) -> Generator[tuple[Outcome, ...], None, None]:
    """What becomes of each address, as they come; several outcomes for one on several pages."""
    begin = partial(visit_article, manners=manners, rng=outside.rng)
    jobs = [Job(url, partial(begin, url)) for url in urls]
    return carry_out(jobs, manners=manners, cache=cache, outside=outside)


def _plain(url: str) -> str:
    """One form for each address, so that it is asked for once."""
    return web_address(url)[0]


def _kept_in(folder: Path | None, outside: Outside) -> AbstractContextManager[Cache | None]:
    return nullcontext() if folder is None else open_cache(folder, now=outside.now())


def _read(
    outcomes: Sequence[Outcome],
    wanted: Mapping[str, Entry | None],
    read_page: Callable[[Got], Article],
    tally: Tally,
) -> Iterator[Article | Rejected]:
    """The article on these pages; the pages that are none are told of."""
    articles: list[Article] = []
    for outcome in outcomes:
        tally.add(outcome)
        match outcome:
            case Refused() | Failed():
                yield Rejected(origin=outcome.asked, reason=outcome.reason)
                continue
            case Unchanged():
                page = outcome.page
            case Got():
                page = outcome
        try:
            articles.append(read_page(replace(page, listed=wanted.get(page.asked))))
        except InputError as fault:
            tally.add_unread(str(fault))
            yield Rejected(origin=page.asked, reason=str(fault))
    if articles:
        yield join_pages(articles)


class Job(NamedTuple, Generic[R]):
    """An exchange to come, and the address that it begins with."""

    url: str
    begin: Callable[[], Exchange[R]]


def carry_out(
    jobs: Iterable[Job[R]], *, manners: Manners, cache: Cache | None, outside: Outside
) -> Generator[R, None, None]:
    """The results of the exchanges, as they come; those of one host follow each other."""
    by_host: defaultdict[str, list[Job[R]]] = defaultdict(list)
    for job in jobs:
        by_host[host_key(job.url)].append(job)

    async def produce(emit: Emit[R]) -> None:
        places = asyncio.Semaphore(manners.hosts_at_once)
        async with _pool(manners, outside) as pool, asyncio.TaskGroup() as group:
            steps = _Steps(pool, manners, cache, outside)

            async def follow_each(its_jobs: Sequence[Job[R]]) -> None:
                async with places:
                    for job in its_jobs:
                        await emit(await steps.carry_out(job.begin()))

            for its_jobs in by_host.values():
                group.create_task(follow_each(its_jobs))

    return as_they_come(produce, ahead=AHEAD)


class _Steps:
    """Carries out the steps of exchanges; what it learns of a host holds for all of them."""

    def __init__(
        self,
        pool: httpcore.AsyncConnectionPool,
        manners: Manners,
        cache: Cache | None,
        outside: Outside,
    ) -> None:
        self._pool, self._manners, self._cache, self._outside = pool, manners, cache, outside
        self._pace = Pace(interval_seconds=1 / manners.requests_per_second_per_host)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def carry_out(self, exchange: Exchange[R]) -> R:
        try:
            step = next(exchange)
            while True:
                try:
                    reply = await self._reply(step)
                except FetchError as fault:
                    step = exchange.throw(fault)
                else:
                    step = exchange.send(reply)
        except StopIteration as end:
            result: R = end.value
            return result

    async def _reply(self, step: Step) -> Response | Rules | Kept | datetime | None:
        match step:
            case Request():
                return await self._send(step)
            case RulesOf(origin):
                return await self._rules_of(origin)
            case Recall(url):
                return self._cache.get(url) if self._cache else None
            case Keep(kept):
                if self._cache:
                    self._cache.put(kept)
                return None
            case Wait(url, seconds):
                self._pace.hold(host_key(url), seconds, now=self._outside.clock())
                return None
            case Now():
                return self._outside.now()

    async def _rules_of(self, origin: str) -> Rules:
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._find_rules(origin))
        return await self._rules[origin]

    async def _find_rules(self, origin: str) -> Rules:
        exchange = find_rules(origin, manners=self._manners, rng=self._outside.rng)
        rules = await self.carry_out(exchange)
        delay = min(rules.delay_seconds, self._manners.max_delay_seconds)
        self._pace.slow(host_key(origin), delay)
        return rules

    async def _send(self, request: Request) -> Response:
        host = host_key(request.url)
        async with self._turns[host]:
            wait = self._pace.wait(host, now=self._outside.clock())
            if wait > self._manners.max_wait_seconds:
                reason = f"its host asks to be left alone for {wait:,.0f} seconds"
                raise FetchError(reason, url=request.url)
            await self._outside.sleep(wait)
            self._pace.ask(host, now=self._outside.clock())
            try:
                async with asyncio.timeout(self._manners.max_seconds):
                    return await self._get(request)
            except TimeoutError as fault:
                reason = f"it took longer than {self._manners.max_seconds:g} seconds"
                raise FetchError(reason, url=request.url) from fault

    async def _get(self, request: Request) -> Response:
        url = httpx.URL(request.url)
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        headers = [
            ("User-Agent", self._manners.user_agent),
            ("Accept", request.accepted.header),
            ("Accept-Encoding", "gzip"),
            *request.headers.items(),
        ]
        limits = {"timeout": {"connect": CONNECT_SECONDS}}
        try:
            async with self._pool.stream(
                "GET", target, headers=headers, extensions=limits
            ) as response:
                told = _told(response.headers)
                is_read = wants_body(response.status, told, request.accepted)
                body = await _body(response, told, request) if is_read else b""
                return Response(
                    url=request.url,
                    status=response.status,
                    headers=told,
                    body=body,
                    got=self._outside.now(),
                )
        except (*BROKEN, InputError) as fault:
            raise _translated(fault, request.url) from fault


def _told(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        told[name] = f"{told[name]}, {value}" if name in told else value
    return told


async def _body(response: httpcore.Response, told: Mapping[str, str], request: Request) -> bytes:
    """The body, unpacked; it is counted as it comes, whatever its length is said to be."""
    unpacker = Unpacker(told.get("content-encoding", ""), limit=request.max_bytes)
    length = told.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > request.max_bytes and not request.cut:
        raise TooLargeError(request.max_bytes, b"")
    try:
        async for piece in response.aiter_stream():
            unpacker.add(piece)
    except TooLargeError as fault:
        if request.cut:
            return fault.start
        raise
    return unpacker.end()


def _translated(fault: Exception, url: str) -> FetchError:
    match fault:
        case TooLargeError():
            return FetchError(str(fault), url=url, refused=True)
        case InputError():
            return FetchError(str(fault), url=url)
        case httpcore.ConnectTimeout():
            return FetchError("no connection in time", url=url, passing=True)
        case httpcore.ConnectError():
            untrusted = isinstance(fault.__cause__, ssl.SSLCertVerificationError)
            reason = f"no connection ({printable(str(fault))})"
            return FetchError(reason, url=url, passing=not untrusted)
        case httpcore.ProtocolError():
            return FetchError(f"not HTTP ({printable(str(fault))})", url=url, passing=True)
    reason = f"the connection broke ({printable(str(fault) or type(fault).__name__)})"
    return FetchError(reason, url=url, passing=True)


def _pool(manners: Manners, outside: Outside) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(
        ssl_context=httpx.create_ssl_context(),
        max_connections=None,  # as many as there are hosts at once, and their redirects
        max_keepalive_connections=manners.hosts_at_once,
        keepalive_expiry=KEEPALIVE_SECONDS,
        network_backend=_CheckedBackend(outside.resolve, allow_private=manners.allow_private),
    )


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked, not to names that may change their meaning."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve, self._allow_private = resolve, allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        fault: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as raised:
                fault = raised
        raise fault or httpcore.ConnectError("the name has no address")

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as fault:
            is_passing = getattr(fault, "errno", None) == socket.EAI_AGAIN
            reason = f"the name {printable(host)} has no address"
            raise FetchError(reason, url=host, passing=is_passing) from fault
        private = [a for a in addresses if not is_public(a)]
        if private and not self._allow_private:
            reason = f"{printable(host)} is {private[0]}, which is not a public address"
            raise FetchError(reason, url=host, refused=True)
        return list(dict.fromkeys(addresses))[:MAX_ADDRESSES]
