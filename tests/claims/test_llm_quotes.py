"""Where a quote stands in the text, whatever typography a model makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_samples import TEXT

from nextseason.claims.llm.quotes import find_quote, fold_text


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Halcyon has cancelled", "Halcyon has cancelled"),
        ('"it\'s over - for good"', "“it’s over – for good”"),
        ("According  to\nMara Voss", "According to Mara Voss"),
        ("a second season won't come", "a second season won’t come"),
        ("- Ada Stern as Eve", "Ada Stern as Eve"),
        ('"Ada Stern as Eve."', "Ada Stern as Eve"),
        ("Ada Stern as Eve - Ben Okoro", "Ada Stern as Eve\n- Ben Okoro"),
        ("after one season. According to", None),  # two paragraphs
        ("Halcyon has … The Long Winter", None),
        ("halcyon has renewed", None),
        ("", None),
        (' "- ', None),
    ],
)
def test_a_quote_is_found_for_all_typography(quote, found):
    place = find_quote(quote, fold_text(TEXT))
    assert (place and TEXT[place[0] : place[1]]) == found


@given(st.text(alphabet="ab'’ \n\u00a0…—-\u200b", max_size=60), st.data())
def test_every_piece_of_a_paragraph_is_found_with_its_words(text, data):
    folded = fold_text(text)
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    place = find_quote(quote, folded)
    level = fold_text(quote).text
    if place:
        slice_ = fold_text(text[place[0] : place[1]]).text
        assert slice_.strip(".") in level or level.strip(" '\".,;:-") in slice_
    elif "\n" not in level:
        assert not level.strip(" '\".,;:-")
