"""Titles of shows as strings: when two of them are the same."""

import re
from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(maxsize=1 << 13)  # an article says the same few names again and again
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
    """The words of a text without case, accents, apostrophes and punctuation; "&" is "and"."""
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    plain = text.casefold().replace("’", "").replace("'", "").replace("&", " and ")
    return re.sub(r"[\W_]+", " ", plain).split()
