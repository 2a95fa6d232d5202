"""A forecast in words: one sentence, then the lines of its table; and as JSON.

Forecast -> text.  Pure.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nextseason.domain import AlikeSeason, Forecast

SURE = 0.995  # a chance beyond it is not told as a per cent
MILLION = 1e6


def sentence(forecast: Forecast) -> str:
    """The answer in one sentence."""
    season = f" after season {forecast.season}" if forecast.season else ""
    now, last = forecast.renewal[0], forecast.renewal[-1]
    if now.renewed >= SURE:
        words = f"{forecast.show} is renewed{season}"
    elif now.cancelled + now.concluded >= SURE:
        return f"{forecast.show} does not go on{season}."
    else:
        low, high = _bounds(forecast)
        words = (
            f"{forecast.show} has a {percent(forecast.renewed_by_horizon)} chance "
            f"({percent(low)} to {percent(high)}) of being renewed{season} "
            f"by {forecast.horizon:%d %B %Y}"
        )
    if release := dict(forecast.release):
        words += f"; if so, the next comes about {release[0.5]:%B %Y}"
    return f"{words}{'' if last.day > forecast.as_of else ' (no later decision was ever seen)'}."


def next_audience(forecast: Forecast) -> Mapping[float, float]:
    """Levels and views of the next season, where one is to come."""
    return dict(forecast.audience) if forecast.release else {}


def curve_lines(forecast: Forecast) -> tuple[tuple[str, ...], ...]:
    """Day, renewed with its range, cancelled or ended, still undecided."""
    return tuple(
        (
            point.day.isoformat(),
            percent(point.renewed),
            f"{percent(point.renewed_low)}-{percent(point.renewed_high)}",
            percent(point.cancelled + point.concluded),
            percent(point.undecided),
        )
        for point in forecast.renewal
    )


def percent(chance: float) -> str:
    """A chance as read; never 0 or 100 unless it is.

    >>> percent(0.004), percent(0.5), percent(1.0)
    ('<1 %', '50 %', '100 %')
    """
    if 0 < chance < 0.005:
        return "<1 %"
    if SURE <= chance < 1:
        return ">99 %"
    return f"{chance:.0%}".replace("%", " %")


def fate(season: AlikeSeason) -> str:
    """What became of a season.

    >>> fate(AlikeSeason(title="Tide: Season 1", gap_days=None, waited_days=900))
    'no other came in 900 days'
    """
    if season.gap_days is None:
        return f"no other came in {season.waited_days:,} days"
    return f"another came after {season.gap_days:,} days"


def forecast_to_json(forecast: Forecast) -> Mapping[str, Any]:
    """The forecast as plain JSON values; chances to four digits."""
    return {
        "show": forecast.show,
        "season": forecast.season,
        "as_of": forecast.as_of.isoformat(),
        "sentence": sentence(forecast),
        "horizon": forecast.horizon.isoformat(),
        "renewed_by_horizon": round(forecast.renewed_by_horizon, 4),
        "renewal": [
            {
                "day": p.day.isoformat(),
                **{
                    name: round(getattr(p, name), 4)
                    for name in (
                        "renewed",
                        "cancelled",
                        "concluded",
                        "undecided",
                        "renewed_low",
                        "renewed_high",
                    )
                },
            }
            for p in forecast.renewal
        ],
        "release": [{"level": level, "day": day.isoformat()} for level, day in forecast.release],
        "release_weeks": [
            {"week": day.isoformat(), "chance": round(chance, 5)}
            for day, chance in forecast.release_weeks
        ],
        "audience": [{"level": level, "views": round(views)} for level, views in forecast.audience],
        "watched": [
            {"premiered": day.isoformat(), "views": round(views)} for day, views in forecast.watched
        ],
        "reasons": [{"text": r.text, "effect": round(r.effect, 4)} for r in forecast.reasons],
        "comparable": [
            {
                "title": c.title,
                "views": round(c.views),
                "following_views": round(c.following_views),
                "gap_days": c.gap_days,
            }
            for c in forecast.comparable
        ],
        "alike": [
            {"title": a.title, "gap_days": a.gap_days, "waited_days": a.waited_days}
            for a in forecast.alike
        ],
        "notes": list(forecast.notes),
    }


def _bounds(forecast: Forecast) -> tuple[float, float]:
    """The range of the chance by the horizon, between the curve's days."""
    before = [p for p in forecast.renewal if p.day <= forecast.horizon][-1]
    after = next((p for p in forecast.renewal if p.day >= forecast.horizon), before)
    share = _share(before.day, after.day, forecast.horizon)
    return (
        before.renewed_low + share * (after.renewed_low - before.renewed_low),
        before.renewed_high + share * (after.renewed_high - before.renewed_high),
    )


def _share(first: date, last: date, day: date) -> float:
    return (day - first).days / max((last - first).days, 1)
