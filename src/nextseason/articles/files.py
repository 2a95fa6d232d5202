"""Files, folders, patterns and standard input -> Articles, one by one.

The only module of `articles` that opens files.  What cannot be read becomes a `Rejected`
with its reason, and the run goes on.
"""

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from nextseason.articles.archives import MAGICS, PageReader, Passed, read_archive
from nextseason.articles.archives import SUFFIXES as ARCHIVE_SUFFIXES
from nextseason.articles.html import read_html
from nextseason.articles.jsonl import read_json_lines
from nextseason.articles.language import language_name, language_of
from nextseason.articles.markdown import read_markdown
from nextseason.articles.paths import find_paths, reason_of
from nextseason.articles.plaintext import read_plaintext
from nextseason.articles.seen import Met, Seen
from nextseason.domain import Article, Rejected, content_id
from nextseason.errors import InputError

MAX_BYTES = 20_000_000  # of a file, or of one line of JSON; articles have some 10,000
TOO_LARGE = f"over the limit of {MAX_BYTES:,} for one article; cut it down to the article"
MAX_REASON_CHARS = 400  # a fault that quotes its input may be as long as the input
SNIFFED_BYTES = 1000
STDIN = "-"
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": read_plaintext,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
LINE_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (*READERS, *LINE_SUFFIXES, *ARCHIVE_SUFFIXES)

JSON = re.compile(r"\s*(?:\{|\[\s*\{)")
MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)

Loaded = tuple[str, Article]  # where it was found, and what
Stream: TypeAlias = "BufferedReader[Any]"
# A stream, its origin and its size, None where that is not known -> what it holds.
Reading: TypeAlias = Callable[[Stream, str, int | None], Iterator[Loaded | Rejected]]


def load_articles(
    sources: Iterable[str | Path], *, stdin: BinaryIO | None = None, passed: Passed | None = None
) -> Iterator[Article | Rejected]:
    """The articles in files, folders, patterns such as `pages/**/*.html`, or `-` (`stdin`).

    They come in the order of the sources, and inside a folder or pattern in that of their
    paths.  A file that is reached twice is read once.  The same title and text seen again is
    passed over, as a copy adds nothing; another text under an id already seen is rejected.
    Of an article that has been handed on, two digests are kept and nothing else.

    Folders are searched for .txt, .md, .markdown, .html, .htm, .xhtml, .jsonl and .ndjson, and
    for web archives; hidden files are passed over.  A file named by itself may have any suffix.
    JSON Lines are read line by line, archives (see `load_archive`) record by record; any other
    file is at most 20 MB.  What is not in English is rejected.

    Examples
    --------
    >>> from io import BytesIO
    >>> lines = BytesIO(b'{"id": "a", "text": "Renewed."}')
    >>> [article.id for article in load_articles(["-"], stdin=lines)]
    ['a']
    >>> next(load_articles(["https://example.org/season-2"])).reason
    'an address of the web is no file; give it to `nextseason read`, which gets pages'
    """
    reading = partial(_read_stream, passed=passed)
    return _each_once(_read_all(sources, stdin, SUFFIXES, reading))


def load_archive(
    sources: Iterable[str | Path],
    *,
    read_page: PageReader | None = None,
    stdin: BinaryIO | None = None,
    passed: Passed | None = None,
) -> Iterator[Article | Rejected]:
    """The articles in web archives: WARC or WET files, whatever their names, or folders of them.

    Most pages are passed over unread, as they speak of no show; `passed` counts them.  Otherwise
    as `load_articles`.  Folders are searched for .warc and .wet, also with .gz, .zst or .lz4.

    Examples
    --------
    >>> from io import BytesIO
    >>> next(load_archive(["-"], stdin=BytesIO(b"WARC/1.0 and no more"))).origin
    'standard input'
    """

    def reading(stream: Stream, origin: str, _size: int | None) -> Iterator[Loaded | Rejected]:
        return _read_archive(stream, origin, passed, read_page or read_html)

    return _each_once(_read_all(sources, stdin, ARCHIVE_SUFFIXES, reading))


