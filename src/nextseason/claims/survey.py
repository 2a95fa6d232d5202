"""What a first pass over a whole article finds: its shows, seasons, people and voices.

Article and sentences -> Survey, from which each sentence's Scene is cut.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nextseason.claims.frame import Scene
from nextseason.claims.names import NameSpan, find_names
from nextseason.claims.persons import People, PersonSpan, find_people
from nextseason.claims.seasons import SeasonMention, Timeline, find_seasons, season_in_address
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.shows import ShowFinder, Shows, find_shows
from nextseason.claims.timelines import choose_timeline
from nextseason.claims.tokens import Tokens
from nextseason.claims.windows import dates_in_turn
from nextseason.domain import Article
from nextseason.titles import fold


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first pass over the whole article has found."""

    article: Article
    sentences: list[Sentence]
    tokens: Tokens  # of the title, as sentence 0, and of the text
    names: list[tuple[NameSpan, ...]]
    mentions: list[tuple[tuple[int, int, str], ...]]
    title_mentions: tuple[tuple[int, int, str], ...]
    title_seasons: tuple[SeasonMention, ...]
    persons: list[list[PersonSpan]]
    main: str
    seasons: list[tuple[SeasonMention, ...]]
    show_of: list[str]
    timelines: dict[str, Timeline]
    headings: list[str]
    dates: list[date | None]
    titles: frozenset[str]
    people: People
    intros: list[str]
    leads: list[tuple[int | None, int | None]]  # heading above; of an item, what leads it in

    def told_of(self, show: str) -> list[tuple[str, tuple[SeasonMention, ...]]]:
        """The sentences about a show, each with the seasons that it names."""
        return _told_of(show, self.sentences, self.seasons, self.show_of)

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
            before=before.text if before and before.paragraph == sentence.paragraph else "",
            after=after.text if after and after.paragraph == sentence.paragraph else "",
            published=self.article.published,
            near=self.dates[index],
        )


def survey_article(
    article: Article,
    sentences: list[Sentence],
    tokens: Tokens,
    known: Shows | None = None,
    *,
    about: str | None = None,
) -> Survey | None:
    """The survey of an article; None where it names nothing that could be a show.

    `tokens`: of the title, as sentence 0, and of the text.  `known`: its shows, where they need
    not be found.  `about`: a show that is looked for.
    """
    names = [tuple(find_names(s.text)) for s in sentences]
    shows = known or find_shows(article, sentences, names, tokens, about=about)
    if shows is None:
        return None
    finder = ShowFinder(shows)
    mentions = [tuple(finder.mentions(s.text)) for s in sentences]
    show_of = list(_shows_in_turn(sentences, mentions, shows.main))
    seasons = [find_seasons(s.text) for s in sentences]
    title_seasons = find_seasons(article.title)
    timelines = {}
    for show in shows.titles:
        is_main = show == shows.main
        timelines[show] = choose_timeline(
            article.title if is_main else "",
            season_in_address(article.url) if is_main else None,
            _told_of(show, sentences, seasons, show_of),
            title_seasons if is_main else (),
        )
    if timelines[shows.main].next is None:
        # Most shows that are written about without a number have had one season.
        timelines[shows.main] = Timeline(latest=1, next=2)
    titles = frozenset(fold(t) for t in shows.titles)
    people = find_people([article.title, *(s.text for s in sentences)], titles)
    return Survey(
        article=article,
        sentences=sentences,
        tokens=tokens,
        names=names,
        mentions=mentions,
        title_mentions=tuple(finder.mentions(article.title)),
        title_seasons=title_seasons,
        persons=[people.find(s.text) for s in sentences],
        main=shows.main,
        seasons=seasons,
        show_of=show_of,
        timelines=timelines,
        headings=list(_headings(sentences)),
        dates=dates_in_turn([s.text for s in sentences])
        if article.published is None
        else [None] * len(sentences),
        titles=titles,
        people=people,
        intros=list(_intros(sentences)),
        leads=list(_leads(sentences)),
    )


def _told_of(
    show: str,
    sentences: list[Sentence],
    seasons: list[tuple[SeasonMention, ...]],
    show_of: list[str],
) -> list[tuple[str, tuple[SeasonMention, ...]]]:
    return [
        (sentence.text, named)
        for sentence, named, of in zip(sentences, seasons, show_of, strict=True)
        if of == show
    ]


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


def _leads(sentences: list[Sentence]) -> Iterator[tuple[int | None, int | None]]:
    heading: int | None = None
    intro: int | None = None
    for i, sentence in enumerate(sentences):
        is_item = sentence.kind is Kind.ITEM
        yield heading, intro if is_item else None
        if sentence.kind is Kind.HEADING:
            heading = i
        if not is_item:
            intro = i


def _intros(sentences: list[Sentence]) -> Iterator[str]:
    """For each list item the last sentence before its list."""
    intro = ""
    for sentence in sentences:
        if sentence.kind is Kind.ITEM:
            yield intro
        else:
            yield ""
            intro = sentence.text
