"""The blocks of an element, as its marks make them."""

import pytest

from nextseason.articles.blocks import drafts_in
from nextseason.articles.tree import parse


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>One <b>two</b><p>three", ["paragraph: One two", "paragraph: three"]),
        ("<div>One<p>two</p>three</div>", ["paragraph: One", "paragraph: two", "paragraph: three"]),
        ("One<br>two<br><br>three", ["paragraph: One", "paragraph: two", "paragraph: three"]),
        ("<h2>One<br>two</h2><h3><div>x</div></h3>", ["heading2: One two", "heading3: x"]),
        ("<ul><li>a<li><p>b</p></ul>", ["item: a", "item: b"]),
        ("<ul><li>a<ul><li>b</ul>c</ul>", ["item: a", "item: b", "item: c"]),
        ("<ol><li><h2>a</h2><p>b</p></ol>", ["heading2: a", "paragraph: b"]),
        ("<dl><dt>a<dd>b</dl>", ["item: a", "item: b"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["row: a – b", "row: c – d"]),
        ("<table><tr><td><p>a</p><p>b</p></table>", ["paragraph: a", "paragraph: b"]),
        ("<table><tr><td><h2>a</h2><td>b</table>", ["heading2: a", "paragraph: b"]),
        ("<blockquote><p>a</blockquote>", ["paragraph: a"]),
        ("<p>a\n  b</p> \n <p> </p>", ["paragraph: a b"]),
    ],
)
def test_blocks(page: str, blocks: list[str]) -> None:
    found = drafts_in(parse(f"<body>{page}").find("body"))
    assert [f"{d.kind.value}{d.level or ''}: {d.text}" for d in found] == blocks


@pytest.mark.parametrize(
    ("page", "share"),
    [
        ('<p><a href="/x">all</a></p>', 1.0),
        ('<p><a href="/x">half</a> text</p>', 4 / 9),
        ("<p><a name=x>none</a></p>", 0.0),
        ('<a href="/x"><p>all</p></a>', 1.0),
        ('<h2><a href="/x"><b>all</b></a></h2>', 1.0),
    ],
)
def test_links_are_counted(page: str, share: float) -> None:
    (draft,) = drafts_in(parse(f"<body>{page}").find("body"))
    assert draft.linked_share == pytest.approx(share)
