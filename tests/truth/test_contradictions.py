"""Claims that cannot both hold."""

from decimal import Decimal
from time import process_time

import pytest
from truth_samples import (
    CANCELLED,
    CONCLUDED,
    EXPECTED,
    PENDING,
    RENEWED,
    REPORTED,
    RUMOURED,
    Page,
    Says,
    day,
    page,
    plays,
    release,
    window,
    works,
)

from nextseason.domain import (
    CastRole,
    Contradiction,
    EpisodeCount,
    Milestone,
    Production,
    Reason,
    ReasonCategory,
    Release,
    Renewal,
    RenewalStatus,
    Reviewers,
    Score,
    Trailer,
    TrailerStatus,
)
from nextseason.errors import InputError
from nextseason.truth import find_contradictions

PICKED_UP = Renewal(status=RenewalStatus.RENEWED, platform="Northern")
PASSED = Says(Renewal(status=RenewalStatus.RENEWED, platform="Southern"), negated=True)
FILMING = Production(milestone=Milestone.FILMING_START)
SPRING, AUTUMN = release("2021-03-01", "2021-05-31"), release("2021-09-01", "2021-11-30")
BACK, GONE = (plays("Ida Moss", "Kim", role) for role in (CastRole.RETURNING, CastRole.LEAVING))


def contradictions(*pages: Page) -> tuple[Contradiction, ...]:
    return find_contradictions(
        [claim for one in pages for claim in one.claims],
        {one.article.id: one.article for one in pages},
    )


def notes(*pages: Page) -> list[str]:
    return [found.note for found in contradictions(*pages)]


