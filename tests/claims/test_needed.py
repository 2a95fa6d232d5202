"""What patterns need: whatever they match in, holds one of the strings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims import (
    anycase,
    needed,
    reader,  # noqa: F401  # for all its patterns
)
from nextseason.claims.anycase import AnyCase
from nextseason.claims.needed import needed_by, plain

PATTERNS = (
    r"\b(?:renewed|saved)\b",
    r"\b(?:not )?saved",
    r"on[- ]air|off-air\b",
    r"(?:it['’]s|is) (?:a|the) \bend",
    r"\b(?:(?:for|of) ){0,2}season\b",
    r"^[\"“]?end(?:s|ed)?\b(?! of)",
    r"(?<!the )(?P<n>end|air){2} on",
    r"\bs[aeo]n\b|[a-c]ir\b",
    r"(?:the |its |a ){1,3}end\b,? on",
)
WORDS = st.sampled_from(
    [*"the its a an it's is not renewed saved season end ends ended on air off of for sen".split()]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", "-", "“", "", "’", "é"])), max_size=9)


def holds(text: str, strings: frozenset[str]) -> bool:
    return any(string.encode() in plain(text) for string in strings)


@given(st.sampled_from(PATTERNS), TEXTS)
def test_where_a_pattern_matches_what_it_needs_is_there(
    pattern: str, parts: list[tuple[str, str]]
) -> None:
    text = "".join(word + sign for word, sign in parts)
    strings = needed_by(pattern)
    assert strings
    if re.search(pattern, text):
        assert holds(text, strings)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        pytest.param(r"\brenew(?:s|ed)\b", {" renews ", " renewed "}, id="edges of words"),
        pytest.param(r"renew\w*", {"renew"}, id="an open end"),
        pytest.param(r"the \w+ finale", {" finale"}, id="the rarer of two"),
        pytest.param(r"(?:very )*late\b", {"late "}, id="what may be left out"),
        pytest.param(r"won['’]t", {"won t"}, id="signs are alike"),
    ],
)
def test_what_a_pattern_needs(pattern: str, strings: set[str]) -> None:
    assert needed_by(pattern) == strings


@pytest.mark.parametrize("pattern", [r"\d+", r"a?", r"in|\d", r"(?:renewed)?", r"[^a]+", r"to"])
def test_of_some_nothing_can_be_told(pattern: str) -> None:
    assert needed_by(pattern) is None


A, B = ["LITERAL", 97], ["LITERAL", 98]


def told(item: object) -> object:
    """What Python's parser tells of a pattern, in words."""
    if isinstance(item, needed._parser.SubPattern | list | tuple):
        return [told(part) for part in item]
    return getattr(item, "name", item)


@pytest.mark.parametrize(
    ("pattern", "items"),
    [
        ("ab", [A, B]),
        (r"\b^", [["AT", "AT_BOUNDARY"], ["AT", "AT_BEGINNING"]]),
        ("[a-cb]", [["IN", [["RANGE", [97, 99]], B]]]),
        ("(?:ab|bb)", [["BRANCH", [None, [[A, B], [B, B]]]]]),
        ("(?P<n>ab)", [["SUBPATTERN", [1, 0, 0, [A, B]]]]),
        ("a?b+?", [["MAX_REPEAT", [0, 1, [A]]], ["MIN_REPEAT", [1, "MAXREPEAT", [B]]]]),
        ("(?=a)(?<!b)", [["ASSERT", [1, [A]]], ["ASSERT_NOT", [-1, [B]]]]),
    ],
)
def test_python_still_tells_its_patterns_as_it_did(pattern: str, items: object) -> None:
    assert told(needed._parser.parse(pattern)) == items, (
        "this Python reads patterns otherwise: mend `_READERS` in claims/needed.py"
    )


def test_where_python_tells_nothing_all_patterns_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed, "_parser", None)
    assert needed_by(r"\brenewed\b") is None


SENTENCES = (
    "Halcyon has not renewed The Long Winter for a second season, the network said on May 3.",
    "Season 2 was cancelled after low ratings, but it's not over: No. 1 with 12.5 million views.",
    "Filming began in March; Ana Sol joins the cast as the lead, created by Tom Wu.",
    "Fans signed a petition—30,000 so far—and #SaveWinter, because of the creative differences.",
    "Critics gave it 63% on the site, 6.3 out of 10, although it cost $8 million an episode.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_the_reader_s_patterns_are_run_wherever_they_match(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anycase, "MANY", 0)
    for cache in (anycase.scanned, anycase._bits_of):
        cache.cache_clear()
    patterns = [p for p in anycase._PATTERNS if isinstance(p, AnyCase)]
    matching = [p for p in patterns if re.search(p.pattern, text, re.IGNORECASE)]
    assert matching == [p for p in patterns if p.search(text)]
    may_match = [p for p in patterns if p.may_match(text)]
    assert 0 < len(matching) <= len(may_match) < len(patterns) / 2


@given(TEXTS)
def test_patterns_match_as_they_would_alone(parts: list[tuple[str, str]]) -> None:
    text = "".join(word.title() + sign for word, sign in parts)
    for pattern in PATTERNS:
        found = [m.span() for m in AnyCase(pattern).finditer(text)]
        assert found == [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
