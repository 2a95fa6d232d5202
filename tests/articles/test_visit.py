"""The exchange for a page, without a network: what is asked, in which order, and the outcome."""

from dataclasses import replace

import pytest
from exchanges import MANNERS, NOON, Middle, Played, kept, moved, page, passing

from nextseason.articles.robots import read_rules
from nextseason.articles.visit import find_rules, visit
from nextseason.articles.web import (
    LISTING,
    Failed,
    Got,
    Keep,
    Recall,
    Refused,
    Request,
    RulesOf,
    Unchanged,
)
from nextseason.errors import FetchError

X = "https://a.example/x"
Y = "https://b.example/y"


def play(url=X, replies=None, *, manners=MANNERS, accepted=None, **given):
    options = {"accepted": accepted} if accepted else {}
    exchange = visit(url, manners=manners, rng=Middle(), **options)
    return Played(exchange, replies, **given)


def test_a_page_is_got_and_kept():
    played = play(replies={X: page()})
    assert played.result == Got(
        asked=X, url=X, headers=page().headers, body=b"<p>Renewed.</p>", got=NOON
    )
    assert played.memory[X].response == page()
    assert [type(step) for step in played.steps[:1]] == [Recall]
    assert RulesOf("https://a.example") in played.steps


def test_the_fragment_is_not_sent():
    assert play(f"{X}#cast", {X: page()}).asked == [X]


def test_a_page_that_forbids_it_is_not_kept():
    played = play(replies={X: page(cache_control="private, no-store")})
    assert isinstance(played.result, Got)
    assert not played.memory


def test_what_was_got_lately_is_not_asked_for_and_needs_no_rules():
    played = play(memory={X: kept(page(), hours_ago=0.5)})
    assert played.result.page.body == b"<p>Renewed.</p>"
    assert not played.result.asked_again
    assert not any(isinstance(step, Request | RulesOf) for step in played.steps)


@pytest.mark.parametrize("hours_ago", [2, -1], ids=["old", "from the future"])
def test_what_was_got_at_another_time_is_asked_for_if_it_has_changed(hours_ago):
    before = page(etag='"v1"', last_modified="Mon, 01 Feb 2027 10:00:00 GMT")
    unchanged = replace(page(), status=304, body=b"", headers={"etag": '"v2"'})
    played = play(replies={X: unchanged}, memory={X: kept(before, hours_ago=hours_ago)})
    (request,) = [step for step in played.steps if isinstance(step, Request)]
    assert request.headers == {
        "if-none-match": '"v1"',
        "if-modified-since": "Mon, 01 Feb 2027 10:00:00 GMT",
    }
    assert isinstance(played.result, Unchanged)
    assert played.result.asked_again
    assert played.result.page.body == before.body
    # The next run asks by the new mark, an hour from now at the earliest.
    assert played.memory[X].response.headers["etag"] == '"v2"'
    assert played.memory[X].checked == NOON


def test_a_changed_page_takes_the_place_of_the_old():
    played = play(
        replies={X: page(body=b"<p>Cancelled.</p>")},
        memory={X: kept(page(etag='"v1"'), hours_ago=2)},
    )
    assert isinstance(played.result, Got)
    assert played.memory[X].response.body == b"<p>Cancelled.</p>"


def test_304_without_having_anything_is_a_failure():
    played = play(replies={X: page(status=304)})
    assert played.result == Failed(
        asked=X, reason="HTTP 304, though nothing of it is kept", status=304, attempts=1
    )


def test_redirects_are_followed_and_each_host_is_asked_for_its_rules():
    played = play(replies={X: moved(Y, 301), Y: page(Y)})
    assert (played.result.asked, played.result.url) == (X, Y)
    assert [s.origin for s in played.steps if isinstance(s, RulesOf)] == [
        "https://a.example",
        "https://b.example",
    ]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("file:///etc/passwd", "redirected to file:/etc/passwd: not a web address"),
        ("ftp://a.example/", "redirected to ftp://a.example/: not a web address"),
        ("http://me:secret@a.example/", "it holds a name or password"),
        ("http://a.example:22/", "port 22 is not one of the web"),
        ("http://[::1", "not a web address that can be read"),
        ("https://a.example/" + "x" * 3000, "longer than 2,000 characters"),
    ],
    ids=["file", "ftp", "password", "port", "broken", "long"],
)
def test_redirects_to_what_may_not_be_asked_are_refused(to, reason):
    result = play(replies={X: moved(to)}).result
    assert isinstance(result, Refused)
    assert reason in result.reason
    assert len(result.reason) < 400


@pytest.mark.parametrize("to", [X, f"{X}#again", ""], ids=["itself", "fragment", "nowhere"])
def test_a_circle_of_redirects_ends(to):
    result = play(replies={X: moved(to)}).result
    assert result == Failed(asked=X, reason="it redirects in a circle", status=302)


