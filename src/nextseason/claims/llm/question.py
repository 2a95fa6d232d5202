"""What is asked of the model: one article, or a part of one, beside the guide.

Article -> parts -> request bodies.  Pure.  The article stands in a message of its own, as JSON
in which nothing can end the string or look like the mark-up of a chat.
"""

import json
from dataclasses import KW_ONLY, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from nextseason.claims.llm.schema import ANSWER_SCHEMA
from nextseason.domain import Article

Json = dict[str, Any]

# Of 433 annotated articles the densest makes 22 claims in 1,000 characters; a claim is about
# 90 tokens of JSON, so that the claims of a part fit in an answer.
MAX_PART_CHARS = 4_000
MAX_ANSWER_TOKENS = 8_192
# More than this is a book or a dump, and would cost like one.
MAX_PARTS = 16
# Of title and opening, so much goes along: they tell the later parts which show is meant.
MAX_CONTEXT_CHARS = 400

# Chat templates are spelled with these (<|im_start|>, </s>, [INST]), and some servers take
# the spelling for the thing wherever it stands.
_MARKUP = frozenset("<>[]|")


class Part(NamedTuple):
    """`article.text[start:start + len(text)] == text`."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which claims does part `number` of an article make?"""

    article: Article
    part: Part
    _: KW_ONLY
    model: str
    number: int = 1
    of: int = 1


def split_text(text: str) -> tuple[Part, ...]:
    """The text in parts of bounded length, cut between paragraphs where that is possible.

    Examples
    --------
    >>> [len(part.text) for part in split_text("a" * 3000 + "\\n\\n" + "b" * 3000)]
    [3000, 3000]
    """
    parts: list[Part] = []
    start = 0
    while len(text) - start > MAX_PART_CHARS:
        end = _cut(text, start, start + MAX_PART_CHARS)
        parts.append(Part(start, text[start:end]))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    return (*parts, Part(start, text[start:])) if start < len(text) else tuple(parts)


def full_body(question: Question) -> Json:
    """A chat completion that asks the question: held to the schema, bounded, without chance."""
    return {**schema_body(question), "temperature": 0, "max_tokens": MAX_ANSWER_TOKENS}


def schema_body(question: Question) -> Json:
    """The same for models that choose their own temperature and length."""
    schema = {"name": "claims", "strict": True, "schema": ANSWER_SCHEMA}
    response_format = {"type": "json_schema", "json_schema": schema}
    return {**plain_body(question), "response_format": response_format}


def plain_body(question: Question) -> Json:
    """The same for endpoints that know no schema."""
    return {
        "model": question.model,
        "messages": [
            {"role": "system", "content": guide()},
            {"role": "user", "content": _as_data(question)},
        ],
    }


# In the order in which they are tried, until an endpoint takes one.
FORMS = (full_body, schema_body, plain_body)


@cache
def guide() -> str:
    """The instructions: what a claim is, and how it is written."""
    return files(__package__).joinpath("guide.md").read_text(encoding="utf-8")


def _as_data(question: Question) -> str:
    """The article as JSON whose strings hold no mark-up and nothing unseen, only escapes."""
    article, part = question.article, question.part
    later = {
        "part": f"{question.number} of {question.of}",
        "opening": article.text[:MAX_CONTEXT_CHARS],
    }
    data = {
        "title": article.title[:MAX_CONTEXT_CHARS],
        "published": article.published.isoformat() if article.published else None,
        "site": article.site[:MAX_CONTEXT_CHARS] if article.site else None,
        **(later if question.number > 1 else {}),
        "text": part.text,
    }
    fields = (f"{json.dumps(key)}: {_escaped(value)}" for key, value in data.items())
    return "{" + ", ".join(fields) + "}"


def _escaped(value: str | None) -> str:
    plain = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() and c not in _MARKUP else _escape(c) for c in plain)


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if character in _MARKUP else json.dumps(character)[1:-1]


def _cut(text: str, start: int, limit: int) -> int:
    """Where a part ends: a paragraph, else a line, a sentence or a word, not in its first half."""
    for mark in ("\n\n", "\n", ". ", " "):
        if (at := text.rfind(mark, start + MAX_PART_CHARS // 2, limit)) >= 0:
            return at + len(mark.rstrip())
    return limit
