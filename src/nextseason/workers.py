"""Reading on several processes: the same results in the same order as on one.

Articles go to the processes in small chunks, over a pipe that each has for itself; so many
are under way as `parallel.mapped` allows.  A worker that ends takes the run with it, by an
error that names what it was reading; when the run ends first, in whatever way, its workers
find their pipe closed and end, too.
"""

import multiprocessing
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from nextseason.domain import Article, Rejected
from nextseason.errors import WorkerError
from nextseason.parallel import mapped

R = TypeVar("R")
Item = Article | Rejected

# A chunk is some 0.1 s of work: long beside the way through the pipe, short to wait for.
CHUNK_ARTICLES = 16
CHUNK_CHARS = 60_000
LEAVE_SECONDS = 5.0  # for a process that was told to end
MAX_NAME_CHARS = 80


def spread(
    function: Callable[[Article], tuple[R, ...]], items: Iterable[Item], *, workers: int
) -> Generator[tuple[Item, tuple[R, ...]], None, None]:
    """Each item beside what the function makes of it on one of the processes.

    What was rejected stands beside nothing.  The function goes to the processes by name (it
    is pickled), so it is one of a module, or a `partial` of such.

    Raises
    ------
    WorkerError
        A process was killed, ran out of memory, or the function failed in it.
    """
    pool = _Pool(function)

    def answered(chunk: Sequence[Item]) -> list[tuple[Item, tuple[R, ...]]]:
        return list(zip(chunk, pool.ask(chunk), strict=True))

    try:
        with closing(
            mapped(answered, _chunks(items), at_once=workers, size=lambda c: sum(map(chars, c)))
        ) as chunks:
            for chunk in chunks:
                yield from chunk
    finally:
        pool.end()


def chars(item: Item) -> int:
    """How much of memory an item takes, about."""
    return len(item.text) if isinstance(item, Article) else len(item.reason)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    held = 0
    for item in items:
        chunk.append(item)
        held += chars(item)
        if len(chunk) >= CHUNK_ARTICLES or held >= CHUNK_CHARS:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


class _Pool(Generic[R]):
    """Processes that all know one function; each thread that asks has one of its own."""

    def __init__(self, function: Callable[[Article], tuple[R, ...]]) -> None:
        self._function = function
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: list[BaseProcess] = []
        self._ended = False

    def ask(self, chunk: Sequence[Item]) -> list[tuple[R, ...]]:
        if not hasattr(self._own, "process"):
            try:
                self._own.process, self._own.pipe = self._start()
            except (EOFError, OSError) as fault:
                raise WorkerError(f"no worker could be started: {fault!r}") from fault
        process: BaseProcess = self._own.process
        pipe: Connection = self._own.pipe
        try:
            pipe.send(chunk)
            answer: list[tuple[R, ...]] | _Trace = pipe.recv()
        except (EOFError, OSError):
            process.join(LEAVE_SECONDS)
            raise WorkerError(f"{_how_ended(process)} {_named(chunk)}") from None
        if isinstance(answer, _Trace):
            raise WorkerError(f"a worker failed {_named(chunk)}\n\n{answer}")
        return answer

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._ended = True
            for process in self._all:
                process.terminate()
            for process in self._all:
                process.join(LEAVE_SECONDS)

    def _start(self) -> tuple[BaseProcess, Connection]:
        with self._lock, _interrupts_held():
            if self._ended:
                raise WorkerError("the run has ended")
            context = _context()
            here, there = context.Pipe()
            process = context.Process(
                target=_serve, args=(there, self._function), name="reader", daemon=True
            )
            process.start()
            there.close()  # the only other end is the worker's: each sees the other go
            self._all.append(process)
        return process, here


def _context() -> ForkServerContext | SpawnContext:
    """Processes that inherit no threads and no open files; quick to start where that is known."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nextseason.claims", "nextseason.wire"])
    return context


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits, and processes started meanwhile never see it: their parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it lets the signals through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Trace(str):
    """What went wrong in a worker, as Python tells it."""

    __slots__ = ()


def _serve(pipe: Connection, function: Callable[[Article], tuple[R, ...]]) -> None:
    """A worker's life: chunks in, answers out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(function, pipe.recv()))


def _answer(function: Callable[[Article], tuple[R, ...]], chunk: Sequence[Item]) -> bytes:
    try:
        return pickle.dumps([() if isinstance(i, Rejected) else function(i) for i in chunk])
    except Exception:
        return pickle.dumps(_Trace(traceback.format_exc()))


def _how_ended(process: BaseProcess) -> str:
    code = process.exitcode
    if code is None or code >= 0:
        return f"a worker has ended (exit status {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    hint = "; memory may have run out: try fewer --workers" if name == "SIGKILL" else ""
    return f"a worker was killed ({name}{hint})"


def _named(chunk: Sequence[Item]) -> str:
    names = [item.id if isinstance(item, Article) else item.origin for item in chunk]
    first, last = names[0][:MAX_NAME_CHARS], names[-1][:MAX_NAME_CHARS]
    return f"while it read {first}" + (f" to {last}" if len(names) > 1 else "")
