"""Who shares another's mistakes follows it; who is right beside it does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from truth_samples import CANCELLED, RENEWED, page

from nextseason.domain import Certainty, Claim, RenewalStatus
from nextseason.truth import learn_book
from nextseason.truth.copying import LEAST_SHARED
from nextseason.truth.dependence import leaders, shared_errors
from nextseason.truth.renewal import weigh_renewal
from nextseason.truth.sources import EMPTY_BOOK
from nextseason.truth.testimony import Testimony as Heard
from nextseason.truth.testimony import Word, form_of

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
            [season(n, {"a": WRONG, "b": WRONG, "c": WRONG}) for n in range(LEAST_SHARED)],
            {"b": "a", "c": "a"},
            id="all follow the first",
        ),
    ],
)
def test_who_follows_whom(seasons: list[Heard], expected: dict[str, str]) -> None:
    assert found(seasons) == expected


def test_followers_count_as_one() -> None:
    """From the articles on: two sites that are wrong together, beside two of their own."""
    pages = [
        page(
            f"{site}-{n}",
            RENEWED if site in ("echo", "parrot") else CANCELLED,
            day=FIRST + timedelta(days=after),
            site=f"{site}.example",
        )
        for n in range(LEAST_SHARED)
        for after, site in enumerate(["one", "two", "echo", "parrot", "three", "four", "five"])
    ]
    claims = [show_of(claim) for one in pages for claim in one.claims]
    articles = {one.article.id: one.article for one in pages}
    book = learn_book(claims, articles, as_of=FIRST + timedelta(days=60))
    assert dict(book.circle.follows) == {"parrot.example": "echo.example"}


def show_of(claim: Claim) -> Claim:
    return replace(claim, show=f"Show {claim.article_id[-1]}")
