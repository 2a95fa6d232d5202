"""The sums that all figures are made of, one definition each, as Ibis expressions.

Sittings -> a Plan: tables to keep and sums to take.  The sums of disjoint sets of accounts add
up, so an engine may work through the accounts in parts.  Tables are known by their names;
no connection is known here.  Rates are made of the sums in `rates`; docs/measures.md tells the
definitions in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from nextseason.viewing.catalogue import EPISODE_BITS
from nextseason.viewing.windows import WEEK_SECONDS, Window, in_window, week_of

# Two minutes: a choice, and no slip of the remote.
START_SECONDS = 120
# Seven tenths of the runtime, all sittings together: intros, recaps and credits are skipped.
DONE_TENTHS = 7
BINGE_SECONDS = WEEK_SECONDS  # a season within a week
SEASON_MASK = 2**20 - 1  # wider than any season's code

EPISODES = ibis.table(
    {
        "code": "int32",
        "season_code": "int32",
        "runtime_seconds": "int64",
        "premiere": "int64",
    },
    name="episodes",
)
SEASONS = ibis.table(
    {"season_code": "int32", "show_code": "int32", "n_episodes": "int32"}, name="seasons"
)


# Rows of a sum that are equal in these, and in the country where it is taken by country, add up.
KEYS: Mapping[str, tuple[str, ...]] = {
    "seasons": ("season_code",),
    "episodes": ("code",),
    "weeks": ("season_code", "week"),
    "months": ("month", "season_code"),
    "overlap": ("season_code", "other_code"),
    "acquired": ("season_code",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an engine runs: tables to keep under their names, in order; then the sums."""

    kept: Mapping[str, ir.Table]
    sums: Mapping[str, ir.Table]  # by the names of `KEYS`


def plan(
    sittings: ir.Table, window: Window, *, by: Sequence[str] = (), members: ir.Table | None = None
) -> Plan:
    """All sums of one window.

    Parameters
    ----------
    sittings : ibis.Table
        `account, code, since, seconds, day`, and what `by` names; see `events.judged`.
    by : sequence of str
        `country`: the sums of each country's sittings, as if there were no others.
    members : ibis.Table, optional
        `account, joined, weight`: when an account joined (seconds since 1970, null: not known),
        and how many accounts it stands for in the adjusted shares (null: one).
    """
    parts = play_parts(sittings, window, by=by)
    months = month_parts(sittings, window, by=by)
    rest = plan_of_parts(parts, months, by=by, members=members)
    sums = {**rest.sums, "weeks": weeks(sittings, window, by=by)}
    if members is None:
        return Plan(kept=rest.kept, sums=sums)
    firsts = first_seasons(sittings, members)
    met = known("viewers", rest.kept["viewers"]), known("firsts", firsts)
    sums["acquired"] = acquired(*met, by=by)
    return Plan(kept={**rest.kept, "firsts": firsts}, sums=sums)


def plan_of_parts(
    parts: ir.Table, months: ir.Table, *, by: Sequence[str] = (), members: ir.Table | None = None
) -> Plan:
    """The sums that are taken over accounts, from an account's plays and months."""
    kept = {"plays": plays(parts, by=by), "monthly": months}
    known_plays, monthly = (known(name, table) for name, table in kept.items())
    kept["viewers"] = viewers(known_plays, by=by)
    known_viewers = known("viewers", kept["viewers"])
    sums = {
        "seasons": season_sums(known_viewers, by=by),
        "episodes": episode_sums(known_plays, by=by),
        "months": adjusted_shares(monthly, by=by, members=members),
    }
    if not by:
        sums["overlap"] = overlap(known_viewers)
    return Plan(kept=kept, sums=sums)


def play_parts(sittings: ir.Table, window: Window, *, by: Sequence[str] = ()) -> ir.Table:
    """What each account viewed of each episode in the window, all its sittings together."""
    return merged_plays(play_rows(sittings, window, by=by), by=by)


def play_rows(sittings: ir.Table, window: Window, *, by: Sequence[str] = ()) -> ir.Table:
    """Each sitting of the window as a part of its account's play of the episode."""
    rows = sittings.filter(in_window(sittings, window))
    return rows.select(
        *by, "account", "code", seconds=rows.seconds, first=rows.since, longest=rows.seconds
    )


