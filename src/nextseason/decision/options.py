"""What can be decided: renew, order fewer, end it well, wait, cancel; and what users add in TOML.

TOML text -> tuple[Option, ...].  Pure.  Every factor compares with renewing as it was; all
defaults are assumptions that a user may put others in place of, under the same name.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nextseason.decision.cost import NOTHING
from nextseason.decision.distributions import Distribution, between, parse_distribution, point
from nextseason.errors import InputError

AS_BEFORE = point(1.0)
SHORTER_SHARE = 0.6  # of the episodes
FILM_EPISODES = 2  # the length of a film
FIELDS = (
    "name",
    "words",
    "episodes",
    "audience_factor",
    "cost_factor",
    "one_off",
    "pays_ending",
)
WAIT_FIELDS = ("weeks", "learns", "cost_per_week", "loss_per_week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be decided about the next season."""

    name: str
    words: str
    episodes: int  # 0: no season
    audience_factor: Distribution = AS_BEFORE  # of the forecast's views
    cost_factor: Distribution = AS_BEFORE  # of an episode's cost
    one_off: Distribution = NOTHING
    pays_ending: bool = False  # the contracts' penalties fall due

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InputError("an option has a name")
        if self.episodes < 0:
            raise InputError(f"option {self.name}: episodes are 0 or more, got {self.episodes}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """To decide some weeks later, knowing more and paying for it."""

    weeks: int
    learns: float  # share of the forecast's variance, of logs, that the weeks take away
    cost_per_week: Distribution  # share of the season's cost: options extended, crews held
    loss_per_week: Distribution  # share of the audience that does not come back for it

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise InputError(f"wait: at least one week, got {self.weeks}")
        if not 0 <= self.learns <= 1:
            raise InputError(f"wait: what it teaches is a share in 0-1, got {self.learns}")


# Assumed.  Four weeks are known when a forecast is made; later ones tell of completion and
# of how long it is watched, which halves what can be learned at all every six weeks.
MOST_LEARNED = 0.35
HALVED_IN_WEEKS = 6.0
WEEKLY_COST = between(0.001, 0.006)
WEEKLY_LOSS = between(0.001, 0.005)


def usual_wait(weeks: int) -> Wait:
    """Waiting, with what it teaches and costs by default.

    >>> round(usual_wait(6).learns, 3)
    0.175
    """
    learns = MOST_LEARNED * (1 - 2 ** (-max(weeks, 0) / HALVED_IN_WEEKS))
    return Wait(weeks=weeks, learns=learns, cost_per_week=WEEKLY_COST, loss_per_week=WEEKLY_LOSS)


def usual_options(episodes: int) -> tuple[Option, ...]:
    """Those that a platform has, for a season of so many episodes."""
    return (
        Option(name="renew", words="renew as it was", episodes=episodes),
        Option(
            name="shorter",
            words="order fewer episodes",
            episodes=max(1, round(episodes * SHORTER_SHARE)),
            audience_factor=between(0.8, 1.0),
            cost_factor=between(1.0, 1.15),  # sets and leads are paid for whatever the number
        ),
        Option(
            name="final",
            words="renew as the final season",
            episodes=episodes,
            audience_factor=between(0.95, 1.15),
            cost_factor=between(1.0, 1.15),
        ),
        Option(
            name="film",
            words="end it with a film",
            episodes=FILM_EPISODES,
            audience_factor=between(0.3, 0.8),
            cost_factor=between(1.0, 1.8),
        ),
        Option(name="cancel", words="cancel", episodes=0, pays_ending=True),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOptions:
    """What a user's file says."""

    options: tuple[Option, ...] = ()
    wait: Wait | None = None  # None: it says nothing of waiting


def read_options(text: str, *, source: str, episodes: int) -> OwnOptions:
    """The options of a TOML file, each an `[[option]]`, and `[wait]`; what is left out is as usual.

    Raises
    ------
    InputError
        Names the option, the field, and what would do.

    Examples
    --------
    >>> text = '''
    ... [[option]]
    ... name = "two parts"
    ... episodes = 12
    ... audience_factor = "0.9..1.2"
    ... one_off = 2e6
    ... '''
    >>> read_options(text, source="mine.toml", episodes=8).options[0].episodes
    12
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"{source} is no TOML: {fault}") from fault
    rows, wait = document.pop("option", []), document.pop("wait", None)
    if document or not isinstance(rows, list) or not (rows or wait):
        other = f"; it has {', '.join(document)}" if document else ""
        raise InputError(
            f"{source}: write each option under [[option]], waiting under [wait]{other}"
        )
    return OwnOptions(
        options=tuple(
            _option(row, where=f"{source}, option {number}", episodes=episodes)
            for number, row in enumerate(rows, 1)
        ),
        wait=None if wait is None else _wait(wait, where=f"{source}, wait"),
    )


def with_own(options: tuple[Option, ...], own: tuple[Option, ...]) -> tuple[Option, ...]:
    """The user's own options in place of those of the same name, the others behind."""
    names = [option.name for option in own]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"two options are named {name!r}; give each a name of its own")
    by_name = {option.name: option for option in own}
    kept = tuple(by_name.pop(option.name, option) for option in options)
    return (*kept, *by_name.values())


def _option(row: Any, *, where: str, episodes: int) -> Option:
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str):
        raise InputError(f'{where}: give it a name, such as name = "two parts"')
    where = f"{where} ({row['name']})"
    unknown = sorted(set(row) - set(FIELDS))
    if unknown:
        raise InputError(f"{where}: no field {unknown[0]!r}; there are {', '.join(FIELDS)}")
    count, pays = row.get("episodes", episodes), row.get("pays_ending", False)
    if not isinstance(count, int) or isinstance(count, bool):
        raise InputError(f"{where}: episodes is a whole number, got {count!r}")
    if not isinstance(pays, bool):
        raise InputError(f"{where}: pays_ending is true or false, got {pays!r}")
    return Option(
        name=row["name"],
        words=str(row.get("words", row["name"])),
        episodes=count,
        audience_factor=_told(row, "audience_factor", AS_BEFORE, where),
        cost_factor=_told(row, "cost_factor", AS_BEFORE, where),
        one_off=_told(row, "one_off", NOTHING, where),
        pays_ending=pays,
    )


def _wait(row: Any, *, where: str) -> Wait:
    if not isinstance(row, Mapping) or type(row.get("weeks")) is not int:
        raise InputError(f"{where}: say how long, such as weeks = 6")
    unknown = sorted(set(row) - set(WAIT_FIELDS))
    if unknown:
        raise InputError(f"{where}: no field {unknown[0]!r}; there are {', '.join(WAIT_FIELDS)}")
    usual = usual_wait(row["weeks"])
    learns = _told(row, "learns", point(usual.learns), where)
    if not learns.is_certain:
        raise InputError(f"{where}, learns: one share of the forecast's variance, such as 0.2")
    return Wait(
        weeks=row["weeks"],
        learns=learns.values[0],
        cost_per_week=_told(row, "cost_per_week", usual.cost_per_week, where),
        loss_per_week=_told(row, "loss_per_week", usual.loss_per_week, where),
    )


def _told(row: Mapping[str, Any], field: str, usual: Distribution, where: str) -> Distribution:
    if field not in row:
        return usual
    told = parse_distribution(str(row[field]), what=f"{where}, {field}")
    if told.currency:
        raise InputError(
            f"{where}, {field}: leave {told.currency} out; options are in the currency of the case"
        )
    return told.distribution
