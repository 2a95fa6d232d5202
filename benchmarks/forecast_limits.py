"""What holds the forecast of renewals back: too few seasons, too few figures, or something else?

Four questions, none of which chooses anything: how the score grows with the seasons learned
from; what each group of covariates is worth; what figures of the following year would add, if
they were known at 28 days; and how far chance alone moves the score of a perfect forecaster on
as few seasons.  Draws `docs/forecast-limits.svg`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting import (
    DECISIONS,
    FIRST_LATE,
    INNER,
    ROOT,
    VIEWING,
    data,
    inner_splits,
)
from nextseason.forecast import backtest, renewal_methods
from nextseason.forecast.backtest import Split
from nextseason.forecast.covariates import NAMES, UNLISTED_SHARE
from nextseason.forecast.hazards import Spells, fit_hazards
from nextseason.forecast.incidence import HORIZON_DAYS, fit_renewal, renewal_curves
from nextseason.forecast.plot import on_paper
from nextseason.forecast.renewal_methods import Task
from nextseason.forecast.scaling import scaling_of
from nextseason.forecast.scores import Interval, auc, brier, with_interval
from nextseason.forecast.season_record import DecidedSeason, History, Outcome
from nextseason.forecast.training import last_decision
from nextseason.plot_files import plot_bytes
from nextseason.viewing.load_charts import load_charts

Floats = NDArray[np.float64]

PLOT = ROOT / "docs" / "forecast-limits.svg"
DAY = 28
WANTED_SKILL, WANTED_AUC = 0.22, 0.80
SHARES = (0.125, 0.25, 0.5, 0.75, 1.0)  # of the earlier seasons' shows
N_DRAWS = 12  # of shows, for each share
N_FOLDS, N_REPEATS = 10, 5  # of the cross-validation over shows
RIDGE = 4.0
N_WORLDS = 2000  # of a perfect forecaster
LATE_WEEKS = 17  # of lists that the figures of later months come from
GROUPS = {
    "audience": ("level", "views_level", "listed_share"),
    "decay": ("decay",),
    "growth": ("growth",),
    "number": ("season", "first", "part", "annual"),
    "kind": ("english", "scripted", "english_scripted"),
    "length": ("runtime", "scripted_runtime", "views_level"),
}


def measure() -> str:
    """The tables, and the drawing of the first three."""
    if not VIEWING.is_dir() or not DECISIONS.is_dir():
        return "Skipped: no charts or decisions beside the project."
    curve, groups, later = learning_curve(), ablation(), later_figures()
    PLOT.write_bytes(plot_bytes(_drawn(curve, groups, later), "svg"))
    return "\n\n".join(
        (
            f"**Seasons learned from**: shows drawn {N_DRAWS} times, scored on 2023-24, 28 days; "
            "in brackets 90 % of the draws.",
            _lines(("seasons", "skill", "AUC"), curve),
            "**Covariates**: what not telling a group costs inside the earlier seasons; in "
            "brackets 90 % over seasons drawn again.",
            _lines(("not told", "skill lost", "AUC lost"), groups),
            "**Later figures**: a logistic regression, seasons from July 2022, cross-validated "
            f"over shows {N_REPEATS} times; told at 28 days what was published months later.",
            _lines(("told", "skill", "AUC"), later),
            "**Which seasons**: the same regression at 28 days, some outcomes left out.",
            _lines(("scored", "skill", "AUC"), by_outcome()),
            chance(),
        )
    )


Row = tuple[str, Interval, Interval]


def learning_curve() -> list[Row]:
    """Skill and AUC on the later seasons by how many of the earlier are learned from."""
    seasons, history = data()
    earlier = [s for s in seasons if s.record.premiered < FIRST_LATE]
    later = [s for s in seasons if s.record.premiered >= FIRST_LATE]
    until = last_decision(earlier)
    rng = np.random.default_rng(0)
    rows = []
    for share in SHARES:
        n_draws = N_DRAWS if share < 1 else 1
        told = []
        for _ in range(n_draws):
            part = _drawn_shows(earlier, share, rng)
            found = backtest.forecasts(
                renewal_methods.by_model, [Split(part, later, until)], history, day=DAY
            )
            last = found.chances[:, -1]
            base = brier(np.full(len(last), _base(part)), found.renewed)
            told.append(
                (
                    len(part),
                    1.0 - brier(last, found.renewed) / base,
                    auc(last, found.renewed),
                )
            )
        n, skill, area = np.array(told).T
        rows.append((f"{n.mean():.0f}", _spread(skill), _spread(area)))
    return rows


def _drawn_shows(
    seasons: Sequence[DecidedSeason], share: float, rng: np.random.Generator
) -> list[DecidedSeason]:
    shows = sorted({s.record.show.casefold() for s in seasons})
    kept = set(rng.choice(shows, round(share * len(shows)), replace=False))
    return [s for s in seasons if s.record.show.casefold() in kept]


def _base(seasons: Iterable[DecidedSeason]) -> float:
    return float(np.mean([_renewed(s) for s in seasons if renewal_methods.scored(s, DAY)]))


def _renewed(season: DecidedSeason) -> float:
    return 0.0 if renewal_methods.renewed_on(season) > HORIZON_DAYS else 1.0


def _spread(values: Floats) -> Interval:
    low, high = np.quantile(values, (0.05, 0.95))
    return Interval(float(values.mean()), float(low), float(high))


def ablation() -> list[Row]:
    """What not knowing a group of covariates costs, inside the earlier seasons."""
    seasons, history = data()
    earlier = [s for s in seasons if s.record.premiered < FIRST_LATE]
    inner = inner_splits(earlier, last_decision(earlier))
    full = backtest.forecasts(_without(()), inner, history, day=DAY)
    rows = []
    for name, left_out in GROUPS.items():
        told = backtest.forecasts(_without(left_out), inner, history, day=DAY)
        arrays = (full.chances[:, -1], told.chances[:, -1], full.renewed, full.base)
        rows.append(
            (
                name,
                with_interval(_skill_lost, *arrays, rng=np.random.default_rng(0)),
                with_interval(_auc_lost, *arrays[:3], rng=np.random.default_rng(0)),
            )
        )
    return rows


def _skill_lost(full: Floats, less: Floats, came: Floats, base: Floats) -> float:
    return (brier(less, came) - brier(full, came)) / brier(base, came)


def _auc_lost(full: Floats, less: Floats, came: Floats) -> float:
    return auc(full, came) - auc(less, came)


def _without(left_out: Sequence[str]) -> renewal_methods.Method:
    """The model where some covariates are not told: they are taken as usual."""
    places = np.isin(NAMES, left_out)

    def method(task: Task) -> Floats:
        model = fit_renewal(
            task.train,
            task.history,
            known_until=task.known_until,
            rng=np.random.default_rng(0),
            n_fits=1,
        )
        x = renewal_methods.covariates_of(task.test, task.history, task.day)
        x = np.where(places & ~np.isnan(x), model.scaling.mean, x)
        curves = renewal_curves(model, x, day=task.day)
        return np.array([np.interp(task.times, c.days, c.by_cause[0]) for c in curves])

    return method


def later_figures() -> list[Row]:
    """The score at 28 days if figures of later months were known, which they are not."""
    seasons = _recent()
    now = renewal_methods.covariates_of(seasons, data()[1], DAY)
    lists = np.array([_listed(s, data()[1]) for s in seasons])
    halves = np.array([_half_years(s) for s in seasons])
    came = np.array([_renewed(s) for s in seasons])
    told = {
        "what was known then": (),
        f"and the lists of {LATE_WEEKS} weeks": (lists,),
        "and three half-yearly reports": (halves,),
        "and both": (lists, halves),
    }
    return [
        (name, *_cross_validated(np.column_stack((now, *more)), came, seasons))
        for name, more in told.items()
    ]


def by_outcome() -> list[Row]:
    """Whether what is blank in the decisions makes it hard."""
    seasons = _recent()
    kept: dict[str, Callable[[DecidedSeason], bool]] = {
        "all": lambda s: True,
        "renewed or cancelled": lambda s: s.outcome is not Outcome.UNDECIDED,
        "renewed or nothing announced": lambda s: s.outcome is not Outcome.CANCELLED,
        "without renewals that have no day": lambda s: not np.isnan(renewal_methods.renewed_on(s)),
    }
    rows = []
    for name, keep in kept.items():
        part = [s for s in seasons if keep(s)]
        x = renewal_methods.covariates_of(part, data()[1], DAY)
        came = np.array([_renewed(s) for s in part])
        rows.append((f"{name}, {len(part)}", *_cross_validated(x, came, part)))
    return rows


def chance() -> str:
    """How far the scores of a perfectly calibrated forecaster stray on 170 seasons."""
    rng, n, base = np.random.default_rng(0), 170, 0.5
    strength = (1.0 - WANTED_SKILL) / WANTED_SKILL  # of a beta distribution with this skill
    said = rng.beta(base * strength, (1 - base) * strength, (N_WORLDS, n))
    came = (rng.random((N_WORLDS, n)) < said).astype(float)
    skill = _spread(1.0 - ((said - came) ** 2).mean(axis=1) / ((base - came) ** 2).mean(axis=1))
    area = _spread(np.array([auc(p, c) for p, c in zip(said, came, strict=True)]))
    return (
        f"**Chance**: of a forecaster whose skill is {WANTED_SKILL} and who is calibrated, "
        f"90 % of samples of {n} seasons show a skill of {skill.low:.2f} to {skill.high:.2f} "
        f"and an AUC of {area.low:.2f} to {area.high:.2f} (mean {area.value:.2f})."
    )


def _recent() -> list[DecidedSeason]:
    """Scored seasons from when the half-yearly reports are of use."""
    seasons, _ = data()
    return [s for s in seasons if renewal_methods.scored(s, DAY) and s.record.premiered >= INNER[0]]


def _listed(season: DecidedSeason, history: History) -> tuple[float, float]:
    """Hours over tenth place's in many weeks, and the share of them on the list."""
    record = season.record
    sunday = record.premiered + timedelta(days=6 - record.premiered.weekday())
    hours = {week.last_day: week.hours for week in record.weeks}
    days = [sunday + timedelta(weeks=k) for k in range(LATE_WEEKS)]
    tenth = [history.tenth_hours[bool(record.english), day] for day in days]
    all_hours = [hours.get(d, UNLISTED_SHARE * t) for d, t in zip(days, tenth, strict=True)]
    listed = np.mean([day in hours for day in days])
    return float(np.log(np.sum(all_hours) / np.sum(tenth))), float(listed)


