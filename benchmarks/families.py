"""Made-up articles of some 450 words, a third of them copies of others, more or less changed.

A number -> the text that bears it, the same each time: a stream of a million is never held,
and any of its texts can be made again to be looked at.

Words and set phrases are drawn by Zipf's law; half of the texts end with a notice that their
site prints below everything.  The members of a family come anywhere in the stream, the one
with the unchanged words among them, so a changed one may come first.
"""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

MEAN_WORDS = 450
SPREAD_WORDS = 0.4  # of the logarithm
WORD_RANGE = (60, 3000)
N_WORDS, N_PHRASES = 50_000, 5_000
N_SITES = 300
LONE_SHARE = 0.85  # of the families; the others have copies, by Zipf's law
LARGEST = 100

Rng = np.random.Generator
Words = list[str]


class Source(Protocol):
    """Where words come from that are not the story's own."""

    def words(self, n: int, rng: Rng) -> Words: ...


# The words of a story, how much of them is changed (0 to 1), and what they are changed to.
Edit = Callable[[Words, float, Source, Rng], Words]


class Language(NamedTuple):
    units: list[Words]  # words and phrases, in no order
    cumulative: NDArray[np.float64]  # their chances, summed up

    def words(self, n: int, rng: Rng) -> Words:
        drawn = np.searchsorted(self.cumulative, rng.random(n))
        return list(chain.from_iterable(self.units[i] for i in drawn.tolist()))[:n]


class Stream:
    """`n` texts, each made when it is asked for.

    Examples
    --------
    >>> stream = Stream(100, seed=1)
    >>> stream.text(7) == stream.text(7)
    True
    """

    def __init__(self, n: int, *, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.n, self._seed = n, seed
        self._language, self._edits = _language(rng), tuple(EDITS.values())
        self._notices = [
            self._language.words(size, rng) for size in rng.integers(20, 60, N_SITES).tolist()
        ]
        self.family, self._is_first = _families(n, rng)

    def text(self, number: int) -> str:
        told = self._told(int(self.family[number]))
        rng = np.random.default_rng((self._seed, 1, number))
        if not self._is_first[number]:
            edit = self._edits[rng.integers(len(EDITS))]
            told = edit(told, float(rng.random()), self._language, rng)
        if rng.random() < 0.5:
            told = told + self._notices[rng.integers(N_SITES)]
        return " ".join(told)

    def _told(self, family: int) -> Words:
        rng = np.random.default_rng((self._seed, 0, family))
        centre = np.log(MEAN_WORDS) - SPREAD_WORDS**2 / 2
        return self._language.words(
            int(np.clip(rng.lognormal(centre, SPREAD_WORDS), *WORD_RANGE)), rng
        )


def _language(rng: Rng) -> Language:
    letters = np.array(list("etaoinshrdlcumwfgypbvk"))
    lengths = rng.integers(2, 11, N_WORDS).tolist()
    words = ["".join(rng.choice(letters, size)) for size in lengths]
    common = 1 / np.arange(1, N_WORDS + 1) ** 1.05
    sizes = rng.integers(3, 7, N_PHRASES).tolist()
    phrases = [
        [words[i] for i in rng.choice(N_WORDS, size, p=common / common.sum())] for size in sizes
    ]
    usual = 0.05 * common.sum() / np.arange(1, N_PHRASES + 1) / np.log(N_PHRASES)
    chances = np.concatenate([common, usual])
    return Language([*([word] for word in words), *phrases], np.cumsum(chances / chances.sum()))


def _families(n: int, rng: Rng) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each text the number of its family, and whether it has the unchanged words."""
    sizes = np.where(rng.random(n) < LONE_SHARE, 1, 1 + np.minimum(rng.zipf(1.9, n), LARGEST))
    sizes = sizes[: np.searchsorted(np.cumsum(sizes), n) + 1]
    family = np.repeat(np.arange(sizes.size), sizes)
    is_first = np.diff(family, prepend=-1) > 0
    order = rng.permutation(family.size)[:n]
    return family[order], is_first[order]


def _same(told: Words, much: float, others: Source, rng: Rng) -> Words:
    return told


def _notice_added(told: Words, much: float, others: Source, rng: Rng) -> Words:
    return told + others.words(10 + int(140 * much), rng)


def _lead_rewritten(told: Words, much: float, others: Source, rng: Rng) -> Words:
    n = 20 + int(130 * much)
    return others.words(n, rng) + told[n:]


def _cut(told: Words, much: float, others: Source, rng: Rng) -> Words:
    return told[: int((0.4 + 0.6 * much) * len(told))]


def _words_changed(told: Words, much: float, others: Source, rng: Rng) -> Words:
    changed = (rng.random(len(told)) < 0.01 + 0.14 * much).tolist()
    new = others.words(len(told), rng)
    return [other if c else word for c, word, other in zip(changed, told, new, strict=True)]


def _quoted(told: Words, much: float, others: Source, rng: Rng) -> Words:
    n = int((0.15 + 0.45 * much) * len(told))
    start = int(rng.integers(len(told) - n + 1))
    own = others.words(len(told) - n, rng)
    return own[: len(own) // 2] + told[start : start + n] + own[len(own) // 2 :]


EDITS: dict[str, Edit] = {
    "unchanged": _same,
    "10 to 150 words added below": _notice_added,
    "the first 20 to 150 words changed": _lead_rewritten,
    "cut down to 40 to 100 %": _cut,
    "1 to 15 % of the words changed": _words_changed,
    "15 to 60 % quoted in another text": _quoted,
}
