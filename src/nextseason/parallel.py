"""A function over many items, several at a time, the results in the order of the items.

For functions that wait (for a network, say).  The items are taken as they are needed, so that
a stream is never held in memory whole.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# So many items are under way or waiting for an earlier one, for each worker: a slow one does
# not leave the others idle at once.
AHEAD = 4


def mapped(function: Callable[[T], R], items: Iterable[T], *, at_once: int) -> Iterator[R]:
    """The function's results in the order of the items; with 1 at once, no threads.

    The threads are daemons: an interrupted run ends at once, without waiting for them.

    Examples
    --------
    >>> list(mapped(str.upper, ["a", "b", "c"], at_once=2))
    ['A', 'B', 'C']
    """
    if at_once <= 1:
        yield from map(function, items)
        return
    tasks: SimpleQueue[tuple[Future[R], T] | None] = SimpleQueue()
    waiting: deque[Future[R]] = deque()
    for _ in range(at_once):
        Thread(target=_work, args=(function, tasks), daemon=True).start()
    try:
        for item in items:
            waiting.append(Future())
            tasks.put((waiting[-1], item))
            while waiting and (waiting[0].done() or len(waiting) >= AHEAD * at_once):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for _ in range(at_once):
            tasks.put(None)


def _work(function: Callable[[T], R], tasks: "SimpleQueue[tuple[Future[R], T] | None]") -> None:
    while (task := tasks.get()) is not None:
        future, item = task
        if not future.set_running_or_notify_cancel():
            continue
        try:
            future.set_result(function(item))
        except BaseException as fault:
            future.set_exception(fault)
