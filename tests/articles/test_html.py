"""Web pages: dates that are the page's own, sites, encodings, and pages made to harm."""

import time
from datetime import date

import pytest

from nextseason.articles.html import read_html
from nextseason.articles.tree import MAX_ATTRIBUTES, MAX_ELEMENTS
from nextseason.domain import Article
from nextseason.errors import InputError

PROSE = "".join(
    f"<p>In part {n} of its report the studio says that the drama will be back, and that "
    f"{n + 3} of its actors have signed for another year.</p>"
    for n in range(6)
)


def page(body: str = PROSE, head: str = "<title>Back again</title>") -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            '<meta property="article:published_time" content="2031-03-04T09:00:00Z">',
            "",
            date(2031, 3, 4),
            id="meta",
        ),
        pytest.param(
            '<link rel="canonical" href="https://a.example/2031/03/04/back">',
            "",
            date(2031, 3, 4),
            id="address",
        ),
        pytest.param(
            '<link rel="canonical" href="https://a.example/out-2033/05/06/back">'
            '<meta name="date" content="2031-03-04">',
            "",
            date(2031, 3, 4),
            id="meta before address",
        ),
        pytest.param(
            "", '<p class="byline">Posted on 2031-03-04</p>', date(2031, 3, 4), id="byline"
        ),
        pytest.param(
            "",
            '<p>By Dee, <time datetime="2031-03-04">4 March</time></p>',
            date(2031, 3, 4),
            id="time in a plain byline",
        ),
        pytest.param("", "<p>© 2019-2031 Reel Media</p>", None, id="copyright year"),
        pytest.param("", "<p>The first season came on 2030-01-02.</p>", None, id="prose"),
        pytest.param("", "<li>Premiere: 2030-01-02</li>", None, id="list"),
        pytest.param("", "<table><tr><td>Premiere<td>2030-01-02</table>", None, id="table"),
        pytest.param("<title>Out on 2030-01-02</title>", "", None, id="title"),
        pytest.param("", "<h1>Out on January 2, 2030</h1>", None, id="heading"),
        pytest.param('<meta name="date" content="2631-03-04">', "", None, id="beyond reason"),
    ],
)
def test_published(head: str, body: str, expected: date | None) -> None:
    assert read_html(page(body + PROSE, head)).published == expected


@pytest.mark.parametrize(
    ("head", "site", "url"),
    [
        pytest.param(
            '<link rel="canonical" href="https://www.a.example/x">',
            "a.example",
            "https://www.a.example/x",
            id="canonical",
        ),
        pytest.param(
            '<meta property="og:url" content="http://b.example:80/x">',
            "b.example",
            "http://b.example:80/x",
            id="open graph",
        ),
        pytest.param(
            '<meta property="og:site_name" content="The Reel">', "The Reel", None, id="name"
        ),
        pytest.param(
            '<link rel="canonical" href="javascript:alert(1)">', None, None, id="script address"
        ),
        pytest.param(
            "<!-- saved from url=(0026)https://www.c.example/page --><title>x</title>",
            "c.example",
            "https://www.c.example/page",
            id="browser's note",
        ),
        pytest.param("", None, None, id="none"),
    ],
)
def test_site_and_address(head: str, site: str | None, url: str | None) -> None:
    article = read_html(page(head=head))
    assert (article.site, article.url) == (site, url)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", "windows-1252"),
        ("iso-8859-2", "iso-8859-2"),
        ("utf-8", "iso-8859-1"),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    text = page("<p>Café Čapek</p>" + PROSE, f'<meta charset="{declared}">').decode()
    if encoding == "cp1252":
        text = text.replace("Č", "C")
    assert "Café" in read_html(text.encode(encoding)).text


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ("<p>“Café”</p>".encode("cp1252"), {"Content-Type": "text/html; charset=iso-8859-1"}),
        ("<meta charset=iso-8859-1><p>“Café”</p>".encode("cp1252"), {"content-type": "text/html"}),
        (
            "<meta charset=windows-1252><p>“Café”</p>".encode("cp1252"),
            {"content-type": "text/html; charset=utf-8"},
        ),
        ("<p>“Café” žluť naïve “ok” “no”</p>".encode() + b"<p>\xe9", {}),
    ],
    ids=["sent", "said", "sent wrongly", "a bad byte in UTF-8"],
)
def test_encodings_are_taken_as_browsers_take_them(data: bytes, headers: dict[str, str]) -> None:
    text = read_html(data + PROSE.encode(), headers=headers).text
    assert text.startswith("“Café”")


