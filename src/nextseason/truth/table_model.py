"""What is true of each object in a table of claims, and who is right how often.

ClaimTable -> TruthFit -> answers and explanations.  The timeless model, for any domain:
values of which one is true are weighed by `labels` where they are a few labels given to
many objects, by `open_values` elsewhere.  Where several values may be true of an object,
each is a question of its own: claimed by a source, or passed over by one that speaks of
the object (the latent truth model; Zhao, Rubinstein, Gemmell & Han 2012).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from nextseason.errors import InputError
from nextseason.truth.claim_table import ClaimTable, Floats, Ints
from nextseason.truth.labels import LabelFit, evidence, fit_labels, is_labelled
from nextseason.truth.open_values import OpenFit, fit_open

PASSED_OVER, CLAIMED = "no", "yes"  # the labels of a value where several may be true
PRIOR_CLAIMS = 5.0  # as many claims as the sources' mean is worth in a source's reliability
INTERVAL = 0.9  # chance that a source's reliability lies between `low` and `high`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TruthFit:
    """A table and what was learned from it."""

    table: ClaimTable
    asked: ClaimTable  # the table that was fitted: `table`, or a question for each cell
    several: bool  # values may be true of one object
    learned: OpenFit | LabelFit


class Answer(NamedTuple):
    """A value that is held true of an object."""

    object: str
    value: str
    probability: float


class Standing(NamedTuple):
    """How often a source is right."""

    source: str
    n_claims: int
    reliability: float
    low: float
    high: float


class Weight(NamedTuple):
    """What one claim adds."""

    source: str
    value: str
    log_odds: float
    voice: float  # 1: speaks for itself; 1 / k: one of k copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an answer is held against its strongest rival: prior + weights = log_odds."""

    object: str
    answer: str
    rival: str | None  # None: any value that nobody claims
    log_odds: float
    prior: float
    weights: tuple[Weight, ...]  # the strongest first


def fit(table: ClaimTable, *, several: bool = False) -> TruthFit:
    """Learn what is true and who is right, from the claims alone.

    Parameters
    ----------
    several : bool
        Several values may be true of an object; the table should be made so too.

    Examples
    --------
    >>> from nextseason.truth.claim_table import claim_table
    >>> rows = [("a", "x", "1"), ("b", "x", "1"), ("c", "x", "2"), ("a", "y", "3")]
    >>> [answer[:2] for answer in predict(fit(claim_table(*zip(*rows))))]
    [('x', '1'), ('y', '3')]
    """
    asked = _questions(table) if several else table
    learned = fit_labels(asked) if several or is_labelled(asked) else fit_open(asked)
    return TruthFit(table=table, asked=asked, several=several, learned=learned)


def predict(fitted: TruthFit) -> tuple[Answer, ...]:
    """The likeliest value of each object; with several, all that are likelier than not.

    Of equal values the first in the order of names.  An object has at least one answer.
    """
    table, (item, value, likely, rank) = fitted.table, _candidates(fitted)
    order = np.lexsort((value, -np.round(rank, 9), item))
    best = np.r_[True, np.diff(item[order]) != 0]
    chosen = order[best | (fitted.several & (likely[order] > 0.5))]
    return tuple(
        Answer(table.objects[o], table.values[v], float(chance))
        for o, v, chance in zip(item[chosen], value[chosen], likely[chosen], strict=True)
    )


def standings(fitted: TruthFit) -> tuple[Standing, ...]:
    """Each source's reliability with its interval, in the order of names.

    Claims without another beside them say nothing of their source.  An interval is as wide
    as the doubt about what is true makes it: the information that is missing is taken off
    (Louis 1982).
    """
    asked = fitted.asked
    held = _held(fitted)
    judged = (np.bincount(asked.object)[asked.object] > 1).astype(np.float64)
    n_sources = len(asked.sources)
    right = np.bincount(asked.source, held * judged, n_sources)
    doubt = np.bincount(asked.source, held * (1 - held) * judged, n_sources)
    n_judged = np.bincount(asked.source, judged, n_sources)
    seen = n_judged > 0
    mean = float((right[seen] / n_judged[seen]).mean()) if seen.any() else 0.5
    chance = (right + PRIOR_CLAIMS * mean) / (n_judged + PRIOR_CLAIMS)
    known = np.maximum(n_judged - doubt / (chance * (1 - chance)), 0) + PRIOR_CLAIMS
    low, high = (
        betaincinv(chance * known, (1 - chance) * known, tail)
        for tail in ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2)
    )
    n_claims = np.bincount(fitted.table.source, minlength=n_sources)
    columns = (n_claims.tolist(), chance.tolist(), low.tolist(), high.tolist())
    return tuple(map(Standing, asked.sources, *columns))


def explain(fitted: TruthFit, name: str, value: str | None = None) -> Explanation:
    """What speaks for an object's answer, claim by claim.

    Parameters
    ----------
    value : str, optional
        Where several values may be true, the one in question; else it is not needed.

    Raises
    ------
    InputError
        Nothing is claimed of the object, or not this value.

    Examples
    --------
    >>> from nextseason.truth.claim_table import claim_table
    >>> rows = [("a", "x", "1"), ("b", "x", "1"), ("c", "x", "2")]
    >>> told = explain(fit(claim_table(*zip(*rows))), "x")
    >>> told.answer, told.rival, [weight.source for weight in told.weights]
    ('1', '2', ['c', 'a', 'b'])
    """
    item = _question(fitted, name, value)
    match fitted.learned:
        case OpenFit() as learned:
            found = _explained_open(fitted.asked, learned, item)
        case LabelFit() as learned:
            found = _explained_labels(fitted.asked, learned, item)
    answer, rival, prior, weights = found
    ordered = tuple(sorted(weights, key=lambda w: (-round(abs(w.log_odds), 9), w.source)))
    log_odds = prior + sum(weight.log_odds for weight in weights)
    return Explanation(
        object=name, answer=answer, rival=rival, log_odds=log_odds, prior=prior, weights=ordered
    )


