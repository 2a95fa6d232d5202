"""The figures that the weekly lists carry, for every season on them.

Lists -> tuple[Measured, ...]: hours and views of the first 7, 28 and 91 days, decay, weeks on
the list, place among the quarter's releases.  Weeks below tenth place are modelled (`decay`).
Which seasons compare is decided in `comparable`.  Pure.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from nextseason.domain import Amount, SeasonFigures
from nextseason.viewing.decay import (
    NORMAL_95,
    Curves,
    Floats,
    Weeks,
    decay_rate,
    expected_hours,
    fit_curves,
    half_life_weeks,
    total_hours,
)
from nextseason.viewing.listed import WEEK, ListedSeason, Lists, has_beginning, weeks_of
from nextseason.viewing.season_names import SeasonKind

SOURCE = "weekly lists"
WINDOWS = (7, 28, 91)  # days from the premiere, that day included
N_WEEKS = 14  # calendar weeks that 91 days can touch
MAX_HALF_LIFE_WEEKS = 520.0  # ten years: the lists cannot tell a longer one from none


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredWeek:
    """A calendar week of a season: published, or modelled below tenth place."""

    monday: date
    hours: Amount
    rank: int | None  # None: off the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A season's figures, and the weeks from its premiere on that they are made of."""

    figures: SeasonFigures
    category: str
    runtime_hours: float | None = None  # of the season; None: never published
    weeks: tuple[MeasuredWeek, ...] = ()  # (): the lists did not see its beginning


def measure_lists(lists: Lists) -> tuple[Measured, ...]:
    """The figures of every season on the lists, in the order of their premieres.

    A window that is not over yet, or whose beginning the lists did not see, has no figure;
    a single broadcast (a date for a season) has its weeks on the list alone.
    """
    begun = [season for season in lists.seasons if _has_curve(season, lists)]
    fitted = dict(zip((id(season) for season in begun), _fitted(begun, lists), strict=True))
    measured = [
        fitted.get(id(season)) or _measured(season, _counted(season, lists))
        for season in lists.seasons
    ]
    return _with_positions(measured, [season.clock_from for season in lists.seasons])


def window_shares(days_of_first_week: Floats, days: int) -> Floats:
    """How much of each calendar week lies in the first days, (n, N_WEEKS) in 0-1.

    A week that a window cuts is taken by its days: the lists have no finer grain.

    Examples
    --------
    Seven days from a Thursday are that week's four and three of the next week's seven:

    >>> window_shares(np.array([4.0]), 7)[0, :3].round(2)
    array([1.  , 0.43, 0.  ])
    """
    begins = np.arange(N_WEEKS) * 7 - (7 - days_of_first_week[:, None])
    return np.clip((days - begins) / 7, 0.0, 1.0)


def _has_curve(season: ListedSeason, lists: Lists) -> bool:
    return season.kind is not SeasonKind.DATED and has_beginning(season, lists, n_weeks=N_WEEKS)


def _fitted(seasons: Sequence[ListedSeason], lists: Lists) -> Iterator[Measured]:
    """The seasons with all figures of theirs that need a curve."""
    weeks = weeks_of(seasons, lists, n_weeks=N_WEEKS)
    curves = fit_curves(weeks)
    windows = zip(*(_amounts(weeks, curves, days) for days in WINDOWS), strict=True)
    rates, half_lives = _decays(curves)
    mean, spread = expected_hours(weeks, curves)
    for place, (season, amounts) in enumerate(zip(seasons, windows, strict=True)):
        hours = [
            amount if _is_over(season, days, lists) else None
            for days, amount in zip(WINDOWS, amounts, strict=True)
        ]
        views = [_views(amount, season.runtime_hours) for amount in hours]
        figures = replace(
            _counted(season, lists),
            hours_7d=hours[0],
            hours_28d=hours[1],
            hours_91d=hours[2],
            views_7d=views[0],
            views_28d=views[1],
            views_91d=views[2],
            decay_rate=rates[place],
            half_life_weeks=half_lives[place],
        )
        yield _measured(season, figures, _weeks(season, lists, mean[place], spread[place]))


def _measured(
    season: ListedSeason, figures: SeasonFigures, weeks: tuple[MeasuredWeek, ...] = ()
) -> Measured:
    return Measured(
        figures=figures,
        category=season.category,
        runtime_hours=season.runtime_hours,
        weeks=weeks,
    )


