"""Which season is meant: mentions in a sentence, and the timeline of a show in an article.

Text -> SeasonMention with offsets; sentences -> Timeline.  "Season 3", "the third series",
"S3", "its sophomore run", "seasons one and two", "after two seasons".
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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

_NUMBERED = re.compile(
    rf"\b(?:seasons?|series|volume|book)\s+(?P<a>{_NUMBER})(?:(?:\s*(?:,|and|&|or|to|through|"
    rf"[-–])\s*)(?P<b>{_NUMBER}))?(?![\w%]|[.,]\d|\s+(?:million|per\b|percent|episodes?\b|"
    rf"years?\b|months?\b|weeks?\b))"
    rf"|\bS(?:0)?(?P<c>\d{{1,2}})(?:E\d+)?\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    (
        rf"\b(?P<a>{_ORDINAL})(?:(?:,?\s+(?:and|or|to|through)\s+|\s*[-–]\s*|,\s*)(?:(?:its|a|the|"
        rf"an?|their)\s+)?(?P<b>{_ORDINAL}))?{_BETWEEN}{{0,3}},?\s+{_UNIT}\b(?!\s+(?:finale|"
        rf"of\s+\w+\s+\d{{4}}))?"
    ),
    re.IGNORECASE,
)
# "gave it a fourth", "the second has begun": an ordinal alone, after an article or a possessive.
_BARE = re.compile(
    (
        rf"\b(?:an?|the|its|their|for|show.s|series[’'])\s+(?P<a>{_ORDINAL})(?=\s*(?:[.,;:!?)—–]|"
        rf"$|\s(?:is|was|has|had|will|would|to|on|in|may|might|could|and\s+final|that|there|by|at|"
        rf"for|from|should|can|got|did|does|when|if|so|too|as|after|ever|starts?|began|"
        rf"premiere[sd]?|arrive[sd]?|lands?)\b))"
    ),
    re.IGNORECASE,
)
_COUNTED = re.compile(
    (
        rf"\b(?P<n>{_NUMBER}|a\s+single|just\s+the\s+one|a\s+lone|a\s+pair\s+of|a\s+couple\s+of|"
        rf"only)[\s-]+(?P<gap>(?:\w+[\s-]+){{0,2}}?)(?:seasons?|series|outings?|runs?)\b"
    ),
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    (
        r"\b(?P<which>sophomore|freshman|junior|debut|opening|inaugural|maiden|"
        r"first-ever)\s+(?:season|series|run|outing|instal?lment|year|batch|effort|bow|set)\b"
    ),
    re.IGNORECASE,
)
# Without one of these no pattern can match; most sentences have none.
_POSSIBLE = re.compile(
    r"season|series|outing|run|volume|book|\bS\d|\d(?:st|nd|rd|th)|sophomore|freshman|junior|debut"
    r"|opening|inaugural|maiden|" + "|".join(ORDINALS),
    re.IGNORECASE,
)
_WORDS_OF = {"sophomore": 2, "junior": 3}


@dataclass(frozen=True, slots=True)
class SeasonMention:
    """A season that a sentence names, at `text[start:end]`."""

    number: int
    start: int
    end: int
    counted: bool = False  # "two seasons": how many there are, not which one


def find_seasons(text: str) -> tuple[SeasonMention, ...]:
    """The seasons that a sentence names, in its order.

    Examples
    --------
    >>> [m.number for m in find_seasons("Season 2 follows the first season")]
    [2, 1]
    >>> [(m.number, m.counted) for m in find_seasons("Over after two seasons.")]
    [(2, True)]
    """
    if not _POSSIBLE.search(text):
        return ()
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

    for match in _NUMBERED.finditer(text):
        add(_both(match, count_of), match) if not match["c"] else add([int(match["c"])], match)
    for match in _ORDERED.finditer(text):
        add(_both(match, ordinal_of), match)
    for match in _RELATIVE.finditer(text):
        add([_WORDS_OF.get(match["which"].lower(), 1)], match)
    for match in _COUNTED.finditer(text):
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
    for match in _BARE.finditer(text):
        add([ordinal_of(match["a"])], match)
    return tuple(sorted(found, key=lambda m: m.start))


def _both(match: re.Match[str], number: Callable[[str], int | None]) -> list[int | None]:
    return [number(match["a"]), number(match["b"]) if match["b"] else None]


def _is_first_or_new(gap: str) -> bool:
    """ "two new seasons", "two more seasons": seasons to come, which no count of the past is."""
    return any(
        word in ("new", "more", "additional", "further", "extra", "season", "series")
        for word in gap.lower().split()
    )


_AFTER = re.compile(
    (
        r"\b(?:after|following|finale of|end of|at the end of|since|finished|closed|ended|"
        r"wrapped)\s+(?:(?:only|just|its|the|their|a|an|airing|running|completing|"
        r"making)\s+){0,3}$"
    ),
    re.IGNORECASE,
)
_FUTURE_CUE = re.compile(
    r"\b(?:renew|cancel|axe[ds]?\b|pick(?:ed|s)?[\s-]up|order(?:ed|s)?\b|green-?li[gt]|coming|"
    r"return|release date|premiere date|will there be|confirm|upcoming|next|happening|"
    r"possible|potential|"
    r"pending|future|await|when will|expect|announce|not happen|no more|fate|chances|save|"
    r"campaign|plans? for|for a\b|get(?:s|ting)? a\b|wait for|will (?:be|have|see|start|begin|"
    r"arrive|air|land|drop|hit)|film|product|scrap|writ(?:e|ing)\b|work on)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a show stands by an article: `latest` is out, `next` would come; None: not told."""

    latest: int | None
    next: int | None

    @property
    def single(self) -> bool:
        """Has the show had one season so far?"""
        return self.latest == 1


def read_timeline(
    title: str, sentences: Iterable[tuple[str, tuple[SeasonMention, ...]]]
) -> Timeline:
    """The next season of a show, by votes of the places that name a season.

    Examples
    --------
    >>> text = "It was cancelled after two seasons."
    >>> read_timeline("No more", [(text, find_seasons(text))])
    Timeline(latest=2, next=3)
    """
    votes: Counter[int] = Counter()
    highest = 0
    for mention in find_seasons(title):
        _vote(votes, title, mention, 4)
        highest = max(highest, mention.number)
    for text, mentions in sentences:
        for mention in mentions:
            _vote(votes, text, mention, 1)
            highest = max(highest, mention.number)
    if not votes:
        following = highest + 1 if highest else None
    else:
        best = max(votes.values())
        following = max(n for n, v in votes.items() if v >= 0.6 * best)
    return Timeline(following - 1 if following and following > 1 else None, following)


def _vote(votes: Counter[int], text: str, mention: SeasonMention, weight: int) -> None:
    before = text[max(0, mention.start - 60) : mention.start]
    if mention.counted:
        if _AFTER.search(before) or re.search(r"\b(?:cancel|axe|end|renew)", text, re.IGNORECASE):
            votes[mention.number + 1] += 2 * weight
    elif _AFTER.search(before):
        votes[mention.number + 1] += 2 * weight
    elif _FUTURE_CUE.search(text) and mention.number > 1:
        votes[mention.number] += 2 * weight
    elif mention.number > 1:
        votes[mention.number] += weight
    else:
        votes[2] += weight
