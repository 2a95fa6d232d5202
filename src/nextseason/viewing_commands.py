"""The commands on what platforms publish of viewing: pull, charts, figures.

`cli` mounts them.  Exit status as there: 0 done, 1 ran but something failed, 2 wrong usage.
What a command needs is imported when it runs, so that `--help` answers at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nextseason.command_io import (
    SOME_FAILED,
    WIDE,
    charts_folder,
    check_plot,
    fail,
    finish,
    save_plot,
    standard_output,
    write_whole,
)
from nextseason.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from nextseason.domain import Rejected
    from nextseason.viewing.chart_figures import Measured
    from nextseason.viewing.chart_rows import Unresolved
    from nextseason.viewing.chart_table import Charts


class Published(StrEnum):
    TOP10 = "netflix-top10"
    ENGAGEMENT = "netflix-engagement"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--viewing",
        envvar="NEXTSEASON_VIEWING",
        help="The folder with the charts.",
        show_default="where `pull` puts them",
    ),
]


def pull(
    what: Annotated[Published, typer.Argument(help="Which charts.")],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            envvar="NEXTSEASON_VIEWING",
            help="The folder to put them in.",
            show_default="your data folder",
        ),
    ] = None,
) -> None:
    """Get published charts; each is checked before it replaces an earlier copy."""
    from nextseason.progress import shown
    from nextseason.viewing.pull import open_client
    from nextseason.viewing.pull import pull as pull_each
    from nextseason.viewing.sources import PLANS

    folder = to or charts_folder()
    wanted = PLANS[what.value](date.today())  # noqa: DTZ011 - the user's own day
    failed = False
    try:
        with open_client() as client:
            pulled = pull_each(wanted, folder, client)
            for item in shown(pulled, "Getting charts", total=lambda: len(wanted)):
                rows = f", {item.n_rows:,} rows" if item.n_rows else ""
                reason = f": {item.reason}" if item.reason else ""
                typer.echo(f"{item.name}: {item.state}{rows}{reason}", err=item.is_fault)
                failed = failed or item.is_fault
    except OSError as fault:
        fail(f"cannot write to {folder}: {fault.strerror}; choose another folder with --to")
    typer.echo(f"in {folder}", err=True)
    if failed:
        raise typer.Exit(SOME_FAILED)


def charts(
    viewing: Folder = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the table here, as Parquet.")
    ] = None,
    unresolved: Annotated[
        Path | None,
        typer.Option("--unresolved", help="Write the rows left out here, tab-separated."),
    ] = None,
) -> None:
    """All charts of a folder as one tidy table, and what could not be resolved."""
    found, rejected = _load(viewing)
    standard_output(piped_width=WIDE).print(_counts(found))
    if output:
        import pyarrow.parquet as pq

        write_whole(output, lambda part: pq.write_table(found.table, part))
    if unresolved:
        lines = _unresolved_lines(found.unresolved)
        write_whole(unresolved, lambda part: part.write_text("".join(lines), encoding="utf-8"))
    finish(rejected)


def figures(
    show: Annotated[str, typer.Argument(help="The show; near enough is good enough.")],
    season: Annotated[
        int | None, typer.Option(min=1, help="Which season.", show_default="the last one")
    ] = None,
    viewing: Folder = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw it into this .svg, .png or .html file.")
    ] = None,
) -> None:
    """How a season was watched, by the weekly lists, beside comparable seasons."""
    from nextseason.viewing.chart_figures import measure_lists
    from nextseason.viewing.comparable import choose_season, comparable, full_name, seasons_of
    from nextseason.viewing.listed import read_lists
    from nextseason.viewing.terminal import comparison_table, figures_table

    found, rejected = _load(viewing)
    try:
        measured = measure_lists(read_lists(found.table))
        chosen = choose_season(seasons_of(show, measured), season)
        others = comparable(chosen, measured)
        if plot:
            _draw(plot, chosen, others)
    except InputError as fault:
        fail(str(fault))
    console = standard_output(piped_width=WIDE)
    console.print(f"{full_name(chosen.figures)}: {chosen.category}, {_since(chosen)}")
    console.print(figures_table(chosen.figures))
    console.print()
    console.print(comparison_table(chosen, others))
    finish(rejected)


def _load(viewing: Path | None) -> "tuple[Charts, tuple[Rejected, ...]]":
    from nextseason.viewing.load_charts import load_charts

    try:
        return load_charts(viewing or charts_folder())
    except InputError as fault:
        fail(str(fault))


def _since(chosen: "Measured") -> str:
    figures = chosen.figures
    began = f"premiered on {figures.premiere}" if figures.premiere else "premiere not published"
    return f"{began}, lists up to {figures.as_of}"


def _draw(path: Path, chosen: "Measured", others: "Sequence[Measured]") -> None:
    from nextseason.viewing.plot import weekly_plot

    check_plot(path)
    save_plot(path, lambda: weekly_plot(chosen, others))


def _counts(found: "Charts") -> "Table":
    """How many rows of each file are in the table, and how many are left out."""
    from collections import Counter

    from rich.table import Table

    kept = Counter(found.table["source"].to_pylist())
    left = Counter(row.source for row in found.unresolved)
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("file", overflow="fold")
    for name in ("rows", "in the table", "unresolved"):
        table.add_column(name, justify="right")
    for source in sorted(kept | left):
        counts = (kept[source] + left[source], kept[source], left[source])
        table.add_row(source, *(f"{count:,}" for count in counts))
    return table


def _unresolved_lines(rows: "Iterable[Unresolved]") -> list[str]:
    lines = ["source\tsheet\trow\ttitle\treason\n"]
    for row in rows:
        title = " ".join(row.title.split())  # a tab in a title would start a column
        lines.append(f"{row.source}\t{row.sheet}\t{row.row}\t{title}\t{row.reason}\n")
    return lines
