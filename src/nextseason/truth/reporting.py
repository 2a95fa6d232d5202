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

from nextseason.truth.histories import (
    STATES,
    TURNS_INTO,
    UNDECIDED,
    Floats,
    Histories,
    Ordinals,
    Places,
)
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

    def before(self) -> "Views":
        """Over the days before each, and over all: (n_words, n_days + 1)."""
        return Views(_summed(self.fresh), _summed(self.stale))


class Saying(NamedTuple):
    """How likely each word is to be said as it is, by what it tells of."""

    fresh: Floats  # (n_words,) chance to be fresh
    stale: Floats  # (n_words,) ... and stale
    noise: Floats  # (n_words,) ... and noise in this form
    guess: Floats  # (n_words,) of this form, and a guess, where nothing is decided
    plain: Floats  # (n_words, 4) of this form, and no guess, where it tells of each state

    @property
    def said(self) -> Floats:
        """Of this form where it tells of each state: (n_words, 4)."""
        either = self.plain.copy()
        either[:, UNDECIDED] += self.guess
        return either


class Origins(NamedTuple):
    """Chance of each word by its origin, (n_words,) each."""

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
    dated = np.array([word.day is not None for word in testimony.words])
    last = np.array([min(as_of, _latest(word, as_of)) for word in testimony.words])
    on_days = np.empty((len(last), len(days)))
    on_days[dated] = _on_a_day(last[dated], days)
    on_days[~dated] = _until(last[~dated], days, as_of)
    return Views(on_days, np.einsum("wd,de->we", on_days, _lag(days)))


def saying(forms: Places, traits: Floats, wordings: Wordings) -> Saying:
    """How likely each word is to be said as it is.

    Parameters
    ----------
    forms : (n_words,) array
        In which each is said.
    traits : (n_words, 4) array
        Those of each word's source.
    """
    noise, stale, guess = traits[:, NOISE], traits[:, STALE], traits[:, GUESS]
    plain = wordings.of_state.T[forms]
    plain[:, UNDECIDED] *= 1.0 - guess
    return Saying(
        fresh=(1.0 - noise) * (1.0 - stale),
        stale=(1.0 - noise) * stale,
        noise=noise * wordings.of_noise[forms],
        guess=guess * wordings.of_guess[forms],
        plain=plain,
    )


def in_histories(told: Saying, before: Views, histories: Histories) -> Floats:
    """Chance of each word in each history, of whatever origin: (n_words, n_histories).

    Each history is a few runs of days in one state, so that sums over the days up to each are
    all that is needed: one for where the first run ends, one for where the second does.
    """
    days = told.fresh[:, None] * before.fresh + told.stale[:, None] * before.stale
    opens, turns = (part[:, None, :] for part in _steps(told.said))
    ends = days[:, :, None] * opens + told.noise[:, None, None]
    ends_again = days[:, :, None] * turns + days[:, -1:, None] * told.said[:, None, TURNS_INTO]
    flat = len(days), -1
    total: Floats = ends.reshape(flat).take(histories.first * N_STATES + histories.decided, axis=1)
    total += ends_again.reshape(flat).take(histories.second * N_STATES + histories.decided, axis=1)
    return total


def origins(told: Saying, seen: Views, states: Floats) -> Origins:
    """Chance of each word by its origin, given how much it is in each state on each day.

    Parameters
    ----------
    states : (n_words, n_days, 4)
        Of one history: 1 for the state that each day is in.  Of several: their sum.
    """
    fresh, stale = (np.einsum("wd,wds->ws", days, states) for days in seen)
    undecided = told.fresh * fresh[:, UNDECIDED]
    return Origins(
        noise=told.noise * states[:, 0].sum(axis=-1),
        fresh=told.fresh * np.einsum("ws,ws->w", fresh, told.plain),
        stale=told.stale * np.einsum("ws,ws->w", stale, told.said),
        guess=told.guess * undecided,
        undecided=told.plain[:, UNDECIDED] * undecided,
    )


def _steps(chances: Floats) -> tuple[Floats, Floats]:
    """By how much a day counts more before each change than after it: (n_words, 4) each."""
    return chances[:, :1] - chances, chances - chances[:, TURNS_INTO]


def _summed(days: Floats) -> Floats:
    """Over the days before each, and over all: (n_words, n_days + 1)."""
    return np.concatenate((np.zeros((len(days), 1)), np.cumsum(days, axis=1)), axis=1)


def _latest(word: Word, as_of: int) -> int:
    day = word.day or word.no_later
    return day.toordinal() if day else as_of


def _on_a_day(day: Ordinals, grid: Ordinals) -> Floats:
    """Chance that a word of a day is of each day of the grid."""
    chances = np.zeros((len(day), len(grid)))
    rows = np.arange(len(day))
    chances[rows, _place(day, grid)] = 1.0 - MORNING
    chances[rows, _place(day - 1, grid)] += MORNING
    return chances


def _until(latest: Ordinals, grid: Ordinals, as_of: int) -> Floats:
    """Chance that an undated word is of each day of the grid."""
    ends = np.append(grid[1:], as_of + 1)
    days = np.clip(np.minimum(ends, latest[:, None] + 1) - grid, 0, None).astype(np.float64)
    none = ~days.any(axis=1)
    days[none, _place(latest[none], grid)] = 1.0
    chances: Floats = days / days.sum(axis=1, keepdims=True)
    return chances


def _place(day: Ordinals, grid: Ordinals) -> Places:
    """The last day of the grid by then; the first for what lies before."""
    return np.maximum(0, np.searchsorted(grid, day, side="right") - 1)


def _lag(grid: Ordinals) -> Floats:
    """Row i: chance that a stale word of day i tells of each day before it."""
    days_back = grid[:, None] - grid[None, :]
    reached = np.exp(-np.maximum(days_back, 0) / STALE_DAYS)  # chance to look back beyond day j
    reached[:, 0] = 0.0  # nothing is known from before the first
    beyond = np.append(reached[:, 1:], np.zeros((len(grid), 1)), axis=1)
    chances: Floats = np.tril(beyond - reached, -1)
    chances[0, 0] = 1.0
    return chances
