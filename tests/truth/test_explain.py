"""What a claim is said to add is what the answer loses without it."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_samples import (
    CANCELLED,
    CONCLUDED,
    PENDING,
    RENEWED,
    STATED,
    Page,
    Says,
    page,
    release,
)

from nextseason.domain import Article, Certainty, Claim, Finding, NoDay, Release, Topic
from nextseason.truth import SourceBook, Weighing, explain_finding, learn_book, reconcile
from nextseason.truth.explain import CERTAIN

FIRST = date(2020, 1, 1)
AS_OF = date(2020, 7, 1)
SENTENCE = "After weeks of silence the network said on Monday that the show was over for good."

SAID = st.builds(
    Says,
    value=st.sampled_from(
        [
            RENEWED,
            CANCELLED,
            PENDING,
            CONCLUDED,
            release("2021-03-01", "2021-05-31"),
            release("2021-01-01", "2021-12-31"),
            Release(window=None),
        ]
    ),
    certainty=st.sampled_from(Certainty),
    negated=st.booleans(),
    words=st.sampled_from([None, None, SENTENCE]),  # some copy
    season=st.just(2),
)
DAYS = st.none() | st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Page]:
    return [
        page(
            f"page-{n}",
            *draw(st.lists(SAID, min_size=1, max_size=3)),
            day=draw(DAYS),
            site=f"site-{draw(st.integers(0, 3))}.example",
        )
        for n in range(draw(st.integers(1, 6)))
    ]


def taken(pages: list[Page]) -> tuple[list[Claim], dict[str, Article], SourceBook]:
    claims = list(dict.fromkeys(claim for one in pages for claim in one.claims))
    articles = {one.article.id: one.article for one in pages}
    return claims, articles, learn_book(claims, articles, as_of=AS_OF)


def log_odds(findings: tuple[Finding, ...], of: Finding) -> float:
    """Of the answer of `of`, among findings made of other claims."""
    (found,) = [f for f in findings if f.question == of.question]
    if of.answer.text == NoDay.NEVER:
        chance = sum(s.probability for s in found.days if s.when is NoDay.NEVER)
    else:
        chance = {a.text: a.probability for a in found.answers}.get(of.answer.text, 0.0)
    bounded = min(1 - CERTAIN, max(CERTAIN, chance))
    return math.log(bounded / (1 - bounded))


@given(ledgers())
def test_without_a_claim_the_answer_falls_by_its_weight(pages: list[Page]) -> None:
    claims, articles, book = taken(pages)
    findings = reconcile(claims, articles, as_of=AS_OF, book=book)
    for finding in findings:
        weighings = explain_finding(finding, claims, articles, book=book)
        is_never = finding.answer.text == NoDay.NEVER
        topic = Topic.RENEWAL if is_never else finding.question.topic
        assert {w.claim for w in weighings} == {c for c in claims if c.topic is topic}
        if len(weighings) == 1:
            continue
        for weighing in weighings:
            rest = [claim for claim in claims if claim != weighing.claim]
            anew = reconcile(rest, articles, as_of=AS_OF, book=book)
            change = log_odds(findings, finding) - log_odds(anew, finding)
            assert weighing.log_odds == pytest.approx(change, abs=1e-9)


def weights(pages: list[Page]) -> tuple[Finding, dict[str, Weighing]]:
    claims, articles, book = taken(pages)
    finding = reconcile(claims, articles, as_of=AS_OF, book=book)[0]
    found = explain_finding(finding, claims, articles, book=book)
    assert [abs(w.log_odds) for w in found] == sorted(
        (abs(w.log_odds) for w in found), reverse=True
    )
    return finding, {w.claim.article_id: w for w in found}


def test_the_only_claim_is_weighed_against_what_is_expected_of_any_season() -> None:
    _, found = weights([page("only", CANCELLED, day=FIRST)])
    assert found["only"].log_odds > 1


def test_who_speaks_against_has_a_weight_below_nothing() -> None:
    pages = [page(f"for-{n}", RENEWED, day=FIRST + timedelta(days=n)) for n in range(3)]
    finding, found = weights([*pages, page("against", CANCELLED, day=FIRST + timedelta(days=1))])
    assert finding.answer.text == "renewed"
    assert found["against"].log_odds < 0 < found["for-0"].log_odds


def test_what_another_says_in_the_same_words_adds_next_to_nothing() -> None:
    told = [
        page(f"copy-{n}", Says(CANCELLED, words=SENTENCE), day=FIRST + timedelta(days=n))
        for n in range(3)
    ]
    own = page("own", CANCELLED, day=FIRST + timedelta(days=4))
    _, found = weights([*told, own])
    assert found["copy-2"].log_odds == pytest.approx(0, abs=1e-9)
    assert found["copy-2"].source == "copy-0.example"
    assert found["own"].log_odds > 0.1


def test_a_word_out_of_date_is_told_as_such() -> None:
    pages = [page(f"for-{n}", CANCELLED, day=FIRST + timedelta(days=9 + n)) for n in range(3)]
    _, found = weights(
        [*pages, page("late", Says(PENDING, STATED), day=FIRST + timedelta(days=40))]
    )
    late, fresh = found["late"].stale, found["for-2"].stale
    assert late is not None
    assert fresh is not None
    assert fresh < 0.1 < 0.5 < late


def test_of_other_questions_nothing_is_out_of_date() -> None:
    _, found = weights([page("a", release("2021-03-01", "2021-05-31"), day=FIRST)])
    assert found["a"].stale is None
    assert found["a"].log_odds > 0
