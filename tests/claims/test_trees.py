"""Boosted trees: every row ends in the leaf that its answers lead to."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.trees import Trees, trees_from, trees_stored

N_FEATURES = 3
# Of two trees: one with a question below a question, one that is a leaf.
TREES = Trees(
    roots=np.array([0, 5], np.int32),
    feature=np.array([0, 2, 0, 0, 0, 0], np.int32),
    threshold=np.array([1.0, -2.0, 0.0, 0.0, 0.0, 0.0], np.float32),
    left=np.array([1, 3, 2, 3, 4, 5], np.int32),
    right=np.array([2, 4, 2, 3, 4, 5], np.int32),
    value=np.array([0.0, 0.0, 0.5, -1.0, 2.0, 0.25], np.float32),
    n_steps=2,
)


def walk(row: list[float]) -> float:
    if row[0] > 1.0:
        return 0.5 + 0.25
    return (-1.0 if row[2] <= -2.0 else 2.0) + 0.25


@given(st.lists(st.lists(st.integers(-4, 4), min_size=3, max_size=3), min_size=1, max_size=30))
def test_rows_end_where_their_answers_lead(rows: list[list[float]]) -> None:
    found = TREES.log_odds(np.array(rows, np.float32))
    assert found.tolist() == [walk(row) for row in rows]


def test_no_rows_give_no_log_odds() -> None:
    assert TREES.log_odds(np.zeros((0, N_FEATURES), np.float32)).tolist() == []


def test_what_is_stored_comes_back() -> None:
    again = trees_from(trees_stored(TREES, "some"), "some")
    assert again.log_odds(np.ones((1, 3), np.float32)) == TREES.log_odds(
        np.ones((1, 3), np.float32)
    )
