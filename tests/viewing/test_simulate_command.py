"""`nextseason simulate`: the files it writes, and what it says of wrong wishes."""

import errno

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from nextseason.cli import app
from nextseason.viewing import simulate


def run(*arguments):
    return CliRunner().invoke(app, ["simulate", *map(str, arguments)], env={"COLUMNS": "140"})


def test_a_log_comes_with_all_that_is_known_of_it(tmp_path):
    result = run(tmp_path / "log.parquet", "--accounts", 300, "--shows", 4, "--seed", 3)
    assert result.exit_code == 0, result.output
    tables = {path.stem: pq.read_table(path) for path in tmp_path.iterdir()}
    assert tables.keys() == {"log", "log-catalogue", "log-members", "log-truth"}
    assert f"{tables['log'].num_rows:,} events of 300 accounts" in result.output
    assert tables["log"].column_names == list(simulate.EVENT_ROWS.names)
    assert tables["log"]["country"].type == "string"
    assert tables["log-members"].column_names == ["account_id", "joined", "weight"]
    assert tables["log-members"].num_rows == 300
    seasons = {
        name: set(
            zip(*(tables[name][key].to_pylist() for key in ("show_id", "season")), strict=True)
        )
        for name in ("log", "log-catalogue", "log-truth")
    }
    assert seasons["log"] <= seasons["log-catalogue"] == seasons["log-truth"]


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        run(tmp_path / name / "log.parquet", "--accounts", 300, "--shows", 4, "--seed", 3)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_files_are_written_where_they_are_wished(tmp_path):
    named = {name: tmp_path / f"{name}.parquet" for name in ("catalogue", "members", "truth")}
    options = [part for name, path in named.items() for part in (f"--{name}", path)]
    result = run(tmp_path / "log.parquet", "--accounts", 3, "--shows", 1, *options)
    assert result.exit_code == 0, result.output
    assert sorted(tmp_path.iterdir()) == sorted([*named.values(), tmp_path / "log.parquet"])


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("log.csv",), 2, "log.csv is no .parquet file"),
        (("log.parquet", "--truth", "truth.json"), 2, "truth.json is no .parquet file"),
        (("log.parquet", "--truth", "log.parquet"), 2, "each needs a file of its own"),
        (("log.parquet", "--accounts", "0"), 2, "--accounts"),
        (("log.parquet", "--shows", "0"), 2, "--shows"),
        (("log.parquet", "--seed", "-1"), 2, "--seed"),
        (("missing/log.parquet",), 1, "cannot write"),
    ],
)
def test_wrong_wishes_are_told(tmp_path, monkeypatch, arguments, status, words):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.exit_code, words in result.output) == (status, True), result.output
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_part_of_a_log(tmp_path, monkeypatch):
    whole = simulate.simulate_blocks

    def full_after_a_block(*arguments, **options):
        yield next(whole(*arguments, **options))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(simulate, "simulate_blocks", full_after_a_block)
    result = run(tmp_path / "log.parquet", "--accounts", 300, "--shows", 4)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["log-catalogue", "log-truth"]
