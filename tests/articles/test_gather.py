"""A run over many pages: what is kept, broken off, joined, and led to by feeds and site maps."""

import gzip
import threading
import time
from dataclasses import replace

import pytest
import rude_server as rude
from loopback import MANNERS, read_page
from rude_server import page

from nextseason.articles.fetch import Run
from nextseason.articles.gather import fetch_articles, visit_all
from nextseason.articles.tally import Tally
from nextseason.articles.web import Got
from nextseason.domain import Article, Rejected


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
