"""What an answer hangs on: each input alone at its low and its high end, and where it turns.

Case, options -> tuple[Swing, ...].  Pure.  All other inputs keep their draws, so what changes is
due to that input alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Expected net value of an option with one input at either end."""

    name: str
    low: float  # the input
    high: float
    net_low: float  # with the input low
    net_high: float
    turns_at: float | None  # where another option becomes better; None: nowhere in nine in ten
    turns_below: bool  # it is better below, not above
    turns_to: str  # that option's words; empty where nothing turns

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
        level, other = _turn(nets, best)
        return Swing(
            name=name,
            low=told.one_at(LOW),
            high=told.one_at(HIGH),
            net_low=low[of],
            net_high=high[of],
            turns_at=None if level is None else told.one_at(level),
            turns_below=level is not None and level < MIDDLE,
            turns_to=words.get(other, ""),
        )

    inputs = case_inputs(case) | option_inputs(options)
    swings = (swing(name, told) for name, told in inputs.items() if not told.is_certain)
    moved = [each for each in swings if each.width > 0 or each.turns_at is not None]
    return tuple(sorted(moved, key=lambda each: -each.width))


def _turn(nets: Callable[[float], Mapping[str, float]], best: str) -> tuple[float | None, str]:
    """The level nearest to the middle at which another option becomes as good, and which."""

    def lead(level: float) -> float:
        told = nets(level)
        return told[best] - _best_other(told, best)[1]

    levels = np.linspace(LOW, HIGH, N_STEPS)
    behind = [level for level in levels if lead(level) < 0]
    if not behind:
        return None, ""
    beyond = min(behind, key=lambda level: abs(level - MIDDLE))
    other, _ = _best_other(nets(beyond), best)
    # The step towards the middle is ahead, unless the middle itself is behind.
    ahead = beyond - np.sign(beyond - MIDDLE) * (levels[1] - levels[0])
    for _ in range(N_HALVINGS):
        middle = (ahead + beyond) / 2
        ahead, beyond = (ahead, middle) if lead(middle) < 0 else (middle, beyond)
    return float(beyond), other


def _best_other(nets: Mapping[str, float], best: str) -> tuple[str, float]:
    others = [(name, net) for name, net in nets.items() if name != best]
    return max(others, key=lambda pair: pair[1], default=(best, -np.inf))
