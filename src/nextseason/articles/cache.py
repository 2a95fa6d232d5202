"""What was got, on the disk: for asking again only what has changed, and for going on.

Kept <-> one SQLite file.  It is a small one of our own.  hishel (2.0) was considered: by its
RFC 9111 mode, a page that says `max-age=0`, as news pages do, is asked about again on every
run, so that an interrupted run could not go on without asking; its other mode never asks
whether a page has changed; and neither tells on which day a page was got.  It works beneath
the redirects, too, where a pace would be kept for what is on the disk.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nextseason.articles.web import Kept, Response
from nextseason.errors import InputError

FILE = "pages-1.sqlite"  # the number is that of the table's form
KEPT_DAYS = 90  # since a page was last asked for
MAX_BYTES = 1_000_000_000  # packed; some 50,000 pages
TABLE = """
CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY,
    checked REAL NOT NULL,  -- seconds since 1970, in UTC
    got REAL NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL
)
"""
PATIENCE_SECONDS = 10.0  # for another run that writes


class Cache:
    """The pages that are kept; a page is kept whole or not at all, whenever a run ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, url: str) -> Kept | None:
        """What is kept of an address; None if nothing, or nothing that can be read."""
        with suppress(sqlite3.Error, zlib.error, ValueError):
            row = self._connection.execute(
                "SELECT checked, got, status, headers, body FROM pages WHERE url = ?", (url,)
            ).fetchone()
            return _kept(url, *row) if row else None
        return None

    def put(self, kept: Kept) -> None:
        """Keep this in the place of what was kept of its address; on a full disk, do without."""
        response = kept.response
        row = (
            response.url,
            kept.checked.timestamp(),
            response.got.timestamp(),
            response.status,
            json.dumps(dict(response.headers)),
            zlib.compress(response.body, 1),
        )
        with suppress(sqlite3.OperationalError), self._connection:
            self._connection.execute("REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, *, before: datetime, max_bytes: int = MAX_BYTES) -> None:
        """Drop what was last asked for before a moment, and the oldest of what is too much."""
        with self._connection:
            self._connection.execute("DELETE FROM pages WHERE checked < ?", (before.timestamp(),))
            self._connection.execute(
                "DELETE FROM pages WHERE url IN (SELECT url FROM (SELECT url, sum(length(body)) "
                "OVER (ORDER BY checked DESC, url) AS held FROM pages) WHERE held > ?)",
                (max_bytes,),
            )


def _kept(url: str, checked: float, got: float, status: int, headers: str, body: bytes) -> Kept:
    response = Response(
        url=url,
        status=status,
        headers=json.loads(headers),
        body=zlib.decompress(body),
        got=datetime.fromtimestamp(got, UTC),
    )
    return Kept(response=response, checked=datetime.fromtimestamp(checked, UTC))


@contextmanager
def open_cache(folder: Path, *, now: datetime) -> Iterator[Cache]:
    """The cache in a folder, which is made if there is none.

    A file that is no cache any more is put aside, and a new one begun.

    Raises
    ------
    InputError
        The folder cannot be made or written in.
    """
    with ExitStack() as stack:
        try:
            cache = Cache(stack.enter_context(closing(_connected(folder))))
            cache.forget(before=now - timedelta(days=KEPT_DAYS))
        except (OSError, sqlite3.Error) as fault:
            reason = f"no pages can be kept there ({fault}); name another"
            raise InputError(f"{folder}: {reason}") from fault
        yield cache


def _connected(folder: Path) -> sqlite3.Connection:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # what somebody reads is their own
    path = folder / FILE
    try:
        return _opened(path)
    except sqlite3.OperationalError:
        raise  # locked, or no place: the file itself may be sound
    except sqlite3.DatabaseError:
        path.replace(path.with_suffix(".broken"))
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(f"{FILE}{suffix}").unlink()
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    # Made in one thread and used in another, never in two at a time.
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
