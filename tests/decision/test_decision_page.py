"""The page: self-contained, escaped, its script named; the same figures everywhere."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from nextseason.decision.answer import decide
from nextseason.decision.as_json import decision_document, decision_json
from nextseason.decision.candidates import read_candidates
from nextseason.decision.distributions import between, point
from nextseason.decision.money import number_words
from nextseason.decision.options import Option, usual_options, usual_wait
from nextseason.decision.page import (
    decision_style,
    render_decision_html,
    render_decision_part,
    script_hash,
)
from nextseason.decision.slate import plan_slate
from nextseason.decision.terminal import decision_text, slate_text
from nextseason.decision.threshold import Threshold, Thresholds
from tests.decision.case_samples import SLATE, made_case, two_ways

DOCS = Path(__file__).parents[2] / "docs" / "decision.md"
DECISION = decide(
    replace(made_case(ending=point(2e6)), ways=two_ways(), assumed=("Tax credit not told: none.",)),
    usual_options(8),
    wait=usual_wait(6),
    n_draws=2000,
)
PAGE = render_decision_html(DECISION)


def whatif(page):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', page)[1])


def text_of(told, width=130):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(told)
    return capture.get()


def test_nothing_is_loaded_from_elsewhere():
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|<img|<iframe", PAGE)
    assert "default-src 'none'" in PAGE


def test_the_policy_names_the_script_that_is_there():
    scripts = re.findall(r"<script>(.*?)</script>", PAGE, re.DOTALL)
    assert len(scripts) == 1

    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert script_hash() == f"sha256-{digest}"
    assert f"script-src '{script_hash()}'" in PAGE


def test_the_part_is_what_the_page_holds():
    part = render_decision_part(DECISION)
    assert part.strip() in PAGE
    assert "<html" not in part
    assert decision_style() in PAGE


def test_names_are_text_not_markup():
    evil = "</script><b onclick=x>'\"&"
    option = Option(name=evil, words=evil, episodes=4)
    case = replace(made_case(), show=evil, assumed=(evil,))
    page = render_decision_html(decide(case, [option, *usual_options(8)], n_draws=100))
    assert "<b onclick" not in page
    assert page.count("</script>") == 2
    assert whatif(page)[0]["name"] == evil


def test_the_what_if_begins_where_the_answer_is():
    by_name = {o.name: o for o in DECISION.options}
    rows = whatif(PAGE)
    assert {row["name"] for row in rows} == set(by_name) - {"wait"}
    for row in rows:
        value, episodes, other = row["mean"]
        told = by_name[row["name"]]
        assert value - episodes - other == pytest.approx(told.net, abs=1)
        even = sum(v >= e + o for v, e, o in row["worlds"]) / len(row["worlds"])
        assert even == pytest.approx(told.breaks_even, abs=0.01)


def test_moving_the_what_if_agrees_with_a_new_decision():
    """Twice the audience, by the page's worlds and by a case with twice the audience."""
    doubled = decide(
        replace(made_case(audience=between(30e6, 90e6), ending=point(2e6)), ways=two_ways()),
        usual_options(8),
        n_draws=2000,
    )
    by_name = {o.name: o for o in doubled.options}
    for row in whatif(PAGE):
        value, episodes, other = row["mean"]
        told = by_name[row["name"]]
        assert 2 * value - episodes - other == pytest.approx(told.net, rel=1e-9, abs=1)
        even = sum(2 * v >= e + o for v, e, o in row["worlds"]) / len(row["worlds"])
        assert even == pytest.approx(told.breaks_even, abs=0.02)


def test_controls_are_labelled_and_drawings_have_words():
    labels = set(re.findall(r'<label for="([^"]+)"', PAGE))
    inputs = set(re.findall(r'<input id="([^"]+)"', PAGE))
    assert labels == inputs
    assert len(inputs) == 3
    drawings = re.findall(r'role="img" aria-label="([^"]*)"', PAGE)
    assert len(drawings) > 3
    assert all(drawings)


def test_the_same_figures_on_every_surface():
    document = json.loads(decision_json(DECISION))
    text = text_of(decision_text(DECISION))
    assert document["recommendation"] == DECISION.recommendation
    for option, told in zip(document["options"], DECISION.options, strict=True):
        assert option["net"] == told.net
        assert option["net_spread"]["low90"] == told.net_spread.low90
        assert number_words(told.net) in text
        assert number_words(told.net) in PAGE
    assert "whatif" not in document
    assert "Tax credit not told" in text
    assert "Tax credit not told" in PAGE


def test_json_is_strict_and_the_same_on_every_run():
    text = decision_json(DECISION)
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert text == decision_json(DECISION)


def test_the_docs_name_every_field():
    slate = plan_slate(read_candidates(SLATE, source="x"), budget=180e6, n_scenarios=100)
    threshold = Threshold(platform="A", year=1, median=1, low=1, high=1, n=1, n_renewed=1)
    thresholds = Thresholds(
        overall=threshold, by_platform=(), by_year=(), by_both=(), blur=1, explained=1
    )
    docs = DOCS.read_text("utf-8")
    for told in (DECISION, slate, thresholds):
        assert {name for name in names(decision_document(told)) if f"`{name}`" not in docs} == set()


def names(value):
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("width", [60, 100, 160])
def test_the_terminal_keeps_to_its_width(width):
    slate = plan_slate(read_candidates(SLATE, source="x"), budget=180e6)
    for told in (decision_text(DECISION), slate_text(slate)):
        assert max(len(line) for line in text_of(told, width).splitlines()) <= width


def test_a_certain_case_draws_no_tornado_and_still_a_page():
    case = replace(
        made_case(audience=point(3e7), per_view=point(1.0), per_episode=point(3e6)), assumed=()
    )
    case = replace(case, cost=replace(case.cost, escalation=point(0.0)))
    only = [o for o in usual_options(8) if o.name in ("renew", "cancel")]
    page = render_decision_html(decide(case, only, n_draws=100))
    assert 'class="tornado"' not in page
    assert "No single input" in page
