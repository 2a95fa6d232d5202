"""MinHash signatures: what share of two sets is common, told from 256 bytes of each.

Hashes -> signature -> the numbers of those like it.  What is hashed is left to `shingles`.

One byte of each value is kept: bytes of different values are equal once in 256, which the
estimate takes off again (Li and König, b-bit minwise hashing, 2010).  Four neighbouring bytes
are a band: texts that agree in one are compared.  There are 64 bands, so that of texts which
share half their runs 98 % are compared, of those that share a tenth less than 1 %.
"""

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from nextseason.articles.shingles import Hashes

BYTES = 256  # of a signature; the estimate is off by 0.03 where half is shared
BANDS = BYTES // 4
CHANCE = 1 / 256  # that two different values have the same byte

FIRST_SLOTS = 1 << 12  # 16 kB; a power of two
FULLEST = 0.6  # of the slots; beyond it the searches get long
ODD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: spreads by multiplying
OF_BAND = np.arange(BANDS, dtype=np.uint64) << np.uint64(32)

Signature = NDArray[np.uint8]


def signature(hashes: Hashes, *, seed: int) -> Signature:
    """The signature of a set, given as at least one hash; repeated ones make no difference.

    Examples
    --------
    >>> ones, others = np.arange(0, 300, dtype=np.uint64), np.arange(100, 400, dtype=np.uint64)
    >>> alike = likeness(signature(ones, seed=1), signature(others, seed=1))
    >>> round(alike, 1)  # 200 of 400
    0.5
    """
    rows = np.array([0, hashes.size], np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, rows, BYTES, seed)
    values = np.array(matrix.to_rows()[0], np.uint32)
    return (values * np.uint32(ODD >> 32) >> np.uint32(24)).astype(np.uint8)


def likeness(one: Signature, other: Signature) -> float:
    """The estimated share of both sets together that is in both (Jaccard)."""
    equal = np.count_nonzero(one == other) / BYTES
    return float(equal - CHANCE) / (1 - CHANCE)


class Signatures:
    """A memory of signatures, numbered from 0, that finds those like a given one.

    Each takes 256 bytes, and its bands some 600 in one open hash table, 1,300 while that is
    doubled.  Of a band, only the first signature that has it is found: however many texts
    share a paragraph, a search compares at most 64.  So a later one may stay behind another
    that is like both, but not behind one that merely shares a part with it.
    """

    def __init__(self) -> None:
        self._bands = array("I")  # of all signatures, one after the other
        self._slots = _free(FIRST_SLOTS)  # numbers plus one; 0 is free
        self._n_taken = 0

    def __len__(self) -> int:
        return len(self._bands) // BANDS

    def __getitem__(self, number: int) -> Signature:
        return np.frombuffer(self._bands[number * BANDS : (number + 1) * BANDS], np.uint8)

    def like(self, wanted: Signature, *, at_least: float) -> list[int]:
        """The numbers of those that are so much alike, the most alike first."""
        sharing = (entry - 1 for _, entry in self._search(wanted) if entry)
        alike = [(-likeness(wanted, self[number]), number) for number in set(sharing)]
        return [number for unlike, number in sorted(alike) if -unlike >= at_least]

    def add(self, new: Signature) -> None:
        if self._n_taken + BANDS > FULLEST * len(self._slots):
            self._grow()
        self._bands.frombytes(new.tobytes())
        self._enter(len(self) - 1)

    def _enter(self, number: int) -> None:
        for slot, entry in self._search(self[number]):
            if not entry:
                self._slots[slot] = number + 1
                self._n_taken += 1

    def _search(self, wanted: Signature) -> Iterator[tuple[int, int]]:
        """For each band the slot of the first that has it; or a free slot, and 0."""
        slots, bands, last = self._slots, self._bands, len(self._slots) - 1
        values = wanted.view(np.uint32)
        keys = (values.astype(np.uint64) + OF_BAND) * np.uint64(ODD)
        starts = keys >> np.uint64(64 - last.bit_length())
        for band, (value, slot) in enumerate(zip(values.tolist(), starts.tolist(), strict=True)):
            while (entry := slots[slot]) and bands[(entry - 1) * BANDS + band] != value:
                slot = slot + 1 & last
            yield slot, entry

    def _grow(self) -> None:
        self._slots = _free(2 * len(self._slots))
        self._n_taken = 0
        for number in range(len(self)):
            self._enter(number)


def _free(n_slots: int) -> "array[int]":
    return array("I", [0]) * n_slots
