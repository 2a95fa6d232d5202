"""Is another season worth its cost: what each option comes to, and which to take.

Case, options -> Decision.  Pure; the step of this stage for one season.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.decision.common_numbers import N_DRAWS, SEED, batch_error
from nextseason.decision.money import money_words, number_words
from nextseason.decision.options import Option, Wait
from nextseason.decision.season_case import (
    AUDIENCE,
    PER_EPISODE,
    Case,
    Outcome,
    Worlds,
    case_inputs,
    outcomes_of,
    simulate,
)
from nextseason.decision.tornado import Swing, tornado
from nextseason.decision.waiting import WaitingWorth, waiting
from nextseason.errors import InputError

Floats = NDArray[np.float64]

WAIT = "wait"
CURVE_FROM, CURVE_TO, CURVE_POINTS = 0.25, 4.0, 33  # of the forecast's audience
# What another option would have added is regretted from this share of the dearest option's cost on:
# two seasons that hardly differ are no regret to each other.
REGRETTED_SHARE = 0.05
N_WHATIF = 200  # worlds that a page takes along: half a point of chance each


class Spread(NamedTuple):
    """Median, the middle half, and nine in ten."""

    low90: float
    low50: float
    median: float
    high50: float
    high90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionAnswer:
    """What an option comes to."""

    name: str
    words: str
    value: float  # expected, as cost and net are
    cost: float
    net: float
    net_error: float  # standard error of `net` by simulation
    net_spread: Spread
    efficiency: Spread | None  # value / cost; None: it costs nothing, or brings nothing
    breaks_even: float  # chance that value >= cost
    break_even_views: float | None  # at which the expected net value is 0; None: at no audience
    break_even_views_spread: Spread | None
    break_even_cost: float | None  # per episode of the season that is out; None: at no cost
    regret: float  # chance that another option would have been better, by enough to matter
    expected_regret: float  # what the best option of each world would have added, on average


@dataclass(frozen=True, slots=True, kw_only=True)
class WayAnswer:
    """What would be best if one way of valuing views alone were right."""

    name: str
    share: float  # of the worlds in which it counts
    best: str  # the option's words
    net: float  # that option's expected net value
    is_association: bool


class CurvePoint(NamedTuple):
    """An audience, and what an option would come to with it."""

    views: float
    net: float  # expected
    breaks_even: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """What was taken for an uncertain input."""

    name: str
    low: float  # nine in ten lie between
    median: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfOption:
    """What a page needs to weigh an option anew: means, and some worlds."""

    name: str
    value: float
    episodes_cost: float
    other_cost: float
    worlds: tuple[tuple[float, float, float], ...]  # value, cost of the episodes, other cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether a next season is worth its cost, and what the answer hangs on."""

    show: str
    season: int  # the next one
    currency: str
    options: tuple[OptionAnswer, ...]  # best first
    lead: float  # of the best over the next best: expected net value
    lead_error: float  # its standard error by simulation; the worlds are the same
    recommendation: str
    swings: tuple[Swing, ...]  # widest first
    waiting: WaitingWorth | None  # None: not asked
    ways: tuple[WayAnswer, ...]
    about: str  # words of the best option that orders episodes: swings and curve are its
    curve: tuple[CurvePoint, ...]  # (): no option orders any
    inputs: tuple[InputRow, ...]
    assumed: tuple[str, ...]
    whatif: tuple[WhatIfOption, ...]
    n_draws: int
    seed: int

    @property
    def best(self) -> OptionAnswer:
        return self.options[0]


