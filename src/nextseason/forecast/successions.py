"""Seasons and the ones that followed them: what release and audience are learned from.

History -> tuple[Succession, ...].  Pure.
"""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nextseason.forecast.covariates import FIRST_WEEKS, MIN_GAP, first_weeks
from nextseason.forecast.season_record import History, SeasonRecord


class Succession(NamedTuple):
    """A season and the next one of its show."""

    season: SeasonRecord
    following: SeasonRecord

    @property
    def gap_days(self) -> int:
        return (self.following.premiered - self.season.premiered).days


def successions(history: History) -> tuple[Succession, ...]:
    """All seasons with a successor by the next number; parts that came together are left out."""
    return tuple(
        Succession(a, b)
        for seasons in history.by_show.values()
        for a, b in pairwise([s for s in seasons if s.season is not None])
        if b.season == (a.season or 0) + 1 and b.premiered - a.premiered >= MIN_GAP
    )


def four_week_views(record: SeasonRecord, history: History, *, as_of: date) -> float | None:
    """Hours of the first four weeks by hour of running time; None: not known by then.

    Weeks off the list are filled, as in `covariates.first_weeks`; one at least was on it.
    """
    weeks = first_weeks(record, history, as_of=as_of)
    if weeks.hours.size < FIRST_WEEKS or not weeks.listed.any() or not record.runtime_hours:
        return None
    return float(np.sum(weeks.hours)) / record.runtime_hours
