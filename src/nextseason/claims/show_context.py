"""What the words around a name say of whether it is a show, each by its distance.

Candidates and tokens -> features as hashes -> log-odds.  Vectors of the words around
(`show_features`) tell what a passage is about; these tell "Halcyon renewed X" from "X renewed".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.candidates import Candidate
from nextseason.claims.key_index import KeyIndex
from nextseason.claims.tokens import Index, Keys, Places, Tokens, mix, run_starts, word_key
from nextseason.claims.vectors import Vectors

REACH = 3  # words to either side that count by their distance
_NEARBY = 8  # and those that count without
_NAME = np.uint64(23)  # any name, of which there may be another


@dataclass(frozen=True)
class ContextModel:
    keys: Keys  # of the features that weigh, ascending
    weights: Vectors  # (n features,)
    bias: float

    @cached_property
    def _index(self) -> KeyIndex:
        return KeyIndex(self.keys)

    def log_odds(self, features: tuple[Index, Keys], n_candidates: int) -> Vectors:
        """(n candidates,) from what `context_features` found; a feature counts once in each."""
        rows, keys = features
        at, known = self._index.find(keys)
        pairs = np.sort(rows[known] * len(self.keys) + at[known])
        rows, columns = np.divmod(pairs[run_starts(pairs)], len(self.keys))
        total = np.bincount(rows, weights=self.weights[columns], minlength=n_candidates)
        return (total + self.bias).astype(np.float32)


def context_features(
    candidates: Sequence[Candidate], tokens: Tokens, groups: Keys
) -> tuple[Index, Keys]:
    """Rows of candidates, and beside each a feature that the candidate has.

    Parameters
    ----------
    tokens
        Of the title, as sentence 0, and of the text; nothing is marked in them yet.
    groups
        For each token the group of words that mean about the same.
    """
    ranges = np.array([_range(tokens, *p) for c in candidates for p in c.places], np.intp)
    places = Places(*ranges.reshape(-1, 4).T)
    row = np.repeat(np.arange(len(candidates)), [len(c.places) for c in candidates])
    is_name = np.zeros(len(tokens.words), np.bool_)
    for first, last in zip(places.start, places.end, strict=True):
        is_name[first:last] = True
    words, groups = (np.where(is_name, _NAME, keys) for keys in (tokens.keys(), groups))
    found = [(row, keys) for keys in _by_distance(places, words, groups)]
    found += _in_passage(places, row, words, groups, n_title=tokens.first[1])
    found += _own_words(candidates)
    return np.concatenate([r for r, _ in found]), np.concatenate([k for _, k in found])


def _range(tokens: Tokens, sentence: int, start: int, end: int) -> tuple[int, int, int, int]:
    low, high = tokens.first[sentence + 1], tokens.first[sentence + 2]
    return low, high, *tokens.within(sentence + 1, start, end)


def _by_distance(places: Places, words: Keys, groups: Keys) -> Iterator[Keys]:
    """Single neighbours, those that follow each other, and the two that hold the name."""
    salt = count(1)
    in_title = (places.low == 0).astype(np.uint64)
    for keys in (words, groups):
        left = [places.at(keys, places.start - i) for i in range(1, REACH + 1)]
        right = [places.at(keys, places.end + i) for i in range(REACH)]
        runs = [*((k,) for k in (*left, *right)), left[:2], right[:2], (left[0], right[0])]
        if keys is words:
            runs += [left, right]
        for run in runs:
            yield mix(in_title, next(salt), *run)


def _in_passage(
    places: Places, row: Index, words: Keys, groups: Keys, *, n_title: int
) -> Iterator[tuple[Index, Keys]]:
    """The words near, before or after, and those of the sentence, in whatever order."""
    in_title = (np.arange(len(words)) < n_title).astype(np.uint64)
    before = np.maximum(places.low, places.start - _NEARBY)
    after = np.minimum(places.high, places.end + _NEARBY)
    ranges = ((before, places.start), (places.end, after), (places.low, places.high))
    for salt, (begin, end) in enumerate(ranges, 50):
        tokens, of_place = _spread(begin, end)
        for kind, keys in enumerate((words, groups)):
            yield row[of_place], mix(in_title, salt, kind, keys)[tokens]


def _spread(begin: Index, end: Index) -> tuple[Index, Index]:
    """All tokens of several ranges, and the range of each."""
    n = np.maximum(end - begin, 0)
    of_range = np.repeat(np.arange(len(n)), n)
    offsets = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    return begin[of_range] + offsets, of_range


def _own_words(candidates: Sequence[Candidate]) -> Iterator[tuple[Index, Keys]]:
    parts = [c.key.split() for c in candidates]
    numbers = np.arange(len(candidates))
    yield (
        np.repeat(numbers, [*map(len, parts)]),
        _salted(60, [word for words in parts for word in words]),
    )
    yield numbers, _salted(61, [words[0] for words in parts])
    yield numbers, _salted(62, [words[-1] for words in parts])


def _salted(salt: int, words: Sequence[str]) -> NDArray[np.uint64]:
    return mix(np.array([*map(word_key, words)], np.uint64), salt)
