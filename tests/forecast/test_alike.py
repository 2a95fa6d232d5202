"""Seasons alike for renewal: near in what counts, old enough to tell, with their fate."""

from datetime import date, timedelta

import pytest

from nextseason.domain import AlikeSeason
from nextseason.forecast.alike import AWAITED_DAYS, alike_seasons, candidates
from nextseason.forecast.covariates import covariates
from nextseason.forecast.wording import fate
from tests.forecast.forecast_samples import record

AS_OF = date(2024, 12, 1)


@pytest.fixture(scope="module")
def past(world):
    return candidates(world[1])


def alike(model, world, past, season, **options):
    x = covariates(season, world[1], as_of=season.premiered + timedelta(days=30))
    return alike_seasons(model.renewal, x, past, show=season.show.casefold(), **options)


def test_the_nearest_is_the_season_itself_under_another_name(model, world, past):
    chosen = next(c.record for c in past if c.record.premiered.year == 2022)
    found = alike(model, world, past, chosen, as_of=AS_OF)
    assert chosen.title not in [a.title for a in found]
    x = covariates(chosen, world[1], as_of=chosen.premiered + timedelta(days=30))
    named = alike_seasons(model.renewal, x, past, show="another", as_of=AS_OF)
    assert named[0].title == chosen.title


def test_their_fate_is_what_was_known_on_the_day(model, world, past):
    titles = {c.record.title: c for c in past}
    for day in (AS_OF, AS_OF - timedelta(days=150)):
        for told in alike(model, world, past, record("New"), as_of=day, n=100):
            candidate = titles[told.title]
            assert told.waited_days == (day - candidate.record.premiered).days >= AWAITED_DAYS
            came = candidate.following is not None and candidate.following <= day
            assert (told.gap_days is not None) == came


def test_without_old_seasons_none_is_named(model, world, past):
    assert alike(model, world, past, record("New"), as_of=date(2022, 1, 1)) == ()


def test_limited_series_and_those_never_listed_are_no_candidates(world):
    records = (record("Amber", limited=True), record("Birch", hours=()), record("Cedar"))
    history = type(world[1])(records=records, tenth_hours=world[1].tenth_hours)
    assert [c.record.show for c in candidates(history)] == ["Cedar"]


@pytest.mark.parametrize(
    ("gap", "words"),
    [(364, "another came after 364 days"), (None, "no other came in 1,000 days")],
    ids=["came", "did not"],
)
def test_a_fate_in_words(gap, words):
    assert fate(AlikeSeason(title="Tide: Season 1", gap_days=gap, waited_days=1000)) == words
