"""An expression of time, placed in the calendar.

Expression and context -> Window.  The context is the day of publication, the date named
before in the sentence, and the tense, which tells last March from the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from nextseason.claims import periods
from nextseason.claims.tense import Tense, read_tense
from nextseason.claims.timewords import HOLIDAYS, MONTHS, PART_OF, WEEKDAYS, TimeWord, number_in
from nextseason.domain import Window

# How long ago a day may lie for a sentence in the present tense to speak of it.
_JUST_NOW = timedelta(days=21)
_YEARS_ON = {"next": 1, "following": 1, "new": 1, "last": -1, "past": -1, "previous": -1}
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of time that belong together, and their tags (see `timewords`)."""

    shape: str
    words: tuple[TimeWord, ...]
    tags: str
    year: int | None = None  # None: not named

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def word(self, tags: str) -> str | None:
        """The first word with one of these tags."""
        for word, tag in zip(self.words, self.tags, strict=True):
            if tag in tags:
                return word.folded
        return None

    def month(self) -> int | None:
        """The month that it names, or with which the season begins that it names."""
        if name := self.word("m"):
            return MONTHS[name]
        season = self.word("s")
        return periods.SEASONS[season] if season else None


@dataclass(frozen=True, slots=True)
class Context:
    text: str
    published: date | None
    near: date | None  # close to which dates lie where `published` is not known
    said: Window | None  # named before in the sentence


def own_year(expression: Expression, published: date | None) -> int | None:
    """The year that an expression names itself: "2020", "last year"."""
    if year := expression.word("y"):
        return int(year)
    at = expression.tags.find("u")
    if published is None or at < 0:
        return None
    which = expression.words[at - 1].folded if expression.tags[at - 1] == "w" else "this"
    return None if which in ("that", "same") else published.year + _YEARS_ON.get(which, 0)


def place(expression: Expression, context: Context) -> Window | None:
    """The window of an expression; None where it cannot be told or does not exist."""
    try:
        return _PLACERS[expression.shape](expression, context)
    except (ValueError, OverflowError):  # 30 February; a count of years beyond the calendar
        return None


def _place_iso(expression: Expression, context: Context) -> Window | None:
    return periods.day_window(date.fromisoformat(expression.words[0].folded))


def _place_run(expression: Expression, context: Context) -> Window | None:
    """ "2015-16" and "2015-2016"."""
    text = expression.words[0].folded
    first = int(text[:4])
    last = int(text[5:]) if len(text) > 7 else first - first % 100 + int(text[5:])
    if not first < last:
        return None
    return periods.joined(periods.year_window(first), periods.year_window(last))


def _place_holiday(expression: Expression, context: Context) -> Window | None:
    month, day = HOLIDAYS[expression.word("H") or ""]
    year = _year(expression, context, month, day)
    return None if year is None else periods.day_window(date(year, month, day))


def _place_day(expression: Expression, context: Context) -> Window | None:
    month = expression.month() or 0
    day = int((expression.word("d") or "").rstrip("stndrh"))
    year = _year(expression, context, month, day)
    return None if year is None else periods.day_window(date(year, month, day))


def _place_month(expression: Expression, context: Context) -> Window | None:
    month = expression.month() or 0
    year = _year(expression, context, month)
    return None if year is None else periods.months_window(year, month)


def _place_season(expression: Expression, context: Context) -> Window | None:
    year = _year(expression, context, expression.month() or 0)
    return None if year is None else periods.season_window(year, expression.word("s") or "")


def _place_quarter(expression: Expression, context: Context) -> Window | None:
    year = expression.year or (context.published and context.published.year)
    word = expression.word("Qfew") or ""
    if not year:
        return None
    if word.startswith("h"):
        return periods.half_window(year, number_in(word))
    return periods.quarter_window(year, number_in(word))


def _place_half(expression: Expression, context: Context) -> Window | None:
    year = expression.year
    return (
        None
        if year is None
        else periods.half_window(year, min(2, number_in(expression.word("few") or "")))
    )


def _place_part(expression: Expression, context: Context) -> Window | None:
    """ "Late 2025", "early-to-mid 2021"; "by the end of 2021" is the whole of 2021."""
    year = expression.year
    if year is None:
        return None
    words = [w.folded for w, t in zip(expression.words, expression.tags, strict=True) if t in "pe"]
    if words == ["end"] and _is_deadline(context.text, expression.start):
        return _rest_of_year(year, context.published)
    parts = [periods.part_window(year, PART_OF[word]) for word in words]
    return periods.joined(parts[0], parts[-1])


def _is_deadline(text: str, at: int) -> bool:
    words = text[max(0, at - 24) : at].lower().split()
    return any(word in ("by", "before") for word in words[-3:])


def _rest_of_year(year: int, published: date | None) -> Window:
    whole = periods.year_window(year)
    if published and published.year == year:
        return Window(start=published, end=whole.end)
    return whole


def _place_rest(expression: Expression, context: Context) -> Window | None:
    """ "Later this year" begins today, "earlier this month" ends today."""
    later = expression.word("l") == "later"
    here = context.published
    if expression.tags[-1] == "M":
        if here is None:
            return None
        return _cut(periods.months_window(here.year, here.month), here, later=later)
    if expression.tags[-1] == "k":
        return _cut(periods.week_window(here), here, later=later) if here else None
    year = expression.year or (context.said and context.said.start.year)
    if not year:
        return None
    if expression.word("y") is None and here and here.year == year:
        return _cut(periods.year_window(year), here, later=later)
    return periods.part_window(year, "late" if later else "early")


def _cut(window: Window, here: date, *, later: bool) -> Window:
    if later:
        return Window(start=here, end=window.end)
    return Window(start=window.start, end=here)


