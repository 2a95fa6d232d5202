"""An article's text, cut into sentences that know where they stand.

Text -> list of Sentence.  Every sentence is a slice of the text, so that whatever is
read from it can be quoted exactly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from nextseason.claims.anycase import AnyCase
from nextseason.domain import Part, PartKind

# A sentence longer than this is cut: no grammar needs more, and work per sentence stays bounded.
MAX_SENTENCE = 800
# Headings are short and do not end like sentences.
MAX_HEADING_WORDS = 16

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st jr sr vs no vol ep jan feb mar apr jun jul aug sep sept oct nov dec "
    "approx dept est inc ltd co corp bros prof gen lt sgt capt feat".split()
)
# Who took or lent a picture: "Image Source: X", "Photo by Y".
_CREDIT = AnyCase(
    (
        r"(?:(?:(?:image|photo|picture|featured image|photograph)s?\s*)?(?:source|credits?|"
        r"courtesy|via)\s*[:\-–]|(?:image|photo|picture)s?\s*(?::|by\b|courtesy\b))"
    ),
)
# A sign first, then what may not precede it: so the search goes from sign to sign.
_STOP = re.compile(
    r"[.!?…](?<![.!?…][.!?…])[.!?…]{0,8}[\"'”’)\]]*\s+(?=[\"'“‘(\[#]*[A-Z0-9£$€À-Þ])"
)
_LAST_WORD = re.compile(r"([A-Za-z.]+)$")


class Kind(Enum):
    PROSE = auto()
    HEADING = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Sentence:
    """`article.text[start:end] == text`."""

    text: str
    start: int
    end: int
    paragraph: int  # counted over the article
    kind: Kind


def is_question(text: str) -> bool:
    """Does a sentence end in a question mark, but for quotation marks and brackets?

    Examples
    --------
    >>> is_question('(Will it return?)'), is_question('"Why?" they ask.')
    (True, False)
    """
    return text.rstrip("\"'”’) ").endswith("?")


def split_sentences(text: str, parts: Sequence[Part] = ()) -> list[Sentence]:
    """The sentences of a text in its order; a list item or a heading is one each.

    A heading is what the page marks as one (`parts`), and what looks like one: many pages
    mark theirs as paragraphs in bold.

    Examples
    --------
    >>> [s.text for s in split_sentences("It is over. Dr. No is back!\\n\\n- Ann as Eve")]
    ['It is over.', 'Dr. No is back!', 'Ann as Eve']
    """
    sentences: list[Sentence] = []
    headings = {part.start for part in parts if part.kind is PartKind.HEADING}
    for paragraph, (start, line) in enumerate(_lines(text)):
        kind = Kind.HEADING if start in headings else _kind(line)
        if kind is Kind.ITEM:
            dropped = len(line) - len(line[1:].lstrip())
            start, line = start + dropped, line[dropped:]
        for a, b in _cuts(line):
            sentences.append(Sentence(line[a:b], start + a, start + b, paragraph, kind))
    return sentences


def _lines(text: str) -> list[tuple[int, str]]:
    """Non-empty lines with their offsets, trimmed; the credits of pictures are no text."""
    found, offset = [], 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line and not _CREDIT.match(line):
            found.append((offset + raw.index(line), line))
        offset += len(raw) + 1
    return found


def _kind(line: str) -> Kind:
    if line.startswith(("- ", "• ", "* ")):
        return Kind.ITEM
    ends_like_prose = line.endswith((".", "!", "…", ".”", '."', ":", ";", ","))
    if not ends_like_prose and len(line.split()) <= MAX_HEADING_WORDS:
        return Kind.HEADING
    return Kind.PROSE


def _cuts(line: str) -> list[tuple[int, int]]:
    cuts, begin = [], 0
    for stop in _STOP.finditer(line):
        if _is_abbreviation(line, stop.start()):
            continue
        cuts.append((begin, stop.start() + len(stop.group().rstrip())))
        begin = stop.end()
    cuts.append((begin, len(line)))
    return [piece for a, b in cuts if a < b for piece in _bounded(a, b)]


def _bounded(a: int, b: int) -> list[tuple[int, int]]:
    return [(i, min(i + MAX_SENTENCE, b)) for i in range(a, b, MAX_SENTENCE)]


def _is_abbreviation(line: str, stop: int) -> bool:
    """Is the full stop at `stop` part of "Dr." or of an initial such as "J." ?"""
    if line[stop] != "." or line[stop : stop + 2] == "..":
        return False
    word = _LAST_WORD.search(line[max(0, stop - 12) : stop])
    if not word:
        return False
    last = word.group().rpartition(".")[2]
    return last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper())


_CLAUSE_BREAK = re.compile(
    r"[;:—–,]\s(?:(?<!,\s)|(?:but|and|while|although|though|so|yet|as|which|who)\s)"
)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of a sentence that holds `text[start:end]`.

    Examples
    --------
    >>> text = "It was loved, but it is over."
    >>> a, b = clause_around(text, 21, 28)
    >>> text[a:b]
    'but it is over.'
    """
    left, right = 0, len(text)
    for a, b in _clause_breaks(text):
        if b <= start:
            left = a + 1 + (text[a + 1] == " ")
        elif a >= end:
            right = a
            break
    return left, right


@lru_cache(maxsize=256)
def _clause_breaks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _CLAUSE_BREAK.finditer(text))
