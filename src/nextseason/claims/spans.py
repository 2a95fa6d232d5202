"""What in an article may carry a claim: persons, windows, figures, and sentences on a show.

Survey -> Spans.  Which of them do carry one is told by `labels`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nextseason.claims.figures import Figure, find_figures
from nextseason.claims.persons import PersonSpan
from nextseason.claims.survey import Survey
from nextseason.claims.tokens import Keys, Mark, Tokens
from nextseason.claims.windows import find_windows
from nextseason.domain import Window


class SpanKind(StrEnum):
    PERSON = "person"
    WINDOW = "window"
    FIGURE = "figure"
    SUBJECT = "subject"  # a show in a sentence, or the sentence's own where it names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`sentences[sentence].text[start:end]`, and the tokens `first:last` that it covers."""

    kind: SpanKind
    sentence: int  # of the survey's
    start: int
    end: int
    first: int
    last: int
    content: str | Window | Figure  # the full name, the window, the figure, the show
    named: bool = True  # of a subject: does the sentence name the show?


@dataclass(frozen=True, slots=True)
class Page:
    """An article ready to be labelled; tokens of sentence i are those of its i + 1st."""

    survey: Survey
    tokens: Tokens
    keys: Keys  # of the tokens, with their marks
    spans: list[Span]


def find_spans(survey: Survey) -> Page:
    """All spans of an article, and its tokens with their marks."""
    tokens = survey.tokens
    spans: list[Span] = []
    for i in range(len(survey.sentences)):
        spans += _spans_of(survey, tokens, i)
    for start, end, _ in survey.title_mentions:
        _mark(tokens, 0, start, end, Mark.SHOW)
    return Page(survey, tokens, tokens.keys(), spans)


def _spans_of(survey: Survey, tokens: Tokens, i: int) -> Iterator[Span]:
    text = survey.sentences[i].text
    for name in survey.names[i]:
        _mark(tokens, i + 1, name.start, name.end, Mark.NAME)
    mentions = survey.mentions[i]
    for person in survey.persons[i]:
        if not _covered(person, mentions):
            tokens_of = _mark(tokens, i + 1, person.start, person.end, Mark.PERSON)
            yield _span(SpanKind.PERSON, i, person.start, person.end, tokens_of, person.name)
    for start, end, _ in mentions:
        _mark(tokens, i + 1, start, end, Mark.SHOW)
    for window in find_windows(text, published=survey.article.published, near=survey.dates[i]):
        tokens_of = _mark(tokens, i + 1, window.start, window.end, Mark.WINDOW)
        for content in (window.window, *(window.ends or ())):
            yield _span(SpanKind.WINDOW, i, window.start, window.end, tokens_of, content)
    for figure in find_figures(text):
        tokens_of = _mark(tokens, i + 1, figure.start, figure.end, Mark[figure.kind.name])
        yield _span(SpanKind.FIGURE, i, figure.start, figure.end, tokens_of, figure)
    for season in survey.seasons[i]:
        mark = Mark.COUNTED if season.counted else Mark.SEASON
        _mark(tokens, i + 1, season.start, season.end, mark)
    yield from _subjects(survey, tokens, i)


def _subjects(survey: Survey, tokens: Tokens, i: int) -> Iterator[Span]:
    first, last = tokens.first[i + 1], tokens.first[i + 2]
    if first == last:
        return
    if not survey.mentions[i]:
        text = survey.sentences[i].text
        yield _span(
            SpanKind.SUBJECT, i, 0, len(text), (first, first + 1), survey.show_of[i], named=False
        )
    seen = set()
    for start, end, show in survey.mentions[i]:
        if show not in seen:
            seen.add(show)
            yield _span(SpanKind.SUBJECT, i, start, end, tokens.within(i + 1, start, end), show)


def _span(
    kind: SpanKind,
    sentence: int,
    start: int,
    end: int,
    tokens: tuple[int, int],
    content: str | Window | Figure,
    *,
    named: bool = True,
) -> Span:
    return Span(
        kind=kind,
        sentence=sentence,
        start=start,
        end=end,
        first=tokens[0],
        last=tokens[1],
        content=content,
        named=named,
    )


def _mark(tokens: Tokens, sentence: int, start: int, end: int, mark: Mark) -> tuple[int, int]:
    first, last = tokens.within(sentence, start, end)
    for i in range(first, last):
        tokens.marks[i] = mark
    return first, max(last, first + 1)


def _covered(person: PersonSpan, mentions: tuple[tuple[int, int, str], ...]) -> bool:
    """Is the name part of a show's title?"""
    return any(start <= person.start and person.end <= end for start, end, _ in mentions)
