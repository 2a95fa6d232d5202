"""The commands: brief, read, findings, demo.

Exit status: 0 done, 1 ran but some inputs failed (or nothing was found), 2 wrong usage.
What a command needs is imported when it runs, so that `--help` answers at once.
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from nextseason.errors import InputError
from nextseason.reader_options import (
    Chosen,
    LlmModel,
    LlmOptions,
    LlmParallel,
    LlmPriceIn,
    LlmPriceOut,
    LlmSeconds,
    LlmUrl,
    ReaderChoice,
    ReaderName,
    chosen_reader,
)

if TYPE_CHECKING:
    from rich.console import Console

    from nextseason.domain import Article, Dossier, Rejected
    from nextseason.flow import Reading

# A finding of an empty run is no success, and no wrong usage either.
SOME_FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130
PIPED_WIDTH = 100  # columns, where no terminal tells
DEMO_PAGE = Path("nextseason-demo.html")

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


class RowFormat(StrEnum):
    JSONL = "jsonl"
    TABLE = "table"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Articles: files (text, Markdown, HTML, JSON Lines), folders, globs, "
        "or - for standard input.",
        show_default=False,
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        help="Count only what was published by this day. Undated articles are then left out.",
        show_default="today, undated articles too",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to this file.", show_default="standard output"),
]
DossierForm = Annotated[DossierFormat, typer.Option("--format", help="How to write it.")]
RowForm = Annotated[RowFormat, typer.Option("--format", help="How to write them.")]


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


@app.command(epilog='Example: nextseason brief "spinning out" articles/ --format html -o page.html')
def brief(
    show: Annotated[str, typer.Argument(help="The show; near enough is good enough.")],
    paths: Paths,
    season: Annotated[
        int | None,
        typer.Option(
            min=1, help="Which season.", show_default="the next one the articles are about"
        ),
    ] = None,
    as_of: AsOf = None,
    form: DossierForm = DossierFormat.TEXT,
    output: Output = None,
    reader: ReaderChoice = ReaderName.RULES,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_parallel: LlmParallel = None,
    llm_seconds: LlmSeconds = None,
    llm_price_in: LlmPriceIn = None,
    llm_price_out: LlmPriceOut = None,
) -> None:
    """Everything known of one season, with the words that say it."""
    from nextseason.flow import brief_reading

    _refuse_overwriting(paths, output)
    llm = LlmOptions(llm_url, llm_model, llm_parallel, llm_seconds, llm_price_in, llm_price_out)
    with chosen_reader(reader, llm) as chosen:
        reading = _read(paths, chosen)
    try:
        dossier = brief_reading(show, reading, season=season, as_of=_day(as_of))
    except InputError as error:
        _report(reading.rejected)
        _fail(str(error))
    _write_dossier(dossier, form, output)
    _finish(reading.rejected)


@app.command(epilog="Example: nextseason read articles/*.html > claims.jsonl")
def read(
    paths: Paths,
    form: RowForm = RowFormat.JSONL,
    output: Output = None,
    reader: ReaderChoice = ReaderName.RULES,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_parallel: LlmParallel = None,
    llm_seconds: LlmSeconds = None,
    llm_price_in: LlmPriceIn = None,
    llm_price_out: LlmPriceOut = None,
) -> None:
    """The claims in articles, each with its quote."""
    from nextseason.domain import Rejected
    from nextseason.flow import read_each
    from nextseason.tables import claims_table
    from nextseason.wire import claim_to_json, to_line

    _refuse_overwriting(paths, output)
    rejected: list[Rejected] = []
    n_articles = n_claims = 0
    llm = LlmOptions(llm_url, llm_model, llm_parallel, llm_seconds, llm_price_in, llm_price_out)
    with _destination(output) as console, chosen_reader(reader, llm) as chosen:
        if form is RowFormat.TABLE:
            reading = _read(paths, chosen)
            rejected.extend(reading.rejected)
            n_articles, n_claims = len(reading.articles), len(reading.claims)
            console.print(claims_table(reading.claims, reading.articles))
        else:
            each = read_each(_articles(paths), reader=chosen.reader, at_once=chosen.at_once)
            for item, claims in each:
                if isinstance(item, Rejected):
                    rejected.append(item)
                    continue
                n_articles += 1
                for claim in claims:
                    n_claims += 1
                    console.file.write(to_line(claim_to_json(claim)) + "\n")
    _finish(rejected, nothing=f"no claim found in {n_articles} articles" if not n_claims else "")


@app.command(epilog="Example: nextseason findings articles/ --as-of 2020-02-29 --format table")
def findings(
    paths: Paths,
    as_of: AsOf = None,
    form: RowForm = RowFormat.JSONL,
    output: Output = None,
    reader: ReaderChoice = ReaderName.RULES,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_parallel: LlmParallel = None,
    llm_seconds: LlmSeconds = None,
    llm_price_in: LlmPriceIn = None,
    llm_price_out: LlmPriceOut = None,
) -> None:
    """What is known on each question: one line per question."""
    from nextseason.flow import weigh_reading
    from nextseason.tables import findings_table
    from nextseason.wire import finding_to_json, to_line

    _refuse_overwriting(paths, output)
    llm = LlmOptions(llm_url, llm_model, llm_parallel, llm_seconds, llm_price_in, llm_price_out)
    with chosen_reader(reader, llm) as chosen:
        reading = _read(paths, chosen)
    found = weigh_reading(reading, as_of=_day(as_of))
    with _destination(output) as console:
        if form is RowFormat.TABLE:
            console.print(findings_table(found))
        else:
            console.file.writelines(to_line(finding_to_json(f)) + "\n" for f in found)
    nothing = f"nothing found in {len(reading.articles)} articles" if not found else ""
    _finish(reading.rejected, nothing=nothing)


@app.command(epilog="Example: nextseason demo")
def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where to write the page.")
    ] = DEMO_PAGE,
) -> None:
    """The main job on examples that come with the package."""
    from nextseason.examples import KAOS
    from nextseason.flow import brief_reading

    with chosen_reader(ReaderName.RULES, LlmOptions()) as chosen:
        reading = _read([str(KAOS)], chosen)
    dossier = brief_reading("KAOS", reading, season=2)
    _write_dossier(dossier, DossierFormat.TEXT, None)
    _write_dossier(dossier, DossierFormat.HTML, output)
    typer.echo(f"\nRead {len(reading.articles)} articles. The page: {output.resolve()}")


def _write_dossier(dossier: "Dossier", form: DossierFormat, output: Path | None) -> None:
    from nextseason.dossier import render_html, render_json, render_text

    with _destination(output) as console:
        if form is DossierFormat.TEXT:
            console.print(render_text(dossier))
        else:
            page = (render_json if form is DossierFormat.JSON else render_html)(dossier)
            console.file.write(page.rstrip("\n") + "\n")


def _read(paths: list[str], chosen: Chosen) -> "Reading":
    from nextseason.flow import read_articles

    return read_articles(_articles(paths), reader=chosen.reader, at_once=chosen.at_once)


def _articles(paths: list[str]) -> "Iterator[Article | Rejected]":
    from nextseason.flow import open_sources
    from nextseason.progress import shown

    return shown(open_sources(paths), "Reading articles")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@contextmanager
def _destination(output: Path | None) -> "Iterator[Console]":
    """A console on the file, or on standard output."""
    from rich.console import Console

    if output is None:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
        yield Console(width=width, highlight=False, soft_wrap=False)
        return
    # Written beside the target and moved there when whole: nothing is lost by a broken run.
    part = output.with_name(f".{output.name}.part")
    try:
        file = part.open("w", encoding="utf-8")
    except OSError as fault:
        _fail(f"cannot write {output}: {fault.strerror}; choose another file with -o", WRONG_USAGE)
    try:
        with file:
            yield Console(file=file, width=PIPED_WIDTH, highlight=False)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _refuse_overwriting(paths: list[str], output: Path | None) -> None:
    if output and any(Path(path).resolve() == output.resolve() for path in paths):
        _fail(f"{output} is also an input; choose another file with -o", WRONG_USAGE)


def _finish(rejected: "Sequence[Rejected]", *, nothing: str = "") -> None:
    _report(rejected)
    if nothing:
        typer.echo(f"nextseason: {nothing}", err=True)
    if rejected or nothing:
        raise typer.Exit(SOME_FAILED)


def _report(rejected: "Sequence[Rejected]") -> None:
    for item in rejected:
        typer.echo(f"nextseason: {item.origin}: {item.reason}", err=True)


def _fail(message: str, status: int = SOME_FAILED) -> NoReturn:
    typer.echo(f"nextseason: {message}", err=True)
    raise typer.Exit(status)


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
