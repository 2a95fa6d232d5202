"""Which show and which season a claim is about: a choice among those that the article names.

Page, span and label -> show; then -> season.  Each option is described by what speaks for it,
and learned weights choose (`whose.json`, made by `./dev train whose`): a conditional logit.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from nextseason.claims.anycase import AnyCase
from nextseason.claims.frame import About, Draft
from nextseason.claims.seasons import MAX_SEASON, SeasonMention, Timeline, season_in_address
from nextseason.claims.sentences import Kind
from nextseason.claims.spans import Page, Span, SpanKind
from nextseason.domain import Topic, Window

Weights = Mapping[str, float]
_CUES = (
    ("n", AnyCase(r"\b(?:next|new|upcoming|another|further|more|future|coming)\b")),
    ("l", AnyCase(r"\b(?:last|latest|previous|recent|current|so far|to date)\b")),
    ("f", AnyCase(r"\b(?:first|debut\w*|premiere[ds]?|launch\w*|began|started)\b")),
    ("z", AnyCase(r"\b(?:final|last|farewell|concluding)\b")),
    ("w", AnyCase(r"\b(?:will|won['’]t|shall|going to|set to|to be|expected|due)\b")),
)
_WORDS_BEFORE = 25  # characters in front of a season's number that tell "after" from "for"
_SOON = 3  # days that make a window neither past nor to come
# What counts together with the cues of the sentence, and where that names no season.
_TELLING = frozenset("next latest highest above below here near nothing".split())
_TELLING_ALONE = frozenset("next latest highest above prev leading title".split())
_NOWHERE = (0, 0, "")  # where no show is mentioned


@dataclass(frozen=True)
class Ledger:
    """What a page tells of shows and seasons, for looking up."""

    page: Page
    _views: dict[tuple[int, str], "_View"] = field(default_factory=dict, init=False)
    _facts: dict[tuple[str, int], list[str]] = field(default_factory=dict, init=False)
    _told: dict[tuple[int, str, int | None, str], list[str]] = field(
        default_factory=dict, init=False
    )

    def told_at(self, sentence: int, show: str, season: int | None, tense: str) -> list[str]:
        """What speaks for a season wherever in a sentence it is asked for."""
        key = sentence, show, season, tense
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = _told_at(self, sentence, show, season, tense)
        return told

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

    def seasons_at(self, sentence: int, show: str) -> frozenset[int]:
        """The seasons of a show that a sentence names as such."""
        if not 0 <= sentence < len(self.named):
            return frozenset()
        return frozenset(
            m.number for _, m, of in self.named[sentence] if of == show and not m.counted
        )

    def shows_at(self, sentence: int | None) -> frozenset[str]:
        if sentence is None or sentence < 0:
            return frozenset()
        return frozenset(show for _, _, show in self.page.survey.mentions[sentence])

    def view(self, sentence: int, show: str) -> "_View":
        found = self._views.get((sentence, show))
        if found is None:
            found = self._views[sentence, show] = _view_of(self, sentence, show)
        return found

    def facts(self, show: str, season: int) -> list[str]:
        """What holds of a season of a show, wherever in the article it is meant."""
        found = self._facts.get((show, season))
        if found is None:
            told = (name for name, holds in _facts(self, show, season) if holds)
            found = self._facts[show, season] = list(told)
        return found

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

    @property
    def highest(self) -> int:
        return max((*self.numbers, *self.counted), default=0)


def show_options(ledger: Ledger, span: Span) -> list[tuple[str, list[str]]]:
    """Each show of the article with what speaks for its being meant."""
    survey, i = ledger.page.survey, span.sentence
    named = survey.mentions[i]
    near = min(named, key=lambda m: _gap(m[0], m[1], span), default=_NOWHERE)[2]
    before = max((m for m in named if m[1] <= span.start), key=_end, default=_NOWHERE)[2]
    after = min((m for m in named if m[0] >= span.end), key=_start, default=_NOWHERE)[2]
    own = span.content if span.kind is SpanKind.SUBJECT and span.named else None
    heading, intro = survey.leads[i]
    shows_here = ledger.shows_at(i)
    shows_before = ledger.shows_at(i - 1)
    shows_above, shows_leading = ledger.shows_at(heading), ledger.shows_at(intro)
    is_item = survey.sentences[i].kind is Kind.ITEM
    options = []
    for title in ledger.titles:
        here = title in shows_here
        told = [
            f"main{title == ledger.titles[0]:d}",
            f"here{here:d}_{min(2, len(shows_here))}",
            f"n{min(4, ledger.n_named[title])}",
        ]
        told += [
            name
            for name, holds in (
                ("own", own == title),
                ("near", near == title),
                ("before", before == title),
                ("after", after == title),
                ("after_first", not before and after == title),
                ("context", survey.show_of[i] == title),
                (f"last{bool(named):d}", ledger.last_shows[i] == title),
                ("prev", title in shows_before),
                ("heading", title in shows_above),
                ("intro", title in shows_leading),
                ("item", here and is_item),
            )
            if holds
        ]
        options.append((title, told))
    return options


def _start(mention: tuple[int, int, str]) -> int:
    return mention[0]


def _end(mention: tuple[int, int, str]) -> int:
    return mention[1]


def _gap(start: int, end: int, span: Span) -> int:
    if start < span.end and span.start < end:
        return 0
    return min(abs(start - span.end), abs(span.start - end))


def season_options(
    ledger: Ledger, span: Span, show: str, draft: Draft | None
) -> list[tuple[int | None, list[str]]]:
    """Each season that may be meant, None for the show as a whole, with what speaks for it."""
    view = ledger.view(span.sentence, show)
    drafted = _drafted_season(draft, view.timeline)
    near = min(view.here, key=lambda m: _gap(m.start, m.end, span), default=None)
    tense = _tense(ledger, span)
    options: list[tuple[int | None, list[str]]] = []
    for season in (None, *view.seasons):
        told = [*ledger.told_at(span.sentence, show, season, tense)]
        if near is not None and season is not None and season - near.number in (0, 1):
            beside = [*_beside(ledger, span, season, near)]
            told += [*beside, *_together(view, beside, tense)]
        if draft is not None:
            told.append(f"draft{drafted == season:d}")
            if draft.season is not None:
                told.append(f"draft_sure{drafted == season:d}")
        options.append((season, told))
    return options


def _told_at(ledger: Ledger, sentence: int, show: str, season: int | None, tense: str) -> list[str]:
    view = ledger.view(sentence, show)
    relation = _relation(view.timeline, season)
    if season is None:
        return [*_whole(view), relation]
    told = [*ledger.facts(show, season), *view.facts(season)]
    return [*told, *_together(view, told, tense), relation]


@dataclass(frozen=True, slots=True)
class _View:
    """The seasons of one show as seen from one sentence; sets hold their numbers."""

    timeline: Timeline
    n_told: int  # seasons that the article tells of
    highest: int
    is_main: bool
    here: list[SeasonMention]
    named: frozenset[int]
    counted: frozenset[int]
    before: frozenset[int]  # named in the sentence before
    behind: frozenset[int]
    leading: frozenset[int]  # named or counted in the heading or in what leads a list in
    seasons: list[int]  # that may be meant, ascending
    cues: str

    def facts(self, season: int) -> Iterator[str]:
        if season in self.named:
            yield "here"
        if season in self.counted:
            yield "here_count"
        if season - 1 in self.named:
            yield "here_before"
        if season - 1 in self.counted:
            yield "here_count_before"
        if not self.here:
            yield "nothing"
        if season in self.before:
            yield "prev"
        if season - 1 in self.before:
            yield "prev_before"
        if season in self.behind:
            yield "behind"
        if season in self.leading:
            yield "leading"


def _view_of(ledger: Ledger, i: int, show: str) -> _View:
    survey = ledger.page.survey
    told = ledger.told.get(show) or _Told(Counter(), Counter())
    alone = len(survey.mentions[i]) < 2
    here = [m for _, m, of in ledger.named[i] if of == show or alone]
    leads = [j for j in survey.leads[i] if j is not None]
    return _View(
        timeline=survey.timelines[show],
        n_told=len(told.numbers),
        highest=told.highest,
        is_main=show == ledger.titles[0],
        here=here,
        named=frozenset(m.number for m in here if not m.counted),
        counted=frozenset(m.number for m in here if m.counted),
        before=ledger.seasons_at(i - 1, show),
        behind=ledger.seasons_at(i + 1, show),
        leading=frozenset(m.number for j in leads for _, m, _ in ledger.named[j]),
        seasons=_seasons(ledger, i, show, told, here),
        cues=_cues(survey.sentences[i].text),
    )


@lru_cache(maxsize=256)  # a sentence may name several shows
def _cues(text: str) -> str:
    return "".join(name for name, cue in _CUES if cue.search(text))


def _seasons(
    ledger: Ledger, i: int, show: str, told: "_Told", here: Sequence[SeasonMention]
) -> list[int]:
    """The seasons of a show that a sentence may mean."""
    timeline = ledger.page.survey.timelines[show]
    numbers = {*told.numbers, *told.counted}
    around = ledger.named[max(0, i - 1) : i + 2]
    seasons = {1, 2, timeline.next, timeline.latest, *numbers, *(n + 1 for n in numbers)}
    seasons.update(m.number for named in around for _, m, _ in named)
    seasons.update(m.number + 1 for m in here)
    if show == ledger.titles[0]:
        seasons |= {ledger.in_address, *ledger.in_title}
    return sorted(n for n in seasons if n and n <= MAX_SEASON)


def _tense(ledger: Ledger, span: Span) -> str:
    published = ledger.page.survey.article.published
    if not isinstance(span.content, Window) or published is None:
        return ""
    days = (span.content.start - published).days
    return "P" if days < -_SOON else "F" if days > _SOON else "N"


def _whole(view: _View) -> list[str]:
    return [
        "none",
        f"none_here{min(2, len(view.here))}",
        f"none_single{view.highest <= 1:d}",
        f"none_own{min(2, view.n_told)}",
        f"none_main{view.is_main:d}",
        f"none_cues{view.cues}",
        *(f"none_cue{cue}" for cue in view.cues),
    ]


def _together(view: _View, told: Sequence[str], tense: str) -> Iterator[str]:
    """What is told of a season along with the cues of the sentence."""
    for fact in told:
        if fact in _TELLING:
            for cue in view.cues or "-":
                yield f"{fact}~{cue}"
            if tense:
                yield f"{fact}~W{tense}"
        if not view.here and fact in _TELLING_ALONE:
            yield f"{fact}~0"


def _facts(ledger: Ledger, show: str, season: int) -> Iterator[tuple[str, bool]]:
    """Of a season in the article as a whole, wherever it is meant."""
    timeline = ledger.page.survey.timelines[show]
    told = ledger.told.get(show) or _Told(Counter(), Counter())
    if show == ledger.titles[0]:
        yield "title", season in ledger.in_title
        yield "title_before", season - 1 in ledger.in_title
        yield "title_after", season + 1 in ledger.in_title
        yield "address", season == ledger.in_address
        yield "address_after", season + 1 == ledger.in_address
    yield "next", season == timeline.next
    yield "latest", season == timeline.latest
    yield f"untold{min(season, 3)}", timeline.next is None
    yield "highest", season == told.highest
    yield "above", season == told.highest + 1
    yield "below", season == told.highest - 1
    yield "counted", season in told.counted
    yield "counted_before", season - 1 in told.counted
    yield "unsaid", season not in told.numbers
    yield f"said{min(3, told.numbers[season])}", True
    yield f"number{min(season, 4)}", True
    yield f"number{min(season, 4)}_of{min(told.highest, 4)}", True


def _beside(ledger: Ledger, span: Span, season: int, near: SeasonMention) -> Iterator[str]:
    """Of the season named nearest to the span, or the one after it."""
    name = ("near" if season == near.number else "after_near") + "c" * near.counted
    yield name
    yield f"{name}_d{min(3, _gap(near.start, near.end, span) // 20)}"
    yield f"{name}_{'left' if near.end <= span.start else 'right'}"
    text = ledger.page.survey.sentences[span.sentence].text
    words = text[max(0, near.start - _WORDS_BEFORE) : near.start].lower().split()[-2:]
    for word in dict.fromkeys(words):
        yield f"{name}={word}"


def _relation(timeline: Timeline, season: int | None) -> str:
    if season is None:
        return "rel=none"
    if season == timeline.next:
        return "rel=next"
    if season == timeline.latest:
        return "rel=latest"
    return "rel=first" if season == 1 else "rel=other"


def _drafted_season(draft: Draft | None, timeline: Timeline) -> int | None:
    if draft is None or draft.season is not None:
        return draft.season if draft else None
    if draft.about is About.SHOW or (draft.about is About.ONLY and not timeline.single):
        return None
    return timeline.next if draft.about is About.NEXT else timeline.latest


def topic_name(topic: Topic, label: str) -> str:
    """What options are told apart by: roles and statuses differ, jobs do not."""
    return label if topic in (Topic.CAST, Topic.RENEWAL, Topic.RELEASE) else topic


def with_topic(told: Sequence[str], topic: str) -> list[str]:
    """What speaks for an option, by itself and of claims of a topic."""
    return [*told, *(f"{t}|{topic}" for t in told)]


@dataclass(frozen=True)
class WhoseModel:
    shows: Weights
    seasons: Weights
    _of_topic: dict[tuple[int, str], dict[str, int]] = field(default_factory=dict, init=False)

    def show(self, options: Sequence[tuple[str, list[str]]], topic: str) -> str:
        weigh = self._scale(self.shows, topic)
        return max(options, key=lambda option: weigh(option[1]))[0]

    def season(self, options: Sequence[tuple[int | None, list[str]]], topic: str) -> int | None:
        weigh = self._scale(self.seasons, topic)
        return max(options, key=lambda option: weigh(option[1]))[0]

    def _scale(self, weights: Weights, topic: str) -> Callable[[Iterable[str]], int]:
        table = self._of_topic.get((id(weights), topic))
        if table is None:
            table = self._of_topic[id(weights), topic] = _for_topic(weights, topic)
        get = table.get
        return lambda told: sum(filter(None, map(get, told)))


def _for_topic(weights: Weights, topic: str) -> dict[str, int]:
    """The weight of all that may speak for an option, for claims of one topic.

    In thousandths, to which weights are rounded: whole numbers add up alike in any order.
    """
    ending = f"|{topic}"
    names = {*weights, *(n.removesuffix(ending) for n in weights if n.endswith(ending))}
    return {
        name: round(1000 * (weights.get(name, 0.0) + weights.get(name + ending, 0.0)))
        for name in names
    }


@cache
def whose_model() -> WhoseModel:
    stored = json.loads((files("nextseason.claims") / "whose.json").read_text("utf-8"))
    return WhoseModel(shows=stored["shows"], seasons=stored["seasons"])
