"""Which sources say the same because they share what they know.

Claims + how likely each value is -> how much of a voice each claim is.  Two sources that
are right agree in any case; two that err alike do not, unless one has it from the other
(Dong, Berti-Equille & Srivastava 2009).  The dependence of a pair is the share of its
errors that are the same errors:

    c = (F - E) / (F - E + D + k)

F: objects on which both say the same wrong value, E: those expected of independent
sources, D: objects on which they differ (one of them errs), k: pseudo-errors.  A claim
for which others speak counts 1 / (1 + the sum of its source's c with them): k copies are
one voice, in whatever order they were made.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nextseason.truth.claim_table import ClaimTable, Floats, Ints, summed

LEAST_SHARED = 5  # equal claims of a pair; fewer are no evidence, and most pairs have fewer
CROWD = 100  # claimants: objects with more say little of a pair and cost their square
PSEUDO_ERRORS = 2.0  # k: one shared error makes no copy
# A contested claim is never surely right: a group of copies that has come to be believed
# would otherwise have no errors left by which to know it.
LEAST_DOUBT = 0.03
MOST_BUCKETS = 1 << 22  # in which pairs are counted before any is kept
BUCKETS_EACH = 4  # buckets for each claim; emptying more takes longer than counting


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Pairs of sources that often agree, and their equal claims."""

    first: Ints
    second: Ints
    n_agree: Ints
    n_differ: Ints
    pair: Ints  # of each two equal claims, an index into the pairs
    claim: Ints  # the one
    echo: Ints  # the other


def find_pairs(table: ClaimTable) -> Pairs:
    """Pairs that make at least `LEAST_SHARED` equal claims."""
    n_sources = len(table.sources)
    n_buckets = min(n_sources**2, MOST_BUCKETS, BUCKETS_EACH * len(table.source))
    seen = np.zeros(n_buckets, dtype=np.int64)
    for claim, echo in _neighbours(table, table.cell):
        seen += np.bincount(_key(table, claim, echo) % n_buckets, minlength=n_buckets)
    found = [
        np.stack((claim, echo))[:, seen[_key(table, claim, echo) % n_buckets] >= LEAST_SHARED]
        for claim, echo in _neighbours(table, table.cell)
    ]
    claim, echo = np.concatenate([*found, np.zeros((2, 0), dtype=np.int64)], axis=1)
    keys, pair, n_agree = np.unique(
        _key(table, claim, echo), return_inverse=True, return_counts=True
    )
    often = n_agree >= LEAST_SHARED
    kept = often[pair]
    keys, n_agree = keys[often], n_agree[often]
    return Pairs(
        first=keys // n_sources,
        second=keys % n_sources,
        n_agree=n_agree,
        n_differ=_n_together(table, keys) - n_agree,
        pair=(np.cumsum(often) - 1)[pair[kept]],
        claim=claim[kept],
        echo=echo[kept],
    )


def dependence(pairs: Pairs, table: ClaimTable, likely: Floats, by_chance: Floats) -> Floats:
    """c of each pair, in 0-1.

    Parameters
    ----------
    likely : (n cells,) float
        Chance that the value is true.
    by_chance : (n pairs,) float
        Of the objects on which both speak, the share on which independent sources of
        their kind say the same wrong value.
    """
    n_rivals = np.bincount(table.cell_object)[table.cell_object]
    wrong = np.maximum(1 - likely, LEAST_DOUBT * (n_rivals > 1))
    shared = summed(pairs.pair, wrong[table.cell[pairs.claim]], len(pairs.first))
    expected = (pairs.n_agree + pairs.n_differ) * by_chance
    excess = np.maximum(shared - expected, 0)
    share: Floats = excess / (excess + pairs.n_differ + PSEUDO_ERRORS)
    return share


def voices(pairs: Pairs, table: ClaimTable, depends: Floats) -> Floats:
    """How much of a voice each claim is, in 0-1."""
    n_claims = len(table.source)
    of_each = depends[pairs.pair]
    echoes = summed(pairs.claim, of_each, n_claims) + summed(pairs.echo, of_each, n_claims)
    return 1 / (1 + echoes)


def _n_together(table: ClaimTable, keys: Ints) -> Ints:
    """Objects on which both sources of these pairs speak."""
    together = np.zeros(len(keys), dtype=np.int64)
    if len(keys) == 0:
        return together
    by_source = np.lexsort((table.source, table.object))
    item = table.object[by_source]
    for claim, echo in _neighbours(table, item):
        key = _key(table, by_source[claim], by_source[echo])
        place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        together += np.bincount(place[keys[place] == key], minlength=len(keys))
    return together


def _neighbours(table: ClaimTable, group: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All twos of claims in a group, of objects that are no crowd, by their distance."""
    item = table.object
    at = np.flatnonzero(np.bincount(item)[item] <= CROWD)
    for distance in range(1, CROWD):
        at = at[at + distance < len(group)]
        at = at[group[at] == group[at + distance]]
        if len(at) == 0:
            return
        yield at, at + distance


def _key(table: ClaimTable, claim: Ints, echo: Ints) -> Ints:
    """Names a pair of sources, the lesser first as claims are in their order."""
    key: Ints = table.source[claim] * len(table.sources) + table.source[echo]
    return key
