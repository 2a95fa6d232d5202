"""The gate in front of the reader: what is about no season's fate is not read."""

from datetime import date

import pytest

from nextseason.claims import read_claims
from nextseason.domain import Article

OTHERS = {
    "a tour": (
        "The Velvet Kites call off five concerts",
        "The Velvet Kites have cancelled five concerts of their autumn tour. The singer has lost "
        "her voice, the band's manager said on Monday. Tickets will be refunded within ten days. "
        "New dates are to be announced in the spring, and the album is still coming in May.",
    ),
    "a player": (
        "Okoro stays at Rovers",
        "Midfielder Sam Okoro has renewed his contract with Rovers until 2027. He scored nine "
        "goals last season and missed four matches with an injured knee. The club's next match "
        "is against United on Saturday.",
    ),
    "weather": (
        "Rain all week",
        "A front from the west brings rain to most of the country. Temperatures reach 12 degrees "
        "on the coast. Farmers are glad of it after the driest season in thirty years.",
    ),
    "a shop": (
        "Your basket is empty",
        "Free delivery on orders over 30 pounds. Returns within 14 days. Sign up for our "
        "newsletter and get ten per cent off your first order.",
    ),
}
SEASONS = {
    "a story": (
        "Velora renews Tidewater for a third season",
        "Velora has renewed the drama Tidewater for a third season. Mara Quist and Tom Wu are to "
        "return, and filming begins in March. The second season was watched by 12 million "
        "households in its first month.",
    ),
    "a headline": ("Tidewater is cancelled after two seasons", "Velora has cancelled Tidewater."),
    "an item": (
        "Briefly",
        "The streamer has ordered a second season of the comedy Brine Street.",
    ),
}


def claims(title: str, text: str) -> int:
    article = Article(id="a", title=title, text=text, published=date(2024, 5, 2))
    return len(read_claims(article))


@pytest.mark.parametrize("name", OTHERS)
def test_other_things_make_no_claim(name: str) -> None:
    assert claims(*OTHERS[name]) == 0


@pytest.mark.parametrize("name", SEASONS)
def test_what_is_about_a_season_is_read(name: str) -> None:
    assert claims(*SEASONS[name]) > 0
