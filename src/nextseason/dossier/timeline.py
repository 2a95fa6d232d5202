"""Where each claim on the renewal stands in the picture.

Claims with their articles -> Timeline.  Pure geometry: the template draws it.
Across, places are percentages, so that the picture fits a phone without shrinking its
letters; downwards they are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nextseason.domain import Certainty, Claim, Dossier, Renewal, RenewalStatus
from nextseason.dossier.claim_words import STATUS_WORDS, certainty_words, site_words
from nextseason.dossier.contents import timeline_of
from nextseason.dossier.day_words import MONTHS, short_day
from nextseason.dossier.text_words import count_words

# Dots of 11 px stay apart on a drawing as narrow as 300 px.
_APART = 4.0
_STEP_PX = 13
# Beyond this height dots lie on each other; the row's label gives their number.
_MOST_LEVELS = 12
_LABEL_PX = 24
_GAP_PX = 10
_LEFT, _RIGHT = 2.0, 98.0
# With undated claims their lane begins here, and the dated ones end before it.
_LANE = 84.0
_MOST_TICKS = 6
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One claim: `x` in per cent, `y` in px of its middle."""

    x: float
    y: int
    firm: bool  # stated or reported; a rumour or a guess is drawn hollow
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The claims with one answer; `base` is the line that they stand on, in px."""

    status: RenewalStatus
    label: str
    top: int
    base: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    label: str
    anchor: str  # start, middle or end: which part of the label stands at `x`
    minor: bool = False  # its label gives way on a narrow screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    undated_from: float | None  # None: every claim has its day
    bottom: int  # px, where the axis runs
    label: str  # what the picture shows, for those who do not see it


def draw_timeline(dossier: Dossier) -> Timeline | None:
    """The claims on the renewal by day, one row per answer; None where there are none."""
    claims = timeline_of(dossier)
    if not claims:
        return None
    days = [dossier.articles[claim.article_id].published for claim in claims]
    dated = [day for day in days if day]
    lane = _LANE if len(dated) < len(claims) else None
    right = _LANE - 4 if lane else _RIGHT
    by_answer: dict[tuple[RenewalStatus, bool], list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, Renewal):
            by_answer.setdefault((claim.value.status, claim.negated), []).append(claim)
    order = list(RenewalStatus)
    rows: list[Row] = []
    for said in sorted(by_answer, key=lambda said: (order.index(said[0]), said[1])):
        of_row = by_answer[said]
        row_days = [dossier.articles[claim.article_id].published for claim in of_row]
        places = _places(row_days, dated, right)
        top = rows[-1].base + _GAP_PX if rows else 0
        rows.append(_row(said, of_row, places, top, dossier))
    return Timeline(
        rows=tuple(rows),
        ticks=_ticks(min(dated), max(dated), right) if dated else (),
        undated_from=lane,
        bottom=rows[-1].base + _GAP_PX,
        label=_label(rows, dated, len(claims) - len(dated)),
    )


def _row(
    said: tuple[RenewalStatus, bool],
    claims: Sequence[Claim],
    places: Sequence[float],
    top: int,
    dossier: Dossier,
) -> Row:
    status, negated = said
    words = f"not {STATUS_WORDS[status]}" if negated else STATUS_WORDS[status]
    levels = _levels(places)
    base = top + _LABEL_PX + (max(levels) + 1) * _STEP_PX
    dots = tuple(
        Dot(
            x=round(x, 2),
            y=base - level * _STEP_PX - _STEP_PX // 2,
            firm=claim.certainty in (Certainty.STATED, Certainty.REPORTED),
            label=_dot_label(claim, dossier),
        )
        for claim, x, level in zip(claims, places, levels, strict=True)
    )
    label = f"{words}: {count_words(len(claims), 'claim')}"
    return Row(status=status, label=label, top=top, base=base, dots=dots)


def _places(days: Sequence[date | None], dated: Sequence[date], right: float) -> list[float]:
    """Ascending, since claims come by day and undated ones last."""
    places = [_x(day, dated, right) for day in days if day]
    n_undated = len(days) - len(places)
    # Undated dots fill their lane column by column.
    columns = (min(n // _MOST_LEVELS, 2) for n in range(n_undated))
    return places + [_LANE + _APART * (1 + column) for column in columns]


def _x(day: date, dated: Sequence[date], right: float) -> float:
    first, last = min(dated), max(dated)
    share = (day - first) / (last - first) if last > first else 0.5
    return _LEFT + share * (right - _LEFT)


def _levels(places: Sequence[float]) -> list[int]:
    """How high each dot must stand so as not to cover another; `places` is ascending."""
    levels: list[int] = []
    last_on: list[float] = []
    for x in places:
        free = (n for n, taken in enumerate(last_on) if x - taken >= _APART)
        level = min(next(free, len(last_on)), _MOST_LEVELS - 1)
        if level == len(last_on):
            last_on.append(x)
        else:
            last_on[level] = x
        levels.append(level)
    return levels


def _ticks(first: date, last: date, right: float) -> tuple[Tick, ...]:
    """Round months inside the span, or its two ends where it holds fewer than two."""
    span = (first, last)
    steps = (m for step in _MONTH_STEPS if len(m := _months(span, step)) <= _MOST_TICKS)
    months = next(steps, [])
    if len(months) >= 2:
        # From years on, the month says nothing.
        yearly = all(day.month == 1 for day in months)
        return tuple(
            Tick(
                x=round(_x(day, span, right), 2),
                label=str(day.year) if yearly else f"{MONTHS[day.month - 1][:3]} {day.year}",
                anchor=_anchor(_x(day, span, right), right),
                minor=number % 2 == 1,
            )
            for number, day in enumerate(months)
        )
    if first == last:
        x = round(_x(first, span, right), 2)
        return (Tick(x=x, label=short_day(first), anchor="middle"),)
    return (
        Tick(x=_LEFT, label=short_day(first), anchor="start"),
        Tick(x=right, label=short_day(last), anchor="end"),
    )


def _months(span: tuple[date, date], step: int) -> list[date]:
    first, last = span
    # Months are counted from year 0, so that steps of a year fall on January.
    start, end = (day.year * 12 + day.month - 1 for day in span)
    firsts = [date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1) if n % step == 0]
    return [day for day in firsts if first <= day <= last]


def _anchor(x: float, right: float) -> str:
    if x < _LEFT + 6:
        return "start"
    return "end" if x > right - 6 else "middle"


def _dot_label(claim: Claim, dossier: Dossier) -> str:
    article = dossier.articles[claim.article_id]
    return f"{short_day(article.published)}, {site_words(article)}: {certainty_words(claim)}"


def _label(rows: Sequence[Row], dated: Sequence[date], n_undated: int) -> str:
    said = "; ".join(row.label for row in rows)
    span = f" from {short_day(min(dated))} to {short_day(max(dated))}" if dated else ""
    undated = f"; {n_undated:,} undated" if n_undated else ""
    return f"Timeline of claims{span}. {said}{undated}. The list below gives each of them."
