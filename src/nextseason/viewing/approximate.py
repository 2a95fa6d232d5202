"""Figures from a sketch: one account in eight, chosen by a hash of its name.

Accounts whose hash is small stand for all: the theta sketch of Dasgupta, Lang, Rhodes & Thaler,
"A framework for estimating stream expression cardinalities" (ICDT 2016).  Unlike HyperLogLog it
carries every figure, as completion too is known of an account in it, and its error can be told.
Pure.
"""

from collections.abc import Mapping

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nextseason.viewing.log_sums import LogSums
from nextseason.viewing.measures import KEYS

Floats = npt.NDArray[np.float64]

ONE_IN = 8
# Multiplication modulo a prime: no product overflows 64 bits on any engine.
PRIME = 2**31 - 1
FACTORS = (1_103_515_245, 1_540_483_477)
LOW_BITS = 2**62 - 1


def in_sample(account: ir.Value) -> ir.BooleanValue:
    """Whether an account is in the sketch; the same ones on every engine where they are numbers."""
    number = account if account.type().is_integer() else account.hash()
    number = (number & LOW_BITS) % PRIME
    for factor in FACTORS:
        number = (number * factor) % PRIME
        number = number ^ (number >> 15)
    return number % ONE_IN == 0


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
