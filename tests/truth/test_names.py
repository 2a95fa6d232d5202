"""Who is who under which spelling."""

import random

import pytest
from truth_samples import Page, Says, page, plays, works

from nextseason.truth.entities import (
    canonical_names,
    character_difference,
    fold,
    is_spelling_variant,
    same_person,
)


def names(*pages: Page) -> dict[str, str]:
    claims = [claim for one in pages for claim in one.claims]
    return {spelled: name for (_, spelled), name in canonical_names(claims).items()}


@pytest.mark.parametrize(
    ("one", "other", "alone", "with_a_part"),
    [
        ("Nora Reed Jensen", "Nora Reed Jesnen", True, True),
        ("Núria Vidal", "Nuria Vidal", True, True),
        ("T. J. Hart", "TJ Hart", True, True),
        ("J.K. Hart", "JK Hart", True, True),
        ("Peter Abbott", "Peter James Abbott", True, True),
        ("Peter Abbott", "Peter Abott", True, True),
        ("Nora Reed", "Nora Reed Jensen", False, True),
        ("Jon Smith", "Joan Smith", False, True),
        ("Jon Smith", "Tom Smith", False, False),
        ("Lana Marsh", "Lilly Marsh", False, False),
        ("Smith", "Jon Smith", False, False),
        ("", "Jon Smith", False, False),
    ],
)
def test_same_person(one: str, other: str, alone: bool, with_a_part: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is alone
    assert same_person(one, other, same_part=True) is with_a_part


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mila Ferorava", "Mila Fedorova", True),
        ("Kari Oslen", "Kari Olsen", True),
        ("Yenn Moss", "Jenn Moss", True),
        ("Mila Fedorova", "Mila Bergqvist", False),
        ("Mila Ferorava", "Mara Fedorova", False),
    ],
)
def test_who_plays_the_same_character_is_spelled_in_many_ways(
    one: str, other: str, same: bool
) -> None:
    assert same_person(one, other, same_character=True) is same
    assert same_person(other, one, same_character=True) is same


@pytest.mark.parametrize(
    ("one", "other", "n_people"),
    [
        pytest.param(("Mila Ferorava", "Yenn"), ("Mila Fedorova", "Jenn"), 1, id="both misspelled"),
        pytest.param(("Mila Ferorava", "Yenn Ash"), ("Mila Fedorova", "Yenn"), 1, id="one of them"),
        pytest.param(("Mila Ferorava", "Yenn"), ("Mila Fedorova", "Tom"), 2, id="two characters"),
        pytest.param(("Mila Ferorava", None), ("Mila Fedorova", None), 2, id="no character"),
    ],
)
def test_a_character_tells_who_is_meant(
    one: tuple[str, str | None], other: tuple[str, str | None], n_people: int
) -> None:
    assert len(set(names(page("a", plays(*one)), page("b", plays(*other))).values())) == n_people


def test_two_who_do_the_same_job_need_closer_names() -> None:
    writers = (
        page("a", works("Mila Ferorava", "writer")),
        page("b", works("Mila Fedorova", "writer")),
    )
    assert len(set(names(*writers).values())) == 2


def test_a_surname_alone_is_the_full_name_of_its_article() -> None:
    both = page("a", works("Ida Moss", "creator"), works("Moss", "showrunner"))
    assert names(both)["Moss"] == "Ida Moss"


def test_a_surname_alone_elsewhere_is_left_alone() -> None:
    assert names(page("a", works("Ida Moss", "creator")), page("b", works("Moss", "writer")))[
        "Moss"
    ] == ("Moss")


def test_a_surname_of_two_is_left_alone() -> None:
    family = page("a", works("Ida Moss", "writer"), works("Una Moss", "writer"), plays("Moss"))
    assert names(family)["Moss"] == "Moss"


def test_the_spelling_of_most_articles_stands() -> None:
    found = names(
        page("a", works("Mira Jansen", "showrunner")),
        page("b", works("Mira Jansen", "producer")),
        page("c", works("Mira Jasnen", "showrunner")),
    )
    assert set(found.values()) == {"Mira Jansen"}


def test_two_names_are_one_person_only_with_the_same_part() -> None:
    apart = names(page("a", plays("Jon Smith", "Kim")), page("b", plays("Joan Smith", "Tom")))
    together = names(page("a", plays("Jon Smith", "Kim")), page("b", plays("Joan Smith", "Kim")))
    assert len(set(apart.values())) == 2
    assert len(set(together.values())) == 1


def test_two_names_in_one_sentence_are_two_people() -> None:
    words = "Jon Smith and Joan Smith wrote it."
    pair = page(
        "a",
        Says(works("Jon Smith", "writer"), words=words),
        Says(works("Joan Smith", "writer"), words=words),
    )
    assert len(set(names(pair).values())) == 2


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Kit", "Kit Barker", None),
        ("Kit Barker", "Kitty Barker", None),
        ("Dr. Parker", "Parker", None),
        ("Jill G", "Jill Gray", None),
        ("Dr.", "Kit Barker", None),
        ("Vera Todorova", "Vera Tororava", "spelled two ways"),
        ("Jess Ito", "Yess", "spelled two ways"),
        ("Rolf Sanders", "Rolf Edgars", "under two surnames"),
        ("Hayes Mortimer", "Carter Mortimer", "under two first names"),
        ("Tom Ash", "Una Moss", "two characters"),
    ],
)
def test_character_difference(one: str, other: str, difference: str | None) -> None:
    assert character_difference(one, other) == difference
    assert character_difference(other, one) == difference


def test_fold_keeps_other_alphabets() -> None:
    assert fold("Ольга Чехова") == "ольга чехова"


def test_of_thousands_of_namesakes_only_near_ones_are_compared() -> None:
    rng = random.Random(7)  # noqa: S311
    first_names = {"".join(rng.choices("abcdefghij", k=9)) for _ in range(3000)}
    crowd = page("a", *(plays(f"{name} Smith") for name in sorted(first_names)))
    assert len(set(names(crowd).values())) == len(first_names)


@pytest.mark.parametrize(
    ("one", "other", "variant"),
    [
        ("Mira Jansen", "Mira Jasnen", True),
        ("T. J. Hart", "TJ Hart", False),
        ("Núria Vidal", "Nuria Vidal", False),
        ("Peter Abbott", "Peter James Abbott", False),
    ],
)
def test_is_spelling_variant(one: str, other: str, variant: bool) -> None:
    assert is_spelling_variant(one, other) is variant
