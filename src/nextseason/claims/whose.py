"""Which show and which season a claim is about: a choice among those that the article names.

Page, span and label -> show; then -> season.  Each option is described by what speaks for it,
and learned weights choose (`whose.json`, made by `./dev train whose`): a conditional logit.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from nextseason.claims.frame import About, Draft
from nextseason.claims.seasons import MAX_SEASON, SeasonMention, Timeline, season_in_address
from nextseason.claims.sentences import Kind
from nextseason.claims.spans import Page, Span, SpanKind
from nextseason.domain import Topic, Window

Weights = Mapping[str, float]
_CUES = (
    ("n", re.compile(r"\b(?:next|new|upcoming|another|further|more|future|coming)\b", re.I)),
    ("l", re.compile(r"\b(?:last|latest|previous|recent|current|so far|to date)\b", re.I)),
    ("f", re.compile(r"\b(?:first|debut\w*|premiere[ds]?|launch\w*|began|started)\b", re.I)),
    ("z", re.compile(r"\b(?:final|last|farewell|concluding)\b", re.I)),
    ("w", re.compile(r"\b(?:will|won['’]t|shall|going to|set to|to be|expected|due)\b", re.I)),
)
_WORDS_BEFORE = 25  # characters in front of a season's number that tell "after" from "for"
_SOON = 3  # days that make a window neither past nor to come


@dataclass(frozen=True)
class Ledger:
    """What a page tells of shows and seasons, for looking up."""

    page: Page

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
    def told(self) -> dict[str, "_Told"]:
        """What the whole article tells of each show's seasons."""
        found = {title: _Told(Counter(), Counter()) for title in self.titles}
        for sentence in self.named:
            for _, mention, show in sentence:
                told = found.setdefault(show, _Told(Counter(), Counter()))
                (told.counted if mention.counted else told.numbers)[mention.number] += 1
        return found

    def seasons_at(self, sentence: int, show: str) -> list[SeasonMention]:
        if not 0 <= sentence < len(self.named):
            return []
        return [m for _, m, of in self.named[sentence] if of == show]

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


@dataclass(frozen=True, slots=True)
class _Told:
    numbers: Counter[int]  # seasons named as such
    counted: Counter[int]  # told as a count


def show_options(ledger: Ledger, span: Span, topic: str) -> list[tuple[str, list[str]]]:
    """Each show of the article with what speaks for its being meant."""
    survey, i = ledger.page.survey, span.sentence
    named = survey.mentions[i]
    near = min(named, key=lambda m: _gap(m[0], m[1], span), default=None)
    before = max((m for m in named if m[1] <= span.start), key=lambda m: m[1], default=None)
    after = min((m for m in named if m[0] >= span.end), key=lambda m: m[0], default=None)
    heading, intro = survey.leads[i]
    options = []
    for title in ledger.titles:
        here = any(m[2] == title for m in named)
        told = [
            f"main{title == ledger.titles[0]:d}",
            f"here{here:d}_{min(2, len({m[2] for m in named}))}",
            f"n{min(4, ledger.n_named[title])}",
        ]
        told += [
            name
            for name, holds in (
                ("own", span.kind is SpanKind.SUBJECT and span.named and span.content == title),
                ("near", near is not None and near[2] == title),
                ("before", before is not None and before[2] == title),
                ("after", after is not None and after[2] == title),
                ("after_first", before is None and after is not None and after[2] == title),
                ("context", survey.show_of[i] == title),
                (f"last{bool(named):d}", ledger.last_shows[i] == title),
                ("prev", i > 0 and any(m[2] == title for m in survey.mentions[i - 1])),
                ("heading", _names(ledger, heading, title)),
                ("intro", _names(ledger, intro, title)),
                ("item", here and survey.sentences[i].kind is Kind.ITEM),
            )
            if holds
        ]
        options.append((title, [*told, *(f"{t}|{topic}" for t in told)]))
    return options


def _names(ledger: Ledger, sentence: int | None, title: str) -> bool:
    return sentence is not None and any(
        m[2] == title for m in ledger.page.survey.mentions[sentence]
    )


