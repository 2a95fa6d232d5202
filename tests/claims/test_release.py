"""When a season came or comes out, and that nobody knows."""

import pytest
from dated_scenes import drafts, season_of, written

from nextseason.claims.topics.release import read_release

# (sentence, [(season, window)]); the show has two seasons, and a third would be next.
READ = [
    ("Harbour Nine premiered on March 4, 2021.", [(1, "2021-03-04")]),
    ("Season 2 arrived on May 10, 2024.", [(2, "2024-05-10")]),
    ("The third season lands on September 5.", [(3, "2024-09-05")]),
    ("New episodes will drop in early 2025.", [(3, "2025-01-01/2025-04-30")]),
    ("On April 2, the second season went live to good reviews.", [(2, "2024-04-02")]),
    (
        "The first season came out in May 2021 and the second in June 2022.",
        [(1, "2021-05-01/2021-05-31"), (2, "2022-06-01/2022-06-30")],
    ),
    (
        "March 1, 2020 was the day for season 1, and May 2, 2021 for season 2.",
        [(1, "2020-03-01"), (2, "2021-05-02")],
    ),
    ("Season 1: October 2016", [(1, "2016-10-01/2016-10-31")]),
    ("Last August's season 2 was its best.", [(2, "2023-08-01/2023-08-31")]),
    ("Late 2025 is our best guess.", [(3, "2025-09-01/2025-12-31")]),
    ("Series two went out between March and May 2021.", [(2, "2021-03-01/2021-03-31")]),
    (
        "It was renewed in July 2020, five months after the premiere in February.",
        [(1, "2020-02-01/2020-02-29")],
    ),
    (
        "Taking season 1 as our guide, it should be back in 2025.",
        [(3, "2025-01-01/2025-12-31")],
    ),
    ("It has been on the air since 2019.", [(2, "2019-01-01/2019-12-31")]),
    (
        "Were you there when season two came out in May?",
        [(2, "2024-05-01/2024-05-31")],
    ),
    ("No release date has been announced.", [(3, None)]),
    ("A premiere date for season 3 is still to be set.", [(3, None)]),
    ("The third season will follow at a later date.", [(3, None)]),
    ("When it will return, nobody knows.", [(3, None)]),
]
NOTHING = [
    "Harbour Nine was renewed on May 4, 2024.",
    "The finale aired on June 1.",
    "Will season 3 be out in 2025?",
    "When is the release date?",
    "Filming began in March 2024.",
    "The film hits theaters on November 7.",
    "The news came on Monday.",
    "A decision will come in July.",
    "The trailer dropped on Tuesday.",
    "The service has cancelled four shows to date, and no tears were shed.",
    "It is one of the best dramas of 2023.",
    "Fans would love to see more.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_release(text: str, expected: list[tuple[int, str | None]]) -> None:
    found = [(season_of(d), written(d.value.window)) for d in drafts(read_release, text)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_release(text: str) -> None:
    assert drafts(read_release, text) == []


def test_a_release_that_is_denied() -> None:
    (draft,) = drafts(read_release, "Season 3 is not coming to Netflix in August.")
    assert draft.negated


def test_not_before_a_date_is_that_date() -> None:
    (draft,) = drafts(read_release, "Season 3 won't arrive before 2026.")
    assert (draft.negated, written(draft.value.window)) == (False, "2026-01-01/2026-12-31")


def test_it_stands_for_the_season_of_the_sentence_before() -> None:
    (draft,) = drafts(
        read_release, "It is scheduled for July 2024.", before="Season 4 was shot in Oslo."
    )
    assert season_of(draft) == 4


def test_the_draft_covers_the_words_that_say_it() -> None:
    text = "The critics raved, and season 2 arrived on May 10, 2024, to applause."
    (draft,) = drafts(read_release, text)
    assert text[draft.start : draft.end] == "arrived on May 10, 2024"
