"""The decision as HTML: a part for the dossier, or a page of its own.

Decision -> str.  Pure.  The one script is inline, named by its hash in the page's policy, and
reads numbers alone; without it the page says everything but the what-if.
"""

import base64
import hashlib
import json
import re
from functools import cache
from typing import NamedTuple

from jinja2 import Environment

from nextseason.decision.answer import Decision
from nextseason.decision.money import number_words
from nextseason.decision.plots import HEIGHT, WIDTH, draw_break_even, draw_tornado
from nextseason.decision.season_case import AUDIENCE, PER_EPISODE
from nextseason.decision.terminal import (
    converged_words,
    half_words,
    most_words,
    waiting_words,
)
from nextseason.markup import template_environment, template_source

PACKAGE = "nextseason.decision"
DIGITS = 4  # of numbers that the what-if takes along: a chance moves by less than a world


class Slider(NamedTuple):
    words: str
    base: float  # what it stands at in the middle; to a quarter and to four times of it


def render_decision_html(decision: Decision) -> str:
    """A page that needs nothing but itself.

    Examples
    --------
    >>> from nextseason.decision.answer import decide
    >>> from nextseason.decision.cost import CostTerms
    >>> from nextseason.decision.distributions import point
    >>> from nextseason.decision.options import usual_options
    >>> from nextseason.decision.season_case import Case
    >>> from nextseason.decision.value import by_view
    >>> case = Case(
    ...     show="<b>Ash Road</b>", season=2, currency="USD", audience=point(30e6),
    ...     ways=(by_view(point(1.5)),),
    ...     cost=CostTerms(per_episode=point(4e6), episodes=8, escalation=point(0.0)),
    ... )
    >>> page = render_decision_html(decide(case, usual_options(8), n_draws=100))
    >>> "&lt;b&gt;Ash Road&lt;/b&gt;" in page, "<b>Ash Road" in page
    (True, False)
    """
    return _render("decision_page.html", decision)


def render_decision_part(decision: Decision) -> str:
    """The section alone, with its script; `decision_style` and `script_hash` are for its page."""
    return _render("decision_part.html", decision)


@cache
def script_hash() -> str:
    """What a content security policy names the script by.

    >>> script_hash().startswith("sha256-")
    True
    """
    digest = hashlib.sha256(_script().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _render(template: str, decision: Decision) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            decision=decision,
            tornado=draw_tornado(decision),
            curve=draw_break_even(decision),
            size=(WIDTH, HEIGHT),
            sliders=_sliders(decision),
            waiting=waiting_words(decision),
            converged=converged_words(decision),
            whatif=_whatif_json(decision),
            script=_script(),
            script_hash=script_hash(),
            style=decision_style(),
        )
        + "\n"
    )


@cache
def _environment() -> Environment:
    environment = template_environment(PACKAGE)
    environment.filters |= {
        "number": number_words,
        "together": _together,
        "half": half_words,
        "most": most_words,
    }
    return environment


@cache
def decision_style() -> str:
    """The section's style."""
    return template_source(PACKAGE, "decision.css")


@cache
def _script() -> str:
    return template_source(PACKAGE, "whatif.js")


def _together(text: str) -> str:
    """A number does not lose its unit at the end of a line."""
    return re.sub(r"(\d) (k|M|bn)\b", "\\1\u00a0\\2", text)


def _sliders(decision: Decision) -> tuple[Slider, ...]:
    """In the order in which the script takes them: audience, cost, value."""
    base = {row.name: row.median for row in decision.inputs}
    return (
        Slider("Audience, four-week views", base[AUDIENCE]),
        Slider(f"Cost of an episode, {decision.currency}", base[PER_EPISODE]),
        Slider("Value of a view, times what was taken", 1.0),
    )


def _whatif_json(decision: Decision) -> str:
    """Means and worlds by option, as the script reads them; no text but the option's name."""
    rows = [
        {
            "name": option.name,
            "mean": [option.value, option.episodes_cost, option.other_cost],
            "worlds": [[float(f"{n:.{DIGITS}g}") for n in world] for world in option.worlds],
        }
        for option in decision.whatif
    ]
    # Inside a script element only this could end it.
    return json.dumps(rows, separators=(",", ":")).replace("<", "\\u003c")
