"""Weights for finding the shows of an article (`claims/shows.py`).

The main show is one of an article's candidates: a linear softmax over them, and trees.  Whether
a candidate is a show at all a logistic regression says by the words around it, and then trees,
first by itself, then in its company.  Each learns from what those before it say of articles
that they did not see.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Annotated
from nextseason.claims.candidates import Candidate, find_candidates
from nextseason.claims.names import find_names
from nextseason.claims.persons import find_people
from nextseason.claims.sentences import split_sentences
from nextseason.claims.show_company import company_features
from nextseason.claims.show_context import ContextModel, context_features
from nextseason.claims.show_features import show_features
from nextseason.claims.shows import ShowModel
from nextseason.claims.tokens import Index, Keys, tokenize_article
from nextseason.claims.trees import trees_stored
from nextseason.claims.vectors import word_vectors
from nextseason.titles import fold
from nextseason.wire import article_from_json
from training.trees import fit_trees

Array = NDArray[np.float32]
MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/show_model.npz"
MAIN_PENALTY = 100.0  # ridge on scaled features
CONTEXT_PENALTY = 0.5  # liblinear's C: smaller is milder weights
RARE = 3  # features of fewer candidates say nothing
SMALL = 0.01  # weights below are dropped
N_PARTS = 3  # what is learned on two parts judges the third, for those that build on it
MANY = 4  # articles that use a name


@dataclass(frozen=True)
class Ballot:
    """One article: its candidates with their features, and which of them are right."""

    candidates: list[Candidate]
    named: list[dict[str, float]]
    build: Callable[[Sequence[str], frozenset[str]], Array]  # names of features, others -> table
    context: tuple[Index, Keys]
    is_main: NDArray[np.bool_]
    is_show: NDArray[np.bool_]
    part: int  # of N_PARTS; articles about one show are in the same


def ballot(annotated: Annotated) -> Ballot | None:
    """The ballot of an annotated article, which may be about no show; None if it names nothing."""
    article = article_from_json(annotated)
    sentences = split_sentences(article.text)
    names = [tuple(find_names(s.text)) for s in sentences]
    candidates = find_candidates(article.title, sentences, names)
    if not candidates:
        return None
    tokens = tokenize_article(article.title, sentences)
    vectors = word_vectors()
    people = find_people([article.title, *(s.text for s in sentences)])
    persons = frozenset(fold(name) for name in people.by_part.values())
    counts = Counter(fold(claim["show"]) for claim in annotated["claims"])
    mains = {key for key, _ in counts.most_common(1)}
    mains |= {fold(line["show"]) for line in annotated["bottom_line"][:1]}
    return Ballot(
        candidates=candidates,
        named=[dict(c.features) for c in candidates],
        build=lambda columns, others: show_features(
            candidates, columns, tokens, vectors, article.url, persons, others
        ),
        context=context_features(candidates, tokens, vectors.groups[vectors.find(tokens.words)]),
        is_main=np.array([c.key in mains for c in candidates]),
        is_show=np.array([c.key in counts for c in candidates]),
        part=zlib.crc32((min(mains, default="") or article.id).encode()) % N_PARTS,
    )


def fit_unseen(ballots: Sequence[Ballot]) -> list[ShowModel]:
    """For each part the model of the other parts' articles."""
    return [fit([b for b in ballots if b.part != part]) for part in range(N_PARTS)]


