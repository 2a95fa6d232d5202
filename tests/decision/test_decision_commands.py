"""The commands from words to answers, and what they say of bad input."""

import json

import pytest
from typer.testing import CliRunner

from nextseason.cli import app
from nextseason.decision import decide
from nextseason.decision.figure import decision_figure
from nextseason.decision.options import usual_options
from nextseason.errors import InputError
from nextseason.examples import KAOS, KAOS_CHARTS
from tests.decision.case_samples import SLATE, made_case

CHARTS = ("--viewing", KAOS_CHARTS, "--as-of", "2024-09-28")


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env={"NEXTSEASON_VIEWING": None})


def asked(*words):
    told = run(*words, "--format", "json")
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


@pytest.fixture
def slate_file(tmp_path):
    path = tmp_path / "slate.csv"
    path.write_text(SLATE, encoding="utf-8")
    return path


def test_a_decision_from_figures_alone():
    found = asked(
        *("decide", "Harbour Lights", "--audience", "20e6..40e6"),
        *("--cost-per-episode", "8e6", "--value-per-view", "1.2"),
    )
    assert (found["show"], found["season"], found["currency"]) == ("Harbour Lights", 2, "USD")
    assert {o["name"] for o in found["options"]} >= {"renew", "cancel", "wait", "film"}
    assert not any("Cost of an episode not told" in note for note in found["assumed"])


def test_a_decision_from_a_forecast(tmp_path):
    path = tmp_path / "forecast.json"
    levels = [(0.05, 10e6), (0.25, 18e6), (0.5, 25e6), (0.75, 34e6), (0.95, 60e6)]
    rows = [{"level": level, "views": views} for level, views in levels]
    path.write_text(json.dumps({"audience": rows}), encoding="utf-8")
    found = asked("decide", "Ash Road", "--forecast", path, "--season", 2)
    audience = next(row for row in found["inputs"] if row["name"] == "audience")
    assert (round(audience["low"]), round(audience["median"])) == (10e6, 25e6)
    assert found["season"] == 3
    assert any("reported costs" in note for note in found["assumed"])


def test_a_decision_from_the_charts_is_that_from_the_forecast_they_give(tmp_path):
    path = tmp_path / "forecast.json"
    path.write_text(run("forecast", "kaos", *CHARTS, "--format", "json").stdout, "utf-8")
    told = ("--runtime-hours", "6.6667", "--year", "2024", "--cost-per-episode", "8e6")
    by_file = asked("decide", "KAOS", "--forecast", path, *told)
    by_charts = asked("decide", "kaos", *CHARTS, "--cost-per-episode", "8e6")
    assert by_charts["show"] == "KAOS"
    for one, other in zip(by_file["options"], by_charts["options"], strict=True):
        # The file has whole views, the season's length more digits.
        assert one["net"] == pytest.approx(other["net"], rel=1e-4)
    notes = " ".join(by_charts["assumed"])
    assert "as forecast on 2024-09-28" in notes
    assert "Running time: that of the season that is out" in notes


def test_articles_move_what_the_charts_forecast():
    charts = ("decide", "kaos", "--season", 1, "--viewing", KAOS_CHARTS)
    later = ("--as-of", "2024-11-01")
    told = asked(*charts, *later, "--articles", KAOS)
    assert "does not go on" in told["assumed"][0]
    assert "does not go on" not in asked(*charts, *later)["assumed"][0]


def test_views_of_the_season_that_is_out_give_the_next_ones_audience():
    found = asked("decide", "Ash Road", "--views", "2e7")
    audience = next(row for row in found["inputs"] if row["name"] == "audience")
    assert 3e6 < audience["low"] < audience["median"] < 2e7 < audience["high"]
    wider = asked("decide", "Ash Road", "--views", "1e7..4e7")
    told = next(row for row in wider["inputs"] if row["name"] == "audience")
    assert told["high"] / told["low"] > 1.3 * audience["high"] / audience["low"]


def test_a_forecast_with_a_cost_has_the_decision_beneath_it():
    words = ("forecast", "kaos", *CHARTS, "--scripted", "--cost", "6e6..12e6")
    document = asked(*words)
    same = asked("decide", "kaos", *CHARTS, "--cost-per-episode", "6e6..12e6")
    assert document["decision"]["season"] == 2
    assert {o["name"] for o in document["decision"]["options"]} == {
        o["name"] for o in same["options"]
    }
    text = run(*words).stdout
    assert text.index("because") < text.index("What it hangs on")
    assert "decision" not in asked(*words[:-2])


