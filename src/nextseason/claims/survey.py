"""What a first pass over a whole article finds: its shows, seasons, people and voices.

Article and sentences -> Survey, from which each sentence's Scene is cut.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nextseason.claims.attribution import cited
from nextseason.claims.frame import Scene
from nextseason.claims.names import NameSpan, find_names
from nextseason.claims.persons import People, find_people
from nextseason.claims.seasons import SeasonMention, Timeline, find_seasons, read_timeline
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.shows import ShowFinder, find_shows
from nextseason.claims.windows import dates_in_turn
from nextseason.domain import Article
from nextseason.titles import fold

# After so many sentences "he added" no longer means whoever was cited.
SPEAKER_MEMORY = 3


@dataclass(frozen=True, slots=True)
class Survey:
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


def survey_article(article: Article, sentences: list[Sentence]) -> Survey | None:
    """The survey of an article; None where it names nothing that could be a show."""
    names = [tuple(find_names(s.text)) for s in sentences]
    shows = find_shows(article.title, sentences, names)
    if shows is None:
        return None
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
    return Survey(
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
