"""Hours, views, households, viewers, minutes, ranks and weeks in a chart."""

from decimal import Decimal

import pytest
from dated_scenes import drafts, season_of

from nextseason.claims.topics.viewing import read_viewing

READ = [
    ("It was watched for 31.5M hours over four days.", [("hours", "31500000")]),
    ("It drew 7.3 million views.", [("views", "7300000")]),
    ("The opener had been viewed 3.9M times.", [("views", "3900000")]),
    ("Some 64 million households watched it.", [("households", "64000000")]),
    ("Half a million people tuned in.", [("viewers", "500000")]),
    ("It averaged 3.3 million viewers.", [("viewers", "3300000")]),
    ("Its audience was 1.1million on the night.", [("viewers", "1100000")]),
    ("It was seen by 9.7 million.", [("viewers", "9700000")]),
    ("Viewers spent more than a billion minutes with it.", [("minutes", "1000000000")]),
    (
        "It began with 6.4 million viewers and ended with 5.1 million.",
        [("viewers", "6400000"), ("viewers", "5100000")],
    ),
    ("It went to No. 1 on the chart.", [("rank", "1")]),
    ("It took the number one spot.", [("rank", "1")]),
    ("It was the third most-watched series of the week.", [("rank", "3")]),
    ("It came in second place on the list.", [("rank", "2")]),
    ("It topped the charts.", [("rank", "1")]),
    ("It lasted nine weeks on the chart.", [("weeks_in_top10", "9")]),
]
NOTHING = [
    "Did 12 million people watch it?",
    "The petition has 30,000 signatures.",
    "The service has 200 million subscribers.",
    "It cost $8 million an episode.",
    "The trailer had 5 million views.",
    "No one knows the number.",
    "The number one reason is money.",
    "Season 2 lasts eight hours.",
    "It ranks among the most-streamed shows.",
    "In the first place, it was fun.",
    "The books sold 3 million copies.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_figure_of_viewing(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(d.value.metric.value, d.value.value) for d in drafts(read_viewing, text)]
    assert found == [(metric, Decimal(value)) for metric, value in expected]


@pytest.mark.parametrize("text", NOTHING)
def test_no_figure_of_viewing(text: str) -> None:
    assert drafts(read_viewing, text) == []


PERIODS = [
    ("People spent 20 million hours on it over its first 28 days.", "first 28 days"),
    ("Over five days it had 3 million viewers.", "five days"),
    ("It averaged 3 million viewers.", "season average"),
    ("It had 3 million viewers.", None),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_the_period_stands_in_the_articles_words(text: str, period: str | None) -> None:
    (draft,) = drafts(read_viewing, text)
    assert draft.value.period == period


def test_each_figure_belongs_to_the_season_named_beside_it() -> None:
    text = "Season 1 had 5 million viewers, and Season 2 had 3 million viewers."
    assert [season_of(d, latest=4) for d in drafts(read_viewing, text)] == [1, 2]


def test_a_bare_figure_counts_what_the_sentence_before_counts() -> None:
    (draft,) = drafts(
        read_viewing, "It rose to 4 million.", before="The opener had 3 million views."
    )
    assert draft.value.metric.value == "views"
