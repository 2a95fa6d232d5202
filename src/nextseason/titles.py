"""Titles of shows as strings: when two of them are the same."""

import re


def fold(title: str) -> str:
    """A title without case, punctuation and a leading article, for comparing.

    Examples
    --------
    >>> fold("The Long Winter's End!")
    'long winters end'
    """
    words = folded_words(title)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a") else words)


def folded_words(text: str) -> list[str]:
    """The words of a text without case, apostrophes and punctuation; "&" is "and"."""
    plain = text.casefold().replace("’", "").replace("'", "").replace("&", " and ")
    return re.sub(r"[\W_]+", " ", plain).split()
