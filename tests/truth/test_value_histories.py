"""Words and numbers that are heard of many objects."""

import numpy as np
import pytest

from nextseason.truth.claim_table import ClaimTable, Floats, claim_table
from nextseason.truth.value_histories import MOST_SHIFT, NUMBER_OBJECTS, WORD_OBJECTS, Histories

Row = tuple[str, str, str]


def made(rows: list[Row]) -> tuple[ClaimTable, Floats]:
    table = claim_table(*map(list, zip(*rows, strict=True)))
    judged = np.bincount(table.object)[table.object] > 1
    return table, judged.astype(np.float64)


def with_history(rows: list[Row]) -> set[Row]:
    table, judged = made(rows)
    return {
        (
            table.sources[table.source[claim]],
            table.objects[table.object[claim]],
            table.values[table.value[claim]],
        )
        for claim in Histories.of(table, judged).claim
    }


def contested(value: str, n: int, source: str = "a") -> list[Row]:
    """One source's value of n objects, of each of which another source says its own."""
    said = [(source, f"{value} {i}", value) for i in range(n)]
    return said + [("b", f"{value} {i}", f"9{i}9") for i in range(n)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (contested("0", NUMBER_OBJECTS - 1), 0),
        (contested("0", NUMBER_OBJECTS), NUMBER_OBJECTS),
        ([("a", f"alone {i}", "0") for i in range(99)] + contested("7", 1), 0),
        (contested("0", 10) + [("c", f"{i}", "0") for i in range(10)], 0),
        (contested("region", WORD_OBJECTS - 1), 0),
        (contested("region", WORD_OBJECTS), WORD_OBJECTS),
        ([*contested("region", WORD_OBJECTS - 1), ("c", "x", "region")], WORD_OBJECTS),
    ],
    ids=[
        "a number, seldom",
        "a number, often",
        "a number that nobody contests",
        "a number that others say as often",
        "a word, seldom",
        "a word, often",
        "a word of two sources",
    ],
)
def test_what_has_a_history(rows: list[Row], expected: int) -> None:
    assert len(with_history(rows)) == expected


def test_what_is_wrong_elsewhere_loses_by_as_much_as_the_others_show() -> None:
    """Five claims of chance 0.8, of which one is right: a Newton step by the other four."""
    table, judged = made(contested("0", 5))
    histories = Histories.of(table, judged)
    own = np.array([1.0, 0, 0, 0, 0])
    shift = histories.shift(np.ones(5), own, np.full(5, 0.8))
    of_wrong_others = -4 * 0.8 / (4 * 0.16 + 1)
    of_others_with_the_right_one = (0.2 - 3 * 0.8) / (4 * 0.16 + 1)
    assert shift == pytest.approx([of_wrong_others] + [of_others_with_the_right_one] * 4)


def test_a_place_counts_once_however_many_speak_there() -> None:
    rows = contested("region", WORD_OBJECTS)
    table, judged = made(rows + [(f"x{i}", "region 0", "region") for i in range(5)])
    histories = Histories.of(table, judged)
    n = len(histories.claim)
    of_first = table.object[histories.claim] == table.objects.index("region 0")
    own = np.where(of_first, 0.0, 0.5)
    shift = histories.shift(np.ones(n), own, np.full(n, 0.5))
    assert shift[of_first] == pytest.approx(0)
    assert shift[~of_first] == pytest.approx(-0.5 / (9 * 0.25 + 1))


def test_a_history_moves_a_claim_so_far_and_no_farther() -> None:
    table, judged = made(contested("0", 200))
    shift = Histories.of(table, judged).shift(np.ones(200), np.zeros(200), np.full(200, 0.99))
    assert shift == pytest.approx([-MOST_SHIFT] * 200)
