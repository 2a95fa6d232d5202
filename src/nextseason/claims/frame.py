"""What the parts of the reader hand to each other.

A `Scene` is one candidate sentence with what the article has told so far; a topic's
grammar turns it into `Draft`s; the reader completes each into a claim.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from nextseason.claims.names import NameSpan
from nextseason.claims.persons import People
from nextseason.claims.seasons import SeasonMention, Timeline
from nextseason.claims.sentences import Sentence
from nextseason.domain import Certainty, Value


class About(Enum):
    """Which season a draft is about where no words beside it name one."""

    NEXT = auto()  # the one that would come next
    LATEST = auto()  # the one that is already out
    SHOW = auto()  # the show as a whole: a claim without a season
    ONLY = auto()  # the one that is out where there has been one; else the show as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim in the making: offsets count within the sentence."""

    value: Value
    start: int
    end: int
    about: About = About.NEXT
    season: int | None = None  # where the grammar itself reads it; beats `about`
    certainty: Certainty | None = None  # where the grammar knows; None: read from the cues
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sentence and its surroundings."""

    sentence: Sentence
    show: str  # whom the sentence is about
    mentions: tuple[tuple[int, int, str], ...]  # (start, end, title) of each show it names
    timeline: Timeline  # of that show, as far as the article tells
    seasons: tuple[SeasonMention, ...]  # in this sentence
    names: tuple[NameSpan, ...]  # in this sentence
    titles: frozenset[str]  # names that are shows, folded: they are no persons
    people: People  # the full names of the article
    heading: str  # the nearest heading above, or ""
    before: str  # the sentence before in the same paragraph, or ""
    after: str = ""  # the sentence behind it in the same paragraph, or ""
    intro: str  # of a list item: the sentence that leads the list in; else ""
    published: date | None
    near: date | None = None  # in an undated article: the date that it named last

    @property
    def text(self) -> str:
        return self.sentence.text


Grammar = Callable[[Scene], Iterator[Draft]]
