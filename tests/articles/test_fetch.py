"""Fetching from a real server on loopback that misbehaves in each way that servers do."""

import asyncio
import gzip
import re
import socket
import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpcore
import pytest
import rude_server as rude
from exchanges import Middle
from rude_server import in_turn, moved, page, respond

from nextseason.articles import gather
from nextseason.articles.cache import open_cache
from nextseason.articles.fetch import Outside, Run
from nextseason.articles.gather import fetch_articles, visit_all
from nextseason.articles.tally import Tally
from nextseason.articles.web import Failed, Got, Manners, Refused, Unchanged
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError

NETWORK = re.compile(r"^\s*(?:import|from) (?:httpcore|socket|urllib\.request|requests)\b", re.M)
# As fast as loopback allows: nothing here waits for a real clock.
MANNERS = Manners(
    user_agent="nextseason/0 (+mailto:test@example.org)",
    max_bytes=1_000_000,
    max_seconds=0.5,
    allow_private=True,
)


class Clock:
    """Time that passes only when it is slept through."""

    def __init__(self):
        self.seconds = 0.0
        self.slept = []

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def now(self):
        return datetime(2027, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)


async def everything_is_here(host, port):
    return ["127.0.0.1"]


@pytest.fixture
def server():
    with rude.rude_server() as running:
        yield running


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def outside(clock):
    return Outside(
        resolve=everything_is_here,
        now=clock.now,
        clock=lambda: clock.seconds,
        sleep=clock.sleep,
        rng=Middle(),
    )


@pytest.fixture
def at(server):
    """The address of a path; every host is the server."""
    return lambda path, host="a.test": f"http://{host}:{server.server_port}{path}"


@pytest.fixture
def get(server, at, outside):
    """What becomes of one path that behaves so."""

    def get(behaviour, *, path="/x", manners=MANNERS, cache=None):
        server.behave(path, behaviour)
        ((outcome, *_),) = visit_all([at(path)], Run(manners=manners, cache=cache, outside=outside))
        return outcome

    return get


def test_a_page_is_got_by_a_robot_that_says_who_it_is(get, server):
    outcome = get(page())
    assert isinstance(outcome, Got)
    assert outcome.body == rude.PAGE
    (robots, _), (path, headers) = server.asked
    assert (robots, path) == ("/robots.txt", "/x")
    assert headers["User-Agent"] == "nextseason/0 (+mailto:test@example.org)"
    assert headers["Host"] == f"a.test:{server.server_port}"
    assert "Cookie" not in headers


def test_a_packed_page_is_unpacked(get):
    outcome = get(page(gzip.compress(rude.PAGE), content_encoding="gzip"))
    assert outcome.body == rude.PAGE


