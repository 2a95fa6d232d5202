"""Items mapped several at a time."""

import pytest

from nextseason.parallel import mapped


@pytest.mark.parametrize("at_once", [1, 3])
def test_mapped_takes_items_as_they_are_needed(at_once):
    taken = []

    def items():
        for i in range(1000):
            taken.append(i)
            yield i

    results = mapped(lambda i: i * i, items(), at_once=at_once)
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    results.close()
    assert len(taken) < 30


def test_mapped_passes_errors_on():
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda i: 1 // i, [1, 0, 2], at_once=2))
