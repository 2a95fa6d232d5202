"""Words come about in four ways, and each way is a distribution over what can be said."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_samples import RENEWED as ORDERED
from truth_samples import page

from nextseason.domain import Certainty, RenewalStatus
from nextseason.truth.histories import (
    CANCELLED,
    LEAD_DAYS,
    RENEWED,
    UNDECIDED,
    Histories,
    possible_histories,
)
from nextseason.truth.reporting import (
    MORNING,
    STALE_DAYS,
    Origins,
    Saying,
    Traits,
    Views,
    in_histories,
    origins,
    saying,
    shipped_wordings,
    views,
)
from nextseason.truth.testimony import N_FORMS, Word, form_of
from nextseason.truth.testimony import Testimony as Heard

FIRST = date(2027, 3, 1)
CLAIM = page("page", ORDERED).claims[0]
CHANCES = st.floats(0.001, 0.999)
TRAITS = st.builds(Traits, CHANCES, CHANCES, CHANCES)
DAYS = st.none() | st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))
MONTHS = [FIRST + timedelta(days=30 * n) for n in range(4)]


def word(form: int = 0, *, day: date | None = FIRST, no_later: date | None = None) -> Word:
    return Word(
        claim=CLAIM,
        source="page.example",
        cited=None,
        day=day,
        no_later=no_later,
        form=form,
        weight=1.0,
    )


def told(words: list[Word], traits: Traits, histories: Histories | None = None) -> Origins:
    """The chances of each word in each history: (n_words, n_histories)."""
    histories = histories or possible_histories(MONTHS)
    how, seen = heard(words, traits, histories)
    states = np.eye(4)[histories.states]
    in_each = [origins(how, seen, np.stack([one] * len(words))) for one in states]
    return Origins(*(np.stack(part, axis=1) for part in zip(*in_each, strict=True)))


def heard(words: list[Word], traits: Traits, histories: Histories) -> tuple[Saying, Views]:
    testimony = Heard(show="Harbour Lights", season=2, words=tuple(words))
    seen = views(testimony, histories.days, MONTHS[-1].toordinal())
    forms = np.array([word.form for word in words])
    return saying(forms, np.array([traits] * len(words)), shipped_wordings()), seen


def row_of(histories: Histories, *states: int) -> int:
    """The place of the history with these states on the days given, undecided before."""
    wanted = [UNDECIDED] * len(LEAD_DAYS) + list(states)
    return int(np.flatnonzero((histories.states == wanted).all(axis=1))[0])


def test_every_form_has_its_number() -> None:
    forms = {
        form_of(status, certainty, denied=denied)
        for status in RenewalStatus
        for certainty in Certainty
        for denied in (False, True)
    }
    assert forms == set(range(N_FORMS))


def test_wordings_are_distributions() -> None:
    known = shipped_wordings()
    for rows in (known.of_state, known.of_guess, known.of_noise):
        assert rows.sum(axis=-1) == pytest.approx(1.0, abs=1e-12)
        assert (rows >= 0).all()


@given(TRAITS, DAYS, DAYS)
def test_in_any_history_something_is_said(
    traits: Traits, day: date | None, no_later: date | None
) -> None:
    forms = [word(form, day=day, no_later=no_later) for form in range(N_FORMS)]
    found = told(forms, traits)
    assert found.total.sum(axis=0) == pytest.approx(1.0)
    assert found.noise.sum(axis=0) == pytest.approx(traits.noise)
    assert found.stale.sum(axis=0) == pytest.approx((1 - traits.noise) * traits.stale)
    assert min(part.min() for part in found) >= 0


@given(TRAITS, DAYS)
def test_guesses_are_of_what_is_undecided(traits: Traits, day: date | None) -> None:
    histories = possible_histories(MONTHS)
    forms = [word(form, day=day) for form in range(N_FORMS)]
    guessed = told(forms, traits, histories).guess.sum(axis=0)
    always = row_of(histories, *[UNDECIDED] * 4)
    never = np.flatnonzero((histories.states != UNDECIDED).all(axis=1))
    assert guessed[always] == pytest.approx((1 - traits.noise) * (1 - traits.stale) * traits.guess)
    assert guessed[never] == pytest.approx(0.0)


def seen_states(
    of: Word, histories: Histories, as_of: date = MONTHS[-1] + timedelta(days=30)
) -> tuple[np.ndarray, np.ndarray]:
    """Chance that a fresh word, and a stale one, sees each state in each history."""
    alone = Heard(show="Harbour Lights", season=2, words=(of,))
    seen = views(alone, histories.days, as_of.toordinal())
    in_state = [histories.states == state for state in range(4)]
    fresh, stale = (np.array([held @ days[0] for held in in_state]) for days in seen)
    return fresh, stale


@pytest.mark.parametrize(
    ("of", "chance"),
    [
        pytest.param(word(day=MONTHS[0]), 0.0, id="before it happened"),
        pytest.param(word(day=MONTHS[1]), 1 - MORNING, id="on its day, the eve left over"),
        pytest.param(word(day=MONTHS[2]), MORNING, id="on the day that it was taken back"),
        pytest.param(word(day=MONTHS[1] + timedelta(days=9)), 1.0, id="between two days"),
        pytest.param(word(day=MONTHS[3] + timedelta(days=9)), 0.0, id="after all days"),
        pytest.param(word(day=None, no_later=MONTHS[1] - timedelta(days=1)), 0.0, id="got before"),
    ],
)
def test_a_fresh_word_sees_its_own_day(of: Word, chance: float) -> None:
    histories = possible_histories(MONTHS)
    # Renewed on the second day, taken back on the third (when some still write on the eve).
    row = row_of(histories, UNDECIDED, RENEWED, CANCELLED, CANCELLED)
    fresh, _ = seen_states(of, histories)
    assert fresh[RENEWED, row] == pytest.approx(chance)


def test_an_undated_word_may_be_of_any_day_until_it_was_got() -> None:
    histories = possible_histories(MONTHS)
    row = row_of(histories, UNDECIDED, RENEWED, RENEWED, RENEWED)
    got = MONTHS[2]
    fresh, _ = seen_states(word(day=None, no_later=got), histories)
    days_known = (got - MONTHS[1]).days + 1
    days_all = (got - MONTHS[0]).days + LEAD_DAYS[0] + 1
    assert fresh[RENEWED, row] == pytest.approx(days_known / days_all)


def test_a_stale_word_tells_of_a_day_before() -> None:
    histories = possible_histories(MONTHS)
    last = word(day=MONTHS[3] + timedelta(days=5))
    just_now = row_of(histories, UNDECIDED, UNDECIDED, UNDECIDED, RENEWED)
    _, stale = seen_states(last, histories)
    assert stale[RENEWED, just_now] == 0.0
    assert stale.sum(axis=0) == pytest.approx(1.0)
    # It looks back by an exponential time from the last day that something happened on.
    known = row_of(histories, UNDECIDED, RENEWED, RENEWED, RENEWED)
    n_days = (MONTHS[3] - MONTHS[1]).days
    assert stale[RENEWED, known] == pytest.approx(1 - np.exp(-n_days / STALE_DAYS))


@given(TRAITS, DAYS, st.integers(0, N_FORMS - 1))
def test_a_word_in_a_history_is_summed_over_its_days(
    traits: Traits, day: date | None, form: int
) -> None:
    """As in the model's definition: over each day that the word may tell of, one by one."""
    histories = possible_histories(MONTHS)
    found = told([word(form, day=day)], traits, histories)
    fresh, stale = seen_states(word(form, day=day), histories, as_of=MONTHS[-1])
    wordings = shipped_wordings()
    plain = wordings.of_state[:, form] * [1 - traits.guess, 1, 1, 1]
    guess = traits.guess * wordings.of_guess[form]
    telling = 1 - traits.noise
    assert found.fresh[0] == pytest.approx(telling * (1 - traits.stale) * plain @ fresh)
    assert found.guess[0] == pytest.approx(telling * (1 - traits.stale) * guess * fresh[UNDECIDED])
    behind = plain @ stale + guess * stale[UNDECIDED]
    assert found.stale[0] == pytest.approx(telling * traits.stale * behind)
    undecided = telling * (1 - traits.stale) * plain[UNDECIDED] * fresh[UNDECIDED]
    assert found.undecided[0] == pytest.approx(undecided)


@given(TRAITS, st.lists(st.tuples(DAYS, st.integers(0, N_FORMS - 1)), min_size=1, max_size=5))
def test_runs_of_days_sum_up_to_what_the_days_do(
    traits: Traits, said: list[tuple[date | None, int]]
) -> None:
    histories = possible_histories(MONTHS)
    words = [word(form, day=day) for day, form in said]
    how, seen = heard(words, traits, histories)
    at_once = in_histories(how, seen.before(), histories)
    assert at_once == pytest.approx(told(words, traits, histories).total, rel=1e-9, abs=1e-15)
