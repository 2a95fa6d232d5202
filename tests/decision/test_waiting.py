"""What waiting is worth: never less than nothing, never more than knowing everything."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from nextseason.decision.answer import decide
from nextseason.decision.distributions import lognormal, normal, point
from nextseason.decision.options import Wait, usual_options, usual_wait
from nextseason.decision.season_case import simulate
from nextseason.decision.waiting import waiting
from nextseason.errors import InputError
from tests.decision.case_samples import made_case

OPTIONS = [o for o in usual_options(8) if o.name in ("renew", "cancel")]
N = 5000


def free(learns):
    return Wait(weeks=6, learns=learns, cost_per_week=point(0.0), loss_per_week=point(0.0))


def on_audience_alone(audience):
    case = made_case(audience=audience, per_view=point(1.0), per_episode=point(4e6))
    return replace(case, cost=replace(case.cost, escalation=point(0.0)))


def worth(case, wait, n=N):
    return waiting(case, simulate(case, OPTIONS, n=n), wait, seed=8)[1]


@settings(max_examples=20)
@given(st.floats(0.0, 1.0), st.floats(15e6, 60e6))
def test_information_never_harms_and_never_beats_knowing_everything(learns, median):
    told = worth(on_audience_alone(lognormal(median, 0.4)), free(learns))
    assert told.information >= 0
    assert told.information <= told.perfect * 1.02 + 1e4


def test_learning_everything_is_worth_perfect_information():
    told = worth(on_audience_alone(lognormal(32e6, 0.4)), free(1.0), n=20_000)
    assert told.information == pytest.approx(told.perfect, rel=0.02)
    assert told.price == pytest.approx(0.0, abs=0.02 * told.perfect)


def test_learning_nothing_is_worth_nothing():
    assert worth(on_audience_alone(lognormal(32e6, 0.4)), free(0.0)).information == 0.0


@pytest.mark.parametrize("learns", [0.2, 0.5, 0.9])
def test_information_of_a_normal_audience_is_that_of_the_textbook(learns):
    """Unit normal loss: E max(0, X) of what is expected after the signal."""
    told = worth(on_audience_alone(normal(40e6, 6e6)), free(learns))
    spread, ahead = 6e6 * learns**0.5, 40e6 - 32e6
    score = ahead / spread
    gained = spread * (norm.pdf(score) - score * norm.sf(score))
    assert told.information == pytest.approx(gained, rel=0.03, abs=100)


def test_more_learned_is_worth_more():
    case = on_audience_alone(lognormal(32e6, 0.4))
    informations = [worth(case, free(learns)).information for learns in (0.1, 0.3, 0.6, 0.9)]
    assert informations == sorted(informations)


def test_waiting_is_recommended_where_it_pays_and_not_where_it_does_not():
    case = on_audience_alone(lognormal(32e6, 0.6))
    cheap = decide(case, OPTIONS, wait=free(0.5), n_draws=N)
    dear = decide(case, OPTIONS, wait=replace(free(0.5), cost_per_week=point(0.2)), n_draws=N)
    assert cheap.best.name == "wait"
    assert cheap.waiting.worth > 0
    assert dear.best.name != "wait"
    assert dear.waiting.worth < 0


def test_the_worth_is_the_difference_in_net_value():
    decision = decide(on_audience_alone(lognormal(32e6, 0.6)), OPTIONS, wait=usual_wait(6))
    by_name = {o.name: o.net for o in decision.options}
    best = max(by_name["renew"], by_name["cancel"])
    assert decision.waiting.worth == pytest.approx(by_name["wait"] - best, abs=1e-3)


def test_weeks_teach_less_and_less():
    learned = [usual_wait(weeks).learns for weeks in (1, 4, 8, 52)]
    steps = [b - a for a, b in pairwise(learned)]
    assert learned == sorted(learned)
    assert steps[1] / 4 < learned[0]


@pytest.mark.parametrize(("weeks", "learns"), [(0, 0.5), (2, -0.1), (2, 1.1)])
def test_impossible_waits_are_refused(weeks, learns):
    with pytest.raises(InputError, match="wait"):
        Wait(weeks=weeks, learns=learns, cost_per_week=point(0.0), loss_per_week=point(0.0))
