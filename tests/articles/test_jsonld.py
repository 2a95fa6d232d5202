"""JSON-LD in the forms that pages give it, and broken."""

import json

import pytest

from nextseason.articles.jsonld import MAX_THINGS, article_in, names_in, things_of
from nextseason.articles.tree import parse

ARTICLE = {"@type": "NewsArticle", "headline": "Back"}


def headline(text: str) -> object:
    tree = parse(f'<script type="application/ld+json">{text}</script><p>x')
    return (article_in(things_of(tree)) or {}).get("headline")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(ARTICLE), id="one thing"),
        pytest.param(json.dumps([{"@type": "WebSite"}, ARTICLE]), id="a list"),
        pytest.param(json.dumps({"@graph": [{"@type": "WebPage"}, ARTICLE]}), id="a graph"),
        pytest.param(json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}), id="inside"),
        pytest.param(json.dumps({**ARTICLE, "@type": ["Article", "Thing"]}), id="many types"),
        pytest.param(json.dumps({**ARTICLE, "@type": "https://schema.org/BlogPosting"}), id="url"),
        pytest.param('{"@type": "Article", "headline": "Back",}', id="trailing comma"),
        pytest.param(f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>", id="CDATA"),
        pytest.param('{"@type": "Article", "headline": "Back", "x": "a\nb"}', id="line break"),
    ],
)
def test_the_article_is_found(text: str) -> None:
    assert headline(text) == "Back"


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"@type": "Product", "headline": "Back"}', "[" * 100_000, '{"a":' * 5_000 + "1"],
    ids=["nothing", "broken", "no article", "nested lists", "nested things"],
)
def test_what_is_no_article_gives_none(text: str) -> None:
    assert headline(text) is None


def test_the_article_with_a_body_goes_first() -> None:
    things = [ARTICLE, {**ARTICLE, "articleBody": "It is back."}]
    assert article_in(things) is things[1]


def test_things_are_bounded() -> None:
    many = json.dumps([ARTICLE] * 4_000)
    tree = parse(f'<script type="application/ld+json">{many}</script><p>x')
    assert len(things_of(tree)) <= MAX_THINGS


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Pell", ["Ada Pell"]),
        ({"name": "Ada Pell"}, ["Ada Pell"]),
        ({"name": ["Ada Pell", "Ben"]}, ["Ada Pell", "Ben"]),
        ([{"name": "Ada Pell"}, "Ben"], ["Ada Pell", "Ben"]),
        ({"@id": "#ada"}, ["Ada Pell"]),
        ({"@id": "#nobody"}, []),
        (None, []),
        (7, []),
    ],
)
def test_names(value: object, names: list[str]) -> None:
    assert names_in(value, [{"@id": "#ada", "@type": "Person", "name": "Ada Pell"}]) == names
