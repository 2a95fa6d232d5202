"""The published files themselves, where they are: every row is in the table or listed."""

from collections import Counter
from contextlib import closing

import pytest
from openpyxl import load_workbook

from benchmarks.charts import FOLDER
from nextseason.viewing.load_charts import chart_files, load_charts

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published files are not there")
MAX_UNRESOLVED = 0.05  # of the rows; a floor for the resolution of season names


@pytest.fixture(scope="module")
def charts():
    found, rejected = load_charts(FOLDER)
    assert rejected == ()
    return found


def rows_in(path):
    """Data rows counted by another reader: those below the header with any cell in them."""
    if path.suffix == ".tsv":
        lines = path.read_text(encoding="utf-8").split("\n")
        return sum(bool(line.strip()) for line in lines[1:])
    n = 0
    with closing(load_workbook(path, read_only=True)) as book:
        for sheet in book.worksheets:
            is_below = False
            for row in sheet.iter_rows(values_only=True):
                n += is_below and any(cell is not None for cell in row)
                is_below = is_below or "Title" in row
    return n


def test_every_row_of_every_file_is_in_the_table_or_listed(charts):
    kept = Counter(charts.table["source"].to_pylist())
    listed = Counter(row.source for row in charts.unresolved)
    for path in chart_files(FOLDER):
        assert kept[path.name] + listed[path.name] == rows_in(path), path.name


def test_no_row_is_told_twice(charts):
    places = Counter(
        zip(*(charts.table[n].to_pylist() for n in ("source", "sheet", "row")), strict=True)
    )
    places.update((row.source, row.sheet, row.row) for row in charts.unresolved)
    assert max(places.values()) == 1


def test_few_rows_are_left_unresolved(charts):
    n = charts.table.num_rows + len(charts.unresolved)
    assert len(charts.unresolved) < MAX_UNRESOLVED * n


def test_hours_views_and_runtimes_agree_where_all_are_published(charts):
    """Published to a tenth of a million, so compared where both are large."""
    rows = [
        row
        for row in charts.table.select(["hours", "views", "runtime_hours"]).to_pylist()
        if row["runtime_hours"] and row["views"] and row["views"] > 10_000_000
    ]
    apart = [r for r in rows if abs(r["hours"] / r["runtime_hours"] / r["views"] - 1) > 0.02]
    assert len(rows) > 1000
    assert len(apart) < 0.02 * len(rows)
