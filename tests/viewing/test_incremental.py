"""A log measured day by day gives the figures of the whole log measured at once."""

from datetime import date, datetime, timedelta
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
    """A log whose days are dealt to a few runs; what has no day comes in the first one."""
    catalogue, events, _ = draw(logs())
    days = sorted({e["started_at"].date() for e in events})
    ends = sorted(draw(st.sets(st.sampled_from(days), max_size=2))) if days else []
    runs = [[] for _ in range(len(ends) + 1)]
    for event in events:
        runs[sum(event["started_at"].date() > end for end in ends)].append(event)
    return catalogue, events, runs


@settings(max_examples=6, deadline=None)
@given(logs_in_runs(), st.booleans())
def test_runs_give_what_the_whole_log_gives(engine, log, by_country):
    catalogue, events, runs = log
    asked = Asked(windows=WINDOWS, by_country=by_country)
    expected = whole(engine, catalogue, events, asked)
    with TemporaryDirectory() as folder:
        for events_of_run in runs:
            found = one_run(engine, catalogue, events_of_run, asked, Path(folder))
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
    with pa.memory_map(str(tmp_path / "plays-0-1.arrow")) as file:
        assert pa.ipc.open_file(file).read_all().num_rows == 0
    one_run(engine, GROWN, [sitting(9, 5, 1, day=60)], ASKED, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "months-0-2.arrow",
        "plays-0-2.arrow",
        "run-2",
        "starts-0-1.arrow",
        "starts-0-2.arrow",
        "state.json",
    ]


def test_a_state_is_read_in_more_buckets_and_in_fewer(engine, tmp_path, monkeypatch):
    events = [sitting(account, 5, 1, day=account % 5) for account in range(40)]
    runs = [[e for e in events if e["account_id"] % 5 == day] for day in range(5)]
    for n_buckets, own in zip((4, 8, 2, 1, 4), runs, strict=True):
        monkeypatch.setattr("nextseason.viewing.incremental.MIN_BUCKETS", n_buckets)
        found = one_run(engine, SHOW, own, ASKED, tmp_path)
    assert near(found) == near(whole(engine, SHOW, events, ASKED))


def test_starts_of_many_runs_are_made_one(engine, tmp_path, monkeypatch):
    monkeypatch.setattr("nextseason.viewing.incremental.MAX_START_FILES", 2)
    events = [sitting(day % 3, show, 1, day=day) for day in range(4) for show in (3, 5)]
    catalogue = [episode(3, 1), episode(5, 1)]
    for day in range(4):
        own = [e for e in events if e["started_at"].date() == (PREMIERE + timedelta(day)).date()]
        found = one_run(engine, catalogue, own, ASKED, tmp_path)
    assert near(found) == near(whole(engine, catalogue, events, ASKED))
    assert len(list(tmp_path.glob("starts-*"))) == 2


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
    (tmp_path / "state.json").write_text('{"format": 0}')
    with pytest.raises(InputError, match="another version wrote it"):
        one_run(engine, SHOW, [], ASKED, tmp_path)
