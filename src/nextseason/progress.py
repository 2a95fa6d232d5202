"""A progress bar for work of unknown length, on the terminal only."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# Work that is over sooner needs no bar.
PATIENCE_SECONDS = 1.0


def shown(items: Iterable[T], what: str) -> Iterator[T]:
    """The items as they are; a count and a rate on standard error once they take their time."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} ({task.fields[rate]:,.0f} a second)"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(what, total=None, rate=0.0)
    began = time.monotonic()
    try:
        for done, item in enumerate(items, 1):
            yield item
            waited = time.monotonic() - began
            if waited > PATIENCE_SECONDS:
                bar.start()
                bar.update(task, completed=done, rate=done / waited)
    finally:
        bar.stop()
