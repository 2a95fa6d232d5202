"""Exchanges -> their results: the only module of the package that downloads.

What to ask for, and what to make of the answers, is decided by the exchanges (`visit`,
`listings`, `paging`); here their steps are carried out, within limits on bytes and time, one
request at a time for each host.

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
from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import httpcore
import httpx

from nextseason.articles.background import Emit, as_they_come
from nextseason.articles.cache import Cache
from nextseason.articles.pace import Hosts
from nextseason.articles.public import host_key, is_public
from nextseason.articles.robots import Rules
from nextseason.articles.unpacking import TooLargeError, Unpacker
from nextseason.articles.visit import find_rules, printable, wants_body
from nextseason.articles.web import (
    Exchange,
    Keep,
    Kept,
    Manners,
    Now,
    Recall,
    Request,
    Response,
    RulesOf,
    Step,
    Wait,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the exchanges of one run share."""

    manners: Manners
    cache: Cache | None = None  # None: nothing is kept
    outside: Outside = field(default_factory=Outside)
    hosts: Hosts = field(default_factory=Hosts)


class Job(NamedTuple, Generic[R]):
    """An exchange to come, and the address that it begins with."""

    url: str
    begin: Callable[[], Exchange[R]]


def carry_out(jobs: Iterable[Job[R]], run: Run) -> Generator[R, None, None]:
    """The results of the exchanges, as they come; those of one host follow each other."""
    by_host: defaultdict[str, list[Job[R]]] = defaultdict(list)
    for job in jobs:
        by_host[host_key(job.url)].append(job)

    async def produce(emit: Emit[R]) -> None:
        places = asyncio.Semaphore(run.manners.hosts_at_once)
        async with _pool(run) as pool, asyncio.TaskGroup() as group:
            steps = _Steps(pool, run)

            async def follow_each(its_jobs: Sequence[Job[R]]) -> None:
                async with places:
                    for job in its_jobs:
                        await emit(await steps.carry_out(job.begin()))

            for its_jobs in by_host.values():
                group.create_task(follow_each(its_jobs))

    return as_they_come(produce, ahead=AHEAD)


class _Steps:
    """Carries out the steps of exchanges."""

    def __init__(self, pool: httpcore.AsyncConnectionPool, run: Run) -> None:
        self._pool, self._hosts = pool, run.hosts
        self._manners, self._cache, self._outside = run.manners, run.cache, run.outside
        # One request at a time to each host, one search for the rules of each.
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._searches: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

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
                self._hosts.pace.hold(host_key(url), seconds, now=self._outside.clock())
                return None
            case Now():
                return self._outside.now()

    async def _rules_of(self, origin: str) -> Rules:
        async with self._searches[origin]:
            if origin not in self._hosts.rules:
                exchange = find_rules(origin, manners=self._manners, rng=self._outside.rng)
                rules = self._hosts.rules[origin] = await self.carry_out(exchange)
                delay = min(rules.delay_seconds, self._manners.max_delay_seconds)
                self._hosts.pace.slow(host_key(origin), delay)
        return self._hosts.rules[origin]

    async def _send(self, request: Request) -> Response:
        host = host_key(request.url)
        async with self._turns[host]:
            await self._take_turn(host, request.url)
            try:
                async with asyncio.timeout(self._manners.max_seconds):
                    return await self._get(request)
            except TimeoutError as fault:
                reason = f"it took longer than {self._manners.max_seconds:g} seconds"
                raise FetchError(reason, url=request.url) from fault

    async def _take_turn(self, host: str, url: str) -> None:
        pace, clock = self._hosts.pace, self._outside.clock
        interval = 1 / self._manners.requests_per_second_per_host
        wait = pace.wait(host, now=clock())
        if wait > max(self._manners.max_wait_seconds, interval):
            reason = f"its host asks to be left alone for {wait:,.0f} seconds"
            raise FetchError(reason, url=url)
        await self._outside.sleep(wait)
        pace.ask(host, now=clock(), interval_seconds=interval)

    async def _get(self, request: Request) -> Response:
        url = httpx.URL(request.url)
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        headers = {
            "User-Agent": self._manners.user_agent,
            "Accept": request.accepted.header,
            "Accept-Encoding": "gzip",
            **request.headers,
        }
        limits = {"timeout": {"connect": CONNECT_SECONDS}}
        try:
            async with self._pool.stream(
                "GET", target, headers=_raw(headers), extensions=limits
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


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """As they came: a mark that a server gave may be any bytes."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


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
            # The pool takes the cause away; the context stays.
            untrusted = isinstance(fault.__context__, ssl.SSLCertVerificationError)
            reason = f"no connection ({printable(str(fault))})"
            return FetchError(reason, url=url, passing=not untrusted)
        case httpcore.ProtocolError():
            return FetchError(f"not HTTP ({printable(str(fault))})", url=url, passing=True)
    reason = f"the connection broke ({printable(str(fault) or type(fault).__name__)})"
    return FetchError(reason, url=url, passing=True)


def _pool(run: Run) -> httpcore.AsyncConnectionPool:
    allow_private = run.manners.allow_private
    return httpcore.AsyncConnectionPool(
        ssl_context=httpx.create_ssl_context(),
        max_connections=None,  # as many as there are hosts at once, and their redirects
        max_keepalive_connections=run.manners.hosts_at_once,
        keepalive_expiry=KEEPALIVE_SECONDS,
        network_backend=_CheckedBackend(run.outside.resolve, allow_private=allow_private),
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
