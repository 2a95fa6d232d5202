"""What the model answered, as claims: only what the article bears out.

Response bytes -> Reply -> claims, and the reasons for which others were left out.  Pure.
Whatever comes back is taken for untrusted: it can become nothing but claims about the article
that was asked about, quoted from the part that was sent.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from nextseason.claims.llm.question import Part
from nextseason.claims.llm.quotes import Folded, find_quote, fold_text
from nextseason.domain import (
    Article,
    Certainty,
    Claim,
    DecisionDay,
    Production,
    Release,
    Topic,
)
from nextseason.errors import InputError
from nextseason.titles import fold, folded_words
from nextseason.wire import claim_from_json

# The densest annotated article makes 25 claims; more than this from one part is a loop.
MAX_CLAIMS = 200
# Annotated quotes have 8 to 672 characters; one may be cut a little closer.
MIN_QUOTE_CHARS, MAX_QUOTE_CHARS = 6, 800
MAX_NAME_CHARS = 200
# The longest-running series have had about seventy seasons.
MAX_SEASON = 200
MAX_NUMBER = 1e15
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Likeness (0-100) of a title to a piece of the article: articles garble titles.
MIN_TITLE_LIKENESS = 85
# Where a JSON value is looked for in prose, so many starts are tried.
MAX_STARTS = 50

_TOPICS = frozenset(topic.value for topic in Topic)
# What an article must name, too, for a claim to name it.
_NAMES = ("by", "person", "character", "platform", "outlet", "tag")
_SUBTITLE = re.compile(r"[:(].*", re.DOTALL)
# From here on a fault's message shows the value, which is the model's.
_SHOWN = re.compile(r"[,;:] (?:got|not -?\d).*| \([^()]*\)", re.DOTALL)


class AnswerError(ValueError):
    """An answer that cannot be read as claims; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back for one request."""

    content: str
    is_whole: bool  # False: cut off at the limit of tokens
    n_tokens_in: int | None = None  # None: the endpoint does not tell
    n_tokens_out: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The claims of an answer that hold up, and how many do not, by reason."""

    claims: tuple[Claim, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict, hash=False)


def read_reply(data: bytes) -> Reply:
    """The model's words in a chat completion.

    Raises
    ------
    AnswerError
        It is no chat completion.
    """
    completion = _loads(data.decode("utf-8", errors="replace"))
    match completion:
        case {"choices": [{"message": {"content": content}, **choice}, *_], **rest}:
            usage = rest.get("usage")
            tokens = usage if isinstance(usage, dict) else {}
            return Reply(
                content=_joined(content),
                is_whole=choice.get("finish_reason") != "length",
                n_tokens_in=_count(tokens.get("prompt_tokens")),
                n_tokens_out=_count(tokens.get("completion_tokens")),
            )
    raise AnswerError("no chat completion came back")


def read_claims_of(reply: Reply, article: Article, part: Part) -> Checked:
    """The claims in a reply that are the article's.

    Raises
    ------
    AnswerError
        It was cut off, or holds no JSON with claims.
    """
    if not reply.is_whole:
        raise AnswerError("the answer was cut off")
    items = _items(reply.content.strip())
    evidence = _Evidence(article, part)
    claims: list[Claim] = []
    refused: Counter[str] = Counter()
    for topic, item in items[:MAX_CLAIMS]:
        try:
            claims.append(evidence.claim(topic, item))
        except InputError as fault:
            refused[_SHOWN.sub("", str(fault))] += 1
    if len(items) > MAX_CLAIMS:
        refused[f"more than {MAX_CLAIMS} for one part of an article"] = len(items) - MAX_CLAIMS
    return Checked(claims=tuple(claims), refused=refused)


def _joined(content: object) -> str:
    """A message's text; some endpoints send it in pieces."""
    if isinstance(content, str):
        return content
    pieces = content if isinstance(content, list) else []
    texts = [piece.get("text") for piece in pieces if isinstance(piece, dict)]
    return "".join(text for text in texts if isinstance(text, str))


def _count(value: object) -> int | None:
    """A count of tokens, if it can be one."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < MAX_NUMBER else None


def _items(content: str) -> list[tuple[str, object]]:
    """What an answer holds of each topic, be it plain JSON, fenced, or within prose."""
    if not content:
        raise AnswerError("the answer is empty")
    if not content.startswith(("{", "```")):
        content = content.rpartition("</think>")[2]  # what it thought aloud is no answer
    if content.strip("`json \n") == "{}":
        return []
    for answer in _objects(content):
        lists = {topic: items for topic, items in answer.items() if isinstance(items, list)}
        if _TOPICS & lists.keys() and "quote" not in answer:  # no claim of a broken answer
            return [(topic, item) for topic, items in lists.items() for item in items]
    raise AnswerError("the answer holds no JSON with claims")


def _objects(content: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, each with all that is in it."""
    decoder = json.JSONDecoder()
    i = 0
    for _ in range(MAX_STARTS):
        if (start := content.find("{", i)) < 0:
            return
        try:
            value, i = decoder.raw_decode(content, start)
        except (ValueError, RecursionError):
            i = start + 1
        else:
            yield value


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise AnswerError("what came back is no JSON") from None


