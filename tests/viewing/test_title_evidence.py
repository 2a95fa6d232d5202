"""What charts tell of each other's titles, and what they leave open."""

import pytest

from nextseason.viewing.title_evidence import Printed, gather, resolve

KNOWN = gather(
    [
        Printed("Harbour", "Harbour: The Fall of Ana Sol", "TV (English)"),
        Printed("Harbour", "Harbour 4", "TV (English)"),
        Printed("Tides", None, "TV (English)"),
        Printed("Ebb", "Ebb: Flow", "TV (English)"),
        Printed("Ebb: Flow", None, "TV (English)"),
        Printed(None, "Dune Song: Part Two", "Films"),
        Printed(None, "Dune Song: Ashes", "Films"),
        Printed(None, "Both Ways", "Films"),
        Printed(None, "Both Ways", "TV"),
    ]
)


@pytest.mark.parametrize(
    ("title", "category", "expected"),
    [
        ("Harbour: The Fall of Ana Sol", "TV", ("Harbour", None, "named", "TV")),
        ("HARBOUR: the fall of Ana Sol // Hafen", "TV", ("Harbour", None, "named", "TV")),
        ("Harbour 2", "TV", ("Harbour", 2, "season", "TV")),
        ("Harbour: Season 3", None, ("Harbour", 3, "season", "TV")),
        ("Dune Song: Part Two", None, ("Dune Song: Part Two", None, "film", "Films")),
        ("Dune Song: Ashes", None, ("Dune Song: Ashes", None, "film", "Films")),
        ("Quiet Bay", None, ("Quiet Bay", None, "whole", None)),
        ("Both Ways", None, ("Both Ways", None, "whole", None)),
        ("Toy Harbour 3", "Films", ("Toy Harbour 3", None, "film", "Films")),
    ],
)
def test_resolved(title, category, expected):
    told = resolve(Printed(None, title, category), KNOWN)
    assert told.name is not None
    assert (told.name.show, told.name.season, told.name.kind.value, told.category) == expected


@pytest.mark.parametrize(
    ("title", "category", "reason"),
    [
        ("Quiet Bay: Low Tide", "TV", "which part names the season"),
        ("Ebb: Flow", "TV", "which part names the season"),  # two lists say different shows
        ("Quiet Bay 2", "TV", "which part names the season"),
        ("Quiet Bay: Part 2", None, "a part of a film or of a series"),
        ("Quiet Bay: Low Tide", None, "a film's name or a season's"),
    ],
)
def test_listed_with_a_reason(title, category, reason):
    told = resolve(Printed(None, title, category), KNOWN)
    assert told.name is None
    assert reason in told.reason
