"""Candidates for shows as rows of numbers: how they behave, and what the words around mean.

Candidates, tokens and address -> (n candidates, n features).  The tokens are those of the
title (sentence 0) and the text.
"""

import re
from collections.abc import Sequence
from itertools import chain, repeat

import numpy as np

from nextseason.claims.candidates import Candidate
from nextseason.claims.tokens import Tokens, run_starts
from nextseason.claims.vectors import Table, Vectors

_SLUG = re.compile(r"[^a-z0-9]+")
N_EXTRA = 7  # features beside the named ones and the vectors
# Whose vectors count: the name, its last word, the word before and after, four either side, the
# words from the start of the sentence and to its end.
N_VIEWS = 8


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
    slug = _slug(url)
    telling = len(slug.split()) > 2
    own = [
        [*map(c.features.get, names, repeat(0.0)), *_extra(c, slug, telling, persons, others)]
        for c in candidates
    ]
    return np.hstack([np.array(own, np.float32), _meanings(candidates, tokens, table)])


def _slug(url: str | None) -> str:
    path = (url or "").lower().partition("//")[2].partition("/")[2]
    return f" {_SLUG.sub(' ', path).strip()} "


def _extra(
    candidate: Candidate,
    slug: str,
    telling: bool,
    persons: frozenset[str],
    others: frozenset[str],
) -> list[float]:
    at = slug.find(f" {candidate.key} ")
    return [
        at >= 0,
        at == 0,
        telling and at < 0,
        candidate.key in persons,
        (candidate.key.count(" ") + 1) / 4,
        len(candidate.places) / 5,
        candidate.key in others,
    ]


def _meanings(candidates: Sequence[Candidate], tokens: Tokens, table: Table) -> Vectors:
    """Mean vectors of eight views of each candidate, over all its places."""
    words = [c.key.split() for c in candidates]
    n_words = np.array([*map(len, words)])
    own = table.vectors[table.find(chain.from_iterable(words))]
    last = np.cumsum(n_words)
    means = np.add.reduceat(own, last - n_words) / n_words[:, None].astype(np.float32)
    return np.hstack([means, own[last - 1], _around(candidates, tokens, table)])


def _around(candidates: Sequence[Candidate], tokens: Tokens, table: Table) -> Vectors:
    """The mean vector of each view of the words around, over the places of each candidate."""
    vectors = table.vectors.take(table.rows_of(tokens), axis=0)
    n_views, n_dimensions = N_VIEWS - 2, vectors.shape[1]
    found = np.zeros((len(candidates), n_views * n_dimensions), np.float32)
    views = [_views(tokens, *place) for c in candidates for place in c.places]
    if not views:
        return found
    sums = np.vstack([np.zeros_like(vectors[:1]), vectors.cumsum(axis=0)])
    begin, end = np.array(views, np.intp).reshape(-1, n_views, 2).transpose(2, 0, 1)
    n_words = end - begin
    means = sums.take(end, axis=0) - sums.take(begin, axis=0)
    means /= np.maximum(n_words, 1)[..., None].astype(np.float32)
    rows = np.repeat(np.arange(len(candidates)), [len(c.places) for c in candidates])
    first = run_starts(rows)
    # A view without words is none of those that are averaged.
    n = np.add.reduceat(n_words > 0, first, dtype=np.float32)
    totals = np.add.reduceat(means, first) / np.maximum(n, 1)[..., None]
    found[rows[first]] = totals.reshape(len(first), -1)
    return found


def _views(tokens: Tokens, sentence: int, start: int, end: int) -> tuple[int, ...]:
    """Token ranges: the word before, the word after, four before, four after, all."""
    low, high = tokens.first[sentence + 1], tokens.first[sentence + 2]
    first, last = tokens.within(sentence + 1, start, end)
    return (
        *(max(low, first - 1), first),
        *(last, min(high, last + 1)),
        *(max(low, first - 4), first),
        *(last, min(high, last + 4)),
        *(low, first),
        *(last, high),
    )
