"""The words of an article as numbers, so that all its features are worked out at once.

Sentences -> Tokens.  What the words mark (a person, a show, a window) is filled in by
`spans`; a marked word counts by its mark, not by its letters.
"""

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.sentences import Kind, Sentence

_TOKEN = re.compile(r"([^\W_]+(?:['’](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s])")

MAX_WORD = 40  # letters that tell a word from others

Keys = NDArray[np.uint64]
Index = NDArray[np.intp]


class Mark(IntEnum):
    """What a token is part of; the later ones win."""

    NONE = 0
    NAME = 1
    PERSON = 2
    SHOW = 3
    WINDOW = 4
    COUNT = 5
    PERCENT = 6
    SCORE = 7
    MONEY = 8
    RANK = 9
    SEASON = 10
    COUNTED = 11  # seasons counted: "two seasons"


# Marks that hide the word: whose name it is must not matter.
_HIDDEN = frozenset({Mark.PERSON, Mark.SHOW, Mark.WINDOW, Mark.PERCENT, Mark.MONEY})
_NUMBERS = frozenset({Mark.COUNT, Mark.SCORE, Mark.RANK, Mark.SEASON, Mark.COUNTED})
_DIGITS = 99  # key of a number that nothing marks
# Of the FNV hash; its shift is ours.
_BASIS, _PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)
_SHIFT = np.uint64(29)
_EDGE_LEFT, _EDGE_RIGHT = np.uint64(21), np.uint64(22)  # keys beyond a sentence


@dataclass(slots=True)
class Tokens:
    """All tokens of an article, sentence after sentence; the title is sentence 0."""

    words: list[str]  # folded
    starts: list[int]  # within the sentence
    ends: list[int]
    first: list[int]  # sentence i has the tokens first[i] : first[i + 1]
    marks: list[int]
    rows: Index | None = None  # in the table of word vectors, once it has been asked

    def within(self, sentence: int, start: int, end: int) -> tuple[int, int]:
        """The tokens that `text[start:end]` of a sentence touches; (a, a) where none."""
        a, b = self.first[sentence], self.first[sentence + 1]
        low = bisect_right(self.ends, start, a, b)
        high = bisect_left(self.starts, end, low, b)
        return low, high

    def keys(self) -> Keys:
        """A number for each token: of its mark, where that hides the word, else of the word."""
        return np.array([*map(_key, self.words, self.marks)], dtype=np.uint64)

    def sentence_of(self) -> Index:
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))


@dataclass(frozen=True, slots=True)
class Places:
    """Where spans stand: each at tokens start:end, in a sentence of tokens low:high."""

    low: Index
    high: Index
    start: Index
    end: Index

    def at(self, keys: Keys, position: Index) -> Keys:
        """The keys at positions beside the spans; edges beyond their sentences."""
        inside = keys.take(position, mode="clip")
        beyond = np.where(position < self.low, _EDGE_LEFT, _EDGE_RIGHT)
        return np.where((position >= self.low) & (position < self.high), inside, beyond)

    def only(self, some: slice) -> "Places":
        return Places(self.low[some], self.high[some], self.start[some], self.end[some])


def tokenize(sentences: Sequence[Sentence]) -> Tokens:
    """The tokens of sentences.

    Examples
    --------
    >>> from nextseason.claims.sentences import split_sentences
    >>> tokenize(split_sentences("It won't return, Halcyon's boss said.")).words
    ['it', "won't", 'return', ',', 'halcyon', "'s", 'boss', 'said', '.']
    """
    tokens = Tokens([], [], [], [0], [])
    for sentence in sentences:
        text = sentence.text
        words, starts, ends = pieces(_TOKEN, text)
        tokens.starts += starts
        tokens.ends += ends
        tokens.words += [w[:MAX_WORD].lower().replace("’", "'") for w in words]
        tokens.first.append(len(tokens.words))
    tokens.marks = [Mark.NONE] * len(tokens.words)
    return tokens


def tokenize_article(title: str, sentences: Sequence[Sentence]) -> Tokens:
    """The tokens of a title, as sentence 0, and of the text below it."""
    return tokenize([Sentence(title, 0, len(title), -1, Kind.HEADING), *sentences])


def pieces(pattern: re.Pattern[str], text: str) -> tuple[list[str], list[int], list[int]]:
    """What a pattern finds, with the offsets, in half the time of going from match to match.

    The pattern is one group and nothing else.

    Examples
    --------
    >>> pieces(re.compile(r"(\\w+)"), "It is over.")
    (['It', 'is', 'over'], [0, 3, 6], [2, 5, 10])
    """
    parts = pattern.split(text)
    ends = [*accumulate(map(len, parts))]
    return parts[1::2], ends[:-1:2], ends[1::2]


def word_key(word: str) -> int:
    """The key of a folded word that nothing marks."""
    return _key(word, Mark.NONE)


@lru_cache(maxsize=1 << 13)
def _key(word: str, mark: int) -> int:
    if mark in _HIDDEN:
        return mark
    if word[0].isdigit():
        return mark if mark in _NUMBERS else _DIGITS
    return zlib.crc32(word.encode()) + 1000


def mix(first: Keys, *columns: Keys | int) -> Keys:
    """One number for several, the same on every machine: FNV-like, 64 bits."""
    mixed = _stirred(first)
    for column in columns:
        mixed = _stirred(mixed ^ np.asarray(column, np.uint64))
    return mixed


def _stirred(keys: Keys) -> Keys:
    mixed = keys ^ _BASIS
    mixed *= _PRIME
    mixed ^= mixed >> _SHIFT
    return mixed


def run_starts(values: NDArray[np.integer]) -> Index:
    """Where values that ascend change: the first place of each of them.

    Examples
    --------
    >>> run_starts(np.array([3, 3, 7, 8, 8])).tolist()
    [0, 2, 3]
    """
    starts = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=starts[1:])
    return starts.nonzero()[0]
