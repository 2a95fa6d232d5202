"""The series of the weekly lists, each season with its weeks.

Table of `CHARTS` -> Lists; seasons of Lists -> the arrays that `decay` fits.  What a season's
weeks off the list tell is the hours of tenth place, or its views times the season's runtime
since lists are ranked by views.  Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.errors import InputError
from nextseason.viewing import engagement, popular, weekly
from nextseason.viewing.decay import THURSDAY_DAYS, Weeks
from nextseason.viewing.season_names import SeasonKind
from nextseason.viewing.title_evidence import SERIES, broad_category

WEEK = timedelta(days=7)

Row = Mapping[str, Any]  # of a table of `CHARTS`


class SeasonKey(NamedTuple):
    """A season under any spelling in capitals or small letters."""

    show: str
    season: int | None
    name: str | None


class ListedWeek(NamedTuple):
    rank: int
    hours: int
    views: int | None  # None: not published before June 2023


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSeason:
    """A season that was on the lists."""

    show: str
    season: int | None
    season_name: str | None
    kind: SeasonKind
    category: str
    premiere: date | None  # None: no report tells it
    runtime_hours: float | None
    weeks: Mapping[date, ListedWeek]  # by the Sunday that ends them

    @property
    def first_listed(self) -> date:
        return min(self.weeks)

    @property
    def clock_from(self) -> date:
        """The Sunday of the premiere's week; of the first week listed where that is not known."""
        return sunday_of(self.premiere) if self.premiere else self.first_listed

    @property
    def days_of_first_week(self) -> int:
        """Days of the premiere's week on which it was out; those from a Thursday by default."""
        return (self.clock_from - self.premiere).days + 1 if self.premiere else THURSDAY_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """All series of the weekly lists of the world."""

    seasons: tuple[ListedSeason, ...]
    last_places: Mapping[tuple[str, date], ListedWeek]  # by category and Sunday
    first_sunday: date
    last_sunday: date


def read_lists(charts: pa.Table) -> Lists:
    """The series of the weekly lists, with premieres and runtimes from all charts.

    Raises
    ------
    InputError
        The table has no weekly list of the world's series.
    """
    rows = _rows(charts, weekly.CHART)
    if not rows:
        raise InputError(
            "no weekly lists of series in these charts; get them with: "
            "nextseason pull netflix-top10"
        )
    premieres, runtimes = _premieres(charts), _runtimes(charts)
    by_season: dict[SeasonKey, list[Row]] = defaultdict(list)
    for row in rows:
        by_season[season_key(row["show"], row["season"], row["season_name"])].append(row)
    seasons = (
        _season(rows, premieres.get(key), runtimes.get(key)) for key, rows in by_season.items()
    )
    sundays = [row["last_day"] for row in rows]
    return Lists(
        seasons=tuple(sorted(seasons, key=lambda s: (s.clock_from, s.show, s.season or 0))),
        last_places={
            (row["category"], row["last_day"]): _week(row)
            for row in rows
            if row["rank"] == weekly.PLACES
        },
        first_sunday=min(sundays),
        last_sunday=max(sundays),
    )


def weeks_of(seasons: Sequence[ListedSeason], lists: Lists, *, n_weeks: int) -> Weeks:
    """The seasons' weeks from each one's own first, on the list or below its last place."""
    hours = np.full((len(seasons), n_weeks), np.nan)
    bound = np.full((len(seasons), n_weeks), np.inf)
    for place, season in enumerate(seasons):
        for week in range(n_weeks):
            sunday = season.clock_from + week * WEEK
            if listed := season.weeks.get(sunday):
                hours[place, week] = listed.hours
            elif last := lists.last_places.get((season.category, sunday)):
                bound[place, week] = _below(last, sunday, season.runtime_hours)
    days = np.array([season.days_of_first_week for season in seasons], float)
    return Weeks(hours, bound, days)


def has_beginning(season: ListedSeason, lists: Lists, *, n_weeks: int) -> bool:
    """Whether the lists saw the season's first weeks: one of them, and since its premiere.

    What was first listed when the lists began may have begun long before, unless a report tells.
    """
    begins = season.clock_from
    if begins < lists.first_sunday or (not season.premiere and begins == lists.first_sunday):
        return False
    return begins <= season.first_listed < begins + n_weeks * WEEK


def season_key(show: str, season: int | None, name: str | None) -> SeasonKey:
    return SeasonKey(show.casefold(), season, name.casefold() if name else None)


def sunday_of(day: date) -> date:
    """The Sunday that ends a day's week."""
    return day + timedelta(days=6 - day.weekday())


def _rows(charts: pa.Table, chart: str) -> list[Row]:
    """The rows of the world's series in a chart."""
    wanted = pc.and_(pc.equal(charts["chart"], chart), pc.is_null(charts["country"]))
    rows: list[Row] = charts.filter(wanted).to_pylist()
    return [row for row in rows if broad_category(row["category"]) == SERIES]


def _season(rows: Sequence[Row], premiere: date | None, runtime: float | None) -> ListedSeason:
    newest = max(rows, key=lambda row: row["last_day"])
    return ListedSeason(
        show=newest["show"],
        season=newest["season"],
        season_name=newest["season_name"],
        kind=SeasonKind(newest["season_kind"]),
        category=newest["category"],
        premiere=premiere,
        runtime_hours=runtime,
        weeks={row["last_day"]: _week(row) for row in rows},
    )


def _week(row: Row) -> ListedWeek:
    return ListedWeek(row["rank"], row["hours"], row["views"])


def _premieres(charts: pa.Table) -> dict[SeasonKey, date]:
    """The earliest release day that reports give."""
    found: dict[SeasonKey, date] = {}
    for key, row in _keyed(charts, (engagement.CHART,)):
        if day := row["release_date"]:
            found[key] = min(day, found.get(key, day))
    return found


def _runtimes(charts: pa.Table) -> dict[SeasonKey, float]:
    """The longest runtime given: that of a season grows while its episodes come."""
    found: dict[SeasonKey, float] = {}
    for key, row in _keyed(charts, (weekly.CHART, popular.CHART, engagement.CHART)):
        if hours := row["runtime_hours"]:
            found[key] = max(hours, found.get(key, hours))
    return found


def _keyed(charts: pa.Table, names: Iterable[str]) -> Iterable[tuple[SeasonKey, Row]]:
    for name in names:
        for row in _rows(charts, name):
            yield season_key(row["show"], row["season"], row["season_name"]), row


def _below(last: ListedWeek, sunday: date, runtime_hours: float | None) -> float:
    """The hours that a season off the list did not reach; inf where nothing tells."""
    if sunday < weekly.RANKED_BY_VIEWS_FROM:
        return float(last.hours)
    if last.views is None or runtime_hours is None:
        return float("inf")
    return max(1.0, last.views * runtime_hours)
