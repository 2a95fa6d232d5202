"""Stories: what several sources tell alike, whatever is the case.

Testimony + chances of its words under each history -> chances of each story and history.  A
season may have a story: a decision that a circle of sources tells of, made or not.  Each
source joins in with a chance of its own, which is learned as its other traits are: who tells
the stories of many seasons is soon known, and those who never do outweigh a circle that is
larger than they are.  Of a word that follows the story nothing is to be learned of the season.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.truth.histories import STATES, UNDECIDED, Floats, Places
from nextseason.truth.testimony import Testimony

STORY = 0.3  # of the seasons on which sources contradict each other, those that have a story
N_STORIES = len(STATES) - 1  # that there may be: each decision
LEAST_TELLERS = 2  # sources; what one says alone is no story

Bools = NDArray[np.bool_]


class Story(NamedTuple):
    """One decision as a story, in those of some seasons that may have it."""

    state: int
    seasons: Places
    tells: Places  # the words of these seasons that tell it, season by season
    starts: Places  # where in `tells` each of the seasons begins
    silent: Places  # the other words of these seasons
    of_silent: Places  # the season of each of them, as a place in `seasons`


def possible_stories(testimony: Testimony) -> dict[int, Bools]:
    """The states that may be a story, each with the words that tell it.

    Sources that all say the same leave nothing by which a story could be told from the truth.
    """
    tellers: dict[int, set[str]] = defaultdict(set)
    for word in testimony.words:
        if not word.denied:
            tellers[word.state].add(word.source)
    told = {state: _telling(testimony, state) for state in range(len(STATES))}
    return {
        state: telling
        for state, telling in told.items()
        if state != UNDECIDED and len(tellers[state]) >= LEAST_TELLERS and not telling.all()
    }


def stories_of(seasons: Sequence[Mapping[int, Bools]], starts: Places) -> tuple[Story, ...]:
    """Each story that any of the seasons may have.

    Parameters
    ----------
    seasons : sequence of mapping
        By season, what `possible_stories` finds.
    starts : (n_seasons,) array
        The number of the first word of each, counted over all seasons.
    """
    return tuple(
        _side_by_side(state, seasons, starts)
        for state in range(len(STATES))
        if any(state in possible for possible in seasons)
    )


def hear_stories(
    stories: Sequence[Story],
    plain: Floats,
    chances: Floats,
    told: Floats,
    joins: Floats,
    weights: Floats,
) -> Floats:
    """What the words say of the histories, whichever of the stories is about, or none.

    Parameters
    ----------
    plain : (n_seasons, n_histories)
        Log-chance of each history with its words, was there no story.
    chances : (n_words, n_histories)
        Of each word that follows no story.
    told : (n_words,)
        Chance that the word follows a story of its state that there is, and takes this form.
    joins : (n_words,)
        Chance that the word's source follows a story that there is.
    weights : (n_words,)
        Of the words.

    Returns
    -------
    (4, n_seasons, n_histories)
        Log-chances up to a constant: with no story; with the story of each decision.
    """
    by_story = np.full((len(STATES), *plain.shape), -np.inf)
    n_stories = np.zeros(len(plain))
    for story in stories:
        gain = told[story.tells, None] / chances[story.tells]
        gain += (1.0 - joins[story.tells])[:, None]
        np.log(gain, out=gain)
        gain *= weights[story.tells, None]
        kept_out = weights[story.silent] * np.log1p(-joins[story.silent])
        silent = np.bincount(story.of_silent, kept_out, len(story.seasons))
        added = np.add.reduceat(gain, story.starts, axis=0) + silent[:, None]
        by_story[story.state, story.seasons] = (
            plain[story.seasons] + added + np.log(STORY / N_STORIES)
        )
        n_stories[story.seasons] += 1
    by_story[UNDECIDED] = plain + np.log1p(-STORY * n_stories / N_STORIES)[:, None]
    return by_story


def _side_by_side(state: int, seasons: Sequence[Mapping[int, Bools]], starts: Places) -> Story:
    chosen = [n for n, possible in enumerate(seasons) if state in possible]
    telling = [seasons[n][state] for n in chosen]
    n_tells = np.array([mask.sum() for mask in telling])
    n_silent = np.array([len(mask) for mask in telling]) - n_tells
    first = [starts[n] for n in chosen]
    return Story(
        state=state,
        seasons=np.array(chosen),
        tells=np.concatenate([n + np.flatnonzero(m) for n, m in zip(first, telling, strict=True)]),
        starts=np.cumsum(n_tells) - n_tells,
        silent=np.concatenate(
            [n + np.flatnonzero(~m) for n, m in zip(first, telling, strict=True)]
        ),
        of_silent=np.repeat(np.arange(len(chosen)), n_silent),
    )


def _telling(testimony: Testimony, state: int) -> Bools:
    return np.array([word.state == state and not word.denied for word in testimony.words])
