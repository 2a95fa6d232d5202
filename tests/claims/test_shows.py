"""Which show an article is about: names are told by what befalls them."""

import pytest

from nextseason.claims.names import find_names
from nextseason.claims.sentences import split_sentences
from nextseason.claims.shows import ShowFinder, Shows, find_shows
from nextseason.claims.tokens import tokenize_article
from nextseason.domain import Article
from nextseason.titles import fold


def shows(title: str, text: str, *, about: str | None = None):
    sentences = split_sentences(text)
    names = [tuple(find_names(s.text)) for s in sentences]
    article = Article(id="a", title=title, text=text)
    tokens = tokenize_article(title, sentences)
    return find_shows(article, sentences, names, tokens, about=about)


@pytest.mark.parametrize(
    ("title", "text", "main"),
    [
        (
            "The Long Winter season 2: release date, cast and more",
            "Is The Long Winter coming back? Halcyon has not said.",
            "The Long Winter",
        ),
        (
            "Halcyon cancels 'Harbour Nine' after one season",
            "Halcyon has cancelled Harbour Nine. The company confirmed it on Friday.",
            "Harbour Nine",
        ),
        (
            "Copper Line renewed for a third run",
            "“Copper Line” will be back, Halcyon announced. Mara Voss stars as the engineer.",
            "Copper Line",
        ),
        (
            "1877 season 2: has it been renewed?",
            "Nothing is known about 1877 season 2. The first season of 1877 came out in May.",
            "1877",
        ),
    ],
)
def test_the_main_show(title, text, main):
    assert fold(shows(title, text).main) == fold(main)


def test_a_text_without_names_is_about_nothing():
    assert shows("", "nothing here") is None


def test_mentions_are_found_whatever_stands_between_the_words():
    found = shows("The Long Winter season 2", "The Long Winter ended. The Long Winter is over.")
    finder = ShowFinder(found)
    assert [(a, b) for a, b, _ in finder.mentions("Is “Long Winter” over?")] == [(4, 15)]
    assert finder.mentions("a long winter lies ahead") == []


@pytest.mark.parametrize(
    "title", ["The Tailor's Son", "Love & Rain", "Life_Line", "Straße Nord", "İzmir Calling"]
)
def test_a_title_is_found_however_it_is_written(title):
    (found,) = ShowFinder(Shows((title,))).mentions(f"{title} is back.")
    assert found == (len(title) - len(_without_article(title)), len(title), title)


def _without_article(title: str) -> str:
    return title.removeprefix("The ")


def test_a_list_of_shows_tells_whose_section_it_is():
    text = (
        "Three that had one season.\n\nHarbour Nine\n\nIt was cancelled in May.\n\n"
        "Copper Line\n\nNo more of it.\n\nKORE\n\nThe network cancelled KORE in October 2024."
    )
    assert set(shows("Three shows to remember", text).titles) >= {"Harbour Nine", "Copper Line"}


def test_a_day_is_no_part_of_a_name():
    names = find_names("The network cancelled Harbour Nine in October 2024.")
    assert [name.text for name in names] == ["Harbour Nine"]


MYTHS = "Lost between Corinth and the Underworld? Here is our guide.\n\n- Anna Berg as Hera"


@pytest.mark.parametrize(
    ("asked", "main"),
    [("harbour nine", "Harbour Nine"), ("Copper Line", "Corinth and the Underworld")],
)
def test_a_show_that_is_looked_for_is_found_sooner(asked, main):
    assert shows("Harbour Nine cast: every god and mortal", MYTHS, about=asked).main == main
