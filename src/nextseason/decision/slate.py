"""Which seasons to renew under a budget: the best slate, what each wish costs, how sure it is.

Candidates, budget, wishes -> Slate.  Pure; the step of this stage for many seasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nextseason.decision.answer import Spread, spread_of
from nextseason.decision.candidates import Candidates
from nextseason.decision.common_numbers import SEED, batch_error
from nextseason.decision.conflicts import conflict
from nextseason.decision.programme import Attitude, Solution, satisfies, solve
from nextseason.decision.scenarios import N_SCENARIOS, Scenarios, Shocks, draw_scenarios
from nextseason.decision.wishes import WISHES, Wish, budget
from nextseason.errors import InputError

Floats = NDArray[np.float64]

N_HINDSIGHT = 100  # worlds in which the best slate of each is looked up
HINDSIGHT_GAP = 1e-3  # near enough for a count
MORE = 1.01  # of the budget, to see what more would bring


@dataclass(frozen=True, slots=True, kw_only=True)
class SlateSeason:
    """A candidate, and whether it is in."""

    title: str
    chosen: bool
    value: float  # expected, as cost and net are
    cost: float
    net: float
    breaks_even: float
    in_hindsight: float  # share of worlds whose own best slate has it
    robustness: int  # rank of that share, 1 the surest


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a wish costs: by how much the aim would rise without it."""

    words: str
    costs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """The best set of renewals, and what it hangs on."""

    currency: str
    budget: float
    seasons: tuple[SlateSeason, ...]  # chosen ones first, the surest first
    value: float  # of the chosen, expected, as cost and net are
    cost: float
    net: float
    net_error: float  # standard error by simulation
    net_spread: Spread
    worst: float  # mean net of the worst worlds
    attitude: Attitude
    over_budget: float  # chance that the chosen cost more
    prices: tuple[Price, ...]  # of the wishes, dearest first
    next_percent: float  # what one more percent of budget would add to the aim
    gap: float  # relative distance from the best that can be
    n_scenarios: int
    n_hindsight: int  # worlds in which the wishes could be met
    seed: int


def plan_slate(
    candidates: Candidates,
    *,
    budget: float,
    wishes: Mapping[str, Sequence[str]] | None = None,
    attitude: Attitude | None = None,
    shocks: Shocks | None = None,
    n_scenarios: int = N_SCENARIOS,
    seed: int = SEED,
) -> Slate:
    """The seasons to renew; `wishes` are texts by kind (`wishes.WISHES`).

    Raises
    ------
    InputError
        A wish names nothing, or the wishes cannot all be met: names the fewest that conflict.

    Examples
    --------
    >>> from nextseason.decision.candidates import read_candidates
    >>> text = '''title,genre,cost,value
    ... Harbour Lights,drama,60e6,90e6
    ... Ash Road,comedy,30e6,50e6
    ... Low Tide,comedy,30e6,45e6
    ... '''
    >>> slate = plan_slate(read_candidates(text, source="slate.csv"), budget=60e6)
    >>> [s.title for s in slate.seasons if s.chosen], slate.net
    (['Ash Road', 'Low Tide'], 35000000.0)
    """
    attitude = attitude or Attitude()
    worlds = draw_scenarios(candidates, n=n_scenarios, seed=seed, shocks=shocks)
    given = wishes_of(candidates, budget, wishes or {}, worlds.cost.mean(axis=0))
    best = solve(worlds.net, given, attitude)
    if best is None:
        raise InputError(_conflict_words(given))
    if not satisfies(best.chosen, given):
        raise InputError("the solver's rounding breaks a wish; change the budget a little")
    hindsight, n_hindsight = _hindsight(worlds, given, budget)
    total = worlds.net @ best.chosen
    cost = worlds.cost @ best.chosen
    worst = np.sort(total)[: max(1, round(attitude.tail * total.size))]
    return Slate(
        currency=candidates.currency,
        budget=budget,
        seasons=_seasons(candidates, worlds, best, hindsight),
        value=float((worlds.value @ best.chosen).mean()),
        cost=float(cost.mean()),
        net=float(total.mean()),
        net_error=batch_error(total),
        net_spread=spread_of(total),
        worst=float(worst.mean()),
        attitude=attitude,
        over_budget=float((cost > budget).mean()),
        prices=_prices(worlds, given, attitude, best),
        next_percent=_next_percent(worlds, given, attitude, best),
        gap=max(0.0, best.bound - best.aim) / max(abs(best.aim), 1e-12),
        n_scenarios=n_scenarios,
        n_hindsight=n_hindsight,
        seed=seed,
    )


