"""JSON Lines -> Articles, line by line: the file may be larger than memory.

The text is used as it stands, so that offsets into it stay those of the sender.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from nextseason.articles.form import host_of
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError
from nextseason.wire import article_from_json

READ_ON_BYTES = 1 << 16  # a step through the rest of a line that is too long
UTF8_MARK = b"\xef\xbb\xbf"


def read_json_lines(
    stream: BinaryIO, origin: str, *, line_bytes: int
) -> Iterator[tuple[str, Article] | Rejected]:
    """Each line's article beside `origin:line`; a line that is none is rejected by itself.

    Examples
    --------
    >>> from io import BytesIO
    >>> lines = BytesIO(b'{"text": "Renewed."}\\n{"title": "No text"}\\n')
    >>> first, second = read_json_lines(lines, "a.jsonl", line_bytes=1000)
    >>> first[0], first[1].text
    ('a.jsonl:1', 'Renewed.')
    >>> second
    Rejected(origin='a.jsonl:2', reason='article.text: expected a string, got None')
    """
    n_read = 0
    for number, line in enumerate(_bounded_lines(stream, line_bytes), start=1):
        if number == 1:
            line = line.removeprefix(UTF8_MARK)
        if len(line) <= line_bytes and not line.strip():
            continue
        n_read += 1
        if n_read == 1 and (reason := _not_lines(line)):
            yield Rejected(origin=origin, reason=reason)
            return
        where = f"{origin}:{number}"
        try:
            yield where, _article(line, line_bytes)
        except InputError as fault:
            yield Rejected(origin=where, reason=str(fault))
    if not n_read:
        yield Rejected(origin=origin, reason="it is empty; give one JSON object per line")


def _not_lines(first: bytes) -> str | None:
    """Why a file that begins so holds no JSON Lines at all; None: it may hold some."""
    if b"\0" in first:
        return "it is binary (holds NUL bytes), not JSON Lines in UTF-8; save it as such"
    if first.strip() == b"{" or first.lstrip().startswith(b"["):
        return (
            "it is one JSON document, not JSON Lines; write one object per line "
            "(`jq -c '.[]'` does so for an array)"
        )
    return None


def _bounded_lines(stream: BinaryIO, line_bytes: int) -> Iterator[bytes]:
    """Lines, of which one that is too long is cut short after `line_bytes` + 1 bytes."""
    while line := stream.readline(line_bytes + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(READ_ON_BYTES)


def _article(line: bytes, line_bytes: int) -> Article:
    if len(line) > line_bytes:
        raise InputError(f"the line is longer than {line_bytes:,} bytes; split the article")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(f"byte {fault.start + 1} is not UTF-8; save it as UTF-8") from fault
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not a line of JSON: {fault}") from fault
    try:
        article = article_from_json(data)
        "".join((article.id, article.title, article.text)).encode()
    except UnicodeEncodeError as fault:
        raise InputError(
            "holds half a surrogate pair (\\ud800-\\udfff), which is no character"
        ) from fault
    return replace(article, site=article.site or host_of(article.url))
