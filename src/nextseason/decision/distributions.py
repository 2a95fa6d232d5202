"""What is known of a number: a value, a range, a distribution; read from short texts.

Text -> Told; Distribution, levels -> values.  Pure: draws come from levels that the caller
brings (`common_numbers`), so that equal levels always give equal values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from nextseason.decision.money import check_currency
from nextseason.errors import InputError

Floats = NDArray[np.float64]

RANGE_SHARE = 0.9  # of the chance lies in a range that says nothing else
MOST_LOG = 600.0  # a float holds no larger number than e^709
OUTERMOST = 1e-9  # the level of the least sample: nothing lies beyond what came
KEPT_LEVELS = 99  # of many samples: each hundredth
FORMS = (
    "8e6, 6e6..10e6 (nine in ten), 6e6..10e6@50 (half), lognormal(8e6, 0.3), normal(8e6, 1e6), "
    "quantiles(0.1: 5e6, 0.5: 8e6, 0.9: 14e6), samples(6e6, 8e6, 11e6)"
)

_NUMBER = r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?%?"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s*@\s*(\d+(?:\.\d+)?)\s*%?)?")
_CALL = re.compile(r"(lognormal|normal|quantiles|samples)\s*\((.*)\)", re.DOTALL)
_CURRENCY = re.compile(r"^([A-Z]{3})\s+(.*)$|^(.*?)\s+([A-Z]{3})$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A number of which some quantiles are known; never negative.

    Between the levels it is linear in normal scores, of the logarithm where `in_logs`; beyond
    them it goes on as steeply.  One level alone is a value that is certain.
    """

    levels: tuple[float, ...]
    values: tuple[float, ...]
    in_logs: bool

    def __post_init__(self) -> None:
        ordered = all(a < b for a, b in pairwise(self.levels))
        rising = all(a <= b for a, b in pairwise(self.values))
        if not self.levels or len(self.levels) != len(self.values) or not (ordered and rising):
            raise InputError("a distribution needs rising levels, each with a value that rises")
        if self.levels[0] <= 0 or self.levels[-1] >= 1:
            raise InputError(f"levels lie between 0 and 1, got {self.levels}")
        if not np.isfinite(self.values).all() or (self.in_logs and self.values[0] <= 0):
            raise InputError(f"values must be finite, in logs above 0; got {self.values}")

    @property
    def is_certain(self) -> bool:
        return self.values[0] == self.values[-1]

    def at(self, level: Floats) -> Floats:
        """The value at each level, 0-1."""
        if self.is_certain:
            return np.full(np.shape(level), self.values[0])
        knots = np.log(self.values) if self.in_logs else np.asarray(self.values)
        told = _through(np.asarray(ndtri(self.levels)), knots, np.asarray(ndtri(level)))
        return np.exp(np.clip(told, -MOST_LOG, MOST_LOG)) if self.in_logs else np.maximum(told, 0)

    def one_at(self, level: float) -> float:
        return float(self.at(np.array([level]))[0])

    def scaled(self, by: float) -> "Distribution":
        """Every value times `by` > 0."""
        return Distribution(
            levels=self.levels, values=tuple(v * by for v in self.values), in_logs=self.in_logs
        )


class Told(NamedTuple):
    """What a text says of a number, and the currency that it names."""

    distribution: Distribution
    currency: str | None


def point(value: float) -> Distribution:
    """A number that is certain.

    >>> point(8e6).one_at(0.9)
    8000000.0
    """
    return Distribution(levels=(0.5,), values=(float(value),), in_logs=False)


def between(low: float, high: float, *, share: float = RANGE_SHARE) -> Distribution:
    """A range that holds `share` of the chance; log-normal where both ends are positive.

    >>> round(between(4.0, 9.0).one_at(0.5), 6)
    6.0
    """
    if not 0 < share < 1:
        raise InputError(f"a range holds between 0 and 100 % of the chance, not {share:.0%}")
    if low > high:
        raise InputError(f"a range goes from low to high, got {low:g}..{high:g}; turn it round")
    outer = (1 - share) / 2
    return Distribution(levels=(outer, 1 - outer), values=(low, high), in_logs=low > 0)


def lognormal(median: float, spread: float) -> Distribution:
    """A median, and the standard deviation of the logarithm.

    >>> round(lognormal(100.0, 0.5).one_at(0.5), 9)
    100.0
    """
    if median <= 0 or spread < 0:
        raise InputError(
            f"lognormal takes a median above 0 and a spread from 0 on, got {median:g}, {spread:g}"
        )
    low, high = median * np.exp(-spread), median * np.exp(spread)
    one = _one_spread()
    return Distribution(
        levels=(one, 0.5, 1 - one), values=(float(low), median, float(high)), in_logs=True
    )


