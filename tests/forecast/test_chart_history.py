"""Lists without a season's title: whose weeks they are, and whose decision."""

from datetime import date

import pytest

from nextseason.chart_history import chart_history, decided_seasons, read_decisions
from nextseason.viewing.chart_table import read_chart, tidy

HEADS = (
    "week category weekly_rank show_title season_title weekly_hours_viewed runtime weekly_views "
    "cumulative_weeks_in_top_10"
)
NAMES = (
    "show season season_title language scripted premiered outcome decided_on decided_precision "
    "final_announced_with_renewal"
)
SUNDAY = "2024-03-10"


def weekly(*rows):
    """Rows of one week: show, title, hours; ranks in their order."""
    lines = [HEADS.replace(" ", "\t")]
    lines += [
        f"{SUNDAY}\tTV (English)\t{rank}\t{show}\t{title}\t{hours}\t7\t{hours // 7}\t1"
        for rank, (show, title, hours) in enumerate(rows, 1)
    ]
    return tidy([read_chart("\n".join(lines).encode(), source="weekly.tsv")]).table


def decisions(*rows):
    return read_decisions("\n".join((NAMES.replace(" ", ","), *rows)), source="decisions.csv")


def test_weeks_without_a_title_are_the_shows_only_season():
    (record,) = chart_history(weekly(("Amber Coast", "N/A", 9_000_000))).records
    assert (record.title, record.season, record.premiered) == (
        "Amber Coast",
        1,
        date(2024, 3, 7),
    )
    assert [week.hours for week in record.weeks] == [9e6]


@pytest.mark.parametrize("title", ["Amber Coast: Season 2", "Amber Coast: The Return"])
def test_they_are_nobodys_where_the_show_has_other_seasons(title):
    rows = ("Amber Coast", "N/A", 9_000_000), ("AMBER COAST", title, 8_000_000)
    (record,) = chart_history(weekly(*rows)).records
    assert record.title == title


def test_tenth_place_is_that_of_a_season_not_of_a_special():
    rows = (
        ("Amber Coast", "Amber Coast: Season 2", 9_000_000),
        ("An Evening Out", "N/A", 2_000_000),
    )
    assert chart_history(weekly(*rows)).tenth_hours == {(True, date(2024, 3, 10)): 9e6}


def test_decisions_without_a_title_find_each_its_own_show():
    rows = decisions(
        "Amber Coast,1,N/A,english,yes,2024-03-06,cancelled,2024-04-20,day,no",
        "Birch Row,1,,non_english,no,2024-03-05,renewed,,,no",
    )
    history = chart_history(weekly(("Amber Coast", "N/A", 9_000_000)), rows)
    amber, birch = decided_seasons(rows, history)
    assert (amber.record.title, amber.outcome.value, len(amber.record.weeks)) == (
        "Amber Coast",
        "cancelled",
        1,
    )
    assert amber.record.premiered == date(2024, 3, 6)
    assert (birch.record.title, birch.outcome.value, birch.record.weeks) == (
        "Birch Row",
        "renewed",
        (),
    )
