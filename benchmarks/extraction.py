"""How much of an article is found on its page, and how little else; beside other extractors.

Over pages of our own making (`pages`), whose unseen half was not looked at while ours was
written.  A word counts as often as it stands there; shares are means over pages.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import partial
from typing import NamedTuple

from benchmarks.extractors import EXTRACTORS, TRAFILATURA, Reading, trafilatura_alone
from benchmarks.pages import seen, unseen
from benchmarks.pages.build import words
from benchmarks.pages.gold import Case
from nextseason.articles.html import read_html
from nextseason.claims import read_claims
from nextseason.errors import InputError

REPEATS = 5


class Score(NamedTuple):
    """One page's share of each thing found, in 0-1; None where the page tells none."""

    precision: float | None
    recall: float | None
    f1: float | None
    boilerplate: float | None
    headings: float | None
    title: float | None
    author: float | None
    outlet: float | None
    published: float | None
    updated: float | None
    language: float | None


# Ours refuses pages in other languages, as no claims are read from them; they stand apart.
GROUPS = ("seen", "unseen", "not English")
HEAD = (
    "|  | pages | P | R | F1 | boilerplate | headings | title | author | outlet | published "
    "| updated | language |\n|---|---|" + "---:|" * len(Score._fields)
)


def measure() -> str:
    cases = [*seen.cases(), *unseen.cases()]
    read = {name: [extract(c.html) for c in cases] for name, extract in EXTRACTORS.items()}
    articles = [n for n, case in enumerate(cases) if case.blocks]
    scores = {
        name: [_without(_untold(found), score(cases[n], found[n])) for n in articles]
        for name, found in read.items()
    }
    pages = [cases[n] for n in articles]
    english = [n for n, case in enumerate(pages) if case.language == "en"]
    best = max(TRAFILATURA, key=lambda name: _mean(scores[name][n].f1 for n in english) or 0)
    return "\n\n".join(
        [
            f"{len(pages)} pages with an article, {len(cases) - len(pages)} without, "
            f"{statistics.mean(len(c.html) for c in cases) / 1000:.0f} kB each; "
            + ", ".join(f"{n} {group}" for group, n in Counter(map(_group, pages)).items())
            + ".",
            _totals(pages, scores),
            "Words, macro over pages; boilerplate: share of the words around the article that got "
            "into its text (less is better); headings: those of the article that are kept as "
            "headings; updated: no day is right where the page shows none. A headline that opens "
            "the text is not counted, for any.  – stands for what an extractor never tells.  "
            "jusText has the English stop list.",
            _by_kind(pages, scores["ours"], scores[best], best),
            _refused(cases, read),
            _speed([pages[n].html for n in english], best),
        ]
    )


def score(case: Case, reading: Reading) -> Score:
    """How a reading agrees with what is on the page."""
    gold, found = Counter(_words(b.text for b in case.blocks)), Counter(_body(case, reading.text))
    shared = (gold & found).total()
    precision, recall = _share(shared, found.total()), _share(shared, gold.total())
    headings = [words(b.text) for b in case.blocks if b.kind == "heading"]
    kept = [words(heading) for heading in reading.headings]
    return Score(
        precision=precision,
        recall=recall,
        f1=_share(2 * precision * recall, precision + recall),
        boilerplate=boilerplate_share(case, reading.text),
        headings=_share(sum(h in kept for h in headings), len(headings)) if headings else None,
        title=_same(case.title, reading.title),
        author=_same(case.author, reading.author),
        outlet=_same(case.outlet, reading.outlet),
        published=float(case.published == reading.published),
        updated=float(bool(reading.text) and reading.updated in _updated(case)),
        language=float(case.language == (reading.language or "")[:2]),
    )


def boilerplate_share(case: Case, text: str) -> float:
    """The words of the strings around the article that stand in the text / all their words."""
    found = f" {' '.join(words(text))} "
    strings = [words(string) for string in case.boilerplate]
    taken = [string for string in strings if f" {' '.join(string)} " in found]
    return _share(sum(map(len, taken)), sum(map(len, strings)))


def _untold(readings: Sequence[Reading]) -> set[str]:
    """What an extractor never tells, which is no fault of its."""
    named = (field.name for field in fields(Reading) if field.default is None)
    return {name for name in named if all(getattr(r, name) is None for r in readings)}


