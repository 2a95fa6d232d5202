"""Why wishes cannot all be met: the smallest set of them that conflicts.

Wishes -> tuple[Wish, ...].  Pure.  A deletion filter leaves a set of which every wish is needed
for the conflict; smaller sets are then tried one by one, while they are few.
"""

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np

from nextseason.decision.programme import Attitude, solve
from nextseason.decision.wishes import Wish

MOST_TRIED = 2000  # small sets; each takes about a millisecond


def conflict(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """The wishes that conflict, fewest possible; () if all can be met.

    >>> low = Wish(words="two at least", row=np.ones(3), low=2)
    >>> high = Wish(words="one at most", row=np.ones(3), high=1)
    >>> other = Wish(words="not the first", row=np.array([1.0, 0, 0]), high=0)
    >>> [wish.words for wish in conflict([low, other, high])]
    ['two at least', 'one at most']
    """
    if _can_be_met(wishes):
        return ()
    needed = list(wishes)
    for wish in wishes:
        without = [other for other in needed if other is not wish]
        if not _can_be_met(without):
            needed = without
    tried = 0
    for size in range(1, len(needed)):
        tried += comb(len(wishes), size)
        if tried > MOST_TRIED:
            break
        for few in combinations(wishes, size):
            if not _can_be_met(few):
                return few
    return tuple(needed)


def _can_be_met(wishes: Sequence[Wish]) -> bool:
    if not wishes:
        return True
    nothing = np.zeros((1, wishes[0].row.size))
    return solve(nothing, wishes, Attitude()) is not None
