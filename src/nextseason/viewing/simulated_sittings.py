"""How a viewing goes on: episode by episode, evening by evening, until its viewer has enough.

A random generator, InventedSeasons and Viewings -> Sittings.  Pure.
"""

from dataclasses import dataclass

import numpy as np

from nextseason.viewing.invented_seasons import (
    DAY_SECONDS,
    LOG_SECONDS,
    Array,
    Floats,
    Integers,
    InventedSeasons,
    places,
)
from nextseason.viewing.simulated_viewings import DEVICES, Viewings

PLACE_BITS = 32
SLIPS = 0.03  # of viewings: a slip of the remote, over within two minutes
SLIP_SECONDS = (5, 120)
DONE = (0.75, 1.0)  # of the runtime; credits are skipped
GIVEN_UP = (0.05, 0.65)
LEAST_SECONDS = 120  # of an episode given up, or it would be a slip
AN_EVENING = (2, 5)  # episodes of who binges
BREAK_SECONDS = 300  # between two of them
# From the first to the last episode, of who does not binge: well over a week.
SLOW_DAYS = (18.0, 45.0)
HOUR_EITHER_WAY = 3_600  # around the usual hour of who does not
SITTINGS = (0.75, 0.95)  # an episode that ends the evening: one sitting, two, three
AGAIN_SECONDS = (1_800, 28_800)  # from one sitting to the next
SAME_DEVICE = 0.8  # of sittings are at the viewing's usual device
SHARES = (0.25, 0.75)  # of what is left, at one sitting of several
FOLLOWING_DAYS = 2  # mean lag of who follows new episodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sittings:
    """Someone sits down to an episode."""

    viewing: Integers  # place among the viewings
    episode: Integers  # place among the invented ones
    start: Integers  # seconds from the log's first instant
    seconds: Integers
    device: Integers  # which of `DEVICES`


@dataclass(frozen=True, slots=True, kw_only=True)
class Plays:
    """Each viewing's episodes in order, one row an episode."""

    viewing: Integers
    place: Integers  # of the episode in its season
    episode: Integers  # place among the invented ones
    seconds: Integers
    is_slow: Array  # bool


def simulate_sittings(
    rng: np.random.Generator, seasons: InventedSeasons, viewings: Viewings
) -> Sittings:
    """All sittings of the viewings, those after the log's end too."""
    plays = _plays(rng, seasons, viewings)
    start = _when(seasons, viewings, plays, _pace(rng, seasons, plays), _lag(rng, plays))
    return _in_sittings(rng, viewings, plays, start)


def in_order(sittings: Sittings) -> Sittings:
    """The sittings that begin within the log, in the order of their instants."""
    inside = np.flatnonzero(sittings.start < LOG_SECONDS)
    # Numbers sort several times faster than places by numbers; a place is in the lower half.
    packed = np.sort((sittings.start[inside] << PLACE_BITS) | inside)
    rows = packed & (2**PLACE_BITS - 1)
    return Sittings(
        viewing=sittings.viewing[rows],
        episode=sittings.episode[rows],
        start=sittings.start[rows],
        seconds=sittings.seconds[rows],
        device=sittings.device[rows],
    )


def _plays(rng: np.random.Generator, seasons: InventedSeasons, viewings: Viewings) -> Plays:
    """How far each viewing goes.  Each begun episode is done by the same chance."""
    season = viewings.season
    given_up = rng.geometric(1 - seasons.kept[season])  # which episode, from 1
    slips = rng.random(season.size) < SLIPS
    n_begun = np.where(slips, 1, np.minimum(given_up, seasons.n_episodes[season]))
    viewing = np.repeat(np.arange(season.size), n_begun)
    place = places(n_begun)
    episode = seasons.first_episode[season][viewing] + place
    runtime = seasons.runtime_seconds[episode]
    is_done = place + 1 < given_up[viewing]
    u = rng.random(viewing.size)
    part = np.maximum(runtime * _between(u, GIVEN_UP), LEAST_SECONDS)
    seconds = np.where(is_done, np.ceil(runtime * _between(u, DONE)), part)
    seconds = np.where(slips[viewing], _between(u, SLIP_SECONDS), seconds)
    is_slow = (rng.random(season.size) >= seasons.binge_share[season])[viewing]
    return Plays(
        viewing=viewing,
        place=place,
        episode=episode,
        seconds=seconds.astype(np.int64),
        is_slow=is_slow,
    )