REFUSED = {
    "endless body": (rude.endless, "over the limit of 1,000,000 bytes"),
    "gzip bomb": (rude.bomb, "over the limit of 1,000,000 bytes"),
    "said to be huge": (
        lambda h: respond(h, length=10**12),
        "over the limit of 1,000,000 bytes",
    ),
    "picture": (page(content_type="image/png"), "it is image/png, which is not read here"),
    "file": (moved("file:///etc/passwd"), "redirected to file:/etc/passwd: not a web address"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_wanted_is_refused(get, server, case):
    behaviour, reason = REFUSED[case]
    outcome = get(behaviour)
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith(reason)
    assert [path for path, _ in server.asked].count("/x") == 1  # and not tried again


FAILED = {
    "slow drip": (rude.slow_drip, "it took longer than 0.5 seconds", 1),
    "slow head": (rude.slow_head, "it took longer than 0.5 seconds", 1),
    "no answer": (rude.never, "it took longer than 0.5 seconds", 1),
    "reset": (rude.reset, "the connection broke", 3),
    "hung up": (rude.raw(b""), "not HTTP (Server disconnected", 3),
    "body breaks off": (
        rude.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nRen"),
        "not HTTP (peer closed connection",
        3,
    ),
    "garbage": (rude.raw(b"\x00\xff garbage\r\n\r\n"), "not HTTP", 3),
    "garbage for chunks": (
        rude.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nRenewed"),
        "not HTTP",
        3,
    ),
    "huge headers": (
        rude.raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n"),
        "not HTTP",
        3,
    ),
    "broken gzip": (page(b"not gzip", content_encoding="gzip"), "its packing is broken", 1),
    "gzip breaks off": (
        page(gzip.compress(rude.PAGE)[:-12], content_encoding="gzip"),
        "its packing is broken off",
        1,
    ),
    "other packing": (page(content_encoding="br"), "it is packed as 'br'", 1),
    "circle": (moved("/x"), "it redirects in a circle", 1),
    "gone": (rude.not_found, "HTTP 404", 1),
}


@pytest.mark.parametrize("case", FAILED)
def test_what_a_server_does_not_give_fails(get, case):
    behaviour, reason, attempts = FAILED[case]
    began = time.monotonic()
    outcome = get(behaviour)
    assert time.monotonic() - began < 3
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith(reason)
    assert outcome.attempts == attempts


def test_a_server_that_is_back_is_asked_again(get, clock):
    busy = lambda handler: respond(handler, 503, b"")  # noqa: E731
    outcome = get(in_turn(busy, rude.reset, page()))
    assert isinstance(outcome, Got)
    assert clock.slept[-2:] == [2.0, 8.0]


@pytest.mark.parametrize(
    "retry_after", ["20", "Mon, 01 Mar 2027 12:00:21 GMT"], ids=["seconds", "moment"]
)
def test_a_wait_that_is_asked_for_is_kept_to(get, clock, retry_after):
    busy = lambda handler: respond(handler, 429, b"", retry_after=retry_after)  # noqa: E731
    assert isinstance(get(in_turn(busy, page())), Got)
    assert clock.slept[-1] == pytest.approx(20.5)


def test_a_host_that_asks_for_too_long_a_wait_is_given_up(server, at, outside, clock):
    server.behave("/x", lambda handler: respond(handler, 429, b"", retry_after="86400"))
    server.behave("/y", page())
    outcomes = visit_all([at("/x"), at("/y")], Run(manners=MANNERS, cache=None, outside=outside))
    reasons = [outcome.reason for (outcome,) in outcomes]
    assert all(reason.startswith("its host asks to be left alone for 86,4") for reason in reasons)
    assert "/y" not in [path for path, _ in server.asked]
    assert clock.seconds < 10


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is 127.0.0.1, which is not a public"),
        ("http://[::ffff:127.0.0.1]:{port}/", "is ::ffff:127.0.0.1, which is not a public"),
        ("http://169.254.169.254/meta-data", "169.254.169.254, which is not a public"),
        ("http://2130706433:{port}/secret", "127.0.0.1, which is not a public"),
        ("http://inner.test:{port}/secret", "inner.test is 10.0.0.7, which is not a public"),
        ("http://mixed.test:{port}/secret", "mixed.test is 10.0.0.7, which is not a public"),
    ],
    ids=["loopback", "mapped", "metadata", "number", "name", "one of two"],
)
def test_a_redirect_to_a_private_address_is_refused(server, at, outside, monkeypatch, to, reason):
    """The server itself stands for a public one: only its name is let pass the check."""
    addresses = {"inner.test": ["10.0.0.7"], "mixed.test": ["1.1.1.1", "10.0.0.7"]}

    async def resolve(host, port):
        if host == "a.test":
            return ["127.0.0.2"]
        if host in addresses:
            return addresses[host]
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [address[0] for *_, address in found]

    from nextseason.articles import fetch

    checked = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda a: a == "127.0.0.2" or checked(a))
    monkeypatch.setattr(
        fetch.httpcore.AnyIOBackend, "connect_tcp", _to_loopback(server.server_port)
    )
    server.behave("/x", moved(to.format(port=server.server_port)))
    server.behave("/secret", page())
    strict = replace(MANNERS, allow_private=False)
    outside = replace(outside, resolve=resolve)
    ((outcome,),) = visit_all([at("/x")], Run(manners=strict, cache=None, outside=outside))
    assert isinstance(outcome, Refused)
    assert reason in outcome.reason
    assert "/secret" not in [path for path, _ in server.asked]


