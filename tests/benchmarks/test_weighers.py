"""The plain rules that stand beside the weighing."""

from datetime import date

import pytest

from benchmarks.ledger import Ledger
from benchmarks.weighers import (
    bottom_line,
    latest_article_wins,
    majority_vote,
    ours,
    trade_press_wins,
)
from nextseason.domain import Article, Certainty, Claim, Quote, Renewal, RenewalStatus

STATED, REPORTED, EXPECTED = Certainty.STATED, Certainty.REPORTED, Certainty.EXPECTED
KEY = ("harbour lights", 2)
DAY = date(2020, 12, 31)


def claim(article_id: str, status: str, certainty: Certainty = STATED, **more: object) -> Claim:
    platform, negated = more.get("platform"), bool(more.get("negated"))
    return Claim(
        show="Harbour Lights",
        season=2,
        value=Renewal(status=RenewalStatus(status), platform=str(platform) if platform else None),
        certainty=certainty,
        by="the network" if certainty is REPORTED else None,
        negated=negated,
        quote=Quote(article_id=article_id, text="words", start=0, end=5),
    )


def ledger(*pages: tuple[str, str | None, Claim]) -> Ledger:
    """Pages given as site, day and claim."""
    return Ledger(
        articles={
            c.article_id: Article(
                id=c.article_id,
                text=f"words {c.article_id}",
                site=site,
                published=date.fromisoformat(day) if day else None,
            )
            for site, day, c in pages
        },
        claims=tuple(c for _, _, c in pages),
        trade=frozenset({"trade.example"}),
    )


SPLIT = ledger(
    ("trade.example", "2020-03-01", claim("a", "cancelled", REPORTED)),
    ("one.example", "2020-04-01", claim("b", "renewed")),
    ("two.example", "2020-05-01", claim("c", "renewed")),
    ("three.example", "2020-06-01", claim("d", "pending")),
    ("four.example", None, claim("e", "pending", EXPECTED)),
)


@pytest.mark.parametrize(
    ("weigher", "answer"),
    [
        (majority_vote, "renewed"),
        (latest_article_wins, "pending"),
        (trade_press_wins, "cancelled"),
    ],
)
def test_each_rule_follows_its_own_kind_of_page(weigher, answer: str) -> None:
    assert weigher(SPLIT, DAY) == {KEY: {RenewalStatus(answer): 1.0}}


def test_ours_gives_chances_that_sum_to_one() -> None:
    chances = ours(SPLIT, DAY)[KEY]
    assert set(chances) == set(RenewalStatus)
    assert sum(chances.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ([claim("a", "cancelled"), claim("a", "renewed", EXPECTED)], "cancelled"),
        ([claim("a", "renewed", EXPECTED)], "renewed"),
        ([claim("a", "pending"), claim("a", "cancelled")], "cancelled"),
        ([claim("a", "pending"), claim("a", "pending"), claim("a", "renewed")], "pending"),
        ([claim("a", "renewed", platform="Skylark"), claim("a", "cancelled")], "renewed"),
    ],
    ids=["firm before guess", "guess alone", "last of even", "most", "pick-up"],
)
def test_an_article_comes_down_to_one_line(claims: list[Claim], line: str) -> None:
    assert bottom_line(claims) == line


def test_what_an_article_denies_is_not_heard() -> None:
    denied = ledger(("one.example", "2020-04-01", claim("a", "renewed", negated=True)))
    assert majority_vote(denied, DAY) == {}


def test_guesses_are_heard_only_where_nothing_is_firm() -> None:
    known = ledger(
        ("one.example", "2020-04-01", claim("a", "cancelled")),
        ("two.example", "2020-05-01", claim("b", "renewed", EXPECTED)),
    )
    assert latest_article_wins(known, DAY) == {KEY: {RenewalStatus.CANCELLED: 1.0}}


def test_the_undated_are_known_on_the_last_day_only() -> None:
    assert "e" not in SPLIT.known_on(date(2020, 5, 31)).articles
    assert "e" in SPLIT.known_on(date(2020, 6, 1)).articles
    assert [c.article_id for c in SPLIT.known_on(date(2020, 4, 1)).claims] == ["a", "b"]
