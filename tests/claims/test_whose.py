"""Which season is meant: what speaks for each is added up exactly, with what its topic adds."""

import pytest

from nextseason.claims.whose import WhoseModel

MODEL = WhoseModel(
    shows={}, seasons={"a": 0.1, "b": 0.2, "c": 0.3, "c|cast": -0.2, "d|cast": 0.05, "e": -9.0}
)


@pytest.mark.parametrize("told", [["a", "b"], ["b", "a"], ["unheard of", "a", "b"]])
def test_the_first_of_two_that_weigh_the_same_is_chosen(told: list[str]) -> None:
    # In floating point 0.1 + 0.2 would beat 0.3.
    assert MODEL.season([(2, ["c"]), (1, told)], "renewed") == 2
    assert MODEL.season([(1, told), (2, ["c"])], "renewed") == 1


@pytest.mark.parametrize(("topic", "chosen"), [("renewed", 2), ("cast", 1), ("crew", 2)])
def test_a_topic_adds_to_what_is_told(topic: str, chosen: int) -> None:
    assert MODEL.season([(1, ["a", "d"]), (2, ["c"]), (None, ["e"])], topic) == chosen
