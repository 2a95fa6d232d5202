"""A log measured day by day gives the figures of the whole log measured at once."""

import pkgutil
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.errors import InputError
from nextseason.viewing.bucket_sums import sums_in_buckets
from nextseason.viewing.catalogue import read_catalogue
from nextseason.viewing.events import Fault
from nextseason.viewing.incremental import sums_with_state
from nextseason.viewing.load import open_engine
from nextseason.viewing.log_sums import Asked
from nextseason.viewing.rates import figures
from nextseason.viewing.windows import read_window
from tests.viewing.test_log_figures import COLUMNS, logs

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

WINDOWS = tuple(map(read_window, ("7d", "2024-02-25..2024-03-20")))
TWO_BUCKETS = 1_600_000  # so many rows would be put into two
TODAY = date(2024, 12, 31)


@pytest.fixture(scope="module")
def engine():
    return open_engine(threads=2)


def whole(engine, catalogue, events, asked):
    episodes = read_catalogue(pa.Table.from_pylist(catalogue), source="here")
    engine.put("log", pa.Table.from_pylist(events, COLUMNS))
    log = engine.backend.table("log")
    return sums_in_buckets(engine, log, episodes, asked, n_rows=TWO_BUCKETS)


def one_run(engine, catalogue, events, asked, folder, **options):
    episodes = read_catalogue(pa.Table.from_pylist(catalogue), source="here")
    engine.put("log", pa.Table.from_pylist(events, COLUMNS))
    log = engine.backend.table("log")
    options = {"n_rows": len(events), "today": TODAY, **options}
    return sums_with_state(engine, log, episodes, asked, folder, **options)


def near(sums):
    """All sums, floats without their last digits."""
    return {
        (str(window), by, name): [
            {k: round(v, 9) if isinstance(v, float) else v for k, v in row.items()}
            for row in table.to_pylist()
        ]
        for (window, by), tables in sums.tables.items()
        for name, table in tables.items()
    }


@st.composite
def logs_in_runs(draw):
    """A log whose days are dealt to a few runs; what has no day comes in the first one.

    A season comes into the catalogue with the run that first has its events, or before.
    """
    catalogue, events, _ = draw(logs())
    days = sorted({e["started_at"].date() for e in events})
    ends = sorted(draw(st.sets(st.sampled_from(days), max_size=5))) if days else []
    needed = dict.fromkeys(((row["show_id"], row["season"]) for row in catalogue), len(ends))
    runs = [[] for _ in range(len(ends) + 1)]
    for event in events:
        number = sum(event["started_at"].date() > end for end in ends)
        key = event["show_id"], event["season"]
        needed[key] = min(needed[key], number)
        runs[number].append(event)
    known = {key: draw(st.integers(0, latest)) for key, latest in needed.items()}
    known[draw(st.sampled_from(sorted(known)))] = 0
    catalogues = [
        [row for row in catalogue if known[row["show_id"], row["season"]] <= number]
        for number in range(len(runs))
    ]
    return catalogue, events, list(zip(catalogues, runs, strict=True))


@settings(max_examples=12, deadline=None)
@given(logs_in_runs(), st.booleans(), st.integers(1, 3), st.booleans())
def test_runs_give_what_the_whole_log_gives(engine, log, by_country, n_added, again):
    catalogue, events, runs = log
    asked = Asked(windows=WINDOWS, by_country=by_country)
    expected = whole(engine, catalogue, events, asked)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("nextseason.viewing.incremental.MAX_ADDED", n_added)
        so_far = []
        for known, events_of_run in runs:
            so_far = [*so_far, *events_of_run] if again else events_of_run
            found = one_run(engine, known, so_far, asked, Path(folder))
    if not again:  # days of which no event counts are not known to have been delivered
        assert found.tally == expected.tally
    assert near(found) == near(expected)
    episodes = read_catalogue(pa.Table.from_pylist(catalogue), source="here")
    assert figures(found, episodes).num_rows == figures(expected, episodes).num_rows


PREMIERE = datetime(2024, 3, 1)  # noqa: DTZ001 - as most logs have it
ASKED = Asked(windows=(read_window("7d"),))


def episode(show, number, *, runtime=600, day=0):
    return {
        "show_id": show,
        "title": f"Show {show}",
        "season": 1,
        "episode": number,
        "runtime_seconds": runtime,
        "premiered": PREMIERE + timedelta(days=day),
    }


def sitting(account, show, number, *, day, seconds=600):
    return {
        "account_id": account,
        "profile_id": 0,
        "show_id": show,
        "season": 1,
        "episode": number,
        "started_at": PREMIERE + timedelta(days=day, hours=1),
        "seconds_viewed": seconds,
    }


