"""What an answer hangs on: each input alone at its low and its high end, and where it turns.

Case, options -> tuple[Swing, ...].  Pure.  All other inputs keep their draws, so what changes is
due to that input alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nextseason.decision.distributions import Distribution
from nextseason.decision.options import Option
from nextseason.decision.season_case import (
    Case,
    Worlds,
    case_inputs,
    option_inputs,
    outcomes_of,
)

LOW, HIGH = 0.05, 0.95  # nine in ten
MIDDLE = 0.5
N_STEPS = 19  # levels looked at for a turn
N_HALVINGS = 20  # of the step in which it lies


class Turn(NamedTuple):
    """Where another option becomes better."""

    at: float  # the input
    below: bool  # it is better below, not above
    to: str  # that option's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Expected net value of an option with one input at either end."""

    name: str
    low: float  # the input
    high: float
    net_low: float  # with the input low
    net_high: float
    turns: tuple[Turn, ...]  # on either side of where the best is best; (): nowhere in nine in ten

    @property
    def width(self) -> float:
        return abs(self.net_high - self.net_low)


def tornado(
    case: Case, options: Sequence[Option], worlds: Worlds, *, best: str, of: str
) -> tuple[Swing, ...]:
    """A swing for each input that is not certain and moves anything, widest first.

    Net values are those of the option `of`; what turns is which option is best.
    """
    words = {option.name: option.words for option in options}

    def swing(name: str, told: Distribution) -> Swing:
        def nets(level: float) -> dict[str, float]:
            fixed = np.full(worlds.drawn[name].size, told.one_at(level))
            outcomes = outcomes_of(case, options, {**worlds.drawn, name: fixed})
            return {option: float(outcome.net.mean()) for option, outcome in outcomes.items()}

        low, high = nets(LOW), nets(HIGH)
        return Swing(
            name=name,
            low=told.one_at(LOW),
            high=told.one_at(HIGH),
            net_low=low[of],
            net_high=high[of],
            turns=tuple(
                Turn(told.one_at(level), below, words[other])
                for level, below, other in _turns(nets, best)
            ),
        )

    inputs = case_inputs(case) | option_inputs(options)
    swings = (swing(name, told) for name, told in inputs.items() if not told.is_certain)
    moved = [each for each in swings if each.width > 0 or each.turns]
    return tuple(sorted(moved, key=lambda each: -each.width))


def _turns(
    nets: Callable[[float], Mapping[str, float]], best: str
) -> list[tuple[float, bool, str]]:
    """Ends of the levels, nearest to the middle, at which `best` is best: level, below, other."""

    def lead(level: float) -> float:
        told = nets(level)
        return told[best] - _best_other(told, best)[1]

    levels = np.linspace(LOW, HIGH, N_STEPS).tolist()
    ahead = [lead(level) >= 0 for level in levels]
    if not any(ahead):
        return []
    centre = min((abs(level - MIDDLE), i) for i, level in enumerate(levels) if ahead[i])[1]
    turns = []
    for step in (-1, 1):
        i = centre
        while 0 <= i < N_STEPS and ahead[i]:
            i += step
        if 0 <= i < N_STEPS:
            level = _crossing(lead, levels[i - step], levels[i])
            turns.append((level, step < 0, _best_other(nets(level), best)[0]))
    return turns


def _crossing(lead: Callable[[float], float], ahead: float, behind: float) -> float:
    for _ in range(N_HALVINGS):
        middle = (ahead + behind) / 2
        ahead, behind = (ahead, middle) if lead(middle) < 0 else (middle, behind)
    return behind


def _best_other(nets: Mapping[str, float], best: str) -> tuple[str, float]:
    others = [(name, net) for name, net in nets.items() if name != best]
    return max(others, key=lambda pair: pair[1], default=(best, -np.inf))
