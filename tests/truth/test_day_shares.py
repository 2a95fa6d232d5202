"""Claims of windows make a distribution over days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_samples import (
    CANCELLED,
    EXPECTED,
    RENEWED,
    RUMOURED,
    Page,
    Says,
    day,
    page,
    release,
    window,
)

from nextseason.domain import (
    Certainty,
    DayShare,
    DecisionDay,
    Finding,
    NoDay,
    Release,
    Topic,
    Window,
)
from nextseason.truth import reconcile
from nextseason.truth.answers import ask
from nextseason.truth.days import FAINT, HORIZON_DAYS, day_shares
from nextseason.truth.evidence import gather

UNKNOWN_DAY = Release(window=None)
YEAR, SPRING = ("2021-01-01", "2021-12-31"), ("2021-03-01", "2021-05-31")
MAY, AUTUMN = ("2021-05-01", "2021-05-31"), ("2021-09-01", "2021-11-30")
FIRST = date(2020, 1, 1)


def shares(*pages: Page, chance_of_season: float = 1.0) -> tuple[DayShare, ...]:
    claims = [claim for one in pages for claim in one.claims]
    ((_, readings),) = ask(claims).items()
    evidence = gather(readings, {one.article.id: one.article for one in pages})
    return day_shares(evidence, chance_of_season=chance_of_season)


def chance(found: tuple[DayShare, ...], within: tuple[str, str] | NoDay) -> float:
    if isinstance(within, NoDay):
        return sum(share.probability for share in found if share.when is within)
    whole = window(*within)
    return sum(share.probability * _part(share.when, whole) for share in found)


def _part(piece: Window | NoDay, whole: Window) -> float:
    if isinstance(piece, NoDay) or not piece.overlaps(whole):
        return 0.0
    shared = min(piece.end, whole.end) - max(piece.start, whole.start)
    return (shared.days + 1) / piece.days


def says(certainty: Certainty, bounds: tuple[str, str]) -> Says:
    return Says(release(*bounds), certainty)


def test_pieces_are_apart_and_in_order() -> None:
    found = shares(page("a", release(*YEAR)), page("b", release(*SPRING)))
    assert [share.when for share in found] == [
        window("2021-01-01", "2021-02-28"),
        window(*SPRING),
        window("2021-06-01", "2021-12-31"),
        NoDay.UNKNOWN,
        NoDay.NEVER,
    ]


@pytest.mark.parametrize(
    ("pages", "within", "low", "high"),
    [
        pytest.param([page("a", release(*MAY))], MAY, 0.9, 0.97, id="one firm word"),
        pytest.param(
            [page("a", release("2021-05-07", "2021-05-07"))], MAY, 0.9, 0.97, id="a firm day"
        ),
        pytest.param(
            [page("a", release(*MAY)), page("b", release(*MAY))], MAY, 0.98, 1.0, id="two"
        ),
        pytest.param([page("a", says(EXPECTED, SPRING))], SPRING, 0.02, 0.3, id="one guess"),
        pytest.param(
            [page(f"p{n}", says(EXPECTED, SPRING)) for n in range(20)],
            SPRING,
            0.1,
            0.5,
            id="a guess is a guess however often it is made",
        ),
        pytest.param([page("a", says(RUMOURED, SPRING))], SPRING, 0.1, 0.5, id="a rumour"),
        pytest.param(
            [page("a", release(*YEAR)), page("b", release(*MAY))],
            MAY,
            0.9,
            1.0,
            id="in the year, and in its May",
        ),
        pytest.param(
            [page("a", release(*MAY)), page("b", release(*AUTUMN))],
            MAY,
            0.4,
            0.6,
            id="word against word",
        ),
        pytest.param(
            [page("a", release(*MAY)), page("b", Says(release(*MAY), negated=True))],
            MAY,
            0.1,
            0.6,
            id="a denial",
        ),
    ],
)
def test_words_lift_their_days(
    pages: list[Page], within: tuple[str, str], low: float, high: float
) -> None:
    assert low < chance(shares(*pages), within) < high


def test_an_official_date_overrides_what_was_guessed_before() -> None:
    guesses = [page(f"p{n}", says(EXPECTED, SPRING), day=day(1, n)) for n in range(1, 9)]
    found = shares(*guesses, page("official", release(*AUTUMN), day=day(2)))
    assert chance(found, AUTUMN) > 0.9
    assert chance(found, SPRING) < FAINT


def test_a_release_that_was_put_off_is_where_it_was_put() -> None:
    before = [page(f"p{n}", release(*MAY), day=day(1, n)) for n in range(1, 4)]
    found = shares(*before, page("later", release(*AUTUMN), day=day(6)))
    assert chance(found, AUTUMN) > 0.8 > 0.2 > chance(found, MAY)


def test_a_later_word_that_says_less_puts_nothing_off() -> None:
    found = shares(page("a", release(*MAY), day=day(1)), page("b", release(*YEAR), day=day(6)))
    assert chance(found, MAY) > 0.7


def test_a_guess_after_the_official_date_does_not_override_it() -> None:
    official = page("official", release(*AUTUMN), day=day(2))
    found = shares(official, page("guess", says(EXPECTED, SPRING), day=day(3)))
    assert chance(found, AUTUMN) > 0.85


def test_that_nothing_is_announced_is_a_state_of_its_own() -> None:
    found = shares(page("a", UNKNOWN_DAY, day=day(1)))
    assert [share.when for share in found] == [NoDay.UNKNOWN, NoDay.NEVER]
    guessed = shares(page("b", says(EXPECTED, SPRING), day=day(1)))
    with_word = shares(
        page("a", UNKNOWN_DAY, day=day(1)), page("b", says(EXPECTED, SPRING), day=day(1))
    )
    assert chance(with_word, NoDay.UNKNOWN) > chance(guessed, NoDay.UNKNOWN)
    told = shares(page("a", UNKNOWN_DAY, day=day(1)), page("b", release(*MAY), day=day(2)))
    assert chance(told, MAY) > 0.9


@given(st.floats(0, 1))
def test_a_season_that_is_not_made_has_no_day(chance_of_season: float) -> None:
    found = shares(page("a", release(*MAY)), chance_of_season=chance_of_season)
    assert chance(found, NoDay.NEVER) == pytest.approx(1 - chance_of_season)
    sure = shares(page("a", release(*MAY)))
    assert chance(found, MAY) == pytest.approx(chance_of_season * chance(sure, MAY))


BOUNDS = st.tuples(st.integers(0, 900), st.sampled_from([1, 30, 31, 92, 365, 2000])).map(
    lambda drawn: (
        (FIRST + timedelta(days=drawn[0])).isoformat(),
        (FIRST + timedelta(days=drawn[0] + drawn[1] - 1)).isoformat(),
    )
)
SAID = st.builds(
    Says,
    value=BOUNDS.map(lambda bounds: release(*bounds)) | st.just(UNKNOWN_DAY),
    certainty=st.sampled_from(Certainty),
    negated=st.booleans(),
    words=st.none(),
    season=st.just(2),
)
DAYS = st.none() | st.integers(0, 99).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Page]:
    return [
        page(f"page-{n}", *draw(st.lists(SAID, min_size=1, max_size=3)), day=draw(DAYS))
        for n in range(draw(st.integers(1, 5)))
    ]


@given(ledgers(), st.floats(0, 1))
def test_the_chances_are_one_together(pages: list[Page], chance_of_season: float) -> None:
    found = shares(*pages, chance_of_season=chance_of_season)
    assert sum(share.probability for share in found) == pytest.approx(1.0)
    pieces = [share.when for share in found if isinstance(share.when, Window)]
    assert all(one.end < other.start for one, other in pairwise(pieces))
    assert [share.when for share in found[-2:]] == [NoDay.UNKNOWN, NoDay.NEVER]


@given(ledgers())
def test_order_does_not_matter(pages: list[Page]) -> None:
    assert shares(*pages[::-1]) == shares(*pages)


@given(
    st.lists(st.sampled_from(["2021-03-01", "2021-03-15", "2021-04-01"]), min_size=1, max_size=4),
    st.sampled_from(Certainty),
)
def test_a_coarser_word_agrees_with_a_finer_one(starts: list[str], certainty: Certainty) -> None:
    """Who names the year in which all others' windows lie lifts each of them, not less."""
    fine = [
        page(f"p{n}", release(start, "2021-04-30"), day=day(1)) for n, start in enumerate(starts)
    ]
    before = shares(*fine)
    after = shares(*fine, page("coarse", says(certainty, YEAR), day=day(1)))
    for share in before:
        if isinstance(share.when, Window):
            bounds = share.when.start.isoformat(), share.when.end.isoformat()
            assert chance(after, bounds) >= share.probability - 2 * FAINT
    assert chance(after, NoDay.UNKNOWN) <= chance(before, NoDay.UNKNOWN) + FAINT


