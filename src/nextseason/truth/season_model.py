"""One season's order, weighed: which histories its testimony leaves probable, and why.

Testimony + traits of the sources -> Weighed.  Exact: all histories are listed, and given one
the words are independent of each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from nextseason.truth.blocks import SMALLEST, WeighedBlock, block_of, weigh_block
from nextseason.truth.histories import STATES, Floats, Histories
from nextseason.truth.prepared import Prepared
from nextseason.truth.reporting import NOISE, Traits, Wordings

# Words that repeat others weigh less than one by rules that are careful, so that log-odds come out
# too near 0.  The factor by which they must grow has the best log score on simulated worlds.
SHARPER = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What is known of one season's order."""

    prepared: Prepared
    weighed: WeighedBlock  # of this season alone
    traits: Floats  # that each word was weighed with, (n_words, 4)

    @property
    def posterior(self) -> Floats:
        """Chance of each history: (n_histories,)."""
        chances: Floats = self.weighed.posterior[0]
        return chances

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
        return self.weighed.causes().origins.stale


def weigh_season(
    prepared: Prepared, traits_of: Callable[[str], Traits], wordings: Wordings
) -> Weighed:
    """The histories that the words leave probable."""
    words = prepared.testimony.words
    own = np.array([traits_of(word.source) for word in words])
    cited = np.array([traits_of(word.cited or word.source) for word in words])
    traits = with_cited(own, cited)
    weighed = weigh_block(block_of([prepared]), traits, wordings)
    return Weighed(prepared=prepared, weighed=weighed, traits=traits)


def with_cited(own: Floats, cited: Floats) -> Floats:
    """Traits of those who say it; how often it is noise hangs as much on who is cited.

    Parameters
    ----------
    own, cited : (n_words, 4)
        Traits of each word's source, and of whom it cites: itself, where that is nobody known.
    """
    noise, other = own[:, NOISE], cited[:, NOISE]
    odds = np.sqrt(noise / (1.0 - noise) * (other / (1.0 - other)))
    traits = own.copy()
    traits[:, NOISE] = np.where(noise == other, noise, odds / (1.0 + odds))
    return traits


def _on_last_day(histories: Histories, posterior: Floats) -> Floats:
    chances = np.bincount(histories.last, weights=posterior, minlength=len(STATES))
    return chances.astype(np.float64)


def _sharpened(chances: Floats) -> Floats:
    """Calibrated chances of the states, which lie along the last axis."""
    grown = np.maximum(chances, SMALLEST) ** SHARPER
    sharpened: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return sharpened