def _without(untold: set[str], of: Score) -> Score:
    return Score(**{name: None if name in untold else v for name, v in of._asdict().items()})


def _updated(case: Case) -> set[object]:
    """The answers that are right: a page that was not changed was last changed when published."""
    return {case.updated} if case.updated else {None, case.published}


def _body(case: Case, text: str) -> list[str]:
    """The words of a text without the headline, if it opens with that."""
    first, _, rest = text.strip().partition("\n")
    return words(rest if words(first) == words(case.title or "") else text)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words(text)]


def _same(gold: str | None, found: str | None) -> float | None:
    return None if gold is None else float(words(gold) == words(found or ""))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.mean(known) if known else None


def _totals(pages: Sequence[Case], scores: dict[str, list[Score]]) -> str:
    rows = [HEAD]
    for group in GROUPS:
        at = [n for n, case in enumerate(pages) if _group(case) == group]
        for name, of_pages in scores.items():
            means = (_mean(column) for column in zip(*(of_pages[n] for n in at), strict=True))
            rows.append(f"| {name} | {group} | " + " | ".join(map(_shown, means)) + " |")
    return "\n".join(rows)


def _group(case: Case) -> str:
    return case.half if case.language == "en" else "not English"


def _by_kind(pages: Sequence[Case], own: list[Score], others: list[Score], other: str) -> str:
    rows = [
        f"English pages: F1 and boilerplate of ours beside its best setting by F1 ({other}):",
        "",
        "| kind | F1, seen: ours | its | F1, unseen: ours | its "
        "| boilerplate, seen: ours | its | boilerplate, unseen: ours | its |",
        "|---|" + "---:|" * 8,
    ]
    for kind in dict.fromkeys(case.kind for case in pages):
        cells = []
        for measured in ("f1", "boilerplate"):
            for group in GROUPS[:2]:
                at = [n for n, c in enumerate(pages) if (c.kind, _group(c)) == (kind, group)]
                cells += [_mean(getattr(of[n], measured) for n in at) for of in (own, others)]
        rows.append(f"| {kind} | " + " | ".join(map(_shown, cells)) + " |")
    return "\n".join(rows)


def _refused(cases: Sequence[Case], read: dict[str, list[Reading]]) -> str:
    empty = [n for n, case in enumerate(cases) if not case.blocks]
    rows = ["| pages without an article | " + " | ".join(read) + " |"]
    rows.append("|---|" + "---|" * len(read))
    for n in empty:
        answers = ("refused" if not found[n].text else "taken" for found in read.values())
        rows.append(f"| {cases[n].reason} ({cases[n].half}) | " + " | ".join(answers) + " |")
    return "\n".join(rows)


def _speed(pages: Sequence[bytes], best: str) -> str:
    """Pages a second of one core, by turns in one run."""
    ways: dict[str, Callable[[bytes], object]] = {
        "ours, page to article": _read,
        "ours, page to claims": _claims,
        f"{best}, text and metadata": partial(trafilatura_alone, setting=TRAFILATURA[best]),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(REPEATS + 1):
        for name, way in ways.items():
            rate = len(pages) / _seconds(way, pages)
            if turn:  # the first is a warming up
                rates[name].append(rate)
    rows = ["| English pages a second | median of 5 | lowest | highest |", "|---|---:|---:|---:|"]
    for name, of in rates.items():
        rows.append(f"| {name} | {statistics.median(of):.1f} | {min(of):.1f} | {max(of):.1f} |")
    article, claims, theirs = rates.values()
    for name, own in (("article", article), ("claims", claims)):
        ratio = statistics.median(a / b for a, b in zip(own, theirs, strict=True))
        rows.append(f"| times the peer, to the {name} | {ratio:.2f} | | |")
    return "\n".join(rows)


def _read(page: bytes) -> object:
    try:
        return read_html(page)
    except InputError:
        return None


def _claims(page: bytes) -> object:
    try:
        return read_claims(read_html(page))
    except InputError:
        return None


def _seconds(way: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    began = time.process_time()
    for page in pages:
        way(page)
    return time.process_time() - began


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
