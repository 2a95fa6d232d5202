"""Who is a person, and whom a surname stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.billing import find_antecedents, find_billings
from nextseason.claims.persons import find_people

NAMES = ("Ann Bell", "Bob Roe", "Cy Poe", "Dee Fox")
PEOPLE = find_people(NAMES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Ann Bell met Bob Roe.", ["Ann Bell", "Bob Roe"], id="two"),
        pytest.param("Creator Maarten van der Berg spoke.", ["Maarten van der Berg"], id="small"),
        pytest.param("J.C. Moss and D. B. Lane star.", ["J.C. Moss", "D. B. Lane"], id="initials"),
        pytest.param("Tom Hall Jr. is in it.", ["Tom Hall Jr."], id="junior"),
        pytest.param("Séamus Ó Briain and Zoë O'Hara", ["Séamus Ó Briain", "Zoë O'Hara"], id="é"),
        pytest.param("Will Moss returns.", ["Will Moss"], id="will-is-a-name"),
        pytest.param("Then Netflix's Ida Lund spoke.", ["Ida Lund"], id="owner-left-out"),
        pytest.param("The Evening Post, Second Channel, New York", [], id="papers-and-places"),
        pytest.param("Season Two Release Date", [], id="heading"),
        pytest.param("Ida Lund plays Vera Stone.", ["Ida Lund"], id="no-character"),
        pytest.param("Vera Stone, played by Ida Lund, dies.", ["Ida Lund"], id="character-first"),
    ],
)
def test_persons_are_told_from_other_names(text: str, names: list[str]) -> None:
    assert [p.name for p in find_people([text]).find(text)] == names


def test_a_title_is_no_person() -> None:
    people = find_people(["Dora Quill is back."], frozenset({"dora quill"}))
    assert people.find("Dora Quill is back.") == []


def test_part_of_a_name_stands_for_the_one_who_has_it() -> None:
    people = find_people(["Ann Bell and Bob Roe", "Jim Roe"])
    assert people.full_name("Bell") == "Ann Bell"
    assert people.full_name("Roe") == "Roe"  # two have it
    assert [p.name for p in people.find("It was Bell.")] == ["Ann Bell"]


@pytest.mark.parametrize(
    ("text", "billings"),
    [
        pytest.param(
            "Ann Bell as Eve, Bob Roe (Adam) and Cy Poe",
            [[("Ann Bell", "Eve"), ("Bob Roe", "Adam"), ("Cy Poe", None)]],
            id="parts-behind",
        ),
        pytest.param(
            "Eve (Ann Bell) meets Adam, played by Bob Roe.",
            [[("Ann Bell", "Eve")], [("Bob Roe", "Adam")]],
            id="parts-in-front",
        ),
        pytest.param("Ann Bell's Eve is back.", [[("Ann Bell", "Eve")]], id="owner"),
        pytest.param("Ann Bell, who plays Eve", [[("Ann Bell", "Eve")]], id="who-plays"),
        pytest.param("Ann Bell is Eve.", [[("Ann Bell", "Eve")]], id="is"),
        pytest.param(
            "Ann Bell, Bob Roe and Zed star.",
            [[("Ann Bell", None), ("Bob Roe", None), ("Zed", None)]],
            id="lone-name-last",
        ),
        pytest.param(
            "Ann Bell told Bob Roe.", [[("Ann Bell", None)], [("Bob Roe", None)]], id="apart"
        ),
        pytest.param("Zed plays Eve Dane.", [[("Zed", "Eve Dane")]], id="one-name-plays"),
    ],
)
def test_billings(text: str, billings: list[list[tuple[str, str | None]]]) -> None:
    found = find_billings(text, PEOPLE)
    assert [[(c.name, c.part) for c in b.credits] for b in found] == billings


def test_pronouns_stand_for_those_named_before() -> None:
    meant = find_antecedents("She plays Eve.", "Ann Bell is excited.", PEOPLE)
    assert meant is not None
    assert [c.name for c in meant.credits] == ["Ann Bell"]
    assert find_antecedents("She plays Eve.", "Ann Bell called. Bob Roe did not.", PEOPLE) is None


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
def test_a_list_is_one_billing_in_its_order(names: list[str]) -> None:
    text = "It stars " + ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    found = find_billings(text + ".", PEOPLE)
    assert [c.name for b in found for c in b.credits] == names
    assert len(found) == 1


@given(st.text(alphabet="AbBell Roe.,()'\"-–é as who plays\n", max_size=200))
def test_offsets_lie_within_the_text(text: str) -> None:
    for billing in find_billings(text, PEOPLE):
        assert 0 <= billing.start < billing.end <= len(text)
        for credit in billing.credits:
            assert billing.start <= credit.start < credit.end <= billing.end
