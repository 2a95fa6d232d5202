"""Each published layout, made up small: cells, days, durations, and rows that cannot be read."""

from datetime import date, datetime, time, timedelta

import pytest

from nextseason.errors import InputError
from nextseason.viewing.cells import clock_hours, count, day, decimal_hours, yes
from nextseason.viewing.chart_rows import ROWS
from nextseason.viewing.chart_table import CHARTS, read_chart, tidy
from nextseason.viewing.load_charts import load_charts
from tests.viewing import chart_samples as made

WEEK = (
    date(2024, 1, 7),
    "TV (English)",
    1,
    "Harbour",
    "Harbour: Season 2",
    9_100_000,
    4.5,
    2_022_222,
    3,
)


def rows_of(content, source="chart"):
    chart = read_chart(content, source=source)
    assert chart is not None
    assert chart.table.schema.equals(ROWS)
    return chart


@pytest.mark.parametrize("form", ["text", "workbook"])
def test_a_weekly_list_is_the_same_as_text_and_as_a_workbook(form):
    old = (date(2023, 6, 11), "Films (English)", 10, "Low Tide", "N/A", 5_000_000, "", "", 1)
    content = (
        made.tsv(made.WEEKLY, WEEK, old)
        if form == "text"
        else made.workbook({"lists": [made.WEEKLY.split("\t"), WEEK, [c or None for c in old]]})
    )
    new, before = rows_of(content).table.to_pylist()
    assert (new["first_day"], new["last_day"]) == (date(2024, 1, 1), date(2024, 1, 7))
    assert (new["hours"], new["runtime_hours"], new["views"]) == (9_100_000, 4.5, 2_022_222)
    assert (before["title"], before["runtime_hours"], before["views"]) == (None, None, None)
    assert (new["row"], before["row"]) == (2, 3)


def test_lists_by_country_carry_ranks_alone():
    row = ("Sweden", "SE", "2024-01-07", "TV", 3, "Harbour", "Harbour: Season 2", 5)
    (told,) = rows_of(made.tsv(made.COUNTRIES, row)).table.to_pylist()
    assert (told["country"], told["rank"], told["hours"], told["weeks_listed"]) == (
        "SE",
        3,
        None,
        5,
    )


def test_the_most_popular_bear_no_days():
    row = ("TV (English)", 1, "Harbour", "Harbour 4", 1_234_000_000, 11.25, 109_700_000)
    (told,) = rows_of(made.tsv(made.POPULAR, row)).table.to_pylist()
    assert (told["chart"], told["first_day"], told["hours"]) == ("popular", None, 1_234_000_000)


def test_a_runtime_of_zero_is_none_known():
    row = (*WEEK[:6], "0", *WEEK[7:])
    (told,) = rows_of(made.tsv(made.WEEKLY, row)).table.to_pylist()
    assert told["runtime_hours"] is None


@pytest.mark.parametrize(
    ("names", "categories"),
    [
        (("Engagement",), [None]),
        (("TV", "Film"), ["TV", "Films"]),
        (("Shows", "Movies"), ["TV", "Films"]),
    ],
)
def test_the_sheets_of_a_report(names, categories):
    row = (
        "Harbour: Season 1 // Hafen: Staffel 1",
        "Yes",
        "2024-03-07",
        9_000_000,
        "7:30",
        1_200_000,
    )
    content = made.report("January to June 2024", {name: [row] for name in names})
    told = rows_of(content).table.to_pylist()
    assert [r["category"] for r in told] == categories
    assert {(r["first_day"], r["last_day"]) for r in told} == {
        (date(2024, 1, 1), date(2024, 6, 30))
    }
    assert {(r["runtime_hours"], r["release_date"], r["row"]) for r in told} == {
        (7.5, date(2024, 3, 7), 6)
    }


def test_a_report_of_hours_alone_with_days_as_dates():
    header = ("Title", "Available Globally?", "Release Date", "Hours Viewed")
    rows = [("Harbour: Season 1", "No", datetime(2023, 3, 23), 100_000), ("Tides", "No", None, 1)]  # noqa: DTZ001
    content = made.report(
        "January to June 2023", {"Engagement": rows}, header=header, blank_column=False
    )
    first, second = rows_of(content).table.to_pylist()
    assert (first["release_date"], first["views"]) == (date(2023, 3, 23), None)
    assert (second["release_date"], second["available_globally"]) == (None, False)


@pytest.mark.parametrize(
    ("runtime", "hours", "starred"),
    [("7:30", 7.5, False), ("*", None, True), ("4:45*", 4.75, True), ("112:45", 112.75, False)],
)
def test_the_runtimes_of_a_report(runtime, hours, starred):
    row = ("Harbour: Season 1", "Yes", "2024-03-07", 9_000_000, runtime, 1_200_000)
    (told,) = rows_of(made.report("July to December 2024", {"TV": [row]})).table.to_pylist()
    assert (told["runtime_hours"], told["runtime_starred"]) == (hours, starred)


