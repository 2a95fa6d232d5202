"""Patterns that match in any case, several times as fast as with `re.IGNORECASE`.

Under that flag every letter is compared by way of a table, and no alternative is passed over
for its first letter.  Most sentences hold none of a pattern's words, which the same pattern in
lower case tells quickly of the sentence in lower case.  Only from where it matches is the
pattern itself run, which so keeps the last word.

For all patterns together a text is gone through once, for strings without which they cannot
match (`needed`): most are not run at all, once there are enough texts to make that worth it.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nextseason.claims.needed import needed_by, plain

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

# Escapes and the names of groups keep their capitals.
_CAPITAL = re.compile(r"(\\.|\(\?P[<=]\w+)|[A-ZÀ-Þ]")
# What is to stand in its own case.
_CASED = "(?-i:"
_REFUSAL = "(?!"


class LowerCase:
    """A pattern for texts that are in lower case already; compiled when first used."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.bit = _ANY  # by which a scanned text says that the pattern may match
        _PATTERNS.append(self)

    @property
    def lower_case(self) -> str:
        """A pattern for the text in lower case that matches wherever this one does."""
        return self.pattern

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        return re.compile(self.lower_case)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return self._lower.finditer(text) if _bits_of(text) & self.bit else ()


class AnyCase(LowerCase):
    """A pattern regardless of case, but for what stands in `(?-i:...)`.

    Compiled when first used: no article needs all patterns, and no start waits for them.

    Examples
    --------
    >>> AnyCase(r"\\bpicked up by (?-i:[A-Z])").search("Picked up by us, PICKED UP BY Halcyon")
    <re.Match object; span=(17, 31), match='PICKED UP BY H'>
    """

    @cached_property
    def lower_case(self) -> str:
        return _in_lower_case(self.pattern)

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        if end == sys.maxsize:  # else a word may end there that is longer in the text
            _, lower, bits = scanned(text)
            if not bits & self.bit:
                return None
        else:
            lower = lowered(text)
        found = self._lower.search(lower, start, end)
        return None if found is None else self._exact.search(text, found.start(), end)

    def may_match(self, text: str) -> bool:
        """Does a text hold one of the strings that the pattern needs?"""
        return scanned(text).bits & self.bit != 0

    def ends(self, here: "Scanned", end: int, reach: int) -> bool:
        """Is the pattern found in `text[end - reach:end]`, to which it is tied by a `$`?"""
        if not here.bits & self.bit:
            return False
        start = max(0, end - reach)
        if self._lower.search(here.lower[start:end]) is None:
            return False
        return self._exact.search(here.text[start:end]) is not None

    def begins(self, here: "Scanned", start: int, reach: int) -> bool:
        """Does the pattern match at the beginning of `text[start:start + reach]`?"""
        if not here.bits & self.bit:
            return False
        if self._lower.match(here.lower[start : start + reach]) is None:
            return False
        return self._exact.match(here.text[start : start + reach]) is not None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        if self._lower.match(lowered(text), start, end) is None:
            return None
        return self._exact.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._exact.fullmatch(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Its matches in turn; none of them may be empty."""
        found = self.search(text)
        while found is not None:
            yield found
            found = self.search(text, found.end())


_PATTERNS: list[LowerCase] = []  # that there are
_ANY, _ALL = 1, -1  # the bit that all texts have; all bits
MANY = 1000  # texts, of some fifteen articles, from which the scan is worth its fifth of a second


class _Scan(NamedTuple):
    """Which patterns may match in a text, told by the strings that they need."""

    strings: "BytesAhoCorasick"
    bits: list[int]  # for each string: of the patterns that need it


@cache
def _scan() -> _Scan:
    """For the patterns that there are when a text is first read; of others all texts may hold."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

    bits: dict[str, int] = defaultdict(int)
    for place, pattern in enumerate(_PATTERNS, 1):
        needed = needed_by(pattern.lower_case)
        if needed is not None:
            pattern.bit = 1 << place
            for string in needed:
                bits[string] |= pattern.bit
    strings = BytesAhoCorasick(
        [string.encode() for string in bits],
        matchkind=MatchKind.Standard,
        implementation=Implementation.ContiguousNFA,
    )
    return _Scan(strings, [*bits.values()])


@lru_cache(maxsize=1024)
def _bits_of(lower: str) -> int:
    """The bits of all patterns that may match in a text in lower case."""
    if _bits_of.cache_info().misses < MANY:
        return _ALL
    scan, bits = _scan(), _ANY
    for string, _, _ in scan.strings.find_matches_as_indexes(plain(lower), overlapping=True):
        bits |= scan.bits[string]
    return bits


class Scanned(NamedTuple):
    text: str
    lower: str  # letter for letter
    bits: int  # of all patterns that may match in it


@lru_cache(maxsize=1024)
def scanned(text: str) -> Scanned:
    """A text with what is asked of it again and again."""
    lower = lowered(text)
    return Scanned(text, lower, _bits_of(lower))


@lru_cache(maxsize=1024)
def lowered(text: str) -> str:
    """A text in lower case, letter for letter: a few letters would become two.

    Examples
    --------
    >>> len(lowered("İzmir")) == len("İzmir")
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Does a text hold one of some strings?  A loop takes half the time that `any` does.

    Examples
    --------
    >>> holds_any("of its runs", ("season", "run"))
    True
    """
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def _in_lower_case(pattern: str) -> str:
    """A pattern for lower-case text that matches wherever `pattern` does.

    A refusal of capitals would refuse too much in it, and so those of its kind are left out.

    Examples
    --------
    >>> print(_in_lower_case(r"over\\b(?! (?:in )?(?-i:[A-Z]))|S\\d|by (?-i:[A-Z])\\S+"))
    over\\b|s\\d|by (?-i:[a-z])\\S+
    """
    if _CASED in pattern:
        pattern = _without_refusals(pattern)
    return _CAPITAL.sub(lambda found: found[1] or found[0].lower(), pattern)


def _without_refusals(pattern: str) -> str:
    """A pattern without its negative lookaheads; no bracket may stand alone in a class."""
    begin = pattern.find(_REFUSAL)
    while begin >= 0:
        depth, end = 1, begin + 1
        while depth:
            depth += {"(": 1, ")": -1}.get(pattern[end], 0)
            end += 2 if pattern[end] == "\\" else 1
        pattern = pattern[:begin] + pattern[end:]
        begin = pattern.find(_REFUSAL)
    return pattern
