"""PyPI's `truthdiscovery` and `crowd-kit` on tables of claims, in an environment that has them.

NEXTSEASON_PEERS names its Python; without it nobody is compared.  (`pip install --no-deps
truthdiscovery==1.0.4`, then numpy, scipy, bidict, pandas, `scikit-learn<1.7` and crowd-kit:
the first pins packages that no longer build together, the last fails with a newer one.)

This file is also the program that runs over there: it imports nothing of ours.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

Row = tuple[str, str, str]  # source, object, value
Method = Callable[[Sequence[Row]], Mapping[str, str]]

OF_TRUTHDISCOVERY = ("TruthFinder", "Sums", "AverageLog", "Investment", "PooledInvestment")
ITERATIVE = (*OF_TRUTHDISCOVERY, "CRH")
MOST_CLAIMS = {"CRH": 20_000}  # its tables are squares: more fits into no 4 GB
OF_CROWD_KIT: dict[str, dict[str, int]] = {"Wawa": {}, "DawidSkene": {"n_iter": 100}}
MOST_LABELS = 20  # beyond, a table of each worker's confusions fits into no memory
DRAWING = ("imageio", "imageio.v2", "cairo")  # of truthdiscovery, which weighs without them
FEW, MANY = 1, 101  # iterations, of which the difference is timed
MOST_ITERATIONS = {"CRH": 11}  # of those that take a second each
LIMIT_SECONDS = 900


class Told(NamedTuple):
    method: str
    answers: dict[str, str]
    seconds: float  # processor time


def answers_of_peers(rows: Sequence[Row]) -> list[Told]:
    """What each installed method says is true."""
    return [Told(*told) for told in _asked("answers", rows)]


def seconds_an_iteration(rows: Sequence[Row]) -> dict[str, float]:
    """Processor seconds that each iterative method takes for one more iteration."""
    return dict(_asked("iterations", rows))


def _asked(question: str, rows: Sequence[Row]) -> list[Any]:
    python = os.environ.get("NEXTSEASON_PEERS")
    if not python:
        return []
    done = subprocess.run(  # noqa: S603
        [python, __file__, question],
        input=json.dumps(rows),
        stdout=subprocess.PIPE,
        text=True,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _truthdiscovery() -> Any:
    for name in DRAWING:
        sys.modules.setdefault(name, ModuleType(name)).__path__ = []
    return import_module("truthdiscovery")


def _methods(rows: Sequence[Row]) -> Iterator[tuple[str, Method]]:
    for name in OF_TRUTHDISCOVERY:
        yield name, _by_truthdiscovery(name)
    if len({value for _, _, value in rows}) <= MOST_LABELS:
        for name in OF_CROWD_KIT:
            yield f"crowd-kit {name}", _by_crowd_kit(name)


def _by_truthdiscovery(name: str) -> Method:
    def answers(rows: Sequence[Row]) -> Mapping[str, str]:
        package = _truthdiscovery()
        belief = getattr(package, name)().run(package.Dataset(map(tuple, rows))).belief
        return {o: min(of, key=lambda value: (-of[value], value)) for o, of in belief.items()}

    return answers


def _by_crowd_kit(name: str) -> Method:
    def answers(rows: Sequence[Row]) -> Mapping[str, str]:
        frame = import_module("pandas").DataFrame(rows, columns=["worker", "task", "label"])
        method = getattr(import_module("crowdkit.aggregation"), name)
        return dict(method(**OF_CROWD_KIT[name]).fit_predict(frame))

    return answers


def _tell_answers(rows: Sequence[Row]) -> Iterator[Told]:
    for name, method in _methods(rows):
        began = time.process_time()
        try:
            answers = dict(method(rows))
        except ImportError:
            continue
        yield Told(name, answers, time.process_time() - began)


def _tell_iterations(rows: Sequence[Row]) -> Iterator[tuple[str, float]]:
    try:
        package = _truthdiscovery()
    except ImportError:
        return
    iterator = import_module("truthdiscovery.utils.iterator").FixedIterator
    data = package.Dataset(map(tuple, rows))
    for name in ITERATIVE:
        if len(rows) > MOST_CLAIMS.get(name, len(rows)):
            continue
        taken = []
        for n in (FEW, MOST_ITERATIONS.get(name, MANY)):
            began = time.process_time()
            done = getattr(package, name)(iterator=iterator(n)).run(data).iterations
            taken.append((time.process_time() - began, done))  # some stop before they are told to
        (few, n_few), (many, n_many) = taken
        yield name, (many - few) / (n_many - n_few)


if __name__ == "__main__":
    tell = {"answers": _tell_answers, "iterations": _tell_iterations}[sys.argv[1]]
    for line in tell(json.load(sys.stdin)):
        print(json.dumps(line))
