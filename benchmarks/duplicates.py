"""Copies among made-up articles: how fast they are found, in what memory, and how rightly.

What is found is judged by the exact share of the runs of three words that two texts have in
common (Jaccard), in a sample of the families.

As a program: `python -m benchmarks.duplicates N FILE` meets N texts, writes the answers to
the file and prints the processor seconds.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.families import EDITS, Edit, Stream, Words
from benchmarks.minhashes import compared
from benchmarks.texts import singles
from nextseason.articles.duplicates import SHARE_OF_KEPT, THRESHOLD, Duplicates
from nextseason.articles.shingles import RUN_WORDS

QUICK, LONG = 50_000, 1_000_000
SEED = 2027  # another one than those with which the limits were chosen
SAMPLE = 1_000  # families with copies
PIECE = 10  # words
LAUNCHER = Path(__file__).with_name("launch.py")

Runs = frozenset[tuple[str, ...]]
Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]


def measure() -> str:
    return f"{_of_stream(QUICK)}\n\n{_of_annotated()}\n\n{compared()}"


def measure_long() -> str:
    """A million texts: some ten minutes."""
    return _of_stream(LONG)


def _of_stream(n: int) -> str:
    stream = Stream(n, seed=SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answers.npy")
        seconds, peak_mb = _run(n, path)
        kept: Numbers = np.load(path)
    words = np.mean([len(stream.text(i).split()) for i in range(1000)])
    return "\n".join(
        [
            f"| texts of {words:.0f} words | a second of one core | minutes | peak MB "
            "| called copies |",
            "|---:|---:|---:|---:|---:|",
            f"| {n:,} | {n / seconds:,.0f} | {seconds / 60:.1f} | {peak_mb:,.0f} "
            f"| {np.mean(kept >= 0):.1%} |",
            "",
            "| by the exact Jaccard | n | share |",
            "|---|---:|---:|",
            _row(
                "called copies, kept one of another story (all looked at)",
                stream.family[kept[kept >= 0]] != stream.family[kept >= 0],
            ),
            *_judged(list(_sampled(stream, kept))),
        ]
    )


def _run(n: int, path: Path) -> tuple[float, float]:
    """Processor seconds of the search alone; peak MB, the making of the texts included."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, LAUNCHER, sys.executable, "-m", "benchmarks.duplicates", str(n), path],
        capture_output=True,
        check=True,
        text=True,
    )
    return float(done.stdout), json.loads(done.stderr.splitlines()[-1])[2]


def _meet(n: int, path: Path) -> float:
    stream, met = Stream(n, seed=SEED), Duplicates()
    answers, seconds = np.full(n, -1), 0.0
    for number in range(n):
        text = stream.text(number)
        began = time.process_time()
        kept = met.meet(text)
        seconds += time.process_time() - began
        if kept is not None:
            answers[number] = kept
    np.save(path, answers)
    return seconds


class Family(NamedTuple):
    """The texts of a story, in the order in which they were met."""

    shares: Shares  # (n, n): of the runs that two of them have, those that both have
    together: Flags  # (n, n): whether two are in one group
    is_copy: Flags  # (n,): what they were called
    of_kept: Shares  # for each called a copy, what it shares with the kept one


def _sampled(stream: Stream, kept: Numbers) -> Iterator[Family]:
    groups = np.where(kept < 0, np.arange(stream.n), kept)
    families, sizes = np.unique(stream.family, return_counts=True)
    several = families[sizes > 1]
    rng = np.random.default_rng(SEED)
    for family in rng.choice(several, min(SAMPLE, several.size), replace=False):
        members = np.flatnonzero(stream.family == family)
        shares = _shares([_runs(stream.text(i).split()) for i in members.tolist()])
        together = groups[members][:, None] == groups[members]
        is_copy = kept[members] >= 0
        row, column = np.nonzero(kept[members][:, None] == members)
        yield Family(shares, together, is_copy, shares[row, column])


def _runs(words: Words) -> Runs:
    return frozenset(zip(*(words[nth:] for nth in range(RUN_WORDS)), strict=False))


def _shares(texts: Sequence[Runs]) -> Shares:
    shares = np.eye(len(texts))
    for (i, one), (j, other) in combinations(enumerate(texts), 2):
        shares[i, j] = shares[j, i] = _jaccard(one, other)
    return shares


