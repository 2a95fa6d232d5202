"""The commands on what is to come: forecast, train, backtest.

`cli` mounts them.  Exit status as there: 0 done, 1 ran but something failed, 2 wrong usage.
What a command needs is imported when it runs, so that `--help` answers at once.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nextseason.command_io import WIDE, fail, pulled_charts, read_text, save_plot, standard_output
from nextseason.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from nextseason.decision.answer import Decision
    from nextseason.domain import Forecast
    from nextseason.forecast.backtest import RenewalScores, Split
    from nextseason.forecast.season_record import DecidedSeason, History
    from nextseason.forecast.window_scores import WindowScores
    from nextseason.forecast_asked import MadeForecast

SEED = 7  # of the bootstrap: the same data give the same model

Viewing = Annotated[
    Path | None,
    typer.Option(
        "--viewing",
        envvar="NEXTSEASON_VIEWING",
        help="The folder with the charts.",
        show_default="what was pulled",
    ),
]
ChartFolder = Annotated[Path, typer.Option("--viewing", envvar="NEXTSEASON_VIEWING")]
Articles = Annotated[
    list[str] | None, typer.Option("--articles", help="What was written: files, folders.")
]
EpisodeCost = Annotated[
    str | None,
    typer.Option(
        "--cost",
        help="Of an episode, such as 6e6..10e6: is the next season worth it? `decide` takes more.",
    ),
]
Decisions = Annotated[
    list[Path], typer.Option("--decisions", help="A CSV file of decisions; may be given again.")
]
Day = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"])]


class ForecastForm(StrEnum):
    TEXT = "text"
    JSON = "json"


def forecast(
    show: Annotated[str, typer.Argument(help="The show.")],
    season: Annotated[
        int | None,
        typer.Option(min=1, help="The season that is out.", show_default="the last one"),
    ] = None,
    as_of: Day = None,
    viewing: Viewing = None,
    articles: Articles = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="A model of `train`.", show_default="shipped")
    ] = None,
    premiered: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Its first day, where the charts do not tell."),
    ] = None,
    english: Annotated[bool | None, typer.Option("--english/--not-english")] = None,
    scripted: Annotated[bool | None, typer.Option("--scripted/--unscripted")] = None,
    runtime_hours: Annotated[
        float | None, typer.Option(min=0.1, help="Of all its episodes together.")
    ] = None,
    platform: Annotated[str | None, typer.Option(help="Where it runs.")] = None,
    cost: EpisodeCost = None,
    form: Annotated[ForecastForm, typer.Option("--format")] = ForecastForm.TEXT,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw it into this .svg, .png or .html file.")
    ] = None,
) -> None:
    """Will it be renewed, by when, when would the next come, and how many would watch."""
    from nextseason.forecast.wording import forecast_to_json
    from nextseason.forecast_asked import AskedForecast, make_forecast

    told = {
        "english": english,
        "scripted": scripted,
        "runtime_hours": runtime_hours,
        "platform": platform,
        "premiered": premiered.date() if premiered else None,
    }
    asked = AskedForecast(
        show=show,
        season=season,
        as_of=as_of.date() if as_of else date.today(),  # noqa: DTZ011 - the user's own day
        viewing=viewing or pulled_charts(),
        articles=tuple(articles or ()),
        model=model,
        facts={name: value for name, value in told.items() if value is not None},
    )
    try:
        made = make_forecast(asked)
        if made.note:
            typer.echo(f"nextseason: {made.note}", err=True)
        found, decision = made.forecast, _decision(made, cost) if cost else None
        if plot:
            _draw(plot, found)
    except InputError as fault:
        fail(str(fault))
    if form is ForecastForm.JSON:
        content = _with_decision(forecast_to_json(found), decision)
        typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        _print(found, decision)


def train(
    decisions: Decisions,
    viewing: ChartFolder,
    output: Annotated[Path, typer.Option("-o", "--output", help="Write the model here.")],
    known_until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Use nothing that came later.",
            show_default="the last decision",
        ),
    ] = None,
) -> None:
    """Learn a model from decisions and charts; the same files give the same model."""
    import numpy as np

    from nextseason.forecast.model_file import model_to_json
    from nextseason.forecast.training import as_known_on, last_decision
    from nextseason.forecast.training import train as learn

    try:
        seasons, history = _learned(decisions, viewing)
        day = known_until.date() if known_until else last_decision(seasons)
        rng = np.random.default_rng(SEED)
        known = as_known_on(seasons, history, day) if known_until else seasons
        model = learn(known, history, known_until=day, rng=rng)
        output.write_text(model_to_json(model), encoding="utf-8")
    except (InputError, OSError) as fault:
        fail(str(fault))
    typer.echo(f"{output}: learned from {model.renewal.n_seasons} seasons up to {day}", err=True)


def backtest(
    decisions: Decisions,
    viewing: ChartFolder,
    test: Annotated[
        Path | None, typer.Option("--test", help="Learn from --decisions, score on this file.")
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The first day that is scored."),
    ] = None,
    form: Annotated[ForecastForm, typer.Option("--format")] = ForecastForm.TEXT,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw the calibration at 28 days.")
    ] = None,
) -> None:
    """How good the forecasts would have been, beside simple baselines.

    Without --test the origin rolls every half-year: what was decided later is not known to it.
    """
    try:
        splits, history, day = _splits(decisions, viewing, test, start)
        scores, drawn = _renewal_scores(splits, history)
        windows = _window_scores(splits, history, day)
        if plot:
            _write_plot(plot, drawn)
    except InputError as fault:
        fail(str(fault))
    if form is ForecastForm.JSON:
        typer.echo(json.dumps(_scores_json(scores, windows), indent=2))
        return
    console = standard_output(piped_width=WIDE)
    for table in (_renewal_table(scores), _window_table(windows)):
        console.print(table)
        console.print()


def _learned(
    decisions: Sequence[Path], viewing: Path, *more: Path
) -> "tuple[tuple[DecidedSeason, ...], History]":
    """Decisions of all files, with the charts' history."""
    from nextseason.chart_history import chart_history, decided_seasons, read_decisions
    from nextseason.viewing.load_charts import load_charts

    rows = [
        row
        for path in (*decisions, *more)
        for row in read_decisions(read_text(path), source=path.name)
    ]
    charts, _ = load_charts(viewing)
    history = chart_history(charts.table, rows)
    return decided_seasons(rows, history), history


