"""The benchmark's log has the shape that it is said to have, and the peers ask for the same."""

from collections import defaultdict
from datetime import datetime, timedelta

import numpy as np
import pyarrow.parquet as pq
import pytest

from benchmarks import viewing_log, viewing_peers
from benchmarks.viewing_log import DAY_SECONDS, LOG_DAYS

FIRST = datetime(2024, 1, 1)  # noqa: DTZ001 - the log's instants are plain UTC
N_EVENTS = 30_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log")
    viewing_log.write_catalogue(folder)
    viewing_log.write_part(folder / "events.parquet", n_events=N_EVENTS)
    return folder


@pytest.fixture(scope="module")
def events(folder):
    return pq.read_table(folder / "events.parquet").to_pylist()


@pytest.fixture(scope="module")
def seasons(folder):
    rows = pq.read_table(folder / "seasons.parquet").to_pylist()
    return {(row["show_id"], row["season"]): row for row in rows}


def test_a_part_is_the_same_each_time(folder, tmp_path):
    viewing_log.write_part(tmp_path / "again.parquet", n_events=N_EVENTS)
    assert (tmp_path / "again.parquet").read_bytes() == (folder / "events.parquet").read_bytes()


def test_events_are_in_order_within_the_log_and_after_the_premiere(events, seasons):
    instants = [event["started_at"] for event in events]
    assert len(events) == N_EVENTS
    assert instants == sorted(instants)
    assert FIRST <= instants[0] <= instants[-1] < FIRST + timedelta(days=LOG_DAYS)
    for event in events:
        season = seasons[event["show_id"], event["season"]]
        assert event["started_at"] >= season["premiere_at"]
        assert 0 < event["seconds_viewed"] <= season["runtime_seconds"]
        assert 1 <= event["episode"] <= season["n_episodes"]


def test_no_event_is_there_twice(events):
    keys = [
        (e["account_id"], e["show_id"], e["season"], e["episode"], e["started_at"]) for e in events
    ]
    assert len(set(keys)) == len(keys)


def test_the_next_days_go_on_with_what_was_begun(folder, events, tmp_path, monkeypatch):
    monkeypatch.setattr(viewing_log, "PART_EVENTS", N_EVENTS)
    viewing_log.write_next_days(tmp_path / "next.parquet", n_parts=1, n_events=300)
    later = pq.read_table(tmp_path / "next.parquet").to_pylist()
    assert len(later) == 300
    assert min(e["started_at"] for e in later) >= FIRST + timedelta(days=LOG_DAYS)
    begun = {(e["account_id"], e["show_id"], e["season"]) for e in events}
    goes_on = [(e["account_id"], e["show_id"], e["season"]) in begun for e in later]
    assert np.mean(goes_on) > 0.05
    # A season is begun once, and its later episodes follow.
    assert np.mean([e["episode"] == 1 for e in later]) < 0.5


def test_shows_are_chosen_by_the_law_of_zipf():
    made = viewing_log.seasons()
    by_show = np.sort(np.bincount(made.show, made.chance))[::-1]
    assert by_show[0] / by_show[9] == pytest.approx(10)
    assert (made.show.size, np.unique(made.show).size) == (4_052, 1_903)


def test_another_part_has_accounts_of_its_own(tmp_path, events):
    viewing_log.write_part(tmp_path / "part.parquet", 3, n_events=2_000)
    accounts = pq.read_table(tmp_path / "part.parquet")["account_id"].to_pylist()
    assert min(accounts) >= 3 * viewing_log.N_ACCOUNTS > max(e["account_id"] for e in events)


def test_draws_are_independent(tmp_path):
    """One number in disguise would make groups fewer, and every engine too fast."""
    viewing_log.write_part(tmp_path / "part.parquet", n_events=400_000)
    table = pq.read_table(tmp_path / "part.parquet")
    names = ("account_id", "show_id", "episode", "started_at", "seconds_viewed")
    columns = {name: table[name].to_numpy().astype(float) for name in names}
    # What an account chooses, and when, has nothing to do with who it is.
    _, first = np.unique(columns["account_id"], return_index=True)
    found = np.corrcoef([column[first] for column in columns.values()])[0, 1:]
    assert np.abs(found).max() * np.sqrt(first.size) < 4.5
    expected = viewing_log.N_ACCOUNTS * -np.expm1(-400_000 / 5.3 / viewing_log.N_ACCOUNTS)
    assert first.size == pytest.approx(expected, rel=0.1)


def test_one_more_day_is_after_the_others(tmp_path):
    viewing_log.write_strange_day(tmp_path / "day.parquet", n_parts=2, n_events=5_000)
    table = pq.read_table(tmp_path / "day.parquet")
    since = [(at - FIRST) / timedelta(seconds=1) for at in table["started_at"].to_pylist()]
    assert LOG_DAYS * DAY_SECONDS <= min(since) <= max(since) < (LOG_DAYS + 1) * DAY_SECONDS
    assert since == sorted(since)
    assert max(table["account_id"].to_pylist()) > viewing_log.N_ACCOUNTS


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_peers_ask_for_what_plain_python_counts(engine, folder, events, seasons):
    pytest.importorskip(engine)
    expected = {
        "scan": {"n": N_EVENTS, "seconds": sum(e["seconds_viewed"] for e in events)},
        **plainly_counted(events, seasons),
    }
    for query, sums in expected.items():
        assert viewing_peers.ENGINES[engine](query, folder) == pytest.approx(sums)


def plainly_counted(events, seasons):
    """The sums over the answers of the three queries."""
    viewed, monthly = defaultdict(int), defaultdict(int)
    for event in events:
        key = (event["show_id"], event["season"])
        monthly[event["started_at"].month, event["account_id"], event["show_id"]] += event[
            "seconds_viewed"
        ]
        if event["started_at"] < seasons[key]["premiere_at"] + timedelta(days=28):
            viewed[key, event["account_id"], event["episode"]] += event["seconds_viewed"]
    best, n_done, there = defaultdict(int), defaultdict(int), defaultdict(int)
    for (key, account, episode), seconds in viewed.items():
        done = seconds * 10 >= 7 * seasons[key]["runtime_seconds"]
        best[key, account] = max(best[key, account], seconds)
        n_done[key, account] += done
        there[key, episode] += done
    starters, completers = defaultdict(int), 0
    for (key, account), seconds in best.items():
        if seconds >= 120:
            starters[key] += 1
            completers += n_done[key, account] == seasons[key]["n_episodes"]
    views = sum(s / seasons[key]["season_runtime_seconds"] for (key, *_), s in viewed.items())
    return {
        "seasons": {
            "starters": sum(starters.values()),
            "completers": completers,
            "hours": sum(viewed.values()) / 3600,
            "views": views,
        },
        "retention": {
            "n_done": sum(n for (key, _), n in there.items() if starters[key]),
            "retention": sum(n / starters[key] for (key, _), n in there.items() if starters[key]),
        },
        "shares": {"adjusted": len({(month, account) for month, account, _ in monthly})},
    }