def score(points: str, of: int, outlet: str = "The Review") -> Score:
    return Score(outlet=outlet, by=Reviewers.CRITICS, score=Decimal(points), of=Decimal(of))


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ((CANCELLED, RENEWED), "cancelled here, renewed there"),
        ((Says(CANCELLED, REPORTED), PENDING), "cancelled here, pending there"),
        ((RENEWED, Says(RENEWED, negated=True)), "renewed here, not renewed there"),
        (
            (SPRING, AUTUMN),
            "2021-03-01 to 2021-05-31 here, 2021-09-01 to 2021-11-30 there",
        ),
        (
            (Says(SPRING, EXPECTED), Says(AUTUMN, EXPECTED)),
            "2021-03-01 to 2021-05-31 here, 2021-09-01 to 2021-11-30 there",
        ),
        (
            (release("2021-03-01", "2021-03-01"), Release(window=None)),
            "2021-03-01 here, no date announced there",
        ),
        ((EpisodeCount(count=8), EpisodeCount(count=10)), "8 episodes here, 10 episodes there"),
        ((Says(BACK, EXPECTED), Says(GONE, EXPECTED)), "returning here, leaving there"),
        (
            (works("Ida Moss", "creator"), Says(works("Ida Moss", "creator"), negated=True)),
            "named here, said not to be there",
        ),
        ((FILMING, Says(FILMING, negated=True)), "happened here, not happened there"),
        (
            (Trailer(status=TrailerStatus.NONE), Trailer(status=TrailerStatus.RELEASED)),
            "no trailer here, released there",
        ),
        ((score("63", 100), score("71", 100)), "63 here, 71 there"),
        (
            (score("63", 100), score("6.3", 10)),
            "the share of favourable reviews is not an average mark: 63% is not 6.3/10",
        ),
        (
            (Says(FILMING, RUMOURED), PENDING),
            "filming is said to have begun, yet no order of the season is confirmed",
        ),
        (
            (plays("Ida Moss", "Vera Todorova"), plays("Ida Moss", "Vera Tororava")),
            "Ida Moss plays Vera Todorova and Vera Tororava: spelled two ways",
        ),
        (
            (works("Mira Jansen", "showrunner"), works("Mira Jasnen", "producer")),
            "one person, spelled two ways: Mira Jansen, Mira Jasnen",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_article_against_itself(said, note: str) -> None:
    (found,) = contradictions(page("a", *said, day=day(5)))
    assert found.note == note
    assert found.within_one_article
    assert found.first.quote.start < found.second.quote.start


@pytest.mark.parametrize(
    "said",
    [
        (PENDING, Says(RENEWED, EXPECTED)),
        (PENDING, Says(RENEWED, RUMOURED)),
        (CANCELLED, CONCLUDED),
        (CANCELLED, PICKED_UP),
        (PASSED, PICKED_UP),
        (SPRING, release("2021-01-01", "2021-12-31")),
        (SPRING, release("2021-05-15", "2021-08-31")),
        (Release(window=None), Says(SPRING, EXPECTED)),
        (score("63", 100), score("7.9", 10)),
        (score("63", 100), score("6.3", 10, outlet="The Gazette")),
        (plays("Ida Moss", "Kit"), plays("Ida Moss", "Kit Barker")),
        (works("Ida Moss", "creator"), works("Ida Moss", "writer")),
        (Says(FILMING, EXPECTED), PENDING),
        (FILMING, RENEWED),
    ],
)
def test_what_goes_together(said) -> None:
    assert notes(page("a", *said, day=day(5))) == []


@pytest.mark.parametrize(
    ("first", "then", "contradict"),
    [
        (PENDING, RENEWED, False),
        (PENDING, CANCELLED, False),
        (RENEWED, CANCELLED, False),
        (CANCELLED, PICKED_UP, False),
        (CANCELLED, RENEWED, True),
        (RENEWED, PENDING, True),
        (CANCELLED, PENDING, True),
        (CANCELLED, Says(RENEWED, EXPECTED), False),
        (Release(window=None), SPRING, False),
        (SPRING, Release(window=None), True),
        (SPRING, AUTUMN, False),
        (Says(SPRING, EXPECTED), Says(AUTUMN, EXPECTED), False),
        (BACK, GONE, False),
        (EpisodeCount(count=8), EpisodeCount(count=10), True),
        (PENDING, FILMING, False),
        (FILMING, PENDING, True),
        (Says(FILMING, RUMOURED), PENDING, False),
        (score("63", 100), score("71", 100), False),
    ],
)
def test_time_explains_some(first, then, contradict: bool) -> None:
    dated = notes(page("a", first, day=day(3)), page("b", then, day=day(6)))
    assert bool(dated) is contradict


def test_a_conversion_is_told_once() -> None:
    pages = [page(f"p{n}", score("63", 100), score("6.3", 10)) for n in range(3)]
    assert len(notes(*pages)) == 1


@pytest.mark.parametrize(
    ("average", "contradict"),
    [(score("7.9", 10), True), (score("7.9", 10, outlet="The Gazette"), False), (BACK, False)],
    ids=["another mark is known", "of another outlet", "no other mark"],
)
def test_a_conversion_in_an_article_of_its_own(average, contradict: bool) -> None:
    pages = page("a", score("63", 100)), page("b", score("6.3", 10)), page("c", average)
    told = [note for note in notes(*pages) if "favourable" in note]
    assert bool(told) is contradict


def test_figures_and_reasons_may_all_be_true() -> None:
    assert not notes(
        page("a", *(Reason(category=category) for category in ReasonCategory), day=day(3))
    )


def test_an_undated_page_cannot_be_explained_by_time() -> None:
    assert notes(page("a", PENDING), page("b", RENEWED, day=day(6))) == [
        "renewed in one article, pending in another"
    ]


def test_two_guesses_on_who_returns_disagree() -> None:
    assert notes(page("a", Says(BACK, EXPECTED), day=day(3)), page("b", Says(GONE, EXPECTED))) == [
        "returning in one article, leaving in another"
    ]


def test_of_the_whole_show_two_articles_may_mean_two_seasons() -> None:
    assert not notes(page("a", Says(CANCELLED, season=None)), page("b", Says(RENEWED, season=None)))


def test_a_pair_within_an_article_is_preferred_and_stands_for_the_others() -> None:
    (found,) = contradictions(
        page("a", CANCELLED, day=day(3)),
        page("b", RENEWED, day=day(3)),
        page("c", RENEWED, CANCELLED, RENEWED, day=day(9)),
    )
    assert found.within_one_article
    assert found.first.article_id == "c"


def test_the_most_telling_come_first() -> None:
    found = contradictions(
        page("a", works("Mira Jansen", "writer"), SPRING, day=day(3)),
        page("b", works("Mira Jasnen", "writer"), CANCELLED, AUTUMN, day=day(3)),
        page("c", EpisodeCount(count=8), EpisodeCount(count=10), RENEWED, day=day(3)),
    )
    assert [c.question.topic.value for c in found] == ["renewal", "release", "crew", "episodes"]


def test_a_planned_shoot_needs_no_order() -> None:
    planned = Production(
        milestone=Milestone.FILMING_START, window=window("2020-09-01", "2020-09-30")
    )
    assert not notes(page("a", planned, PENDING, day=day(5)))


def test_a_claim_needs_its_article() -> None:
    with pytest.raises(InputError, match="not given"):
        find_contradictions(page("a", RENEWED).claims, {})


def test_thousands_of_claims_take_no_time() -> None:
    pages = [
        page(
            f"a{n}",
            (RENEWED, CANCELLED, PENDING)[n % 3],
            EpisodeCount(count=1 + n),
            plays(f"Ida Moss {n % 50}", f"Kim {n}"),
            day=day(1 + n % 12),
        )
        for n in range(1500)
    ]
    started = process_time()
    found = contradictions(*pages)
    assert process_time() - started < 20
    assert 0 < len(found) < 6000
