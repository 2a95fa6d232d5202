"""Which names have been met, and with which content, in some 40 bytes each.

A stream may bring millions of articles; their ids as strings in a dict would be what fills
the memory, and an id may be as long as its sender likes.  So digests are kept, in an open
hash table of two flat columns.
"""

import os
from array import array
from enum import Enum
from hashlib import blake2b

FIRST_SLOTS = 1 << 10  # 16 kB; a power of two
FULLEST = 0.6  # of the slots; beyond it the searches get long


class Met(Enum):
    NEVER = "never"
    SAME = "same"  # the name, with this content
    OTHER = "other"  # the name, with another content


class Seen:
    """A memory of names, each with the content it first stood for.

    Two names are taken for one with a chance below 1 in 10 million among a million names: a
    digest has 64 bits.  It is keyed at random, so that nobody can choose names that collide.

    Examples
    --------
    >>> seen = Seen()
    >>> [seen.meet(*pair).value for pair in [("a", "One."), ("a", "One."), ("a", "Two.")]]
    ['never', 'same', 'other']
    """

    def __init__(self) -> None:
        self._key = os.urandom(16)
        self._names, self._contents = _slots(FIRST_SLOTS), _slots(FIRST_SLOTS)
        self._n = 0

    def __len__(self) -> int:
        return self._n

    def meet(self, name: str, content: str) -> Met:
        """How this pair was met before; if never, it is from now on."""
        digest = self._digest(name)
        slot = self._slot(digest)
        if self._names[slot]:
            same = self._contents[slot] == self._digest(content)
            return Met.SAME if same else Met.OTHER
        self._names[slot], self._contents[slot] = digest, self._digest(content)
        self._n += 1
        if self._n > FULLEST * len(self._names):
            self._grow()
        return Met.NEVER

    def _digest(self, text: str) -> int:
        data = text.encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(data, digest_size=8, key=self._key).digest()) or 1

    def _slot(self, digest: int) -> int:
        """Where the digest stands, or the free slot where it would."""
        last = len(self._names) - 1
        slot = digest & last
        while self._names[slot] not in (0, digest):
            slot = slot + 1 & last
        return slot

    def _grow(self) -> None:
        names, contents = self._names, self._contents
        self._names, self._contents = _slots(2 * len(names)), _slots(2 * len(names))
        for digest, content in zip(names, contents, strict=True):
            if digest:
                slot = self._slot(digest)
                self._names[slot], self._contents[slot] = digest, content


def _slots(n: int) -> "array[int]":
    """Free slots: 0 is no digest."""
    return array("Q", bytes(8 * n))
