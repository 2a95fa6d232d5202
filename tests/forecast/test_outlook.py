"""A whole forecast: as of its day, with what is known, in words, and from a file."""

import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rich.console import Console

from nextseason.domain import Window
from nextseason.errors import InputError
from nextseason.forecast.audience import audience_pairs
from nextseason.forecast.model_file import model_from_json, model_to_json
from nextseason.forecast.narrowing import Making
from nextseason.forecast.outlook import Known, forecast_season
from nextseason.forecast.page import render_forecast_part
from nextseason.forecast.season_record import History, Outcome
from nextseason.forecast.successions import successions
from nextseason.forecast.terminal import forecast_text
from nextseason.forecast.wording import forecast_to_json, percent, sentence
from tests.forecast.forecast_samples import record

NO_CHARTS = History(records=())


@pytest.fixture
def season(world):
    return world[1].records[0]


def four_weeks_after(season):
    return season.premiered + timedelta(days=30)


def test_nothing_that_came_later_is_in_a_forecast(model, world, season):
    _, history = world
    day = four_weeks_after(season)
    now = forecast_season(model, season, history, as_of=day)
    then = forecast_season(model, season.until(day), history.until(day), as_of=day)
    assert now == then


def test_outcomes_and_undecided_add_up_on_every_day(model, world, season):
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season))
    for point in told.renewal:
        total = point.renewed + point.cancelled + point.concluded + point.undecided
        assert total == pytest.approx(1.0)
    days = [point.day for point in told.renewal]
    assert days == sorted(set(days))
    assert days[0] == told.as_of


@pytest.mark.parametrize("days", [-200, 0, 10, 28, 400, 3000])
def test_a_forecast_is_had_on_any_day(model, world, season, days):
    day = season.premiered + timedelta(days=days)
    told = forecast_season(model, season, world[1], as_of=day)
    assert told.renewal[0].day == day
    assert all(when > day for _, when in told.release)


def test_the_weeks_of_the_release_say_what_its_levels_say(model, world, season):
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season))
    assert sum(chance for _, chance in told.release_weeks) == pytest.approx(1.0, abs=0.01)
    median = dict(told.release)[0.5]
    assert sum(chance for day, chance in told.release_weeks if day < median) < 0.5
    assert sum(chance for day, chance in told.release_weeks if day <= median) > 0.49


def test_the_seasons_watched_so_far_end_with_this_one(model, world):
    season = next(r for r in world[1].records if r.season == 2)
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season))
    assert [day for day, _ in told.watched][-1] == season.premiered
    assert len(told.watched) == 2
    early = forecast_season(model, season, world[1], as_of=season.premiered)
    assert len(early.watched) == 1


def test_less_known_is_said_and_less_sure(model, world, season):
    day = four_weeks_after(season)
    full = forecast_season(model, season, world[1], as_of=day)
    bare = forecast_season(model, replace(season, weeks=()), NO_CHARTS, as_of=day)
    assert full.notes == ()
    assert any("No viewing figures" in note for note in bare.notes)
    assert full.audience
    assert bare.audience == ()


def test_another_platform_is_wider(model, world, season):
    day = four_weeks_after(season)
    here, there = (
        forecast_season(model, replace(season, platform=p), world[1], as_of=day)
        for p in (None, "Elsewhere")
    )
    assert there.renewal[-1].renewed_low < here.renewal[-1].renewed_low
    assert there.renewal[-1].renewed_high > here.renewal[-1].renewed_high
    note = next(note for note in there.notes if "Elsewhere" in note)
    wide, narrow = (
        f"{(p.renewed_high - p.renewed_low) * 100:.0f}"
        for p in (at_horizon(there), at_horizon(here))
    )
    assert f"is {wide} points wide, not {narrow}" in note


def at_horizon(told):
    return next(p for p in told.renewal if p.day == told.horizon)


def test_after_the_usual_time_what_is_left_is_told(model, world, season):
    day = season.premiered + timedelta(days=700)
    told = forecast_season(model, season, world[1], as_of=day)
    assert told.horizon == told.renewal[-1].day > day
    assert told.renewed_by_horizon == told.renewal[-1].renewed


def test_without_figures_it_is_said_how_much_they_would_tell(model, world, season):
    day = four_weeks_after(season)
    bare = forecast_season(model, replace(season, weeks=()), NO_CHARTS, as_of=day)
    note = next(note for note in bare.notes if "nine in ten" in note)
    low, high = (int(word.strip("%.")) for word in note.split() if "%" in word)
    assert high - low > 20
    assert low / 100 < bare.renewed_by_horizon < high / 100


