"""Will a season be renewed, by when: a model of decisions in the time since the premiere.

DecidedSeasons, History -> RenewalModel; RenewalModel, covariates, day -> RenewalCurve.
Three parts, each by `hazards`: the decision before the premiere (a mass), the time after it
where facts alone are known, and the time after it with viewing figures.  Facts do not change, so
the second learns from each season once, at its premiere; the last from every season as it stood on
several days (`LANDMARKS`), so that the same coefficients serve in the first weeks and after months
of silence.  Further fits to seasons drawn again (a bootstrap) tell how sure the curve is.  Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError
from nextseason.forecast.covariates import FACTS, NAMES, covariates
from nextseason.forecast.hazards import (
    Hazards,
    Spells,
    fit_hazards,
    incidence,
    shorten,
)
from nextseason.forecast.scaling import Scaling, scaling_of
from nextseason.forecast.season_record import DecidedSeason, History, Outcome

Floats = NDArray[np.float64]

CAUSES = (Outcome.RENEWED, Outcome.CANCELLED, Outcome.CONCLUDED)
# Days after the premiere between which a hazard is constant; decisions thin out with time.
EDGES = np.array([0, 7, 14, 21, 28, 42, 60, 90, 120, 182, 273, 365, 548, 730, 1095])
LANDMARKS = (0, 14, 28, 60, 120)  # days on which each season is learned from
FIGURES_FROM = 14  # the first of them on which there are figures
HORIZON_DAYS = 548  # 18 months
UNDATED_DAYS = 548  # a renewal without a day has come by then
N_FITS = 24  # the curve's own, and the bootstrap's for its range
BACK_DAYS = 20  # a first listing later than that is another event's doing
FACT_PLACES = [NAMES.index(name) for name in FACTS]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RenewalModel:
    """What decisions have taught: the fit to all seasons first, then those of the bootstrap."""

    scaling: Scaling
    before: tuple[Hazards, ...]  # one period: up to the premiere
    bare: tuple[Hazards, ...]  # periods between `EDGES`; facts alone
    after: tuple[Hazards, ...]  # the same with figures
    n_seasons: int
    known_until: date  # decisions after it are not in the data


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RenewalCurve:
    """Chance of each cause by each day, from the day of the forecast; with open they sum to 1."""

    days: NDArray[np.int64]  # since the premiere
    by_cause: Floats  # (K, n_days), in the order of `CAUSES`
    low: Floats  # (n_days,) renewed: 5 % of the fits are below
    high: Floats  # and 5 % above

    def by(self, day: int, cause: Outcome = Outcome.RENEWED) -> float:
        """The chance that it has happened by a day after the premiere."""
        place = CAUSES.index(cause)
        return float(np.interp(day, self.days, self.by_cause[place]))

    @property
    def still_open(self) -> Floats:
        return np.asarray(1.0 - self.by_cause.sum(axis=0))


def fit_renewal(
    seasons: Sequence[DecidedSeason],
    history: History,
    *,
    known_until: date,
    rng: np.random.Generator,
    n_fits: int = N_FITS,
) -> RenewalModel:
    """The model of decisions; what was decided after `known_until` counts as not yet decided.

    Seasons announced as final are learned as concluded before the premiere; limited series and
    seasons that only came back to the list are not learned from (`is_usual`).
    """
    seasons = [s for s in seasons if s.record.premiered <= known_until and is_usual(s)]
    if not seasons:
        raise InputError(f"no season with a decision premiered by {known_until}")
    rows = _rows(seasons, history, known_until)
    at_premiere = rows.keep(rows.landmark == LANDMARKS[0])
    with_figures = rows.keep(rows.landmark >= FIGURES_FROM)
    scaling = scaling_of(with_figures.x)
    draws = _draws(len(seasons), rng, n_fits)
    return RenewalModel(
        scaling=scaling,
        before=_fits(_before(seasons, history, known_until, scaling), draws),
        bare=_fits(
            at_premiere.spells(scaling(at_premiere.x)[:, FACT_PLACES]),
            draws[:, at_premiere.season],
        ),
        after=_fits(with_figures.spells(scaling(with_figures.x)), draws[:, with_figures.season]),
        n_seasons=len(seasons),
        known_until=known_until,
    )


def _draws(n: int, rng: np.random.Generator, n_fits: int) -> Floats:
    """How often each season counts in each fit; in the first, once."""
    draws = [np.ones(n)]
    draws += [_drawn(n, rng) for _ in range(n_fits - 1)]
    return np.array(draws)


def _fits(spells: Spells, draws: Floats) -> tuple[Hazards, ...]:
    return tuple(
        fit_hazards(spells._replace(weight=spells.weight * draw), n_causes=len(CAUSES))
        for draw in draws
    )


def renewal_curve(model: RenewalModel, x: Floats, *, day: int) -> RenewalCurve:
    """Chances from a day on, given that nothing was decided by it.

    Parameters
    ----------
    x : (p,) covariates as of the day, by `NAMES`; NaN where not known
    day : days since the premiere; negative before it
    """
    return renewal_curves(model, x[None], day=day)[0]


def renewal_curves(model: RenewalModel, x: Floats, *, day: int) -> tuple[RenewalCurve, ...]:
    """The same for many seasons at once: `x` is (n, p)."""
    scaled = model.scaling(x)
    share = np.clip((EDGES[1:] - max(day, 0)) / np.diff(EDGES), 0.0, 1.0)
    fits = np.array(
        [
            _with_before(*fit, scaled, share, figures=~np.isnan(x[:, 0]), before_too=day < 0)
            for fit in zip(model.before, model.bare, model.after, strict=True)
        ]
    )
    days = np.r_[max(day, 0), np.maximum(EDGES[1:], max(day, 0))]
    best, renewed = fits[0], fits[:, :, 0]
    low, high = np.quantile(renewed, (0.05, 0.95), axis=0)
    low, high = np.minimum(low, best[:, 0]), np.maximum(high, best[:, 0])
    return tuple(
        RenewalCurve(days=days, by_cause=best[i], low=low[i], high=high[i]) for i in range(len(x))
    )


def _with_before(
    before: Hazards,
    bare: Hazards,
    after: Hazards,
    x: Floats,
    share: Floats,
    *,
    figures: NDArray[np.bool_],
    before_too: bool,
) -> Floats:
    """(n, K, 1 + J): the first place is the day of the forecast, or the premiere."""
    facts = x[:, FACT_PLACES]
    chances = np.where(figures[:, None, None], after(x), bare(facts))
    curve = incidence(shorten(chances, share))
    mass = before(facts)[:, :, 0] if before_too else np.zeros(curve.shape[:2])
    left = 1.0 - mass.sum(axis=1)
    later = mass[:, :, None] + left[:, None, None] * curve
    return np.concatenate([mass[:, :, None], later], axis=2)


class _Rows(NamedTuple):
    """Seasons as they stood on several days, one below the other."""

    x: Floats
    at_risk: Floats
    within: Floats
    cause: NDArray[np.int64]
    season: NDArray[np.int64]  # its place
    landmark: NDArray[np.int64]

    def keep(self, chosen: NDArray[np.bool_]) -> "_Rows":
        return _Rows._make(column[chosen] for column in self)

    def spells(self, x: Floats) -> Spells:
        weight = np.full(len(x), 1.0 / len(np.unique(self.landmark)))
        return Spells(x, self.at_risk, self.within, self.cause, weight)


def _rows(seasons: Sequence[DecidedSeason], history: History, known_until: date) -> _Rows:
    found = []
    for place, season in enumerate(seasons):
        for landmark in LANDMARKS:
            if told := spell(season, landmark=landmark, known_until=known_until):
                as_of = season.record.premiered + timedelta(days=landmark)
                found.append(
                    (covariates(season.record, history, as_of=as_of), *told, place, landmark)
                )
    return _Rows._make(np.array(column) for column in zip(*found, strict=True))


def spell(
    season: DecidedSeason, *, landmark: int, known_until: date
) -> tuple[Floats, Floats, int] | None:
    """A season at risk from a landmark on: periods passed, periods of its outcome, and cause.

    None: it was decided by then, or announced as final, or the landmark is not yet reached.
    A renewal without a day lies between the landmark and `UNDATED_DAYS`.
    """
    seen = (known_until - season.record.premiered).days
    none = np.zeros(len(EDGES) - 1)
    span = decision_days(season)
    if seen < landmark or is_announced_final(season, landmark):
        return None
    if span and sum(span) / 2 <= landmark:
        return None
    open_from = EDGES[:-1] >= landmark
    if season.outcome is Outcome.UNDECIDED or (span and sum(span) / 2 > seen):
        return (open_from & (EDGES[1:] <= seen)).astype(float), none, 0
    first, last = span or (landmark, UNDATED_DAYS)
    last = max(last, landmark + 1)
    within = _overlap(max(first, landmark), last) * open_from
    if not within.any():  # decided after the last edge
        return open_from.astype(float), none, 0
    passed = open_from & (EDGES[1:] <= first)
    return passed.astype(float), within, CAUSES.index(season.outcome)


def decision_days(season: DecidedSeason) -> tuple[int, int] | None:
    """Days since the premiere between which it was decided; None: not known."""
    if not season.earliest or not season.latest:
        return None
    premiered = season.record.premiered
    return (season.earliest - premiered).days, (season.latest - premiered).days


def is_announced_final(season: DecidedSeason, day: int) -> bool:
    """Whether, by a day, the season was said to be the last or the only one."""
    span = decision_days(season)
    return season.outcome is Outcome.CONCLUDED and (span is None or sum(span) / 2 <= day)


def is_usual(season: DecidedSeason) -> bool:
    """No limited series, and on the list at its premiere, not merely back on it years later."""
    record = season.record
    if record.limited or not record.weeks:
        return False
    return (record.weeks[0].last_day - record.premiered).days <= BACK_DAYS


def _overlap(first: float, last: float) -> Floats:
    """The share of each period between two days."""
    if last <= first:
        return ((EDGES[:-1] <= first) & (first < EDGES[1:])).astype(float)
    both = np.minimum(EDGES[1:], last) - np.maximum(EDGES[:-1], first)
    return np.asarray(np.maximum(both, 0.0) / np.diff(EDGES))


def _before(
    seasons: Iterable[DecidedSeason], history: History, known_until: date, scaling: Scaling
) -> Spells:
    """One period for each season: was it decided by the premiere, and how."""
    seasons = list(seasons)
    x = np.array([covariates(s.record, history, as_of=s.record.premiered) for s in seasons])
    spans = [decision_days(s) for s in seasons]
    decided = [
        is_announced_final(s, 0) or (span is not None and sum(span) / 2 <= 0)
        for s, span in zip(seasons, spans, strict=True)
    ]
    n = len(seasons)
    cause = [CAUSES.index(s.outcome) if d else 0 for s, d in zip(seasons, decided, strict=True)]
    within = np.array(decided, dtype=float)[:, None]
    return Spells(scaling(x)[:, FACT_PLACES], np.ones((n, 1)), within, np.array(cause), np.ones(n))


def _drawn(n: int, rng: np.random.Generator) -> Floats:
    return np.bincount(rng.integers(0, n, n), minlength=n).astype(float)
