"""The command on viewing events: measure.

`cli` mounts it.  Exit status as there: 0 done, 1 ran but something failed, 2 wrong usage.
What it needs is imported when it runs, so that `--help` answers at once.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from nextseason.command_io import WRONG_USAGE, check_plot, destination, fail, save_plot, write_whole
from nextseason.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from nextseason.viewing.log_sums import Asked, LogSums


DUCKDB = "duckdb"


class By(StrEnum):
    COUNTRY = "country"


class Inputs(NamedTuple):
    """What is measured, and where."""

    events: str
    catalogue: Path
    members: str | None
    engine: str


def measure(
    events: Annotated[
        str, typer.Argument(help="A file, folder or glob of Parquet, CSV or Arrow; or a table.")
    ],
    catalogue: Annotated[
        Path, typer.Option("--catalogue", help="The episodes: runtime and premiere of each.")
    ],
    window: Annotated[
        list[str] | None,
        typer.Option(
            "--window",
            help="Days from the premiere, or 2024-01-01..2024-03-31; may be repeated.",
            show_default="28d",
        ),
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help="Also each country by itself.")] = None,
    columns: Annotated[
        str, typer.Option("--columns", help="What the log calls them: started_at=ts,...")
    ] = "",
    members: Annotated[
        str | None,
        typer.Option("--members", help="When each account joined, and its weight: a file."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse a log with events that cannot be counted.")
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb, spark, spark://host:port, or Ibis's address.")
    ] = DUCKDB,
    approximate: Annotated[
        bool, typer.Option("--approximate", help="From one account in eight; the error is told.")
    ] = False,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state", help="Keep in this folder what a later run needs to add its days to these."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write all figures here, as Parquet.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw them into this .svg, .png or .html file.")
    ] = None,
) -> None:
    """How every season was watched, by a log of viewing events."""
    from nextseason.viewing.events import read_columns
    from nextseason.viewing.log_sums import Asked
    from nextseason.viewing.windows import read_window

    _check_outputs(output, plot, (events, str(catalogue), members))
    if state and (members or approximate or engine != DUCKDB):
        fail("--state goes with no --members, --approximate or other --engine", WRONG_USAGE)
    try:
        asked = Asked(
            windows=tuple(dict.fromkeys(map(read_window, window or ["28d"]))),
            by_country=by is By.COUNTRY,
            columns=read_columns(columns),
            approximate=approximate,
        )
        inputs = Inputs(events, catalogue, members, engine)
        sums, figures = _measured(inputs, asked, state=state, strict=strict)
        if plot:
            _draw(plot, figures, str(asked.windows[0]))
    except InputError as fault:
        fail(str(fault))
    except OSError as fault:
        fail(f"cannot keep what is needed meanwhile: {fault}; TMPDIR tells a folder with room")
    if output:
        import pyarrow.parquet as pq

        write_whole(output, lambda part: pq.write_table(figures, part))
    _print(sums, figures, asked)


def _measured(
    inputs: Inputs, asked: "Asked", *, state: Path | None, strict: bool
) -> "tuple[LogSums, pa.Table]":
    from nextseason.progress import shown
    from nextseason.viewing.catalogue import read_catalogue
    from nextseason.viewing.load import open_engine, open_table, read_rows, rough_count
    from nextseason.viewing.log_sums import accept_all, refuse_faults
    from nextseason.viewing.measure import measure_log
    from nextseason.viewing.members import read_members
    from nextseason.viewing.rates import figures
    from nextseason.viewing.without_pandas import leave_pandas_out

    if inputs.engine == DUCKDB:
        leave_pandas_out()
    episodes = read_catalogue(read_rows(inputs.catalogue), source=str(inputs.catalogue))
    engine = open_engine(inputs.engine)
    log = open_table(engine, inputs.events)
    who = None
    if inputs.members:
        who = read_members(open_table(engine, inputs.members), source=inputs.members)
    sums = measure_log(
        engine,
        log,
        episodes,
        asked,
        n_rows=rough_count(engine, log, inputs.events),
        members=who,
        state=state,
        today=datetime.now(UTC).date(),
        accept=refuse_faults if strict else accept_all,
        track=shown,
    )
    return sums, figures(sums, episodes, approximate=asked.approximate)


def _check_outputs(output: Path | None, plot: Path | None, inputs: Sequence[str | None]) -> None:
    """Refuse before the work what could not be written after it."""
    if output and output.suffix.casefold() != ".parquet":
        fail(f"{output} is no .parquet file; name one with -o", WRONG_USAGE)
    if plot:
        check_plot(plot)
    for path in filter(None, (output, plot)):
        if path.resolve() in [Path(name).resolve() for name in inputs if name]:
            fail(f"{path} is also an input; choose another file", WRONG_USAGE)
        if not path.resolve().parent.is_dir():
            fail(f"cannot write {path}: its folder does not exist; make it first", WRONG_USAGE)


def _draw(path: Path, figures: "pa.Table", window: str) -> None:
    from nextseason.viewing.figure_plots import figures_plot

    save_plot(path, lambda: figures_plot(figures, window))


def _print(sums: "LogSums", figures: "pa.Table", asked: "Asked") -> None:
    from nextseason.viewing.figure_tables import (
        caption,
        countries_table,
        seasons_table,
        tally_lines,
    )

    with destination(None) as console:
        for line in tally_lines(sums.tally):
            console.print(line)
        for window in map(str, asked.windows):
            console.print(f"\nwindow {window}", style="bold")
            console.print(seasons_table(figures, window))
            console.print(caption(figures, window), style="dim")
            if asked.by_country:
                console.print(countries_table(figures, window))
