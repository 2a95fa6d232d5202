"""Members kept and brought: how membership goes with watching a title.

A member's months -> MemberMonths.  Pure.  In each month a member leaves with a chance that is
logistic in how long they have been there, how much they watch, and whether they watched the
title (discrete-time survival).  The months kept are those of the title's viewers as they are,
less those of the same viewers as if they had not watched it.

This is an association, no proof: people who like a platform more watch more of it and stay
longer.  Hours watched and length of membership are held alike, nothing else is.

References
----------
Singer & Willett (1993), It's About Time: discrete-time survival analysis.
"""

import csv
from dataclasses import dataclass
from io import StringIO

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, expit, ndtri

from nextseason.decision.common_numbers import SEED, uniforms
from nextseason.decision.distributions import Distribution, of_samples
from nextseason.errors import InputError

Floats = NDArray[np.float64]

HORIZON_MONTHS = 24  # a kept member is counted for that long at most
TENURE_FROM = (0, 1, 3, 6, 12)  # months of membership at which a group begins
PENALTY = 0.1  # of a squared coefficient: a group of which nobody left has no infinite one
MOST_STEPS = 50  # of Newton's method
N_DRAWS = 1000  # of the coefficients
COLUMNS = ("account", "tenure_months", "hours", "watched", "left")
JOINED_FOR = "joined_for"  # optional


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MemberLog:
    """A row for each month of each member; arrays of one length."""

    account: NDArray[np.str_]
    tenure_months: Floats
    hours: Floats
    watched: Floats  # 1 in a month in which the title was watched
    left: Floats  # 1 in the month after which the member left
    joined_for: Floats | None = None  # 1 for members whose first title it was; None: not known


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMonths:
    """Member-months per viewer of the title; less than nothing counts as nothing."""

    kept: Distribution
    brought: Distribution
    both: Distribution
    log_odds: float  # of leaving, with watching against without
    log_odds_error: float
    n_viewers: int


def read_member_log(text: str, *, source: str) -> MemberLog:
    """A CSV file with a row for each month of each member.

    >>> text = "account,tenure_months,hours,watched,left\\na,0,3.5,1,0\\na,1,0,0,1\\n"
    >>> read_member_log(text, source="members.csv").left
    array([0., 1.])
    """
    table = csv.DictReader(StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    names = table.fieldnames or ()
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise InputError(f"{source} has no column {missing[0]!r}; give {', '.join(COLUMNS)}")
    rows = [(table.line_num, row) for row in table]
    if not rows:
        raise InputError(f"{source} has no row; give one for each month of each member")

    def numbers(name: str) -> Floats:
        return np.array([_number(row[name], name, f"{source}, row {line}") for line, row in rows])

    def flags(name: str) -> Floats:
        return np.array([_flag(row[name], name, f"{source}, row {line}") for line, row in rows])

    return MemberLog(
        account=np.array([row["account"] for _, row in rows]),
        tenure_months=numbers("tenure_months"),
        hours=numbers("hours"),
        watched=flags("watched"),
        left=flags("left"),
        joined_for=flags(JOINED_FOR) if JOINED_FOR in names else None,
    )


def member_months(log: MemberLog, *, seed: int = SEED) -> MemberMonths:
    """What goes with watching, for each viewer, with its uncertainty.

    Raises
    ------
    InputError
        Nobody watched it, nobody else is there to compare with, or nobody left.
    """
    viewers = np.unique(log.account[log.watched > 0])
    if not viewers.size or log.watched.all() or not log.left.any():
        raise InputError(
            "members: need months with the title and months without, and some after which a "
            "member left; give more months"
        )
    x = _traits(log)
    at, covariance = _fit(x, log.left)
    draws = at + _normals(at.size, seed) @ np.linalg.cholesky(covariance).T
    rest = _months_left(float(log.left.mean()))
    kept = np.array([_spared(x, log, coefficient) for coefficient in draws]) * rest / viewers.size
    brought = _joined(log, viewers, seed) * rest
    return MemberMonths(
        kept=of_samples(kept.tolist()),
        brought=of_samples(brought.tolist()),
        both=of_samples((np.maximum(kept, 0) + brought).tolist()),
        log_odds=float(at[-1]),
        log_odds_error=float(np.sqrt(covariance[-1, -1])),
        n_viewers=int(viewers.size),
    )


def _number(cell: str | None, name: str, where: str) -> float:
    try:
        number = float(cell or "")
    except ValueError:
        number = -1.0
    if not 0 <= number < np.inf:
        raise InputError(f"{where}: {name} is a number, 0 or more, got {cell!r}")
    return number


def _flag(cell: str | None, name: str, where: str) -> float:
    if (cell or "").strip() not in ("0", "1"):
        raise InputError(f"{where}: {name} is 0 or 1, got {cell!r}")
    return float(cell or "")


def _traits(log: MemberLog) -> Floats:
    """Groups of tenure, hours, and last whether the title was watched."""
    group = np.searchsorted(TENURE_FROM, log.tenure_months, side="right") - 1
    groups = np.eye(len(TENURE_FROM))[group]
    return np.column_stack([groups, np.log1p(log.hours), log.watched])


def _fit(x: Floats, left: Floats) -> tuple[Floats, Floats]:
    """Logistic regression by Newton's method, coefficients shrunk a little."""
    at = np.zeros(x.shape[1])
    for _ in range(MOST_STEPS):
        chance = expit(x @ at)
        curvature = (x * (chance * (1 - chance))[:, None]).T @ x + PENALTY * np.eye(at.size)
        step = np.linalg.solve(curvature, x.T @ (left - chance) - PENALTY * at)
        at = at + step
        if np.abs(step).max() < 1e-10:
            break
    return at, np.asarray(np.linalg.inv(curvature))


def _spared(x: Floats, log: MemberLog, coefficient: Floats) -> float:
    """Leavings that the months of watching would have had more of without it."""
    margin = x[log.watched > 0] @ coefficient
    return float((expit(margin - coefficient[-1]) - expit(margin)).sum())


def _joined(log: MemberLog, viewers: NDArray[np.str_], seed: int) -> Floats:
    """Share of the viewers who joined for it, drawn from its posterior (Jeffreys' prior)."""
    if log.joined_for is None:
        return np.zeros(N_DRAWS)
    joined = np.isin(viewers, log.account[log.joined_for > 0]).sum()
    levels = uniforms("churn: joined", N_DRAWS, seed=seed)
    return np.asarray(betaincinv(joined + 0.5, viewers.size - joined + 0.5, levels))


def _months_left(hazard: float) -> float:
    """Expected months of a member who stays after this one, up to the horizon."""
    return float(((1 - hazard) ** np.arange(HORIZON_MONTHS)).sum())


def _normals(n: int, seed: int) -> Floats:
    names = (f"churn: coefficient {place}" for place in range(n))
    return np.array([ndtri(uniforms(name, N_DRAWS, seed=seed)) for name in names]).T
