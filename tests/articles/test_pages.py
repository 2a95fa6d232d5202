"""Saved pages against what a reader takes from them: one folder, one case."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nextseason.articles import load_articles
from nextseason.domain import Article, PartKind, content_id

CASES = sorted((Path(__file__).parent.parent / "cases" / "articles").iterdir())


@pytest.fixture(params=CASES, ids=lambda folder: folder.name)
def case(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def article(case: Path) -> Article:
    (found,) = load_articles([case / "page.html"])
    assert isinstance(found, Article), found
    return found


def test_text(case: Path, article: Article) -> None:
    assert article.text == (case / "text.txt").read_text(encoding="utf-8").rstrip("\n")


def expected(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((case / "article.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    "field", ["title", "site", "url", "author", "outlet", "published", "updated"]
)
def test_field(case: Path, article: Article, field: str) -> None:
    value = getattr(article, field)
    assert (value.isoformat() if isinstance(value, date) else value) == expected(case)[field]


def test_headings(case: Path, article: Article) -> None:
    headings = [
        [part.level, article.text[part.start : part.end]]
        for part in article.parts
        if part.kind is PartKind.HEADING
    ]
    assert headings == expected(case)["headings"]


def test_id_is_the_hash_of_the_content(article: Article) -> None:
    assert article.id == content_id(article.title, article.text)