def decide(
    case: Case,
    options: Sequence[Option],
    *,
    wait: Wait | None = None,
    n_draws: int = N_DRAWS,
    seed: int = SEED,
) -> Decision:
    """Weigh the options of a next season in the same simulated worlds.

    Raises
    ------
    InputError
        No option, two of the same name, or an input that cannot be.

    Examples
    --------
    30 million views at 1.5 dollars against eight episodes at 4 million:

    >>> from nextseason.decision.cost import CostTerms
    >>> from nextseason.decision.distributions import point
    >>> from nextseason.decision.options import usual_options
    >>> from nextseason.decision.value import by_view
    >>> case = Case(
    ...     show="Harbour Lights", season=2, currency="USD", audience=point(30e6),
    ...     ways=(by_view(point(1.5)),),
    ...     cost=CostTerms(per_episode=point(4e6), episodes=8, escalation=point(0.0)),
    ... )
    >>> found = {o.name: o for o in decide(case, usual_options(8), n_draws=100).options}
    >>> round(found["renew"].net), round(found["renew"].efficiency.median, 3)
    (13000000, 1.406)
    >>> round(found["renew"].break_even_views), round(found["renew"].break_even_cost)
    (21333333, 5625000)
    """
    names = [option.name for option in options]
    if len(set(names)) < len(names) or WAIT in names:
        raise InputError(f"options need names of their own, and {WAIT!r} is taken; got {names}")
    worlds = simulate(case, options, n=n_draws, seed=seed)
    outcomes, worth = dict(worlds.outcomes), None
    words = {option.name: option.words for option in options}
    if wait:
        outcomes[WAIT], worth = waiting(case, worlds, wait, seed=seed)
        words[WAIT] = f"wait {wait.weeks} weeks, then decide"
    answers = _answers(worlds, outcomes, words)
    lead, lead_error = _lead(answers, outcomes)
    now = [answer for answer in answers if answer.name != WAIT]
    orders = [answer for answer in now if outcomes[answer.name].episodes_cost.any()]
    of = (orders or now)[0]
    swings = tornado(case, options, worlds, best=now[0].name, of=of.name)
    return Decision(
        show=case.show,
        season=case.season,
        currency=case.currency,
        options=answers,
        lead=lead,
        lead_error=lead_error,
        recommendation=_recommendation(answers, swings, case.currency, sure=lead >= 2 * lead_error),
        swings=swings,
        waiting=worth,
        ways=_by_way(case, options, worlds),
        curve=_curve(worlds, outcomes[of.name]) if orders else (),
        about=of.words,
        inputs=_input_rows(case),
        assumed=case.assumed,
        whatif=tuple(_whatif(name, worlds.outcomes[name]) for name in names),
        n_draws=n_draws,
        seed=seed,
    )


def _recommendation(
    answers: Sequence[OptionAnswer], swings: Sequence[Swing], currency: str, *, sure: bool
) -> str:
    """The best option in a sentence, with what it hangs on."""
    best = answers[0]
    words = best.words[0].upper() + best.words[1:]
    if best.value == 0:
        says = f"{words}: no other option is expected to bring more than it costs"
        if len(answers) > 1:
            lost = money_words(best.net - answers[1].net, currency)
            says += f"; the next best, {answers[1].words}, is {lost} behind"
    else:
        side = "more" if best.net >= 0 else "less"
        says = (
            f"{words}: worth {money_words(abs(best.net), currency)} {side} than it costs "
            f"(nine in ten: {number_words(best.net_spread.low90)} to "
            f"{number_words(best.net_spread.high90)}), breaking even with a chance of "
            f"{best.breaks_even:.0%}"
        )
    if not sure:
        says += f"; too close to call against {answers[1].words}"
    return f"{says}. {_hangs_on(swings)}"


def _hangs_on(swings: Sequence[Swing]) -> str:
    turning = next((swing for swing in swings if swing.turns), None)
    if turning is None:
        return "No single input, anywhere in its nine in ten, changes that."
    turns = "; ".join(
        f"{'below' if turn.below else 'above'} {number_words(turn.at)}, "
        f"the better choice is to {turn.to}"
        for turn in turning.turns
    )
    return f"It hangs on the {turning.name}: {turns}."


def _lead(answers: Sequence[OptionAnswer], outcomes: Mapping[str, Outcome]) -> tuple[float, float]:
    if len(answers) < 2:
        return 0.0, 0.0
    difference = outcomes[answers[0].name].net - outcomes[answers[1].name].net
    return float(difference.mean()), batch_error(difference)


def _answers(
    worlds: Worlds, outcomes: Mapping[str, Outcome], words: Mapping[str, str]
) -> tuple[OptionAnswer, ...]:
    nets = {name: outcome.net for name, outcome in outcomes.items()}
    regretted = REGRETTED_SHARE * max(outcome.cost.mean() for outcome in outcomes.values())
    answers = [
        _answer(
            name,
            words[name],
            outcome,
            worlds,
            others=[net for other, net in nets.items() if other != name],
            regretted=float(regretted),
        )
        for name, outcome in outcomes.items()
    ]
    return tuple(sorted(answers, key=lambda a: -a.net))


