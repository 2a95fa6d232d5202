"""All that a page, its address and its transport say of its days -> the days to believe.

A day in a page is evidence, not truth.  All are kept with their origin; believed is, first,
what a reader sees beside the headline, then what the page says to machines, then its address.
A day in the running text is a day of the show, not of the page, and is none of these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from nextseason.articles.blocks import lines_of
from nextseason.articles.form import one_line
from nextseason.articles.lines import DAY_WORDS, MAX_CHARS
from nextseason.articles.tree import Element, text_of
from nextseason.domain import DatedBy, DayKind

# The web's first pages; and only so that nothing looks at the clock: whether a day is too
# late is for others to judge, unless the day of the crawl is known.
EARLIEST, LATEST = date(1991, 8, 6), date(2099, 12, 31)
MAX_DAYS = 60  # kept as evidence
MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
ISO = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
SPOKEN = re.compile(DAY_WORDS, re.IGNORECASE)
IN_ADDRESS = re.compile(
    r"(?<!\d)(19\d\d|20\d\d)[/_-]([01]?\d)[/_-]([0-3]?\d)(?!\d)|/(20\d\d)([01]\d)([0-3]\d)(?!\d)"
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|edited|last (?:changed|edit)|corrected)\b", re.IGNORECASE
)
PUBLISHED = re.compile(
    r"\b(?:published|posted|created|written|first|originally|on)\b", re.IGNORECASE
)
PRINTED = re.compile(
    r"\b(?:printed|retrieved|accessed|archived|joined|member since|comments?)\b|©", re.IGNORECASE
)

OF_META = {
    "article:published_time": DayKind.PUBLISHED,
    "og:article:published_time": DayKind.PUBLISHED,
    "og:published_time": DayKind.PUBLISHED,
    "datepublished": DayKind.PUBLISHED,
    "datecreated": DayKind.PUBLISHED,
    "date": DayKind.PUBLISHED,
    "pubdate": DayKind.PUBLISHED,
    "publishdate": DayKind.PUBLISHED,
    "publish-date": DayKind.PUBLISHED,
    "publish_date": DayKind.PUBLISHED,
    "publication_date": DayKind.PUBLISHED,
    "parsely-pub-date": DayKind.PUBLISHED,
    "sailthru.date": DayKind.PUBLISHED,
    "dc.date": DayKind.PUBLISHED,
    "dc.date.issued": DayKind.PUBLISHED,
    "dcterms.date": DayKind.PUBLISHED,
    "dcterms.created": DayKind.PUBLISHED,
    "citation_publication_date": DayKind.PUBLISHED,
    "article.published": DayKind.PUBLISHED,
    "cxenseparse:recs:publishtime": DayKind.PUBLISHED,
    "article:modified_time": DayKind.UPDATED,
    "og:updated_time": DayKind.UPDATED,
    "og:modified_time": DayKind.UPDATED,
    "datemodified": DayKind.UPDATED,
    "last-modified": DayKind.UPDATED,
    "lastmod": DayKind.UPDATED,
    "revised": DayKind.UPDATED,
    "dcterms.modified": DayKind.UPDATED,
    "article.updated": DayKind.UPDATED,
}
OF_JSON = {
    "datePublished": DayKind.PUBLISHED,
    "dateCreated": DayKind.PUBLISHED,
    "uploadDate": DayKind.PUBLISHED,
    "dateModified": DayKind.UPDATED,
}
# Who is believed first; what is not named here is evidence only.
ORDER = (
    "visible label", "visible time", "visible line", "json-ld", "meta", "microdata", "url",
)  # fmt: skip


class Days(NamedTuple):
    """The believed days, and everything that was said of them."""

    published: date | None
    updated: date | None
    crawled: date | None
    dates: tuple[DatedBy, ...]


def parse_day(text: str, *, day_first: bool = False) -> date | None:
    """The first day in a text, as the text itself counts it: a time zone does not move it.

    `day_first`: 03/04/2027 is a day in April.

    Examples
    --------
    >>> parse_day("2027-03-04T23:30:00-05:00"), parse_day("Wed, 3rd of Mar")
    (datetime.date(2027, 3, 4), None)
    >>> parse_day("March 4th, 2027 at 9 am"), parse_day("04.03.2027")
    (datetime.date(2027, 3, 4), datetime.date(2027, 3, 4))
    """
    text = text[:MAX_CHARS]
    found = ISO.search(text)
    if found:
        return _day(*map(int, found.groups()))
    spoken = SPOKEN.search(text)
    return _spoken(spoken[0], day_first=day_first) if spoken else None


def _spoken(words: str, *, day_first: bool) -> date | None:
    month = re.search(r"[a-z]{3}", words, re.IGNORECASE)
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if month:
        day, year = numbers
        return _day(year, MONTHS[month[0].lower()], day)
    first, second, third = numbers
    if first > 31:
        return _day(first, second, third)
    if day_first or "." in words or first > 12:
        return _day(third, second, first)
    return _day(third, first, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def read_days(
    *,
    article: Mapping[str, Any],
    meta: Mapping[str, str],
    visible: Iterable[DatedBy] = (),
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    crawled: date | None = None,
) -> Days:
    """Weighs the days of a page's JSON-LD, its meta tags, what it shows, and its address."""
    dates = [
        *visible,
        *_of_json(article),
        *_of_meta(meta),
        *_of_address(url),
        *_of_transport(headers or {}, crawled),
    ]
    dates = _with_changes_told(list(dict.fromkeys(dates))[:MAX_DAYS])
    got = next((d.day for d in dates if d.kind is DayKind.CRAWLED), None)
    published = _believed(dates, DayKind.PUBLISHED, not_after=got)
    updated = _believed(dates, DayKind.UPDATED, not_after=got)
    if published and updated and updated < published:
        published, updated = _in_order(dates, published, updated, got)
    if updated == published and _never_changed(article, meta):
        updated = None
    return Days(published, updated, got, tuple(dates))


