"""Whether a season was ordered: the weight of the evidence as probabilities.

Evidence -> probability of each status.  A plain rule: the odds before any evidence, times
the odds of what the sources say.  Sources are not told apart by how often they are right.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from nextseason.domain import RenewalStatus
from nextseason.truth.evidence import Evidence
from nextseason.truth.standing import still_standing
from nextseason.truth.weights import STRENGTH, Weight, pool

# Until something is heard, nothing is decided; few seasons end as planned.
PRIOR = {
    RenewalStatus.RENEWED: 0.12,
    RenewalStatus.CANCELLED: 0.12,
    RenewalStatus.PENDING: 0.70,
    RenewalStatus.CONCLUDED: 0.06,
}

# A page that knows of no decision may only not have heard of one.
UNHEARD = 0.5


def weigh_renewal(evidence: Sequence[Evidence], as_of: date) -> dict[RenewalStatus, float]:
    """Probability of each status as of a day; together 1.

    Evidence dated after `as_of` does not count.  That nothing was decided is history once
    a decision is reported; after one, it speaks against it.

    Examples
    --------
    >>> weigh_renewal([], date(2020, 2, 3))[RenewalStatus.PENDING]
    0.7
    """
    known = [item for item in evidence if item.day is None or item.day <= as_of]
    weights = pool(still_standing(known))
    odds = {
        status: prior * math.exp(STRENGTH * _force(status, weights))
        for status, prior in PRIOR.items()
    }
    total = math.fsum(odds.values())
    return {status: value / total for status, value in odds.items()}


def _force(status: RenewalStatus, weights: Mapping[str, Weight]) -> float:
    weight = weights.get(status.value, Weight(0.0, 0.0))
    heard = UNHEARD if status is RenewalStatus.PENDING else 1.0
    return heard * (weight.pro - weight.con)
