"""Which sources have what they say from each other: by the errors that they share.

Weighed seasons -> how much of what two sources have in common they have from each other.  Two
who are right say the same; two who make the same mistakes, season after season, hardly do so
by chance.  As in `copying`, of which this is the use on seasons: what a source said of a
season last counts, and an error is what was wrong on its day.  Near-copies of a text are found
before, in `evidence`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from nextseason.truth.claim_table import ClaimTable, Floats, claim_table, summed
from nextseason.truth.copying import Pairs, dependence, find_pairs
from nextseason.truth.season_model import Weighed
from nextseason.truth.testimony import CERTAINTIES

LEAST_DEPENDENCE = 0.35  # below, a pair is taken as independent: of few errors all prove little
LEADS = 0.5  # dependence from which the later of two is said to follow the first
# Equal and different pairs of errors, before any is seen: few other states are to be named.
PRIOR_COINCIDENCE = (20.0, 20.0)

Depends = Mapping[str, Mapping[str, float]]


def shared_errors(weighed: Iterable[Weighed]) -> dict[str, dict[str, float]]:
    """The dependence of each two sources that hang together, under the names of both.

    Examples
    --------
    >>> shared_errors([])
    {}
    """
    rows = [
        (word.source, f"{heard.show} {heard.season}", str(word.form // len(CERTAINTIES)), right)
        for season in weighed
        for heard in [season.prepared.testimony]
        for word, right in zip(heard.words, season.chance_right().tolist(), strict=True)
    ]
    if not rows:
        return {}
    sources, seasons, states, _ = zip(*rows, strict=True)
    table = claim_table(sources, seasons, states)
    pairs = find_pairs(table)
    likely = _likely(table, {row[:3]: row[3] for row in rows})
    depends = dependence(pairs, table, likely, _by_chance(pairs, table, likely))
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, share in zip(pairs.first, pairs.second, depends.tolist(), strict=True):
        if share >= LEAST_DEPENDENCE:
            a, b = table.sources[one], table.sources[other]
            found[a][b] = found[b][a] = share
    return dict(found)


def leaders(depends: Depends, weighed: Iterable[Weighed]) -> dict[str, str]:
    """From each source that follows others to the first of them, by the days of their words."""
    first: dict[str, date] = {}
    for season in weighed:
        for word in season.prepared.testimony.words:
            day = word.day or date.max
            first[word.source] = min(day, first.get(word.source, day))
    follows = {}
    for name, others in depends.items():
        near = [name, *(other for other, share in others.items() if share >= LEADS)]
        leader = min(near, key=lambda one: (first[one], one))
        if leader != name:
            follows[name] = leader
    return follows


def _likely(table: ClaimTable, right: Mapping[tuple[str, str, str], float]) -> Floats:
    """Chance that what is said of a season was right on its day, over those who say it."""
    names = zip(table.source, table.object, table.value, strict=True)
    of_claim = np.array(
        [right[table.sources[s], table.objects[o], table.values[v]] for s, o, v in names]
    )
    n_claims: Floats = summed(table.cell, np.ones(len(of_claim)))
    return summed(table.cell, of_claim) / n_claims


def _by_chance(pairs: Pairs, table: ClaimTable, likely: Floats) -> Floats:
    """Chance that two independent sources make the same error: both err, and coincide."""
    wrong = 1.0 - likely[table.cell]
    n_sources = len(table.sources)
    errs = (summed(table.source, wrong, n_sources) + 0.2) / (
        summed(table.source, np.ones(len(wrong)), n_sources) + 1.0
    )
    of_cell, squares = summed(table.cell, wrong), summed(table.cell, wrong**2)
    of_object, all_squares = (summed(table.cell_object, part) for part in (of_cell, squares))
    equal = float((of_cell**2 - squares).sum())
    both = float((of_object**2 - all_squares).sum())
    a, b = PRIOR_COINCIDENCE
    chance: Floats = errs[pairs.first] * errs[pairs.second] * (equal + a) / (both + a + b)
    return chance
