"""Why a season is likely or unlikely to be renewed, in words and figures.

RenewalModel, covariates -> ForecastReasons, strongest first.  A covariate's effect is what the
chance of renewal loses when it is taken as usual instead; covariates that say the same thing in
two ways are taken together.  Effects need not add up: the model is not a sum.  Pure.
"""

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import ForecastReason
from nextseason.forecast.covariates import NAMES, USUAL_HOURS
from nextseason.forecast.incidence import HORIZON_DAYS, RenewalModel, renewal_curves

Floats = NDArray[np.float64]

LEAST_EFFECT = 0.005  # half a point: less is not worth a line
GROUPS = {
    "audience": ("level", "views_level", "listed_share"),
    "decay": ("decay",),
    "growth": ("growth",),
    "season": ("season", "first", "part", "annual"),
    "kind": ("english", "scripted", "english_scripted"),
    "length": ("runtime", "scripted_runtime"),
}


def forecast_reasons(model: RenewalModel, x: Floats, *, day: int) -> tuple[ForecastReason, ...]:
    """What moves the chance of renewal by 18 months, against a usual season."""
    known = dict(zip(NAMES, x, strict=True))
    groups = [g for g, names in GROUPS.items() if not all(np.isnan(known[n]) for n in names)]
    usual = np.array([_without(x, GROUPS[group]) for group in groups]).reshape(-1, len(NAMES))
    horizon = max(HORIZON_DAYS, day + 1)
    full, *others = renewal_curves(model, np.vstack([x[None], usual]), day=day)
    reasons = [
        ForecastReason(text=_words(group, known), effect=full.by(horizon) - other.by(horizon))
        for group, other in zip(groups, others, strict=True)
    ]
    told = [r for r in reasons if abs(r.effect) >= LEAST_EFFECT]
    return tuple(sorted(told, key=lambda r: -abs(r.effect)))


def _without(x: Floats, names: tuple[str, ...]) -> Floats:
    return np.where(np.isin(NAMES, names), np.nan, x)


def _words(group: str, known: dict[str, float]) -> str:
    if group == "audience":
        return (
            f"its hours were {np.exp(known['level']):.1f} times those of tenth place, "
            f"on the list in {known['listed_share']:.0%} of its weeks"
        )
    if group == "decay":
        return f"its third week had {np.exp(known['decay']):.0%} of the second's hours"
    if group == "growth":
        return f"it began with {np.exp(known['growth']):.1f} times the season before's hours"
    if group == "season":
        number = "" if np.isnan(known["season"]) else f"season {known['season']:.0f}"
        yearly = "a year or so after the one before" if known["annual"] else ""
        return ", ".join(part for part in (number, yearly) if part) or "no season a year before"
    if group == "kind":
        return _kind_words(known)
    return f"its episodes last {USUAL_HOURS * np.exp(known['runtime']):.1f} hours together"


def _kind_words(known: dict[str, float]) -> str:
    words = [
        yes if known[name] > 0 else no
        for name, yes, no in (
            ("english", "in English", "not in English"),
            ("scripted", "scripted", "not scripted"),
        )
        if not np.isnan(known[name])
    ]
    return ", ".join(words)
