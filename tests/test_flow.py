"""The steps joined, as functions."""

from datetime import date

import pytest

from nextseason import brief, read, weigh
from nextseason.domain import Article, Topic
from nextseason.errors import InputError
from nextseason.examples import KAOS
from nextseason.flow import known_by
from nextseason.subject import choose_season, choose_show, unify_titles


def article(text: str, *, i: str = "a", published: date | None = None) -> Article:
    return Article(
        id=i, title="The Long Winter season 2", text=text, site=f"{i}.example", published=published
    )


CANCELLED = article(
    "Halcyon has cancelled The Long Winter after one season.", published=date(2024, 2, 4)
)
UNDATED = article("The Long Winter has been renewed for a second season.", i="b")


def test_articles_can_be_given_as_they_are():
    reading = read(CANCELLED, UNDATED)
    assert set(reading.articles) == {"a", "b"}
    assert {c.article_id for c in reading.claims} == {"a", "b"}


def test_what_cannot_be_read_is_kept():
    reading = read(CANCELLED, "nowhere.txt")
    assert [r.origin for r in reading.rejected] == ["nowhere.txt"]
    dossier = brief("long winter", CANCELLED, "nowhere.txt")
    assert dossier.left_out == reading.rejected


def test_an_undated_article_is_left_out_of_a_past_day_and_said_to_be():
    known, left_out = known_by(read(CANCELLED, UNDATED), date(2024, 3, 1), undated=False)
    assert set(known.articles) == {"a"}
    assert "no date" in left_out[0].reason


def test_nothing_later_than_the_day_is_used():
    early = weigh(CANCELLED, as_of=date(2024, 2, 3))
    assert early == ()


def test_a_dossier_leads_back_to_the_words():
    dossier = brief("kaos", KAOS, season=2)
    for finding in (dossier.renewal, *dossier.findings):
        for claim in (*finding.support, *finding.against):
            text = dossier.articles[claim.article_id].text
            assert text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_the_examples_end_with_the_cancellation_and_show_what_contradicts_it():
    dossier = brief("kaos", KAOS, season=2)
    assert dossier.renewal.answer.text == "cancelled"
    assert dossier.renewal.against
    assert any(c.question.topic is Topic.RENEWAL for c in dossier.contradictions)


def test_the_show_is_matched_loosely():
    claims = read(CANCELLED).claims
    for query in ("the long winter", "LONG WINTER", "long wintr"):
        assert choose_show(query, claims) == "The Long Winter"
    with pytest.raises(InputError, match="about The Long Winter"):
        choose_show("copper line", claims)
    with pytest.raises(InputError, match="no claim about any show"):
        choose_show("copper line", [])


def test_the_season_is_the_one_whose_order_is_discussed():
    claims = read(CANCELLED, UNDATED).claims
    assert choose_season(claims, "The Long Winter") == 2
    with pytest.raises(InputError, match="--season"):
        choose_season([], "The Long Winter")


def test_spellings_of_a_title_become_one():
    claims = read(
        CANCELLED,
        article("Halcyon has cancelled Long Winter after one season.", i="c"),
    ).claims
    assert len({claim.show for claim in unify_titles(claims)}) == 1


def test_what_is_dated_after_the_day_counts_nowhere():
    late = article(
        "The Long Winter has been renewed for season 2.", i="z", published=date(2998, 1, 1)
    )
    dossier = brief("long winter", CANCELLED, late)
    assert "z" not in dossier.articles
    assert any("2998" in item.reason for item in dossier.left_out)


def test_two_texts_under_one_id_are_not_mixed():
    reading = read(CANCELLED, article("The Long Winter is back for season 3.", i="a"), CANCELLED)
    assert len(reading.articles) == 1
    assert "same id" in reading.rejected[0].reason


def test_a_brief_finds_the_show_that_is_asked_for():
    text = "Lost between Corinth and the Underworld? Here is our guide.\n\n- Anna Berg as Hera"
    page = Article(id="a", title="Harbour Nine cast: every god and mortal", text=text)
    dossier = brief("harbour nine", page)
    assert dossier.show == "Harbour Nine"
