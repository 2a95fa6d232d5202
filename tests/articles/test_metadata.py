"""What a page says about itself: title, outlet, address, language, author."""

import pytest

from nextseason.articles.authors import author_name, author_shown
from nextseason.articles.metadata import read_metadata
from nextseason.articles.tree import parse

H = "Tidewater is renewed for more"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        pytest.param(f"<title>{H} - The Reel</title><h1>{H}</h1>", H, id="headline"),
        pytest.param(f"<title>The Reel: {H}</title><h1>The Reel</h1><h3>{H}</h3>", H, id="blog"),
        pytest.param(f"<title>The Reel » {H} » Print</title><p>x", H, id="title alone"),
        pytest.param(
            f"<title>Tidewater Season 2: All We Know</title><h1>{H}</h1>",
            "Tidewater Season 2: All We Know",
            id="a heading with little in common",
        ),
        pytest.param(f"<h1>{H}</h1>", H, id="heading alone"),
        pytest.param("<p>x", "", id="none"),
    ],
)
def test_title(page: str, title: str) -> None:
    assert read_metadata(parse(page)).title == title


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        ('<meta property="og:site_name" content="The Reel">', "The Reel"),
        ('<meta name="application-name" content="The Reel">', "The Reel"),
        (f"<title>{H} | The Reel</title><h1>{H}</h1>", "The Reel"),
        (f"<title>The Reel: {H}</title><h2>{H}</h2>", "The Reel"),
        ('<a class="site-logo" href="/"><img alt="The Reel logo"></a>', "The Reel"),
        (f"<title>{H}</title><h1>{H}</h1>", None),
    ],
    ids=["open graph", "application", "behind the title", "before the title", "logo", "none"],
)
def test_outlet(page: str, outlet: str | None) -> None:
    assert read_metadata(parse(page)).outlet == outlet


@pytest.mark.parametrize(
    ("page", "got_from", "url"),
    [
        ('<link rel="canonical" href="/b">', "https://a.example/x?y=1", "https://a.example/b"),
        ('<link rel="canonical" href="https://a.example/">', "https://a.example/x",
         "https://a.example/x"),
        ('<meta property="og:url" content="https://a.example/b">', None, "https://a.example/b"),
        ("<p>x", "https://a.example/x", "https://a.example/x"),
        ('<link rel="canonical" href="/b">', None, None),
    ],
    ids=["relative", "of the front page", "open graph", "as got", "relative to nothing"],
)  # fmt: skip
def test_address(page: str, got_from: str | None, url: str | None) -> None:
    assert read_metadata(parse(page), url=got_from).url == url


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Pell", "Ada Pell"),
        ("Written by Ada Pell, TV Editor", "Ada Pell"),
        ("Ada Pell Senior Writer", "Ada Pell"),
        ("Staff Writer", "Staff Writer"),
        ("Posted by Ada on March 3, 2027", "Ada"),
        ("https://a.example/ada", None),
        ("admin", None),
        ("", None),
    ],
)
def test_author_name(line: str, name: str | None) -> None:
    assert author_name(line) == name


@pytest.mark.parametrize(
    ("page", "author"),
    [
        ('<p class="byline">By <b>Ada Pell</b> and others</p>', "Ada Pell"),
        ('<p class="date">March 3, 2027 by Ada Pell</p>', "Ada Pell"),
        ('<p class="date">March 3, 2027</p>', None),
    ],
)
def test_author_shown(page: str, author: str | None) -> None:
    assert author_shown([parse(page).find(".//p")], []) == author


def test_a_login_is_no_author() -> None:
    assert read_metadata(parse('<meta name="author" content="apell">')).author is None


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="de-DE"><p>x', "de"),
        ('<html><meta property="og:locale" content="pt_BR"><p>x', "pt"),
        ("<p>x", None),
    ],
)
def test_language(page: str, language: str | None) -> None:
    assert read_metadata(parse(page)).language == language
