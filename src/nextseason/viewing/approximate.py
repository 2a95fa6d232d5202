"""Sums of all accounts from those of a sketch, and how far off they may be.

LogSums of the accounts in `account_sample` -> LogSums of all.  Pure.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.account_sample import ONE_IN
from nextseason.viewing.log_sums import LogSums
from nextseason.viewing.measures import KEYS

Floats = npt.NDArray[np.float64]


def scaled(sums: LogSums) -> LogSums:
    """The sums of all accounts, as the sketch tells them."""
    tables = {
        key: {name: _scaled(table, name) for name, table in own.items()}
        for key, own in sums.tables.items()
    }
    return LogSums(tally=sums.tally, tables=tables)


def errors(seasons: pa.Table) -> Mapping[str, Floats]:
    """One standard error of each season's figures, from its sums as they were scaled.

    Accounts are in the sketch or not, independently: the error of a count N is
    sqrt(N (ONE_IN - 1)), that of a sum over accounts sqrt(sum of squares (ONE_IN - 1)).
    """
    starters, seconds, squares, completers = (
        seasons[name].to_numpy().astype(np.float64)
        for name in ("starters", "seconds", "seconds_squared", "completers")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = completers / starters
        return {
            "starters_error": np.sqrt((ONE_IN - 1) / starters),
            "hours_error": np.sqrt(squares * (ONE_IN - 1)) / seconds,
            "completion_rate_error": np.sqrt(rate * (1 - rate) * (ONE_IN - 1) / starters),
        }


def _scaled(table: pa.Table, name: str) -> pa.Table:
    for place, column in enumerate(table.column_names):
        if column not in ("country", *KEYS[name]):
            values = pc.multiply(table[column], ONE_IN)
            table = table.set_column(place, column, values.cast(table[column].type))
    return table
