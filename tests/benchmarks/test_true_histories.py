"""The table of true histories, and the states that it gives on a day."""

from datetime import date
from itertools import pairwise

import pytest

from benchmarks.histories import TUNE, UNSEEN, half, histories, parse
from nextseason.domain import RenewalStatus

HEADER = "show\tseason\tstate\tsince\tprecision"
SAVED = [
    "# a note",
    HEADER,
    "Harbour Lights\t2\tcancelled\t2020-05-01\tmonth",
    "Harbour Lights\t2\trenewed\t2020-09-14\tday",
]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2020-04-30", {"pending"}),
        ("2020-05-01", {"pending", "cancelled"}),
        ("2020-05-30", {"pending", "cancelled"}),
        ("2020-05-31", {"cancelled"}),
        ("2020-09-13", {"cancelled"}),
        ("2020-09-14", {"renewed"}),
        ("2026-01-01", {"renewed"}),
    ],
)
def test_either_state_is_right_while_the_day_is_not_known(day: str, states: set[str]) -> None:
    (history,) = parse(SAVED)
    assert history.states_on(date.fromisoformat(day)) == states


def test_a_season_that_was_never_decided_is_pending_and_has_no_decision() -> None:
    (history,) = parse([HEADER, "Harbour Lights\t2\tpending\t2020-01-01\tday"])
    assert history.states_on(date(2024, 1, 1)) == {RenewalStatus.PENDING}
    assert history.decisions == ()


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="decade"):
        parse([HEADER, "Harbour Lights\t2\trenewed\t2020-01-01\tdecade"])


def test_the_table_is_in_order_and_each_turn_changes_the_state() -> None:
    for history in histories().values():
        spans = [turn.since for turn in history.turns]
        states = [turn.state for turn in history.turns]
        ends = [span.end for span in spans]
        assert ends == sorted(ends), history.show
        assert all(a is not b for a, b in pairwise(states)), history.show
        assert len(states) == 1 or RenewalStatus.PENDING not in states, history.show


def test_the_shows_fall_into_halves_of_similar_size_whole() -> None:
    shows = {history.show for history in histories().values()}
    n_tune = sum(half(show) == TUNE for show in shows)
    assert 0.4 < n_tune / len(shows) < 0.6
    assert half("The Harbour Lights") == half("harbour lights!")
    assert {half(show) for show in shows} == {TUNE, UNSEEN}
