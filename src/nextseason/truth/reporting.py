"""How sources come to say what they say: the likelihood of each word under each history.

Testimony + Histories + traits of the sources -> likelihoods.  A word has one of four origins:

- `fresh`: the source tells how things stand on its day;
- `stale`: it tells how they stood some time before, since old pages stay online;
- `guess`: nothing is decided, and the source tells what it expects as if it were;
- `noise`: it is made up or misread, and says nothing about the season.

How often a source does each is its traits.  In which words each state is told, and each kind of
nonsense, is common to all sources (`Wordings`, fitted on seasons whose history is known).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from nextseason.truth.histories import STATES, TURNS_INTO, UNDECIDED, Floats, Histories, Ordinals
from nextseason.truth.testimony import Testimony, Word

STALE_DAYS = 120.0  # by which a stale word is behind, on average
MORNING = 0.1  # of the fresh words are written on the eve of their day
N_STATES = len(STATES)

NOISE, STALE, GUESS, STORY = range(4)  # the traits' columns


class Traits(NamedTuple):
    """How often a source's words are of each origin, each in 0-1.

    Where a season has a story, a word follows it with the chance `story` (see `stories`).  Else
    a word is noise with the chance `noise`; else it is stale with the chance `stale`; and where
    it then tells of a season that is undecided, it is a guess with the chance `guess`.
    """

    noise: float
    stale: float
    guess: float
    story: float = 0.0


@dataclass(frozen=True, slots=True)
class Wordings:
    """The forms in which things are said: each row is a distribution over the forms."""

    of_state: Floats  # (4, N_FORMS), by state
    of_guess: Floats  # (N_FORMS,)
    of_noise: Floats  # (N_FORMS,)


class Views(NamedTuple):
    """Which days each word may tell of, as (n_words, n_days) chances."""

    fresh: Floats  # chance that the word is of that day
    stale: Floats  # ... and that a stale word tells of it


class Origins(NamedTuple):
    """Chance of a word by its origin, each (n_words, n_histories)."""

    noise: Floats
    fresh: Floats
    stale: Floats
    guess: Floats
    undecided: Floats  # of the fresh: those that tell, as it is, that nothing is decided

    @property
    def total(self) -> Floats:
        return self.noise + self.fresh + self.stale + self.guess


@cache
def shipped_wordings() -> Wordings:
    """The wordings that come with the package; their card stands in docs/models.md."""
    text = files("nextseason.truth").joinpath("wordings.json").read_text("utf-8")
    data = json.loads(text)
    return Wordings(*(_distributions(data[name]) for name in ("of_state", "of_guess", "of_noise")))


def _distributions(rounded: list[float] | list[list[float]]) -> Floats:
    """What is kept with few digits adds up to 1 again."""
    kept = np.array(rounded)
    chances: Floats = kept / kept.sum(axis=-1, keepdims=True)
    return chances


def views(testimony: Testimony, days: Ordinals, as_of: int) -> Views:
    """Which of the days each word tells of; `as_of` is an ordinal.

    The day of an undated word may be any, up to the day on which it was got or that is asked about.
    """
    on_days = np.stack([_days_of(word, days, as_of) for word in testimony.words])
    return Views(on_days, np.einsum("wd,de->we", on_days, _lag(days)))


def origins(
    testimony: Testimony, histories: Histories, seen: Views, traits: Floats, wordings: Wordings
) -> Origins:
    """Chance of each word in each history, by its origin.

    Parameters
    ----------
    traits : (n_words, 4) array
        Those of each word's source.
    """
    forms = np.array([word.form for word in testimony.words])
    noise, stale, guess = (traits[:, i, None] for i in range(3))
    fresh = (1.0 - noise) * (1.0 - stale)
    plain = wordings.of_state.T[forms]  # (n_words, 4)
    plain[:, UNDECIDED, None] *= 1.0 - guess
    guessed = guess * wordings.of_guess[forms, None]
    said = plain.copy()
    said[:, UNDECIDED, None] += guessed
    undecided = _summed(fresh * seen.fresh)[:, histories.first]
    return Origins(
        noise=np.broadcast_to(noise * wordings.of_noise[forms, None], undecided.shape),
        fresh=_along(histories, seen.fresh, fresh * plain),
        stale=_along(histories, seen.stale, (1.0 - noise) * stale * said),
        guess=guessed * undecided,
        undecided=plain[:, UNDECIDED, None] * undecided,
    )


def told_as(testimony: Testimony, wordings: Wordings) -> Floats:
    """Chance of each word's form where its state is told: (n_words,)."""
    return np.array([wordings.of_state[word.state, word.form] for word in testimony.words])


def _along(histories: Histories, days: Floats, chances: Floats) -> Floats:
    """Chance of each word in each history: (n_words, n_histories).

    Each history is a few runs of days in one state, so that sums over the days up to each are
    all that is needed.

    Parameters
    ----------
    days : (n_words, n_days)
        Chance that the word tells of the day.
    chances : (n_words, 4)
        Chance of the word if the season is in that state.
    """
    until = _summed(days)[:, :, None] * chances[:, None, :]  # (n_words, n_days + 1, 4)
    opens = until[:, :, :1] - until
    turns = until[:, -1:, TURNS_INTO] + until - until[:, :, TURNS_INTO]
    flat = len(chances), -1
    total: Floats = opens.reshape(flat)[:, histories.first * N_STATES + histories.decided]
    total += turns.reshape(flat)[:, histories.second * N_STATES + histories.decided]
    return total


def _summed(days: Floats) -> Floats:
    """Over the days before each, and over all: (n_words, n_days + 1)."""
    return np.concatenate((np.zeros((len(days), 1)), np.cumsum(days, axis=1)), axis=1)


def _days_of(word: Word, grid: Ordinals, as_of: int) -> Floats:
    """Chance that the word is of each day of the grid: one day, or many for an undated one."""
    if word.day is not None:
        day = min(word.day.toordinal(), as_of)
        return (1.0 - MORNING) * _on(grid, day) + MORNING * _on(grid, day - 1)
    latest = min(as_of, word.no_later.toordinal()) if word.no_later else as_of
    ends = np.append(grid[1:], as_of + 1)
    days = np.clip(np.minimum(ends, latest + 1) - grid, 0, None)
    chances: Floats = days / days.sum() if days.any() else _on(grid, latest)
    return chances


def _on(grid: Ordinals, day: int) -> Floats:
    chances = np.zeros(len(grid))
    chances[max(0, int(np.searchsorted(grid, day, side="right")) - 1)] = 1.0
    return chances


def _lag(grid: Ordinals) -> Floats:
    """Row i: chance that a stale word of day i tells of each day before it."""
    days_back = grid[:, None] - grid[None, :]
    reached = np.exp(-np.maximum(days_back, 0) / STALE_DAYS)  # chance to look back beyond day j
    reached[:, 0] = 0.0  # nothing is known from before the first
    beyond = np.append(reached[:, 1:], np.zeros((len(grid), 1)), axis=1)
    chances: Floats = np.tril(beyond - reached, -1)
    chances[0, 0] = 1.0
    return chances
