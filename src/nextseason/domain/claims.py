"""A statement of an article, with the words that make it."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from nextseason.domain.articles import Article
from nextseason.domain.checks import require, require_name
from nextseason.domain.kinds import Certainty, Topic
from nextseason.domain.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of an article's text, and its place: from `start` up to `end`."""

    article_id: str
    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        require(
            0 <= self.start < self.end and self.end - self.start == len(self.text),
            f"a quote of {len(self.text)} characters does not fit {self.start} to {self.end}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A single statement about a season, by one article."""

    show: str
    season: int | None  # None: the show as a whole, or not tied to one
    value: Value
    certainty: Certainty
    by: str | None = None  # who is said to say so inside the article; only if reported
    negated: bool = False  # the article says that it is not so
    quote: Quote

    def __post_init__(self) -> None:
        require_name(self.show, "a claim's show")
        require(
            self.season is None or self.season >= 1,
            f"seasons count from 1, got {self.season}",
        )
        require(
            (self.certainty is Certainty.REPORTED) == bool(self.by),
            f"a claim names who says so (`by`) exactly when it is reported; "
            f"got {self.certainty} by {self.by!r}",
        )

    @property
    def topic(self) -> Topic:
        return self.value.topic

    @property
    def article_id(self) -> str:
        return self.quote.article_id

    @property
    def id(self) -> str:
        """Stable while the article and what is read from it stay the same."""
        parts = (
            self.article_id,
            self.show,
            self.season,
            self.value,
            self.certainty.value,
            self.by,
            self.negated,
            self.quote.start,
            self.quote.end,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


class Reader(Protocol):
    """Anything that turns an article into claims."""

    def __call__(self, article: Article, /) -> tuple[Claim, ...]: ...
