"""Points for the words of a page (`articles/glance.py`).

A linear model over words and what they mean, so that a word that our texts do not have counts
like those near it.  Half of our own texts are fitted on (`is_for_tuning`); the others measure it.
Other things are what those of our texts without a claim and `training/other` are about, each as it
stands and in many mixtures: a page of the web is seldom about one thing only, and neither is one
about a show.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Annotated
from nextseason.articles.glance import words_of
from nextseason.claims.vectors import Table, word_vectors
from training.annotated import is_for_tuning

MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/articles/glance.npz"
PROSE = Path(__file__).with_name("other") / "prose.txt"
SEED = 40
MIXTURES = 1_500
MIXED_SENTENCES = (8, 70)
FOREIGN_SENTENCES = (1, 15)  # of other things, behind a text about a show: comments, teasers
VECTOR_WEIGHT = 0.1  # of a word's meaning against the word itself, as scale of the feature
WORD_WEIGHT = 2.0
STRENGTH = 10.0  # inverse of the penalty
KEPT = 0.7  # points nearer to 0 tell too little for what it costs to look them up
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

Words = set[bytes]


def fit(annotated: Sequence[Annotated]) -> tuple[dict[bytes, float], float]:
    """The points of each word, and the log-odds of a text without any."""
    texts = [a for a in annotated if is_for_tuning(a)]
    rng = random.Random(SEED)  # noqa: S311
    about = [_text(a) for a in texts if a["claims"]]
    other = [_text(a) for a in texts if not a["claims"]]
    sentences = [s for t in (*other, PROSE.read_text(encoding="utf-8")) for s in _sentences(t)]
    about += [f"{text} {_mixture(rng, sentences, FOREIGN_SENTENCES)}" for text in about]
    other += [_mixture(rng, sentences, MIXED_SENTENCES) for _ in range(MIXTURES)]
    right = np.array([True] * len(about) + [False] * len(other))
    return _fit([*map(_words, (*about, *other))], right)


def _mixture(rng: random.Random, sentences: Sequence[str], n: tuple[int, int]) -> str:
    return " ".join(rng.sample(sentences, rng.randint(*n)))


def _fit(docs: Sequence[Words], right: NDArray[np.bool_]) -> tuple[dict[bytes, float], float]:
    table = word_vectors()
    seen = {word: n for n, word in enumerate(sorted({w for words in docs for w in words}))}
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(_features(docs, seen, table), right)
    coef = model.coef_[0]
    n_dims = table.vectors.shape[1]
    everything = sorted({*seen, *(w.encode() for w in table.rows if w.isascii() and w.isalnum())})
    points = {
        word: float(table.vectors[table.rows.get(word.decode(), 0)] @ coef[:n_dims]) * VECTOR_WEIGHT
        + (coef[n_dims + seen[word]] * WORD_WEIGHT if word in seen else 0.0)
        for word in everything
    }
    return points, float(model.intercept_[0])


def _features(docs: Sequence[Words], seen: dict[bytes, int], table: Table) -> sp.csr_matrix:
    """A row per text: its words and the sum of their vectors, over the root of their number."""
    rows, columns, values, means = [], [], [], []
    for n, words in enumerate(map(sorted, docs)):
        scale = len(words) ** -0.5
        vectors = table.vectors[[table.rows.get(w.decode(), 0) for w in words]]
        means.append(vectors.sum(axis=0) * scale * VECTOR_WEIGHT)
        known = [seen[w] for w in words if w in seen]
        rows += [n] * len(known)
        columns += known
        values += [WORD_WEIGHT * scale] * len(known)
    single = sp.csr_matrix((values, (rows, columns)), shape=(len(docs), len(seen)))
    return sp.hstack([sp.csr_matrix(np.array(means)), single]).tocsr()


def _text(annotated: Annotated) -> str:
    return f"{annotated['title']}\n{annotated['text']}"


def _words(text: str) -> Words:
    return words_of(text.lower().encode())


def _sentences(text: str) -> list[str]:
    return [s for s in _SENTENCE.split(text) if len(s.split()) > 2]


def save(points: dict[bytes, float], without_words: float) -> None:
    kept = {word: p for word, p in points.items() if abs(p) > KEPT}
    scale = max(map(abs, kept.values())) / 127
    np.savez_compressed(
        MODEL,
        words=np.frombuffer(b"\n".join(kept), dtype=np.uint8),
        points=np.rint(np.array([*kept.values()]) / scale).astype(np.int8),
        scale=np.float32(scale),
        without_words=np.float32(without_words),
    )
