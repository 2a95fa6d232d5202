"""Stories: what several sources tell alike, whatever is the case.

Testimony + chances of its words under each history -> chances of each story and history.  A
season may have a story: a decision that a circle of sources tells of, made or not.  Each
source joins in with a chance of its own, which is learned as its other traits are: who tells
the stories of many seasons is soon known, and those who never do outweigh a circle that is
larger than they are.  Of a word that follows the story nothing is to be learned of the season.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.truth.histories import STATES, UNDECIDED, Floats
from nextseason.truth.testimony import Testimony

STORY = 0.3  # of the seasons on which sources contradict each other, those that have a story
LEAST_TELLERS = 2  # sources; what one says alone is no story

Bools = NDArray[np.bool_]


class Told(NamedTuple):
    """What is known of a season's history once its stories are seen."""

    log_chances: Floats  # (n_histories,) of all words, up to a constant
    own: Floats  # (n_words, n_histories) chance that the word, in this history, follows no story
    joins: Floats  # (n_words, 2) chance that it follows one; that there is one to follow


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
    stories: dict[int, Bools], chances: Floats, told: Floats, joins: Floats, weights: Floats,
    log_prior: Floats,
) -> Told:
    """What the words say of the histories, whichever of the stories is about.

    Parameters
    ----------
    chances : (n_words, n_histories)
        Of each word that follows no story.
    told : (n_words,)
        Of each word's form among those in which its state is told.
    joins : (n_words,)
        Chance that the word's source follows a story that there is.
    weights : (n_words,)
        Of the words.
    """
    logs = np.log(chances)
    plain = log_prior + np.einsum("w,wh->h", weights, logs)
    own = np.ones_like(chances)
    lefts = [plain + np.log1p(-STORY * len(stories) / (len(STATES) - 1))]
    shares = {}
    for state, telling in stories.items():
        mixed = (1.0 - joins[telling, None]) * chances[telling]
        story = (joins * told)[telling, None]
        silent = float(weights[~telling] @ np.log1p(-joins[~telling]))
        shares[state] = story / (mixed + story)
        gain = np.einsum("w,wh->h", weights[telling], np.log(mixed + story) - logs[telling])
        lefts.append(plain + gain + silent + np.log(STORY / (len(STATES) - 1)))
    left = np.stack(lefts)
    total = np.logaddexp.reduce(left, axis=0)
    beside = np.exp(left - total)  # of each story, in each history
    posterior = np.exp(total - np.logaddexp.reduce(total))
    counted = np.zeros((len(weights), 2))
    for at, (state, telling) in enumerate(stories.items(), start=1):
        follows = beside[at] * shares[state]
        own[telling] -= follows
        counted[telling, 0] += follows @ posterior
        counted[:, 1] += beside[at] @ posterior
    return Told(total, own, counted)


def _telling(testimony: Testimony, state: int) -> Bools:
    return np.array([word.state == state and not word.denied for word in testimony.words])
