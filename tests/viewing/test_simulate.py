"""A simulated log: nothing impossible in it, and its true parameters are found in it again."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from nextseason.errors import InputError
from nextseason.viewing import invented_seasons as invented
from nextseason.viewing import simulated_viewings as viewings
from nextseason.viewing.simulate import BLOCK_ACCOUNTS, simulate_blocks, simulated_seasons
from nextseason.viewing.simulated_sittings import LEAST_SECONDS, SLIPS

SEED, N_SHOWS, N_ACCOUNTS = 20, 30, 25_000
EPOCH = int(invented.FIRST_INSTANT.timestamp())
DAY = invented.DAY_SECONDS
# Who has begun by then has come to an end within the log: 13 weeks, or two parts, and 45 days
# stretched by half.
EARLY = invented.LOG_SECONDS - 170 * DAY
# Deviations in standard errors, the largest of some hundred: a chance of 1 in 10,000.
FAR = 4.9


class Log(NamedTuple):
    """A log's columns, and what its seasons are."""

    seasons: invented.InventedSeasons
    events: dict
    members: dict


class Viewed(NamedTuple):
    """One entry for each season that an account has viewed two minutes of, at least."""

    account: np.ndarray
    season: np.ndarray  # place among the invented ones
    start: np.ndarray
    span: np.ndarray  # to the first sitting of the episode begun last
    n_done: np.ndarray
    device: np.ndarray


@pytest.fixture(scope="module")
def log():
    seasons = simulated_seasons(SEED, N_SHOWS)
    blocks = list(simulate_blocks(seasons, seed=SEED, n_accounts=N_ACCOUNTS, n_threads=2))
    events = pa.concat_tables([block.events for block in blocks])
    members = pa.concat_tables([block.members for block in blocks])
    return Log(seasons, columns_of(events), columns_of(members))


@pytest.fixture(scope="module")
def viewed(log):
    return viewed_of(log)


def columns_of(table):
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            column = column.indices
        elif pa.types.is_timestamp(column.type):
            column = pc.subtract(pc.divide(column.cast(pa.int64()), 1_000_000), EPOCH)
        columns[name] = column.to_numpy(zero_copy_only=False).astype(
            float if name == "weight" else int
        )
    return columns


def place_of_season(log):
    """For each event, the place of its season among the invented ones."""
    seasons = log.seasons
    key = seasons.show * 100 + seasons.season
    return np.searchsorted(key, log.events["show_id"] * 100 + log.events["season"])


def viewed_of(log):
    events, seasons = log.events, log.seasons
    season = place_of_season(log)
    episode = seasons.first_episode[season] + events["episode"] - 1
    # Episodes of accounts, each with all its sittings.
    key = events["account_id"] * seasons.runtime_seconds.size + episode
    keys, row, index = np.unique(key, return_index=True, return_inverse=True)
    seconds = np.bincount(index, events["seconds_viewed"])
    first = np.full(keys.size, invented.LOG_SECONDS)
    np.minimum.at(first, index, events["started_at"])
    done = seconds * 10 >= 7 * seasons.runtime_seconds[episode[row]]
    # Seasons of accounts.
    begins = np.flatnonzero(np.diff(season[row] + events["account_id"][row] * 10_000, prepend=-1))
    best = np.maximum.reduceat(seconds, begins)
    start = np.minimum.reduceat(first, begins)
    columns = (
        events["account_id"][row][begins],
        season[row][begins],
        start,
        np.maximum.reduceat(first, begins) - start,
        np.add.reduceat(done.astype(int), begins),
        events["device"][row][begins],
    )
    return Viewed(*(column[best >= LEAST_SECONDS] for column in columns))


def part(viewed, wanted):
    return Viewed(*(column[wanted] for column in viewed))


def joined_before(log, viewed):
    """Who was there from the log's beginning misses nothing."""
    return log.members["joined"][viewed.account - 1] < 0


def far_off(n_found, n_of, chance):
    """How many standard errors the counts are off, where there is enough to tell."""
    error = np.sqrt(n_of * chance * (1 - chance))
    return ((n_found - n_of * chance) / np.maximum(error, 1e-9))[error > 3]


def assert_recovered(deviations):
    assert len(deviations) > 10
    assert np.abs(deviations).max() < FAR
    # Standard errors are what they should be: neither too large nor too small.
    assert 0.5 < np.mean(deviations**2) < 1.6
    assert abs(deviations.mean()) * np.sqrt(len(deviations)) < FAR


def test_the_same_seed_gives_the_same_rows_whatever_the_threads():
    seasons = simulated_seasons(5, 10)
    runs = [
        list(simulate_blocks(seasons, seed=5, n_accounts=BLOCK_ACCOUNTS + 50, n_threads=n))
        for n in (1, 2, 3)
    ]
    assert runs[0] == runs[1] == runs[2]


