"""Who has joined, and which seasons they begin when.

A random generator and InventedSeasons -> Members and Viewings, of one block of accounts.  Pure.
How a viewing goes on, episode by episode, is left to `simulated_sittings`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nextseason.viewing.invented_seasons import (
    COUNTRIES,
    COUNTRY_CHANCES,
    DAY_SECONDS,
    LOG_SECONDS,
    PREMIERE_SECONDS,
    Floats,
    Integers,
    InventedSeasons,
    begun_by,
)

VIEWINGS = 12.0  # of seasons by an account, on average
EAGERNESS = 1.2  # shape of the gamma distribution of that average over accounts
NEW_SHARE = 0.2  # of accounts join in the log's time, for the sake of one of their viewings
SIGN_UP_SECONDS = 7_200  # at most, from joining to that viewing
MEMBER_DAYS = 5 * 365  # at most, of those who joined before
PROFILES = (0.4, 0.3, 0.2, 0.1)  # chances that an account has 1, 2, 3 or 4
DEVICES = ("tv", "phone", "web", "tablet")
DEVICE_CHANCES = (0.65, 0.18, 0.1, 0.07)
WEIGHTS = (0.5, 1.0, 2.0)  # accounts that one stands for
# How busy each hour of the day is, from the hour of premieres on, in UTC.
BUSY = np.array([4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 14, 15, 14, 11, 8, 5, 3, 2, 1, 1, 1, 2, 3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Accounts in a row, numbered from 0 in their block."""

    country: Integers
    joined: Integers  # seconds from the log's first instant
    weight: Floats
    n_profiles: Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewings:
    """An account begins a season, at most once; sorted by account."""

    account: Integers
    season: Integers  # place among the invented ones
    start: Integers  # seconds from the log's first instant
    profile: Integers  # of the account, from 0
    device: Integers  # the usual one; which of `DEVICES`


def simulate_viewings(
    rng: np.random.Generator, seasons: InventedSeasons, n_accounts: int
) -> tuple[Members, Viewings]:
    """A block of accounts and what they begin in the log's time."""
    country = chosen(rng, COUNTRY_CHANCES, n_accounts)
    account, season = _wishes(rng, seasons, country)
    start = _starts(rng, seasons, season)
    joined = rng.integers(-MEMBER_DAYS * DAY_SECONDS, 0, n_accounts)
    is_new = rng.random(n_accounts) < NEW_SHARE
    joined[is_new] = _joined_for(rng, account, start, n_accounts)[is_new]
    members = Members(
        country=country,
        joined=joined,
        weight=rng.choice(WEIGHTS, n_accounts),
        n_profiles=1 + chosen(rng, PROFILES, n_accounts),
    )
    kept = start >= joined[account]
    account = account[kept]
    return members, Viewings(
        account=account,
        season=season[kept],
        start=start[kept],
        profile=rng.integers(0, members.n_profiles[account]),
        device=chosen(rng, DEVICE_CHANCES, account.size),
    )


def chosen(rng: np.random.Generator, chances: Sequence[float], size: int) -> Integers:
    """Places drawn with these chances."""
    return np.searchsorted(np.cumsum(chances)[:-1], rng.random(size), side="right")


def _wishes(
    rng: np.random.Generator, seasons: InventedSeasons, country: Integers
) -> tuple[Integers, Integers]:
    """Pairs of an account and a season that it would like, each once; sorted by account."""
    eager = rng.gamma(EAGERNESS, VIEWINGS / EAGERNESS, country.size)
    account = np.repeat(np.arange(country.size), rng.poisson(eager))
    n_seasons = seasons.show.size
    # One search in the shares of all countries, one country's after another's.
    up_to = (np.cumsum(seasons.appeal, axis=1) + np.arange(len(COUNTRIES))[:, None]).ravel()
    at = np.searchsorted(up_to, rng.random(account.size) + country[account], side="right")
    season = np.minimum(at - country[account] * n_seasons, n_seasons - 1)
    pairs = np.sort(account * n_seasons + season)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs // n_seasons, pairs % n_seasons


def _starts(rng: np.random.Generator, seasons: InventedSeasons, season: Integers) -> Integers:
    """When each is begun: soon after its premiere, or any day where that was before the log."""
    premiere = seasons.season_premiere[season]
    half_life = seasons.half_life_days[season]
    u = rng.random(season.size)
    is_new = premiere >= 0
    left = begun_by(LOG_SECONDS - premiere, half_life)  # of 1, within the log
    wait = -np.log1p(-u * left) * half_life * DAY_SECONDS / np.log(2)
    begin = np.where(is_new, premiere, PREMIERE_SECONDS)  # of a day that begins as theirs do
    start = begin + np.where(is_new, wait, u * (LOG_SECONDS - begin)).astype(np.int64)
    return np.minimum(_at_busy_hours(start, begin), LOG_SECONDS - 1)


def _at_busy_hours(start: Integers, begin: Integers) -> Integers:
    """The same days, counted from `begin`, at the hours when people watch."""
    days, rest = np.divmod(start - begin, DAY_SECONDS)
    up_to = np.concatenate([[0], np.cumsum(BUSY) / BUSY.sum()])
    seconds = np.interp(rest / DAY_SECONDS, up_to, np.arange(25) * 3_600.0)
    moved: Integers = begin + days * DAY_SECONDS + seconds.astype(np.int64)
    return moved


def _joined_for(
    rng: np.random.Generator, account: Integers, start: Integers, n_accounts: int
) -> Integers:
    """A little before one of the account's viewings, whichever; any time where it has none."""
    joined = rng.integers(0, LOG_SECONDS, n_accounts)
    n_viewings = np.bincount(account, minlength=n_accounts)
    which = np.cumsum(n_viewings) - n_viewings + rng.integers(0, np.maximum(n_viewings, 1))
    before = rng.integers(0, SIGN_UP_SECONDS, n_accounts)
    has_any = n_viewings > 0
    joined[has_any] = start[which[has_any]] - before[has_any]
    return joined
