"""Weights for how sure a claim is and on whose word it stands: one softmax per claim.

Its options are stated, expected, rumoured, and reported by each of those named nearby
(`voice_evidence.speakers_here`, `voice_evidence.speakers_around`).  Annotated claims are taken
as given.  Articles about held-out shows are never used.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.corpus import Annotated, articles, is_held_out
from nextseason.claims.names import find_names
from nextseason.claims.persons import find_people
from nextseason.claims.sentences import Sentence, clause_around, split_sentences
from nextseason.claims.spoken import Spoken, setting_of
from nextseason.claims.voice_evidence import place, speakers_around, speakers_here, wording
from nextseason.claims.voice_model import voice_model
from nextseason.claims.voices import Voices, read_stance
from nextseason.domain import Topic
from nextseason.titles import fold
from training import annotated

MODEL = Path(__file__).resolve().parents[1] / "src/nextseason/claims/voice_model.json"
PENALTY = 4.0  # ridge on the weights; 2 to 8 do about as well
STEPS = 120  # of the fit; more change nothing that can be measured
SEEN = 5  # a hint that fewer claims have is left out
LEAST = 0.06  # a weight below this in every column is left out
# Stated claims outnumber all others, and those are worth more when found: log-odds added to
# expected, rumoured, reported.  More makes stated claims reported, with little gain.
LEAN = (0.4, 0.2, 1.4)
N_PARTS = 3  # articles of part 0 are only measured on
# Single words overfit sooner than where things stand: they are shrunk harder.
_SCALES = {"w": 0.7, "o": 0.4, "p": 0.4, "h": 0.5, "i": 0.5}
_WORDY = re.compile(r"[0+-](?:l|ll|r|rr)=")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    certainty: str
    claim: tuple[str, ...]
    speakers: list[tuple[bool, tuple[str, ...]]]  # is it who is cited, and the evidence


def train() -> str:
    """Fit on two thirds, measure on the rest, then fit on everything and write that."""
    sources = {"corpus": [a for a in articles() if not is_held_out(a)], "own": _own()}
    everything = [a for found in sources.values() for a in found]
    write(fit([e for a in everything if part(a) for e in examples(a)]))
    told = []
    for name, found in sources.items():
        told.append(f"{name}, tuned on: {measure([a for a in found if part(a)])}")
        told.append(f"{name}, unseen: {measure([a for a in found if not part(a)])}")
    write(fit([e for a in everything for e in examples(a)]))
    return "\n  " + "\n  ".join(told)


def part(article: Annotated) -> int:
    return int(hashlib.md5(article["id"].encode()).hexdigest(), 16) % N_PARTS  # noqa: S324


def measure(some: Sequence[Annotated]) -> str:
    """Shares right, the annotated claims' places being given."""
    voice_model.cache_clear()
    right = by = n_by = n = raised = 0
    for article in some:
        voices = Voices(spoken_of(article), voice_model())
        for claim in article["claims"]:
            index, start, end = locate(voices.spoken.sentences, article["text"], claim["quote"])
            certainty, name = read_stance(voices, index, start, end, Topic(claim["topic"]))
            n += 1
            right += certainty == claim["certainty"]
            raised += certainty == "reported" and claim["certainty"] == "stated"
            if claim["by"]:
                n_by += 1
                by += _same(name, claim["by"])
    return (
        f"certainty {right / max(n, 1):.3f} of {n}, by {by / max(n_by, 1):.3f} of {n_by}, "
        f"{raised} stated read as reported"
    )


def _own() -> list[Annotated]:
    found = []
    for path in sorted(annotated.TEXTS.glob("*.txt")):
        try:
            found += annotated.parse(path)
        except annotated.FormError as fault:
            print(f"skipped: {fault}")
    return found


def spoken_of(article: Annotated) -> Spoken:
    sentences = split_sentences(article["text"])
    titles = frozenset(fold(claim["show"]) for claim in article["claims"])
    people = find_people([article["title"], *(s.text for s in sentences)], titles)
    names = [tuple(find_names(s.text)) for s in sentences]
    return Spoken(sentences, names, people)


def examples(article: Annotated) -> list[Example]:
    spoken = spoken_of(article)
    found = []
    for claim in article["claims"]:
        index, start, end = locate(spoken.sentences, article["text"], claim["quote"])
        topic = Topic(claim["topic"])
        low, high = clause_around(spoken.sentences[index].text, start, end)
        setting = setting_of(spoken, index, start, end)
        evidence = (*place(spoken, setting, topic), *wording(spoken, index, start, end))
        speakers = [
            (s, (*more, *(f"0{e}" for e in s.evidence)))
            for s, more in speakers_here(spoken, setting, start, end, low, high, topic)
        ] + [
            (s, (*more, *(mode + e for e in s.evidence)))
            for s, mode, more in speakers_around(spoken, setting)
        ]
        found.append(
            Example(
                claim["certainty"],
                evidence,
                [(bool(claim["by"]) and _same(s.name, claim["by"]), e) for s, e in speakers],
            )
        )
    return found


