"""Ways to forecast renewal, of which one is the package's own.

Task: seasons to learn from and to forecast -> chances of renewal by each time.  Methods share
this signature and stand in a dict, so that others can be set beside them (`METHODS`).  Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.forecast.aalen_johansen import cumulative_incidence
from nextseason.forecast.covariates import NAMES, covariates
from nextseason.forecast.hazards import Spells, fit_hazards
from nextseason.forecast.incidence import (
    CAUSES,
    HORIZON_DAYS,
    decision_days,
    fit_renewal,
    is_announced_final,
    is_usual,
    renewal_curves,
)
from nextseason.forecast.scaling import scaling_of
from nextseason.forecast.scores import SEED
from nextseason.forecast.season_record import DecidedSeason, History, Outcome

Floats = NDArray[np.float64]


class Task(NamedTuple):
    """What a method is given: seasons to learn from, seasons to forecast, on which day."""

    train: Sequence[DecidedSeason]
    test: Sequence[DecidedSeason]
    history: History
    day: int  # after the premiere
    known_until: date
    times: Floats  # days after the premiere, the last is the horizon


Method = Callable[[Task], Floats]  # chances of renewal by each time: (n_test, n_times)


def scored(season: DecidedSeason, day: int) -> bool:
    """Whether a forecast on this day after the premiere is scored."""
    span = decision_days(season)
    decided = span is not None and sum(span) / 2 <= day
    return is_usual(season) and not is_announced_final(season, day) and not decided


def renewed_on(season: DecidedSeason) -> float:
    """Days from premiere to renewal; inf: not renewed; NaN: renewed on a day not known."""
    if season.outcome is not Outcome.RENEWED:
        return np.inf
    span = decision_days(season)
    return sum(span) / 2 if span else np.nan


def base_rate(task: Task) -> float:
    """The share renewed by the horizon among the seasons at risk on the day."""
    return float(by_aalen_johansen(task)[0, -1])


def by_model(task: Task) -> Floats:
    """The package's own model."""
    rng = np.random.default_rng(SEED)
    model = fit_renewal(task.train, task.history, known_until=task.known_until, rng=rng, n_fits=1)
    curves = renewal_curves(model, covariates_of(task.test, task.history, task.day), day=task.day)
    return np.array([np.interp(task.times, c.days, c.by_cause[0]) for c in curves])


def by_aalen_johansen(task: Task) -> Floats:
    """The same curve for all: how often seasons at risk on the day were renewed by when."""
    days, outcome = survival(task.train, task.day, task.known_until)
    curve = cumulative_incidence(days, outcome, cause=1)
    told = np.array([curve.at(t - task.day) for t in task.times])
    return np.tile(told, (len(task.test), 1))


ANCHOR = ("level", "decay", "listed_share", "season", "english", "scripted")


def by_plain_logistic(task: Task) -> Floats:
    """Logistic regression of renewed or not on six covariates; in time as Aalen-Johansen."""
    places = [NAMES.index(name) for name in ANCHOR]
    learned = [s for s in task.train if scored(s, task.day)]
    x = covariates_of(learned, task.history, task.day)[:, places]
    came = np.array([renewed_on(s) for s in learned])
    renewed = np.where(came > HORIZON_DAYS, 0.0, 1.0)
    scaling = scaling_of(x)
    ones = np.ones((len(x), 1))
    scaled = scaling(x)
    spells = Spells(scaled, ones, renewed[:, None], np.zeros(len(x), dtype=int), ones[:, 0])
    model = fit_hazards(spells, n_causes=1, ridge=1.0)
    test = scaling(covariates_of(task.test, task.history, task.day)[:, places])
    shape = by_aalen_johansen(task)
    return np.asarray(model(test)[:, 0] * shape / np.maximum(shape[:, -1:], 1e-9))


METHODS: Mapping[str, Method] = {
    "nextseason": by_model,
    "plain logistic": by_plain_logistic,
    "Aalen-Johansen": by_aalen_johansen,
}


def survival(
    seasons: Sequence[DecidedSeason], day: int, known_until: date
) -> tuple[Floats, NDArray[np.int64]]:
    """Days from the forecast's day to the decision, and the cause from 1; 0: undecided by then.

    A renewal without a day is put at the middle of what is possible.
    """
    told = [_survived(s, day, known_until) for s in seasons if scored(s, day)]
    told = [each for each in told if each[0] >= 0]
    days, outcome = zip(*told, strict=True) if told else ((), ())
    return np.array(days, dtype=float), np.array(outcome, dtype=int)


def _survived(season: DecidedSeason, day: int, known_until: date) -> tuple[float, int]:
    seen = (known_until - season.record.premiered).days
    span = decision_days(season)
    on = sum(span) / 2 if span else (day + HORIZON_DAYS) / 2
    if season.outcome is Outcome.UNDECIDED or (span and on > seen):
        return float(seen - day), 0
    return float(on - day), CAUSES.index(season.outcome) + 1


def covariates_of(seasons: Sequence[DecidedSeason], history: History, day: int) -> Floats:
    """What is known of seasons on a day after their premieres: (n, p)."""
    found = [
        covariates(s.record, history, as_of=s.record.premiered + timedelta(days=day))
        for s in seasons
    ]
    return np.array(found).reshape(-1, len(NAMES))