def merged_plays(parts: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """Parts of one account and episode as one, from whatever days they are."""
    return parts.group_by([*by, "account", "code"]).agg(
        seconds=parts.seconds.sum(), first=parts["first"].min(), longest=parts.longest.max()
    )


def month_parts(sittings: ir.Table, window: Window, *, by: Sequence[str] = ()) -> ir.Table:
    """What each account viewed of each season in each calendar month, in the window and at all."""
    return merged_months(month_rows(sittings, window, by=by), by=by)


def month_rows(sittings: ir.Table, window: Window, *, by: Sequence[str] = ()) -> ir.Table:
    """Each sitting as a part of its account's month."""
    return sittings.select(
        *by,
        "account",
        "seconds",
        month=(sittings.day.year() * 12 + sittings.day.month() - 1).cast("int32"),
        season_code=_season_code(sittings),
        counted=in_window(sittings, window).ifelse(sittings.seconds, 0).cast("int32"),
    )


def merged_months(parts: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """Parts of one account, month and season as one, from whatever days they are."""
    return parts.group_by([*by, "account", "month", "season_code"]).agg(
        seconds=parts.seconds.sum(), counted=parts.counted.sum()
    )


def weeks(sittings: ir.Table, window: Window, *, by: Sequence[str] = ()) -> ir.Table:
    """Seconds viewed of each season in each week of the window."""
    rows = sittings.filter(in_window(sittings, window))
    rows = rows.select(*by, "seconds", season_code=_season_code(rows), week=week_of(rows, window))
    return rows.group_by([*by, "season_code", "week"]).agg(seconds=rows.seconds.sum())


def plays(parts: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """Each account's plays with what the catalogue says: done or not, and when begun."""
    met = parts.join(EPISODES, "code")
    return met.select(
        *by,
        "account",
        "code",
        "season_code",
        "seconds",
        "longest",
        done=met.seconds * 10 >= met.runtime_seconds * DONE_TENTHS,
        begun=met["first"] + met.premiere,
    )


def viewers(plays: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """What each account made of each season.

    `span` is the time from its first sitting to the first one of the episode begun last.
    """
    each = plays.group_by([*by, "account", "season_code"]).agg(
        seconds=plays.seconds.sum(),
        best=plays.seconds.max(),
        longest=plays.longest.max(),
        n_done=plays.count(where=plays.done),
        begun=plays.begun.min(),
        last=plays.begun.max(),
    )
    # Who has done an episode shorter than two minutes has started, too.
    started = (each.best >= START_SECONDS) | (each.n_done > 0)
    met = each.mutate(started=started).join(SEASONS, "season_code")
    return met.select(
        *by,
        "account",
        "season_code",
        "show_code",
        "seconds",
        "started",
        completed=met.started & (met.n_done == met.n_episodes),
        reached=met.longest >= START_SECONDS,
        span=met["last"] - met.begun,
    )


def season_sums(viewers: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """Starters, completers, reach and seconds of each season; the squares tell a sketch's error."""
    binged = viewers.completed & (viewers.span <= BINGE_SECONDS)
    return viewers.group_by([*by, "season_code"]).agg(
        starters=viewers.count(where=viewers.started),
        completers=viewers.count(where=viewers.completed),
        binged=viewers.count(where=binged),
        reach=viewers.count(where=viewers.reached),
        seconds=viewers.seconds.sum(),
        seconds_squared=(viewers.seconds.cast("float64") ** 2).sum(),
        completion_seconds=viewers.span.sum(where=viewers.completed).fill_null(0),
    )


def episode_sums(plays: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """How many accounts have done each episode."""
    return plays.group_by([*by, "code"]).agg(n_done=plays.count(where=plays.done))


def adjusted_shares(
    monthly: ir.Table, *, by: Sequence[str] = (), members: ir.Table | None = None
) -> ir.Table:
    """An account is worth one each month, split over the seasons by the seconds it viewed.

    Summed over accounts by month and season: of all viewing (`everything`) and of what lies in
    the season's window (`counted`).  Weights change what an account is worth.
    """
    keys = [*by, "account", "month"]
    totals = monthly.group_by(keys).agg(total=monthly.seconds.sum().cast("float64"))
    met = monthly.join(totals.filter(totals.total > 0), keys)
    worth: ir.NumericValue = ibis.literal(1.0)
    if members is not None:
        met = met.left_join(members.select("account", "weight"), "account")
        worth = met.weight.fill_null(1.0)
    return met.group_by([*by, "month", "season_code"]).agg(
        everything=(worth * met.seconds / met.total).sum(),
        counted=(worth * met.counted / met.total).sum(),
    )


def overlap(viewers: ir.Table) -> ir.Table:
    """How many starters of a season have also started a season of another show."""
    started = viewers.filter(viewers.started).select("account", "season_code", "show_code")
    others = started.select("account", other_code="show_code").distinct()
    pairs = started.join(others, "account")
    pairs = pairs.filter(pairs.show_code != pairs.other_code)
    return pairs.group_by("season_code", "other_code").agg(n_accounts=pairs.count())


def first_seasons(sittings: ir.Table, members: ir.Table) -> ir.Table:
    """The season that each account viewed first after it had joined."""
    met = sittings.join(members.filter(members.joined.notnull()), "account")
    met = met.join(EPISODES, "code")
    at = met.since + met.premiere
    # Instant and season in one number: the least of it is the earliest, and ties are settled.
    packed = (at * (SEASON_MASK + 1)) + met.season_code
    rows = met.filter(at >= met.joined).select("account", packed=packed)
    return rows.group_by("account").agg(season_code=(rows.packed.min() & SEASON_MASK).cast("int32"))


def acquired(viewers: ir.Table, firsts: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """Accounts for which a season was the first after joining, and what they viewed of it."""
    met = viewers.join(firsts, ["account", "season_code"])
    return met.group_by([*by, "season_code"]).agg(
        acquired=met.count(), acquired_seconds=met.seconds.sum()
    )


def _season_code(sittings: ir.Table) -> ir.IntegerValue:
    return (sittings.code >> EPISODE_BITS).cast("int32")


def known(name: str, table: ir.Table) -> ir.Table:
    """A kept table as the next steps know it: by its name."""
    return ibis.table(table.schema(), name=name)
