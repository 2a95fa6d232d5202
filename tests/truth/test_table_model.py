"""The timeless model on worlds whose truths and sources are known."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.truth import open_values
from nextseason.truth.claim_table import claim_table
from nextseason.truth.table_model import TruthFit, explain, fit, predict, standings

Row = tuple[str, str, str]


class World(NamedTuple):
    rows: list[Row]
    gold: dict[str, str]
    reliability: dict[str, float]  # of the sources that do not collude


def world(
    seed: int,
    *,
    n_sources: int = 40,
    n_objects: int = 400,
    each: int = 8,
    labels: int | None = None,
    colluding: float = 0.0,
) -> World:
    """`each` sources speak of an object; those who collude tell half the time one same lie."""
    rng = np.random.default_rng(seed)
    n_values = labels or 50
    reliability = rng.beta(6, 2, n_sources)
    colludes = rng.permutation(n_sources) < colluding * n_sources
    rows, gold = [], {}

    def named(o: int, value: int) -> str:
        return f"v{value % n_values}" if labels else f"v{value % n_values} of {o}"

    for o in range(n_objects):
        true, lie, is_lied = rng.integers(n_values), 1 + rng.integers(n_values - 1), rng.random()
        gold[f"o{o}"] = named(o, true)
        for s in rng.permutation(n_sources)[:each]:
            errs = is_lied < 0.5 if colludes[s] else rng.random() > reliability[s]
            wrong = lie if colludes[s] else 1 + rng.integers(n_values - 1)
            rows.append((f"s{s}", f"o{o}", named(o, true + wrong * errs)))
    honest = np.flatnonzero(~colludes)
    return World(rows, gold, {f"s{s}": float(reliability[s]) for s in honest})


def fitted(rows: list[Row]) -> TruthFit:
    return fit(claim_table(*map(list, zip(*rows, strict=True))))


def found(rows: list[Row]) -> dict[str, str]:
    return {answer.object: answer.value for answer in predict(fitted(rows))}


def accuracy(told: dict[str, str], gold: dict[str, str]) -> float:
    return float(np.mean([told[name] == value for name, value in gold.items()]))


def vote(rows: list[Row]) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for _, name, value in rows:
        said.setdefault(name, []).append(value)
    return {name: max(sorted(set(v)), key=v.count) for name, v in said.items()}


@pytest.mark.parametrize(
    ("options", "least"),
    [
        ({}, 0.98),
        ({"each": 4}, 0.92),
        ({"n_sources": 400, "each": 6}, 0.97),  # eight claims of a source: little is known of it
        ({"labels": 4}, 0.95),
        ({"labels": 3, "n_sources": 400, "each": 6}, 0.92),
    ],
    ids=["open", "few claims", "unknown sources", "labels", "labels, unknown sources"],
)
def test_it_is_no_worse_than_a_vote_where_sources_are_independent(
    options: dict[str, int], least: float
) -> None:
    made = world(3, **options)
    ours = accuracy(found(made.rows), made.gold)
    assert ours >= max(least, accuracy(vote(made.rows), made.gold) - 0.01)


@pytest.mark.parametrize(
    "options",
    [{}, {"each": 20}, {"labels": 4, "each": 12}, {"labels": 2, "each": 12}],
    ids=["open", "open, all speak", "four labels", "yes or no"],
)
def test_two_in_five_sources_that_collude_do_not_prevail(options: dict[str, int]) -> None:
    made = world(5, colluding=0.4, **options)
    ours, theirs = accuracy(found(made.rows), made.gold), accuracy(vote(made.rows), made.gold)
    assert ours > 0.9
    assert ours > theirs + 0.05


@pytest.mark.parametrize("options", [{}, {"each": 4}, {"labels": 3}], ids=str)
def test_reliabilities_lie_in_their_intervals_as_often_as_is_said(options: dict[str, int]) -> None:
    held = [
        row.low <= made.reliability[row.source] <= row.high
        for made in (world(seed, **options) for seed in range(4))
        for row in standings(fitted(made.rows))
    ]
    assert 0.83 < np.mean(held) < 0.97  # 160 sources; nine in ten are meant


def test_whoever_says_yes_to_everything_is_understood() -> None:
    rng = np.random.default_rng(0)
    gold = {f"o{i}": "yes" if rng.random() < 0.3 else "no" for i in range(200)}
    other = {"yes": "no", "no": "yes"}
    rows = [(f"s{s}", o, v if rng.random() < 0.8 else other[v]) for o, v in gold.items()
            for s in range(3)]  # fmt: skip
    rows += [(f"flatterer {i}", o, "yes") for o in gold for i in range(3)]
    told = found(rows)
    assert accuracy(told, gold) > 0.85 > accuracy(vote(rows), gold)


def test_a_word_that_is_seldom_right_elsewhere_counts_for_less() -> None:
    """Between two new sources, one word's history decides."""
    rng = np.random.default_rng(2)
    rows: list[Row] = [("new 1", "last", "region"), ("new 2", "last", "town")]
    for i in range(40):
        rows += [(f"s{s}", f"o{i}", f"town {i}") for s in rng.permutation(12)[:3]]
        rows += [(f"{one} {i}", f"o{i}", "region") for one in ("x", "y")]
    assert found(rows)["last"] == "town"
    renamed = [(s, o, "7" if v == "region" else v) for s, o, v in rows]
    assert found(renamed)["last"] == "7"  # a number has no history; even, so the first


