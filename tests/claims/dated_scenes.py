"""One sentence about an invented show, as the reader would hand it to a grammar."""

from datetime import date

from nextseason.claims.frame import About, Draft, Grammar, Scene
from nextseason.claims.names import find_names
from nextseason.claims.persons import People
from nextseason.claims.seasons import Timeline, find_seasons
from nextseason.claims.sentences import Kind, Sentence, split_sentences
from nextseason.claims.spans import find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.witness import hear_grammars
from nextseason.domain import Article, Window

# A Wednesday in the middle of a year.
PUBLISHED = date(2024, 6, 12)


def a_scene(
    text: str,
    *,
    published: date | None = PUBLISHED,
    near: date | None = None,
    latest: int = 2,
    before: str = "",
) -> Scene:
    title = "Harbour Nine"
    at = text.find(title)
    return Scene(
        sentence=Sentence(text, 0, len(text), 0, Kind.PROSE),
        show=title,
        mentions=((at, at + len(title), title),) if at >= 0 else (),
        timeline=Timeline(latest=latest, next=latest + 1),
        seasons=find_seasons(text),
        names=tuple(find_names(text)),
        titles=frozenset({"harbour nine"}),
        people=People(),
        heading="",
        before=before,
        after="",
        intro="",
        published=published,
        near=near,
    )


def drafts(grammar: Grammar, text: str, **given: object) -> list[Draft]:
    return list(grammar(a_scene(text, **given)))  # type: ignore[arg-type]


def drafted(article: Article) -> list[Draft]:
    """All that the grammars draft of an article, whatever the weights make of it."""
    sentences = split_sentences(article.text)
    survey = survey_article(article, sentences, tokenize_article(article.title, sentences))
    assert survey is not None
    heard = hear_grammars(find_spans(survey))
    found = [draft for drafts in heard.drafts.values() for draft in drafts.values()]
    return found + [draft for _, draft, _, _ in heard.alone]


def season_of(draft: Draft, latest: int = 2) -> int | None:
    """The season that the reader would fill in."""
    if draft.season is not None:
        return draft.season
    return {About.NEXT: latest + 1, About.LATEST: latest, About.SHOW: None}[draft.about]


def written(window: Window | None) -> str | None:
    """ "2024-05-01" for a day, "2024-05-01/2024-05-31" for a longer window."""
    if window is None:
        return None
    if window.start == window.end:
        return window.start.isoformat()
    return f"{window.start}/{window.end}"
