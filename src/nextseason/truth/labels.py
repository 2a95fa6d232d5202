"""Which label is true where a few labels are given to many objects.

ClaimTable -> LabelFit.  Each source has a table of its own: how often it says v where z is
true (Dawid & Skene 1979), so that one who says yes to everything, or takes two breeds for
one, is understood and not only distrusted.  Each row of it has a Dirichlet prior around
what all sources say, worth `PRIOR_CLAIMS`; expectation maximisation, from the votes.
Sources are taken as independent given the truth: hard objects make honest ones err alike,
and among few labels that cannot be told from copying.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nextseason.truth.claim_table import ClaimTable, Floats

MOST_LABELS = 20
OBJECTS_PER_LABEL = 10  # fewer are too few to learn what is mistaken for what
PRIOR_CLAIMS = 0.1  # stronger priors did no better: workers differ too much in kind
MEAN_CLAIMS = 20.0  # beyond these, a source's claims hardly add to its say in the mean
HONEST = 0.5  # claims that are right, added to the mean
VOTE_SLACK = 0.01
N_STEPS = 300
SETTLED = 1e-5  # the largest change of a probability in a step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelFit:
    """What the claims say, and of whom."""

    likely: Floats  # objects x labels
    prior: Floats  # of each label
    told: NDArray[np.float64]  # sources x said x true: chance of saying it


def is_labelled(table: ClaimTable) -> bool:
    """Whether its values are a few labels, each for many objects."""
    n_labels = len(table.values)
    return 2 <= n_labels <= MOST_LABELS and len(table.objects) >= OBJECTS_PER_LABEL * n_labels


def fit_labels(table: ClaimTable) -> LabelFit:
    """Learn sources and labels together."""
    likely = _votes(table)
    for _ in range(N_STEPS):
        told, prior = _tables(table, likely), _shares(likely)
        before, likely = likely, _likely(table, told, prior)
        if np.abs(likely - before).max() < SETTLED:
            break
    return LabelFit(likely=likely, prior=prior, told=told)


def _votes(table: ClaimTable) -> Floats:
    n_objects, n_labels = len(table.objects), len(table.values)
    cell = table.object * n_labels + table.value
    votes = np.bincount(cell, minlength=n_objects * n_labels).reshape(n_objects, n_labels)
    slack = votes + VOTE_SLACK
    shares: Floats = slack / slack.sum(1, keepdims=True)
    return shares


def _tables(table: ClaimTable, likely: Floats) -> NDArray[np.float64]:
    n_sources, n_labels = len(table.sources), len(table.values)
    entry = table.source * n_labels + table.value
    held = likely[table.object]
    size = n_sources * n_labels
    columns = [np.bincount(entry, held[:, z], size) for z in range(n_labels)]
    counts = np.stack(columns, 1).reshape(n_sources, n_labels, n_labels)
    heard = counts / (1 + counts.sum(1, keepdims=True) / MEAN_CLAIMS)
    mean = heard.sum(0) + VOTE_SLACK + HONEST * np.eye(n_labels)
    counts += PRIOR_CLAIMS * mean / mean.sum(0)
    tables: NDArray[np.float64] = counts / counts.sum(1, keepdims=True)
    return tables


def _shares(likely: Floats) -> Floats:
    shares = likely.sum(0) + 1
    normalised: Floats = shares / shares.sum()
    return normalised


def _likely(table: ClaimTable, told: NDArray[np.float64], prior: Floats) -> Floats:
    item, n_objects = table.object, len(table.objects)
    evidence = np.log(told)[table.source, table.value]
    sums = [np.bincount(item, evidence[:, z], n_objects) for z in range(len(prior))]
    log_odds = np.stack(sums, 1) + np.log(prior)
    odds = np.exp(log_odds - log_odds.max(1, keepdims=True))
    likely: Floats = odds / odds.sum(1, keepdims=True)
    return likely