def _place_distance(expression: Expression, context: Context) -> Window | None:
    """ "Two months ago", "in a week", "within three months", "two days from today"."""
    here = context.published
    if here is None:
        return None
    if context.text.endswith(" time ", 0, expression.start):
        return None  # "for the first time in ten years"
    n = number_in(expression.word("nd") or "") * (-1 if "g" in expression.tags else 1)
    if n > 0 and read_tense(context.text, expression.start) is Tense.PAST:
        return None
    unit = next(t for t in expression.tags if t in "uMkK")
    if unit == "u":
        return periods.year_window(here.year + n)
    if unit == "M":
        month = periods.add_months(here, n)
        if expression.words[0].folded == "within":
            return Window(start=here, end=month)
        return periods.months_window(month.year, month.month)
    day = here + n * (_WEEK if unit == "k" else timedelta(days=1))
    if expression.words[0].folded == "within":
        return Window(start=here, end=day)
    return periods.day_window(day)


def _place_unit(expression: Expression, context: Context) -> Window | None:
    """ "This year", "last month", "next week"; plurals ("the coming weeks") are no window."""
    which, unit = expression.words[0].folded, expression.words[-1].folded
    here = context.published
    if unit.endswith("s") and not unit.endswith("'s"):
        return None
    if which in ("that", "same", "following") and context.said and expression.tags[-1] == "u":
        return periods.year_window(context.said.start.year + (which == "following"))
    if here is None or which in ("that", "same", "past", "coming", "previous", "upcoming"):
        return None
    n = _YEARS_ON.get(which, 0)
    if expression.tags[-1] == "M":
        month = periods.add_months(here, n)
        return periods.months_window(month.year, month.month)
    if expression.tags[-1] == "k":
        week = periods.week_window(here + n * _WEEK)
        if "end" in unit:
            return Window(start=week.end - timedelta(days=1), end=week.end)
        return week
    if n == 0 and read_tense(context.text, expression.start) is Tense.PAST:
        return Window(start=date(here.year, 1, 1), end=here)
    return periods.year_window(here.year + n)


def _place_weekday(expression: Expression, context: Context) -> Window | None:
    here = context.published
    if here is None:
        return None
    which = expression.word("w")
    on = (WEEKDAYS[expression.word("W") or ""] - here.weekday()) % 7
    if which == "next":
        return periods.day_window(here + timedelta(days=on or 7))
    tense = read_tense(context.text, expression.start)
    if which == "last" or (tense in (Tense.PAST, Tense.UNKNOWN) and which is None):
        back = (7 - on) % 7 or (7 if which == "last" else 0)
        return periods.day_window(here - timedelta(days=back))
    return periods.day_window(here + timedelta(days=on))


def _place_today(expression: Expression, context: Context) -> Window | None:
    if context.published is None:
        return None
    words = {w.folded for w in expression.words}
    if "w" in expression.tags and not words & {"this", "last"}:
        return None
    days = 1 if "tomorrow" in words else -1 if words & {"yesterday", "last"} else 0
    return periods.day_window(context.published + timedelta(days=days))


def _place_year(expression: Expression, context: Context) -> Window | None:
    return None if expression.year is None else periods.year_window(expression.year)


def _year(expression: Expression, context: Context, month: int, day: int = 1) -> int | None:
    """The year of a day or month: its own, or the one that `which` and the tense point to."""
    if expression.year is not None:
        return expression.year
    which = expression.word("w")
    day = min(day, 28)
    tense = read_tense(context.text, expression.start)
    if context.said and which in (None, "that", "same"):
        year = context.said.start.year if which else _year_said(context.said, month, day, tense)
        if year is not None:
            return year
    here = context.published
    if here is None:
        around = context.said.start if context.said else context.near
        return None if around is None else _nearest_year(around, month, day)
    if which is not None:
        return here.year + _years_on(which, month, here)
    return _year_by_tense(here, month, day, tense)


def _year_said(said: Window, month: int, day: int, tense: Tense) -> int | None:
    """The year that a date has from the one before it in its sentence.

    "In 2021, perhaps in the summer"; "it began in May 2020 and was suspended in June".
    """
    if tense is Tense.PAST and said.days < periods.YEAR_DAYS:
        return _nearest_year(said.start, month, day)
    if tense is not Tense.PAST and said == periods.year_window(said.start.year):
        return said.start.year
    return None


def _years_on(which: str, month: int, here: date) -> int:
    """Last March, this March, next March: in which year from this one."""
    if which == "last":
        return -(month >= here.month)
    return int(which == "next" and month <= here.month)


def _year_by_tense(here: date, month: int, day: int, tense: Tense) -> int:
    before = here.year - (date(here.year, month, day) > here)
    if tense is Tense.PAST:
        return before
    if tense is Tense.UNKNOWN:
        return _nearest_year(here, month, day)
    if tense is Tense.PRESENT and here - date(before, month, day) <= _JUST_NOW:
        return before
    is_over = (month, day) < (here.month, here.day if day > 1 else 1)
    return here.year + is_over


def _nearest_year(here: date, month: int, day: int) -> int:
    return min(
        (here.year - 1, here.year, here.year + 1),
        key=lambda year: abs((date(year, month, day) - here).days),
    )


_PLACERS: dict[str, Callable[[Expression, Context], Window | None]] = {
    "iso": _place_iso,
    "run": _place_run,
    "holiday": _place_holiday,
    "day": _place_day,
    "month": _place_month,
    "season": _place_season,
    "quarter": _place_quarter,
    "half": _place_half,
    "part": _place_part,
    "rest": _place_rest,
    "distance": _place_distance,
    "unit": _place_unit,
    "weekday": _place_weekday,
    "today": _place_today,
    "year": _place_year,
}
