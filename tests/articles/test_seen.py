"""What has been seen is known again, whatever it was called."""

from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.seen import Met, Seen


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["One.", "Two.", ""]))))
def test_as_a_dictionary_would(pairs: list[tuple[str, str]]) -> None:
    seen, known = Seen(), dict[str, str]()
    for name, content in pairs:
        expected = Met.NEVER if name not in known else Met.SAME
        if known.setdefault(name, content) != content:
            expected = Met.OTHER
        assert seen.meet(name, content) is expected
    assert len(seen) == len(known)


def test_many_names() -> None:
    seen = Seen()
    names = [f"article {i}" for i in range(5_000)]
    assert {seen.meet(name, "a") for name in names} == {Met.NEVER}
    assert {seen.meet(name, "a") for name in names} == {Met.SAME}
    assert {seen.meet(name, "b") for name in names} == {Met.OTHER}
    assert len(seen) == 5_000
