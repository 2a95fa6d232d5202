"""Truth discovery on public sets: ours with one configuration, beside a vote and peers.

The sets stand beside the project; NEXTSEASON_TRUTH_SETS names their folder.  crowd-kit is
compared where this environment has it; it models labels, so open values are left out.
Which sets were looked at while the model was made: birthplaces, crowd-dog, crowd-product,
population and flights-cleaning; the others were looked at seldom.
"""

import os
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks.corpus import ROOT
from benchmarks.worlds import SEED, SETTINGS, static_world, vote
from nextseason.truth import fit, predict, read_gold, read_lines, read_table
from nextseason.weigh_command import compared

SETS = Path(os.environ.get("NEXTSEASON_TRUTH_SETS", ROOT.parent / "shared" / "truth-benchmarks"))
AIRLINES = ("aa", "ua", "CO")  # they give the flights' gold, and are among the sources
N_SOURCES, N_OBJECTS = 10_000, 200_000
SIZES = (10_000, 100_000, 1_000_000)


def measure() -> str:
    """Accuracy on each set, and on simulated worlds whose truths do not change."""
    if not SETS.is_dir():
        return f"Skipped: no sets in {SETS}."
    rows: list[dict[str, str]] = []
    for folder in sorted(SETS.iterdir()):
        if (folder / "gold.tsv").exists():
            rows.append(_row(folder, drop=()))
            if folder.name.startswith("flights"):
                rows.append(_row(folder, drop=AIRLINES))
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    lines += [f"| {' | '.join(row.get(name, '–') for name in columns)} |" for row in rows]
    return "\n".join(["Share of the objects whose one value is right:", "", *lines, "", *_worlds()])


def _row(folder: Path, *, drop: tuple[str, ...]) -> dict[str, str]:
    lines = (folder / "claims.tsv").read_text("utf-8").splitlines()
    kept = [line for i, line in enumerate(lines) if not i or line.split("\t")[0] not in drop]
    began = time.process_time()
    table = read_lines(kept)
    answers: dict[str, set[str]] = defaultdict(set)
    for answer in predict(fit(table)):
        answers[answer.object].add(answer.value)
    seconds = time.process_time() - began
    gold = read_gold((folder / "gold.tsv").read_text("utf-8").splitlines())
    found = list(compared(table, answers, gold))
    row = {"set": folder.name + (" without airlines" if drop else ""), "n": f"{found[0][2]:,}"}
    row |= {name: f"{share:.4f}" for name, share, _ in found}
    return row | {"seconds": f"{seconds:.1f}"}


def _worlds() -> list[str]:
    lines = ["Simulated worlds whose truths do not change:", ""]
    lines += ["| sources | nextseason | vote |", "|---|---:|---:|"]
    for name, (copying, colluding) in SETTINGS.items():
        world = static_world(np.random.default_rng(SEED), copying=copying, colluding=colluding)
        columns = {
            "source": [f"s{i}" for i in world.source],
            "object": [f"o{i:06}" for i in world.object],
            "value": [f"v{i:03}" for i in world.value],
        }
        found = {a.object: a.value for a in predict(fit(read_table(columns)))}
        ours = np.mean([found.get(f"o{i:06}") == f"v{v:03}" for i, v in enumerate(world.gold)])
        lines.append(f"| {name} | {ours:.3f} | {(vote(world) == world.gold).mean():.3f} |")
    return lines


def measure_speed() -> str:
    """Seconds to fit tables of growing size, claims drawn at random of known reliability."""
    lines = ["| claims | seconds, fit | claims a second | accuracy |", "|---:|---:|---:|---:|"]
    for n_claims in SIZES:
        share = n_claims / SIZES[-1]
        columns, gold = _drawn(n_claims, int(N_SOURCES * share), int(N_OBJECTS * share))
        table = read_table(columns)
        began = time.process_time()
        answers = predict(fit(table))
        seconds = time.process_time() - began
        right = np.mean([answer.value == gold[answer.object] for answer in answers])
        lines.append(f"| {n_claims:,} | {seconds:.1f} | {n_claims / seconds:,.0f} | {right:.3f} |")
    return "\n".join(lines)


def _drawn(n: int, n_sources: int, n_objects: int) -> tuple[dict[str, list[str]], dict[str, str]]:
    rng = np.random.default_rng(SEED)
    reliability = rng.beta(6, 2, n_sources)
    source, item = rng.integers(0, n_sources, n), rng.integers(0, n_objects, n)
    wrong = rng.random(n) > reliability[source]
    value = np.where(wrong, rng.integers(1, 9, n), 0)
    columns = {
        "source": [f"s{i}" for i in source],
        "object": [f"o{i}" for i in item],
        "value": [f"o{i} v{v}" for i, v in zip(item, value, strict=True)],
    }
    return columns, {f"o{i}": f"o{i} v0" for i in range(n_objects)}
