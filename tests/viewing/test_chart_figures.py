"""Figures from made-up weekly lists, and from the published ones where they are."""

from datetime import date, timedelta

import numpy as np
import pytest

from nextseason.domain import Amount, SeasonFigures
from nextseason.errors import InputError
from nextseason.plot_files import plot_bytes
from nextseason.viewing.chart_figures import N_WEEKS, measure_lists, window_shares
from nextseason.viewing.chart_table import read_chart, tidy
from nextseason.viewing.comparable import choose_season, comparable, full_name, seasons_of
from nextseason.viewing.listed import read_lists, sunday_of
from nextseason.viewing.plot import weekly_plot
from nextseason.viewing.terminal import comparison_table, figures_table, sparkline
from tests.viewing import chart_samples as made

STEEP = (9e6, 12e6, 6e6, 3.2e6)
LONG = tuple(40e6 * 0.8**week for week in range(20))


def charts(*contents):
    read = [read_chart(content, source=f"{n}.x") for n, content in enumerate(contents)]
    return tidy(chart for chart in read if chart).table


def measured_of(curves, n_weeks=30, **options):
    lists = read_lists(charts(made.lists(n_weeks, curves, **options)))
    return {item.figures.show: item for item in measure_lists(lists)}, lists


def test_hours_of_listed_weeks_are_added_by_the_days_in_the_window():
    item = measured_of([("Harbour", 3, LONG)])[0]["Harbour"]
    figures = item.figures
    # No premiere is published: four days of the first week are taken, and 3/7 of the next.
    assert figures.premiere is None
    assert figures.hours_7d.value == pytest.approx(40e6 + 32e6 * 3 / 7, rel=1e-6)
    assert figures.hours_28d.value == pytest.approx(sum(LONG[:4]) + LONG[4] * 3 / 7, rel=1e-6)
    assert figures.hours_28d.low == figures.hours_28d.high
    assert figures.views_28d.value == pytest.approx(figures.hours_28d.value / 5.0)
    assert figures.weeks_in_list == sum(hours > 2.011e6 for hours in LONG)


def test_weeks_below_tenth_place_are_modelled_not_zero():
    item = measured_of([("Harbour", 3, STEEP)])[0]["Harbour"]
    amount = item.figures.hours_91d
    assert sum(STEEP) < amount.low < amount.value < amount.high
    off = [week for week in item.weeks if week.rank is None]
    assert len(off) == N_WEEKS - len(STEEP)
    assert all(0 < week.hours.value < 2.011e6 for week in off)


def test_a_window_that_is_not_over_has_no_figure():
    item = measured_of([("Harbour", 26, STEEP)])[0]["Harbour"]
    assert item.figures.hours_7d is not None
    assert item.figures.hours_28d is None
    assert item.figures.views_91d is None
    assert len(item.weeks) == 4


def test_what_was_listed_when_the_lists_began_has_no_beginning():
    found, _ = measured_of([("Harbour", 0, STEEP)])
    figures = found["Harbour"].figures
    assert figures.weeks_in_list == 4
    assert (figures.hours_7d, figures.decay_rate, found["Harbour"].weeks) == (None, None, ())


def test_a_published_premiere_starts_the_clock():
    premiere = made.sunday(3) - timedelta(days=8)  # a Saturday: listed in the week after
    report = made.report(
        "January to June 2024",
        {"TV": [("HARBOUR: Season 1", "Yes", premiere.isoformat(), 31_000_000, "6:00", 5)]},
    )
    table = charts(made.lists(30, [("Harbour", 3, STEEP)]), report)
    (item,) = [m for m in measure_lists(read_lists(table)) if m.figures.show == "Harbour"]
    assert item.figures.premiere == premiere
    assert item.weeks[0].rank is None  # two days, below tenth place
    assert item.weeks[1].hours.value == STEEP[0]
    views = item.figures.views_28d
    assert views.value == pytest.approx(item.figures.hours_28d.value / 6.0)  # the longer runtime


def test_a_broadcast_of_one_evening_has_no_decay():
    row = (made.sunday(1), "TV (English)", 1, "Nightly", "Nightly: January 9, 2024", 5e6, 2.0, 9, 1)
    content = made.lists(3, []) + b"\n" + made.tsv("", row).strip()
    item = next(
        m for m in measure_lists(read_lists(charts(content))) if m.figures.show == "Nightly"
    )
    assert item.figures.season_name == "January 9, 2024"
    assert (item.figures.hours_7d, item.weeks) == (None, ())


