"""Waiting before deciding: what it could teach, what it costs, what it is worth.

Case, worlds, Wait -> Outcome of waiting and WaitingWorth.  Pure.  Preposterior analysis: the
weeks bring a signal of the audience; on each possible signal the best option is taken.

References
----------
Raiffa & Schlaifer (1961), Applied Statistical Decision Theory, ch. 4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from nextseason.decision.common_numbers import uniforms
from nextseason.decision.distributions import Distribution
from nextseason.decision.options import Wait
from nextseason.decision.season_case import AUDIENCE, Case, Outcome, Worlds

Floats = NDArray[np.float64]

N_SIGNALS = 4000  # the middle of each 4000th of the chance
N_NODES = 40  # of the quadrature over what stays unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWorth:
    """What waiting is worth, in the currency of the case."""

    weeks: int
    learns: float  # share of the forecast's variance
    information: float  # gained on average by choosing after the signal, were waiting free
    price: float  # what waiting costs and loses on average
    perfect: float  # gained on average if everything were known before deciding

    @property
    def worth(self) -> float:
        return self.information - self.price


def waiting(case: Case, worlds: Worlds, wait: Wait, *, seed: int) -> tuple[Outcome, WaitingWorth]:
    """The outcome of waiting and then taking what is best, and what of it is information.

    Examples
    --------
    Where even a poor audience pays, nothing that could be learned would change the choice:

    >>> from nextseason.decision.cost import CostTerms
    >>> from nextseason.decision.distributions import between, point
    >>> from nextseason.decision.options import usual_options, usual_wait
    >>> from nextseason.decision.season_case import simulate
    >>> from nextseason.decision.value import by_view
    >>> case = Case(
    ...     show="Harbour Lights", season=2, currency="USD", audience=between(20e6, 40e6),
    ...     ways=(by_view(point(5.0)),),
    ...     cost=CostTerms(per_episode=point(1e6), episodes=8, escalation=point(0.0)),
    ... )
    >>> worlds = simulate(case, [o for o in usual_options(8) if o.name in ("renew", "cancel")])
    >>> waiting(case, worlds, usual_wait(6), seed=8)[1].information
    0.0
    """
    n = worlds.drawn[AUDIENCE].size
    names = list(worlds.outcomes)
    slopes = np.array([worlds.outcomes[name].per_view.mean() for name in names])
    costs = np.array([worlds.outcomes[name].cost.mean() for name in names])
    kept = 1 - _drawn_loss(wait, n, seed)
    signals = np.asarray(ndtri((np.arange(N_SIGNALS) + 0.5) / N_SIGNALS))
    expected = _expected_views(case.audience, wait.learns, signals)

    seen = _signal(worlds, wait.learns, seed)
    told = np.interp(seen, signals, expected) * kept.mean()
    chosen = (slopes[:, None] * told - costs[:, None]).argmax(axis=0)
    outcome = _chosen(worlds, names, chosen, kept, _held_cost(worlds, wait, n, seed))

    means = [float(worlds.outcomes[name].net.mean()) for name in names]
    nets = slopes[:, None] * expected - costs[:, None]
    information = float(nets.max(axis=0).mean() - nets.mean(axis=1).max())
    best_of_each = np.max([worlds.outcomes[name].net for name in names], axis=0)
    return outcome, WaitingWorth(
        weeks=wait.weeks,
        learns=wait.learns,
        information=information,
        price=information - (float(outcome.net.mean()) - max(means)),
        perfect=float(best_of_each.mean()) - max(means),
    )


def _expected_views(audience: Distribution, learns: float, signals: Floats) -> Floats:
    """Mean views after each signal (a normal score): what stays unknown is averaged out."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(N_NODES)
    scores = np.sqrt(learns) * signals[:, None] + np.sqrt(1 - learns) * nodes
    views = audience.at(np.clip(np.asarray(ndtr(scores)), 1e-12, 1 - 1e-12))
    return np.asarray(views @ (weights / weights.sum()))


def _signal(worlds: Worlds, learns: float, seed: int) -> Floats:
    """What would be seen in each world: the audience's normal score, blurred."""
    n = worlds.drawn[AUDIENCE].size
    score = np.asarray(ndtri(uniforms(AUDIENCE, n, seed=seed)))
    blur = np.asarray(ndtri(uniforms("wait: what is seen", n, seed=seed)))
    return np.asarray(np.sqrt(learns) * score + np.sqrt(1 - learns) * blur)


def _drawn_loss(wait: Wait, n: int, seed: int) -> Floats:
    weekly = wait.loss_per_week.at(uniforms("wait: loss", n, seed=seed))
    return 1 - (1 - np.minimum(weekly, 1)) ** wait.weeks


def _held_cost(worlds: Worlds, wait: Wait, n: int, seed: int) -> Floats:
    """Weeks times their share of the dearest option's cost: that is what is held ready."""
    dearest = max((o.episodes_cost for o in worlds.outcomes.values()), key=lambda c: c.mean())
    return wait.weeks * wait.cost_per_week.at(uniforms("wait: cost", n, seed=seed)) * dearest


def _chosen(
    worlds: Worlds, names: list[str], chosen: NDArray[np.intp], kept: Floats, held: Floats
) -> Outcome:
    """In each world the fields of the option that is taken there."""
    world = np.arange(chosen.size)

    def taken(field: str) -> Floats:
        return np.array([getattr(worlds.outcomes[name], field) for name in names])[chosen, world]

    return Outcome(
        views=taken("views"),
        per_view=taken("per_view") * kept,
        episodes_cost=taken("episodes_cost"),
        other_cost=taken("other_cost") + held,
    )