def _to_loopback(port):
    connect = httpcore.AnyIOBackend.connect_tcp

    async def connect_tcp(self, host, *arguments):
        assert host == "127.0.0.2", f"connected to {host}"
        return await connect(self, "127.0.0.1", *arguments)

    return connect_tcp


def test_a_name_that_changes_its_meaning_is_checked_when_it_is_connected_to(server, at, outside):
    """Public when it is first looked up, ours when it is looked up again."""
    answers = iter([["127.0.0.1"], ["1.1.1.1"]])
    looked_up = []

    async def rebinding(host, port):
        looked_up.append(host)
        return next(answers, ["127.0.0.1"])

    strict = replace(MANNERS, allow_private=False)
    outside = replace(outside, resolve=rebinding)
    ((outcome,),) = visit_all([at("/x")], Run(manners=strict, cache=None, outside=outside))
    assert outcome.reason == "a.test is 127.0.0.1, which is not a public address"
    assert not server.asked
    assert looked_up == ["a.test"]  # what was looked up is what would have been connected to


def test_a_name_without_an_address_fails(get, at, outside):
    async def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    outside = replace(outside, resolve=unknown)
    ((outcome,),) = visit_all([at("/x")], Run(manners=MANNERS, cache=None, outside=outside))
    assert "the name a.test has no address" in outcome.reason


@pytest.mark.parametrize(
    ("behind", "n_tries"),
    [(ssl.SSLCertVerificationError("self-signed"), 1), (ConnectionRefusedError(), 3)],
    ids=["untrusted", "closed"],
)
def test_a_server_that_is_not_who_it_says_is_not_asked_again(at, outside, behind, n_tries):
    tries = []

    async def fail(host, port):  # in the place of the handshake
        tries.append(host)
        try:
            raise behind
        except OSError as fault:
            raise httpcore.ConnectError(str(fault)) from fault

    outside = replace(outside, resolve=fail)
    ((outcome,),) = visit_all([at("/x")], Run(manners=MANNERS, outside=outside))
    assert "no connection" in outcome.reason
    assert len(tries) == n_tries


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (page(b"User-agent: *\nDisallow: /", content_type="text/plain"), "keeps robots out"),
        (lambda handler: respond(handler, 500, b""), "its robots.txt cannot be had (HTTP 500)"),
        (rude.reset, "its robots.txt cannot be had (the connection broke"),
        (rude.never, "its robots.txt cannot be had (it took longer than"),
    ],
    ids=["shut", "down", "reset", "silent"],
)
def test_robots_are_heeded(get, server, behaviour, reason):
    server.behave("/robots.txt", behaviour)
    outcome = get(page())
    assert isinstance(outcome, Refused)
    assert reason in outcome.reason
    assert "/x" not in [path for path, _ in server.asked]


def test_a_robots_file_without_an_end_is_read_to_the_limit(get, server):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(b"User-agent: *\nDisallow: /x\n")
        while not handler.server.stopping.is_set():
            handler.wfile.write(b"# more\n" * 1000)

    server.behave("/robots.txt", endless)
    assert get(page()).reason == "its robots.txt keeps robots out"