def test_redirects_without_an_end_end():
    replies = {f"https://a.example/{n}": moved(f"/{n + 1}") for n in range(20)}
    played = play("https://a.example/0", replies)
    assert played.result.reason == "over 5 redirects"
    assert len(played.asked) == 6


def test_robots_are_heeded_also_after_a_redirect():
    rules = {"https://b.example": read_rules(b"User-agent: *\nDisallow: /y")}
    played = play(replies={X: moved(Y)}, rules=rules)
    assert played.result == Refused(asked=X, reason="its robots.txt keeps robots out")
    assert played.asked == [X]


@pytest.mark.parametrize(
    ("kind", "accepted", "is_read"),
    [
        ("text/html", None, True),
        ("Text/HTML;charset=x", None, True),
        ("", None, True),
        ("application/pdf", None, False),
        ("image/png", None, False),
        ("application/rss+xml", LISTING, True),
        ("video/mp4", LISTING, False),
    ],
)
def test_only_types_that_are_read_are_kept(kind, accepted, is_read):
    played = play(replies={X: page(content_type=kind)}, accepted=accepted)
    assert isinstance(played.result, Got if is_read else Refused)
    assert bool(played.memory) is is_read


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(status):
    played = play(replies={X: [page(status=status), passing(), page()]})
    assert isinstance(played.result, Got)
    assert played.waits == [2.0, 8.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501, 204, 206, 100])
def test_what_does_not_pass_is_not(status):
    played = play(replies={X: page(status=status)})
    assert played.result == Failed(asked=X, reason=f"HTTP {status}", status=status, attempts=1)
    assert not played.memory


def test_the_tries_are_bounded_and_told():
    played = play(replies={X: [passing("no connection in time")] * 3})
    assert played.result == Failed(asked=X, reason="no connection in time", attempts=3)
    assert played.waits == [2.0, 8.0]  # and none after the last


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.5),  # half a second of jitter
        ("Mon, 01 Mar 2027 12:01:00 GMT", 60.5),
        ("Mon, 01 Mar 2027 11:00:00 GMT", 0.5),
        ("9" * 400, 1e9 + 0.5),
        ("soon", 2.0),
        ("-5", 2.0),
        ("", 2.0),
    ],
    ids=["seconds", "moment", "past", "huge", "words", "negative", "empty"],
)
def test_a_server_that_names_a_wait_gets_it(asked, seconds):
    played = play(replies={X: [page(status=429, retry_after=asked), page()]})
    assert played.waits == [seconds]


def test_the_wait_is_kept_to_even_after_the_last_try():
    busy = [page(status=503, retry_after="60")] * 3
    assert play(replies={X: busy}).waits == [60.5] * 3


def test_what_we_do_not_want_is_refused_not_failed():
    fault = FetchError("over the limit of 10 bytes", url=X, refused=True)
    assert play(replies={X: fault}).result == Refused(asked=X, reason="over the limit of 10 bytes")


ROBOTS = "https://a.example/robots.txt"


@pytest.mark.parametrize(
    ("reply", "refusal"),
    [
        (page(ROBOTS, body=b"User-agent: *\nDisallow: /"), "its robots.txt keeps robots out"),
        (page(ROBOTS, body=b"<html>no robots</html>"), None),
        (page(ROBOTS, status=404), None),
        (page(ROBOTS, status=403), None),
        ([page(ROBOTS, status=429)] * 3, "its robots.txt cannot be had (HTTP 429)"),
        ([page(ROBOTS, status=503)] * 3, "its robots.txt cannot be had (HTTP 503)"),
        ([passing()] * 3, "its robots.txt cannot be had (no connection in time)"),
        (moved(ROBOTS), None),
        (FetchError("a.example is 10.0.0.1", url=ROBOTS, refused=True), "a.example is 10.0.0.1"),
    ],
    ids=["shut", "html", "none", "forbidden", "busy", "down", "away", "circle", "private"],
)
def test_what_a_robots_file_or_the_lack_of_it_means(reply, refusal):
    exchange = find_rules("https://a.example", manners=MANNERS, rng=Middle())
    rules = Played(exchange, {ROBOTS: reply}).result
    said = rules.refusal(X)
    assert said is None if refusal is None else said.startswith(refusal)


def test_a_robots_file_is_asked_for_cut_and_without_asking_for_itself():
    exchange = find_rules("https://a.example", manners=MANNERS, rng=Middle())
    played = Played(exchange, {ROBOTS: page(ROBOTS, body=b"", content_type="text/plain")})
    (request,) = [step for step in played.steps if isinstance(step, Request)]
    assert (request.cut, request.max_bytes) == (True, 512_000)
    assert not any(isinstance(step, RulesOf) for step in played.steps)
    assert any(isinstance(step, Keep) for step in played.steps)
