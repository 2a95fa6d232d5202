"""Seasons like one in what decides renewal, and what became of them.

History -> Candidates; RenewalModel, covariates, Candidates, day -> AlikeSeasons.  How much a
difference counts is what it makes in the model's log odds of renewal.  Of past seasons the charts
tell whether another came, not what was announced.  Pure.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nextseason.domain import AlikeSeason
from nextseason.forecast.covariates import NAMES, covariates
from nextseason.forecast.incidence import CAUSES, RenewalModel
from nextseason.forecast.season_record import History, Outcome, SeasonRecord
from nextseason.forecast.successions import successions

Floats = NDArray[np.float64]

KNOWN_DAYS = 30  # after the premiere, four weeks are published
AWAITED_DAYS = 730  # by then most that come back are back; younger seasons tell nothing yet
N_ALIKE = 5


class Candidate(NamedTuple):
    """A past season, and when the next one came."""

    record: SeasonRecord
    x: Floats  # its covariates four weeks after the premiere
    following: date | None  # None: none came


def candidates(history: History) -> tuple[Candidate, ...]:
    """The seasons whose first weeks were on the list, limited ones left out."""
    following = {s.season.title: s.following.premiered for s in successions(history)}
    found = (
        Candidate(
            record,
            covariates(record, history, as_of=record.premiered + timedelta(days=KNOWN_DAYS)),
            following.get(record.title),
        )
        for record in history.records
        if record.weeks and not record.limited
    )
    return tuple(c for c in found if c.x[NAMES.index("listed_share")] > 0)


def alike_seasons(
    model: RenewalModel,
    x: Floats,
    past: Sequence[Candidate],
    *,
    show: str,
    as_of: date,
    n: int = N_ALIKE,
) -> tuple[AlikeSeason, ...]:
    """The nearest of other shows' seasons that are old enough to tell."""
    old_enough = as_of - timedelta(days=AWAITED_DAYS)
    past = [
        c for c in past if c.record.premiered <= old_enough and c.record.show.casefold() != show
    ]
    if not past:
        return ()
    there = model.scaling(np.array([c.x for c in past]))
    weight = np.where(np.isnan(x), 0.0, _odds(model))
    distance = np.abs((there - model.scaling(x[None])) * weight).sum(axis=1)
    nearest = np.argsort(distance, kind="stable")[:n]
    return tuple(_alike(past[place], as_of) for place in nearest)


def _odds(model: RenewalModel) -> Floats:
    """What each covariate adds to the log odds of renewal over cancellation, by its spread."""
    renewed, cancelled = (CAUSES.index(o) for o in (Outcome.RENEWED, Outcome.CANCELLED))
    coefficient = model.after[0].coefficient
    return np.asarray(coefficient[renewed] - coefficient[cancelled])


def _alike(candidate: Candidate, as_of: date) -> AlikeSeason:
    premiered, following = candidate.record.premiered, candidate.following
    came = following is not None and following <= as_of
    return AlikeSeason(
        title=candidate.record.title,
        gap_days=(following - premiered).days if following and came else None,
        waited_days=(as_of - premiered).days,
    )
