import gzip
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from nextseason.articles import sitemaps
from nextseason.articles.sitemaps import SiteMap, read_sitemap
from nextseason.articles.web import Entry
from nextseason.errors import InputError

PAGES = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://a.example/1.jpg</image:loc></image:image>
<loc> https://a.example/1#x </loc><lastmod>2027-03-05T10:00:00+01:00</lastmod>
<news:news><news:publication_date>2027-03-01</news:publication_date>
<news:title>Ada &amp; Ben</news:title></news:news></url>
<url><loc>https://a.example/2</loc><lastmod>soon</lastmod></url>
<url><loc>https://a.example/1</loc></url>
<url><loc>ftp://a.example/3</loc></url>
<url><loc>/4</loc></url>
<url><lastmod>2027-03-05</lastmod></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/news.xml.gz</loc><lastmod>2027-03-05</lastmod></sitemap>
</sitemapindex>"""


def test_pages_are_listed_with_what_is_said_of_them():
    assert read_sitemap(PAGES) == SiteMap(
        pages=(
            Entry(
                url="https://a.example/1",
                title="Ada & Ben",
                published=datetime(2027, 3, 1, tzinfo=UTC),
                updated=datetime(2027, 3, 5, 9, tzinfo=UTC),
            ),
            Entry(url="https://a.example/2"),
        )
    )


def test_an_index_lists_maps():
    found = read_sitemap(INDEX)
    assert [entry.url for entry in found.maps] == ["https://a.example/news.xml.gz"]
    assert not found.pages


def test_a_packed_map_is_unpacked():
    assert read_sitemap(gzip.compress(PAGES)) == read_sitemap(PAGES)


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"<html></html>", b"<rss/>", gzip.compress(PAGES)[:-20], gzip.compress(b"")],
    ids=["empty", "words", "page", "feed", "cut", "nothing packed"],
)
def test_what_is_no_site_map_is_refused(data):
    with pytest.raises(InputError):
        read_sitemap(data)


def test_a_map_that_breaks_off_gives_what_is_there():
    assert len(read_sitemap(PAGES[: PAGES.index(b"<url><loc>https://a.example/2")]).pages) == 1


def test_of_a_map_that_lists_too_much_the_first_are_taken(monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_ENTRIES", 10)
    listed = b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(30))
    assert len(read_sitemap(b"<urlset>" + listed).pages) == 10


N = 200_000
HOSTILE = {
    "deep": b"<urlset>" + b"<url>" * N,
    "attributes": b"<urlset><url " + b" ".join(b"a%d='1'" % n for n in range(N)) + b">",
    "packed": gzip.compress(b"<urlset>" + b" " * 60_000_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_maps_made_to_harm_take_bounded_time(kind):
    began = time.process_time()
    with suppress(InputError):
        assert not read_sitemap(HOSTILE[kind]).pages
    assert time.process_time() - began < 5
