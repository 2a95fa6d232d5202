"""What words mean, as vectors: `vectors.npz`, made by `./dev train vectors` from GloVe.

Words -> rows of a table; row 0 is any word that it does not have.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.tokens import Index, Keys, Tokens

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    rows: dict[str, int]
    vectors: Vectors  # (n words + 1, n dimensions)
    groups: Keys  # (n words + 1,): words that mean about the same share a number

    def find(self, words: Iterable[str]) -> Index:
        """The row of each folded word."""
        return np.array([*map(self.rows.get, words, repeat(0))], dtype=np.intp)

    def rows_of(self, tokens: Tokens) -> Index:
        """The row of each token; they keep it, as they are asked for it twice."""
        if tokens.rows is None:
            tokens.rows = self.find(tokens.words)
        return tokens.rows


@cache
def word_vectors() -> Table:
    with (files("nextseason.claims") / "vectors.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        words = stored["words"].tobytes().decode().split("\n")
        vectors = np.zeros((len(words) + 1, stored["vectors"].shape[1]), np.float32)
        vectors[1:] = stored["vectors"] * stored["scale"]
        groups = np.concatenate([[0], stored["groups"]]).astype(np.uint64)
    return Table({word: i for i, word in enumerate(words, 1)}, vectors, groups)