FIRST = [sitting(1, 5, 1, day=0), sitting(2, 5, 1, day=0), sitting(1, 5, 2, day=1)]
LATER = [sitting(2, 5, 2, day=3), sitting(1, 3, 1, day=4), sitting(3, 5, 1, day=40)]
SHOW = [episode(5, 1), episode(5, 2)]
GROWN = [*SHOW, episode(3, 1, day=4)]


def test_a_new_show_moves_the_codes_of_the_others(engine, tmp_path):
    one_run(engine, SHOW, FIRST, ASKED, tmp_path)
    found = one_run(engine, GROWN, LATER, ASKED, tmp_path)
    assert near(found) == near(whole(engine, GROWN, FIRST + LATER, ASKED))
    assert found.tables[ASKED.windows[0], ()]["seasons"]["completers"].to_pylist() == [1, 2]


def test_the_state_keeps_no_more_than_is_open(engine, tmp_path):
    one_run(engine, GROWN, FIRST + LATER, ASKED, tmp_path)
    assert kept(tmp_path / "plays-0-1.arrow") == 0
    assert kept(tmp_path / "months-0-1.arrow") == 1
    one_run(engine, GROWN, [sitting(9, 5, 1, day=59), sitting(9, 5, 1, day=61)], ASKED, tmp_path)
    assert kept(tmp_path / "sittings-0-2.arrow") == 1


def kept(path):
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all().num_rows


def test_a_run_adds_its_files_to_those_before(engine, tmp_path, monkeypatch):
    monkeypatch.setattr("nextseason.viewing.incremental.MAX_ADDED", 1)
    days = [[sitting(1, 5, 1, day=day)] for day in (0, 1, 2)]
    one_run(engine, SHOW, days[0], ASKED, tmp_path)
    base = ["months-0-1.arrow", "plays-0-1.arrow", "starts-0-1.arrow"]
    assert names(tmp_path) == sorted([*base, "run-1", "state.json"])
    one_run(engine, SHOW, days[1], ASKED, tmp_path)
    added = ["sittings-0-2.arrow", "starts-0-2.arrow"]
    assert names(tmp_path) == sorted([*base, *added, "run-2", "state.json"])
    one_run(engine, SHOW, days[2], ASKED, tmp_path)
    base = ["months-0-3.arrow", "plays-0-3.arrow", "run-3", "starts-0-3.arrow"]
    assert names(tmp_path) == sorted([*base, "state.json"])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_state_is_read_in_more_buckets_and_in_fewer(engine, tmp_path, monkeypatch):
    events = [sitting(account, 5, 1, day=account % 5) for account in range(40)]
    runs = [[e for e in events if e["account_id"] % 5 == day] for day in range(5)]
    for n_buckets, own in zip((4, 8, 2, 1, 4), runs, strict=True):
        monkeypatch.setattr("nextseason.viewing.incremental.MIN_BUCKETS", n_buckets)
        found = one_run(engine, SHOW, own, ASKED, tmp_path)
    assert near(found) == near(whole(engine, SHOW, events, ASKED))


@pytest.mark.parametrize("n_added", [1, 3, 40])
def test_each_day_is_right_while_seasons_open_and_close(engine, tmp_path, monkeypatch, n_added):
    monkeypatch.setattr("nextseason.viewing.incremental.MAX_ADDED", n_added)
    catalogue = [episode(show, n, day=6 * show) for show in (1, 2, 3) for n in (1, 2)]
    events = []
    for day in range(0, 36, 3):
        seen = [(account, show) for account in range(7) for show in (1, 2, 3) if day >= 6 * show]
        new = [
            sitting(account, show, 1 + (day + account) % 2, day=day, seconds=60 * (account + 3))
            for account, show in seen
            if (account * show + day) % 4
        ]
        events += new
        found = one_run(engine, catalogue, new, ASKED, tmp_path)
        assert near(found) == near(whole(engine, catalogue, events, ASKED))


def test_a_season_that_grows_while_it_is_open_is_worked_out_anew(engine, tmp_path):
    one, two = [episode(5, 1), episode(3, 1)], [episode(5, 1), episode(5, 2), episode(3, 1)]
    windows = (*ASKED.windows, read_window("2024-03-01..2024-04-01"))
    asked = Asked(windows=windows, by_country=True)
    runs = [
        [sitting(account, show, 1, day=day) for show in (3, 5)]
        for day, account in enumerate((1, 2))
    ]
    for run in runs:
        found = one_run(engine, one, run, asked, tmp_path)
    assert found.tables[windows[0], ()]["seasons"]["completers"].to_pylist() == [2, 2]
    runs.append([sitting(2, 5, 2, day=2)])
    found = one_run(engine, two, runs[2], asked, tmp_path)
    every = [event for run in runs for event in run]
    assert near(found) == near(whole(engine, two, every, asked))
    assert found.tables[windows[0], ()]["seasons"]["completers"].to_pylist() == [2, 1]


