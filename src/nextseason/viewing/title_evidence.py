"""What charts tell of each other's titles.

Rows as printed -> Evidence; a title and its category -> SeasonName, or the reason why not.  The
weekly lists print the show beside the season, so they settle where a show's name ends; reports
that keep films and series apart settle the one that does not.  Nothing is taken from likeness.
Pure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from nextseason.viewing.season_names import (
    BESIDE,
    SeasonKind,
    SeasonName,
    film_name,
    name_alone,
    name_within,
    tidy_text,
)

SERIES, FILMS = "TV", "Films"
# These words make a series of a title; a film, too, may be a "Part 2" or a "Chapter 4".
_ONLY_SERIES = frozenset((SeasonKind.SEASON, SeasonKind.LIMITED, SeasonKind.DATED))
_BARE_NUMBER = re.compile(r"(?P<show>.+?) (?P<number>\d{1,2})\.?")


class Printed(NamedTuple):
    """A title as a chart prints it."""

    show_title: str | None
    title: str | None
    category: str | None


class Resolved(NamedTuple):
    name: SeasonName | None  # None: not resolved, see the reason
    category: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of titles from all charts together; keys are folded by `_key`."""

    seasons: dict[str, SeasonName]  # by the season's title, where the show stands beside it
    bare: frozenset[str]  # shows that count by a bare number: "Harbour 5"
    categories: dict[str, str]  # of titles that all charts put into one


def gather(printed: Iterable[Printed]) -> Evidence:
    """The evidence in the charts' titles."""
    seasons: dict[str, set[SeasonName]] = defaultdict(set)
    categories: dict[str, set[str]] = defaultdict(set)
    bare = set()
    for show, title, category in printed:
        broad = broad_category(category)
        words = title or show or ""
        if broad:
            categories[_key(words)].add(broad)
        if broad != SERIES or not show or not (name := name_within(show, title)):
            continue
        seasons[_key(words)].add(name)
        if (match := _BARE_NUMBER.fullmatch(tidy_text(words))) and match["show"] == name.show:
            bare.add(_key(name.show))
    return Evidence(
        seasons={key: names.pop() for key, names in seasons.items() if len(names) == 1},
        bare=frozenset(bare),
        categories={key: found.pop() for key, found in categories.items() if len(found) == 1},
    )


def resolve(printed: Printed, evidence: Evidence) -> Resolved:
    """What a title names, and its category where the chart leaves it out."""
    show, title, category = printed
    if show:
        return _beside_show(show, title, category)
    words = title or ""
    broad = broad_category(category) or _category(words, evidence)
    category = category or broad
    if broad == FILMS:
        return _or_reason(film_name(words), category, "no words")
    english = tidy_text(words.split(BESIDE)[0])
    known = evidence.seasons.get(_key(english)) or _bare(english, evidence) if broad else None
    name = known or name_alone(words)
    if broad or (name and name.kind in _ONLY_SERIES):
        return _or_reason(name, category or SERIES, "nothing tells which part names the season")
    if name and name.kind is not SeasonKind.WHOLE:
        return Resolved(None, None, "a part of a film or of a series: the chart does not say")
    return _or_reason(name, None, "a film's name or a season's: the chart does not say")


def broad_category(category: str | None) -> str | None:
    """Series or films, whatever the language.

    >>> broad_category("TV (Non-English)")
    'TV'
    """
    return category.split(" (")[0] if category else None


def _beside_show(show: str, title: str | None, category: str | None) -> Resolved:
    if broad_category(category) == FILMS:
        return _or_reason(film_name(title or show), category, "no words")
    return _or_reason(name_within(show, title), category, "several seasons in one row")


def _category(title: str, evidence: Evidence) -> str | None:
    return evidence.categories.get(_key(title))


def _bare(english: str, evidence: Evidence) -> SeasonName | None:
    """A season by its bare number, of a show that another chart counts so."""
    match = _BARE_NUMBER.fullmatch(english)
    if not match or _key(match["show"]) not in evidence.bare:
        return None
    return name_within(match["show"], english)


def _or_reason(name: SeasonName | None, category: str | None, reason: str) -> Resolved:
    return Resolved(name, category, "" if name else reason)


def _key(title: str) -> str:
    return tidy_text(title).casefold()
