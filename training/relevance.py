"""Weights for whether an article is about a season at all (`claims/relevance.py`).

The annotated articles that are about none are few and odd; what teaches here is our own texts,
of which one in four is about none.  Snippets stand for what is short: a headline, an item of a
feed.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.corpus import Annotated
from nextseason.claims.relevance import relevance_features
from nextseason.claims.sentences import split_sentences
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.trees import Trees, trees_stored
from nextseason.claims.vectors import Vectors, word_vectors
from nextseason.claims.witness import topics_of
from training.snippets import Snippet
from training.trees import fit_trees

MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/relevance.npz"
N_TREES = 300
OTHER_WEIGHT = 3.0  # of an article about no season against one that is
SHORT_WEIGHT = 0.2  # of a snippet


def fit(annotated: Sequence[Annotated], snippets: Sequence[Snippet]) -> Trees:
    """The trees of these articles; about a season is what has a claim."""
    short = [" ".join(s.sentences) for s in snippets if s.told]
    rows = [_features(one["title"], one["text"]) for one in annotated]
    rows += [_features(text, text) for text in short]
    right = np.array([bool(one["claims"]) for one in annotated] + [True] * len(short))
    weight = np.where(right, 1.0, OTHER_WEIGHT)
    weight[len(annotated) :] = SHORT_WEIGHT
    return fit_trees(np.vstack(rows), right, weight=weight, n_trees=N_TREES)


def _features(title: str, text: str) -> Vectors:
    sentences = split_sentences(text)
    tokens = tokenize_article(title, sentences)
    return relevance_features(tokens, [*map(topics_of, sentences)], word_vectors())


def save(trees: Trees) -> None:
    np.savez_compressed(MODEL, **trees_stored(trees, "trees"))
