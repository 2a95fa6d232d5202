import time
from datetime import date

import pytest
from exchanges import MANNERS, NOON, Middle, Played, moved, page
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.links import MAX_LINKS, links_of
from nextseason.articles.paging import MAX_PAGES, join_pages, next_page, visit_article
from nextseason.articles.web import Failed, Got
from nextseason.domain import Article, Part, PartKind

X = "https://a.example/finale"


def got(body, url=X):
    return Got(asked=url, url=url, headers={}, body=body.encode(), got=NOON)


@pytest.mark.parametrize(
    ("body", "leads_to"),
    [
        ('<a href="/finale/2">2</a>', f"{X}/2"),
        ('<a href="/finale/2/">Next page</a>', f"{X}/2/"),
        ('<a href="finale?page=2"><span>2</span></a>', f"{X}?page=2"),
        ('<a href="/finale/page/2" class="pagination__link">more</a>', f"{X}/page/2"),
        ('<link href="/finale/page-2" rel="next">', f"{X}/page-2"),
        ("<A HREF='/finale/2' REL='nofollow next'>on</A>", f"{X}/2"),
        ('<a aria-label="Page 2" href="/finale/2">»</a>', f"{X}/2"),
        ('<a href="/finale/3">3</a>', None),
        ('<a href="/finale/2">All about the second season</a>', None),
        ('<link rel="next" href="/another-story">', None),
        ('<a rel="next" href="https://b.example/finale/2">2</a>', None),
        ('<a href="/finale-2">2</a>', None),
        ('<a href="/finale/comment-page-2">2</a>', None),
        ('<a href="http://[">2</a>', None),
        ("<a>2</a>", None),
        ("", None),
    ],
)
def test_the_next_page_is_the_one_with_the_next_number(body, leads_to):
    assert next_page(got(body), first=X, number=2) == leads_to


def test_other_queries_stay():
    body = '<a href="/story?id=7&amp;page=3">3</a>'
    first = "https://a.example/story?id=7"
    assert next_page(got(body, f"{first}&page=2"), first=first, number=3) == f"{first}&page=3"


def numbered(n, last):
    following = f'<a href="/finale/{n + 1}">{n + 1}</a>' if n < last else ""
    url = X if n == 1 else f"{X}/{n}"
    return page(url, body=f"Part {n}. {following}".encode())


def play(replies):
    return Played(visit_article(X, manners=MANNERS, rng=Middle()), replies)


def test_the_pages_of_an_article_are_got_one_after_the_other():
    replies = {X: numbered(1, 3), f"{X}/2": numbered(2, 3), f"{X}/3": numbered(3, 3)}
    played = play(replies)
    assert played.asked == [X, f"{X}/2", f"{X}/3"]
    assert len(played.result) == 3


def test_an_article_without_an_end_ends():
    replies = {X: numbered(1, 99)} | {f"{X}/{n}": numbered(n, 99) for n in range(2, 99)}
    assert len(play(replies).result) == MAX_PAGES


def test_what_came_before_a_missing_page_counts():
    outcomes = play({X: numbered(1, 3), f"{X}/2": page(status=404)}).result
    assert [type(outcome) for outcome in outcomes] == [Got, Failed]


def test_a_page_that_is_sent_back_to_the_first_is_no_further_page():
    outcomes = play({X: [numbered(1, 3)] * 2, f"{X}/2": moved(X)}).result
    assert len(outcomes) == 1


def article(text, **given):
    return Article(id=text[:5], text=text, **given)


def test_pages_are_joined_without_what_they_repeat():
    pages = [
        article("Will it return?\n\nAda is back.\n\n- One\n- Two", title="Finale", url=X),
        article("Will it return?\n\nSo is Ben.\n\n- One\n- Two", updated=date(2027, 3, 5)),
        article("Will it return?\n\nNobody knows."),
    ]
    joined = join_pages(pages)
    assert joined.text == (
        "Will it return?\n\nAda is back.\n\n- One\n- Two\n\nSo is Ben.\n\nNobody knows."
    )
    assert (joined.title, joined.url, joined.updated) == ("Finale", X, date(2027, 3, 5))
    assert joined.id not in {p.id for p in pages}


def test_one_page_stays_as_it_is():
    alone = article("Renewed.")
    assert join_pages([alone]) is alone


paragraphs = st.lists(st.sampled_from(["A", "Bb", "Ccc", "Dddd", "- e\n- f"]), min_size=1)


@given(st.lists(paragraphs, min_size=2, max_size=4))
def test_marks_go_with_their_words(pages):
    joined = join_pages([_marked(page) for page in pages])
    kinds = {joined.text[part.start : part.end]: part.kind for part in joined.parts}
    expected = {words for page in pages for block in page for words in block.split("\n")}
    assert kinds.keys() == expected
    assert all((kind is PartKind.ITEM) == words.startswith("-") for words, kind in kinds.items())
    assert len(joined.parts) == len(expected)


def _marked(blocks):
    text, parts = "\n\n".join(blocks), []
    start = 0
    for line in text.split("\n"):
        if line:
            kind = PartKind.ITEM if line.startswith("-") else PartKind.PARAGRAPH
            parts.append(Part(start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    return Article(id="x", text=text, parts=tuple(parts))


N = 100_000


@pytest.mark.parametrize(
    "body",
    [
        b"<a href=x>" * N,
        b"<a " * N,
        b"<" * N,
        b"<a " + b"href=x " * N + b">",
        b"<a href='" * N,
        b"<a href=" + b'"' * N + b">",
        b"<a " + b"a" * 3_900 + b">" + b"<a " + b"a=" * 1_900 + b">" * N,
        b"<a href=x>" + b" " * N,
        b"<a x>" + b"<b>" * N,
    ],
    ids=range(9),
)
def test_pages_made_to_harm_take_bounded_time(body):
    began = time.process_time()
    assert len(list(links_of(body, X))) <= MAX_LINKS
    assert time.process_time() - began < 2
