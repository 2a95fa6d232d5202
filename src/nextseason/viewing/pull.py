"""Charts from their publisher into a folder, each checked before it replaces an earlier copy.

Wanted files and a folder -> Pulled results.  One of the two places in `viewing` that touch the
outside; which files there are is told in `sources`.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

import httpx
import pyarrow.compute as pc

from nextseason.errors import FetchError, InputError
from nextseason.viewing import weekly
from nextseason.viewing.chart_rows import ChartRows
from nextseason.viewing.chart_table import read_chart
from nextseason.viewing.sources import REPORTS, Wanted, report_link

TIMEOUT_SECONDS = 60.0
TRIES = 2  # more than the first, where a connection fails
MAX_REDIRECTS = 5
MAX_BYTES = 250_000_000  # the lists by country are some 30 MB and grow by 2 a year
MAX_UNREADABLE = 0.01  # of the rows; more means that the layout has changed
NOT_FOUND, NOT_MODIFIED = 404, 304
AGENT = "nextseason (charts; a few files a week)"


class State(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    NOT_OUT = "not out yet"
    KEPT = "kept"  # what came was not what it should be: the earlier copy stays
    FAILED = "failed"  # and there is no earlier copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What became of a wanted file."""

    name: str
    state: State
    n_rows: int = 0
    reason: str = ""

    @property
    def is_fault(self) -> bool:
        return self.state in (State.KEPT, State.FAILED)


def open_client() -> httpx.Client:
    """The client that charts are got with."""
    return httpx.Client(
        timeout=TIMEOUT_SECONDS,
        transport=httpx.HTTPTransport(retries=TRIES),
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        headers={"user-agent": AGENT},
    )


def pull(
    wanted: Iterable[Wanted], folder: Path, client: httpx.Client, *, reports_within: str = REPORTS
) -> Iterator[Pulled]:
    """Each file got, checked and put in its place; one at a time, as they are asked for.

    A file that is not what it should be changes nothing in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for item in wanted:
        path = folder / item.name
        earlier = path.exists()
        try:
            yield _pull_one(item, path, client, reports_within)
        except (FetchError, InputError) as fault:
            state = State.KEPT if earlier else State.FAILED
            yield Pulled(name=item.name, state=state, reason=str(fault))


def check(content: bytes, wanted: Wanted, earlier: bytes | None = None) -> ChartRows:
    """The rows of a file that is what it should be.

    Raises
    ------
    InputError
        It is another chart or of another time, its rows cannot be read, or it tells less than
        the earlier copy.
    """
    rows = read_chart(content, source=wanted.name)
    if rows is None or not rows.n_rows:
        raise InputError("what came is no chart")
    if len(rows.unreadable) > MAX_UNREADABLE * rows.n_rows:
        first = rows.unreadable[0]
        raise InputError(
            f"{len(rows.unreadable)} of {rows.n_rows} rows cannot be read, "
            f"the first in row {first.row}: {first.reason}"
        )
    _require_kind(rows, wanted)
    if earlier is not None:
        _require_no_less(rows, read_chart(earlier, source=wanted.name))
    return rows


def _pull_one(item: Wanted, path: Path, client: httpx.Client, reports_within: str) -> Pulled:
    url = _linked(item, client, reports_within) if item.is_page else item.url
    if url is None:
        return Pulled(name=item.name, state=State.NOT_OUT)
    is_there = path.exists()
    earlier = _readable(path.read_bytes(), item) if is_there else None
    response = _get(client, url, since=path.stat().st_mtime if earlier is not None else None)
    if response is None:
        raise FetchError(f"{url} is not there", url=url, status=NOT_FOUND)
    if response.status_code == NOT_MODIFIED or response.content == earlier:
        return Pulled(name=item.name, state=State.UNCHANGED)
    rows = check(response.content, item, earlier)
    _replace(path, response)
    state = State.UPDATED if is_there else State.NEW
    return Pulled(name=item.name, state=state, n_rows=rows.n_rows)


def _linked(item: Wanted, client: httpx.Client, reports_within: str) -> str | None:
    """Where a report's news page says that it lies; None: there is no such page yet."""
    page = _get(client, item.url, since=None)
    if page is None:
        return None
    assert item.begins is not None  # noqa: S101 - reports alone have pages
    link = report_link(page.text, begins=item.begins, within=reports_within)
    if link is None:
        raise FetchError(f"{item.url} links to no workbook of that half-year", url=item.url)
    return link


def _get(client: httpx.Client, url: str, *, since: float | None) -> httpx.Response | None:
    """The response in full; None: there is no such page."""
    headers = {}
    if since is not None:
        headers["if-modified-since"] = format_datetime(datetime.fromtimestamp(since, UTC), True)
    try:
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code == NOT_FOUND:
                return None
            if response.status_code != NOT_MODIFIED and not response.is_success:
                status = response.status_code
                raise FetchError(f"HTTP {status}", url=url, status=status)
            return _whole(response, url)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise FetchError(str(fault) or type(fault).__name__, url=url) from fault


def _whole(response: httpx.Response, url: str) -> httpx.Response:
    """The response with its content, which may not be larger than we want."""
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MAX_BYTES:
            raise FetchError(f"larger than {MAX_BYTES:,} bytes", url=url, refused=True)
        parts.append(part)
    headers = {k: v for k, v in response.headers.items() if k != "content-encoding"}
    return httpx.Response(response.status_code, headers=headers, content=b"".join(parts))


def _readable(earlier: bytes, wanted: Wanted) -> bytes | None:
    """The earlier copy, unless it is broken itself and no measure for the new one."""
    try:
        check(earlier, wanted)
    except InputError:
        return None
    return earlier


def _require_kind(rows: ChartRows, wanted: Wanted) -> None:
    chart = rows.table["chart"][0].as_py()
    if chart != wanted.chart:
        raise InputError(f"a {wanted.chart} chart was wanted, what came is a {chart} one")
    begins = rows.table["first_day"][0].as_py()
    if wanted.begins and begins != wanted.begins:
        raise InputError(f"the half-year from {wanted.begins} was wanted, not from {begins}")
    if chart == weekly.CHART and (rows.table["country"].null_count == 0) != wanted.by_country:
        raise InputError("countries and the world are mistaken for each other")


def _require_no_less(rows: ChartRows, earlier: ChartRows | None) -> None:
    if earlier is None:
        return
    if rows.n_rows < earlier.n_rows:
        raise InputError(f"{rows.n_rows} rows, fewer than the {earlier.n_rows} of the earlier copy")
    newest, before = (pc.max(chart.table["last_day"]).as_py() for chart in (rows, earlier))
    if newest and before and newest < before:
        raise InputError(f"it ends on {newest}, earlier than the copy of {before}")


def _replace(path: Path, response: httpx.Response) -> None:
    """The content in its place at once, dated as the publisher dates it."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(response.content)
        if changed := _changed(response.headers.get("last-modified", "")):
            os.utime(part, (changed, changed))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _changed(stamp: str) -> float | None:
    try:
        return parsedate_to_datetime(stamp).timestamp()
    except (ValueError, OverflowError):
        return None
