"""What an article as a whole says of each show's fate, and its sentences in its light."""

from datetime import date

import numpy as np
import pytest

from nextseason.claims.fates import (
    FATES,
    OUTCOMES,
    Drafted,
    FateModel,
    Tale,
    fate_model,
    signals_of,
    tales_of,
)
from nextseason.claims.label_model import Scores, drafted_labels, label_model
from nextseason.claims.sentences import split_sentences
from nextseason.claims.shows import Shows
from nextseason.claims.span_features import find_features
from nextseason.claims.spans import Page, Span, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.vectors import word_vectors
from nextseason.claims.witness import hear_grammars
from nextseason.domain import Article, RenewalStatus

N = len(FATES)
CANCELLED = FATES.index(RenewalStatus.CANCELLED)


def page(title: str, text: str, shows: Shows | None = None) -> Page:
    article = Article(id="a", title=title, text=text, published=date(2024, 6, 12))
    sentences = split_sentences(text)
    tokens = tokenize_article(article.title, sentences)
    survey = survey_article(article, sentences, tokens, shows)
    assert survey is not None
    return find_spans(survey)


def subjects(here: Page) -> tuple[list[Span], Scores, Drafted]:
    """The sentences of a page with their log-odds and the grammars' word of their fates."""
    table = word_vectors()
    groups = table.groups.take(table.rows_of(here.tokens))
    spans, features = find_features(here, groups)[SpanKind.SUBJECT]
    heard = hear_grammars(here)
    place = {id(span): i for i, span in enumerate(here.spans)}
    drafts = [heard.drafts.get(place[id(span)], {}) for span in spans]
    log_odds = label_model()[SpanKind.SUBJECT].log_odds(features)
    return spans, log_odds[:, :N], drafted_labels(SpanKind.SUBJECT, drafts)[:, :N]


def tales(here: Page) -> dict[str, Tale]:
    return {tale.show: tale for tale in tales_of(here, *subjects(here))}


def test_a_word_elsewhere_in_an_article_moves_all_its_sentences() -> None:
    title = "'Harbour Nine': what we know"
    plain = page(title, "Harbour Nine ran for two seasons. It was set at sea.")
    told = page(title, "Harbour Nine ran for two seasons. It was sunk at sea.")
    (tale,) = tales(told).values()
    new = np.setdiff1d(tale.words, tales(plain)["Harbour Nine"].words)
    assert len(new) == 1  # the one word that differs
    words = np.zeros((1, len(OUTCOMES)), np.float32)
    words[0, CANCELLED] = 3.0
    model = FateModel(
        keys=new,
        words=words,
        traits=np.zeros((len(tale.traits), len(OUTCOMES)), np.float32),
        bias=np.zeros(len(OUTCOMES), np.float32),
        belief=np.array([1, 0, 0, 1, 0, 0, 0], np.float32),
    )
    before, after = (
        model.chances(p, s, np.zeros_like(odds), said)
        for p, (s, odds, said) in ((p, subjects(p)) for p in (plain, told))
    )
    assert (after[:, CANCELLED] > before[:, CANCELLED]).all()
    others = [i for i in range(N) if i != CANCELLED]
    assert (after[:, others] < before[:, others]).all()


def test_the_title_speaks_of_the_main_show_alone() -> None:
    text = "Harbour Nine is back. Harbour Nine pleased all. Salt Flats was cancelled."
    shows = Shows(("Harbour Nine", "Salt Flats"))
    quiet, loud = (
        tales(page(title, text, shows))
        for title in ("'Harbour Nine' and tea", "'Harbour Nine' renewed")
    )
    assert not np.array_equal(quiet["Harbour Nine"].words, loud["Harbour Nine"].words)
    assert np.array_equal(quiet["Salt Flats"].words, loud["Salt Flats"].words)


def test_outcomes_are_chances() -> None:
    for tale in tales(page("'Harbour Nine' renewed", "Harbour Nine has been renewed.")).values():
        outcomes = fate_model().outcomes(tale)
        assert outcomes.min() > 0
        assert outcomes.sum() == pytest.approx(1)


def test_an_article_that_is_surer_makes_its_sentences_surer() -> None:
    here = page("'Harbour Nine' ends", "Harbour Nine is over. It ended.")
    spans, odds, said = subjects(here)
    (tale,) = tales_of(here, spans, odds, said)
    belief = fate_model().belief
    unsure, sure = np.full(len(OUTCOMES), 0.2, np.float32), np.full(len(OUTCOMES), 0.02, np.float32)
    sure[CANCELLED] = 0.92
    low, high = (signals_of(tale, odds, said, o) @ belief[:-1] for o in (unsure, sure))
    assert (high[:, CANCELLED] > low[:, CANCELLED]).all()


@pytest.mark.parametrize(
    ("title", "text", "outcome"),
    [
        (
            "'Harbour Nine' renewed for season 3",
            "Halcyon has picked up Harbour Nine for a third season. Filming starts in May. "
            "The second season was the most watched of the year.",
            "renewed",
        ),
        (
            "'Harbour Nine' canceled after two seasons",
            "Halcyon has pulled the plug on Harbour Nine. There will be no third season. "
            "Fans have started a petition.",
            "cancelled",
        ),
        (
            "Will there be a season 3 of 'Harbour Nine'?",
            "Halcyon has not said yet whether Harbour Nine will be back. As of now, the show has "
            "neither been renewed nor canceled. We will update this page once we know more.",
            "pending",
        ),
        (
            "'Harbour Nine' to end with its third season",
            "The third season of Harbour Nine will be its last, Halcyon has announced. "
            "The story comes to its planned end.",
            "concluded",
        ),
    ],
    ids=lambda value: value if len(value) < 12 else "",
)
def test_the_bottom_line_of_a_plain_article(title: str, text: str, outcome: str) -> None:
    (tale,) = tales(page(title, text)).values()
    assert OUTCOMES[int(fate_model().outcomes(tale).argmax())] == outcome
