"""What may have become of a season: its possible histories, each with its prior probability.

Days -> Histories.  A season is undecided until it is renewed, cancelled or concluded (the one
before was the planned end); a renewal may be taken back, a cancelled or concluded show may be
revived.  So few changes happen to a season that all histories over a few dozen days can be
listed, and nothing has to be approximated.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from nextseason.domain import RenewalStatus

STATES = (
    RenewalStatus.PENDING,
    RenewalStatus.RENEWED,
    RenewalStatus.CANCELLED,
    RenewalStatus.CONCLUDED,
)
UNDECIDED, RENEWED, CANCELLED, CONCLUDED = range(4)

MAX_DAYS = 40  # that are told apart; of more, those that part them evenly are kept
# Before the first word of anybody things may have happened, too: one more day each way back.
LEAD_DAYS = (400, 200, 90, 30, 7, 1)

# Chance a day of each decision, given none so far, by days since the season before came out.
# From public decisions on some 670 seasons of 2017-2024: half of the renewals come within five
# weeks of the premiere, half of the cancellations within fourteen.
_HAZARDS = (
    # up to day, renewed, cancelled, concluded
    (0, 0.0006, 0.00005, 0.0003),
    (28, 0.0075, 0.0005, 0.0003),
    (60, 0.0080, 0.0015, 0.0003),
    (120, 0.0045, 0.0018, 0.0003),
    (240, 0.0020, 0.0012, 0.0002),
    (480, 0.0008, 0.0006, 0.0001),
    (10**6, 0.0002, 0.0002, 0.00005),
)
# Where the premiere is not known, it is taken to lie so long before the first word.
_PREMIERE_BEFORE = 30
# Articles are written because something has happened: by the day of the first one a decision has
# been made in seven cases of ten, mostly within the week, and each later day with a word is a
# reason, too.  Shares as among the bottom lines of our own annotated texts.
_DECIDED_BEFORE = (0.35, 0.2, 0.1)  # by the first word: renewed, cancelled, concluded
# Of that, by the days of LEAD_DAYS, and the first.
_LEAD_SHARES = (0.12, 0.10, 0.10, 0.10, 0.13, 0.45)
# Of undated pages alone nobody knows on which day the first was written, but it was as far behind
# the decision as a dated one is: most of the days that it may be of lie after.
_UNDATED_LEAD_SHARES = (0.6, 0.1, 0.1, 0.1, 0.05, 0.05)
_NEWS = (0.04, 0.04, 0.01)  # of each later day with a word
# Chance a day of a reversal, and of each day with a word: one renewal in a hundred is taken back
# within a year, and about three cancelled shows in a hundred find another home.
_REVERSALS = {
    RENEWED: (3e-5, 0.02),
    CANCELLED: (8e-5, 0.02),
    CONCLUDED: (2e-5, 0.005),
}

Floats = NDArray[np.float64]
Ordinals = NDArray[np.int64]  # days, as `date.toordinal` counts them
Places = NDArray[np.int64]
Bools = NDArray[np.bool_]

TURNS_INTO = np.array([RENEWED, CANCELLED, RENEWED, RENEWED])  # if at all; of the first, unused


class Histories(NamedTuple):
    """All histories over some days, and how probable each is before any evidence.

    A history is undecided up to the day with the number `first`, then `decided`, and from the
    day with the number `second` on what `decided` turns into; a day that does not come has
    the number n_days.
    """

    days: Ordinals  # (n_days,) ascending
    first: Places  # (n_histories,)
    second: Places  # (n_histories,)
    decided: Places  # (n_histories,) indices of STATES; any where there is no first change
    log_prior: Floats  # (n_histories,)

    @property
    def states(self) -> Places:
        """(n_histories, n_days) indices of STATES."""
        place = np.arange(len(self.days))
        later = np.where(
            place < self.second[:, None], self.decided[:, None], TURNS_INTO[self.decided, None]
        )
        return np.where(place < self.first[:, None], UNDECIDED, later)

    def changes_of(self, rows: Places) -> csr_array:
        """What changes with each day, from which `spent_in` sums up: (n_rows, (n_days + 1) * 4)."""
        first, second, decided = (len(STATES) * self.first, len(STATES) * self.second, self.decided)
        begins = np.full(len(first), UNDECIDED)
        at = np.stack(
            (begins, first, first + decided, second + decided, second + TURNS_INTO[decided]), axis=1
        )[rows]
        signs = np.tile([1.0, -1.0, 1.0, -1.0, 1.0], len(rows))
        starts = np.arange(len(rows) + 1) * at.shape[1]
        n_places = (len(self.days) + 1) * len(STATES)
        return csr_array((signs, at.ravel(), starts), shape=(len(rows), n_places))

    def spent_in(self, shares: Floats, rows: Places) -> Floats:
        """How much of each share is in each state on each day: (n_shares, n_days, 4).

        Parameters
        ----------
        shares : (n_shares, n_rows)
            Of these histories.
        """
        changes = (shares @ self.changes_of(rows)).reshape(len(shares), -1, len(STATES))
        spent: Floats = np.cumsum(changes, axis=1)[:, :-1]
        return np.maximum(spent, 0.0)  # which it may miss by rounding

    @property
    def last(self) -> Places:
        """(n_histories,) indices of STATES on the last day."""
        n = len(self.days)
        later = np.where(self.second < n, TURNS_INTO[self.decided], self.decided)
        return np.where(self.first < n, later, UNDECIDED)


def possible_histories(
    days: list[date],
    premiere: date | None = None,
    *,
    dated: bool = True,
    quiet_end: bool = False,
) -> Histories:
    """Every history of a season over these days, in which it changes at most twice.

    Parameters
    ----------
    days : list of date
        Those on which something was said, and the one asked about; at least one.
    premiere : date or None
        When the season before came out.
    dated : bool
        Something was said on the first of the days; else it is not known when.
    quiet_end : bool
        On the last of the days nothing is known to have been said.

    Examples
    --------
    >>> from datetime import timedelta
    >>> first = date(2027, 3, 1)
    >>> found = possible_histories([first, first + timedelta(days=30)])
    >>> found.states.shape
    (109, 8)
    >>> round(float(np.exp(found.log_prior).sum()), 6)
    1.0
    """
    grid = _grid(days)
    n = len(grid)
    is_news = np.arange(n) < n - quiet_end
    hazards = _hazards(grid, premiere, _LEAD_SHARES if dated else _UNDATED_LEAD_SHARES, is_news)
    total = hazards.sum(axis=1)
    survived = -np.concatenate(([0.0], np.cumsum(total)))
    step = np.diff(grid, prepend=grid[0])
    once, (early, late) = np.arange(n), np.triu_indices(n, 1)
    never = np.array([n])
    firsts, seconds, decided, logs = [never], [never], [np.array([RENEWED])], [survived[-1:]]
    for state, (rate, news) in _REVERSALS.items():
        first = survived[:-1] + np.log(-np.expm1(-total) * hazards[:, state - 1] / total)
        turned = rate * step + news * is_news
        turning = np.cumsum(turned)
        stays = first - (turning[-1] - turning)
        turns = first[early] - (turning[late - 1] - turning[early])
        logs += [stays, turns + np.log(-np.expm1(-turned[late]))]
        firsts += [once, early]
        seconds += [np.full(n, n), late]
        decided.append(np.full(n + len(early), state))
    log_prior = np.concatenate(logs)
    return Histories(
        grid,
        np.concatenate(firsts),
        np.concatenate(seconds),
        np.concatenate(decided),
        log_prior - np.logaddexp.reduce(log_prior),
    )


def _grid(days: list[date]) -> Ordinals:
    told = np.unique([day.toordinal() for day in days])
    if len(told) > MAX_DAYS:
        picked = np.linspace(0, len(told) - 1, MAX_DAYS).round().astype(int)
        told = told[picked]
    return np.concatenate((told[0] - np.array(LEAD_DAYS), told))


def _hazards(
    grid: Ordinals, premiere: date | None, lead_shares: tuple[float, ...], is_news: Bools
) -> Floats:
    """Of each decision, cumulated over the interval that ends with each day: (n_days, 3)."""
    step = np.diff(grid, prepend=grid[0])
    came_out = premiere.toordinal() if premiere else grid[len(LEAD_DAYS)] - _PREMIERE_BEFORE
    ends = np.array([row[0] for row in _HAZARDS])
    rates: Floats = np.array([row[1:] for row in _HAZARDS])
    cumulated = np.concatenate((np.zeros((1, 3)), np.cumsum(rates[1:] * np.diff(ends)[:, None], 0)))

    def until(day: Ordinals) -> Floats:
        since = day - came_out
        piece = np.searchsorted(ends, np.clip(since, 0, ends[-1]), side="left")
        before: Floats = np.minimum(since, 0)[:, None] * rates[0]
        within = np.clip(since, 0, None) - ends[np.maximum(piece - 1, 0)]
        after: Floats = np.where(
            (since > 0)[:, None],
            cumulated[np.maximum(piece - 1, 0)] + within[:, None] * rates[piece],
            0.0,
        )
        return np.asarray(before + after)

    chances: Floats = np.maximum(until(grid) - until(grid - step), 0.0)
    chances += np.outer(is_news, _NEWS)
    before = -np.log1p(-sum(_DECIDED_BEFORE)) * np.outer(lead_shares, _DECIDED_BEFORE)
    chances[: len(before)] = before / sum(_DECIDED_BEFORE)
    return chances