def locate(sentences: Sequence[Sentence], text: str, quote: str) -> tuple[int, int, int]:
    """The sentence in which a quote begins, and its span there."""
    at = text.index(quote)
    for i, s in enumerate(sentences):
        if at < s.end and s.start < at + len(quote):
            return i, max(0, at - s.start), min(len(s.text), at + len(quote) - s.start)
    raise ValueError(f"no sentence holds {quote!r}")


def fit(some: Sequence[Example]) -> dict[str, Any]:
    some = [e for e in some if e.certainty != "reported" or e.speakers]
    names = _often(Counter(f for e in some for f in set(e.claim)))
    hints = _often(Counter(f for e in some for f in {f for _, fs in e.speakers for f in fs}))
    scale = np.array([_scale(n) for n in names])
    hint_scale = np.array([_hint_scale(h) for h in hints])
    # Pairs of words tell a guess or a rumour; who reports is told by the speakers.
    columns = np.ones((len(names), 3))
    columns[[" " in n and n.startswith("w=") for n in names], 2] = 0.0
    claims = _matrix([e.claim for e in some], names, scale)
    speakers = _matrix([f for e in some for _, f in e.speakers], hints, hint_scale)
    owner = np.repeat(np.arange(len(some)), [len(e.speakers) for e in some])
    cited = np.array([_is_meant(e, right) for e in some for right, _ in e.speakers], float)
    meant = np.array([[e.certainty == c for c in _PLAIN] for e in some], float)
    n, size = len(some), 3 * len(names)

    def loss(parameters: Any) -> Any:
        table = parameters[:size].reshape(-1, 3) * columns
        scores = np.clip(claims @ table, -50, 50)
        plain = np.exp(np.c_[np.zeros(n), scores[:, :2]])
        odds = np.exp(np.clip(speakers @ parameters[size:] + scores[owner, 2], -50, 50))
        total = plain.sum(axis=1) + np.bincount(owner, odds, n)
        hits = (plain * meant).sum(axis=1) + np.bincount(owner, odds * cited, n) + 1e-300
        pull = plain / total[:, None] - plain * meant / hits[:, None]
        by = odds / total[owner] - odds * cited / hits[owner]
        slope = claims.T @ np.c_[pull[:, 1:], np.bincount(owner, by, n)] * columns
        return (
            float((np.log(total) - np.log(hits)).sum() + PENALTY / 2 * parameters @ parameters),
            np.concatenate([slope.ravel(), speakers.T @ by]) + PENALTY * parameters,
        )

    found = minimize(
        loss,
        np.zeros(size + len(hints)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "maxcor": 20},
    ).x
    table = found[:size].reshape(-1, 3) * columns * scale[:, None]
    table[names.index("bias")] += LEAN
    by_hint = found[size:] * hint_scale
    return {
        "claim": {
            name: [round(100 * w) for w in row]
            for name, row in zip(names, table.tolist(), strict=True)
            if max(map(abs, row)) >= LEAST
        },
        "speaker": {
            hint: round(100 * w)
            for hint, w in zip(hints, by_hint.tolist(), strict=True)
            if abs(w) >= LEAST
        },
    }


def write(model: dict[str, Any]) -> None:
    """Weights in hundredths, to keep the file small."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    MODEL.write_text(re.sub(r'(?<=[\d\]]),(?=")', ",\n", text) + "\n", encoding="utf-8")


_PLAIN = ("stated", "expected", "rumoured")


def _is_meant(example: Example, right: bool) -> bool:
    """Whoever is cited; where nobody nearby is, anybody will do."""
    if example.certainty != "reported":
        return False
    return right or not any(r for r, _ in example.speakers)


def _often(counts: Counter[str]) -> list[str]:
    return sorted(name for name, n in counts.items() if n >= SEEN)


def _scale(name: str) -> float:
    return 3.0 if name[:2] in ("xg", "xu") else _SCALES.get(name.partition("=")[0], 1.5)


def _hint_scale(hint: str) -> float:
    if _WORDY.match(hint):
        return 0.7
    return 3.0 if hint.startswith(("0s=", "0v=")) else 1.5


def _matrix(rows: Sequence[Sequence[str]], names: list[str], scale: Array) -> Any:
    place_of = {name: i for i, name in enumerate(names)}
    found = [[place_of[f] for f in row if f in place_of] for row in rows]
    columns = np.array([i for row in found for i in row], dtype=np.intp)
    lines = np.repeat(np.arange(len(rows)), [len(row) for row in found])
    return csr_matrix((scale[columns], (lines, columns)), shape=(len(rows), len(names)))


def _same(name: str | None, other: str) -> bool:
    return name is not None and _norm(name) == _norm(other)


def _norm(name: str) -> str:
    """As the corpus's `score.py` compares names."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", " ", plain.replace("&", " and ")).strip()
    return re.sub(r"^(the|a|marvel s) ", "", plain)
