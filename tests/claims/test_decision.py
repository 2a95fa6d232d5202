"""When word of a decision is expected."""

import pytest
from dated_scenes import drafts, season_of, written

from nextseason.claims.topics.decision import read_decision

READ = [
    ("News ought to come by the end of July 2024.", "2024-07-01/2024-07-31"),
    ("We should hear something in August or September.", "2024-08-01/2024-09-30"),
    ("A decision is expected in early 2025.", "2025-01-01/2025-04-30"),
    ("The network will announce its plans on Monday.", "2024-06-17"),
    ("We will probably hear the verdict this month.", "2024-06-01/2024-06-30"),
    ("Viewers may learn more at the upfronts next week.", "2024-06-17/2024-06-23"),
    ("Word of season 3 could arrive later this year.", "2024-06-12/2024-12-31"),
    ("By autumn 2024 we will know.", "2024-09-01/2024-11-30"),
    ("Expect a verdict in the first half of 2025.", "2025-01-01/2025-06-30"),
    ("The renewal might be announced on July 4.", "2024-07-04"),
]
NOTHING = [
    "The renewal was announced on May 4, 2024.",
    "The decision came last week.",
    "In May it was confirmed.",
    "Will we hear more in July?",
    "Season 3 should arrive in July.",
    "Nobody knows when a decision will come.",
    "We hope for news in the weeks to come.",
    "The network reported record figures in 2023.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_decision_ahead(text: str, expected: str) -> None:
    (draft,) = drafts(read_decision, text)
    assert (season_of(draft), written(draft.value.window)) == (3, expected)


@pytest.mark.parametrize("text", NOTHING)
def test_no_decision_ahead(text: str) -> None:
    assert drafts(read_decision, text) == []
