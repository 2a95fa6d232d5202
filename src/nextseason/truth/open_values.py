"""Which value is true where values are open: names, days, amounts.

ClaimTable -> OpenFit.  A source s is right with chance a_s; when it is not, it says one of
about 1/q wrong values.  For values c that exclude each other, with prior odds of 1 each and
of 1/q - (number of claimed values) for none of them,

    log-odds of c = sum over its claims of  w * (log a/(1-a) - log q + d)

w: how much of a voice the claim is (`copying`).  a_s has a beta prior of strength
`PRIOR_CLAIMS` around the sources' mean, which is learned, as is q.  d: what is said of a
word wherever it is claimed; a region's name may be claimed of many towns and seldom be the
best answer.  Numbers have no such history: 48 means nothing apart from its object.

Each claim is judged by a and d as they are without its own object (collapsed variational
Bayes of order zero; Asuncion, Welling, Smyth & Teh 2009), the whole by expectation
maximisation.  All values start equal and the evidence is let in step by step, while copies
are found anew at each step (deterministic annealing; Ueda & Nakano 1998): otherwise what is
copied most is believed at once, and then the copies look like good sources.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from nextseason.truth.claim_table import ClaimTable, Floats, Ints, summed
from nextseason.truth.copying import Pairs, dependence, find_pairs, voices

PRIOR_CLAIMS = 5.0  # as many claims as the sources' mean is worth
PRIOR_COINCIDENCE = (1.0, 9.0)  # equal and different pairs of wrong claims, before any is seen
MEAN_CLAIMS = 20.0  # beyond these, a source's claims hardly add to its say in the mean
LEAST_CHANCE = 1e-3  # of being right, and of being wrong
LEAST_REST = 0.01  # prior odds of "none of them", however many are claimed
# Of the odds that equal chances for all values would give to those that nobody claims.  With
# all of it, sparse tables can be explained by nobody being right, and agreement by chance.
REST_SHARE = 0.25
MOST_WORDS_SHIFT = 3.0  # log-odds, d
WORD_OBJECTS = 10  # objects of which a word is claimed before it has a history
WORD_VARIANCE = 1.0  # of d, before any is seen

FIRST_SHARE = 0.1  # of the evidence
N_ANNEALED = 5  # rounds until all of it is let in
N_ROUNDS = 10  # in which copies are sought
ROUND_STEPS = 50
SETTLED = 1e-4  # the largest change of a probability in a step

NUMBER = re.compile(r"[-+.$€£]?\d")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenFit:
    """What the claims say, and of whom."""

    likely: Floats  # of each cell
    log_odds: Floats  # of each cell, against "none of those claimed"
    added: Floats  # by each claim to its cell's log-odds
    voice: Floats  # of each claim
    prior_rest: Floats  # of each object, log prior odds of "none of those claimed"
    right: Floats  # of each source, claims that are right
    judged: Floats  # of each source, claims with another beside them
    prior_right: float  # share, of sources of which nothing is known
    coincidence: float  # q
    dependence: Floats  # of each of `pairs`
    pairs: Pairs
    n_steps: int  # until it settled


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _State:
    likely: Floats
    right: Floats  # of each source, claims that are right
    reliability: Floats
    prior_right: float
    coincidence: float
    voice: Floats
    meetings: "_Meetings"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Meetings:
    """Pairs of voices that speak of one object; they change only with the voices."""

    equal: Floats  # of each cell: pairs that say it
    others: Floats  # of each cell: pairs that say something else
    all: Floats  # of each object

    @classmethod
    def of(cls, table: ClaimTable, voice: Floats) -> "_Meetings":
        item = table.cell_object
        votes, squares = summed(table.cell, voice), summed(table.cell, voice**2)
        all_votes, all_squares = summed(item, votes), summed(item, squares)
        others = (all_votes[item] - votes) ** 2 - (all_squares[item] - squares)
        return cls(
            equal=votes**2 - squares,
            others=np.maximum(others, 0),
            all=all_votes**2 - all_squares,
        )


def fit_open(table: ClaimTable) -> OpenFit:
    """Learn sources and values together."""
    shape = _Shape.of(table)
    pairs = find_pairs(table)
    state = _start(shape)
    depends, n_steps = np.zeros(len(pairs.first)), 0
    for turn in range(N_ROUNDS):
        share = min(1.0, FIRST_SHARE ** (1 - turn / N_ANNEALED))
        depends = dependence(pairs, table, state.likely, _by_chance(pairs, state))
        voice = voices(pairs, table, depends)
        state = replace(state, voice=voice, meetings=_Meetings.of(table, voice))
        if turn == 0:
            likely = _voted(shape, voice)
            state = replace(state, likely=likely, right=_right(shape, likely))
        for _ in range(ROUND_STEPS):
            before, state = state, _step(shape, state, share)
            n_steps += 1
            if np.abs(state.likely - before.likely).max() < SETTLED:
                break
    return _told(shape, state, pairs, depends, n_steps)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Shape:
    """What does not change from step to step."""

    table: ClaimTable
    judged: Floats  # of each claim: 1 where another source speaks of the object too
    first_cell: Ints  # of each object
    n_rivals: Ints  # of each object: claimed values
    n_judged: Floats  # of each source
    is_word: "np.ndarray[tuple[int], np.dtype[np.bool_]]"  # of each cell

    @classmethod
    def of(cls, table: ClaimTable) -> "_Shape":
        item = table.object
        judged = (np.bincount(item)[item] > 1).astype(np.float64)
        n_rivals = np.bincount(table.cell_object)
        n_cells = np.bincount(table.cell_value, minlength=len(table.values))
        words = np.array([NUMBER.match(value) is None for value in table.values])
        return cls(
            table=table,
            judged=judged,
            first_cell=np.r_[0, np.cumsum(n_rivals)[:-1]],
            n_rivals=n_rivals,
            n_judged=summed(table.source, judged, len(table.sources)),
            is_word=(words & (n_cells >= WORD_OBJECTS))[table.cell_value],
        )


def _start(shape: _Shape) -> _State:
    equal = 1 / np.maximum(shape.n_rivals, 1.1)[shape.table.cell_object]
    voice = np.ones(len(shape.table.source))
    return _State(
        likely=equal,
        right=_right(shape, equal),
        reliability=np.full(len(shape.table.sources), 0.7),
        prior_right=0.8,
        coincidence=0.1,
        voice=voice,
        meetings=_Meetings.of(shape.table, voice),
    )


def _by_chance(pairs: Pairs, state: _State) -> Floats:
    wrong = 1 - state.reliability
    chance: Floats = wrong[pairs.first] * wrong[pairs.second] * state.coincidence
    return chance


def _voted(shape: _Shape, voice: Floats) -> Floats:
    votes = summed(shape.table.cell, 2 * voice)
    return _normalised(shape, votes, np.zeros(len(shape.n_rivals)))


def _step(shape: _Shape, state: _State, share: float) -> _State:
    coincidence = _coincidence(shape, state)
    state = replace(state, coincidence=coincidence)
    log_odds = summed(shape.table.cell, state.voice * _evidence(shape, state))
    rest = _prior_rest(shape, coincidence)
    likely = _normalised(shape, share * log_odds, share * rest)
    right = _right(shape, likely)
    prior_right = _mean(right, shape.n_judged)
    reliability = (right + PRIOR_CLAIMS * prior_right) / (shape.n_judged + PRIOR_CLAIMS)
    return replace(
        state, likely=likely, right=right, reliability=reliability, prior_right=prior_right
    )


def _evidence(shape: _Shape, state: _State) -> Floats:
    """What each claim would add to its cell's log-odds, were it a full voice."""
    source = shape.table.source
    own = state.likely[shape.table.cell] * shape.judged
    others_right = (state.right + PRIOR_CLAIMS * state.prior_right)[source] - own
    n_others = (shape.n_judged + PRIOR_CLAIMS)[source] - shape.judged
    chance = np.clip(others_right / n_others, LEAST_CHANCE, 1 - LEAST_CHANCE)
    evidence: Floats = np.log(chance / ((1 - chance) * state.coincidence))
    if shape.is_word.any():
        evidence += _word_shift(shape, state, chance)[shape.table.cell]
    return evidence


