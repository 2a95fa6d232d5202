"""How likely each label of each span is: learned weights, and what the grammars say.

Features and drafts -> probabilities.  Two steps: a logistic regression per label over the
features of the span, then one per kind of span over its log-odds and the grammars' word, which
knows how far each is to be believed.  `labels.npz`, made by `./dev train labels`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.key_index import KeyIndex
from nextseason.claims.labels import LABELS
from nextseason.claims.span_features import Features
from nextseason.claims.spans import SpanKind
from nextseason.claims.tokens import Keys, run_starts

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class KindModel:
    """The weights for one kind of span."""

    keys: Keys  # of the features that weigh, ascending
    weights: Scores  # (n features, n labels)
    bias: Scores  # (n labels,)
    belief: Scores  # of the log-odds, the grammars' word, both, any word of theirs; a constant

    @cached_property
    def _index(self) -> KeyIndex:
        return KeyIndex(self.keys)

    def log_odds(self, features: Features) -> Scores:
        """(n spans, n labels) by the features alone."""
        scores = self._unit_scores(features)
        odds: Scores = self.bias + scores.take(features.parts, axis=0).sum(axis=1)
        return odds

    def _unit_scores(self, features: Features) -> Scores:
        """(n units, n labels): the sum of the weights of each unit that these spans have."""
        used = np.zeros(features.n_units, np.bool_)
        used[features.parts] = True
        wanted = used.take(features.units).nonzero()[0]
        at, is_known = self._index.find(features.keys.take(wanted))
        known = is_known.nonzero()[0]
        # A feature counts once in a unit, however often a sentence has it.
        pairs = np.sort(features.units.take(wanted.take(known)) * len(self.keys) + at.take(known))
        units, rows = np.divmod(pairs.take(run_starts(pairs)), len(self.keys))
        scores = np.zeros((features.n_units, len(self.bias)), np.float32)
        if len(rows):
            first = run_starts(units)
            weights = self.weights.take(rows, axis=0)  # in half the time of `self.weights[rows]`
            scores[units.take(first)] = np.add.reduceat(weights, first)
        return scores

    def probability(self, log_odds: Scores, drafted: NDArray[np.bool_]) -> Scores:
        """(n spans, n labels) with the grammars heard; `drafted` of the same shape."""
        signals = stack_signals(log_odds, drafted) @ self.belief[:-1] + self.belief[-1]
        chance: Scores = 1 / (1 + np.exp(-np.clip(signals, -30, 30)))
        return chance


def stack_signals(log_odds: Scores, drafted: NDArray[np.bool_]) -> Scores:
    """What the second step looks at: (n spans, n labels, 4)."""
    signals = np.empty((*drafted.shape, 4), np.float32)
    signals[..., 0] = log_odds
    signals[..., 1] = drafted
    signals[..., 2] = log_odds * drafted
    signals[..., 3] = drafted.any(axis=1, keepdims=True)
    return signals


def drafted_labels(kind: SpanKind, drafts: Sequence[Mapping[str, object]]) -> NDArray[np.bool_]:
    """(n spans, n labels): which labels the grammars gave each span."""
    said = np.zeros((len(drafts), len(LABELS[kind])), np.bool_)
    for row, given in enumerate(drafts):
        for label in given:
            if label in LABELS[kind]:
                said[row, LABELS[kind].index(label)] = True
    return said


LabelModel = Mapping[SpanKind, KindModel]


@cache
def label_model() -> LabelModel:
    with (files("nextseason.claims") / "labels.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return {
            kind: KindModel(
                keys=stored[f"{kind}_keys"],
                weights=stored[f"{kind}_weights"] * stored[f"{kind}_scale"],
                bias=stored[f"{kind}_bias"],
                belief=stored[f"{kind}_belief"],
            )
            for kind in SpanKind
        }
