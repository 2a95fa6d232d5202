"""Designs and stories -> cases: pages as bytes, and what they hold."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html
from markupsafe import Markup

from benchmarks.pages import days
from benchmarks.pages.around import Around
from benchmarks.pages.design import Design, Page, Told
from benchmarks.pages.gold import Block, Case, Half
from benchmarks.pages.markup import inline, pieces, slug
from benchmarks.pages.stories import Story, load, plain

HERE = Path(__file__).parent
UNREAD = ("script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea")
ANY_DAY = datetime(2026, 2, 1, 9, tzinfo=UTC)  # around which the filler's days lie
MIN_WORDS = 3  # of a string that tells; shorter ones stand in any text
WORD = re.compile(r"\w+")


def build(half: Half, designs: Sequence[Design], pages: Sequence[Page]) -> Iterator[Case]:
    """The cases of one half."""
    stories = load(HERE / half / "stories.txt")
    known = {design.name: design for design in designs}
    for number, page in enumerate(pages):
        story = stories[page.story] if page.story else None
        yield _case(f"{half}-{number:02}-{page.design}", half, known[page.design], page, story)


def _case(name: str, half: Half, design: Design, page: Page, story: Story | None) -> Case:
    view = _view(name, design, page, story)
    text = _templates(half).get_template(f"{design.name}.html").render(view)
    blocks = _gold_blocks(design, page, story)
    told = {f: _told(design, story, f) for f in ("author", "published", "updated")}
    shown = [b.text for b in blocks] + [story.title if story else "", str(told["author"])]
    served = f"; charset={page.served}" if page.served else ""
    return Case(
        name=name,
        kind=design.kind,
        design=design.name,
        half=half,
        html=text.encode(page.encoding, "xmlcharrefreplace"),
        headers={"content-type": f"text/html{served}"},
        encoding=page.encoding,
        blocks=blocks,
        boilerplate=_loose_strings(text, shown),
        title=story.title if story else None,
        author=told["author"],
        outlet=design.outlet if "outlet" in design.tells else None,
        published=told["published"].date() if told["published"] else None,
        updated=told["updated"].date() if told["updated"] else None,
        language=story.language if story else "en",
        canonical=view["url"] if "canonical" in design.tells and story else None,
        reason=page.reason,
    )


def _told(design: Design, story: Story | None, name: Told) -> Any:
    return getattr(story, name) if story and name in design.tells else None


def _part(page: Page, story: Story) -> tuple[Block, ...]:
    """The blocks on this page of the story."""
    if page.part is None:
        return story.blocks
    size = -(-len(story.blocks) // 3)
    return story.blocks[size * (page.part - 1) : size * page.part]


def _gold_blocks(design: Design, page: Page, story: Story | None) -> tuple[Block, ...]:
    if story is None:
        return ()
    first = Block(kind="paragraph", text=story.standfirst)
    shows_first = "standfirst" in design.tells and page.part in (None, 1)
    blocks = ((first,) if shows_first else ()) + _part(page, story)
    if design.plain_body:
        return tuple(Block(kind="paragraph", text=_in_a_line(b)) for b in blocks)
    return tuple(Block(kind=b.kind, text=plain(b.text), level=b.level) for b in blocks)


def _in_a_line(block: Block) -> str:
    return plain(block.text).replace(" | ", ", ")


def _view(name: str, design: Design, page: Page, story: Story | None) -> dict[str, Any]:
    """What a template is given."""
    declared = page.declared or page.encoding
    site = {"design": design, "outlet": design.outlet, "host": design.host, "charset": declared}
    site |= {"site": f"https://{design.host}", "written": days.written, "slug": slug}
    if story is None:
        return {**site, "around": Around(name, ANY_DAY), "url": f"https://{design.host}/"}
    published, updated = story.published, story.updated
    parts = {"y": published.year, "m": f"{published.month:02}", "d": f"{published.day:02}"}
    number = sum(map(ord, story.key)) * 7919 % 900_000 + 100_000
    path = design.address.format(**parts, slug=slug(story.title), n=number)
    return {
        **site,
        "around": Around(name, published),
        "url": f"https://{design.host}{path}",
        "number": number,
        "title": story.title,
        "author": story.author,
        "language": story.language,
        "local": "us" if story.language == "en" else story.language,
        "standfirst": Markup(inline(story.standfirst, design.style)),  # noqa: S704
        "description": plain(story.standfirst),
        "published": published,
        "updated": updated,
        "changed": updated or published,
        "parts": pieces(_part(page, story), design.style),
        "part": page.part,
        "body": "\n\n".join(map(_in_a_line, _part(page, story))),
    }


@cache
def _templates(half: Half) -> Environment:
    loader = FileSystemLoader(HERE / half)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def _loose_strings(text: str, shown: Sequence[str]) -> tuple[str, ...]:
    """What a reader sees on the page beside the article."""
    tree = lxml_html.document_fromstring(text)
    for element in list(tree.iter(etree.Comment, *UNREAD)):
        if element.getparent() is not None:
            element.drop_tree()
    told = " ".join(words("\n".join(shown)))
    strings = (" ".join(string.split()) for string in tree.itertext() if isinstance(string, str))
    longer = (string for string in strings if len(words(string)) >= MIN_WORDS)
    return tuple(dict.fromkeys(s for s in longer if " ".join(words(s)) not in told))


def words(text: str) -> list[str]:
    """The words of a text, folded; where a script has no spaces, its characters."""
    return [w for found in WORD.findall(text.casefold()) for w in _split(found)]


def _split(word: str) -> Sequence[str]:
    return word if any("\u3040" <= c <= "\u9fff" for c in word) else (word,)
