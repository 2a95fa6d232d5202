"""Boosted trees fitted with LightGBM and kept as plain arrays (`claims/trees.py`)."""

from collections.abc import Iterator, Mapping
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from nextseason.claims.trees import Rows, Trees

# Small trees, many of them, each seeing a part of the features: with a few thousand articles
# larger ones learn single articles by heart.
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "max_depth": 6,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "feature_fraction": 0.3,
    "feature_fraction_bynode": 0.5,
    "max_bin": 63,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
N_TREES = 400


def fit_trees(
    rows: Rows,
    right: NDArray[np.bool_],
    *,
    weight: NDArray[np.float64] | None = None,
    n_trees: int = N_TREES,
) -> Trees:
    """Trees for the log-odds that a row is right."""
    data = lightgbm.Dataset(rows, right.astype(np.float32), weight=weight)
    booster = lightgbm.train(_SETTINGS, data, num_boost_round=n_trees)
    return _packed([t["tree_structure"] for t in booster.dump_model()["tree_info"]])


def _packed(roots: list[Mapping[str, Any]]) -> Trees:
    firsts: list[int] = []
    nodes: list[tuple[Mapping[str, Any], int, int]] = []
    for root in roots:
        firsts.append(len(nodes))
        nodes += [(n, firsts[-1] + left, firsts[-1] + right) for n, left, right in _nodes(root)]
    return Trees(
        roots=np.array(firsts, np.int32),
        feature=np.array([n.get("split_feature", 0) for n, _, _ in nodes], np.int32),
        threshold=np.array([n.get("threshold", 0.0) for n, _, _ in nodes], np.float32),
        left=np.array([left for _, left, _ in nodes], np.int32),
        right=np.array([right for _, _, right in nodes], np.int32),
        value=np.array([n.get("leaf_value", 0.0) for n, _, _ in nodes], np.float32),
        n_steps=max(map(_depth, roots)),
    )


def _nodes(root: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    """The nodes of a tree, the root first, each with the places of those below it."""
    waiting, n_placed = [root], 1
    for place, node in enumerate(waiting):
        if "leaf_value" in node:
            yield node, place, place
        else:
            yield node, n_placed, n_placed + 1
            n_placed += 2
            waiting += [node["left_child"], node["right_child"]]


def _depth(node: Mapping[str, Any]) -> int:
    if "leaf_value" in node:
        return 0
    return 1 + max(_depth(node["left_child"]), _depth(node["right_child"]))
