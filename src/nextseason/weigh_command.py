"""`nextseason weigh`: what is true of each object, from a plain table of claims of any domain."""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nextseason.errors import InputError

if TYPE_CHECKING:
    from nextseason.truth.claim_table import ClaimTable

PEERS = ("MajorityVote", "Wawa", "OneCoinDawidSkene", "DawidSkene")  # of crowd-kit
MOST_LABELS = 20  # theirs are models of labels: each value takes a column for every object

Gold = Mapping[str, frozenset[str]]


def weigh(
    claims: Annotated[
        Path,
        typer.Argument(
            metavar="CLAIMS.tsv",
            help="Tab-separated claims with a line of names: source, object, value (and time).",
        ),
    ],
    gold: Annotated[
        Path | None,
        typer.Option(
            metavar="GOLD.tsv", help="True values (object, value): says how many are found."
        ),
    ] = None,
    several: Annotated[
        bool, typer.Option("--several", help="Several values may be true of one object.")
    ] = False,
    explained: Annotated[
        str | None,
        typer.Option("--explain", metavar="OBJECT", help="Show what speaks for its answer."),
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Show how often each source is right instead.")
    ] = False,
) -> None:
    """What is true of each object, from claims of any domain; nothing to configure.

    The answers are written as tab-separated lines: object, value, probability.
    """
    from nextseason.truth import explain, fit, predict, read_gold, read_lines, standings

    try:
        table = read_lines(_lines(claims), several=several)
        known = read_gold(_lines(gold)) if gold else {}
        fitted = fit(table, several=several)
        if explained is not None:
            told = explain(fitted, explained)
            typer.echo(f"{told.object}: {told.answer} rather than {told.rival or 'anything else'}")
            _write("source", "value", "log_odds", "voice")(told.weights)
            return
    except InputError as fault:
        typer.echo(f"nextseason: {claims}: {fault}", err=True)
        raise typer.Exit(1) from None
    if sources:
        _write("source", "n_claims", "reliability", "low", "high")(standings(fitted))
    elif gold is None:
        _write("object", "value", "probability")(predict(fitted))
    else:
        answers: dict[str, set[str]] = defaultdict(set)
        for answer in predict(fitted):
            answers[answer.object].add(answer.value)
        for name, share, n in compared(table, answers, known):
            typer.echo(f"{name}\t{share:.4f}\tof {n:,} objects")


def compared(
    table: "ClaimTable", answers: Mapping[str, set[str]], gold: Gold
) -> Iterator[tuple[str, float, int]]:
    """Accuracy of ours, of a vote, and of crowd-kit's aggregators where it is installed."""
    yield "nextseason", *accuracy(answers, gold)
    yield "vote", *accuracy({o: {v} for o, v in vote(table).items()}, gold)
    if len(table.values) > MOST_LABELS:
        return
    try:
        peers, pandas = import_module("crowdkit.aggregation"), import_module("pandas")
    except ImportError:
        return
    frame = pandas.DataFrame(
        {
            "task": [table.objects[o] for o in table.object],
            "worker": [table.sources[s] for s in table.source],
            "label": [table.values[v] for v in table.value],
        }
    )
    for name in PEERS:
        yield f"crowd-kit {name}", *accuracy(_by_peer(getattr(peers, name), frame), gold)


def accuracy(answers: Mapping[str, set[str]], gold: Gold) -> tuple[float, int]:
    """Share of the objects with gold and claims that are answered rightly, and their number."""
    right = [answers[name] == set(true) for name, true in gold.items() if name in answers]
    return (sum(right) / len(right) if right else float("nan")), len(right)


def vote(table: "ClaimTable") -> dict[str, str]:
    """The value that most sources give each object; of even ones, the first in order."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for item, value in zip(table.object.tolist(), table.value.tolist(), strict=True):
        counts[item][table.values[value]] += 1
    return {table.objects[o]: min(c, key=lambda v: (-c[v], v)) for o, c in counts.items()}


def _by_peer(peer: Callable[[], Any], frame: Any) -> dict[str, set[str]]:
    try:
        found = peer().fit_predict(frame)
    except Exception as fault:  # a peer that fails is told of, not a fault of the table
        typer.echo(f"nextseason: {getattr(peer, '__name__', peer)}: {fault}", err=True)
        return {}
    return {name: {value} for name, value in found.items()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"cannot be read ({fault}); give a text file in UTF-8") from None


def _write(*names: str) -> Callable[[Any], None]:
    def write(rows: Any) -> None:
        out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
        out.writerow(names)
        for row in rows:
            out.writerow([f"{v:.6g}" if isinstance(v, float) else v for v in row])

    return write
