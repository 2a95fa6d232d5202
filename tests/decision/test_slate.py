"""Slates: optimal against every set there is, wishes kept, conflicts smallest."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from nextseason.decision import programme
from nextseason.decision.candidates import read_candidates
from nextseason.decision.conflicts import conflict
from nextseason.decision.programme import Attitude, aim_of, satisfies, solve
from nextseason.decision.scenarios import Shocks, draw_scenarios
from nextseason.decision.slate import plan_slate, wishes_of
from nextseason.decision.wishes import Wish
from nextseason.errors import InputError
from tests.decision.case_samples import SLATE

CANDIDATES = read_candidates(SLATE, source="slate.csv")
TITLES = [row.title for row in CANDIDATES.rows]


def made_task(seed):
    """A small random programme; whole numbers now and then, for ties."""
    rng = np.random.default_rng(seed)
    n, n_worlds = int(rng.integers(2, 9)), int(rng.integers(1, 30))
    whole = rng.random() < 0.5
    net = rng.integers(-3, 6, (n_worlds, n)) * 1.0 if whole else rng.normal(1, 3, (n_worlds, n))
    cost = rng.integers(1, 4, n) * 1.0 if whole else rng.uniform(0.5, 3, n)
    wishes = [Wish(words="budget", row=cost / (cost.sum() * rng.uniform(0.2, 0.9)), high=1.0)]
    for _ in range(int(rng.integers(0, 4))):
        row = (rng.random(n) < 0.4) * 1.0
        ends = [(float(rng.integers(0, 3)), np.inf), (-np.inf, float(rng.integers(0, 3))), (1, 1)]
        low, high = ends[rng.integers(0, 3)]
        wishes.append(Wish(words="wish", row=row, low=low, high=high))
    caution, tail = float(rng.choice([0, 0.3, 1])), float(rng.choice([0.1, 0.25, 1]))
    return net, wishes, Attitude(caution=caution, tail=tail)


def best_of_all(net, wishes, attitude):
    sets = (np.array(s, dtype=float) for s in product([0, 1], repeat=net.shape[1]))
    aims = [aim_of(net, s, attitude) for s in sets if satisfies(s, wishes)]
    return max(aims, default=None)


@pytest.mark.parametrize("n_core", [2, 60])
@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_no_set_is_better(n_core, seed):
    net, wishes, attitude = made_task(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programme, "N_CORE", n_core)
        found = solve(net, wishes, attitude)
    best = best_of_all(net, wishes, attitude)
    if best is None:
        assert found is None
        return
    assert satisfies(found.chosen, wishes)
    assert found.aim == pytest.approx(aim_of(net, found.chosen, attitude), rel=1e-9, abs=1e-9)
    assert found.aim == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert found.bound >= found.aim - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_sets_of_worlds_come_to_what_a_row_for_each_world_does(seed):
    """Rockafellar and Uryasev's programme, written out: t - mean shortfall / tail."""
    rng = np.random.default_rng(seed)
    n, n_worlds, tail = 12, 40, 0.2
    net, cost = rng.normal(1, 3, (n_worlds, n)), rng.uniform(1, 3, n)
    wish = Wish(words="budget", row=cost / 12, high=1)
    found = solve(net, [wish], Attitude(caution=1, tail=tail))
    short = np.full(n_worlds, 1 / (tail * n_worlds))
    told = milp(
        np.concatenate([np.zeros(n), [-1.0], short]),
        integrality=np.concatenate([np.ones(n), np.zeros(1 + n_worlds)]),
        bounds=(
            np.concatenate([np.zeros(n), [-np.inf], np.zeros(n_worlds)]),
            np.concatenate([np.ones(n), [np.inf], np.full(n_worlds, np.inf)]),
        ),
        constraints=[
            LinearConstraint(
                np.hstack([net, -np.ones((n_worlds, 1)), np.eye(n_worlds)]), 0, np.inf
            ),
            LinearConstraint(np.concatenate([cost / 12, np.zeros(1 + n_worlds)]), -np.inf, 1),
        ],
    )
    assert found.aim == pytest.approx(-told.fun, rel=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_the_smallest_conflict_is_found(seed):
    rng = np.random.default_rng(seed)
    n = 6
    wishes = [
        Wish(words="w", row=(rng.random(n) < 0.5) * 1.0, low=low, high=high)
        for low, high in rng.choice([(2, np.inf), (-np.inf, 0), (1, 1), (3, np.inf)], 6)
    ]
    found = conflict(wishes)
    sets = [np.array(s, dtype=float) for s in product([0, 1], repeat=n)]

    def can_be_met(few):
        return any(satisfies(s, few) for s in sets)

    if not found:
        assert can_be_met(wishes)
        return
    assert not can_be_met(found)
    assert all(can_be_met(few) for size in range(len(found)) for few in combinations(wishes, size))


def titles_of(slate):
    return {s.title for s in slate.seasons if s.chosen}


def test_the_budget_is_kept_and_the_parts_add_up():
    slate = plan_slate(CANDIDATES, budget=180e6)
    chosen = [s for s in slate.seasons if s.chosen]
    assert slate.cost <= 180e6 * (1 + 1e-9)
    assert slate.cost == pytest.approx(sum(s.cost for s in chosen))
    assert slate.net == pytest.approx(sum(s.net for s in chosen))
    assert slate.net == pytest.approx(slate.value - slate.cost)
    assert slate.worst <= slate.net
    assert slate.gap < 1e-6


def test_the_same_slate_on_every_run():
    assert plan_slate(CANDIDATES, budget=180e6) == plan_slate(CANDIDATES, budget=180e6)


@pytest.mark.parametrize(
    ("wishes", "holds"),
    [
        ({"at-least": ["3 genre=comedy"]}, lambda t: {"Ash Road", "Low Tide", "Quiet Mile"} <= t),
        ({"at-most": ["1 studio=North Pier"]}, lambda t: len(t & set(TITLES[:2] + TITLES[6:])) < 2),
        ({"at-least": ["1 title=red ferry"]}, lambda t: "Red Ferry" in t),
        ({"at-most": ["0 genre=drama|reality"]}, lambda t: t <= {TITLES[1], TITLES[2], TITLES[5]}),
        (
            {"one-of": ["Harbour Lights | Red Ferry"]},
            lambda t: len(t & {TITLES[0], TITLES[6]}) == 1,
        ),
        ({"needs": ["Copper Sky -> Quiet Mile"]}, lambda t: TITLES[3] not in t or TITLES[5] in t),
    ],
    ids=str,
)
def test_wishes_are_kept(wishes, holds):
    assert holds(titles_of(plan_slate(CANDIDATES, budget=180e6, wishes=wishes)))


def test_a_quota_is_a_share_of_what_is_spent():
    slate = plan_slate(CANDIDATES, budget=180e6, wishes={"quota": ["40% region=EU"]})
    of_europe = {row.title for row in CANDIDATES.rows if row.labels["region"] == "EU"}
    chosen = [s for s in slate.seasons if s.chosen]
    assert sum(s.cost for s in chosen if s.title in of_europe) >= 0.4 * slate.cost * (1 - 1e-9)


def test_the_price_of_a_wish_is_what_the_aim_loses():
    wishes = {"at-most": ["1 studio=North Pier"], "at-least": ["1 genre=comedy"]}
    slate = plan_slate(CANDIDATES, budget=120e6, wishes=wishes)
    prices = {p.words: p.costs for p in slate.prices}
    without = plan_slate(CANDIDATES, budget=120e6, wishes={"at-least": ["1 genre=comedy"]})
    assert prices["--at-most 1 studio=North Pier"] == pytest.approx(without.net - slate.net)
    assert prices["--budget 120 M"] > 0


def test_caution_trades_mean_for_the_worst_worlds():
    bold = plan_slate(CANDIDATES, budget=120e6)
    careful = plan_slate(CANDIDATES, budget=120e6, attitude=Attitude(caution=1.0))
    assert careful.worst >= bold.worst
    assert careful.net <= bold.net


def test_robustness_ranks_by_hindsight():
    slate = plan_slate(CANDIDATES, budget=180e6)
    by_rank = sorted(slate.seasons, key=lambda s: s.robustness)
    shares = [s.in_hindsight for s in by_rank]
    assert shares == sorted(shares, reverse=True)
    assert by_rank[0].robustness == 1


def test_luck_is_shared_as_told_and_each_keeps_its_own_distribution():
    # "value" of the same kind for all, so that correlations are those of normal scores' logs.
    value = '"lognormal(20, 0.5)"'
    rows = "\n".join(f"Show {i},{'ab'[i % 2]},10,{value}" for i in range(4))
    candidates = read_candidates(f"title,genre,cost,value\n{rows}\n", source="x")
    shocks = Shocks(value=0.3, label=0.2)
    logs = np.log(draw_scenarios(candidates, n=20_000, shocks=shocks).value)
    correlation = np.corrcoef(logs.T)
    assert correlation[0, 2] == pytest.approx(0.5, abs=0.03)  # same genre
    assert correlation[0, 1] == pytest.approx(0.3, abs=0.03)  # another
    assert logs.std(axis=0) == pytest.approx(0.5, abs=0.01)
    assert np.median(logs, axis=0) == pytest.approx(np.log(20), abs=0.02)


def test_another_candidate_changes_no_world_of_the_others():
    more = read_candidates(SLATE + "New Town,drama,Elm,US,1e6,2e6\n", source="x")
    assert (draw_scenarios(more, n=100).net[:, :7] == draw_scenarios(CANDIDATES, n=100).net).all()


def test_what_cannot_be_met_names_the_fewest():
    wishes = {
        "at-least": ["1 genre=comedy", "2 genre=drama"],
        "at-most": ["1 studio=North Pier"],
    }
    with pytest.raises(InputError) as fault:
        plan_slate(CANDIDATES, budget=60e6, wishes=wishes)
    assert str(fault.value) == (
        "these cannot be met together: --budget 60 M; --at-least 2 genre=drama; loosen one of them"
    )


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("at-least", "3 genre=comdy", "no season has genre=comdy; did you mean comedy"),
        ("at-least", "3 colour=red", "no label 'colour'; there are title, genre"),
        ("at-least", "4 genre=comedy", "only 3; ask for fewer"),
        ("at-least", "genre=comedy", "write it as 3 genre=comedy"),
        ("at-least", "-1 genre=comedy", "write it as 3 genre=comedy"),
        ("at-most", "1 genre", "no label 'genre'"),
        ("one-of", "Ash Road", "two seasons or more"),
        ("one-of", "Ash Road | Ash Rod", "did you mean Ash Road"),
        ("needs", "Ash Road", "write it as"),
        ("needs", "Ash Road -> Ash Road", "cannot need itself"),
        ("needs", "Ash Road -> Nowhere", "no season has title=Nowhere"),
        ("quota", "30 region=EU", "write it as 30% region=EU"),
        ("quota", "130% region=EU", "write it as 30% region=EU"),
        ("any", "1 genre=comedy", "no wish is called 'any'"),
    ],
)
def test_a_wish_that_names_nothing_is_refused(kind, text, why):
    with pytest.raises(InputError, match=why):
        wishes_of(CANDIDATES, 1e8, {kind: [text]}, np.ones(7))


