"""Fit the models that the package ships: `./dev train [NAME...]`."""

import sys
from collections.abc import Callable

from benchmarks.corpus import CORPUS, articles
from training import shows

MODELS: dict[str, Callable[[], str]] = {"shows": shows.train}


def main(names: list[str]) -> int:
    if not articles():
        print(f"no annotated articles in {CORPUS}; name their folder in NEXTSEASON_CORPUS")
        return 1
    for name in names or MODELS:
        print(f"{name}: {MODELS[name]()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