def _questions(table: ClaimTable) -> ClaimTable:
    """Each cell as an object, claimed or passed over by those who speak of its object."""
    n_objects, n_sources = len(table.objects), len(table.sources)
    n_rivals = np.bincount(table.cell_object, minlength=n_objects)
    first = np.cumsum(n_rivals) - n_rivals
    speaks = np.unique(table.object * n_sources + table.source)
    item, source = speaks // n_sources, speaks % n_sources
    times = n_rivals[item]
    cell = np.repeat(first[item] - (np.cumsum(times) - times), times) + np.arange(times.sum())
    source = np.repeat(source, times)
    said = np.isin(cell * n_sources + source, table.cell * n_sources + table.source)
    return _labelled(table, cell, source, said.astype(np.int64))


def _labelled(table: ClaimTable, cell: Ints, source: Ints, label: Ints) -> ClaimTable:
    names = tuple(
        f"{table.objects[item]}: {table.values[value]}"
        for item, value in zip(table.cell_object, table.cell_value, strict=True)
    )
    key, place = np.unique(cell * 2 + label, return_inverse=True)
    order = np.lexsort((source, place))
    return ClaimTable(
        sources=table.sources,
        objects=names,
        values=(PASSED_OVER, CLAIMED),
        source=source[order],
        cell=place[order],
        cell_object=key // 2,
        cell_value=key % 2,
    )


def _candidates(fitted: TruthFit) -> tuple[Ints, Ints, Floats, Floats]:
    """Object, value, chance and what it is ranked by, of all that may be answered.

    A label may be true of an object though nobody gives it.  Open values are ranked by
    log-odds, as their chances may be too near 1 to differ.
    """
    table = fitted.table
    match fitted.learned:
        case OpenFit(likely=likely, log_odds=log_odds):
            return table.cell_object, table.cell_value, likely, log_odds
        case LabelFit(likely=likely) if fitted.several:
            return table.cell_object, table.cell_value, likely[:, 1], likely[:, 1]
        case LabelFit(likely=likely):
            item, value = (place.ravel() for place in np.indices(likely.shape))
            return item, value, likely.ravel(), likely.ravel()


def _held(fitted: TruthFit) -> Floats:
    """Chance that each claim of the table as asked is right."""
    asked = fitted.asked
    match fitted.learned:
        case OpenFit(likely=likely):
            return likely[asked.cell]
        case LabelFit(likely=likely):
            return likely[asked.object, asked.value]


def _question(fitted: TruthFit, name: str, value: str | None) -> int:
    """Index of the object as asked."""
    table = fitted.table
    if name not in table.objects:
        raise InputError(f"no claim is about {name!r}; name an object of the table")
    item = table.objects.index(name)
    if not fitted.several:
        return item
    cells = np.flatnonzero(table.cell_object == item)
    told = {table.values[table.cell_value[cell]]: int(cell) for cell in cells}
    if value not in told:
        raise InputError(f"of {name!r}, explain one of {', '.join(told)}; got {value!r}")
    return told[value]


Found = tuple[str, str | None, float, list[Weight]]


def _explained_open(table: ClaimTable, learned: OpenFit, item: int) -> Found:
    cells: list[int] = np.flatnonzero(table.cell_object == item).tolist()
    rest = float(learned.prior_rest[item])
    ranked = sorted(cells, key=lambda cell: (-round(float(learned.log_odds[cell]), 9), cell))
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    weights = list(_weights_open(table, learned, best, second))
    if second is not None and learned.log_odds[second] >= rest:
        return _value(table, best), _value(table, second), 0.0, weights
    return _value(table, best), None, -rest, list(_weights_open(table, learned, best, None))


def _weights_open(
    table: ClaimTable, learned: OpenFit, best: int, rival: int | None
) -> Iterator[Weight]:
    of_object = np.flatnonzero(table.object == table.cell_object[best])
    for claim in of_object:
        cell = int(table.cell[claim])
        sign = 1.0 if cell == best else -1.0 if cell == rival else 0.0
        yield Weight(
            table.sources[table.source[claim]],
            _value(table, cell),
            sign * float(learned.added[claim]),
            float(learned.voice[claim]),
        )


def _value(table: ClaimTable, cell: int) -> str:
    return table.values[int(table.cell_value[cell])]


def _explained_labels(table: ClaimTable, learned: LabelFit, item: int) -> Found:
    second, best = np.argsort(learned.likely[item], kind="stable")[-2:]
    prior = float(np.log(learned.prior[best] / learned.prior[second]))
    added = evidence(table, learned.told, learned.voice)
    weights = [
        Weight(
            table.sources[table.source[claim]],
            table.values[table.value[claim]],
            float(added[claim, best] - added[claim, second]),
            float(learned.voice[claim]),
        )
        for claim in np.flatnonzero(table.object == item)
    ]
    return table.values[best], table.values[second], prior, weights