def _word_shift(shape: _Shape, state: _State, chance: Floats) -> Floats:
    """d of each cell: a Newton step from 0, by what is thought of the word elsewhere."""
    table, voice = shape.table, state.voice
    each = shape.judged * voice / np.maximum(np.bincount(table.cell, voice), 1)[table.cell]
    surprise = summed(table.cell, each * (state.likely[table.cell] - chance))
    weight = summed(table.cell, each * chance * (1 - chance))
    elsewhere = _elsewhere(table, surprise) / (_elsewhere(table, weight) + 1 / WORD_VARIANCE)
    return np.where(shape.is_word, np.clip(elsewhere, -MOST_WORDS_SHIFT, MOST_WORDS_SHIFT), 0)


def _elsewhere(table: ClaimTable, of_cell: Floats) -> Floats:
    """For each cell the sum over the other cells with its value."""
    others: Floats = np.bincount(table.cell_value, of_cell)[table.cell_value] - of_cell
    return others


def _coincidence(shape: _Shape, state: _State) -> float:
    """q: of two wrong claims about an object, how often they are the same.

    By moments: pairs of voices that are wrong, whichever value is the true one.
    """
    likely, pairs = state.likely, state.meetings
    rest = 1 - summed(shape.table.cell_object, likely)
    equal = ((1 - likely) * pairs.equal).sum()  # no `@`: its threads wait for each other
    wrong = (likely * pairs.others).sum() + (rest * pairs.all).sum()
    a, b = PRIOR_COINCIDENCE
    return float((equal + a) / (wrong + a + b))


