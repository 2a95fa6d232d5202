"""Are decisions calibrated, slates optimal, thresholds found: in worlds whose truth is known.

All worlds are simulated here; no real cost or value is public season by season, so nothing real
has tested the probabilities.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from nextseason.decision.answer import decide
from nextseason.decision.candidates import Candidates, read_candidates
from nextseason.decision.cost import CostTerms, usual_escalation
from nextseason.decision.distributions import lognormal
from nextseason.decision.options import Option, usual_options
from nextseason.decision.programme import Attitude, aim_of, satisfies, solve
from nextseason.decision.season_case import Case, simulate
from nextseason.decision.slate import plan_slate
from nextseason.decision.threshold import PastDecision, infer_thresholds
from nextseason.decision.value import by_view
from nextseason.decision.wishes import Wish

Floats = NDArray[np.float64]
Noise = Callable[[np.random.Generator], float]

N_SEASONS = 3000
N_DRAWS = 1000
BINS = np.array([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
# Of logs: how seasons differ, and how well each is seen before it is decided.
AUDIENCE, VALUE, COST = (16.8, 0.6, 0.45), (0.3, 0.4, 0.35), (15.2, 0.5, 0.2)
N_CANDIDATES, N_SCENARIOS = 500, 1000
N_SMALL = 1000


def measure() -> str:
    """Calibration, what following the advice brings, convergence, slates, thresholds."""
    return "\n\n".join(
        (
            "**Chance of breaking even** of renewing, said and come true, "
            f"{N_SEASONS} simulated seasons:",
            _calibration(),
            "**Convergence**, one season, ten seeds:",
            _convergence(),
            f"**Slates**, {N_CANDIDATES} candidates, {N_SCENARIOS} worlds, seven wishes:",
            _slates(),
            _optimality(),
            _thresholds(),
        )
    )


def _normal(rng: np.random.Generator) -> float:
    return float(rng.normal())


def _heavy(rng: np.random.Generator) -> float:
    """Student's t with 3 degrees, as wide as the normal in its nine in ten."""
    return float(rng.standard_t(3) * 1.645 / 2.353)


def _wider(rng: np.random.Generator) -> float:
    return float(1.5 * rng.normal())


def _calibration() -> str:
    worlds = {
        "errors as believed": _normal,
        "errors with heavy tails": _heavy,
        "errors half as large again as believed": _wider,
    }
    lines = ["| worlds | " + " | ".join(_bin_names()) + " | error | Brier | net: advice | always |"]
    lines.append("|" + "---|" * (len(BINS) + 4))
    for name, noise in worlds.items():
        said, came, net, always, best = _seasons(noise)
        cells = _bins(said, came)
        error = float(np.mean(np.abs(_smoothed(said, came) - said)))
        lines.append(
            f"| {name} | {' | '.join(cells)} | {error:.3f} | {np.mean((said - came) ** 2):.3f} "
            f"| {net / best:.0%} | {always / best:.0%} |"
        )
    lines.append("")
    lines.append(
        "Each cell: share that came true (number of seasons). Error: mean distance of what was "
        "said from what came among the 300 seasons said nearest to it. Net: realised net value of "
        "following the better of renewing and cancelling, and of always renewing, as a share of "
        "knowing everything."
    )
    return "\n".join(lines)


def _seasons(noise: Noise) -> tuple[Floats, Floats, float, float, float]:
    """Chances said, what came; realised net of the advice, of always, of knowing everything."""
    rng = np.random.default_rng(11)
    only = [o for o in usual_options(8) if o.name in ("renew", "cancel")]
    said, came, nets = [], [], []
    for _ in range(N_SEASONS):
        case, net = _season(rng, noise)
        outcome = simulate(case, only, n=N_DRAWS).outcomes["renew"]
        said.append(float((outcome.net >= 0).mean()))
        came.append(float(net >= 0))
        nets.append((net, net if outcome.net.mean() > 0 else 0.0, max(net, 0.0)))
    always, advice, best = np.array(nets).sum(axis=0)
    return np.array(said), np.array(came), float(advice), float(always), float(best)


