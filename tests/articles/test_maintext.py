"""The order of readings: the page's own text, what it carries, what is gathered."""

import json

import pytest

from nextseason.articles.html import read_html
from nextseason.domain import Article, PartKind

ONE = "The drama will be back for a third season, its network said, and so will its cast."
TWO = "Filming begins in August, and the first of ten episodes is due in the next spring."


def read(body: str, carried: str | None = None, head: str = "") -> Article:
    thing = {"@type": "NewsArticle", "headline": "Back", "articleBody": carried}
    script = f'<script type="application/ld+json">{json.dumps(thing)}</script>' if carried else ""
    return read_html(f"<html><head>{head}{script}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("carried", "kinds"),
    [
        (f"{ONE}\n\n{TWO}", ["paragraph", "paragraph"]),
        (f"<p>{ONE}</p><h2>When</h2><p>{TWO}</p>", ["paragraph", "heading", "paragraph"]),
        (f"&lt;p&gt;{ONE}&lt;/p&gt;", ["paragraph"]),
    ],
    ids=["plain", "markup", "escaped markup"],
)
def test_a_shell_is_read_from_what_it_carries(carried: str, kinds: list[str]) -> None:
    article = read("<div id=root></div>", carried)
    assert [part.kind.value for part in article.parts] == kinds
    assert "<p>" not in article.text


def test_the_page_goes_before_what_it_carries() -> None:
    article = read(f"<article><h2>When</h2><p>{TWO}</p></article>", TWO)
    assert article.parts[0].kind is PartKind.HEADING


def test_a_teaser_gives_way_to_the_whole_that_is_carried() -> None:
    assert TWO in read(f"<article><p>{ONE[:40]}</p></article>", f"{ONE}\n{TWO}").text


def test_headings_tables_and_lists_keep_their_kind_and_place() -> None:
    body = (
        f"<article><h1>Back</h1><p>{ONE}</p><h2>Cast</h2><ul><li>Ada</ul><h3>Figures</h3>"
        f"<table><tr><th>Year<th>Viewers<tr><td>2027<td>3m</table><p>{TWO}</p></article>"
    )
    article = read(body)
    assert [(p.kind.value, p.level, article.text[p.start : p.end]) for p in article.parts] == [
        ("paragraph", None, ONE),
        ("heading", 2, "Cast"),
        ("item", None, "Ada"),
        ("heading", 3, "Figures"),
        ("row", None, "Year – Viewers"),
        ("row", None, "2027 – 3m"),
        ("paragraph", None, TWO),
    ]


@pytest.mark.parametrize(
    "mark",
    ['<p class="dek">{}</p>', "<h2>{}</h2>", '<div class="standfirst"><p>{}</p></div>'],
    ids=["dek", "heading", "standfirst"],
)
def test_the_standfirst_is_text_and_no_heading(mark: str) -> None:
    standfirst = "Its network kept it after all, and nobody can say for certain why it did so"
    lead = f"<header><h1>Back</h1>{mark.format(standfirst)}<p>By Ada Pell</p></header>"
    article = read(f'<main>{lead}<div class="entry-content"><p>{ONE}</p><p>{TWO}</p></div></main>')
    assert article.text == f"{standfirst}\n\n{ONE}\n\n{TWO}"
    assert {part.kind for part in article.parts} == {PartKind.PARAGRAPH}
    assert article.author == "Ada Pell"


def test_what_readers_say_is_not_read() -> None:
    comment = "I have heard that it was cancelled, which is a shame, as I liked the dog so much."
    body = (
        f"<div><h1>Back</h1><p>{ONE} {TWO} {ONE} {TWO}</p><p>2 Comments</p><p>{comment}</p></div>"
    )
    assert comment not in read(body).text
