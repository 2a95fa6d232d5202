"""Spans and labels: what can carry a claim, and the value that a labelled span stands for."""

from datetime import date

import numpy as np
import pytest

from nextseason.claims.labels import LABELS, content_of, label_of, value_of
from nextseason.claims.sentences import split_sentences
from nextseason.claims.span_features import find_features
from nextseason.claims.spans import Page, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.vectors import word_vectors
from nextseason.claims.witness import hear_grammars
from nextseason.domain import Article, RenewalStatus

TEXT = """Halcyon has renewed "Harbour Nine" for a third season, creator Ana Sol said.

Tom Wu (Mira) and Bea Okafor are back. It arrives on May 4, 2025, with 10 episodes."""


def page(text: str = TEXT, title: str = "'Harbour Nine' gets a season 3") -> Page:
    article = Article(id="a", title=title, text=text, published=date(2024, 6, 12))
    sentences = split_sentences(text)
    survey = survey_article(article, sentences, tokenize_article(article.title, sentences))
    assert survey is not None
    return find_spans(survey)


def test_a_span_is_a_piece_of_its_sentence() -> None:
    here = page()
    for span in here.spans:
        assert here.survey.sentences[span.sentence].text[span.start : span.end]
        assert span.first < span.last


def test_persons_windows_figures_and_shows_are_found() -> None:
    contents = {(s.kind, str(content_of(s))) for s in page().spans}
    assert (SpanKind.PERSON, "tom wu") in contents
    assert (SpanKind.FIGURE, "10") in contents
    windows = [s.content for s in page().spans if s.kind is SpanKind.WINDOW]
    assert [w.start for w in windows] == [date(2025, 5, 4)]  # type: ignore[union-attr]
    subjects = [s for s in page().spans if s.kind is SpanKind.SUBJECT]
    assert subjects[0].content == "Harbour Nine"
    assert subjects[0].named
    assert not subjects[1].named


@pytest.mark.parametrize("kind", SpanKind)
def test_label_and_value_are_inverse(kind: SpanKind) -> None:
    spans = [s for s in page().spans if s.kind is kind]
    for span in spans:
        for label in LABELS[kind]:
            value = value_of(span, label)
            if value is not None:
                assert label_of(value) == (kind, label, content_of(span))


def test_the_grammars_are_heard_on_the_spans() -> None:
    here = page()
    heard = hear_grammars(here)
    said = {(here.spans[i].kind, label) for i, drafts in heard.drafts.items() for label in drafts}
    assert (SpanKind.SUBJECT, RenewalStatus.RENEWED) in said


def test_features_do_not_see_whose_name_it_is() -> None:
    other = TEXT.replace("Tom Wu", "Kim Poe")
    assert _keys(page(), "tom wu") == _keys(page(other), "kim poe")


def test_features_are_the_same_each_time() -> None:
    assert _keys(page(), "tom wu") == _keys(page(), "tom wu")


def _keys(here: Page, person: str) -> list[int]:
    groups = word_vectors().groups[word_vectors().find(here.tokens.words)]
    spans, features = find_features(here, groups)[SpanKind.PERSON]
    row = next(i for i, s in enumerate(spans) if content_of(s) == person)
    rows, keys = features.of_spans()
    assert np.all(np.diff(rows) >= 0)
    return sorted(keys[rows == row].tolist())
