"""Web archives: what is read, passed over and rejected; broken and hostile ones."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import brotli
import pytest
from fastwarc.stream_io import Lz4Writer, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.articles import Passed, load_archive, load_articles
from nextseason.articles.archives import Why, read_archive
from nextseason.articles.html import read_html
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError
from tests.articles.warc_samples import ADDRESS, OTHER, PAGE, record, zipped

LIMIT = 100_000


def read_page(data: bytes, /, **_: object) -> Article:
    return read_html(data)


def outcomes(data: bytes, passed: Passed | None = None) -> list[tuple[str, Article] | Rejected]:
    return list(
        read_archive(BytesIO(data), "a", read_page=read_page, page_bytes=LIMIT, passed=passed)
    )


def titles(data: bytes) -> list[str]:
    return [found[1].title for found in outcomes(data) if not isinstance(found, Rejected)]


def packed(writer: Callable[[BytesIO], Any], data: bytes) -> bytes:
    target = BytesIO()
    stream = writer(target)
    stream.write(data)
    stream.close()
    return target.getvalue()


def test_a_page_is_handed_on_with_its_address_day_and_headers() -> None:
    given_to: list[tuple[bytes, Mapping[str, object]]] = []

    def noting(data: bytes, /, **told: object) -> Article:
        given_to.append((data, told))
        return read_html(data)

    archive = BytesIO(record(sent={"Content-Type": "Text/HTML;charset=x", "X-A": "1"}))
    ((where, article),) = read_archive(archive, "a", read_page=noting, page_bytes=LIMIT)
    assert where == f"a: {ADDRESS}"
    assert article.title == "Tidewater is back"
    headers = {"content-type": "Text/HTML;charset=x", "x-a": "1"}
    told = {"url": ADDRESS, "crawled": date(2026, 5, 4), "headers": headers}
    assert given_to == [(PAGE, told)]


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(lambda data: data, id="plain"),
        pytest.param(gzip.compress, id="gzip at once"),
        pytest.param(lambda data: packed(ZstdWriter, data), id="zstd"),
        pytest.param(lambda data: packed(Lz4Writer, data), id="lz4"),
    ],
)
def test_packed_archives(pack: Callable[[bytes], bytes]) -> None:
    data = pack(record(kind="warcinfo") + record() + record(OTHER) + record())
    assert titles(data) == ["Tidewater is back"] * 2


@pytest.mark.parametrize("is_http", [True, False], ids=["response", "resource"])
def test_what_a_library_has_written(is_http: bool) -> None:
    written = WarcRecord()
    written.init_headers(WarcRecordType.response if is_http else WarcRecordType.resource)
    written.headers["WARC-Target-URI"] = ADDRESS
    if is_http:
        written.headers["Content-Type"] = "application/http; msgtype=response"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        written.set_bytes_content(head + PAGE)
    else:
        written.headers["Content-Type"] = "text/html"
        written.set_bytes_content(PAGE)
    target = BytesIO()
    written.write(target)
    assert titles(target.getvalue()) == ["Tidewater is back"]


def test_the_plain_text_of_a_page() -> None:
    text = b"Tidewater is back\nThe drama has been renewed for a second season.\n\xe2\x80\xa2 Ada\n"
    wet = record(text, kind="conversion", content_type="text/plain")
    ((_, article),) = outcomes(zipped(record(kind="warcinfo"), wet))
    assert (article.title, article.url, article.site) == (
        "Tidewater is back",
        ADDRESS,
        "reel.example",
    )
    assert article.crawled == date(2026, 5, 4)
    assert article.text.endswith("\n\n- Ada")


def deflated(data: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


CHUNKED = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (9, PAGE[:9], len(PAGE) - 9, PAGE[9:])


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "X-GZIP"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "br"}, brotli.compress(PAGE)),
        ({"Content-Encoding": "zstd"}, packed(ZstdWriter, PAGE)),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
        ({"Content-Encoding": "deflate"}, deflated(PAGE)),
        ({"Content-Encoding": "identity"}, PAGE),
        ({"Content-Encoding": "br, gzip"}, gzip.compress(brotli.compress(PAGE))),
        ({"Transfer-Encoding": "chunked"}, CHUNKED),
        ({"Content-Encoding": "gzip"}, PAGE),
        ({"Content-Encoding": "zstd"}, PAGE),
        ({"Content-Encoding": "unheard-of"}, PAGE),
        ({"Transfer-Encoding": "chunked"}, PAGE),
    ],
    ids=(
        "gzip|x-gzip|br|zstd|deflate|bare deflate|identity|twice|chunked|"
        "gzip, unpacked already|zstd, unpacked already|unknown, unpacked already|"
        "chunked, joined already"
    ).split("|"),
)
def test_packed_pages(sent: dict[str, str], body: bytes) -> None:
    assert titles(record(body, sent={"Content-Type": "text/html", **sent})) == ["Tidewater is back"]


def test_pages_in_another_encoding() -> None:
    assert titles(record(PAGE.decode().encode("utf-16"))) == ["Tidewater is back"]
    accented = PAGE.replace(b"is back", b"est l\xe0").replace(
        b"<head>", b"<head><meta charset=latin-1>"
    )
    assert titles(record(accented)) == ["Tidewater est là"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (record(OTHER), Why.NO_SHOW),
        (record(status="404 Not Found"), Why.NOT_A_PAGE),
        (record(sent={"Content-Type": "image/png"}), Why.NOT_A_PAGE),
        (record(sent={}), Why.NOT_A_PAGE),
        (record(kind="resource", content_type="text/css"), Why.NOT_A_PAGE),
        (record(b"1.2.3.4", sent=None, content_type="text/dns"), Why.NOT_A_PAGE),
        (record(b"", kind="revisit"), Why.REVISIT),
        (record(PAGE + b" " * LIMIT), Why.TOO_LARGE),
        (
            record(
                gzip.compress(PAGE + b" " * LIMIT),
                sent={"Content-Type": "text/html", "Content-Encoding": "gzip"},
            ),
            Why.TOO_LARGE,
        ),
        (
            record(b"\x00" * 9, sent={"Content-Type": "text/html", "Content-Encoding": "br"}),
            Why.PACKED,
        ),
    ],
)
def test_what_is_passed_over_is_counted(data: bytes, why: Why) -> None:
    passed = Passed()
    found = outcomes(record() + data + record(), passed)
    assert len(found) == 2
    assert passed == Passed(n_read=2, over=passed.over)
    assert dict(passed.over) == {why: 1}


def test_a_page_that_cannot_be_read_is_rejected_by_itself() -> None:
    def refusing(data: bytes, /, **_: object) -> Article:
        raise InputError("no article found on the page")

    (found,) = read_archive(BytesIO(record()), "a", read_page=refusing, page_bytes=LIMIT)
    assert found == Rejected(origin=f"a: {ADDRESS}", reason="no article found on the page")


TWO = record() + record()


@pytest.mark.parametrize(
    ("data", "n_read"),
    [
        (b"", 0),
        (b"No archive at all.\n" * 10, 0),
        (gzip.compress(b"No archive at all.\n" * 10), 0),
        (b"\x1f\x8b", 0),
        (record(kind="warcinfo"), 0),
        (TWO[:-100], 1),
        (TWO[: len(TWO) // 2 + 60], 1),
        (zipped(record(), record())[:-40], 1),
        (zipped(record()) + b"\x1f\x8b\x08\x00" + b"\xff" * 80, 1),
        (record() + b"Not a record.\r\n\r\n" + record(), 1),
        (record() + record(length=10**12), 1),
        (record() + record(OTHER, status="404 Gone", length=10**12), 1),
        (record() + record(length=10**30), 1),
        (record() + record(length=-1), 1),
        (record() + record().replace(b"Content-Length", b"Content-Breadth"), 1),
    ],
    ids=(
        "empty|text|packed text|magic alone|no pages|cut in a page|cut in a header|cut in gzip|"
        "broken gzip|not a record between|too long|too long, unread|endless|negative|no length"
    ).split("|"),
)
def test_what_stood_before_a_break_is_kept(data: bytes, n_read: int) -> None:
    *kept, last = outcomes(data)
    assert [isinstance(found, Rejected) for found in kept] == [False] * n_read
    assert isinstance(last, Rejected)
    assert last.origin == "a"
    assert ("cut off behind record" in last.reason) or not n_read


class _Pipe(RawIOBase):
    """Can only be read on, a few bytes at a time; breaks at the end if told so."""

    def __init__(self, data: bytes, *, breaks: bool = False) -> None:
        super().__init__()
        self._data = BytesIO(data)
        self._breaks = breaks

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._data.read(min(len(buffer), 50))
        if not data and self._breaks:
            raise OSError(5, "Input/output error")
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("data", [record(), zipped(record())], ids=["plain", "gzip"])
def test_file_folder_and_pipe_give_the_same(tmp_path: Path, data: bytes) -> None:
    name = "a.warc" if data.startswith(b"WARC") else "a.WARC.gz"
    (tmp_path / name).write_bytes(data)
    (tmp_path / "unnamed").write_bytes(data)
    found = [
        *load_archive([tmp_path / name]),
        *load_archive([tmp_path]),
        *load_archive([tmp_path / "unnamed"]),
        *load_archive(["-"], stdin=_Pipe(data)),  # type: ignore[arg-type]
        *load_articles([tmp_path / name]),
        *load_articles([tmp_path]),
        *load_articles([tmp_path / "unnamed"]),
        *load_articles(["-"], stdin=_Pipe(data)),  # type: ignore[arg-type]
    ]
    assert len(found) == 8
    assert len(set(found)) == 1
    assert isinstance(found[0], Article)
    assert found[0].url == ADDRESS


def test_archives_of_a_folder_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name, title in (("b.warc", b"B"), ("a/z.wet.gz", b"A"), ("c.warc.zst", b"C")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        page = PAGE.replace(b"Tidewater is back", title)
        path.write_bytes(record(page))
    (tmp_path / "d.html").write_bytes(PAGE)
    found = [a.title for a in load_archive([tmp_path]) if isinstance(a, Article)]
    assert found == ["B", "C", "A"]


def test_a_page_met_again_is_passed_over() -> None:
    passed = Passed()
    found = list(load_archive(["-"], stdin=BytesIO(record() + record()), passed=passed))
    assert len(found) == 1
    assert passed.n_read == 2


def test_a_stream_that_breaks_is_no_crash() -> None:
    stdin = _Pipe(record(), breaks=True)
    first, last = load_archive(["-"], stdin=stdin)  # type: ignore[arg-type]
    assert isinstance(first, Article)
    assert isinstance(last, Rejected)
    assert "Input/output error" in last.reason


def test_a_bomb_takes_no_memory() -> None:
    inner = gzip.compress(b"<p>season 2 " + b"a" * 40_000_000, 1)
    bomb = record(inner, sent={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    outer = gzip.compress(record(b"a" * 40_000_000), 1)
    archive = BytesIO(gzip.compress(bomb) + outer + gzip.compress(record()))
    del inner, bomb, outer
    passed = Passed()
    tracemalloc.start()
    found = list(read_archive(archive, "a", read_page=read_page, page_bytes=10**6, passed=passed))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert passed.over == {Why.TOO_LARGE: 2}
    assert peak < 10_000_000


WHOLE = record() + record(OTHER) + record()


@settings(deadline=None)
@given(
    data=st.builds(
        lambda whole, at, cut, new: whole[:at] + new + whole[at + cut :],
        st.sampled_from([WHOLE, zipped(record(), record(OTHER))]),
        st.integers(0, len(WHOLE)),
        st.integers(0, 40),
        st.binary(max_size=20),
    )
    | st.binary(max_size=200)
)
def test_any_bytes_give_articles_or_reasons(data: bytes) -> None:
    for found in outcomes(data):
        if isinstance(found, Rejected):
            found.reason.encode()
        else:
            found[1].text.encode()