def test_another_seed_gives_other_rows():
    one, other = (
        next(simulate_blocks(simulated_seasons(seed, 10), seed=seed, n_accounts=50))
        for seed in (5, 6)
    )
    assert one.events != other.events
    assert one.members != other.members


def test_more_accounts_leave_whole_blocks_as_they_are():
    seasons = simulated_seasons(5, 10)
    few = next(simulate_blocks(seasons, seed=5, n_accounts=BLOCK_ACCOUNTS))
    many = list(simulate_blocks(seasons, seed=5, n_accounts=BLOCK_ACCOUNTS + 1))
    assert few == many[0]
    assert many[1].members["account_id"].to_pylist() == [BLOCK_ACCOUNTS + 1]


def test_blocks_are_unlike_each_other():
    one, other = simulate_blocks(simulated_seasons(5, 3), seed=5, n_accounts=2 * BLOCK_ACCOUNTS)
    assert one.members["joined"] != other.members["joined"]
    assert abs(correlation(one.members["weight"], other.members["weight"])) < 0.05


def test_no_sitting_is_impossible(log):
    events, seasons = log.events, log.seasons
    episode = seasons.first_episode[place_of_season(log)] + events["episode"] - 1
    assert (events["started_at"] >= seasons.premiere[episode]).all()
    assert (events["started_at"] >= 0).all()
    assert (events["started_at"] < invented.LOG_SECONDS).all()
    assert (events["seconds_viewed"] > 0).all()
    assert (events["seconds_viewed"] <= seasons.runtime_seconds[episode]).all()
    assert (events["episode"] <= seasons.n_episodes[place_of_season(log)]).all()
    assert set(events["profile_id"]) == {1, 2, 3, 4}


def test_nobody_views_before_joining(log):
    joined = log.members["joined"][log.events["account_id"] - 1]
    since = log.events["started_at"] - joined
    assert (since >= 0).all()
    # Who is new has joined for the sake of something.
    order = np.lexsort((since, log.events["account_id"]))
    firsts = order[np.diff(log.events["account_id"][order], prepend=0) > 0]
    assert (since[firsts][joined[firsts] > 0] <= viewings.SIGN_UP_SECONDS).all()
    assert np.mean(joined[firsts] > 0) == pytest.approx(viewings.NEW_SHARE, abs=0.02)


def test_a_season_is_viewed_in_order_and_one_sitting_at_a_time(log):
    events = log.events
    order = np.lexsort(
        (events["started_at"], events["season"], events["show_id"], events["account_id"])
    )
    account, show, season, episode, start, seconds = (
        events[name][order]
        for name in ("account_id", "show_id", "season", "episode", "started_at", "seconds_viewed")
    )
    same = (np.diff(account) == 0) & (np.diff(show) == 0) & (np.diff(season) == 0)
    assert (start[1:] >= start[:-1] + seconds[:-1])[same].all()
    steps = np.diff(episode)[same]
    assert set(steps) == {0, 1}  # in several sittings, or on to the next
    assert 0.05 < np.mean(steps == 0) < 0.3


def test_every_block_is_in_the_order_of_its_instants():
    for block in simulate_blocks(simulated_seasons(1, 5), seed=1, n_accounts=500):
        assert (np.diff(columns_of(block.events)["started_at"]) >= 0).all()


def test_new_episodes_are_followed_and_parts_waited_for(log, viewed):
    for release, least in ((invented.WEEKLY, 21 * DAY), (invented.IN_PARTS, 20 * DAY)):
        seasons = log.seasons
        wanted = (seasons.release == release) & (seasons.season_premiere >= 0)
        first_day = viewed.start < seasons.season_premiere[viewed.season] + 2 * DAY
        whole = viewed.n_done == seasons.n_episodes[viewed.season]
        spans = viewed.span[wanted[viewed.season] & first_day & whole]
        assert spans.size
        assert spans.min() >= least


def test_drop_off_is_recovered(log, viewed):
    early = part(viewed, viewed.start < EARLY)
    n_seasons = log.seasons.show.size
    n_done = np.bincount(early.season, early.n_done, n_seasons)
    given_up = early.n_done < log.seasons.n_episodes[early.season]
    n_begun = n_done + np.bincount(early.season, given_up, n_seasons)
    assert_recovered(far_off(n_done, n_begun, log.seasons.kept))


def test_retention_at_each_episode_is_a_power_of_what_is_kept(log, viewed):
    early = part(viewed, viewed.start < EARLY)
    starters = np.bincount(early.season, minlength=log.seasons.show.size)
    for episode in (1, 2, 4):
        there = np.bincount(early.season[early.n_done >= episode], minlength=starters.size)
        assert_recovered(far_off(there, starters, log.seasons.kept**episode))