def _half_years(season: DecidedSeason) -> list[float]:
    """Logs of hours in the half-year of the premiere and the next two, and of their ratio."""
    first = season.record.premiered
    start = date(first.year, 1 if first.month < 7 else 7, 1)
    starts = [start]
    for _ in range(2):
        start = date(start.year + (start.month == 7), 7 if start.month == 1 else 1, 1)
        starts.append(start)
    hours = _reports()[season.record.title.casefold()]
    logs = [np.log(hours[day]) if day in hours else np.nan for day in starts]
    return [*logs, logs[1] - logs[0]]


@cache
def _reports() -> Mapping[str, Mapping[date, float]]:
    """Hours of each title by the first day of the half-year."""
    found: dict[str, dict[date, float]] = defaultdict(dict)
    for row in load_charts(VIEWING)[0].table.to_pylist():
        if row["chart"] == "half-year" and row["title"] and row["hours"]:
            title = row["title"].split(" // ")[0].strip().casefold()
            day = row["first_day"]
            found[title][day] = found[title].get(day, 0.0) + float(row["hours"])
    return found


def _cross_validated(
    x: Floats, came: Floats, seasons: Sequence[DecidedSeason]
) -> tuple[Interval, Interval]:
    """Skill and AUC, seasons of a show kept together; bootstrap over seasons."""
    rng = np.random.default_rng(1)
    names = [s.record.show.casefold() for s in seasons]
    said = np.mean([_one_round(x, came, names, rng) for _ in range(N_REPEATS)], axis=0)
    base = np.full(len(came), came.mean())
    return (
        with_interval(_skill, said, came, base, rng=np.random.default_rng(0)),
        with_interval(auc, said, came, rng=np.random.default_rng(0)),
    )


