"""Plain text and Markdown files."""

import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from nextseason.articles import load_articles
from nextseason.articles.decoding import decode
from nextseason.articles.markdown import read_markdown
from nextseason.articles.plaintext import read_plaintext
from nextseason.domain import Article
from nextseason.errors import InputError

# Two real pages that may not be handed on: whoever has them names their folder.
SEEDS = sorted(Path(os.environ.get("NEXTSEASON_SEEDS", "no-seeds-here")).glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param("Tidewater: back?\n\nNo.", "Tidewater: back?", "No.", id="headline"),
        pytest.param("Tidewater\nIt is back.", "Tidewater", "It is back.", id="no blank line"),
        pytest.param("It is back.\n\nSoon.", "", "It is back.\n\nSoon.", id="sentence"),
        pytest.param("He said “no.”\n\nSoon.", "", "He said “no.”\n\nSoon.", id="quote"),
        pytest.param("Cast:\n\n- Ada", "", "Cast:\n\n- Ada", id="opening of a list"),
        pytest.param("It is back", "", "It is back", id="nothing follows"),
        pytest.param("* Ada\n\nSoon.", "", "- Ada\n\nSoon.", id="item"),
        pytest.param("a" * 151 + "\n\nNo.", "", "a" * 151 + "\n\nNo.", id="too long"),
        pytest.param("A\r\rB.\r", "A", "B.", id="old line endings"),
        pytest.param("A\n\n\n\n  • Ada\n  •Ben\n– Cy", "A", "- Ada\n- Ben\n- Cy", id="bullets"),
        pytest.param("A\n\n**bold** -5 – x", "A", "**bold** -5 – x", id="no bullets"),
        pytest.param("A\n\ncafe\u0301\u00a0\x07x\u200by", "A", "café xy", id="characters"),
    ],
)
def test_plain_text(text: str, title: str, body: str) -> None:
    article = read_plaintext(text.encode())
    assert (article.title, article.text) == (title, body)


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    text = (
        "The second season\n\n"
        "The streaming service has ordered a second season of the drama and\n"
        "expects to begin filming in September, it said.\n"
        "Source: the service\n"
        "* Ada Lund plays Vera Holm, the captain of the ship that was lost\n"
        "  in the ice\n"
    )
    assert read_plaintext(text.encode()).text.splitlines() == [
        "The streaming service has ordered a second season of the drama and "
        "expects to begin filming in September, it said.",
        "",
        "Source: the service",
        "",
        "- Ada Lund plays Vera Holm, the captain of the ship that was lost in the ice",
    ]


MARKDOWN = """---
title: "Tidewater: what next?"
url: https://www.reel.example/tidewater
date: 2031-03-04 10:00:00 +0100
tags: [drama]
---
# Tidewater: what next?

A *second*
season is [coming](https://x.example), `soon`.<br>Perhaps.

## Cast

1. Ada **Lund**
   - as Vera
2. Ben ![portrait](ben.png)

| Part | Actor |
|------|-------|
| Vera | Ada   |

> It is true.

<div>Not &amp; marked</div>
"""


def test_markdown() -> None:
    article = read_markdown(MARKDOWN.encode())
    assert article.title == "Tidewater: what next?"
    assert article.site == "reel.example"
    assert article.published == date(2031, 3, 4)
    assert article.text.splitlines() == [
        "A second season is coming, soon.",
        "",
        "Perhaps.",
        "",
        "Cast",
        "",
        "- Ada Lund",
        "- as Vera",
        "- Ben",
        "- Part – Actor",
        "- Vera – Ada",
        "",
        "It is true.",
        "",
        "Not & marked",
    ]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param("## First\n\nText.", "First", "Text.", id="heading first"),
        pytest.param("Text.\n\n# Top\n\nMore.", "Top", "Text.\n\nMore.", id="top level"),
        pytest.param("Text.\n\n## Cast", "", "Text.\n\nCast", id="no title"),
        pytest.param("# Only", "Only", "Only", id="heading alone"),
        pytest.param("---\n---\n# A\n\nB.", "A", "B.", id="empty front matter"),
        pytest.param("---\ntitle: A\n\nB.", "", "title: A\n\nB.", id="front matter left open"),
        pytest.param("---\r\nsite: a\r\n---\r\n# A\r\n\r\nB.", "A", "B.", id="line endings"),
    ],
)
def test_markdown_title(text: str, title: str, body: str) -> None:
    article = read_markdown(text.encode())
    assert (article.title, article.text) == (title, body)


def test_html_inside_markdown_gives_its_words() -> None:
    html = "<div a='>'>Back &amp; <!-- not -->soon<script>1 < 2</script><style>p{}</style>.</div>"
    assert read_markdown(html.encode()).text == "Back & soon."


PROSE = "It is *said* that [the show](https://x.example) returns in `May`, with Ada as Vera.\n\n"
# "![a" takes 16 times as long as prose for the same size, at any size; what grew with the
# square would take thousands of times as long.
FACTOR = 60


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<a ", "![a", "> - ", "|a", "[", "_*"])
def test_hostile_markdown_is_read_at_the_pace_of_prose(piece: str) -> None:
    limit = FACTOR * min(_pace(PROSE * 1_000) for _ in range(3))
    assert any(_pace(piece * 50_000) <= limit for _ in range(3))


def _pace(text: str) -> float:
    """Processor seconds for each character."""
    began = time.process_time()
    with suppress(InputError):
        read_markdown(text.encode())
    return (time.process_time() - began) / len(text)


def test_long_markdown_is_refused() -> None:
    with pytest.raises(InputError, match="2,000,000 for Markdown"):
        read_markdown(b"a " * 1_000_001)


def test_a_date_that_is_none_is_named() -> None:
    with pytest.raises(InputError, match=r"'next spring'.*2027-03-01"):
        read_markdown(b"---\ndate: next spring\n---\nText.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Die zweite Staffel kommt im Mai, wie der Sender für Fans bestätigt: “schön”."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PNG\0\0", "binary"),
        (b"\xff\xfea", "not valid utf-16"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


@pytest.mark.skipif(len(SEEDS) < 2, reason="the seed articles are not here")
def test_seeds() -> None:
    first, second = load_articles(SEEDS)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.title.endswith("What Can We Expect from the Next Season?")
    assert second.title == ""  # it begins with a paragraph
    assert sum(line.startswith("- ") for line in second.text.splitlines()) == 11