def test_appeal_is_recovered(log, viewed):
    there = part(viewed, joined_before(log, viewed))
    starters = np.bincount(there.season, minlength=log.seasons.show.size)
    # How many seasons an account begins is negative-binomial over accounts.
    shape, scale = viewings.EAGERNESS, viewings.VIEWINGS / viewings.EAGERNESS
    chance = 1 - (1 + scale * log.seasons.appeal) ** -shape
    chance = (1 - SLIPS) * np.array(invented.COUNTRY_CHANCES) @ chance
    n_accounts = np.sum(log.members["joined"] < 0)
    assert_recovered(far_off(starters, n_accounts, chance))


def test_decay_is_recovered(log, viewed):
    seasons = log.seasons
    there = part(viewed, joined_before(log, viewed))
    left = invented.LOG_SECONDS - seasons.season_premiere
    days = np.minimum(np.floor(np.nan_to_num(seasons.half_life_days)), left // DAY - 1)
    chance = invented.begun_by(days * DAY, seasons.half_life_days)
    chance = chance / invented.begun_by(left, seasons.half_life_days)
    since = there.start - seasons.season_premiere[there.season]
    soon = since < days[there.season] * DAY
    n_soon = np.bincount(there.season[soon], minlength=seasons.show.size)
    n = np.bincount(there.season, minlength=seasons.show.size)
    new = np.isfinite(seasons.half_life_days)
    assert_recovered(far_off(n_soon[new], n[new], chance[new]))


def test_binge_share_is_recovered(log, viewed):
    seasons = log.seasons
    whole = viewed.n_done == seasons.n_episodes[viewed.season]
    at_once = seasons.release[viewed.season] == invented.AT_ONCE
    done = part(viewed, whole & at_once & (viewed.start < EARLY))
    n = np.bincount(done.season, minlength=seasons.show.size)
    binged = np.bincount(done.season[done.span <= 7 * DAY], minlength=n.size)
    assert_recovered(far_off(binged, n, seasons.binge_share))


def test_draws_are_independent(log, viewed):
    """What a viewing has in common with its season taken away, nothing goes with anything."""
    early = part(viewed, (viewed.start < EARLY) & joined_before(log, viewed))
    weight, joined = (log.members[name][early.account - 1] for name in ("weight", "joined"))
    draws = [early.start, early.n_done, early.device == 0, weight, joined]
    centred = np.array([without_mean(np.asarray(d, float), early.season) for d in draws])
    found = np.corrcoef(centred) * np.sqrt(early.season.size)
    assert np.abs(found[np.triu_indices_from(found, 1)]).max() < FAR


def without_mean(values, group):
    return values - (np.bincount(group, values) / np.maximum(np.bincount(group), 1))[group]


def correlation(one, other):
    return np.corrcoef(one.to_numpy(), other.to_numpy())[0, 1]


def test_people_watch_in_the_evening(log):
    hour = log.events["started_at"] // 3_600 % 24
    counts = np.bincount(hour, minlength=24)
    assert counts[18:24].sum() > 2 * counts[3:9].sum()


def test_titles_are_all_different():
    rows = invented.catalogue_rows(simulated_seasons(1, 30_000))
    assert len(pc.unique(rows["title"])) == 30_000


def test_true_parameters_are_told_season_by_season(log):
    rows = invented.truth_rows(log.seasons)
    assert rows.num_rows == log.seasons.show.size
    assert sum(rows["appeal"].to_pylist()) == pytest.approx(1)
    is_old = log.seasons.season_premiere < 0
    assert rows["half_life_days"].is_null().to_pylist() == is_old.tolist()


@pytest.mark.parametrize(("seed", "n_shows"), [(1, 0), (-1, 5)], ids=["no shows", "negative seed"])
def test_seasons_that_cannot_be(seed, n_shows):
    with pytest.raises(InputError, match="1 show and a seed of 0"):
        simulated_seasons(seed, n_shows)


def test_no_accounts_cannot_be():
    with pytest.raises(InputError, match="1 account at least"):
        next(simulate_blocks(simulated_seasons(1, 1), seed=1, n_accounts=0))


@pytest.mark.parametrize("n_accounts", [1, 2, 7])
@pytest.mark.parametrize("n_shows", [1, 2])
def test_the_smallest_logs(n_accounts, n_shows):
    for seed in range(10):
        seasons = simulated_seasons(seed, n_shows)
        [block] = simulate_blocks(seasons, seed=seed, n_accounts=n_accounts)
        assert block.members.num_rows == n_accounts
