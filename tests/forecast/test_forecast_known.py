"""Charts and findings become what a forecast starts from."""

from datetime import date

import pytest

from nextseason.chart_history import _span
from nextseason.domain import Answer, Finding, Milestone, Question, Topic, Verdict, Window
from nextseason.forecast.season_record import Outcome
from nextseason.forecast_known import known_from, premiere_from

AS_OF = date(2024, 5, 1)


def finding(topic, text, probability=0.9, *, verdict=Verdict.LIKELY, season=2, about=None):
    return Finding(
        question=Question(show="Amber Coast", season=season, topic=topic, about=about),
        as_of=AS_OF,
        answers=(Answer(text=text, probability=probability),),
        verdict=verdict,
        since=date(2024, 4, 1),
    )


def test_a_renewal_is_taken_with_its_chance():
    known = known_from([finding(Topic.RENEWAL, "renewed", 0.8)], show="amber coast", season=1)
    assert known.decided[Outcome.RENEWED] == 0.8
    assert known.decided[Outcome.CANCELLED] == 0.0


def test_another_season_says_nothing():
    found = [finding(Topic.RENEWAL, "renewed", season=3)]
    assert known_from(found, show="Amber Coast", season=1).decided == {}


def test_the_end_of_the_show_is_the_end_of_the_season():
    found = [finding(Topic.RENEWAL, "concluded", 0.95, season=None)]
    known = known_from(found, show="Amber Coast", season=1)
    assert known.decided[Outcome.CONCLUDED] == 0.95
    assert known.is_over


def test_what_is_said_of_the_season_goes_before_what_is_said_of_the_show():
    found = [
        finding(Topic.RENEWAL, "cancelled", 0.95, season=None),
        finding(Topic.RENEWAL, "renewed", 0.95, season=2),
    ]
    known = known_from(found, show="Amber Coast", season=1)
    assert not known.is_over
    assert known.decided[Outcome.RENEWED] == 0.95


def test_an_old_renewal_of_the_show_renews_no_season():
    found = [finding(Topic.RENEWAL, "renewed", 0.95, season=None)]
    assert not known_from(found, show="Amber Coast", season=1).decided.get(Outcome.RENEWED)


def test_a_window_and_milestones_are_taken_where_they_are_believed():
    found = [
        finding(Topic.RELEASE, "2025-01-01/2025-06-30"),
        finding(Topic.PRODUCTION, "2024-03-01/2024-03-31", about="filming_start"),
        finding(Topic.PRODUCTION, "yes", about="ordered"),
        finding(Topic.PRODUCTION, "yes", about="writing", verdict=Verdict.RUMOUR),
    ]
    making = known_from(found, show="Amber Coast", season=1).making
    assert making.announced == Window(start=date(2025, 1, 1), end=date(2025, 6, 30))
    assert making.reached == {
        Milestone.FILMING_START: date(2024, 3, 16),
        Milestone.ORDERED: date(2024, 4, 1),
    }


def test_reviews_and_campaigns_are_told_but_not_weighed():
    found = [
        finding(Topic.CAMPAIGN, "30000", season=1, about="petition"),
        finding(Topic.RECEPTION, "63 %", season=1, verdict=Verdict.RUMOUR),
    ]
    known = known_from(found, show="Amber Coast", season=1)
    assert known.unweighed == ("campaign petition 30000",)
    assert known.decided == {}


@pytest.mark.parametrize(
    ("text", "precision", "span"),
    [
        ("2024-02-10", "day", (date(2024, 2, 10), date(2024, 2, 10))),
        ("2024-02-01", "month", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-12-01", "month", (date(2023, 12, 1), date(2023, 12, 31))),
        ("2024-01-01", "year", (date(2024, 1, 1), date(2024, 12, 31))),
        ("", "", (None, None)),
    ],
)
def test_a_coarse_day_is_a_span(text, precision, span):
    assert _span(text, precision) == span


def released(*windows, verdict=Verdict.UNKNOWN):
    return [finding(Topic.RELEASE, text, verdict=verdict, season=n) for n, text in windows]


@pytest.mark.parametrize(
    ("found", "season", "told"),
    [
        pytest.param(
            released((1, "2023-01-05/2023-01-05"), (2, "2024-04-01/2024-04-30")),
            None,
            (2, date(2024, 4, 15)),
            id="the last one",
        ),
        pytest.param(
            released((1, "2023-01-05/2023-01-05"), (2, "2024-04-01/2024-04-30")),
            1,
            (1, date(2023, 1, 5)),
            id="the one asked for",
        ),
        pytest.param(released((1, "2024-05-02/2024-05-02")), None, None, id="not out yet"),
        pytest.param(released((1, "2023-01-01/2023-12-31")), None, None, id="a year is no day"),
        pytest.param(released((1, "unannounced")), None, None, id="no day"),
        pytest.param(
            released((1, "2023-01-05/2023-01-05"), verdict=Verdict.DISPUTED),
            None,
            None,
            id="disputed",
        ),
    ],
)
def test_the_premiere_is_taken_where_articles_tell_it(found, season, told):
    out = premiere_from(found, show="amber coast", season=season, as_of=AS_OF)
    assert out == told
