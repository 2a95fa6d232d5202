"""Fuzz the parsers of what the web sends: no input may raise anything but `InputError`, or hang.

    python -m benchmarks.fuzz SECONDS      (`./dev fuzz SECONDS` sets up first)

atheris steers by coverage of our own code and of the pure-Python parsers under it; libFuzzer
stops the run at an input that takes longer than `INPUT_SECONDS` or more memory than `MEMORY_MB`,
and leaves the input behind.
"""

import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import atheris

INPUT_SECONDS = 10
MEMORY_MB = 2_000
MAX_INPUT = 20_000  # bytes; larger ones are bounded by the same rules, and slow the search down

with atheris.instrument_imports(include=["nextseason", "feedparser", "trafilatura", "protego"]):
    from nextseason.articles.archives import read_archive
    from nextseason.articles.feeds import read_feed
    from nextseason.articles.html import read_html
    from nextseason.articles.jsonl import read_json_lines
    from nextseason.articles.markdown import read_markdown
    from nextseason.articles.plaintext import read_plaintext
    from nextseason.articles.robots import read_rules
    from nextseason.articles.sitemaps import read_sitemap
    from nextseason.articles.worth import is_worth_reading
    from nextseason.errors import InputError

URL = "https://reel.example/a"
SEEDS = (
    b"<!doctype html><html lang=en><body><article><h1>Tidewater</h1><p>It was renewed.</p>",
    b'<script type="application/ld+json">{"@graph":[{"articleBody":"It ended."}]}</script>',
    b"<rss><channel><item><title>T</title><link>/t</link></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id></entry></feed>",
    b"<urlset><url><loc>https://reel.example/a</loc><lastmod>2027-03-01</lastmod></url></urlset>",
    b"User-agent: *\nDisallow: /a\nCrawl-delay: 3\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>Over.",
    b'{"text": "Renewed.", "parts": [{"start": 0, "end": 8, "kind": "heading"}]}\n',
    b"---\ndate: 2027-03-01\n---\n# Tidewater\n\n* Ada\n",
)


def _archive(data: bytes) -> None:
    for _ in read_archive(BytesIO(data), "fuzz.warc", read_page=read_html, page_bytes=MAX_INPUT):
        pass


def _lines(data: bytes) -> None:
    for _ in read_json_lines(BytesIO(data), "fuzz.jsonl", line_bytes=MAX_INPUT):
        pass


PARSERS = (
    read_html,
    lambda data: read_feed(data, url=URL),
    read_sitemap,
    read_rules,
    _archive,
    _lines,
    read_markdown,
    read_plaintext,
    is_worth_reading,
)


def one_input(data: bytes) -> None:
    """The first byte chooses the parser, the rest is its input."""
    if not data:
        return
    with suppress(InputError):  # what cannot be read is refused, and says so
        PARSERS[data[0] % len(PARSERS)](data[1:])


def main() -> None:
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    folder = Path(mkdtemp(prefix="nextseason-fuzz-"))
    for i, seed in enumerate(SEEDS):
        for parser in range(len(PARSERS)):
            (folder / f"{i}-{parser}").write_bytes(bytes([parser]) + seed)
    options = (
        f"-max_total_time={seconds}",
        f"-timeout={INPUT_SECONDS}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-max_len={MAX_INPUT}",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *options, str(folder)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