def _one_round(x: Floats, came: Floats, names: Sequence[str], rng: np.random.Generator) -> Floats:
    shows = sorted(set(names))
    fold_of = dict(zip(shows, rng.integers(0, N_FOLDS, len(shows)), strict=True))
    fold = np.array([fold_of[name] for name in names])
    said = np.zeros(len(came))
    for held in range(N_FOLDS):
        scaled = scaling_of(x[fold != held])(x)
        learned = scaled[fold != held]
        ones, none = np.ones((len(learned), 1)), np.zeros(len(learned), dtype=int)
        spells = Spells(learned, ones, came[fold != held][:, None], none, ones[:, 0])
        model = fit_hazards(spells, n_causes=1, ridge=RIDGE)
        said[fold == held] = model(scaled[fold == held])[:, 0, 0]
    return said


def _skill(said: Floats, came: Floats, base: Floats) -> float:
    return 1.0 - brier(said, came) / brier(base, came)


def _lines(heads: Sequence[str], rows: Iterable[Row]) -> str:
    told = [f"| {name} | {_cell(skill)} | {_cell(area)} |" for name, skill, area in rows]
    return "\n".join((f"| {' | '.join(heads)} |", "|---|---|---|", *told))


def _cell(score: Interval) -> str:
    return f"{score.value:.3f} ({score.low:.3f} to {score.high:.3f})"


