"""The commands on what was published; the others come from their `..._commands` modules.

Exit status: 0 done, 1 ran but some inputs failed (or nothing was found), 2 wrong usage.
What a command needs is imported when it runs, so that `--help` answers at once.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from nextseason import (
    decision_commands,
    events_commands,
    forecast_commands,
    simulate_command,
    source_commands,
    viewing_commands,
    weigh_command,
)
from nextseason.command_io import (
    SOME_FAILED,
    AsOf,
    Output,
    RowForm,
    RowFormat,
    day_of,
    destination,
    fail,
    finish,
    open_articles,
    read_sources,
    refuse_overwriting,
    report,
)
from nextseason.errors import InputError, WorkerError
from nextseason.forecast_commands import EpisodeCost
from nextseason.option_groups import with_groups
from nextseason.reader_options import Chosen, ReaderName, ReaderOptions, chosen_reader
from nextseason.source_options import SourceOptions

if TYPE_CHECKING:
    from rich.console import Console

    from nextseason.domain import Dossier
    from nextseason.dossier import Annex

INTERRUPTED = 130
DEMO_PAGE = Path("nextseason-demo.html")
MAX_WORKERS = 64  # one process feeds them all

app = typer.Typer(
    help="Will there be another season, when, and with whom? "
    "Reads articles, keeps every claim with its words, and weighs what is known.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class DossierFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


Workers = Annotated[
    int,
    typer.Option(
        min=1,
        max=MAX_WORKERS,
        help="Processes that read, for thousands of articles; the output stays the same.",
    ),
]
DossierForm = Annotated[DossierFormat, typer.Option("--format", help="How to write it.")]


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"nextseason {version('nextseason')}")
        raise typer.Exit


@app.callback()
def nextseason(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and leave.",
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Will there be another season, when, and with whom?"""


@app.command(epilog="Example: nextseason brief kaos articles/ --format html -o page.html")
@with_groups
def brief(
    *,
    show: Annotated[str, typer.Argument(help="The show; near enough is good enough.")],
    season: Annotated[
        int | None,
        typer.Option(
            min=1, help="Which season.", show_default="the next one the articles are about"
        ),
    ] = None,
    as_of: AsOf = None,
    viewing: Annotated[
        Path | None,
        typer.Option("--viewing", help="A folder with charts: the dossier gets a forecast."),
    ] = None,
    cost: EpisodeCost = None,
    form: DossierForm = DossierFormat.TEXT,
    output: Output = None,
    sources: SourceOptions,
    choice: ReaderOptions,
) -> None:
    """Everything known of one season, with the words that say it.

    With charts (--viewing) it has a forecast, with --cost it says whether the season is worth it.
    """
    from nextseason.flow import brief_reading

    if cost and not viewing:
        raise typer.BadParameter("--cost needs charts, for the audience: --viewing")
    refuse_overwriting(sources, output)
    with chosen_reader(choice, about=show) as chosen:
        reading = read_sources(sources, chosen)
    try:
        dossier = brief_reading(show, reading, season=season, as_of=day_of(as_of))
    except InputError as error:
        report(reading.rejected)
        fail(str(error))
    annexes = _annexes(dossier, viewing, cost) if viewing else ()
    _write_dossier(dossier, form, output, annexes)
    finish(reading.rejected)


@app.command(epilog="Example: nextseason read articles/*.html > claims.jsonl")
@with_groups
def read(
    *,
    form: RowForm = RowFormat.JSONL,
    output: Output = None,
    workers: Workers = 1,
    sources: SourceOptions,
    choice: ReaderOptions,
) -> None:
    """The claims in articles, each with its quote.

    JSON Lines are written article by article: memory does not grow with their number.
    """
    refuse_overwriting(sources, output)
    if workers > 1 and choice.reader is not ReaderName.DEFAULT:
        raise typer.BadParameter("--workers goes with the default reader; use --llm-parallel")
    write = _write_claims_table if form is RowFormat.TABLE else _write_claim_lines
    try:
        with destination(output) as console, chosen_reader(choice) as chosen:
            written = write(console, sources, chosen, workers)
    except WorkerError as error:
        fail(str(error))
    nothing = "" if written.n_claims else f"no claim found in {written.n_articles} articles"
    finish(failed=written.failed, nothing=nothing)


class _Written(NamedTuple):
    n_articles: int
    n_claims: int
    failed: bool  # some input could not be read; that has been said


def _write_claim_lines(
    console: "Console", sources: SourceOptions, chosen: Chosen, workers: int
) -> _Written:
    """One line a claim, as they come: nothing is kept, neither claims nor what is rejected."""
    from functools import partial

    from nextseason.domain import Rejected
    from nextseason.flow import claim_lines, read_each

    n_articles = n_claims = 0
    failed = False
    to_lines = partial(claim_lines, reader=chosen.reader)
    each = read_each(open_articles(sources), to_lines, at_once=chosen.at_once, workers=workers)
    with closing(each):  # so that an interrupted run ends its workers first
        for item, lines in each:
            if isinstance(item, Rejected):
                report([item])
                failed = True
                continue
            n_articles += 1
            n_claims += len(lines)
            console.file.writelines(f"{line}\n" for line in lines)
    return _Written(n_articles, n_claims, failed)


def _write_claims_table(
    console: "Console", sources: SourceOptions, chosen: Chosen, workers: int
) -> _Written:
    """A table is as wide as its widest cell, so that it needs all claims at once."""
    from nextseason.tables import claims_table

    reading = read_sources(sources, chosen, workers=workers)
    console.print(claims_table(reading.claims, reading.articles))
    report(reading.rejected)
    return _Written(len(reading.articles), len(reading.claims), bool(reading.rejected))


