"""The default reader: triggers find the sentences, grammars read them, the article completes.

Article -> tuple[Claim, ...].  Pure: no network, no clock, no model server.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nextseason.claims.attribution import cited
from nextseason.claims.certainty import read_certainty
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.names import NameSpan, find_names
from nextseason.claims.persons import People, find_people
from nextseason.claims.seasons import SeasonMention, Timeline, find_seasons, read_timeline
from nextseason.claims.sentences import Kind, Sentence, split_sentences
from nextseason.claims.shows import ShowFinder, Shows, find_shows
from nextseason.claims.titles import JOINT, fold
from nextseason.claims.topics import GRAMMARS, TRIGGERS
from nextseason.claims.triggers import TriggerScan
from nextseason.claims.windows import dates_in_turn
from nextseason.domain import Article, Certainty, Claim, Quote, Topic

# After so many sentences "he added" no longer means whoever was cited.
SPEAKER_MEMORY = 3

_SCAN = TriggerScan(TRIGGERS)
# What a sentence says of several shows at once: "A, B and C were cancelled".
_SHARED = frozenset({Topic.RENEWAL, Topic.RELEASE})
# What is told in passing about the season that is out.
_BACKGROUND = frozenset({Topic.CREW, Topic.RECEPTION, Topic.VIEWING, Topic.COST})


def read_by_rules(article: Article) -> tuple[Claim, ...]:
    """Every claim that the grammars find in an article, in the order of its text."""
    sentences = split_sentences(article.text)
    candidates = [
        (i, topics) for i, s in enumerate(sentences) if (topics := _topics(s))
    ]
    if not candidates:
        return ()
    names = [tuple(find_names(s.text)) for s in sentences]
    shows = find_shows(article.title, sentences, names)
    if shows is None:
        return ()
    survey = _survey(article, sentences, names, shows)
    claims: dict[object, Claim] = {}
    for index, topics in candidates:
        scene = survey.scene(index)
        for topic in topics:
            for draft in GRAMMARS[topic](scene):
                for show in _shows_meant(scene, draft):
                    claim = _complete(article, scene, draft, show, survey.timelines[show])
                    claims.setdefault(_fact(claim), claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.quote.start, c.quote.end)))


def _topics(sentence: Sentence) -> tuple[Topic, ...]:
    """What a sentence can be about; a list item may be a bare name of the cast or the crew."""
    topics = _SCAN.topics(sentence.text)
    if sentence.kind is not Kind.ITEM:
        return topics
    return topics + tuple(t for t in (Topic.CAST, Topic.CREW) if t not in topics)


@dataclass(frozen=True, slots=True)
class _Survey:
    """What a first pass over the whole article has found."""

    article: Article
    sentences: list[Sentence]
    names: list[tuple[NameSpan, ...]]
    mentions: list[tuple[tuple[int, int, str], ...]]
    seasons: list[tuple[SeasonMention, ...]]
    show_of: list[str]
    timelines: dict[str, Timeline]
    headings: list[str]
    speakers: list[str | None]
    dates: list[date | None]
    titles: frozenset[str]
    people: People
    intros: list[str]

    def scene(self, index: int) -> Scene:
        sentence = self.sentences[index]
        before = self.sentences[index - 1] if index else None
        after = self.sentences[index + 1] if index + 1 < len(self.sentences) else None
        show = self.show_of[index]
        return Scene(
            sentence=sentence,
            show=show,
            mentions=self.mentions[index],
            timeline=self.timelines[show],
            seasons=self.seasons[index],
            names=self.names[index],
            titles=self.titles,
            people=self.people,
            intro=self.intros[index],
            heading=self.headings[index],
            speaker=self.speakers[index],
            before=before.text if before and before.paragraph == sentence.paragraph else "",
            after=after.text if after and after.paragraph == sentence.paragraph else "",
            published=self.article.published,
            near=self.dates[index],
        )


def _survey(
    article: Article, sentences: list[Sentence], names: list[tuple[NameSpan, ...]], shows: Shows
) -> _Survey:
    finder = ShowFinder(shows)
    mentions = [tuple(finder.mentions(s.text)) for s in sentences]
    show_of = list(_shows_in_turn(sentences, mentions, shows.main))
    seasons = [find_seasons(s.text) for s in sentences]
    timelines = {}
    for show in shows.titles:
        own = [
            (sentence.text, named)
            for sentence, named, of in zip(sentences, seasons, show_of, strict=True)
            if of == show
        ]
        timelines[show] = read_timeline(article.title if show == shows.main else "", own)
    if timelines[shows.main].next is None:
        # Most shows that are written about without a number have had one season.
        timelines[shows.main] = Timeline(latest=1, next=2)
    titles = frozenset(fold(t) for t in shows.titles)
    return _Survey(
        article=article,
        sentences=sentences,
        names=names,
        mentions=mentions,
        seasons=seasons,
        show_of=show_of,
        timelines=timelines,
        headings=list(_headings(sentences)),
        speakers=list(_speakers(sentences)),
        dates=dates_in_turn([s.text for s in sentences])
        if article.published is None
        else [None] * len(sentences),
        titles=titles,
        people=find_people([article.title, *(s.text for s in sentences)], titles),
        intros=list(_intros(sentences)),
    )


def _shows_in_turn(
    sentences: list[Sentence], mentions: list[tuple[tuple[int, int, str], ...]], main: str
) -> Iterator[str]:
    """The show of each sentence: named in it, or else the one that its section is about."""
    section = main
    for sentence, here in zip(sentences, mentions, strict=True):
        named = [show for _, _, show in here]
        if sentence.kind is Kind.HEADING and named:
            section = named[0]
        yield section if section in named or not named else named[0]


def _headings(sentences: list[Sentence]) -> Iterator[str]:
    heading = ""
    for sentence in sentences:
        yield heading
        if sentence.kind is Kind.HEADING:
            heading = sentence.text


def _speakers(sentences: list[Sentence]) -> Iterator[str | None]:
    """Whoever was cited last before each sentence, not too long ago."""
    speaker, age = None, 0
    for sentence in sentences:
        yield speaker if age <= SPEAKER_MEMORY else None
        named = cited(sentence.text, 0, len(sentence.text))
        speaker, age = (named, 0) if named else (speaker, age + 1)


def _intros(sentences: list[Sentence]) -> Iterator[str]:
    """For each list item the last sentence before its list."""
    intro = ""
    for sentence in sentences:
        if sentence.kind is Kind.ITEM:
            yield intro
        else:
            yield ""
            intro = sentence.text


def _complete(
    article: Article, scene: Scene, draft: Draft, show: str, timeline: Timeline
) -> Claim:
    sentence = scene.sentence
    certainty, by = read_certainty(
        sentence.text,
        draft.start,
        draft.end,
        scene.speaker,
        background=draft.value.topic in _BACKGROUND
        or draft.about in (About.LATEST, About.ONLY),
    )
    by = scene.people.full_name(by) if by else None
    if draft.certainty is not None:
        certainty = draft.certainty
    start, end = sentence.start + draft.start, sentence.start + draft.end
    return Claim(
        show=show,
        season=_season(timeline, draft),
        value=draft.value,
        certainty=certainty,
        by=by if certainty is Certainty.REPORTED else None,
        negated=draft.negated,
        quote=Quote(article_id=article.id, start=start, end=end, text=article.text[start:end]),
    )


def _shows_meant(scene: Scene, draft: Draft) -> list[str]:
    """The show named next to the draft's words, and those that it is listed with."""
    if len({show for _, _, show in scene.mentions}) < 2:
        return [scene.show]
    nearest = min(
        range(len(scene.mentions)),
        key=lambda i: min(
            abs(scene.mentions[i][0] - draft.start), abs(scene.mentions[i][0] - draft.end)
        ),
    )
    if draft.value.topic not in _SHARED:
        return [scene.mentions[nearest][2]]
    low, high = nearest, nearest
    while low > 0 and _listed(scene, low - 1):
        low -= 1
    while high + 1 < len(scene.mentions) and _listed(scene, high):
        high += 1
    return [show for _, _, show in scene.mentions[low : high + 1]]


def _listed(scene: Scene, i: int) -> bool:
    """Is mention `i` joined to the next one by a comma or an "and"?"""
    between = scene.text[scene.mentions[i][1] : scene.mentions[i + 1][0]]
    return JOINT.fullmatch(between) is not None


def _season(timeline: Timeline, draft: Draft) -> int | None:
    if draft.season is not None:
        return draft.season
    if draft.about is About.SHOW or (draft.about is About.ONLY and not timeline.single):
        return None
    return timeline.next if draft.about is About.NEXT else timeline.latest


def _fact(claim: Claim) -> object:
    """Said again with the same value and certainty, a claim is kept once."""
    return (fold(claim.show), claim.season, claim.value, claim.certainty, claim.negated)
