"""What the company that a name keeps says of it: names in a row with shows are shows.

Candidates and how likely each is a show by itself -> (n candidates, N_COMPANY) features.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.candidates import Candidate
from nextseason.claims.vectors import Vectors

Pairs = NDArray[np.bool_]  # (n candidates, n candidates)

N_COMPANY = 7
_NOBODY = -9.0  # the log-odds of company that there is not


def company_features(candidates: Sequence[Candidate], alone: Vectors) -> Vectors:
    """One row per candidate; `alone`: (n candidates,) log-odds of each by itself."""
    akin = _akin(candidates)
    company = _together(candidates) & ~akin
    np.fill_diagonal(akin, val=False)
    n_company = company.sum(axis=1)
    total = company @ np.maximum(alone, _NOBODY)
    return np.column_stack(
        [
            alone,
            _most(company, alone),
            np.where(n_company, total / np.maximum(n_company, 1), _NOBODY),
            company @ (alone > 0).astype(np.float32),
            _most(akin, alone),
            alone.max() - alone,
            np.full(len(alone), (alone > 0).sum()),
        ]
    ).astype(np.float32)


def _most(who: Pairs, scores: Vectors) -> Vectors:
    """The highest score among those of each row."""
    most: Vectors = np.where(who, scores, _NOBODY).max(axis=1)
    return most


def _together(candidates: Sequence[Candidate]) -> Pairs:
    """Which stand in a sentence with which."""
    places = [{place[0] for place in c.places} for c in candidates]
    column = {sentence: i for i, sentence in enumerate(sorted(set().union(*places)))}
    stands = np.zeros((len(candidates), len(column)), np.float32)
    for row, sentences in enumerate(places):
        stands[row, [column[s] for s in sentences]] = 1.0
    together: Pairs = stands @ stands.T > 0
    return together


def _akin(candidates: Sequence[Candidate]) -> Pairs:
    """Which are part of which, or the same: they are one name, not company."""
    padded = [f" {c.key} " for c in candidates]
    part = np.array([[here in there for there in padded] for here in padded], np.bool_)
    akin: Pairs = part | part.T
    return akin
