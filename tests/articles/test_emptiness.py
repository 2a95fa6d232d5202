"""Pages without an article: each is refused with what it is and what to do."""

import pytest

from nextseason.articles.html import read_html
from nextseason.errors import InputError

LINKS = "".join(
    f'<div class="tile"><a href="/{n}">Show number {n} is renewed for another long year</a></div>'
    for n in range(9)
)
PAGES = {
    "an error page": [
        "<title>404 - The Reel</title><h1>Page not found</h1><p>Try the search.</p>",
        "<title>Oops</title><h1>Oops! That page can’t be found.</h1><p>Nothing is here.</p>",
        "<title>403 Forbidden</title><h1>Forbidden</h1>",
    ],
    "a login wall": [
        "<h1>Tidewater</h1><p>To continue, log in or subscribe to The Reel.</p>"
        "<form><input name=u><input type=password></form>",
        "<h1>Tidewater</h1><p>This story is for subscribers. Already a subscriber? Sign in.</p>",
        "<h1>Tidewater</h1><p>Its writers go back to work in May, and its cast is glad of it.</p>"
        "<p>You have read all of your free articles this month.</p><p>Become a member</p>"
        "<p>Already a member? Log in.</p>",
        "<h1>Tidewater</h1><p>Its writers go back to work in May, and its cast is glad of it.</p>"
        "<h3>Create a free account to read on</h3><p>You must log in or register.</p>",
    ],
    "a cookie wall": [
        "<h2>We value your privacy</h2><p>We and our partners use cookies. Accept all or manage "
        "your choices.</p><button>Accept</button>",
    ],
    "a check that its reader is no robot": [
        "<title>Just a moment...</title><p>Checking your browser before you go on.</p>",
    ],
    "a shell that scripts fill": [
        "<title>The Reel</title><div id=root></div><script src=a.js></script>",
        "<div id=app></div><noscript>You need to enable JavaScript.</noscript><script>x</script>",
    ],
    "an index of links": [
        f"<title>The Reel</title><main>{LINKS}</main>",
        f"<h1>Tag: renewals</h1>{LINKS.replace('</a>', '</a><p>No word on it yet.</p>')}",
    ],
    "a page without an article": ["<html><body></body></html>"],
}
REST = "Its writers go back to work in May, and the cameras follow in August. " * 4
CASES = [
    pytest.param(page, what, id=f"{what} {n}")
    for what, pages in PAGES.items()
    for n, page in enumerate(pages, 1)
]


@pytest.mark.parametrize(("page", "what"), CASES)
def test_the_reason_says_what_the_page_is(page: str, what: str) -> None:
    with pytest.raises(InputError, match=f"it is {what}; "):
        read_html(f"<html>{page}".encode())


@pytest.mark.parametrize(
    "body",
    [
        "<p>The drama is back. Subscribers rejoiced, and the log in page fell over.</p>",
        "<p>A cookie was eaten in the finale. The network will not say whose it was.</p>",
        "<p>Its renewal was not found in the minutes of the meeting, said the chairman.</p>",
    ],
    ids=["login", "cookie", "not found"],
)
def test_words_of_notices_in_an_article_do_not_refuse_it(body: str) -> None:
    page = f"<title>Back</title><article><h1>Back</h1>{body}<p>{REST}</p></article>"
    assert read_html(page.encode()).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"%PDF-1.7\x00\x01", "binary"), (b"<!-- x -->", "empty")],
    ids=["nothing", "a PDF", "only a comment"],
)
def test_what_is_no_page_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_html(data)
