"""The factor from week to week: that of a geometric fall, and none where nothing falls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.viewing.week_decay import weekly_factor


@given(st.floats(0.05, 0.95), st.integers(2, 12), st.floats(1e-3, 1e6))
def test_a_geometric_fall_is_found_again(factor, n_weeks, first):
    hours = first * factor ** np.arange(n_weeks)
    found = weekly_factor(hours[None], np.array([n_weeks]))
    assert found[0] == pytest.approx(factor, rel=1e-6)


@pytest.mark.parametrize(
    "seconds", [[420, 0, 0, 420], [7, 7, 7], [1, 2], [31, 62, 31]], ids=lambda s: f"{s}"
)
def test_hours_that_do_not_fall_have_no_factor(seconds):
    hours = np.array([seconds]) / 3600  # a third of an hour is rounded: the mean week, too
    assert np.isnan(weekly_factor(hours, np.array([len(seconds)]))).all()
