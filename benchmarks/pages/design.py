"""What a site is, apart from its template, and which story one of its pages tells."""

from dataclasses import dataclass, field
from typing import Literal

from benchmarks.pages.markup import Style

Told = Literal["author", "outlet", "published", "updated", "standfirst", "canonical"]
EVERYTHING: frozenset[Told] = frozenset(
    ("author", "outlet", "published", "updated", "standfirst", "canonical")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A site; its template is the file of its name."""

    name: str
    kind: str
    outlet: str
    host: str
    address: str  # {y}, {m}, {d}, {slug}, {n} stand for parts of the story
    style: Style = field(default_factory=Style)
    tells: frozenset[Told] = EVERYTHING
    plain_body: bool = False  # the text stands in a script, where all blocks are paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A story on a site; a page without one holds no article, for the reason given."""

    design: str
    story: str | None = None
    encoding: str = "utf-8"
    declared: str | None = None  # in the page, where it is not the true one
    served: str | None = None  # in the headers, where they name an encoding
    reason: str | None = None
    part: int | None = None  # of a story in three parts: 1, 2 or 3
