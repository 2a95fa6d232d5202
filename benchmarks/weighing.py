"""How often the weighing of claims finds the true state of a season, as of many days.

Cases: each season of `histories.tsv` as of the day of each annotated article about it, and
as of the last day of all.  A case counts when the truth can be known: by then, an article
says it firmly, and said so when it was true.  Where a turn's day is not known, either state
is right within the span.

Stories, voices, undated pages and the factor of calibration were made on simulated worlds and the
tune half (its errors and four sets of its figures), without a figure of the unseen half; that was
looked at once, when they were done.  It was looked at twice more when seasons came to be weighed by
what other seasons show, and undated pages to be of later days, both of which were chosen in the
same way: for these, and for an attempt that was given up for other reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.corpus import CORPUS, Annotated, articles
from benchmarks.histories import TUNE, UNSEEN, History, Key, half, histories
from benchmarks.intervals import Bools, Estimate, Floats, calibration, share
from benchmarks.ledger import FIRM, Ledger, annotated_ledger, read_ledger
from benchmarks.weighers import WEIGHERS, Chances, Weigher
from nextseason.domain import Claim, Renewal, RenewalStatus
from nextseason.titles import fold


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Case:
    """A season as of a day."""

    as_of: date
    key: Key
    truth: frozenset[RenewalStatus]

    @property
    def show(self) -> str:
        return self.key[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a weigher answered in one case."""

    case: Case
    answer: RenewalStatus
    probability: float | None  # None: it had heard nothing, and says pending

    @property
    def is_right(self) -> bool:
        return self.answer in self.case.truth


def measure() -> str:
    """Ours beside the plain rules, on the annotated claims and on those read."""
    if not articles():
        return f"Skipped: no annotated articles in {CORPUS}."
    annotated = annotated_ledger(articles())
    cases = knowable(cases_of(articles(), annotated.last_day, histories()), annotated, histories())
    rows = [
        f"{len(cases)} cases of {len({c.key for c in cases})} seasons of "
        f"{len({c.show for c in cases})} shows; accuracy with the interval that holds it at 0.95, "
        "drawn by show. Nobody looks at errors in the unseen half.",
        "",
    ]
    judged = judge(cases, annotated)
    rows += ["On the annotated claims:", "", *table(judged, by_half(cases) | by_day(cases))]
    rows += ["", *calibration_lines(judged["ours"])]
    judged = judge(cases, read_ledger(articles()))
    rows += ["", "On the claims that the default reader reads:", ""]
    parts = by_half(cases) | {"with any such claim": heard(judged["ours"])}
    rows += [*table(judged, parts), "", *calibration_lines(judged["ours"])]
    return "\n".join(rows)


def cases_of(
    annotated: Iterable[Annotated], last_day: date, known: Mapping[Key, History]
) -> list[Case]:
    """Each season with a history, as of each dated article about it and as of the last day."""
    days: dict[Key, set[date]] = defaultdict(set)
    for article in annotated:
        day = date.fromisoformat(article["published"]) if article["published"] else last_day
        for key in _seasons(article) & known.keys():
            days[key] |= {day, last_day}
    return [case_of(known[key], day) for key in sorted(days) for day in sorted(days[key])]


def case_of(history: History, day: date) -> Case:
    return Case(as_of=day, key=history.key, truth=history.states_on(day))


def _seasons(article: Annotated) -> set[Key]:
    told = [c for c in article["claims"] if c["topic"] == "renewal"] + article["bottom_line"]
    return {(fold(c["show"]), c["season"]) for c in told if c["season"]}


