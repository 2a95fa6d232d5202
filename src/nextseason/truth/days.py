"""When it comes: on which days a release or a decision may fall, and how likely.

Evidence of one question (+ the chance that there is a season at all) -> tuple[DayShare, ...],
apart from each other and together 1.  Every claim of a window lifts the days in it, the more so
the narrower it is, and by as much as `weights` says that it weighs.  Days that nobody names
lie with those of which nothing is known.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from nextseason.domain import UNANNOUNCED, DayShare, NoDay, Window
from nextseason.truth.answers import answer_window
from nextseason.truth.evidence import Evidence
from nextseason.truth.standing import still_standing
from nextseason.truth.weights import STRENGTH, Weight, pool

# A day of which nothing is known lies somewhere within about three years: two in three seasons
# come out in less than two years after the one before, and rarely is one spoken of for longer.
HORIZON_DAYS = 1100.0
NAMED = 0.5  # before any word on it: chance that there is a day that one could name
# Log-odds of one firm word that no day is announced: half of those for a day, for it takes
# nothing but not having heard.
UNHEARD = STRENGTH / 2
POSTPONED = 0.2  # weight of a firm day that a later firm one does not agree with
FAINT = 0.0005  # a piece with less than this is counted among the days that nobody knows

Trust = Callable[[str], float]


def day_shares(
    evidence: Sequence[Evidence],
    *,
    chance_of_season: float = 1.0,
    trust: Trust = lambda _source: 1.0,
) -> tuple[DayShare, ...]:
    """The pieces into which the claims cut time, in its order; then what has no day.

    Parameters
    ----------
    evidence : sequence of Evidence
        Of one question on the topic release or decision.
    chance_of_season : float
        In 0-1: a season that was cancelled is never released.
    trust : callable
        How much a source's word counts beside that of one of which nothing is known.
    """
    weights = _weights(evidence, trust)
    windows = {
        answer_window(answer): weight for answer, weight in weights.items() if answer != UNANNOUNCED
    }
    unannounced = weights.get(UNANNOUNCED, Weight(0.0, 0.0))
    pieces = _pieces(windows)
    n_days = sum(piece.days for piece in pieces)
    horizon = max(HORIZON_DAYS, n_days)
    logs = [math.log(NAMED * p.days / horizon) + _lift(p, windows) for p in pieces]
    unnamed = NAMED * (1.0 - n_days / horizon)
    open_odds = math.exp(UNHEARD * (unannounced.pro - unannounced.con))
    nothing = math.log(unnamed + (1.0 - NAMED) * open_odds)
    chances = _shared_out([*logs, nothing])
    named = [
        DayShare(when=piece, probability=chance_of_season * chance)
        for piece, chance in zip(pieces, chances, strict=False)
        if chance >= FAINT
    ]
    return (*named, *_without_day(named, chance_of_season))


def _without_day(named: Sequence[DayShare], chance_of_season: float) -> tuple[DayShare, ...]:
    """What is left of the season, and that there is none."""
    left = chance_of_season - math.fsum(share.probability for share in named)
    return (
        DayShare(when=NoDay.UNKNOWN, probability=min(1.0, max(0.0, left))),
        DayShare(when=NoDay.NEVER, probability=1.0 - chance_of_season),
    )


def _weights(evidence: Sequence[Evidence], trust: Trust) -> dict[str, Weight]:
    """For and against each answer; what later firm days have overtaken counts less, or not."""
    standing = still_standing(evidence)
    firm = [item for item in standing if _is_firm_day(item)]
    newest = max((item.day for item in firm if item.day), default=None)
    if newest is None:
        return pool(standing, trust)
    latest = [answer_window(item.answer) for item in firm if item.day == newest]
    kept = [item for item in standing if not _is_early_guess(item, newest)]
    postponed = {item.answer for item in kept if _is_postponed(item, newest, latest)}
    weighed = pool(kept, trust)
    return {
        answer: Weight(weight.pro * POSTPONED, weight.con) if answer in postponed else weight
        for answer, weight in weighed.items()
    }


def _is_firm_day(item: Evidence) -> bool:
    return item.is_firm and not item.denied and item.answer != UNANNOUNCED


def _is_early_guess(item: Evidence, newest: date) -> bool:
    """Nobody need guess, or be in the dark, once a day is firmly told."""
    told = item.day is None or item.day < newest
    return told and not item.is_firm


def _is_postponed(item: Evidence, newest: date, latest: Sequence[Window]) -> bool:
    if not _is_firm_day(item) or item.day == newest:
        return False
    window = answer_window(item.answer)
    return not any(window.overlaps(other) for other in latest)


def _pieces(windows: Mapping[Window, Weight]) -> list[Window]:
    """Time cut where a window starts or ends, without what lies in none that is told of."""
    cuts = sorted({cut for w in windows for cut in (w.start, _after(w))})
    pieces = [
        Window(start=start, end=date.fromordinal(after.toordinal() - 1))
        for start, after in pairwise(cuts)
    ]
    told = [window for window, weight in windows.items() if weight.pro > 0.0]
    return [piece for piece in pieces if any(piece.overlaps(window) for window in told)]


def _after(window: Window) -> date:
    return window.end + timedelta(days=1)


def _lift(piece: Window, windows: Mapping[Window, Weight]) -> float:
    """By how much the claims speak for a day of this piece: log odds to a day of no window."""
    lift = 0.0
    for window, weight in windows.items():
        if window.overlaps(piece):
            narrow = max(1.0, HORIZON_DAYS / window.days)
            lift += weight.pro * math.log1p(math.exp(STRENGTH) * narrow) - weight.con * STRENGTH
    return lift


def _shared_out(logs: Sequence[float]) -> list[float]:
    top = max(logs)
    odds = [math.exp(log - top) for log in logs]
    total = math.fsum(odds)
    return [value / total for value in odds]
