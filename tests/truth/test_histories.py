"""All histories of a season are listed, and together certain."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.truth.histories import (
    CANCELLED,
    CONCLUDED,
    LEAD_DAYS,
    MAX_DAYS,
    RENEWED,
    UNDECIDED,
    Histories,
    possible_histories,
)

FIRST = date(2027, 3, 1)
GIVEN_DAYS = st.lists(
    st.integers(0, 3000).map(lambda n: FIRST + timedelta(days=n)), min_size=1, max_size=MAX_DAYS + 9
)
PREMIERES = st.none() | st.integers(-900, 900).map(lambda n: FIRST + timedelta(days=n))
TURNS = {(RENEWED, CANCELLED), (CANCELLED, RENEWED), (CONCLUDED, RENEWED)}


def chance(found: Histories, state: int) -> float:
    """Of a state on the last day, before any evidence."""
    return float(np.exp(found.log_prior)[found.states[:, -1] == state].sum())


@given(GIVEN_DAYS, PREMIERES)
def test_histories_are_certain_together(days: list[date], premiere: date | None) -> None:
    found = possible_histories(days, premiere)
    assert np.exp(found.log_prior).sum() == pytest.approx(1.0)
    assert np.isfinite(found.log_prior).all()


@given(GIVEN_DAYS, PREMIERES)
def test_days_rise_and_keep_the_first_and_the_last(days: list[date], premiere: date | None) -> None:
    grid = possible_histories(days, premiere).days
    assert (np.diff(grid) > 0).all()
    assert grid[len(LEAD_DAYS)] == min(days).toordinal()
    assert grid[-1] == max(days).toordinal()
    assert len(grid) == len(LEAD_DAYS) + min(MAX_DAYS, len(set(days)))


@given(GIVEN_DAYS)
def test_each_history_stands_once_and_changes_as_seasons_do(days: list[date]) -> None:
    states = possible_histories(days).states
    assert len(np.unique(states, axis=0)) == len(states)
    for row in states:
        at = np.flatnonzero(np.diff(row))
        seen = [int(row[0]), *row[at + 1].tolist()]
        decided = [state for state in seen if state != UNDECIDED]
        assert UNDECIDED not in seen[1:]
        assert len(decided) <= 2
        assert len(decided) < 2 or tuple(decided) in TURNS


def test_no_history_is_missing() -> None:
    n_days = 3 + len(LEAD_DAYS)
    days = [FIRST + timedelta(days=n) for n in range(3)]
    n_pairs = n_days * (n_days - 1) // 2
    assert len(possible_histories(days).states) == 1 + 3 * n_days + 3 * n_pairs


@pytest.mark.parametrize(
    ("sooner", "later", "state"),
    [
        pytest.param(1, 400, UNDECIDED, id="a season is seldom left undecided for a year"),
        pytest.param(400, 1, RENEWED, id="renewals come in time"),
        pytest.param(400, 1, CANCELLED, id="cancellations come in time"),
    ],
)
def test_time_decides(sooner: int, later: int, state: int) -> None:
    def known(n_days: int) -> float:
        return chance(possible_histories([FIRST, FIRST + timedelta(days=n_days)], FIRST), state)

    assert known(sooner) > known(later)


def test_a_long_silence_after_the_premiere_makes_an_end_likelier() -> None:
    """Most renewals come early: of those still undecided, more are cancelled later on."""

    def odds(since_premiere: int) -> float:
        day = FIRST + timedelta(days=since_premiere)
        found = possible_histories([day, day + timedelta(days=30)], FIRST)
        told = found.states[:, len(LEAD_DAYS)] == UNDECIDED
        prior = np.exp(found.log_prior)
        last = found.states[:, -1]
        return float(
            prior[told & (last == CANCELLED)].sum() / prior[told & (last == RENEWED)].sum()
        )

    assert odds(10) < odds(200)


@given(GIVEN_DAYS)
def test_the_last_state_is_that_of_the_last_day(days: list[date]) -> None:
    found = possible_histories(days)
    assert (found.last == found.states[:, -1]).all()


@given(GIVEN_DAYS, PREMIERES)
def test_a_quiet_end_brings_fewer_changes(days: list[date], premiere: date | None) -> None:
    last = max(days) + timedelta(days=1)
    loud, quiet = (
        possible_histories([*days, last], premiere, quiet_end=is_quiet)
        for is_quiet in (False, True)
    )
    assert np.exp(quiet.log_prior).sum() == pytest.approx(1.0)
    assert _changed_on_the_last_day(quiet) < _changed_on_the_last_day(loud)


def _changed_on_the_last_day(found: Histories) -> float:
    states = found.states
    return float(np.exp(found.log_prior)[states[:, -1] != states[:, -2]].sum())
