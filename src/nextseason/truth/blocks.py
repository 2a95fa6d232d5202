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
from nextseason.truth.stories import Story, hear_stories, stories_of

SMALLEST = 1e-12  # a chance below which nothing is told apart
TINY = np.finfo(np.float64).tiny
# Histories that are less probable add nothing to what is counted: there are some thousands, and
# together they are below 1e-8.
LEAST_POSTERIOR = 1e-12
MOST_CELLS = 1 << 15  # words times histories of a block: what a processor's cache holds


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
    weights: Floats
    views: Views
    before: Views
    stories: tuple[Story, ...]


class Causes(NamedTuple):
    """Why each word of a block was said, over its season's histories; (n_words,) each."""

    origins: Origins  # chances to be of each origin, following no story
    joins: Floats  # chance that it follows a story
    stories: Floats  # chance that there is one to follow


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedBlock:
    """How probable the histories of a block's seasons are."""

    block: Block
    saying: Saying
    chances: Floats  # (n_words, n_histories) of each word that follows no story
    posterior: Floats  # (n_seasons, n_histories)
    evidence: Floats  # (n_seasons,) log-chance of all words
    beside: Floats  # (4, n_seasons, n_histories) chance of no story, and of each decision's
    told: Floats  # (n_words,) chance of the word because of a story that there is
    joins: Floats  # (n_words,) chance to follow a story that there is

    def causes(self) -> Causes:
        """Why each word was said."""
        block = self.block
        kept = np.flatnonzero((self.posterior > LEAST_POSTERIOR).any(axis=0))
        all_kept = len(kept) == self.posterior.shape[1]
        chances = self.chances if all_kept else self.chances.take(kept, axis=1)
        posterior = self.posterior.take(kept, axis=1).take(block.season, axis=0)
        share = posterior / chances
        joins = np.zeros(len(share))
        for story in block.stories:
            rows = story.tells
            beside = self.beside[story.state].take(kept, axis=1).take(block.season[rows], axis=0)
            odds = chances[rows]
            odds *= ((1.0 - self.joins[rows]) / np.maximum(self.told[rows], TINY))[:, None]
            odds += 1.0
            follows = np.divide(beside, odds, out=odds)
            joins[rows] = np.einsum("wh,wh->w", follows, posterior[rows])
            share[rows] *= np.subtract(1.0, follows, out=follows)
        stories = np.einsum("tsh,sh->s", self.beside[UNDECIDED + 1 :], self.posterior)
        spent = block.histories.spent_in(share, kept)
        return Causes(
            origins=origins(self.saying, block.views, spent),
            joins=joins,
            stories=stories[block.season],
        )


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
    seen, before = ([s.views for s in prepared], [s.before for s in prepared])
    return Block(
        seasons=np.array(numbers),
        histories=prepared[0].histories,
        log_prior=np.stack([season.histories.log_prior for season in prepared]),
        starts=starts,
        season=np.repeat(np.arange(len(prepared)), n_words),
        forms=np.array([word.form for word in words]),
        states=np.array([word.state for word in words]),
        weights=np.array([word.weight for word in words]),
        views=Views(*(np.concatenate(parts) for parts in zip(*seen, strict=True))),
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
    most = by_story.max(axis=(0, 2), keepdims=True)
    beside = np.exp(by_story - most)
    chances_of = beside.sum(axis=0)  # up to a factor by season; the shift prevents underflow
    beside /= np.maximum(chances_of, TINY)
    total = chances_of.sum(axis=1, keepdims=True)
    return WeighedBlock(
        block=block,
        saying=how,
        chances=chances,
        posterior=chances_of / total,
        evidence=(most[0] + np.log(total))[:, 0],
        beside=beside,
        told=told,
        joins=joins,
    )