@pytest.mark.parametrize(
    ("robots", "interval"),
    [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 7", 7.0), (b"User-agent: *\nCrawl-delay: 999", 30)],
    ids=["ours", "theirs", "capped"],
)
def test_each_host_is_asked_at_its_pace(server, at, outside, clock, robots, interval):
    server.behave("/robots.txt", page(robots, content_type="text/plain"))
    server.behave("/x", page())
    urls = [at(f"/x?{n}") for n in range(4)]
    list(visit_all(urls, Run(manners=MANNERS, cache=None, outside=outside)))
    # From robots.txt to the first page the interval is ours: the host's is not known yet.
    assert clock.slept == pytest.approx([0.0, 1.0, interval, interval, interval])


def test_robots_are_asked_for_once_for_each_host(server, at, outside):
    server.behave("/x", page())
    urls = [at(f"/x?{n}", host=f"h{n % 3}.test") for n in range(9)]
    list(visit_all(urls, Run(manners=MANNERS, cache=None, outside=outside)))
    assert [path for path, _ in server.asked].count("/robots.txt") == 3
    assert set(server.hosts.values()) == {4}


def read_page(got):
    text = got.body.decode().removeprefix("<html><body><p>").removesuffix("</p></body></html>")
    if "no article" in text:
        raise InputError("no article found on the page")
    return Article(id=got.url, text=text, url=got.url)


@pytest.fixture
def fetch(outside, tmp_path):
    def fetch(*urls, **options):
        given = {"manners": MANNERS, "cache_dir": tmp_path / "pages", "outside": outside}
        return list(fetch_articles(urls, **given | {"read_page": read_page} | options))

    return fetch


def test_what_has_not_changed_is_not_sent_again(server, at, fetch, clock):
    server.behave("/x", rude.conditional)
    tally = Tally()
    (first,) = fetch(at("/x"), tally=tally)
    clock.seconds += 7200
    (second,) = fetch(at("/x"), tally=tally)
    assert first == second
    assert [h.get("if-none-match") for path, h in server.asked if path == "/x"] == [None, '"v1"']
    assert tally.lines() == ("1 got, 1 unchanged",)


def test_a_run_that_was_broken_off_goes_on_without_asking_again(server, at, outside, tmp_path):
    for n in range(6):
        server.behave(f"/{n}", page())
    urls = [at(f"/{n}") for n in range(6)]
    options = {"manners": MANNERS, "cache_dir": tmp_path, "outside": outside}
    run = fetch_articles(urls, read_page=read_page, **options)
    for _ in range(3):
        next(run)
    run.close()
    tally = Tally()
    again = list(fetch_articles(urls, read_page=read_page, tally=tally, **options))
    assert len(again) == 6
    assert tally.n_not_asked >= 3
    paths = [path for path, _ in server.asked]
    assert [paths.count(f"/{n}") for n in range(3)] == [1, 1, 1]
    assert paths.count("/robots.txt") <= 2


def test_a_run_that_is_broken_off_ends_at_once(server, at, outside):
    server.behave("/x", page())
    server.behave("/slow", rude.never)
    patient = replace(MANNERS, max_seconds=60.0)
    urls = [at("/x"), at("/slow", host="b.test")]
    before = threading.active_count()
    run = visit_all(urls, Run(manners=patient, cache=None, outside=outside))
    assert isinstance(next(run)[0], Got)
    began = time.monotonic()
    run.close()
    assert time.monotonic() - began < 2
    for _ in range(100):  # the server's own threads end a little later
        if _client_threads() == 0:
            break
        time.sleep(0.01)
    assert _client_threads() == 0, f"{before} threads before"


def _client_threads():
    return sum("_work" in thread.name for thread in threading.enumerate())


def test_what_went_wrong_is_told_and_the_rest_is_read(server, at, fetch):
    server.behave("/x", page())
    server.behave("/empty", page(b"no article"))
    tally = Tally()
    found = fetch(at("/x"), at("/gone"), at("/empty"), "not a url", at("/x#again"), tally=tally)
    told = {(r.origin, r.reason) for r in found if isinstance(r, Rejected)}
    assert told == {
        (at("/gone"), "HTTP 404"),
        (at("/empty"), "no article found on the page"),
        ("not a url", "not a web address; give one that starts with http:// or https://"),
    }
    assert [a.text for a in found if isinstance(a, Article)] == ["Tidewater is renewed."]
    assert tally.lines()[0] == "2 got, 1 refused, 1 failed, 1 without an article"
    assert tally.n_wanted == 4


def test_the_pages_of_an_article_are_one(server, at, fetch):
    for n in (1, 2, 3):
        following = f'<a href="/x/{n + 1}">{n + 1}</a>' if n < 3 else ""
        path = "/x" if n == 1 else f"/x/{n}"
        server.behave(path, page(f"Part {n}.{following}".encode()))

    def read(got):
        return Article(id=got.url, text=got.body.decode().partition("<")[0])

    (article,) = fetch(at("/x"), read_page=read)
    assert article.text == "Part 1.\n\nPart 2.\n\nPart 3."


def test_feeds_and_site_maps_lead_to_pages(server, at, fetch):
    server.behave("/a", page(b"From the feed."))
    server.behave("/b", page(b"From the map."))
    rss = "<rss><channel><item><title>A</title><link>/a</link></item></channel></rss>"
    sitemap = f"<urlset><url><loc>{at('/b')}</loc></url><url><loc>{at('/a')}</loc></url></urlset>"
    server.behave("/feed", page(rss.encode(), content_type="application/rss+xml"))
    packed = gzip.compress(sitemap.encode())
    server.behave("/map.xml.gz", page(packed, content_type="application/x-gzip"))
    found = fetch(feeds=[at("/feed"), at("/none")], sitemaps=[at("/map.xml.gz")])
    assert sorted(a.text for a in found if isinstance(a, Article)) == [
        "From the feed.",
        "From the map.",
    ]
    assert [r for r in found if isinstance(r, Rejected)] == [
        Rejected(origin=at("/none"), reason="HTTP 404")
    ]


def test_what_a_feed_says_of_a_page_goes_with_it(server, at, fetch):
    server.behave("/a", page())
    rss = b"<rss><channel><item><title>Ada returns</title><link>/a</link></item></channel></rss>"
    server.behave("/feed", page(rss, content_type="text/xml"))
    seen = []

    def read(got):
        seen.append(got.listed)
        return read_page(got)

    fetch(feeds=[at("/feed")], read_page=read)
    assert [entry.title for entry in seen] == ["Ada returns"]


def test_a_feed_and_its_pages_count_for_one_pace_and_one_robots_file(server, at, fetch, clock):
    server.behave("/robots.txt", page(b"User-agent: *\nCrawl-delay: 7", content_type="text/plain"))
    server.behave("/a", page())
    rss = b"<rss><channel><item><link>/a</link></item></channel></rss>"
    server.behave("/feed", page(rss, content_type="text/xml"))
    fetch(feeds=[at("/feed")], cache_dir=None)
    assert [path for path, _ in server.asked] == ["/robots.txt", "/feed", "/a"]
    assert clock.slept == pytest.approx([0.0, 1.0, 7.0])


def test_nothing_else_of_the_package_speaks_to_the_network():
    folder = Path(gather.__file__).parent
    speaking = {p.name for p in folder.glob("*.py") if NETWORK.search(p.read_text("utf-8"))}
    assert speaking == {"fetch.py"}


def test_a_fault_of_ours_is_not_swallowed(outside, at, server):
    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(
            visit_all(
                [at("/x")], Run(manners=MANNERS, cache=None, outside=replace(outside, now=broken))
            )
        )


@pytest.mark.parametrize("mark", ['"v1"', '"größe ÿ"', "no quotes", "a\tb"])
def test_a_page_that_has_not_changed_is_told_apart(get, tmp_path, clock, mark):
    behaviour = partial(rude.conditional, mark=mark)
    with open_cache(tmp_path, now=clock.now()) as cache:
        assert isinstance(get(behaviour, cache=cache), Got)
        clock.seconds += 7200
        assert isinstance(get(behaviour, cache=cache), Unchanged)
