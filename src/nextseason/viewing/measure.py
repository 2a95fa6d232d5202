"""A log measured: where it is split is the engine's matter, or ours in this process.

Events, Catalogue -> LogSums.
"""

from datetime import date
from pathlib import Path

import ibis.expr.types as ir

from nextseason.viewing.bucket_sums import sums_in_buckets
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.incremental import sums_with_state
from nextseason.viewing.load import Engine, InProcess, translated
from nextseason.viewing.log_sums import (
    Accept,
    Asked,
    LogSums,
    Track,
    accept_all,
    sums_at_once,
    untracked,
)


def measure_log(
    engine: Engine,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    *,
    n_rows: int,
    today: date,
    members: ir.Table | None = None,
    state: Path | None = None,
    accept: Accept = accept_all,
    track: Track = untracked,
) -> LogSums:
    """All sums of a log of about `n_rows` events; `rates.figures` makes figures of them.

    With a `state`, which only this process keeps, the events may be those of new days alone.
    `accept` raises where the tally is not to be counted.
    """
    with translated(engine):
        if state is not None and isinstance(engine, InProcess):
            return sums_with_state(
                engine,
                events,
                catalogue,
                asked,
                state,
                n_rows=n_rows,
                today=today,
                accept=accept,
                track=track,
            )
        if isinstance(engine, InProcess):
            sums = sums_in_buckets(
                engine, events, catalogue, asked, n_rows=n_rows, members=members, track=track
            )
        else:
            sums = sums_at_once(engine, events, catalogue, asked, members=members, track=track)
    accept(sums.tally)
    return sums
