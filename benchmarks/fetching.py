"""Fetching 1,000 pages from 20 hosts at a polite rate: is it the rate that bounds it?

The server is another process on loopback that takes 50 ms for each answer; the hosts are
names for it.  Nothing of the clock or the pace is made up.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HOSTS = 20
RATE = 2.0  # requests a second to each host
DELAY_SECONDS = 0.05
LENGTHS = (100, 1_000)
PAGE_BYTES = 100_000


class Run(NamedTuple):
    pages: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    got: int

    @property
    def bound_seconds(self) -> float:
        """What the rate allows: robots.txt and then the pages, one answer's delay at the end."""
        return self.pages / HOSTS / RATE + DELAY_SECONDS


def measure() -> str:
    runs = [_run(n) for n in LENGTHS]
    again = _run(LENGTHS[-1], again=True)
    rows = [
        f"| {run.pages:,} | {run.seconds:.1f} | {run.bound_seconds:.1f} "
        f"| {run.seconds / run.bound_seconds:.3f} | {run.cpu_seconds:.1f} | {run.peak_mb:.0f} |"
        for run in runs
    ]
    missed = sum(run.pages - run.got for run in (*runs, again))
    return "\n".join(
        [
            "| pages | seconds | by the rate alone | ratio | processor seconds | peak MB |",
            "|---:|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"{HOSTS} hosts, {RATE:g} requests a second to each, {1000 * DELAY_SECONDS:.0f} ms "
            f"until an answer, {PAGE_BYTES // 1000} kB a page, a cache on the disk; robots.txt is "
            f"asked for once for each host. Pages missed: {missed}. The same run begun again "
            f"takes {again.seconds:.1f} seconds, as nothing is asked for twice. Other programs "
            f"kept {os.getloadavg()[0]:.1f} cores busy.",
        ]
    )


def _run(pages: int, *, again: bool = False) -> Run:
    with tempfile.TemporaryDirectory() as folder, _server() as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            told = [_client(pages, port, Path(folder)) for _ in range(2 if again else 1)]
        finally:
            server.terminate()
    seconds, cpu_seconds, peak_mb, got = told[-1]
    return Run(pages, seconds, cpu_seconds, peak_mb, int(got))


def _server() -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.fetching", "serve"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _client(pages: int, port: int, folder: Path) -> Sequence[float]:
    what = ("get", f"{pages}", f"{port}", f"{folder}")
    command = [sys.executable, "-m", "benchmarks.fetching", *what]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
    told: Sequence[float] = json.loads(done.stdout)
    return told


def serve() -> None:
    """The server's process: it says its port and answers until it is ended."""
    import asyncio

    body = b"<html><body><p>Tidewater is renewed.</p>" + b"<!-- -->" * (PAGE_BYTES // 8)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(DELAY_SECONDS)
                is_robots = request.startswith(b"GET /robots.txt ")
                writer.write(missing if is_robots else head.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(main())


def get(pages: int, port: int, folder: Path) -> None:
    """The client's process: it says its seconds, processor seconds, peak, and pages got."""
    import resource
    import time

    from nextseason.articles.fetch import Outside
    from nextseason.articles.gather import fetch_articles
    from nextseason.articles.tally import Tally
    from nextseason.articles.web import Got, Manners
    from nextseason.domain import Article

    async def all_here(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    def read_page(page: Got) -> Article:
        return Article(id=page.url, text=page.body[:40].decode())

    # Host by host, the worst order: whoever takes them in it waits for each host in turn.
    urls = [
        f"http://h{host}.test:{port}/{n}" for host in range(HOSTS) for n in range(pages // HOSTS)
    ]
    manners = Manners(requests_per_second_per_host=RATE, allow_private=True)
    tally = Tally()
    began = time.monotonic()
    articles = fetch_articles(
        urls,
        read_page=read_page,
        manners=manners,
        cache_dir=folder,
        tally=tally,
        outside=Outside(resolve=all_here),
    )
    got = sum(isinstance(article, Article) for article in articles)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = time.monotonic() - began
    cpu_seconds = usage.ru_utime + usage.ru_stime
    print(json.dumps([seconds, cpu_seconds, usage.ru_maxrss / 1024, got]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve()
    elif sys.argv[1:2] == ["get"]:
        get(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        print(measure())