@given(st.integers(1, 364))
def test_a_window_is_worth_the_same_cut_in_two(cut: int) -> None:
    """Where another's window begins or ends within it makes no difference to its days."""
    whole = window(*YEAR)
    at = whole.start + timedelta(days=cut)
    denied = page("b", Says(release(at.isoformat(), YEAR[1]), EXPECTED, negated=True), day=day(1))
    found = shares(page("a", release(*YEAR), day=day(2)), denied)
    alone = shares(page("a", release(*YEAR), day=day(2)))
    assert chance(found, YEAR) == pytest.approx(chance(alone, YEAR), abs=1e-9)


def known(*pages: Page) -> dict[Topic, Finding]:
    claims = [claim for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    return {f.question.topic: f for f in reconcile(claims, articles, as_of=day(7))}


@pytest.mark.parametrize(
    ("status", "low", "high"),
    [
        pytest.param(CANCELLED, 0.8, 1.0, id="cancelled"),
        pytest.param(RENEWED, 0.0, 0.2, id="renewed"),
    ],
)
def test_what_becomes_of_the_season_counts(status: object, low: float, high: float) -> None:
    told = [page(f"p{n}", status, day=day(2, n)) for n in range(1, 4)]  # type: ignore[arg-type]
    found = known(*told, page("date", release(*MAY), day=day(1)))
    assert low < chance(found[Topic.RELEASE].days, NoDay.NEVER) < high
    assert found[Topic.RENEWAL].days == ()


def test_a_decision_has_days_too() -> None:
    due = DecisionDay(window=window("2020-08-01", "2020-08-31"))
    found = known(page("a", due, day=day(6)), page("b", CANCELLED, day=day(5)))
    days = found[Topic.DECISION].days
    assert chance(days, ("2020-08-01", "2020-08-31")) > 0.9
    assert chance(days, NoDay.NEVER) == 0.0


def test_windows_wider_than_all_time_are_no_fault() -> None:
    years = int(HORIZON_DAYS / 365) + 9
    found = shares(page("a", release("2020-01-01", f"{2020 + years}-12-31")))
    assert sum(share.probability for share in found) == pytest.approx(1.0)
