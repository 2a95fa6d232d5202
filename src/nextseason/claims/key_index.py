"""Where the features of a text stand among those that a model knows.

Keys -> places.
"""

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.tokens import Index, Keys

# Places for a key, as a power of two: the fewer share one, the fewer are looked at in vain.
_SPREAD = 2


class KeyIndex:
    """Where keys stand among others in ascending order, found faster than by halving.

    Keys are hashes and so are spread evenly: the first bits of one tell nearly where it stands.
    """

    def __init__(self, keys: Keys) -> None:
        self._shift = np.uint64(64 - _SPREAD - max(1, len(keys)).bit_length())
        n_buckets = 1 << (64 - int(self._shift))
        n_keys = np.bincount((keys >> self._shift).astype(np.intp), minlength=n_buckets)
        self._first = (np.cumsum(n_keys) - n_keys).astype(np.int32)
        self._keys = np.append(keys, np.uint64(2**64 - 1))  # the last place is none's

    def find(self, wanted: Keys) -> tuple[Index, NDArray[np.bool_]]:
        """The place of each key, and whether it is there at all."""
        at = self._first.take((wanted >> self._shift).astype(np.intp)).astype(np.intp)
        ahead = (self._keys.take(at) < wanted).nonzero()[0]
        while len(ahead):
            at[ahead] += 1
            ahead = ahead[self._keys.take(at.take(ahead)) < wanted.take(ahead)]
        return at, (self._keys.take(at) == wanted) & (at < len(self._keys) - 1)
