"""Files, folders, patterns and standard input -> Articles, one by one.

The only module of `articles` that opens files.  What cannot be read becomes a `Rejected`
with its reason, and the run goes on.
"""

import codecs
import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

from nextseason.articles.html import read_html
from nextseason.articles.jsonl import read_json_lines
from nextseason.articles.markdown import read_markdown
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
SUFFIXES = (*READERS, *LINE_SUFFIXES)

URL = re.compile(r"https?:/", re.IGNORECASE)
JSON = re.compile(r"\s*(?:\{|\[\s*\{)")
MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)

Loaded = tuple[str, Article]  # where it was found, and what


def load_articles(
    sources: Iterable[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Rejected]:
    """The articles in files, folders, patterns such as `pages/**/*.html`, or `-` (`stdin`).

    They come in the order of the sources, and inside a folder or pattern in that of their
    paths.  A file that is reached twice is read once.  The same title and text seen again is
    passed over, as a copy adds nothing; another text under an id already seen is rejected.
    Of an article that has been handed on, two digests are kept and nothing else.

    Folders are searched for .txt, .md, .markdown, .html, .htm, .xhtml, .jsonl and .ndjson;
    hidden files are passed over.  A file named by itself may have any suffix.  JSON Lines
    are read line by line; any other file is at most 20 MB.

    Examples
    --------
    >>> from io import BytesIO
    >>> lines = BytesIO(b'{"id": "a", "text": "Renewed."}')
    >>> [article.id for article in load_articles(["-"], stdin=lines)]
    ['a']
    >>> next(load_articles(["https://example.org/season-2"])).reason
    'pages are not fetched from the web by this version; save the page and name the file'
    """
    seen = Seen()
    for outcome in _read_all(sources, stdin):
        if isinstance(outcome, Rejected):
            yield _shortened(outcome)
            continue
        origin, article = outcome
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


def _read_all(sources: Iterable[str | Path], stdin: BinaryIO | None) -> Iterator[Loaded | Rejected]:
    done: set[str] = set()
    for source in sources:
        name = os.fspath(source)
        if name == STDIN:
            if STDIN not in done:
                done.add(STDIN)
                yield from _read_stdin(stdin)
            continue
        for path in _paths(name):
            if isinstance(path, Rejected):
                yield path
            elif (real := os.path.realpath(path)) not in done:
                done.add(real)
                yield from _read_file(path)


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Loaded | Rejected]:
    origin = "standard input"
    if stdin is None:
        yield Rejected(origin=origin, reason="there is none; name a file instead")
        return
    stream: BufferedReader[Any] = BufferedReader(cast("Any", stdin))  # any stream will do
    try:
        yield from _read_stream(stream, origin)
    except OSError as fault:
        yield Rejected(origin=origin, reason=_reason(fault))
    finally:
        stream.detach()  # or it would close the caller's stream with itself


def _paths(name: str) -> Iterator[str | Rejected]:
    """The files that a source names: itself, those in it, or those that match it."""
    if URL.match(name):
        yield Rejected(
            origin=name,
            reason="pages are not fetched from the web by this version; save the page and "
            "name the file",
        )
        return
    try:
        mode = os.stat(name).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _matches(name)
    except OSError as fault:
        yield Rejected(origin=name, reason=_reason(fault))
    else:
        yield from _folder(name) if stat.S_ISDIR(mode) else iter((name,))


def _matches(pattern: str) -> Iterator[str | Rejected]:
    if not glob.has_magic(pattern):
        yield Rejected(origin=pattern, reason="there is no such file or folder; check its name")
        return
    suffix = Path(pattern).suffix
    suffixes = (*SUFFIXES, suffix.lower()) if suffix and not glob.has_magic(suffix) else SUFFIXES
    found = False
    for path in sorted(glob.iglob(pattern, recursive=True)):
        if os.path.isfile(path) and path.lower().endswith(suffixes):
            found = True
            yield path
    if not found:
        yield Rejected(
            origin=pattern,
            reason="no file that can be read matches this pattern; check it, or name a folder",
        )


def _folder(folder: str) -> Iterator[str | Rejected]:
    found = False
    for path in _walk(folder):
        found = True
        yield path
    if not found:
        yield Rejected(
            origin=folder,
            reason=f"the folder holds no file that can be read ({', '.join(SUFFIXES)})",
        )


def _walk(folder: str) -> Iterator[str | Rejected]:
    faults: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=faults.append):
        shown = sorted(name for name in names if not name.startswith("."))
        pages = {Path(name).stem for name in shown if name.lower().endswith((".html", ".htm"))}
        # "page_files" beside "page.html" is what browsers save with it: frames and adverts.
        companions = {f"{page}_files" for page in pages}
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in companions)
        for name in shown:
            path = os.path.join(parent, name)
            if name.lower().endswith(SUFFIXES) and os.path.isfile(path):
                yield path
    for fault in faults:
        yield Rejected(origin=str(fault.filename), reason=_reason(fault))


def _read_file(path: str) -> Iterator[Loaded | Rejected]:
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            yield from _read_stream(stream, path, size=size)
    except OSError as fault:
        yield Rejected(origin=path, reason=_reason(fault))


def _read_stream(
    stream: "BufferedReader[Any]", origin: str, *, size: int | None = None
) -> Iterator[Loaded | Rejected]:
    """The articles in a stream of that origin; `size` is None where it is not known."""
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


def _reader(suffix: str, stream: "BufferedReader[Any]") -> Callable[[bytes], Article] | None:
    """What reads it, by its name or else by its first characters; None: JSON Lines."""
    if suffix in READERS or suffix in LINE_SUFFIXES:
        return READERS.get(suffix)
    head = stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]
    encoding = "utf-16" if head.startswith(UTF16_MARKS) else "utf-8-sig"
    start = head.decode(encoding, "ignore")
    if JSON.match(start):
        return None
    return read_html if MARKUP.match(start) else read_plaintext


def _reason(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return "permission denied; make it readable for your account"
    return f"it cannot be read ({fault.strerror or fault}); check the file and its disk"
