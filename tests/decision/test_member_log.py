"""Months of members out of events: against plain counting, and by hand."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from nextseason.decision.churn import member_months
from nextseason.decision.member_log import log_of_members
from nextseason.errors import InputError
from tests.decision.test_decision_commands import asked, run

START = date(2024, 1, 1)


def day(n):
    return START + timedelta(days=int(n))


def made(rng, n_accounts=150, n_events=3000):
    joined = rng.integers(0, 200, n_accounts)
    stays = rng.integers(5, 300, n_accounts)
    left = [day(j + s) if j + s < 330 else None for j, s in zip(joined, stays, strict=True)]
    members = pa.table(
        {
            "account_id": [f"m{i}" for i in range(n_accounts)],
            "joined": [day(j) for j in joined],
            "left": left,
        }
    )
    who = rng.integers(0, n_accounts + 5, n_events)  # some are not among the members
    events = pa.table(
        {
            "account_id": [f"m{i}" for i in who],
            "show_id": rng.integers(1, 5, n_events),
            "season": rng.integers(1, 3, n_events),
            "started_at": [day(d) for d in rng.integers(0, 340, n_events)],
            "seconds_viewed": rng.integers(30, 5000, n_events),
        }
    )
    return events, members


def counted_plainly(events, members, show, season):
    """The same rows, one member and one month at a time."""
    plays = sorted(events.to_pylist(), key=lambda e: e["started_at"])
    end = plays[-1]["started_at"] + timedelta(days=1)
    rows = {}
    for m in members.to_pylist():
        own = [e for e in plays if e["account_id"] == m["account_id"]]
        is_it = [(e["show_id"], e["season"]) == (show, season) for e in own]
        gone = m["left"] is not None and m["left"] < end
        k = 0
        while (begin := m["joined"] + timedelta(days=30 * k)) is not None:
            after = begin + timedelta(days=30)
            if (begin > m["left"]) if gone else (after > end):
                break
            inside = [begin <= e["started_at"] < after for e in own]
            of = [e["seconds_viewed"] for e, i in zip(own, inside, strict=True) if i]
            title = [
                e["seconds_viewed"] for e, i, t in zip(own, inside, is_it, strict=True) if i and t
            ]
            rows[m["account_id"], k] = (
                sum(of) / 3600,
                sum(title) >= 120,
                gone and begin <= m["left"] < after,
                bool(is_it) and is_it[0],
            )
            k += 1
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_months_are_those_of_plain_counting(seed):
    events, members = made(np.random.default_rng(seed))
    # Of a day's events which came first is not told: keep one a day and account.
    frame = {(e["account_id"], e["started_at"]): e for e in events.to_pylist()}
    events = pa.Table.from_pylist(list(frame.values()))
    log = log_of_members(events, members, title="2:1")
    wanted = counted_plainly(events, members, 2, 1)
    found = {
        (str(a), int(t)): (h, bool(w), bool(left), bool(j))
        for a, t, h, w, left, j in zip(
            log.account,
            log.tenure_months,
            log.hours,
            log.watched,
            log.left,
            log.joined_for,
            strict=True,
        )
    }
    assert found.keys() == wanted.keys()
    for key, (hours, *flags) in wanted.items():
        assert found[key][0] == pytest.approx(hours)
        assert list(found[key][1:]) == flags


def test_a_show_is_all_its_seasons():
    events, members = made(np.random.default_rng(1))
    of_show = log_of_members(events, members, title="2").watched.sum()
    of_season = log_of_members(events, members, title="2:1").watched.sum()
    assert of_show > of_season > 0


def test_members_months_come_out_of_the_log_itself(tmp_path):
    events, members = made(np.random.default_rng(2))
    pq.write_table(events, tmp_path / "events.parquet")
    pa_csv.write_csv(members, tmp_path / "members.csv")
    found = asked(
        *("decide", "Ash Road", "--audience", "2e7", "--month-value", "9", "--title", "2:1"),
        *("--plays", tmp_path / "events.parquet", "--members", tmp_path / "members.csv"),
    )
    wanted = member_months(log_of_members(events, members, title="2:1")).both.one_at(0.5)
    told = next(r for r in found["inputs"] if r["name"] == "member-months per viewer")
    assert told["median"] == pytest.approx(wanted)
    assert found["ways"][0]["is_association"] is True


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda e, m: (e.drop_columns("season"), m), "events: no column 'season'"),
        (lambda e, m: (e, m.drop_columns("left")), "members: no column 'left'"),
        (lambda e, m: (e.slice(0, 0), m), "a row at least"),
        (lambda e, m: (e, m.set_column(1, "joined", pa.array(["soon"] * len(m)))), "2024-01-31"),
    ],
    ids=["season", "left", "no event", "no day"],
)
def test_a_bad_table_says_what_would_do(change, why):
    events, members = change(*made(np.random.default_rng(1)))
    with pytest.raises(InputError, match=why):
        log_of_members(events, members, title="2")


def test_a_title_that_nobody_watched_is_told():
    with pytest.raises(InputError, match="--title 99: no event is of it"):
        log_of_members(*made(np.random.default_rng(1)), title="99")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--plays", "events.parquet"), "go together; give all three"),
        (("--plays", "a.csv", "--members", "b.csv", "--title", "1"), "cannot read a.csv"),
        (("--churn", "c.csv", "--title", "1"), "not both"),
    ],
    ids=["alone", "no file", "both"],
)
def test_halves_of_a_log_are_told(words, why):
    told = run("decide", "Ash Road", "--audience", "2e7", *words)
    assert told.exit_code == 1
    assert why in told.stderr
