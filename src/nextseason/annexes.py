"""What a dossier is given beside its findings: a forecast, and what is worth its cost.

What is asked for -> Annexes.  Here two stages meet the dossier's.
"""

from collections.abc import Mapping

from rich.console import Group
from rich.text import Text

from nextseason.decision.answer import Decision
from nextseason.decision.as_json import decision_document
from nextseason.decision.page import decision_style, render_decision_part, script_hash
from nextseason.decision.terminal import decision_text
from nextseason.decision_asked import AskedDecision, make_decision
from nextseason.domain import Forecast
from nextseason.dossier import Annex
from nextseason.forecast.page import forecast_style, render_forecast_part
from nextseason.forecast.terminal import forecast_text
from nextseason.forecast.wording import forecast_to_json
from nextseason.forecast_asked import AskedForecast, make_forecast


def make_annexes(
    asked: AskedForecast,
    *,
    told: Mapping[str, str] | None,
    genre: str = "drama",
    platform: str | None = None,
) -> tuple[Annex, ...]:
    """The forecast, and the decision by what is `told` of it; None: no decision is wanted.

    Where the forecast knows no audience, there is no decision either.

    Raises
    ------
    InputError
        No forecast can be made, or what is told cannot be.
    """
    made = make_forecast(asked)
    if told is None or not made.forecast.audience:
        return (forecast_annex(made.forecast),)
    decision = make_decision(
        AskedDecision(
            show=asked.show,
            season=made.record.season or asked.season or 1,
            year=asked.as_of.year,
            told=told,
            made=made,
            genre=genre,
            platform=platform or made.record.platform,
        )
    )
    return forecast_annex(made.forecast), decision_annex(decision)


def forecast_annex(forecast: Forecast) -> Annex:
    """The forecast as a part of a dossier."""
    return Annex(
        name="forecast",
        anchor="forecast",
        title="Forecast",
        html=render_forecast_part(forecast),
        style=forecast_style(),
        script_hash=None,
        document=dict(forecast_to_json(forecast)),
        text=Group(forecast_text(forecast), Text(f"As of {forecast.as_of}.", "dim")),
    )


def decision_annex(decision: Decision) -> Annex:
    """The decision as a part of a dossier."""
    return Annex(
        name="decision",
        anchor="worth",
        title="Worth its cost",
        html=render_decision_part(decision),
        style=decision_style(),
        script_hash=script_hash(),
        document=decision_document(decision),
        text=decision_text(decision),
    )
