"""Web pages of our own making: an article of ours, or one of no interest, as a site shows it.

Seeded generator -> bytes.  Every name is invented.  The pages have what real ones have around
their text: menus, styles, scripts, cards of other stories, comments, footers.
"""

import html
import json
import random
from collections.abc import Callable, Sequence

from benchmarks.subjects import FILLERS, SUBJECTS, TEASERS

MENU = (
    "News|World|Politics|Business|Sport|Culture|Film|TV & Radio|Music|Books|Games|Food|Travel|"
    "Style|Science|Tech|Money|Health|Opinion|Podcasts|Video|Newsletters|Weather|Jobs|Live"
).split("|")
SHOWBIZ_MENU = (
    "TV Shows|TV News|Reviews|Recaps|Streaming|Netflix|Renewed & Cancelled|Season finales|"
    "Premiere dates|Trailers|Casting|Ratings|Soaps|Anime|Movies|Celebrities|Awards|Podcasts"
).split("|")
SCRIPT = (
    "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}",
    "!function(e,t){var n=e.createElement(t),r=e.getElementsByTagName(t)[0];n.async=!0}",
    "var cfg={cancelable:true,series:[],returnUrl:'/',showOnLoad:false,renewToken:null};",
    "document.addEventListener('DOMContentLoaded',function(){var s=0;for(var i=0;i<9;i++){s+=i}})",
    "const t=(e=>{try{return JSON.parse(localStorage.getItem(e))}catch(n){return null}})('seen');",
)
STYLE = (
    ".c%d-card{display:flex;margin:0 %dpx;padding:%dpx;border-bottom:1px solid #e%de}",
    "@media (min-width:%d0px){.c%d-grid{grid-template-columns:repeat(%d,1fr);gap:%dpx}}",
)


def subject_page(rng: random.Random, kind: str) -> bytes:
    """A page about something else, of a kind in `SUBJECTS`."""
    subject = SUBJECTS[kind]
    own = rng.sample(subject.sentences, rng.randint(2, min(5, len(subject.sentences))))
    sentences = [*own, *rng.choices(FILLERS, k=rng.randint(15, 60))]
    rng.shuffle(sentences)
    filled = [_filled(rng, sentence) for sentence in sentences]
    paragraphs = [" ".join(filled[i : i + 3]) for i in range(0, len(filled), 3)]
    return page(rng, _filled(rng, rng.choice(subject.titles)), paragraphs, showbiz=subject.showbiz)


def page(rng: random.Random, title: str, paragraphs: Sequence[str], *, showbiz: bool) -> bytes:
    """The article between all that a site puts around it, some 20 to 70 kB."""
    lead = paragraphs[0][:150] if paragraphs else title
    head = (
        f'<meta charset="utf-8"><title>{html.escape(title)} | The Daily Lantern</title>'
        f'<meta name="description" content="{html.escape(lead)}">'
        f'<meta property="og:title" content="{html.escape(title)}">{_style(rng)}{_scripts(rng)}'
    )
    body = "".join(map(_block, paragraphs))
    parts = [
        f"<header>{_menu(rng, showbiz=showbiz)}</header>",
        f'<main><article class="story story--{rng.randint(1, 9)}"><h1>{html.escape(title)}</h1>'
        f'<div class="byline">By <a rel="author" href="/a/{rng.randint(1, 99)}">Ina Marsh</a>'
        f'</div><div class="story-body">{body}</div></article></main>',
        f'<aside class="rail">{_cards(rng, showbiz=showbiz)}</aside>',
        _comments(rng),
        f"<footer>{_menu(rng, showbiz=False)}<p>© The Daily Lantern. Manage cookies. "
        "Cancel any time. Terms of use. All rights reserved.</p></footer>",
        _scripts(rng),
    ]
    body = "".join(parts)
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


def _block(paragraph: str) -> str:
    lines = paragraph.split("\n")
    if len(lines) > 1 and all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{html.escape(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{html.escape(paragraph)}</p>\n"


def _filled(rng: random.Random, template: str) -> str:
    """`{who}` and its like, each time with another name or number."""
    return template.format_map(_Slots(rng))


class _Slots(dict[str, str]):
    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self._rng = rng

    def __missing__(self, key: str) -> str:
        return SLOTS[key](self._rng)


FIRST = "Ada Bertil Cora Dov Elif Fergus Greta Hamza Ines Jonas Kirsi Lucho Mbali Nico Orla".split()
LAST = "Abara Brandt Castell Dunmore Eskola Farrow Gallo Hoekstra Ivers Juhl Kerrigan Lund".split()
PLACE = "Calder Marrow Ashdown Eastgate Tarn Oldfield Brinmouth Selby Varga Lindholm".split()

SLOTS: dict[str, Callable[[random.Random], str]] = {
    "who": lambda rng: f"{rng.choice(FIRST)} {rng.choice(LAST)}",
    "name": lambda rng: rng.choice(LAST),
    "place": lambda rng: rng.choice(PLACE),
    "n": lambda rng: str(rng.randint(2, 90)),
    "year": lambda rng: str(rng.randint(2009, 2025)),
    "day": lambda rng: rng.choice("Monday Tuesday Wednesday Thursday Friday Saturday".split()),
    "rank": lambda rng: rng.choice("first second third fourth fifth".split()),
}


def _menu(rng: random.Random, *, showbiz: bool) -> str:
    names = [*MENU, *SHOWBIZ_MENU] if showbiz else MENU
    items = "".join(
        f'<li class="nav-item nav-item--{i}"><a class="nav-link" href="/s/{i}" '
        f'data-track="nav|{rng.randrange(10**6)}"><span>{html.escape(name)}</span></a></li>'
        for i, name in enumerate(names)
    )
    return f'<nav aria-label="Sections"><ul class="nav">{items}</ul></nav>'


def _cards(rng: random.Random, *, showbiz: bool) -> str:
    teasers = TEASERS["showbiz"] if showbiz else TEASERS["other"]
    return "".join(
        f'<div class="card card--{rng.choice("sml")}"><a href="/{rng.randrange(10**8)}">'
        f'<picture><source srcset="https://img.lantern.example/{rng.randrange(10**9)}.webp?w=320 '
        f'320w, https://img.lantern.example/{rng.randrange(10**9)}.webp?w=640 640w">'
        f'<img loading="lazy" alt="" width="320" height="180"></picture>'
        f"<h3>{html.escape(_filled(rng, rng.choice(teasers)))}</h3></a>"
        f"<time>{rng.randint(1, 23)} hours ago</time></div>"
        for _ in range(rng.randint(10, 45))
    )


def _comments(rng: random.Random) -> str:
    return "".join(
        f'<div class="comment" id="c{rng.randrange(10**7)}"><b>{rng.choice(FIRST).lower()}'
        f"{rng.randint(1, 99)}</b><p>{html.escape(_filled(rng, rng.choice(FILLERS)))}</p>"
        '<button type="button" data-action="reply">Reply</button></div>'
        for _ in range(rng.choice((0, 0, rng.randint(3, 40))))
    )


def _scripts(rng: random.Random) -> str:
    code = "\n".join(rng.choice(SCRIPT) for _ in range(rng.randint(10, 120)))
    state = json.dumps({f"k{i}": rng.randrange(10**9) for i in range(rng.randint(5, 200))})
    return f"<script>{code}\nwindow.__STATE__={state};</script>"


def _style(rng: random.Random) -> str:
    rules = (
        rng.choice(STYLE) % tuple(rng.randint(1, 99) for _ in range(4))
        for _ in range(rng.randint(20, 150))
    )
    return f"<style>{''.join(rules)}</style>"
