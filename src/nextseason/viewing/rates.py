"""A log's sums as figures, one row for each window, country and season.

LogSums and a Catalogue -> a table of `FIGURES`.  What each figure means is told in `meanings`;
the sums that it is made of are defined in `measures`.  Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nextseason.viewing.approximate import errors, scaled
from nextseason.viewing.catalogue import EPISODE_BITS, MAX_EPISODES, MAX_SEASONS, Catalogue
from nextseason.viewing.log_sums import By, LogSums, Tables, Tally
from nextseason.viewing.week_decay import weekly_factor
from nextseason.viewing.windows import (
    DAY_SECONDS,
    Window,
    closing,
    epoch_seconds,
    n_full_weeks,
    opening,
)

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

HOUR_SECONDS = 3600
N_OVERLAPS = 5  # shows that are told for a season; the rest is a long tail

OVERLAP = pa.struct([("show_id", pa.string()), ("title", pa.string()), ("share", pa.float64())])
FIGURES = pa.schema(
    [
        ("window", pa.string()),
        ("country", pa.string()),
        ("show_id", pa.string()),
        ("title", pa.string()),
        ("season", pa.int32()),
        ("n_episodes", pa.int32()),
        ("premiere", pa.timestamp("s", "UTC")),
        ("is_whole", pa.bool_()),
        ("starters", pa.int64()),
        ("completers", pa.int64()),
        ("completion_rate", pa.float64()),
        ("reach", pa.int64()),
        ("hours", pa.float64()),
        ("views", pa.float64()),
        ("mean_days_to_completion", pa.float64()),
        ("binge_share", pa.float64()),
        ("decay_rate", pa.float64()),
        ("half_life_weeks", pa.float64()),
        ("adjusted_accounts", pa.float64()),
        ("adjusted_view_share", pa.float64()),
        ("acquired", pa.int64()),
        ("acquisition_share", pa.float64()),
        ("retention", pa.list_(pa.float64())),
        ("weekly_hours", pa.list_(pa.float64())),
        ("overlap", pa.list_(OVERLAP)),
        ("starters_error", pa.float64()),
        ("hours_error", pa.float64()),
        ("completion_rate_error", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The seasons of one window that were watched, by country or in total."""

    window: Window
    seasons: pa.Table  # of catalogue.SEASONS, row by row
    keys: Integers  # country and season in one number, rising
    countries: Mapping[str | None, int]
    end: int  # of the log, in seconds since 1970
    begin: int

    def __len__(self) -> int:
        return len(self.keys)

    def keys_of(self, table: pa.Table) -> Integers:
        """Country and season of each row of a sum."""
        return _packed(table, self.countries, table["season_code"].to_numpy())

    def column(self, name: str) -> Integers:
        values: Integers = self.seasons[name].to_numpy().astype(np.int64)
        return values

    def sums(self, table: pa.Table, name: str) -> npt.NDArray[Any]:
        """A sum's column, row by row; rows of no season of ours are left out, none counts 0."""
        row, is_ours = self.find(self.keys_of(table))
        values = table[name].to_numpy()[is_ours]
        totals = np.zeros(len(self), values.dtype)
        np.add.at(totals, row[is_ours], values)
        return totals

    def find(self, keys: Integers) -> tuple[Integers, npt.NDArray[np.bool_]]:
        """The row of each key, and whether there is one."""
        row = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
        return row, self.keys[row] == keys


def figures(sums: LogSums, catalogue: Catalogue, *, approximate: bool = False) -> pa.Table:
    """All figures of a log.

    Seasons that nobody watched in the window are left out.  Where the sums are approximate, they
    are those of a sketch's accounts, and the errors of the figures are told.

    Returns
    -------
    pyarrow.Table
        Of `FIGURES`, in the order of windows, countries (all together first) and seasons.
    """
    if approximate:
        sums = scaled(sums)
    pieces = [
        _figures(tables, catalogue, sums.tally, window, by, approximate)
        for (window, by), tables in sums.tables.items()
        if tables["seasons"].num_rows
    ]
    return pa.concat_tables([FIGURES.empty_table(), *pieces])


def _figures(
    tables: Tables, catalogue: Catalogue, tally: Tally, window: Window, by: By, approximate: bool
) -> pa.Table:
    rows = _rows(tables["seasons"], catalogue, tally, window)
    columns = {
        **_names(rows, tables["seasons"], by),
        **_rates(rows, tables["seasons"]),
        **_weekly(rows, tables["weeks"]),
        **_adjusted(rows, tables["months"]),
        **_acquired(rows, tables),
        "retention": _retention(rows, tables),
        "overlap": _overlaps(rows, tables, catalogue),
        **_errors(tables["seasons"], approximate),
    }
    return pa.table([_column(columns[field.name], field) for field in FIGURES], schema=FIGURES)


