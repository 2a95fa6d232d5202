"""A text as the set of its runs of three words: what two copies of an article share.

Text -> an array of hashes.  How many of them two texts share is counted in `signatures`.

Three words, because runs of one or two are shared by chance: of 433 articles about some
140 shows, each in words of its own, the two most alike had 30 % of their words in common,
8 % of their pairs and 4 % of their runs of three.  Longer runs hardly lower that, and a
changed word breaks more of them.
"""

import re

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

RUN_WORDS = 3
# A shorter text is one run, that is, only the same words are a copy of it: notices of 30 words
# about two seasons may differ by two names.
MIN_WORDS = 40
# Of a longer text only the beginning counts, some 35,000 words: the work is bounded.
MAX_CHARS = 200_000

WORD = re.compile(r"\w+")
ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads by multiplying

Hashes = NDArray[np.uint64]


def shingles(text: str) -> Hashes:
    """A hash for each run of three words, in their order, repeated where they are.

    Case and punctuation make no difference.  A script without spaces is taken in runs of
    three clauses.  A text without words has none.

    Examples
    --------
    >>> shingles("Renewed!") == shingles("RENEWED")
    array([ True])
    >>> shingles("one two three four " * 10).size
    38
    >>> shingles("...").size
    0
    """
    words = WORD.findall(text[:MAX_CHARS].casefold())
    if not words:
        return np.empty(0, np.uint64)
    if len(words) < MIN_WORDS:
        return _hashes([" ".join(words)])
    hashes = _hashes(words)
    n = hashes.size - RUN_WORDS + 1
    runs = hashes[:n]
    for nth in range(1, RUN_WORDS):
        runs = _spread(runs) + hashes[nth : nth + n]
    return _spread(runs)


def _hashes(words: list[str]) -> Hashes:
    return np.array(RMinHash.hash_token_sets([words])[0], np.uint64)


def _spread(hashes: Hashes) -> Hashes:
    return (hashes ^ (hashes >> np.uint64(32))) * ODD
