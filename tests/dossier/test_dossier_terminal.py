"""The terminal text: snapshots, and what no width or content may do to it."""

import io

import pytest
from dossier_samples import SAMPLES
from rich.cells import cell_len
from rich.console import Console
from rich_dossier import rich

from nextseason.dossier import render_text


def printed(dossier, width: int, *, colour: bool = False) -> str:
    console = Console(
        width=width,
        file=io.StringIO(),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(render_text(dossier))
    return console.file.getvalue()


@pytest.mark.parametrize("width", [100, 44])
@pytest.mark.parametrize("name", ["rich", "empty"])
def test_snapshot(name, width, snapshot):
    assert printed(SAMPLES[name](), width) == snapshot


@pytest.mark.parametrize("width", [30, 40, 71, 72, 100, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_wider_than_the_terminal(name, width):
    lines = printed(SAMPLES[name](), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_articles_cannot_steer_the_terminal():
    text = printed(SAMPLES["hostile"](), 100)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]" in text  # shown as it stands, not obeyed


def test_colour_adds_nothing_but_colour():
    assert "\x1b[" in printed(rich(), 100, colour=True)
    assert "\x1b[" not in printed(rich(), 100)


def test_long_lists_are_cut_and_say_so():
    text = printed(SAMPLES["crowded"](), 100)
    assert "… and 280 earlier claims more" in text
    assert "… and 10 findings more" in text
    assert "… and 10 contradictions more" in text


def test_empty_parts_are_left_out():
    text = printed(SAMPLES["empty"](), 100)
    assert "UNKNOWN" in text
    for title in ("Who says", "Cast", "contradicts", "Left out"):
        assert title not in text
