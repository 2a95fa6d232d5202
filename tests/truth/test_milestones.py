"""Steps of production have an order; who breaks it is shown."""

import pytest
from truth_samples import (
    EXPECTED,
    RENEWED,
    Page,
    Says,
    day,
    page,
    release,
    window,
)

from nextseason.domain import Contradiction, Milestone, Production, Value
from nextseason.truth import find_contradictions

ORDERED, WRITING = Milestone.ORDERED, Milestone.WRITING
START, END = Milestone.FILMING_START, Milestone.FILMING_END
POST, HALTED = Milestone.POST_PRODUCTION, Milestone.HALTED


def step(milestone: Milestone, start: str | None = None, end: str | None = None) -> Value:
    dated = window(start, end or start) if start else None
    return Production(milestone=milestone, window=dated)


def found(*pages: Page) -> list[Contradiction]:
    claims = [claim for one in pages for claim in one.claims]
    return list(find_contradictions(claims, {one.article.id: one.article for one in pages}))


def notes(*pages: Page) -> list[str]:
    return [one.note for one in found(*pages)]


MAY, MARCH, JULY = "2020-05-04", "2020-03-02", "2020-07-06"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        pytest.param(
            (step(START, MAY), step(END, MARCH)),
            "the end of filming is dated before the start of filming",
            id="ended before it began",
        ),
        pytest.param(
            (step(START, MAY), step(POST, "2020-02-01", MARCH)),
            "post-production is dated before the start of filming",
            id="finished before it began",
        ),
        pytest.param(
            (step(END, MAY), release(MARCH, MARCH)),
            "the release is dated before the end of filming",
            id="released before it was filmed",
        ),
        pytest.param(
            (step(ORDERED, MAY), step(START, MARCH)),
            "the start of filming is dated before the order",
            id="filmed before it was ordered",
        ),
        pytest.param(
            (Says(step(START), negated=True), step(END)),
            "the end of filming is said to be past, the start of filming still to come",
            id="has ended and has not begun",
        ),
        pytest.param(
            (Says(step(END), negated=True), step(POST, MARCH)),
            "post-production is said to be past, the end of filming still to come",
            id="finished and still being filmed",
        ),
    ],
)
def test_an_article_breaks_the_order(said: tuple[Value | Says, ...], note: str) -> None:
    (one,) = found(page("a", *said, day=day(6)))
    assert one.note == note
    assert one.within_one_article


@pytest.mark.parametrize(
    "said",
    [
        pytest.param((step(START, MARCH), step(END, MAY)), id="in order"),
        pytest.param((step(START, MAY, JULY), step(END, MAY, MAY)), id="windows that overlap"),
        pytest.param((step(WRITING, MARCH), step(ORDERED, MAY)), id="written before the order"),
        pytest.param((step(HALTED, MARCH), step(START, MAY)), id="a halt comes anywhere"),
        pytest.param((step(START, MAY), Says(step(END, MARCH), EXPECTED)), id="a guess"),
        pytest.param((step(START), Says(step(END), negated=True)), id="begun and not ended"),
        pytest.param(
            (step(START), Says(step(END, MARCH), negated=True)), id="a day that is denied"
        ),
        pytest.param((Says(step(START), negated=True), RENEWED), id="ordered, not begun"),
        pytest.param(
            (
                Says(step(START, MARCH), season=1),
                step(END, "2020-01-01"),
                step(START, "2019-11-01"),
            ),
            id="of two seasons",
        ),
    ],
)
def test_what_keeps_the_order(said: tuple[Value | Says, ...]) -> None:
    assert notes(page("a", *said, day=day(6))) == []


@pytest.mark.parametrize(
    ("first", "then", "breaks"),
    [
        pytest.param((release(MAY, MAY), 1), (step(START, JULY), 2), False, id="it was put off"),
        pytest.param((release(MAY, MAY), 6), (step(START, JULY), 8), True, id="both are past"),
        pytest.param((release(MAY, MAY), 1), (step(START, JULY), 1), True, id="on one day"),
        pytest.param((step(START, JULY), None), (step(END, MAY), 8), False, id="undated"),
        pytest.param(
            (step(END), 3), (Says(step(START), negated=True), 4), True, id="not begun yet"
        ),
        pytest.param(
            (Says(step(START), negated=True), 3), (step(END), 4), False, id="begun since, and ended"
        ),
    ],
)
def test_between_articles_plans_may_change(
    first: tuple[Value | Says, int | None], then: tuple[Value | Says, int | None], breaks: bool
) -> None:
    pages = [
        page(name, said, day=day(month) if month else None)
        for name, (said, month) in zip("ab", (first, then), strict=True)
    ]
    assert bool(notes(*pages)) is breaks


def test_it_is_asked_of_the_later_step() -> None:
    (one,) = found(page("a", step(END, MARCH), step(START, MAY), day=day(6)))
    assert one.question.about == END.value
    assert {one.first.value, one.second.value} == {step(END, MARCH), step(START, MAY)}
