"""The words around a name as features: what stands where, once in each candidate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.candidates import Candidate
from nextseason.claims.sentences import split_sentences
from nextseason.claims.show_context import ContextModel, context_features
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.vectors import word_vectors


def features_of(text: str, *names: str, title: str = "News") -> list[set[int]]:
    """The features of each name of a text of one sentence, or of the title."""
    sentences = split_sentences(text)
    tokens = tokenize_article(title, sentences)
    candidates = []
    for name in names:
        if name in title:
            at = (-1, title.index(name), title.index(name) + len(name))
        else:
            at = (0, text.index(name), text.index(name) + len(name))
        candidates.append(Candidate(key=name.lower(), title=name, features={}, places=(at,)))
    table = word_vectors()
    rows, keys = context_features(candidates, tokens, table.groups[table.find(tokens.words)])
    return [set(keys[rows == i].tolist()) for i in range(len(names))]


def test_who_renews_and_what_is_renewed_differ() -> None:
    company, show = features_of("Halcyon renewed Tidewater today.", "Halcyon", "Tidewater")
    assert company - show
    assert show - company


def test_other_names_do_not_matter() -> None:
    [one] = features_of("Halcyon renewed Tidewater today.", "Tidewater")
    [_, other] = features_of("Velora renewed Tidewater today.", "Velora", "Tidewater")
    [_, again] = features_of("Halcyon renewed Tidewater today.", "Halcyon", "Tidewater")
    assert other == again
    assert one != other  # a name that is no candidate is a word


def test_what_a_number_is_does_not_matter() -> None:
    assert features_of("Tidewater has 8 episodes.", "Tidewater") == features_of(
        "Tidewater has 10 episodes.", "Tidewater"
    )


def test_a_title_is_read_apart_from_the_text() -> None:
    [in_text] = features_of("Tidewater renewed.", "Tidewater")
    [in_title] = features_of("It is so.", "Tidewater", title="Tidewater renewed.")
    own_words = 3  # the name itself: its words, the first, the last
    assert len(in_text & in_title) == own_words


@given(st.lists(st.sampled_from("Halcyon renewed Tidewater , ( 2024 the".split()), max_size=12))
def test_any_sentence_has_features(words: list[str]) -> None:
    text = " ".join([*words, "Brine", "ends."])
    [found] = features_of(text, "Brine")
    assert found


@pytest.mark.parametrize(("keys", "total"), [([], 0.5), ([7, 7, 9], 2.5), ([9, 11], 1.5)])
def test_a_feature_counts_once_and_only_where_it_is_known(keys: list[int], total: float) -> None:
    model = ContextModel(
        keys=np.array([7, 9, 10], np.uint64), weights=np.array([1, 1, 9], np.float32), bias=0.5
    )
    features = np.zeros(len(keys), np.intp), np.array(keys, np.uint64)
    assert model.log_odds(features, 2).tolist() == [total, 0.5]
