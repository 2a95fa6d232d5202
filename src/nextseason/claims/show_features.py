"""Candidates for shows as rows of numbers: how they behave, and what the words around mean.

Candidates, tokens and address -> (n candidates, n features).  The tokens are those of the
title (sentence 0) and the text.
"""

import re
from collections.abc import Sequence

import numpy as np

from nextseason.claims.candidates import Candidate
from nextseason.claims.tokens import Tokens
from nextseason.claims.vectors import Table, Vectors

_SLUG = re.compile(r"[^a-z0-9]+")
N_EXTRA = 7  # features beside the named ones and the vectors
# Whose vectors count: the name, its last word, the word before and after, four either side.
N_VIEWS = 6


def show_features(
    candidates: Sequence[Candidate],
    names: Sequence[str],
    tokens: Tokens,
    table: Table,
    url: str | None,
    persons: frozenset[str],
    others: frozenset[str],
) -> Vectors:
    """One row per candidate.

    Parameters
    ----------
    names
        Of the numbers in `Candidate.features`, in the order of the columns.
    persons
        Folded names of the article's persons.
    others
        Folded names that many articles use and none for a show: of companies, of cities.
    """
    index = {name: i for i, name in enumerate(names)}
    own = np.zeros((len(candidates), len(names) + N_EXTRA), np.float32)
    slug = _slug(url)
    for row, candidate in enumerate(candidates):
        for name, value in candidate.features.items():
            if name in index:
                own[row, index[name]] = value
        own[row, len(names) :] = _extra(candidate, slug, persons, others)
    return np.hstack([own, _meanings(candidates, tokens, table)])


def _slug(url: str | None) -> str:
    path = (url or "").lower().partition("//")[2].partition("/")[2]
    return f" {_SLUG.sub(' ', path).strip()} "


def _extra(
    candidate: Candidate, slug: str, persons: frozenset[str], others: frozenset[str]
) -> list[float]:
    at = slug.find(f" {candidate.key} ")
    telling = len(slug.split()) > 2
    return [
        at >= 0,
        at == 0,
        telling and at < 0,
        candidate.key in persons,
        len(candidate.key.split()) / 4,
        len(candidate.places) / 5,
        candidate.key in others,
    ]


def _meanings(candidates: Sequence[Candidate], tokens: Tokens, table: Table) -> Vectors:
    """Mean vectors of six views of each candidate, over all its places."""
    size = table.vectors.shape[1]
    sums = np.vstack(
        [np.zeros((1, size), np.float32), table.vectors[table.find(tokens.words)].cumsum(axis=0)]
    )
    found = np.zeros((len(candidates), N_VIEWS * size), np.float32)
    for row, candidate in enumerate(candidates):
        words = table.vectors[table.find(candidate.key.split())]
        found[row, :size] = words.mean(axis=0)
        found[row, size : 2 * size] = words[-1]
        views = [_views(tokens, *place) for place in candidate.places]
        for n in range(N_VIEWS - 2):
            means = [(sums[b] - sums[a]) / (b - a) for a, b in (v[n] for v in views) if b > a]
            if means:
                found[row, (n + 2) * size : (n + 3) * size] = np.mean(means, axis=0)
    return found


def _views(tokens: Tokens, sentence: int, start: int, end: int) -> list[tuple[int, int]]:
    """Token ranges: the word before, the word after, four before, four after."""
    low, high = tokens.first[sentence + 1], tokens.first[sentence + 2]
    first, last = tokens.within(sentence + 1, start, end)
    return [
        (max(low, first - 1), first),
        (last, min(high, last + 1)),
        (max(low, first - 4), first),
        (last, min(high, last + 4)),
    ]