def _jaccard(one: Runs, other: Runs) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def _judged(families: Sequence[Family]) -> list[str]:
    earlier = [np.tril(f.shares, -1) for f in families]
    nearest = np.concatenate([e.max(axis=1) for e in earlier])
    in_group = np.concatenate(
        [(e * f.together).max(axis=1) for e, f in zip(earlier, families, strict=True)]
    )
    is_copy = np.concatenate([f.is_copy for f in families])
    of_kept = np.concatenate([f.of_kept for f in families])
    pairs = [np.tril_indices(len(f.shares), -1) for f in families]
    shares = np.concatenate([f.shares[p] for f, p in zip(families, pairs, strict=True)])
    together = np.concatenate([f.together[p] for f, p in zip(families, pairs, strict=True)])
    least = SHARE_OF_KEPT * THRESHOLD
    return [
        _row("called copies, with at least 0.50 of an earlier one", in_group[is_copy] >= 0.5),
        _row("the same, at least 0.45", in_group[is_copy] >= 0.45),
        _row(f"called copies, with at least {least:.2f} of the kept one", of_kept >= least),
        _row("texts with at least 0.50 of an earlier one: called copies", is_copy[nearest >= 0.5]),
        _row("the same, at least 0.60", is_copy[nearest >= 0.6]),
        _row("pairs with at least 0.60: in one group", together[shares >= 0.6]),
        *(
            _row(f"pairs from {low:.2f} to {high:.2f}: in one group", together[within])
            for low, high in ((0.5, 0.6), (0.4, 0.5), (0.3, 0.4), (0.0, 0.3))
            for within in [(shares >= low) & (shares < high)]
        ),
    ]


def _row(name: str, flags: Flags) -> str:
    return f"| {name} | {flags.size:,} | {np.mean(flags):.2%} |"


def _of_annotated() -> str:
    """Real words: each article beside the others, and beside changed copies of it."""
    articles, where = singles()
    texts = [article.text.split() for article in articles]
    highest = max(_jaccard(a, b) for a, b in combinations(map(_runs, texts), 2))
    rows = [
        f"{len(texts)} articles {where}; the two most alike have a Jaccard of {highest:.2f}. "
        "All are met, then a changed copy of each, whose new words are pieces of the others.",
        "",
        "| the copies | median Jaccard | at least 0.50 | of these found | of the rest found "
        "| under another article |",
        "|---|---:|---:|---:|---:|---:|",
        *(_edited_row(name, edit, texts) for name, edit in EDITS.items()),
    ]
    return "\n".join(rows)


def _edited_row(name: str, edit: Edit, texts: Sequence[Words]) -> str:
    rng = np.random.default_rng(SEED)
    met, others = Duplicates(), _Others(texts)
    copies = [edit(text, float(rng.random()), others, rng) for text in texts]
    n_strangers = sum(met.meet(" ".join(text)) is not None for text in texts)
    found = [met.meet(" ".join(copy)) for copy in copies]
    is_found = np.array([number == i for i, number in enumerate(found)])
    shares = np.array([_jaccard(_runs(a), _runs(b)) for a, b in zip(texts, copies, strict=True)])
    is_due = shares >= THRESHOLD
    n_wrong = n_strangers + sum(number not in (i, None) for i, number in enumerate(found))
    figures = (
        f"{np.median(shares):.2f}",
        f"{is_due.sum()}",
        f"{is_found[is_due].sum()}",
        f"{is_found[~is_due].sum()} of {(~is_due).sum()}",
        f"{n_wrong}",
    )
    return f"| {name} | {' | '.join(figures)} |"


class _Others:
    """Pieces of all the texts: real words, with no more of one text than of another."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self._texts = texts

    def words(self, n: int, rng: np.random.Generator) -> Words:
        found: Words = []
        while len(found) < n:
            text = self._texts[int(rng.integers(len(self._texts)))]
            start = int(rng.integers(len(text)))
            found += text[start : start + PIECE]
        return found[:n]


if __name__ == "__main__":
    print(_meet(int(sys.argv[1]), Path(sys.argv[2])))
