"""Who shares another's mistakes follows it; who is right beside it does not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from truth_samples import CANCELLED, RENEWED, page

from nextseason.domain import Article, Certainty, Claim, RenewalStatus
from nextseason.truth import learn_book
from nextseason.truth.answers import ask
from nextseason.truth.copying import LEAST_SHARED
from nextseason.truth.dependence import leaders, shared_errors
from nextseason.truth.evidence import gather
from nextseason.truth.histories import STATES
from nextseason.truth.renewal import weigh_renewal
from nextseason.truth.sources import EMPTY_BOOK
from nextseason.truth.testimony import Circle, Word, form_of, hear
from nextseason.truth.testimony import Testimony as Heard

FIRST = date(2027, 3, 1)
CLAIM = page("page", RENEWED).claims[0]
RIGHT, WRONG = RenewalStatus.CANCELLED, RenewalStatus.RENEWED
OTHERWISE = RenewalStatus.CONCLUDED


def word(source: str, state: RenewalStatus, day: int) -> Word:
    return Word(
        claim=CLAIM,
        source=source,
        cited=None,
        day=FIRST + timedelta(days=day),
        form=form_of(state, Certainty.STATED, denied=False),
        weight=1.0,
    )


def season(number: int, wrong: dict[str, RenewalStatus], right: tuple[str, ...] = ()) -> Heard:
    """Ten say that it was cancelled; the wrong ones differ in the midst of it, one by one."""
    known = [word(f"honest-{n}", RIGHT, n) for n in range(10)]
    known += [word(name, RIGHT, 4 + n) for n, name in enumerate(right)]
    known += [word(name, state, min(8, 4 + n)) for n, (name, state) in enumerate(wrong.items())]
    return Heard(show=f"Show {number}", season=2, words=tuple(known))


def found(seasons: list[Heard]) -> dict[str, str]:
    as_of = FIRST + timedelta(days=60)
    weighed = [weigh_renewal(heard, EMPTY_BOOK, as_of=as_of) for heard in seasons]
    return leaders(shared_errors(weighed), weighed)


@pytest.mark.parametrize(
    ("seasons", "expected"),
    [
        pytest.param(
            [season(n, {"a": WRONG, "b": WRONG}) for n in range(LEAST_SHARED)],
            {"b": "a"},
            id="the same mistakes",
        ),
        pytest.param(
            [season(n, {"b": WRONG, "a": WRONG}) for n in range(LEAST_SHARED)],
            {"a": "b"},
            id="the first to make them leads",
        ),
        pytest.param(
            [season(n, {"a": WRONG, "b": WRONG}) for n in range(LEAST_SHARED - 1)],
            {},
            id="too few to tell",
        ),
        pytest.param(
            [season(n, {"a": WRONG, "b": OTHERWISE}) for n in range(LEAST_SHARED + 2)],
            {},
            id="each wrong in its own way",
        ),
        pytest.param([season(n, {}, right=("a", "b")) for n in range(9)], {}, id="right together"),
        pytest.param(
            [
                *(season(n, {"a": WRONG, "b": WRONG}) for n in range(LEAST_SHARED)),
                *(season(9 + n, {"a": WRONG}, right=("b",)) for n in range(9)),
                *(season(19 + n, {"b": WRONG}, right=("a",)) for n in range(9)),
            ],
            {},
            id="most mistakes their own",
        ),
        pytest.param(
            [
                *(season(n, {"a": WRONG, "b": WRONG}) for n in range(LEAST_SHARED)),
                *(season(9 + n, {"a": WRONG}, right=("b",)) for n in range(9)),
            ],
            {},
            id="one errs mostly without the other",
        ),
        pytest.param(
            [season(n, {"a": WRONG, "b": WRONG, "c": WRONG}) for n in range(LEAST_SHARED)],
            {"b": "a", "c": "a"},
            id="all follow the first",
        ),
    ],
)
def test_who_follows_whom(seasons: list[Heard], expected: dict[str, str]) -> None:
    assert found(seasons) == expected


def contested(numbers: Iterable[int]) -> tuple[list[Claim], dict[str, Article]]:
    """A show for each number: five sites against two that are wrong together, day by day."""
    pages = [
        page(
            f"{site}-{n}",
            RENEWED if site in ("echo", "parrot") else CANCELLED,
            day=FIRST + timedelta(days=after),
            site=f"{site}.example",
        )
        for n in numbers
        for after, site in enumerate(["one", "two", "echo", "parrot", "three", "four", "five"])
    ]
    claims = [show_of(claim) for one in pages for claim in one.claims]
    return claims, {one.article.id: one.article for one in pages}


def test_who_follows_is_learned_from_the_articles_on() -> None:
    claims, articles = contested(range(LEAST_SHARED))
    book = learn_book(claims, articles, as_of=FIRST + timedelta(days=60))
    assert dict(book.circle.follows) == {"parrot.example": "echo.example"}


def test_followers_count_as_one() -> None:
    """Two who have all that they say from each other have one voice; of half, 1 / 1.5 each."""
    claims, articles = contested([0])
    told = {
        share: hear(evidence, circle_of_two(share))
        for share in (0.0, 0.5, 1.0)
        for evidence in [gather(ask(claims).popitem()[1], articles)]
    }
    of_two = {
        share: [w.weight for w in heard.words if w.state == STATES.index(WRONG)]
        for share, heard in told.items()
    }
    alone = of_two[0.0]
    assert of_two[1.0] == pytest.approx([weight / 2 for weight in alone])
    assert of_two[0.5] == pytest.approx([weight / 1.5 for weight in alone])
    rest = [
        [w.weight for w in heard.words if w.state == STATES.index(RIGHT)] for heard in told.values()
    ]
    assert rest == [rest[0]] * 3


def circle_of_two(share: float) -> Circle:
    echo, parrot = "echo.example", "parrot.example"
    return Circle(depends={echo: {parrot: share}, parrot: {echo: share}})


def show_of(claim: Claim) -> Claim:
    """The number of a page is that of its show."""
    return replace(claim, show=f"Show {claim.article_id.rpartition('-')[2]}")
