"""What is kept between the days of a log: read from a folder, and added to there.

A folder -> State, with a bucket's rows at a time; a run's rows and sums -> the folder.  A run adds
files of its own beside those of the runs before; after so many, one run puts all in its own.
The head, replaced last and at one stroke, tells which files count.  What the rows mean is told in
`incremental`.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from nextseason.errors import InputError
from nextseason.viewing.account_rows import slice_of_bucket
from nextseason.viewing.events import Fault
from nextseason.viewing.log_sums import By, Tables, Tally
from nextseason.viewing.measures import KEYS
from nextseason.viewing.windows import Window, read_window

FORMAT = 3
HEAD = "state.json"
EPISODES = "episodes.arrow"
# So many runs add their files before one puts all in its own: what is added is read each day.
MAX_ADDED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the small file says."""

    number: int  # of the run that wrote it
    windows: tuple[str, ...]
    by_country: bool
    base: int  # the run that put all rows in files of its own
    n_kept: int  # rows of plays, months and sittings
    countries: tuple[str, ...]  # as they are numbered in the rows: in the order they came
    probe: int  # the engine's hash of a text: another engine would take accounts for others
    tally: Tally

    @property
    def is_base(self) -> bool:
        """Whether the run puts all rows in files of its own."""
        return self.base == self.number

    def runs_of(self, kind: str) -> range:
        """The runs whose rows of a kind count."""
        first = self.base + (kind == "sittings")
        return range(first, 1 + (self.base if kind in ("plays", "months") else self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A folder as the last run left it."""

    folder: Path
    head: Head
    episodes: pa.Table  # of catalogue.EPISODES, as it was
    sums: Mapping[tuple[Window, By], Tables]

    def rows(self, kind: str, place: int, bucket: int, n_buckets: int) -> Iterator[pa.RecordBatch]:
        """The rows of the window in that place that lie in one of so many buckets, by run."""
        for number in self.head.runs_of(kind):
            path = _file(self.folder, kind, place, number)
            yield from _bucket_rows(path, bucket, n_buckets)


@dataclass(slots=True, kw_only=True)
class Writer:
    """Rows on their way into a folder, in order, bucket by bucket."""

    folder: Path
    number: int
    files: ExitStack
    opened: dict[tuple[str, int], pa.RecordBatchFileWriter] = field(default_factory=dict)
    n_rows: Counter[str] = field(default_factory=Counter)  # by kind

    def add(self, kind: str, place: int, rows: pa.RecordBatch) -> None:
        """Rows that name each account once, of the next bucket."""
        key = kind, place
        if key not in self.opened:
            path = _file(self.folder, kind, place, self.number)
            opened = pa.ipc.new_file(path, rows.schema)  # not packed: read where it lies
            self.opened[key] = self.files.enter_context(opened)
        self.n_rows[kind] += len(rows)
        self.opened[key].write_batch(rows)


@contextmanager
def writing(folder: Path, number: int) -> Iterator[Writer]:
    """A writer of a run's rows; they count once `commit` has said so."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        yield Writer(folder=folder, number=number, files=files)


def commit(
    folder: Path, head: Head, episodes: pa.Table, sums: Mapping[tuple[Window, By], Tables]
) -> None:
    """Make a run's rows those that count, at one stroke; then remove what went before."""
    run = folder / f"run-{head.number}"
    shutil.rmtree(run, ignore_errors=True)  # of a run that was broken off
    run.mkdir()
    write_table(episodes, run / EPISODES)
    for (window, by), tables in sums.items():
        for name, table in tables.items():
            write_table(table, run / _sum_name(window, by, name))
    part = folder / f".{HEAD}.part"
    part.write_text(json.dumps(_to_json(head), indent=1), encoding="utf-8")
    part.replace(folder / HEAD)
    _remove_others(folder, head)


def read_state(folder: Path) -> State | None:
    """What a folder holds; None where there is nothing.

    Raises
    ------
    InputError
        It is no folder, or was written by another version or something else.
    """
    if not (folder / HEAD).exists():
        if folder.exists() and (not folder.is_dir() or any(_foreign(folder))):
            raise InputError(f"{folder} holds something else; name an empty folder with --state")
        return None
    try:
        head = _from_json(json.loads((folder / HEAD).read_text(encoding="utf-8")))
        run = folder / f"run-{head.number}"
        groupings = [(read_window(w), by) for w in head.windows for by in _groupings(head)]
        sums = {
            (window, by): {
                name: read_table(run / _sum_name(window, by, name))
                for name in KEYS
                if (run / _sum_name(window, by, name)).exists()
            }
            for window, by in groupings
        }
        episodes = read_table(run / EPISODES)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as fault:
        raise InputError(
            f"the state in {folder} cannot be read ({fault}); remove it and measure the log anew"
        ) from fault
    return State(folder=folder, head=head, episodes=episodes, sums=sums)


def _foreign(folder: Path) -> Iterator[str]:
    """Names of what no run has written."""
    ours = ("run-", "plays-", "months-", "starts-", "sittings-", f".{HEAD}")
    return (name for name in os.listdir(folder) if not name.startswith(ours))


def _groupings(head: Head) -> tuple[By, ...]:
    return ((), ("country",)) if head.by_country else ((),)


def _sum_name(window: Window, by: By, name: str) -> str:
    return f"{window}-{'-'.join(by) or 'total'}-{name}.arrow"


def _file(folder: Path, kind: str, place: int, number: int) -> Path:
    return folder / f"{kind}-{place}-{number}.arrow"


def write_table(table: pa.Table, path: Path) -> None:
    """Not packed: millions of pairs are written and read each day."""
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table)


def read_table(path: Path) -> pa.Table:
    return pa.ipc.open_file(path.read_bytes()).read_all()


def _bucket_rows(path: Path, bucket: int, n_buckets: int) -> Iterator[pa.RecordBatch]:
    """A bucket's rows of a file that was written in more buckets, or in fewer."""
    with pa.memory_map(str(path)) as mapped:
        file = pa.ipc.open_file(mapped)
        n_written = file.num_record_batches
        if n_written >= n_buckets:
            each = n_written // n_buckets
            yield from map(file.get_batch, range(bucket * each, (bucket + 1) * each))
        else:
            wider = file.get_batch(bucket * n_written // n_buckets)
            yield slice_of_bucket(wider, bucket, n_buckets)


def _remove_others(folder: Path, head: Head) -> None:
    for path in folder.iterdir():
        kind, _, rest = path.name.partition("-")
        number = rest.removesuffix(".arrow").rpartition("-")[2]
        kept = (head.number,) if kind == "run" else head.runs_of(kind)
        if not number.isdigit() or int(number) in kept:
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _to_json(head: Head) -> dict[str, Any]:
    tally = head.tally
    days = [day and day.isoformat() for day in (tally.first_day, tally.last_day)]
    faults = {fault.name: n for fault, n in tally.faults.items()}
    told = {"n_events": tally.n_events, "faults": faults, "days": days}
    return {"format": FORMAT, **asdict(head), "tally": told}


def _from_json(data: dict[str, Any]) -> Head:
    if data.pop("format") != FORMAT:
        raise ValueError("another version wrote it")
    told = data.pop("tally")
    first, last = (day and date.fromisoformat(day) for day in told["days"])
    tally = Tally(
        n_events=told["n_events"],
        faults={Fault[name]: n for name, n in told["faults"].items()},
        first_day=first,
        last_day=last,
    )
    lists = {name: tuple(data[name]) for name in ("windows", "countries")}
    return Head(**{**data, **lists, "tally": tally})
