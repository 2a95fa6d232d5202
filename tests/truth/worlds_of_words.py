"""Seasons made by the very model that weighs them: who says what, with the habits known."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from truth_samples import RENEWED, page

from nextseason.truth.histories import STATES, UNDECIDED, Floats, Places, possible_histories
from nextseason.truth.reporting import GUESS, NOISE, STALE, STORY, shipped_wordings, views
from nextseason.truth.stories import LEAST_TELLERS
from nextseason.truth.stories import STORY as STORIES
from nextseason.truth.testimony import N_FORMS, Testimony, Word

FIRST = date(2027, 3, 1)
AS_OF = FIRST + timedelta(days=400)
SPAN_DAYS = 200
CLAIM = page("page", RENEWED).claims[0]


def told_seasons(
    rng: np.random.Generator, traits: Floats, *, n_seasons: int, n_words: int
) -> list[Testimony]:
    """Seasons on each of which `n_words` sources, chosen by chance, say something.

    `traits`: (n_sources, 4); source i is `site-i.example`.
    """
    return [_season(rng, traits, f"Show {n}", n_words) for n in range(n_seasons)]


def _season(rng: np.random.Generator, traits: Floats, show: str, n_words: int) -> Testimony:
    after = np.sort(rng.choice(SPAN_DAYS, size=n_words, replace=False))
    days = [FIRST + timedelta(days=int(n)) for n in after]
    sources = rng.integers(len(traits), size=n_words)
    unsaid = Testimony(
        show=show,
        season=2,
        words=tuple(_word(int(who), day) for who, day in zip(sources, days, strict=True)),
    )
    histories = possible_histories(days)
    true = rng.choice(len(histories.states), p=np.exp(histories.log_prior))
    seen = views(unsaid, histories.days, AS_OF.toordinal())
    states = histories.states[true]
    story = int(rng.integers(1, len(STATES)))
    joins = rng.random(n_words) < traits[sources, STORY] * (rng.random() < STORIES)
    joins &= len(set(sources[joins])) >= LEAST_TELLERS  # what one says alone is no story
    words = [
        replace(
            word,
            form=_form_of_story(rng, story)
            if joins[at]
            else _form(rng, (seen.fresh[at], seen.stale[at]), states, traits[who]),
        )
        for at, (word, who) in enumerate(zip(unsaid.words, sources, strict=True))
    ]
    return replace(unsaid, words=tuple(words))


def _word(source: int, day: date) -> Word:
    return Word(
        claim=CLAIM, source=f"site-{source}.example", cited=None, day=day, form=0, weight=1.0
    )


def _form_of_story(rng: np.random.Generator, story: int) -> int:
    return int(rng.choice(N_FORMS, p=shipped_wordings().of_state[story]))


def _form(
    rng: np.random.Generator, seen: tuple[Floats, Floats], states: Places, traits: Floats
) -> int:
    wordings, (fresh, stale) = shipped_wordings(), seen
    if rng.random() < traits[NOISE]:
        return int(rng.choice(N_FORMS, p=wordings.of_noise))
    state = rng.choice(states, p=stale if rng.random() < traits[STALE] else fresh)
    guesses = state == UNDECIDED and rng.random() < traits[GUESS]
    return int(rng.choice(N_FORMS, p=wordings.of_guess if guesses else wordings.of_state[state]))
