"""Platforms whose decisions were never seen: how much less is known of them.

Bounds of a chance -> wider bounds.  Pure.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nextseason.forecast.season_record import SeasonRecord

Floats = NDArray[np.float64]

# Between platforms that the model saw and others: the logs of the odds differ by this much.
UNSEEN_PLATFORM_SPREAD = 0.6
TAIL = 1.645  # spreads beyond which 5 % lie


def is_elsewhere(record: SeasonRecord, platforms: Sequence[str]) -> bool:
    """Whether a season runs where no decision was learned from; not told counts as seen."""
    return bool(record.platform) and (record.platform or "").casefold() not in platforms


def wider(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Both bounds moved apart in log odds; what is certain stays so.

    >>> low, high = wider(np.array([0.4]), np.array([0.6]))
    >>> low.round(2), high.round(2)
    (array([0.2]), array([0.8]))
    """
    return _moved(low, -TAIL), _moved(high, TAIL)


def _moved(chance: Floats, spreads: float) -> Floats:
    inside = np.clip(chance, 1e-9, 1 - 1e-9)
    odds = np.exp(np.log(inside / (1 - inside)) + spreads * UNSEEN_PLATFORM_SPREAD)
    return np.where(chance > 0, odds / (1 + odds), 0.0)