def test_a_decision_on_adjusted_share_and_members(tmp_path):
    rows = ["account,tenure_months,hours,watched,left,joined_for"]
    for member in range(60):
        rows += [f"{member},{month},{3 + member % 5},{member % 2},0,0" for month in range(3)]
        rows.append(f"{member},3,1,0,{int(member % 3 == 0)},{int(member % 10 == 1)}")
    path = tmp_path / "members.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = asked(
        *("decide", "Ash Road", "--audience", "2e7", "--cost-per-episode", "2e6"),
        *("--adjusted-share", "0.002..0.004", "--members-value", "9e9", "--views", "25e6"),
        *("--churn", path, "--month-value", "9"),
    )
    assert [w["is_association"] for w in found["ways"]] == [False, True]
    assert any("association" in note for note in found["assumed"])


def test_an_adjusted_share_takes_its_views_from_the_charts():
    share = ("--adjusted-share", "0.002..0.004", "--members-value", "9e9")
    found = asked("decide", "KAOS", *CHARTS, *share)
    views = next(row for row in found["inputs"] if row["name"].startswith("views of the season"))
    # Hours of the four lists over the running time.
    assert views["median"] == pytest.approx((22.8e6 + 39.2e6 + 22.4e6 + 14.5e6) / 6.6667)
    assert "Views of the season that is out: by the charts." in found["assumed"]


