"""Pairs of season and other show are those that a few loops over the accounts count."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nextseason.viewing import pair_counts
from nextseason.viewing.pair_counts import PAIRS, Starts, added_pairs, gained_pairs

SHOWS = np.array([0, 0, 1, 2, 2, 3], np.int32)  # of six seasons
STARTS = st.sets(st.tuples(st.integers(0, 4), st.integers(0, len(SHOWS) - 1)))


def counted(starts):
    counts = Counter()
    for account in {account for account, _ in starts}:
        seasons = {season for who, season in starts if who == account}
        shows = {int(SHOWS[season]) for season in seasons}
        counts.update((s, show) for s in seasons for show in shows - {int(SHOWS[s])})
    return counts


def as_starts(pairs):
    columns = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return Starts(account=columns[:, 0], season=columns[:, 1])


def as_counts(table):
    keys = zip(table["season_code"].to_pylist(), table["other_code"].to_pylist(), strict=True)
    found = dict(zip(keys, table["n_accounts"].to_pylist(), strict=True))
    assert list(found) == sorted(found)
    return found


@given(STARTS, STARTS)
def test_what_is_gained_is_the_difference_of_the_counts(before, both):
    new = both - before
    gained = gained_pairs(as_starts(before), as_starts(new), SHOWS)
    assert gained.schema == PAIRS
    assert as_counts(gained) == counted(before | new) - counted(before)


@given(st.lists(STARTS, min_size=1, max_size=4))
def test_counts_add_up_as_counters_do(pieces):
    nobody = as_starts(set())
    tables = [gained_pairs(nobody, as_starts(piece), SHOWS) for piece in pieces]
    assert as_counts(added_pairs(tables)) == sum(map(counted, pieces), Counter())


def test_pairs_of_more_shows_than_short_numbers_hold():
    shows = np.arange(70_000)  # 4.9 billion pairs
    starts = Starts(account=np.array([0, 0]), season=np.array([69_998, 69_999]))
    nobody = as_starts(set())
    assert len(shows) ** 2 > 2**32
    assert as_counts(gained_pairs(nobody, starts, shows)) == {
        (69_998, 69_999): 1,
        (69_999, 69_998): 1,
    }
    assert len(shows) < 2**pair_counts.SHOW_BITS
