"""What the commands share: where they read from and write to, and how they end.

Exit status: 0 done, 1 ran but some inputs failed (or nothing was found), 2 wrong usage.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from nextseason.errors import InputError
from nextseason.reader_options import Chosen
from nextseason.source_options import SourceOptions

if TYPE_CHECKING:
    import altair as alt
    from rich.console import Console

    from nextseason.domain import Article, Rejected
    from nextseason.flow import Reading

# A finding of an empty run is no success, and no wrong usage either.
SOME_FAILED = 1
WRONG_USAGE = 2
PIPED_WIDTH = 100  # columns, where no terminal tells
WIDE = 120  # the same, for tables of many figures


class RowFormat(StrEnum):
    JSONL = "jsonl"
    TABLE = "table"


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
RowForm = Annotated[RowFormat, typer.Option("--format", help="How to write them.")]


def charts_folder() -> Path:
    """Where `pull` puts charts, unless it is told another folder."""
    from platformdirs import user_data_path

    return user_data_path("nextseason") / "charts"


def pulled_charts() -> Path | None:
    """That folder; None: nothing was pulled into it."""
    folder = charts_folder()
    return folder if folder.is_dir() and any(folder.iterdir()) else None


def read_sources(sources: SourceOptions, chosen: Chosen, *, workers: int = 1) -> "Reading":
    from nextseason.flow import read_articles

    return read_articles(
        open_articles(sources), reader=chosen.reader, at_once=chosen.at_once, workers=workers
    )


def open_articles(sources: SourceOptions) -> "Iterator[Article | Rejected]":
    """The articles asked for, with a bar while they come and a summary once they have."""
    from nextseason.articles import Passed
    from nextseason.articles.tally import Tally
    from nextseason.flow import open_asked
    from nextseason.progress import shown

    asked = sources.asked()
    tally, passed = Tally(), Passed()
    opened = open_asked(asked, tally=tally, passed=passed)
    try:
        yield from shown(opened, "Reading articles", total=lambda: tally.n_wanted)
    finally:  # told of a broken run, too
        lines = tally.lines() if tally.n_wanted else ()
        for line in (*lines, *passed.lines()):
            typer.echo(f"nextseason: {line}", err=True)


def read_text(path: Path) -> str:
    """The text of a file that a command was given."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"cannot read {path}: {fault}") from fault


def day_of(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def standard_output(*, piped_width: int = PIPED_WIDTH) -> "Console":
    """A console on standard output, `piped_width` wide where neither it nor COLUMNS tells."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else piped_width
    return Console(width=width, highlight=False)


@contextmanager
def destination(output: Path | None) -> "Iterator[Console]":
    """A console on the file, or on standard output."""
    from rich.console import Console

    if output is None:
        yield standard_output()
        return
    # Written beside the target and moved there when whole: nothing is lost by a broken run.
    part = output.with_name(f".{output.name}.part")
    try:  # from before it is there: an interrupt may come as soon as it is
        try:
            file = part.open("w", encoding="utf-8")
        except OSError as fault:
            fail(
                f"cannot write {output}: {fault.strerror}; choose another file with -o", WRONG_USAGE
            )
        with file:
            yield Console(file=file, width=PIPED_WIDTH, highlight=False)
        part.replace(output)
    finally:
        with suppress(OSError):
            part.unlink()


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """A file written beside its place and moved there when whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        part.replace(path)
    except OSError as fault:
        fail(f"cannot write {path}: {fault.strerror}; choose another file")
    finally:
        part.unlink(missing_ok=True)


def save_plot(path: Path, draw: "Callable[[], alt.TopLevelMixin]") -> None:
    """Draw a chart into a file of the form that its name tells."""
    from nextseason.plot_files import plot_bytes

    try:
        content = plot_bytes(draw(), path.suffix.casefold().lstrip("."))
    except ModuleNotFoundError as fault:
        fail(f"--plot needs {fault.name}; install nextseason[plots]")
    write_whole(path, lambda part: part.write_bytes(content))


def check_plot(path: Path) -> None:
    """Refuse a name that tells no form, before the work."""
    from nextseason.plot_files import FORMS

    if path.suffix.casefold().lstrip(".") not in FORMS:
        fail(f"{path} is no {', '.join(FORMS)} file; name one with --plot", WRONG_USAGE)


def refuse_overwriting(sources: SourceOptions, output: Path | None) -> None:
    if output and any(Path(path).resolve() == output.resolve() for path in sources.names()):
        fail(f"{output} is also an input; choose another file with -o", WRONG_USAGE)


def finish(rejected: "Sequence[Rejected]" = (), *, failed: bool = False, nothing: str = "") -> None:
    report(rejected)
    if nothing:
        typer.echo(f"nextseason: {nothing}", err=True)
    if rejected or failed or nothing:
        raise typer.Exit(SOME_FAILED)


def report(rejected: "Sequence[Rejected]") -> None:
    for item in rejected:
        # Not by typer.echo: a progress bar makes way for what is printed, not for that.
        print(f"nextseason: {item.origin}: {item.reason}", file=sys.stderr)


def fail(message: str, status: int = SOME_FAILED) -> NoReturn:
    typer.echo(f"nextseason: {message}", err=True)
    raise typer.Exit(status)
