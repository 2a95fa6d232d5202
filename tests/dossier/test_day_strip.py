"""Days in words and in a picture."""

from datetime import date

import pytest
from dossier_parts import days, found
from rich_dossier import rich

from nextseason.domain import DayShare, Finding, NoDay, Topic, Verdict
from nextseason.dossier.day_strip import days_line, draw_days

MAY, JUNE = days("2027-05-01", "2027-05-31"), days("2027-06-01", "2027-06-30")
AUTUMN, NEXT_YEAR = days("2027-09-01", "2027-11-30"), days("2028-01-01", "2028-12-31")
ONE_DAY = days("2027-09-14", "2027-09-14")


def of(*shares: tuple[object, float]) -> Finding:
    return found(
        Topic.RELEASE,
        {"2027-05-01/2027-05-31": 0.5},
        Verdict.LIKELY,
        shares=tuple(DayShare(when=when, probability=p) for when, p in shares),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        pytest.param(of(), "", id="not asked"),
        pytest.param(of((NoDay.UNKNOWN, 0.9), (NoDay.NEVER, 0.1)), "", id="no day told of"),
        pytest.param(
            of((MAY, 0.95), (NoDay.UNKNOWN, 0.05)),
            "90% May 2027; no day known 5%",
            id="one window for both",
        ),
        pytest.param(
            of((MAY, 0.5), (JUNE, 0.45), (NoDay.UNKNOWN, 0.05)),
            "50% May 2027; 90% 1 May – 30 Jun 2027; no day known 5%",
            id="windows that follow upon each other are one",
        ),
        pytest.param(
            of((MAY, 0.3), (JUNE, 0.01), (AUTUMN, 0.3), (NEXT_YEAR, 0.39)),
            "50% May 2027 or autumn 2027; 90% 1 May 2027 – 31 Dec 2028",
            id="many windows are a span",
        ),
        pytest.param(
            of((MAY, 0.3), (NoDay.UNKNOWN, 0.3), (NoDay.NEVER, 0.4)),
            "no day known 30%; no such season 40%",
            id="less likely than not",
        ),
        pytest.param(
            of((MAY, 0.991), (NoDay.UNKNOWN, 0.009)), "90% May 2027", id="not worth telling"
        ),
    ],
)
def test_days_in_a_line(finding: Finding, line: str) -> None:
    assert days_line(finding) == line


def test_bars_stand_where_their_days_are_and_as_high_as_they_are_likely() -> None:
    strip = draw_days(of((MAY, 0.5), (AUTUMN, 0.1), (NoDay.UNKNOWN, 0.4)))
    assert strip is not None
    may, autumn = strip.bars
    assert 0 < may.x < may.x + may.width < autumn.x < autumn.x + autumn.width < 100
    assert may.height == strip.height
    # The root of a fifth of the chance over three times the days.
    assert autumn.height == round(strip.height * (0.1 / 91 / (0.5 / 31)) ** 0.5)
    assert autumn.label == "autumn 2027: 10%"


def test_a_single_day_is_seen_and_does_not_fill_the_line() -> None:
    alone = draw_days(of((ONE_DAY, 0.9), (NoDay.UNKNOWN, 0.1)))
    assert alone is not None
    assert alone.bars[0].width < 10
    years = draw_days(of((ONE_DAY, 0.9), (days("2028-01-01", "2040-12-31"), 0.1)))
    assert years is not None
    assert years.bars[0].width >= 0.5


def test_without_a_day_there_is_no_picture() -> None:
    assert draw_days(of((NoDay.UNKNOWN, 1.0))) is None


def test_chances_of_days_must_be_one_together() -> None:
    with pytest.raises(ValueError, match="1 together"):
        of((MAY, 0.5))


def test_the_season_asked_about_has_its_days() -> None:
    release = [f for f in rich().findings if f.question.topic is Topic.RELEASE]
    assert [bool(f.days) for f in release] == [True, False]
    assert release[0].as_of == date(2021, 2, 4)