def normal(mean: float, spread: float) -> Distribution:
    """A mean and a standard deviation; what would be negative counts as 0."""
    if spread < 0:
        raise InputError(f"a standard deviation is 0 or more, got {spread:g}")
    one = _one_spread()
    return Distribution(
        levels=(one, 0.5, 1 - one), values=(mean - spread, mean, mean + spread), in_logs=False
    )


def quantiles(levels: Sequence[float], values: Sequence[float]) -> Distribution:
    """Known quantiles, such as those of a forecast."""
    return Distribution(
        levels=tuple(map(float, levels)),
        values=tuple(map(float, values)),
        in_logs=bool(len(values)) and min(values) > 0,
    )


def of_samples(samples: Sequence[float]) -> Distribution:
    """Samples of equal weight; of more than 99, their hundredths and both ends."""
    if not len(samples):
        raise InputError("samples() holds no number; give at least one")
    ordered = np.sort(np.asarray(samples, dtype=np.float64))
    levels = (np.arange(ordered.size) + 0.5) / ordered.size
    values = ordered
    if ordered.size > KEPT_LEVELS:
        levels = np.arange(1, KEPT_LEVELS + 1) / (KEPT_LEVELS + 1)
        values = np.quantile(ordered, levels)
    return quantiles(
        [OUTERMOST, *levels.tolist(), 1 - OUTERMOST],
        [float(ordered[0]), *values.tolist(), float(ordered[-1])],
    )


def parse_distribution(text: str, *, what: str) -> Told:
    """What a text such as `6e6..10e6 EUR` says; `what` names it in an error.

    >>> told = parse_distribution("6e6..10e6@50 EUR", what="cost")
    >>> told.currency, told.distribution.values, told.distribution.levels
    ('EUR', (6000000.0, 10000000.0), (0.25, 0.75))
    >>> parse_distribution("20%", what="tax credit").distribution.one_at(0.5)
    0.2
    """
    body, currency = _without_currency(text.strip(), what)
    try:
        distribution = _distribution(body)
    except InputError as fault:
        raise InputError(f"{what}: {fault}") from fault
    # A normal may reach below 0 by its form; what was written must not.
    if "-" in re.sub(r"[eE]-", "", body):
        raise InputError(f"{what} cannot be negative, got {text.strip()!r}")
    return Told(distribution, currency)


def _without_currency(text: str, what: str) -> tuple[str, str | None]:
    found = _CURRENCY.match(text)
    if not found:
        return text, None
    before, after, body, behind = found.groups()
    code = before or behind
    return (after or body or "").strip(), check_currency(code, what=what)


def _distribution(body: str) -> Distribution:
    if re.fullmatch(_NUMBER, body):
        return point(_number(body))
    if found := _RANGE.fullmatch(body):
        low, high, share = found.groups()
        return between(
            _number(low), _number(high), share=float(share) / 100 if share else RANGE_SHARE
        )
    if found := _CALL.fullmatch(body):
        return _called(found[1], [part.strip() for part in found[2].split(",")])
    raise InputError(f"cannot read {body!r}; write one of {FORMS}")


def _called(name: str, parts: list[str]) -> Distribution:
    if name == "quantiles":
        pairs = sorted(_pair(part) for part in parts)
        return quantiles([level for level, _ in pairs], [value for _, value in pairs])
    numbers = [_number(part) for part in parts if part]
    if name == "samples":
        return of_samples(numbers)
    if len(numbers) != 2:
        raise InputError(f"{name} takes two numbers, got {len(numbers)}")
    return lognormal(*numbers) if name == "lognormal" else normal(*numbers)


def _pair(part: str) -> tuple[float, float]:
    level, colon, value = part.partition(":")
    if not colon:
        raise InputError(f"quantiles are written level: value, got {part!r}")
    return _number(level.strip()), _number(value.strip())


def _number(text: str) -> float:
    if not re.fullmatch(_NUMBER, text):
        raise InputError(f"{text!r} is no number")
    number = float(text.rstrip("%"))
    if not np.isfinite(number):
        raise InputError(f"{text} is too large")
    return number / 100 if text.endswith("%") else number


@cache
def _one_spread() -> float:
    """The level one standard deviation below the median."""
    from scipy.special import ndtr

    return float(ndtr(-1.0))


def _through(x: Floats, y: Floats, at: Floats) -> Floats:
    """Piecewise linear through the knots, the outer pieces going on."""
    piece = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
    slope = np.diff(y) / np.diff(x)
    return np.asarray(y[piece] + slope[piece] * (at - x[piece]))