def test_what_a_source_says_where_it_knows_nothing_counts_for_less() -> None:
    """A good source fills gaps with 0; a new source is right about the gap."""
    rng = np.random.default_rng(4)
    rows: list[Row] = [("good", "last", "0"), ("new", "last", "52")]
    for i in range(120):
        right = rng.random(4) < 0.75
        rows += [(f"s{s}", f"o{i}", f"1{i}" if ok else f"3{i}{s}")
                 for s, ok in zip(rng.permutation(20), right, strict=False)]  # fmt: skip
        rows += [("good", f"o{i}", "0" if i < 9 else f"1{i}")]
    assert found(rows)["last"] == "52"
    varied = [(s, o, f"2{o[1:]}" if v == "0" and o != "last" else v) for s, o, v in rows]
    assert found(varied)["last"] == "0"


def test_numbers_that_all_give_to_many_objects_are_weighed_as_others() -> None:
    """Degrees: the same few numbers everywhere, wrong ones near the truth."""
    rng = np.random.default_rng(8)
    true, reliability = rng.integers(30, 90, 800), rng.beta(3, 5, 16)
    rows, gold = [], {f"o{o}": f"{degrees}" for o, degrees in enumerate(true)}
    for s, share in enumerate(reliability):
        off = np.where(rng.random(800) < share, 0, np.round(rng.normal(0, 4, 800))).astype(int)
        rows += [
            (f"s{s}", f"o{o}", f"{true[o] + off[o]}") for o in np.flatnonzero(rng.random(800) < 0.7)
        ]
    ours, theirs = accuracy(found(rows), gold), accuracy(vote(rows), gold)
    assert ours > max(theirs, 0.9)


def test_of_two_strangers_who_agree_one_may_have_it_from_the_poorer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A good source and a poor one stand against one that is hardly better than the good."""
    rows: list[Row] = [("good", "last", "x"), ("poor", "last", "x"), ("best", "last", "y")]
    for i in range(120):
        rows += [(who, f"o{i}", f"right {i}") for who in ("best", "third")]
        rows += [("good", f"o{i}", f"right {i}" if i else "wrong")]
        rows += [("poor", f"o{i}", f"mine {i}" if i % 2 else f"right {i}")] if i < 4 else []
    assert found(rows)["last"] == "y"
    monkeypatch.setattr(open_values, "HEARSAY", 0)
    assert found(rows)["last"] == "x"


def test_who_is_unknown_is_taken_for_one_of_those_who_say_as_little() -> None:
    rng = np.random.default_rng(11)
    rows: list[Row] = []
    for i in range(300):
        right = rng.random(3) < 0.95
        rows += [(f"busy {s}", f"o{i}", f"right {i}" if ok else f"{s} errs {i}")
                 for s, ok in zip(rng.permutation(12), right, strict=False)]  # fmt: skip
        rows += [(f"once {i}", f"o{i}", f"right {i}" if rng.random() < 0.3 else f"mine {i}")]
    learned = fitted(rows).learned
    assert isinstance(learned, open_values.OpenFit)
    busy = learned.judged > 10
    assert learned.prior_right[busy].min() > 0.8
    assert learned.prior_right[~busy].max() < 0.4


def test_of_sources_that_often_agree_nothing_is_hearsay(monkeypatch: pytest.MonkeyPatch) -> None:
    made = world(6, n_sources=10, each=10)
    before = predict(fitted(made.rows))
    monkeypatch.setattr(open_values, "HEARSAY", 0.5)
    assert predict(fitted(made.rows)) == before


def test_any_number_of_sources_may_speak_of_one_object() -> None:
    rows = world(9).rows + [(f"s{s}", "crowded", "x") for s in range(2000)]
    rows += [(f"s{s}", "crowded", "y") for s in range(2000, 3000)]
    chances = {answer.value: answer.probability for answer in predict(fitted(rows))}
    assert chances["x"] == pytest.approx(1)
    assert "y" not in chances


def test_what_stands_alone_says_nothing_of_its_source() -> None:
    rows = world(7).rows
    alone = [("s0", f"alone {i}", f"{i}") for i in range(500)]
    assert standings(fitted(rows))[0].reliability == pytest.approx(
        standings(fitted(rows + alone))[0].reliability, abs=1e-9
    )


def test_the_latest_of_a_source_counts() -> None:
    table = claim_table(["a", "a", "b"], ["x"] * 3, ["new", "old", "b's"], ["2020", "2019", ""])
    told = explain(fit(table), "x").weights
    assert {weight.value for weight in told} == {"new", "b's"}


@given(
    st.lists(st.tuples(*map(st.sampled_from, ("abcde", "xyz", "1234"))), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_neither_order_nor_repetition_matters(rows: list[Row], random: "object") -> None:
    unique = list({row[:2]: row for row in rows}.values())
    shuffled = [*unique, *unique]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert predict(fitted(unique)) == predict(fitted(shuffled))
    assert standings(fitted(unique)) == standings(fitted(shuffled))
