"""A forecast and a decision as parts of a dossier, in its three forms; the what-if in a browser."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from nextseason.annexes import decision_annex, forecast_annex, make_annexes
from nextseason.decision import decide
from nextseason.decision.money import number_words
from nextseason.decision.options import usual_options
from nextseason.decision.page import script_hash
from nextseason.domain import OutlookPoint
from nextseason.dossier import render_html, render_json, render_text
from nextseason.examples import KAOS_CHARTS, KAOS_UNDECIDED
from nextseason.forecast_asked import AskedForecast, make_forecast
from tests.browser import dom_of, needs_browser
from tests.decision.case_samples import made_case
from tests.dossier.rich_dossier import rich

ASKED = AskedForecast(show="KAOS", season=1, as_of=KAOS_UNDECIDED, viewing=KAOS_CHARTS)
FORECAST = make_forecast(ASKED).forecast
DECISION = decide(made_case(), usual_options(8), n_draws=1000)
ANNEXES = (forecast_annex(FORECAST), decision_annex(DECISION))
PAGE = render_html(rich(), ANNEXES)


def test_the_parts_stand_once_and_the_list_leads_to_them():
    for annex in ANNEXES:
        assert PAGE.count(f'id="{annex.anchor}"') == 1
        assert f'href="#{annex.anchor}"' in PAGE
    ids = re.findall(r'\bid="([^"]+)"', PAGE)
    assert len(ids) == len(set(ids))


def test_the_policy_lets_the_what_if_run_and_nothing_else():
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', PAGE)[1]
    assert policy.endswith(f"; script-src '{script_hash()}'")
    assert "script-src" not in render_html(rich(), ANNEXES[:1])
    assert render_html(rich(), ()) == render_html(rich())


def test_the_same_answers_in_the_three_forms():
    console = Console(width=130, color_system=None)
    with console.capture() as capture:
        console.print(render_text(rich(), ANNEXES))
    text, document = capture.get(), json.loads(render_json(rich(), ANNEXES))
    assert document["decision"]["recommendation"] == DECISION.recommendation
    assert number_words(DECISION.options[0].net) in text
    assert document["forecast"]["as_of"] == "2024-09-28"
    assert "As of 2024-09-28" in text
    assert "As of 28 September 2024" in PAGE


def test_what_a_forecast_names_is_text_not_markup():
    evil = '</section><b onclick="x">'
    told = replace(FORECAST, show=evil, notes=(evil,))
    html = forecast_annex(told).html
    assert "<b onclick" not in html
    assert html.count("</section>") == 1


def test_the_areas_end_where_the_last_day_is():
    last = FORECAST.renewal[-1]
    html = forecast_annex(FORECAST).html
    renewed = re.search(r'class="renewed" d="M0,200.0L.*L600.0,([\d.]+)L600.0,200.0Z"', html)[1]
    assert float(renewed) == pytest.approx(200 * (1 - last.renewed), abs=0.06)


def test_a_forecast_of_one_day_draws_nothing():
    day = date(2024, 1, 1)
    now = OutlookPoint(
        day=day, renewed=1.0, cancelled=0.0, concluded=0.0, renewed_low=1.0, renewed_high=1.0
    )
    told = replace(FORECAST, renewal=(now,), horizon=day, as_of=day, release=(), audience=())
    assert "<svg" not in forecast_annex(told).html


def test_a_decision_takes_its_audience_and_running_time_from_the_forecast():
    document = make_annexes(ASKED, told={}, platform="Netflix")[1].document
    inputs = {row["name"]: row for row in document["inputs"]}
    assert inputs["audience"]["median"] == pytest.approx(dict(FORECAST.audience)[0.5])
    assert inputs["running time, hours"]["median"] == pytest.approx(6.6667)
    assert any(
        note.startswith("Audience: as forecast on 2024-09-28") for note in document["assumed"]
    )
    assert len(make_annexes(ASKED, told=None)) == 1


WIDTHS = (320, 360, 641, 769, 1100)
MOVE = """<script>onload = () => {
  const frames = [...document.querySelectorAll("iframe")];
  const page = frames[0].contentDocument;
  const nets = () => [...page.querySelectorAll(".whatif tbody tr")].map(
    row => [row.dataset.option, row.querySelector(".net").textContent]);
  const [audience] = page.querySelectorAll(".whatif input");
  const told = {hidden: page.querySelector(".whatif").hidden, before: nets()};
  audience.value = 1;
  audience.dispatchEvent(new Event("input"));
  told.after = nets();
  told.says = audience.getAttribute("aria-valuetext");
  page.querySelector(".whatif button").click();
  told.back = nets();
  told.widths = frames.map(frame => frame.contentDocument.documentElement.scrollWidth);
  document.title = JSON.stringify(told);
}</script>"""


@needs_browser
def test_the_what_if_works_from_a_file_and_nothing_sticks_out(tmp_path):
    """Under the dossier's own policy: twice the audience, then back; at many widths."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    frames = "".join(
        f'<iframe src="page.html" style="width:{width}px;height:800px;border:0"></iframe>'
        for width in WIDTHS
    )
    (tmp_path / "mover.html").write_text(frames + MOVE, "utf-8")
    dom = dom_of(tmp_path / "mover.html")
    told = json.loads(re.search("<title>(.*?)</title>", dom)[1])
    assert told["hidden"] is False
    doubled = {o.name: number_words(2 * o.value - o.cost) for o in DECISION.options}
    assert dict(told["after"]) == doubled
    assert told["back"] == told["before"]
    assert tuple(told["widths"]) == WIDTHS
    audience = next(row.median for row in DECISION.inputs if row.name == "audience")
    assert told["says"] == number_words(2 * audience)
