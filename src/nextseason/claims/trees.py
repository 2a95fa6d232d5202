"""Boosted trees: how rows of numbers are scored by many small questions in turn.

Rows of features -> log-odds.  Fitted by `./dev train`, stored as plain arrays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
_ARRAYS = ("roots", "feature", "threshold", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in a row; a leaf leads to itself, so that all take equal steps."""

    roots: NDArray[np.int32]  # (n trees,): the places of their first nodes
    feature: NDArray[np.int32]  # (n nodes,): the column that a node looks at
    threshold: Rows  # at most this: to the left
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Rows  # of a leaf, in log-odds
    n_steps: int  # as many as the deepest tree needs

    def log_odds(self, rows: Rows) -> Rows:
        """(n rows,) for (n rows, n features)."""
        n_rows, n_features = rows.shape
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        first = (np.arange(n_rows, dtype=np.int32) * n_features)[:, None]
        node = np.broadcast_to(self.roots, (n_rows, len(self.roots)))
        for _ in range(self.n_steps):
            goes_left = flat.take(first + self.feature.take(node)) <= self.threshold.take(node)
            node = np.where(goes_left, self.left.take(node), self.right.take(node))
        total: Rows = self.value.take(node).sum(axis=1)
        return total


def trees_from(stored: Mapping[str, Any], name: str) -> Trees:
    """The trees that were stored under a name."""
    arrays = {part: stored[f"{name}_{part}"] for part in _ARRAYS}
    return Trees(**arrays, n_steps=int(stored[f"{name}_n_steps"]))


def trees_stored(trees: Trees, name: str) -> dict[str, Any]:
    """What `trees_from` reads."""
    arrays = {f"{name}_{part}": getattr(trees, part) for part in _ARRAYS}
    return arrays | {f"{name}_n_steps": np.int16(trees.n_steps)}