def _season(rng: np.random.Generator, noise: Noise) -> tuple[Case, float]:
    """A season as it is seen, and what it will really bring."""
    audience, views = _seen(rng, noise, *AUDIENCE)
    value, worth = _seen(rng, noise, *VALUE)
    cost, paid = _seen(rng, noise, *COST)
    dearer = usual_escalation(2)
    case = Case(
        show="Simulated",
        season=2,
        currency="USD",
        audience=lognormal(*audience),
        ways=(by_view(lognormal(*value)),),
        cost=CostTerms(per_episode=lognormal(*cost), episodes=8, escalation=dearer),
    )
    return case, views * worth - 8 * paid * (1 + dearer.one_at(float(rng.random())))


def _seen(
    rng: np.random.Generator, noise: Noise, mean: float, spread: float, blur: float
) -> tuple[tuple[float, float], float]:
    """What is believed (median, spread of logs) after a blurred look, and the truth."""
    truth = rng.normal(mean, spread)
    seen = truth + blur * noise(rng)
    trust = spread**2 / (spread**2 + blur**2)
    believed = mean + trust * (seen - mean)
    return (float(np.exp(believed)), float(blur * np.sqrt(trust))), float(np.exp(truth))


def _bin_names() -> list[str]:
    return [f"{low:.0%}-{high:.0%}" for low, high in pairwise(BINS)]


def _bins(said: Floats, came: Floats) -> list[str]:
    index = np.clip(np.searchsorted(BINS, said, side="right") - 1, 0, len(BINS) - 2)
    cells = []
    for i in range(len(BINS) - 1):
        inside = index == i
        cells.append(f"{came[inside].mean():.1%} ({inside.sum()})" if inside.any() else "")
    return cells


def _smoothed(said: Floats, came: Floats, *, window: int = 300) -> Floats:
    order = np.argsort(said, kind="stable")
    sums = np.convolve(came[order], np.ones(window), "same")
    counts = np.convolve(np.ones(said.size), np.ones(window), "same")
    smoothed = np.empty_like(said)
    smoothed[order] = sums / counts
    return smoothed


def _convergence() -> str:
    case, _ = _season(np.random.default_rng(5), _normal)
    lines = [
        "| worlds | net value | told error | spread of seeds | seconds |",
        "|---|---|---|---|---|",
    ]
    for n in (200, 2000, 20_000, 200_000):
        start = time.process_time()
        found = [_renewed(case, n, seed) for seed in range(10)]
        seconds = (time.process_time() - start) / 10
        nets, errors = np.array(found).T
        lines.append(
            f"| {n} | {nets.mean() / 1e6:.3f} M | {errors.mean() / 1e6:.3f} M "
            f"| {nets.std(ddof=1) / 1e6:.3f} M | {seconds:.2f} |"
        )
    return "\n".join(lines)


def _renewed(case: Case, n: int, seed: int) -> tuple[float, float]:
    renew: Option = usual_options(8)[0]
    answer = decide(case, [renew, replace(renew, name="half", episodes=4)], n_draws=n, seed=seed)
    found = next(o for o in answer.options if o.name == "renew")
    return found.net, found.net_error


def _slates() -> str:
    candidates = _candidates(np.random.default_rng(1))
    wishes = {
        "at-least": ["30 genre=comedy"],
        "at-most": ["4 studio=Studio 3", "4 studio=Studio 4"],
        "quota": ["30% region=EU"],
        "needs": ["Show 3 -> Show 7"],
        "one-of": ["Show 1 | Show 2"],
    }
    lines = [
        "| caution | chosen | net | worst tenth | gap | seconds |",
        "|---|---|---|---|---|---|",
    ]
    for caution in (0.0, 0.5, 1.0):
        start = time.process_time()
        slate = plan_slate(
            candidates,
            budget=3e9,
            wishes=wishes,
            attitude=Attitude(caution=caution),
            n_scenarios=N_SCENARIOS,
        )
        seconds = time.process_time() - start
        lines.append(
            f"| {caution:g} | {sum(s.chosen for s in slate.seasons)} | {slate.net / 1e9:.3f} bn "
            f"| {slate.worst / 1e9:.3f} bn | {slate.gap:.0e} | {seconds:.1f} |"
        )
    lines += ["", "Seconds of processor time, prices of all wishes and hindsight included."]
    return "\n".join(lines)


