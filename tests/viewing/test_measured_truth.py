"""`measure` finds in a simulated log the parameters from which it was made."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from nextseason.cli import app
from nextseason.viewing import invented_seasons as invented

# Ibis asks DuckDB in a way that DuckDB is about to take back.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

N_ACCOUNTS, N_SHOWS = 10_000, 25
WHOLE = "2025-01-01..2025-12-30"
# Who has begun by then has come to an end within the log.
EARLY = pa.scalar(170 * 86_400 * 1_000_000, pa.duration("us"))
FAR = 4.9  # standard errors; the largest of some hundred is beyond it once in 10,000 times


@pytest.fixture(scope="module")
def truth_and_figures(tmp_path_factory):
    """The true parameters and the measured figures, season by season."""
    folder = tmp_path_factory.mktemp("simulated")
    log = folder / "log.parquet"
    run("simulate", log, "--accounts", N_ACCOUNTS, "--shows", N_SHOWS, "--seed", 11)
    pq.write_table(begun_early(pq.read_table(log)), folder / "early.parquet")
    catalogue = folder / "log-catalogue.parquet"
    output = folder / "figures.parquet"
    run(
        *("measure", folder / "early.parquet", "--catalogue", catalogue, "--strict"),
        *("--window", WHOLE, "-o", output, "--members", folder / "log-members.parquet"),
    )
    figures = {(int(r["show_id"]), r["season"]): r for r in pq.read_table(output).to_pylist()}
    truth = pq.read_table(folder / "log-truth.parquet").to_pylist()
    return [
        (row, figures[row["show_id"], row["season"]])
        for row in truth
        if (row["show_id"], row["season"]) in figures
    ]


def run(*arguments):
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "140"})
    assert result.exit_code == 0, result.output


def begun_early(events):
    """The events of viewings that began so early that the log has their end."""
    keys = ["account_id", "show_id", "season"]
    begun = events.group_by(keys).aggregate([("started_at", "min")])
    end = pa.scalar(invented.FIRST_INSTANT, events["started_at"].type)
    last = pc.subtract(
        pc.add(end, pa.scalar(invented.LOG_SECONDS * 10**6, pa.duration("us"))), EARLY
    )
    early = begun.filter(pc.less(begun["started_at_min"], last)).select(keys)
    return events.join(early, keys, join_type="inner")


def errors(found, chance, n):
    """Standard errors between shares and chances, where there is enough to tell."""
    found, chance, n = (np.array(values, float) for values in (found, chance, n))
    error = np.sqrt(n * chance * (1 - chance))
    return ((found - chance) * n / error)[error > 3]


def assert_recovered(deviations):
    assert len(deviations) > 7
    assert np.abs(deviations).max() < FAR
    assert 0.5 < np.mean(deviations**2) < 1.6
    assert abs(deviations.mean()) * np.sqrt(len(deviations)) < FAR


def test_retention_and_completion(truth_and_figures):
    found, chance, n = [], [], []
    for true, figures in truth_and_figures:
        place = figures["n_episodes"] - 1
        assert figures["completion_rate"] == figures["retention"][place]
        for episode in {0, place // 2, place}:
            found.append(figures["retention"][episode])
            chance.append(true["kept"] ** (episode + 1))
            n.append(figures["starters"])
    assert_recovered(errors(found, chance, n))


def test_binge_share(truth_and_figures):
    rows = [
        (t, f) for t, f in truth_and_figures if t["release"] == "all at once" and f["completers"]
    ]
    found = [figures["binge_share"] for _, figures in rows]
    chance = [true["binge_share"] for true, _ in rows]
    assert_recovered(errors(found, chance, [figures["completers"] for _, figures in rows]))


def test_starters_are_in_proportion_to_appeal(truth_and_figures):
    """Of seasons from before the log, begun evenly over the year."""
    old = [
        (t, f) for t, f in truth_and_figures if t["half_life_days"] is None and t["appeal"] < 0.03
    ]
    appeal = np.array([true["appeal"] for true, _ in old])
    starters = np.array([figures["starters"] for _, figures in old])
    assert np.corrcoef(appeal, starters)[0, 1] > 0.99


def test_who_joins_has_joined_for_something(truth_and_figures):
    assert sum(figures["acquired"] for _, figures in truth_and_figures) > 0.05 * N_ACCOUNTS
