"""Hosts are asked as they wish: their robots.txt, and their pace."""

import pytest
import rude_server as rude
from loopback import MANNERS
from rude_server import page, respond

from nextseason.articles.fetch import Run
from nextseason.articles.gather import visit_all
from nextseason.articles.web import Refused


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
