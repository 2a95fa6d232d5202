"""The commands on charts: what they print and write, and how they end."""

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from nextseason.cli import app
from nextseason.viewing import sources
from tests.viewing import chart_samples as made

CURVES = [("Harbour", 3, (9e6, 12e6, 6e6, 3.2e6)), ("Tides", 5, (8e6, 11e6, 6e6, 3e6))]


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "140"})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "viewing").mkdir()
    (tmp_path / "viewing" / "lists.tsv").write_bytes(made.lists(30, CURVES))
    rows = [("Quiet Bay: Low Tide", "Yes", "", 5, "*", 1)]
    (tmp_path / "viewing" / "r.xlsx").write_bytes(
        made.report("July to December 2024", {"TV": rows})
    )
    return tmp_path / "viewing"


def test_figures_are_printed_beside_comparable_seasons(folder, tmp_path):
    result = run("figures", "harbor", "--viewing", folder, "--plot", tmp_path / "plot.svg")
    assert result.exit_code == 0, result.output
    assert "Harbour, season 1: TV (English), premiere not published" in result.output
    assert "Tides, season 1" in result.output
    assert "▆█▅" in result.output
    assert b"<svg" in (tmp_path / "plot.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("Unheard Of",), 1, "the nearest are"),
        (("Harbour", "--season", "4"), 1, "no season 4"),
        (("Harbour", "--plot", "plot.gif"), 2, "svg, png, html"),
        (("Harbour", "--plot", "missing/plot.svg"), 1, "cannot write"),
    ],
)
def test_figures_say_what_is_wrong(folder, arguments, status, words):
    result = run("figures", *arguments, "--viewing", folder)
    assert (result.exit_code, words in result.output) == (status, True), result.output


def test_figures_without_charts_say_how_to_get_them(tmp_path):
    result = run("figures", "Harbour", "--viewing", tmp_path)
    assert result.exit_code == 1
    assert "pull netflix-top10" in result.output


def test_charts_are_counted_and_written(folder, tmp_path):
    result = run(
        "charts",
        "--viewing",
        folder,
        "-o",
        tmp_path / "c.parquet",
        "--unresolved",
        tmp_path / "u.tsv",
    )
    assert result.exit_code == 0, result.output
    assert pq.read_table(tmp_path / "c.parquet").num_rows == 300
    header, row = (tmp_path / "u.tsv").read_text().splitlines()
    assert header.split("\t")[:3] == ["source", "sheet", "row"]
    assert row.split("\t")[:4] == ["r.xlsx", "TV", "6", "Quiet Bay: Low Tide"]


def test_a_file_that_is_no_chart_is_named_and_the_rest_goes_on(folder):
    (folder / "other.tsv").write_bytes(b"a\tb\n")
    result = run("figures", "Harbour", "--viewing", folder)
    assert result.exit_code == 1
    assert "other.tsv: no chart that is known" in result.output
    assert "Harbour, season 1" in result.output


def test_pull_says_what_became_of_each_file(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "TOP10", "http://127.0.0.1:9/")
    result = run("pull", "netflix-top10", "--to", tmp_path / "charts")
    assert result.exit_code == 1
    assert result.output.count("failed") == 3
    assert f"in {tmp_path / 'charts'}" in result.output
