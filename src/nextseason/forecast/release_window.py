"""When a next season would come: the gaps of seasons like it.

Successions -> ReleaseModel; ReleaseModel, season, what is known -> days and their weights.
Every past gap counts by how alike its season is; how much each trait matters is learned by
leaving shows out (`fit_release`).  A gap that ended by now was likelier to be short, which its
weight makes up for.  What is known of the making narrows the window (`narrow`).  Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nextseason.errors import InputError
from nextseason.forecast.covariates import gaps_before, is_part
from nextseason.forecast.scaling import Scaling, scaling_of
from nextseason.forecast.scores import crps
from nextseason.forecast.season_record import History, SeasonRecord
from nextseason.forecast.successions import Succession

Floats = NDArray[np.float64]

TRAITS = ("last_gap", "usual_gap", "season", "english", "runtime", "part", "listed")
GRID = np.arange(49.0, 2200.0, 7.0)  # days after the season's premiere, week by week
SMOOTHING = 0.15  # in logs: a gap of a year may as well be one of ten or fourteen months
MOST_SEASONS = 4
NOT_KNOWN = 4.0  # squared distance to a season whose trait is not known
ALL_ALIKE = 1e-3  # each past gap counts a little, so that there is always a window
LEAST_SEEN = 0.1  # the share of gaps that could have ended by now, at least
STEPS = 200  # of the search for what matters
BOUNDS = (-8.0, 3.0)  # of a trait's log weight


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReleaseModel:
    """Past gaps, their seasons' traits, and how much each trait matters."""

    traits: Floats  # (n, len(TRAITS)) scaled; NaN where not known
    gap_days: Floats  # (n,)
    weight: Floats  # (n,) for gaps that are too long to have been seen
    scaling: Scaling
    matters: Floats  # log weight of each trait's squared distance


def fit_release(past: Sequence[Succession], history: History, *, known_until: date) -> ReleaseModel:
    """Gaps that ended by a day, and the traits by which their seasons are alike.

    Raises
    ------
    InputError
        Fewer than ten gaps.
    """
    past = sorted(
        (s for s in past if s.following.premiered <= known_until),
        key=lambda s: (s.gap_days, s.season.title),
    )
    if len(past) < 10:
        raise InputError(f"{len(past)} gaps between seasons by {known_until}; need ten or more")
    raw = np.array([traits(s.season, history) for s in past])
    scaling = scaling_of(raw)
    scaled = scaling.standard(raw)
    gaps = np.array([float(s.gap_days) for s in past])
    seen = np.array([(known_until - s.season.premiered).days for s in past], dtype=float)
    weight = 1.0 / np.maximum(_share_seen(gaps, seen), LEAST_SEEN)
    shows = np.array([s.season.show.casefold() for s in past])
    return ReleaseModel(
        traits=scaled,
        gap_days=gaps,
        weight=weight,
        scaling=scaling,
        matters=_learn(scaled, gaps, weight, shows),
    )


def traits(record: SeasonRecord, history: History) -> Floats:
    """What a season shares with others as to gaps, by `TRAITS`."""
    gaps = gaps_before(record, history)
    return np.array(
        [
            np.log(gaps[-1]) if gaps else np.nan,
            np.log(np.median(gaps)) if gaps else np.nan,
            np.nan if record.season is None else min(record.season, MOST_SEASONS),
            np.nan if record.english is None else record.english,
            np.log(record.runtime_hours) if record.runtime_hours else np.nan,
            is_part(record),
            bool(record.weeks),
        ],
        dtype=float,
    )


def gap_weights(model: ReleaseModel, seasons: Floats) -> Floats:
    """The weight of each day of `GRID` for seasons with these traits: (n, len(GRID))."""
    scaled = model.scaling.standard(seasons)
    likeness = _likeness(_distances(scaled, model.traits), model.matters)
    return np.asarray(((likeness + ALL_ALIKE) * model.weight) @ _smooth(model.gap_days))


def not_before(weights: Floats, day: float) -> Floats:
    """The same given that the season had not come by a day after the premiere."""
    left = np.where(day < GRID, weights, 0.0)
    return left if left.sum() > 0 else np.eye(GRID.size)[-1]


def _smooth(gaps: Floats) -> Floats:
    """Each gap spread over the days near it."""
    z = (np.log(GRID) - np.log(gaps)[:, None]) / SMOOTHING
    density = np.exp(-0.5 * z**2)
    return np.asarray(density / np.maximum(density.sum(axis=1, keepdims=True), 1e-12))


def _distances(a: Floats, b: Floats) -> Floats:
    """Squared distance by trait: (len(TRAITS), n, m)."""
    difference = (a.T[:, :, None] - b.T[:, None, :]) ** 2
    neither = np.isnan(a).T[:, :, None] & np.isnan(b).T[:, None, :]
    known = np.where(np.isnan(difference), NOT_KNOWN, difference)
    return np.asarray(np.where(neither, 0.0, known))


def _likeness(distances: Floats, matters: Floats) -> Floats:
    return np.asarray(np.exp(-np.tensordot(np.exp(matters), distances, axes=1)))


def _learn(scaled: Floats, gaps: Floats, weight: Floats, shows: NDArray[np.str_]) -> Floats:
    """How much each trait matters: least CRPS of each gap from the other shows'."""
    distances = _distances(scaled, scaled)
    others = (shows[:, None] != shows) * weight

    def loss(matters: Floats) -> float:
        likeness = (_likeness(distances, matters) + ALL_ALIKE) * others
        return float(crps(likeness, gaps, gaps).mean())

    start = np.full(len(TRAITS), -1.0)
    found = minimize(
        loss,
        start,
        method="Powell",
        bounds=[BOUNDS] * len(TRAITS),
        options={"maxfev": STEPS, "xtol": 0.05, "ftol": 1e-4},
    )
    return np.asarray(found.x, dtype=float)


def _share_seen(gaps: Floats, seen: Floats) -> Floats:
    """The share of all gaps that are as short as each could at most have been.

    Lynden-Bell (1971): only gaps that ended by now are in the data, so those of young seasons
    are short; the estimate for truncated data undoes it.
    """
    at = np.unique(gaps)
    at_risk = np.array([((gaps <= g) & (seen >= g)).sum() for g in at])
    ended = np.array([(gaps == g).sum() for g in at])
    stays = np.where(at_risk > ended, 1.0 - ended / np.maximum(at_risk, 1), 1.0)
    share = np.r_[np.cumprod(stays[::-1])[::-1][1:], 1.0]
    return np.asarray(np.interp(seen, at, share))
