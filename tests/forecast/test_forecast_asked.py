"""Which season is meant, as of which day, and what is told where there is none."""

from datetime import date, timedelta

import pytest

from nextseason.decision.distributions import between, point
from nextseason.errors import InputError
from nextseason.examples import KAOS
from nextseason.forecast_asked import AskedForecast, audience_after, make_forecast
from tests.forecast.forecast_samples import made_world, weekly_tsv

HISTORY = made_world()[1]


@pytest.fixture(scope="module")
def charts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    (folder / "all-weeks-global.tsv").write_text(weekly_tsv(HISTORY), "utf-8")
    return folder


def two_seasons():
    """A show with two seasons at least, in order."""
    return next(s for s in HISTORY.by_show.values() if len(s) > 1)


def test_the_last_season_that_was_out_on_the_day_is_meant(charts):
    first, second = two_seasons()[:2]
    before = second.premiered - timedelta(days=10)

    def meant(day):
        asked = AskedForecast(show=first.show, season=None, as_of=day, viewing=charts)
        return make_forecast(asked).record.season

    assert meant(before) == first.season
    assert meant(second.premiered + timedelta(days=40)) == second.season


def test_no_chart_tells_and_the_remedy_is_that_of_the_command(charts):
    asked = AskedForecast(
        show="Nowhere", season=2, as_of=date(2023, 1, 1), viewing=charts, otherwise="ask again"
    )
    with pytest.raises(InputError, match="no chart tells of season 2 of Nowhere; ask again"):
        make_forecast(asked)


def test_without_charts_the_articles_tell_the_premiere():
    asked = AskedForecast(show="KAOS", season=1, as_of=date(2024, 9, 20), articles=(str(KAOS),))
    made = make_forecast(asked)
    assert made.record.premiered == date(2024, 8, 29)
    assert "as the articles have it" in made.note


def test_twice_the_views_forecast_more_and_uncertain_ones_a_wider_audience():
    one, two, wide = (
        audience_after(views, show="Ash Road", season=1)
        for views in (point(1e7), point(2e7), between(5e6, 2e7))
    )
    assert one.one_at(0.5) < two.one_at(0.5)
    assert wide.one_at(0.95) / wide.one_at(0.05) > one.one_at(0.95) / one.one_at(0.05)
