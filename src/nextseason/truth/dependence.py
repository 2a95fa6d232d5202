"""Which sources follow which: by the errors that they share.

Weighed seasons -> follower -> leader.  Two who are right say the same; two who make the same
mistakes, season after season, hardly do so by chance (Dong, Berti-Equille & Srivastava 2009).
Near-copies of a text are found before, in `evidence`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from nextseason.truth.groups import linked
from nextseason.truth.season_model import Weighed

WRONG = 0.2  # a state with less than this chance on a word's day makes the word an error
MIN_SHARED = 3  # errors; two may be chance
MIN_SHARE = 0.5  # of the errors of the one who made fewer
MOST_TOGETHER = 60  # an error that so many make is in the air, and proves nothing

Error = tuple[str, int | None, int]  # the season, and the form in which it is wrong


def followers(weighed: Iterable[Weighed]) -> dict[str, str]:
    """From each source that shares another's errors to the first who made them.

    Examples
    --------
    >>> followers([])
    {}
    """
    errors, first_day = _errors(weighed)
    shared: Counter[tuple[str, str]] = Counter()
    for who in errors.values():
        if len(who) <= MOST_TOGETHER:
            shared.update(combinations(sorted(who), 2))
    n_errors = Counter(name for who in errors.values() for name in who)
    names = sorted(n_errors, key=lambda name: (first_day[name], name))
    place = {name: i for i, name in enumerate(names)}
    links = [
        (place[a], place[b])
        for (a, b), n in shared.items()
        if n >= MIN_SHARED and n >= MIN_SHARE * min(n_errors[a], n_errors[b])
    ]
    leaders = linked(len(names), links)
    return {name: names[at] for name, at in zip(names, leaders, strict=True) if names[at] != name}


def _errors(weighed: Iterable[Weighed]) -> tuple[dict[Error, set[str]], dict[str, date]]:
    """Who made each error, and when each source first made one."""
    errors: dict[Error, set[str]] = defaultdict(set)
    first_day: dict[str, date] = {}
    for season in weighed:
        testimony = season.prepared.testimony
        for word, right in zip(testimony.words, season.chance_right(), strict=True):
            if right < WRONG:
                errors[testimony.show, testimony.season, word.form].add(word.source)
                day = word.day or date.max
                first_day[word.source] = min(day, first_day.get(word.source, day))
    return errors, first_day
