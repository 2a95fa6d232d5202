"""What the figures say: how a season was watched, and what is to be expected of the next."""

from dataclasses import dataclass
from datetime import date

from nextseason.domain.checks import require, require_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookPoint:
    """The chance of each outcome by a day; what is missing to 1 is still undecided."""

    day: date
    renewed: float
    cancelled: float
    concluded: float
    renewed_low: float  # 90 % of the model's fits lie between these
    renewed_high: float

    def __post_init__(self) -> None:
        total = self.renewed + self.cancelled + self.concluded
        require(
            min(self.renewed, self.cancelled, self.concluded) >= 0 and total <= 1 + 1e-9,
            f"outcomes on {self.day} have the chance {total} together",
        )

    @property
    def undecided(self) -> float:
        return max(0.0, 1.0 - self.renewed - self.cancelled - self.concluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastReason:
    """What moved a forecast, and by how much."""

    text: str  # "its hours were 3.1 times those of tenth place"
    effect: float  # on the chance of renewal by the horizon, against a usual season


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableSeason:
    """A season like it, and what became of it."""

    title: str
    views: float  # of four weeks
    following_views: float  # of the next season's four weeks
    gap_days: int  # between the two premieres


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeSeason:
    """A season that was as likely to be renewed for the same reasons, and whether another came."""

    title: str
    gap_days: int | None  # between the two premieres; None: no other came
    waited_days: int  # from its premiere to the forecast's day


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is to be expected of a season's next one, as of a day."""

    show: str
    season: int | None  # the one that is out; None: not counted
    as_of: date
    renewal: tuple[OutlookPoint, ...]  # in order of days, the first is `as_of`
    horizon: date  # 18 months after the premiere, or the last day of `renewal`
    renewed_by_horizon: float
    release: tuple[tuple[float, date], ...] = ()  # level and day, if renewed; (): none comes
    release_weeks: tuple[tuple[date, float], ...] = ()  # a week's middle, chance of the premiere
    audience: tuple[tuple[float, float], ...] = ()  # level and views, were there one; (): not known
    watched: tuple[tuple[date, float], ...] = ()  # premieres of its seasons, four-week views
    reasons: tuple[ForecastReason, ...] = ()  # strongest first
    comparable: tuple[ComparableSeason, ...] = ()  # for the audience
    alike: tuple[AlikeSeason, ...] = ()  # for the renewal, nearest first
    notes: tuple[str, ...] = ()  # what was not known, and what that does


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A measured number with its 90 % interval; counted ones have no width."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        require(
            self.low <= self.value <= self.high,
            f"an amount lies in its interval; got {self.low} <= {self.value} <= {self.high}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFigures:
    """How a season was watched, as far as it was measured; None: the source does not tell.

    Days count from the premiere; `docs/viewing.md` defines each figure.
    """

    show: str
    season: int | None  # None: not counted, see season_name
    season_name: str | None = None
    source: str  # the log or the charts that were measured
    as_of: date  # the last day that they cover
    premiere: date | None  # None: counted from the first week in which it was listed
    starters: int | None = None  # accounts
    completers: int | None = None  # accounts
    completion_rate: float | None = None  # completers / starters, 0-1
    retention: tuple[float, ...] = ()  # per episode, of the starters, 0-1
    reach: int | None = None  # accounts with a qualifying view
    hours_7d: Amount | None = None
    hours_28d: Amount | None = None
    hours_91d: Amount | None = None
    views_7d: Amount | None = None  # hours / runtime of the season
    views_28d: Amount | None = None
    views_91d: Amount | None = None
    decay_rate: Amount | None = None  # share lost from the first full week to the next
    half_life_weeks: Amount | None = None
    weeks_in_list: int | None = None  # on the platform's list of ten
    quarter_position: float | None = None  # share of the quarter's releases below it, 0-1
    adjusted_view_share: float | None = None  # 0-1

    def __post_init__(self) -> None:
        require_name(self.show, "the show of a season's figures")
        shares = (self.completion_rate, self.quarter_position, self.adjusted_view_share)
        for share in (*shares, *self.retention):
            require(share is None or 0.0 <= share <= 1.0, f"a share lies in 0-1, got {share}")
