"""Fetching one page from a real server that misbehaves in each way that servers do."""

import gzip
import re
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import rude_server as rude
from loopback import MANNERS
from rude_server import in_turn, moved, page, respond

from nextseason.articles import gather
from nextseason.articles.cache import open_cache
from nextseason.articles.fetch import Run
from nextseason.articles.gather import visit_all
from nextseason.articles.web import Failed, Got, Refused, Unchanged

NETWORK = re.compile(r"^\s*(?:import|from) (?:httpcore|socket|urllib\.request|requests)\b", re.M)


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


def test_nothing_else_of_the_package_speaks_to_the_network():
    folder = Path(gather.__file__).parent
    speaking = {p.name for p in folder.glob("*.py") if NETWORK.search(p.read_text("utf-8"))}
    assert speaking == {"fetch.py"}
