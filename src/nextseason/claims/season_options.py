"""The seasons of a show that a claim may be about, each with what speaks for it.

Page's ledger, span, show, draft -> (season, names of evidence); None is the show as a whole.
Which one is meant is decided in `whose`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nextseason.claims.anycase import AnyCase
from nextseason.claims.frame import About, Draft
from nextseason.claims.ledger import Ledger, Told, gap
from nextseason.claims.seasons import MAX_SEASON, SeasonMention, Timeline
from nextseason.claims.sentences import Sentence
from nextseason.claims.spans import Span
from nextseason.domain import Window

_CUES = (
    ("n", AnyCase(r"\b(?:next|new|upcoming|another|further|more|future|coming)\b")),
    ("l", AnyCase(r"\b(?:last|latest|previous|recent|current|so far|to date)\b")),
    ("f", AnyCase(r"\b(?:first|debut\w*|premiere[ds]?|launch\w*|began|started)\b")),
    ("z", AnyCase(r"\b(?:final|last|farewell|concluding)\b")),
    ("p", AnyCase(r"\b(?:was|were|had|did|came|saw|ended|aired|wrapped)\b")),
    ("w", AnyCase(r"\b(?:will|won['’]t|shall|going to|set to|to be|expected|due)\b")),
)
_WORDS_BEFORE = 25  # characters in front of a season's number that tell "after" from "for"
_LATELY = 150  # days since a window that the last season may have begun in
_LONG = 500  # days after which a window is that of an earlier season, most likely
_SOON = 3  # days that make a window neither past nor to come
# What counts together with the cues of the sentence, and where that names no season.
_TELLING = frozenset("next latest highest above below here near nothing".split())
_TELLING_ALONE = frozenset("next latest highest above prev leading title".split())


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
    paragraph: frozenset[int]  # named earlier in the paragraph
    last: frozenset[int]  # named in the last sentence before that names any
    last_ago: str  # how far back that is
    seasons: list[int]  # that may be meant, ascending
    cues: str
    kind: str

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
        alone = "" if self.here else "~0"
        if season in self.paragraph:
            yield f"par{alone}"
        if season - 1 in self.paragraph:
            yield f"par_before{alone}"
        if season in self.last:
            yield f"last{self.last_ago}{alone}"
        if season - 1 in self.last:
            yield f"last_before{self.last_ago}{alone}"


@dataclass(frozen=True)
class SeasonOptions:
    """Of one page; what was looked up once is kept."""

    ledger: Ledger
    _views: dict[tuple[int, str], _View] = field(default_factory=dict, init=False)
    _facts: dict[tuple[str, int], list[str]] = field(default_factory=dict, init=False)
    _told: dict[tuple[int, str, int | None, str], list[str]] = field(
        default_factory=dict, init=False
    )

    def of(self, span: Span, show: str, draft: Draft | None) -> list[tuple[int | None, list[str]]]:
        """Each season that may be meant, None for the show as a whole, with what speaks for it."""
        view = self._view(span.sentence, show)
        drafted = _drafted_season(draft, view.timeline)
        near = min(view.here, key=lambda m: gap(m.start, m.end, span), default=None)
        tense = _tense(self.ledger, span)
        options: list[tuple[int | None, list[str]]] = []
        for season in (None, *view.seasons):
            told = [*self._told_at(span.sentence, show, season, tense)]
            if near is not None and season is not None and season - near.number in (0, 1):
                beside = [*_beside(self.ledger, span, season, near)]
                told += [*beside, *_together(view, beside, tense)]
            if draft is not None:
                told.append(f"draft{drafted == season:d}")
                if draft.season is not None:
                    told.append(f"draft_sure{drafted == season:d}")
            options.append((season, told))
        return options

    def _told_at(self, sentence: int, show: str, season: int | None, tense: str) -> list[str]:
        """What speaks for a season wherever in a sentence it is asked for."""
        key = sentence, show, season, tense
        found = self._told.get(key)
        if found is None:
            view = self._view(sentence, show)
            relation = _relation(view.timeline, season)
            placed = [relation, f"{relation}_{view.kind}", f"{relation}_{_led(view, season)}"]
            if season is None:
                found = [*_whole(view), *placed]
            else:
                told = [*self._facts_of(show, season), *view.facts(season)]
                found = [*told, *_together(view, told, tense), *placed]
            self._told[key] = found
        return found

    def _view(self, sentence: int, show: str) -> _View:
        found = self._views.get((sentence, show))
        if found is None:
            found = self._views[sentence, show] = _view_of(self.ledger, sentence, show)
        return found

    def _facts_of(self, show: str, season: int) -> list[str]:
        """What holds of a season of a show, wherever in the article it is meant."""
        found = self._facts.get((show, season))
        if found is None:
            told = (name for name, holds in _facts(self.ledger, show, season) if holds)
            found = self._facts[show, season] = list(told)
        return found


def _view_of(ledger: Ledger, i: int, show: str) -> _View:
    survey = ledger.page.survey
    told = ledger.told.get(show) or Told(Counter(), Counter())
    alone = len(survey.mentions[i]) < 2
    here = [m for _, m, of in ledger.named[i] if of == show or alone]
    leads = [j for j in survey.leads[i] if j is not None]
    last = ledger.last_named(show)[i]
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
        paragraph=_in_paragraph(ledger, i, show),
        last=ledger.seasons_at(last, show),
        last_ago=_ago(survey.sentences, i, last),
        seasons=_seasons(ledger, i, show, told, here),
        cues=_cues(survey.sentences[i].text),
        kind=survey.sentences[i].kind.name,
    )


def _in_paragraph(ledger: Ledger, i: int, show: str) -> frozenset[int]:
    """The seasons that the paragraph of sentence `i` names before it."""
    sentences, last = ledger.page.survey.sentences, ledger.last_named(show)
    named: frozenset[int] = frozenset()
    before = last[i]
    while before >= 0 and sentences[before].paragraph == sentences[i].paragraph:
        named |= ledger.seasons_at(before, show)
        before = last[before]
    return named


def _ago(sentences: Sequence[Sentence], i: int, last: int) -> str:
    if last < 0:
        return ""
    n = i - last
    near = "1" if n == 1 else "2" if n < 4 else "4"
    return near + "p" * (sentences[last].paragraph == sentences[i].paragraph)


@lru_cache(maxsize=256)  # a sentence may name several shows
def _cues(text: str) -> str:
    return "".join(name for name, cue in _CUES if cue.search(text))


def _seasons(
    ledger: Ledger, i: int, show: str, told: Told, here: Sequence[SeasonMention]
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
    if days < -_SOON:
        return "P" if days > -_LATELY else "PP" if days > -_LONG else "PPP"
    return "F" if days > _SOON else "N"


def _whole(view: _View) -> list[str]:
    return [
        "none",
        f"none_here{min(2, len(view.here))}",
        f"none_single{view.highest <= 1:d}",
        f"none_own{min(2, view.n_told)}",
        f"none_main{view.is_main:d}",
        f"none_latest{min(3, view.timeline.latest or 0)}",
        f"none_led{min(2, len(view.leading))}",
        f"none_par{min(2, len(view.paragraph))}",
        f"none_last{view.last_ago}",
        f"none_{view.kind}",
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
    told = ledger.told.get(show) or Told(Counter(), Counter())
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
    yield f"{name}_d{min(3, gap(near.start, near.end, span) // 20)}"
    yield f"{name}_{'left' if near.end <= span.start else 'right'}"
    text = ledger.page.survey.sentences[span.sentence].text
    words = text[max(0, near.start - _WORDS_BEFORE) : near.start].lower().split()[-2:]
    for word in dict.fromkeys(words):
        yield f"{name}={word}"


def _led(view: _View, season: int | None) -> str:
    if not view.leading:
        return "unled"
    return "led" if season in view.leading else "led_otherwise"


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
