"""A season's forecast: renewed or not, by when, when the next would come, how many would watch.

Model, season, history, day -> Forecast.  The step of this stage; everything is as of the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import ComparableSeason, Forecast, OutlookPoint
from nextseason.errors import InputError
from nextseason.forecast.alike import Candidate, alike_seasons
from nextseason.forecast.audience import (
    LEVELS,
    AudienceModel,
    Pair,
    audience,
    audience_traits,
    comparable_seasons,
)
from nextseason.forecast.covariates import covariates
from nextseason.forecast.elsewhere import is_elsewhere, wider
from nextseason.forecast.incidence import (
    CAUSES,
    HORIZON_DAYS,
    RenewalCurve,
    RenewalModel,
    renewal_curve,
)
from nextseason.forecast.narrowing import Making, narrow
from nextseason.forecast.notes import notes
from nextseason.forecast.reasons import forecast_reasons
from nextseason.forecast.release_window import (
    GRID,
    ReleaseModel,
    gap_weights,
    not_before,
    traits,
)
from nextseason.forecast.scores import quantile
from nextseason.forecast.season_record import History, Outcome, SeasonRecord
from nextseason.forecast.successions import four_week_views

Floats = NDArray[np.float64]

RELEASE_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
AUDIENCE_LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)  # a fan of 50, 80 and 90 %
LEAST_WEEK = 1e-4  # a week's chance of the premiere; less is not told
KNOWN_TO_END = 0.9  # from this chance on it may be called confirmed that no season follows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForecastModel:
    """All that a forecast needs."""

    renewal: RenewalModel
    release: ReleaseModel
    audience: AudienceModel
    limited_renewed: float  # share of limited series that were renewed after all
    platforms: tuple[str, ...]  # that the decisions are from


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What articles tell of the next season, as of the day."""

    decided: Mapping[Outcome, float] = field(default_factory=dict)  # chance that it is so already
    making: Making = field(default_factory=Making)
    unweighed: tuple[str, ...] = ()  # told of reviews and campaigns: no past decision has them

    @property
    def is_over(self) -> bool:
        """Whether the season is known to have been the last."""
        ended = (Outcome.CANCELLED, Outcome.CONCLUDED)
        return sum(self.decided.get(cause, 0.0) for cause in ended) >= KNOWN_TO_END


def forecast_season(
    model: ForecastModel,
    record: SeasonRecord,
    history: History,
    *,
    as_of: date,
    known: Known | None = None,
    pairs: Sequence[Pair] = (),
    past: Sequence[Candidate] = (),
) -> Forecast:
    """What is to be expected of a season's next one, from what was public on a day.

    `pairs` and `past` are seasons to compare with, for the audience and the renewal; without them
    none is named.
    """
    known = known or Known()
    history = history.until(as_of)
    record = record.until(as_of)
    day = (as_of - record.premiered).days
    x = covariates(record, history, as_of=as_of)
    curve = renewal_curve(model.renewal, x, day=day)
    points = _points(curve, record, as_of, known, model)
    horizon = record.premiered + timedelta(days=HORIZON_DAYS)
    if horizon <= as_of:  # the usual time is over, and what is left is asked for
        horizon = points[-1].day
    views = four_week_views(record, history, as_of=as_of)
    seen = audience_traits(record, history, views) if views else None
    release = _release_weights(model.release, record, history, day, known)
    return Forecast(
        show=record.show,
        season=record.season,
        as_of=as_of,
        renewal=points,
        horizon=horizon,
        renewed_by_horizon=_renewed_by(points, horizon),
        release=_release(release, record),
        release_weeks=_release_weeks(release, record),
        audience=_audience(model.audience, seen, views),
        watched=_watched(record, history, as_of),
        reasons=() if record.limited else forecast_reasons(model.renewal, x, day=day),
        comparable=_comparable(model.audience, seen, pairs),
        alike=alike_seasons(model.renewal, x, past, show=record.show.casefold(), as_of=as_of),
        notes=notes(
            model.renewal,
            record,
            x,
            curve,
            day=day,
            platforms=model.platforms,
            has_views=views is not None,
            unweighed=known.unweighed,
        ),
    )


