"""What stands around an article: menus, headlines, comments, and the weight of styles and scripts.

A seed -> the same filler each time.  Its texts, in `around.txt`, tell of other shows than the
articles do, and are as full of seasons and days.
"""

import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from benchmarks.pages.markup import slug

TEXTS = Path(__file__).with_name("around.txt")
SYLLABLES = "ba co di fe ga ho ki lu ma ne po ra si ta vu wy ad el in or tr st pl gr".split()
RULES = (
    "display:flex",
    "margin:0 auto",
    "padding:0 16px 24px",
    "font:400 1.125rem/1.6 Georgia,serif",
    "color:#1a1a1a",
    "position:relative",
    "background:url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)",
    "border-bottom:1px solid rgba(0,0,0,.12)",
    "grid-template-columns:repeat(12,minmax(0,1fr))",
    "transition:opacity .2s ease-in-out",
    "-webkit-font-smoothing:antialiased",
    "max-width:720px",
)
SCRIPTS = (
    'window.{a}=window.{a}||[];{a}.push({{event:"{b}",{c}:{n},ts:"2023-11-0{d}T08:00:00Z"}});',
    "!function({c},{d_}){{var {b}={c}.createElement({d_});{b}.async=!0;{b}.src="
    '"https://cdn.{a}.test/{b}/{n}.js";{c}.head.appendChild({b})}}(document,"script");',
    'googletag.cmd.push(function(){{googletag.defineSlot("/{n}/{a}/{b}",[[300,250],[728,90]],'
    '"div-gpt-ad-{n}-{d}").addService(googletag.pubads())}});',
    "try{{({a}.{b}||function(){{}})({n},{{{c}:!1,{d_}:null}})}}catch({c}){{console.warn({c})}}",
    'if(document.querySelector(".{a}-{b}")<{d}){{localStorage.setItem("{c}",JSON.stringify('
    '{{seen:{n},until:"2027-01-0{d}"}}))}}',
)


class Related(NamedTuple):
    """A headline of another article."""

    title: str
    teaser: str
    url: str
    day: datetime


class Comment(NamedTuple):
    """What a reader wrote below an article."""

    name: str
    text: str
    day: datetime


class Around:
    """The filler of one page."""

    def __init__(self, seed: str, day: datetime) -> None:
        self._rng = random.Random(seed)  # noqa: S311
        self._day = day

    def related(self, n: int) -> list[Related]:
        titles = self._rng.sample(_texts()["headlines"], n)
        return [
            Related(
                title,
                self._rng.choice(_texts()["teasers"]),
                f"/{slug(title)}-{self._rng.randrange(10**5, 10**6)}/",
                self._day + timedelta(days=self._rng.randrange(-400, 90)),
            )
            for title in titles
        ]

    def comments(self, n: int) -> list[Comment]:
        texts = self._rng.sample(_texts()["comments"], n)
        return [
            Comment(
                self._rng.choice(_texts()["readers"]),
                text,
                self._day + timedelta(hours=self._rng.randrange(1, 9000)),
            )
            for text in texts
        ]

    def menu(self, n: int) -> list[str]:
        """Names of a site's sections, the first ones of every site alike."""
        return (_texts()["menu"] * (n // len(_texts()["menu"]) + 1))[:n]

    def footer(self, n: int) -> list[str]:
        return _texts()["footer"][:n]

    def css(self, kilobytes: int, *, mark: str = "") -> Markup:
        return self._style(kilobytes, lambda: f".{self._word()}-{self._word()}", mark)

    def utilities(self, kilobytes: int) -> Markup:
        """Style sheets as a component library puts them out: names that mean nothing."""
        return self._style(kilobytes, lambda: f".css-{self._rng.getrandbits(32):x}")

    def js(self, kilobytes: int) -> Markup:
        lines: list[str] = []
        while sum(map(len, lines)) < 1000 * kilobytes:
            values = {name: self._word() for name in ("a", "b", "c", "d_")}
            number, digit = self._rng.randrange(1000, 10**7), self._rng.randrange(1, 9)
            lines.append(self._rng.choice(SCRIPTS).format(**values, n=number, d=digit))
        return Markup(f"<script>{''.join(lines)}</script>")  # noqa: S704

    def state(self, kilobytes: int, **extra: Any) -> Markup:
        """A blob of JSON as front ends leave it in a page, other articles and all."""
        entries: list[dict[str, Any]] = []
        size = 0
        while size < 1000 * kilobytes:
            other = self.related(1)[0]
            entries.append(
                {
                    "id": self._rng.randrange(10**6),
                    "headline": other.title,
                    "description": other.teaser,
                    "url": other.url,
                    "datePublished": other.day.isoformat(),
                    "flags": {self._word(): self._rng.random() < 0.5 for _ in range(6)},
                }
            )
            size += 330
        blob = json.dumps({**extra, "feed": entries, "user": None}, ensure_ascii=False)
        return Markup(blob.replace("</", "<\\/"))  # noqa: S704

    def icons(self, n: int) -> Markup:
        """A hidden sheet of drawings."""
        symbols = "".join(
            f'<symbol id="i-{self._word()}" viewBox="0 0 24 24"><title>{self._word()}</title>'
            f'<path d="M{self._path()}z"/></symbol>'
            for _ in range(n)
        )
        sheet = f'<svg style="display:none">{symbols}</svg>'
        return Markup(sheet)  # noqa: S704

    def number(self, low: int, high: int) -> int:
        return self._rng.randint(low, high)

    def chance(self, share: float) -> bool:
        return self._rng.random() < share

    def hash(self) -> str:
        return f"{self._rng.getrandbits(24):06x}"

    def _style(self, kilobytes: int, name: Callable[[], str], mark: str = "") -> Markup:
        rules: list[str] = []
        while sum(map(len, rules)) < 1000 * kilobytes:
            rules.append(f"{name()}{{{';'.join(self._rng.sample(RULES, 3))}}}")
        return Markup(f"<style {mark}>{''.join(rules)}</style>")  # noqa: S704

    def _word(self) -> str:
        return "".join(self._rng.choices(SYLLABLES, k=self._rng.randint(2, 4)))

    def _path(self) -> str:
        return " ".join(f"{self._rng.uniform(0, 24):.2f}" for _ in range(30))


@cache
def _texts() -> dict[str, list[str]]:
    sections = TEXTS.read_text(encoding="utf-8").split("= ")[1:]
    return {lines[0]: lines[1:] for lines in (section.splitlines() for section in sections)}