class _Evidence:
    """An article as that which its claims are checked against."""

    def __init__(self, article: Article, part: Part) -> None:
        self.article, self.part = article, part
        self.text: Folded = fold_text(part.text)
        self.words = " ".join(folded_words(f"{article.title} {article.text} {article.url or ''}"))

    def claim(self, topic: str, item: object) -> Claim:
        """The claim that an item makes; an InputError says what is wrong with it."""
        if not isinstance(item, Mapping):
            raise InputError("a claim is a JSON object")
        fields = _without_blanks(item)
        value = fields.get("value")
        fields["value"] = _tidied(value) if isinstance(value, Mapping) else value
        certainty, by = _voice(fields.get("certainty"), fields.get("by"))
        quote = self._quote(fields.get("quote"))
        self._check({k: v for k, v in fields.items() if k != "quote"} | {"by": by})
        claim = claim_from_json(fields | quote | {"topic": topic, "certainty": certainty, "by": by})
        _check_years(claim)
        return claim

    def _quote(self, quote: object) -> dict[str, object]:
        if not isinstance(quote, str):
            raise InputError("a claim has a quote")
        if len(quote) > MAX_QUOTE_CHARS:
            raise InputError(f"its quote is longer than {MAX_QUOTE_CHARS} characters")
        place = find_quote(quote, self.text)
        if place is None:
            raise InputError("its quote is not in the text")
        start, end = self.part.start + place[0], self.part.start + place[1]
        if end - start < MIN_QUOTE_CHARS:
            raise InputError(f"its quote is shorter than {MIN_QUOTE_CHARS} characters")
        text = self.article.text[start:end]
        return {"article": self.article.id, "quote": text, "start": start, "end": end}

    def _check(self, fields: Mapping[str, Any]) -> None:
        """Refuse what the nouns let pass but no article means."""
        value = fields["value"] if isinstance(fields["value"], Mapping) else {}
        named = {"by": fields["by"]} | {k: v for k, v in value.items() if k != "by"}
        for each in (fields.get("show"), *named.values()):
            _check_size(each)
        if isinstance(season := fields.get("season"), int) and season > MAX_SEASON:
            raise InputError(f"its season is over {MAX_SEASON}")
        if isinstance(show := fields.get("show"), str) and not self._is_about(show):
            raise InputError("its show is not in the article")
        for name in _NAMES:
            if isinstance(words := named.get(name), str) and not self._has(words):
                raise InputError(f"its {name} is not in the article")

    def _is_about(self, show: str) -> bool:
        """Is the show named, in full, without its subtitle, or nearly so?"""
        title, short = fold(show), fold(_SUBTITLE.sub("", show))
        if not title or len(title) > len(self.words):
            return False
        if title in self.words or (short and short in self.words):
            return True
        return fuzz.partial_ratio(title, self.words) >= MIN_TITLE_LIKENESS

    def _has(self, name: str) -> bool:
        words = folded_words(name)
        return bool(words) and all(word in self.words for word in words)


def _without_blanks(item: Mapping[str, Any]) -> dict[str, Any]:
    """An object without what stands for "not said"."""
    return {key: value for key, value in item.items() if value is not None and value != ""}


def _tidied(value: Mapping[str, Any]) -> dict[str, Any]:
    fields = _without_blanks(value)
    if isinstance(job := fields.get("job"), str):
        fields["job"] = "_".join(folded_words(job))
    return fields


def _voice(certainty: object, by: object) -> tuple[object, object]:
    """Certainty and the one cited, made to agree: on nobody's word, a report is a rumour."""
    if certainty != Certainty.REPORTED:
        return certainty, None
    return (certainty, by) if by else (Certainty.RUMOURED.value, None)


def _check_size(value: object) -> None:
    if isinstance(value, str):
        if len(value) > MAX_NAME_CHARS or not value.isprintable():
            raise InputError("one of its fields is too long, or no plain text")
    elif isinstance(value, int | float) and abs(value) > MAX_NUMBER:
        raise InputError("a number is beyond all bounds")


def _check_years(claim: Claim) -> None:
    match claim.value:
        case Release(window=window) | DecisionDay(window=window) | Production(window=window):
            if window and not FIRST_YEAR <= window.start.year <= window.end.year <= LAST_YEAR:
                raise InputError(f"its days are not in {FIRST_YEAR} to {LAST_YEAR}")
