"""A season's testimony with all that does not hang on what its sources are like.

Testimony -> Prepared: its histories, and what each word may tell of them.
"""

from dataclasses import dataclass
from datetime import date

from nextseason.truth.histories import Histories, possible_histories
from nextseason.truth.reporting import Views, views
from nextseason.truth.stories import Bools, possible_stories
from nextseason.truth.testimony import Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A season that can be weighed as soon as its sources are known."""

    testimony: Testimony
    histories: Histories
    views: Views
    before: Views  # the same, over the days before each
    stories: dict[int, Bools]  # see `possible_stories`


def prepare(testimony: Testimony, as_of: date) -> Prepared:
    """The season's histories up to the last dated word, or to `as_of` where none is dated.

    That a decision was made of which nobody has written is for the forecast to say.
    """
    days = [word.day for word in testimony.words if word.day and word.day <= as_of]
    histories = possible_histories(days or [as_of], testimony.premiere, dated=bool(days))
    seen = views(testimony, histories.days, as_of.toordinal())
    return Prepared(
        testimony=testimony,
        histories=histories,
        views=seen,
        before=seen.before(),
        stories=possible_stories(testimony),
    )