def _each_once(outcomes: Iterable[Loaded | Rejected]) -> Iterator[Article | Rejected]:
    seen = Seen()
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            yield _shortened(outcome)
            continue
        origin, article = outcome
        language = article.language or language_of(article.text)
        if language not in (None, "en"):
            reason = f"it is in {language_name(language)}; only English is read"
            yield Rejected(origin=origin, reason=reason)
            continue
        match seen.meet(article.id, content_id(article.title, article.text)):
            case Met.NEVER:
                yield article
            case Met.OTHER:
                reason = f"another article before it has the id {article.id!r}"
                yield _shortened(Rejected(origin=origin, reason=f"{reason}; give each its own id"))


def _shortened(rejected: Rejected) -> Rejected:
    if len(rejected.reason) <= MAX_REASON_CHARS:
        return rejected
    half = MAX_REASON_CHARS // 2
    reason = f"{rejected.reason[:half]} … {rejected.reason[-half:]}"
    return Rejected(origin=rejected.origin, reason=reason)


def _read_all(
    sources: Iterable[str | Path],
    stdin: BinaryIO | None,
    suffixes: Sequence[str],
    reading: Reading,
) -> Iterator[Loaded | Rejected]:
    done: set[str] = set()
    for source in sources:
        name = os.fspath(source)
        if name == STDIN:
            if STDIN not in done:
                done.add(STDIN)
                yield from _read_stdin(stdin, reading)
            continue
        for path in find_paths(name, suffixes):
            if isinstance(path, Rejected):
                yield path
            elif (real := os.path.realpath(path)) not in done:
                done.add(real)
                yield from _read_file(path, reading)


def _read_stdin(stdin: BinaryIO | None, reading: Reading) -> Iterator[Loaded | Rejected]:
    origin = "standard input"
    if stdin is None:
        yield Rejected(origin=origin, reason="there is none; name a file instead")
        return
    stream: Stream = BufferedReader(cast("Any", stdin))  # any stream will do
    try:
        yield from reading(stream, origin, None)
    except OSError as fault:
        yield Rejected(origin=origin, reason=reason_of(fault))
    finally:
        stream.detach()  # or it would close the caller's stream with itself


def _read_file(path: str, reading: Reading) -> Iterator[Loaded | Rejected]:
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            yield from reading(stream, path, size)
    except OSError as fault:
        yield Rejected(origin=path, reason=reason_of(fault))


def _read_stream(
    stream: Stream, origin: str, size: int | None, *, passed: Passed | None
) -> Iterator[Loaded | Rejected]:
    """The articles in a stream of that origin; `size` is None where it is not known."""
    if _is_archive(origin, stream):
        yield from _read_archive(stream, origin, passed, read_html)
        return
    reader = _reader(Path(origin).suffix.lower(), stream)
    if reader is None:
        yield from read_json_lines(stream, origin, line_bytes=MAX_BYTES)
        return
    try:
        if size is not None and size > MAX_BYTES:
            raise InputError(f"it has {size:,} bytes, {TOO_LARGE}")
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(TOO_LARGE)
        yield origin, reader(data)
    except InputError as fault:
        yield Rejected(origin=origin, reason=str(fault))


def _reader(suffix: str, stream: Stream) -> Callable[[bytes], Article] | None:
    """What reads it, by its name or else by its first characters; None: JSON Lines."""
    if suffix in READERS or suffix in LINE_SUFFIXES:
        return READERS.get(suffix)
    head = stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]
    encoding = "utf-16" if head.startswith(UTF16_MARKS) else "utf-8-sig"
    start = head.decode(encoding, "ignore")
    if JSON.match(start):
        return None
    return read_html if MARKUP.match(start) else read_plaintext


def _is_archive(origin: str, stream: Stream) -> bool:
    """By its name, or else by how it begins."""
    if origin.lower().endswith(SUFFIXES):
        return origin.lower().endswith(ARCHIVE_SUFFIXES)
    return stream.peek(SNIFFED_BYTES).startswith(MAGICS)


def _read_archive(
    stream: Stream, origin: str, passed: Passed | None, read_page: PageReader
) -> Iterator[Loaded | Rejected]:
    return read_archive(stream, origin, read_page=read_page, page_bytes=MAX_BYTES, passed=passed)
