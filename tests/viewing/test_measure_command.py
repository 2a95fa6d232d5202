"""The command on viewing events: what it reads, prints and writes, and how it ends."""

import csv
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from nextseason.cli import app

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

PREMIERE = datetime(2024, 1, 5)  # noqa: DTZ001 - as most logs have it
CATALOGUE = [
    (7, "Tides", 1, 1, 600, "2024-01-05"),
    (7, "Tides", 1, 2, 600, "2024-01-05"),
    (8, "Quiet Bay", 1, 1, 1200, "2024-01-06"),
]
NAMES = ("show_id", "title", "season", "episode", "runtime_seconds", "premiered")


def sitting(account, show, episode, *, hours=1, seconds=600, country="DE"):
    return {
        "account_id": account,
        "profile_id": 0,
        "show_id": show,
        "season": 1,
        "episode": episode,
        "started_at": PREMIERE + timedelta(days=1, hours=hours),
        "seconds_viewed": seconds,
        "country": country,
    }


# Account 1 completes Tides, 2 leaves after the first episode, 3 watches the other show.
SOUND = [
    sitting(1, 7, 1),
    sitting(1, 7, 2, hours=2),
    sitting(2, 7, 1, country="FR"),
    sitting(3, 8, 1, seconds=1200),
    # Two months later: the window is over.
    sitting(3, 7, 1, hours=24 * 60),
]
FAULTY = [
    sitting(9, 7, 1, seconds=-5),
    sitting(9, 7, 1, seconds=6_000),
    sitting(9, 7, 3),
    sitting(9, 7, 1, hours=-48),
    sitting(None, 7, 1),
    sitting(1, 7, 1),
]


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "episodes.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([NAMES, *CATALOGUE])
    return path


@pytest.fixture
def run(tmp_path, catalogue):
    def run(*arguments, events):
        log = events if isinstance(events, str) else written(events, tmp_path / "log.parquet")
        command = ("measure", log, "--catalogue", catalogue, *arguments)
        return CliRunner().invoke(app, [str(a) for a in command], env={"COLUMNS": "72"})

    return run


def written(events, path):
    pq.write_table(pa.Table.from_pylist(events), path)
    return path


def figures_of(path):
    return {(r["title"], r["country"], r["window"]): r for r in pq.read_table(path).to_pylist()}


def test_figures_are_printed_and_written(run, tmp_path):
    result = run("-o", tmp_path / "figures.parquet", "--window", "7d", events=SOUND)
    assert result.exit_code == 0, result.output
    assert "5 events, 2024-01-06 to 2024-03-06; 0 set aside" in result.output
    assert "Tides S1" in result.output
    assert max(map(len, result.output.splitlines())) <= 72
    tides = figures_of(tmp_path / "figures.parquet")["Tides", None, "7d"]
    assert (tides["starters"], tides["completers"], tides["retention"]) == (2, 1, [1.0, 0.5])
    assert tides["views"] == pytest.approx(1.5)
    assert not tides["is_whole"]  # it premiered a day before the log begins


def test_countries_and_windows_are_told_apart(run, tmp_path):
    options = ("--by", "country", "--window", "28d", "--window", "2024-03-01..2024-03-31")
    result = run(*options, "-o", tmp_path / "f.parquet", events=SOUND)
    assert result.exit_code == 0, result.output
    found = figures_of(tmp_path / "f.parquet")
    assert found["Tides", "DE", "28d"]["starters"] == 1
    assert found["Tides", "FR", "28d"]["starters"] == 1
    assert found["Tides", None, "2024-03-01..2024-03-31"]["starters"] == 1
    assert "FR" in result.output


def test_faults_are_counted_shown_and_set_aside(run, tmp_path):
    result = run("-o", tmp_path / "f.parquet", events=SOUND + FAULTY)
    assert result.exit_code == 0, result.output
    assert "11 events, 2024-01-06 to 2024-03-06; 6 set aside" in result.output
    for words in (
        "1: a needed value is missing",
        "1: the episode is not in the catalogue",
        "1: fewer than 0 seconds",
        "1: begun before the episode's premiere",
        "1: longer than 3 runs",
        "1: same account, profile, episode and second",
    ):
        assert words in result.output
    assert figures_of(tmp_path / "f.parquet")["Tides", None, "28d"]["starters"] == 2


def test_strict_refuses_a_log_with_faults(run, tmp_path):
    result = run("--strict", "-o", tmp_path / "f.parquet", events=SOUND + FAULTY)
    assert result.exit_code == 1
    assert "1 fewer than 0 seconds viewed" in result.output
    assert "leave out --strict" in result.output
    assert not (tmp_path / "f.parquet").exists()


def as_csv(table, folder):
    pyarrow.csv.write_csv(table, folder / "log.csv")
    return str(folder / "log.csv")


def as_arrow(table, folder):
    pyarrow.feather.write_feather(table, folder / "log.arrow")
    return str(folder / "log.arrow")


def as_glob(table, folder):
    for name, part in (("a", table.slice(0, 2)), ("b", table.slice(2))):
        pq.write_table(part, folder / f"part-{name}.parquet")
    return str(folder / "part-*.parquet")


def as_hive(table, folder):
    pyarrow.dataset.write_dataset(
        table,
        folder / "log",
        format="parquet",
        partitioning=["country"],
        partitioning_flavor="hive",
    )
    return str(folder / "log")


