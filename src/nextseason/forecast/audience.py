"""How many would watch a next season: this one's views, and what became of seasons like it.

Successions -> AudienceModel; AudienceModel, season -> distribution of the next season's
four-week views.  The log of the ratio is linear in what is known of the season, coefficients
shrunk (ridge); what is left over is taken as often as it came, widened by as much as forecasts
of each past season from those before it would have needed (`_widening`).  Pure.

References
----------
Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World: the widening is the
conformal one, so a few seasons widen more than many.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError
from nextseason.forecast.covariates import NAMES, covariates
from nextseason.forecast.scaling import Scaling, scaling_of
from nextseason.forecast.season_record import History, SeasonRecord
from nextseason.forecast.successions import Succession, four_week_views

Floats = NDArray[np.float64]

TRAITS = (*NAMES, "log_views")
KNOWN_DAYS = 30  # after the premiere, four weeks are published
PENALTIES = np.geomspace(1.0, 1000.0, 13)  # of a squared coefficient, chosen by leaving one out
LEVELS = np.linspace(0.01, 0.99, 99)  # of the distribution that is kept
N_COMPARABLE = 5
FEWEST_PAIRS = 20
HELD = 0.9  # the range that is to hold this share of what comes
NEAREST = 1e-3  # logs; a season may equal another in all that matters


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AudienceModel:
    """log(next / this) = intercept + coefficient . scaled traits + one of `residuals`."""

    scaling: Scaling
    intercept: float
    coefficient: Floats
    residuals: Floats  # at `LEVELS`
    median_ratio: float  # of next to this, all seasons alike


class Pair(NamedTuple):
    """Both seasons' views, and what was known of the first."""

    succession: Succession
    views: float
    following_views: float
    x: Floats


class Comparable(NamedTuple):
    pair: Pair
    distance: float  # in logs of the ratio: what the differences would make


def audience_pairs(
    past: Sequence[Succession], history: History, *, known_until: date
) -> tuple[Pair, ...]:
    """The successions whose views are known by a day, both."""
    found = []
    for each in past:
        this = four_week_views(each.season, history, as_of=known_until)
        following = four_week_views(each.following, history, as_of=known_until)
        if this and following:
            x = audience_traits(each.season, history, this)
            found.append(Pair(each, this, following, x))
    return tuple(found)


def audience_traits(record: SeasonRecord, history: History, views: float) -> Floats:
    """What is known of a season four weeks after its premiere, with its views."""
    as_of = record.premiered + timedelta(days=KNOWN_DAYS)
    return np.append(covariates(record, history, as_of=as_of), np.log(views))


def fit_audience(pairs: Sequence[Pair]) -> AudienceModel:
    """The ratio of a season's views to those of the one before.

    Raises
    ------
    InputError
        Fewer than twenty pairs.
    """
    if len(pairs) < FEWEST_PAIRS:
        raise InputError(f"{len(pairs)} seasons with both audiences known; need twenty or more")
    model = _fit(pairs)
    return replace(model, residuals=model.residuals * _widening(pairs))


def _fit(pairs: Sequence[Pair]) -> AudienceModel:
    """The regression, and its residuals as they are when each is left out."""
    raw = np.array([p.x for p in pairs])
    ratio = np.log([p.following_views / p.views for p in pairs])
    scaling = scaling_of(raw)
    x = scaling(raw)
    coefficient, left_out = min(
        (_ridge(x, ratio, penalty) for penalty in PENALTIES),
        key=lambda fit: float((fit[1] ** 2).sum()),
    )
    return AudienceModel(
        scaling=scaling,
        intercept=float(ratio.mean()),
        coefficient=coefficient,
        residuals=np.asarray(np.quantile(left_out, LEVELS)),
        median_ratio=float(np.exp(np.median(ratio))),
    )


def _widening(pairs: Sequence[Pair]) -> float:
    """By how much residuals must be stretched for the range to hold `HELD` of later seasons.

    Those left out one by one are surrounded by their own time; later ones stray further, as
    habits change together.  So each season is forecast from those known before it came.
    """
    stretch = []
    for pair in pairs:
        came = pair.succession.following.premiered
        earlier = [p for p in pairs if _known_on(p) <= came]
        if len(earlier) >= FEWEST_PAIRS:
            stretch.append(_stretch(_fit(earlier), pair))
    rank = math.ceil(HELD * (len(stretch) + 1))
    if rank > len(stretch):  # too few to tell
        return 1.0
    return max(sorted(stretch)[rank - 1], 1.0)


def _known_on(pair: Pair) -> date:
    return pair.succession.following.premiered + timedelta(days=KNOWN_DAYS)


def _stretch(model: AudienceModel, pair: Pair) -> float:
    """The residual of a season over the end of the range on its side."""
    expected = model.intercept + model.scaling(pair.x[None])[0] @ model.coefficient
    residual = np.log(pair.following_views / pair.views) - expected
    side = (1.0 + HELD if residual > 0 else 1.0 - HELD) / 2.0
    return float(abs(residual) / max(abs(np.interp(side, LEVELS, model.residuals)), NEAREST))


def audience(model: AudienceModel, x: Floats, views: float) -> Floats:
    """The next season's four-week views at each of `LEVELS`."""
    scaled = model.scaling(x[None])[0]
    return np.asarray(
        views * np.exp(model.intercept + scaled @ model.coefficient + model.residuals)
    )


def comparable_seasons(
    model: AudienceModel, x: Floats, pairs: Sequence[Pair], *, n: int = N_COMPARABLE
) -> tuple[Comparable, ...]:
    """The most alike in what matters for the next season's audience, nearest first."""
    if not pairs:
        return ()
    here = model.scaling(x[None])
    there = model.scaling(np.array([p.x for p in pairs]))
    weighted = (there - here) * (np.abs(model.coefficient) + NEAREST)
    distance = np.sqrt((weighted**2).sum(axis=1))
    nearest = np.argsort(distance, kind="stable")[:n]
    return tuple(Comparable(pairs[i], float(distance[i])) for i in nearest)


def _ridge(x: Floats, y: Floats, penalty: float) -> tuple[Floats, Floats]:
    """Coefficients, and each one's residual when it is left out itself."""
    centre = x.mean(axis=0)
    xc, yc = x - centre, y - y.mean()
    solve = np.linalg.solve(xc.T @ xc + penalty * np.eye(x.shape[1]), xc.T)
    coefficient = solve @ yc
    leverage = (xc * solve.T).sum(axis=1) + 1.0 / len(y)
    return coefficient, (yc - xc @ coefficient) / (1.0 - leverage)
