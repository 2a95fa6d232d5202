"""Which season is meant: mentions in a sentence, and the timeline of a show in an article.

Text -> SeasonMention with offsets; sentences -> Timeline.  "Season 3", "the third series",
"S3", "its sophomore run", "seasons one and two", "after two seasons".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from nextseason.claims.anycase import AnyCase, holds_any, lowered
from nextseason.claims.words import ORDINALS, count_of, ordinal_of

# No show in history has had more; a larger number is something else (a year, a rank).
MAX_SEASON = 60

_UNIT = (
    r"(?:seasons?|series|chapters?|outings?|runs?|instal?lments?|volumes?|batch|go-round|year|"
    r"cycle|helping|round)"
)
_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|[IVX]{1,5})"
)
_ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th))"
_BETWEEN = (
    r"(?:\s+(?:and|&|final|last|full|new|eventual|potential|possible|planned|proposed|"
    r"supersized|entire|concluding|ten-episode|eight-episode|live-action|farewell|closing|"
    r"whole|ill-fated|very|much-anticipated|highly|anticipated|long-awaited|upcoming|hit|bow))"
)

_NUMBERED = AnyCase(
    rf"\b(?:seasons?|series|volume|book)\s+(?P<a>{_NUMBER})(?:(?:\s*(?:,|and|&|or|to|through|"
    rf"[-–])\s*)(?P<b>{_NUMBER}))?(?![\w%]|[.,]\d|\s+(?:million|per\b|percent|episodes?\b|"
    rf"years?\b|months?\b|weeks?\b))"
    rf"|\bS(?:0)?(?P<c>\d{{1,2}})(?:E\d+)?\b",
)
_ORDERED = AnyCase(
    (
        rf"\b(?P<a>{_ORDINAL})(?:(?:,?\s+(?:and|or|to|through)\s+|\s*[-–]\s*|,\s*)(?:(?:its|a|the|"
        rf"an?|their)\s+)?(?P<b>{_ORDINAL}))?{_BETWEEN}{{0,3}},?\s+{_UNIT}\b(?!\s+(?:finale|"
        rf"of\s+\w+\s+\d{{4}}))?"
    ),
)
# A show that comes in parts; where there are seasons as well, parts are pieces of one.
_PART = AnyCase(
    rf"\bpart\s+(?P<a>{_NUMBER})(?:\s+(?:and|&)\s+(?:part\s+)?(?P<b>{_NUMBER}))?\b(?!\s+of\b)"
)
# "gave it a fourth", "the second has begun": an ordinal alone, after an article or a possessive.
_BARE = AnyCase(
    (
        rf"\b(?:an?|the|its|their|for|show.s|series[’'])\s+(?P<a>{_ORDINAL})(?=\s*(?:[.,;:!?)—–]|"
        rf"$|\s(?:is|was|has|had|will|would|to|on|in|may|might|could|and\s+final|that|there|by|at|"
        rf"for|from|should|can|got|did|does|when|if|so|too|as|after|ever|starts?|began|"
        rf"premiere[sd]?|arrive[sd]?|lands?|went|came|ran|saw|followed|ended|wrapped|aired|"
        rf"dropped|arrived|were|an)\b))"
    ),
)
_COUNTED = AnyCase(
    (
        rf"\b(?P<n>{_NUMBER}|a\s+single|just\s+the\s+one|a\s+lone|a\s+pair\s+of|a\s+couple\s+of|"
        rf"only)[\s-]+(?P<gap>(?:\w+[\s-]+){{0,2}}?)(?:seasons?|series|outings?|runs?)\b"
    ),
)
_RELATIVE = AnyCase(
    (
        r"\b(?P<which>sophomore|freshman|junior|debut|opening|inaugural|maiden|"
        r"first-ever)\s+(?:season|series|run|outing|instal?lment|year|batch|effort|bow|set)\b"
    ),
)
# Words without which a pattern above cannot match; most sentences have none of them.
_UNITS = ("season", "series", "outing", "run", "volume", "book")
_RELATIVES = (
    "sophomore",
    "freshman",
    "junior",
    "debut",
    "opening",
    "inaugural",
    "maiden",
    "first-",
)
_NTH = re.compile(r"\d(?:st|nd|rd|th)")
_SHORT = re.compile(r"s\d")
_WORDS_OF = {"sophomore": 2, "junior": 3}


@dataclass(frozen=True, slots=True)
class SeasonMention:
    """A season that a sentence names, at `text[start:end]`."""

    number: int
    start: int
    end: int
    counted: bool = False  # "two seasons": how many there are, not which one


@lru_cache(maxsize=256)
def find_seasons(text: str) -> tuple[SeasonMention, ...]:
    """The seasons that a sentence names, in its order.

    Examples
    --------
    >>> [m.number for m in find_seasons("Season 2 follows the first season")]
    [2, 1]
    >>> [(m.number, m.counted) for m in find_seasons("Over after two seasons.")]
    [(2, True)]
    """
    lower = lowered(text)
    has_unit = holds_any(lower, _UNITS)
    has_ordinal = holds_any(lower, ORDINALS) or _NTH.search(lower)
    found: list[SeasonMention] = []
    taken: list[tuple[int, int]] = []

    def add(numbers: Iterable[int | None], match: re.Match[str], *, counted: bool = False) -> None:
        if any(a < match.end() and match.start() < b for a, b in taken):
            return
        taken.append(match.span())
        found.extend(
            SeasonMention(n, match.start(), match.end(), counted)
            for n in numbers
            if n and n <= MAX_SEASON
        )

    for match in _NUMBERED.finditer(text) if has_unit or _SHORT.search(lower) else ():
        add(_both(match, count_of), match) if not match["c"] else add([int(match["c"])], match)
    for match in _PART.finditer(text) if "part " in lower and "season" not in lower else ():
        add(_both(match, count_of), match)
    for match in _ORDERED.finditer(text) if has_ordinal else ():
        add(_both(match, ordinal_of), match)
    for match in _RELATIVE.finditer(text) if holds_any(lower, _RELATIVES) else ():
        add([_WORDS_OF.get(match["which"].lower(), 1)], match)
    for match in _COUNTED.finditer(text) if has_unit else ():
        if not _is_first_or_new(match["gap"]):
            add(
                [
                    1
                    if match["n"].split()[0].lower() in ("a", "just", "only")
                    and "of" not in match["n"]
                    else 2
                    if "of" in match["n"]
                    else count_of(match["n"])
                ],
                match,
                counted=True,
            )
    for match in _BARE.finditer(text) if has_ordinal else ():
        add([ordinal_of(match["a"])], match)
    return tuple(sorted(found, key=lambda m: m.start))


def _both(match: re.Match[str], number: Callable[[str], int | None]) -> list[int | None]:
    return [number(match["a"]), number(match["b"]) if match["b"] else None]


# "Two new seasons" are to come; "one last season" is one, not how many there are.
_NEW = frozenset("new more additional further extra last final farewell season series".split())


def _is_first_or_new(gap: str) -> bool:
    return any(word in _NEW for word in gap.lower().split())


_IN_ADDRESS = re.compile(r"(?:season|series|s)[-_ ]?(\d{1,2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a show stands by an article: `latest` is out, `next` would come; None: not told."""

    latest: int | None
    next: int | None

    @property
    def single(self) -> bool:
        """Has the show had one season so far?"""
        return self.latest == 1


def season_in_address(url: str | None) -> int | None:
    """The season that an article's address names.

    Examples
    --------
    >>> season_in_address("https://a.example/harbour-nine-season-3-release-date")
    3
    """
    match = _IN_ADDRESS.search(url or "")
    return int(match[1]) if match and 0 < int(match[1]) <= MAX_SEASON else None
