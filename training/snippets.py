"""Our own annotated snippets: a sentence or three a line, with what they claim marked inside.

`training/snippets/*.txt` -> Snippet.  One a line:

    {Tom Wu|returning} is back, and {Harbour Lights|show} shoots {in May|filming_start}. ## -
    Skylark pulled the plug on {Harbour Lights|show}, {Deadline|} says. ## cancelled:reported

`{words|labels}` marks words (several labels joined by `+`, none: named, but nothing is said);
` || ` parts sentences; behind `##` stands what the K-th sentence says as a whole,
`[not-]label[@K]:certainty`, or `-`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.annotated import CERTAINTIES, METRICS, MILESTONES, REASONS, ROLES, STATUSES, FormError

SNIPPETS = Path(__file__).with_name("snippets")
JOBS = frozenset("creator executive_producer showrunner director writer producer composer".split())
WINDOWS = frozenset({"release", "decision", *MILESTONES})
FIGURES = METRICS | frozenset(
    "episodes signatures critics audience cost_episode cost_season".split()
)
SENTENCE_LABELS = (
    STATUSES
    | REASONS
    | {f"p_{m}" for m in MILESTONES}
    | frozenset("unannounced t_released t_none petition hashtag campaign".split())
)
SPAN_LABELS = ROLES | JOBS | WINDOWS | FIGURES | {"show"}
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """`snippet.sentences[sentence][start:end]` carries these labels, perhaps none."""

    sentence: int
    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole sentence claims."""

    sentence: int
    label: str
    certainty: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    sentences: tuple[str, ...]
    marks: tuple[Mark, ...]
    told: tuple[Told, ...]


def load(folder: Path = SNIPPETS) -> list[Snippet]:
    """All snippets of a folder; raises `FormError` at the first bad line."""
    return [s for path in sorted(folder.glob("*.txt")) for s in parse(path)]


def parse(path: Path) -> list[Snippet]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        _snippet(line.strip(), f"{path.name}:{n}")
        for n, line in enumerate(lines, 1)
        if line.strip()
    ]


def _snippet(line: str, where: str) -> Snippet:
    text, bar, told = line.rpartition(" ## ")
    if not bar:
        raise FormError(f"{where}: no ` ## ` behind the text: {line[:80]!r}")
    sentences, marks = [], []
    for n, marked in enumerate(text.split(" || ")):
        plain, found = _unmarked(marked, n, where)
        sentences.append(plain)
        marks += found
    return Snippet(tuple(sentences), tuple(marks), tuple(_told(told, len(sentences), where)))


def _unmarked(marked: str, n: int, where: str) -> tuple[str, list[Mark]]:
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        labels = frozenset(filter(None, match[2].split("+")))
        if not labels <= SPAN_LABELS:
            raise FormError(f"{where}: no such label: {', '.join(sorted(labels - SPAN_LABELS))}")
        marks.append(Mark(n, len(plain), len(plain) + len(match[1]), labels))
        plain += match[1]
        at = match.end()
    plain += marked[at:]
    if set(plain) & set("{}|"):
        raise FormError(f"{where}: want {{words|labels}}, got {plain[:80]!r}")
    return plain, marks


def _told(told: str, n_sentences: int, where: str) -> Iterator[Told]:
    if told.strip() == "-":
        return
    for part in told.split():
        match = re.fullmatch(r"(not-)?(\w+?)(?:@(\d))?:(\w+)", part)
        if match is None or match[2] not in SENTENCE_LABELS or match[4] not in CERTAINTIES:
            raise FormError(f"{where}: want `[not-]label[@K]:certainty`, got {part!r}")
        sentence = int(match[3] or 1) - 1
        if not 0 <= sentence < n_sentences:
            raise FormError(f"{where}: there is no sentence {sentence + 1}")
        yield Told(sentence, match[2], match[4], bool(match[1]))


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:]:
        read = parse(Path(name))
        print(f"{name}: {len(read)} snippets, {sum(bool(s.told) for s in read)} with a claim")