def test_reviews_are_told_beside_the_forecast(model, world, season):
    day = four_weeks_after(season)
    known = Known(unweighed=("reception 63 %",))
    told = forecast_season(model, season, world[1], as_of=day, known=known)
    assert told.notes == (
        "Told, but not weighed, as no past decision comes with it: reception 63 %.",
    )


def test_what_is_decided_stays_decided(model, world, season):
    known = Known(decided={Outcome.RENEWED: 0.9})
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season), known=known)
    assert told.renewal[0].renewed == pytest.approx(0.9)
    assert told.renewed_by_horizon > 0.9


def test_chances_beyond_one_are_refused(model, world, season):
    known = Known(decided={Outcome.RENEWED: 0.9, Outcome.CANCELLED: 0.3})
    with pytest.raises(InputError, match="add up to 1"):
        forecast_season(model, season, world[1], as_of=season.premiered, known=known)


def test_a_limited_series_seldom_comes_back(model, world):
    made = record(limited=True)
    told = forecast_season(model, made, world[1], as_of=four_weeks_after(made))
    assert told.renewed_by_horizon < 0.6
    assert any("limited" in note for note in told.notes)


def test_an_announced_window_is_the_forecast(model, world, season):
    start = season.premiered + timedelta(days=500)
    window = Window(start=start, end=start + timedelta(days=30))
    known = Known(making=Making(announced=window))
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season), known=known)
    assert window.start - timedelta(days=7) <= dict(told.release)[0.5] <= window.end


def test_reasons_tell_figures_and_comparable_seasons_names(model, world, season):
    history = world[1]
    pairs = audience_pairs(successions(history), history, known_until=date(2024, 6, 1))
    told = forecast_season(model, season, history, as_of=four_weeks_after(season), pairs=pairs)
    assert any("tenth place" in reason.text for reason in told.reasons)
    effects = [abs(reason.effect) for reason in told.reasons]
    assert effects == sorted(effects, reverse=True)
    assert len(told.comparable) == 5


def test_words_and_json_tell_the_same(model, world, season):
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season))
    content = json.loads(json.dumps(forecast_to_json(told)))
    assert percent(content["renewed_by_horizon"]) in sentence(told)
    assert content["renewal"][0]["day"] == told.as_of.isoformat()


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ({Outcome.RENEWED: 1.0}, "is renewed after season 1; if so, the next"),
        ({Outcome.CANCELLED: 1.0}, "does not go on after season 1."),
        ({}, "chance"),
    ],
    ids=["renewed", "cancelled", "open"],
)
def test_the_sentence_says_what_is_known(model, world, season, decided, words):
    told = forecast_season(
        model,
        season,
        world[1],
        as_of=four_weeks_after(season),
        known=Known(decided=decided),
    )
    assert words in sentence(told)


@pytest.mark.parametrize(
    "decided",
    [{Outcome.CANCELLED: 0.93}, {Outcome.CANCELLED: 0.2, Outcome.CONCLUDED: 0.75}],
    ids=["cancelled", "ended one way or the other"],
)
def test_after_the_last_season_none_is_said_to_premiere(model, world, season, decided):
    day = four_weeks_after(season)
    told = forecast_season(model, season, world[1], as_of=day, known=Known(decided=decided))
    assert told.release == told.release_weeks == ()
    assert told.audience, "it stays known, to weigh against a cost"
    console = Console(width=200, file=io.StringIO())
    console.print(forecast_text(told))
    for words in (console.file.getvalue(), render_forecast_part(told)):
        assert "chance" in words
        assert not re.search("next premiere|next comes|if renewed|first four weeks", words, re.I)


def test_while_it_may_go_on_the_next_premiere_is_told(model, world, season):
    known = Known(decided={Outcome.CANCELLED: 0.85})
    told = forecast_season(model, season, world[1], as_of=four_weeks_after(season), known=known)
    assert "next comes about" in sentence(told)
    assert "first four weeks" in render_forecast_part(told)


def test_a_model_comes_back_from_its_file(model, world, season):
    text = model_to_json(model)
    back = model_from_json(text, source="model.json")
    assert model_to_json(back) == text
    day = four_weeks_after(season)
    told = [forecast_season(m, season, world[1], as_of=day) for m in (model, back)]
    assert told[0].renewed_by_horizon == pytest.approx(told[1].renewed_by_horizon, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no forecast model"),
        ("[]", "no forecast model"),
        ('{"form": 0}', "another version"),
    ],
    ids=["no json", "a list", "another form"],
)
def test_what_is_no_model_is_refused(text, words):
    with pytest.raises(InputError, match=words):
        model_from_json(text, source="model.json")