def test_places_among_the_releases_of_a_quarter():
    curves = [(f"Show {n}", 3 + n, tuple(h * (n + 1) for h in STEEP)) for n in range(4)]
    found, _ = measured_of(curves)
    places = [found[f"Show {n}"].figures.quarter_position for n in range(4)]
    assert places == sorted(places)
    assert places[-1] == 1.0


def test_window_shares_add_up_to_the_days_of_the_window():
    shares = window_shares(np.arange(1.0, 8.0), 28)
    lengths = np.full((7, N_WEEKS), 7.0)
    lengths[:, 0] = np.arange(1.0, 8.0)
    assert (shares * lengths).sum(axis=1) == pytest.approx(np.full(7, 28.0))


@pytest.mark.parametrize("days", [0, 1, 6])
def test_the_sunday_of_a_week(days):
    assert sunday_of(date(2024, 1, 1) + timedelta(days=days)) == date(2024, 1, 7)


def test_charts_without_weekly_lists_say_what_is_missing():
    with pytest.raises(InputError, match="pull netflix-top10"):
        read_lists(charts(made.tsv(made.POPULAR, ("TV (English)", 1, "A", "A 4", 5, 1.0, 5))))


@pytest.fixture(scope="module")
def measured():
    curves = [(f"Show {n}", 2 + n, tuple(h * (1 + n / 10) for h in STEEP)) for n in range(9)]
    found, _ = measured_of([*curves, ("Harbour Lights", 4, STEEP)])
    return tuple(found.values())


@pytest.mark.parametrize("query", ["harbour lights", "Harbor Lights", "HARBOUR LIGHTS!"])
def test_a_show_is_found_by_a_loose_name(measured, query):
    (item,) = seasons_of(query, measured)
    assert full_name(choose_season([item], None).figures) == "Harbour Lights, season 1"


def test_an_unknown_show_or_season_names_what_there_is(measured):
    with pytest.raises(InputError, match="Harbour Lights"):
        seasons_of("Harbour of Ships", measured)
    with pytest.raises(InputError, match="only season 1"):
        choose_season(seasons_of("Harbour Lights", measured), 7)


def test_comparable_seasons_are_the_nearest_by_views(measured):
    chosen = choose_season(seasons_of("Harbour Lights", measured), 1)
    others = comparable(chosen, measured, n=3)
    assert [item.figures.show for item in others] == ["Show 0", "Show 1", "Show 2"]
    assert chosen not in others


def test_tables_and_sparkline_show_each_week(measured):
    chosen = choose_season(seasons_of("Harbour Lights", measured), 1)
    line = sparkline(chosen)
    assert len(line.plain) == N_WEEKS
    assert line.plain[:3] == "▆█▅"
    assert comparison_table(chosen, comparable(chosen, measured)).row_count == 7
    assert figures_table(chosen.figures).row_count == 10


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")]
)
def test_a_plot_in_each_form(measured, form, begins):
    chosen = choose_season(seasons_of("Harbour Lights", measured), 1)
    content = plot_bytes(weekly_plot(chosen, comparable(chosen, measured)), form)
    assert content.lstrip().startswith(begins)
    if form == "svg":
        assert b"Harbour Lights" in content
        assert content.count(b"Show ") >= 6


def test_a_plot_of_nothing_is_refused(measured):
    chosen = choose_season(seasons_of("Harbour Lights", measured), 1)
    with pytest.raises(InputError, match="svg, png, html"):
        plot_bytes(weekly_plot(chosen, ()), "pdf")
    empty = measured_of([("Harbour", 0, STEEP)])[0]["Harbour"]
    with pytest.raises(InputError, match="nothing to plot"):
        weekly_plot(empty, ())


def test_impossible_figures_cannot_be_built():
    with pytest.raises(InputError, match="in its interval"):
        Amount(value=3.0, low=4.0, high=5.0)
    about = {"show": "Harbour", "season": 1, "source": "made up", "as_of": date(2024, 1, 7)}
    with pytest.raises(InputError, match="0-1"):
        SeasonFigures(**about, premiere=None, retention=(1.0, 1.2))
