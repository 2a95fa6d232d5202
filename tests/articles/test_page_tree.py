"""A page's tree: parsed once, bounded, and cut without losing the text behind a cut."""

import pytest

from nextseason.articles.tree import MAX_ATTRIBUTES, beginning, cut, parse, text_of
from nextseason.errors import InputError


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<script>x</script> two</p>", "One two"),
        ("<p><i>One</i><script>x</script> two</p>", "One two"),
        ("<p>One<script>x</script><i>two</i></p>", "Onetwo"),
    ],
    ids=["after text", "after an element", "nothing behind it"],
)
def test_a_cut_leaves_the_text_behind_it(page: str, text: str) -> None:
    tree = parse(page)
    cut(next(tree.iter("script")))
    assert text_of(tree) == text


@pytest.mark.parametrize("tag", ["p", "script"])
@pytest.mark.parametrize("first", ["", 'x=">" '], ids=["plain", "a bracket in quotes"])
def test_attributes_are_counted_before_they_cost_time(tag: str, first: str) -> None:
    attributes = " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES + 1))
    with pytest.raises(InputError, match="attributes"):
        parse(f"<{tag} {first}{attributes}>x")


def test_a_long_script_is_no_long_tag() -> None:
    assert text_of(parse(f"<script>{'x ' * 5000}</script><p>y")).endswith("y")


@pytest.mark.parametrize("text", ["", "   ", "<!-- nothing -->"])
def test_a_page_without_elements_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        parse(text)


def test_controls_do_not_end_a_page() -> None:
    assert text_of(parse("<p>re\x00new\x08ed")) == "renewed"


@pytest.mark.parametrize("control", ["\x1f", "&#1;", "&#xfffe;", "\ufffe", "&#xd800;"])
def test_controls_do_not_hinder_a_cut(control: str) -> None:
    tree = parse(f"<p>One<br>{control}two<br>{control}three")
    for element in list(tree.iter("br")):
        cut(element)
    assert text_of(tree).endswith("three")


def test_a_beginning_does_not_read_on() -> None:
    assert beginning(parse("<div><p>One two</p><p>three</p></div>"), 7) == "One two"


@pytest.mark.parametrize(
    "page",
    [
        "<title>x</title><article><p>One</article>",
        "<title>x</title><main><p>One</main><p>Two",
        "<html><head><title>x</title></head><body><p>One</body></html>",
    ],
    ids=["no marks of a body", "a body begins late", "all marks"],
)
def test_the_text_stands_in_the_body(page: str) -> None:
    assert text_of(parse(page).find("body")).startswith("One")
