"""What is cut out of a page before its text is read, and what is not."""

import pytest

from nextseason.articles.html import read_html
from nextseason.articles.prune import Verdict, _of_names, prune
from nextseason.articles.tree import parse, text_of

TEXT = "".join(
    f"<p>Part {n} of the report says that the drama will be back with all of its actors.</p>"
    for n in range(6)
)
NOT = "Low Fen is cancelled"


def read(inside: str = "", outside: str = "") -> str:
    page = f"<body><article><h1>Back</h1>{TEXT}{inside}<p>It ends here.</p></article>{outside}"
    return read_html(page.encode()).text


SURROUNDINGS = {
    "related": f'<div class="related-posts"><h3>Related</h3><p>{NOT} today.</p></div>',
    "related, as modules name it": f'<div class="RelatedLinks_box__a1B2"><p>{NOT}.</p></div>',
    "related, by its label alone": f"<div class=x1><h4>You may also like</h4><p>{NOT}.</p></div>",
    "newsletter": f'<div class="newsletter-signup"><p>{NOT}. Get our letter.</p></div>',
    "newsletter, by its field": f"<div class=x1><p>{NOT}.</p><form><input type=email></form></div>",
    "caption": f"<figure><img><figcaption>{NOT}.</figcaption></figure>",
    "caption, classed": f'<p class="wp-caption-text">{NOT}.</p>',
    "aside": f"<aside><p>{NOT}.</p></aside>",
    "advertisement": f'<div class="ad-slot"><p>{NOT}.</p></div>',
    "comments": f'<section id="comments"><p>{NOT}, I have heard, and I am sad.</p></section>',
    "share bar": f'<ul class="social-share"><li>{NOT}</li></ul>',
    "cookies": f'<div id="cookie-banner"><p>{NOT}.</p></div>',
    "jetpack": f'<div id="jp-relatedposts" class="jp-relatedposts"><p>{NOT}.</p></div>',
    "outbrain": f'<div class="OUTBRAIN"><p>{NOT}.</p></div>',
    "AMP": f"<amp-sidebar><p>{NOT}.</p></amp-sidebar>",
    "AMP, a component of any name": f"<amp-fx-flying-carpet><p>{NOT}.</p></amp-fx-flying-carpet>",
    "AMP, until a post is got": f"<amp-post-x><div placeholder>{NOT}.</div></amp-post-x>",
    "AMP, where a list fails": f"<amp-list><div fallback>{NOT}.</div></amp-list>",
    "AMP, next pages": f"<amp-next-page><div separator>{NOT}.</div></amp-next-page>",
    "AMP, once only": f"<div next-page-hide><p>{NOT}, and so it goes on.</p></div>",
    "AMP, to those who did not pay": "<div subscriptions-section='content-not-granted'>"
    f"{NOT}, we say.</div>",
    "AMP, to those not logged in": f'<section amp-access="NOT granted"><p>{NOT}.</p></section>',
    "AMP, a template": f"<p>{NOT}, says {{{{author}}}} of {{{{site}}}}.</p>",
    "in an inbox": f"<p>{NOT}: every Friday in your inbox.</p>",
    "app": f'<p><a href="/x">Open in app</a></p><div><h4>Also in Culture</h4>{NOT}</div>',
    "hidden": f'<div style="display: none"><p>{NOT}.</p></div>',
    "read more": f'<p><strong>Read more:</strong> <a href="/x">{NOT}</a></p>',
    "a link alone": f'<p><a href="/x">{NOT}</a></p>',
    "a list of headlines": f'<ul><li><a href="/x">{NOT}, its network says</a></li></ul>',
    "teasers": "".join(
        f'<div class="z"><a href="/{n}">{NOT} after season {n}</a><p>Nobody cares.</p></div>'
        for n in range(4)
    ),
}


@pytest.mark.parametrize("where", ["inside", "outside"])
@pytest.mark.parametrize("box", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_surroundings_are_no_text(box: str, where: str) -> None:
    text = read(**{where: box})
    assert NOT not in text
    assert "Part 5" in text
    assert text.endswith("It ends here.")


KEPT = {
    "a state of the page": '<div class="post has-sidebar tag-newsletter no-comments">{}</div>',
    "most of the prose, whatever its class": '<div class="sidebar social">{}</div>',
    "a page inside a form": "<form action='/x'>{}</form>",
    "AMP, boxes that hold text": "<amp-fit-text>{}</amp-fit-text>",
    "AMP, most of the prose": "<amp-new-thing>{}</amp-new-thing>",
    "AMP, for those who may read": '<section amp-access="granted">{}</section>',
    "clipped boxes": '<div class="overflow-hidden md:flex">{}</div>',
}


@pytest.mark.parametrize("wrapper", KEPT.values(), ids=KEPT.keys())
def test_the_article_itself_is_not_cut(wrapper: str) -> None:
    page = f"<body>{wrapper.format('<h1>Back</h1>' + TEXT * 2)}"
    assert "Part 5" in read_html(page.encode()).text


@pytest.mark.parametrize(
    "inside",
    [
        '<p>Ada Pell, <time datetime="2027-03-04">on Thursday</time>, said that it will go on.</p>',
        '<ul><li class="cast-member"><a href="/a">Ada Pell</a> as Vera</li></ul>',
        "<h2>Latest news on Tidewater</h2><p>Ada Pell has told the radio that she has read all "
        "of the scripts, and that nobody in them is safe.</p>",
        "<amp-accordion><section><h2>Who is in it?</h2><p>Ada Pell and all the others are back in "
        "it.</p></section></amp-accordion>",
        '<blockquote class="twitter-tweet"><p>Ada Pell is back!</p></blockquote>',
        '<table><tr><th>Name<th>Part</tr><tr><td><a href="/a">Ada Pell</a><td>Vera</tr></table>',
    ],
    ids=[
        "time in a sentence",
        "cast",
        "a section",
        "AMP accordion",
        "quotation",
        "table",
    ],
)
def test_what_looks_like_it_and_is_text_stays(inside: str) -> None:
    assert "Ada Pell" in read(inside)


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        ("comment-list", Verdict.COMMENTS),
        ("commentary", Verdict.KEEP),
        ("related", Verdict.AROUND),
        ("correlated", Verdict.KEEP),
        ("entry-meta", Verdict.TRIM),
        ("metal", Verdict.KEEP),
        ("ad", Verdict.AROUND),
        ("add", Verdict.KEEP),
        ("elementor-widget", Verdict.KEEP),
        ("petition-signatures", Verdict.KEEP),
        ("", Verdict.KEEP),
    ],
)
def test_words_of_names(names: str, verdict: Verdict) -> None:
    assert _of_names(names) is verdict


def test_trimmings_are_handed_back() -> None:
    body = parse(f'<div><p class="byline">By Ada Pell</p>{TEXT}</div>').find("body")
    assert [text_of(e) for e in prune(body).trimmings] == ["By Ada Pell"]
    assert "Ada" not in text_of(body)