@pytest.mark.parametrize("budget", [0, -5, float("nan"), float("inf")])
def test_a_budget_is_above_nothing(budget):
    with pytest.raises(InputError, match="--budget is above 0"):
        plan_slate(CANDIDATES, budget=budget)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no column 'title'"),
        ("title,cost\nA,3\n", "tells no value: give the column value, or views and value_per_view"),
        ("title,value\nA,3\n", "tells no cost"),
        ("title,cost,value\n", "names no season"),
        ("title,cost,value\nA,-3,5\n", r"slate.csv, row 2 \(A\), cost cannot be negative"),
        ("title,cost,value\nA,0,5\n", r"row 2 \(A\): a season's cost is above 0"),
        ("title,cost,value\nA,3,5\n,3,5\n", "row 3 has no title"),
        ("title,cost,value\nA,3,5\na,4,6\n", "row 3: a stands in row 2 too"),
        ("title,cost,value\nA,3\n", "row 2 has not 3 cells"),
        ("title,cost,value\nA,3,5,6\n", "row 2 has not 3 cells"),
        ("title,cost,value\nA,,5\n", r"row 2 \(A\) tells no cost: fill in cost"),
        ("title,cost,value\nA,3 USD,5\nB,3 EUR,5\n", "row 3.*EUR.*row 2.*USD.*one currency"),
        ("title,cost,value\nA,3 USD,5 EUR\n", "value is in EUR.*cost in USD"),
    ],
)
def test_a_bad_slate_names_the_row_and_the_remedy(text, why):
    with pytest.raises(InputError, match=why):
        read_candidates(text, source="slate.csv")


def test_cost_and_value_may_be_products():
    text = (
        "title,episodes,cost_per_episode,views,value_per_view,value,cost\n"
        "A,8,2e6,10e6,1.5,,\nB,,,,,30e6,20e6\n"
    )
    worlds = draw_scenarios(read_candidates(text, source="x"), n=10)
    assert worlds.cost[0].tolist() == [16e6, 20e6]
    assert worlds.value[0].tolist() == [15e6, 30e6]


@pytest.mark.parametrize(
    "made",
    [
        lambda: Attitude(caution=1.5),
        lambda: Attitude(tail=0),
        lambda: Shocks(value=0.7, label=0.5),
        lambda: Shocks(cost=-0.1),
    ],
)
def test_impossible_attitudes_and_shocks_are_refused(made):
    with pytest.raises(InputError):
        made()