def _rows(seasons: pa.Table, catalogue: Catalogue, tally: Tally, window: Window) -> Rows:
    countries: dict[str | None, int] = {None: 0}
    if "country" in seasons.column_names:
        names = sorted(set(seasons["country"].to_pylist()))
        countries = {name: place for place, name in enumerate(names)}
    code = seasons["season_code"].to_numpy()
    return Rows(
        window=window,
        seasons=catalogue.seasons.take(code),
        keys=_packed(seasons, countries, code),
        countries=countries,
        begin=epoch_seconds(tally.first_day),
        end=epoch_seconds(tally.last_day) + DAY_SECONDS,
    )


def _packed(table: pa.Table, countries: Mapping[str | None, int], code: Integers) -> Integers:
    if "country" not in table.column_names:
        return code.astype(np.int64)
    encoded = table["country"].combine_chunks().dictionary_encode()
    numbers = np.array([countries.get(name, -1) for name in encoded.dictionary.to_pylist()], int)
    packed: Integers = numbers[encoded.indices.to_numpy()] * MAX_SEASONS + code
    return packed


def _names(rows: Rows, seasons: pa.Table, by: By) -> dict[str, pa.Array]:
    premiere, last = rows.column("premiere"), rows.column("last_premiere")
    is_whole = (opening(rows.window, premiere) >= rows.begin) & (
        closing(rows.window, last) <= rows.end
    )
    country = pa.nulls(len(rows), pa.string())  # all countries together
    if by:
        country = seasons["country"]
    told = ("show_id", "title", "season", "n_episodes")
    return {
        "window": pa.array([str(rows.window)] * len(rows)),
        "country": country,
        "premiere": pa.array(premiere, pa.timestamp("s", "UTC")),
        "is_whole": is_whole & np.ones(len(rows), np.bool_),
        **{name: rows.seasons[name] for name in told},
    }


def _rates(rows: Rows, seasons: pa.Table) -> dict[str, pa.Array | Floats]:
    starters, completers = (seasons[name].to_numpy() for name in ("starters", "completers"))
    seconds = seasons["seconds"].to_numpy()
    span = seasons["completion_seconds"].to_numpy()
    return {
        **{name: seasons[name] for name in ("starters", "completers", "reach")},
        "completion_rate": _ratio(completers, starters),
        "hours": seconds / HOUR_SECONDS,
        "views": seconds / rows.column("season_runtime_seconds"),
        "mean_days_to_completion": _ratio(span / DAY_SECONDS, completers),
        "binge_share": _ratio(seasons["binged"].to_numpy(), completers),
    }


def _retention(rows: Rows, tables: Tables) -> pa.Array:
    """Of the starters, the share that has done each episode."""
    episodes = tables["episodes"]
    code = episodes["code"].to_numpy()
    row, is_ours = rows.find(_packed(episodes, rows.countries, code >> EPISODE_BITS))
    starts = np.append(0, np.cumsum(rows.column("n_episodes")))
    n_done = np.zeros(starts[-1])
    place = starts[row] + (code & (MAX_EPISODES - 1))
    n_done[place[is_ours]] = episodes["n_done"].to_numpy()[is_ours]
    starters = np.repeat(tables["seasons"]["starters"].to_numpy(), rows.column("n_episodes"))
    shares = _ratio(n_done, starters)
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), _nullable(shares))


def _weekly(rows: Rows, weeks: pa.Table) -> dict[str, pa.Array | Floats]:
    """Hours of the weeks that are over for all episodes, and how fast they fall."""
    n_weeks = n_full_weeks(rows.window, rows.column("last_premiere"), end=rows.end)
    week = weeks["week"].to_numpy()
    row, is_ours = rows.find(rows.keys_of(weeks))
    hours = np.zeros((len(rows), int(n_weeks.max(initial=0))))
    is_ours &= week < n_weeks[row]
    hours[row[is_ours], week[is_ours]] = weeks["seconds"].to_numpy()[is_ours] / HOUR_SECONDS
    factor = weekly_factor(hours, np.where(_has_begun(rows), n_weeks, 0))
    with np.errstate(divide="ignore"):
        half_life = np.log(2) / -np.log(factor)
    starts = np.append(0, np.cumsum(n_weeks))
    within = np.arange(hours.shape[1]) < n_weeks[:, None]
    return {
        "weekly_hours": pa.ListArray.from_arrays(
            pa.array(starts, pa.int32()), pa.array(hours[within])
        ),
        "decay_rate": 1 - factor,
        "half_life_weeks": half_life,
    }


def _has_begun(rows: Rows) -> npt.NDArray[np.bool_]:
    """Whether all episodes were out in the window's first week: hours may rise until then."""
    if rows.window.days is not None:
        return np.ones(len(rows), np.bool_)
    begun: npt.NDArray[np.bool_] = rows.column("last_premiere") <= opening(rows.window, rows.keys)
    return begun


