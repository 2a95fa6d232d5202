"""Expressions of time in a sentence, as windows of days.

Text and the day of publication -> WindowMention with offsets.  "Spring 2027" is a window of
three months, "next year" counts from the day of publication, "March" is the one that the
tense of the sentence points to.  An expression that needs a day to count from and has none
gives nothing.  What happened in a window is left to `events` and the topics.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from nextseason.claims import periods
from nextseason.claims.anycase import AnyCase
from nextseason.claims.placing import Context, Expression, own_year, place
from nextseason.claims.timewords import MONTHS, WEEKDAYS, names_time, tag_words, time_word
from nextseason.domain import Window

# No honest sentence names more; a hostile one must not cost more.
MAX_WINDOWS = 24
# A year and what leads to it: "2020", ", 2020", "of last year", "in the same year".
_Y = r"c?[oi]?a?(?:y|wu)"
# What narrows a month down; a month stays whole all the same: "at the start of May".
_P = r"(?:p-?[oi]?a?|eoa?)?"
# Shapes of expressions over the tags of `timewords`, the more specific ones first.
_SHAPE = re.compile(
    "|".join(
        (
            r"(?P<iso>I)",
            r"(?P<run>R)",
            rf"(?P<holiday>H(?:{_Y})?)",
            rf"(?P<day>(?:Wc?a?)?(?:md(?:{_Y})?|do?m(?:{_Y})?))",
            rf"(?P<month>{_P}w?m(?!d)(?:{_Y})?)",
            rf"(?P<season>[oi]?{_P}a?w?s{_Y}|{_P}ws|[ai]s|p-?s|(?<=sj)s)",
            rf"(?P<quarter>(?:Q|[fe]q){_Y}|[few]qoau|Q)",
            rf"(?P<half>[few]ho?(?:{_Y}|au))",
            rf"(?P<part>(?:p(?:-?ja?-?p)?(?:Po)?-?|e(?:[eMPk]|ja?e)?o)(?:{_Y}|[oi]?au))",
            r"(?P<rest>l[oi]?a?(?:wu|u|y|wM|wk))",
            r"(?P<distance>[nd]o?[uMkK]g|i[nd]o?[uMkK]|[nd]o?[uMkK]bt)",
            r"(?P<unit>w[uMk])",
            r"(?P<weekday>w?W)",
            r"(?P<today>t|wT)",
            r"(?P<year>y)",
        )
    )
)
# Words that are none of time part the shapes, each of which has one of these tags.
_CORE = "IRHmsQqhytTWuMkK"
_STRETCH = re.compile(rf"[^x{_CORE}]*[{_CORE}][^x]*")
_FROM_TO = AnyCase(r",? (?:to|till|until|through|up to) (?:the )?| ?[-–—] ?")
_AND = AnyCase(r" and (?:the )?")
_OR = AnyCase(r",? or (?:else |maybe |perhaps |even |possibly )?(?:in )?(?:the )?")
_BETWEEN_BEFORE = AnyCase(r"\b(?:between|both)\W+(?:the )?$")
# "Moved from 2020 to 2021" is no range.
_MOVED = AnyCase(r"\b(?:mov|push|delay|postpon|shift|slip|chang|put back|brought)")
# Alternatives further apart than this are two answers, not one window.
_MAX_GAP = timedelta(days=190)
# A month's name in front of another capital is a person's or a title's part: "April Jones".
_NAME_AFTER = re.compile(r"['’]?\s[A-Z][a-z]")
# Words that lead up to a date; after the surest ones even "in May Halcyon ..." is one.
_LED = AnyCase(
    r"\b(?P<surely>in|by|until|till|since|before|during|after|around|through|back)"
    r"(?: the)?[ -]$"
    r"|\b(?:of|from|or|and|to|between|for|named|about|as|is|be)(?: the)?[ -]$",
)
# Months that are also common words or first names, or short forms.
_SURE_MONTHS = frozenset(name for name in MONTHS if len(name) > 3) - {"may", "march", "sept"}
_A_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_COUNTED_AFTER = re.compile(r"s\b|\s(?:viewers|households|people|hours|minutes)\b")


# Words without which a sentence names no window.
TIME_TRIGGERS: tuple[str, ...] = (
    *("19*", "20*", "q1", "q2", "q3", "q4", "h1", "h2", "quarter", "today", "yesterday"),
    *("tomorrow", "tonight", "spring", "summer", "autumn", "fall", "winter", "year", "years"),
    *("month", "months", "week", "weeks", "weekend", "day", "days", "morning", "evening"),
    *("night", "christmas", "halloween", "valentine", "sept", *MONTHS, *WEEKDAYS),
)


@dataclass(frozen=True, slots=True)
class WindowMention:
    """Days that `text[start:end]` names; of a range ("January till May") both ends, too."""

    window: Window
    start: int
    end: int
    ends: tuple[Window, Window] | None = None


@lru_cache(maxsize=256)
def find_windows(
    text: str, *, published: date | None, near: date | None = None
) -> tuple[WindowMention, ...]:
    """The windows that a sentence names, in its order.

    Parameters
    ----------
    text : str
        One sentence.
    published : date or None
        The day from which "next year" and "Monday" count; None: they give nothing.
    near : date or None
        Where `published` is not known, a day close to which a date without a year lies.

    Examples
    --------
    >>> [m.window.end.isoformat() for m in find_windows(
    ...     "It came out on May 10, 2019 and returns in early 2021.", published=None)]
    ['2019-05-10', '2021-04-30']
    >>> find_windows("It returns next year.", published=None)
    ()
    """
    if not names_time(text):
        return ()
    placed: list[WindowMention] = []
    for expression in _with_years(text, _expressions(text), published):
        said = placed[-1].window if placed else None
        if said and _links(text[placed[-1].end : expression.start]):
            expression = _following(expression, said)
        window = place(expression, Context(text, published, near, said))
        if window is not None:
            placed.append(WindowMention(window, expression.start, expression.end))
    return tuple(_joined(text, placed))


def dates_in_turn(texts: Sequence[str]) -> list[date | None]:
    """For each sentence of an undated article the day named last before it, or else first.

    Examples
    --------
    >>> dates_in_turn(["What now?", "It came out on May 4, 2021.", "In June it was over."])[2]
    datetime.date(2021, 5, 4)
    """
    turn: list[date | None] = []
    last = first = None
    for text in texts:
        turn.append(last)
        if _A_YEAR.search(text) and (named := find_windows(text, published=None)):
            last = named[-1].window.start
            first = first or last
    return [day or first for day in turn]


def _expressions(text: str) -> list[Expression]:
    words, tags = tag_words(text)
    found: list[Expression] = []
    for match in _shapes(tags):
        a, b = match.span()
        if len(found) == MAX_WINDOWS:
            break
        named = tuple(map(time_word, words[a:b]))
        expression = Expression(match.lastgroup or "", named, tags[a:b])
        if not _is_something_else(expression, text):
            found.append(expression)
    return found


def _shapes(tags: str) -> Iterator[re.Match[str]]:
    for stretch in _STRETCH.finditer(tags):
        yield from _SHAPE.finditer(tags, stretch.start(), stretch.end())


def _is_something_else(expression: Expression, text: str) -> bool:
    """A person called April, the fall of Rome, 2024 viewers, a year ago today."""
    if text.endswith(" ago ", 0, expression.start):
        return True
    dated = any(tag in "ydwu" for tag in expression.tags)
    if expression.shape == "month" and not dated and len(expression.tags) == 1:
        led = _LED.search(text[: expression.start])
        if led and led["surely"]:
            return False
        unsure = not led and expression.word("m") not in _SURE_MONTHS
        return unsure or bool(_NAME_AFTER.match(text, expression.end))
    if expression.shape == "season" and not dated:
        at = expression.words[-1].start
        return text[at].isupper() or text.startswith(" of ", expression.end)
    if expression.shape != "year":
        return False
    # "The best series of 2024", "2024 viewers"
    of = text.endswith(" of ", 0, expression.start) and not text.endswith(
        "months of ", 0, expression.start
    )
    return of or bool(_COUNTED_AFTER.match(text, expression.end))


def _with_years(text: str, found: list[Expression], published: date | None) -> list[Expression]:
    """Each with its own year, or the one that it shares: "January till May 2019"."""
    own = [_with_own_year(e, published) for e in found]
    for i in range(len(own) - 2, -1, -1):
        first, second = own[i], own[i + 1]
        between = text[first.end : second.start]
        if first.year is None and second.year is not None and first.month() and _links(between):
            runs_over = (second.month() or 12) < (first.month() or 0)
            own[i] = replace(first, year=second.year - runs_over)
    return own


def _with_own_year(expression: Expression, published: date | None) -> Expression:
    year = own_year(expression, published)
    return expression if year is None else replace(expression, year=year)


def _following(expression: Expression, said: Window) -> Expression:
    """ "May 2021 or June": the second has the year of the first, or the one after."""
    month = expression.month()
    if expression.year is not None or not month or "w" in expression.tags:
        return expression
    return replace(expression, year=said.start.year + (month < said.start.month))


def _links(between: str) -> bool:
    return any(p.fullmatch(between) for p in (_FROM_TO, _AND, _OR))


def _joined(text: str, placed: list[WindowMention]) -> list[WindowMention]:
    """Ranges and alternatives side by side, each as one mention."""
    result: list[WindowMention] = []
    for mention in placed:
        if result and (pair := _pair(text, result[-1], mention)):
            result[-1] = pair
        else:
            result.append(mention)
    return result


def _pair(text: str, first: WindowMention, second: WindowMention) -> WindowMention | None:
    between, before = text[first.end : second.start], text[: first.start]
    if second.window.start < first.window.start or first.ends:
        return None
    is_range = _FROM_TO.fullmatch(between) and not _MOVED.search(before[-60:])
    if is_range or (_AND.fullmatch(between) and _BETWEEN_BEFORE.search(before)):
        ends = (first.window, second.window)
    elif _OR.fullmatch(between) and second.window.start - first.window.end <= _MAX_GAP:
        ends = None
    else:
        return None
    whole = periods.joined(first.window, second.window)
    return WindowMention(whole, first.start, second.end, ends)
