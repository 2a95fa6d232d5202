import pytest
from exchanges import MANNERS, Middle, Played, page

from nextseason.articles import listings
from nextseason.articles.listings import MAX_FEED_PAGES, MAX_MAPS, walk_feed, walk_sitemap
from nextseason.articles.web import Recall
from nextseason.domain import Rejected

FEED = "https://a.example/feed"
MAP = "https://a.example/sitemap.xml"


def feed(url, *items, older=None):
    link = f'<link rel="next" href="{older}"/>' if older else ""
    entries = "".join(f'<entry><link href="/{item}"/></entry>' for item in items)
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{link}{entries}</feed>'
    return page(url, body=body.encode(), content_type="application/atom+xml")


def pages(url, *items):
    listed = "".join(
        f"<url><loc>https://a.example/{name}</loc><lastmod>{day}</lastmod></url>"
        for name, day in items
    )
    return page(url, body=f"<urlset>{listed}</urlset>".encode(), content_type="text/xml")


def index(url, *maps):
    listed = "".join(
        f"<sitemap><loc>https://a.example/{name}</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in maps
    )
    body = f"<sitemapindex>{listed}</sitemapindex>".encode()
    return page(url, body=body, content_type="text/xml")


def play(walk, url, replies):
    return Played(walk(url, manners=MANNERS, rng=Middle()), replies)


def names(listing):
    return [entry.url.removeprefix("https://a.example/") for entry in listing.entries]


def test_a_feed_is_followed_to_its_older_pages():
    older = f"{FEED}?page=2"
    replies = {FEED: feed(FEED, 5, 4, older="?page=2"), older: feed(older, 4, 3)}
    assert names(play(walk_feed, FEED, replies).result) == ["5", "4", "3"]


@pytest.mark.parametrize("older", [FEED, f"{FEED}?page=2"], ids=["itself", "each other"])
def test_a_feed_that_leads_in_a_circle_ends(older):
    replies = {FEED: feed(FEED, 1, older=older), f"{FEED}?page=2": feed(FEED, 2, older=FEED)}
    played = play(walk_feed, FEED, replies)
    assert len(played.asked) == len({FEED, older})


def test_a_feed_without_an_end_ends():
    url = [f"{FEED}?page={n}" for n in range(99)]
    replies = {url[n]: feed(url[n], n, older=url[n + 1]) for n in range(98)}
    played = play(walk_feed, url[0], replies)
    assert len(played.asked) == len(played.result.entries) == MAX_FEED_PAGES


def test_what_was_listed_before_a_fault_counts():
    older = f"{FEED}?page=2"
    replies = {FEED: feed(FEED, 5, older="?page=2"), older: page(older, status=404)}
    result = play(walk_feed, FEED, replies).result
    assert names(result) == ["5"]
    assert result.rejected == (Rejected(origin=older, reason="HTTP 404"),)


def test_a_page_instead_of_a_feed_is_told():
    (rejected,) = play(walk_feed, FEED, {FEED: page(FEED)}).result.rejected
    assert "it is no feed" in rejected.reason or "it is no XML" in rejected.reason


def test_the_newest_pages_of_all_maps_come_first():
    replies = {
        MAP: index(MAP, ("old.xml", "2020-01-01"), ("new.xml", "2027-01-01")),
        "https://a.example/new.xml": pages("", ("c", "2027-02-01"), ("d", "2026-02-01")),
        "https://a.example/old.xml": pages("", ("a", "2019-01-01"), ("b", "")),
    }
    played = play(walk_sitemap, MAP, replies)
    assert played.asked == [MAP, "https://a.example/new.xml", "https://a.example/old.xml"]
    assert names(played.result) == ["c", "d", "a", "b"]


def test_a_fault_in_one_map_spares_the_others():
    replies = {
        MAP: index(MAP, ("x.xml", "2027-01-02"), ("y.xml", "2027-01-01")),
        "https://a.example/x.xml": page(status=404),
        "https://a.example/y.xml": pages("", ("c", "2027-02-01")),
    }
    result = play(walk_sitemap, MAP, replies).result
    assert names(result) == ["c"]
    assert result.rejected == (Rejected(origin="https://a.example/x.xml", reason="HTTP 404"),)


def test_maps_that_name_each_other_end():
    inner = "https://a.example/inner.xml"
    replies = {MAP: index(MAP, ("inner.xml", "")), inner: index(inner, ("sitemap.xml", ""))}
    played = play(walk_sitemap, MAP, replies)
    assert [step.url for step in played.steps if isinstance(step, Recall)] == [MAP, inner]


def test_indexes_in_indexes_end():
    url = [f"https://a.example/{n}" for n in range(20)]
    replies = {url[n]: index(url[n], (f"{n + 1}", "")) for n in range(19)}
    assert len(play(walk_sitemap, url[0], replies).asked) == 4


def test_an_index_of_too_many_maps_is_read_in_part():
    maps = [(f"{n}.xml", f"2020-01-01T00:{n // 60:02}:{n % 60:02}") for n in range(200)]
    replies = {MAP: index(MAP, *maps)}
    replies |= {f"https://a.example/{name}": pages("", (name, "")) for name, _ in maps}
    played = play(walk_sitemap, MAP, replies)
    assert len(played.asked) == MAX_MAPS
    assert played.asked[1] == "https://a.example/199.xml"
    assert played.result.rejected[0].reason.startswith("it names over 50 site maps")


def test_of_too_many_addresses_the_newest_are_taken_and_that_is_told(monkeypatch):
    monkeypatch.setattr(listings, "MAX_LISTED", 2)
    replies = {MAP: pages(MAP, ("a", "2020-01-01"), ("b", "2027-01-01"), ("c", "2026-01-01"))}
    result = play(walk_sitemap, MAP, replies).result
    assert names(result) == ["b", "c"]
    assert result.rejected[0].reason == "it lists 3 addresses; the 2 newest are asked for"
