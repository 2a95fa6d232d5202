"""What is known of the sources as JSON, and back.

SourceBook <-> JSON.  Pure: a nightly pass writes the book where it likes, and what is updated
by day begins with it.  Only what was counted is kept; what follows from it is worked out anew.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from nextseason.errors import InputError
from nextseason.truth.histories import Floats
from nextseason.truth.reporting import Traits
from nextseason.truth.sources import EMPTY_BOOK, Counts, Season, SourceBook, SourceKind, book_of
from nextseason.truth.testimony import Circle

Json = dict[str, Any]

VERSION = 2  # raised when an old book could be misread


def book_to_json(book: SourceBook) -> Json:
    """The book as one JSON object.

    Examples
    --------
    >>> book_to_json(EMPTY_BOOK)["seasons"]
    []
    """
    return {
        "version": VERSION,
        "kinds": {name: kind.value for name, kind in sorted(book.kinds.items())},
        "kind_traits": {kind.value: traits._asdict() for kind, traits in book.kind_traits.items()},
        "seasons": [
            {
                "show": show,
                "season": season,
                "counts": {name: counts[name].tolist() for name in sorted(counts)},
            }
            for (show, season), counts in book.counts.items()
        ],
        "depends": {
            name: dict(sorted(others.items()))
            for name, others in sorted(book.circle.depends.items())
        },
        "follows": dict(sorted(book.circle.follows.items())),
        "known_as": dict(sorted(book.circle.known_as.items())),
    }


def book_from_json(data: Mapping[str, Any]) -> SourceBook:
    """The book that `book_to_json` made.

    Raises
    ------
    InputError
        It is of another version, or something is missing or of another form.

    Examples
    --------
    >>> book_from_json(book_to_json(EMPTY_BOOK)) == EMPTY_BOOK
    True
    """
    if data.get("version") != VERSION:
        raise InputError(
            f"a source book has the version {VERSION}, got {data.get('version')!r}; "
            "learn it anew from the articles"
        )
    try:
        return book_of(
            replace(
                EMPTY_BOOK,
                kinds={name: SourceKind(kind) for name, kind in data["kinds"].items()},
                kind_traits={
                    SourceKind(kind): Traits(**traits)
                    for kind, traits in data["kind_traits"].items()
                },
                counts=dict(map(_season, data["seasons"])),
                circle=_circle(data),
            )
        )
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise InputError(
            f"not a source book ({type(fault).__name__}: {fault}); learn it anew from the articles"
        ) from fault


def _season(data: Json) -> tuple[Season, Counts]:
    counts = {name: _counted(numbers) for name, numbers in data["counts"].items()}
    return (data["show"], data["season"]), counts


def _circle(data: Mapping[str, Any]) -> Circle:
    return Circle(
        known_as=_names(data["known_as"]),
        depends={
            name: {other: float(share) for other, share in others.items()}
            for name, others in data["depends"].items()
        },
        follows=_names(data["follows"]),
    )


def _names(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(other) for name, other in data.items()}


def _counted(numbers: list[list[float]]) -> Floats:
    counted: Floats = np.array(numbers, dtype=np.float64)
    if counted.shape != (4, 3) or not np.isfinite(counted).all() or (counted < 0).any():
        raise ValueError(f"counts are four times three numbers from 0 on, got {numbers!r}")
    return counted
