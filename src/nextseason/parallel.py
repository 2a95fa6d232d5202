"""A function over many items, several at a time, the results in the order of the items.

For functions that wait (for a network, or for another process).  The items are taken as they
are needed, so that a stream is never held in memory whole.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# So many items are under way or waiting for an earlier one, for each worker: a slow one does
# not leave the others idle at once.
AHEAD = 4
# And of items whose size is told, only so many while they are of this size together.
MAX_SIZE = 4_000_000


def _no_size(item: object) -> int:
    return 0


def mapped(
    function: Callable[[T], R],
    items: Iterable[T],
    *,
    at_once: int,
    size: Callable[[T], int] = _no_size,
) -> Generator[R, None, None]:
    """The function's results in the order of the items; with 1 at once, no threads.

    The threads are daemons: an interrupted run ends at once, without waiting for them.
    `size` is that of an item, in characters: huge ones are not piled up.

    Examples
    --------
    >>> list(mapped(str.upper, ["a", "b", "c"], at_once=2))
    ['A', 'B', 'C']
    """
    if at_once <= 1:
        yield from map(function, items)
        return
    tasks: SimpleQueue[tuple[Future[R], T] | None] = SimpleQueue()
    waiting: deque[tuple[Future[R], int]] = deque()
    held = 0  # the size of what is waiting
    for _ in range(at_once):
        Thread(target=_work, args=(function, tasks), daemon=True).start()
    try:
        for item in items:
            future: Future[R] = Future()
            waiting.append((future, size(item)))
            held += waiting[-1][1]
            tasks.put((future, item))
            del future, item  # what has been handed on is not kept alive from here
            while waiting and (
                waiting[0][0].done() or len(waiting) >= AHEAD * at_once or held > MAX_SIZE
            ):
                head, its_size = waiting.popleft()
                held -= its_size
                yield head.result()
        while waiting:
            yield waiting.popleft()[0].result()
    finally:
        for future, _ in waiting:
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
        del task, future, item
