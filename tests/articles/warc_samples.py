"""Records of web archives, made byte by byte, and the page that most of them hold."""

import gzip
from collections.abc import Mapping

PAGE = (
    b"<!doctype html><html><head><title>Tidewater is back</title></head><body><article>"
    b"<h1>Tidewater is back</h1><p>The harbour drama has been renewed for a second season, the "
    b"studio said.</p><p>Eight episodes are to be made, and the cast returns.</p></article>"
    b"</body></html>"
)
OTHER = (
    b"<!doctype html><html><body><article><h1>Soup</h1><p>Leave the onions in the pan until they "
    b"are brown, and season them.</p></article></body></html>"
)
ADDRESS = "https://reel.example/tidewater"


def record(
    body: bytes = PAGE,
    *,
    kind: str = "response",
    status: str = "200 OK",
    sent: Mapping[str, str] | None = None,
    url: str | None = ADDRESS,
    content_type: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """One record; a response has the HTTP headers `sent`, others have their body alone."""
    if kind in ("response", "revisit"):
        headers = {"Content-Type": "text/html; charset=utf-8"} if sent is None else sent
        lines = [f"HTTP/1.1 {status}", *(f"{k}: {v}" for k, v in headers.items())]
        body = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2026-05-04T23:10:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"Content-Length: {len(body) if length is None else length}",
        f"Content-Type: {content_type}",
        *([f"WARC-Target-URI: {url}"] if url else []),
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def zipped(*records: bytes) -> bytes:
    """Each record packed by itself, as archives are published."""
    return b"".join(map(gzip.compress, records))
