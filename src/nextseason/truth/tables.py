"""Tables of claims in and answers out, as text, columns or Arrow.

Tab-separated lines, a mapping of columns, or any table that speaks Arrow's stream protocol
(Arrow, pandas, Polars, DuckDB, Ibis) -> ClaimTable; answers -> an Arrow table.  Columns are
source, object, value and, where they are dated, time (or day).  Opens no file.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from nextseason.errors import InputError
from nextseason.truth.claim_table import ClaimTable, claim_table
from nextseason.truth.table_model import Answer, Standing

NAMES = ("source", "object", "value")
TIMES = ("time", "day")


def read_lines(lines: Iterable[str], *, several: bool = False) -> ClaimTable:
    """Claims from tab-separated lines, the first of them the columns' names.

    Raises
    ------
    InputError
        A column is missing, a line has too few fields, or there are none.

    Examples
    --------
    >>> table = read_lines(["source\\tobject\\tvalue", "a\\tx\\t1", "b\\tx\\t2"])
    >>> table.sources, table.values
    (('a', 'b'), ('1', '2'))
    """
    return read_table(columns_of_lines(lines, NAMES), several=several)


def read_gold(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """True values by object, from lines with the columns object and value."""
    columns = columns_of_lines(lines, NAMES[1:])
    gold: dict[str, set[str]] = {}
    for name, value in zip(columns["object"], columns["value"], strict=True):
        gold.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in gold.items()}


def columns_of_lines(lines: Iterable[str], needed: Sequence[str]) -> dict[str, list[str]]:
    """Columns by name; quotes have no meaning, as tabs stand in no field."""
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    _check(header, needed)
    kept = [name for name in (*needed, *TIMES) if name in header]
    places = [header.index(name) for name in kept]
    columns: list[list[str]] = [[] for _ in kept]
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        if len(row) <= max(places):
            raise InputError(f"line {number} has {len(row)} fields; need {len(header)}, by tabs")
        for column, place in zip(columns, places, strict=True):
            column.append(row[place])
    return dict(zip(kept, columns, strict=True))


def read_table(table: object, *, several: bool = False) -> ClaimTable:
    """Claims from a table: columns by name, or whatever exports an Arrow stream.

    Values are taken as text, so a number and the same number in quotes are one value; rows
    that lack a source, object or value claim nothing.

    Raises
    ------
    InputError
        A column is missing, there are no rows, or Arrow is needed and not installed.

    Examples
    --------
    >>> table = read_table({"source": ["a", "b"], "object": ["x", "x"], "value": [1, None]})
    >>> table.values
    ('1',)
    """
    columns = table if isinstance(table, Mapping) else _from_arrow(table)
    _check(list(columns), NAMES)
    time = next((name for name in TIMES if name in columns), None)
    names = [list(columns[name]) for name in NAMES]
    whole = [i for i, row in enumerate(zip(*names, strict=True)) if None not in row]
    sources, objects, values = ([_text(column[i]) for i in whole] for column in names)
    times = None if time is None else [list(columns[time])[i] for i in whole]
    return claim_table(sources, objects, values, times, several=several)


def answers_to_arrow(answers: Iterable[Answer]) -> Any:
    """An Arrow table: object, value, probability."""
    return _arrow_rows(Answer._fields, answers)


def standings_to_arrow(rows: Iterable[Standing]) -> Any:
    """An Arrow table: source, n_claims, reliability, low, high."""
    return _arrow_rows(Standing._fields, rows)


def _arrow_rows(fields: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Any:
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    return _pyarrow().table(dict(zip(fields, map(list, columns), strict=True)))


def _from_arrow(table: object) -> dict[str, list[object]]:
    if not hasattr(table, "__arrow_c_stream__"):
        raise InputError(
            f"a {type(table).__name__} is no table of claims; give a mapping of columns, or a "
            "table of Arrow, pandas or Polars"
        )
    arrow = _pyarrow().table(table)
    kept = [name for name in (*NAMES, *TIMES) if name in arrow.column_names]
    return {name: arrow.column(name).to_pylist() for name in kept}


def _pyarrow() -> Any:
    try:
        return import_module("pyarrow")
    except ImportError as missing:
        raise InputError("tables other than text need Arrow: pip install pyarrow") from missing


def _check(names: Sequence[str], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in names]
    if missing:
        raise InputError(f"no column {', '.join(missing)}; got {', '.join(names) or 'none'}")


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)
