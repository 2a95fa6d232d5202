"""What a text must hold for a pattern to match in it: a few strings, one of which it needs.

Pattern -> strings, as `plain` spells the text.  Nothing is guessed: where it cannot be told
what a pattern needs, that is None.

How Python reads a pattern is told by `re._parser` alone, which has had no public name since
3.11 (Hypothesis, which takes patterns apart as well, uses it too).  RE2 and greenery know no
lookarounds, and strings written beside each pattern would be one more thing to forget.  Where a
later Python lacks it, nothing is told of any pattern: reading is slower then, not wrong.  Where
it tells a pattern otherwise, `tests/claims/test_needed.py` fails.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, product
from typing import Any, NamedTuple

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:
    _parser = None

MAX_SPELLINGS = 24  # of a part of a pattern; one of more is taken alternative by alternative
MIN_LETTERS = 3  # nearly every text holds shorter strings
_MAX_RANGE = 12  # letters of a range that are spelled out
_EDGE = "\0"  # where a word begins or ends
_NO_WORD = re.compile(r"\W")
_PLAIN_BYTES = bytes(b if chr(b).isalnum() or chr(b) == "_" or b > 127 else 32 for b in range(256))

Strings = frozenset[str]
_EMPTY = frozenset(("",))


class _Part(NamedTuple):
    """What is known of a part of a pattern."""

    spellings: Strings | None  # all that it can match; None where those are too many
    needed: Strings | None  # one of these stands in whatever it matches


def plain(text: str) -> bytes:
    """A text with spaces for all signs that are no part of a word, and around it.

    Examples
    --------
    >>> plain("it's on!")
    b' it s on  '
    """
    if text.isascii():
        return b" %b " % text.encode().translate(_PLAIN_BYTES)
    return f" {_NO_WORD.sub(' ', text)} ".encode()


def needed_by(pattern: str) -> Strings | None:
    """Strings of which `plain` text holds one wherever a pattern matches, letter for letter.

    Examples
    --------
    >>> sorted(needed_by(r"\\b(?:renewed|saved)\\b \\w+"))
    [' renewed ', ' saved ']
    >>> needed_by(r"\\d+|none") is None
    True
    """
    return _sequence(_parser.parse(pattern), _EMPTY).needed if _parser else None


def _sequence(items: Iterable[tuple[Any, Any]], before: Strings) -> _Part:
    """`before`: how what stands before can be spelled, which is told with it."""
    offers: list[Strings] = []
    whole: Strings | None = _EMPTY  # all spellings
    run = before  # of what was read last
    for name, value in _with_words(items):
        read = _READERS.get(name, _unknown)
        part = read(value, run if len(run) < _MAX_RANGE else _EMPTY)
        if part.needed:
            offers.append(part.needed)
        whole = _joined(whole, part.spellings)
        longer = _joined(run, part.spellings)
        if longer is None:
            offers.append(run)
        run = longer or part.spellings or _EMPTY
    offers.append(run)
    told = [strings for strings in map(_resolved, offers) if strings]
    return _Part(whole, min(told, key=_commonness, default=None))


def _with_words(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
    """The items of a sequence, letters in a row as one."""
    for is_literal, some in groupby(items, key=lambda item: item[0].name == "LITERAL"):
        if is_literal:
            yield "LITERAL", "".join(chr(code) for _, code in some)
        else:
            yield from ((name.name, value) for name, value in some)


def _joined(left: Strings | None, right: Strings | None) -> Strings | None:
    if left is None or right is None or len(left) * len(right) > MAX_SPELLINGS:
        return None
    return frozenset(a + b for a, b in product(left, right))


def _resolved(strings: Strings) -> Strings | None:
    """Edges of words as spaces, where there is one for sure; None where that says little."""
    resolved = frozenset(map(_with_spaces, strings))
    return None if any(len(string) < MIN_LETTERS for string in resolved) else resolved


def _with_spaces(string: str) -> str:
    if _EDGE not in string:
        return string
    letters = string.strip(_EDGE)
    if string.startswith(_EDGE) and letters[:1].strip():
        letters = " " + letters
    if string.endswith(_EDGE) and letters[-1:].strip():
        letters += " "
    return letters.replace(_EDGE, "")


def _commonness(strings: Strings) -> float:
    """How often texts hold one of some strings, roughly: longer ones are rarer."""
    return sum(20.0 ** -min(len(string), 8) for string in strings)


def _unknown(value: Any, before: Strings) -> _Part:
    return _Part(None, None)


def _zero_width(value: Any, before: Strings) -> _Part:
    return _Part(_EMPTY, None)


def _at(value: Any, before: Strings) -> _Part:
    return _Part(frozenset((_EDGE,)) if value.name == "AT_BOUNDARY" else _EMPTY, None)


def _literal(value: str, before: Strings) -> _Part:
    return _Part(frozenset((_NO_WORD.sub(" ", value),)), None)


def _one_of(value: list[tuple[Any, Any]], before: Strings) -> _Part:
    letters: set[str] = set()
    for name, told in value:
        if name.name == "LITERAL":
            letters.add(chr(told))
        elif name.name == "RANGE" and told[1] - told[0] < _MAX_RANGE:
            letters.update(map(chr, range(told[0], told[1] + 1)))
        else:
            return _Part(None, None)
    return _Part(frozenset(_NO_WORD.sub(" ", letter) for letter in letters), None)


def _group(value: tuple[Any, ...], before: Strings) -> _Part:
    return _sequence(value[-1], before)


def _branch(value: tuple[Any, list[Any]], before: Strings) -> _Part:
    parts = [_sequence(alternative, before) for alternative in value[1]]
    spellings = _united(part.spellings for part in parts)
    if spellings is not None and len(spellings) > MAX_SPELLINGS:
        spellings = None
    return _Part(spellings, _united(part.needed for part in parts))


def _united(sets: Iterable[Strings | None]) -> Strings | None:
    found: set[str] = set()
    for strings in sets:
        if strings is None:
            return None
        found |= strings
    return frozenset(found)


def _repeat(value: tuple[int, int, Any], before: Strings) -> _Part:
    least, most, items = value
    part = _sequence(items, before if least else _EMPTY)
    spellings = part.spellings if most == 1 else None
    if spellings is not None and not least:
        spellings |= _EMPTY
    return _Part(spellings, part.needed if least else None)


_READERS: dict[str, Callable[[Any, Strings], _Part]] = {
    "ASSERT": _zero_width,
    "ASSERT_NOT": _zero_width,
    "AT": _at,
    "BRANCH": _branch,
    "IN": _one_of,
    "LITERAL": _literal,
    "MAX_REPEAT": _repeat,
    "MIN_REPEAT": _repeat,
    "SUBPATTERN": _group,
}
