"""The steps of making a season, with and without dates, and denied."""

import time

import pytest
from dated_scenes import PUBLISHED, drafts, season_of, written

from nextseason.claims.events import find_events
from nextseason.claims.topics.production import read_production
from nextseason.claims.windows import find_windows

READ = [
    ("Filming began in March 2024.", [("filming_start", "2024-03-01/2024-03-31")]),
    ("The cameras are rolling already.", [("filming_start", None)]),
    ("Season 3 has gone into production.", [("filming_start", None)]),
    (
        "It was filmed from January till May 2019.",
        [
            ("filming_start", "2019-01-01/2019-01-31"),
            ("filming_end", "2019-05-01/2019-05-31"),
        ],
    ),
    (
        "Filming started in October 2018 and was halted in November.",
        [
            ("filming_start", "2018-10-01/2018-10-31"),
            ("halted", "2018-11-01/2018-11-30"),
        ],
    ),
    ("The shoot will start next month.", [("filming_start", "2024-07-01/2024-07-31")]),
    ("They wrapped filming on June 3.", [("filming_end", "2024-06-03")]),
    ("Production was shut down because of the strike.", [("halted", None)]),
    ("The writers' room opened in May.", [("writing", "2024-05-01/2024-05-31")]),
    ("The scripts have all been written.", [("writing", None)]),
    ("A third season is already in development.", [("development", None)]),
    (
        "Pre-production begins on July 13, 2024.",
        [("development", "2024-07-13")],
    ),
    ("The third season is in post-production.", [("post_production", None)]),
    ("Harbour Nine was ordered in July 2018.", [("ordered", "2018-07-01/2018-07-31")]),
    ("The drama got its series order in 2018.", [("ordered", "2018-01-01/2018-12-31")]),
]
NOTHING = [
    "Has filming begun?",
    "If filming starts in May, it could be out by Christmas.",
    "It was shot beautifully.",
    "She turned to the camera and smiled.",
    "The production company declined to comment.",
    "Netflix has ordered a third season.",
    "He works on Wall Street.",
    "Fans wrote thousands of letters.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_step_of_production(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [
        (d.value.milestone.value, written(d.value.window)) for d in drafts(read_production, text)
    ]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_step_of_production(text: str) -> None:
    assert [d for d in drafts(read_production, text) if d.value.window is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Filming on season 3 has not begun.",
        "The scripts haven't been written.",
        "Production has yet to start.",
        "Nothing is in the works.",
    ],
)
def test_a_step_that_was_not_taken(text: str) -> None:
    (draft,) = drafts(read_production, text)
    assert draft.negated


def test_a_step_not_to_be_taken_before_a_date_has_that_date() -> None:
    (draft,) = drafts(read_production, "Cameras won't start rolling until May 2025.")
    assert not draft.negated
    assert written(draft.value.window) == "2025-05-01/2025-05-31"


def test_each_shoot_belongs_to_the_season_named_beside_it() -> None:
    text = "Season 1 began filming in May 2020, and season 2 wrapped filming in June 2022."
    assert [season_of(d) for d in drafts(read_production, text)] == [1, 2]


@pytest.mark.parametrize(
    "words",
    ["filming ", "in May ", "production on season ", "was not ", "scripts for ", "2020-"],
)
def test_hostile_repetition_stays_cheap(words: str) -> None:
    text = (words * 800)[:800]
    started = time.perf_counter()
    find_windows(text, published=PUBLISHED)
    find_events(text)
    assert time.perf_counter() - started < 0.2  # some ten times what it takes
