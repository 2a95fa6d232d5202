"""How good the forecasts of renewal would have been: fitted on earlier seasons, scored on later.

DecidedSeasons, History, Splits -> Scores per method (`renewal_methods`).  Pure.  The day of the
next season and its audience are scored in `window_scores`.

Renewal is scored on seasons that were not announced as final, not decided by the day of the
forecast, on the list at their premiere and no limited series; an outcome that nobody announced
counts as not renewed.  A renewal without a day counts as one that came after the forecast.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.forecast.incidence import HORIZON_DAYS
from nextseason.forecast.renewal_methods import (
    Method,
    Task,
    base_rate,
    renewed_on,
    scored,
)
from nextseason.forecast.scores import (
    SEED,
    Interval,
    auc,
    brier,
    calibration_error,
    log_score,
    with_interval,
)
from nextseason.forecast.season_record import DecidedSeason, History
from nextseason.forecast.successions import successions
from nextseason.forecast.training import as_known_on

Floats = NDArray[np.float64]

FORECAST_DAYS = (0, 28, 60, 120)
N_TIMES = 18  # points of a curve between the forecast and 18 months


class Split(NamedTuple):
    train: Sequence[DecidedSeason]
    test: Sequence[DecidedSeason]
    known_until: date


class Forecasts(NamedTuple):
    """What a method said of all test seasons, and what came."""

    chances: Floats  # (n, n_times)
    base: Floats  # (n,) share renewed among the seasons learned from
    not_before: Floats  # (n,) days after the premiere on which it was not yet renewed
    renewed_by: Floats  # (n,) and on which it was; both inf: it was not
    renewed: Floats  # (n,) 1 by the horizon
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalScores:
    """A method's scores on one day after the premiere."""

    method: str
    day: int
    n: int
    brier: Interval
    skill: Interval  # over the base rate of the seasons learned from
    log: Interval
    auc: Interval
    calibration_error: Interval
    integrated_brier: float


def rolling(
    seasons: Sequence[DecidedSeason], history: History, *, origins: Sequence[date]
) -> tuple[Split, ...]:
    """At each origin, the seasons until then as they stood, and those up to the next origin."""
    ends = (*origins[1:], date.max)
    return tuple(
        Split(
            as_known_on(seasons, history, origin),
            [s for s in seasons if origin < s.record.premiered <= end],
            origin,
        )
        for origin, end in zip(origins, ends, strict=True)
    )


def forecasts(
    method: Method,
    splits: Iterable[Split],
    history: History,
    *,
    day: int,
    among: Callable[[DecidedSeason], bool] = lambda _: True,
) -> Forecasts:
    """What a method says of each split's test seasons."""
    times = np.linspace(day, HORIZON_DAYS, N_TIMES + 1)[1:]
    chances, base, found = [], [], []
    for split in splits:
        test = [s for s in split.test if scored(s, day) and among(s)]
        if not test:
            continue
        task = Task(split.train, test, history, day, split.known_until, times)
        chances.append(method(task))
        base.append(np.full(len(test), base_rate(task)))
        found += test
    following = {s.season.title: s.gap_days for s in successions(history)}
    spans = [_renewed_between(s, day, following.get(s.record.title)) for s in found]
    on = np.array([renewed_on(s) for s in found])
    return Forecasts(
        np.concatenate(chances),
        np.concatenate(base),
        np.array([first for first, _ in spans]),
        np.array([last for _, last in spans]),
        np.where(on > HORIZON_DAYS, 0.0, 1.0),
        tuple(s.record.title for s in found),
    )


def _renewed_between(season: DecidedSeason, day: int, following: int | None) -> tuple[float, float]:
    on = renewed_on(season)
    if not np.isnan(on):
        return on, on
    return float(day), float(min(following or HORIZON_DAYS, HORIZON_DAYS))


def renewal_scores(name: str, told: Forecasts, *, day: int) -> RenewalScores:
    """A method's scores, with 90 % bootstrap intervals over seasons."""
    rng = np.random.default_rng(SEED)
    last, came = told.chances[:, -1], told.renewed
    pair = (last, came)
    return RenewalScores(
        method=name,
        day=day,
        n=len(came),
        brier=with_interval(brier, *pair, rng=rng),
        skill=with_interval(_skill, *pair, told.base, rng=rng),
        log=with_interval(log_score, *pair, rng=rng),
        auc=with_interval(auc, *pair, rng=rng),
        calibration_error=with_interval(calibration_error, *pair, rng=rng),
        integrated_brier=integrated_brier(told, day=day),
    )


def integrated_brier(told: Forecasts, *, day: int) -> float:
    """Brier score of the curve, averaged over the times at which it is known what had come.

    A renewal without a day had come once the next season was out; before, it is not known.
    """
    times = np.linspace(day, HORIZON_DAYS, N_TIMES + 1)[1:]
    came = told.renewed_by[:, None] <= times
    known = came | (told.not_before[:, None] > times)
    return float(((told.chances - came) ** 2)[known].mean())


def _skill(probability: Floats, came: Floats, base: Floats) -> float:
    return 1.0 - brier(probability, came) / brier(base, came)