def _gap(start: int, end: int, span: Span) -> int:
    if start < span.end and span.start < end:
        return 0
    return min(abs(start - span.end), abs(span.start - end))


def season_options(
    ledger: Ledger, span: Span, topic: str, show: str, draft: Draft | None
) -> list[tuple[int | None, list[str]]]:
    """Each season that may be meant, None for the show as a whole, with what speaks for it."""
    view = _View.of(ledger, span, show)
    drafted = _drafted_season(draft, view.timeline)
    options: list[tuple[int | None, list[str]]] = []
    for season in (None, *sorted(view.seasons)):
        told = list(_whole(view, span) if season is None else _one(view, ledger, span, season))
        if draft is not None:
            told.append(f"draft{drafted == season:d}")
            if draft.season is not None:
                told.append(f"draft_sure{drafted == season:d}")
        told.append(f"rel={_relation(view, season)}")
        options.append((season, [*told, *(f"{t}|{topic}" for t in told)]))
    return options


@dataclass(frozen=True, slots=True)
class _View:
    """The seasons of one show as seen from one span."""

    timeline: Timeline
    numbers: Counter[int]
    counted: Counter[int]
    here: list[SeasonMention]
    near: SeasonMention | None
    before: list[SeasonMention]
    behind: list[SeasonMention]
    leading: list[SeasonMention]
    highest: int
    seasons: set[int]
    is_main: bool
    cues: str
    tense: str

    @classmethod
    def of(cls, ledger: Ledger, span: Span, show: str) -> "_View":
        survey, i = ledger.page.survey, span.sentence
        told = ledger.told.get(show) or _Told(Counter(), Counter())
        alone = len(survey.mentions[i]) < 2
        here = [m for _, m, of in ledger.named[i] if of == show or alone]
        timeline = survey.timelines[show]
        numbers = {*told.numbers, *told.counted}
        around = [
            m.number
            for j in (i - 1, i, i + 1)
            if 0 <= j < len(ledger.named)
            for _, m, _ in ledger.named[j]
        ]
        seasons = {
            1,
            2,
            *numbers,
            *(n + 1 for n in numbers),
            *around,
            *(m.number + 1 for m in here),
        }
        seasons |= {n for n in (timeline.next, timeline.latest) if n}
        is_main = show == ledger.titles[0]
        if is_main:
            seasons |= {ledger.in_address} - {None}  # type: ignore[arg-type]
            seasons |= ledger.in_title
        text = survey.sentences[i].text
        return cls(
            timeline=timeline,
            numbers=told.numbers,
            counted=told.counted,
            here=here,
            near=min(here, key=lambda m: _gap(m.start, m.end, span), default=None),
            before=ledger.seasons_at(i - 1, show),
            behind=ledger.seasons_at(i + 1, show),
            leading=[m for j in survey.leads[i] if j is not None for _, m, _ in ledger.named[j]],
            highest=max(numbers, default=0),
            seasons={n for n in seasons if n <= MAX_SEASON},
            is_main=is_main,
            cues="".join(name for name, cue in _CUES if cue.search(text)),
            tense=_tense(ledger, span),
        )


def _tense(ledger: Ledger, span: Span) -> str:
    published = ledger.page.survey.article.published
    if not isinstance(span.content, Window) or published is None:
        return ""
    days = (span.content.start - published).days
    return "P" if days < -_SOON else "F" if days > _SOON else "N"


def _whole(view: _View, span: Span) -> Iterator[str]:
    yield "none"
    yield f"none_here{min(2, len(view.here))}"
    yield f"none_single{view.highest <= 1:d}"
    yield f"none_own{min(2, len(view.numbers))}"
    yield f"none_main{view.is_main:d}"
    yield f"none_cues{view.cues}"
    for cue in view.cues:
        yield f"none_cue{cue}"


def _one(view: _View, ledger: Ledger, span: Span, season: int) -> Iterator[str]:
    told = {name for name, holds in _facts(view, ledger, season) if holds}
    told |= set(_beside(view, ledger, span, season))
    telling = told & {"next", "latest", "highest", "above", "below", "here", "near", "nothing"}
    yield from told
    for fact in telling:
        for cue in view.cues or "-":
            yield f"{fact}~{cue}"
        if view.tense:
            yield f"{fact}~W{view.tense}"
    if not view.here:
        for fact in told & {"next", "latest", "highest", "above", "prev", "leading", "title"}:
            yield f"{fact}~0"


