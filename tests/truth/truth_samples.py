"""Small claims about an invented show, and the pages that make them."""

from datetime import date
from typing import NamedTuple

from nextseason.domain import (
    Article,
    CastMember,
    CastRole,
    Certainty,
    Claim,
    CrewMember,
    Quote,
    Release,
    Renewal,
    RenewalStatus,
    Value,
    Window,
)

SHOW = "Harbour Lights"
STATED, REPORTED = Certainty.STATED, Certainty.REPORTED
RUMOURED, EXPECTED = Certainty.RUMOURED, Certainty.EXPECTED

RENEWED = Renewal(status=RenewalStatus.RENEWED)
CANCELLED = Renewal(status=RenewalStatus.CANCELLED)
PENDING = Renewal(status=RenewalStatus.PENDING)
CONCLUDED = Renewal(status=RenewalStatus.CONCLUDED)


class Says(NamedTuple):
    """One thing that a page says; its words are too short to be copied, unless given."""

    value: Value
    certainty: Certainty = STATED
    negated: bool = False
    words: str | None = None
    season: int | None = 2


class Page(NamedTuple):
    article: Article
    claims: tuple[Claim, ...]


def page(name: str, *said: Says | Value, day: date | None = None, site: str | None = None) -> Page:
    """A page of a site of its own, whose text is the sentences of its claims."""
    says = [item if isinstance(item, Says) else Says(item) for item in said]
    sentences = [item.words or f"{name} says ({n})." for n, item in enumerate(says)]
    text = "\n\n".join(sentences)
    article = Article(id=name, text=text, site=site or f"{name}.example", published=day)
    claims = tuple(
        Claim(
            show=SHOW,
            season=item.season,
            value=item.value,
            certainty=item.certainty,
            by="the network" if item.certainty is REPORTED else None,
            negated=item.negated,
            quote=Quote(
                article_id=name,
                start=text.index(sentence),
                end=text.index(sentence) + len(sentence),
                text=sentence,
            ),
        )
        for item, sentence in zip(says, sentences, strict=True)
    )
    return Page(article, claims)


def day(month: int, of_month: int = 1, year: int = 2020) -> date:
    return date(year, month, of_month)


def window(start: str, end: str) -> Window:
    return Window(start=date.fromisoformat(start), end=date.fromisoformat(end))


def release(start: str, end: str) -> Release:
    return Release(window=window(start, end))


def plays(person: str, character: str | None = None, role: CastRole = CastRole.IN_CAST) -> Value:
    return CastMember(person=person, character=character, role=role)


def works(person: str, job: str) -> Value:
    return CrewMember(person=person, job=job)
