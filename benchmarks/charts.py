"""The public charts: how fast they are read, and whether the unlisted weeks are modelled well.

The folder with Netflix's files is `NEXTSEASON_VIEWING`.  What the decay model's seasons share is
fitted on those that began before July 2024 (`python -m benchmarks.charts` prints it); it is
judged by the half-yearly reports, which count every week, on seasons released after that.  No
number was fitted to those; the form of the model, counting from the highest week, was chosen
after looking at the errors of all four half-years.
"""

import os
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.corpus import ROOT
from nextseason.viewing.chart_table import Charts
from nextseason.viewing.decay import SHARED, Shared, Weeks, fit_curves, total_hours
from nextseason.viewing.engagement import CHART, half_of
from nextseason.viewing.listed import (
    WEEK,
    ListedSeason,
    Lists,
    SeasonKey,
    has_beginning,
    read_lists,
    season_key,
    weeks_of,
)
from nextseason.viewing.load_charts import chart_files, load_charts
from nextseason.viewing.season_names import SeasonKind

Floats = npt.NDArray[np.float64]

FOLDER = Path(os.environ.get("NEXTSEASON_VIEWING", ROOT.parent / "shared" / "viewing"))
FITTED_BEFORE = date(2024, 7, 1)
N_WEEKS = 14  # that a curve is fitted to: the 91 days from any day of a week
HALF_YEAR_WEEKS = 27  # that a half-year can touch
RUNS = 5
MIN_MODELLED = 0.1  # of a total: with less, an interval says nothing about the model
CALIBRATED_ON = ((2023, 2), (2024, 1))
JUDGED_ON = ((2024, 2), (2025, 1))


class Judged(NamedTuple):
    """Seasons whose half-year is published: modelled and true hours."""

    n_listed: Floats
    listed: Floats
    value: Floats
    low: Floats
    high: Floats
    true: Floats


def measure() -> str:
    """Seconds, rows, and the error of modelled totals, as a Markdown table."""
    if not FOLDER.is_dir():
        return "Skipped: the chart files are not there (NEXTSEASON_VIEWING)."
    return f"{_reading()}\n\n{_judging()}"


def fit_shared() -> Shared:
    """What all seasons share, by maximum marginal likelihood; the widening by coverage."""
    lists = _lists()
    early = [s for s in _begun(lists) if s.clock_from < FITTED_BEFORE]
    weeks = weeks_of(early, lists, n_weeks=N_WEEKS)

    def lack(logs: Floats) -> float:
        evidence = fit_curves(weeks, _unpacked(logs)).log_evidence
        return -evidence if np.isfinite(evidence) else np.inf

    best = minimize(lack, _packed(SHARED), method="Nelder-Mead", options={"maxfev": 2000})
    fitted = _unpacked(best.x)
    for widening in np.arange(1.0, 4.0, 0.1):
        shared = replace(fitted, widening=float(widening))
        if _coverage(_judged(CALIBRATED_ON, shared)) >= 0.9:
            break
    return shared


def _reading() -> str:
    seconds = []
    for _ in range(RUNS):
        began = time.process_time()
        load_charts(FOLDER)
        seconds.append(time.process_time() - began)
    charts = _charts()
    n_rows, n_left = charts.table.num_rows, len(charts.unresolved)
    return (
        "| files | rows | in the table | listed | processor seconds (median) | bar |\n"
        "|---|---|---|---|---|---|\n"
        f"| {len(chart_files(FOLDER))} | {n_rows + n_left:,} | {n_rows:,} "
        f"| {n_left:,} ({n_left / (n_rows + n_left):.1%}) | {np.median(seconds):.1f} | 5 |"
    )


