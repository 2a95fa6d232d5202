"""The timeless model on tables of any domain: what goes in, what comes out, and that it learns."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.errors import InputError
from nextseason.truth import (
    answers_to_arrow,
    explain,
    fit,
    predict,
    read_gold,
    read_lines,
    read_table,
    standings,
    standings_to_arrow,
)

Rows = list[tuple[str, str, str]]


def columns(rows: Rows) -> dict[str, list[str]]:
    sources, objects, values = zip(*rows, strict=True)
    return {"source": list(sources), "object": list(objects), "value": list(values)}


def world(seed: int, *, n_values: int, n_objects: int = 120) -> tuple[Rows, dict[str, str], dict]:
    """Eight sources of known reliability, each on most objects; errors are independent."""
    rng = np.random.default_rng(seed)
    reliability = {f"s{i}": r for i, r in enumerate(np.linspace(0.35, 0.95, 8))}
    gold = {f"o{i:03}": f"v{rng.integers(n_values)}" for i in range(n_objects)}
    rows = [
        (s, o, true if rng.random() < r else f"v{rng.integers(n_values)}")
        for o, true in gold.items()
        for s, r in reliability.items()
        if rng.random() < 0.8
    ]
    return rows, gold, reliability


@pytest.mark.parametrize("n_values", [3, 500], ids=["labels", "open values"])
def test_it_finds_what_is_true_where_sources_differ(n_values: int) -> None:
    right = votes = 0.0
    for seed in range(3):
        rows, gold, _ = world(seed, n_values=n_values)
        found = {a.object: a.value for a in predict(fit(read_table(columns(rows))))}
        right += np.mean([found[o] == v for o, v in gold.items()])
        said = {o: [v for _, name, v in rows if name == o] for o in gold}
        votes += np.mean([max(sorted(set(v)), key=v.count) == gold[o] for o, v in said.items()])
    assert right / 3 > max(0.9, votes / 3 - 0.01)


def test_reliabilities_lie_in_their_intervals() -> None:
    held = total = 0
    for seed in range(6):
        rows, _, reliability = world(seed, n_values=500)
        for one in standings(fit(read_table(columns(rows)))):
            held += one.low <= reliability[one.source] <= one.high
            total += 1
    assert held / total > 0.75  # nine in ten are meant


def test_names_and_the_order_of_rows_make_no_difference() -> None:
    rows, _, _ = world(4, n_values=500, n_objects=40)
    shuffled = [(f"x{s}", o, v) for s, o, v in reversed(rows)]
    assert [a[:2] for a in predict(fit(read_table(columns(rows))))] == [
        a[:2] for a in predict(fit(read_table(columns(shuffled))))
    ]


def test_copies_do_not_outvote_the_others() -> None:
    rng = np.random.default_rng(1)
    gold = {f"o{i}": f"t{i}" for i in range(80)}
    rows = [(f"h{s}", o, v if rng.random() < 0.8 else f"w{rng.integers(900)}")
            for o, v in gold.items() for s in range(4)]  # fmt: skip
    story = {o: v if rng.random() < 0.4 else f"lie of {o}" for o, v in gold.items()}
    rows += [(f"c{s}", o, v) for o, v in story.items() for s in range(5)]
    found = {a.object: a.value for a in predict(fit(read_table(columns(rows))))}
    assert np.mean([found[o] == v for o, v in gold.items()]) > 0.8


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 3), min_size=1, max_size=30))
def test_an_explanation_adds_up(rows: Rows) -> None:
    fitted = fit(read_table(columns(rows)))
    for answer in predict(fitted):
        told = explain(fitted, answer.object)
        assert told.log_odds == pytest.approx(told.prior + sum(w.log_odds for w in told.weights))
        assert 0.0 <= answer.probability <= 1.0


def test_several_values_may_be_true() -> None:
    rows = [("a", "x", "1"), ("b", "x", "1"), ("a", "x", "2"), ("b", "x", "2"), ("c", "x", "3")]
    found = predict(fit(read_table(columns(rows), several=True), several=True))
    assert {a.value for a in found} >= {"1", "2"}


def test_arrow_goes_in_and_comes_out() -> None:
    rows, _, _ = world(2, n_values=5, n_objects=20)
    fitted = fit(read_table(pa.table(columns(rows))))
    answers = answers_to_arrow(predict(fitted))
    assert answers.column_names == ["object", "value", "probability"]
    assert answers.num_rows == 20
    assert standings_to_arrow(standings(fitted)).num_rows == 8


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([], "no column source"),
        (["source\tobject", "a\tb"], "no column value"),
        (["source\tobject\tvalue", "a\tb"], "line 2 has 2 fields"),
        (["source\tobject\tvalue"], "claims need rows"),
    ],
    ids=["nothing", "a column is missing", "a field is missing", "no rows"],
)
def test_what_is_no_table_is_refused(lines: list[str], named: str) -> None:
    with pytest.raises(InputError, match=named):
        read_lines(lines)


def test_gold_may_have_several_values() -> None:
    gold = read_gold(["object\tvalue", "x\t1", "x\t2"])
    assert gold == {"x": frozenset({"1", "2"})}
