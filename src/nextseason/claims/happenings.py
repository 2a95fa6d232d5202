"""What can happen to a season in a sentence, and where the words of it stand."""

from dataclasses import dataclass
from enum import Enum, auto

from nextseason.claims.anycase import LowerCase


class Happening(Enum):
    RELEASE = auto()
    PREMIERE = auto()  # a release that as a rule is the first: "debuted", "it began"
    NEWS = auto()  # an announcement, a decision, word of it
    ORDER = auto()
    DEVELOPMENT = auto()
    WRITING = auto()
    FILMING_START = auto()
    FILMING_END = auto()
    HALT = auto()
    POST_PRODUCTION = auto()
    OTHER = auto()  # a finale, a cancellation, a premiere of something else
    CIRCUMSTANCE = auto()  # a strike, an audience: dated where nothing else is


RELEASES = frozenset({Happening.RELEASE, Happening.PREMIERE})
MILESTONES = frozenset(
    {
        Happening.ORDER,
        Happening.DEVELOPMENT,
        Happening.WRITING,
        Happening.FILMING_START,
        Happening.FILMING_END,
        Happening.HALT,
        Happening.POST_PRODUCTION,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """`text[start:end]` holds the words that tell it."""

    kind: Happening
    start: int
    end: int


def cue(*alternatives: str) -> LowerCase:
    """A pattern for lower-case text whose alternatives begin at a word."""
    return LowerCase(rf"\b(?:{'|'.join(alternatives)})")
