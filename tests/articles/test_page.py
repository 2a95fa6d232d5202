"""A page as it was got, and what the feed that led to it says of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nextseason.articles.page import read_got
from nextseason.articles.web import Entry, Got
from nextseason.domain import DayKind
from nextseason.errors import InputError

TEXT = (
    "Tidewater has been renewed for a second season, Skylark said on Monday. The harbour drama "
    "will return with eight new episodes, and the whole cast is expected to be back for them."
)
PAGE = Got(
    asked="https://reel.example/t",
    url="https://www.reel.example/tidewater",
    headers={"content-type": "text/html; charset=utf-8"},
    body=f"<html lang=en><body><article><h1>Tidewater returns</h1><p>{TEXT}</p>".encode(),
    got=datetime(2027, 3, 9, 12, tzinfo=UTC),
)
LISTED = Entry(
    url=PAGE.url,
    title="Tidewater returns",
    published=datetime(2027, 3, 1, 9, tzinfo=UTC),
    updated=datetime(2027, 3, 2, 9, tzinfo=UTC),
)


def test_the_crawl_day_and_the_address_are_those_of_the_getting() -> None:
    article = read_got(PAGE)
    assert (article.crawled, article.site) == (date(2027, 3, 9), "reel.example")
    assert article.published is None


def test_a_feed_dates_the_page_that_shows_no_day() -> None:
    article = read_got(replace(PAGE, listed=LISTED))
    assert (article.published, article.updated) == (date(2027, 3, 1), date(2027, 3, 2))
    assert {d.origin for d in article.dates if d.kind is not DayKind.CRAWLED} == {
        "feed published",
        "feed updated",
    }


def test_the_page_goes_before_the_feed_and_both_are_kept() -> None:
    meta = b'<meta property="article:published_time" content="2027-02-20T08:00:00Z">'
    dated = replace(PAGE, body=PAGE.body.replace(b"<body>", meta + b"<body>"), listed=LISTED)
    article = read_got(dated)
    assert article.published == date(2027, 2, 20)
    assert {d.day for d in article.dates} >= {date(2027, 2, 20), date(2027, 3, 1)}


def test_a_day_after_the_crawl_is_kept_and_not_believed() -> None:
    late = replace(LISTED, published=datetime(2027, 5, 1, tzinfo=UTC), updated=None)
    article = read_got(replace(PAGE, listed=late))
    assert article.published is None
    assert date(2027, 5, 1) in {d.day for d in article.dates}


def test_plain_text_is_an_article_too() -> None:
    plain = replace(PAGE, headers={"content-type": "text/plain"}, body=TEXT.encode())
    article = read_got(plain)
    assert (article.text, article.url) == (TEXT, PAGE.url)


def test_a_page_without_an_article_says_why() -> None:
    with pytest.raises(InputError):
        read_got(replace(PAGE, body=b"<html><body><p>Log in"))
