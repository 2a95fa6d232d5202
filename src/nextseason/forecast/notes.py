"""What a forecast did not know, and how much less it says for that.

RenewalModel, season, covariates, curve -> sentences.  Pure.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nextseason.forecast.covariates import NAMES
from nextseason.forecast.elsewhere import TAIL, is_elsewhere, wider
from nextseason.forecast.incidence import (
    FIGURES_FROM,
    HORIZON_DAYS,
    RenewalCurve,
    RenewalModel,
    renewal_curves,
)
from nextseason.forecast.season_record import SeasonRecord

Floats = NDArray[np.float64]

AUDIENCE = [NAMES.index(name) for name in ("level", "views_level", "listed_share")]


def notes(
    model: RenewalModel,
    record: SeasonRecord,
    x: Floats,
    curve: RenewalCurve,
    *,
    day: int,
    platforms: Sequence[str],
    has_views: bool,
    unweighed: Sequence[str],
) -> tuple[str, ...]:
    """The sentences: figures, kind, platform, audience, and what was told but is not weighed."""
    found = [*_figures_note(model, x, day)]
    if record.limited:
        found.append("It is called a limited series; few of them come back.")
    if is_elsewhere(record, platforms):
        found.append(_platform_note(record, curve, day, platforms))
    if not has_views and not np.isnan(x[0]):
        found.append("The next audience waits for four weeks of figures with a running time.")
    if unweighed:
        found.append(
            f"Told, but not weighed, as no past decision comes with it: {', '.join(unweighed)}."
        )
    return tuple(found)


def _figures_note(model: RenewalModel, x: Floats, day: int) -> Iterator[str]:
    if not np.isnan(x[0]):
        return
    if day < 0:
        yield "It is not out yet: the forecast rests on what it is, not on who watches."
    else:
        yield (
            "No viewing figures are known: the forecast rests on what the season is, "
            "and says less than one with figures."
        )
    low, high = _with_figures(model, x, max(day, FIGURES_FROM))
    yield (
        f"With figures, nine in ten seasons like it would stand between {low:.0%} and {high:.0%}."
    )


def _with_figures(model: RenewalModel, x: Floats, day: int) -> tuple[float, float]:
    """The chance by 18 months of seasons that few and that many watched."""
    seen = np.array([x, x])
    spread = model.scaling.spread[AUDIENCE] * TAIL
    seen[:, AUDIENCE] = model.scaling.mean[AUDIENCE] + np.outer((-1.0, 1.0), spread)
    horizon = max(HORIZON_DAYS, day + 1)
    ends = sorted(curve.by(horizon) for curve in renewal_curves(model, seen, day=day))
    return ends[0], ends[1]


def _platform_note(
    record: SeasonRecord, curve: RenewalCurve, day: int, platforms: Sequence[str]
) -> str:
    horizon = max(HORIZON_DAYS, day + 1)
    low, high = (
        np.array([np.interp(horizon, curve.days, bound)]) for bound in (curve.low, curve.high)
    )
    far_low, far_high = wider(low, high)
    width, far = float((high - low)[0]), float((far_high - far_low)[0])
    return (
        f"The model has learned from {', '.join(platforms)} alone: for {record.platform} "
        f"the range by 18 months is {far * 100:.0f} points wide, not {width * 100:.0f}."
    )