@pytest.mark.parametrize("form", [as_csv, as_arrow, as_glob, as_hive])
def test_logs_of_every_form_give_the_same(run, tmp_path, form):
    log = form(pa.Table.from_pylist(SOUND), tmp_path)
    result = run("--by", "country", "-o", tmp_path / "f.parquet", events=log)
    assert result.exit_code == 0, result.output
    assert run("--by", "country", "-o", tmp_path / "g.parquet", events=SOUND).exit_code == 0
    assert pq.read_table(tmp_path / "f.parquet") == pq.read_table(tmp_path / "g.parquet")


def test_other_names_text_and_no_profile_give_the_same(run, tmp_path):
    events = [
        {
            "user": None if e["account_id"] is None else f"u{e['account_id']}",
            "show_id": str(e["show_id"]),
            "season": float(e["season"]),
            "episode": str(e["episode"]),
            "ts": e["started_at"].isoformat(),
            "seconds_viewed": e["seconds_viewed"] + 0.4,
        }
        for e in SOUND
    ]
    columns = ("--columns", "account_id=user,started_at=ts")
    result = run(*columns, "-o", tmp_path / "f.parquet", events=events)
    assert result.exit_code == 0, result.output
    assert run("-o", tmp_path / "g.parquet", events=SOUND).exit_code == 0
    assert pq.read_table(tmp_path / "f.parquet") == pq.read_table(tmp_path / "g.parquet")


def test_members_tell_whom_a_season_brought(run, tmp_path):
    joined = [{"account_id": 1, "joined": "2024-01-05"}, {"account_id": 2, "joined": "2024-02-01"}]
    members = written(joined, tmp_path / "members.parquet")
    result = run("--members", members, "-o", tmp_path / "f.parquet", events=SOUND)
    assert result.exit_code == 0, result.output
    tides = figures_of(tmp_path / "f.parquet")["Tides", None, "28d"]
    assert (tides["acquired"], tides["acquisition_share"]) == (1, pytest.approx(2 / 3))


def test_days_are_added_to_a_state(run, tmp_path):
    state = ("--state", tmp_path / "state")
    assert run(*state, events=SOUND[:4]).exit_code == 0
    result = run(*state, "-o", tmp_path / "f.parquet", events=SOUND)
    assert result.exit_code == 0, result.output
    assert "4: of a day that the state has already counted" in result.output
    assert run("-o", tmp_path / "g.parquet", events=SOUND).exit_code == 0
    assert pq.read_table(tmp_path / "f.parquet") == pq.read_table(tmp_path / "g.parquet")
    assert run("--strict", *state, events=SOUND).exit_code == 1


def test_figures_are_drawn(run, tmp_path):
    result = run("--plot", tmp_path / "figures.svg", events=SOUND)
    assert result.exit_code == 0, result.output
    assert b"Tides S1" in (tmp_path / "figures.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--window", "28 days"), 1, "'28 days' is no window"),
        (("--window", "0d"), 1, "1 to 3660 days"),
        (("--window", "2024-03-01..2024-02-01"), 1, "cannot go from"),
        (("--columns", "when=ts"), 1, "--columns cannot use 'when=ts'"),
        (("--columns", "started_at=ts"), 1, "no column ts"),
        (("--columns", "started_at=account_id"), 1, "started_at should hold instants"),
        (("--engine", "abacus"), 1, "--engine abacus"),
        (("--members", "nobody.parquet"), 1, "nobody.parquet"),
        (("--state", "s", "--engine", "spark"), 2, "--state goes with no"),
        (("--plot", "plot.gif"), 2, "svg, png, html"),
        (("-o", "figures.xlsx"), 2, "no .parquet file"),
        (("-o", "missing/figures.parquet"), 2, "folder does not exist"),
    ],
)
def test_what_is_wrong_is_said(run, arguments, status, words):
    result = run(*arguments, events=SOUND)
    assert (result.exit_code, words in result.output) == (status, True), result.output


def test_a_log_that_is_not_there_or_not_readable(run, tmp_path):
    result = run(events=str(tmp_path / "nothing.parquet"))
    assert (result.exit_code, "nothing.parquet" in result.output) == (1, True)
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no more")
    result = run(events=str(tmp_path / "broken.parquet"))
    assert (result.exit_code, "broken.parquet" in result.output) == (1, True), result.output


def test_a_file_that_is_damaged_inside(run, tmp_path):
    log = written(SOUND * 100, tmp_path / "log.parquet")
    content = bytearray(log.read_bytes())
    content[20:400] = bytes(380)
    log.write_bytes(content)
    result = run(events=str(log))
    assert (result.exit_code, "reading ended early" in result.output) == (1, True), result.output


def test_no_room_for_what_is_needed_meanwhile(run, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)
    result = run(events=SOUND)
    assert (result.exit_code, "TMPDIR" in result.output) == (1, True), result.output


def test_an_output_is_no_input(run, tmp_path):
    log = written(SOUND, tmp_path / "log.parquet")
    result = run("-o", log, events=str(log))
    assert (result.exit_code, "is also an input" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (4, 0, "runs 0 seconds"),
        (5, "soon", "premiered should be"),
        (3, 2, "more than one row"),
        (1, "", "title is missing"),
    ],
)
def test_a_catalogue_that_cannot_be(run, catalogue, place, value, words):
    rows = [list(row) for row in CATALOGUE]
    rows[0][place] = value
    with catalogue.open("w", newline="") as file:
        csv.writer(file).writerows([NAMES, *rows])
    result = run(events=SOUND)
    assert (result.exit_code, words in result.output) == (1, True), result.output
