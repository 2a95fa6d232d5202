"""A forecast as HTML: a part for the dossier.

Forecast -> str.  Pure.  One inline drawing, no script; the colours are the dossier's.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from jinja2 import Environment

from nextseason.domain import Forecast
from nextseason.forecast.wording import MILLION, next_audience, percent, sentence
from nextseason.markup import template_environment, template_source

PACKAGE = "nextseason.forecast"
WIDTH, HEIGHT = 600.0, 200.0  # of the drawing, before it is stretched to its place
N_TICKS = 4
RANGES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An outcome's chance by the last day."""

    name: str
    percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Renewed from below, ended from above; what is left between is undecided."""

    renewed: str  # paths
    ended: str
    shares: tuple[Share, ...]
    last: date
    ticks: tuple[date, ...]  # evenly apart
    words: str  # for those who hear it


def render_forecast_part(forecast: Forecast) -> str:
    """The section alone; `forecast_style` is for its page.

    >>> from nextseason.domain import OutlookPoint
    >>> now = OutlookPoint(
    ...     day=date(2026, 3, 1), renewed=0.4, cancelled=0.1, concluded=0.0,
    ...     renewed_low=0.3, renewed_high=0.5,
    ... )
    >>> told = Forecast(
    ...     show="<b>Ash Road</b>", season=1, as_of=now.day, renewal=(now,), horizon=now.day,
    ...     renewed_by_horizon=0.4,
    ... )
    >>> "&lt;b&gt;Ash Road" in render_forecast_part(told)
    True
    """
    template = _environment().get_template("forecast_part.html")
    return (
        template.render(
            forecast=forecast,
            sentence=sentence(forecast),
            areas=_areas(forecast),
            size=(WIDTH, HEIGHT),
            release=[dict(forecast.release).get(level) for level in RANGES],
            audience=[next_audience(forecast).get(level) for level in RANGES],
        )
        + "\n"
    )


@cache
def forecast_style() -> str:
    """The section's style."""
    return template_source(PACKAGE, "forecast.css")


@cache
def _environment() -> Environment:
    environment = template_environment(PACKAGE)
    environment.filters |= {
        "day": lambda day: f"{day.day} {day:%B %Y}",
        "views": lambda views: f"{views / MILLION:.1f}\u00a0M",
        "month": lambda day: f"{day:%B %Y}",
        "short_month": lambda day: f"{day:%b %Y}",
        "points": _points,
    }
    return environment


def _areas(forecast: Forecast) -> Areas | None:
    """None if only one day is told."""
    points = forecast.renewal
    first, last = points[0].day, points[-1].day
    if first == last:
        return None

    def x(day: date) -> float:
        return round(WIDTH * (day - first).days / (last - first).days, 1)

    def edge(shares: list[float]) -> str:
        return "L".join(
            f"{x(p.day)},{HEIGHT * (1 - share):.1f}"
            for p, share in zip(points, shares, strict=True)
        )

    renewed = [p.renewed for p in points]
    going = [1 - p.cancelled - p.concluded for p in points]
    end = points[-1]
    shares = {
        "renewed": end.renewed,
        "undecided": end.undecided,
        "ended": end.cancelled + end.concluded,
    }
    return Areas(
        renewed=f"M0,{HEIGHT}L{edge(renewed)}L{WIDTH},{HEIGHT}Z",
        ended=f"M0,0L{edge(going)}L{WIDTH},0Z",
        shares=tuple(Share(name=name, percent=percent(share)) for name, share in shares.items()),
        last=last,
        ticks=tuple(first + (last - first) * i / N_TICKS for i in range(N_TICKS + 1)),
        words="; ".join(
            f"by {p.day.isoformat()} {percent(p.renewed)} renewed, "
            f"{percent(p.cancelled + p.concluded)} ended, {percent(p.undecided)} undecided"
            for p in points
        ),
    )


def _points(effect: float) -> str:
    """Points of a hundred, with a minus that is as wide as a plus."""
    points = f"{effect * 100:+.0f}".replace("-", "\u2212")
    return f"{points} point{'' if points[1:] == '1' else 's'}"