def _splits(
    decisions: Sequence[Path], viewing: Path, test: Path | None, start: datetime | None
) -> "tuple[Sequence[Split], History, date]":
    from nextseason.chart_history import read_decisions
    from nextseason.forecast.backtest import Split, rolling
    from nextseason.forecast.training import last_decision

    seasons, history = _learned(decisions, viewing, *([test] if test else []))
    if not test:
        origins = _half_years(seasons, start.date() if start else None)
        return rolling(seasons, history, origins=origins), history, origins[0]
    titles = {row["season_title"] for row in read_decisions(read_text(test), source=test.name)}
    later = [s for s in seasons if s.record.title in titles]
    if start:
        later = [s for s in later if s.record.premiered >= start.date()]
    earlier = [s for s in seasons if s.record.title not in titles]
    if not later:
        raise InputError(f"{test} has no season that can be scored; name another file")
    first = min(s.record.premiered for s in later)
    return [Split(earlier, later, last_decision(earlier))], history, first


def _half_years(seasons: "Sequence[DecidedSeason]", start: date | None) -> list[date]:
    """From `start`, or from where two fifths of the seasons are out, to the last premiere."""
    days = sorted(s.record.premiered for s in seasons)
    if not days:
        raise InputError("the decisions name no season with a premiere")
    first = start or days[len(days) * 2 // 5]
    origins = [first]
    while origins[-1] < days[-1]:
        later = origins[-1].month > 6
        origins.append(date(origins[-1].year + later, 1 if later else 7, 1))
    return origins[:-1] or [first]


def _renewal_scores(
    splits: "Sequence[Split]", history: "History"
) -> "tuple[list[RenewalScores], dict[str, tuple[tuple[float, float, int], ...]]]":
    from nextseason.forecast.backtest import FORECAST_DAYS, forecasts, renewal_scores
    from nextseason.forecast.renewal_methods import METHODS
    from nextseason.forecast.scores import calibration

    scores, drawn = [], {}
    for day in FORECAST_DAYS:
        for name, method in METHODS.items():
            told = forecasts(method, splits, history, day=day)
            scores.append(renewal_scores(name, told, day=day))
            if day == 28:
                drawn[name] = calibration(told.chances[:, -1], told.renewed)
    return scores, drawn


def _window_scores(
    splits: "Sequence[Split]", history: "History", day: date
) -> "list[WindowScores]":
    """Release and audience; one that has too little to learn from is told and left out."""
    from nextseason.forecast.window_scores import audience_scores, order_days, release_scores

    until = max(r.premiered for r in history.records)
    orders = order_days(season for split in splits for season in split.test)
    scores = []
    for score in (
        release_scores,
        partial(release_scores, orders=orders),
        audience_scores,
        partial(audience_scores, against_ratios=True),
    ):
        try:
            scores.append(score(history, known_until=day, until=until))
        except InputError as fault:
            typer.echo(f"left out: {fault}", err=True)
    return scores


def _decision(made: "MadeForecast", cost: str) -> "Decision":
    """Whether the next season is worth its cost, by the usual options and defaults."""
    from nextseason.decision_asked import AskedDecision, make_decision

    record = made.record
    asked = AskedDecision(
        show=record.show,
        season=record.season or 1,
        year=made.forecast.as_of.year,
        told={"cost per episode": cost},
        made=made,
        platform=record.platform,
    )
    return make_decision(asked)


def _with_decision(told: Mapping[str, Any], decision: "Decision | None") -> Mapping[str, Any]:
    from nextseason.decision.as_json import decision_document

    return {**told, "decision": decision_document(decision)} if decision else told


def _print(found: "Forecast", decision: "Decision | None") -> None:
    from nextseason.decision.terminal import decision_text
    from nextseason.forecast.terminal import forecast_text

    console = standard_output(piped_width=WIDE)
    console.print(forecast_text(found))
    if decision:
        console.print()
        console.print(decision_text(decision))


def _renewal_table(scores: "Sequence[RenewalScores]") -> "Table":
    from nextseason.forecast.terminal import table

    rows = [
        (
            str(s.day),
            s.method,
            str(s.n),
            *(
                f"{i.value:.3f} ({i.low:.2f}-{i.high:.2f})"
                for i in (s.brier, s.skill, s.log, s.auc, s.calibration_error)
            ),
            f"{s.integrated_brier:.4f}",
        )
        for s in scores
    ]
    heads = ("day", "method", "n", "Brier", "skill", "log", "AUC", "calibration error", "curve")
    return table(heads, rows)


def _window_table(scores: "Sequence[WindowScores]") -> "Table":
    from nextseason.forecast.terminal import table

    rows = [
        (
            s.what,
            str(s.n),
            f"{s.crps:,.1f}",
            f"{s.baseline_crps:,.1f}",
            f"{s.gain.value:.1%} ({s.gain.low:.0%} to {s.gain.high:.0%})",
            f"{s.covered_90:.1%}",
            f"{s.covered_50:.1%}",
        )
        for s in scores
    ]
    return table(("what", "n", "CRPS", "baseline", "gain", "in 90 %", "in 50 %"), rows)


def _scores_json(
    scores: "Sequence[RenewalScores]", windows: "Sequence[WindowScores]"
) -> dict[str, Any]:
    from dataclasses import asdict

    return {"renewal": [asdict(s) for s in scores], "windows": [asdict(w) for w in windows]}


def _draw(path: Path, found: "Forecast") -> None:
    from nextseason.forecast.plot import forecast_plot

    save_plot(path, lambda: forecast_plot(found))


def _write_plot(path: Path, drawn: dict[str, tuple[tuple[float, float, int], ...]]) -> None:
    from nextseason.forecast.plot import calibration_plot

    save_plot(path, lambda: calibration_plot(drawn))
