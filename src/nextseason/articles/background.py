"""A coroutine that produces -> an iterator for code that is none, a few results ahead.

What is waited for goes on in a thread of its own while the caller does something with what
has come; if the caller is slow, the producer waits.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeAlias, TypeVar

R = TypeVar("R")
Emit: TypeAlias = Callable[[R], Awaitable[None]]
Producer: TypeAlias = Callable[[Emit[R]], Coroutine[Any, Any, None]]

FAREWELL_SECONDS = 5.0  # until a producer that is broken off has put its things away


class _End(NamedTuple):
    fault: Exception | None


class _Control(NamedTuple):
    loop: asyncio.AbstractEventLoop
    task: "asyncio.Task[Any]"
    room: asyncio.Semaphore


def as_they_come(produce: Producer[R], *, ahead: int) -> Generator[R, None, None]:
    """What the coroutine emits, in that order; what it raises is raised here.

    Examples
    --------
    >>> async def count(emit):
    ...     for n in range(3):
    ...         await emit(n)
    >>> list(as_they_come(count, ahead=2))
    [0, 1, 2]
    """
    results: SimpleQueue[R | _End] = SimpleQueue()
    begun: Future[_Control] = Future()
    Thread(target=_work, args=(produce, results, begun, ahead), daemon=True).start()
    control = begun.result()
    ended = False
    try:
        while True:
            item = results.get()
            if isinstance(item, _End):
                ended = True
                if item.fault is not None:
                    raise item.fault
                return
            yield item
            del item  # what has been handed on is not kept alive from here
            _tell(control, control.room.release)
    finally:
        if not ended:
            _tell(control, control.task.cancel)
            _wait_for_end(results)


def _work(
    produce: Producer[R],
    results: "SimpleQueue[R | _End]",
    begun: "Future[_Control]",
    ahead: int,
) -> None:
    async def run() -> None:
        room = asyncio.Semaphore(ahead)

        async def emit(result: R) -> None:
            await room.acquire()
            results.put(result)

        task = asyncio.create_task(produce(emit))
        begun.set_result(_Control(asyncio.get_running_loop(), task, room))
        await task

    fault: Exception | None = None
    try:
        asyncio.run(run())
    except asyncio.CancelledError:
        pass  # the caller has stopped
    except ExceptionGroup as group:
        fault = group.exceptions[0]
    except Exception as raised:
        fault = raised
    results.put(_End(fault))


def _tell(control: _Control, call: Callable[[], object]) -> None:
    with suppress(RuntimeError):  # it has ended by itself
        control.loop.call_soon_threadsafe(call)


def _wait_for_end(results: "SimpleQueue[R | _End]") -> None:
    with suppress(Empty):
        while not isinstance(results.get(timeout=FAREWELL_SECONDS), _End):
            pass
