"""A glance at the words of a page: are they those of an article about a show?

Lower-case bytes of a page, without what stands around its article -> log-odds.  Some articles say
all they have to say without a word that is said of shows alone ("they've asked her for a third");
many words that are said of shows a little more often than of other things tell them.
`glance.npz`, made by `./dev train glance`.
"""

import re
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

# An article begins with its headline and comes before its comments; what is beyond is not read.
HEADLINE = b"<h1"
GLANCED_BYTES = 6_000
MARKED_UP_BYTES = 4 * GLANCED_BYTES  # of the same with its tags
_TAG = re.compile(rb"<[^<>]*>")
# Whatever is no letter or digit parts words; names with an accent fall apart, and tell nothing.
_APART = bytes(n if chr(n).isalnum() and n < 128 else ord(" ") for n in range(256))


class Glance(NamedTuple):
    points: dict[bytes, float]  # of each word that tells anything
    without_words: float  # log-odds of a page without any


def log_odds(text: bytes) -> float:
    """How likely it is that a text tells of a show's fate; above 0: more so than not.

    Examples
    --------
    >>> log_odds(b"the finale left me in tears, and they have signed her for two more series")
    ... # doctest: +ELLIPSIS
    3...
    """
    glance = _glance()
    words = words_of(text)
    total = sum(map(glance.points.get, words, repeat(0.0)))
    return glance.without_words + total / max(1, len(words)) ** 0.5


def words_of(text: bytes) -> set[bytes]:
    """The words of a lower-case text from its headline on, without its tags."""
    start = max(0, text.find(HEADLINE))
    text = _TAG.sub(b" ", text[start : start + MARKED_UP_BYTES])
    return {*text[:GLANCED_BYTES].translate(_APART).split()}


@cache
def _glance() -> Glance:
    import numpy as np

    with (files("nextseason.articles") / "glance.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        words = stored["words"].tobytes().split(b"\n")
        points = (stored["points"] * stored["scale"]).tolist()
        return Glance(dict(zip(words, points, strict=True)), float(stored["without_words"]))