def _facts(view: _View, ledger: Ledger, season: int) -> Iterator[tuple[str, bool]]:
    timeline = view.timeline
    yield "here", any(m.number == season and not m.counted for m in view.here)
    yield "here_count", any(m.number == season and m.counted for m in view.here)
    yield "here_before", any(m.number == season - 1 and not m.counted for m in view.here)
    yield "here_count_before", any(m.number == season - 1 and m.counted for m in view.here)
    yield "nothing", not view.here
    yield "prev", any(m.number == season and not m.counted for m in view.before)
    yield "prev_before", any(m.number == season - 1 and not m.counted for m in view.before)
    yield "behind", any(m.number == season and not m.counted for m in view.behind)
    yield "leading", any(m.number == season for m in view.leading)
    if view.is_main:
        yield "title", season in ledger.in_title
        yield "title_before", season - 1 in ledger.in_title
        yield "title_after", season + 1 in ledger.in_title
        yield "address", season == ledger.in_address
        yield "address_after", season + 1 == ledger.in_address
    yield "next", season == timeline.next
    yield "latest", season == timeline.latest
    yield f"untold{min(season, 3)}", timeline.next is None
    yield "highest", season == view.highest
    yield "above", season == view.highest + 1
    yield "below", season == view.highest - 1
    yield "counted", season in view.counted
    yield "counted_before", season - 1 in view.counted
    yield "unsaid", season not in view.numbers
    yield f"said{min(3, view.numbers[season])}", True
    yield f"number{min(season, 4)}", True
    yield f"number{min(season, 4)}_of{min(view.highest, 4)}", True


def _beside(view: _View, ledger: Ledger, span: Span, season: int) -> Iterator[str]:
    """Of the season named nearest to the span, or the one after it."""
    near = view.near
    if near is None or season - near.number not in (0, 1):
        return
    name = ("near" if season == near.number else "after_near") + "c" * near.counted
    yield name
    yield f"{name}_d{min(3, _gap(near.start, near.end, span) // 20)}"
    yield f"{name}_{'left' if near.end <= span.start else 'right'}"
    text = ledger.page.survey.sentences[span.sentence].text
    for word in text[max(0, near.start - _WORDS_BEFORE) : near.start].lower().split()[-2:]:
        yield f"{name}={word}"


def _relation(view: _View, season: int | None) -> str:
    if season is None:
        return "none"
    if season == view.timeline.next:
        return "next"
    return "latest" if season == view.timeline.latest else "first" if season == 1 else "other"


def _drafted_season(draft: Draft | None, timeline: Timeline) -> int | None:
    if draft is None or draft.season is not None:
        return draft.season if draft else None
    if draft.about is About.SHOW or (draft.about is About.ONLY and not timeline.single):
        return None
    return timeline.next if draft.about is About.NEXT else timeline.latest


def topic_name(topic: Topic, label: str) -> str:
    """What options are told apart by: roles and statuses differ, jobs do not."""
    return label if topic in (Topic.CAST, Topic.RENEWAL, Topic.RELEASE) else topic


@dataclass(frozen=True, slots=True)
class WhoseModel:
    shows: Weights
    seasons: Weights

    def show(self, options: Sequence[tuple[str, list[str]]]) -> str:
        return max(options, key=lambda option: _sum(self.shows, option[1]))[0]

    def season(self, options: Sequence[tuple[int | None, list[str]]]) -> int | None:
        return max(options, key=lambda option: _sum(self.seasons, option[1]))[0]


def _sum(weights: Weights, told: Sequence[str]) -> float:
    return sum(weights.get(name, 0.0) for name in told)


@cache
def whose_model() -> WhoseModel:
    stored = json.loads((files("nextseason.claims") / "whose.json").read_text("utf-8"))
    return WhoseModel(shows=stored["shows"], seasons=stored["seasons"])
