"""Worlds for a slate: what every candidate costs and brings, good and bad luck partly shared.

Candidates -> Scenarios.  Pure.  A Gaussian copula: each season keeps its own distribution, but
part of the luck is common to all (the market), part to a genre (a fashion); costs share theirs.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from nextseason.decision.candidates import Candidate, Candidates
from nextseason.decision.common_numbers import SEED, uniforms
from nextseason.errors import InputError

Floats = NDArray[np.float64]

N_SCENARIOS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shocks:
    """Shares of the variance, in normal scores, that seasons have in common.  Assumed."""

    value: float = 0.15  # of value: all seasons
    label: float = 0.15  # of value: seasons with the same label
    by: str = "genre"  # the label
    cost: float = 0.3  # of cost: all seasons

    def __post_init__(self) -> None:
        if (
            min(self.value, self.label, self.cost) < 0
            or max(self.value + self.label, self.cost) > 1
        ):
            raise InputError(f"shared shares of variance lie in 0-1 together, got {self}")


class Scenarios(NamedTuple):
    """Money by world and candidate."""

    value: Floats
    cost: Floats

    @property
    def net(self) -> Floats:
        return self.value - self.cost


def draw_scenarios(
    candidates: Candidates, *, n: int = N_SCENARIOS, seed: int = SEED, shocks: Shocks | None = None
) -> Scenarios:
    """`n` worlds, the same for the same seed; a season's own luck goes by its title."""
    shocks = shocks or Shocks()
    market, prices = _scores("slate: market", n, seed), _scores("slate: prices", n, seed)
    value, cost = [], []
    for row in candidates.rows:
        label = row.labels.get(shocks.by, "")
        fashion = _scores(f"slate: {shocks.by} {label.casefold()}", n, seed)
        shared = np.sqrt(shocks.value) * market + np.sqrt(shocks.label) * fashion
        value.append(_product(row, "value", shared, 1 - shocks.value - shocks.label, n, seed))
        cost.append(_product(row, "cost", np.sqrt(shocks.cost) * prices, 1 - shocks.cost, n, seed))
    return Scenarios(np.array(value).T, np.array(cost).T)


def _product(
    row: Candidate, what: str, shared: Floats, own_share: float, n: int, seed: int
) -> Floats:
    product = np.ones(n)
    for place, factor in enumerate(row.value if what == "value" else row.cost):
        own = _scores(f"slate: {what} {place} of {row.title}", n, seed)
        score = shared + np.sqrt(max(own_share, 0.0)) * own
        product = product * factor.at(np.clip(np.asarray(ndtr(score)), 1e-12, 1 - 1e-12))
    return product


def _scores(name: str, n: int, seed: int) -> Floats:
    return np.asarray(ndtri(uniforms(name, n, seed=seed)))
