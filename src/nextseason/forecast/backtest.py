"""How good the forecasts would have been: fitted on earlier seasons, scored on later ones.

DecidedSeasons, History, Splits -> Scores per method.  Methods share a signature and stand in a
dict, so that others can be set beside them (`METHODS`).  Pure.

Renewal is scored on seasons that were not announced as final, not decided by the day of the
forecast, on the list at their premiere and no limited series; an outcome that nobody announced
counts as not renewed.  A renewal without a day counts as one that came after the forecast.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import Milestone
from nextseason.errors import InputError
from nextseason.forecast.aalen_johansen import cumulative_incidence
from nextseason.forecast.audience import LEVELS, audience, audience_pairs, fit_audience
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
from nextseason.forecast.narrowing import Making, narrow
from nextseason.forecast.release_window import GRID, MOST_SEASONS, fit_release, gap_weights, traits
from nextseason.forecast.scaling import scaling_of
from nextseason.forecast.scores import (
    Interval,
    auc,
    brier,
    calibration_error,
    coverage,
    crps,
    log_score,
    quantile,
    with_interval,
)
from nextseason.forecast.season_record import DecidedSeason, History, Outcome
from nextseason.forecast.successions import Succession, successions
from nextseason.forecast.training import as_known_on

Floats = NDArray[np.float64]

FORECAST_DAYS = (0, 28, 60, 120)
RELEASE_DAY = 28
N_TIMES = 18  # points of a curve between the forecast and 18 months
SEED = 7  # of the bootstrap that each method draws


class Task(NamedTuple):
    """What a method is given: seasons to learn from, seasons to forecast, on which day."""

    train: Sequence[DecidedSeason]
    test: Sequence[DecidedSeason]
    history: History
    day: int  # after the premiere
    known_until: date
    times: Floats  # days after the premiere, the last is the horizon


Method = Callable[[Task], Floats]  # chances of renewal by each time: (n_test, n_times)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScores:
    """Scores of a distribution, with those of its baseline."""

    what: str
    n: int
    crps: float
    baseline_crps: float
    gain: Interval  # share of the baseline's CRPS that is saved
    covered_90: float
    covered_50: float


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


def scored(season: DecidedSeason, day: int) -> bool:
    """Whether a forecast on this day after the premiere is scored."""
    span = decision_days(season)
    decided = span is not None and sum(span) / 2 <= day
    return is_usual(season) and not is_announced_final(season, day) and not decided


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


def renewed_on(season: DecidedSeason) -> float:
    """Days from premiere to renewal; inf: not renewed; NaN: renewed on a day not known."""
    if season.outcome is not Outcome.RENEWED:
        return np.inf
    span = decision_days(season)
    return sum(span) / 2 if span else np.nan


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


def _skill(probability: Floats, came: Floats, base: Floats) -> float:
    return 1.0 - brier(probability, came) / brier(base, came)


def release_scores(
    history: History,
    *,
    known_until: date,
    until: date,
    orders: Mapping[str, date] | None = None,
) -> WindowScores:
    """Gaps of seasons that premiered after `known_until` and were followed by `until`.

    Only those that came are known, so model and baseline alike are told that it comes by then,
    and that it had not come by the day of the forecast: 28 days after the premiere, or with
    `orders` (by title) the day of the order, if later; only ordered seasons are scored then.
    """
    past = successions(history)
    test, days = _awaited(past, known_until, until, orders)
    _require_some(test, known_until)
    model = fit_release(past, history, known_until=known_until)
    came = np.array([float(s.gap_days) for s in test])
    open_days = np.array([float((until - s.season.premiered).days) for s in test])[:, None]
    weights = gap_weights(model, np.array([traits(s.season, history) for s in test]))
    weights = np.where((days < GRID) & (open_days + 7 >= GRID), weights, 0.0)
    if orders:
        weights = np.array(
            [_ordered(row, s, orders[s.season.title]) for row, s in zip(weights, test, strict=True)]
        )
    learned = sorted(
        (s for s in past if s.following.premiered <= known_until), key=lambda s: s.gap_days
    )
    gaps = np.array([float(s.gap_days) for s in learned])
    same = _number(learned) == _number(test)[:, None]
    baseline = np.where((gaps > days) & (gaps <= open_days), same, False) + 1e-9
    ours, theirs = crps(weights, GRID, came), crps(baseline, gaps, came)
    ends = [quantile(weights, GRID, level) for level in (0.05, 0.95, 0.25, 0.75)]
    half = 3.5  # a place of the grid stands for its week
    return WindowScores(
        what="release day, once ordered" if orders else "release day",
        n=len(test),
        crps=float(ours.mean()),
        baseline_crps=float(theirs.mean()),
        gain=with_interval(_gain, ours, theirs, rng=np.random.default_rng(SEED)),
        covered_90=coverage(ends[0] - half, ends[1] + half, came),
        covered_50=coverage(ends[2] - half, ends[3] + half, came),
    )


def order_days(seasons: Iterable[DecidedSeason]) -> dict[str, date]:
    """The days on which the next season was ordered, by title, where they are known."""
    return {s.record.title: s.middle for s in seasons if s.outcome is Outcome.RENEWED and s.middle}


def _awaited(
    past: Sequence[Succession], known_until: date, until: date, orders: Mapping[str, date] | None
) -> tuple[list[Succession], Floats]:
    """The seasons that are scored, and (n, 1) the day after the premiere of each forecast."""
    found = []
    for each in past:
        season, day = each.season, RELEASE_DAY
        if orders is not None:
            if season.title not in orders:
                continue
            day = max(day, (orders[season.title] - season.premiered).days)
        in_time = known_until < season.premiered and each.following.premiered <= until
        if in_time and each.gap_days > day:
            found.append((each, float(day)))
    return [each for each, _ in found], np.array([day for _, day in found]).reshape(-1, 1)


def _ordered(weights: Floats, each: Succession, day: date) -> Floats:
    making = Making(reached={Milestone.ORDERED: day})
    return narrow(weights, making, premiered=each.season.premiered)


def _require_some(test: Sequence[object], known_until: date) -> None:
    if not test:
        raise InputError(f"no season after {known_until} was followed by another; score earlier")


def _number(past: Sequence[Succession]) -> NDArray[np.int64]:
    return np.array([min(s.season.season or 1, MOST_SEASONS) for s in past])


def audience_scores(
    history: History, *, known_until: date, until: date, against_ratios: bool = False
) -> WindowScores:
    """Views of next seasons that came after `known_until`.

    The baseline is this season's figure times the median ratio; with `against_ratios` it is
    this figure times all ratios that were seen, a distribution and harder to beat.
    """
    past = successions(history)
    learned = audience_pairs(past, history, known_until=known_until)
    later = audience_pairs(past, history, known_until=until)
    test = [p for p in later if p.succession.following.premiered > known_until]
    _require_some(test, known_until)
    model = fit_audience(learned)
    came = np.array([p.following_views for p in test])
    views = np.array([p.views for p in test])[:, None]
    told = np.array([audience(model, p.x, p.views) for p in test])
    ratios = np.quantile([p.following_views / p.views for p in learned], LEVELS)
    other = views * (ratios if against_ratios else np.array([model.median_ratio]))
    ours, theirs = _crps_of_levels(told, came), _crps_of_levels(other, came)
    return WindowScores(
        what="audience, all ratios" if against_ratios else "audience",
        n=len(test),
        crps=float(ours.mean()),
        baseline_crps=float(theirs.mean()),
        gain=with_interval(_gain, ours, theirs, rng=np.random.default_rng(SEED)),
        covered_90=_covered(told, came, 0.05, 0.95),
        covered_50=_covered(told, came, 0.25, 0.75),
    )


def _covered(told: Floats, came: Floats, low: float, high: float) -> float:
    ends = [np.array([np.interp(level, LEVELS, row) for row in told]) for level in (low, high)]
    return coverage(ends[0], ends[1], came)


def _crps_of_levels(told: Floats, came: Floats) -> Floats:
    even = np.ones((1, told.shape[1]))
    return np.array(
        [crps(even, row, np.array([value]))[0] for row, value in zip(told, came, strict=True)]
    )


def _gain(ours: Floats, theirs: Floats) -> float:
    return float(1.0 - ours.mean() / theirs.mean())
