"""How many episodes a season has; what counts other episodes."""

import pytest
from dated_scenes import drafts, season_of

from nextseason.claims.topics.episodes import read_episodes

READ = [
    ("The second season consists of 10 episodes.", [(10, 2, False)]),
    ("Season 5 will run to 24 episodes.", [(24, 5, False)]),
    ("It was an eight-episode season.", [(8, 2, False)]),
    ("Episodes: 8", [(8, 2, False)]),
    ("The first season ran to thirteen hour-long episodes.", [(13, 1, False)]),
    ("Ten new episodes have been ordered.", [(10, 3, False)]),
    ("The network has placed an order for 13 episodes.", [(13, 3, False)]),
    ("Season 1 is a six-parter.", [(6, 1, False)]),
    ("Season 2 was cut from nine episodes to seven.", [(9, 2, True), (7, 2, False)]),
    ("The 16 episodes were later trimmed to 12.", [(16, 2, True), (12, 2, False)]),
    ("The first two seasons had six episodes each.", [(6, 1, False), (6, 2, False)]),
    ("The first season dropped all nine episodes at once.", [(9, 1, False)]),
    ("The season is ten episodes long.", [(10, 2, False)]),
    ("They shortened the second season to eleven.", [(11, 2, False)]),
    ("Every season has had twelve episodes.", [(12, 1, False), (12, 2, False)]),
    ("Season 3 will not have the usual 22 episodes.", [(22, 3, True)]),
]
NOTHING = [
    "Will it have ten episodes?",
    "The first two episodes come out on Friday.",
    "She directed four episodes of the show.",
    "It ended after five seasons and 73 episodes.",
    "Three episodes a week will follow.",
    "He appeared in six episodes.",
    "Episode 8 is the finale.",
    "Nine more episodes were ordered.",
    "Three of the eight directors are new.",
    "The last four episodes were the best.",
    "It was seen by 8 million people.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_number_of_episodes(text: str, expected: list[tuple[int, int, bool]]) -> None:
    found = [(d.value.count, season_of(d), d.negated) for d in drafts(read_episodes, text)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_number_of_episodes(text: str) -> None:
    assert drafts(read_episodes, text) == []
