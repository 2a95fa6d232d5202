"""What the form of an article promises of its parts, whatever the blocks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.form import Block, article_of, join_blocks
from nextseason.domain import Article, DatedBy, DayKind, Part, PartKind
from nextseason.errors import InputError
from nextseason.wire import article_from_json, article_to_json

blocks = st.builds(Block, st.text(max_size=30), st.sampled_from(list(PartKind)), st.none())


@given(st.lists(blocks, max_size=8))
def test_parts_cover_every_letter_in_order(given_blocks: list[Block]) -> None:
    text, parts = join_blocks(given_blocks)
    outside = list(text)
    for part in parts:
        outside[part.start : part.end] = [""] * (part.end - part.start)
    assert "".join(outside).strip("-\n ") == ""
    assert [p.start for p in parts] == sorted(p.start for p in parts)


@given(st.lists(blocks, min_size=1, max_size=8).filter(lambda b: join_blocks(b)[0]))
def test_an_article_goes_through_json_without_loss(given_blocks: list[Block]) -> None:
    article = article_of(given_blocks, title="Tidewater", marked=True)
    assert article_from_json(article_to_json(article)) == article


def test_its_days_go_through_json_too() -> None:
    day = date(2027, 3, 1)
    article = Article(
        id="a",
        text="Renewed.",
        published=day,
        updated=date(2027, 3, 9),
        crawled=date(2027, 4, 1),
        dates=(DatedBy(day=day, kind=DayKind.PUBLISHED, origin="json-ld datePublished"),),
        author="Ada Pell",
        outlet="The Evening Reel",
        language="en",
    )
    assert article_from_json(article_to_json(article)) == article


@pytest.mark.parametrize(
    "parts",
    [
        [Part(start=0, end=9, kind=PartKind.PARAGRAPH)],
        [
            Part(start=0, end=5, kind=PartKind.PARAGRAPH),
            Part(start=4, end=8, kind=PartKind.PARAGRAPH),
        ],
    ],
    ids=["past the end", "one over another"],
)
def test_parts_that_do_not_fit_the_text_are_refused(parts: list[Part]) -> None:
    with pytest.raises(InputError, match="parts must lie in its text"):
        Article(id="a", text="Renewed.", parts=tuple(parts))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"dates": "2027"}, r"article\.dates: expected a list"),
        ({"dates": [{"day": "soon"}]}, r"article\.dates\[0\]\.day"),
        ({"parts": [{"start": 0, "end": 4, "kind": "picture"}]}, r"article\.parts\[0\]\.kind"),
    ],
    ids=["no list", "no day", "no kind"],
)
def test_a_fault_in_json_is_named_by_its_path(data: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        article_from_json({"text": "Renewed.", **data})
