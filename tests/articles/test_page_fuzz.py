"""Whatever a page is made of, it ends in an article that holds together, or in a reason."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.articles.html import read_html
from nextseason.domain import Article
from nextseason.errors import InputError

TAGS = (
    "p div span a h1 h2 ul li table tr td th article section aside figure figcaption time form "
    "input script style br b blockquote header footer main nav dl dt dd details summary title"
).split()
NAMES = "post-body related comments byline meta entry-content ad newsletter x".split()
SENTENCE = "The drama is back for a third season, and all of its cast will be in it. "

pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.builds("<{} class='{}'>".format, st.sampled_from(TAGS), st.sampled_from(NAMES)),
    st.sampled_from([SENTENCE, "March 3, 2027", "By Ada Pell", "Related", "<a href='/x'>More</a>"]),
    st.text(max_size=12),
)


def outcome(data: bytes) -> Article | str:
    try:
        return read_html(data)
    except InputError as fault:
        return str(fault)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=60))
def test_any_page_is_read_or_refused(given_pieces: list[str]) -> None:
    found = outcome("".join(given_pieces).encode("utf-8", "replace"))
    if isinstance(found, str):
        assert "cannot be taken apart" not in found
    else:
        in_parts = "".join(found.text[part.start : part.end] for part in found.parts)
        lines = "".join(line.removeprefix("- ") for line in found.text.split("\n"))
        assert sorted(in_parts) == sorted(lines)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert "cannot be taken apart" not in str(outcome(data))
