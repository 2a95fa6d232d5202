"""A book that was kept is the book that was learned."""

import json
from dataclasses import replace

import numpy as np
import pytest
from worlds_of_words import AS_OF, told_seasons

from nextseason.errors import InputError
from nextseason.truth import book_from_json, book_to_json
from nextseason.truth.learning import learn_sources
from nextseason.truth.sources import EMPTY_BOOK, SourceBook, described
from nextseason.truth.testimony import Circle


def learned() -> SourceBook:
    traits = np.full((5, 4), 0.1)
    heard = told_seasons(np.random.default_rng(2), traits, n_seasons=6, n_words=4)
    circle = Circle(
        known_as={"one": "site-1.example"},
        depends={"site-1.example": {"site-2.example": 0.7}, "site-2.example": {}},
        follows={"site-2.example": "site-1.example"},
    )
    return learn_sources([*heard, replace(heard[0], season=None)], as_of=AS_OF, circle=circle)


def test_nothing_is_lost() -> None:
    book = learned()
    again = book_from_json(json.loads(json.dumps(book_to_json(book))))
    assert again.circle.depends["site-1.example"] == {"site-2.example": 0.7}
    assert book_to_json(again) == book_to_json(book)
    assert described(again) == described(book)
    assert again.kinds == book.kinds
    assert again.traits == book.traits
    assert again.circle == book.circle
    assert again.kind_traits == book.kind_traits


BOOK = book_to_json(learned())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"version": 0}, "version 2", id="of another version"),
        pytest.param({"kinds": {"a.example": "famous"}}, "famous", id="an unknown kind"),
        pytest.param({"kinds": []}, "AttributeError", id="a list for an object"),
        pytest.param({"follows": []}, "AttributeError", id="a list of followers"),
        pytest.param({"depends": {"a.example": 0.5}}, "AttributeError", id="a share of nobody"),
        pytest.param({"depends": {"a": {"b": "much"}}}, "much", id="a share in words"),
        pytest.param({"kind_traits": {"dated": {"noise": 0.1}}}, "stale", id="a trait is missing"),
        pytest.param({"seasons": [{"show": "A"}]}, "counts", id="a season without counts"),
        pytest.param(
            {"seasons": [{"show": "A", "season": 1, "counts": {"a.example": [[1, 2, -1]] * 4}}]},
            "four times three",
            id="counts below nothing",
        ),
    ],
)
def test_what_is_no_book_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        book_from_json({**BOOK, **change})


def test_an_empty_book_is_a_book() -> None:
    assert book_from_json(book_to_json(EMPTY_BOOK)) == EMPTY_BOOK
