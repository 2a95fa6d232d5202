"""The page on measures tells every figure as the code does."""

from pathlib import Path

import pytest

from nextseason.viewing.events import FAULT_WORDS
from nextseason.viewing.meanings import MEANINGS
from nextseason.viewing.rates import FIGURES

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"
# What a row is about, in place of a figure.
KEYS = {"window", "country", "show_id", "title", "season", "n_episodes", "premiere"}


@pytest.mark.parametrize("meaning", MEANINGS, ids=[m.name for m in MEANINGS])
def test_the_page_has_the_figure(meaning):
    row = f"| `{meaning.name}` | {meaning.unit} | {meaning.definition} | {meaning.source} |"
    assert row in PAGE.read_text(encoding="utf-8")


def test_every_figure_has_a_meaning():
    assert {m.name for m in MEANINGS} == set(FIGURES.names) - KEYS


def test_every_fault_is_told():
    table = PAGE.read_text(encoding="utf-8").partition("| fault | rule |")[2].partition("\n\n")[0]
    assert len(table.strip().splitlines()) == 1 + len(FAULT_WORDS)