def wishes_of(
    candidates: Candidates, amount: float, wishes: Mapping[str, Sequence[str]], cost: Floats
) -> list[Wish]:
    """The budget, then the wishes in the order of their kinds."""
    unknown = set(wishes) - set(WISHES)
    if unknown:
        raise InputError(f"no wish is called {sorted(unknown)[0]!r}; there are {', '.join(WISHES)}")
    read = [
        WISHES[kind](text, candidates, cost) for kind in WISHES for text in wishes.get(kind, ())
    ]
    return [budget(amount, cost), *read]


def _conflict_words(wishes: Sequence[Wish]) -> str:
    few = [wish.words for wish in conflict(wishes)]
    if len(few) == 1:
        return f"{few[0]} cannot be met by itself; loosen it"
    return f"these cannot be met together: {'; '.join(few)}; loosen one of them"


def _hindsight(worlds: Scenarios, wishes: Sequence[Wish], amount: float) -> tuple[Floats, int]:
    """How often each season is in the best slate of a world that is known, and of how many."""
    counts, n_met = np.zeros(worlds.net.shape[1]), 0
    for world in range(min(N_HINDSIGHT, len(worlds.net))):
        paid = budget(amount, worlds.cost[world])
        net = worlds.net[world : world + 1]
        found = solve(net, [paid, *wishes[1:]], Attitude(), gap=HINDSIGHT_GAP)
        if found is not None:
            counts += found.chosen
            n_met += 1
    return counts / max(n_met, 1), n_met


def _seasons(
    candidates: Candidates, worlds: Scenarios, best: Solution, hindsight: Floats
) -> tuple[SlateSeason, ...]:
    ranks = 1 + (hindsight[:, None] < hindsight[None, :]).sum(axis=1)
    seasons = [
        SlateSeason(
            title=row.title,
            chosen=bool(best.chosen[i]),
            value=float(worlds.value[:, i].mean()),
            cost=float(worlds.cost[:, i].mean()),
            net=float(worlds.net[:, i].mean()),
            breaks_even=float((worlds.net[:, i] >= 0).mean()),
            in_hindsight=float(hindsight[i]),
            robustness=int(ranks[i]),
        )
        for i, row in enumerate(candidates.rows)
    ]
    return tuple(sorted(seasons, key=lambda s: (not s.chosen, s.robustness, -s.net)))


def _prices(
    worlds: Scenarios, wishes: Sequence[Wish], attitude: Attitude, best: Solution
) -> tuple[Price, ...]:
    prices = []
    for wish in wishes:
        without = solve(worlds.net, [w for w in wishes if w is not wish], attitude, known=best.cuts)
        if without is not None:
            prices.append(Price(words=wish.words, costs=max(0.0, without.aim - best.aim)))
    return tuple(sorted(prices, key=lambda price: -price.costs))


def _next_percent(
    worlds: Scenarios, wishes: Sequence[Wish], attitude: Attitude, best: Solution
) -> float:
    paid = wishes[0]
    more = Wish(words=paid.words, row=paid.row / MORE, high=paid.high)
    found = solve(worlds.net, [more, *wishes[1:]], attitude, known=best.cuts)
    return 0.0 if found is None else max(0.0, found.aim - best.aim)
