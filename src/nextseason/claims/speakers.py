"""Who in a sentence may be the one who says it, with the evidence for each.

Sentence, its names and the article's people -> Line: its words, what stands in quotation
marks, and a Speaker for each name.  Which of them is meant is decided in `voices`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from nextseason.claims.citable import Known, citable_names
from nextseason.claims.names import NameSpan
from nextseason.claims.persons import PersonSpan
from nextseason.claims.quotations import inside
from nextseason.claims.sayings import Token, said_again, tie_to_saying
from nextseason.claims.tokens import pieces
from nextseason.titles import fold

_TOKEN = re.compile(r"(\w[\w’'&+.-]*(?<![.’'-])|[^\w\s])")
_token = partial(tuple.__new__, Token)  # of three fields at once: an article has a thousand


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """A name that may be cited: `name` as the article spells it in full."""

    name: str
    key: str  # folded, for comparing
    start: int
    end: int
    says: str  # how it is tied to a word of saying, or ""
    verb: int  # where the word of saying ends, else -1
    after: str  # the word behind it
    kind: str  # person, unnamed, caps, one, more, show
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One sentence as its words, speakers and quotation marks."""

    tokens: tuple[Token, ...]
    speakers: tuple[Speaker, ...]
    quoted: tuple[tuple[int, int], ...]
    again: tuple[tuple[str, int], ...]  # "he added": (he, they, it, person, ...) and where
    saying: tuple[Speaker, ...]  # the speakers that say something


def read_line(
    text: str,
    names: Iterable[NameSpan],
    persons: Sequence[PersonSpan],
    known: Known,
    quoted: tuple[tuple[int, int], ...],
) -> Line:
    words, begins, ends = pieces(_TOKEN, text)
    tokens = tuple(map(_token, zip(map(str.lower, words), begins, ends, strict=True)))
    starts = {start: i for i, start in enumerate(begins)}
    speakers = tuple(
        _speaker(text, tokens, starts, found, quoted)
        for found in citable_names(text, names, persons, known)
        if found[1] in starts
    )
    saying = tuple(s for s in speakers if s.says and not s.says.startswith(("owner", "told")))
    return Line(tokens, speakers, quoted, tuple(said_again(tokens, quoted)), saying)


def _speaker(
    text: str,
    tokens: Sequence[Token],
    starts: dict[int, int],
    found: tuple[str, int, int, str],
    quoted: tuple[tuple[int, int], ...],
) -> Speaker:
    name, start, end, kind = found
    first = starts[start]
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    owns = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’")
    says, verb = tie_to_saying(tokens, first, last + 1, owns)
    after = tokens[verb + 1].word if 0 <= verb < len(tokens) - 1 else ""
    word = [
        _shape(tokens[i], text) if 0 <= i < len(tokens) else "^" for i in range(first - 2, first)
    ]
    behind = [
        _shape(tokens[i], text) if i < len(tokens) else "$" for i in range(last + 1, last + 3)
    ]
    if owns:
        behind = ["'s", behind[0]]
    evidence = (
        f"l={word[1]}",
        f"ll={word[0]} {word[1]}",
        f"r={behind[0]}",
        f"rr={behind[0]} {behind[1]}",
        f"k={kind}",
        f"s={says.partition(':')[0]}",
        f"v={says}",
        f"s={says.partition(':')[0]},k={kind}",
        f"q={inside(start, quoted)}",
        "first" if first == 0 else "late",
    )
    return Speaker(
        name,
        fold(name),
        start,
        end,
        says,
        tokens[verb].end if verb >= 0 else -1,
        after,
        kind,
        evidence,
    )


def _shape(token: Token, text: str) -> str:
    """A word as it counts for the evidence: other names and figures are all alike."""
    if text[token.start].isdigit():
        return "0"
    return "X" if text[token.start].isupper() and token.start else token.word
