"""What holds for whatever is claimed."""

import random
from datetime import date, timedelta

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
    page,
    plays,
    release,
)

from nextseason.domain import (
    Certainty,
    EpisodeCount,
    Finding,
    Milestone,
    Production,
    Release,
    Topic,
)
from nextseason.truth import SourceBook, find_contradictions, learn_book, reconcile

FIRST = date(2020, 1, 1)
AS_OF = date(2020, 7, 1)

VALUES = st.sampled_from(
    [
        RENEWED,
        CANCELLED,
        PENDING,
        CONCLUDED,
        release("2021-01-01", "2021-12-31"),
        release("2021-03-01", "2021-05-31"),
        release("2021-05-01", "2021-08-31"),
        Release(window=None),
        EpisodeCount(count=8),
        EpisodeCount(count=10),
        Production(milestone=Milestone.FILMING_START),
        plays("Jon Smith", "Kim"),
        plays("Joan Smith", "Kim"),
        plays("Smith", "Tom Ash"),
    ]
)
SAID = st.builds(
    Says,
    value=VALUES,
    certainty=st.sampled_from(Certainty),
    negated=st.booleans(),
    words=st.none(),
    season=st.sampled_from([None, 1, 2]),
)
DAYS = st.none() | st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Page]:
    n_pages = draw(st.integers(1, 6))
    return [
        page(
            f"page-{n}",
            *draw(st.lists(SAID, min_size=1, max_size=5)),
            day=draw(DAYS),
            site=f"site-{draw(st.integers(0, 4))}.example",
        )
        for n in range(n_pages)
    ]


def known(
    pages: list[Page], as_of: date = AS_OF, book: SourceBook | None = None
) -> tuple[Finding, ...]:
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    return reconcile(claims, articles, as_of=as_of, book=book)


@given(ledgers())
def test_probabilities_are_shared_out(pages: list[Page]) -> None:
    for found in known(pages):
        total = sum(answer.probability for answer in found.answers)
        assert total == pytest.approx(1.0) if found.question.topic is Topic.RENEWAL else total < 1
        assert list(found.answers) == sorted(found.answers, key=lambda a: -a.probability)
        assert not set(found.support) & set(found.against)


@given(ledgers(), st.lists(SAID, min_size=1, max_size=3), st.integers(1, 99))
def test_what_is_published_later_changes_nothing(
    pages: list[Page], said: list[Says], n_days: int
) -> None:
    later = page("later", *said, day=AS_OF + timedelta(days=n_days))
    assert known([*pages, later]) == known(pages)


@given(ledgers(), st.randoms(use_true_random=False))
def test_order_does_not_matter(pages: list[Page], rng: random.Random) -> None:
    claims = [claim for one in pages for claim in one.claims]
    shuffled = rng.sample(claims, len(claims))
    articles = {one.article.id: one.article for one in pages}
    assert reconcile(shuffled, articles, as_of=AS_OF) == reconcile(claims, articles, as_of=AS_OF)
    assert find_contradictions(shuffled, articles) == find_contradictions(claims, articles)


@given(ledgers())
def test_a_season_is_judged_by_its_own_claims(pages: list[Page]) -> None:
    claims = [c for one in pages for c in one.claims if c.topic is not Topic.CAST]
    articles = {one.article.id: one.article for one in pages}
    book = learn_book(claims, articles, as_of=AS_OF)
    second = [c for c in claims if c.season == 2]
    alone = reconcile(second, articles, as_of=AS_OF, book=book)
    together = reconcile(claims, articles, as_of=AS_OF, book=book)
    assert alone == tuple(found for found in together if found.question.season == 2)


@given(ledgers(), st.sampled_from(["renewed", "cancelled"]), DAYS)
def test_a_copy_persuades_nobody(pages: list[Page], status: str, day: date | None) -> None:
    """Beside one whose words it has; what is known of the sources is given."""
    words = f"After weeks of silence the network said on Monday that the show was {status}."
    value = RENEWED if status == "renewed" else CANCELLED
    told = page("told", Says(value, words=words), day=day)
    copy = page("copy", Says(value, words=words), day=day)
    book = learn_book([], {}, as_of=AS_OF)

    def chances(*added: Page) -> dict[str, float]:
        (found,) = [
            f
            for f in known([*pages, told, *added], book=book)
            if f.question.topic is Topic.RENEWAL and f.question.season == 2
        ] or [None]
        return {a.text: a.probability for a in found.answers} if found else {}

    assert chances(copy) == pytest.approx(chances(), abs=1e-12)


@given(ledgers())
def test_each_contradiction_is_told_once(pages: list[Page]) -> None:
    claims = [claim for one in pages for claim in one.claims]
    found = find_contradictions(claims, {one.article.id: one.article for one in pages})
    told = [(c.question, c.note, c.first.value, c.second.value) for c in found]
    assert len(set(told)) == len(told)
    assert all(c.first != c.second for c in found)
    assert {c.first for c in found} | {c.second for c in found} <= set(claims)
