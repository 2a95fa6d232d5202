"""Texts on one line, counts and figures, as a reader reads them.

str, number -> str.  Pure.
"""

import re
from decimal import Decimal

# Control characters steer a terminal, and bidi overrides can turn a neighbouring word
# around; neither belongs to what an article says.  Halves of a character cannot be written.
_STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_IDENTIFIER = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def plain(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the text.

    Examples
    --------
    >>> plain("Renewed\\n\\x1b[31m  at last")
    'Renewed [31m at last'
    """
    return " ".join(_STEERING.sub("", text).split())


def spaced(text: str) -> str:
    """Words instead of an identifier; other texts stay as they are.

    Examples
    --------
    >>> spaced("executive_producer"), spaced("#Save_It")
    ('executive producer', '#Save_It')
    """
    return text.replace("_", " ") if _IDENTIFIER.fullmatch(text) else plain(text)


def shorten(text: str, limit: int) -> str:
    """The text, or its first words and an ellipsis where it is longer than `limit`.

    Examples
    --------
    >>> shorten("The ice rink has closed for good", 20)
    'The ice rink has…'
    """
    text = plain(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words, space, _ = head.rpartition(" ")
    # One endless word is cut where it stands, rather than dropped.
    return (words.rstrip(",;:–-") if space and len(words) > limit // 2 else head) + "…"


def count_words(n: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun.

    Examples
    --------
    >>> count_words(1, "source"), count_words(30_000, "signature")
    ('1 source', '30,000 signatures')
    """
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def number_words(number: Decimal) -> str:
    """A figure as it is read; nothing is rounded.

    Examples
    --------
    >>> number_words(Decimal("12500000")), number_words(Decimal("12345678"))
    ('12.5 million', '12,345,678')
    """
    for unit, name in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if number >= unit and number % (unit / 100) == 0:
            return f"{digits(number / unit)} {name}"
    return digits(number)


def percent_words(probability: float) -> str:
    """A probability in whole per cent; only certainty itself reads 0% or 100%.

    Examples
    --------
    >>> [percent_words(p) for p in (0, 0.004, 0.5, 0.999, 1)]
    ['0%', '<1%', '50%', '>99%', '100%']
    """
    if 0 < probability < 0.01:
        return "<1%"
    if 0.99 < probability < 1:
        return ">99%"
    return f"{probability:.0%}"


def digits(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{whole:,f}" if number == whole else f"{number.normalize():,f}"
