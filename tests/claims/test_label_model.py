"""The label model: features are found among the known ones, and each counts once in a span."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.label_model import KeyIndex, KindModel
from nextseason.claims.span_features import Features
from nextseason.claims.tokens import Keys

LARGEST = 2**64 - 1


def _keys(some: list[int]) -> Keys:
    return np.array(some, np.uint64)


@given(st.sets(st.integers(0, LARGEST)), st.lists(st.integers(0, LARGEST)))
def test_keys_are_found_where_halving_finds_them(known: set[int], others: list[int]) -> None:
    keys = _keys(sorted(known))
    at, is_known = KeyIndex(keys).find(_keys([*known, *others]))
    assert is_known.tolist() == [True] * len(known) + [key in known for key in others]
    assert at.tolist() == np.searchsorted(keys, _keys([*known, *others])).tolist()


@pytest.mark.parametrize("known", [[], [0], [LARGEST], [0, LARGEST], [7, 8, 9, 10]])
def test_the_outermost_keys_are_found_only_where_they_are(known: list[int]) -> None:
    _, is_known = KeyIndex(_keys(known)).find(_keys([0, LARGEST]))
    assert is_known.tolist() == [0 in known, LARGEST in known]


def test_a_span_has_the_weights_of_its_units_each_key_once() -> None:
    rng = np.random.default_rng(5)
    known = np.sort(rng.integers(0, LARGEST, 40, np.uint64))
    unknown = rng.integers(0, LARGEST, 20, np.uint64)
    units = rng.integers(1, 7, 90)
    # No two units of a span share a key: unit u has keys of its own.
    pool = np.concatenate([known, unknown])
    keys = pool[(units - 1) * 10 + rng.integers(0, 10, 90)]
    features = Features(np.array([[1, 2, 0], [3, 2, 6]]), units, keys, 7)
    weights = rng.normal(size=(40, 3)).astype(np.float32)
    model = KindModel(known, weights, np.ones(3, np.float32), np.ones(5, np.float32))
    rows, of_spans = features.of_spans()
    told = [{*of_spans[rows == row].tolist()} & {*known.tolist()} for row in range(2)]
    expected = [1 + weights[np.isin(known, _keys([*found]))].sum(axis=0) for found in told]
    assert all(told)
    np.testing.assert_allclose(model.log_odds(features), expected, rtol=1e-5)
