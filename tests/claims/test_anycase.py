"""A pattern regardless of case finds what `re` finds under `re.IGNORECASE`, only sooner."""

import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterator

import pytest

from nextseason import claims
from nextseason.claims.anycase import AnyCase
from nextseason.claims.sentences import split_sentences
from nextseason.examples import KAOS

TEXTS = [json.loads(line)["text"] for line in KAOS.read_text(encoding="utf-8").splitlines()]
SENTENCES = [s.text for text in TEXTS for s in split_sentences(text)][:120]


def _patterns() -> Iterator[AnyCase]:
    """Every one that a module of the reader keeps."""
    for module in pkgutil.walk_packages(claims.__path__, f"{claims.__name__}."):
        for kept in vars(importlib.import_module(module.name)).values():
            yield from (p for p in (kept, *_held(kept)) if isinstance(p, AnyCase))


def _held(kept: object) -> tuple[object, ...]:
    return kept if isinstance(kept, tuple) else ()


PATTERNS = {pattern.pattern: pattern for pattern in _patterns()}


@pytest.mark.parametrize("change", [str, str.upper, str.title], ids=["as it is", "upper", "title"])
def test_every_pattern_finds_what_re_finds(change: Callable[[str], str]) -> None:
    texts = [change(sentence) for sentence in SENTENCES]
    assert len(PATTERNS) > 150
    for source, pattern in PATTERNS.items():
        plain = re.compile(source, re.IGNORECASE)
        for text in texts:
            spans = [found.span() for found in plain.finditer(text)]
            assert [found.span() for found in pattern.finditer(text)] == spans, source


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        pytest.param(r"for (?-i:[A-Z])", "for us and FOR Halcyon", "FOR H", id="capital"),
        pytest.param(r"\bon\b(?! (?:its|(?-i:[A-Z])))", "on Halcyon, On it", "On", id="refusal"),
        pytest.param(r"(?-i:may)", "May or may not", "may", id="small letter"),
        pytest.param(r"\S+ S\d", "İİ s2", "İİ s2", id="letters that grow"),
    ],
)
def test_case_counts_where_it_is_meant(pattern: str, text: str, found: str) -> None:
    match = AnyCase(pattern).search(text)
    assert match is not None
    assert match.group() == found


def test_a_search_keeps_within_its_bounds() -> None:
    pattern = AnyCase(r"\bover$")
    found = (
        pattern.search("It is OVER", 0, 8),
        pattern.search("over and Over", 1),
        pattern.match("It is over", 6),
        pattern.fullmatch("It is over now", 6, 10),
    )
    assert [match and match.span() for match in found] == [None, (9, 13), (6, 10), (6, 10)]
