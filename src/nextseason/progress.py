"""A progress bar on the terminal only, for work whose length may be unknown."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# Work that is over sooner needs no bar.
PATIENCE_SECONDS = 1.0


def shown(items: Iterable[T], what: str, *, total: Callable[[], int] = lambda: 0) -> Iterator[T]:
    """The items as they are; a count and a rate on standard error once they take their time.

    `total` says how many there will be, as far as that is known by now; 0: it is not.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f}{task.fields[of]} ({task.fields[rate]:,.1f} a second)"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(what, total=None, rate=0.0, of="")
    began = time.monotonic()
    try:
        for done, item in enumerate(items, 1):
            yield item
            waited = time.monotonic() - began
            if waited > PATIENCE_SECONDS:
                bar.start()
                of = f" of {total():,}" if total() else ""
                bar.update(task, completed=done, rate=done / waited, of=of)
    finally:
        bar.stop()
