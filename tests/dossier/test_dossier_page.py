"""The page: safe whatever articles say, whole without a network, readable by everybody."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from dossier_parts import AS_OF, CANCELLED, LEDGER, SHOW, found, say
from dossier_samples import SAMPLES
from rich_dossier import rich

from nextseason.domain import Topic, Verdict
from nextseason.dossier import assemble_dossier, render_html
from nextseason.dossier.contents import claims_of
from nextseason.dossier.page import safe_link
from nextseason.dossier.timeline import draw_timeline
from tests.browser import dom_of, needs_browser

VOID = {"meta", "br", "col"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Elements(HTMLParser):
    """The page's elements with their attributes; every one must be closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def having(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(params=SAMPLES)
def dossier(request):
    return SAMPLES[request.param]()


def test_every_link_inside_the_page_has_its_target(dossier):
    page = Elements(render_html(dossier))
    ids = Counter(page.having("id"))
    assert set(ids.values()) <= {1}
    for href in page.having("href"):
        assert not href.startswith("#") or href[1:] in ids
    assert {f"claim-{claim.id}" for claim in claims_of(dossier)} <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(dossier):
    page = Elements(render_html(dossier))
    assert page.elements[3] == (
        "meta",
        {"http-equiv": "Content-Security-Policy", "content": POLICY},
    )
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
    assert "url(" not in (files("nextseason.dossier") / "templates/dossier.css").read_text()


def test_links_out_are_http_and_give_nothing_away(dossier):
    page = Elements(render_html(dossier))
    for tag, attributes in page.elements:
        href = attributes.get("href", "#")
        if not href.startswith("#"):
            assert tag == "a"
            assert href.startswith(("https://", "http://"))
            assert attributes["rel"] == "noopener noreferrer nofollow"


def test_hostile_words_are_shown_and_not_obeyed():
    text = render_html(SAMPLES["hostile"]())
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#39;x&#39;)" in text
    assert "javascript:" not in text
    assert "{{ 7 * 7 }}" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org/a",
        "/relative",
        "https://",
        "https:example.org",
        "http://[::1",
        "https://example.org/\x00",
        "ftp://example.org",
        "file:///etc/passwd",
    ],
)
def test_no_link_for(url):
    assert safe_link(url) is None


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org/a?b=1&c=“x”#d"])
def test_link_for(url):
    assert safe_link(url) == url


def test_the_quote_is_marked_inside_its_sentence():
    assert (
        "Although <mark>there is no official word from the platform yet</mark>, the second"
        in render_html(rich())
    )


def test_headings_do_not_skip_a_level(dossier):
    levels = [
        int(tag[1])
        for tag, _ in Elements(render_html(dossier)).elements
        if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_language_and_names(dossier):
    page = Elements(render_html(dossier))
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["main"] == tags["header"] == tags["footer"] == 1
    assert tags["nav"] == (1 if dossier.articles else 0)
    assert page.elements[0] == ("html", {"lang": "en"})
    for tag, attributes in page.elements:
        if tag == "svg" and "viewbox" not in attributes and "class" in attributes:
            drawn = attributes["class"].startswith("dot")  # inside the timeline's own image
            assert drawn or attributes.get("aria-hidden") or attributes.get("aria-label")


def test_the_picture_tells_what_it_shows():
    timeline = draw_timeline(rich())
    assert timeline.label == (
        "Timeline of claims from 4 Feb 2020 to 12 Jan 2021. renewed: 2 claims; cancelled: "
        "3 claims; undecided: 1 claim; 1 undated. The list below gives each of them."
    )
    assert sum(len(row.dots) for row in timeline.rows) == 6
    firm = [dot.firm for row in timeline.rows for dot in row.dots]
    assert firm.count(False) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_dots_stay_in_the_picture(name):
    timeline = draw_timeline(SAMPLES[name]())
    if timeline is None:
        assert name == "empty"
        return
    for row in timeline.rows:
        for dot in row.dots:
            assert 0 <= dot.x <= 100
            assert row.top < dot.y < row.base
    assert all(0 <= tick.x <= 100 for tick in timeline.ticks)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ((date(2020, 5, 1),), ["1 May 2020"]),
        ((date(2020, 5, 3), date(2020, 5, 20)), ["3 May 2020", "20 May 2020"]),
        ((date(2020, 5, 3), date(2020, 7, 9)), ["Jun 2020", "Jul 2020"]),
        ((date(2018, 5, 3), date(2021, 7, 9)), ["2019", "2020", "2021"]),
        ((None,), []),
    ],
    ids=["a day", "a few days", "months", "years", "undated"],
)
def test_ticks_are_round(days, labels):
    articles = [replace(LEDGER, id=f"a{n}", published=day) for n, day in enumerate(days)]
    claims = [say(article, "Northlight+ has cancelled", CANCELLED) for article in articles]
    dossier = assemble_dossier(
        show=SHOW,
        season=2,
        as_of=AS_OF,
        findings=[found(Topic.RENEWAL, {"cancelled": 0.9}, Verdict.LIKELY, support=tuple(claims))],
        contradictions=[],
        articles={article.id: article for article in articles},
    )
    assert [tick.label for tick in draw_timeline(dossier).ticks] == labels


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_wcag_aa(scheme):
    css = (files("nextseason.dossier") / "templates/dossier.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    colours = _colours(light) | (_colours(dark) if scheme == "dark" else {})
    for ground in ("paper", "sheet"):
        for text in ("ink", "soft", "link"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for mark in ("renewed", "cancelled", "pending", "concluded"):
            assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)
    assert _contrast(colours["mark-ink"], colours["mark"]) >= 4.5


@needs_browser
def test_nothing_sticks_out_sideways(tmp_path):
    """Frames measure the pages they hold, since a window cannot be as narrow as a phone."""
    frames = [(name, width) for name in SAMPLES for width in (320, 360, 700, 1100)]
    for name, sample in SAMPLES.items():
        (tmp_path / f"{name}.html").write_text(render_html(sample()), "utf-8")
    (tmp_path / "frames.html").write_text(
        "".join(
            f'<iframe src="{name}.html" style="width:{width}px;height:800px;border:0"></iframe>'
            for name, width in frames
        )
        + """<script>onload = () => {
          const roots = [...document.querySelectorAll("iframe")].map(
            frame => frame.contentDocument.documentElement);
          document.title = roots.map(root => root.scrollWidth).join(" ");
        }</script>""",
        "utf-8",
    )
    dom = dom_of(tmp_path / "frames.html")
    measured = re.search("<title>(.*?)</title>", dom)[1].split()
    assert dict(zip(frames, map(int, measured), strict=True)) == {
        (name, width): width for name, width in frames
    }
