"""Weights for finding the shows of an article: a conditional logit and a logistic regression.

The main show is one of an article's candidates: a softmax over them, fitted by gradient
descent.  Whether another candidate is a show too is a logistic regression.  Articles about
held-out shows are never used.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.corpus import Annotated, articles, is_held_out, main_show
from nextseason.claims.candidates import find_candidates
from nextseason.claims.names import find_names
from nextseason.claims.sentences import split_sentences
from nextseason.titles import fold

MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/show_model.json"
MAIN_PENALTY = 0.3  # ridge on standardised weights; 0.001 to 0.03 do about as well
SIDE_PENALTY = 0.003
SIDE_THRESHOLD = 0.0  # log-odds: as likely a show as not
N_FOLDS = 5

Array = NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True)
class Ballot:
    """One article: its candidates' features, and which of them are right."""

    features: list[dict[str, float]]
    is_main: NDArray[np.bool_]
    is_show: NDArray[np.bool_]
    fold: int


def train() -> str:
    """Fit both, write them, and say how well they do on shows that they have not seen."""
    ballots = [b for a in articles() if not is_held_out(a) and (b := _ballot(a))]
    held = [b for a in articles() if is_held_out(a) and (b := _ballot(a))]
    right = sum(
        _right(b, fit([o for o in ballots if o.fold != k])["main"])
        for k in range(N_FOLDS)
        for b in ballots
        if b.fold == k
    )
    model = fit(ballots)
    MODEL.write_text(json.dumps(model, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    unseen = sum(_right(b, model["main"]) for b in held)
    return (
        f"main show right on {right} of {len(ballots)} articles, cross-validated by show, "
        f"and on {unseen} of {len(held)} about held-out shows"
    )


def fit(ballots: Sequence[Ballot]) -> dict[str, Any]:
    names = sorted({name for b in ballots for f in b.features for name in f})
    tables = [_table(b.features, names) for b in ballots]
    scale = np.vstack(tables).std(axis=0) + 1e-9
    tables = [t / scale for t in tables]
    main = _fit_main(tables, [b.is_main for b in ballots])
    side, bias = _fit_side(np.vstack(tables), np.concatenate([b.is_show for b in ballots]))
    return {
        "main": _named(names, main / scale),
        "side": _named(names, side / scale),
        "side_bias": round(float(bias), 4),
        "side_threshold": SIDE_THRESHOLD,
    }


def _fit_main(tables: list[Array], right: list[NDArray[np.bool_]]) -> Array:
    known = [(t, r) for t, r in zip(tables, right, strict=True) if r.any()]
    table = np.vstack([t for t, _ in known])
    is_right = np.concatenate([r for _, r in known])
    sizes = np.array([len(r) for _, r in known])
    starts = np.cumsum(sizes) - sizes

    def share(odds: Array) -> Array:
        total: Array = np.repeat(np.add.reduceat(odds, starts), sizes)
        return odds / total

    def loss(weights: Array) -> tuple[float, Array]:
        scores = table @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        probability = share(odds)
        hits = np.add.reduceat(probability * is_right, starts)
        pull = probability - share(odds * is_right)
        total = MAIN_PENALTY / 2 * weights @ weights - np.log(hits + 1e-12).mean()
        return float(total), MAIN_PENALTY * weights + table.T @ pull / len(known)

    return _minimum(loss, table.shape[1])


def _fit_side(table: Array, is_show: NDArray[np.bool_]) -> tuple[Array, float]:
    signs = np.where(is_show, 1.0, -1.0)

    def loss(parameters: Array) -> tuple[float, Array]:
        weights, bias = parameters[:-1], parameters[-1]
        margin = signs * (table @ weights + bias)
        pull = -signs / (1 + np.exp(margin)) / len(signs)
        total = np.logaddexp(0, -margin).mean() + SIDE_PENALTY / 2 * weights @ weights
        return float(total), np.append(table.T @ pull + SIDE_PENALTY * weights, pull.sum())

    parameters = _minimum(loss, table.shape[1] + 1)
    return parameters[:-1], float(parameters[-1])


def _minimum(loss: Any, size: int) -> Array:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float64)


def _ballot(article: Annotated) -> Ballot | None:
    if not article["claims"]:
        return None
    sentences = split_sentences(article["text"])
    names = [tuple(find_names(s.text)) for s in sentences]
    candidates = find_candidates(article["title"], sentences, names)
    counts = Counter(fold(claim["show"]) for claim in article["claims"])
    mains = {
        counts.most_common(1)[0][0],
        *(fold(b["show"]) for b in article["bottom_line"][:1]),
    }
    keys = [c.key for c in candidates]
    return Ballot(
        features=[dict(c.features) for c in candidates],
        is_main=np.array([k in mains for k in keys]),
        is_show=np.array([k in counts for k in keys]),
        fold=int(hashlib.md5(main_show(article).encode()).hexdigest(), 16) % N_FOLDS,  # noqa: S324
    )


def _right(ballot: Ballot, weights: Weights) -> bool:
    scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in ballot.features]
    return bool(scores) and bool(ballot.is_main[int(np.argmax(scores))])


def _table(features: list[dict[str, float]], names: list[str]) -> Array:
    return np.array([[f.get(name, 0.0) for name in names] for f in features]).reshape(
        len(features), len(names)
    )


def _named(names: list[str], weights: Array) -> Weights:
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) > 1e-4}
