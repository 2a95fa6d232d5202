"""Viewing events: which columns they have, and which of them can be counted.

A log's table -> sittings, each with a fault or none, as an Ibis expression.  A sitting is an
event with its episode's code and the time since the episode's premiere.  Nothing is opened here.
"""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from nextseason.errors import InputError
from nextseason.viewing.account_sample import in_sample

NEEDED = ("account_id", "show_id", "season", "episode", "started_at", "seconds_viewed")
OPTIONAL = ("profile_id", "country", "device")
MAX_SINCE_SECONDS = 2**31 - 1  # 68 years after the premiere: no instant of viewing
UNKNOWN_COUNTRY = "unknown"  # where an event tells none
# One sitting is shorter than three runs of its episode: what is longer was left running, or its
# unit is another.
MAX_RUNS = 3


class Fault(IntEnum):
    """Why an event is set aside; the first that holds counts."""

    NONE = 0
    UNREADABLE = 1
    UNKNOWN_EPISODE = 2
    NEGATIVE = 3
    BEFORE_PREMIERE = 4
    TOO_LONG = 5
    DUPLICATE = 6
    LATE = 7
    NOT_SAMPLED = 8  # no fault, but not in the sketch that was asked for


FAULT_WORDS: Mapping[Fault, str] = {
    Fault.UNREADABLE: "a needed value is missing or of another type",
    Fault.UNKNOWN_EPISODE: "the episode is not in the catalogue",
    Fault.NEGATIVE: "fewer than 0 seconds viewed",
    Fault.BEFORE_PREMIERE: "begun before the episode's premiere",
    Fault.TOO_LONG: f"longer than {MAX_RUNS} runs of the episode",
    Fault.DUPLICATE: "same account, profile, episode and second as another; the longest counts",
    Fault.LATE: "of a day that the state has already counted",
}


def read_columns(text: str) -> dict[str, str]:
    """Our names of columns and the log's, from `started_at=ts,account_id=user`.

    Examples
    --------
    >>> read_columns("started_at=ts, account_id=user")
    {'started_at': 'ts', 'account_id': 'user'}
    """
    columns = {}
    for part in filter(str.strip, text.split(",")):
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not equals or not theirs or ours not in NEEDED + OPTIONAL:
            raise InputError(
                f"--columns cannot use {part.strip()!r}; write ours=theirs, ours being one of "
                f"{', '.join(NEEDED + OPTIONAL)}"
            )
        columns[ours] = theirs
    return columns


def judged(
    events: ir.Table,
    episodes: ir.Table,
    *,
    columns: Mapping[str, str] | None = None,
    with_country: bool = False,
    after: date | None = None,
    sampled: bool = False,
) -> ir.Table:
    """Every event as a sitting, with what is wrong with it.

    Parameters
    ----------
    events : ibis.Table
        A log under the names of `NEEDED` and `OPTIONAL`, or those that `columns` gives.
        Whole seconds count, of instants and of lengths; an instant without a time zone is UTC.
    episodes : ibis.Table
        Of `catalogue.EPISODES`.
    with_country : bool
        Whether `country` is needed, too.
    after : date, optional
        The last day that has been counted: what is of it, or earlier, is late.
    sampled : bool
        Whether only the accounts of the sketch count.

    Returns
    -------
    ibis.Table
        `account, profile, code, since, seconds, day, fault` and `country` where asked for.
        `since` is the seconds from the episode's premiere, 0 (as `seconds`) where there is a fault.

    Raises
    ------
    InputError
        A column is missing or of a type that cannot be read.
    """
    log = _readable(_renamed(events, columns or {}, with_country=with_country))
    show = episodes.show_id
    known = episodes.select(
        "code",
        "premiere",
        "runtime_seconds",
        known_show=show.try_cast("int64") if log.show_id.type().is_integer() else show,
        known_season=episodes.season.cast("int64"),
        known_episode=episodes.episode.cast("int64"),
    )
    met = log.left_join(
        known,
        [
            log.show_id == known.known_show,
            log.season == known.known_season,
            log.episode == known.known_episode,
        ],
    )
    # An instant's seconds may have a fraction, by engine.
    since = (met.started_at.epoch_seconds() - met.premiere).floor()
    fault = _fault(met, since, after, sampled=sampled)
    is_sound = fault == int(Fault.NONE)
    return met.select(
        account=met.account_id,
        profile=met.profile_id,
        code=is_sound.ifelse(met.code, -1).cast("int32"),
        since=is_sound.ifelse(since, 0).cast("int32"),
        seconds=is_sound.ifelse(met.seconds_viewed, 0).cast("int32"),
        day=met.started_at.date(),
        fault=fault,
        **({"country": _country(met)} if with_country else {}),
    )


