"""Thresholds behind decisions: known ones are found again."""

import numpy as np
import pytest

from nextseason.decision.threshold import PastDecision, infer_thresholds, read_past_decisions
from nextseason.errors import InputError

TRUE = {"Skylark": 1.5, "Fern TV": 0.7}


def made_decisions(n, seed, blur=0.3):
    rng = np.random.default_rng(seed)
    decisions = []
    for _ in range(n):
        platform = str(rng.choice(list(TRUE)))
        log_ratio = rng.normal(0.1, 0.8)
        chance = 1 / (1 + np.exp(-(log_ratio - np.log(TRUE[platform])) / blur))
        decisions.append(
            PastDecision(
                platform=platform,
                year=int(rng.integers(2021, 2024)),
                value_per_cost=float(np.exp(log_ratio)),
                renewed=bool(rng.random() < chance),
            )
        )
    return decisions


def test_known_thresholds_are_found():
    found = infer_thresholds(made_decisions(2000, 1))
    for threshold in found.by_platform:
        assert threshold.median == pytest.approx(TRUE[threshold.platform], rel=0.1)
    assert found.blur == pytest.approx(0.3, rel=0.15)
    assert found.explained > 0.75


def test_nine_in_ten_intervals_hold_the_truth():
    inside = [
        t.low <= TRUE[t.platform] <= t.high
        for seed in range(40)
        for t in infer_thresholds(made_decisions(120, seed)).by_platform
    ]
    assert 0.8 <= np.mean(inside) <= 0.99


def test_more_decisions_narrow_the_interval():
    few, many = (infer_thresholds(made_decisions(n, 3)).by_platform[0] for n in (60, 1000))
    assert np.log(many.high / many.low) < 0.5 * np.log(few.high / few.low)


def test_counts_are_those_of_the_rows():
    decisions = made_decisions(200, 4)
    found = infer_thresholds(decisions)
    assert found.overall.n == sum(t.n for t in found.by_both) == 200
    assert sum(t.n_renewed for t in found.by_year) == sum(d.renewed for d in decisions)


def test_scaling_value_scales_the_threshold():
    decisions = made_decisions(1500, 5)
    tripled = [
        PastDecision(
            platform=d.platform,
            year=d.year,
            value_per_cost=3 * d.value_per_cost,
            renewed=d.renewed,
        )
        for d in decisions
    ]
    plain, scaled = (infer_thresholds(rows).by_platform[0] for rows in (decisions, tripled))
    assert scaled.median == pytest.approx(3 * plain.median, rel=0.03)  # the prior pulls a little


def test_decisions_that_are_sharp_give_a_finite_interval():
    sharp = [
        PastDecision(platform="A", year=2022, value_per_cost=v, renewed=v > 1)
        for v in np.geomspace(0.2, 5, 30)
    ]
    found = infer_thresholds(sharp)
    assert found.explained == 1.0
    assert 0.6 < found.overall.low < 1 < found.overall.high < 1.6


@pytest.mark.parametrize("n_renewed", [0, 12])
def test_one_kind_of_decision_tells_no_threshold(n_renewed):
    rows = [
        PastDecision(platform="A", year=2022, value_per_cost=1.0, renewed=i < n_renewed)
        for i in range(12)
    ]
    with pytest.raises(InputError, match=f"{n_renewed} of them renewals.*both kinds"):
        infer_thresholds(rows)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A,2021,-3,5,yes", "row 2, cost cannot be negative"),
        ("A,2021,0,5,yes", "row 2: cost and value are above 0"),
        ("A,2021,3 EUR,5 USD,yes", "one currency"),
        ("A,spring,3,5,yes", "year is a number such as 2021"),
        ("A,2021,3,5,maybe", "renewed is yes or no, got 'maybe'"),
        ("A,2021,3,,yes", "value is empty"),
    ],
)
def test_a_bad_row_is_named_with_the_remedy(row, why):
    text = f"platform,year,cost,value,renewed\n{row}\n"
    with pytest.raises(InputError, match=why):
        read_past_decisions(text, source="past.csv")


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="no column 'renewed'"):
        read_past_decisions("platform,year,cost,value\n", source="past.csv")
