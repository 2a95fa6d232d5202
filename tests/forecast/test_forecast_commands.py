"""The commands from files to words: train, forecast, backtest."""

import json
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from nextseason.cli import app
from tests.forecast.forecast_samples import decisions_csv, made_world, weekly_tsv

WORLD = made_world()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    seasons, history = WORLD
    folder = tmp_path_factory.mktemp("made")
    (folder / "charts").mkdir()
    (folder / "charts" / "all-weeks-global.tsv").write_text(weekly_tsv(history), "utf-8")
    early = [s for s in seasons if s.record.premiered < date(2023, 4, 1)]
    late = [s for s in seasons if s not in early]
    (folder / "decisions.csv").write_text(decisions_csv(early), "utf-8")
    (folder / "later.csv").write_text(decisions_csv(late), "utf-8")
    return folder


@pytest.fixture(scope="module")
def made_model(files):
    told = run("train", *given(files), "-o", files / "model.json")
    assert told.exit_code == 0, told.output
    return files / "model.json"


def run(*words):
    return CliRunner().invoke(app, [str(w) for w in words], env={"NEXTSEASON_VIEWING": None})


def given(files):
    return ("--decisions", files / "decisions.csv", "--viewing", files / "charts")


def test_the_same_files_give_the_same_model(files, made_model):
    again = files / "again.json"
    assert run("train", *given(files), "-o", again).exit_code == 0
    assert again.read_text("utf-8") == made_model.read_text("utf-8")


def test_a_model_names_no_show(made_model):
    text = made_model.read_text("utf-8")
    assert not any(r.show in text for r in WORLD[1].records)


def test_a_forecast_from_charts(files, made_model):
    season = WORLD[1].records[0]
    told = run(
        *("forecast", season.show, "--season", 1, "--viewing", files / "charts"),
        *("--model", made_model, "--as-of", "2022-12-01", "--plot", files / "plot.svg"),
    )
    assert told.exit_code == 0, told.output
    assert season.show in told.output
    assert "tenth place" in told.output
    assert "watched like it" in told.output
    assert "<svg" in (files / "plot.svg").read_text("utf-8")


def test_charts_that_were_pulled_need_no_naming(files, made_model, tmp_path, monkeypatch):
    monkeypatch.setattr("nextseason.command_io.charts_folder", lambda: files / "charts")
    season = WORLD[1].records[0]
    asked = ("forecast", season.show, "--season", 1, "--model", made_model, "--format", "json")
    told = run(*asked, "--as-of", "2022-12-01")
    assert json.loads(told.output)["watched"]
    monkeypatch.setattr("nextseason.command_io.charts_folder", lambda: tmp_path)
    assert "--premiered" in run(*asked, "--as-of", "2022-12-01").output


@pytest.mark.parametrize(("days", "number"), [(-8, 1), (8, 2)], ids=["week before", "week after"])
def test_the_last_season_is_the_last_that_was_out_on_the_day(files, made_model, days, number):
    second = min((r for r in WORLD[1].records if r.season == 2), key=lambda r: r.premiered)
    told = run(
        *("forecast", second.show, "--viewing", files / "charts", "--model", made_model),
        *("--as-of", second.premiered + timedelta(days=days), "--format", "json"),
    )
    assert json.loads(told.output)["season"] == number


def test_a_forecast_without_charts_by_the_shipped_model():
    told = run(
        *("forecast", "Amber Coast", "--premiered", "2026-03-05", "--as-of", "2026-04-05"),
        *("--english", "--scripted", "--runtime-hours", 7, "--format", "json"),
    )
    assert told.exit_code == 0, told.output
    content = json.loads(told.output)
    assert 0 < content["renewed_by_horizon"] < 1
    assert any("No viewing figures" in note for note in content["notes"])


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("Amber Coast",), "--premiered"),
        (("Amber Coast", "--premiered", "2026-01-01", "--model", "none.json"), "cannot read"),
        (("Amber Coast", "--premiered", "2026-01-01", "--plot", "plot.gif"), "svg, png, html"),
    ],
    ids=["not known", "no model", "no such plot"],
)
def test_what_cannot_be_forecast_says_what_would_do(words, remedy):
    told = run("forecast", *words)
    assert told.exit_code == 1
    assert remedy in told.output


def test_the_backtest_scores_a_later_file(files):
    told = run("backtest", *given(files), "--test", files / "later.csv", "--format", "json")
    assert told.exit_code == 0, told.output
    content = json.loads(told.output)
    methods = {row["method"] for row in content["renewal"]}
    assert {"nextseason", "plain logistic", "Aalen-Johansen"} <= methods
    assert {row["day"] for row in content["renewal"]} == {0, 28, 60, 120}
    whats = [row["what"] for row in content["windows"]]
    assert whats[:3] == ["release day", "release day, once ordered", "audience"]


def test_what_has_too_little_to_learn_from_is_left_out_and_told(files):
    told = run("backtest", *given(files), "--from", "2022-01-01")
    assert told.exit_code == 0, told.output
    assert "left out: " in told.stderr
    assert "nextseason" in told.stdout


def test_the_backtest_rolls_and_draws(files):
    told = run(
        *("backtest", *given(files), "--decisions", files / "later.csv"),
        *("--from", "2023-01-01", "--plot", files / "calibration.svg"),
    )
    assert told.exit_code == 0, told.output
    assert "release day" in told.output
    assert (files / "calibration.svg").exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("show,season\nA,1\n", "lacks the columns"),
        ("HEAD\nA,1,A: Season 1,english,yes,2022-01-01,maybe,,,no\n", "row 2"),
        ("HEAD\nA,1,A: Season 1,english,yes,2022-13-01,renewed,,,no\n", "row 2"),
    ],
    ids=["columns", "outcome", "day"],
)
def test_a_bad_decision_names_its_row(files, tmp_path, text, fault):
    head = (files / "decisions.csv").read_text("utf-8").splitlines()[0]
    path = tmp_path / "bad.csv"
    path.write_text(text.replace("HEAD", head), "utf-8")
    told = run("train", "--decisions", path, "--viewing", files / "charts", "-o", tmp_path / "m")
    assert told.exit_code == 1
    assert fault in told.output
