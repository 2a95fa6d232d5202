"""Sentences about a season's fate, in words that rarely repeat, for the hostile articles.

State + random draws -> a sentence; a text is a few of them.  Each sentence joins an opening,
a middle and an end, so that two honest pages hardly ever share a run of words, while a copy
shares all of it but a slip or two.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from nextseason.domain import RenewalStatus

T = TypeVar("T")

HEADS = {
    RenewalStatus.RENEWED: (
        "{show} is coming back for season {n}",
        "Season {n} of {show} has been ordered",
        "There will be another run of {show}, by count its season {n}",
        "The makers of {show} have their order for season {n}",
        "{show} has been renewed for season {n}",
        "It is a yes: {show} goes on with season {n}",
        "More of {show} is on the way, with season {n} picked up",
        "Viewers of {show} get season {n} after all",
    ),
    RenewalStatus.CANCELLED: (
        "{show} will not return for season {n}",
        "Season {n} of {show} is off",
        "The axe has fallen on {show}, so there is no season {n}",
        "{show} has been cancelled and season {n} with it",
        "Nobody is going to make season {n} of {show}",
        "It is over for {show}, one run short of season {n}",
        "The plug has been pulled on {show} ahead of season {n}",
        "{show} is done: season {n} was turned down",
    ),
    RenewalStatus.PENDING: (
        "No word yet on season {n} of {show}",
        "Whether {show} gets season {n} has not been decided",
        "Season {n} of {show} is neither ordered nor ruled out",
        "We are still waiting to hear about season {n} of {show}",
        "The fate of {show} is open, and season {n} unconfirmed",
        "Nothing is official about season {n} of {show}",
        "{show} remains without an answer as to season {n}",
        "A decision on season {n} of {show} is still to come",
    ),
    RenewalStatus.CONCLUDED: (
        "{show} ends as planned, and season {n} was never meant to be",
        "The story of {show} is told in full before season {n}",
        "{show} bows out by design ahead of season {n}",
        "There is no season {n} of {show} because the last one was its finale",
        "{show} has reached the end its writers chose, short of season {n}",
        "The final chapter of {show} came before any season {n}",
        "By its makers' own plan {show} stops before season {n}",
        "{show} was always to close ahead of season {n}",
    ),
}
MIDDLES = (
    "cast and crew heard on a {day}",
    "the desk learned from two people on the set",
    "a spokeswoman wrote in a short note",
    "the lead actor told a local paper",
    "papers filed in {town} bear this out",
    "agents in {town} have known since {day}",
    "the writers' room was told by telephone",
    "our {town} office checked it twice",
    "word went round the crew in {town}",
    "a memo to staff says as much",
    "one producer put it in a letter",
    "the {day} schedule leaves no doubt",
)
ENDS = (
    "and the sets in {town} are a sign of it",
    "though few outside {town} had expected that",
    "which ends weeks of talk among viewers",
    "after numbers that nobody wished to discuss",
    "with the costumes still in boxes in {town}",
    "as those who follow the show had guessed",
    "while the contracts ran until a {day}",
    "and that is where things stand this {day}",
    "so much for the bets placed in {town}",
    "in spite of the reviews",
    "long before the usual season for such news",
    "and more will be said on {day}",
)
ASIDES = (
    "The last run was shot in {town}, mostly at night, and went over its days by {k}.",
    "Critics in {town} gave it {k} out of a hundred, viewers rather more.",
    "A {day} slot did the earlier episodes no favours, nor did {k} breaks for sport.",
    "Its composer has moved to {town} and is said to be writing {k} songs for the stage.",
    "About {k} people came to the last screening in {town}, some from far away.",
    "The plot left {k} questions open, the one about the boat in {town} above all.",
    "Rehearsals used to begin each {day} in a hall in {town} with {k} chairs.",
    "The first episode was written in {k} days in {town}, or so the tale goes.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TOWNS = (
    "Ashby Brackwell Corrin Dunmere Eastlow Farrow Gildern Harnsey Inverlay Jessop Kelmouth "
    "Lorne Marrick Netherby Orford Penwick Quarley Rothmere Selby Tarn Ulverley Westray"
).split()
SLIPS = (
    ("official", "offical"),
    ("season", "seaosn"),
    ("been", "beeen"),
    ("another", "annother"),
    ("story", "stroy"),
    ("decision", "desicion"),
)


def sentence(show: str, n: int, state: RenewalStatus, rng: np.random.Generator) -> str:
    """One sentence that tells a state.

    Examples
    --------
    >>> told = sentence("Harbour Lights", 2, RenewalStatus.CANCELLED, np.random.default_rng(1))
    >>> told.partition(";")[0]
    'Harbour Lights has been cancelled and season 2 with it'
    """
    head = _pick(HEADS[state], rng).format(show=show, n=n)
    return f"{head}; {_filled(MIDDLES, rng)}, {_filled(ENDS, rng)}."


def aside(rng: np.random.Generator) -> str:
    """A sentence that says nothing of the season."""
    return _filled(ASIDES, rng)


def misspelt(text: str, rng: np.random.Generator) -> str:
    """The text with a slip that those who copy it will share."""
    old, new = _pick([slip for slip in SLIPS if slip[0] in text] or [SLIPS[1]], rng)
    return text.replace(old, new)


def _filled(pool: Sequence[str], rng: np.random.Generator) -> str:
    town, day = _pick(TOWNS, rng), _pick(DAYS, rng)
    return _pick(pool, rng).format(town=town, day=day, k=int(rng.integers(3, 98)))


def _pick(pool: Sequence[T], rng: np.random.Generator) -> T:
    return pool[int(rng.integers(len(pool)))]
