"""The best set of renewals under constraints: a mixed-integer programme, solved exactly.

Nets by world, wishes -> Solution.  Pure; HiGHS by way of SciPy.  The aim is the expected net
value, or a mix of it with the mean of the worst worlds (conditional value at risk).

Rockafellar and Uryasev's programme has a row for each world.  Its dual says the same with a row
for each *set* of worst worlds, and few of them are ever tight; they are added as they are needed,
first for parts of seasons, then for whole ones, until the bound and the value are the same.  The
bound for parts also tells which seasons cannot change sides, so that few are left to search.

References
----------
Rockafellar & Uryasev (2000), Optimization of Conditional Value-at-Risk.
Künzi-Bay & Mayer (2006), Computational aspects of minimizing conditional value-at-risk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from nextseason.decision.wishes import Wish
from nextseason.errors import InputError

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]

GAP = 1e-9  # of the aim: relative distance from the bound that counts as none
CUT_GAP = 1e-7  # the same where sets of worlds are added: what HiGHS keeps its rows to
PARTS_GAP, ROUGH_GAP = 1e-5, 1e-3  # of first rounds, which only find out which worlds matter
SLACK = 1e-9  # by which a wish may be missed: rounding of sums
MAX_CUTS = 500
N_CORE = 60  # seasons that a first good set is looked for among
INFEASIBLE = 2  # SciPy's status


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """How much the worst worlds count beside the mean."""

    caution: float = 0.0  # 0: the mean alone, 1: the worst worlds alone
    tail: float = 0.1  # share of the worlds that are the worst

    def __post_init__(self) -> None:
        if not 0 <= self.caution <= 1:
            raise InputError(f"--caution lies in 0-1, got {self.caution}")
        if not 0 < self.tail <= 1:
            raise InputError(
                f"--tail is a share of the worlds, above 0, at most 1; got {self.tail}"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """Which seasons are renewed, what the aim comes to, and what it could be at most."""

    chosen: Chosen
    aim: float
    bound: float
    cuts: tuple[Floats, ...] = ()  # sets of worst worlds that mattered


def solve(
    net: Floats,
    wishes: Sequence[Wish],
    attitude: Attitude,
    *,
    gap: float = GAP,
    known: Sequence[Floats] = (),
) -> Solution | None:
    """The best set; None if no set satisfies the wishes.

    `known` cuts are those of an earlier solution for the same `net`: they hold whatever the
    wishes are, and spare finding them again.

    Examples
    --------
    >>> net = np.array([[5.0, 3.0, 3.0]])
    >>> wish = Wish(words="two units", row=np.array([2.0, 1.0, 1.0]), high=2)
    >>> solve(net, [wish], Attitude()).chosen
    array([False,  True,  True])
    """
    unit = float(np.abs(net).max()) or 1.0
    task = _Task(net / unit, wishes, attitude, [cut / unit for cut in known])
    parts = _parts(task)
    if parts is None:
        return None
    found = _whole(task, parts, _free(task, parts), gap)
    if found is None:
        return None
    return Solution(
        chosen=found.chosen,
        aim=found.aim * unit,
        bound=found.bound * unit,
        cuts=tuple(cut * unit for cut in task.cuts),
    )


def aim_of(net: Floats, chosen: Floats | Chosen, attitude: Attitude) -> float:
    """What a set of renewals comes to."""
    totals = net @ chosen
    aim = (1 - attitude.caution) * totals.mean()
    if attitude.caution:
        aim += attitude.caution * float(_worst(totals, attitude.tail) @ totals)
    return float(aim)


def satisfies(chosen: Floats | Chosen, wishes: Sequence[Wish]) -> bool:
    """Whether a set keeps to every wish, rounding aside."""
    sums = [float(wish.row @ chosen) for wish in wishes]
    return all(
        wish.low - SLACK <= total <= wish.high + SLACK
        for wish, total in zip(wishes, sums, strict=True)
    )


def _worst(totals: Floats, tail: float) -> Floats:
    """Weights of the worst worlds: together 1, none above its share of the tail."""
    most = 1.0 / (tail * totals.size)
    weights = np.zeros(totals.size)
    order = np.argsort(totals, kind="stable")
    filled = np.minimum(np.arange(1, totals.size + 1) * most, 1.0)
    weights[order] = np.diff(filled, prepend=0.0)
    return weights


class _Task(NamedTuple):
    net: Floats
    wishes: Sequence[Wish]
    attitude: Attitude
    cuts: list[Floats]  # grows


class _Parts(NamedTuple):
    """The best if parts of seasons could be renewed."""

    x: Floats
    bound: float
    loss: Floats  # by which the bound falls if a season that is in or out changes sides


def _parts(task: _Task) -> _Parts | None:
    """None if even parts of seasons cannot satisfy the wishes."""
    n = task.net.shape[1]
    for _ in range(MAX_CUTS):
        aim, matrix, low, high = _programme(task)
        result = linprog(
            aim,
            A_ub=np.concatenate([matrix[np.isfinite(high)], -matrix[np.isfinite(low)]]),
            b_ub=np.concatenate([high[np.isfinite(high)], -low[np.isfinite(low)]]),
            bounds=[(0, 1)] * n + [(None, None)],
            method="highs",
        )
        if result.status == INFEASIBLE:
            return None
        if result.x is None:
            raise InputError(f"the solver gave up: {result.message}; ask for fewer wishes")
        x, bound = result.x[:n], -float(result.fun or 0.0)
        overlooked = bound - aim_of(task.net, x, task.attitude)
        if not task.attitude.caution or overlooked <= PARTS_GAP * max(1.0, abs(bound)):
            break
        task.cuts.append(_worst(task.net @ x, task.attitude.tail) @ task.net)
    loss = np.abs(result.lower.marginals[:n]) + np.abs(result.upper.marginals[:n])
    return _Parts(x, bound, loss)


def _free(task: _Task, parts: _Parts) -> Chosen:
    """The seasons that may be on another side than in `parts`.

    A good set is looked for among changes of the few that matter least; a season whose change
    alone would cost more than what that set lacks of the bound stays where it is.
    """
    every = np.ones(parts.x.size, dtype=bool)
    if parts.x.size <= N_CORE:
        return every
    core = np.zeros_like(every)
    core[np.argsort(parts.loss, kind="stable")[:N_CORE]] = True
    first = _whole(task, parts, core, ROUGH_GAP)
    if first is None:
        return every
    lacks = parts.bound - first.aim + CUT_GAP * max(1.0, abs(parts.bound))
    return np.asarray(parts.loss <= lacks)


def _whole(task: _Task, parts: _Parts, free: Chosen, gap: float) -> Solution | None:
    """The best with whole seasons, those that are not free as they are in `parts`."""
    best: Solution | None = None
    sides = parts.x.round()
    bounds = Bounds(
        np.append(np.where(free, 0.0, sides), -np.inf),
        np.append(np.where(free, 1.0, sides), np.inf),
    )
    for _ in range(MAX_CUTS):
        result = _solved(task, bounds, gap)
        if result.status == INFEASIBLE:
            return None
        if result.x is None:
            raise InputError(f"the solver gave up: {result.message}; ask for fewer wishes")
        chosen = result.x[: free.size] > 0.5
        aim, bound = aim_of(task.net, chosen, task.attitude), _bound(result)
        if best is None or aim > best.aim:
            best = Solution(chosen=chosen, aim=aim, bound=bound)
        best = replace(best, bound=bound)
        near = max(gap, CUT_GAP) * max(1.0, abs(bound))
        if not task.attitude.caution or bound - best.aim <= near:
            break
        task.cuts.append(_worst(task.net @ chosen, task.attitude.tail) @ task.net)
    return best


def _bound(result: OptimizeResult) -> float:
    """What no set can exceed; where nothing was left to search, the value itself."""
    told = result.fun if result.mip_dual_bound is None else result.mip_dual_bound
    return -float(told or 0.0)


def _solved(task: _Task, bounds: Bounds, gap: float) -> OptimizeResult:
    aim, matrix, low, high = _programme(task)
    whole = np.append(np.ones(task.net.shape[1]), 0)
    rows = LinearConstraint(matrix, low, high)
    return milp(
        aim, integrality=whole, bounds=bounds, constraints=rows, options={"mip_rel_gap": gap}
    )


def _programme(task: _Task) -> tuple[Floats, Floats, Floats, Floats]:
    """Maximise (1 - caution) mean + caution t, with t below the mean of each set of worlds.

    As what is to be smallest, rows, and their lower and upper ends; t comes last.
    """
    mean, caution = task.net.mean(axis=0), task.attitude.caution
    # Before there is a cut, the mean of all worlds bounds that of the worst.
    rows = [np.append(cut, -1.0) for cut in (mean, *task.cuts)]
    rows += [np.append(wish.row, 0.0) for wish in task.wishes]
    n_cuts = 1 + len(task.cuts)
    low = np.array([0.0] * n_cuts + [wish.low for wish in task.wishes])
    high = np.array([np.inf] * n_cuts + [wish.high for wish in task.wishes])
    return -np.append((1 - caution) * mean, caution), np.array(rows), low, high
