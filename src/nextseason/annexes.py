"""What a dossier is given beside its findings: a forecast, and what is worth its cost.

Forecast, Decision -> Annex.  Here two stages meet the dossier's; nothing is worked out.
"""

from nextseason.decision.answer import Decision
from nextseason.decision.as_json import decision_document
from nextseason.decision.page import decision_style, render_decision_part, script_hash
from nextseason.decision.terminal import decision_text
from nextseason.domain import Forecast
from nextseason.dossier import Annex
from nextseason.forecast.page import forecast_style, render_forecast_part
from nextseason.forecast.terminal import forecast_text
from nextseason.forecast.wording import forecast_to_json


def forecast_annex(forecast: Forecast) -> Annex:
    """The forecast as a part of a dossier."""
    return Annex(
        name="forecast",
        title=f"What is to be expected, as of {forecast.as_of}",
        html=render_forecast_part(forecast),
        style=forecast_style(),
        script_hash=None,
        document=dict(forecast_to_json(forecast)),
        text=forecast_text(forecast),
    )


def decision_annex(decision: Decision) -> Annex:
    """The decision as a part of a dossier."""
    return Annex(
        name="decision",
        title="Is another season worth its cost",
        html=render_decision_part(decision),
        style=decision_style(),
        script_hash=script_hash(),
        document=decision_document(decision),
        text=decision_text(decision),
    )
