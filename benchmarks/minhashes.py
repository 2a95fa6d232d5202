"""MinHash from several libraries: what a signature and an index of signatures cost, and err.

As a program: `python -m benchmarks.minhashes NAME N` fills the index of that name with N
signatures and prints the processor seconds for each.
"""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]
from numpy.typing import NDArray
from rensa import (  # type: ignore[import-untyped]
    CMinHash,
    RMinHash,
    RMinHashDeduplicator,
)

from nextseason.articles.signatures import BANDS, BYTES, Signatures, signature

SETS = 448  # runs of three in 450 words
PAIRS = 400
INDEXED = 50_000
LAUNCHER = Path(__file__).with_name("launch.py")

Hashes = NDArray[np.uint64]
Values = NDArray[Any]


def compared() -> str:
    rows = [
        f"| {BYTES} values of {SETS} hashes | µs each | error at Jaccard 0.5 (theory: "
        f"{np.sqrt(0.25 / BYTES):.4f}) | at 0.8 ({np.sqrt(0.16 / BYTES):.4f}) |",
        "|---|---:|---:|---:|",
        *(_signature_row(name, made) for name, made in SIGNATURES.items()),
        "",
        f"| index of {INDEXED:,} signatures without copies | µs each, to look up and add "
        "| bytes each |",
        "|---|---:|---:|",
        *(_index_row(name) for name in INDEXES),
        "",
        f"Each index has {BANDS} bands of 4. Bytes: peak memory beyond that of an index of one.",
    ]
    return "\n".join(rows)


def _signature_row(name: str, made: Callable[[Hashes], Values]) -> str:
    rng = np.random.default_rng(5)
    seconds, errors = 0.0, []
    for jaccard in (0.5, 0.8):
        pairs = [_pair(jaccard, rng) for _ in range(PAIRS)]
        made(pairs[0][0])  # warm
        began = time.process_time()
        signed = [(made(one), made(other)) for one, other in pairs]
        seconds += time.process_time() - began
        off = [(one == other).mean() - jaccard for one, other in signed]
        errors.append(np.sqrt(np.mean(np.square(off))))
    return f"| {name} | {1e6 * seconds / 4 / PAIRS:.0f} | {errors[0]:.4f} | {errors[1]:.4f} |"


def _pair(jaccard: float, rng: np.random.Generator) -> tuple[Hashes, Hashes]:
    common = round(2 * SETS * jaccard / (1 + jaccard))
    hashes = rng.integers(0, 2**64, 2 * SETS - common, dtype=np.uint64)
    return hashes[:SETS], hashes[SETS - common :]


def _ours(hashes: Hashes) -> Values:
    return signature(hashes, seed=1)


def _rensa_c(hashes: Hashes) -> Values:
    return np.array(CMinHash.digests64_from_token_hash_sets([hashes.tolist()], BYTES, 1)[0])


_ANY = MinHash(BYTES)


def _datasketch(hashes: Hashes) -> Values:
    made = MinHash(BYTES, hashfunc=int, permutations=_ANY.permutations, scheme=_ANY.scheme)
    made.update_batch((hashes >> np.uint64(32)).tolist())
    return np.asarray(made.hashvalues)


_RNG = np.random.default_rng(1)
_FACTORS = _RNG.integers(0, 2**32, (BYTES, 1), dtype=np.uint32) | np.uint32(1)
_TERMS = _RNG.integers(0, 2**32, (BYTES, 1), dtype=np.uint32)


def _numpy(hashes: Hashes) -> Values:
    mapped = _FACTORS * (hashes >> np.uint64(32)).astype(np.uint32) + _TERMS
    return np.asarray(mapped.min(axis=1))


SIGNATURES: dict[str, Callable[[Hashes], Values]] = {
    "ours: rensa's R-MinHash, a byte of each value": _ours,
    "rensa's C-MinHash": _rensa_c,
    "datasketch 2, `update_batch`, permutations and hashes given": _datasketch,
    "NumPy: smallest of a·h+b": _numpy,
}


def _index_row(name: str) -> str:
    one, many = _filled(name, 1), _filled(name, INDEXED)
    each = 1e6 * (many[1] - one[1]) / INDEXED
    return f"| {name} | {1e6 * many[0]:.0f} | {each:,.0f} |"


def _filled(name: str, n: int) -> tuple[float, float]:
    """Processor seconds for each, and peak MB, of a process that fills an index."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, LAUNCHER, sys.executable, "-m", "benchmarks.minhashes", name, str(n)],
        capture_output=True,
        check=True,
        text=True,
    )
    return float(done.stdout), json.loads(done.stderr.splitlines()[-1])[2]


def _into_ours() -> Iterator[float]:
    index = Signatures()
    for hashes in _sets():
        made = signature(hashes, seed=1)
        began = time.process_time()
        index.like(made, at_least=0.5)
        index.add(made)
        yield time.process_time() - began


def _into_rensa() -> Iterator[float]:
    index = RMinHashDeduplicator(0.5, BYTES, use_lsh=True, num_bands=BANDS, seed=1)
    for number, hashes in enumerate(_sets()):
        made = RMinHash(BYTES, 1)
        made.update(hashes.astype("S20").tolist())
        began = time.process_time()
        index.add(str(number), made)
        yield time.process_time() - began


def _into_datasketch() -> Iterator[float]:
    index = MinHashLSH(num_perm=BYTES, params=(BANDS, BYTES // BANDS))
    for number, hashes in enumerate(_sets()):
        made = MinHash(BYTES, hashfunc=int)
        made.update_batch((hashes >> np.uint64(32)).tolist())
        began = time.process_time()
        index.query(made)
        index.insert(number, made, check_duplication=False)
        yield time.process_time() - began


def _sets() -> Iterator[Hashes]:
    rng = np.random.default_rng(9)
    while True:
        yield rng.integers(0, 2**64, SETS, dtype=np.uint64)


INDEXES: dict[str, Callable[[], Iterator[float]]] = {
    "ours": _into_ours,
    "rensa's `RMinHashDeduplicator`": _into_rensa,
    "datasketch's `MinHashLSH`, which keeps no signatures": _into_datasketch,
}


if __name__ == "__main__":
    name, n = sys.argv[1], int(sys.argv[2])
    print(sum(itertools.islice(INDEXES[name](), n)) / n)