@app.command(epilog="Example: nextseason findings articles/ --as-of 2020-02-29 --format table")
@with_groups
def findings(
    *,
    as_of: AsOf = None,
    form: RowForm = RowFormat.JSONL,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show what each claim adds to each answer, in log-odds."),
    ] = False,
    output: Output = None,
    sources: SourceOptions,
    choice: ReaderOptions,
) -> None:
    """What is known on each question: one line per question."""
    from nextseason.flow import explain_reading, weigh_reading
    from nextseason.tables import evidence_table, findings_table
    from nextseason.wire import finding_to_json, to_line

    refuse_overwriting(sources, output)
    with chosen_reader(choice) as chosen:
        reading = read_sources(sources, chosen)
    if explain:
        with destination(output) as console:
            for finding, weighings in explain_reading(reading, as_of=day_of(as_of)):
                console.print(
                    findings_table([finding]), evidence_table(weighings, reading.articles)
                )
        finish(reading.rejected)
        return
    found = weigh_reading(reading, as_of=day_of(as_of))
    with destination(output) as console:
        if form is RowFormat.TABLE:
            console.print(findings_table(found))
        else:
            console.file.writelines(to_line(finding_to_json(f)) + "\n" for f in found)
    nothing = f"nothing found in {len(reading.articles)} articles" if not found else ""
    finish(reading.rejected, nothing=nothing)


@app.command(epilog="Example: nextseason demo")
def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where to write the page.")
    ] = DEMO_PAGE,
) -> None:
    """The main job on examples that come with the package."""
    from nextseason.annexes import make_annexes
    from nextseason.examples import KAOS, KAOS_CHARTS, KAOS_UNDECIDED
    from nextseason.flow import brief_reading, weigh_reading
    from nextseason.forecast_asked import AskedForecast

    with chosen_reader(ReaderOptions(), about="KAOS") as chosen:
        reading = read_sources(SourceOptions([str(KAOS)]), chosen)
    dossier = brief_reading("KAOS", reading, season=2)
    asked = AskedForecast(
        show="KAOS",
        season=1,
        as_of=KAOS_UNDECIDED,
        viewing=KAOS_CHARTS,
        findings=weigh_reading(reading, as_of=KAOS_UNDECIDED),
        facts={"scripted": True},
    )
    annexes = make_annexes(asked, told={}, platform="Netflix")
    _write_dossier(dossier, DossierFormat.TEXT, None, annexes)
    _write_dossier(dossier, DossierFormat.HTML, output, annexes)
    typer.echo(f"\nRead {len(reading.articles)} articles. The page: {output.resolve()}")


app.command(epilog="Example: nextseason sources articles/")(source_commands.sources)
app.command(epilog="Example: nextseason copies articles/")(source_commands.copies)
app.command(epilog="Example: nextseason weigh claims.tsv --gold gold.tsv")(weigh_command.weigh)
app.command(epilog='Example: nextseason decide "harbour lights" --audience 20e6..40e6')(
    decision_commands.decide
)
app.command(epilog="Example: nextseason slate slate.csv --budget 250e6")(decision_commands.slate)
for _command in (forecast_commands.forecast, forecast_commands.train, forecast_commands.backtest):
    app.command()(_command)
app.command(epilog="Example: nextseason pull netflix-top10")(viewing_commands.pull)
app.command(epilog="Example: nextseason charts -o charts.parquet")(viewing_commands.charts)
app.command(epilog='Example: nextseason figures "harbour lights" --plot harbour.svg')(
    viewing_commands.figures
)
app.command(epilog="Example: nextseason measure events.parquet --catalogue episodes.csv")(
    events_commands.measure
)
app.command(epilog="Example: nextseason simulate events.parquet --accounts 100000 --seed 7")(
    simulate_command.simulate
)


def _annexes(dossier: "Dossier", viewing: Path, cost: str | None) -> "tuple[Annex, ...]":
    """A forecast, and a decision if a cost is told; where there can be none, that is said."""
    from nextseason.annexes import make_annexes
    from nextseason.forecast_asked import AskedForecast

    if dossier.season < 2:
        return ()
    asked = AskedForecast(
        show=dossier.show,
        season=dossier.season - 1,
        as_of=dossier.as_of,
        viewing=viewing,
        findings=(dossier.renewal, *dossier.findings),
        otherwise="the dossier goes without a forecast",
    )
    try:
        annexes = make_annexes(asked, told={"cost per episode": cost} if cost else None)
    except InputError as fault:
        typer.echo(f"nextseason: {fault}", err=True)
        return ()
    if cost and len(annexes) == 1:
        why = "no chart tells how it was watched"
        typer.echo(f"nextseason: {why}; the dossier goes without a decision", err=True)
    return annexes


def _write_dossier(
    dossier: "Dossier", form: DossierFormat, output: Path | None, annexes: "Sequence[Annex]" = ()
) -> None:
    from nextseason.dossier import render_html, render_json, render_text

    with destination(output) as console:
        if form is DossierFormat.TEXT:
            console.print(render_text(dossier, annexes))
        else:
            render = render_json if form is DossierFormat.JSON else render_html
            console.file.write(render(dossier, annexes).rstrip("\n") + "\n")


def main() -> None:
    """The entry point: what cannot be written, or is interrupted, ends in a line, not a trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; nothing is left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"nextseason: cannot write standard output: {fault.strerror}", file=sys.stderr)
        sys.exit(SOME_FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
