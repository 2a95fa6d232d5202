"""The baseline curve equals lifelines' and refuses what it cannot count."""

import numpy as np
import pytest

from nextseason.errors import InputError
from nextseason.forecast.aalen_johansen import cumulative_incidence

DAYS = np.array([3.0, 5, 6, 8, 9, 11, 12, 15, 20, 22])
OUTCOME = np.array([1, 2, 0, 1, 1, 0, 2, 1, 0, 1])


def test_untied_days_agree_with_lifelines():
    lifelines = pytest.importorskip("lifelines")
    fitter = lifelines.AalenJohansenFitter(calculate_variance=False).fit(DAYS, OUTCOME, 1)
    curve = cumulative_incidence(DAYS, OUTCOME, cause=1)
    for day in DAYS:
        theirs = fitter.cumulative_density_.loc[:day].iloc[-1, 0]
        assert curve.at(day) == pytest.approx(theirs, abs=1e-12)


def test_the_causes_and_what_is_open_add_up_to_one():
    ends = [cumulative_incidence(DAYS, OUTCOME, cause=c).probability for c in (1, 2)]
    passed = np.prod([1 - 1 / (10 - i) for i, o in enumerate(OUTCOME) if o])
    assert ends[0][-1] + ends[1][-1] + passed == pytest.approx(1.0)


def test_before_the_first_day_nothing_has_come():
    assert cumulative_incidence(DAYS, OUTCOME, cause=1).at(2.9) == 0.0


@pytest.mark.parametrize(
    ("days", "outcome"),
    [([], []), ([1.0], [1, 0]), ([-1.0], [1]), ([np.nan], [1])],
    ids=["none", "unequal", "negative", "not known"],
)
def test_what_cannot_be_counted_is_refused(days, outcome):
    with pytest.raises(InputError, match="pairs"):
        cumulative_incidence(np.array(days, float), np.array(outcome, int), cause=1)
