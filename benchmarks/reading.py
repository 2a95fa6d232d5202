"""How well the default reader reads: the corpus's own score, over all and on held-out shows."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import CORPUS, Annotated, articles, is_held_out
from nextseason.claims import read_claims
from nextseason.domain import Claim
from nextseason.wire import article_from_json, claim_to_json, to_line


def measure() -> str:
    """A table of F1 by topic, over the whole corpus and over the held-out shows alone."""
    everything = articles()
    if not everything:
        return f"Skipped: no annotated articles in {CORPUS}."
    unseen = [article for article in everything if is_held_out(article)]
    read = {a["id"]: read_claims(article_from_json(a)) for a in everything}
    whole, held = score(everything, read), score(unseen, read)
    rows = [
        "| topic | annotated | P | R | F1 | held-out: annotated | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for topic, (p, r, f1, n) in whole["topics"].items():
        _, _, held_f1, held_n = held["topics"].get(topic, (0, 0, 0.0, 0))
        rows.append(f"| {topic} | {n} | {p:.3f} | {r:.3f} | {f1:.3f} | {held_n} | {held_f1:.3f} |")
    p, r, f1 = whole["all"]
    rows.append(
        f"| **all** | {whole['n_gold']} | {p:.3f} | {r:.3f} | **{f1:.3f}** "
        f"| {held['n_gold']} | **{held['all'][2]:.3f}** |"
    )
    perfect = _score_lines(everything, _annotations(everything))
    rows += ["", "| | all | held-out | all, by the annotated claims |", "|---|---:|---:|---:|"]
    rows += [
        f"| {name} | {whole[name]:.3f} | {held[name]:.3f} | {perfect[name]:.3f} |"
        for name in ("certainty", "by", "grounded", "status")
    ]
    rows += [
        "",
        f"{len(everything)} articles, of which {len(unseen)} are about shows whose articles "
        "were never read while the rules were written. The last column is what a reader would "
        "have who read just what is annotated: bottom lines also say what no sentence does.",
    ]
    return "\n".join(rows)


def score(gold: Sequence[Annotated], read: Mapping[str, Sequence[Claim]]) -> dict[str, Any]:
    """What the corpus's `score.py` says of the claims read, by article."""
    return _score_lines(
        gold, [to_line(claim_to_json(c)) for a in gold for c in read.get(a["id"], ())]
    )


def _annotations(gold: Sequence[Annotated]) -> list[str]:
    """The annotated claims, a line each, as if they had been read."""
    return [json.dumps({**claim, "article": a["id"]}) for a in gold for claim in a["claims"]]


def _score_lines(gold: Sequence[Annotated], lines: Sequence[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        told, predicted = Path(folder) / "gold.jsonl", Path(folder) / "read.jsonl"
        told.write_text("".join(json.dumps(a) + "\n" for a in gold), encoding="utf-8")
        predicted.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        done = subprocess.run(  # noqa: S603
            [sys.executable, CORPUS / "score.py", told, predicted, "--json"],
            capture_output=True,
            check=True,
            text=True,
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result
