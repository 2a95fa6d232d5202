"""The glance: which words are taken, and what they come to."""

import time

import pytest

from nextseason.articles.glance import GLANCED_BYTES, sounds_like_a_show, words_of


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b"<p class=tall>two <b>more</b></p>", {b"two", b"more"}),
        (
            b"<a href=/>menu</a> <a>two</a> <a href=/b>to <b>three</b></a>",
            {b"two", b"to", b"three"},
        ),
        (b"they&#x27;ve &quot;gone&quot;", {b"they", b"ve", b"gone"}),
        (b"<title>no</title><h1>yes</h1>", {b"yes"}),
        (b"<main>one</main> comment", {b"one"}),
        (b"<h1>a</h1></main><main>", {b"a"}),
        ("caf\u00e9 bar".encode(), {b"caf", b"bar"}),
        (b"", set()),
    ],
    ids=[
        "tags",
        "links",
        "entities",
        "headline",
        "end of main",
        "main behind",
        "accent",
        "nothing",
    ],
)
def test_words_are_those_of_the_article(page: bytes, words: set[bytes]) -> None:
    assert words_of(page) == words


def test_what_stands_far_below_is_not_read() -> None:
    assert words_of(b"soup " * (GLANCED_BYTES // 5) + b"salad") == {b"soup"}


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        (b"its creator says that she has a fourth in mind", True),
        (b"the finale left me in tears, and its creator says that she has a fourth in mind", True),
        (b"the library says that it has a fourth floor in mind", False),
        (b"the goalkeeper left in tears, and the coach says that he has a fourth in mind", False),
    ],
    ids=["allusion", "longer", "library", "sport"],
)
def test_it_is_all_words_together_that_tell(text: bytes, sounds: bool) -> None:
    assert sounds_like_a_show(text) is sounds


def test_a_page_without_words_does_not() -> None:
    assert not sounds_like_a_show(b"<p></p>")


@pytest.mark.parametrize("piece", [b"<", b"&#", b"a ", b"<h1>", b"</main"], ids=bytes.decode)
def test_a_hostile_page_takes_no_time(piece: bytes) -> None:
    page = piece * 200_000
    began = time.process_time()
    sounds_like_a_show(page)
    assert time.process_time() - began < 0.2
