"""Which value for cost explains real decisions: the threshold behind them, with intervals.

Decisions with cost and value -> Thresholds.  Pure.  A season is renewed with the chance
1 / (1 + exp(-(log(value / cost) - log threshold) / blur)); the threshold's logarithm is one level,
plus what is the platform's, plus what is the year's, the latter two drawn towards zero.  Maximum
of the posterior, intervals by its curvature (Laplace).

The blur holds what is measured badly and what else decides; it pulls no threshold to either side,
but a threshold is only seen where seasons on both sides of it were decided.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from nextseason.decision.distributions import parse_distribution
from nextseason.decision.money import common_currency
from nextseason.errors import InputError

Floats = NDArray[np.float64]

# Standard deviations of the priors, in logs.
LEVEL_SPREAD = 1.5  # of the level around value = cost
PLATFORM_SPREAD = 0.5
YEAR_SPREAD = 0.3
BLUR, BLUR_SPREAD = 0.5, 0.7  # median of the blur, and the spread of its logarithm
LEAST_DECISIONS = 10
NINE_IN_TEN = 1.6449
YES, NO = ("yes", "renewed", "true", "1"), ("no", "cancelled", "false", "0")
COLUMNS = ("platform", "year", "cost", "value", "renewed")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A decision, and what was known of the season when it was taken."""

    platform: str
    year: int
    value_per_cost: float
    renewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Value for cost at which renewing and ending are equally likely; nine in ten."""

    platform: str | None  # None: all
    year: int | None  # None: all
    median: float
    low: float
    high: float
    n: int  # decisions
    n_renewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What explains the decisions."""

    overall: Threshold
    by_platform: tuple[Threshold, ...]
    by_year: tuple[Threshold, ...]
    by_both: tuple[Threshold, ...]
    blur: float  # in logs: how far from sharp the decisions are
    explained: float  # share of the decisions that the thresholds tell right


