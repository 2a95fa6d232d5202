"""The nouns of getting pages: what is asked, what came, and what became of an address.

An exchange is a generator: it yields steps, is sent the reply to each, and returns what it
was for.  It touches nothing, so that it can be tested without a network; `fetch` carries
the steps out.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any, NamedTuple, TypeAlias, TypeVar

from nextseason.errors import InputError

R = TypeVar("R")

ROBOT = "nextseason"  # the name that a robots.txt calls us by


def user_agent(contact: str | None = None) -> str:
    """How the robot names itself; the contact is a web or mail address of who runs it.

    Examples
    --------
    >>> user_agent("https://example.org/robot").partition("/")[0]
    'nextseason'
    >>> user_agent("https://example.org/robot").endswith(" (+https://example.org/robot)")
    True
    """
    name = f"{ROBOT}/{version('nextseason')}"
    return f"{name} (+{contact})" if contact else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How politely, how long and how much."""

    user_agent: str = field(default_factory=user_agent)
    requests_per_second_per_host: float = 1.0
    max_delay_seconds: float = 30.0  # a longer Crawl-delay is shortened to this
    hosts_at_once: int = 32  # each is sent one request at a time
    # Of a body, decoded; pages have some 100 kB.  A few dozen may be held at a time.
    max_bytes: int = 5_000_000
    max_seconds: float = 30.0  # for one request, from connecting to the last byte
    max_redirects: int = 5
    max_tries: int = 3  # of one request
    backoff_seconds: float = 2.0  # before the second try; four times as long before the third
    max_wait_seconds: float = 120.0  # a host that asks to be left alone for longer is given up
    # What was got so lately is not asked for again: an interrupted run goes on where it was.
    fresh_seconds: float = 3600.0
    allow_private: bool = False  # also addresses of this machine and of local networks

    def __post_init__(self) -> None:
        if not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise InputError("the contact has letters that no header can hold; give it in ASCII")
        if self.requests_per_second_per_host <= 0 or min(self.max_tries, self.hosts_at_once) < 1:
            raise InputError("a rate is above 0; there is one try, and one host, at least")


class Accepted(NamedTuple):
    """The media types that one kind of thing comes in."""

    types: frozenset[str]
    header: str


PAGE = Accepted(
    frozenset(("text/html", "application/xhtml+xml", "text/plain")),
    "text/html, application/xhtml+xml, text/plain;q=0.5",
)
# Feeds and site maps come as almost anything; what they are is seen when they are parsed.
LISTING = Accepted(
    frozenset(
        (
            "application/atom+xml",
            "application/rss+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
            "text/html",
            "text/plain",
            "application/gzip",
            "application/x-gzip",
            "application/octet-stream",
        )
    ),
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
)
RULES = Accepted(frozenset(), "text/plain, */*;q=0.1")  # whatever a robots.txt is sent as


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A step: ask for this; the reply is a `Response`, or `FetchError` is raised."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    accepted: Accepted = PAGE
    max_bytes: int
    cut: bool = False  # a longer body is cut, not refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came; the body is decoded, and left out where it is of no use."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    got: datetime  # aware, in UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A response on the disk, and when its server last said that it is current."""

    response: Response
    checked: datetime


class Recall(NamedTuple):
    """A step: what is kept of this address?  The reply is `Kept` or None."""

    url: str


class Keep(NamedTuple):
    """A step: keep this for later runs."""

    kept: Kept


class RulesOf(NamedTuple):
    """A step: what does this host let robots do?  The reply is `Rules`."""

    origin: str


class Wait(NamedTuple):
    """A step: the host of this address is left alone for so long from now."""

    url: str
    seconds: float


class Now(NamedTuple):
    """A step: the reply is the moment, in UTC."""


Step: TypeAlias = Request | Recall | Keep | RulesOf | Wait | Now
Exchange: TypeAlias = Generator[Step, Any, R]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address that a feed or a site map lists, and what it says of it."""

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None  # None: not told
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A page."""

    asked: str  # the address that was asked for
    url: str  # where it was found in the end
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    got: datetime
    listed: Entry | None = None  # what the feed or site map that led here says of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A page that is as it was when it was last got."""

    page: Got
    asked_again: bool  # False: it was got so lately that its server was not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """We would not get it: robots, a private address, its type or its size."""

    asked: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Its server did not give it."""

    asked: str
    reason: str
    status: int | None = None  # None: there was no response
    attempts: int = 1


Outcome: TypeAlias = Got | Unchanged | Refused | Failed
