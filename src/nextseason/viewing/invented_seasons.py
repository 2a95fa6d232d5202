"""Shows that nobody made: what there is to watch in a simulated log, and how it is liked.

A random generator -> InventedSeasons, its catalogue and its true parameters.  Pure.  Who watches
them is left to `simulated_viewings` and `simulated_sittings`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Array = npt.NDArray[Any]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DAY_SECONDS = 86_400
WEEK_SECONDS = 7 * DAY_SECONDS
FIRST_INSTANT = datetime(2025, 1, 1, tzinfo=UTC)
LOG_DAYS = 364
LOG_SECONDS = LOG_DAYS * DAY_SECONDS
RELEASES = ("all at once", "weekly", "in two parts")
RELEASE_CHANCES = (0.6, 0.25, 0.15)
AT_ONCE, WEEKLY, IN_PARTS = range(3)
COUNTRIES = ("US", "BR", "GB", "DE", "FR", "MX", "JP", "IN", "ES", "KR")
COUNTRY_CHANCES = (0.28, 0.12, 0.1, 0.09, 0.08, 0.08, 0.07, 0.07, 0.06, 0.05)
AT_HOME = 4.0  # times as much as elsewhere is a show liked in its own country
PREMIERE_SECONDS = 8 * 3_600  # of the day, UTC: midnight in California
MAX_SEASONS = 5
YEAR_DAYS = (300, 500)  # from one season to the next
NEWEST_DAYS = -200  # the newest seasons premiere from so long before the log to its end
PART_DAYS = (35, 56)  # between the two parts of a season
N_EPISODES = (4, 13)
RUNTIME_MINUTES = (22, 65)
RUNTIME_SPREAD = 0.05  # of an episode's runtime around its season's
KEPT = (0.8, 0.97)  # chance that a begun episode is done and the next one begun, by season
BINGE_SHARE = (0.1, 0.7)
HALF_LIFE_DAYS = (4.0, 25.0)
APPEAL_SPREAD = 1.6  # standard deviation of the log of a show's appeal: a few are hits
OLD_APPEAL = 0.2  # of a season from before the log, beside a new one
FIRST_WORDS = (
    "Amber Brazen Copper Drowned Eleventh Feathered Gilded Hollow Inland Jagged Kindled Leaden "
    "Mossy Northern Opal Pewter Quilted Rusted Salted Threadbare Umber Velvet Wintering Yellowing"
).split()
SECOND_WORDS = (
    "Almanac Barometer Causeway Dovecote Estuary Foundry Granary Haberdasher Inkwell Jetty "
    "Kiln Lockkeeper Millrace Nursery Orchard Pantry Quarry Rookery Sextant Turnpike "
    "Undertow Viaduct Weathervane Yardarm"
).split()
PLACES = (
    "Ashmere Brackwater Coldharbour Dunmarrow Elderfell Fennick Gorsewick Hexley Ivelstow "
    "Kettlebrook Lornhithe Marrowdale Netherby Otterpool Pellmoor Quernhill Rimeford Saltmeer "
    "Thistlecombe Ulverness"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedSeasons:
    """Seasons and, one after another, their episodes.  Instants: seconds from the log's first."""

    show: Integers
    season: Integers
    release: Integers  # which of `RELEASES`
    n_episodes: Integers
    first_episode: Integers  # its place among the episodes of all seasons
    appeal: Floats  # (n_countries, n_seasons): share of a country's viewings
    kept: Floats
    binge_share: Floats
    half_life_days: Floats  # of the time to the first sitting; NaN: from before the log, steady
    runtime_seconds: Integers  # of each episode, as what follows
    premiere: Integers
    batch: Integers  # place in its season of the first episode that came on the same day

    @property
    def season_premiere(self) -> Integers:
        return self.premiere[self.first_episode]


def invent_seasons(rng: np.random.Generator, n_shows: int) -> InventedSeasons:
    """So many shows with their seasons; the newest of each is from the log's time, or near it."""
    of_show = rng.integers(1, MAX_SEASONS + 1, n_shows)
    show = np.repeat(np.arange(n_shows), of_show)
    season = places(of_show)
    begins = _begins(rng, of_show)
    n_episodes = rng.integers(N_EPISODES[0], N_EPISODES[1] + 1, n_shows)[show]
    release = rng.choice(len(RELEASES), n_shows, p=RELEASE_CHANCES)[show]
    after, batch = _schedule(rng, release, n_episodes)
    half_life = np.where(begins >= 0, rng.uniform(*HALF_LIFE_DAYS, show.size), np.nan)
    kept = rng.uniform(*KEPT, n_shows)[show] + rng.uniform(-0.02, 0.02, show.size)
    return InventedSeasons(
        show=show + 1,
        season=season + 1,
        release=release,
        n_episodes=n_episodes,
        first_episode=np.cumsum(n_episodes) - n_episodes,
        appeal=_appeal(rng, show, begins, half_life),
        kept=kept,
        binge_share=rng.uniform(*BINGE_SHARE, show.size),
        half_life_days=half_life,
        runtime_seconds=_runtimes(rng, n_shows, show, n_episodes),
        premiere=np.repeat(begins, n_episodes) + after,
        batch=batch,
    )


