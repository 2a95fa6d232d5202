"""Trailers that are out, and trailers that are not."""

import pytest
from dated_scenes import drafts, season_of

from nextseason.claims.topics.trailer import read_trailer

READ = [
    ("A new trailer for season 3 gives us a first look.", ("released", 3)),
    ("The teaser was released on Monday.", ("released", 3)),
    ("Netflix has unveiled the official trailer.", ("released", 3)),
    ("You can watch the trailer below.", ("released", 3)),
    ("The trailer of season 1 shows a storm.", ("released", 1)),
    ("The trailer is below.", ("released", 3)),
    ("A teaser trailer dropped in May.", ("released", 3)),
    ("There is no trailer yet.", ("none", 3)),
    ("No footage has been shown so far.", ("none", 3)),
    ("A trailer hasn't been released.", ("none", 3)),
    ("The trailer for season 4 is not out.", ("none", 4)),
    ("Is there a trailer?", None),
    ("We expect a trailer in May.", None),
    ("A trailer should arrive soon.", None),
    ("When the trailer drops, we will add it here.", None),
    ("The trailer of the film came out in May.", None),
    ("She lives in a trailer park.", None),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_trailer(text: str, expected: tuple[str, int] | None) -> None:
    found = [(d.value.status.value, season_of(d)) for d in drafts(read_trailer, text)]
    assert found == ([expected] if expected else [])
