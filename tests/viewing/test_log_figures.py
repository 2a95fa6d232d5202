"""Figures of a log equal those of plain Python, on every engine and on whatever log."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.viewing.bucket_sums import sums_in_buckets
from nextseason.viewing.catalogue import read_catalogue
from nextseason.viewing.load import open_engine
from nextseason.viewing.log_sums import Asked, sums_at_once
from nextseason.viewing.members import read_members
from nextseason.viewing.rates import figures
from nextseason.viewing.windows import read_window
from tests.viewing import event_oracle as plain
from tests.viewing.figure_comparison import assert_equal

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

DAY = plain.DAY
START = datetime(2024, 2, 20, tzinfo=UTC)
WINDOWS = tuple(map(read_window, ("7d", "28d", "2024-02-25..2024-03-20")))
FOUR_BUCKETS = 3_200_000  # so many rows would be put into four
COLUMNS = pa.schema(
    [
        ("account_id", pa.int64()),
        ("profile_id", pa.int64()),
        ("show_id", pa.int64()),
        ("season", pa.int64()),
        ("episode", pa.int64()),
        ("started_at", pa.timestamp("us", "UTC")),
        ("seconds_viewed", pa.int64()),
        ("country", pa.string()),
    ]
)
MEMBERS = pa.schema(
    [("account_id", pa.int64()), ("joined", pa.timestamp("us", "UTC")), ("weight", pa.float64())]
)


@st.composite
def catalogues(draw):
    """Shows of up to three seasons, all at once, weekly or in two parts."""
    rows = []
    for show in (9, 10, 11):  # as text, 10 comes first
        for season in range(1, draw(st.integers(1, 3)) + 1):
            begins = START + timedelta(
                days=draw(st.integers(0, 20)), hours=draw(st.integers(0, 23))
            )
            gaps = draw(st.sampled_from([(0, 0, 0), (0, 7, 14), (0, 0, 21)]))
            rows += [
                {
                    "show_id": show,
                    "title": f"Show {show}",
                    "season": season,
                    "episode": 2 * number + 1,  # numbers may have gaps
                    "runtime_seconds": draw(st.sampled_from([90, 600, 2_400])),
                    "premiered": begins + timedelta(days=gaps[number]),
                }
                for number in range(draw(st.integers(1, 3)))
            ]
    return rows


@st.composite
def logs(draw):
    catalogue = draw(catalogues())
    fewest = draw(st.sampled_from([0, 30, 60]))
    events = draw(st.lists(events_of(catalogue), min_size=fewest, max_size=fewest + 20))
    if events:
        for event in draw(st.lists(st.sampled_from(events), max_size=4)):
            seconds = event["seconds_viewed"] + draw(st.sampled_from([0, 1]))
            country = draw(st.sampled_from(["AT", None]))
            events.append({**event, "seconds_viewed": seconds, "country": country})
    members = draw(st.lists(member(), unique_by=lambda m: m["account_id"], max_size=4))
    return catalogue, events, members


@st.composite
def events_of(draw, catalogue):
    row = draw(st.sampled_from(catalogue))
    # Mostly sound; a few begin early, run too long, are of no known episode or of no account.
    began = draw(st.sampled_from([0, 3_600, 3_600, DAY, 6 * DAY, 8 * DAY, 20 * DAY, 27 * DAY, -1]))
    runs = draw(st.sampled_from([0.1, 0.35, 0.7, 0.7, 1.0, 1.0, 1.0, 3.1, -0.1, 0.0]))
    return {
        "account_id": draw(st.sampled_from([1, 2, 3, 4, 5, 6, -7, None])),
        "profile_id": draw(st.sampled_from([0, 0, 1])),
        "show_id": row["show_id"],
        "season": row["season"],
        "episode": row["episode"] + draw(st.sampled_from([0] * 9 + [1])),
        "started_at": row["premiered"] + timedelta(seconds=began + draw(st.integers(0, 2))),
        "seconds_viewed": int(row["runtime_seconds"] * runs),
        "country": draw(st.sampled_from(["DE", "FR", None])),
    }


@st.composite
def member(draw):
    joined = draw(st.one_of(st.none(), st.integers(0, 30)))
    return {
        "account_id": draw(st.integers(1, 6)),
        "joined": None if joined is None else START + timedelta(days=joined),
        "weight": draw(st.sampled_from([None, 0.5, 2.0])),
    }


@pytest.fixture(scope="module")
def duckdb_engine():
    return open_engine(threads=2)


def measured(engine, how, catalogue, events, members):
    engine.put("log", pa.Table.from_pylist(events, COLUMNS))
    engine.put("who", pa.Table.from_pylist(members, MEMBERS))
    asked = Asked(windows=WINDOWS, by_country=True)
    episodes = read_catalogue(pa.Table.from_pylist(catalogue), source="here")
    who = read_members(engine.backend.table("who"), source="here") if members else None
    log = engine.backend.table("log")
    sums = how(engine, log, episodes, asked, members=who)
    return sums.tally, figures(sums, episodes)


HOW = {
    "in buckets": partial(sums_in_buckets, n_rows=FOUR_BUCKETS),
    "at once": sums_at_once,
}


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@settings(max_examples=10, deadline=None)
@given(log=logs())
def test_figures_are_those_of_plain_python(duckdb_engine, how, log):
    tally, found = measured(duckdb_engine, how, *log)
    assert_equal(found, log, WINDOWS)
    assert {f.name: n for f, n in tally.faults.items()} == plain.sort_events(log[1], log[0])[1]
    assert tally.n_events == len(log[1])