def catalogue_rows(seasons: InventedSeasons) -> pa.Table:
    """The catalogue, one row an episode."""
    row = np.repeat(np.arange(seasons.show.size), seasons.n_episodes)
    titles = np.array([_title(number) for number in range(int(seasons.show.max()))], object)
    return pa.table(
        {
            "show_id": seasons.show[row],
            "title": titles[seasons.show[row] - 1],
            "season": seasons.season[row].astype(np.int32),
            "episode": (places(seasons.n_episodes) + 1).astype(np.int32),
            "runtime_seconds": seasons.runtime_seconds,
            "premiered": instants(seasons.premiere),
        }
    )


def truth_rows(seasons: InventedSeasons) -> pa.Table:
    """The true parameters, one row a season.

    `appeal` is its share of all viewings of seasons; `kept` the chance that a begun episode is
    done and followed by the next; `binge_share` the chance that its viewers see several episodes
    an evening; `half_life_days` that of the time from its premiere to a viewer's first sitting.
    """
    half_life = seasons.half_life_days
    return pa.table(
        {
            "show_id": seasons.show,
            "season": seasons.season.astype(np.int32),
            "release": pa.array(np.array(RELEASES, object)[seasons.release], pa.string()),
            "appeal": np.array(COUNTRY_CHANCES) @ seasons.appeal,
            "kept": seasons.kept,
            "binge_share": seasons.binge_share,
            "half_life_days": pa.array(half_life, mask=np.isnan(half_life)),
        }
    )


def places(sizes: Array) -> Integers:
    """0, 1, ... within each group of so many.

    Examples
    --------
    >>> places(np.array([2, 3]))
    array([0, 1, 0, 1, 2])
    """
    ends = np.cumsum(sizes)
    place: Integers = np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - sizes, sizes)
    return place


def instants(seconds: Array) -> pa.Array:
    """Seconds from the log's first instant as instants."""
    since_1970 = (seconds + int(FIRST_INSTANT.timestamp())) * 1_000_000
    return pa.array(since_1970, pa.int64()).view(pa.timestamp("us", "UTC"))


def _begins(rng: np.random.Generator, of_show: Integers) -> Integers:
    """Premieres of the seasons of shows with so many each, a year or so apart."""
    newest = rng.integers(NEWEST_DAYS, LOG_DAYS, of_show.size)
    years = rng.integers(*YEAR_DAYS, int(of_show.sum()))
    ends = np.cumsum(of_show)
    years[ends - of_show] = 0  # nothing is before a first season
    to_here = np.cumsum(years)
    days = to_here + np.repeat(newest - to_here[ends - 1], of_show)
    begins: Integers = days * DAY_SECONDS + PREMIERE_SECONDS
    return begins


def _schedule(
    rng: np.random.Generator, release: Integers, n_episodes: Integers
) -> tuple[Integers, Integers]:
    """When each episode comes after its season's premiere, and the first one of that day."""
    place, sizes = places(n_episodes), np.repeat(n_episodes, n_episodes)
    how = np.repeat(release, n_episodes)
    between = np.repeat(rng.integers(*PART_DAYS, release.size), n_episodes) * DAY_SECONDS
    half = (sizes + 1) // 2
    is_second = (how == IN_PARTS) & (place >= half)
    after = np.where(how == WEEKLY, place * WEEK_SECONDS, is_second * between)
    batch = np.where(how == WEEKLY, place, is_second * half)
    return after, batch


def _appeal(
    rng: np.random.Generator, show: Integers, begins: Integers, half_life_days: Floats
) -> Floats:
    """Each country's shares; of a season that comes late in the log, part of its viewers."""
    liking = rng.lognormal(0, APPEAL_SPREAD, int(show.max()) + 1)[show]
    home = rng.choice(len(COUNTRIES), int(show.max()) + 1, p=COUNTRY_CHANCES)[show]
    in_log = np.nan_to_num(begun_by((LOG_SECONDS - begins), half_life_days), nan=OLD_APPEAL)
    at_home = np.arange(len(COUNTRIES))[:, None] == home
    appeal = np.where(at_home, AT_HOME, 1.0) * liking * in_log
    shares: Floats = appeal / appeal.sum(axis=1, keepdims=True)
    return shares


def begun_by(seconds: Array, half_life_days: Floats) -> Floats:
    """The share of a season's viewers who have begun it so long after its premiere."""
    shares: Floats = -np.expm1(-np.log(2) * seconds / (half_life_days * DAY_SECONDS))
    return shares


def _runtimes(
    rng: np.random.Generator, n_shows: int, show: Integers, n_episodes: Integers
) -> Integers:
    usual = rng.uniform(*RUNTIME_MINUTES, n_shows)[np.repeat(show, n_episodes)] * 60
    spread = rng.normal(1, RUNTIME_SPREAD, usual.size).clip(0.8, 1.2)
    runtimes: Integers = (usual * spread).astype(np.int64)
    return runtimes


def _title(number: int) -> str:
    """A title of its own for each number."""
    rest, first = divmod(number, len(FIRST_WORDS))
    place, second = divmod(rest, len(SECOND_WORDS))
    at = [f"at {_place(place - 1)}"] if place else []
    return " ".join(["The", FIRST_WORDS[first], SECOND_WORDS[second], *at])


def _place(number: int) -> str:
    # After the last one they begin again, with a number.
    again, nth = divmod(number, len(PLACES))
    return PLACES[nth] + (f" {again + 1}" if again else "")
