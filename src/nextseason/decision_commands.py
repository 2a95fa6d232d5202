"""The commands on what is worth its cost: decide, slate.

`cli` mounts them.  What a command needs is imported when it runs, so that `--help` answers at once.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nextseason.command_io import Output, destination, fail, pulled_charts, read_text, save_plot
from nextseason.errors import InputError
from nextseason.forecast_commands import Articles, Viewing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nextseason.decision.answer import Decision
    from nextseason.forecast_asked import MadeForecast


class DecisionForm(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class SlateForm(StrEnum):
    TEXT = "text"
    JSON = "json"


Told = str | None
Wishes = list[str] | None
Seed = Annotated[int, typer.Option(min=0, help="Of the simulated worlds.")]
Currency = Annotated[
    str | None,
    typer.Option(help="Of amounts that name none.", show_default="the one that is named, or USD"),
]


def decide(
    show: Annotated[
        str | None, typer.Argument(help="The show.", show_default="only with --infer-threshold")
    ] = None,
    season: Annotated[
        int | None,
        typer.Option(
            min=1, help="The season that is out.", show_default="the last in the charts, or 1"
        ),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Forecast as of this day.", show_default="today"),
    ] = None,
    viewing: Viewing = None,
    articles: Articles = None,
    audience: Annotated[
        Told,
        typer.Option(
            help="The next season's four-week views. This and all amounts: a number, a range "
            "such as 6e6..10e6, or a distribution such as 'lognormal(8e6, 0.3)'.",
            show_default="as forecast from the charts, or from --views",
        ),
    ] = None,
    forecast: Annotated[
        Path | None,
        typer.Option(help="What `nextseason forecast --format json` wrote, for the audience."),
    ] = None,
    cost_per_episode: Annotated[Told, typer.Option(help="Of the season that is out.")] = None,
    episodes: Annotated[int, typer.Option(min=1, help="Of the next season.")] = 8,
    escalation: Annotated[
        Told, typer.Option(help="Share by which an episode becomes dearer, such as 5%..20%.")
    ] = None,
    one_off: Annotated[Told, typer.Option(help="Costs whatever the number of episodes.")] = None,
    tax_credit: Annotated[Told, typer.Option(help="Share of the cost that comes back.")] = None,
    cost_of_ending: Annotated[Told, typer.Option(help="Penalties if it is cancelled.")] = None,
    value_per_view: Annotated[Told, typer.Option(help="Of a four-week view.")] = None,
    value_per_hour: Annotated[Told, typer.Option(help="Of an hour watched.")] = None,
    runtime_hours: Annotated[Told, typer.Option(help="Of the next season.")] = None,
    later_viewing: Annotated[
        Told, typer.Option(help="All hours over those of the first four weeks, such as 1.5..3.")
    ] = None,
    adjusted_share: Annotated[
        Told, typer.Option(help="Adjusted view share of the season that is out, 0-1.")
    ] = None,
    members_value: Annotated[
        Told, typer.Option(help="What all members pay in the window of that share.")
    ] = None,
    views: Annotated[Told, typer.Option(help="Four-week views of the season that is out.")] = None,
    churn: Annotated[
        Path | None,
        typer.Option(help="A CSV file with a row for each month of each member."),
    ] = None,
    plays: Annotated[
        Path | None,
        typer.Option(help="Viewing events instead of --churn: a .parquet or .csv file."),
    ] = None,
    members: Annotated[
        Path | None, typer.Option(help="With --plays: who joined when, and left.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="With --plays: the show_id there, or show_id:season.")
    ] = None,
    month_value: Annotated[Told, typer.Option(help="What a member-month is worth.")] = None,
    viewers_per_view: Annotated[Told, typer.Option(help="Accounts for each view.")] = None,
    genre: Annotated[str, typer.Option(help="For a cost that is not told.")] = "drama",
    platform: Annotated[str | None, typer.Option(help="For a cost that is not told.")] = None,
    year: Annotated[
        int | None, typer.Option(help="For a cost that is not told.", show_default="this one")
    ] = None,
    options: Annotated[
        Path | None, typer.Option(help="A TOML file with options of your own.")
    ] = None,
    wait: Annotated[
        int, typer.Option(min=0, help="Weeks that waiting would take; 0: no waiting.")
    ] = 6,
    infer_threshold: Annotated[
        Path | None,
        typer.Option(help="A CSV file of past decisions: which value for cost explains them?"),
    ] = None,
    currency: Currency = None,
    seed: Seed = 8,
    plot: Annotated[
        Path | None, typer.Option(help="Draw it into this .svg, .png or .html file.")
    ] = None,
    form: Annotated[DecisionForm, typer.Option("--format")] = DecisionForm.TEXT,
    output: Output = None,
) -> None:
    """Is another season worth its cost, and what does the answer hang on."""
    told = {
        "audience": audience,
        "cost per episode": cost_per_episode,
        "escalation": escalation,
        "one-off costs": one_off,
        "tax credit": tax_credit,
        "cost of ending": cost_of_ending,
        "value per view": value_per_view,
        "value per hour": value_per_hour,
        "running time": runtime_hours,
        "later viewing": later_viewing,
        "adjusted view share": adjusted_share,
        "members' value": members_value,
        "views": views,
        "value of a member-month": month_value,
        "viewers per view": viewers_per_view,
    }
    try:
        if infer_threshold:
            _infer(infer_threshold, form, output)
            return
        if not show:
            raise InputError("name the show, or a file with --infer-threshold")
        viewing = viewing or pulled_charts()
        if articles and not viewing:
            raise InputError("--articles goes with charts: give --viewing too")
        from nextseason.decision_asked import AskedDecision, make_decision

        day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the user's own day
        made = None
        if viewing and not (audience or forecast or (views and not adjusted_share)):
            made = _forecast(show, season, day, viewing, articles or [])
        out = (made.record.season if made else None) or season or 1
        asked = AskedDecision(
            show=made.record.show if made else show,
            season=out,
            year=year or day.year,
            told={name: text for name, text in told.items() if text is not None},
            made=made,
            forecast_file=forecast,
            churn=churn,
            plays=plays,
            members=members,
            title=title,
            currency=currency,
            episodes=episodes,
            genre=genre,
            platform=platform,
            options=options,
            wait=wait,
            seed=seed,
        )
        found = make_decision(asked)
        if plot:
            _draw(plot, found)
        _decided(found, form, output)
    except InputError as fault:
        fail(str(fault))


def slate(
    path: Annotated[Path, typer.Argument(metavar="SLATE.csv", help="A season in each row.")],
    budget: Annotated[str, typer.Option(help="What may be spent, such as 250e6 or '250e6 EUR'.")],
    at_least: Annotated[
        Wishes, typer.Option(help="'3 genre=comedy'. May be given again, as all wishes may.")
    ] = None,
    at_most: Annotated[Wishes, typer.Option(help="'2 studio=North Pier'")] = None,
    one_of: Annotated[Wishes, typer.Option(help="'Harbour Lights | Ash Road'")] = None,
    needs: Annotated[
        Wishes, typer.Option(help="'Ash Road -> Harbour Lights': not without the other")
    ] = None,
    quota: Annotated[
        Wishes, typer.Option(help="'30% region=EU': of what is spent, at least")
    ] = None,
    caution: Annotated[
        float,
        typer.Option(help="0: expected value alone, 1: the mean of the worst worlds alone (CVaR)."),
    ] = 0.0,
    tail: Annotated[float, typer.Option(help="Share of the worlds that are the worst.")] = 0.1,
    scenarios: Annotated[int, typer.Option(help="Simulated worlds.")] = 1000,
    currency: Currency = None,
    seed: Seed = 8,
    form: Annotated[SlateForm, typer.Option("--format")] = SlateForm.TEXT,
    output: Output = None,
) -> None:
    """Which seasons to renew under a budget, what each wish costs, and how sure it is."""
    from nextseason.decision.as_json import decision_json
    from nextseason.decision.candidates import read_candidates
    from nextseason.decision.programme import Attitude
    from nextseason.decision.slate import plan_slate
    from nextseason.decision.terminal import slate_text

    wishes = {
        "at-least": at_least or (),
        "at-most": at_most or (),
        "one-of": one_of or (),
        "needs": needs or (),
        "quota": quota or (),
    }
    try:
        amount, stated = _budget(budget, currency)
        candidates = read_candidates(read_text(path), source=path.name, currency=stated)
        with _solver_aside():
            found = plan_slate(
                candidates,
                budget=amount,
                wishes=wishes,
                attitude=Attitude(caution=caution, tail=tail),
                n_scenarios=scenarios,
                seed=seed,
            )
    except InputError as fault:
        fail(str(fault))
    _write(decision_json(found) if form is SlateForm.JSON else slate_text(found), output)


def _budget(text: str, currency: str | None) -> tuple[float, str | None]:
    """The amount, and the currency if one is stated."""
    from nextseason.decision.distributions import parse_distribution
    from nextseason.decision.money import check_currency, common_currency

    told = parse_distribution(text, what="--budget")
    if not told.distribution.is_certain:
        raise InputError(f"--budget is one amount, got {text}")
    if currency:
        check_currency(currency, what="--currency")
    if not (currency or told.currency):
        return told.distribution.values[0], None
    named = {"--currency": currency, "--budget": told.currency}
    return told.distribution.values[0], common_currency(named)


def _forecast(
    show: str, season: int | None, day: date, viewing: Path, articles: list[str]
) -> "MadeForecast":
    from nextseason.forecast_asked import AskedForecast, make_forecast

    asked = AskedForecast(
        show=show,
        season=season,
        as_of=day,
        viewing=viewing,
        articles=tuple(articles),
        otherwise="give the next season's --audience 20e6..40e6, or this one's --views 30e6",
    )
    return make_forecast(asked)


def _infer(path: Path, form: DecisionForm, output: Path | None) -> None:
    from nextseason.decision.as_json import decision_json
    from nextseason.decision.terminal import thresholds_text
    from nextseason.decision.threshold import infer_thresholds, read_past_decisions

    if form is DecisionForm.HTML:
        raise InputError("thresholds are told as text or json; choose another --format")
    found = infer_thresholds(read_past_decisions(read_text(path), source=path.name))
    _write(decision_json(found) if form is DecisionForm.JSON else thresholds_text(found), output)


def _decided(found: "Decision", form: DecisionForm, output: Path | None) -> None:
    from nextseason.decision.as_json import decision_json
    from nextseason.decision.page import render_decision_html
    from nextseason.decision.terminal import decision_text

    if form is DecisionForm.TEXT:
        _write(decision_text(found), output)
    else:
        shape = decision_json if form is DecisionForm.JSON else render_decision_html
        _write(shape(found), output)


def _draw(path: Path, found: "Decision") -> None:
    from nextseason.decision.figure import decision_figure

    save_plot(path, lambda: decision_figure(found))


@contextmanager
def _solver_aside() -> Iterator[None]:
    """Standard output goes nowhere while HiGHS runs.

    Version 1.12, which comes with SciPy 1.17, writes a line by `printf` when it mends a solution,
    whatever its options say (none of SciPy's, nor presolve off, keeps it from it).
    """
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _write(told: "RenderableType", output: Path | None) -> None:
    """Text as it is, tables as wide as the console."""
    with destination(output) as console:
        if isinstance(told, str):
            console.file.write(told)
        else:
            console.print(told)