def read_past_decisions(text: str, *, source: str) -> tuple[PastDecision, ...]:
    """The rows of a CSV file: platform, year, cost, value, renewed (yes or no).

    >>> text = "platform,year,cost,value,renewed\\nSkylark,2021,20e6 USD,45e6 USD,yes\\n"
    >>> read_past_decisions(text, source="past.csv")[0].value_per_cost
    2.25
    """
    table = csv.DictReader(StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise InputError(f"{source} has no column {missing[0]!r}; give {', '.join(COLUMNS)}")
    return tuple(_past(row, f"{source}, row {table.line_num}") for row in table)


def infer_thresholds(decisions: Sequence[PastDecision]) -> Thresholds:
    """The value for cost from which seasons are renewed, by platform and year.

    Raises
    ------
    InputError
        Fewer than ten decisions, or all of one kind: no threshold lies between them.
    """
    n_renewed = sum(d.renewed for d in decisions)
    if len(decisions) < LEAST_DECISIONS or n_renewed in (0, len(decisions)):
        raise InputError(
            f"{len(decisions)} decisions, {n_renewed} of them renewals; "
            f"need {LEAST_DECISIONS} or more, of both kinds"
        )
    fit = _fitted(decisions)
    platforms = sorted({d.platform for d in decisions})
    years = sorted({d.year for d in decisions})
    both = sorted({(d.platform, d.year) for d in decisions})
    told_renewed = fit.logs >= fit.design @ fit.at[:-1]
    return Thresholds(
        overall=_threshold(fit, decisions, None, None),
        by_platform=tuple(_threshold(fit, decisions, platform, None) for platform in platforms),
        by_year=tuple(_threshold(fit, decisions, None, year) for year in years),
        by_both=tuple(_threshold(fit, decisions, platform, year) for platform, year in both),
        blur=float(np.exp(fit.at[-1])),
        explained=float((told_renewed == (fit.renewed > 0)).mean()),
    )


class _Fit(NamedTuple):
    design: Floats
    logs: Floats  # of value / cost
    renewed: Floats
    at: Floats  # the posterior's maximum; last the blur's logarithm
    covariance: Floats


def _fitted(decisions: Sequence[PastDecision]) -> _Fit:
    platforms = sorted({d.platform for d in decisions})
    years = sorted({d.year for d in decisions})
    design = np.array([_row(d, platforms, years) for d in decisions])
    logs = np.log([d.value_per_cost for d in decisions])
    renewed = np.array([d.renewed for d in decisions], dtype=np.float64)
    spreads = _spreads(len(platforms), len(years))
    return _Fit(design, logs, renewed, *_posterior(design, logs, renewed, spreads))


def _threshold(
    fit: _Fit, decisions: Sequence[PastDecision], platform: str | None, year: int | None
) -> Threshold:
    """The mean over the decisions that there were, not over years that might have been."""
    of_it = np.array([platform in (None, d.platform) and year in (None, d.year) for d in decisions])
    row = np.append(fit.design[of_it].mean(axis=0), 0.0)
    mean, spread = float(row @ fit.at), float(np.sqrt(row @ fit.covariance @ row))
    return Threshold(
        platform=platform,
        year=year,
        median=float(np.exp(mean)),
        low=float(np.exp(mean - NINE_IN_TEN * spread)),
        high=float(np.exp(mean + NINE_IN_TEN * spread)),
        n=int(of_it.sum()),
        n_renewed=int(fit.renewed[of_it].sum()),
    )


def _past(row: dict[str, str], where: str) -> PastDecision:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    empty = [name for name, cell in cells.items() if not cell]
    if empty:
        raise InputError(f"{where}: {empty[0]} is empty; fill it in or leave the row out")
    if not cells["year"].isdecimal():
        raise InputError(f"{where}: a year is a number such as 2021, got {cells['year']!r}")
    said = cells["renewed"].casefold()
    if said not in YES + NO:
        raise InputError(f"{where}: renewed is yes or no, got {cells['renewed']!r}")
    money = {
        name: parse_distribution(cells[name], what=f"{where}, {name}") for name in ("cost", "value")
    }
    common_currency({name: told.currency for name, told in money.items()}, default="USD")
    cost, value = (told.distribution.one_at(0.5) for told in money.values())
    if cost <= 0 or value <= 0:
        raise InputError(f"{where}: cost and value are above 0; leave the row out if not known")
    return PastDecision(
        platform=cells["platform"],
        year=int(cells["year"]),
        value_per_cost=value / cost,
        renewed=said in YES,
    )


def _row(decision: PastDecision, platforms: Sequence[str], years: Sequence[int]) -> Floats:
    """Level, then platforms, then years: 1 where it is the one."""
    return np.array(
        [
            1.0,
            *(float(decision.platform == platform) for platform in platforms),
            *(float(decision.year == year) for year in years),
        ]
    )


def _spreads(n_platforms: int, n_years: int) -> Floats:
    return np.array([LEVEL_SPREAD, *[PLATFORM_SPREAD] * n_platforms, *[YEAR_SPREAD] * n_years])


def _posterior(
    design: Floats, logs: Floats, renewed: Floats, spreads: Floats
) -> tuple[Floats, Floats]:
    """Its maximum and covariance; the last parameter is the blur's logarithm."""
    sign = 2 * renewed - 1

    def loss(at: Floats) -> tuple[float, Floats]:
        level, log_blur = at[:-1], at[-1]
        blur = np.exp(log_blur)
        margin = sign * (logs - design @ level) / blur
        off = (log_blur - np.log(BLUR)) / BLUR_SPREAD
        value = np.logaddexp(0, -margin).sum() + ((level / spreads) ** 2).sum() / 2 + off**2 / 2
        wrong = expit(-margin)
        by_level = design.T @ (wrong * sign) / blur + level / spreads**2
        by_blur = (wrong * margin).sum() + off / BLUR_SPREAD
        return float(value), np.append(by_level, by_blur)

    start = np.append(np.zeros(design.shape[1]), np.log(BLUR))
    at = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-8}).x
    return at, np.asarray(np.linalg.inv(_curvature(lambda x: loss(x)[1], at)))


def _curvature(gradient: Callable[[Floats], Floats], at: Floats) -> Floats:
    step = 1e-5
    rows = [
        (gradient(at + step * unit) - gradient(at - step * unit)) / (2 * step)
        for unit in np.eye(at.size)
    ]
    return (np.array(rows) + np.array(rows).T) / 2