def test_list_items_headings_and_rows_keep_their_form() -> None:
    body = (
        "<h2>Cast</h2><ul><li><p>Ada <b>Lund</b> as Vera</p><li>Ben</ul>"
        "<table><tr><td>Episodes<td>8</table>One<br>two"
    )
    text = read_html(page(PROSE + body)).text
    assert "\n\nCast\n\n- Ada Lund as Vera\n- Ben\n" in text
    assert "\n- Episodes – 8" in text


def test_headings_and_lists_stay_where_no_article_is_marked() -> None:
    after = PROSE.replace("part", "chapter")
    body = f"<div class='x1'>{PROSE}<h3>Cast</h3><ul><li>Ada as Vera</ul>{after}</div>"
    text = read_html(f"<html><body>{body}</body></html>".encode()).text
    assert "\n\nCast\n\n- Ada as Vera\n\n" in text


HOSTILE = {
    "100,000 nested divs": page("<div>" * 100_000 + PROSE),
    "100,000 nested divs, closed": page("<div>" * 100_000 + PROSE + "</div>" * 100_000),
    "nested lists": page("<ul><li>" * 50_000 + PROSE),
    "nested tables": page("<table><tr><td>" * 20_000 + PROSE),
    "a huge attribute": page(f"<p class='{'a' * 15_000_000}'>x</p>{PROSE}"),
    "a million attributes": page(f"<p {' '.join(f'a{n}' for n in range(1_000_000))}>{PROSE}"),
    "a million elements": page("<p>a" * 1_000_000),
    "only angle brackets": b"<" * 1_000_000,
    "control characters": page(PROSE.replace(" ", " \x01\x08")),
    "a script that never ends": page(PROSE + "<script>" + "<p>x" * 100_000),
    "a comment that never ends": page("<!--" + "-" * 5_000_000 + PROSE),
    "nested JSON-LD": page(
        head="<script type='application/ld+json'>" + "[" * 200_000 + "</script>"
    ),
    "a title of five megabytes": page(head=f"<title>{'a - | ' * 800_000}</title>"),
    "one endless word": page(f"<p>{'1' * 5_000_000}</p>"),
    "addresses that are none": page(
        f"<a href='http://[::1'>x</a>{PROSE}", "<link rel=canonical href='http://[x'>"
    ),
    "broken tags": page("<p <b </i><<a href=>>" * 2000 + PROSE),
    "links of one form": page("<a href='/x'>one two three four five six</a>" * 20_000 + PROSE),
    "times in one line": page("<time>1</time>" * 25_000 + PROSE),
    "bylines in bylines": page("<div class='byline'>" * 240 + "<b>x</b>" * 25_000 + PROSE),
    "many bodies": page("<div class='entry-content'><p>x</div>" * 12_000),
    "many fields": page("<input type='email'>" * 25_000 + PROSE),
    "many headings": page("<h1>x</h1>" * 25_000 + PROSE),
    "a form feed in a tail": page("<br>\x1f" * 2000 + PROSE),
    "many lists": page("<ul><li><a href='#x'>one</a></ul>" * 9_000 + PROSE),
    "articles in articles": page("<article><h1>x</h1>" * 200 + PROSE),
    "frames": page("<iframe>" * 10_000 + PROSE),
    "an XML declaration": b'<?xml version="1.0" encoding="utf-16"?>' + page(),
    "no page": b"<!doctype html>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_end_soon_in_an_article_or_a_reason(data: bytes) -> None:
    began = time.perf_counter()
    try:
        outcome = read_html(data)
    except InputError as fault:
        outcome = fault
    assert time.perf_counter() - began < 10
    assert isinstance(outcome, Article | InputError)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>a" * (MAX_ELEMENTS + 1), "elements"),
        (f"<p {' '.join(f'a{n}' for n in range(MAX_ATTRIBUTES + 1))}>", "attributes"),
    ],
)
def test_the_reason_names_the_limit(body: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_html(page(body))


@pytest.mark.parametrize(
    "data",
    [
        b"<p>The drama is back.</p>",
        b"<html><body><p>The drama is back.</body></html>",
        b"<div>The drama is back.<br>Soon.</div>",
    ],
)
def test_short_pages_are_read(data: bytes) -> None:
    assert read_html(data).text.startswith("The drama is back.")


def test_scripts_are_no_text() -> None:
    assert "alert" not in read_html(page("<script>alert('Renewed!')</script>" + PROSE)).text
