"""How sure a sentence is, and on whose word."""

import pytest

from nextseason.claims.certainty import read_certainty
from nextseason.domain import Certainty


@pytest.mark.parametrize(
    ("text", "certainty", "by"),
    [
        ("The network ordered it.", "stated", None),
        ("According to The Courier, it is over.", "reported", "The Courier"),
        ("It is over, The Courier reports.", "reported", "The Courier"),
        ("Mara Voss told reporters that it is over.", "reported", "Mara Voss"),
        ("Halcyon has confirmed that it is over.", "reported", "Halcyon"),
        ("“It is over,” said Mara Voss.", "reported", "Mara Voss"),
        ("Reportedly it is over.", "rumoured", None),
        ("Rumours say that it is over.", "rumoured", None),
        ("According to rumours, filming began; it was then halted.", "rumoured", None),
        ("It could be over.", "expected", None),
        ("We think that it is over.", "expected", None),
        ("It opens in May.", "stated", None),
    ],
)
def test_a_sentence(text, certainty, by):
    assert read_certainty(text, 0, len(text)) == (Certainty(certainty), by)


def test_a_pronoun_stands_for_whoever_spoke_last():
    text = "The outlet adds that filming begins in May."
    assert read_certainty(text, 21, 35, "The Courier") == (Certainty.REPORTED, "The Courier")


def test_background_is_the_articles_own_word():
    text = "Mara Voss, who created the show, said that it is over."
    assert read_certainty(text, 0, 31, background=True) == (Certainty.STATED, None)
