"""The texts that speed is measured on: pairs of annotated articles, of some 450 words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from benchmarks.corpus import articles
from nextseason.domain import Article
from nextseason.examples import KAOS
from nextseason.wire import article_from_json


def singles() -> tuple[list[Article], str]:
    """The annotated articles, or the demo's where they are not there; and which it was."""
    annotated = articles()
    if annotated:
        return [article_from_json(a) for a in annotated], "of the corpus"
    lines = KAOS.read_text(encoding="utf-8").splitlines()
    return [article_from_json(json.loads(line)) for line in lines], "of the demo"


def pairs() -> tuple[list[Article], str]:
    """Each two articles in turn joined to one: pages are longer than the corpus's texts."""
    texts, where = singles()
    joined = [
        replace(a, id=f"{a.id}+{b.id}", text=f"{a.text}\n\n{b.text}")
        for a, b in zip(texts[::2], texts[1::2], strict=False)
    ]
    return joined, f"pairs of articles {where}"


def stream(n: int) -> Iterator[str]:
    """Lines of JSON: the articles over and over, each time with an id and words of its own."""
    texts, _ = singles()
    for number, article in zip(range(n), cycle(texts), strict=False):
        text = f"{article.text}\n\nNotice n{number:x} of Q{number * 7919:x}."
        day = article.published.isoformat() if article.published else None
        line = {"id": f"{number}", "title": article.title, "text": text, "published": day}
        yield json.dumps({**line, "site": article.site}) + "\n"
