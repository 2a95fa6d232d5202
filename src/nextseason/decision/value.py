"""Forecast viewing turned into money: what one four-week view of the next season is worth.

What is known of value -> Way.  Pure.  Each way is a product of factors, so a season's value is
its views times that product.  Ways measure the same thing differently: they are not added; where
several are given, each counts in its share of the simulated worlds, and their disagreement widens
the answer.
"""

from dataclasses import dataclass
from typing import NamedTuple

from nextseason.decision.distributions import Distribution, between, quantiles
from nextseason.errors import InputError

# What an hour of viewing is worth, dollars, nine in ten.  Assumed, from public figures: a
# platform's revenue over all hours watched on it was near 0.18 in 2023, its spending on content
# near 0.09; a season whose impact value was reported brought 0.5 for each hour of its first four
# weeks.  New seasons bring and keep members, most hours do not, hence the long upper end.
USUAL_HOUR_USD = between(0.09, 1.0)
# Hours of about two years over those of the first four weeks.  Measured: 69 numbered seasons of
# 2023 that were on a platform's weekly list in all four, against its four half-yearly reports.
USUAL_LATER_VIEWING = quantiles((0.05, 0.25, 0.5, 0.75, 0.95), (1.5, 1.7, 1.9, 2.4, 6.6))
USUAL_RUNTIME_HOURS = between(4.0, 10.0)  # of a season, where it is not known


class Factor(NamedTuple):
    """A number that a way multiplies by, or divides by where `below` the line."""

    name: str
    distribution: Distribution
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to value a view: the product of its factors."""

    name: str
    factors: tuple[Factor, ...]
    grows_with_episodes: bool = False  # hours do: a shorter season has fewer in each view
    weight: float = 1.0
    is_association: bool = False  # the members who watched differ in more than in watching

    def __post_init__(self) -> None:
        if not self.weight > 0:
            raise InputError(
                f"{self.name}: a weight is above 0, got {self.weight}; or leave it out"
            )
        for factor in self.factors:
            if factor.below and factor.distribution.values[0] <= 0:
                raise InputError(f"{self.name}: {factor.name} must be above 0")


def by_view(value: Distribution) -> Way:
    """A value per view."""
    return Way(name="value per view", factors=(Factor("value per view", value),))


def by_hour(
    value: Distribution, *, runtime_hours: Distribution, later_viewing: Distribution
) -> Way:
    """A value per hour; a view is as many hours as the season runs, and more come later.

    `later_viewing` is all hours over those of the first four weeks.
    """
    return Way(
        name="value per hour",
        factors=(
            Factor("value per hour", value),
            Factor("running time, hours", runtime_hours),
            Factor("later viewing", later_viewing),
        ),
        grows_with_episodes=True,
    )


def by_adjusted_share(
    share: Distribution, *, members_value: Distribution, views: Distribution
) -> Way:
    """The members' value in the window times the season's adjusted share of their viewing.

    `share` was measured for the season that is out, which had `views`; the next season's share
    is in proportion to its views.

    Examples
    --------
    >>> from nextseason.decision.distributions import point
    >>> way = by_adjusted_share(point(0.002), members_value=point(9e9), views=point(30e6))
    >>> round(0.002 * 9e9 / 30e6, 2), [factor.name for factor in way.factors]
    (0.6, ['adjusted view share', "members' value", 'views of the season that is out'])
    """
    if share.values[-1] > 1:
        raise InputError(f"adjusted view share: lies in 0-1, got {share.values[-1]:g}")
    return Way(
        name="adjusted view share",
        factors=(
            Factor("adjusted view share", share),
            Factor("members' value", members_value),
            Factor("views of the season that is out", views, below=True),
        ),
    )


def by_members(
    months_per_viewer: Distribution,
    *,
    month_value: Distribution,
    viewers_per_view: Distribution,
) -> Way:
    """Member-months that go with watching (`churn`), times what a month is worth."""
    return Way(
        name="members kept and brought",
        factors=(
            Factor("member-months per viewer", months_per_viewer),
            Factor("value of a member-month", month_value),
            Factor("viewers per view", viewers_per_view),
        ),
        is_association=True,
    )
