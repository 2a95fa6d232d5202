"""Which season is meant: what speaks for each is added up exactly, with what its topic adds."""

from datetime import date

import pytest

from nextseason.claims.ledger import Ledger
from nextseason.claims.season_options import SeasonOptions
from nextseason.claims.sentences import split_sentences
from nextseason.claims.shows import Shows
from nextseason.claims.spans import Page, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.whose import WhoseModel
from nextseason.domain import Article

MODEL = WhoseModel(
    shows={}, seasons={"a": 0.1, "b": 0.2, "c": 0.3, "c|cast": -0.2, "d|cast": 0.05, "e": -9.0}
)


@pytest.mark.parametrize("told", [["a", "b"], ["b", "a"], ["unheard of", "a", "b"]])
def test_the_first_of_two_that_weigh_the_same_is_chosen(told: list[str]) -> None:
    # In floating point 0.1 + 0.2 would beat 0.3.
    assert MODEL.season([(2, ["c"]), (1, told)], "renewed") == 2
    assert MODEL.season([(1, told), (2, ["c"])], "renewed") == 1


@pytest.mark.parametrize(("topic", "chosen"), [("renewed", 2), ("cast", 1), ("crew", 2)])
def test_a_topic_adds_to_what_is_told(topic: str, chosen: int) -> None:
    assert MODEL.season([(1, ["a", "d"]), (2, ["c"]), (None, ["e"])], topic) == chosen


TEXT = """It is set at sea. Harbour Nine opened with season 1.

Its second season came out in June. Critics loved it. They were many.

- a list of names"""


def _page(text: str) -> Page:
    article = Article(id="a", title="'Harbour Nine'", text=text, published=date(2024, 6, 12))
    sentences = split_sentences(text)
    shows = Shows(("Harbour Nine",))
    survey = survey_article(article, sentences, tokenize_article("", sentences), shows)
    assert survey is not None
    return find_spans(survey)


def _told(sentence: int, season: int | None) -> set[str]:
    """What speaks for a season, asked of the first span of a sentence."""
    page = _page(TEXT)
    span = next(s for s in page.spans if s.sentence == sentence)
    return {*dict(SeasonOptions(Ledger(page)).of(span, "Harbour Nine", None))[season]}


@pytest.mark.parametrize(
    ("sentence", "season", "expected"),
    [
        (1, 1, None),
        (2, 1, "last1"),
        (2, 2, "last_before1"),
        (3, 2, "last1p~0"),
        (3, 2, "par~0"),
        (4, 2, "last2p~0"),
        (5, 2, "last2~0"),
        (5, None, "none_ITEM"),
        (5, None, "none_par0"),
        (4, None, "none_par1"),
    ],
)
def test_where_a_season_was_named_last(
    sentence: int, season: int | None, expected: str | None
) -> None:
    told = _told(sentence, season)
    if expected is None:
        assert not any(name.startswith("last1") for name in told)
    else:
        assert expected in told


@pytest.mark.parametrize(
    ("day", "cue"), [("May 2, 2024", "WP"), ("May 2, 2023", "WPP"), ("May 2, 2019", "WPPP")]
)
def test_how_long_ago_a_window_was(day: str, cue: str) -> None:
    page = _page(f"Harbour Nine is set at sea. It came out on {day}.")
    span = next(s for s in page.spans if s.kind is SpanKind.WINDOW)
    options = SeasonOptions(Ledger(page)).of(span, "Harbour Nine", None)
    assert any(name.endswith(f"~{cue}") for _, told in options for name in told)