def _candidates(rng: np.random.Generator) -> Candidates:
    rows = ["title,genre,studio,region,cost,value"]
    for i in range(N_CANDIDATES):
        cost = np.exp(rng.normal(np.log(30e6), 0.6))
        value = cost * np.exp(rng.normal(0, 0.5))
        labels = (
            rng.choice(["drama", "comedy", "reality", "animation"]),
            f"Studio {rng.integers(20)}",
            rng.choice(["US", "EU", "ASIA"]),
        )
        money = f"{cost * 0.85:.0f}..{cost * 1.2:.0f},{value * 0.4:.0f}..{value * 2.5:.0f}"
        rows.append(f"Show {i},{','.join(labels)},{money}")
    return read_candidates("\n".join(rows), source="simulated")


def _optimality() -> str:
    rng = np.random.default_rng(3)
    right = sum(_is_optimal(rng) for _ in range(N_SMALL))
    return f"**Against every set there is**: {right} of {N_SMALL} small slates are optimal."


def _is_optimal(rng: np.random.Generator) -> bool:
    n, n_worlds = int(rng.integers(2, 10)), int(rng.integers(1, 30))
    net, cost = rng.normal(1, 3, (n_worlds, n)), rng.uniform(0.5, 3, n)
    wishes = [Wish(words="budget", row=cost / (cost.sum() * rng.uniform(0.2, 0.9)), high=1.0)]
    wishes += [
        Wish(words="at most", row=_some(rng, n), high=float(rng.integers(1, 3))),
        Wish(words="at least", row=_some(rng, n), low=float(rng.integers(0, 2))),
    ]
    attitude = Attitude(caution=float(rng.choice([0, 0.5, 1])), tail=0.2)
    found = solve(net, wishes, attitude)
    best = _best_of_all(net, wishes, attitude)
    if found is None or best is None:
        return found is None and best is None
    return abs(found.aim - best) <= 1e-6 * max(1.0, abs(best)) and satisfies(found.chosen, wishes)


def _some(rng: np.random.Generator, n: int) -> Floats:
    return (rng.random(n) < 0.5).astype(np.float64)


def _best_of_all(net: Floats, wishes: Sequence[Wish], attitude: Attitude) -> float | None:
    sets = (np.array(s, dtype=np.float64) for s in product([0, 1], repeat=net.shape[1]))
    return max((aim_of(net, s, attitude) for s in sets if satisfies(s, wishes)), default=None)


def _thresholds() -> str:
    rng = np.random.default_rng(4)
    true = {"A": 0.7, "B": 1.0, "C": 1.6}
    inside, off = [], []
    for _ in range(100):
        found = infer_thresholds(_decisions(rng, true))
        for told in found.by_platform:
            wanted = true[told.platform or ""]
            inside.append(told.low <= wanted <= told.high)
            off.append(abs(np.log(told.median / wanted)))
    return (
        f"**Thresholds** of three platforms, 150 decisions in each of 100 worlds: median error "
        f"{np.median(off):.1%}, nine in ten intervals hold {np.mean(inside):.1%}."
    )


def _decisions(rng: np.random.Generator, true: dict[str, float]) -> list[PastDecision]:
    decisions = []
    for _ in range(150):
        platform = str(rng.choice(list(true)))
        log_ratio = rng.normal(0.1, 0.8)
        chance = 1 / (1 + np.exp(-(log_ratio - np.log(true[platform])) / 0.35))
        decisions.append(
            PastDecision(
                platform=platform,
                year=int(rng.integers(2020, 2025)),
                value_per_cost=float(np.exp(log_ratio)),
                renewed=bool(rng.random() < chance),
            )
        )
    return decisions
