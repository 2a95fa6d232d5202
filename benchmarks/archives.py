"""A web archive of 10,000 pages of which 1 % matter: how fast it is read, and what is missed.

Beside it: going through the records and doing nothing, and taking every page's text with
selectolax.  The archive is made here, seeded, packed page by page as Common Crawl does it.
"""

import gzip
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType
from selectolax.lexbor import LexborHTMLParser

from benchmarks import corpus
from benchmarks.subjects import SUBJECTS
from benchmarks.webpages import page, subject_page
from nextseason.articles.archives import Passed
from nextseason.articles.files import load_archive
from nextseason.articles.html import read_html
from nextseason.articles.worth import is_worth_reading
from nextseason.claims import read_claims
from nextseason.domain import Article, Rejected
from nextseason.errors import InputError
from training import annotated

SEED = 20
PAGES = 10_000
MATTERING = 100
SAMPLE = 300  # pages about other things that are read in full, to see what that would find
REPEATS = 3
ADDRESS = "https://lantern.example"


def measure() -> str:
    mattering = _mattering_pages()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        with path.open("wb") as file:
            n_bytes = _write(file, mattering)
        return "\n\n".join((_speed(path, n_bytes), _missed(path), _recall()))


def _mattering_pages() -> dict[int, bytes]:
    """Pages with articles of ours, by where they stand among the others."""
    rng = random.Random(SEED)  # noqa: S311
    articles = rng.sample([a for a in annotated.load() if a["claims"]], MATTERING)
    places = rng.sample(range(PAGES), MATTERING)
    return {n: _page_of(rng, a) for n, a in zip(places, articles, strict=True)}


def _page_of(rng: random.Random, article: corpus.Annotated) -> bytes:
    paragraphs = article["text"].split("\n\n")
    return page(rng, article["title"], paragraphs, showbiz=rng.random() < 0.5)


def _write(file: BinaryIO, mattering: dict[int, bytes]) -> int:
    rng = random.Random(SEED + 1)  # noqa: S311
    n_bytes = 0
    for n in range(PAGES):
        data = mattering.get(n) or subject_page(rng, rng.choice(tuple(SUBJECTS)))
        n_bytes += len(data)
        file.write(gzip.compress(_record(n, data), 6))
    return n_bytes


def _record(n: int, data: bytes) -> bytes:
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}/{n}\r\n"
        f"WARC-Date: 2026-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n:032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    return head.encode() + sent + b"\r\n\r\n"


def _speed(path: Path, n_bytes: int) -> str:
    ways: dict[str, Callable[[Path], object]] = {
        "going through the records": lambda p: sum(len(d) for d in _pages(p)),
        "and taking their text with selectolax": lambda p: sum(map(_n_chars, _pages(p))),
        "and testing them only": lambda p: sum(map(is_worth_reading, _pages(p))),
        "ours: testing them, and the articles of those that pass": lambda p: len(_articles(p)),
        "ours, and the claims of these": lambda p: [read_claims(a) for a in _articles(p)],
    }
    rounds = [[_seconds(way, path) for way in ways.values()] for _ in range(REPEATS)]
    medians = [statistics.median(of) for of in zip(*rounds, strict=True)]
    rows = [
        f"| {name} | {PAGES / seconds:,.0f} | {1e6 * seconds / PAGES:.0f} "
        f"| {medians[1] / seconds:.2f} |"
        for name, seconds in zip(ways, medians, strict=True)
    ]
    return "\n".join(
        [
            f"{PAGES:,} pages of {n_bytes / PAGES / 1000:.0f} kB, {MATTERING} of them with an "
            f"article; one core, processor time, median of {REPEATS}.",
            "",
            "| | pages a second | µs a page | times the speed of selectolax |",
            "|---|---:|---:|---:|",
            *rows,
        ]
    )


def _seconds(way: Callable[[Path], object], path: Path) -> float:
    began = time.process_time()
    way(path)
    return time.process_time() - began


def _pages(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for record in ArchiveIterator(file, WarcRecordType.response):
            yield record.reader.read()


def _n_chars(data: bytes) -> int:
    body = LexborHTMLParser(data).body
    return len(body.text(separator=" ")) if body else 0


def _articles(path: Path) -> list[Article]:
    return [found for found in load_archive([path]) if isinstance(found, Article)]


def _missed(path: Path) -> str:
    """What of the archive is passed over although reading it in full would find something."""
    mattering = set(_mattering_pages())
    rng = random.Random(SEED + 2)  # noqa: S311
    others = set(rng.sample(sorted(set(range(PAGES)) - mattering), SAMPLE))
    passed = Passed()
    found = list(load_archive([path], passed=passed))
    taken = {int((a.url or "").rpartition("/")[2]) for a in found if isinstance(a, Article)}
    rejected = sum(isinstance(a, Rejected) for a in found)
    full = {n for n, d in enumerate(_pages(path)) if n in mattering | others and _finds(d)}
    return "\n".join(
        [
            "| pages | read in full | of these with a claim | of these missed by the test |",
            "|---|---:|---:|---:|",
            *(
                f"| {name} | {len(of)} | {len(full & of)} | {len((full & of) - taken)} |"
                for name, of in (("that matter", mattering), ("about other things", others))
            ),
            "",
            f"{len(taken):,} of {PAGES:,} pages became articles, "
            f"{len(taken - mattering)} of them about other things; {rejected} were rejected.",
        ]
    )


def _finds(data: bytes) -> bool:
    """Does reading a page in full give any claim?"""
    try:
        article = read_html(data, url=None, crawled=None, headers=None)
    except InputError:
        return False
    return bool(read_claims(article))


def _recall() -> str:
    """How many of the annotated articles pass, each as a page of its own."""
    rng = random.Random(SEED + 3)  # noqa: S311
    families: dict[str, list[corpus.Annotated]] = {
        "of the corpus": [a for a in corpus.articles() if a["claims"]]
    }
    for article in annotated.load():
        if article["claims"]:
            name = f"`training/texts/{article['id'].split('-')[0]}-*`"
            families.setdefault(name, []).append(article)
    return "\n".join(
        [
            "| annotated articles with claims | tuned on | missed by the test "
            "| measured on only | missed by the test |",
            "|---|---:|---:|---:|---:|",
            *(_recall_row(name, articles, rng) for name, articles in families.items()),
        ]
    )


def _recall_row(name: str, articles: Sequence[corpus.Annotated], rng: random.Random) -> str:
    tuned_on = {a["id"] for a in annotated.load() if annotated.is_for_tuning(a)}
    halves = ([a for a in articles if (a["id"] in tuned_on) is tuned] for tuned in (True, False))
    cells = (
        f"{len(of)} | {sum(not is_worth_reading(_page_of(rng, a)) for a in of)}" for of in halves
    )
    return f"| {name} | {' | '.join(cells)} |"
