"""Weights for finding the shows of an article (`claims/shows.py`).

The main show is one of an article's candidates: a softmax over them.  Whether a candidate is
a show at all is a logistic regression.  Both are linear, with a ridge penalty.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Annotated
from nextseason.claims.candidates import find_candidates
from nextseason.claims.names import find_names
from nextseason.claims.persons import find_people
from nextseason.claims.sentences import Kind, Sentence, split_sentences
from nextseason.claims.show_features import show_features
from nextseason.claims.shows import ShowModel
from nextseason.claims.tokens import tokenize
from nextseason.claims.vectors import word_vectors
from nextseason.titles import fold
from nextseason.wire import article_from_json

Array = NDArray[np.float32]
MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/show_model.npz"
MAIN_PENALTY = 100.0  # ridge on scaled features
SIDE_PENALTY = 1000.0
# Log-odds from which a name is taken for a show; a missed show loses its claims, a false one
# seldom makes any.
THRESHOLD = -0.4
MANY = 4  # articles that use a name


@dataclass(frozen=True)
class Ballot:
    """One article: its candidates with their features, and which of them are right."""

    titles: list[str]
    named: list[dict[str, float]]
    keys: list[str]
    build: Callable[[Sequence[str], frozenset[str]], Array]  # names of features, others -> table
    is_main: NDArray[np.bool_]
    is_show: NDArray[np.bool_]


def ballot(annotated: Annotated) -> Ballot | None:
    """The ballot of an annotated article; None where it is about no show."""
    if not annotated["claims"]:
        return None
    article = article_from_json(annotated)
    sentences = split_sentences(article.text)
    names = [tuple(find_names(s.text)) for s in sentences]
    candidates = find_candidates(article.title, sentences, names)
    title = Sentence(article.title, 0, len(article.title), -1, Kind.HEADING)
    tokens = tokenize([title, *sentences])
    people = find_people([article.title, *(s.text for s in sentences)])
    persons = frozenset(fold(name) for name in people.by_part.values())
    counts = Counter(fold(claim["show"]) for claim in annotated["claims"])
    mains = {
        counts.most_common(1)[0][0],
        *(fold(line["show"]) for line in annotated["bottom_line"][:1]),
    }
    return Ballot(
        titles=[c.title for c in candidates],
        named=[dict(c.features) for c in candidates],
        keys=[c.key for c in candidates],
        build=lambda columns, others: show_features(
            candidates, columns, tokens, word_vectors(), article.url, persons, others
        ),
        is_main=np.array([c.key in mains for c in candidates]),
        is_show=np.array([c.key in counts for c in candidates]),
    )


def fit(ballots: Sequence[Ballot]) -> ShowModel:
    """The model of these articles; the same data give the same weights."""
    names = tuple(sorted({name for b in ballots for f in b.named for name in f}))
    used = Counter(key for b in ballots for key in b.keys)
    meant = Counter(key for b in ballots for key, yes in zip(b.keys, b.is_show, strict=True) if yes)
    tables = [b.build(names, _others(b, used, meant)) for b in ballots]
    scale = np.vstack(tables).std(axis=0) + 1e-3
    scaled = [(t / scale).astype(np.float32) for t in tables]
    side = LogisticRegression(C=1 / SIDE_PENALTY, max_iter=300).fit(
        np.vstack(scaled), np.concatenate([b.is_show for b in ballots])
    )
    return ShowModel(
        names=names,
        others=frozenset(k for k, n in used.items() if n >= MANY and not meant[k]),
        scale=scale.astype(np.float32),
        main_weights=_fit_main(scaled, [b.is_main for b in ballots]).astype(np.float32),
        side_weights=side.coef_[0].astype(np.float32),
        side_bias=float(side.intercept_[0]),
        threshold=THRESHOLD,
    )


def _others(ballot: Ballot, used: Counter[str], meant: Counter[str]) -> frozenset[str]:
    """The names that many other articles use and none of them for a show."""
    own = {key for key, yes in zip(ballot.keys, ballot.is_show, strict=True) if yes}
    return frozenset(k for k in ballot.keys if used[k] > MANY and meant[k] == (k in own))


def save(model: ShowModel) -> None:
    np.savez_compressed(
        MODEL,
        names=np.frombuffer("\n".join(model.names).encode(), dtype=np.uint8),
        others=np.frombuffer("\n".join(sorted(model.others)).encode(), dtype=np.uint8),
        scale=model.scale,
        main=model.main_weights,
        side=model.side_weights,
        side_bias=np.float32(model.side_bias),
        threshold=np.float32(model.threshold),
    )


def _fit_main(tables: list[Array], right: list[NDArray[np.bool_]]) -> NDArray[np.float64]:
    known = [(t, r) for t, r in zip(tables, right, strict=True) if r.any()]
    table = np.vstack([t for t, _ in known])
    is_right = np.concatenate([r for _, r in known])
    sizes = np.array([len(r) for _, r in known])
    starts = np.cumsum(sizes) - sizes

    def share(odds: NDArray[np.float64]) -> NDArray[np.float64]:
        total: NDArray[np.float64] = np.repeat(np.add.reduceat(odds, starts), sizes)
        return odds / total

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        probability = share(odds)
        hits = np.add.reduceat(probability * is_right, starts)
        pull = probability - share(odds * is_right)
        total = MAIN_PENALTY / 2 * weights @ weights - np.log(hits + 1e-12).sum()
        return float(total), MAIN_PENALTY * weights + table.T @ pull

    found = minimize(
        loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return np.asarray(found.x, dtype=np.float64)
