"""The fitted model as JSON: numbers alone, no pickle, no show's name.

ForecastModel <-> text.  The package ships one (`model.json`).
"""

import json
from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextseason.errors import InputError
from nextseason.forecast.audience import TRAITS as AUDIENCE_TRAITS
from nextseason.forecast.audience import AudienceModel
from nextseason.forecast.covariates import NAMES
from nextseason.forecast.hazards import Hazards
from nextseason.forecast.incidence import CAUSES, EDGES, RenewalModel
from nextseason.forecast.outlook import ForecastModel
from nextseason.forecast.release_window import PERIODS, ReleaseModel
from nextseason.forecast.release_window import TRAITS as RELEASE_TRAITS
from nextseason.forecast.scaling import Scaling

Floats = NDArray[np.float64]

FORM = 2  # of the file; raised when it changes
DIGITS = 5  # significant; a forecast moves by less than a thousandth of a point
AUDIENCE_ARRAYS = ("coefficient", "residuals")
# What the numbers stand for: a file made for others is refused.
MEANING = {
    "covariates": list(NAMES),
    "edges": EDGES.tolist(),
    "causes": [c.value for c in CAUSES],
    "release_traits": list(RELEASE_TRAITS),
    "release_periods": PERIODS.tolist(),
    "audience_traits": list(AUDIENCE_TRAITS),
}


def model_to_json(model: ForecastModel) -> str:
    """The model as a JSON text."""
    renewal, release, audience = model.renewal, model.release, model.audience
    content = {
        "form": FORM,
        "meaning": MEANING,
        "platforms": list(model.platforms),
        "limited_renewed": model.limited_renewed,
        "renewal": {
            "n_seasons": renewal.n_seasons,
            "known_until": renewal.known_until.isoformat(),
            "scaling": _scaling(renewal.scaling),
            **{
                part: [_hazards(h) for h in getattr(renewal, part)]
                for part in ("before", "bare", "after")
            },
        },
        "release": {**_hazards(release.ended), "longest": release.longest},
        "audience": {
            "intercept": audience.intercept,
            "median_ratio": audience.median_ratio,
            "scaling": _scaling(audience.scaling),
            **{name: _numbers(getattr(audience, name)) for name in AUDIENCE_ARRAYS},
        },
    }
    return json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n"


def model_from_json(text: str, *, source: str) -> ForecastModel:
    """The model that a text holds.

    Raises
    ------
    InputError
        It is no model, or one of another form or for other covariates.
    """
    try:
        content = json.loads(text)
        if content.get("form") != FORM or content.get("meaning") != MEANING:
            raise InputError(
                f"{source} was made by another version; make it anew with: nextseason train"
            )
        return _model(content)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(
            f"{source} is no forecast model; make one with: nextseason train"
        ) from fault


def shipped_model() -> ForecastModel:
    """The model that comes with the package."""
    text = files("nextseason.forecast").joinpath("model.json").read_text(encoding="utf-8")
    return model_from_json(text, source="the shipped model")


def _model(content: dict[str, Any]) -> ForecastModel:
    renewal, release, audience = (content[part] for part in ("renewal", "release", "audience"))
    return ForecastModel(
        platforms=tuple(content["platforms"]),
        limited_renewed=float(content["limited_renewed"]),
        renewal=RenewalModel(
            scaling=_read_scaling(renewal["scaling"]),
            **{
                part: tuple(_read_hazards(h) for h in renewal[part])
                for part in ("before", "bare", "after")
            },
            n_seasons=int(renewal["n_seasons"]),
            known_until=date.fromisoformat(renewal["known_until"]),
        ),
        release=ReleaseModel(ended=_read_hazards(release), longest=int(release["longest"])),
        audience=AudienceModel(
            intercept=float(audience["intercept"]),
            median_ratio=float(audience["median_ratio"]),
            scaling=_read_scaling(audience["scaling"]),
            **{name: _array(audience[name]) for name in AUDIENCE_ARRAYS},
        ),
    )


def _scaling(scaling: Scaling) -> dict[str, Any]:
    return {"mean": _numbers(scaling.mean), "spread": _numbers(scaling.spread)}


def _read_scaling(content: dict[str, Any]) -> Scaling:
    return Scaling(_array(content["mean"]), _array(content["spread"]))


def _hazards(hazards: Hazards) -> dict[str, Any]:
    return {"level": _numbers(hazards.level), "coefficient": _numbers(hazards.coefficient)}


def _read_hazards(content: dict[str, Any]) -> Hazards:
    return Hazards(level=_array(content["level"]), coefficient=_array(content["coefficient"]))


def _numbers(values: Floats) -> Any:
    """Nested lists; null where not known."""
    if values.ndim > 1:
        return [_numbers(row) for row in values]
    return [None if np.isnan(v) else float(f"{v:.{DIGITS}g}") for v in values.tolist()]


def _array(content: Any) -> Floats:
    return np.array(content, dtype=float)
