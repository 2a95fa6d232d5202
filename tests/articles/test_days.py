"""The days of a page: read as written, kept with their origin, believed in order."""

from datetime import date

import pytest

from nextseason.articles.days import days_in_line, parse_day, read_days
from nextseason.articles.html import read_html
from nextseason.domain import DatedBy, DayKind

DAY, LATER = date(2027, 3, 4), date(2027, 3, 9)
PROSE = "<p>The drama will be back, the network says, and so will its actors and its dog.</p>" * 4


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-04", "2027-03-04T23:30:00-05:00", "20270304", "March 4, 2027", "Mar. 4th 2027",
        "Thursday, 4 March 2027", "4th March, 2027", "03/04/2027", "04.03.2027", "2027/3/4",
        "Thu, 04 Mar 2027 10:00:00 GMT",
    ],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "2027", "March 2027", "2027-13-04", "February 30, 2027", "2631-03-04", "10:30"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_the_order_of_numbers_is_that_of_the_country() -> None:
    assert parse_day("04/03/2027", day_first=True) == DAY


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Posted on March 4, 2027 by Ada", [DayKind.PUBLISHED]),
        ("Last updated: March 4, 2027", [DayKind.UPDATED]),
        ("PUBLISHED: 4 March 2027 | UPDATED: 9 March 2027", [DayKind.PUBLISHED, DayKind.UPDATED]),
        ("Printed from The Reel on 4 March 2027", []),
    ],
)
def test_the_word_before_a_day_tells_its_kind(line: str, kinds: list[DayKind]) -> None:
    assert [dated.kind for dated in days_in_line(line)] == kinds


def published(**given: object) -> date | None:
    return read_days(**{"article": {}, "meta": {}, **given}).published  # type: ignore[arg-type]


SHOWN = DatedBy(day=DAY, kind=DayKind.PUBLISHED, origin="visible label")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"visible": [SHOWN], "article": {"datePublished": "2027-03-05T02:00:00Z"}},
            DAY,
            id="what is shown goes before what machines are told",
        ),
        pytest.param(
            {"article": {"datePublished": "2027-03-04"}, "meta": {"date": "2027-03-01"}},
            DAY,
            id="JSON-LD goes before meta",
        ),
        pytest.param(
            {"meta": {"date": "2027-03-04"}, "url": "https://a.example/2027/03/01/x"},
            DAY,
            id="meta goes before the address",
        ),
        pytest.param({"url": "https://a.example/2027/03/04/x"}, DAY, id="the address"),
        pytest.param({"url": "https://a.example/2027/03/x"}, None, id="a month is no day"),
        pytest.param(
            {"article": {"datePublished": "2027-04-01"}, "meta": {"date": "2027-03-04"},
             "crawled": LATER},
            DAY,
            id="a day after the crawl is not believed",
        ),
        pytest.param(
            {"headers": {"Last-Modified": "Thu, 04 Mar 2027 10:00:00 GMT"}},
            None,
            id="a server's change is no publication",
        ),
    ],
)  # fmt: skip
def test_which_day_is_believed(given: dict[str, object], expected: date | None) -> None:
    assert published(**given) == expected


def test_a_shown_day_that_machines_call_the_change_is_the_change() -> None:
    shown = DatedBy(day=LATER, kind=DayKind.PUBLISHED, origin="visible line")
    told = {"datePublished": "2027-03-04T10:00", "dateModified": "2027-03-09T10:00"}
    days = read_days(article=told, meta={}, visible=[shown])
    assert (days.published, days.updated) == (DAY, LATER)


@pytest.mark.parametrize(
    ("modified", "updated"),
    [("2027-03-04T10:00:30", None), ("2027-03-04T18:00:00", DAY), ("2027-03-01T10:00:00", None)],
    ids=["in the minute", "on the day", "before it"],
)
def test_a_change_comes_after_publication(modified: str, updated: date | None) -> None:
    told = {"datePublished": "2027-03-04T10:00:00", "dateModified": modified}
    assert read_days(article=told, meta={}).updated == updated


def test_all_days_are_kept_with_their_origin() -> None:
    page = (
        '<meta property="article:published_time" content="2027-03-04">'
        '<link rel="canonical" href="https://a.example/2027/03/01/x">'
        f'<article><h1>Back</h1><p class="byline">Updated March 9, 2027</p>{PROSE}</article>'
    )
    article = read_html(
        page.encode(),
        crawled=date(2027, 5, 1),
        headers={"last-modified": "Sat, 01 May 2027 10:00:00 GMT"},
    )
    assert {(d.day, d.origin) for d in article.dates} == {
        (DAY, "meta article:published_time"),
        (date(2027, 3, 1), "url"),
        (LATER, "visible label"),
        (date(2027, 5, 1), "crawl"),
        (date(2027, 5, 1), "http last-modified"),
    }
    assert (article.published, article.updated, article.crawled) == (DAY, LATER, date(2027, 5, 1))


@pytest.mark.parametrize(
    "around",
    [
        '<div id="comments"><p>Ben, <time datetime="2027-03-01">March 1, 2027</time></p></div>',
        '<ul class="related"><li><a href="/x">Low Fen ends</a> March 1, 2027</li></ul>',
        "<footer>Published since March 1, 1999</footer>",
        '<p class="print">Printed on March 1, 2027</p>',
    ],
    ids=["comment", "related post", "footer", "printing"],
)
def test_days_of_other_things_are_not_the_pages(around: str) -> None:
    page = f"<article><h1>Back</h1>{PROSE}</article>{around}"
    assert read_html(page.encode()).published is None
