"""What the commands share: how wide they print, and what they say where they cannot draw."""

import pytest
import typer

from nextseason.command_io import save_plot, standard_output


def test_what_is_piped_is_as_wide_as_told(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert standard_output(piped_width=77).width == 77
    monkeypatch.setenv("COLUMNS", "61")
    assert standard_output(piped_width=77).width == 61


def test_what_a_plot_needs_and_has_not_is_said(tmp_path, capsys):
    def draw():
        raise ModuleNotFoundError(name="altair")

    with pytest.raises(typer.Exit):
        save_plot(tmp_path / "a.svg", draw)
    assert "--plot needs altair; install nextseason[plots]" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())