def _with_changes_told(dates: list[DatedBy]) -> list[DatedBy]:
    """A day shown without a word beside it is that of the last change, where the page tells
    machines so."""
    told = {
        kind: {d.day for d in dates if d.kind is kind and d.origin.startswith(("json", "meta"))}
        for kind in (DayKind.PUBLISHED, DayKind.UPDATED)
    }
    changed = told[DayKind.UPDATED] - told[DayKind.PUBLISHED] if told[DayKind.PUBLISHED] else set()
    return [
        DatedBy(day=d.day, kind=DayKind.UPDATED, origin=d.origin)
        if d.day in changed and d.origin in ("visible line", "visible time")
        else d
        for d in dates
    ]


def _never_changed(article: Mapping[str, Any], meta: Mapping[str, str]) -> bool:
    """Whether the change is said to have been in the minute of publication."""
    pairs = (
        (article.get("datePublished"), article.get("dateModified")),
        (meta.get("article:published_time"), meta.get("article:modified_time")),
    )
    told = [(str(first)[:16], str(last)[:16]) for first, last in pairs if first and last]
    return all(first == last for first, last in told)


def _in_order(
    dates: list[DatedBy], published: date, updated: date, got: date | None
) -> tuple[date, date | None]:
    """A page cannot be changed before it is published: another day that something says fits."""
    fitting = [d for d in dates if d.day <= updated]
    earlier = _believed(fitting, DayKind.PUBLISHED, not_after=got)
    # A shown day without a word beside it may be the last change.
    if earlier and not any(d.day == published and d.origin.startswith("json") for d in dates):
        return earlier, published
    return published, None


def _believed(dates: Iterable[DatedBy], kind: DayKind, *, not_after: date | None) -> date | None:
    possible = [d for d in dates if d.kind is kind and (not_after is None or d.day <= not_after)]
    for origin in ORDER:
        for dated in possible:
            if dated.origin.startswith(origin):
                return dated.day
    return None


def _of_json(article: Mapping[str, Any]) -> Iterator[DatedBy]:
    for name, kind in OF_JSON.items():
        value = article.get(name)
        yield from _dated(value, kind, f"json-ld {name}")


