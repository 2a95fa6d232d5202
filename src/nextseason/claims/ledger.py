"""What a page tells of shows and seasons, for looking up.

Page -> Ledger: who owns the seasons that its sentences name, and how often each is told of.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from nextseason.claims.seasons import SeasonMention, season_in_address
from nextseason.claims.spans import Page, Span

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    numbers: Counter[int]  # seasons named as such
    counted: Counter[int]  # told as a count

    @property
    def highest(self) -> int:
        return max((*self.numbers, *self.counted), default=0)


@dataclass(frozen=True)
class Ledger:
    """What a page tells of shows and seasons, for looking up."""

    page: Page
    _last_named: dict[str, list[int]] = field(default_factory=dict, init=False)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        survey = self.page.survey
        return (survey.main, *(t for t in survey.timelines if t != survey.main))

    @cached_property
    def named(self) -> list[list[tuple[int, SeasonMention, str]]]:
        """Per sentence its seasons, each with the show whose it most likely is."""
        survey = self.page.survey
        return [
            [(i, m, self._owner(i, m)) for m in mentions]
            for i, mentions in enumerate(survey.seasons)
        ]

    def _owner(self, sentence: int, season: SeasonMention) -> str:
        survey = self.page.survey
        shows = survey.mentions[sentence]
        if len({show for _, _, show in shows}) < 2:
            return survey.show_of[sentence]
        return min(
            shows,
            key=lambda m: (
                min(abs(m[0] - season.end), abs(season.start - m[1]))
                + (0 if m[0] < season.start else 5)
            ),
        )[2]

    @cached_property
    def told(self) -> dict[str, Told]:
        """What the whole article tells of each show's seasons."""
        found = {title: Told(Counter(), Counter()) for title in self.titles}
        for sentence in self.named:
            for _, mention, show in sentence:
                told = found.setdefault(show, Told(Counter(), Counter()))
                (told.counted if mention.counted else told.numbers)[mention.number] += 1
        return found

    def seasons_at(self, sentence: int, show: str) -> frozenset[int]:
        """The seasons of a show that a sentence names as such."""
        if not 0 <= sentence < len(self._numbers):
            return _NONE
        return self._numbers[sentence].get(show, _NONE)

    @cached_property
    def _numbers(self) -> list[dict[str, frozenset[int]]]:
        found: list[dict[str, frozenset[int]]] = []
        for named in self.named:
            of_show: dict[str, frozenset[int]] = {}
            for _, mention, show in named:
                if not mention.counted:
                    of_show[show] = of_show.get(show, _NONE) | {mention.number}
            found.append(of_show)
        return found

    def last_named(self, show: str) -> list[int]:
        """Per sentence the last one before it that names a season of a show; -1: there is none."""
        found = self._last_named.get(show)
        if found is None:
            found, last = [], -1
            for i in range(len(self.named)):
                found.append(last)
                if self.seasons_at(i, show):
                    last = i
            self._last_named[show] = found
        return found

    def shows_at(self, sentence: int | None) -> frozenset[str]:
        if sentence is None or sentence < 0:
            return frozenset()
        return frozenset(show for _, _, show in self.page.survey.mentions[sentence])

    @cached_property
    def n_named(self) -> Counter[str]:
        return Counter(show for named in self.page.survey.mentions for _, _, show in named)

    @cached_property
    def last_shows(self) -> list[str]:
        """Per sentence the show named last before it."""
        survey, last, found = self.page.survey, self.titles[0], []
        for named in survey.mentions:
            found.append(last)
            if named:
                last = named[-1][2]
        return found

    @cached_property
    def in_title(self) -> frozenset[int]:
        return frozenset(m.number for m in self.page.survey.title_seasons)

    @cached_property
    def in_address(self) -> int | None:
        return season_in_address(self.page.survey.article.url)


def gap(start: int, end: int, span: Span) -> int:
    """Characters between `start:end` of a span's sentence and the span; 0: they overlap."""
    if start < span.end and span.start < end:
        return 0
    return min(abs(start - span.end), abs(span.start - end))
