"""What a forecast starts from: seasons, the weeks in which they were listed, and what was decided.

Nouns only.  They are filled from charts and decision files in `flow`-level modules; a forecast
reads them as of a day (`covariates`).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from nextseason.errors import InputError

PUBLISHED_AFTER = timedelta(days=2)  # a week ends on Sunday and is published on Tuesday


class Outcome(StrEnum):
    """What became of a season."""

    RENEWED = "renewed"
    CANCELLED = "cancelled"
    CONCLUDED = "concluded"  # it was the planned end
    UNDECIDED = "undecided"  # nothing was announced; often a silent end


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWeek:
    """A week in which a season was on the list of ten."""

    last_day: date  # a Sunday
    rank: int
    hours: float

    @property
    def published(self) -> date:
        return self.last_day + PUBLISHED_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRecord:
    """A season's facts, known on its first day, and its weeks on the list."""

    show: str
    title: str
    season: int | None  # None: not counted
    premiered: date
    english: bool | None = None  # None: not known; so below
    scripted: bool | None = None
    limited: bool = False  # called a limited series: meant to be the only one
    runtime_hours: float | None = None  # of all episodes together
    weeks: tuple[ListedWeek, ...] = ()  # in order
    platform: str | None = None

    def until(self, day: date) -> "SeasonRecord":
        """The record as it could be read on a day."""
        return replace(self, weeks=tuple(w for w in self.weeks if w.published <= day))


@dataclass(frozen=True, kw_only=True)
class History:
    """All seasons that are known, and what tenth place had in each week."""

    records: tuple[SeasonRecord, ...]
    tenth_hours: Mapping[tuple[bool, date], float] = field(default_factory=dict)
    # by list (English or not) and the week's last day

    @cached_property
    def by_show(self) -> Mapping[str, tuple[SeasonRecord, ...]]:
        """Each show's seasons by premiere; names folded."""
        shows = defaultdict(list)
        for record in sorted(self.records, key=lambda r: (r.premiered, r.title)):
            shows[record.show.casefold()].append(record)
        return {show: tuple(records) for show, records in shows.items()}

    def before(self, record: SeasonRecord) -> tuple[SeasonRecord, ...]:
        """The show's seasons that premiered earlier."""
        seasons = self.by_show.get(record.show.casefold(), ())
        return tuple(r for r in seasons if r.premiered < record.premiered)

    def until(self, day: date) -> "History":
        """The history as it could be read on a day."""
        return History(
            records=tuple(r.until(day) for r in self.records if r.premiered <= day),
            tenth_hours={
                key: hours
                for key, hours in self.tenth_hours.items()
                if key[1] + PUBLISHED_AFTER <= day
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedSeason:
    """A season, and what was decided about the next one."""

    record: SeasonRecord
    outcome: Outcome
    earliest: date | None = None  # the decision's day lies between these; None: not known
    latest: date | None = None
    final_next: bool = False  # the renewal was announced to be the last

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise InputError(f"{self.record.title}: a decision's span needs both ends or none")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InputError(f"{self.record.title}: {self.earliest} is after {self.latest}")

    @property
    def middle(self) -> date | None:
        """The decision's day, or the middle of the span in which it lies."""
        if not self.earliest or not self.latest:
            return None
        return self.earliest + (self.latest - self.earliest) / 2
