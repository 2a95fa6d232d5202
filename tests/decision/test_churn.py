"""Members kept and brought: a known effect is found again."""

import numpy as np
import pytest

from nextseason.decision.churn import MemberLog, member_months, read_member_log
from nextseason.errors import InputError

BASE, EFFECT = -2.5, -0.8  # log-odds of leaving in a month, and what watching goes with


def made_log(n, seed, effect=EFFECT):
    """Members for up to a year; keener ones watch more, watch the title more, and stay longer."""
    rng = np.random.default_rng(seed)
    rows = []
    for member in range(n):
        keen = rng.random()
        for month in range(12):
            hours = float(np.exp(rng.normal(1 + 2 * keen, 0.3)))
            watched = float(rng.random() < 0.05 + 0.3 * keen)
            odds = BASE - 0.3 * (np.log1p(hours) - 2) + effect * watched
            left = float(rng.random() < 1 / (1 + np.exp(-odds)))
            rows.append((str(member), month, hours, watched, left))
            if left:
                break
    account, *numbers = zip(*rows, strict=True)
    tenure, hours, watched, left = (np.array(column, dtype=float) for column in numbers)
    return MemberLog(
        account=np.array(account), tenure_months=tenure, hours=hours, watched=watched, left=left
    )


def test_a_known_effect_is_found():
    found = member_months(made_log(3000, 1))
    assert abs(found.log_odds - EFFECT) < 3 * found.log_odds_error
    assert found.log_odds_error < 0.15
    assert found.kept.one_at(0.05) > 0


def test_no_effect_keeps_about_nobody():
    found = member_months(made_log(3000, 2, effect=0.0))
    assert abs(found.log_odds) < 3 * found.log_odds_error
    assert found.kept.one_at(0.05) < 0.05


def test_the_interval_holds_the_effect_about_nine_times_in_ten():
    inside = [
        abs(found.log_odds - EFFECT) < 1.645 * found.log_odds_error
        for found in (member_months(made_log(400, seed)) for seed in range(40))
    ]
    assert 0.75 <= np.mean(inside) <= 1.0


def test_those_who_joined_for_it_are_brought():
    log = made_log(500, 3)
    joined = np.isin(log.account, np.unique(log.account)[:100]).astype(float)
    more = MemberLog(
        account=log.account,
        tenure_months=log.tenure_months,
        hours=log.hours,
        watched=log.watched,
        left=log.left,
        joined_for=joined,
    )
    found, plain = member_months(more), member_months(log)
    assert plain.brought.one_at(0.5) == 0.0
    assert found.brought.one_at(0.5) > 0.5
    assert found.both.one_at(0.5) > plain.both.one_at(0.5)


def test_without_anybody_to_compare_with_it_is_refused():
    log = made_log(50, 4)
    nobody = MemberLog(
        account=log.account,
        tenure_months=log.tenure_months,
        hours=log.hours,
        watched=0 * log.watched,
        left=log.left,
    )
    with pytest.raises(InputError, match="with the title"):
        member_months(nobody)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,0,3,2,0", "row 2: watched is 0 or 1, got '2'"),
        ("a,-1,3,1,0", "row 2: tenure_months is a number"),
        ("a,0,many,1,0", "row 2: hours is a number"),
        ("a,0,3,1,", "row 2: left is 0 or 1"),
    ],
)
def test_a_bad_row_is_named(row, why):
    text = f"account,tenure_months,hours,watched,left\n{row}\n"
    with pytest.raises(InputError, match=why):
        read_member_log(text, source="members.csv")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("account,hours\n", "no column 'tenure_months'"),
        ("account,tenure_months,hours,watched,left\n", "no row"),
    ],
)
def test_a_bad_file_is_named(text, why):
    with pytest.raises(InputError, match=why):
        read_member_log(text, source="members.csv")
