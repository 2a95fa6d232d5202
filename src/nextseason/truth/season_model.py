"""One season's order, weighed: which histories its testimony leaves probable, and why.

Testimony + traits of the sources -> Weighed.  Exact: all histories are listed, and given one
the words are independent of each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from nextseason.truth.histories import STATES, Floats, Histories, possible_histories
from nextseason.truth.reporting import (
    STORY,
    Origins,
    Traits,
    Views,
    Wordings,
    origins,
    told_as,
    views,
)
from nextseason.truth.stories import Bools, Heard, follow_stories, hear_stories, possible_stories
from nextseason.truth.testimony import Testimony, Word

# Words that repeat others weigh less than one by rules that are careful, so that log-odds come out
# too near 0.  The factor by which they must grow has the best log score on simulated worlds.
SHARPER = 1.5
SMALLEST = 1e-12  # a chance below which nothing is told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A season's testimony with all that does not hang on what its sources are like."""

    testimony: Testimony
    histories: Histories
    views: Views
    stories: dict[int, Bools]  # see `possible_stories`


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What is known of one season's order."""

    prepared: Prepared
    posterior: Floats  # (n_histories,)
    origins: Origins  # chances of each word by its origin, (n_words, n_histories)
    chances: Floats  # ... by any
    traits: Floats  # that each word was weighed with, (n_words, 4)
    heard: Heard
    story: Floats  # chance of each word to be as it is because of a story: (n_words,)

    @property
    def now(self) -> Floats:
        """Chance of each of STATES on the last day."""
        return _sharpened(_on_last_day(self.prepared.histories, self.posterior))

    def course(self) -> list[tuple[date, Floats]]:
        """Chance of each of STATES on every day that something was said on, and the last."""
        days = [date.fromordinal(int(day)) for day in self.prepared.histories.days]
        return list(zip(days, _sharpened(self._on_days()), strict=True))

    def chance_right(self) -> Floats:
        """Chance that each word's state was the season's on the word's own day: (n_words,)."""
        on_day: Floats = np.einsum("wd,ds->ws", self.prepared.views.fresh, self._on_days())
        words = self.prepared.testimony.words
        named = on_day[np.arange(len(words)), [word.state for word in words]]
        return np.where([word.denied for word in words], 1.0 - named, named)

    @property
    def evidence(self) -> float:
        """Log-chance of all words."""
        return float(np.logaddexp.reduce(self.heard.log_chances))

    def follow(self) -> tuple[Floats, Floats]:
        """How far the words follow stories: see `follow_stories`."""
        return follow_stories(self.heard, self.chances, self.story, self.traits[:, STORY])

    def _on_days(self) -> Floats:
        """Chance of each of STATES on each day: (n_days, 4)."""
        states = self.prepared.histories.states
        return np.stack(
            [
                np.where(states == s, self.posterior[:, None], 0.0).sum(0)
                for s in range(len(STATES))
            ],
            axis=1,
        )

    def chance_stale(self) -> Floats:
        """Chance that each word told of a day before its own: (n_words,)."""
        own, _ = self.follow()
        chances: Floats = np.sum(self.origins.stale / self.chances * own * self.posterior, axis=1)
        return chances


def prepare(testimony: Testimony, as_of: date) -> Prepared:
    """The season's histories up to the last dated word, or to `as_of` where none is dated.

    That a decision was made of which nobody has written is for the forecast to say.
    """
    days = [word.day for word in testimony.words if word.day and word.day <= as_of]
    histories = possible_histories(days or [as_of], testimony.premiere, dated=bool(days))
    return Prepared(
        testimony=testimony,
        histories=histories,
        stories=possible_stories(testimony),
        views=views(testimony, histories.days, as_of.toordinal()),
    )


def weigh_season(
    prepared: Prepared, traits_of: Callable[[str], Traits], wordings: Wordings
) -> Weighed:
    """The histories that the words leave probable."""
    traits = np.array([_traits(word, traits_of) for word in prepared.testimony.words])
    by_origin = origins(prepared.testimony, prepared.histories, prepared.views, traits, wordings)
    weights = np.array([word.weight for word in prepared.testimony.words])
    chances = np.maximum(by_origin.total, SMALLEST)
    story = traits[:, STORY] * told_as(prepared.testimony, wordings)
    heard = hear_stories(
        prepared.stories,
        chances,
        story,
        traits[:, STORY],
        weights,
        prepared.histories.log_prior,
    )
    left = heard.log_chances
    return Weighed(
        prepared=prepared,
        posterior=np.exp(left - np.logaddexp.reduce(left)),
        origins=by_origin,
        chances=chances,
        traits=traits,
        heard=heard,
        story=story,
    )


def _traits(word: Word, traits_of: Callable[[str], Traits]) -> Traits:
    """Those of who says it; how often it is noise hangs as much on who is cited."""
    own = traits_of(word.source)
    if word.cited is None:
        return own
    odds = [t.noise / (1.0 - t.noise) for t in (own, traits_of(word.cited))]
    both = float(np.sqrt(odds[0] * odds[1]))
    return own._replace(noise=both / (1.0 + both))


def _on_last_day(histories: Histories, posterior: Floats) -> Floats:
    chances = np.bincount(histories.last, weights=posterior, minlength=len(STATES))
    return chances.astype(np.float64)


def _sharpened(chances: Floats) -> Floats:
    """Calibrated chances of the states, which lie along the last axis."""
    grown = np.maximum(chances, SMALLEST) ** SHARPER
    sharpened: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return sharpened
