"""Petitions with their signatures, hashtags and other efforts of fans."""

from dataclasses import replace

import pytest
from dated_scenes import a_scene, drafts

from nextseason.claims.topics.campaign import read_campaign

READ = [
    ("Two sisters began a petition for a third season.", [("petition", None, None)]),
    ("A petition has gathered 30,000 signatures.", [("petition", 30000, None)]),
    ("The petition was signed by half a million people.", [("petition", 500000, None)]),
    ("More than 117K have signed the petition.", [("petition", 117000, None)]),
    ("The hashtag #SaveHarbourNine is trending.", [("hashtag", None, "#SaveHarbourNine")]),
    (
        "They tweet #RenewHarbourNine and #BringBackTheHarbour.",
        [("hashtag", None, "#RenewHarbourNine"), ("hashtag", None, "#BringBackTheHarbour")],
    ),
    (
        "A petition with 5,000 names and the tag #SaveHarbourNine followed.",
        [("petition", 5000, None), ("hashtag", None, "#SaveHarbourNine")],
    ),
    ("Fans paid for a billboard to save the series.", [("other", None, None)]),
    ("Viewers flooded the network with letters to save the show.", [("other", None, None)]),
    ("A fan campaign to bring the show back is under way.", [("other", None, None)]),
    ("Fans protested outside the network against the decision.", [("other", None, None)]),
]
NOTHING = [
    "Will a petition save it?",
    "The marketing campaign cost a fortune.",
    "He ran a presidential campaign in season 1.",
    "It was the #1 show in May.",
    "Fans love the show.",
    "The show has 2 million viewers.",
    "Her character leads a protest in the finale.",
    "He signed a contract for three seasons.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_campaign(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    found = [
        (d.value.kind.value, d.value.signatures, d.value.tag) for d in drafts(read_campaign, text)
    ]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_campaign(text: str) -> None:
    assert drafts(read_campaign, text) == []


def test_signatures_in_the_sentence_behind_the_petition() -> None:
    petition = "Two sisters began a petition for a third season."
    count = "By now it bears 86,412 names."
    first = list(read_campaign(replace(a_scene(petition), after=count)))
    (second,) = drafts(read_campaign, count, before=petition)
    assert first == []
    assert second.value.signatures == 86_412
