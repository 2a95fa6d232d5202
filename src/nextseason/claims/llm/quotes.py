"""Where a quoted piece stands in a text, white space and typography aside.

Text, quote -> the exact slice.  Models straighten quotation marks, shorten dashes and wrap
lines; the words themselves must be the text's own.
"""

import re
from typing import NamedTuple

_ALIKE = {
    **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),  # print nothing
}
_SPACE = re.compile(r"\s+")
# What models put around a quote that the text does not have: marks, a list item's dash.
_AROUND = " '\".,;:-"


class Folded(NamedTuple):
    """A text with its typography levelled, and where each of its characters came from."""

    text: str
    at: list[int]


def fold_text(text: str) -> Folded:
    """The text levelled; a blank line stays one "\\n", which no quote can hold.

    Examples
    --------
    >>> fold_text("“So…”\\u00a0he\\nsaid").text
    '"So..." he said'
    """
    letters: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(text):
        if space := _SPACE.match(text, i):
            letters.append("\n" if space[0].count("\n") > 1 else " ")
            at.append(i)
            i = space.end()
            continue
        level = _ALIKE.get(text[i], text[i])
        letters.extend(level)
        at.extend([i] * len(level))
        i += 1
    return Folded("".join(letters), at)


def find_quote(quote: str, folded: Folded) -> tuple[int, int] | None:
    """Start and end of the first place where the text has these words; None: nowhere.

    Examples
    --------
    >>> find_quote('says "it is over"', fold_text("He says “it is\u00a0over”."))
    (3, 20)
    """
    wanted = fold_text(quote).text.replace("\n", " ").strip()
    for candidate in (wanted.removeprefix("- "), wanted.strip(_AROUND)):
        if candidate and (i := folded.text.find(candidate)) >= 0:
            return folded.at[i], folded.at[i + len(candidate) - 1] + 1
    return None
