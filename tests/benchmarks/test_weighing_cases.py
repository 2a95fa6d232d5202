"""Which cases the weighing is measured on, and when they count."""

from datetime import date, timedelta

import pytest

from benchmarks.histories import parse
from benchmarks.ledger import Ledger, annotated_ledger
from benchmarks.weighing import Case, accuracy, by_half, case_of, cases_of, judge, knowable
from nextseason.domain import RenewalStatus

(HISTORY,) = parse(
    [
        "show\tseason\tstate\tsince\tprecision",
        "Harbour Lights\t2\trenewed\t2020-03-01\tday",
        "Harbour Lights\t2\tcancelled\t2020-09-01\tday",
    ]
)


def article(name: str, published: str | None, status: str, **more: object) -> dict[str, object]:
    said = {
        "show": "Harbour Lights",
        "season": 2,
        "topic": "renewal",
        "value": {"status": status},
        "certainty": "stated",
        "by": None,
        "quote": "these words",
    }
    return {
        "id": name,
        "site": f"{name}.example",
        "published": published,
        "title": "",
        "text": f"In {name}, these words.",
        "bottom_line": [],
        "claims": [said | more],
    }


def cases_in(ledger: Ledger, *days: str) -> list[Case]:
    cases = [case_of(HISTORY, date.fromisoformat(day)) for day in days]
    return knowable(cases, ledger, {HISTORY.key: HISTORY})


def test_each_article_makes_a_case_on_its_day_and_on_the_last() -> None:
    last = date(2020, 12, 31)
    dated, undated = article("a", "2020-09-02", "cancelled"), article("b", None, "cancelled")
    other = article("c", "2020-10-01", "cancelled", season=3)
    known = {HISTORY.key: HISTORY}
    assert [c.as_of for c in cases_of([dated, other], last, known)] == [date(2020, 9, 2), last]
    assert [c.as_of for c in cases_of([undated], last, known)] == [last]


@pytest.mark.parametrize(
    ("page", "counts"),
    [
        (article("a", "2020-09-02", "cancelled"), True),
        (article("a", None, "cancelled"), True),
        (article("a", "2020-08-31", "cancelled"), False),
        (article("a", "2020-09-02", "cancelled", certainty="expected"), False),
        (article("a", "2020-09-02", "cancelled", negated=True), False),
        (article("a", "2020-09-02", "cancelled", season=3), False),
        (article("a", "2020-08-01", "renewed"), False),
    ],
    ids=["told", "undated", "before it was so", "guessed", "denied", "another season", "old news"],
)
def test_a_case_counts_when_its_truth_was_told(page: dict[str, object], counts: bool) -> None:
    ledger = annotated_ledger([page, article("b", "2020-10-01", "pending")])
    assert bool(cases_in(ledger, "2020-10-01")) is counts


def test_what_is_published_later_makes_no_case() -> None:
    ledger = annotated_ledger([article("a", "2020-09-20", "cancelled")])
    (case,) = cases_in(ledger, "2020-09-19", "2020-09-20")
    assert case.as_of == date(2020, 9, 20)


def test_answers_are_judged_in_the_order_of_the_cases() -> None:
    ledger = annotated_ledger(
        [article("a", "2020-03-02", "renewed"), article("b", "2020-09-02", "cancelled")]
    )
    cases = cases_in(ledger, "2020-09-02", "2020-03-02")
    judged = judge(cases, ledger)
    assert [j.answer for j in judged["latest article wins"]] == ["cancelled", "renewed"]
    assert [j.case for j in judged["ours"]] == cases
    assert accuracy(judged["latest article wins"]).value == 1.0


def test_who_has_heard_nothing_says_pending_without_a_probability() -> None:
    ledger = annotated_ledger([article("a", "2020-03-02", "renewed")])
    cases = cases_in(ledger, "2020-03-02")
    deaf = {"deaf": lambda known, as_of: {}}
    (judged,) = judge(cases, ledger, deaf)["deaf"]
    assert (judged.answer, judged.probability) == (RenewalStatus.PENDING, None)
    assert not judged.is_right


def test_the_halves_part_the_cases() -> None:
    days = [date(2020, 3, 1) + timedelta(days=n) for n in range(3)]
    everything, *halves = by_half([case_of(HISTORY, day) for day in days]).values()
    assert everything.all()
    assert sorted(h.sum() for h in halves) == [0, 3]
