"""Other truth-discovery packages, run in an environment that has them.

NEXTSEASON_PEERS names its Python (`pip install --no-deps truthdiscovery bidict`, `pip
install crowd-kit`).  This file is also the program that runs over there: of ours it loads
only `rivals.py`, which imports nothing.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import nextseason.truth.rivals as rivals_here

LIMIT_SECONDS = 600
DRAWING = ("imageio", "imageio.v2", "cairo")  # of truthdiscovery, which weighs without


class Told(NamedTuple):
    method: str
    answers: dict[str, str]
    seconds: float  # processor time


def peers_on(rows: Sequence[tuple[str, str, str]], *, repeats: int = 1) -> list[Told]:
    """What each installed method answers; nothing if no environment is named."""
    python = os.environ.get("NEXTSEASON_PEERS")
    if not python:
        return []
    done = subprocess.run(  # noqa: S603
        [python, __file__, str(rivals_here.__file__), str(repeats)],
        input=json.dumps(list(rows)),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return [Told(*told) for told in json.loads(done.stdout.splitlines()[-1])]
