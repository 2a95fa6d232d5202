"""What another season costs: episodes, escalation, one-off costs, tax credit, a costly end.

CostTerms -> the named inputs that a season's cost is made of.  Pure; amounts in the currency of
the case.  Which option orders how many episodes is in `options`, the sum in `season_case`.
"""

from dataclasses import dataclass

from nextseason.decision.distributions import Distribution, between, point
from nextseason.errors import InputError

NOTHING = point(0.0)

# By how much an episode of a season costs more than one of the season before, nine in ten.
# Assumed; the reasons are reported ones.  Guild minimums rise by 2.5 to 3 % a year (The Wrap,
# 2018).  Casts' contracts run for six years (Deadline, 2019), their rises being progressively
# larger after each season where a platform buys all rights (Geek Vibes Nation, 2019), and are made
# anew from the third season on.  One series went from 5.5 to 15 million in seven steps, 15 % each
# (`public_costs.csv`).
ESCALATION = {2: (0.0, 0.15), 3: (0.02, 0.30)}
LATER_ESCALATION = (0.02, 0.35)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTerms:
    """What is known of the cost, in one currency."""

    per_episode: Distribution  # of the season that is out
    episodes: int  # of the next season, made as the last was
    escalation: Distribution  # share by which an episode becomes dearer
    one_off: Distribution = NOTHING  # whatever the number of episodes: sets, rights, a move
    tax_credit: Distribution = NOTHING  # share of the episodes' cost that comes back, 0-1
    ending: Distribution = NOTHING  # of ending now: penalties, options that must be paid

    def __post_init__(self) -> None:
        if self.episodes < 1:
            raise InputError(f"episodes: a season has at least one, not {self.episodes}")
        if self.per_episode.values[-1] <= 0:
            raise InputError("cost per episode: must be above 0; leave it out if it is not known")
        if self.tax_credit.values[-1] > 1:
            raise InputError(
                f"tax credit: a share of the cost, at most 100 %, "
                f"got {self.tax_credit.values[-1]:.0%}"
            )


def usual_escalation(season: int) -> Distribution:
    """How much dearer an episode of `season` is than one of the season before.

    >>> usual_escalation(3).values
    (0.02, 0.3)
    """
    if season < 2:
        raise InputError(f"season {season} follows none; name a next season, 2 or later")
    return between(*ESCALATION.get(season, LATER_ESCALATION))