def test_the_half_year_is_also_told_by_the_file_name():
    content = made.workbook({"TV": [["Title", "Hours Viewed"], ["Harbour: Season 1", 5]]})
    (told,) = rows_of(content, "What_We_Watched_2026Jul-Dec__1_.xlsx").table.to_pylist()
    assert told["first_day"] == date(2026, 7, 1)
    with pytest.raises(InputError, match="half-year"):
        read_chart(content, source="report.xlsx")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({5: "many"}, "weekly_hours_viewed is 'many'"),
        ({5: -3}, "weekly_hours_viewed is '-3'"),
        ({0: "last week"}, "week is 'last week'"),
        ({6: "long"}, "runtime is 'long'"),
        ({3: "N/A", 4: ""}, "no title"),
    ],
)
def test_a_row_that_cannot_be_read_is_listed_with_its_place(change, reason):
    bad = tuple(change.get(place, cell) for place, cell in enumerate(WEEK))
    chart = rows_of(made.tsv(made.WEEKLY, WEEK, bad, WEEK))
    (listed,) = chart.unreadable
    assert (listed.row, listed.reason) == (3, reason)
    assert chart.table["row"].to_pylist() == [2, 4]
    assert chart.n_rows == 3


def test_a_row_with_too_many_cells_is_listed_and_short_ones_are_filled():
    chart = rows_of(made.tsv(made.WEEKLY, (*WEEK, "more"), WEEK[:8]))
    assert [(row.row, row.reason) for row in chart.unreadable] == [(2, "too long")]
    assert chart.table["weeks_listed"].to_pylist() == [None]


@pytest.mark.parametrize("content", [b"a\tb\n1\t2\n", b"", b"<html></html>"])
def test_what_is_no_chart_is_none(content):
    assert read_chart(content, source="x.tsv") is None


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04 broken"])
def test_what_cannot_be_read_says_so(content):
    with pytest.raises(InputError, match=r"x\.xlsx"):
        read_chart(content, source="x.xlsx")


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (count, "1,234,000", 1_234_000),
        (decimal_hours, 1.5, 1.5),
        (clock_hours, timedelta(hours=30, minutes=15), 30.25),
        (clock_hours, time(1, 30), 1.5),
        (day, "2024-03-07T00:00:00", date(2024, 3, 7)),
        (yes, "YES", True),
    ],
)
def test_cells(parse, cell, value):
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell"),
    [(count, 1.5), (count, True), (clock_hours, 7.5), (clock_hours, "1:75"), (day, 45000.0),
     (decimal_hours, "-1"), (decimal_hours, time(1)), (yes, "maybe")],
)  # fmt: skip
def test_cells_that_hold_something_else(parse, cell):
    with pytest.raises(ValueError, match=r".+"):
        parse(cell)


def test_the_tidy_table_has_every_row_or_its_reason():
    weekly = rows_of(made.tsv(made.WEEKLY, WEEK))
    sheet = [
        ("Harbour: Low Tide", "Yes", "", 5, "*", 1),
        ("Quiet Bay: Season 1", "No", "", 4, "1:00", 4),
    ]
    found = tidy([weekly, rows_of(made.report("July to December 2024", {"TV": sheet}))])
    assert found.table.schema.equals(CHARTS)
    assert found.table.select(["show", "season", "season_kind", "category"]).to_pylist() == [
        {"show": "Harbour", "season": 2, "season_kind": "season", "category": "TV (English)"},
        {"show": "Quiet Bay", "season": 1, "season_kind": "season", "category": "TV"},
    ]
    assert [(row.row, row.title) for row in found.unresolved] == [(6, "Harbour: Low Tide")]


def test_no_charts_give_an_empty_table():
    assert tidy([]).table.schema.equals(CHARTS)


def test_a_folder_uses_each_chart_once_and_names_what_is_none(tmp_path):
    content = made.tsv(made.WEEKLY, WEEK)
    (tmp_path / "a.tsv").write_bytes(content)
    (tmp_path / "b.tsv").write_bytes(content)
    (tmp_path / "c.xlsx").write_bytes(b"\xff\xff")
    (tmp_path / "d.tsv").write_bytes(b"a\tb\n")
    (tmp_path / "notes.md").write_text("no chart")
    found, rejected = load_charts(tmp_path)
    assert found.table.num_rows == 1
    reasons = {item.origin[-6:]: item.reason for item in rejected}
    assert "the same chart as a.tsv" in reasons["/b.tsv"]
    assert "neither an Excel workbook nor text" in reasons["c.xlsx"]
    assert reasons["/d.tsv"] == "no chart that is known"


@pytest.mark.parametrize("folder", ["", "missing"])
def test_a_folder_without_charts_says_how_to_get_them(tmp_path, folder):
    with pytest.raises(InputError, match=r"pull netflix|is no folder"):
        load_charts(tmp_path / folder)
