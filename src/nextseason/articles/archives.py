"""Web archives -> Articles: WARC and WET, record by record, so that they may be of any size.

A binary stream -> articles beside where they stood.  Common Crawl's archives are read as they
are published, and those of other crawlers: plain, gzip, zstd or lz4.  What a page says is left to
the function that reads it; most pages are passed over unread (see `worth`), and counted.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from io import BufferedIOBase, BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from nextseason.articles.form import host_of
from nextseason.articles.plaintext import read_plaintext
from nextseason.articles.worth import is_worth_reading
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

SUFFIXES = tuple(
    f".{kind}{packed}" for kind in ("warc", "wet") for packed in ("", ".gz", ".zst", ".lz4")
)
# How an archive begins: plain, or packed by gzip, zstd or lz4.
MAGICS = (b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
TEXT_TYPES = frozenset(("text/plain",))
OK = 200  # the status of a page that was found
REMEDY = "fetch it anew"


class Why(StrEnum):
    """Why a record of an archive gave no article."""

    NO_SHOW = "speaks of no show"
    NOT_A_PAGE = "is no page, or an error"
    REVISIT = "was unchanged since an earlier visit"
    TOO_LARGE = "is too large"
    PACKED = "is packed in a way that cannot be undone"


@dataclass(slots=True)
class Passed:
    """How many records gave an article, and how many were passed over; grows while reading."""

    n_read: int = 0
    over: Counter[Why] = field(default_factory=Counter)

    def lines(self) -> tuple[str, ...]:
        """The summary, where any record was read.

        Examples
        --------
        >>> Passed(n_read=1, over=Counter({Why.NO_SHOW: 99})).lines()
        ('100 records: 1 read', '99 passed over: speaks of no show')
        """
        n_records = self.n_read + self.over.total()
        if not n_records:
            return ()
        over = (f"{n:,} passed over: {why}" for why, n in self.over.most_common())
        return (f"{n_records:,} records: {self.n_read:,} read", *over)


class PageReader(Protocol):
    """What turns a page into its article, or raises `InputError`; names of headers are lower."""

    def __call__(
        self,
        data: bytes,
        /,
        *,
        url: str | None,
        crawled: date | None,
        headers: Mapping[str, str] | None,
    ) -> Article: ...


def read_archive(
    stream: BufferedIOBase,
    origin: str,
    *,
    read_page: PageReader,
    page_bytes: int,
    passed: Passed | None = None,
) -> Iterator[tuple[str, Article] | Rejected]:
    """The articles of an archive, each beside `origin: address`, in the order of the records.

    A page that seemed worth reading and cannot be read is rejected by itself.  Where the archive
    is broken or cut off, what stood before is kept, and a rejection says where it ended.

    Parameters
    ----------
    stream : BufferedIOBase
        Need not be seekable.
    read_page : PageReader
        Is given pages in HTML; the plain text of WET files is read here.
    page_bytes : int
        Larger pages, as sent or unpacked, are passed over.
    passed : Passed, optional
        Counts what is passed over.

    Examples
    --------
    >>> from io import BytesIO
    >>> text = b"Tidewater is back\\nThe drama has been renewed for a second season."
    >>> head = b"WARC/1.0\\r\\nWARC-Type: conversion\\r\\nContent-Type: text/plain\\r\\n"
    >>> head += b"WARC-Target-URI: https://reel.example/1\\r\\nContent-Length: %d\\r\\n\\r\\n"
    >>> record = BytesIO(head % len(text) + text + b"\\r\\n\\r\\n")
    >>> for where, article in read_archive(record, "a.wet", read_page=None, page_bytes=1000):
    ...     print(where, "|", article.title, "|", article.site)
    a.wet: https://reel.example/1 | Tidewater is back | reel.example
    """
    passed = Passed() if passed is None else passed
    for found in _pages(stream, origin, page_bytes, passed.over):
        if isinstance(found, Rejected):
            yield found
            continue
        where = f"{origin}: {found.url or 'a page without address'}"
        try:
            article = found.read(read_page)
        except InputError as fault:
            yield Rejected(origin=where, reason=str(fault))
        else:
            passed.n_read += 1
            yield where, article


class _Page(NamedTuple):
    data: bytes
    url: str | None
    crawled: date | None
    headers: Mapping[str, str] | None  # None: it is plain text, taken from a page by the crawler

    def read(self, read_page: PageReader) -> Article:
        if self.headers is not None:
            return read_page(self.data, url=self.url, crawled=self.crawled, headers=self.headers)
        article = read_plaintext(self.data)
        return replace(article, url=self.url, site=host_of(self.url), crawled=self.crawled)


def _pages(
    stream: BufferedIOBase, origin: str, page_bytes: int, over: Counter[Why]
) -> Iterator[_Page | Rejected]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    kinds |= WarcRecordType.revisit | WarcRecordType.conversion
    n = 0
    try:
        for record in ArchiveIterator(cast("BinaryIO", _Forward(stream)), kinds):
            found = _page(record, page_bytes)
            n += 1
            if isinstance(found, Why):
                over[found] += 1
            else:
                yield found
    except OSError as fault:
        reason = f"it is broken or cut off behind record {n:,} ({fault}); {REMEDY}"
        yield Rejected(origin=origin, reason=reason)
    else:
        if not n:
            reason = "it holds no records of pages; give a web archive (WARC or WET)"
            yield Rejected(origin=origin, reason=reason)


class _Forward:
    """A stream of which no more is asked than to be read on: pipes cannot be searched."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._n_read = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read1(size)  # what there is, without waiting for more
        self._n_read += len(data)
        return data

    def tell(self) -> int:
        return self._n_read


