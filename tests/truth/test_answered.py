"""The release of a season that will not be is answered by what is known of its order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_samples import (
    CANCELLED,
    CONCLUDED,
    PENDING,
    RENEWED,
    Page,
    Says,
    day,
    page,
    release,
)

from nextseason.domain import Certainty, Finding, NoDay, Release, Topic, Verdict
from nextseason.truth import reconcile
from nextseason.truth.answered import MOSTLY

MAY = release("2021-05-01", "2021-05-31")
UNKNOWN_DAY = Release(window=None)


def known(*pages: Page) -> dict[Topic, Finding]:
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    return {f.question.topic: f for f in reconcile(claims, articles, as_of=day(7))}


def ids(finding: Finding) -> tuple[set[str], set[str]]:
    """The articles for the answer, and against it."""
    return {c.article_id for c in finding.support}, {c.article_id for c in finding.against}


@pytest.mark.parametrize("over", [CANCELLED, CONCLUDED], ids=["cancelled", "concluded"])
def test_a_season_that_is_over_has_no_release(over: object) -> None:
    told = [page(f"over-{n}", over, day=day(2, n)) for n in (1, 2)]  # type: ignore[arg-type]
    dated = page("dated", MAY, day=day(1, 9))
    undated = page("unannounced", UNKNOWN_DAY, day=day(3))
    found = known(*told, dated, undated)
    finding, order = found[Topic.RELEASE], found[Topic.RENEWAL]
    assert finding.answer.text == NoDay.NEVER.value
    assert finding.verdict is order.verdict is Verdict.CONFIRMED
    assert finding.since == order.since == day(2, 1)
    assert ids(finding) == ({"over-1", "over-2", "unannounced"}, {"dated"})


def test_a_doubtful_end_makes_a_doubtful_answer() -> None:
    found = known(page("undated", CANCELLED, MAY))
    finding, order = found[Topic.RELEASE], found[Topic.RENEWAL]
    assert finding.answer.text == NoDay.NEVER.value
    assert finding.verdict is order.verdict is not Verdict.CONFIRMED


def test_what_speaks_for_the_order_speaks_against_the_end() -> None:
    cancelled = [page(f"over-{n}", CANCELLED, day=day(2, n)) for n in range(1, 5)]
    found = known(*cancelled, page("order", RENEWED, MAY, day=day(2, 3)))
    assert found[Topic.RELEASE].answer.text == NoDay.NEVER.value
    assert ids(found[Topic.RELEASE])[1] == {"order"}


@pytest.mark.parametrize("status", [RENEWED, PENDING, None], ids=["ordered", "open", "not asked"])
def test_any_other_season_has_its_days(status: object) -> None:
    told = [page("order", status, day=day(2))] if status else []  # type: ignore[arg-type]
    finding = known(*told, page("dated", MAY, day=day(3)))[Topic.RELEASE]
    assert finding.answer.text == "2021-05-01/2021-05-31"
    assert NoDay.NEVER.value not in {answer.text for answer in finding.answers}


PAGES = st.lists(
    st.tuples(
        st.sampled_from([RENEWED, CANCELLED, PENDING, CONCLUDED]),
        st.sampled_from([MAY, UNKNOWN_DAY, release("2021-01-01", "2021-12-31")]),
        st.sampled_from(Certainty),
        st.booleans(),
        st.none() | st.integers(1, 6).map(day),
    ),
    min_size=1,
    max_size=5,
)


@given(PAGES)
def test_the_answers_and_the_days_agree(drawn: list[tuple]) -> None:  # type: ignore[type-arg]
    """That there is no season is as likely among the answers as it is among the days."""
    pages = [
        page(f"p{n}", Says(status, how, denied), when, day=on)
        for n, (status, when, how, denied, on) in enumerate(drawn)
    ]
    finding = known(*pages)[Topic.RELEASE]
    answers = {answer.text: answer.probability for answer in finding.answers}
    never = sum(s.probability for s in finding.days if s.when is NoDay.NEVER)
    if never > MOSTLY:
        assert finding.answer.text == NoDay.NEVER.value
        assert finding.answer.probability == pytest.approx(never)
    else:
        assert NoDay.NEVER.value not in answers
        assert sum(answers.values()) <= 1.0 - never + 1e-9
    assert all(a.probability >= b.probability for a, b in pairwise(finding.answers))