def _judging() -> str:
    lines = [
        "Hours from the premiere to the end of the half-year, modelled from the weekly lists,",
        "against the half-yearly report. Error: mean of |log(estimate / report)|.",
        "",
        "| seasons | listed weeks | n | error, modelled | error, off the list as zero "
        "| median bias | sum / report | 90 % interval holds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for words, halves in (("fitted period", CALIBRATED_ON), ("never fitted", JUDGED_ON)):
        judged = _judged(halves, SHARED)
        for least, most in ((1, 99), (1, 1), (2, 3), (4, 99)):
            wanted = (judged.n_listed >= least) & (judged.n_listed <= most)
            part = Judged(*(values[wanted] for values in judged))
            lines.append(_line(words, least, most, part))
    return "\n".join(lines)


def _line(words: str, least: int, most: int, part: Judged) -> str:
    weeks = "all" if (least, most) == (1, 99) else f"{least}" if least == most else f"{least}-"
    weeks += f"{most}" if 1 < most < 99 else ""
    modelled, plain = np.log(part.value / part.true), np.log(part.listed / part.true)
    return (
        f"| {words} | {weeks} | {len(part.true)} | {np.abs(modelled).mean():.2f} "
        f"| {np.abs(plain).mean():.2f} | {np.median(modelled):+.2f} "
        f"| {part.value.sum() / part.true.sum():.2f} | {_coverage(part):.0%} |"
    )


def _judged(halves: Sequence[tuple[int, int]], shared: Shared) -> Judged:
    parts = [_judged_half(half_of(*half), shared) for half in halves]
    return Judged(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _judged_half(half: tuple[date, date], shared: Shared) -> Judged:
    """The seasons released in a half-year, four weeks before its end at the latest."""
    first, last = half
    lists, reported = _lists(), _reported(first)
    seasons = [
        s
        for s in _begun(lists)
        if s.premiere and first <= s.premiere <= last - timedelta(days=28) and _key(s) in reported
    ]
    weeks = weeks_of(seasons, lists, n_weeks=HALF_YEAR_WEEKS)
    curves = fit_curves(
        Weeks(weeks.hours[:, :N_WEEKS], weeks.bound[:, :N_WEEKS], weeks.days), shared
    )
    share = np.array([_shares(season, last) for season in seasons])
    totals = total_hours(weeks, curves, share, shared)
    seen = ~np.isnan(weeks.hours) & (share > 0)
    return Judged(
        seen.sum(axis=1).astype(float),
        (np.nan_to_num(weeks.hours) * share).sum(axis=1),
        *totals,
        np.array([reported[_key(season)] for season in seasons], float),
    )


def _shares(season: ListedSeason, last: date) -> list[float]:
    """How much of each week since the premiere's lies in the half-year."""
    mondays = (
        season.clock_from + week * WEEK - timedelta(days=6) for week in range(HALF_YEAR_WEEKS)
    )
    return [min(max((last - monday).days + 1, 0) / 7, 1.0) for monday in mondays]


def _coverage(judged: Judged) -> float:
    """How often the report lies in the interval, where the model had something to say."""
    told = judged.value - judged.listed > MIN_MODELLED * judged.value
    held = (judged.low <= judged.true) & (judged.true <= judged.high)
    return float(held[told].mean()) if told.any() else float("nan")


@cache
def _charts() -> Charts:
    return load_charts(FOLDER)[0]


@cache
def _lists() -> Lists:
    return read_lists(_charts().table)


def _begun(lists: Lists) -> list[ListedSeason]:
    """Seasons that the lists saw from their beginning; single broadcasts have no decay."""
    return [
        season
        for season in lists.seasons
        if has_beginning(season, lists, n_weeks=N_WEEKS) and season.kind is not SeasonKind.DATED
    ]


@cache
def _reported(first: date) -> dict[SeasonKey, int]:
    """The hours of each season in the report of a half-year."""
    hours: dict[SeasonKey, int] = defaultdict(int)
    for row in _charts().table.to_pylist():
        if (row["chart"], row["first_day"], row["category"]) == (CHART, first, "TV"):
            hours[season_key(row["show"], row["season"], row["season_name"])] += row["hours"]
    return hours


def _key(season: ListedSeason) -> SeasonKey:
    return season_key(season.show, season.season, season.season_name)


def _packed(shared: Shared) -> Floats:
    logs = (shared.bend, shared.steepness_spread, shared.spread, shared.spread_first)
    return np.array([*np.log(logs), shared.steepness, shared.first, shared.per_day])


def _unpacked(packed: Floats) -> Shared:
    bend, steepness_spread, spread, spread_first = (float(x) for x in np.exp(packed[:4]))
    return Shared(
        bend=bend,
        steepness=float(packed[4]),
        steepness_spread=steepness_spread,
        spread=spread,
        spread_first=spread_first,
        first=float(packed[5]),
        per_day=float(packed[6]),
        widening=1.0,
    )


if __name__ == "__main__":
    print(fit_shared())
