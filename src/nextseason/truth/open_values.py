"""Which value is true where values are open: names, days, amounts.

ClaimTable -> OpenFit.  A source s finds the truth with chance a_s; else it finds one of about
1/q wrong values.  So it finds c with chance a if c is true, and with chance
b = (1-a) q exp(-d) if not.  But of the claims of c one, whichever, is found, and each other is
taken over with chance h, right or wrong, and else found too.  For values c that exclude each
other, with prior odds of 1 each and of 1/q - (number of claimed values) for none of them,

    odds of c = (sum of w a/u) / (sum of w b/v)  *  product of (u/v)^w   over its claims,
    u = h + (1-h) a,   v = h + (1-h) b

With h = 0 this is the product of (a/b)^w.  w: how much of a voice the claim is (`copying`).
h: sources that often agree are known to be copies or not; of strangers, who are seldom seen
together, some have a value from one place, so h is the share of strangers among those who
make the same claim, times `HEARSAY`.  a_s has a beta prior of strength `PRIOR_CLAIMS` around
the mean of the sources that say about as much, which is learned, as is q.  d: what is thought
of the value elsewhere (`value_histories`).

Each claim is judged by a and d as they are without its own object (collapsed variational
Bayes of order zero; Asuncion, Welling, Smyth & Teh 2009), the whole by expectation
maximisation.  All values start equal and the evidence is let in step by step, while copies
are found anew at each step (deterministic annealing; Ueda & Nakano 1998): otherwise what is
copied most is believed at once, and then the copies look like good sources.
"""

from dataclasses import dataclass, replace

import numpy as np

from nextseason.truth.claim_table import ClaimTable, Floats, Ints, summed
from nextseason.truth.copying import Pairs, dependence, find_pairs, voices
from nextseason.truth.value_histories import Histories

PRIOR_CLAIMS = 5.0  # as many claims as the mean is worth in a source's reliability
PRIOR_COINCIDENCE = (1.0, 9.0)  # equal and different pairs of wrong claims, before any is seen
MEAN_CLAIMS = 20.0  # beyond these, a source's claims hardly add to its say in the mean
LEVEL_CLAIMS = 20.0  # as many as the mean of all is worth in that of those who say as much
# Chance that a claim is taken over from a stranger.  With none, two who agree are believed
# against one who is far better than the second of them, and nearly sure.
HEARSAY = 0.05
LEAST_CHANCE = 1e-3  # of being right, and of being wrong
LEAST_REST = 0.01  # prior odds of "none of them", however many are claimed
# Of the odds that equal chances for all values would give to those that nobody claims.  With
# all of it, sparse tables can be explained by nobody being right, and agreement by chance.
REST_SHARE = 0.25

FIRST_SHARE = 0.1  # of the evidence
N_ANNEALED = 5  # rounds until all of it is let in
N_ROUNDS = 10  # in which copies are sought
ROUND_STEPS = 50
SETTLED = 1e-4  # the largest change of a probability in a step
MOST_LOG_ODDS = 500.0  # whose odds can still be summed as they are


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
    prior_right: Floats  # of each source, share that is right of those who say as much
    coincidence: float  # q
    dependence: Floats  # of each of `pairs`
    pairs: Pairs
    n_steps: int  # until it settled


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _State:
    likely: Floats
    own: Floats  # of each claim: chance that it is right; 0 where it is not judged
    right: Floats  # of each source, claims that are right
    reliability: Floats
    prior_right: Floats  # of each source
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
    pairs = find_pairs(table)
    shape = _Shape.of(table, pairs)
    state = _start(shape)
    depends, n_steps = np.zeros(len(pairs.first)), 0
    for turn in range(N_ROUNDS):
        share = min(1.0, FIRST_SHARE ** (1 - turn / N_ANNEALED))
        depends = dependence(pairs, table, state.likely, _by_chance(pairs, state))
        voice = voices(pairs, table, depends)
        state = replace(state, voice=voice, meetings=_Meetings.of(table, voice))
        if turn == 0:
            state = _judged(shape, state, _voted(shape, voice))
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
    n_others: Floats  # of each claim: those by which its source is judged, with the prior's
    first_cell: Ints  # of each object
    n_rivals: Ints  # of each object: claimed values
    n_judged: Floats  # of each source
    level: Ints  # of each source: how often its judged claims can be halved
    hearsay: Floats  # of each claim: h
    no_hearsay: Floats  # 1 - h
    histories: Histories

    @classmethod
    def of(cls, table: ClaimTable, pairs: Pairs) -> "_Shape":
        item = table.object
        judged = (np.bincount(item)[item] > 1).astype(np.float64)
        n_rivals = np.bincount(table.cell_object)
        n_judged = summed(table.source, judged, len(table.sources))
        hearsay = HEARSAY * _share_of_strangers(table, pairs)
        return cls(
            table=table,
            judged=judged,
            n_others=(n_judged + PRIOR_CLAIMS)[table.source] - judged,
            first_cell=np.r_[0, np.cumsum(n_rivals)[:-1]],
            n_rivals=n_rivals,
            n_judged=n_judged,
            level=np.log2(np.maximum(n_judged, 1)).astype(np.int64),
            hearsay=hearsay,
            no_hearsay=1 - hearsay,
            histories=Histories.of(table, judged),
        )


