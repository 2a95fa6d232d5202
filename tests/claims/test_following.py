"""The season that would come next, as timelines are taught it."""

from typing import Any

import pytest

from training.following import following_seasons


def _claim(season: int | None, topic: str, **value: object) -> dict[str, Any]:
    return {"show": "Harbour Nine", "season": season, "topic": topic, "value": value}


@pytest.mark.parametrize(
    ("claims", "bottom", "following"),
    [
        ([_claim(2, "viewing", metric="hours", value=1)], None, 3),
        ([_claim(2, "release", **{"from": "2024-05-01", "to": "2024-05-01"})], None, 3),
        ([_claim(2, "release", **{"from": "2024-09-01", "to": "2024-09-30"})], None, 2),
        ([_claim(2, "release", status="unannounced")], None, 2),
        ([_claim(1, "viewing"), _claim(3, "renewal", status="renewed")], None, 3),
        ([_claim(None, "crew", person="Ana Sol", job="creator")], None, None),
        ([_claim(4, "viewing", metric="hours", value=1)], 4, 4),
        ([], 2, 2),
    ],
    ids=[
        *("watched", "came out", "comes out", "no date", "watched, then ordered", "no season"),
        *("the bottom line is believed", "the bottom line alone"),
    ],
)
def test_the_season_after_the_last_one_that_is_out(
    claims: list[dict[str, Any]], bottom: int | None, following: int | None
) -> None:
    lines = [{"show": "Harbour Nine", "season": bottom, "status": "pending"}] if bottom else []
    article = {"published": "2024-06-12", "claims": claims, "bottom_line": lines}
    assert following_seasons(article).get("harbour nine") == following