def _points(
    curve: RenewalCurve, record: SeasonRecord, as_of: date, known: Known, model: ForecastModel
) -> tuple[OutlookPoint, ...]:
    """The curve by date, after what is known already."""
    already = np.array([known.decided.get(cause, 0.0) for cause in CAUSES])
    if already.min() < 0 or already.sum() > 1 + 1e-9:
        raise InputError(f"chances of what is decided must add up to 1 at most, got {already}")
    left = 1.0 - min(already.sum(), 1.0)
    chances, low, high = curve.by_cause, curve.low, curve.high
    if record.limited:
        scale = model.limited_renewed / max(float(chances[0, -1]), 1e-9)
        chances = np.array([chances[0] * scale, chances[1] * 0, np.zeros(chances.shape[1])])
        chances[2] = 1.0 - model.limited_renewed
        low, high = low * scale, np.minimum(high * scale, 1.0)
    elif is_elsewhere(record, model.platforms):
        low, high = wider(low, high)
    days = [record.premiered + timedelta(days=int(d)) for d in curve.days]
    if days[0] > as_of:  # before the premiere the decision may come any day
        days = [as_of, *days]
        chances = np.concatenate([np.zeros((len(CAUSES), 1)), chances], axis=1)
        low, high = np.r_[0.0, low], np.r_[0.0, high]
    by_cause = already[:, None] + left * chances
    points = {
        day: OutlookPoint(
            day=day,
            renewed=float(by_cause[0, i]),
            cancelled=float(by_cause[1, i]),
            concluded=float(by_cause[2, i]),
            renewed_low=float(already[0] + left * low[i]),
            renewed_high=float(already[0] + left * high[i]),
        )
        for i, day in enumerate(days)
    }
    return tuple(points.values())


def _renewed_by(points: Sequence[OutlookPoint], day: date) -> float:
    ordinals = [p.day.toordinal() for p in points]
    return float(np.interp(day.toordinal(), ordinals, [p.renewed for p in points]))


def _release_weights(
    model: ReleaseModel, record: SeasonRecord, history: History, day: int, known: Known
) -> Floats | None:
    """The chance of each week of `GRID`; None: none follows, or none ever came after so long."""
    if known.is_over or day >= GRID[-1]:
        return None
    weights = gap_weights(model, traits(record, history)[None])[0]
    left = narrow(not_before(weights, day), known.making, premiered=record.premiered)
    return np.asarray(left / left.sum())


def _release(weights: Floats | None, record: SeasonRecord) -> tuple[tuple[float, date], ...]:
    if weights is None:
        return ()
    return tuple(
        (level, record.premiered + timedelta(days=int(quantile(weights[None], GRID, level)[0])))
        for level in RELEASE_LEVELS
    )


def _release_weeks(weights: Floats | None, record: SeasonRecord) -> tuple[tuple[date, float], ...]:
    if weights is None:
        return ()
    return tuple(
        (record.premiered + timedelta(days=int(day)), float(chance))
        for day, chance in zip(GRID, weights, strict=True)
        if chance >= LEAST_WEEK
    )


def _watched(record: SeasonRecord, history: History, as_of: date) -> tuple[tuple[date, float], ...]:
    """The show's seasons up to this one, as far as their four weeks are known."""
    told = (
        (each.premiered, four_week_views(each, history, as_of=as_of))
        for each in (*history.before(record), record)
    )
    return tuple((day, views) for day, views in told if views)


def _audience(
    model: AudienceModel, seen: Floats | None, views: float | None
) -> tuple[tuple[float, float], ...]:
    if seen is None or views is None:
        return ()
    told = audience(model, seen, views)
    return tuple((level, float(np.interp(level, LEVELS, told))) for level in AUDIENCE_LEVELS)


def _comparable(
    model: AudienceModel, seen: Floats | None, pairs: Sequence[Pair]
) -> tuple[ComparableSeason, ...]:
    if seen is None:
        return ()
    return tuple(
        ComparableSeason(
            title=pair.succession.season.title,
            views=pair.views,
            following_views=pair.following_views,
            gap_days=pair.succession.gap_days,
        )
        for pair, _ in comparable_seasons(model, seen, pairs)
    )
