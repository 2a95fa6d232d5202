"""Seasons to forecast from, out of charts and decision files.

Charts' table and decisions' rows -> History, DecidedSeasons.  Here the viewing stage's table is
turned into the forecast stage's nouns.  Pure.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nextseason.errors import InputError
from nextseason.forecast.season_record import (
    DecidedSeason,
    History,
    ListedWeek,
    Outcome,
    SeasonRecord,
)
from nextseason.viewing.cells import NOT_APPLICABLE
from nextseason.viewing.season_names import SeasonKind

ENGLISH, NON_ENGLISH = "TV (English)", "TV (Non-English)"
USUAL_PREMIERE = timedelta(days=3)  # after the Monday of its week: a Thursday
NEEDED = frozenset(
    "show season season_title language scripted premiered outcome decided_on "
    "decided_precision final_announced_with_renewal".split()
)
_COLUMNS = (
    "show season season_kind category chart title first_day last_day rank hours runtime_hours "
    "release_date country"
).split()


def read_decisions(text: str, *, source: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a decision file; a season without a title has its show's.

    Raises
    ------
    InputError
        A column is missing, or a row's outcome or day cannot be read.
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    missing = NEEDED - set(rows[0] if rows else ())
    if missing:
        raise InputError(f"{source} lacks the columns {', '.join(sorted(missing))}")
    for number, row in enumerate(rows, 2):
        try:
            Outcome(row["outcome"])
            _span(row["decided_on"], row["decided_precision"])
            _day(row["premiered"])
        except ValueError as fault:
            raise InputError(f"{source}, row {number}: {fault}") from fault
    return tuple({**row, "season_title": _title(row)} for row in rows)


def _title(row: Mapping[str, str]) -> str:
    title = row["season_title"]
    return row["show"] if title in NOT_APPLICABLE else title


def chart_history(table: pa.Table, decisions: Iterable[Mapping[str, str]] = ()) -> History:
    """The charts' seasons; decisions add what charts do not tell (scripted, exact premieres)."""
    told = {row["season_title"].casefold(): row for row in decisions}
    rows = _series_rows(table)
    by_title: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _titled(rows):
        by_title[row["title"].split(" // ")[0].strip().casefold()].append(row)
    records = [
        record
        for key, found in sorted(by_title.items())
        if (record := _record(found, told.get(key)))
    ]
    listed = {record.title.casefold() for record in records}
    records += [
        _unlisted(row) for key, row in told.items() if key not in listed and row["premiered"]
    ]
    return History(records=tuple(records), tenth_hours=_tenth_hours(rows))


def decided_seasons(
    decisions: Iterable[Mapping[str, str]], history: History
) -> tuple[DecidedSeason, ...]:
    """The decisions with their seasons' records; rows without a premiere are left out."""
    by_title = {record.title.casefold(): record for record in history.records}
    return tuple(
        _decided(row, by_title[row["season_title"].casefold()])
        for row in decisions
        if row["premiered"] and row["season_title"].casefold() in by_title
    )


def _decided(row: Mapping[str, str], record: SeasonRecord) -> DecidedSeason:
    earliest, latest = _span(row["decided_on"], row["decided_precision"])
    return DecidedSeason(
        record=record,
        outcome=Outcome(row["outcome"]),
        earliest=earliest,
        latest=latest,
        final_next=row["final_announced_with_renewal"] == "yes",
    )


def _series_rows(table: pa.Table) -> list[dict[str, Any]]:
    series = pc.starts_with(pc.fill_null(table["category"], ""), "TV")
    world = pc.is_null(table["country"])
    kept = table.filter(pc.and_(series, world)).select(_COLUMNS)
    rows: list[dict[str, Any]] = kept.to_pylist()
    return rows


def _titled(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a title.  One without is of the show's only season, unless others are listed:
    which of them it is, it does not tell.
    """
    several = {
        row["show"].casefold()
        for row in rows
        if row["title"] and row["season_kind"] != SeasonKind.WHOLE
    }
    return [
        row if row["title"] else {**row, "title": row["show"], "season": 1}
        for row in rows
        if row["title"] or row["show"].casefold() not in several
    ]


def _record(
    rows: Sequence[Mapping[str, Any]], told: Mapping[str, str] | None
) -> SeasonRecord | None:
    weekly = sorted((r for r in rows if r["chart"] == "weekly"), key=lambda r: r["last_day"])
    premiered = _premiere(rows, weekly, told)
    if premiered is None:
        return None
    runtimes = [r["runtime_hours"] for r in rows if r["runtime_hours"]]
    first = weekly[0] if weekly else rows[0]
    home = any(" // " in r["title"] for r in rows)
    listed = {ENGLISH: True, NON_ENGLISH: False}.get(first["category"])
    return SeasonRecord(
        show=first["show"],
        title=first["title"].split(" // ")[0].strip(),
        season=first["season"],
        premiered=premiered,
        english=_said(told, "language", "english")
        if told
        else (not home if listed is None else listed),
        scripted=_said(told, "scripted", "yes") if told else None,
        limited=any(r["season_kind"] == "limited" for r in rows),
        runtime_hours=max(runtimes, default=None),
        weeks=tuple(
            ListedWeek(last_day=r["last_day"], rank=r["rank"], hours=float(r["hours"]))
            for r in weekly
        ),
    )


def _unlisted(row: Mapping[str, str]) -> SeasonRecord:
    return SeasonRecord(
        show=row["show"],
        title=row["season_title"],
        season=int(row["season"]) if row["season"] else None,
        premiered=date.fromisoformat(row["premiered"]),
        english=_said(row, "language", "english"),
        scripted=_said(row, "scripted", "yes"),
        limited="limited series" in row["season_title"].casefold(),
    )


def _premiere(
    rows: Sequence[Mapping[str, Any]],
    weekly: Sequence[Mapping[str, Any]],
    told: Mapping[str, str] | None,
) -> date | None:
    if told and told["premiered"]:
        return date.fromisoformat(told["premiered"])
    released = [r["release_date"] for r in rows if r["release_date"]]
    if released:
        earliest: date = min(released)
        return earliest
    return weekly[0]["first_day"] + USUAL_PREMIERE if weekly else None


def _tenth_hours(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[bool, date], float]:
    """Of rows that tell their season: the list is by views, so a special of an hour stands on it
    with fewer hours than any season would, and says nothing of a season's place.
    """
    lowest: dict[tuple[bool, date], float] = {}
    for row in rows:
        if row["chart"] == "weekly" and row["hours"] and row["title"]:
            key = row["category"] == ENGLISH, row["last_day"]
            lowest[key] = min(lowest.get(key, float("inf")), float(row["hours"]))
    return lowest


def _said(row: Mapping[str, str], column: str, word: str) -> bool:
    return row[column] == word


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(text: str, precision: str) -> tuple[date | None, date | None]:
    """The days in which a decision's day lies."""
    day = _day(text)
    if not day or precision not in ("month", "year"):
        return day, day
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), after - timedelta(days=1)