def fit(ballots: Sequence[Ballot]) -> ShowModel:
    """The model of these articles; the same data give the same trees."""
    names = tuple(sorted({name for b in ballots for f in b.named for name in f}))
    used = Counter(c.key for b in ballots for c in b.candidates)
    meant = Counter(
        c.key for b in ballots for c, yes in zip(b.candidates, b.is_show, strict=True) if yes
    )
    is_show = [b.is_show for b in ballots]
    parts = np.repeat([b.part for b in ballots], [len(b.candidates) for b in ballots])
    right = np.concatenate(is_show)
    of_each = [b.build(names, _others(b, used, meant)) for b in ballots]
    tables = [
        np.column_stack([table, context])
        for table, context in zip(of_each, _unseen_context(ballots), strict=True)
    ]
    rows = np.vstack(tables)
    scale = rows.std(axis=0) + 1e-3
    alone = np.zeros(len(right), np.float32)
    for part in range(N_PARTS):
        out = parts == part
        alone[out] = fit_trees(rows[~out], right[~out]).log_odds(rows[out])
    company = [
        company_features(b.candidates, some)
        for b, some in zip(ballots, _by_ballot(ballots, alone), strict=True)
    ]
    in_company = np.hstack([rows, np.vstack(company)])
    scaled = [(t / scale).astype(np.float32) for t in tables]
    return ShowModel(
        names=names,
        others=frozenset(k for k, n in used.items() if n >= MANY and not meant[k]),
        context=_fit_context(ballots),
        scale=scale.astype(np.float32),
        main_weights=_fit_main(scaled, [b.is_main for b in ballots]).astype(np.float32),
        alone_trees=fit_trees(rows, right),
        side_trees=fit_trees(in_company, right),
        main_trees=fit_trees(in_company, np.concatenate([b.is_main for b in ballots])),
    )


def _unseen_context(ballots: Sequence[Ballot]) -> Iterator[Array]:
    """Of each article the log-odds of its names by the words around, as others taught them."""
    models = [_fit_context([b for b in ballots if b.part != part]) for part in range(N_PARTS)]
    for b in ballots:
        yield models[b.part].log_odds(b.context, len(b.candidates))


def _fit_context(ballots: Sequence[Ballot]) -> ContextModel:
    sizes = np.array([len(b.candidates) for b in ballots])
    starts = np.cumsum(sizes) - sizes
    rows = np.concatenate([b.context[0] + start for b, start in zip(ballots, starts, strict=True)])
    keys, columns = np.unique(np.concatenate([b.context[1] for b in ballots]), return_inverse=True)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(sizes.sum(), len(keys)))
    matrix.data = np.minimum(matrix.data, 1.0)
    common = np.asarray(matrix.sum(axis=0)).ravel() >= RARE
    model = LogisticRegression(C=CONTEXT_PENALTY, solver="liblinear", tol=0.01).fit(
        matrix[:, common], np.concatenate([b.is_show for b in ballots])
    )
    weights = model.coef_[0].astype(np.float16)
    weighs = np.abs(weights) >= SMALL
    return ContextModel(
        keys=keys[common][weighs],
        weights=weights[weighs].astype(np.float32),
        bias=float(model.intercept_[0]),
    )


def _by_ballot(ballots: Sequence[Ballot], values: Array) -> list[Array]:
    return np.split(values, np.cumsum([len(b.candidates) for b in ballots])[:-1])


def _others(ballot: Ballot, used: Counter[str], meant: Counter[str]) -> frozenset[str]:
    """The names that many other articles use and none of them for a show."""
    keys = [c.key for c in ballot.candidates]
    own = {key for key, yes in zip(keys, ballot.is_show, strict=True) if yes}
    return frozenset(k for k in keys if used[k] > MANY and meant[k] == (k in own))


def save(model: ShowModel) -> None:
    np.savez_compressed(
        MODEL,
        names=np.frombuffer("\n".join(model.names).encode(), dtype=np.uint8),
        others=np.frombuffer("\n".join(sorted(model.others)).encode(), dtype=np.uint8),
        context_keys=model.context.keys,
        context_weights=model.context.weights.astype(np.float16),
        context_bias=np.float64(model.context.bias),
        scale=model.scale,
        main=model.main_weights,
        **trees_stored(model.alone_trees, "alone_trees"),
        **trees_stored(model.side_trees, "side_trees"),
        **trees_stored(model.main_trees, "main_trees"),
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
