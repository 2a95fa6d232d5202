"""What is known of a season on a day, and nothing of what came later."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.forecast.covariates import NAMES, covariates, first_weeks, gaps_before
from nextseason.forecast.season_record import History, ListedWeek
from tests.forecast.forecast_samples import TENTH, made_world, record, tenth_hours

WORLD = made_world(n_shows=12)


def told(season, history, as_of):
    return dict(zip(NAMES, covariates(season, history, as_of=as_of), strict=True))


def history_of(*records):
    return History(records=records, tenth_hours=tenth_hours())


@settings(max_examples=60)
@given(st.integers(0, 35), st.integers(-20, 200))
def test_nothing_that_came_later_is_looked_at(place, days):
    _, history = WORLD
    season = history.records[place % len(history.records)]
    day = season.premiered + timedelta(days=days)
    truncated = history.until(day)
    now = covariates(season, history, as_of=day)
    then = covariates(season.until(day), truncated, as_of=day)
    assert np.array_equal(now, then, equal_nan=True)


def test_later_weeks_may_be_anything():
    season = record()
    day = season.premiered + timedelta(days=16)
    wild = tuple(
        w if w.published <= day else replace(w, hours=w.hours * 100, rank=1) for w in season.weeks
    )
    other = replace(season, weeks=wild)
    histories = (history_of(season), history_of(other))
    before, after = (
        covariates(s, h, as_of=day) for s, h in zip((season, other), histories, strict=True)
    )
    assert np.array_equal(before, after, equal_nan=True)


@pytest.mark.parametrize(
    ("days", "n_weeks"),
    [(4, 0), (5, 1), (11, 1), (12, 2), (28, 4), (300, 4)],
    ids=["Monday", "Tuesday, the list is out", "Monday after", "Tuesday after", "28 days", "later"],
)
def test_a_week_counts_once_its_list_is_out(days, n_weeks):
    season = record(premiered=date(2022, 3, 3))  # a Thursday
    weeks = first_weeks(season, history_of(season), as_of=season.premiered + timedelta(days=days))
    assert weeks.hours.size == n_weeks


def test_a_week_off_the_list_is_below_tenth_place_and_not_nothing():
    season = record(hours=(30e6, 20e6, 1e6, 1e6))
    weeks = first_weeks(season, history_of(season), as_of=date(2022, 6, 1))
    assert weeks.listed.tolist() == [True, True, False, False]
    assert 0 < weeks.hours[2] < TENTH


def test_figures_by_hand():
    season = record(hours=(16e6, 40e6, 20e6, 12e6), runtime_hours=6.0)
    known = told(season, history_of(season), season.premiered + timedelta(days=28))
    assert known["level"] == pytest.approx(np.log(88 / 32))
    assert known["views_level"] == pytest.approx(np.log(88 / 32 / 6))
    assert known["decay"] == pytest.approx(np.log(0.5))
    assert known["runtime"] == 0.0
    assert (known["english"], known["scripted"], known["first"]) == (1.0, 1.0, 1.0)


def test_growth_is_against_the_season_before():
    first = record(premiered=date(2022, 3, 3), hours=(10e6, 20e6, 12e6, 10e6))
    second = record(season=2, premiered=date(2023, 3, 2), hours=(20e6, 40e6, 24e6, 20e6))
    known = told(second, history_of(first, second), date(2023, 4, 1))
    assert known["growth"] == pytest.approx(np.log(2.0))
    assert known["annual"] == 1.0


def test_what_is_not_known_is_not_a_number():
    season = record(english=None, scripted=None, runtime_hours=None, hours=())
    known = told(season, History(records=()), date(2022, 5, 1))
    unknown = {name for name, value in known.items() if np.isnan(value)}
    assert unknown == set(NAMES) - {"season", "first", "part", "annual"}


def test_parts_that_came_together_have_no_gap():
    days = (date(2021, 7, 8), date(2021, 7, 29), date(2022, 7, 8))
    seasons = [record(season=n, premiered=day) for n, day in enumerate(days, 1)]
    assert gaps_before(seasons[-1], history_of(*seasons)) == (344,)


def test_a_week_is_published_on_tuesday():
    assert ListedWeek(last_day=date(2022, 3, 6), rank=1, hours=1.0).published == date(2022, 3, 8)
