"""The season that would come next by an annotated article: what timelines are taught.

Annotated article -> seasons by show, folded.
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.corpus import Annotated
from nextseason.titles import fold

_OF_WHAT_IS_OUT = frozenset({"viewing", "reception"})  # topics


def following_seasons(annotated: Annotated) -> dict[str, int]:
    """The season that would come next, by show: the bottom line's, or else that after the last
    one which the claims tell to be out.
    """
    told: dict[str, int] = {}
    for claim in annotated["claims"]:
        season = claim["season"]
        if season is not None:
            season += _is_out(claim, annotated["published"])
            told[fold(claim["show"])] = max(season, told.get(fold(claim["show"]), 0))
    lines = {fold(b["show"]): b["season"] for b in reversed(annotated["bottom_line"])}
    return told | {show: season for show, season in lines.items() if season is not None}


def _is_out(claim: Mapping[str, Any], published: str | None) -> bool:
    if claim["topic"] == "release" and published is not None:
        return "from" in claim["value"] and claim["value"]["from"] <= published
    return claim["topic"] in _OF_WHAT_IS_OUT
