"""Common random numbers: the same name and seed give the same numbers, whatever else is drawn.

Name, seed -> levels in 0-1.  Pure.  Options and what-ifs are compared in the same worlds, so
their difference is not blurred by luck.
"""

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError

Floats = NDArray[np.float64]

N_BATCHES = 10  # independent ones; how far they differ shows how far the answer has converged
N_DRAWS = 20_000
SEED = 8


def uniforms(name: str, n: int, *, seed: int = SEED) -> Floats:
    """`n` levels, in each of ten batches one from each equal part of 0-1, shuffled.

    Every name has numbers of its own: an input that is added changes no other.

    >>> levels = uniforms("audience", 100)
    >>> bool((levels == uniforms("audience", 100)).all())
    True
    >>> [int(k) for k in np.sort(levels[:10]) * 10]
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    if n < N_BATCHES or n % N_BATCHES:
        raise InputError(f"the number of draws is a multiple of {N_BATCHES}, got {n}")
    if seed < 0:
        raise InputError(f"a seed is 0 or more, got {seed}")
    rng = np.random.Generator(np.random.PCG64([seed, *name.encode()]))
    size = n // N_BATCHES
    parts = [(rng.permutation(size) + rng.random(size)) / size for _ in range(N_BATCHES)]
    # A level of 0 would be minus infinity in normal scores.
    return np.clip(np.concatenate(parts), 1e-12, 1 - 1e-12)


def batch_error(draws: Floats) -> float:
    """Standard error of the mean, from how the batches' means differ."""
    means = draws.reshape(N_BATCHES, -1).mean(axis=1)
    return float(means.std(ddof=1) / np.sqrt(N_BATCHES))
