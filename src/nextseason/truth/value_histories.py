"""What a value that is claimed of many objects is worth, by what is thought of it elsewhere.

ClaimTable -> Histories -> log-odds of each claim with a history.  A word has one wherever it
is claimed: a region's name may be claimed of many towns and seldom be the best answer.  A
number has none: 48 means nothing apart from its object.  But a number that one source gives
to many objects may be what it says where it knows nothing, and has a history with that source.
"""

import re
from dataclasses import dataclass

import numpy as np

from nextseason.truth.claim_table import ClaimTable, Floats, Ints, summed

WORD_OBJECTS = 10  # objects of which a word is claimed before it has a history
NUMBER_OBJECTS = 5  # judged ones, of which one source claims a number before it has one
TIMES_OTHERS = 3.0  # and so many times as often as it would if it did as the others do
MOST_SHIFT = 3.0  # log-odds
VARIANCE = 1.0  # of the log-odds, before any is seen

NUMBER = re.compile(r"[-+.$€£]?\d")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histories:
    """Claims with a history; those of a word about one object are in one place."""

    claim: Ints
    place: Ints  # of each of these claims; a number's claim has one to itself
    theme: Ints  # of each place: the word, or the number with its source

    @classmethod
    def of(cls, table: ClaimTable, judged: Floats) -> "Histories":
        """The claims of `table` with a history; `judged`: 1 where others speak of the object."""
        value, n_values = table.value, len(table.values)
        n_cells = np.bincount(table.cell_value, minlength=n_values)
        is_word = np.array([NUMBER.match(name) is None for name in table.values])
        word = np.flatnonzero((is_word & (n_cells >= WORD_OBJECTS))[value])
        number = np.flatnonzero(~is_word[value])
        _, own = np.unique(table.source[number] * n_values + value[number], return_inverse=True)
        often = np.bincount(own, judged[number]) >= NUMBER_OBJECTS
        often = (often & (np.bincount(own) > TIMES_OTHERS * _of_others(table, number, own)))[own]
        number, own = number[often], own[often]
        _, place = np.unique(table.cell[word], return_inverse=True)
        theme = np.zeros(place.max(initial=-1) + 1, dtype=np.int64)
        theme[place] = value[word]
        return cls(
            claim=np.r_[word, number],
            place=np.r_[place, len(theme) + np.arange(len(number))],
            theme=np.r_[theme, n_values + own],
        )

    def shift(self, voice: Floats, own: Floats, chance: Floats) -> Floats:
        """Log-odds that each claim with a history gains by it: a Newton step from 0.

        Parameters
        ----------
        voice : (n,) float
            Of each of these claims; 0 where it is not judged.
        own : (n,) float
            Chance that it is right.
        chance : (n,) float
            That its source would be right, were there no histories.
        """
        each = voice / np.maximum(summed(self.place, voice), 1)[self.place]
        surprise = self._elsewhere(each * (own - chance))
        weight = self._elsewhere(each * chance * (1 - chance))
        shift: Floats = np.clip(surprise / (weight + 1 / VARIANCE), -MOST_SHIFT, MOST_SHIFT)
        return shift[self.place]

    def _elsewhere(self, of_claim: Floats) -> Floats:
        """For each place the sum over the others with its theme."""
        here = summed(self.place, of_claim, len(self.theme))
        return summed(self.theme, here)[self.theme] - here


def _of_others(table: ClaimTable, number: Ints, own: Ints) -> Floats:
    """How often a source would say its number, did it say it as often as the others do."""
    value, n_claims = table.value, len(table.source)
    n_own = np.bincount(own)
    first = np.zeros(len(n_own), dtype=np.int64)
    first[own] = number
    n_source = np.bincount(table.source)[table.source[first]]
    n_value = np.bincount(value)[value[first]]
    expected: Floats = n_source * (n_value - n_own) / np.maximum(n_claims - n_source, 1)
    return expected