def _share_of_strangers(table: ClaimTable, pairs: Pairs) -> Floats:
    """Of the others who make the same claim, those who seldom agree with its source."""
    n_claims = len(table.source)
    n_others = (np.bincount(table.cell) - 1)[table.cell]
    n_known = sum(np.bincount(side, minlength=n_claims) for side in (pairs.claim, pairs.echo))
    share: Floats = (n_others - n_known) / np.maximum(n_others, 1)
    return share


def _start(shape: _Shape) -> _State:
    equal = 1 / np.maximum(shape.n_rivals, 1.1)[shape.table.cell_object]
    voice = np.ones(len(shape.table.source))
    n_sources = len(shape.table.sources)
    state = _State(
        likely=equal,
        own=voice,
        right=shape.n_judged,
        reliability=np.full(n_sources, 0.7),
        prior_right=np.full(n_sources, 0.8),
        coincidence=0.1,
        voice=voice,
        meetings=_Meetings.of(shape.table, voice),
    )
    return _judged(shape, state, equal)


def _judged(shape: _Shape, state: _State, likely: Floats) -> _State:
    """The sources are as often right as the values are so likely."""
    table = shape.table
    own = likely[table.cell] * shape.judged
    return replace(
        state, likely=likely, own=own, right=summed(table.source, own, len(table.sources))
    )


def _by_chance(pairs: Pairs, state: _State) -> Floats:
    wrong = 1 - state.reliability
    chance: Floats = wrong[pairs.first] * wrong[pairs.second] * state.coincidence
    return chance


def _voted(shape: _Shape, voice: Floats) -> Floats:
    votes = summed(shape.table.cell, 2 * voice)
    return _normalised(shape, votes, np.zeros(len(shape.n_rivals)))


def _step(shape: _Shape, state: _State, share: float) -> _State:
    state = replace(state, coincidence=_coincidence(shape, state))
    of_one, of_others = _terms(shape, state)
    log_odds = share * (of_one + summed(shape.table.cell, of_others))
    rest = share * _prior_rest(shape, state.coincidence)
    state = _judged(shape, state, _normalised(shape, log_odds, rest))
    prior_right = _means(shape, state.right)
    right = state.right + PRIOR_CLAIMS * prior_right
    reliability = right / (shape.n_judged + PRIOR_CLAIMS)
    return replace(state, reliability=reliability, prior_right=prior_right)


def _terms(shape: _Shape, state: _State) -> tuple[Floats, Floats]:
    """Log-odds that a cell has by the claim that is found, and by each beside it."""
    right, wrong = _found(shape, state)
    one_right, if_right = _heard(shape, state, right)
    one_wrong, if_wrong = _heard(shape, state, wrong)
    of_others = np.log(np.divide(if_right, if_wrong, out=if_right), out=if_right)
    of_others *= state.voice
    return np.log(one_right / one_wrong), of_others


def _heard(shape: _Shape, state: _State, found: Floats) -> tuple[Floats, Floats]:
    """For each cell, what it has by the claim that is found; for each claim beside, its chance.

    Most of a fit is spent here, and much of that on new arrays.
    """
    chance = found * shape.no_hearsay
    chance += shape.hearsay
    found /= chance
    found *= state.voice
    return summed(shape.table.cell, found), chance


def _found(shape: _Shape, state: _State) -> tuple[Floats, Floats]:
    """Chances that the source of each claim finds its value, if it is true and if it is not."""
    heard = shape.histories.claim
    right = (state.right + PRIOR_CLAIMS * state.prior_right)[shape.table.source]
    right -= state.own
    right /= shape.n_others
    np.clip(right, LEAST_CHANCE, 1 - LEAST_CHANCE, out=right)
    wrong = (1 - right) * state.coincidence
    if len(heard):
        voice = (shape.judged * state.voice)[heard]
        wrong[heard] *= np.exp(-shape.histories.shift(voice, state.own[heard], right[heard]))
    return right, wrong


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
    item = shape.table.cell_object
    if log_odds.max() > MOST_LOG_ODDS:  # seldom: an object of which a hundred sources speak
        top = np.maximum(np.maximum.reduceat(log_odds, shape.first_cell), rest)
        log_odds, rest = log_odds - top[item], rest - top
    odds = np.exp(log_odds)
    total = summed(item, odds) + np.exp(rest)
    likely: Floats = odds / total[item]
    return likely


def _means(shape: _Shape, right: Floats) -> Floats:
    """For each source, the share that is right of those who say about as much.

    Over sources rather than claims; those who say twice or half as much count half.
    """
    say = shape.n_judged / (1 + shape.n_judged / MEAN_CLAIMS)
    if not say.any():
        return np.full(len(right), 0.8)
    of_level = summed(shape.level, say * right / np.maximum(shape.n_judged, 1))
    say_of_level = summed(shape.level, say)
    mean = of_level.sum() / say_of_level.sum()
    near, say_near = (np.convolve(x, (0.5, 1, 0.5))[1:-1] for x in (of_level, say_of_level))
    means: Floats = (near + LEVEL_CLAIMS * mean) / (say_near + LEVEL_CLAIMS)
    return means[shape.level]


def _told(shape: _Shape, state: _State, pairs: Pairs, depends: Floats, n_steps: int) -> OpenFit:
    cell = shape.table.cell
    of_one, of_others = _terms(shape, state)
    shares = state.voice / summed(cell, state.voice)[cell]  # any claim may be the one
    added = of_others + shares * of_one[cell]
    log_odds = summed(cell, added)
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
