"""A season's testimony with all that does not hang on what its sources are like.

Testimony -> Prepared: its histories, and what each word may tell of them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from nextseason.truth.histories import Histories, possible_histories
from nextseason.truth.reporting import Views, views
from nextseason.truth.stories import Bools, possible_stories
from nextseason.truth.testimony import Testimony

# After the last dated word undated pages may tell of what came later; within so many days it
# hardly differs from what was said last.
LATER = timedelta(days=30)


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

    Where undated words may be younger than that, up to one more day.

    That a decision was made of which nobody has written is for the forecast to say.
    """
    days = [word.day for word in testimony.words if word.day and word.day <= as_of]
    undated = [min(word.no_later or as_of, as_of) for word in testimony.words if not word.day]
    quiet_end = bool(days and undated and max(undated) > max(days))
    if quiet_end:
        days.append(min(max(undated), max(days) + LATER))
    histories = possible_histories(
        days or [as_of], testimony.premiere, dated=bool(days), quiet_end=quiet_end
    )
    seen = views(testimony, histories.days, as_of.toordinal())
    return Prepared(
        testimony=testimony,
        histories=histories,
        views=seen,
        before=seen.before(),
        stories=possible_stories(testimony),
    )
