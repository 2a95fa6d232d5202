"""What is learned at once from one article agrees with what a full pass learns."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from truth_samples import CANCELLED, PENDING, RENEWED, Page, Says, page
from worlds_of_words import AS_OF, FIRST, SPAN_DAYS, told_seasons

from nextseason.domain import Certainty
from nextseason.truth import UPDATE_TOLERANCE, SourceBook, learn_book, reconcile, update_book
from nextseason.truth.learning import learn_sources
from nextseason.truth.renewal import learn_anew, weigh_renewal
from nextseason.truth.sources import PRIORS, SOURCE_WORDS, SourceKind, described
from nextseason.truth.testimony import N_FORMS
from nextseason.truth.testimony import Testimony as Heard

N_SEASONS, N_SOURCES = 100, 12


def ledger() -> list[Heard]:
    rng = np.random.default_rng(8)
    prior = np.array(PRIORS[SourceKind.DATED]) * SOURCE_WORDS
    traits = rng.beta(prior, SOURCE_WORDS - prior, size=(N_SOURCES, 4))
    return told_seasons(rng, traits, n_seasons=N_SEASONS, n_words=5)


HEARD = ledger()
BOOK = learn_sources(HEARD, as_of=AS_OF)


# A full pass takes half a second: few examples, always the same, and none made smaller.
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    season=st.integers(0, N_SEASONS - 1),
    source=st.integers(0, N_SOURCES),
    day=st.none() | st.integers(0, SPAN_DAYS).map(lambda n: FIRST + timedelta(days=n)),
    form=st.integers(0, N_FORMS - 1),
)
def test_one_more_word_tells_nearly_what_a_full_pass_tells(
    season: int, source: int, day: date | None, form: int
) -> None:
    old = HEARD[season]
    word = replace(old.words[0], source=f"site-{source}.example", day=day, form=form)
    new = replace(old, words=(*old.words, word))
    full = learn_sources([*HEARD[:season], new, *HEARD[season + 1 :]], as_of=AS_OF)
    at_once = learn_anew(BOOK, [new], as_of=AS_OF)
    chances = [weigh_renewal(new, book, as_of=AS_OF).now for book in (full, at_once)]
    assert np.abs(chances[0] - chances[1]).max() <= UPDATE_TOLERANCE


def test_weighing_what_is_known_changes_next_to_nothing() -> None:
    again = learn_anew(BOOK, HEARD, as_of=AS_OF)
    for name, traits in BOOK.traits.items():
        assert again.traits[name] == pytest.approx(traits, abs=5e-3)


def known(pages: list[Page], book: SourceBook | None = None) -> tuple[SourceBook, float]:
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    book = book or learn_book(claims, articles, as_of=AS_OF)
    found = reconcile(claims, articles, as_of=AS_OF, book=book)[0]
    return book, {a.text: a.probability for a in found.answers}["cancelled"]


def test_an_article_is_weighed_by_all_that_is_known_of_its_source() -> None:
    """It cites a source by a name that only the other show's pages tell."""
    elsewhere = page("else", CANCELLED, day=FIRST, site="the-reel.example")
    pages = [
        page("one", PENDING, day=FIRST),
        page("two", Says(RENEWED, Certainty.RUMOURED), day=FIRST + timedelta(days=3)),
    ]
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    old = learn_book(
        [*claims[:1], *(replace(c, show="Another Show") for c in elsewhere.claims)],
        {"one": pages[0].article, "else": elsewhere.article},
        as_of=AS_OF,
    )
    cites = replace(claims[1], certainty=Certainty.REPORTED, by="The Reel")
    book = update_book(old, [claims[0], cites], articles, as_of=AS_OF)
    words = {source.name: source.n_words for source in described(book)}
    assert words["the-reel.example"] == pytest.approx(1.5)
    assert words["two.example"] == pytest.approx(0.5)
    assert old.traits.keys() == {"one.example", "the-reel.example"}


def test_news_moves_the_season_that_it_is_about() -> None:
    pages = [page("one", PENDING, day=FIRST), page("two", PENDING, day=FIRST)]
    old, before = known(pages)
    pages.append(page("three", CANCELLED, day=FIRST + timedelta(days=9)))
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    book, after = known(pages, update_book(old, claims, articles, as_of=AS_OF))
    assert before < 0.2 < 0.6 < after
    assert after == pytest.approx(known(pages)[1], abs=UPDATE_TOLERANCE)
    assert "three.example" in book.traits


def test_what_is_out_later_is_not_learned_from() -> None:
    pages = [page("one", PENDING, day=FIRST), page("late", CANCELLED, day=AS_OF)]
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    early = AS_OF - timedelta(days=1)
    book = update_book(learn_book([], {}, as_of=early), claims, articles, as_of=early)
    assert set(book.traits) == {"one.example"}
