"""A state's numbers stay what they were, whatever comes into the catalogue."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.errors import InputError
from nextseason.viewing.catalogue import EPISODES, read_catalogue
from nextseason.viewing.recoded import numbers

EPISODE = st.tuples(st.integers(8, 12), st.integers(1, 3), st.integers(1, 4))
CODES = ("code", "season_code", "show_code")


def catalogue(episodes, runtime=600):
    rows = [
        {
            "show_id": show,
            "title": f"Show {show}",
            "season": season,
            "episode": episode,
            "runtime_seconds": runtime,
            "premiered": "2024-03-01",
        }
        for show, season, episode in episodes
    ]
    return read_catalogue(pa.Table.from_pylist(rows), source="here")


def by_episode(table):
    return {
        (row["show_id"], row["season"], row["episode"]): tuple(row[code] for code in CODES)
        for row in table.to_pylist()
    }


@given(st.lists(st.sets(EPISODE, min_size=1), min_size=1, max_size=4))
def test_numbers_stay_and_lead_to_todays_codes_and_back(batches):
    earlier, known, so_far = None, {}, set()
    for batch in batches:
        so_far |= batch
        today = catalogue(so_far)
        own = numbers(earlier, today)
        earlier, before, known = own.episodes, known, by_episode(own.episodes)
        assert before.items() <= known.items()
        assert earlier.schema == EPISODES
        assert len(set(known.values())) == len(so_far)
        then = codes_of(today.episodes.take(places(earlier, today.episodes)))
        assert own.now.apply(codes_of(earlier)).equals(then)
        assert own.back.apply(then).equals(codes_of(earlier))


def codes_of(episodes):
    return episodes.select(CODES).rename_columns(["code", "season_code", "other_code"])


def places(table, others):
    """Where each episode of one table is in the other."""
    place = {key: row for row, key in enumerate(by_episode(others))}
    return [place[key] for key in by_episode(table)]


def test_a_first_catalogue_keeps_its_codes():
    own = numbers(None, catalogue({(9, 1, 1), (10, 1, 1)}))
    assert own.now.is_same
    assert own.back.is_same


@pytest.mark.parametrize(
    ("later", "runtime"),
    [({(9, 1, 2)}, 600), ({(9, 1, 1), (9, 1, 2)}, 700)],
    ids=["gone", "longer"],
)
def test_an_episode_that_has_changed_is_refused(later, runtime):
    own = numbers(None, catalogue({(9, 1, 1), (9, 1, 2)}))
    with pytest.raises(InputError, match="changed show 9, season 1, episode 1"):
        numbers(own.episodes, catalogue(later, runtime))
