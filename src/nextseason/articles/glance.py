"""A glance at the words of a page: are they those of an article about a show?

Lower-case bytes of a page, without what stands around its article -> bool.  Some articles say
all they have to say without a word that is said of shows alone ("they've asked her for a third");
many words that are said of shows a little more often than of other things tell them.
`glance.npz`, made by `./dev train glance`.
"""

import re
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import sqrt
from typing import NamedTuple

# An article stands between these, and before its comments; what is beyond is not read.
HEADLINE = b"<h1"
MAIN_ENDS = b"</main"
GLANCED_BYTES = 6_000
MARKUP_TIMES = 3  # as many bytes are taken with their tags
OPENING_BYTES = 800  # of the same, which are enough to pass over most pages
# Log-odds.  Of mixtures of prose about other things that the words were not fitted on, one in
# thirty comes to more than enough.
ENOUGH = 1.75
ENOUGH_AT_FIRST = 0.5
_TAG = re.compile(rb"<a [^<>]*>[^<>]*</a>|<[^<>]*>")  # menus are links, and seldom <nav>
_ENTITY = re.compile(rb"&#?\w{1,9};")  # apart from tags: each is found by its first sign
# Whatever is no letter or digit parts words; names with an accent fall apart, and tell nothing.
_APART = bytes(n if chr(n).isalnum() and n < 128 else ord(" ") for n in range(256))


class Glance(NamedTuple):
    points: dict[bytes, float]  # of each word that tells anything
    without_words: float  # log-odds of a page without any


def sounds_like_a_show(text: bytes) -> bool:
    """Whether a text tells of a show's fate, by all its words together.

    Examples
    --------
    >>> sounds_like_a_show(b"its creator says that she has a fourth in mind")
    True
    >>> sounds_like_a_show(b"the library has asked its readers for two more shelves")
    False
    """
    return (
        _log_odds(words_of(text, OPENING_BYTES)) >= ENOUGH_AT_FIRST
        and _log_odds(words_of(text, GLANCED_BYTES)) >= ENOUGH
    )


def words_of(text: bytes, n_bytes: int = GLANCED_BYTES) -> set[bytes]:
    """The words of a lower-case text from its headline on, without its tags and links."""
    start = max(0, text.find(HEADLINE))
    end = start + MARKUP_TIMES * n_bytes
    main_end = text.find(MAIN_ENDS, start, end)
    text = _TAG.sub(b" ", text[start : end if main_end < 0 else main_end])
    return {*_ENTITY.sub(b" ", text[:n_bytes]).translate(_APART).split()}


def _log_odds(words: set[bytes]) -> float:
    glance = _glance()
    total = sum(map(glance.points.get, words, repeat(0.0)))
    return glance.without_words + total / sqrt(max(1, len(words)))


@cache
def _glance() -> Glance:
    import numpy as np

    with (files("nextseason.articles") / "glance.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        words = stored["words"].tobytes().split(b"\n")
        points = (stored["points"] * stored["scale"]).tolist()
        return Glance(dict(zip(words, points, strict=True)), float(stored["without_words"]))
