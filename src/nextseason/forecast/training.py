"""All parts of a forecast, learned from decisions and charts.

DecidedSeasons, History, day -> ForecastModel.  What came after the day is not looked at, as far
as its day is known.  Pure; draws from the generator it is given.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from nextseason.forecast.audience import audience_pairs, fit_audience
from nextseason.forecast.incidence import N_FITS, fit_renewal
from nextseason.forecast.outlook import ForecastModel
from nextseason.forecast.release_window import fit_release
from nextseason.forecast.season_record import DecidedSeason, History, Outcome
from nextseason.forecast.successions import successions

USUAL_PLATFORM = "netflix"  # of decisions that name none: those of the public lists


def train(
    seasons: Sequence[DecidedSeason],
    history: History,
    *,
    known_until: date,
    rng: np.random.Generator,
    n_fits: int = N_FITS,
) -> ForecastModel:
    """The model as it could be fitted on a day."""
    past = successions(history)
    limited = [s for s in seasons if s.record.limited]
    came_back = sum(s.outcome is Outcome.RENEWED for s in limited)
    return ForecastModel(
        renewal=fit_renewal(seasons, history, known_until=known_until, rng=rng, n_fits=n_fits),
        release=fit_release(past, history, known_until=known_until),
        audience=fit_audience(audience_pairs(past, history, known_until=known_until)),
        limited_renewed=(came_back + 1) / (len(limited) + 2),  # Laplace's rule: never nothing
        platforms=tuple(sorted({s.record.platform or USUAL_PLATFORM for s in seasons})),
    )


def last_decision(seasons: Sequence[DecidedSeason]) -> date:
    """The latest day on which something is known to have been decided."""
    return max((s.latest for s in seasons if s.latest), default=date.min)


def as_known_on(
    seasons: Sequence[DecidedSeason], history: History, day: date
) -> tuple[DecidedSeason, ...]:
    """The decisions as they stood on a day: later ones are still undecided.

    A renewal without a day is known once the next season is out; other outcomes without a day
    are taken as known at the premiere if they conclude, as not yet known otherwise.
    """
    following = {s.season.title: s.following.premiered for s in successions(history)}
    return tuple(
        s if _was_known(s, following.get(s.record.title), day) else _undecided(s)
        for s in seasons
        if s.record.premiered <= day
    )


def _was_known(season: DecidedSeason, following: date | None, day: date) -> bool:
    if season.middle:
        return season.middle <= day
    if season.outcome is Outcome.RENEWED:
        return following is not None and following <= day
    return season.outcome is Outcome.CONCLUDED


def _undecided(season: DecidedSeason) -> DecidedSeason:
    return replace(season, outcome=Outcome.UNDECIDED, earliest=None, latest=None)
