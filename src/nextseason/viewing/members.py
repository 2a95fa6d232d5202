"""Who the accounts are, as far as the figures need it: when each joined, what it stands for.

A table -> `account, joined, weight`, as an Ibis expression.  Nothing is opened here.
"""

import ibis
import ibis.expr.types as ir

from nextseason.errors import InputError

ACCOUNT, JOINED, WEIGHT = "account_id", "joined", "weight"
MAX_WEIGHT = 1e9  # more than there are people


def read_members(rows: ir.Table, *, source: str) -> ir.Table:
    """Members under the names of `measures.plan`.

    Parameters
    ----------
    rows : ibis.Table
        `account_id` as in the events, and `joined` (a day or an instant, UTC), `weight` (how many
        accounts it stands for; one where it is negative or missing) or both.
    source : str
        Where the rows come from, for messages.

    Raises
    ------
    InputError
        A column is missing or of another type.
    """
    if ACCOUNT not in rows.columns or not {JOINED, WEIGHT} & set(rows.columns):
        raise InputError(
            f"{source} has the columns {', '.join(rows.columns)}; members have {ACCOUNT}, and "
            f"{JOINED}, {WEIGHT} or both"
        )
    account = rows[ACCOUNT]
    members = rows.select(
        account=account.cast("int64" if account.type().is_integer() else "string"),
        joined=_joined(rows, source),
        weight=_weight(rows, source),
    )
    # One row an account, or its viewing would count more than once.
    return members.group_by("account").agg(joined=members.joined.min(), weight=members.weight.max())


def _joined(rows: ir.Table, source: str) -> ir.IntegerValue:
    if JOINED not in rows.columns:
        return ibis.null("int64")
    kind = rows[JOINED].type()
    if kind.is_string():
        moment = rows[JOINED].try_cast("timestamp")
    elif kind.is_temporal() and not kind.is_time():
        moment = rows[JOINED].cast("timestamp")
    else:
        raise InputError(f"{source}: {JOINED} should hold days or instants and holds {kind}")
    return moment.epoch_seconds().cast("int64")


def _weight(rows: ir.Table, source: str) -> ir.FloatingValue:
    if WEIGHT not in rows.columns:
        return ibis.null("float64")
    if not rows[WEIGHT].type().is_numeric():
        raise InputError(f"{source}: {WEIGHT} should hold numbers and holds {rows[WEIGHT].type()}")
    weight = rows[WEIGHT].cast("float64")
    return (weight.between(0, MAX_WEIGHT)).ifelse(weight, ibis.null("float64"))
