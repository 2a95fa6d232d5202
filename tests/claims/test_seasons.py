"""Which season is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.seasons import MAX_SEASON, Timeline, find_seasons
from nextseason.claims.timelines import choose_timeline


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Season 3 is here", [3]),
        ("season three", [3]),
        ("Season III", [3]),
        ("series two, as the British say", [2]),
        ("S2E4", [2]),
        ("its sophomore season", [2]),
        ("the debut season", [1]),
        ("the third and final season", [3]),
        ("seasons one and two", [1, 2]),
        ("the fourth and fifth seasons", [4, 5]),
        ("a fourth, said the network", [4]),
        ("the 22nd season", [22]),
        ("2 million viewers", []),
        ("in 2027", []),
        ("season 2027", []),
        ("two more seasons", []),
        ("the first of May", []),
        ("Part II is out", [2]),
        ("part 3 and part 4", [3, 4]),
        ("the second season's part 1", [2]),
        ("part 2 of the plan", []),
        ("the fourth went to number one", [4]),
        ("one last season, its fifth", [5]),
        ("three seasons", [3]),
    ],
)
def test_named_seasons(text, numbers):
    assert [m.number for m in find_seasons(text)] == numbers


@given(st.text(max_size=300))
def test_every_mention_is_a_slice_and_a_possible_season(text):
    for mention in find_seasons(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert 1 <= mention.number <= MAX_SEASON


@pytest.mark.parametrize(
    ("title", "sentences", "timeline"),
    [
        ("X season 3: release date", ["It is coming."], Timeline(2, 3)),
        ("X is over", ["It was cancelled after two seasons."], Timeline(2, 3)),
        ("X", ["The first season ended on a cliffhanger."], Timeline(1, 2)),
        ("X", ["X returns for season 4.", "In the first season all was well."], Timeline(3, 4)),
        ("X", ["Nothing is said."], Timeline(None, None)),
    ],
)
def test_the_timeline_of_a_show(title, sentences, timeline):
    told = [(s, find_seasons(s)) for s in sentences]
    assert choose_timeline(title, None, told, find_seasons(title)) == timeline