def _drawn(curve: Sequence[Row], groups: Sequence[Row], later: Sequence[Row]) -> Any:
    """Three panels one below the other; dashed, what is wanted."""
    import altair as alt

    return on_paper(
        alt.vconcat(
            _curve(curve),
            _bars(groups, "what not telling it costs of the skill"),
            _bars(later, "skill at 28 days, if told more", wanted=True),
        )
    )


def _curve(rows: Sequence[Row]) -> Any:
    import altair as alt

    points = [{"n": int(n), **skill._asdict()} for n, skill, _ in rows]
    base = alt.Chart(alt.InlineData(points), width=520, height=170)
    x = alt.X("n:Q", title="seasons learned from")
    scale = alt.Scale(domain=[0, 0.25])
    y = alt.Y("value:Q", title="skill on 2023-24", scale=scale)
    return alt.layer(
        base.mark_area(color="#a8c4dc", clip=True).encode(
            x, alt.Y("low:Q", scale=scale), alt.Y2("high:Q")
        ),
        base.mark_line(color="#2b6ca3", point=True, clip=True).encode(x, y),
        _wanted().encode(alt.Y("wanted:Q", scale=scale)),
    )


def _bars(rows: Sequence[Row], title: str, *, wanted: bool = False) -> Any:
    import altair as alt

    points = [{"name": name, **skill._asdict()} for name, skill, _ in rows]
    base = alt.Chart(alt.InlineData(points), width=520)
    scale = alt.Scale(domain=[0, 0.25]) if wanted else alt.Scale()
    x = alt.X("value:Q", title=title, scale=scale)
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=330))
    layers = [
        base.mark_bar(color="#6f9cc4", size=12).encode(x, y),
        base.mark_rule(color="#222222").encode(alt.X("low:Q"), y, alt.X2("high:Q")),
    ]
    if wanted:
        layers.append(_wanted().encode(alt.X("wanted:Q")))
    return alt.layer(*layers)


def _wanted() -> Any:
    import altair as alt

    line = alt.Chart(alt.InlineData([{"wanted": WANTED_SKILL}]))
    return line.mark_rule(color="#8f2d2a", strokeDash=[5, 4], strokeWidth=1.5)
