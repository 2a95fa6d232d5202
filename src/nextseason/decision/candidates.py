"""The candidates of a slate: what each season would cost and bring, and what it is.

CSV text -> tuple[Candidate, ...].  Pure.  A season costs `cost`, or `cost_per_episode` times
`episodes`; it brings `value`, or `views` times `value_per_view`.  Every other column is a label
that constraints may name.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from nextseason.decision.distributions import Distribution, parse_distribution
from nextseason.decision.money import common_currency
from nextseason.errors import InputError

TITLE = "title"
COST = (("cost",), ("cost_per_episode", "episodes"))
VALUE = (("value",), ("views", "value_per_view"))
NUMBERS = {name for ways in (COST, VALUE) for names in ways for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A season that may be renewed: cost and value are products of their factors."""

    title: str
    cost: tuple[Distribution, ...]
    value: tuple[Distribution, ...]
    labels: Mapping[str, str]  # by column; the title is among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The rows of a slate, in one currency."""

    rows: tuple[Candidate, ...]
    currency: str


def read_candidates(text: str, *, source: str, currency: str | None = None) -> Candidates:
    """The seasons of a CSV file; `currency` is that of amounts that name none.

    Raises
    ------
    InputError
        Names the row, the column, and what would do.

    Examples
    --------
    >>> text = "title,genre,cost,value\\nHarbour Lights,drama,30e6 EUR,20e6..90e6\\n"
    >>> found = read_candidates(text, source="slate.csv")
    >>> found.currency, dict(found.rows[0].labels)
    ('EUR', {'title': 'Harbour Lights', 'genre': 'drama'})
    """
    table = csv.DictReader(StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    columns = [name.strip() for name in table.fieldnames or ()]
    _check_columns(columns, source)
    table.fieldnames = columns
    named: dict[str, str | None] = {"--currency": currency} if currency else {}
    rows: list[Candidate] = []
    titles: dict[str, int] = {}
    for row in table:
        where = f"{source}, row {table.line_num}"
        if None in row or None in row.values():
            raise InputError(f"{where} has not {len(columns)} cells; quote cells that hold a comma")
        candidate = _candidate({name: cell.strip() for name, cell in row.items()}, where, named)
        first = titles.setdefault(candidate.title.casefold(), table.line_num)
        if first != table.line_num:
            raise InputError(
                f"{where}: {candidate.title} stands in row {first} too; tell them apart, such as "
                f"{candidate.title} (short)"
            )
        rows.append(candidate)
    if not rows:
        raise InputError(f"{source} names no season; give each a row below the heading")
    return Candidates(rows=tuple(rows), currency=common_currency(named, default="USD"))


def _check_columns(columns: list[str], source: str) -> None:
    if TITLE not in columns:
        raise InputError(f"{source} has no column {TITLE!r}; its first line names the columns")
    for ways in (COST, VALUE):
        if not any(set(way) <= set(columns) for way in ways):
            forms = ", or ".join(" and ".join(way) for way in ways)
            raise InputError(f"{source} tells no {ways[0][0]}: give the column {forms}")


def _candidate(row: dict[str, str], where: str, named: dict[str, str | None]) -> Candidate:
    title = row[TITLE]
    if not title:
        raise InputError(f"{where} has no title; every season needs one")
    where = f"{where} ({title})"
    cost = _product(COST, row, where, named)
    if any(factor.values[-1] <= 0 for factor in cost):
        raise InputError(f"{where}: a season's cost is above 0; leave out what costs nothing")
    return Candidate(
        title=title,
        cost=cost,
        value=_product(VALUE, row, where, named),
        labels={name: cell for name, cell in row.items() if name not in NUMBERS},
    )


def _product(
    ways: tuple[tuple[str, ...], ...],
    row: dict[str, str],
    where: str,
    named: dict[str, str | None],
) -> tuple[Distribution, ...]:
    """The factors of the first way whose cells are all filled."""
    way = next((way for way in ways if all(row.get(name) for name in way)), None)
    if way is None:
        forms = ", or ".join(" and ".join(way) for way in ways)
        raise InputError(f"{where} tells no {ways[0][0]}: fill in {forms}")
    factors = []
    for name in way:
        told = parse_distribution(row[name], what=f"{where}, {name}")
        named[f"{where}, {name}"] = told.currency
        # A mix is told at the row that makes it.
        common_currency(named, default="USD")
        factors.append(told.distribution)
    return tuple(factors)
