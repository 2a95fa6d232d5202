"""Weights for what an article as a whole says of a show's fate (`claims/fates.py`).

The article's outcome is learned from bottom lines, a softmax over its words and traits; how far
its sentences follow it, from annotated claims.  Each step learns from what those before it
say of articles that they did not see.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from nextseason.claims.fates import FATES, OUTCOMES, FateModel, Tale, signals_of, tales_of
from nextseason.claims.spans import SpanKind
from nextseason.titles import fold
from training.reader import WEIGHTS, Example, unseen_log_odds

MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/fates.npz"
PENALTY = 0.03  # C of the softmax: smaller is milder weights
RARE = 4  # words of fewer articles say nothing
N_PARTS = 3
_KIND = SpanKind.SUBJECT


@dataclass(frozen=True)
class _Case:
    """One show in one article."""

    example: Example
    tale: Tale
    log_odds: NDArray[np.float32]
    drafted: NDArray[np.bool_]
    outcome: int
    part: int


def fit(examples: Sequence[Example]) -> FateModel:
    """The model of these examples; snippets serve only to weigh what sentences sound like."""
    cases = _cases(examples)
    parts = [_fit_article([c for c in cases if c.part != part]) for part in range(N_PARTS)]
    model = _fit_article(cases)
    return replace(model, belief=_fit_belief(cases, parts))


def _cases(examples: Sequence[Example]) -> list[_Case]:
    n = len(FATES)
    cases = []
    log_odds = unseen_log_odds(examples, _KIND, N_PARTS)
    for example, of_example in zip(examples, log_odds, strict=True):
        if example.source == "snippet" or _KIND not in example.features:
            continue
        spans = [example.page.spans[i] for i in example.features[_KIND][0]]
        told = of_example[:, :n].astype(np.float32), example.drafts(_KIND)[:, :n]
        part = zlib.crc32(example.group.encode()) % N_PARTS
        for tale in tales_of(example.page, spans, *told):
            outcome = OUTCOMES.index(example.fates.get(fold(tale.show), OUTCOMES[-1]))
            cases.append(_Case(example, tale, *told, outcome, part))
    return cases


def _fit_article(cases: Sequence[_Case]) -> FateModel:
    """The first step alone: what its words and traits say of an article's outcome."""
    keys, column, n = np.unique(
        np.concatenate([c.tale.words for c in cases]), return_inverse=True, return_counts=True
    )
    common = n >= RARE
    kept = common[column]
    rows = np.repeat(np.arange(len(cases)), [len(c.tale.words) for c in cases])[kept]
    places = (np.cumsum(common) - 1)[column[kept]]
    words = csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(cases), common.sum()))
    traits = np.stack([c.tale.traits for c in cases])
    centre, scale = traits.mean(axis=0), traits.std(axis=0) + 1e-3
    softmax = LogisticRegression(C=PENALTY, max_iter=300).fit(
        hstack([words, csr_matrix((traits - centre) / scale)]).tocsr(),
        [c.outcome for c in cases],
        sample_weight=[WEIGHTS[c.example.source] for c in cases],
    )
    weights = np.zeros((len(OUTCOMES), words.shape[1] + traits.shape[1]))
    bias = np.full(len(OUTCOMES), -30.0)
    weights[softmax.classes_], bias[softmax.classes_] = softmax.coef_, softmax.intercept_
    of_traits = weights[:, words.shape[1] :].T / scale[:, None]
    return FateModel(
        keys=keys[common],
        words=weights[:, : words.shape[1]].T.astype(np.float16).astype(np.float32),
        traits=of_traits.astype(np.float32),
        bias=(bias - centre @ of_traits).astype(np.float32),
        belief=np.zeros(0, np.float32),
    )


def _fit_belief(cases: Sequence[_Case], parts: Sequence[FateModel]) -> NDArray[np.float32]:
    """How far a sentence follows its article, which it has not taught."""
    signals, right, weight = [], [], []
    for c in cases:
        where = c.tale.rows, slice(len(FATES))
        counts = c.example.counts[_KIND][where]
        outcomes = parts[c.part].outcomes(c.tale)
        signals.append(signals_of(c.tale, c.log_odds, c.drafted, outcomes)[counts])
        right.append(c.example.right[_KIND][where][counts])
        weight.append(np.full(counts.sum(), WEIGHTS[c.example.source]))
    model = LogisticRegression(C=10.0, max_iter=300).fit(
        np.concatenate(signals), np.concatenate(right), sample_weight=np.concatenate(weight)
    )
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def save(model: FateModel) -> None:
    np.savez_compressed(
        MODEL,
        keys=model.keys,
        words=model.words.astype(np.float16),
        traits=model.traits,
        bias=model.bias,
        belief=model.belief,
    )
