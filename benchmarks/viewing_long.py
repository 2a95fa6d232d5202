"""Measuring when a log outgrows the machine: ten parts at once, and one more day.

The logs are made in the folder that `NEXTSEASON_EVENTS` names or in the one for temporary files,
and deleted afterwards; an hour and at most 40 GB of disk are needed, of which the parts take 5.
"""

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import viewing_log
from benchmarks.viewing import Run, measured

N_PARTS = 10
DISK_GB = 40
RUNS = 3  # of what is short
HISTORY_PARTS = 4
DAY_EVENTS = 5_000_000
DAYS = {
    "as the log goes on": viewing_log.write_next_days,
    "a day of strangers, each event drawn by itself": viewing_log.write_strange_day,
}


def measure() -> str:
    """500 million events beside 50 million: time of each event, memory, disk."""
    return _with_room(_ten_parts)


def measure_day() -> str:
    """5 million new events after 200 million, beside all of them at once."""
    return _with_room(_more_days)


def _ten_parts(folder: Path) -> str:
    viewing_log.main(folder, N_PARTS)
    catalogue = folder / "catalogue.parquet"
    load = os.getloadavg()[0]
    one = [measured(folder / "events-00.parquet", catalogue) for _ in range(RUNS)]
    many = measured(str(folder / "events-*.parquet"), catalogue)
    parts_gb = _gb(folder)
    seconds = statistics.median(run.seconds for run in one)
    ratio = many.seconds / N_PARTS / seconds
    n = viewing_log.PART_EVENTS
    return "\n".join(
        [
            "| events | seconds | million a second | peak MB |",
            "|---:|---:|---:|---:|",
            _row(n, seconds, max(run.peak_mb for run in one)),
            _row(n * N_PARTS, many.seconds, many.peak_mb),
            "",
            f"An event among {N_PARTS} times as many takes {ratio:.2f} times as long "
            f"(one run; {RUNS} of the shorter, "
            f"{', '.join(f'{run.seconds:.1f}' for run in one)} s). The log takes {parts_gb:.1f} "
            f"GB in {N_PARTS} files, each with accounts of its own. Other programs kept "
            f"{load:.1f} cores busy when it began.",
        ]
    )


def _more_days(folder: Path) -> str:
    viewing_log.main(folder, HISTORY_PARTS)
    catalogue = folder / "catalogue.parquet"
    load = os.getloadavg()[0]
    state = folder / "state"
    n = viewing_log.PART_EVENTS * HISTORY_PARTS
    first = measured(str(folder / "events-0*.parquet"), catalogue, "--state", state)
    rows = [
        "| what | events | seconds | million a second | peak MB |",
        "|---|---:|---:|---:|---:|",
        f"| the history, keeping a state {_row(n, first.seconds, first.peak_mb)}",
    ]
    told = []
    for name, write in DAYS.items():
        day = folder / "events-day.parquet"
        write(day, n_parts=HISTORY_PARTS, n_events=DAY_EVENTS)
        full = measured(str(folder / "events-*.parquet"), catalogue)
        days = [_a_day(day, catalogue, state) for _ in range(RUNS)]
        seconds = statistics.median(run.seconds for run in days)
        rows += [
            f"| {name} {_row(DAY_EVENTS, seconds, max(r.peak_mb for r in days))}",
            f"| and all at once {_row(n + DAY_EVENTS, full.seconds, full.peak_mb)}",
        ]
        told += ["", _told(name, days, full)]
    told.append(
        f"The state takes {_gb(state):.1f} GB. Other programs kept {load:.1f} cores busy when it "
        "began."
    )
    return "\n".join(rows + told)


def _told(name: str, days: Sequence[Run], full: Run) -> str:
    share = statistics.median(run.seconds for run in days) / full.seconds
    cpu_share = statistics.median(run.cpu_seconds for run in days) / full.cpu_seconds
    same = "the same figures" if all(_same(run, full) for run in days) else "OTHER FIGURES"
    return (
        f"{name[0].upper()}{name[1:]}: {share:.1%} of the time of all at once (median of {RUNS}: "
        f"{', '.join(f'{run.seconds:.1f}' for run in days)} s) and {cpu_share:.1%} of its "
        f"processor time ({', '.join(f'{run.cpu_seconds:.1f}' for run in days)} of "
        f"{full.cpu_seconds:.1f} s), with {same}."
    )


def _a_day(day: Path, catalogue: Path, state: Path) -> Run:
    """The day added to a copy of the state."""
    with tempfile.TemporaryDirectory(dir=state.parent) as folder:
        copy = Path(folder, "state")
        shutil.copytree(state, copy)
        os.sync()  # a state is on the disk since the day before
        return measured(day, catalogue, "--state", copy)


def _same(one: Run, other: Run) -> bool:
    return all(
        abs(value - other.answer[name]) <= 1e-9 * abs(value) for name, value in one.answer.items()
    )


def _row(n_events: int, seconds: float, peak_mb: float) -> str:
    return f"| {n_events:,} | {seconds:.1f} | {n_events / seconds / 1e6:.2f} | {peak_mb:,.0f} |"


def _gb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9


def _with_room(bench: Callable[[Path], str]) -> str:
    """The benchmark in a folder that is gone afterwards, if the disk has room for it."""
    place = Path(os.environ.get("NEXTSEASON_EVENTS", tempfile.gettempdir()))
    place.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(place).free < DISK_GB * 1e9:
        return f"Skipped: {DISK_GB} GB of disk are needed (NEXTSEASON_EVENTS names another folder)."
    with tempfile.TemporaryDirectory(dir=place) as folder:
        return bench(Path(folder))
