"""Why a season was renewed or cancelled, and what only sounds like a reason."""

import pytest
from dated_scenes import drafts

from nextseason.claims.topics.reason import read_reason

READ = [
    ("It was cancelled because of low ratings.", [("low_viewing", False)]),
    ("The show failed to attract viewers, and was axed.", [("low_viewing", False)]),
    ("Not enough viewers watched it.", [("low_viewing", False)]),
    (
        "There were too few viewers to justify the budget.",
        [("viewing_vs_cost", False)],
    ),
    ("It was cancelled because it was too expensive.", [("cost", False)]),
    ("The decision to cancel it came down to the rising costs.", [("cost", False)]),
    ("The cancellation was blamed on the pandemic.", [("pandemic", False)]),
    ("COVID-19 led to the renewal being reversed.", [("pandemic", False)]),
    ("The cancellation was caused by the writers' strike.", [("strike", False)]),
    ("It ended because of creative differences.", [("creative", False)]),
    ("They always planned for two seasons.", [("creative", False)]),
    ("Scheduling conflicts were to blame for the cancellation.", [("schedule", False)]),
    ("It was cancelled because the rights deal expired.", [("contract", False)]),
    ("It was axed because of bad reviews.", [("reviews", False)]),
    ("No reason was given.", [("unstated", False)]),
    ("The network has not said why it cancelled the show.", [("unstated", False)]),
    ("The reason is still unknown.", [("unstated", False)]),
    ("It was not cancelled because of the pandemic.", [("pandemic", True)]),
]
NOTHING = [
    "Was it cancelled because of low ratings?",
    "There is no reason to worry.",
    "Filming was delayed because of the pandemic.",
    "The season is set during the pandemic.",
    "He put his money on a renewal.",
    "It was cancelled in May.",
    "The reviews were good.",
    "It drew 3 million viewers.",
    "The budget of the second season was $40 million.",
    "She strikes him in the finale.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_reason(text: str, expected: list[tuple[str, bool]]) -> None:
    found = [(d.value.category.value, d.negated) for d in drafts(read_reason, text)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_reason(text: str) -> None:
    assert drafts(read_reason, text) == []


def test_a_question_that_is_left_open() -> None:
    (draft,) = drafts(read_reason, "The network hasn't said.", before="And why?")
    assert draft.value.category.value == "unstated"
