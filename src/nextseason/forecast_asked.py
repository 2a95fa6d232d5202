"""The forecast that a command asks for: charts and articles are opened here, then it is made.

Show, season, day, folders -> Forecast.  `forecast`, `decide` and `brief` find a season alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nextseason.command_io import read_text
from nextseason.domain import Finding, Forecast
from nextseason.errors import InputError
from nextseason.forecast.alike import candidates
from nextseason.forecast.audience import LEVELS, audience, audience_pairs, audience_traits
from nextseason.forecast.model_file import model_from_json, shipped_model
from nextseason.forecast.outlook import ForecastModel, Known, forecast_season
from nextseason.forecast.season_record import History, SeasonRecord
from nextseason.forecast.successions import four_week_views, successions
from nextseason.titles import fold

if TYPE_CHECKING:
    from nextseason.decision.distributions import Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForecast:
    """Of which season a forecast is wanted, and where to look."""

    show: str
    season: int | None  # the one that is out; None: the last that the charts have
    as_of: date
    viewing: Path | None = None  # the folder with the charts
    articles: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()  # those of articles that have been weighed already
    model: Path | None = None  # None: the shipped one
    facts: Mapping[str, Any] = field(default_factory=dict)  # of `SeasonRecord`, told by the user
    otherwise: str = "say when it came out: --premiered 2026-01-31"  # if no chart tells of it


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeForecast:
    """A forecast, and the season that it rests on."""

    forecast: Forecast
    record: SeasonRecord
    views: float | None  # its four-week views by the charts; None: not known on the day
    note: str = ""  # what articles alone tell of the season


def make_forecast(asked: AskedForecast) -> MadeForecast:
    """The forecast.

    Raises
    ------
    InputError
        Neither charts, articles nor the user tell of the season, or a file cannot be read.
    """
    history = read_charts(asked.viewing) if asked.viewing else History(records=())
    findings = _findings(asked)
    asked, note = _with_premiere(asked, history, findings)
    record = _record(asked, history)
    past = successions(history.until(asked.as_of))
    found = forecast_season(
        _model(asked.model),
        record,
        history,
        as_of=asked.as_of,
        known=_known(findings, record),
        pairs=audience_pairs(past, history, known_until=asked.as_of),
        past=candidates(history),
    )
    views = four_week_views(record.until(asked.as_of), history, as_of=asked.as_of)
    return MadeForecast(forecast=found, record=record, views=views, note=note)


def read_charts(viewing: Path) -> History:
    """The seasons of a folder's charts."""
    from nextseason.chart_history import chart_history
    from nextseason.viewing.load_charts import load_charts

    return chart_history(load_charts(viewing)[0].table)


def audience_after(views: "Distribution", *, show: str, season: int) -> "Distribution":
    """The next season's four-week views where of this one nothing but its views is known."""
    from nextseason.decision.distributions import of_samples

    record = SeasonRecord(show=show, title=show, season=season, premiered=date.min)
    model, median = shipped_model().audience, views.one_at(0.5)
    x = audience_traits(record, History(records=()), median)
    ratios = audience(model, x, median) / median
    return of_samples(np.outer(views.at(LEVELS), ratios).ravel().tolist())


def _findings(asked: AskedForecast) -> Sequence[Finding]:
    if not asked.articles:
        return asked.findings
    from nextseason.flow import weigh

    return (*asked.findings, *weigh(*asked.articles, as_of=asked.as_of, about=asked.show))


def _with_premiere(
    asked: AskedForecast, history: History, findings: Sequence[Finding]
) -> tuple[AskedForecast, str]:
    """The premiere that articles tell, where charts and the user tell none; and words on it."""
    if "premiered" in asked.facts or _charted(asked, history):
        return asked, ""
    from nextseason.forecast_known import premiere_from

    told = premiere_from(findings, show=asked.show, season=asked.season, as_of=asked.as_of)
    if told is None:
        return asked, ""
    season, day = told
    note = f"season {season} of {asked.show} came out about {day}, as the articles have it"
    return replace(asked, season=season, facts={**asked.facts, "premiered": day}), note


def _record(asked: AskedForecast, history: History) -> SeasonRecord:
    """The season by the charts, what the user tells put over it; or by the user alone.

    The last that was out on the day, unless another is named.
    """
    show, season = asked.show, asked.season
    if found := _charted(asked, history):
        return replace(max(found, key=lambda r: r.premiered), **asked.facts)
    if "premiered" not in asked.facts:
        which = f"season {season} of {show}" if season else show
        raise InputError(f"no chart tells of {which}; {asked.otherwise}")
    return SeasonRecord(show=show, title=show, season=season or 1, **asked.facts)


def _charted(asked: AskedForecast, history: History) -> list[SeasonRecord]:
    """The seasons that are meant, as charts have them; those that were out, if there are any."""
    found = [r for r in history.records if fold(r.show) == fold(asked.show)]
    if asked.season is not None:
        found = [r for r in found if r.season == asked.season]
    return [r for r in found if r.premiered <= asked.as_of] or found


def _known(findings: Sequence[Finding], record: SeasonRecord) -> Known | None:
    if not record.season or not findings:
        return None
    from nextseason.forecast_known import known_from

    return known_from(findings, show=record.show, season=record.season)


def _model(path: Path | None) -> ForecastModel:
    return model_from_json(read_text(path), source=str(path)) if path else shipped_model()
