"""The best set of renewals under constraints: a mixed-integer programme, solved exactly.

Nets by world, wishes -> Solution.  Pure; HiGHS by way of SciPy.  The aim is the expected net
value, or a mix of it with the mean of the worst worlds (conditional value at risk).

Rockafellar and Uryasev's programme has a row for each world.  Its dual says the same with a row
for each *set* of worst worlds, and few of them are ever tight; they are added as they are needed,
first for parts of seasons, then roughly for whole ones, until the bound and the value are the same.

References
----------
Rockafellar & Uryasev (2000), Optimization of Conditional Value-at-Risk.
Künzi-Bay & Mayer (2006), Computational aspects of minimizing conditional value-at-risk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from nextseason.decision.wishes import Wish
from nextseason.errors import InputError

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]

GAP = 1e-9  # of the aim: relative distance from the bound that counts as none
CUT_GAP = 1e-7  # the same where sets of worlds are added: what HiGHS keeps its rows to
PARTS_GAP, ROUGH_GAP = 1e-5, 1e-3  # of first rounds, which only find out which worlds matter
SLACK = 1e-9  # by which a wish may be missed: rounding of sums
MAX_CUTS = 500
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
    scaled = net / unit
    cuts = [cut / unit for cut in known]
    if attitude.caution:
        _with_cuts(scaled, wishes, attitude, cuts, whole=False, gap=PARTS_GAP)
        _with_cuts(scaled, wishes, attitude, cuts, whole=True, gap=ROUGH_GAP)
    found = _with_cuts(scaled, wishes, attitude, cuts, whole=True, gap=gap)
    if found is None:
        return None
    return Solution(
        chosen=found.chosen,
        aim=found.aim * unit,
        bound=found.bound * unit,
        cuts=tuple(cut * unit for cut in cuts),
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


def _with_cuts(
    net: Floats,
    wishes: Sequence[Wish],
    attitude: Attitude,
    cuts: list[Floats],
    *,
    whole: bool,
    gap: float,
) -> Solution | None:
    """Solve, add the set of worst worlds that the solution overlooked, until none is left."""
    best: Solution | None = None
    for _ in range(MAX_CUTS):
        result = _programme(net, wishes, attitude, cuts, whole=whole, gap=gap)
        if result.status == INFEASIBLE:
            return None
        if result.x is None:
            raise InputError(f"the solver gave up: {result.message}; ask for less, or fewer wishes")
        x = result.x[: net.shape[1]]
        chosen = x.round() if whole else x
        bound = -float(result.fun if result.mip_dual_bound is None else result.mip_dual_bound)
        aim = aim_of(net, chosen, attitude)
        if best is None or aim > best.aim:
            best = Solution(chosen=chosen > 0.5, aim=aim, bound=bound)
        best = Solution(chosen=best.chosen, aim=best.aim, bound=bound)
        if not attitude.caution or bound - best.aim <= max(gap, CUT_GAP) * max(1.0, abs(bound)):
            break
        cuts.append(_worst(net @ chosen, attitude.tail) @ net)
    return best


def _programme(
    net: Floats,
    wishes: Sequence[Wish],
    attitude: Attitude,
    cuts: Sequence[Floats],
    *,
    whole: bool,
    gap: float,
) -> OptimizeResult:
    """Maximise (1 - caution) mean + caution t, with t below the mean of each set of worlds."""
    n = net.shape[1]
    mean = net.mean(axis=0)
    # Before there is a cut, the mean of all worlds bounds that of the worst.
    rows = [np.append(cut, -1.0) for cut in (mean, *cuts)]
    rows += [np.append(wish.row, 0.0) for wish in wishes]
    low = [0.0] * (1 + len(cuts)) + [wish.low for wish in wishes]
    high = [np.inf] * (1 + len(cuts)) + [wish.high for wish in wishes]
    return milp(
        -np.append((1 - attitude.caution) * mean, attitude.caution),
        integrality=np.append(np.full(n, int(whole)), 0),
        bounds=Bounds(np.append(np.zeros(n), -np.inf), np.append(np.ones(n), np.inf)),
        constraints=LinearConstraint(np.array(rows), low, high),
        options={"mip_rel_gap": gap, "presolve": True},
    )
