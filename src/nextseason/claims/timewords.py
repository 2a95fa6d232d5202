"""The words of time in a sentence, each with a tag.

Text -> list of TimeWord and the string of their tags, one letter a word.  A date is then a
short pattern over letters ("md" is "May 10"), which stays readable and cannot backtrack
over the text itself.

    m month       y year number   d day of a month   n small count   W weekday
    s season      u "year"        M "month"          k "week"        K "day"
    w this, last  h "half"        q "quarter"        f first, fourth Q "Q3", "H1"
    p early, mid  e start, end    P "part", "days"   l later         g "ago"
    t today       T "morning"     H a holiday        I an ISO day    R "2015-16"
    o of   i in   a the   c comma   - hyphen or dash   j or, to, and   b between, from
    x anything else
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from nextseason.claims.anycase import AnyCase
from nextseason.claims.words import count_of, ordinal_of

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = (
    {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9}
)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)}
# Holidays on a fixed day: (month, day).
HOLIDAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
PART_OF = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "opening": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
    "close": "late",
    "closing": "late",
    "tail": "late",
    "final": "late",
}

_LOOSE_NUMBERS = {
    "a": 1,
    "an": 1,
    "front": 1,
    "back": 2,
    "latter": 2,
    "closing": 2,
    "final": 4,
    "last": 4,
}

_WORD = re.compile(
    r"(?P<holiday>\b(?:New Year['’]s (?:Day|Eve)|Christmas(?: Day| Eve)?|Boxing Day"
    r"|Valentine['’]s Day|Independence Day|Halloween)\b)"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?\d?"
    r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))"
    r"|(?P<run>\b(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)\b(?![-–]\d))"
    r"|[$£€#]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?%?(?!\w)"
    r"|[,–—:;()?!-]"
)
_YEAR = re.compile(r"(?:19[4-9]\d|20[0-4]\d)")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")

_WORDS_OF = {
    "s": "spring summer autumn fall winter",
    "u": "year years",
    "M": "month months",
    "k": "week weeks weekend",
    "K": "day days",
    "w": "this last next that same following coming past previous new upcoming",
    "p": "early mid late",
    # Verbs as often as nouns: parts of a year only with "of" behind them.
    "e": "beginning start opening middle end close closing tail final",
    "P": "part stages stretch",
    "h": "half",
    "q": "quarter",
    "f": "first second third fourth latter back front",
    "Q": "q1 q2 q3 q4 h1 h2",
    "l": "later earlier",
    "t": "today tonight yesterday tomorrow",
    "T": "morning afternoon evening night",
    "j": "to till until through or and",
    "b": "between from",
    "g": "ago",
    "o": "of",
    "i": "in within",
    "a": "the",
    "c": ",",
    "-": "- – —",
    "n": "a an one two three four five six seven eight nine ten eleven twelve couple",
}
_TAGS = {word: tag for tag, words in _WORDS_OF.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class TimeWord:
    """`text[start:end]` in lower case, without a possessive."""

    folded: str
    start: int
    end: int


# Any expression has a digit or one of these in it; those of holidays are of one or another.
_TELLING = frozenset(
    {word for word, tag in _TAGS.items() if tag in "suMkKqhtT"}
    | {*MONTHS, *WEEKDAYS, "christmas", "halloween"}
)
_TELLS = AnyCase(rf"\b(?:{'|'.join(sorted(_TELLING))})\b")
_DIGIT = re.compile(r"\d")


def names_time(text: str) -> bool:
    """Can a text name a time?  Most sentences hold no word that does.

    Examples
    --------
    >>> [names_time(t) for t in ("It is over.", "It's over this year.", "It ends on 5/6.")]
    [False, True, True]
    """
    # A low line parts words, too, though it counts as a letter.
    return _TELLS.may_match(text) or "_" in text or _DIGIT.search(text) is not None


def tag_words(text: str) -> tuple[list[re.Match[str]], str]:
    """The words of a text and one tag letter for each; `time_word` reads those of interest.

    Examples
    --------
    >>> tag_words("It may come in late May 2027.")[1]
    'xxxipmy'
    """
    words = list(_WORD.finditer(text))
    return words, "".join([_tag(word.group(), word.lastgroup) for word in words])


def time_word(match: re.Match[str]) -> TimeWord:
    return TimeWord(_folded(match.group(), match.lastgroup), match.start(), match.end())


def _folded(raw: str, group: str | None) -> str:
    folded = raw.lower().replace("’", "'")
    return folded.removesuffix("'s") if group is None else folded


@lru_cache(maxsize=1 << 13)  # a few hundred words make up most of any text
def _tag(raw: str, group: str | None) -> str:
    if group is not None:
        return {"iso": "I", "run": "R", "holiday": "H"}[group]
    folded = _folded(raw, group)
    if raw[0].isdigit():
        return "y" if _YEAR.fullmatch(raw) else "d" if _DAY.fullmatch(raw) else "x"
    # "may", "march", "sun": only the capital makes them names of the calendar.
    if raw[0].isupper() and folded in MONTHS:
        return "m"
    if raw[0].isupper() and folded in WEEKDAYS:
        return "W"
    return _TAGS.get(folded, "x")


def number_in(word: str) -> int:
    """The number that a counting word stands for.

    Examples
    --------
    >>> [number_in(w) for w in ("first", "22nd", "q3", "two", "latter")]
    [1, 22, 3, 2, 2]
    """
    if word in _LOOSE_NUMBERS:
        return _LOOSE_NUMBERS[word]
    return count_of(word) or ordinal_of(word) or int(word[-1])
