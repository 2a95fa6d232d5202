"""What a bucket's new days change in the sums of a window.

New sittings, and what is kept of their accounts -> what the sums gain, and who has started a
season.  What an account makes of a season, or of a month, is worked out twice where something new
falls into it: as it was, which is taken away, and as it is now.  All else has not changed.  What
is kept is told in `incremental`.  Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.account_rows import Integers, Scattered, begins, is_among
from nextseason.viewing.account_sums import (
    SEASON_BITS,
    Array,
    Columns,
    Grouping,
    Viewers,
    episode_sums,
    merged_parts,
    month_sums,
    season_sums,
    viewers_of,
    week_sums,
)
from nextseason.viewing.catalogue import EPISODE_BITS, Catalogue
from nextseason.viewing.log_sums import COUNTRY, IN_TOTAL, By, Tables
from nextseason.viewing.measures import KEYS
from nextseason.viewing.pair_counts import Starts
from nextseason.viewing.windows import Window, numbers_in_window, week_numbers

Flags = npt.NDArray[np.bool_]

BY_EPISODES = ("seasons", "episodes")  # sums that hang on how many episodes a season has
MONTH_BITS = 20  # wider than any month's number


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """What is at hand of some accounts, numbered from 0: in columns, `account` among them."""

    scattered: Scattered  # by number
    sittings: Columns  # the new ones
    old: Mapping[str, Columns]  # what was kept: `sittings`, `plays` and `months`


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What sums gain, and who has started what for the first time, in order."""

    sums: Mapping[By, dict[str, pa.Table]]
    starts: Starts


def gain(
    accounts: Accounts,
    window: Window,
    catalogue: Catalogue,
    *,
    grown: Flags,
    n_countries: int | None,
) -> Gain:
    """By what a window's sums change.

    Parameters
    ----------
    grown : (n,) bool
        Which seasons have got episodes since the state: they are worked out anew, and nothing
        is taken away.
    n_countries : int or None
        Of the countries by which sums are taken, too, if they are.
    """
    new, old = accounts.sittings, accounts.old
    seen = _seen(new, window)
    plays, months = play_parts(seen), month_parts(new, window)
    old_plays = joined_columns([old["plays"], play_parts(_seen(old["sittings"], window))])
    old_months = joined_columns([old["months"], month_parts(old["sittings"], window)])
    met = is_among(_pair(old_plays), _each(_pair(plays)))
    old_plays = chosen(old_plays, met | grown[old_plays["code"] >> EPISODE_BITS])
    old_months = chosen(old_months, is_among(_month_pair(old_months), _each(_month_pair(months))))
    before = old_plays, old_months
    after = joined_columns([old_plays, plays]), joined_columns([old_months, months])
    groupings = {IN_TOTAL: Grouping()}
    if n_countries is not None:
        groupings[COUNTRY] = Grouping(n_countries=n_countries)
    sums: dict[By, dict[str, pa.Table]] = {}
    for by, grouping in groupings.items():
        had, lost = _sums(*before, catalogue, grouping)
        has, won = _sums(*after, catalogue, grouping)
        sums[by] = _less(won, without(lost, grown), by)
        sums[by]["weeks"] = week_sums({**seen, "week": _weeks(seen, window)}, grouping)
        if by == IN_TOTAL:
            starts = _new_starts(had, has)
    return Gain(sums=sums, starts=starts)


def play_parts(seen: Columns) -> Columns:
    """Each sitting of the window as a part of its account's play of the episode."""
    names = ("account", "country", "code", "seconds")
    parts = {name: seen[name] for name in names if name in seen}
    return {**parts, "first": seen["since"], "longest": seen["seconds"]}


def month_parts(sittings: Columns, window: Window) -> Columns:
    """Each sitting as a part of its account's month."""
    counts = numbers_in_window(sittings["since"], sittings["day"], window)
    parts = {name: sittings[name] for name in ("account", "country", "seconds") if name in sittings}
    return {
        **parts,
        "month": months_of(sittings["day"]),
        "season_code": sittings["code"] >> EPISODE_BITS,
        "counted": sittings["seconds"] * counts,
    }


def months_of(day: Array) -> Array:
    """Calendar months from the year 0, of days from 1970."""
    if not len(day):
        return day
    first = int(day.min())
    days = np.arange(first, int(day.max()) + 1).astype("datetime64[D]")  # few, of many rows
    months: Array = (days.astype("datetime64[M]").astype(np.int32) + 1970 * 12)[day - first]
    return months


def without(tables: Tables, grown: Flags) -> dict[str, pa.Table]:
    """Sums but for those of grown seasons that hang on how many episodes there are."""
    if not grown.any():
        return dict(tables)
    return {
        name: table.filter(pa.array(~grown[season_of(table)])) if name in BY_EPISODES else table
        for name, table in tables.items()
    }


def season_of(table: pa.Table) -> Array:
    """The code of each row's season."""
    has_code = "code" in table.column_names
    seasons: Array = (
        table["code"].to_numpy() >> EPISODE_BITS if has_code else table["season_code"].to_numpy()
    )
    return seasons


def chosen(columns: Columns, is_chosen: Flags) -> Columns:
    place = np.flatnonzero(is_chosen)
    return {name: np.take(values, place) for name, values in columns.items()}


def joined_columns(pieces: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}


def _sums(
    plays: Columns, months: Columns, catalogue: Catalogue, grouping: Grouping
) -> tuple[Viewers, dict[str, pa.Table]]:
    """The sums that are taken over accounts, but for the overlap; and the viewers."""
    merged = merged_parts(plays, grouping)
    who = viewers_of(merged, catalogue)
    return who, {
        "seasons": season_sums(who, grouping),
        "episodes": episode_sums(merged, catalogue, grouping),
        "months": month_sums(months, grouping),
    }


def _new_starts(had: Viewers, has: Viewers) -> Starts:
    before, after = ((v.viewer << SEASON_BITS | v.season)[v.started] for v in (had, has))
    new = after[~is_among(after, before)]
    return Starts(account=new >> SEASON_BITS, season=new & (2**SEASON_BITS - 1))


def _seen(sittings: Columns, window: Window) -> Columns:
    """The sittings that lie in the window."""
    return chosen(sittings, numbers_in_window(sittings["since"], sittings["day"], window))


def _weeks(seen: Columns, window: Window) -> Integers:
    return week_numbers(seen["since"], seen["day"], window)


def _pair(plays: Columns) -> Integers:
    """Account and season in one number."""
    pair: Integers = (plays["account"] << SEASON_BITS) | (plays["code"] >> EPISODE_BITS)
    return pair


def _month_pair(months: Columns) -> Integers:
    """Account and month in one number."""
    pair: Integers = (months["account"] << MONTH_BITS) | months["month"]
    return pair


def _each(keys: Integers) -> Integers:
    """Each number once, rising."""
    keys = np.sort(keys)
    return keys[begins(keys)]


def _less(won: Tables, lost: Tables, by: By) -> dict[str, pa.Table]:
    """Sums from which others are taken away, once they are added up."""
    return {
        name: pa.concat_tables([table, _negative(lost[name], (*by, *KEYS[name]))])
        for name, table in won.items()
    }


def _negative(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    columns = [
        table[name] if name in keys else pc.negate(table[name]) for name in table.column_names
    ]
    return pa.table(columns, schema=table.schema)
