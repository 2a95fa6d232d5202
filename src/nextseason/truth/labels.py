"""Which label is true where a few labels are given to many objects.

ClaimTable -> LabelFit.  Each source has a table of its own: how often it says v where z is
true (Dawid & Skene 1979), so that one who says yes to everything, or takes one breed for
another, is understood and not only distrusted.  The rows of a source that has said little
lean on what all sources say; expectation maximisation learns tables and labels together.

Copies are found as in `copying`, where the errors that two have in common by chance are
those that their tables make likely, and only near copies lose their voice: honest sources
err alike on hard objects, and among few labels a shared error tells little.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from nextseason.truth.claim_table import ClaimTable, Floats, summed
from nextseason.truth.copying import Pairs, dependence, find_pairs, voices

MOST_LABELS = 20
OBJECTS_PER_LABEL = 10  # fewer are too few to learn what is mistaken for what
# The prior of a source's table in claims, at first and for ever; the first fades as the
# source makes this many claims.  Those who label much differ too much in kind to be pulled
# to a mean, those who label little cannot be told from it.
PRIOR_CLAIMS, FADES, LASTING = 10.0, 3.0, 0.1
# How many claims of each true label it is worth that sources err as all do.  If the more are
# likelier, given all that they say, they differ only in how often they err, and their tables lean
# on that; else they differ in kind, and a table that leans on it in part finds no more labels.
AS_ALL_CLAIMS, FEWER_CLAIMS = 64.0, 8.0
MEAN_CLAIMS = 20.0  # beyond these, a source's claims hardly add to its say in the mean
HONEST = 0.5  # claims that are right, added to the mean
SLACK = 0.01  # claims, added where there may be none
NEAR_COPY = 0.65  # dependence: below, a pair is taken as independent
N_ROUNDS = 6  # in which copies are sought
ROUND_STEPS, LAST_STEPS = 20, 300
SETTLED = 1e-5  # the largest change of a probability in a step

Tables = NDArray[np.float64]  # sources x said x true: chance of saying it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelFit:
    """What the claims say, and of whom."""

    likely: Floats  # objects x labels
    prior: Floats  # of each label
    told: Tables
    voice: Floats  # of each claim


def is_labelled(table: ClaimTable) -> bool:
    """Whether its values are a few labels, each for many objects."""
    n_labels = len(table.values)
    return 2 <= n_labels <= MOST_LABELS and len(table.objects) >= OBJECTS_PER_LABEL * n_labels


def fit_labels(table: ClaimTable) -> LabelFit:
    """Learn sources and labels together."""
    pairs = find_pairs(table)
    n_objects, n_labels = len(table.objects), len(table.values)
    likely = np.full((n_objects, n_labels), 1 / n_labels)
    for turn in range(N_ROUNDS):
        voice = _voices(pairs, table, likely)
        if turn == 0:
            likely = _votes(table, voice)
        likely = _settled(table, voice, likely, LAST_STEPS if turn == N_ROUNDS - 1 else ROUND_STEPS)
    told, prior = _tables(table, likely), _shares(likely)
    return LabelFit(likely=_likely(table, told, prior, voice), prior=prior, told=told, voice=voice)


def _settled(table: ClaimTable, voice: Floats, likely: Floats, n_steps: int) -> Floats:
    for _ in range(n_steps):
        before = likely
        likely = _likely(table, _tables(table, likely), _shares(likely), voice)
        if np.abs(likely - before).max() < SETTLED:
            break
    return likely


def _voices(pairs: Pairs, table: ClaimTable, likely: Floats) -> Floats:
    told, prior = _tables(table, likely), _shares(likely)
    by_chance = np.zeros(len(pairs.first))
    for z, share in enumerate(prior):
        one, other = told[pairs.first, :, z], told[pairs.second, :, z]
        by_chance += share * ((one * other).sum(1) - one[:, z] * other[:, z])
    of_cell = likely[table.cell_object, table.cell_value]
    depends = dependence(pairs, table, of_cell, by_chance)
    return voices(pairs, table, np.where(depends >= NEAR_COPY, depends, 0))


def _votes(table: ClaimTable, voice: Floats) -> Floats:
    n_objects, n_labels = len(table.objects), len(table.values)
    entry = table.object * n_labels + table.value
    votes = np.bincount(entry, voice, n_objects * n_labels).reshape(n_objects, n_labels)
    shares: Floats = (votes + SLACK) / (votes + SLACK).sum(1, keepdims=True)
    return shares


def _tables(table: ClaimTable, likely: Floats) -> Tables:
    n_sources, n_labels = len(table.sources), len(table.values)
    entry = table.source * n_labels + table.value
    held = likely[table.object]
    columns = [summed(entry, of, n_sources * n_labels) for of in held.T]
    counts: Tables = np.stack(columns, 1).reshape(n_sources, n_labels, n_labels)
    heard = counts / (1 + counts.sum(1, keepdims=True) / MEAN_CLAIMS)
    mean = heard.sum(0) + SLACK + HONEST * np.eye(n_labels)
    strength = LASTING + PRIOR_CLAIMS * np.exp(-counts.sum((1, 2)) / FADES)
    mean /= mean.sum(0)
    as_all = _as_all(counts, mean)
    counts += strength[:, None, None] * mean + _worth(counts, as_all) * as_all
    tables: Tables = counts / counts.sum(1, keepdims=True)
    return tables


def _as_all(counts: Tables, mean: Floats) -> Tables:
    """Tables of sources that err as all do, each of them more or less often.

    A source's odds of being right are those of the mean, whatever is true, times a factor of
    its own.
    """
    labels = np.arange(len(mean))
    n_true = counts.sum(1)
    right = counts[:, labels, labels].sum(1)
    of_mean = mean[labels, labels]
    expected = (n_true * of_mean).sum(1) + PRIOR_CLAIMS * of_mean.mean()
    n_claims = n_true.sum(1) + PRIOR_CLAIMS
    seen = right + PRIOR_CLAIMS * of_mean.mean()
    factor = seen / (n_claims - seen) * (n_claims - expected) / expected
    odds = factor[:, None] * of_mean / (1 - of_mean)
    tables: Tables = mean / (1 - of_mean) / (1 + odds[:, None, :])
    tables[:, labels, labels] = odds / (1 + odds)
    return tables


def _worth(counts: Tables, tables: Tables) -> float:
    """How many claims the tables are worth: all or none, by a Dirichlet prior's likelihood."""

    def log_likelihood(n_claims: float) -> float:
        prior = n_claims * tables
        each = (gammaln(counts + prior) - gammaln(prior)).sum(1)
        all_said = gammaln(n_claims) - gammaln(counts.sum(1) + n_claims)
        return float((each + all_said).sum())

    is_likelier = log_likelihood(AS_ALL_CLAIMS) > log_likelihood(FEWER_CLAIMS)
    return AS_ALL_CLAIMS if is_likelier else 0.0


def _shares(likely: Floats) -> Floats:
    shares = likely.sum(0) + 1
    normalised: Floats = shares / shares.sum()
    return normalised


def _likely(table: ClaimTable, told: Tables, prior: Floats, voice: Floats) -> Floats:
    log_odds = np.log(prior) + _sums(table, evidence(table, told, voice))
    odds = np.exp(log_odds - log_odds.max(1, keepdims=True))
    likely: Floats = odds / odds.sum(1, keepdims=True)
    return likely


def evidence(table: ClaimTable, told: Tables, voice: Floats) -> Floats:
    """What each claim adds to the log-likelihood of each label; claims x labels."""
    added: Floats = voice[:, None] * np.log(told)[table.source, table.value]
    return added


def _sums(table: ClaimTable, added: Floats) -> Floats:
    item, n_objects = table.object, len(table.objects)
    return np.stack([np.bincount(item, of_label, n_objects) for of_label in added.T], 1)
