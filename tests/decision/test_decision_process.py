"""Decisions and slates as a user runs them: processes of their own, their outputs byte for byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

COMMAND = Path(sys.executable).with_name("nextseason")


def run(*words, hash_seed="0"):
    return subprocess.run(  # noqa: S603
        [COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "NEXTSEASON_VIEWING": ""},
        check=False,
        timeout=180,  # a busy machine takes its time
    )


@pytest.fixture(scope="module")
def big_slate(tmp_path_factory):
    """Sixty seasons: enough for the solver's presolve to write its stray line."""
    rng = np.random.default_rng(1)
    rows = ["title,genre,studio,region,cost,value"]
    for i in range(60):
        cost = np.exp(rng.normal(np.log(30e6), 0.6))
        value = cost * np.exp(rng.normal(0, 0.5))
        genre, studio = rng.choice(["drama", "comedy"]), rng.integers(5)
        rows.append(
            f"Show {i},{genre},S{studio},{rng.choice(['US', 'EU'])},"
            f"{cost * 0.85:.0f}..{cost * 1.2:.0f},"
            f"{value * 0.4:.0f}..{value * 2.5:.0f}"
        )
    path = tmp_path_factory.mktemp("slate") / "slate.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_nothing_but_the_answer_is_printed_and_it_is_the_same_on_every_run(big_slate):
    words = ("slate", big_slate, "--budget", "4e8", "--scenarios", "50", "--format", "json")
    first, second = run(*words), run(*words, hash_seed="7")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["n_scenarios"] == 50
    assert (first.stdout, first.stderr) == (second.stdout, "")


def test_a_decision_is_the_same_in_another_process():
    words = (
        *("decide", "Ash Road", "--audience", "20e6..40e6", "--value-per-view", "1..2"),
        *("--format", "json"),
    )
    first, second = run(*words), run(*words, hash_seed="7")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("decide", "Ash Road", "--audience=-5"), 1, "audience cannot be negative"),
        (("decide", "Ash Road", "--audience", "2e7", "--episodes", "0"), 2, "--episodes"),
        (("decide", "Ash Road", "--audience", "many"), 1, "cannot read 'many'; write one of"),
        (("slate", "nowhere.csv", "--budget", "1e8"), 1, "cannot read nowhere.csv"),
        (("slate", "nowhere.csv"), 2, "--budget"),
        (("decide", "--infer-threshold", "x.csv", "--format", "html"), 1, "text or json"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_bad_input_ends_in_a_line_that_says_what_would_do(words, status, why, tmp_path):
    told = run(*words)
    assert told.returncode == status
    assert why in told.stderr
    assert "Traceback" not in told.stderr
    assert not told.stdout


def test_a_slate_with_a_bad_row_names_it(tmp_path):
    path = tmp_path / "slate.csv"
    path.write_text("title,cost,value\nAsh Road,3e7,5e7\nLow Tide,3e7 EUR,5e7 USD\n", "utf-8")
    told = run("slate", path, "--budget", "1e8")
    assert told.returncode == 1
    assert "slate.csv, row 3 (Low Tide)" in told.stderr
    assert "one currency" in told.stderr
