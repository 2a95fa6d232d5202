"""Charts got from a server on loopback: checked, replaced at once, or the earlier copy kept."""

import os
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nextseason.viewing import pull as pulling
from nextseason.viewing.pull import State, open_client, pull
from nextseason.viewing.sources import KNOWN_REPORTS, PLANS, REPORTS, TOP10, Wanted, report_link
from tests.viewing import chart_samples as made

GOOD = made.lists(4, [("Harbour", 0, (9e6, 8e6, 7e6, 6e6))])
SHORTER = made.lists(3, [("Harbour", 0, (9e6, 8e6, 7e6))])
REPORT = made.report(
    "July to December 2026", {"TV": [("Harbour: Season 1", "Yes", "", 5, "1:00", 5)]}
)
STAMP = "Tue, 27 Jan 2026 10:00:00 GMT"


@pytest.fixture
def server():
    """`server.pages[path]` is (status, body) or a function of the request's headers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answer = self.server.pages.get(self.path, (404, b""))
            status, body = answer(self.headers) if callable(answer) else answer
            self.send_response(status)
            self.send_header("Last-Modified", STAMP)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        found.pages, found.url = {}, f"http://127.0.0.1:{found.server_port}"
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def wanted(server, **changes):
    about = {"name": "lists.tsv", "url": f"{server.url}/lists.tsv", "chart": "weekly"}
    return Wanted(**about | changes)


def got(server, folder, item=None):
    with open_client() as client:
        (result,) = pull([item or wanted(server)], folder, client, reports_within=f"{server.url}/")
    return result


def test_a_chart_is_got_and_dated_as_its_publisher_dates_it(server, tmp_path):
    server.pages["/lists.tsv"] = (200, GOOD)
    result = got(server, tmp_path / "new")
    assert (result.state, result.n_rows) == (State.NEW, 40)
    path = tmp_path / "new" / "lists.tsv"
    assert path.read_bytes() == GOOD
    assert path.stat().st_mtime == 1769508000
    assert [p.name for p in path.parent.iterdir()] == ["lists.tsv"]


def test_a_longer_chart_replaces_an_earlier_copy(server, tmp_path):
    (tmp_path / "lists.tsv").write_bytes(SHORTER)
    server.pages["/lists.tsv"] = (200, GOOD)
    assert got(server, tmp_path).state is State.UPDATED
    assert (tmp_path / "lists.tsv").read_bytes() == GOOD


def test_an_unchanged_chart_is_not_sent_again(server, tmp_path):
    (tmp_path / "lists.tsv").write_bytes(GOOD)
    os.utime(tmp_path / "lists.tsv", (1769508000, 1769508000))
    server.pages["/lists.tsv"] = lambda headers: (
        (304, b"") if headers["If-Modified-Since"] == STAMP else (500, b"")
    )
    assert got(server, tmp_path).state is State.UNCHANGED


def test_a_broken_earlier_copy_is_no_measure(server, tmp_path):
    (tmp_path / "lists.tsv").write_bytes(b"cut off")
    server.pages["/lists.tsv"] = lambda headers: (
        (304, b"") if headers["If-Modified-Since"] else (200, GOOD)
    )
    assert got(server, tmp_path).state is State.UPDATED


COUNTRY = ("Sweden", "SE", "2024-01-07", "TV", 3, "Harbour", "Harbour: Season 2", 5)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, b"<html>Sign in</html>", "no chart"),
        (200, b"", "no chart"),
        (200, GOOD[:80], "no chart"),
        (200, b"\xff\xfe", "neither an Excel workbook nor text"),
        (200, made.tsv(made.POPULAR, ("TV (English)", 1, "A", "A 4", 5, 1.0, 5)), "a popular one"),
        (200, made.tsv(made.COUNTRIES, COUNTRY), "mistaken for each other"),
        (200, SHORTER, "30 rows, fewer than the 40"),
        (200, GOOD.replace(b"2024-01-2", b"2023-01-2"), "earlier than the copy"),
        (200, GOOD.replace(b"\t5.0\t", b"\tlong\t"), "40 of 40 rows cannot be read"),
        (404, b"", "is not there"),
        (503, GOOD, "HTTP 503"),
    ],
)
def test_what_is_not_as_it_should_be_changes_nothing(server, tmp_path, status, body, reason):
    (tmp_path / "lists.tsv").write_bytes(GOOD)
    server.pages["/lists.tsv"] = (status, body)
    result = got(server, tmp_path)
    assert result.state is State.KEPT
    assert reason in result.reason
    assert (tmp_path / "lists.tsv").read_bytes() == GOOD
    assert len(list(tmp_path.iterdir())) == 1


def test_without_an_earlier_copy_nothing_is_left_behind(server, tmp_path):
    assert got(server, tmp_path).state is State.FAILED
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there(server, tmp_path):
    item = wanted(server, url="http://127.0.0.1:9/lists.tsv")
    assert got(server, tmp_path, item).state is State.FAILED


def test_too_large_a_file_is_refused(server, tmp_path, monkeypatch):
    monkeypatch.setattr(pulling, "MAX_BYTES", 1000)
    server.pages["/lists.tsv"] = (200, GOOD)
    assert "larger than 1,000 bytes" in got(server, tmp_path).reason


def news(server, **changes):
    about = {"name": "report.xlsx", "url": f"{server.url}/news", "chart": "half-year"}
    return wanted(server, **about | {"begins": date(2026, 7, 1), "is_page": True} | changes)


def test_a_new_report_is_found_by_its_news_page(server, tmp_path):
    link = f"{server.url}/x/What_We_Watched_2026Jul-Dec__2_.xlsx"
    server.pages["/news"] = (200, f'<a href="{link}">all titles</a>'.encode())
    server.pages["/x/What_We_Watched_2026Jul-Dec__2_.xlsx"] = (200, REPORT)
    assert got(server, tmp_path, news(server)).state is State.NEW
    other = news(server, name="other.xlsx", url=link, begins=date(2026, 1, 1), is_page=False)
    assert "half-year from 2026-01-01" in got(server, tmp_path, other).reason


@pytest.mark.parametrize(
    ("page", "state"), [((404, b""), State.NOT_OUT), ((200, b"<p>Soon</p>"), State.FAILED)]
)
def test_a_report_that_is_not_out_is_no_fault_but_a_page_without_it_is(
    server, tmp_path, page, state
):
    server.pages["/news"] = page
    assert got(server, tmp_path, news(server)).state is state


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<a href="https://files.example/a/R_2026Jul-Dec.xlsx">', True),
        (r'{"url":"https:\/\/files.example\/a\/R_2026Jul-Dec.xlsx"}', True),
        ('<a href="https://evil.example/?https://files.example/a/R_2026Jan-Jun.xlsx">', False),
        ('<a href="https://evil.example/a/R_2026Jul-Dec.xlsx">', False),
    ],
)
def test_links_to_a_half_year_within_the_publishers_files_alone(page, found):
    link = report_link(page, begins=date(2026, 7, 1), within="https://files.example/")
    assert link == ("https://files.example/a/R_2026Jul-Dec.xlsx" if found else None)


def test_the_plans_name_all_files_of_halves_that_are_over():
    top10 = PLANS["netflix-top10"](date(2026, 11, 1))
    assert {item.url.removeprefix(TOP10) for item in top10} == {
        "all-weeks-global.tsv", "all-weeks-countries.tsv", "most-popular.tsv"
    }  # fmt: skip
    reports = PLANS["netflix-engagement"](date(2027, 1, 15))
    assert len(reports) == len(KNOWN_REPORTS) + 1
    assert all(item.url.startswith(REPORTS) for item in reports[:-1])
    assert reports[-1].is_page
    assert reports[-1].url.endswith("/what-we-watched-the-second-half-of-2026")
    assert len({item.name for item in reports}) == len(reports)