BROKEN_OFF = {
    "while rows are written": ("nextseason.viewing.state_files.Writer.add", 5),
    "before any sum": ("nextseason.viewing.state_files.write_table", 1),
    "between two sums": ("nextseason.viewing.state_files.write_table", 4),
    "before the head counts": ("nextseason.viewing.state_files.Path.replace", 1),
    "before the old files go": ("nextseason.viewing.state_files._remove_others", 1),
}


@pytest.mark.parametrize("n_added", [1, 9])
@pytest.mark.parametrize(("where", "call"), BROKEN_OFF.values(), ids=BROKEN_OFF.keys())
def test_a_run_that_is_broken_off_leaves_a_whole_state(
    engine, tmp_path, monkeypatch, where, call, n_added
):
    monkeypatch.setattr("nextseason.viewing.incremental.MAX_ADDED", n_added)
    days = [[sitting(a, 5, n, day=n) for a in range(8)] for n in (1, 2)]
    days.append([sitting(a, 3, 1, day=5) for a in range(5, 10)])
    for day in days[:2]:
        one_run(engine, GROWN, day, ASKED, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(where, broken_at(call, derived(where)))
        with pytest.raises(KeyboardInterrupt):
            one_run(engine, GROWN, days[2], ASKED, tmp_path)
    found = one_run(engine, GROWN, days[2], ASKED, tmp_path)
    every = [event for day in days for event in day]
    assert near(found) == near(whole(engine, GROWN, every, ASKED))
    assert one_run(engine, GROWN, every, ASKED, tmp_path).tally.faults[Fault.LATE] == len(every)


def derived(where):
    module, name = where.rsplit(".", 1)
    return getattr(pkgutil.resolve_name(module), name)


def broken_at(call, function):
    """A function that is interrupted the so manieth time."""
    calls = count(1)

    def broken(*args, **kwargs):
        if next(calls) == call:
            raise KeyboardInterrupt
        return function(*args, **kwargs)

    return broken


def test_the_whole_log_again_counts_its_new_days_alone(engine, tmp_path):
    one_run(engine, GROWN, FIRST, ASKED, tmp_path)
    found = one_run(engine, GROWN, FIRST + LATER, ASKED, tmp_path)
    assert found.tally.faults == {Fault.LATE: 3}
    assert near(found) == near(whole(engine, GROWN, FIRST + LATER, ASKED))
    assert one_run(engine, GROWN, [], ASKED, tmp_path).tally.n_events == 6


def test_what_is_not_accepted_leaves_the_state_as_it_was(engine, tmp_path):
    def refuse(tally):
        raise InputError("no")

    one_run(engine, GROWN, FIRST, ASKED, tmp_path)
    with pytest.raises(InputError, match="no"):
        one_run(engine, GROWN, LATER, ASKED, tmp_path, accept=refuse)
    found = one_run(engine, GROWN, LATER, ASKED, tmp_path)
    assert near(found) == near(whole(engine, GROWN, FIRST + LATER, ASKED))


@pytest.mark.parametrize(
    ("catalogue", "asked", "words"),
    [
        (SHOW, Asked(windows=(read_window("28d"),)), "is of --window 7d; ask"),
        (SHOW, Asked(windows=ASKED.windows, by_country=True), "is of --window 7d; ask"),
        ([episode(5, 1, runtime=700), episode(5, 2)], ASKED, "episode 1 since it was counted"),
        ([episode(5, 2)], ASKED, "episode 1 since it was counted"),
        ([*SHOW, episode(5, 3)], ASKED, "has other episodes than when its window closed"),
    ],
)
def test_a_state_of_other_figures_is_refused(engine, tmp_path, catalogue, asked, words):
    one_run(engine, SHOW, [*FIRST, sitting(1, 5, 1, day=30)], ASKED, tmp_path)
    with pytest.raises(InputError, match=words):
        one_run(engine, catalogue, [], asked, tmp_path)


def test_events_of_the_future_are_refused(engine, tmp_path):
    with pytest.raises(InputError, match="2024-03-02, after today"):
        one_run(engine, SHOW, FIRST, ASKED, tmp_path, today=PREMIERE.date())


def test_a_folder_of_something_else_is_refused(engine, tmp_path):
    (tmp_path / "letters").mkdir()
    with pytest.raises(InputError, match="holds something else"):
        one_run(engine, SHOW, FIRST, ASKED, tmp_path)


def test_a_state_of_another_version_is_refused(engine, tmp_path):
    one_run(engine, SHOW, FIRST, ASKED, tmp_path)
    (tmp_path / "state.json").write_text('{"format": 1}')
    with pytest.raises(InputError, match="another version wrote it"):
        one_run(engine, SHOW, [], ASKED, tmp_path)
