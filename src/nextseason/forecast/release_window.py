"""When a next season would come: the gaps of the seasons before it, and of seasons like it.

Successions -> ReleaseModel; ReleaseModel, season -> a weight for each week to come.
Only gaps that have ended are in the data, so those of young seasons are short.  Told backwards
that does no harm: of the gaps that had ended by a period, which ended in it?  That chance, for
each period in turn from the longest, is a logit (`hazards`) of the time, of what the season is,
and of how near the time is to the show's own last gaps; coefficients are shrunk.  What is known
of the making narrows the window (`narrowing`).  Pure.

References
----------
Lagakos, Barraj & De Gruttola (1988), Nonparametric Analysis of Truncated Survival Data:
the time told backwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError
from nextseason.forecast.covariates import gaps_before, is_part
from nextseason.forecast.hazards import Hazards, Spells, fit_hazards
from nextseason.forecast.season_record import History, SeasonRecord
from nextseason.forecast.successions import Succession

Floats = NDArray[np.float64]

GRID = np.arange(49.0, 2200.0, 7.0)  # days after the season's premiere, week by week
PERIOD_DAYS = 28  # within it, weeks are alike
PERIODS = np.arange(42.0, 2200.0, PERIOD_DAYS)  # their first days; gaps are longer (`MIN_GAP`)
YEAR, USUAL_HOURS = 365.0, 6.0  # logs are taken of shares of them
TRAITS = ("last_gap", "gap_before_last", "season", "english", "runtime", "part", "listed")
MOST_SEASONS = 4
KNOTS = np.linspace(-1.8, 1.7, 8)  # in logs of years: from two months to five and a half years
KNOT_SPREAD = 0.5
NEAR = (0.1, 0.3)  # in logs: within a month or a quarter of what was a year
FARTHEST = 2.0  # in logs; a gap seven times as long is no more telling
RIDGE = 10.0  # chosen inside the earlier seasons, as the traits were
FEWEST_GAPS = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReleaseModel:
    """The logit of a period against those before it: one level, a coefficient for each column."""

    ended: Hazards
    longest: int  # the period of the longest gap; of later ones nothing is known


def fit_release(past: Sequence[Succession], history: History, *, known_until: date) -> ReleaseModel:
    """The model of gaps that ended by a day.

    Raises
    ------
    InputError
        Fewer than ten gaps.
    """
    past = sorted(
        (s for s in past if s.following.premiered <= known_until),
        key=lambda s: (s.gap_days, s.season.title),
    )
    if len(past) < FEWEST_GAPS:
        raise InputError(
            f"{len(past)} gaps between seasons by {known_until}; need {FEWEST_GAPS} or more"
        )
    known = np.array([traits(s.season, history) for s in past])
    ended = _period(np.array([s.gap_days for s in past], dtype=float))
    seen = _period(np.array([(known_until - s.season.premiered).days for s in past], dtype=float))
    which = np.repeat(np.arange(len(past)), seen - ended + 1)
    period = np.concatenate([np.arange(a, b + 1) for a, b in zip(ended, seen, strict=True)])
    came = (period == ended[which]).astype(float)
    columns = _columns(known[which], period)
    n = len(period)
    spells = Spells(columns, np.ones((n, 1)), came[:, None], np.zeros(n, dtype=int), np.ones(n))
    return ReleaseModel(
        ended=fit_hazards(spells, n_causes=1, ridge=RIDGE), longest=int(ended.max())
    )


def traits(record: SeasonRecord, history: History) -> Floats:
    """What tells of a season's gap, by `TRAITS`; NaN where not known."""
    gaps = gaps_before(record, history)
    return np.array(
        [
            np.log(gaps[-1] / YEAR) if gaps else np.nan,
            np.log(gaps[-2] / YEAR) if len(gaps) > 1 else np.nan,
            np.nan if record.season is None else min(record.season, MOST_SEASONS),
            np.nan if record.english is None else record.english,
            np.log(record.runtime_hours / USUAL_HOURS) if record.runtime_hours else np.nan,
            is_part(record),
            bool(record.weeks),
        ],
        dtype=float,
    )


def gap_weights(model: ReleaseModel, seasons: Floats) -> Floats:
    """The weight of each day of `GRID` for seasons with these traits: (n, len(GRID))."""
    n, periods = len(seasons), model.longest + 1
    columns = _columns(np.repeat(seasons, periods, axis=0), np.tile(np.arange(periods), n))
    ended = model.ended(columns)[:, 0, 0].reshape(n, periods)
    ended[:, 0] = 1.0  # no gap ends before the first period
    earlier = np.cumprod(1.0 - ended[:, ::-1], axis=1)[:, ::-1]
    chance = ended * np.c_[earlier[:, 1:], np.ones(n)]
    later = np.zeros((n, len(PERIODS) - periods))
    return np.asarray(np.c_[chance, later][:, _period(GRID)])


def not_before(weights: Floats, day: float) -> Floats:
    """The same given that the season had not come by a day after the premiere."""
    left = np.where(day < GRID, weights, 0.0)
    return left if left.sum() > 0 else np.eye(GRID.size)[-1]


def _period(days: Floats) -> NDArray[np.int64]:
    place = np.searchsorted(PERIODS, days, side="right") - 1
    return np.clip(place, 0, len(PERIODS) - 1)


def _columns(known: Floats, period: NDArray[np.int64]) -> Floats:
    """What the logit is linear in, for each season and period: (n, columns)."""
    last, before_last, season, english, runtime, part, listed = known.T
    time = np.log((PERIODS[period] + PERIOD_DAYS / 2) / YEAR)
    columns = [
        *(np.exp(-0.5 * ((time - knot) / KNOT_SPREAD) ** 2) for knot in KNOTS),
        *(np.nan_to_num(each) for each in (last, before_last, runtime)),
        *(~np.isnan(each) for each in (last, before_last, runtime)),
        *(season == number for number in range(2, MOST_SEASONS + 1)),
        np.nan_to_num(english, nan=0.5),
        part,
        listed,
        np.nan_to_num(np.clip(time - last, -FARTHEST, FARTHEST)),
        *(_near(time - last, spread) for spread in NEAR),
        *(_near(time - before_last, spread) for spread in NEAR),
    ]
    return np.array(columns, dtype=float).T


def _near(difference: Floats, spread: float) -> Floats:
    """1 where there is no difference, 0 far away or where it is not known."""
    return np.exp(-0.5 * (np.nan_to_num(difference, nan=99.0) / spread) ** 2)
