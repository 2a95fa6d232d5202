"""How good the forecasts of the next season's day and audience would have been.

History, day up to which it is known -> WindowScores, beside those of a baseline.  Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import Milestone
from nextseason.errors import InputError
from nextseason.forecast.audience import LEVELS, audience, audience_pairs, fit_audience
from nextseason.forecast.narrowing import Making, narrow
from nextseason.forecast.release_window import GRID, MOST_SEASONS, fit_release, gap_weights, traits
from nextseason.forecast.scores import SEED, Interval, coverage, crps, quantile, with_interval
from nextseason.forecast.season_record import DecidedSeason, History, Outcome
from nextseason.forecast.successions import Succession, successions

Floats = NDArray[np.float64]

RELEASE_DAY = 28


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
    return _scores(
        "release day, once ordered" if orders else "release day",
        ours,
        theirs,
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
    return _scores(
        "audience, all ratios" if against_ratios else "audience",
        ours,
        theirs,
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


def _scores(
    what: str, ours: Floats, theirs: Floats, *, covered_90: float, covered_50: float
) -> WindowScores:
    """Of the CRPS of each season, the model's and the baseline's."""
    return WindowScores(
        what=what,
        n=len(ours),
        crps=float(ours.mean()),
        baseline_crps=float(theirs.mean()),
        gain=with_interval(_gain, ours, theirs, rng=np.random.default_rng(SEED)),
        covered_90=covered_90,
        covered_50=covered_50,
    )


def _gain(ours: Floats, theirs: Floats) -> float:
    return float(1.0 - ours.mean() / theirs.mean())
