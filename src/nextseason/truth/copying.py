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

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nextseason.truth.claim_table import ClaimTable, Floats, Ints

LEAST_SHARED = 5  # equal claims of a pair; fewer are no evidence, and most pairs have fewer
CROWD = 200  # claimants: objects with more say little of a pair and cost their square
PSEUDO_ERRORS = 2.0  # k: one shared error makes no copy
# A contested claim is never surely right: a group of copies that has come to be believed
# would otherwise have no errors left by which to know it.
LEAST_DOUBT = 0.03
NEGLIGIBLE = 0.02  # dependence: below, a pair is left out, which keeps the matrix sparse


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Pairs of sources that often agree."""

    first: Ints
    second: Ints
    n_agree: Floats
    n_differ: Floats
    said: sparse.csr_array  # sources x cells, of objects that are no crowd


def find_pairs(table: ClaimTable) -> Pairs:
    """Pairs that make at least `LEAST_SHARED` equal claims."""
    n_sources, item = len(table.sources), table.object
    kept = np.bincount(item)[item] <= CROWD
    who = table.source[kept]
    said = _incidence(who, table.cell[kept], (n_sources, len(table.cell_object)))
    spoke = _incidence(who, item[kept], (n_sources, len(table.objects)))
    agree = sparse.triu(said @ said.T, 1).tocoo()
    often = agree.data >= LEAST_SHARED
    first, second = agree.row[often].astype(np.int64), agree.col[often].astype(np.int64)
    n_agree = agree.data[often]
    return Pairs(
        first=first,
        second=second,
        n_agree=n_agree,
        n_differ=_at(spoke @ spoke.T, first, second) - n_agree,
        said=said,
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
    weighted = pairs.said.multiply(wrong[None, :]).tocsr()
    shared = _at(weighted @ pairs.said.T, pairs.first, pairs.second)
    expected = (pairs.n_agree + pairs.n_differ) * by_chance
    excess = np.maximum(shared - expected, 0)
    share: Floats = excess / (excess + pairs.n_differ + PSEUDO_ERRORS)
    return share


def voices(pairs: Pairs, table: ClaimTable, depends: Floats) -> Floats:
    """How much of a voice each claim is, in 0-1."""
    heard = depends > NEGLIGIBLE
    first, second, by = pairs.first[heard], pairs.second[heard], depends[heard]
    n = len(table.sources)
    both = (np.r_[first, second], np.r_[second, first])
    matrix = sparse.csr_array((np.r_[by, by], both), shape=(n, n))
    echoes = _at((matrix @ pairs.said).tocsr(), table.source, table.cell)
    return 1 / (1 + echoes)


def _incidence(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _at(matrix: sparse.csr_array, rows: Ints, columns: Ints) -> Floats:
    """Entries of a sparse matrix."""
    if len(rows) == 0:
        return np.zeros(0)
    matrix.sum_duplicates()  # sorted, rows are searched by halves
    found: Floats = np.asarray(matrix[rows, columns], dtype=np.float64).ravel()
    return found
