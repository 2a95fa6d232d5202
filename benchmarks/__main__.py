"""Run benchmarks and write their tables into RESULTS.md, each into its own section.

./dev bench                 all of them but the slow ones
./dev bench reading         one
./dev bench growth-long     a slow one: 100,000 articles
./dev bench crossval        another: reading by models that never saw the show
./dev bench viewing         another: a log of 50 million events, ours and three other engines
"""

import os
import platform
import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks import (
    archives,
    charts,
    crossval,
    deciding,
    discovery,
    duplicates,
    extraction,
    fetching,
    forecast_limits,
    forecasting,
    growth,
    hostile,
    noise,
    reading,
    speed,
    updating,
    viewing,
    viewing_long,
    weighing,
    worlds,
)

RESULTS = Path(__file__).with_name("RESULTS.md")
HEADER = "# Results\n\nMeasured by the benchmarks in this folder; compare by ratios in one run.\n"
BENCHMARKS: dict[str, Callable[[], str]] = {
    "reading": reading.measure,
    "speed": speed.measure,
    "noise": noise.measure,
    "growth": growth.measure,
    "workers": growth.measure_workers,
    "extraction": extraction.measure,
    "fetching": fetching.measure,
    "archives": archives.measure,
    "duplicates": duplicates.measure,
    "updating": updating.measure,
    "worlds": worlds.measure,
    "discovery": discovery.measure,
    "discovery-speed": discovery.measure_speed,
    "charts": charts.measure,
    "deciding": deciding.measure,
}
SLOW: dict[str, Callable[[], str]] = {
    "growth-long": growth.measure_long,
    "crossval": crossval.measure,
    "duplicates-long": duplicates.measure_long,
    "weighing": weighing.measure,
    "hostile": hostile.measure,
    "forecasting": forecasting.measure,
    "forecast-limits": forecast_limits.measure,
    "viewing": viewing.measure,
    "viewing-long": viewing_long.measure,
    "viewing-day": viewing_long.measure_day,
}


def main(names: list[str]) -> int:
    everything = BENCHMARKS | SLOW
    unknown = set(names) - set(everything)
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(everything)}")
        return 2
    for name in names or BENCHMARKS:
        table = everything[name]()
        print(f"\n{table}")
        if not table.startswith("Skipped"):
            _write(name, table)
    return 0


def _write(name: str, table: str) -> None:
    """Replace the benchmark's own section; the others stay as they are."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEADER
    kept = re.sub(rf"\n## {name}\n.*?(?=\n## |\Z)", "", old, flags=re.DOTALL)
    RESULTS.write_text(f"{kept.rstrip()}\n\n## {name}\n\n{_where(name)}\n\n{table}\n", "utf-8")


def _where(name: str) -> str:
    day = datetime.now().astimezone().date()
    return (
        f"`./dev bench {name}`, {day}, {platform.machine()}, "
        f"CPython {platform.python_version()}, {os.cpu_count()} cores."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
