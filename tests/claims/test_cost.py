"""What an episode or a season cost, and other sums."""

from decimal import Decimal

import pytest
from dated_scenes import drafts, season_of

from nextseason.claims.topics.cost import read_cost

READ = [
    ("It costs $8 million an episode.", ("8000000", "USD", "episode")),
    ("Each episode came to £3 million.", ("3000000", "GBP", "episode")),
    ("The second season cost $90 million.", ("90000000", "USD", "season")),
    ("The budget per episode was €1.5 million.", ("1500000", "EUR", "episode")),
    (
        "The makers spent 95 million dollars on season 1.",
        ("95000000", "USD", "season"),
    ),
    ("Its episodes were made for $4 million apiece.", ("4000000", "USD", "episode")),
    ("The studio poured $60 million into the series.", ("60000000", "USD", "season")),
    ("Its eight episodes cost $40m altogether.", ("40000000", "USD", "season")),
    ("The pilot cost them $11 million.", ("11000000", "USD", "episode")),
]
NOTHING = [
    "It earned $80 million at the box office.",
    "The fans raised $200,000 for a billboard.",
    "She gets $1 million an episode in salary.",
    "The film had a budget of $150 million.",
    "A subscription costs $7.99 a month.",
    "The city offered a rebate of $2 million.",
    "The sets look expensive.",
    "It had 8 million viewers an episode.",
    "The overall deal is worth $100 million.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_cost(text: str, expected: tuple[str, str, str]) -> None:
    amount, currency, per = expected
    (draft,) = drafts(read_cost, text)
    value = draft.value
    assert (value.amount, value.currency, value.per.value) == (Decimal(amount), currency, per)


@pytest.mark.parametrize("text", NOTHING)
def test_no_cost(text: str) -> None:
    assert drafts(read_cost, text) == []


def test_the_seasons_that_a_cost_is_told_of() -> None:
    (named,) = drafts(read_cost, "The first season cost $90 million.")
    (only,) = drafts(read_cost, "It costs $8 million an episode.", latest=1)
    (general,) = drafts(read_cost, "It costs $8 million an episode.", latest=3)
    assert [season_of(named), season_of(only, 1), season_of(general, 3)] == [1, 1, None]
