"""A finding's days in a line of words and in a picture.

Finding -> str, DayStrip.  Pure geometry: the template draws it.  Across, places are
percentages; upwards they are pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from nextseason.domain import DayShare, Finding, NoDay, Window
from nextseason.dossier.day_words import short_day, window_words
from nextseason.dossier.finding_words import NO_SEASON
from nextseason.dossier.text_words import percent_words

LEVELS = (0.5, 0.9)  # the days that hold at least so much of what is possible
WORTH_TELLING = 0.01  # a smaller chance that there is no day is left out
_MOST_WINDOWS = 2  # that are named one by one; of more, the whole span
_HEIGHT_PX = 36
_LEAST_PX = 2
_LEAST_WIDTH = 0.8  # per cent: a day in a span of years can still be seen
_MARGIN_DAYS = 15  # on both sides: a single day is a mark on a line, not the line

_NO_DAY_WORDS = {NoDay.UNKNOWN: "no day known", NoDay.NEVER: NO_SEASON}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The days of one window, as high as the root of how likely each of them is."""

    x: float
    width: float
    height: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStrip:
    bars: tuple[Bar, ...]
    start: str
    end: str
    height: int
    words: str  # the same in a line


def days_line(finding: Finding) -> str:
    """The likeliest days, from the likeliest on; empty where no day is told of.

    Examples
    --------
    >>> from nextseason.domain import Answer, Question, Topic, Verdict
    >>> may, autumn = (
    ...     Window(start=date(2027, 5, 1), end=date(2027, 5, 31)),
    ...     Window(start=date(2027, 9, 1), end=date(2027, 11, 30)),
    ... )
    >>> finding = Finding(
    ...     question=Question(show="X", season=2, topic=Topic.RELEASE),
    ...     as_of=date(2027, 1, 1),
    ...     answers=(Answer(text="2027-05-01/2027-05-31", probability=0.7),),
    ...     verdict=Verdict.LIKELY,
    ...     since=None,
    ...     days=(
    ...         DayShare(when=may, probability=0.7),
    ...         DayShare(when=autumn, probability=0.22),
    ...         DayShare(when=NoDay.UNKNOWN, probability=0.08),
    ...     ),
    ... )
    >>> days_line(finding)
    '50% May 2027; 90% May 2027 or autumn 2027; no day known 8%'
    """
    named = _named(finding.days)
    if not named:
        return ""
    told = {_windows_words(held): level for level in LEVELS if (held := _likeliest(named, level))}
    parts = [f"{percent_words(level)} {words}" for words, level in told.items()]
    parts += [
        f"{_NO_DAY_WORDS[share.when]} {percent_words(share.probability)}"
        for share in finding.days
        if isinstance(share.when, NoDay) and share.probability >= WORTH_TELLING
    ]
    return "; ".join(parts)


def draw_days(finding: Finding) -> DayStrip | None:
    """How the chances lie over the days; None where no day is told of."""
    named = _named(finding.days)
    if not named:
        return None
    margin = timedelta(days=_MARGIN_DAYS)
    span = Window(start=named[0][0].start - margin, end=named[-1][0].end + margin)
    densest = max(probability / window.days for window, probability in named)
    return DayStrip(
        bars=tuple(_bar(window, probability, span, densest) for window, probability in named),
        start=short_day(span.start),
        end=short_day(span.end),
        height=_HEIGHT_PX,
        words=days_line(finding),
    )


def _bar(window: Window, probability: float, span: Window, densest: float) -> Bar:
    x = (window.start - span.start).days / span.days
    share = sqrt(probability / window.days / densest)
    return Bar(
        x=round(100 * x, 2),
        width=round(max(_LEAST_WIDTH, 100 * window.days / span.days), 2),
        height=max(_LEAST_PX, round(_HEIGHT_PX * share)),
        label=f"{window_words(window)}: {percent_words(probability)}",
    )


def _named(shares: Iterable[DayShare]) -> list[tuple[Window, float]]:
    return [(s.when, s.probability) for s in shares if isinstance(s.when, Window)]


def _likeliest(named: Sequence[tuple[Window, float]], level: float) -> list[Window]:
    """The windows with the likeliest days that hold so much; none where all do not."""
    held: list[Window] = []
    total = 0.0
    for window, probability in sorted(named, key=lambda piece: -piece[1] / piece[0].days):
        held.append(window)
        total += probability
        if total >= level:
            return _joined(held)
    return []


def _joined(windows: Iterable[Window]) -> list[Window]:
    """In order, and those that follow upon each other as one."""
    joined: list[Window] = []
    for window in sorted(windows):
        if joined and _day_after(joined[-1].end) == window.start:
            joined[-1] = Window(start=joined[-1].start, end=window.end)
        else:
            joined.append(window)
    return joined


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _windows_words(windows: Sequence[Window]) -> str:
    if len(windows) > _MOST_WINDOWS:
        return window_words(Window(start=windows[0].start, end=windows[-1].end))
    return " or ".join(map(window_words, windows))