def test_own_options_join_the_others(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[[option]]\nname = "two parts"\nepisodes = 12\n', encoding="utf-8")
    found = asked("decide", "Ash Road", "--audience", "2e7", "--options", path, "--wait", 0)
    names = [o["name"] for o in found["options"]]
    assert "two parts" in names
    assert "wait" not in names


def test_waiting_of_ones_own_takes_the_place_of_the_usual(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("[wait]\nweeks = 4\nlearns = 0\n", encoding="utf-8")
    found = asked("decide", "Ash Road", "--audience", "1e7..3e7", "--options", path)
    assert (found["waiting"]["weeks"], found["waiting"]["information"]) == (4, 0)
    none = asked("decide", "Ash Road", "--audience", "2e7", "--options", path, "--wait", 0)
    assert none["waiting"] is None


def test_a_page_is_written(tmp_path):
    page = tmp_path / "page.html"
    told = run("decide", "Ash Road", "--audience", "2e7", "--format", "html", "-o", page)
    assert told.exit_code == 0
    assert "Ash Road" in page.read_text("utf-8")


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_decision_is_drawn(tmp_path, form, start):
    path = tmp_path / f"plot.{form}"
    told = run("decide", "Ash Road", "--audience", "1e7..3e7", "--plot", path)
    assert told.exit_code == 0, told.output
    assert path.read_bytes().startswith(start)


def test_what_orders_nothing_and_is_certain_cannot_be_drawn():
    only = [o for o in usual_options(8) if o.name == "cancel"]
    with pytest.raises(InputError, match="nothing to draw"):
        decision_figure(decide(made_case(), only, n_draws=100))


def test_a_decision_in_words():
    told = run("decide", "Ash Road", "--audience", "2e7")
    assert told.exit_code == 0
    assert "What it hangs on" in told.stdout


def test_a_slate_keeps_its_wishes(slate_file):
    found = asked(
        *("slate", slate_file, "--budget", "180e6", "--at-least", "2 genre=comedy"),
        *("--at-most", "1 studio=North Pier", "--scenarios", 200),
    )
    chosen = {s["title"] for s in found["seasons"] if s["chosen"]}
    assert len(chosen & {"Harbour Lights", "Ash Road", "Red Ferry"}) <= 1
    assert len(chosen & {"Ash Road", "Low Tide", "Quiet Mile"}) >= 2
    assert found["cost"] <= 180e6


def test_a_slate_in_words(slate_file):
    told = run("slate", slate_file, "--budget", "180e6 EUR", "--scenarios", 200)
    assert told.exit_code == 0
    assert "What each wish costs" in told.stdout
    assert "180 M EUR" in told.stdout


def test_thresholds_of_past_decisions(tmp_path):
    path = tmp_path / "past.csv"
    rows = [f"Skylark,2022,10e6,{v}e6,{'yes' if v > 15 else 'no'}" for v in range(5, 30)]
    path.write_text("platform,year,cost,value,renewed\n" + "\n".join(rows), encoding="utf-8")
    found = asked("decide", "--infer-threshold", path)
    assert 1.3 < found["overall"]["median"] < 1.8
    assert "renewed from a value of" in run("decide", "--infer-threshold", path).stdout


AUDIENCE = ("decide", "Ash Road", "--audience", "2e7")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("decide",), "name the show"),
        (("decide", "Ash Road"), "no audience; give --audience"),
        (("decide", "Ash Road", *CHARTS), "no chart tells of Ash Road; give the next season's"),
        (("decide", "KAOS", "--season", 2, *CHARTS), "no chart tells of season 2 of KAOS"),
        (("decide", "KAOS", *CHARTS[:2], "--as-of", "2024-09-10"), "that takes four weeks"),
        ((*AUDIENCE, "--articles", "news"), "--articles goes with charts"),
        ((*AUDIENCE, "--plot", "plot.gif"), "svg, png, html"),
        (("decide", "KAOS", "--viewing", "nowhere"), "nowhere is no folder"),
        (("forecast", "KAOS", *CHARTS, "--cost", "-1"), "cost per episode cannot be negative"),
        (("forecast", "KAOS", *CHARTS, "--cost", "1e6 EUR"), "the default value is in USD"),
        ((*AUDIENCE, "--cost-per-episode=-3"), "cost per episode cannot be negative"),
        ((*AUDIENCE, "--cost-per-episode", "0"), "above 0; leave it out"),
        (
            (*AUDIENCE, "--cost-per-episode", "8e6 EUR", "--value-per-view", "1 USD"),
            "value per view is in USD, cost per episode in EUR",
        ),
        ((*AUDIENCE, "--cost-per-episode", "8e6 EUR"), "the default value is in USD"),
        ((*AUDIENCE, "--value-per-view", "1 EUR"), "give it with --cost-per-episode"),
        (("decide", "Ash Road", "--audience", "2e7 USD"), "audience is no money"),
        ((*AUDIENCE, "--views", "2e7"), "with views give adjusted view share"),
        ((*AUDIENCE, "--month-value", "9"), "member-months per viewer"),
        ((*AUDIENCE, "--genre", "opera"), "drama"),
        ((*AUDIENCE, "--options", "nowhere.toml"), "cannot read nowhere.toml"),
        ((*AUDIENCE, "--forecast", "nowhere.json"), "not both"),
        (("decide", "Ash Road", "--forecast", "nowhere.json"), "cannot read nowhere.json"),
        (("decide", "--infer-threshold", "nowhere.csv"), "cannot read nowhere.csv"),
    ],
)
def test_bad_words_are_told_with_the_remedy(words, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run(*words)
    assert told.exit_code == 1
    assert why in told.stderr
    assert not told.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--budget", "0"), "--budget is above 0, got 0"),
        (("--budget", "-5"), "--budget cannot be negative"),
        (("--budget", "1e6..2e6"), "--budget is one amount"),
        (("--budget", "1e8 EUR", "--currency", "USD"), "one currency"),
        (("--budget", "1e8", "--at-least", "1 genre=opera"), "no season has genre=opera"),
        (
            ("--budget", "1e8", "--at-least", "2 genre=drama", "--at-most", "1 genre=drama"),
            "loosen",
        ),
        (("--budget", "1e8", "--caution", "2"), "--caution lies in 0-1"),
        (("--budget", "1e8", "--scenarios", "5"), "multiple of 10"),
    ],
)
def test_bad_wishes_are_told_with_the_remedy(slate_file, words, why):
    told = run("slate", slate_file, *words)
    assert told.exit_code == 1
    assert why in told.stderr


@pytest.mark.parametrize("text", ["no json", '{"audience": [{"level": 1}]}', '{"audience": []}'])
def test_a_forecast_that_is_none_is_told(tmp_path, text):
    path = tmp_path / "forecast.json"
    path.write_text(text, encoding="utf-8")
    told = run("decide", "Ash Road", "--forecast", path)
    assert told.exit_code == 1
    assert "--audience" in told.stderr