def _between(u: Floats, ends: tuple[float, float]) -> Floats:
    """From one end to the other, as `u` goes from 0 to 1."""
    return ends[0] + u * (ends[1] - ends[0])


def _pace(rng: np.random.Generator, seasons: InventedSeasons, plays: Plays) -> Integers:
    """Seconds from the first episode to each, were all of them there from the beginning."""
    longest = np.maximum.reduceat(seasons.runtime_seconds, seasons.first_episode)
    n_episodes = np.repeat(seasons.n_episodes, seasons.n_episodes)[plays.episode]
    step = np.repeat(longest, seasons.n_episodes)[plays.episode] + BREAK_SECONDS
    evening = rng.integers(*AN_EVENING, _n_viewings(plays), endpoint=True)[plays.viewing]
    days, nth = np.divmod(plays.place, evening)
    return np.where(plays.is_slow, _slowly(rng, plays, n_episodes), days * DAY_SECONDS + nth * step)


def _slowly(rng: np.random.Generator, plays: Plays, n_episodes: Integers) -> Integers:
    """One episode an evening, with days between; about the same hour each time."""
    usual = rng.uniform(*SLOW_DAYS, _n_viewings(plays))[plays.viewing] / (n_episodes - 1)
    days = np.ceil(usual * rng.uniform(0.5, 1.5, usual.size)).astype(np.int64)
    to_here = np.cumsum(days)
    since = to_here - to_here[_first(plays)]
    early_or_late = rng.integers(-HOUR_EITHER_WAY, HOUR_EITHER_WAY, usual.size)
    offset: Integers = since * DAY_SECONDS + early_or_late * (plays.place > 0)
    return offset


def _lag(rng: np.random.Generator, plays: Plays) -> Integers:
    """Days after which each viewing's viewer follows a new episode."""
    lag: Integers = rng.poisson(FOLLOWING_DAYS, _n_viewings(plays))[plays.viewing]
    return lag


def _when(
    seasons: InventedSeasons, viewings: Viewings, plays: Plays, pace: Integers, lag: Integers
) -> Integers:
    """When each episode is begun: at the viewer's pace, or when it is there.

    A later batch of episodes is begun at the hour and with the lag of the first one, at most,
    and gone through at the same pace; so an episode never begins before the one before it.
    """
    begin = viewings.start[plays.viewing] + pace
    first_of_batch = _first(plays) + seasons.batch[plays.episode]
    premiere = seasons.season_premiere[viewings.season]
    days, hour = np.divmod(viewings.start - premiere, DAY_SECONDS)
    follows = hour[plays.viewing] + np.minimum(lag, days[plays.viewing]) * DAY_SECONDS
    there = seasons.premiere[plays.episode] + follows + pace - pace[first_of_batch]
    at: Integers = np.maximum(begin, there)
    return at


def _in_sittings(
    rng: np.random.Generator, viewings: Viewings, plays: Plays, start: Integers
) -> Sittings:
    """Episodes of who does not binge may take several sittings, some hours apart."""
    size = start.size
    n = 1 + np.searchsorted(SITTINGS, rng.random(size), side="right") * plays.is_slow
    n = np.where(plays.seconds < LEAST_SECONDS, 1, n)
    first = np.where(n > 1, plays.seconds * rng.uniform(*SHARES, size), plays.seconds)
    first = first.astype(np.int64)
    left = plays.seconds - first
    second = np.where(n > 2, left * rng.uniform(*SHARES, size), left).astype(np.int64)
    apart = plays.seconds + rng.integers(*AGAIN_SECONDS, size)
    row, nth = np.repeat(np.arange(size), n), places(n)
    return Sittings(
        viewing=plays.viewing[row],
        episode=plays.episode[row],
        start=start[row] + nth * apart[row],
        seconds=np.choose(nth, [first[row], second[row], (left - second)[row]]),
        device=_devices(rng, viewings.device[plays.viewing[row]]),
    )


def _devices(rng: np.random.Generator, usual: Integers) -> Integers:
    other = rng.integers(0, len(DEVICES), usual.size)
    return np.where(rng.random(usual.size) < SAME_DEVICE, usual, other)


def _n_viewings(plays: Plays) -> int:
    return int(plays.viewing[-1]) + 1 if plays.viewing.size else 0


def _first(plays: Plays) -> Integers:
    """The row of the first episode of each row's viewing."""
    return np.arange(plays.place.size) - plays.place