def _answer(
    name: str,
    words: str,
    outcome: Outcome,
    worlds: Worlds,
    *,
    others: Sequence[Floats],
    regretted: float,
) -> OptionAnswer:
    value, cost, net = outcome.value, outcome.cost, outcome.net
    best_other = np.max(others, axis=0) if others else net
    counts = bool((cost > 0).all() and value.any())
    # Who waits chooses anew for another audience or cost: nothing is in proportion to them.
    fixed = name != WAIT
    views = cost / outcome.per_view if fixed and (outcome.per_view > 0).all() else None
    return OptionAnswer(
        name=name,
        words=words,
        value=float(value.mean()),
        cost=float(cost.mean()),
        net=float(net.mean()),
        net_error=batch_error(net),
        net_spread=spread_of(net),
        efficiency=spread_of(value / cost) if counts else None,
        breaks_even=float((net >= 0).mean()),
        break_even_views=_break_even_views(outcome) if fixed else None,
        break_even_views_spread=None if views is None else spread_of(views),
        break_even_cost=_break_even_cost(outcome, worlds) if fixed else None,
        regret=float((best_other - net > regretted).mean()),
        expected_regret=float(np.maximum(best_other - net, 0).mean()),
    )


def spread_of(draws: Floats) -> Spread:
    """Quantiles of draws."""
    return Spread(*np.quantile(draws, (0.05, 0.25, 0.5, 0.75, 0.95)).tolist())


def _break_even_views(outcome: Outcome) -> float | None:
    """Mean views at which, all worlds' views in proportion, the mean net value is 0."""
    value = outcome.value.mean()
    if value <= 0:
        return None
    return float(outcome.views.mean() * outcome.cost.mean() / value)


def _break_even_cost(outcome: Outcome, worlds: Worlds) -> float | None:
    """Mean cost per episode at which, all worlds' costs in proportion, the mean net is 0."""
    episodes = outcome.episodes_cost.mean()
    left = outcome.value.mean() - outcome.other_cost.mean()
    if episodes <= 0 or left <= 0:
        return None
    return float(worlds.drawn[PER_EPISODE].mean() * left / episodes)


def _by_way(case: Case, options: Sequence[Option], worlds: Worlds) -> tuple[WayAnswer, ...]:
    words = {option.name: option.words for option in options}
    total = sum(way.weight for way in case.ways)
    answers = []
    for way in case.ways:
        outcomes = outcomes_of(replace(case, ways=(way,)), options, worlds.drawn)
        best = max(outcomes, key=lambda name: outcomes[name].net.mean())
        answers.append(
            WayAnswer(
                name=way.name,
                share=way.weight / total,
                best=words[best],
                net=float(outcomes[best].net.mean()),
                is_association=way.is_association,
            )
        )
    return tuple(answers)


def _curve(worlds: Worlds, outcome: Outcome) -> tuple[CurvePoint, ...]:
    """Net value over audience, from a quarter of the forecast's to four times it."""
    mean = float(worlds.drawn[AUDIENCE].mean())
    shares = np.geomspace(CURVE_FROM, CURVE_TO, CURVE_POINTS)
    nets = [mean * share * outcome.per_view - outcome.cost for share in shares]
    return tuple(
        CurvePoint(mean * float(share), float(net.mean()), float((net >= 0).mean()))
        for share, net in zip(shares, nets, strict=True)
    )


def _input_rows(case: Case) -> tuple[InputRow, ...]:
    rows = [
        InputRow(name=name, low=told.one_at(0.05), median=told.one_at(0.5), high=told.one_at(0.95))
        for name, told in case_inputs(case).items()
    ]
    return tuple(row for row in rows if row.high > 0)


def _whatif(name: str, outcome: Outcome) -> WhatIfOption:
    """Worlds in the order of value over cost, evenly taken: chances stay as they were."""
    order = np.argsort(outcome.value / np.maximum(outcome.cost, 1e-300), kind="stable")
    n = min(N_WHATIF, order.size)
    taken = order[((np.arange(n) + 0.5) * order.size / n).astype(int)]
    rows = np.array([outcome.value, outcome.episodes_cost, outcome.other_cost])[:, taken].T
    return WhatIfOption(
        name=name,
        value=float(outcome.value.mean()),
        episodes_cost=float(outcome.episodes_cost.mean()),
        other_cost=float(outcome.other_cost.mean()),
        worlds=tuple((float(v), float(e), float(o)) for v, e, o in rows),
    )
