"""A quote inside the sentence that it was taken from.

Article and Quote -> Context.  Pure.  Where sentences end is guessed by their marks,
which is enough for showing them; nothing is read out of the text here.
"""

import re
from typing import NamedTuple

from nextseason.domain import Article, Quote
from nextseason.dossier.text_words import plain

# About three lines on the page; the quote itself is evidence and is never cut.
LIMIT = 300

_TITLES = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bvs)"
_SENTENCE_END = re.compile(_TITLES + r"[.!?…؟。]+[\"'”’»)\]]*(?=\s+[^\sa-z]|$)")


class Context(NamedTuple):
    """What stands around the words, and the words; together they read as prose."""

    before: str
    quote: str
    after: str


def context_of(article: Article, quote: Quote, *, limit: int = LIMIT) -> Context:
    """The quote with the rest of its sentence, clipped to about `limit` characters.

    Examples
    --------
    >>> text = "It was dark. On Monday the second season was ordered, they say. It snowed."
    >>> words = "the second season was ordered"
    >>> start = text.index(words)
    >>> quote = Quote(article_id="a", start=start, end=start + len(words), text=words)
    >>> context_of(Article(id="a", text=text), quote)
    Context(before='On Monday ', quote='the second season was ordered', after=', they say.')
    """
    each_side = max(0, limit - len(quote.text)) // 2
    lead = article.text[max(0, quote.start - limit) : quote.start]
    before = _flat(_sentence_before(lead, quote.text[:1]))
    after = _flat(_sentence_after(quote.text[-2:], article.text[quote.end : quote.end + limit]))
    return Context(_clip_left(before, each_side), plain(quote.text), _clip_right(after, each_side))


def _sentence_before(text: str, head: str) -> str:
    line = text.rpartition("\n")[2].removeprefix("- ")
    # The quote's first character tells whether a new sentence begins with it.
    ends = [m.end() for m in _SENTENCE_END.finditer(line + head) if m.end() < len(line)]
    return line[ends[-1] if ends else 0 :].lstrip()


def _sentence_after(tail: str, text: str) -> str:
    line = text.partition("\n")[0]
    # The quote's last characters tell whether its sentence is over.
    match = _SENTENCE_END.search(tail + line)
    return line if match is None else line[: max(0, match.end() - len(tail))]


def _flat(text: str) -> str:
    """As `plain`, but a blank at either end stays: it parts the text from the quote."""
    flat = plain(text)
    lead = " " if text[:1].isspace() and flat else ""
    trail = " " if text[-1:].isspace() and flat else ""
    return f"{lead}{flat}{trail}"


def _clip_left(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[len(text) - limit :]
    _, space, words = cut.partition(" ")
    return "… " + (words if space else "")


def _clip_right(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    words, _, _ = text[:limit].rpartition(" ")
    return f"{words}…"
