"""A sketch of accounts: it is a fair one, what it tells is near, and so are its errors."""

import numpy as np
import pyarrow as pa
import pytest

from nextseason.viewing.account_sample import ONE_IN, in_sample
from nextseason.viewing.bucket_sums import sums_in_buckets
from nextseason.viewing.catalogue import read_catalogue
from nextseason.viewing.load import open_engine
from nextseason.viewing.log_sums import Asked
from nextseason.viewing.rates import figures
from nextseason.viewing.windows import read_window

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

N_ACCOUNTS = 40_000
N_SHOWS = 60
HOUR = 3_600
ERRORS = {"starters": "starters_error", "hours": "hours_error", "views": "hours_error"}


@pytest.fixture(scope="module")
def engine():
    return open_engine(threads=2)


NAMES = {
    "in a row": np.arange(N_ACCOUNTS),
    "every eighth": np.arange(N_ACCOUNTS) * 8,
    "below zero": -np.arange(N_ACCOUNTS) - 1,
    "far apart": np.arange(N_ACCOUNTS) * 1_000_003 * 2**20,
    "text": np.array([f"user-{n}" for n in range(N_ACCOUNTS)]),
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_one_account_in_eight_is_chosen(engine, names):
    engine.put("names", pa.table({"account": names}))
    accounts = engine.backend.table("names")
    chosen = engine.get(accounts.filter(in_sample(accounts.account)).count().as_table())
    expected = N_ACCOUNTS / ONE_IN
    deviation = (expected * (1 - 1 / ONE_IN)) ** 0.5
    assert abs(chosen.column(0)[0].as_py() - expected) < 5 * deviation


@pytest.fixture(scope="module")
def both(engine):
    """Figures of sixty shows of two episodes, exact and approximate."""
    draw = np.random.default_rng(11)
    account = np.repeat(np.arange(N_ACCOUNTS), 6)
    n_rows = len(account)
    engine.put(
        "log",
        pa.table(
            {
                "account_id": account,
                "show_id": np.repeat(draw.integers(0, N_SHOWS, n_rows // 2), 2),
                "season": np.ones(n_rows, np.int64),
                "episode": np.tile([1, 2], n_rows // 2),
                "started_at": pa.array(
                    draw.integers(0, 28 * 24, n_rows) * HOUR * 1_000_000, pa.timestamp("us")
                ),
                "seconds_viewed": draw.integers(HOUR // 2, HOUR, n_rows),
            }
        ),
    )
    rows = [
        {
            "show_id": show,
            "title": f"Show {show}",
            "season": 1,
            "episode": episode,
            "runtime_seconds": HOUR,
            "premiered": "1970-01-01",
        }
        for show in range(N_SHOWS)
        for episode in (1, 2)
    ]
    catalogue = read_catalogue(pa.Table.from_pylist(rows), source="here")
    log = engine.backend.table("log")
    found = []
    for approximate in (False, True):
        asked = Asked(windows=(read_window("28d"),), approximate=approximate)
        sums = sums_in_buckets(engine, log, catalogue, asked, n_rows=n_rows)
        assert sums.tally.n_events == n_rows
        found.append(figures(sums, catalogue, approximate=approximate))
    return found


@pytest.mark.parametrize("name", [*ERRORS, "completion_rate"])
def test_the_error_is_what_it_is_said_to_be(both, name):
    exact, sketch = (table[name].to_numpy() for table in both)
    if name in ERRORS:
        error = sketch * both[1][ERRORS[name]].to_numpy()
    else:
        error = both[1]["completion_rate_error"].to_numpy()
    scores = (sketch - exact) / error
    # Of sixty standard errors, their mean square lies in this range 999 times of 1,000.
    assert 0.5 < (scores**2).mean() < 1.7
    assert abs(scores.mean()) < 0.43


def test_exact_figures_have_no_errors(both):
    for name in (*ERRORS.values(), "completion_rate_error"):
        assert both[0][name].null_count == N_SHOWS
