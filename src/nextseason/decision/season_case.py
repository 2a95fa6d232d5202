"""A season's case, and its simulated worlds: what each option brings and costs in each.

Case, options -> Worlds.  Pure.  Every uncertain input has a name and numbers of its own
(`common_numbers`), so one can be changed while all others stay as they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.decision.common_numbers import N_DRAWS, SEED, uniforms
from nextseason.decision.cost import CostTerms
from nextseason.decision.distributions import Distribution
from nextseason.decision.money import check_currency
from nextseason.decision.options import Option
from nextseason.decision.value import Way
from nextseason.errors import InputError

Floats = NDArray[np.float64]

AUDIENCE = "audience"
PER_EPISODE = "cost per episode"
ESCALATION = "escalation"
ONE_OFF = "one-off costs"
TAX_CREDIT = "tax credit"
ENDING = "cost of ending"
WHICH_WAY = "which value counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known of a next season before it is decided."""

    show: str
    season: int  # the next one
    currency: str
    audience: Distribution  # its four-week views, if it is made as the last was
    ways: tuple[Way, ...]
    cost: CostTerms
    assumed: tuple[str, ...] = ()  # what nobody told, and what was taken for it

    def __post_init__(self) -> None:
        check_currency(self.currency, what=self.show)
        if not self.ways:
            raise InputError(f"{self.show}: no value; give one per view, per hour or per member")
        if self.season < 2:
            raise InputError(f"{self.show}: the next season is 2 or later, got {self.season}")
        if self.audience.values[-1] <= 0:
            raise InputError(f"{self.show}: the audience must be above 0 views")


class Outcome(NamedTuple):
    """What an option comes to, in each world."""

    views: Floats
    per_view: Floats  # value of a forecast view
    episodes_cost: Floats  # in proportion to the cost per episode
    other_cost: Floats

    @property
    def value(self) -> Floats:
        return self.views * self.per_view

    @property
    def cost(self) -> Floats:
        return self.episodes_cost + self.other_cost

    @property
    def net(self) -> Floats:
        return self.value - self.cost


class Worlds(NamedTuple):
    """Draws of the inputs by name, and what each option comes to."""

    drawn: Mapping[str, Floats]
    outcomes: Mapping[str, Outcome]  # by the option's name


def case_inputs(case: Case) -> dict[str, Distribution]:
    """The uncertain inputs that all options share, by name."""
    cost = case.cost
    named = {
        AUDIENCE: case.audience,
        PER_EPISODE: cost.per_episode,
        ESCALATION: cost.escalation,
        ONE_OFF: cost.one_off,
        TAX_CREDIT: cost.tax_credit,
        ENDING: cost.ending,
    }
    for way in case.ways:
        for factor in way.factors:
            if named.setdefault(factor.name, factor.distribution) != factor.distribution:
                raise InputError(f"{factor.name} is given twice and differs; give it once")
    return named


def option_inputs(options: Sequence[Option]) -> dict[str, Distribution]:
    """The uncertain inputs of single options, by name."""
    named: dict[str, Distribution] = {}
    for option in options:
        if option.episodes:
            named[f"{option.name}: audience"] = option.audience_factor
            named[f"{option.name}: cost of an episode"] = option.cost_factor
        named[f"{option.name}: one-off costs"] = option.one_off
    return named


def simulate(
    case: Case, options: Sequence[Option], *, n: int = N_DRAWS, seed: int = SEED
) -> Worlds:
    """What each option comes to in `n` worlds."""
    if not options:
        raise InputError(f"{case.show}: no option to weigh; name one at least")
    named = case_inputs(case) | option_inputs(options)
    drawn = {name: told.at(uniforms(name, n, seed=seed)) for name, told in named.items()}
    drawn[WHICH_WAY] = uniforms(WHICH_WAY, n, seed=seed)
    return Worlds(drawn, outcomes_of(case, options, drawn))


def outcomes_of(
    case: Case, options: Sequence[Option], drawn: Mapping[str, Floats]
) -> dict[str, Outcome]:
    """What each option comes to with these inputs."""
    return {option.name: _outcome(case, option, drawn) for option in options}


def _outcome(case: Case, option: Option, drawn: Mapping[str, Floats]) -> Outcome:
    views, nothing = drawn[AUDIENCE], np.zeros_like(drawn[AUDIENCE])
    one_off = drawn[f"{option.name}: one-off costs"]
    if option.episodes == 0:
        return Outcome(views, nothing, nothing, one_off + _ending(option, drawn))
    episode = drawn[PER_EPISODE] * (1 + drawn[ESCALATION]) * (1 - np.minimum(drawn[TAX_CREDIT], 1))
    return Outcome(
        views=views,
        per_view=_per_view(case, option, drawn) * drawn[f"{option.name}: audience"],
        episodes_cost=option.episodes * episode * drawn[f"{option.name}: cost of an episode"],
        other_cost=drawn[ONE_OFF] + one_off + _ending(option, drawn),
    )


def _ending(option: Option, drawn: Mapping[str, Floats]) -> Floats:
    return drawn[ENDING] * option.pays_ending


def _per_view(case: Case, option: Option, drawn: Mapping[str, Floats]) -> Floats:
    """The value of a view: in each world by one of the ways."""
    ends = np.cumsum([way.weight for way in case.ways])
    which = np.minimum(
        np.searchsorted(ends / ends[-1], drawn[WHICH_WAY], side="right"), len(ends) - 1
    )
    by_way = np.array([_product(way, case, option, drawn) for way in case.ways])
    return np.asarray(by_way[which, np.arange(which.size)])


def _product(way: Way, case: Case, option: Option, drawn: Mapping[str, Floats]) -> Floats:
    product = np.ones_like(drawn[AUDIENCE])
    for factor in way.factors:
        product = product / drawn[factor.name] if factor.below else product * drawn[factor.name]
    return product * (option.episodes / case.cost.episodes if way.grows_with_episodes else 1.0)
