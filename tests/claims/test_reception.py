"""Scores of critics and viewers, and the outlet that shows them."""

from decimal import Decimal

import pytest
from dated_scenes import drafts, season_of

from nextseason.claims.topics.reception import read_reception

# The outlets are invented: none is known by name.
READ = [
    ("On Ripe Apples it has a critics' score of 63%.", [("Ripe Apples", "critics", "63", 100)]),
    (
        "Ripe Apples gives it an approval rating of 75%.",
        [("Ripe Apples", "critics", "75", 100)],
    ),
    (
        "Ripe Apples has an 82% approval from 40 reviews, averaging 6.90 out of 10.",
        [("Ripe Apples", "critics", "82", 100), ("Ripe Apples", "critics", "6.9", 10)],
    ),
    (
        "On Ripe Apples reviewers land at 51%, and the public at 64%.",
        [("Ripe Apples", "critics", "51", 100), ("Ripe Apples", "viewers", "64", 100)],
    ),
    ("Viewers on Screenbase rate it 8.3.", [("Screenbase", "viewers", "8.3", 10)]),
    ("Screenbase users give it 8.1/10.", [("Screenbase", "viewers", "8.1", 10)]),
    (
        "Ripe Apples has it at 63%, while Screenbase members score it 5.4.",
        [("Ripe Apples", "critics", "63", 100), ("Screenbase", "viewers", "5.4", 10)],
    ),
    (
        "The weighted score at Scorekeep stands at 71/100 after nine reviews.",
        [("Scorekeep", "critics", "71", 100)],
    ),
    (
        "It holds a 92 per cent approval on Ripe Apples.",
        [("Ripe Apples", "critics", "92", 100)],
    ),
]
NOTHING = [
    "Is 63% on Ripe Apples enough?",
    "Its audience shrank, a drop of 41 percent.",
    "Only 32% of viewers finished the season.",
    "Reviews were mixed.",
    "Its demo rating was 0.6.",
    "The state offers a tax rebate of 30%.",
    "There is a 50% chance of a renewal.",
    "Viewing was up 20% on the first season.",
    "Nearly 40% more people watched it.",
    "Critics were kind to it.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_score(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    found = [
        (d.value.outlet, d.value.by.value, d.value.score, d.value.of)
        for d in drafts(read_reception, text)
    ]
    assert found == [(o, by, Decimal(score), of) for o, by, score, of in expected]


@pytest.mark.parametrize("text", NOTHING)
def test_no_score(text: str) -> None:
    assert drafts(read_reception, text) == []


def test_an_outlet_named_in_the_sentence_before() -> None:
    (draft,) = drafts(
        read_reception,
        "The audience score is lower, at 61%.",
        before="On Ripe Apples the critics are at 90%.",
    )
    assert (draft.value.outlet, draft.value.by.value) == ("Ripe Apples", "viewers")


def test_a_score_is_of_the_season_that_is_out_unless_another_is_named() -> None:
    (latest,) = drafts(read_reception, "Critics on Ripe Apples are at 90%.")
    (named,) = drafts(read_reception, "On Ripe Apples the first season has 90% from critics.")
    assert (season_of(latest), season_of(named)) == (2, 1)