def _page(record: "WarcRecord", page_bytes: int) -> _Page | Why:
    """What stands in a record, if it is a page worth reading.

    Raises
    ------
    OSError
        The record is not whole.
    """
    unfit = _unfit(record, page_bytes)
    if unfit:
        _check_whole(record, record.reader.consume())
        return unfit
    sent = record.reader.read(page_bytes + 1)
    _check_whole(record, len(sent))
    headers = record.http_headers if record.is_http_parsed else None
    data = _unpacked(sent, _codings(headers), page_bytes) if headers else sent
    if isinstance(data, Why):
        return data
    if not is_worth_reading(data):
        return Why.NO_SHOW
    is_text = record.record_type == record.record_type.conversion
    return _Page(
        data,
        record.headers.get("WARC-Target-URI"),
        _day(record.headers.get("WARC-Date")),
        None if is_text else {k.lower(): v for k, v in headers.items()} if headers else {},
    )


def _unfit(record: "WarcRecord", page_bytes: int) -> Why | None:
    """Why a record is not even read: told by its headers alone."""
    kind, kinds = record.record_type, type(record.record_type)
    if kind == kinds.revisit:
        return Why.REVISIT
    if record.content_length > page_bytes:
        return Why.TOO_LARGE
    headers = record.headers
    if kind == kinds.response:
        headers = record.http_headers
        if not record.is_http_parsed or headers.status_code != OK:
            return Why.NOT_A_PAGE
    content_type = headers.get("Content-Type") or ""
    allowed = TEXT_TYPES if kind == kinds.conversion else PAGE_TYPES
    fits = content_type.partition(";")[0].strip().lower() in allowed
    return None if fits else Why.NOT_A_PAGE


def _check_whole(record: "WarcRecord", n_bytes: int) -> None:
    if n_bytes < record.content_length or record.headers.get("Content-Length") is None:
        raise OSError("a record ends before it should")


def _codings(headers: "HeaderMap") -> list[str]:
    """How a page was packed for sending, what was done last first."""
    told = (headers.get(name) or "" for name in ("Transfer-Encoding", "Content-Encoding"))
    return [c.strip() for t in told for c in reversed(t.lower().split(",")) if c.strip()]


def _unpacked(sent: bytes, codings: Iterable[str], page_bytes: int) -> bytes | Why:
    data = sent
    for coding in codings:
        unpack = UNPACK.get(coding)
        try:
            if unpack is None:
                raise OSError(f"no such coding: {coding}")
            data = unpack(data, page_bytes + 1)
        except (OSError, zlib.error):
            # Crawlers may keep the headers of a page that they have unpacked already.
            if not data.lstrip().startswith(b"<"):
                return Why.PACKED
        if len(data) > page_bytes:
            return Why.TOO_LARGE
    return data


def _reader(name: str, **options: bool) -> Callable[[bytes, int], bytes]:
    def unpack(data: bytes, limit: int) -> bytes:
        from fastwarc import stream_io

        unpacked: bytes = getattr(stream_io, name)(BytesIO(data), **options).read(limit)
        return unpacked

    return unpack


def _inflated(data: bytes, limit: int) -> bytes:
    """Deflate as the standard has it, or bare, as some servers send it."""
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(data, limit)


UNPACK: Mapping[str, Callable[[bytes, int], bytes]] = {
    "chunked": _reader("ChunkedReader"),
    "gzip": _reader("GzipReader"),
    "x-gzip": _reader("GzipReader"),
    "deflate": _inflated,
    "br": _reader("BrotliReader"),
    "zstd": _reader("ZstdReader"),
    "identity": lambda data, _: data,
}


def _day(told: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat((told or "")[:10])
    return None