def knowable(cases: Iterable[Case], ledger: Ledger, known: Mapping[Key, History]) -> list[Case]:
    """The cases whose truth some article says firmly by then, having been right to say so."""
    claims: dict[Key, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        if claim.season is not None and claim.certainty in FIRM and not claim.negated:
            claims[fold(claim.show), claim.season].append(claim)
    known_on = {day: ledger.known_on(day).articles for day in {case.as_of for case in cases}}
    return [
        case
        for case in cases
        if any(
            claim.article_id in known_on[case.as_of]
            and _tells(claim, case, ledger.articles[claim.article_id].published, known)
            for claim in claims[case.key]
        )
    ]


def _tells(claim: Claim, case: Case, day: date | None, known: Mapping[Key, History]) -> bool:
    if not isinstance(claim.value, Renewal) or claim.value.status not in case.truth:
        return False
    return day is None or claim.value.status in known[case.key].states_on(day)


def judge(
    cases: Sequence[Case], ledger: Ledger, weighers: Mapping[str, Weigher] = WEIGHERS
) -> dict[str, list[Judged]]:
    """What each weigher answers in each case, in the order of the cases."""
    by_date: dict[date, list[Case]] = defaultdict(list)
    for case in cases:
        by_date[case.as_of].append(case)
    judged: dict[str, dict[Case, Judged]] = {name: {} for name in weighers}
    for day, group in sorted(by_date.items()):
        known = ledger.known_on(day)
        for name, weigher in weighers.items():
            chances = weigher(known, day)
            judged[name] |= {case: _judged(case, chances.get(case.key)) for case in group}
    return {name: [answers[case] for case in cases] for name, answers in judged.items()}


def _judged(case: Case, chances: Chances | None) -> Judged:
    if not chances:
        return Judged(case=case, answer=RenewalStatus.PENDING, probability=None)
    answer = max(chances, key=lambda state: chances[state])
    return Judged(case=case, answer=answer, probability=chances[answer])


def by_half(cases: Sequence[Case]) -> dict[str, Bools]:
    """Which cases are in which half, beside all of them."""
    halves = np.array([half(case.show) for case in cases])
    return {
        "all": np.ones(len(cases), dtype=bool),
        f"{TUNE} half": halves == TUNE,
        f"{UNSEEN} half": halves == UNSEEN,
    }


def by_day(cases: Sequence[Case]) -> dict[str, Bools]:
    """The articles' own days apart from the last day."""
    last = max(case.as_of for case in cases)
    is_last = np.array([case.as_of == last for case in cases])
    return {"as of an article's day": ~is_last, "as of the last day": is_last}


def heard(judged: Sequence[Judged]) -> Bools:
    """The cases in which there was anything to weigh."""
    return np.array([j.probability is not None for j in judged], dtype=bool)


def table(judged: Mapping[str, Sequence[Judged]], parts: Mapping[str, Bools]) -> list[str]:
    """A row for each part of the cases, a column for each weigher."""
    rows = [f"| cases | n | {' | '.join(judged)} |", "|---|---:|" + "---:|" * len(judged)]
    for part, chosen in parts.items():
        if chosen.any():
            cells = [str(accuracy(_chosen(answers, chosen))) for answers in judged.values()]
            rows.append(f"| {part} | {chosen.sum()} | {' | '.join(cells)} |")
    gain = share(_right(judged["ours"]) - _right(judged["latest article wins"]), _shows(judged))
    return [*rows, "", f"Ours less latest article wins: {gain}."]


def accuracy(judged: Sequence[Judged]) -> Estimate:
    return share(_right(judged), [j.case.show for j in judged])


def calibration_lines(judged: Sequence[Judged]) -> list[str]:
    """The calibration error of the most probable answer, over all and by half."""
    told = _chosen(judged, heard(judged))
    parts = by_half([j.case for j in told])
    cells = [f"{part} {_calibration(_chosen(told, chosen))}" for part, chosen in parts.items()]
    return [f"Expected calibration error of ours, ten bins of equal counts: {', '.join(cells)}."]


def _calibration(judged: Sequence[Judged]) -> Estimate:
    probability = np.array([j.probability for j in judged], dtype=float)
    return calibration(probability, _right(judged), [j.case.show for j in judged])


def _right(judged: Sequence[Judged]) -> Floats:
    return np.array([j.is_right for j in judged], dtype=float)


def _chosen(judged: Sequence[Judged], chosen: Bools) -> list[Judged]:
    return [j for j, is_in in zip(judged, chosen, strict=True) if is_in]


def _shows(judged: Mapping[str, Sequence[Judged]]) -> list[str]:
    return [j.case.show for j in judged["ours"]]
