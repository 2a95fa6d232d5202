"""Stories: what several sources tell alike, whatever is the case.

Testimony + chances of its words under each history -> chances of each story and history.  A
season may have a story: a decision that a circle of sources tells of, made or not.  Each
source joins in with a chance of its own, which is learned as its other traits are: who tells
the stories of many seasons is soon known, and those who never do outweigh a circle that is
larger than they are.  Of a word that follows the story nothing is to be learned of the season.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.truth.histories import STATES, UNDECIDED, Floats
from nextseason.truth.testimony import Testimony

STORY = 0.3  # of the seasons on which sources contradict each other, those that have a story
N_STORIES = len(STATES) - 1  # that there may be: each decision
LEAST_TELLERS = 2  # sources; what one says alone is no story

Bools = NDArray[np.bool_]


class Heard(NamedTuple):
    """What the words say of the histories, whichever story is about."""

    stories: Mapping[int, Bools]  # see `possible_stories`
    by_story: Floats  # (1 + n_stories, n_histories) log-chances up to a constant; the first: none
    log_chances: Floats  # (n_histories,) of any story or none


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


def hear_stories(
    stories: Mapping[int, Bools],
    chances: Floats,
    story: Floats,
    joins: Floats,
    weights: Floats,
    log_prior: Floats,
) -> Heard:
    """What the words say of the histories, whichever of the stories is about.

    Parameters
    ----------
    chances : (n_words, n_histories)
        Of each word that follows no story.
    story : (n_words,)
        Chance that the word follows a story of its state that there is, and takes this form.
    joins : (n_words,)
        Chance that the word's source follows a story that there is.
    weights : (n_words,)
        Of the words.
    """
    logs = np.log(chances)
    plain = log_prior + np.einsum("w,wh->h", weights, logs)
    by_story = [plain + np.log1p(-STORY * len(stories) / N_STORIES)]
    for telling in stories.values():
        mixed = (1.0 - joins[telling, None]) * chances[telling] + story[telling, None]
        gain = np.einsum("w,wh->h", weights[telling], np.log(mixed) - logs[telling])
        silent = float(weights[~telling] @ np.log1p(-joins[~telling]))
        by_story.append(plain + gain + silent + np.log(STORY / N_STORIES))
    stacked = np.stack(by_story)
    return Heard(stories, stacked, np.logaddexp.reduce(stacked, axis=0))


def follow_stories(
    heard: Heard, chances: Floats, story: Floats, joins: Floats
) -> tuple[Floats, Floats]:
    """How far the words follow stories; parameters as of `hear_stories`.

    Returns
    -------
    (n_words, n_histories), (n_words, 2)
        Chance that the word, in this history, follows no story.  Over all histories: that
        it follows one; that there is one to follow.
    """
    own = np.ones_like(chances)
    counted = np.zeros((len(joins), 2))
    beside = np.exp(heard.by_story - heard.log_chances)
    posterior = np.exp(heard.log_chances - np.logaddexp.reduce(heard.log_chances))
    for chance, telling in zip(beside[1:], heard.stories.values(), strict=True):
        told = story[telling, None]
        follows = chance * told / ((1.0 - joins[telling, None]) * chances[telling] + told)
        own[telling] -= follows
        counted[telling, 0] += follows @ posterior
        counted[:, 1] += chance @ posterior
    return own, counted


def _telling(testimony: Testimony, state: int) -> Bools:
    return np.array([word.state == state and not word.denied for word in testimony.words])
