"""Where the charts are published.

Name and day -> tuple[Wanted, ...]: the files to get, and what each should be.  Getting and
checking them is left to `pull`.  Pure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from nextseason.viewing import engagement, popular, weekly
from nextseason.viewing.engagement import half_of

TOP10 = "https://www.netflix.com/tudum/top10/data/"
# Where the reports lie, below the site that holds the files of Netflix's news pages.
REPORTS = "https://assets.ctfassets.net/4cd45et68cgf/"
NEWS = "https://about.netflix.com/en/news/"
REPORT_NAME = "What_We_Watched_A_Netflix_Engagement_Report_{year}{months}.xlsx"
MONTHS = {1: "Jan-Jun", 2: "Jul-Dec"}
HALVES = {1: "first", 2: "second"}

_OLD = "What_We_Watched_A_Netflix_Engagement_Report_"
# Reports whose address is known, as of November 2026; later ones are found by their news page.
KNOWN_REPORTS = {
    (2023, 1): f"1HyknFM84ISQpeua6TjM7A/97a0a393098937a8f29c9d29c48dbfa8/{_OLD}2023Jan-Jun.xlsx",
    (2023, 2): f"inuAnzotdsAEgbInGLzH5/1be323ba419b2af3a96bffa29acc31a3/{_OLD}2023Jul-Dec.xlsx",
    (2024, 1): f"2PoZlfdc46dH2gQvI8eUzI/9db5840720c47acfcf7b89ffe2402860/{_OLD}2024Jan-Jun.xlsx",
    (2024, 2): f"6XSmoEjBjVMPRtYybT9d1E/8c0b0b2645b8712d5597b0bdbe0d64e2/{_OLD}2024Jul-Dec.xlsx",
    (2025, 1): f"mplcXj5ulHDfbCPCr0f0I/5dbb6ec09f03df89706476e380e9b8bd/{_OLD}2025Jan-Jun.xlsx",
    (
        2025,
        2,
    ): f"2vdDPGLKA0XX2cjF2APJFn/7f1c367b39ed73a6a588751d3c5d0252/{_OLD}2025Jul-Dec__6_.xlsx",
    (2026, 1): "40WGcHJa9vRua31kU6Gbz5/43b15c7fbd6924392fc80e885839e39f/"
    "Netflix-s_What_We_Watched_Report_2026Jan-Jun__1_.xlsx",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to get."""

    name: str  # under which it is kept
    url: str
    chart: str  # what it should be
    by_country: bool = False
    begins: date | None = None  # the first day of a report's half-year
    is_page: bool = False  # the address is of the report's news page, which links to it


def top10(as_of: date) -> tuple[Wanted, ...]:
    """The weekly lists and the most popular titles; one file each holds all weeks."""
    files = {"all-weeks-global": weekly.CHART, "most-popular": popular.CHART}
    return (
        *(_list_of(stem, chart) for stem, chart in files.items()),
        _list_of("all-weeks-countries", weekly.CHART, by_country=True),
    )


def reports(as_of: date) -> tuple[Wanted, ...]:
    """The half-yearly reports of all halves that are over."""
    return tuple(
        _report(year, half)
        for year in range(min(KNOWN_REPORTS)[0], as_of.year + 1)
        for half in HALVES
        if half_of(year, half).last_day < as_of
    )


PLANS: Mapping[str, Callable[[date], tuple[Wanted, ...]]] = {
    "netflix-top10": top10,
    "netflix-engagement": reports,
}


def report_link(page: str, *, begins: date, within: str) -> str | None:
    """The address of the workbook of a half-year that a news page links to.

    Only addresses that begin with `within` count, wherever in the page they stand.
    """
    months = MONTHS[1 if begins.month == 1 else 2]
    link = re.compile(
        rf"{re.escape(within)}[\w./%-]*{begins.year}{re.escape(months)}[\w.%-]*\.xlsx"
    )
    # In the page's data slashes may be escaped, as JSON allows.
    match = link.search(unescape(page).replace("\\u002F", "/").replace("\\/", "/"))
    return match[0] if match else None


def _list_of(stem: str, chart: str, *, by_country: bool = False) -> Wanted:
    return Wanted(
        name=f"netflix-top10-{stem}.tsv",
        url=f"{TOP10}{stem}.tsv",
        chart=chart,
        by_country=by_country,
    )


def _report(year: int, half: int) -> Wanted:
    known = KNOWN_REPORTS.get((year, half))
    return Wanted(
        name=REPORT_NAME.format(year=year, months=MONTHS[half]),
        url=f"{REPORTS}{known}" if known else f"{NEWS}{_news_of(year, half)}",
        chart=engagement.CHART,
        begins=half_of(year, half).first_day,
        is_page=known is None,
    )


def _news_of(year: int, half: int) -> str:
    return f"what-we-watched-the-{HALVES[half]}-half-of-{year}"
