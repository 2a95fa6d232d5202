"""A log measured: where it is split is the engine's matter, or ours in this process.

Events, Catalogue -> LogSums.
"""

import ibis.expr.types as ir

from nextseason.viewing.bucket_sums import sums_in_buckets
from nextseason.viewing.catalogue import Catalogue
from nextseason.viewing.load import Engine, InProcess, translated
from nextseason.viewing.log_sums import Asked, LogSums, Track, sums_at_once, untracked


def measure(
    engine: Engine,
    events: ir.Table,
    catalogue: Catalogue,
    asked: Asked,
    *,
    n_rows: int,
    members: ir.Table | None = None,
    track: Track = untracked,
) -> LogSums:
    """All sums of a log of about `n_rows` events; `rates.figures` makes figures of them."""
    if isinstance(engine, InProcess):
        return sums_in_buckets(
            engine, events, catalogue, asked, n_rows=n_rows, members=members, track=track
        )
    with translated(engine):
        return sums_at_once(engine, events, catalogue, asked, members=members, track=track)
