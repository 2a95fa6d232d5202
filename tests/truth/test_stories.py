"""What a circle tells alike is told from what is the case."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_samples import RENEWED, page
from worlds_of_words import AS_OF, FIRST, told_seasons

from nextseason.domain import Certainty, RenewalStatus
from nextseason.truth.histories import CANCELLED as IS_CANCELLED
from nextseason.truth.histories import RENEWED as IS_RENEWED
from nextseason.truth.learning import learn_sources
from nextseason.truth.renewal import weigh_renewal
from nextseason.truth.sources import EMPTY_BOOK, PRIORS, SourceKind
from nextseason.truth.sources import SourceBook as Book
from nextseason.truth.stories import possible_stories
from nextseason.truth.testimony import Testimony as Heard
from nextseason.truth.testimony import Word, form_of

CLAIM = page("page", RENEWED).claims[0]
ON, OVER, OPEN = RenewalStatus.RENEWED, RenewalStatus.CANCELLED, RenewalStatus.PENDING


def heard(*said: tuple[str, RenewalStatus], denied: bool = False) -> Heard:
    words = tuple(
        Word(
            claim=CLAIM,
            source=source,
            cited=None,
            day=FIRST + timedelta(days=n),
            form=form_of(state, Certainty.STATED, denied=denied),
            weight=1.0,
        )
        for n, (source, state) in enumerate(said)
    )
    return Heard(show="Harbour Lights", season=2, words=words)


@pytest.mark.parametrize(
    ("testimony", "states"),
    [
        pytest.param(heard(("a", ON), ("b", ON), ("c", OVER)), {IS_RENEWED}, id="two against one"),
        pytest.param(heard(("a", ON), ("a", ON), ("c", OVER)), set(), id="one source twice"),
        pytest.param(heard(("a", ON), ("b", ON)), set(), id="nobody contradicts"),
        pytest.param(heard(("a", OPEN), ("b", OPEN), ("c", ON)), set(), id="no decision"),
        pytest.param(
            heard(("a", ON), ("b", ON), ("c", OVER), ("d", OVER)),
            {IS_RENEWED, IS_CANCELLED},
            id="either may be one",
        ),
        pytest.param(heard(("a", ON), ("b", ON), ("c", OVER), denied=True), set(), id="denials"),
    ],
)
def test_what_may_be_a_story(testimony: Heard, states: set[int]) -> None:
    assert set(possible_stories(testimony)) == states


def book(**joins: float) -> Book:
    plain = PRIORS[SourceKind.DATED]
    return replace(
        EMPTY_BOOK, traits={name: plain._replace(story=chance) for name, chance in joins.items()}
    )


CONTESTED = heard(("a", OVER), ("b", OVER), ("x", ON), ("y", ON), ("z", ON))


def test_a_known_circle_is_outweighed_by_fewer() -> None:
    known = weigh_renewal(CONTESTED, book(x=0.9, y=0.9, z=0.9), as_of=AS_OF)
    unknown = weigh_renewal(CONTESTED, book(), as_of=AS_OF)
    assert known.now[IS_CANCELLED] > 0.8
    assert known.now[IS_CANCELLED] > unknown.now[IS_CANCELLED] + 0.2


@given(a=st.floats(0.001, 0.95), x=st.floats(0.001, 0.95))
def test_chances_of_following_are_chances(a: float, x: float) -> None:
    weighed = weigh_renewal(CONTESTED, book(a=a, x=x), as_of=AS_OF)
    why = weighed.weighed.causes()
    assert (why.joins >= 0).all()
    assert (why.joins <= why.stories + 1e-12).all()
    assert (why.stories <= 1 + 1e-12).all()
    assert why.origins.total + why.joins == pytest.approx(np.ones(5))  # each word has a cause


@pytest.mark.parametrize("seed", range(3))
def test_half_of_the_sources_may_be_a_circle(seed: int) -> None:
    """In the first of these worlds learning begins on the wrong side."""
    true = np.full((12, 4), 0.03)
    true[:6, 3] = 0.95
    seasons = told_seasons(np.random.default_rng(seed), true, n_seasons=80, n_words=6)
    learned = learn_sources(seasons, as_of=AS_OF)
    joins = [learned.traits_of(f"site-{n}.example").story for n in range(12)]
    assert np.mean(joins[:6]) > 2 * np.mean(joins[6:])
