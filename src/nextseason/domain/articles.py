"""What was published: an article with its parts, or why it could not be used."""

import hashlib
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nextseason.domain.checks import require, require_name
from nextseason.domain.kinds import DayKind, PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of an article's text as its page marks it: from `start` up to `end`."""

    start: int
    end: int
    kind: PartKind
    level: int | None = None  # of a heading, 1 to 6; None: not known, or no heading

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, f"a part cannot go from {self.start} to {self.end}")
        require(
            self.level is None or (self.kind is PartKind.HEADING and 1 <= self.level <= 6),
            f"a {self.kind} cannot have the level {self.level}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedBy:
    """A day that something said of an article: evidence, not truth."""

    day: date
    kind: DayKind
    origin: str  # what says so: "json-ld datePublished", "url", "feed published", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published page: clean text, and where and when it was found."""

    id: str
    text: str  # paragraphs parted by a blank line; list items are lines that start with "- "
    title: str = ""
    url: str | None = None
    site: str | None = None  # the source, a host name; None: not known
    published: date | None = None  # None: the page shows no date
    updated: date | None = None  # None: not known to have been changed
    crawled: date | None = None  # None: not known when it was got
    dates: tuple[DatedBy, ...] = ()  # all that was said of its days, the believed ones included
    author: str | None = None
    outlet: str | None = None  # the name that the site gives itself
    language: str | None = None  # ISO 639-1; None: not known
    parts: tuple[
        Part, ...
    ] = ()  # in order, apart from each other; (): the page's marks are not known

    def __post_init__(self) -> None:
        require_name(self.id, "an article's id")
        require(bool(self.text.strip()), f"article {self.id} has no text")
        for before, part in pairwise((None, *self.parts)):
            begins_after = before.end if before else 0
            require(
                part is not None and begins_after <= part.start and part.end <= len(self.text),
                f"article {self.id}: its parts must lie in its text, in order and apart",
            )

    @property
    def source(self) -> str:
        """Who speaks: the site, or the article itself where no site is known."""
        return self.site or self.id


def content_id(title: str, text: str) -> str:
    """An article's id where none is given: a hash of its content."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that could not be read: the run goes on without it."""

    origin: str
    reason: str
