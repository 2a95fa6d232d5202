"""Which element of a page holds its article."""

import pytest

from nextseason.articles.html import read_html

ONE = "<p>The drama will be back for a third season, its network said, and so will its cast.</p>"
TWO = "<p>Filming begins in August, and the first of ten episodes is due in the next spring.</p>"
NOT = "<p>Nobody who was asked about it wanted to say a word, and nor did their many agents.</p>"


@pytest.mark.parametrize(
    "body",
    [
        f'<div itemprop="articleBody">{ONE}{TWO}</div><div>{NOT}</div>',
        f'<div class="entry-content">{ONE}{TWO}</div><div>{NOT}</div>',
        f'<div class="ArticleBody_x__1">{ONE}{TWO}</div><div>{NOT}</div>',
        f"<article>{ONE}{TWO}</article><div>{NOT}</div>",
        f"<main>{ONE}{TWO}</main><div>{NOT}</div>",
        f'<div class="a"><div class="b">{ONE}{TWO}{ONE}{TWO}</div><div>{NOT}</div></div>',
    ],
    ids=["microdata", "theme", "module", "article", "main", "most of the prose"],
)
def test_what_stands_beside_the_article_is_left(body: str) -> None:
    text = read_html(f"<body>{body}".encode()).text
    assert "third season" in text
    assert "spring" in text
    assert "agents" not in text


def test_the_pieces_of_one_article_belong_together() -> None:
    piece = '<div class="story-body">{}</div><div class="gap">·</div>'
    text = read_html(f"<body><div>{piece.format(ONE)}{piece.format(TWO)}</div>".encode()).text
    assert "third season" in text
    assert "spring" in text


def test_the_first_of_several_whole_articles_is_the_pages() -> None:
    page = f"<body><article><h1>A</h1>{ONE}</article><article><h1>B</h1>{TWO}{NOT}</article>"
    assert "spring" not in read_html(page.encode()).text


FORUMS = {
    "schema.org": '<div itemtype="https://schema.org/DiscussionForumPosting"><h1>Q</h1>'
    '<div itemprop="text">{}</div><div class="comment"><div itemprop="text">{}</div></div></div>',
    "XenForo": '<meta name="generator" content="XenForo"><article class="message">'
    '<div class="bbWrapper">{}</div></article><article class="message"><div class="bbWrapper">'
    "{}</div></article>",
    "phpBB": '<body id="phpbb"><div class="post">'
    '<div class="postbody"><div class="content">{}</div></div></div><div class="post"><div '
    'class="postbody"><div class="content">{}</div></div></div>',
    "told by its class": '<body class="site forum"><h1>Q</h1><div class="msg odd"><div><b>a</b>'
    '</div><div class="txt">{}</div></div><div class="msg even"><div class="txt">{}</div></div>',
    "told by its address": '<link rel="canonical" href="https://forum.example/1"><h1>Q</h1>'
    "<div><section><i>a</i>{}</section><section><i>b</i>{}</section></div>",
}


@pytest.mark.parametrize("page", FORUMS.values(), ids=FORUMS.keys())
def test_of_a_thread_the_first_post_is_read(page: str) -> None:
    text = read_html(f"<html>{page.format(ONE, TWO)}".encode()).text
    assert "third season" in text
    assert "spring" not in text


def test_a_signature_is_no_part_of_a_post() -> None:
    page = f'<body class="forum"><div class="message"><p>Hello, all.</p>{ONE}<p>____</p>{TWO}</div>'
    text = read_html(page.encode()).text
    assert "third season" in text
    assert "spring" not in text
