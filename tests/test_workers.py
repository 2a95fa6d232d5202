"""Several processes give what one gives, hold no more than a few articles, and end well."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from nextseason import read
from nextseason.domain import Article, Rejected
from nextseason.errors import WorkerError
from nextseason.examples import KAOS
from nextseason.flow import claim_lines, open_sources, read_each
from nextseason.parallel import AHEAD, MAX_SIZE
from nextseason.workers import CHUNK_ARTICLES

COMMAND = Path(sys.executable).with_name("nextseason")
WORKERS = 2


def article(n: int, text: str = "The Long Winter has been renewed for season 2.") -> Article:
    return Article(id=str(n), title="The Long Winter", text=text)


def number_of(item: Article) -> tuple[int, ...]:
    return (int(item.id),)


def fail_at_20(item: Article) -> tuple[int, ...]:
    return (1 // (int(item.id) - 20),)


def die_at_20(item: Article) -> tuple[int, ...]:
    if item.id == "20":
        os.kill(os.getpid(), signal.SIGKILL)
    return ()


def test_the_same_output_in_the_same_order():
    one = list(read_each(open_sources([KAOS, "nowhere.txt", KAOS]), claim_lines))
    two = list(
        read_each(open_sources([KAOS, "nowhere.txt", KAOS]), partial(claim_lines), workers=WORKERS)
    )
    assert one == two
    assert any(lines for _, lines in two)
    assert read(KAOS, workers=WORKERS) == read(KAOS)


def test_the_command_writes_the_same_bytes():
    one, two = (
        subprocess.run(  # noqa: S603
            [COMMAND, "read", KAOS, "missing.txt", "--workers", n],
            capture_output=True,
            check=False,
            timeout=60,
        )
        for n in ("1", "2")
    )
    assert one.stdout
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)


def test_a_model_takes_no_workers():
    command = [COMMAND, "read", KAOS, "--workers", "2", "--reader", "llm"]
    command += ["--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "none"]
    result = subprocess.run(  # noqa: S603
        command, capture_output=True, check=False, text=True, timeout=60
    )
    assert result.returncode == 2
    assert "--llm-parallel" in result.stderr


@pytest.mark.parametrize("n_chars", [10, MAX_SIZE // 2])
def test_no_more_is_taken_than_is_under_way(n_chars):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield article(taken, "x" * n_chars)

    most = (AHEAD * WORKERS + 1) * CHUNK_ARTICLES if n_chars == 10 else 4
    each = read_each(endless(), number_of, workers=WORKERS)
    for given, (item, (number,)) in enumerate(islice(each, 200 if n_chars == 10 else 8), 1):
        assert isinstance(item, Article)
        assert int(item.id) == number == given
        assert taken - given <= most
    each.close()


def test_a_failing_reader_is_named_with_what_it_read():
    with pytest.raises(WorkerError, match=r"(?s)failed while it read 16 to 29.*ZeroDivisionError"):
        list(read_each(map(article, range(30)), fail_at_20, workers=WORKERS))


def test_a_killed_worker_ends_the_run_and_says_so():
    each = read_each(map(article, range(30)), die_at_20, workers=WORKERS)
    with pytest.raises(WorkerError, match=r"killed \(SIGKILL; memory .*while it read 16 to 29"):
        list(each)


def test_what_is_rejected_keeps_its_place():
    bad = Rejected(origin="b", reason="it is empty")
    items = [article(1), bad, article(2)]
    assert list(read_each(items, number_of, workers=WORKERS)) == [
        (items[0], (1,)),
        (bad, ()),
        (items[2], (2,)),
    ]


def heed_interrupts():
    """What is run in the background is told by its shell to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a group of processes")
@pytest.mark.parametrize("n_claims", [0, 1])
def test_an_interrupt_ends_all_processes_without_a_trace(tmp_path, n_claims):
    """Before the first article comes, while the workers start, and in the middle of reading."""
    process = subprocess.Popen(  # noqa: S603
        [COMMAND, "read", "-", "--workers", "2", "-o", tmp_path / "claims.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    with process:
        line = json.dumps({"text": "The Long Winter has been renewed for season 2."}) + "\n"
        process.stdin.write(line.replace("2", "3").encode())
        process.stdin.flush()
        part = tmp_path / ".claims.jsonl.part"
        while not part.exists():  # the command is under way
            time.sleep(0.01)
        if n_claims:
            lines = (json.dumps({"id": str(n), "text": "Renewed. " * 99}) for n in range(40))
            process.stdin.write("\n".join(lines).encode())
            process.stdin.flush()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert b"Traceback" not in process.stderr.read()  # nor do the workers have it open
    assert not list(tmp_path.iterdir())


def lines(kind: str, n: int):
    for i in range(n):
        match kind:
            case "articles":
                data = {"id": f"article {i}", "text": f"Number {i:x} is here."}
            case "no articles":
                data = {"id": f"article {i}", "text": i}
            case "clashes":
                data = {"id": "a", "text": f"Number {i:x} is here."}
            case "long ids":
                data = {"id": f"{i:x}" + "x" * 10_000, "text": "It is here."}
        yield (json.dumps(data) + "\n").encode()


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is told on Unix alone")
@pytest.mark.parametrize("kind", ["articles", "no articles", "clashes", "long ids"])
def test_memory_does_not_grow_with_the_number_of_articles(kind, tmp_path):
    # The caches of words are full after some thousand articles.
    few, many = (peak_mb(kind, n, tmp_path) for n in (6_000, 13_000))
    assert many - few < 5  # a dict of them all would take 3.5 MB on top of what is usual, 2 to 3


# On Linux the peak of a process begins with that of its parent: a small one starts it.
LAUNCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def peak_mb(kind: str, n: int, folder: Path) -> float:
    told = folder / "stderr"  # a file: a pipe would fill up while we write
    with (
        told.open("wb") as stderr,
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", LAUNCH, COMMAND, "read", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        ) as process,
    ):
        process.stdin.writelines(lines(kind, n))
    last = told.read_text("utf-8").splitlines()[-1]
    return int(last) / (1e6 if sys.platform == "darwin" else 1e3)