def _prior_rest(shape: _Shape, coincidence: float) -> Floats:
    return np.asarray(
        np.log(np.maximum(REST_SHARE * (1 / coincidence - shape.n_rivals), LEAST_REST))
    )


def _normalised(shape: _Shape, log_odds: Floats, rest: Floats) -> Floats:
    item, first = shape.table.cell_object, shape.first_cell
    top = np.maximum(np.maximum.reduceat(log_odds, first), rest)
    odds = np.exp(log_odds - top[item])
    total = summed(item, odds) + np.exp(rest - top)
    likely: Floats = odds / total[item]
    return likely


def _right(shape: _Shape, likely: Floats) -> Floats:
    table = shape.table
    return summed(table.source, likely[table.cell] * shape.judged, len(table.sources))


def _mean(right: Floats, judged: Floats) -> float:
    """Share of claims that are right, over sources rather than claims."""
    seen = judged > 0
    if not seen.any():
        return 0.8
    say = judged[seen] / (1 + judged[seen] / MEAN_CLAIMS)
    return float((say * right[seen] / judged[seen]).sum() / say.sum())


def _told(shape: _Shape, state: _State, pairs: Pairs, depends: Floats, n_steps: int) -> OpenFit:
    added = state.voice * _evidence(shape, state)
    log_odds = summed(shape.table.cell, added)
    rest = _prior_rest(shape, state.coincidence)
    return OpenFit(
        likely=_normalised(shape, log_odds, rest),
        log_odds=log_odds,
        added=added,
        voice=state.voice,
        prior_rest=rest,
        right=state.right,
        judged=shape.n_judged,
        prior_right=state.prior_right,
        coincidence=state.coincidence,
        dependence=depends,
        pairs=pairs,
        n_steps=n_steps,
    )
