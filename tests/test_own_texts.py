"""Our own annotated texts: each is of its form, and the form refuses what it cannot hold."""

from pathlib import Path

import pytest

from nextseason.domain import Topic
from nextseason.wire import value_from_json
from training import annotated, snippets
from training.annotated import FormError

ARTICLE = """=== trade 2024-05-30 screenpost.example
Harbour Lights Sails On

Skylark has ordered a third season. Ana Sol (Mira) leads.
---
bottom: Harbour Lights / 3 / renewed
show: Harbour Lights
3 renewal renewed | reported by Skylark | Skylark has ordered a third season
2 cast in_cast Ana Sol = Mira | stated | Ana Sol (Mira) leads
"""


def test_all_texts_are_of_their_form_and_their_values_are_valid() -> None:
    articles = annotated.load()
    assert len(articles) > 1000
    for article in articles:
        for claim in article["claims"]:
            assert value_from_json(Topic(claim["topic"]), claim["value"])
            assert claim["quote"] in article["text"]


def test_all_snippets_are_of_their_form() -> None:
    assert len(snippets.load()) > 5000


def test_an_article_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    (article,) = annotated.parse(path)
    assert article["title"] == "Harbour Lights Sails On"
    assert [c["topic"] for c in article["claims"]] == ["renewal", "cast"]
    assert article["claims"][1]["value"]["character"] == "Mira"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("3 renewal renewed", "3 renewal revived", "no such status"),
        ("reported by Skylark", "reported", "by NAME"),
        ("2 cast in_cast", "2 costume in_cast", "no such topic"),
        ("| Ana Sol (Mira) leads", "| Ana Sol leads", "does not stand in the text"),
        ("2024-05-30", "2024-05-33", "no such day"),
        ("=== trade", "=== shop", "KIND"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError, match=why):
        annotated.parse(path)


def test_a_snippet_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text(
        "{Tom Wu|returning+director} is back. || So is it. ## not-renewed@2:stated\n", "utf-8"
    )
    (snippet,) = snippets.parse(path)
    assert snippet.sentences == ("Tom Wu is back.", "So is it.")
    assert snippet.marks[0].labels == {"returning", "director"}
    assert (snippet.told[0].sentence, snippet.told[0].negated) == (1, True)


@pytest.mark.parametrize(
    "line",
    ["no marks", "{Tom|hero} is back ## -", "It ends. ## ended:stated", "A ## renewed@3:stated"],
)
def test_a_bad_snippet_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.txt"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FormError, match=r"s\.txt:1"):
        snippets.parse(path)