def _adjusted(rows: Rows, months: pa.Table) -> dict[str, Floats]:
    """Account-months that are the season's, and their share of all in the window's months."""
    counted = rows.sums(months, "counted")
    worth, first_month = _worth_before(rows, months)
    country = rows.keys // MAX_SEASONS
    begins = opening(rows.window, rows.column("premiere"))
    ends = np.minimum(closing(rows.window, rows.column("last_premiere")), rows.end) - 1
    first, last = (
        np.clip(_month(at) - first_month, 0, worth.shape[1] - 2) for at in (begins, ends)
    )
    everything = worth[country, last + 1] - worth[country, first]
    return {"adjusted_accounts": counted, "adjusted_view_share": _ratio(counted, everything)}


def _worth_before(rows: Rows, months: pa.Table) -> tuple[Floats, int]:
    """All account-months before each month, by country; and the month of the first column."""
    month = months["month"].to_numpy()
    first, last = (int(month.min()), int(month.max())) if len(month) else (0, 0)
    country = rows.keys_of(months) // MAX_SEASONS
    worth = np.zeros((len(rows.countries), last - first + 2))
    is_ours = country >= 0
    at = (country[is_ours], month[is_ours] - first + 1)
    np.add.at(worth, at, months["everything"].to_numpy()[is_ours])
    return np.cumsum(worth, axis=1), first


def _acquired(rows: Rows, tables: Tables) -> dict[str, pa.Array | Floats]:
    if "acquired" not in tables:
        nothing = pa.nulls(len(rows), pa.int64())
        return {"acquired": nothing, "acquisition_share": nothing.cast(pa.float64())}
    acquired = tables["acquired"]
    seconds = tables["seasons"]["seconds"].to_numpy()
    return {
        "acquired": rows.sums(acquired, "acquired"),
        "acquisition_share": _ratio(rows.sums(acquired, "acquired_seconds"), seconds),
    }


def _overlaps(rows: Rows, tables: Tables, catalogue: Catalogue) -> pa.Array:
    """The shows that most of a season's starters have started, too; in total alone."""
    if "overlap" not in tables:
        return pa.nulls(len(rows), FIGURES.field("overlap").type)
    told: list[list[dict[str, object]]] = [[] for _ in range(len(rows))]
    starters = tables["seasons"]["starters"].to_numpy()
    shows = _shows(catalogue)
    for row, show, n_accounts in _most_shared(rows, tables["overlap"]):
        told[row].append({**shows[show], "share": n_accounts / int(starters[row])})
    return pa.array(told, FIGURES.field("overlap").type)


def _most_shared(rows: Rows, overlap: pa.Table) -> Iterator[tuple[int, int, int]]:
    """Row, show's code and accounts of the first few shows of each season."""
    row, _ = rows.find(rows.keys_of(overlap))
    show, shared = overlap["other_code"].to_numpy(), overlap["n_accounts"].to_numpy()
    few = _among_most(row, shared)  # there may be millions, and few are told
    row, show, shared = row[few], show[few], shared[few]
    order = np.lexsort((show, -shared, row))
    row, show, shared = row[order], show[order], shared[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    first = rank < N_OVERLAPS
    yield from zip(row[first].tolist(), show[first].tolist(), shared[first].tolist(), strict=True)


def _among_most(row: Integers, shared: Integers) -> npt.NDArray[np.bool_]:
    """Which pairs have no fewer accounts than the last one of their row that is told; rows rise."""
    edges = np.append(np.flatnonzero(np.diff(row, prepend=-1)), len(row))
    last = [
        np.partition(shared[begin:end], -N_OVERLAPS)[-N_OVERLAPS] if end - begin > N_OVERLAPS else 0
        for begin, end in pairwise(edges.tolist())
    ]
    among: npt.NDArray[np.bool_] = shared >= np.repeat(last, np.diff(edges))
    return among


def _shows(catalogue: Catalogue) -> list[dict[str, object]]:
    """Each show by its name, in the order of their codes: that of its first season."""
    code = catalogue.seasons["show_code"].to_numpy()
    first = pa.array(np.flatnonzero(np.diff(code, prepend=-1)))
    shows: list[dict[str, object]] = (
        catalogue.seasons.select(["show_id", "title"]).take(first).to_pylist()
    )
    return shows


def _errors(seasons: pa.Table, approximate: bool) -> Mapping[str, Floats]:
    told = errors(seasons)
    return told if approximate else {name: np.full(len(e), np.nan) for name, e in told.items()}


def _ratio(part: npt.NDArray[Any], whole: npt.NDArray[Any]) -> Floats:
    """NaN where there is nothing to have a part of."""
    ratio = np.full(len(part), np.nan)
    np.divide(part, whole, out=ratio, where=whole != 0)
    return ratio


def _column(values: pa.Array | Floats, field: pa.Field) -> pa.Array:
    if isinstance(values, np.ndarray):
        values = _nullable(values)
    return values.cast(field.type)


def _nullable(values: Floats) -> pa.Array:
    return pa.array(values, from_pandas=True)  # NaN is null


def _month(at: Integers) -> Integers:
    """Calendar months since the year 0 of an instant."""
    months: Integers = at.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return months + 1970 * 12
