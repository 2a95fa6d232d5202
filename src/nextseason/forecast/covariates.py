"""What is known of a season on a day, as numbers.

SeasonRecord, History, day -> an array by `NAMES`; NaN where not known.  Nothing published after
the day is looked at: a week counts from the Tuesday after it, when its list comes out.  What a
season is (its length, language, number) is known on its first day.  Pure.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.forecast.season_record import PUBLISHED_AFTER, History, SeasonRecord

Floats = NDArray[np.float64]

NAMES = (
    "level",  # log of hours in the first four weeks over tenth place's in the same weeks
    "views_level",  # the same, by hour of running time
    "decay",  # log of the third week's hours over the second's
    "listed_share",  # of the first four published weeks, those on the list
    "season",  # its number, five at most
    "first",  # 1: it is the first
    "part",  # 1: it is called a part, volume, chapter or book
    "english",  # 1 or -1
    "scripted",  # 1 or -1
    "english_scripted",
    "runtime",  # log of the hours of all episodes over the usual six
    "scripted_runtime",
    "annual",  # the season before came at most 16 months earlier
    "growth",  # log of first hours over those of the season before
)
FACTS = NAMES[4:13]  # known without charts
PART_WORDS = frozenset(("part", "volume", "chapter", "book"))
FIRST_WEEKS = 4  # that are looked at
UNLISTED_SHARE = 0.6  # of tenth place's hours, for a week off the list: below it, not nothing
USUAL_HOURS = 6.0  # a season's length, by the median of the public charts
MOST_SEASONS = 5  # later ones are all alike, and few
ANNUAL_DAYS = 490  # a yearly show may slip by a quarter
LONGEST_GROWTH = 2.0  # in logs: more is another release pattern, not another audience
MIN_GAP = timedelta(days=45)  # parts of one season come closer together


class FirstWeeks(NamedTuple):
    """The first weeks that are published by a day; arrays by week since the premiere's."""

    hours: Floats  # filled where off the list
    tenth: Floats
    listed: NDArray[np.bool_]


def first_weeks(record: SeasonRecord, history: History, *, as_of: date) -> FirstWeeks:
    """Hours of the first four weeks, as far as they are published; those off the list filled."""
    sunday = record.premiered + timedelta(days=6 - record.premiered.weekday())
    sundays = [sunday + timedelta(weeks=k) for k in range(FIRST_WEEKS)]
    hours = {week.last_day: week.hours for week in record.weeks}
    found = [
        (hours.get(day), tenth)
        for day in sundays
        if day + PUBLISHED_AFTER <= as_of
        and (tenth := history.tenth_hours.get((bool(record.english), day)))
    ]
    return FirstWeeks(
        hours=np.array([UNLISTED_SHARE * t if h is None else h for h, t in found]),
        tenth=np.array([t for _, t in found]),
        listed=np.array([h is not None for h, _ in found], dtype=bool),
    )


def covariates(record: SeasonRecord, history: History, *, as_of: date) -> Floats:
    """What is known of a season on a day: an array by `NAMES`, NaN where not known."""
    known = {**_figures(record, history, as_of), **_facts(record, history)}
    return np.array([np.nan if known[name] is None else known[name] for name in NAMES])


def _facts(record: SeasonRecord, history: History) -> dict[str, float | None]:
    english, scripted = _sign(record.english), _sign(record.scripted)
    runtime = record.runtime_hours
    length = float(np.log(runtime / USUAL_HOURS)) if runtime else None
    return {
        "season": None if record.season is None else min(record.season, MOST_SEASONS),
        "first": None if record.season is None else record.season == 1,
        "part": is_part(record),
        "english": english,
        "scripted": scripted,
        "english_scripted": _product(english, scripted),
        "runtime": length,
        "scripted_runtime": _product(scripted, length),
        "annual": _annual(record, history),
    }


def is_part(record: SeasonRecord) -> bool:
    """Whether a title calls its season a part, a volume, a chapter or a book.

    >>> is_part(SeasonRecord(
    ...     show="Tide", title="Tide: Part 2", season=2, premiered=date(2024, 5, 2)))
    True
    """
    words = record.title.split(":")[-1].split()
    return bool(words) and words[0].casefold() in PART_WORDS


def _sign(said: bool | None) -> float | None:
    """1 or -1, so that a product with what is not known is as usual."""
    return None if said is None else 2.0 * said - 1.0


def _product(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a * b


def _figures(record: SeasonRecord, history: History, as_of: date) -> dict[str, float | None]:
    weeks = first_weeks(record, history, as_of=as_of)
    unknown = dict.fromkeys(("level", "views_level", "decay", "listed_share", "growth"))
    if not weeks.hours.size:
        return unknown
    level = float(np.log(weeks.hours.sum() / weeks.tenth.sum()))
    runtime = record.runtime_hours
    return {
        "level": level,
        "views_level": level - float(np.log(runtime)) if runtime else None,
        "decay": float(np.log(weeks.hours[2] / weeks.hours[1])) if weeks.hours.size > 2 else None,
        "listed_share": float(weeks.listed.mean()),
        "growth": _growth(record, history, weeks),
    }


def _annual(record: SeasonRecord, history: History) -> bool:
    earlier = _seasons_before(record, history)
    return bool(earlier) and (record.premiered - earlier[-1].premiered).days <= ANNUAL_DAYS


def _growth(record: SeasonRecord, history: History, weeks: FirstWeeks) -> float | None:
    """Against the season before, over as many weeks, each against its tenth places."""
    earlier = _seasons_before(record, history)
    if not earlier:
        return None
    before = first_weeks(earlier[-1], history, as_of=record.premiered)
    n = min(weeks.hours.size, before.hours.size)
    if not n or not before.listed.any():
        return None
    growth = np.log(weeks.hours[:n].sum() / before.hours[:n].sum())
    return float(np.clip(growth, -LONGEST_GROWTH, LONGEST_GROWTH))


def _seasons_before(record: SeasonRecord, history: History) -> Sequence[SeasonRecord]:
    earlier = history.before(record)
    return [r for r in earlier if record.premiered - r.premiered >= MIN_GAP]


def gaps_before(record: SeasonRecord, history: History) -> tuple[int, ...]:
    """Days between the show's seasons up to this one; parts that came together have none."""
    seasons = (*_seasons_before(record, history), record)
    days = ((b.premiered - a.premiered).days for a, b in pairwise(seasons))
    return tuple(d for d in days if d >= MIN_GAP.days)
