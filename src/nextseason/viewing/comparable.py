"""Which season is meant, and which others are like it.

Measured seasons and a name -> those of the show; a season -> the nearest of its category by the
views of their first 28 days.  Pure.
"""

from collections.abc import Sequence
from math import log

from rapidfuzz import fuzz

from nextseason.domain import SeasonFigures
from nextseason.errors import InputError
from nextseason.titles import fold
from nextseason.viewing.chart_figures import Measured

# Below this likeness (0-100) a query and a title are not taken for the same show.
MIN_LIKENESS = 88
MAX_NAMED = 5  # shows named where a query finds none
COMPARED = 6  # seasons beside the one asked for


def seasons_of(query: str, measured: Sequence[Measured]) -> tuple[Measured, ...]:
    """The seasons of the show that a loosely typed query means, the oldest first.

    Raises
    ------
    InputError
        No show on the lists is like the query; the message names the nearest.
    """
    wanted = fold(query)
    likeness = {show: fuzz.ratio(wanted, show) for show in {fold(m.figures.show) for m in measured}}
    best = max(likeness, key=lambda show: (likeness[show], show), default="")
    if not wanted or likeness.get(best, 0) < MIN_LIKENESS:
        titles = {fold(m.figures.show): m.figures.show for m in measured}
        near = sorted(likeness, key=lambda show: (-likeness[show], show))[:MAX_NAMED]
        raise InputError(
            f"no show like {query!r} on the weekly lists; the nearest are "
            f"{', '.join(titles[show] for show in near) or 'none'}"
        )
    return tuple(m for m in measured if fold(m.figures.show) == best)


def choose_season(seasons: Sequence[Measured], number: int | None) -> Measured:
    """The season of that number, else the last one.

    Raises
    ------
    InputError
        The show's seasons on the lists have no such number.
    """
    if number is None:
        return seasons[-1]
    for item in reversed(seasons):
        if item.figures.season == number:
            return item
    there = ", ".join(season_words(item.figures) or "the show itself" for item in seasons)
    raise InputError(f"no season {number} of {seasons[0].figures.show} on the lists; only {there}")


def comparable(
    chosen: Measured, measured: Sequence[Measured], *, n: int = COMPARED
) -> tuple[Measured, ...]:
    """The seasons of the same category whose first 28 days' views are nearest, nearest first.

    Nearness is the ratio of the views; none where the season's own are not known.
    """
    views = _views(chosen)
    if not views:
        return ()
    others = [
        (abs(log(theirs / views)), place)
        for place, item in enumerate(measured)
        if item is not chosen and item.category == chosen.category and (theirs := _views(item))
    ]
    return tuple(measured[place] for _, place in sorted(others)[:n])


def full_name(figures: SeasonFigures) -> str:
    """The show and its season as it is called; the show alone where no season is told."""
    return ", ".join(filter(None, (figures.show, season_words(figures))))


def season_words(figures: SeasonFigures) -> str:
    """A season as it is called: "season 2", "After Dark", "season 2: Lowtown"; "": not told."""
    number = f"season {figures.season}" if figures.season else ""
    return ": ".join(filter(None, (number, figures.season_name)))


def _views(item: Measured) -> float | None:
    amount = item.figures.views_28d
    return amount.value if amount and amount.value > 0 else None
