"""What a slate has to satisfy: words of the command -> linear constraints.

Text, candidates -> Wish.  Pure.  A wish that names nothing is an error: it would hold by itself,
or never.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from nextseason.decision.candidates import TITLE, Candidates
from nextseason.decision.money import number_words
from nextseason.errors import InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wish:
    """low <= sum of `row` over the seasons that are renewed <= high."""

    words: str  # as it was given
    row: Floats
    low: float = -np.inf
    high: float = np.inf


def at_least(text: str, candidates: Candidates, cost: Floats) -> Wish:
    """`3 genre=comedy`: so many seasons with the label, or more."""
    count, among = _counted("--at-least", text, candidates)
    return Wish(words=f"--at-least {text}", row=among, low=count)


def at_most(text: str, candidates: Candidates, cost: Floats) -> Wish:
    """`2 studio=North Pier`: so many at most."""
    count, among = _counted("--at-most", text, candidates)
    return Wish(words=f"--at-most {text}", row=among, high=count)


def one_of(text: str, candidates: Candidates, cost: Floats) -> Wish:
    """`Harbour Lights | Ash Road`: exactly one of them."""
    words = f"--one-of {text}"
    titles = [part.strip() for part in text.split("|")]
    if len(titles) < 2:
        raise InputError(f"{words}: name two seasons or more, such as Harbour Lights | Ash Road")
    return Wish(words=words, row=_titled(words, titles, candidates), low=1, high=1)


def needs(text: str, candidates: Candidates, cost: Floats) -> Wish:
    """`Ash Road -> Harbour Lights`: the first only together with the second."""
    words = f"--needs {text}"
    first, arrow, second = (part.strip() for part in text.partition("->"))
    if not (first and arrow and second):
        raise InputError(f"{words}: write it as Ash Road -> Harbour Lights")
    row = _titled(words, [second], candidates) - _titled(words, [first], candidates)
    if not row.any():
        raise InputError(f"{words}: a season cannot need itself; name another")
    return Wish(words=words, row=row, low=0)


def quota(text: str, candidates: Candidates, cost: Floats) -> Wish:
    """`30% region=EU`: so much of what is spent, expected, goes to seasons with the label."""
    words = f"--quota {text}"
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s+(.+)", text)
    if not found or float(found[1]) > 100:
        raise InputError(f"{words}: write it as 30% region=EU")
    share = float(found[1]) / 100
    among = _labelled(words, found[2], candidates)
    # In shares of the mean cost: rows of like size are what a solver is exact on.
    return Wish(words=words, row=(among - share) * cost / cost.mean(), low=0)


def budget(amount: float, cost: Floats) -> Wish:
    """The expected cost of what is renewed stays within it; in shares of the budget.

    >>> budget(100.0, np.array([30.0, 80.0])).row
    array([0.3, 0.8])
    """
    if not (amount > 0 and np.isfinite(amount)):
        raise InputError(f"--budget is above 0, got {amount:g}; name what may be spent")
    return Wish(words=f"--budget {number_words(amount)}", row=cost / amount, high=1.0)


WISHES: dict[str, Callable[[str, Candidates, Floats], Wish]] = {
    "at-least": at_least,
    "at-most": at_most,
    "one-of": one_of,
    "needs": needs,
    "quota": quota,
}


def _counted(option: str, text: str, candidates: Candidates) -> tuple[int, Floats]:
    words = f"{option} {text}"
    found = re.fullmatch(r"\s*(\d+)\s+(.+)", text)
    if not found:
        raise InputError(f"{words}: write it as 3 genre=comedy")
    among = _labelled(words, found[2], candidates)
    if option == "--at-least" and int(found[1]) > among.sum():
        raise InputError(f"{words}: there are only {among.sum():.0f}; ask for fewer")
    return int(found[1]), among


def _labelled(words: str, text: str, candidates: Candidates) -> Floats:
    """1 for each season whose label is one of those after the sign, else 0."""
    column, sign, named = (part.strip() for part in text.partition("="))
    columns = list(candidates.rows[0].labels)
    if not sign or column not in columns:
        raise InputError(f"{words}: no label {column!r}; there are {', '.join(columns)}")
    wanted = [part.strip() for part in named.split("|")]
    there = [row.labels[column] for row in candidates.rows]
    for value in wanted:
        if value.casefold() not in {label.casefold() for label in there}:
            raise InputError(f"{words}: no season has {column}={value}{_near(value, there)}")
    folded = {value.casefold() for value in wanted}
    return np.array([float(label.casefold() in folded) for label in there])


def _titled(words: str, titles: list[str], candidates: Candidates) -> Floats:
    return _labelled(words, f"{TITLE}={'|'.join(titles)}", candidates)


def _near(value: str, there: list[str]) -> str:
    near = get_close_matches(value, sorted(set(there)), n=1) or sorted(set(there))[:5]
    return f"; did you mean {' or '.join(near)}?"
