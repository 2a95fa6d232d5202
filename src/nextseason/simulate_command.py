"""`nextseason simulate`: a viewing log with known true parameters, for demos, tests and benchmarks.

What is in it is told in `viewing.simulate`; here it is written, block by block.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nextseason.command_io import WRONG_USAGE, fail

if TYPE_CHECKING:
    import pyarrow as pa

    from nextseason.viewing.simulate import Block

MAX_SHOWS = 100_000  # more have no chance to be seen
MAX_ACCOUNTS = 1_000_000_000
MAX_SEED = 2**63 - 1


def simulate(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS.parquet", help="Write the viewing events here.")
    ],
    accounts: Annotated[
        int, typer.Option(min=1, max=MAX_ACCOUNTS, help="Each makes some 60 events in a year.")
    ] = 10_000,
    shows: Annotated[
        int, typer.Option(min=1, max=MAX_SHOWS, help="Of one to five seasons each.")
    ] = 200,
    seed: Annotated[int, typer.Option(min=0, max=MAX_SEED, help="The same gives the same.")] = 1,
    catalogue: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write there what there was to watch.",
            show_default="EVENTS-catalogue.parquet",
        ),
    ] = None,
    members: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write there who joined when, and stands for how many.",
            show_default="EVENTS-members.parquet",
        ),
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write there each season's true parameters.",
            show_default="EVENTS-truth.parquet",
        ),
    ] = None,
) -> None:
    """A believable viewing log of made-up shows, with the true parameters it was made from."""
    from nextseason.progress import shown
    from nextseason.viewing.invented_seasons import catalogue_rows, truth_rows
    from nextseason.viewing.simulate import n_blocks, simulate_blocks, simulated_seasons

    catalogue = catalogue or _beside(events, "catalogue")
    members = members or _beside(events, "members")
    truth = truth or _beside(events, "truth")
    _check(events, catalogue, members, truth)
    seasons = simulated_seasons(seed, shows)
    threads = os.cpu_count() or 1
    blocks = simulate_blocks(seasons, seed=seed, n_accounts=accounts, n_threads=threads)
    tracked = shown(blocks, "Simulating, in blocks", total=lambda: n_blocks(accounts))
    _write(catalogue, catalogue_rows(seasons))
    _write(truth, truth_rows(seasons))
    n_events = _write_blocks(tracked, events, members)
    typer.echo(
        f"{n_events:,} events of {accounts:,} accounts in {events}; "
        f"with it {catalogue}, {members} and {truth}",
        err=True,
    )


def _beside(events: Path, what: str) -> Path:
    return events.with_name(f"{events.stem}-{what}.parquet")


def _check(*paths: Path) -> None:
    """Each is a Parquet file of its own."""
    for path in paths:
        if path.suffix.casefold() != ".parquet":
            fail(f"{path} is no .parquet file; name one", WRONG_USAGE)
    if len({path.resolve() for path in paths}) < len(paths):
        fail(f"{', '.join(map(str, paths))}: each needs a file of its own", WRONG_USAGE)


def _write_blocks(blocks: "Iterable[Block]", events: Path, members: Path) -> int:
    """Each block as a row group; how many events there were."""
    from nextseason.viewing.simulate import EVENT_ROWS, MEMBER_ROWS

    n_events = 0
    with _writer(events, EVENT_ROWS) as add_events, _writer(members, MEMBER_ROWS) as add_members:
        for block in blocks:
            add_events(block.events)
            add_members(block.members)
            n_events += block.events.num_rows
    return n_events


def _write(path: Path, table: "pa.Table") -> None:
    with _writer(path, table.schema) as add:
        add(table)


@contextmanager
def _writer(path: Path, schema: "pa.Schema") -> "Iterator[Callable[[pa.Table], None]]":
    """Adds tables to a file that is written beside its place and moved there when whole."""
    import pyarrow.parquet as pq

    part = path.with_name(f".{path.name}.part")
    # Without Arrow's own schema, every engine sees plain text columns.
    form = {"compression": "zstd", "store_schema": False}
    try:
        with part.open("wb") as file, pq.ParquetWriter(file, schema, **form) as writer:
            yield writer.write_table
        part.replace(path)
    except OSError as fault:
        fail(f"cannot write {path}: {fault.strerror}; choose another file")
    finally:
        part.unlink(missing_ok=True)