def _counted(season: ListedSeason, lists: Lists) -> SeasonFigures:
    return SeasonFigures(
        show=season.show,
        season=season.season,
        season_name=season.season_name,
        source=SOURCE,
        as_of=lists.last_sunday,
        premiere=season.premiere,
        weeks_in_list=len(season.weeks),
    )


def _amounts(weeks: Weeks, curves: Curves, days: int) -> list[Amount]:
    totals = total_hours(weeks, curves, window_shares(weeks.days, days))
    return [
        Amount(value=float(value), low=float(low), high=float(high))
        for value, low, high in zip(*totals, strict=True)
    ]


def _views(hours: Amount | None, runtime_hours: float | None) -> Amount | None:
    if hours is None or runtime_hours is None:
        return None
    return Amount(
        value=hours.value / runtime_hours,
        low=hours.low / runtime_hours,
        high=hours.high / runtime_hours,
    )


def _decays(curves: Curves) -> tuple[list[Amount], list[Amount]]:
    """Decay and half-life, each with the interval of the season's steepness."""
    reach = NORMAL_95 * np.sqrt(curves.covariance[:, 1, 1])
    steep = [curves.steepness + side * reach for side in (-1.0, 0.0, 1.0)]
    rates = [decay_rate(steepness) for steepness in steep]
    lives = [np.minimum(half_life_weeks(s), MAX_HALF_LIFE_WEEKS) for s in steep]
    return (
        [_amount(*sides) for sides in zip(*rates, strict=True)],
        # The steeper the curve, the sooner it has halved.
        [_amount(*sides) for sides in zip(*reversed(lives), strict=True)],
    )


def _amount(low: float, value: float, high: float) -> Amount:
    return Amount(value=float(value), low=float(low), high=float(high))


def _is_over(season: ListedSeason, days: int, lists: Lists) -> bool:
    begins = season.clock_from - timedelta(days=season.days_of_first_week - 1)
    return begins + timedelta(days=days - 1) <= lists.last_sunday


def _weeks(
    season: ListedSeason, lists: Lists, mean: Floats, spread: Floats
) -> tuple[MeasuredWeek, ...]:
    weeks = []
    for week in range(N_WEEKS):
        sunday = season.clock_from + week * WEEK
        if sunday > lists.last_sunday:
            break
        listed = season.weeks.get(sunday)
        if listed:
            hours = _amount(listed.hours, listed.hours, listed.hours)
        else:
            hours = _log_normal(float(mean[week]), float(spread[week]))
        monday = sunday - timedelta(days=6)
        weeks.append(MeasuredWeek(monday=monday, hours=hours, rank=listed.rank if listed else None))
    return tuple(weeks)


def _log_normal(mean: float, spread: float) -> Amount:
    """Nine tenths of a log-normal distribution around its mean."""
    width = float(np.sqrt(np.log1p((spread / mean) ** 2)))
    median = mean / np.exp(width**2 / 2)
    low, high = median * np.exp(-NORMAL_95 * width), median * np.exp(NORMAL_95 * width)
    return _amount(min(low, mean), mean, max(high, mean))


def _with_positions(measured: Sequence[Measured], begins: Sequence[date]) -> tuple[Measured, ...]:
    """Each season with its place among those of its category that began in the same quarter."""
    cohorts: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    keys = [
        (item.category, day.year, (day.month - 1) // 3)
        for item, day in zip(measured, begins, strict=True)
    ]
    for key, item in zip(keys, measured, strict=True):
        if item.figures.views_28d:
            cohorts[key].append(item.figures.views_28d.value)
    return tuple(_placed(item, cohorts[key]) for key, item in zip(keys, measured, strict=True))


def _placed(item: Measured, cohort: Sequence[float]) -> Measured:
    """With the share of the others that had fewer views in 28 days; ties count half."""
    views = item.figures.views_28d
    if not views or len(cohort) < 2:
        return item
    below = sum(other < views.value for other in cohort)
    equal = sum(other == views.value for other in cohort) - 1
    position = (below + equal / 2) / (len(cohort) - 1)
    return replace(item, figures=replace(item.figures, quarter_position=position))
