"""Who shares errors with whom, and how much of a voice that leaves."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.truth import copying
from nextseason.truth.claim_table import ClaimTable, claim_table
from nextseason.truth.copying import dependence, find_pairs, voices

Row = tuple[str, str, str]
NO_CHANCE = 0.0


def table_of(rows: list[Row]) -> ClaimTable:
    return claim_table(*map(list, zip(*rows, strict=True)))


def said_by(sources: str, values: list[str]) -> list[Row]:
    return [(s, f"o{i:02}", value) for s in sources for i, value in enumerate(values)]


def test_a_pair_is_counted_by_hand() -> None:
    rows = said_by("a", ["1"] * 8) + said_by("b", ["1"] * 6 + ["2", "2"])
    pairs = find_pairs(table_of(rows))
    assert pairs.n_agree.tolist() == [6]
    assert pairs.n_differ.tolist() == [2]


def test_dependence_is_the_share_of_errors_that_are_the_same() -> None:
    rows = said_by("a", ["1"] * 8) + said_by("b", ["1"] * 6 + ["2", "2"])
    table = table_of(rows)
    pairs = find_pairs(table)
    all_wrong = np.zeros(len(table.cell_object))
    # 6 shared errors; 2 objects on which they differ, and 2 pseudo-errors.
    shared = dependence(pairs, table, all_wrong, np.array([NO_CHANCE]))
    assert shared == pytest.approx([6 / 10])
    # Of 8 objects, half are expected to be shared errors: 2 are left.
    expected = dependence(pairs, table, all_wrong, np.array([0.5]))
    assert expected == pytest.approx([2 / 6])


def test_those_who_are_right_agree_without_copying() -> None:
    rows = said_by("a", ["1"] * 30) + said_by("b", ["1"] * 30)
    table = table_of(rows)
    pairs = find_pairs(table)
    assert dependence(pairs, table, np.ones(30), np.array([NO_CHANCE])) == pytest.approx([0.0])


@pytest.mark.parametrize("n_copies", [2, 3, 7])
def test_copies_are_one_voice(n_copies: int) -> None:
    table = table_of(said_by("abcdefg"[:n_copies], ["1"] * 6))
    pairs = find_pairs(table)
    voice = voices(pairs, table, np.ones(len(pairs.first)))
    assert voice == pytest.approx([1 / n_copies] * len(table.source))


def test_a_copy_that_says_another_thing_speaks_for_itself() -> None:
    table = table_of([*said_by("ab", ["1"] * 6), ("a", "z", "1"), ("b", "z", "2")])
    voice = voices(find_pairs(table), table, np.ones(1))
    assert voice.tolist() == [0.5] * 12 + [1.0, 1.0]


def test_objects_with_a_crowd_say_nothing_of_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of(said_by("abc", ["1"] * 6))
    assert len(find_pairs(table).first) == 3
    monkeypatch.setattr(copying, "CROWD", 2)
    assert len(find_pairs(table).first) == 0


@given(
    st.lists(st.tuples(*map(st.sampled_from, ("abcd", "pqrstuvw", "12"))), min_size=1, max_size=60),
    st.sampled_from([3, 1 << 22]),
)
def test_counting_is_as_by_sets(rows: list[Row], n_buckets: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "MOST_BUCKETS", n_buckets)  # few: many pairs in one bucket
        table = table_of(rows)
        pairs = find_pairs(table)
    told = dict(zip(zip(table.source, table.object, strict=True), table.value, strict=True))
    found = dict(
        zip(
            zip(pairs.first.tolist(), pairs.second.tolist(), strict=True),
            zip(pairs.n_agree.tolist(), pairs.n_differ.tolist(), strict=True),
            strict=True,
        )
    )
    expected = {}
    for one, other in combinations(range(len(table.sources)), 2):
        both = [o for o in range(len(table.objects)) if {(one, o), (other, o)} <= told.keys()]
        n_agree = sum(told[one, o] == told[other, o] for o in both)
        if n_agree >= copying.LEAST_SHARED:
            expected[one, other] = (n_agree, len(both) - n_agree)
    assert found == expected
