"""What a sentence says of the next order, in sentences of our own about invented shows."""

import pytest

from nextseason.claims import read_claims
from nextseason.domain import Article, Certainty, Topic

S, R, U, E = Certainty.STATED, Certainty.REPORTED, Certainty.RUMOURED, Certainty.EXPECTED


def renewals(text: str, title: str = "The Long Winter season 2: what we know"):
    """(season, status, certainty) of each renewal claim about an invented show."""
    body = f"The Long Winter premiered on Halcyon in March 2027.\n\n{text}"
    claims = read_claims(Article(id="a", title=title, text=body))
    return [
        (c.season, c.value.status.value, c.certainty)
        for c in claims
        if c.topic is Topic.RENEWAL and c.quote.start > 50
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halcyon has renewed The Long Winter for a second season.", (2, "renewed", S)),
        ("The drama was picked up for another season last week.", (2, "renewed", S)),
        ("A second season has been ordered.", (2, "renewed", S)),
        ("The network gave the green light to a third season.", (3, "renewed", S)),
        ("The Long Winter will return for season 2.", (2, "renewed", S)),
        (
            "Mara Voss told The Courier that the show had been renewed for a second season.",
            (2, "renewed", R),
        ),
        ("The show has reportedly been renewed for a second season.", (2, "renewed", U)),
        ("The show could still find a new home for a second season.", (2, "renewed", E)),
        ("Halcyon has cancelled The Long Winter after one season.", (2, "cancelled", S)),
        ("There will be no second season of The Long Winter.", (2, "cancelled", S)),
        ("The Long Winter won't be back for another run.", (2, "cancelled", S)),
        ("The network pulled the plug on the drama.", (2, "cancelled", S)),
        ("According to The Courier, the show has been axed.", (2, "cancelled", R)),
        ("Halcyon has decided not to renew the drama.", (2, "cancelled", S)),
        ("The show was cancelled after its third season.", (4, "cancelled", S)),
        ("There is still no official word on a second season.", (2, "pending", S)),
        ("Halcyon has not yet renewed The Long Winter.", (2, "pending", S)),
        ("The fate of season 2 remains unclear.", (2, "pending", S)),
        ("Season 3 will be the last.", (4, "concluded", S)),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_one_claim(text, expected):
    assert expected in renewals(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will The Long Winter get a second season?",
        "If it is renewed for a second season, filming would take a year.",
        "Fans want the network to renew the show.",
        "She renewed her contract with the studio.",
        "The actor will not return to the stage.",
        "Halcyon orders lunch from the place across the street.",
        "The finale ends with a walk across the ice.",
    ],
)
def test_no_claim(text):
    assert renewals(text) == []


def test_a_final_season_is_two_claims():
    told = renewals("The Long Winter has been renewed for a fourth and final season.")
    assert (4, "renewed", S) in told
    assert (5, "concluded", S) in told


def test_a_reversal_is_two_claims():
    told = renewals("The show was renewed for season 2, but then Halcyon cancelled it.")
    assert {status for _, status, _ in told} == {"renewed", "cancelled"}


def test_a_row_of_shows_shares_its_fate():
    text = (
        "Halcyon has cleared the deck. “Harbour Nine”, “Quiet Ferry” and “Copper Line” "
        "were all cancelled on Friday.\n\n“Harbour Nine” had one season."
    )
    claims = read_claims(Article(id="a", title="Three dramas are out at Halcyon", text=text))
    cancelled = {c.show for c in claims if c.topic is Topic.RENEWAL}
    assert cancelled == {"Harbour Nine", "Quiet Ferry", "Copper Line"}
