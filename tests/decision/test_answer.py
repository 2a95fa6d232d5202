"""One season's decision: identities, monotony, and what can be worked out by hand."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from nextseason.decision.answer import decide
from nextseason.decision.cost import CostTerms, usual_escalation
from nextseason.decision.distributions import between, lognormal, point
from nextseason.decision.options import Option, usual_options, usual_wait
from nextseason.decision.public_costs import LEVELS_USD, public_costs, usual_cost
from nextseason.decision.season_case import Case, simulate
from nextseason.decision.value import Way, by_adjusted_share, by_hour, by_members, by_view
from nextseason.errors import InputError
from tests.decision.case_samples import made_case, two_ways

N = 1000
OPTIONS = usual_options(8)
FEW = settings(max_examples=15)


def by_name(case, *, n=N, options=OPTIONS, **more):
    return {o.name: o for o in decide(case, options, n_draws=n, **more).options}


def test_the_chance_of_breaking_even_is_that_of_two_log_normals():
    """log(views x value / cost) is normal: the chance is known in closed form."""
    case = made_case(
        audience=lognormal(20e6, 0.4), per_view=lognormal(1.5, 0.3), per_episode=lognormal(4e6, 0.2)
    )
    case = replace(case, cost=replace(case.cost, escalation=point(0.0)))
    renew = by_name(case, n=20_000)["renew"]
    score = np.log(20e6 * 1.5 / (8 * 4e6)) / np.sqrt(0.4**2 + 0.3**2 + 0.2**2)
    assert renew.breaks_even == pytest.approx(ndtr(score), abs=0.01)
    assert renew.value == pytest.approx(30e6 * np.exp(0.125), rel=0.01)
    assert renew.cost == pytest.approx(32e6 * np.exp(0.02), rel=0.01)
    assert renew.efficiency.median == pytest.approx(30 / 32, rel=0.02)


def test_the_same_answer_on_every_run():
    case = replace(made_case(), ways=two_ways())
    first, second = (decide(case, OPTIONS, wait=usual_wait(6), n_draws=N) for _ in range(2))
    assert first == second


def test_another_seed_differs_by_about_the_error_that_is_told():
    found = [by_name(made_case(), n=20_000, seed=seed)["renew"] for seed in range(6)]
    spread = np.std([o.net for o in found], ddof=1)
    told = np.mean([o.net_error for o in found])
    assert 0.4 < spread / told < 2.5


@FEW
@given(st.floats(1.0, 5.0))
def test_more_audience_never_lowers_value(by):
    few = by_name(made_case())
    many = by_name(made_case(audience=between(15e6, 45e6).scaled(by)))
    for name in few:
        assert many[name].value >= few[name].value * (1 - 1e-12)
        assert many[name].breaks_even >= few[name].breaks_even


@FEW
@given(st.floats(1.0, 5.0))
def test_more_cost_never_raises_net_value(by):
    cheap = by_name(made_case(ending=point(1e6)))
    dear = by_name(made_case(per_episode=between(3e6, 5e6).scaled(by), ending=point(1e6 * by)))
    for name in cheap:
        assert dear[name].net <= cheap[name].net + 1e-6
        assert dear[name].breaks_even <= cheap[name].breaks_even


@FEW
@given(st.floats(0.01, 100.0))
def test_scaling_money_scales_money(by):
    plain = by_name(made_case(ending=point(2e6)))
    scaled = by_name(
        made_case(
            per_view=between(0.8, 2.5).scaled(by),
            per_episode=between(3e6, 5e6).scaled(by),
            ending=point(2e6).scaled(by),
        )
    )
    for name in plain:
        assert scaled[name].net == pytest.approx(plain[name].net * by, rel=1e-9)
        assert scaled[name].breaks_even == pytest.approx(plain[name].breaks_even)
        assert scaled[name].regret == pytest.approx(plain[name].regret)
    assert scaled["renew"].efficiency == pytest.approx(plain["renew"].efficiency, rel=1e-9)
    assert scaled["renew"].break_even_views == pytest.approx(plain["renew"].break_even_views)


@pytest.mark.parametrize("name", ["renew", "shorter", "final", "film"])
def test_net_value_is_nothing_at_the_break_even(name):
    audience, cost = between(15e6, 45e6), between(3e6, 5e6)
    case = made_case(audience=audience, per_episode=cost, one_off=point(1e6))
    found = by_name(case)[name]
    draws = simulate(case, OPTIONS, n=N).drawn
    views = audience.scaled(found.break_even_views / draws["audience"].mean())
    at_views = by_name(replace(case, audience=views))[name]
    assert at_views.net == pytest.approx(0.0, abs=1e-9 * found.cost)
    dearer = cost.scaled(found.break_even_cost / draws["cost per episode"].mean())
    at_cost = by_name(replace(case, cost=replace(case.cost, per_episode=dearer)))[name]
    assert at_cost.net == pytest.approx(0.0, abs=1e-9 * found.cost)


def test_regret_is_that_of_the_worlds():
    case, options = made_case(), [o for o in OPTIONS if o.name in ("renew", "cancel")]
    found = by_name(case, options=options)
    nets = simulate(case, options, n=N).outcomes["renew"].net
    far = 0.05 * found["renew"].cost
    assert found["renew"].regret == pytest.approx((nets < -far).mean())
    assert found["cancel"].regret == pytest.approx((nets > far).mean())
    assert found["cancel"].expected_regret == pytest.approx(np.maximum(nets, 0).mean())


def test_cancelling_costs_what_the_contracts_say():
    cancel = by_name(made_case(ending=point(3e6)))["cancel"]
    assert (cancel.net, cancel.value, cancel.break_even_views) == (-3e6, 0.0, None)
    assert cancel.efficiency is None


def test_a_tax_credit_comes_off_the_episodes_alone():
    plain = by_name(made_case(one_off=point(5e6)))["renew"]
    credited = by_name(made_case(one_off=point(5e6), tax_credit=point(0.25)))["renew"]
    assert credited.cost - 5e6 == pytest.approx(0.75 * (plain.cost - 5e6))


def test_the_recommendation_names_the_best_and_what_it_hangs_on():
    decision = decide(made_case(), OPTIONS, n_draws=N)
    assert decision.best.net == max(o.net for o in decision.options)
    assert decision.recommendation.lower().startswith(decision.best.words)
    turning = next(s for s in decision.swings if s.turns)
    assert f"hangs on the {turning.name}" in decision.recommendation


def test_a_hopeless_season_is_cancelled():
    decision = decide(made_case(audience=between(1e5, 2e5)), OPTIONS, n_draws=N)
    assert decision.best.name == "cancel"
    assert "No single input" in decision.recommendation


def test_what_simulation_cannot_tell_apart_is_told():
    """Two options of the same distribution, with luck of their own."""
    risky = replace(OPTIONS[0], audience_factor=between(0.5, 2.0))
    twin = replace(risky, name="twin", words="renew like it")
    decision = decide(made_case(audience=point(3e7)), [risky, twin], n_draws=100)
    assert decision.lead < 2 * decision.lead_error
    assert "too close to call" in decision.recommendation


@pytest.mark.parametrize("name", ["audience", "value per view", "cost per episode"])
def test_another_option_is_better_where_the_tornado_turns(name):
    case = made_case(per_episode=between(2e6, 12e6))
    decision = decide(case, OPTIONS, n_draws=N)
    swing = next(s for s in decision.swings if s.name == name)
    assert swing.turns

    def best_at(value):
        there = point(value)
        moved = {
            "audience": lambda: replace(case, audience=there),
            "value per view": lambda: replace(case, ways=(by_view(there),)),
            "cost per episode": lambda: replace(case, cost=replace(case.cost, per_episode=there)),
        }
        return decide(moved[name](), OPTIONS, n_draws=N).best

    for turn in swing.turns:
        beyond, before = (0.999, 1.001) if turn.below else (1.001, 0.999)
        assert best_at(turn.at * before).name == decision.best.name
        assert best_at(turn.at * beyond).words == turn.to


def test_swings_are_those_of_the_best_season_even_where_none_is_best():
    decision = decide(made_case(audience=between(8e6, 14e6)), OPTIONS, n_draws=N)
    assert decision.best.name == "cancel"
    assert decision.about in {o.words for o in decision.options} - {"cancel"}
    assert decision.swings[0].width > 0


def test_several_values_are_mixed_not_added():
    one, other = (by_view(point(v)) for v in (1.0, 3.0))
    other = replace(other, name="other", factors=(other.factors[0]._replace(name="other value"),))
    case = replace(made_case(audience=point(10e6)), ways=(one, other))
    assert by_name(case)["renew"].value == pytest.approx(20e6, rel=1e-9)
    ways = decide(case, OPTIONS, n_draws=N).ways
    assert [w.share for w in ways] == [0.5, 0.5]


def test_ways_come_to_the_same_where_they_should():
    audience = point(20e6)
    ways = [
        by_view(point(1.2)),
        by_hour(point(0.2), runtime_hours=point(6.0), later_viewing=point(1.0)),
        by_adjusted_share(point(0.003), members_value=point(4e9), views=point(10e6)),
        by_members(point(0.1), month_value=point(10.0), viewers_per_view=point(1.2)),
    ]
    values = [
        by_name(replace(made_case(audience=audience), ways=(way,)))["renew"].value for way in ways
    ]
    assert values == pytest.approx([24e6] * 4)


def test_fewer_episodes_are_fewer_hours():
    hours = replace(
        made_case(audience=point(20e6)),
        ways=(by_hour(point(0.2), runtime_hours=point(6.0), later_viewing=point(1.0)),),
    )
    half = Option(name="half", words="half", episodes=4)
    assert by_name(hours, options=[half])["half"].value == pytest.approx(12e6)


def test_the_break_even_curve_rises_through_its_break_even():
    decision = decide(made_case(), OPTIONS, n_draws=N)
    chances = [p.breaks_even for p in decision.curve]
    assert chances == sorted(chances)
    even = next(o for o in decision.options if o.words == decision.about).break_even_views
    assert [p.net > 0 for p in decision.curve] == [p.views > even for p in decision.curve]


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: made_case(episodes=0), "at least one"),
        (lambda: made_case(per_episode=point(0)), "above 0"),
        (lambda: made_case(tax_credit=point(1.2)), "at most 100 %"),
        (lambda: made_case(audience=point(0)), "above 0 views"),
        (lambda: replace(made_case(), currency="dollar"), "such as USD"),
        (lambda: replace(made_case(), ways=()), "no value"),
        (lambda: replace(made_case(), season=1), "2 or later"),
        (lambda: usual_escalation(1), "2 or later"),
        (lambda: decide(made_case(), []), "no option"),
        (lambda: decide(made_case(), [OPTIONS[0], OPTIONS[0]]), "names of their own"),
        (lambda: decide(made_case(), [replace(OPTIONS[0], name="wait")]), "is taken"),
        (lambda: Way(name="x", factors=(), weight=0), "weight"),
        (
            lambda: by_adjusted_share(point(2), members_value=point(1), views=point(1)),
            "lies in 0-1",
        ),
        (
            lambda: by_adjusted_share(point(0.1), members_value=point(1), views=point(0)),
            "above 0",
        ),
        (lambda: usual_cost("opera", year=2020), "drama"),
    ],
)
def test_what_cannot_be_is_refused(made, why):
    with pytest.raises(InputError, match=why):
        made()


@pytest.mark.parametrize("genre", LEVELS_USD)
def test_an_unknown_cost_is_wide_and_names_its_examples(genre):
    found = usual_cost(genre, platform="HBO", year=2015)
    assert found.per_episode_usd.one_at(0.95) > 8 * found.per_episode_usd.one_at(0.05)
    assert found.examples


def test_an_unknown_cost_goes_with_platform_and_year():
    def median(**about):
        return usual_cost("drama", **about).per_episode_usd.one_at(0.5)

    assert median(year=2022) > median(year=2004)
    assert median(platform="Disney+", year=2021) > median(platform="AMC", year=2021)


def test_public_costs_are_dated_and_positive():
    assert len(public_costs()) > 20
    assert all(c.cost_usd > 0 and 1990 < c.year < 2030 and c.told for c in public_costs())
    # A publication and, but for an encyclopedia's title, the year in which it said so.
    assert all(re.search(r".+, .*\b(19|20)\d\d\b", c.source) for c in public_costs())


def test_a_case_needs_no_luck_when_nothing_is_uncertain():
    case = Case(
        show="Ash Road",
        season=3,
        currency="EUR",
        audience=point(10e6),
        ways=(by_view(point(2.0)),),
        cost=CostTerms(per_episode=point(1e6), episodes=10, escalation=point(0.1)),
    )
    renew = by_name(case, n=10, options=usual_options(10))["renew"]
    assert (renew.net, renew.breaks_even, renew.net_error) == (pytest.approx(9e6), 1.0, 0.0)