def deduplicated(sittings: ir.Table) -> ir.Table:
    """Sittings of one account and profile that began with the same episode in the same second
    are one: the longest.
    """
    keys = ["account", "profile", "code", "since", "day"]
    rest = {"country": sittings.country.min()} if "country" in sittings.columns else {}
    return sittings.group_by(keys).agg(seconds=sittings.seconds.max(), **rest)


def _country(met: ir.Table) -> ir.StringValue:
    """A name in any case: two unknown ones would be no match in a join."""
    return met.country.cast("string").fill_null(UNKNOWN_COUNTRY)


def _fault(
    met: ir.Table, since: ir.NumericValue, after: date | None, *, sampled: bool
) -> ir.IntegerValue:
    needed = [met[name].isnull() for name in NEEDED]
    late = [] if after is None else [(met.started_at.date() <= after, int(Fault.LATE))]
    fault: ir.IntegerValue = ibis.cases(
        *late,  # first: it may have been counted as another fault on its day
        (ibis.or_(*needed, since > MAX_SINCE_SECONDS), int(Fault.UNREADABLE)),
        (met.code.isnull(), int(Fault.UNKNOWN_EPISODE)),
        (met.seconds_viewed < 0, int(Fault.NEGATIVE)),
        (since < 0, int(Fault.BEFORE_PREMIERE)),
        (met.seconds_viewed > MAX_RUNS * met.runtime_seconds, int(Fault.TOO_LONG)),
        *([(~in_sample(met.account_id), int(Fault.NOT_SAMPLED))] if sampled else []),
        else_=int(Fault.NONE),
    ).cast("int8")
    return fault


def _renamed(events: ir.Table, columns: Mapping[str, str], *, with_country: bool) -> ir.Table:
    """The log under our names, with the columns that are needed alone."""
    wanted = NEEDED + (("country",) if with_country else ())
    names = {name: columns.get(name, name) for name in (*wanted, "profile_id")}
    missing = [theirs for ours, theirs in names.items() if theirs not in events.columns]
    # Who tells no profile means that an account has but one.
    if missing and missing != ["profile_id"]:
        raise InputError(
            f"the events have no column {', '.join(missing)}, only {', '.join(events.columns)}; "
            "say which is which: --columns account_id=user,started_at=ts"
        )
    return events.select(
        **{ours: events[theirs] for ours, theirs in names.items() if theirs not in missing},
        **({"profile_id": ibis.literal(0)} if missing else {}),
    )


def _readable(log: ir.Table) -> ir.Table:
    """The columns in the types that are counted with; null where a value has another."""
    return log.mutate(
        account_id=_identifier(log, "account_id"),
        profile_id=_identifier(log, "profile_id"),
        show_id=_identifier(log, "show_id"),
        season=_whole(log, "season"),
        episode=_whole(log, "episode"),
        seconds_viewed=_whole(log, "seconds_viewed"),
        started_at=_instant(log, "started_at"),
    )


def _identifier(log: ir.Table, name: str) -> ir.Value:
    kind = log[name].type()
    if kind.is_integer() and kind != dt.uint64:
        return log[name].cast("int64")
    if kind.is_string() or kind.is_uuid() or kind.is_integer():
        return log[name].cast("string")
    raise _wrong_type(name, kind, "whole numbers or text")


def _whole(log: ir.Table, name: str) -> ir.Value:
    kind = log[name].type()
    if kind.is_integer():
        return log[name].cast("int64")
    if kind.is_numeric():
        return log[name].floor().cast("int64")
    if kind.is_string():
        return log[name].try_cast("int64")
    raise _wrong_type(name, kind, "whole numbers")


def _instant(log: ir.Table, name: str) -> ir.Value:
    kind = log[name].type()
    if kind.is_timestamp():
        return log[name].cast("timestamp")
    if kind.is_string():
        return log[name].try_cast("timestamp")
    raise _wrong_type(name, kind, "instants")


def _wrong_type(name: str, kind: dt.DataType, wanted: str) -> InputError:
    return InputError(
        f"{name} should hold {wanted} and holds {kind}; convert it, or name another column "
        f"with --columns {name}=..."
    )
