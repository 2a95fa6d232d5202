"""Seasons side by side, so that one sum is over all of their words.

Prepared seasons -> blocks -> how probable each history of each season is, and what its words
show of their sources.  Seasons of equally many days have the same histories, but for how
probable they are before any word.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nextseason.truth.histories import UNDECIDED, Floats, Histories, Places
from nextseason.truth.prepared import Prepared
from nextseason.truth.reporting import (
    STORY,
    Origins,
    Saying,
    Views,
    Wordings,
    in_histories,
    origins,
    saying,
)
from nextseason.truth.stories import Bools, Story, hear_stories, stories_of

SMALLEST = 1e-12  # a chance below which nothing is told apart
# Histories that are less probable add nothing to what is counted: there are some thousands.
LEAST_POSTERIOR = 1e-15
MOST_CELLS = 1 << 17  # words times histories of a block: what a processor's cache holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The words of some seasons, one season after the other."""

    seasons: Places  # the number of each season
    histories: Histories  # of all of them, but for what is probable
    log_prior: Floats  # (n_seasons, n_histories)
    starts: Places  # the first word of each season
    season: Places  # of each word, as a place in `seasons`
    forms: Places
    states: Places
    tells: Bools  # whether the word tells what may be a story
    weights: Floats
    before: Views
    stories: tuple[Story, ...]


class Cells(NamedTuple):
    """Words in histories that are probable for their seasons, word by word."""

    word: Places
    history: Places
    posterior: Floats
    origins: Origins
    total: Floats  # chance of the word by any origin
    own: Floats  # chance that the word follows no story


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedBlock:
    """How probable the histories of a block's seasons are."""

    block: Block
    saying: Saying
    posterior: Floats  # (n_seasons, n_histories)
    evidence: Floats  # (n_seasons,) log-chance of all words
    beside: Floats  # (4, n_seasons, n_histories) chance of no story, and of each decision's
    told: Floats  # (n_words,) chance of the word because of a story that there is
    joins: Floats  # (n_words,) chance to follow a story that there is

    def cells(self) -> Cells:
        """The words in each history that is probable enough to count."""
        block = self.block
        season, history = np.nonzero(self.posterior > LEAST_POSTERIOR)
        n_of = np.bincount(season, minlength=len(block.seasons))
        first = np.cumsum(n_of) - n_of
        n_each = n_of[block.season]
        word = np.repeat(np.arange(len(n_each)), n_each)
        along = np.arange(len(word)) - np.repeat(np.cumsum(n_each) - n_each, n_each)
        history = history[first[block.season[word]] + along]
        by = origins(self.saying, block.before, block.histories, word, history)
        total = np.maximum(by.total, SMALLEST)
        return Cells(
            word=word,
            history=history,
            posterior=self.posterior[block.season[word], history],
            origins=by,
            total=total,
            own=1.0 - self._follows(word, history, total),
        )

    def joined(self, cells: Cells) -> tuple[Floats, Floats]:
        """Chance that each word follows a story; that there is one to follow: (n_words,) each."""
        follows = self.summed(cells, (1.0 - cells.own) * cells.posterior)
        none = np.einsum("sh,sh->s", self.beside[UNDECIDED], self.posterior)
        return follows, (1.0 - none)[self.block.season]

    def summed(self, cells: Cells, amounts: Floats) -> Floats:
        """Over the histories of each word: (n_words,)."""
        total: Floats = np.bincount(cells.word, amounts, len(self.told))
        return total

    def _follows(self, word: Places, history: Places, total: Floats) -> Floats:
        block, told = self.block, self.told[word]
        about = self.beside[block.states[word], block.season[word], history]
        chance: Floats = about * told / ((1.0 - self.joins[word]) * total + told)
        return np.where(block.tells[word], chance, 0.0)


def blocks_of(prepared: Sequence[Prepared]) -> Iterator[Block]:
    """All seasons, each in one block with others of as many days."""
    by_days: dict[int, list[int]] = defaultdict(list)
    for number, season in enumerate(prepared):
        by_days[len(season.histories.days)].append(number)
    for numbers in by_days.values():
        n_histories = len(prepared[numbers[0]].histories.first)
        chosen: list[int] = []
        n_words = 0
        for number in numbers:
            n_more = len(prepared[number].testimony.words)
            if chosen and (n_words + n_more) * n_histories > MOST_CELLS:
                yield block_of([prepared[n] for n in chosen], chosen)
                chosen, n_words = [], 0
            chosen.append(number)
            n_words += n_more
        yield block_of([prepared[n] for n in chosen], chosen)


def block_of(prepared: Sequence[Prepared], numbers: Sequence[int] = (0,)) -> Block:
    """These seasons of equally many days as one block."""
    words = [word for season in prepared for word in season.testimony.words]
    n_words = np.array([len(season.testimony.words) for season in prepared])
    starts = np.cumsum(n_words) - n_words
    states = np.array([word.state for word in words])
    asserted = np.array([not word.denied for word in words])
    before = [season.before for season in prepared]
    return Block(
        seasons=np.array(numbers),
        histories=prepared[0].histories,
        log_prior=np.stack([season.histories.log_prior for season in prepared]),
        starts=starts,
        season=np.repeat(np.arange(len(prepared)), n_words),
        forms=np.array([word.form for word in words]),
        states=states,
        tells=asserted & (states != UNDECIDED),
        weights=np.array([word.weight for word in words]),
        before=Views(*(np.concatenate(parts) for parts in zip(*before, strict=True))),
        stories=stories_of([season.stories for season in prepared], starts),
    )


def weigh_block(block: Block, traits: Floats, wordings: Wordings) -> WeighedBlock:
    """The histories that the words leave probable.

    Parameters
    ----------
    traits : (n_words, 4) array
        That each word is weighed with.
    """
    how = saying(block.forms, traits, wordings)
    chances = in_histories(how, block.before, block.histories)
    np.maximum(chances, SMALLEST, out=chances)
    logs = np.log(chances)
    logs *= block.weights[:, None]
    plain = block.log_prior + np.add.reduceat(logs, block.starts, axis=0)
    joins = traits[:, STORY]
    told = joins * wordings.of_state[block.states, block.forms]
    by_story = hear_stories(block.stories, plain, chances, told, joins, block.weights)
    log_chances = np.logaddexp.reduce(by_story, axis=0)
    evidence = np.logaddexp.reduce(log_chances, axis=1)
    return WeighedBlock(
        block=block,
        saying=how,
        posterior=np.exp(log_chances - evidence[:, None]),
        evidence=evidence,
        beside=np.exp(by_story - log_chances),
        told=told,
        joins=joins,
    )
