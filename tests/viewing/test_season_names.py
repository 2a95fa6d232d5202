"""Titles and the season that each names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.viewing.season_names import SeasonKind, film_name, name_alone, name_within

SHOWS = st.text(st.characters(categories=("L", "Nd"), include_characters=" '&!-"), min_size=1).map(
    lambda text: " ".join(text.split())
)
WORDS = ("Season", "Series", "Part", "Volume", "Chapter", "Book", "Staffel", "시즌")


@pytest.mark.parametrize(
    ("title", "show", "season", "name", "kind"),
    [
        ("Harbour: Season 2", "Harbour", 2, None, "season"),
        ("Harbour: season 12", "Harbour", 12, None, "season"),
        ("Harbour: Season2 // 항구: 시즌2", "Harbour", 2, None, "season"),
        ("Harbour: Series 3", "Harbour", 3, None, "season"),
        ("Harbour: S7: Lowtown", "Harbour", 7, "Lowtown", "season"),
        ("Harbour: 2nd Season", "Harbour", 2, None, "season"),
        ("Harbour: Season 2: Low Tide", "Harbour", 2, "Low Tide", "season"),
        ("Harbour: Season 2: : Low Tide", "Harbour", 2, "Low Tide", "season"),
        ("Harbour: Season 1:", "Harbour", 1, None, "season"),
        ("Harbour: Season 3 Part 2", "Harbour", 3, "Part 2", "season"),
        ("Harbour: Season 3 (Part 2)", "Harbour", 3, "Part 2", "season"),
        ("Harbour: Season 4B", "Harbour", 4, "B", "season"),
        ("Harbour: Season 1\u200e", "Harbour", 1, None, "season"),
        ("Harbour: Part 2", "Harbour", 2, None, "part"),
        ("Harbour: Part II", "Harbour", 2, None, "part"),
        ("Harbour: Volume 1", "Harbour", 1, None, "volume"),
        ("Harbour: Vol. 7", "Harbour", 7, None, "volume"),
        ("Harbour: Chapter 5", "Harbour", 5, None, "chapter"),
        ("Harbour: Book Two: Ashes", "Harbour", 2, "Ashes", "book"),
        ("Harbour: Collection 11", "Harbour", 11, None, "collection"),
        ("Harbour: Limited Series", "Harbour", 1, None, "limited"),
        ("Hafen: Miniserie", "Hafen", 1, None, "limited"),
        ("Nightly: June 29, 2026", "Nightly", None, "June 29, 2026", "dated"),
        ("Pier 88: Season 1", "Pier 88", 1, None, "season"),
        ("1903: Season 2", "1903", 2, None, "season"),
        ("Harbour: After Dark (2005): Book 3", "Harbour: After Dark (2005)", 3, None, "book"),
        ("Quiet Salt // 静盐: 第一季", "Quiet Salt", 1, None, "season"),
        ("The Nanny // La niñera: Temporada 2", "The Nanny", 2, None, "season"),
        ("Harbour Lights // Hafenlicht", "Harbour Lights", None, None, "whole"),
        ("Backlash 2025", "Backlash 2025", None, None, "whole"),
    ],
)
def test_a_title_alone_names_its_season(title, show, season, name, kind):
    told = name_alone(title)
    assert told is not None
    assert (told.show, told.season, told.name, told.kind.value) == (show, season, name, kind)


@pytest.mark.parametrize(
    "title",
    [
        "Harbour: The Fall of Ana Sol",  # a season of its own title, or a special
        "Ana Sol: Live at the Pier",
        "Harbour 3",  # a season, or the name
        "Harbour II",
        "Harbour Friends Seven",
        "Cold Harbour S2 (COAST)",
        "Harbour: Part 1 & 2",
        "Harbour: Part 21 - 24",
        "Harbour: Season 1 - Season 5",
        "Harbour: Season 2, Season 3 (Episodes 14-39)",
        "Harbour: 2024",  # a year is no count of seasons
        "Making Harbour: Season Finale",
        "Harbour: Season 0",
        "",
        " // ",
    ],
)
def test_what_a_title_leaves_open_is_not_guessed(title):
    assert name_alone(title) is None


@pytest.mark.parametrize(
    ("show", "title", "season", "name", "kind"),
    [
        ("Harbour", "Harbour: Season 2", 2, None, "season"),
        ("Harbour", "Harbour 5", 5, None, "season"),
        ("Harbour 5", "Harbour 5: Season 2", 2, None, "season"),
        ("Harbour", "Harbour 1.", 1, None, "season"),
        ("Harbour", "Harbour: 2. The Salt Game", 2, "The Salt Game", "season"),
        ("Harbour", "Harbour: II", 2, None, "season"),
        ("Harbour", "Harbour: New Town: Season 2", 2, "New Town", "season"),
        ("Harbour", "Harbour: Low Tide", None, "Low Tide", "named"),
        ("Harbour", "Harbour: The Final Season Part 3", None, "The Final Season Part 3", "named"),
        ("Harbour", "Harbour 2025", None, "2025", "named"),
        ("Harbour", "HARBOUR: Season 2", 2, None, "season"),
        ("Tides", "Harbour: Low Tide", None, "Harbour: Low Tide", "named"),
        ("Harbour", None, None, None, "whole"),
        ("Harbour", "Harbour", None, None, "whole"),
        ("Is It?", "Is It?: Is It, Too?", None, "Is It, Too?", "named"),
    ],
)
def test_beside_its_show_every_title_names_something(show, title, season, name, kind):
    told = name_within(show, title)
    assert told is not None
    assert (told.show, told.season, told.name, told.kind.value) == (show, season, name, kind)


def test_several_seasons_beside_a_show_are_none():
    assert name_within("Harbour", "Harbour: Part 1 & 2") is None


def test_a_film_is_its_title_in_english():
    told = film_name("Harbour: Part Two // Hafen: Teil zwei")
    assert told is not None
    assert (told.show, told.season, told.kind) == ("Harbour: Part Two", None, SeasonKind.FILM)


@given(SHOWS.filter(bool), st.sampled_from(WORDS), st.integers(1, 99))
def test_a_counted_season_comes_back_whatever_the_show(show, word, number):
    alone, within = (
        name_alone(f"{show}: {word} {number}"),
        name_within(show, f"{show}: {word} {number}"),
    )
    assert alone is not None
    assert (alone.show, alone.season) == (show, number)
    assert within == alone


@given(st.text(), st.text())
def test_any_text_has_an_answer(show, title):
    for told in (name_alone(title), name_within(show, title), film_name(title)):
        assert told is None or (told.show.strip() and (told.season is None or told.season >= 1))


@given(st.text())
def test_what_is_taken_apart_stands_in_the_title(title):
    told = name_alone(title)
    if told:
        assert told.show in " ".join(title.split()) or not title.isascii()