def _of_meta(meta: Mapping[str, str]) -> Iterator[DatedBy]:
    for name, kind in OF_META.items():
        yield from _dated(meta.get(name), kind, f"meta {name}")


def _dated(value: Any, kind: DayKind, origin: str) -> Iterator[DatedBy]:
    day = parse_day(value) if isinstance(value, str) else None
    if day:
        yield DatedBy(day=day, kind=kind, origin=origin)


def _of_address(url: str | None) -> Iterator[DatedBy]:
    found = IN_ADDRESS.search(url or "")
    day = _day(*(int(part) for part in found.groups() if part)) if found else None
    if day:
        yield DatedBy(day=day, kind=DayKind.PUBLISHED, origin="url")


def _of_transport(headers: Mapping[str, str], crawled: date | None) -> Iterator[DatedBy]:
    if crawled:
        yield DatedBy(day=crawled, kind=DayKind.CRAWLED, origin="crawl")
    lower = {name.lower(): value for name, value in headers.items()}
    for name, kind in (("date", DayKind.CRAWLED), ("last-modified", DayKind.UPDATED)):
        try:
            day = parsedate_to_datetime(lower[name]).date()
        except (KeyError, ValueError, TypeError):
            continue
        yield DatedBy(day=day, kind=kind, origin=f"http {name}")


def days_shown(
    elements: Iterable[Element], lines: Iterable[str], *, day_first: bool
) -> list[DatedBy]:
    """The days that stand in bylines and in `time` elements, in the order of the page."""
    found: list[DatedBy] = []
    for element in elements:
        found += _of_element(element, day_first=day_first)
    for line in lines:
        found += days_in_line(line, day_first=day_first)
    return found


def _of_element(element: Element, *, day_first: bool) -> Iterator[DatedBy]:
    text = " | ".join(lines_of(element))
    if len(text) > MAX_CHARS:  # a box about its author, with their other articles
        return
    shown = list(days_in_line(text, day_first=day_first))
    yield from shown
    for time in (element, *element.iter("time", "abbr", "span", "meta")):
        said = time.get("datetime") or (time.get("content") if time.get("itemprop") else None)
        said = said or (time.get("title") if time.tag == "abbr" else None)
        day = parse_day(said) if said else None
        if day is None:
            continue
        words = " ".join((time.get("itemprop") or "", time.get("class") or "", _label_of(time)))
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
        if PRINTED.search(words):
            continue
        kind = DayKind.UPDATED if UPDATED.search(words) else DayKind.PUBLISHED
        if shown and kind in {d.kind for d in shown}:
            yield DatedBy(day=day, kind=kind, origin="microdata time")
        else:
            yield DatedBy(day=day, kind=kind, origin="visible time")


def _label_of(time: Element) -> str:
    before = time.getprevious()
    parent = time.getparent()
    if before is not None:
        return one_line(before.tail or "")[-40:] or text_of(before)[-40:]
    return one_line(parent.text or "")[-40:] if parent is not None else ""


def days_in_line(line: str, *, day_first: bool = False) -> Iterator[DatedBy]:
    """The days of a byline, each told by the words that stand before it.

    Examples
    --------
    >>> for dated in days_in_line("Posted March 3, 2027 | Updated: 9 March 2027"):
    ...     print(dated.kind.value, dated.day, dated.origin)
    published 2027-03-03 visible label
    updated 2027-03-09 visible label
    """
    before = 0
    for found in SPOKEN.finditer(line[: 4 * MAX_CHARS]):
        words = line[before : found.start()]
        before = found.end()
        day = _spoken(found[0], day_first=day_first)
        if day is None or PRINTED.search(words):
            continue
        is_updated = UPDATED.search(words)
        kind = DayKind.UPDATED if is_updated else DayKind.PUBLISHED
        label = "label" if is_updated or PUBLISHED.search(words) else "line"
        yield DatedBy(day=day, kind=kind, origin=f"visible {label}")
