"""Boosted trees: how rows of numbers are scored by many small questions in turn.

Rows of features -> log-odds.  Fitted by `./dev train`, stored as plain arrays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.tokens import Index

Rows = NDArray[np.float32]
_Bits = NDArray[np.uint16]  # one for each leaf of a tree
_ARRAYS = ("roots", "feature", "threshold", "left", "right", "value")
MAX_LEAVES = 16
# The lowest bit that is not set, of each number of 16 bits; 0 where all are.
_LOWEST_UNSET = np.zeros(1 << MAX_LEAVES, np.uint8)
for _bit in reversed(range(MAX_LEAVES)):
    _LOWEST_UNSET[~np.arange(1 << MAX_LEAVES) >> _bit & 1 == 1] = _bit


class _Questions(NamedTuple):
    """All questions of all trees, to be put to a row at once: the first of each tree, ...

    Who answers one with "more" cannot end in a leaf to its left.  The first leaf that no
    answer rules out is the one where the row ends (Lucchese et al., QuickScorer, 2015).
    """

    n_each: int  # questions of a tree; those that it has less are never answered with "more"
    feature: Index  # (n questions,)
    threshold: Rows  # (n questions, 1)
    ruled_out: _Bits  # (n questions, 1)
    value: Rows  # (n trees * MAX_LEAVES,): of the leaves from left to right


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees in a row, each tree's behind its root; a leaf leads to itself."""

    roots: NDArray[np.int32]  # (n trees,): the places of their first nodes
    feature: NDArray[np.int32]  # (n nodes,): the column that a node looks at
    threshold: Rows  # at most this: to the left
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Rows  # of a leaf, in log-odds
    n_steps: int  # as many as the deepest tree needs

    @cached_property
    def _questions(self) -> _Questions:
        nodes, n_trees = np.arange(len(self.feature)), len(self.roots)
        is_leaf = self.left == nodes
        below, first = self._leaves(is_leaf)
        tree = np.searchsorted(self.roots, nodes, side="right") - 1
        value = np.zeros((n_trees, MAX_LEAVES), np.float32)
        value[tree[is_leaf], first[is_leaf]] = self.value[is_leaf]
        asking = np.flatnonzero(~is_leaf)
        n_before = np.cumsum(~is_leaf) - ~is_leaf
        turn = (n_before - n_before[self.roots][tree])[asking]
        n_each = int(turn.max(initial=-1)) + 1
        at = turn * n_trees + tree[asking]
        feature = np.zeros(n_each * n_trees, np.intp)
        threshold = np.full((n_each * n_trees, 1), np.inf, np.float32)
        ruled_out = np.zeros((n_each * n_trees, 1), np.uint16)
        feature[at], threshold[at, 0] = self.feature[asking], self.threshold[asking]
        ruled_out[at, 0] = (1 << below[self.left[asking]]) - 1 << first[asking]
        return _Questions(n_each, feature, threshold, ruled_out, value.ravel())

    def _leaves(self, is_leaf: NDArray[np.bool_]) -> tuple[Index, Index]:
        """Of each node the number of leaves below it, and of those to its left."""
        below, first = np.ones(len(is_leaf), np.intp), np.zeros(len(is_leaf), np.intp)
        inner = np.flatnonzero(~is_leaf)
        left, right = self.left[inner], self.right[inner]
        for _ in range(self.n_steps):
            below[inner] = below[left] + below[right]
        for _ in range(self.n_steps):
            first[left], first[right] = first[inner], first[inner] + below[left]
        return below, first

    def log_odds(self, rows: Rows) -> Rows:
        """(n rows,) for (n rows, n features)."""
        asked, n_trees = self._questions, len(self.roots)
        columns = np.ascontiguousarray(rows.T, dtype=np.float32)
        more = columns.take(asked.feature, axis=0) > asked.threshold
        out = (more * asked.ruled_out).reshape(asked.n_each, n_trees, len(rows))
        leaf = _LOWEST_UNSET.take(np.bitwise_or.reduce(out, axis=0))
        found = asked.value.take(leaf + MAX_LEAVES * np.arange(n_trees)[:, None])
        total: Rows = np.ascontiguousarray(found.T).sum(axis=1)
        return total


def trees_from(stored: Mapping[str, Any], name: str) -> Trees:
    """The trees that were stored under a name."""
    arrays = {part: stored[f"{name}_{part}"] for part in _ARRAYS}
    return Trees(**arrays, n_steps=int(stored[f"{name}_n_steps"]))


def trees_stored(trees: Trees, name: str) -> dict[str, Any]:
    """What `trees_from` reads."""
    arrays = {f"{name}_{part}": getattr(trees, part) for part in _ARRAYS}
    return arrays | {f"{name}_n_steps": np.int16(trees.n_steps)}
