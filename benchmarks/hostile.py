"""The annotated articles among twice as many stale and invented pages, as the web has them.

Annotated articles + true histories -> a `Ledger` in which, after each decision, there are
two wrong pages on average around each right one.  Sites keep their habits: a content farm
tells the old state on undated or misdated pages, invents orders and cancellations,
contradicts itself and copies other farms with their slips, for many shows; now and then it
is right.  Honest sites, small ones and trade press, come late and sometimes err.  All is
drawn from one seed; what is tried is tried on the tune half of another, 77.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from benchmarks.corpus import CORPUS, articles
from benchmarks.histories import History, Key, histories
from benchmarks.hostile_words import aside, misspelt, sentence
from benchmarks.ledger import TRADE, Ledger, annotated_ledger, renewals
from benchmarks.weighers import lines_of
from benchmarks.weighing import (
    Case,
    by_half,
    calibration_lines,
    case_of,
    judge,
    knowable,
    table,
)
from nextseason.domain import (
    Article,
    Certainty,
    Claim,
    Quote,
    Release,
    Renewal,
    RenewalStatus,
    Value,
    Window,
)

SEED = 5
WRONG_PER_RIGHT = 2.0  # on average, after a decision

N_FARMS, N_SMALL, N_TRADE = 14, 30, 4
FARM_RIGHT_BEFORE = 0.5  # farms' pages while nothing is decided
FARM_RIGHT = (1.5, 9.0)  # Beta: farms are right one time in seven, each more or less often
HONEST_ERR = 0.07
TRADE_ERR = 0.03
TRADE_COMES = 0.4  # of the decisions, those that a trade page of ours tells
MORE_SMALL = 0.7  # honest small pages after a decision, beside the first, on average
REPORTED = 0.3  # of firm claims, those told on the network's word

HONEST_LAG_DAYS = 30.0  # mean, from the decision to an honest page
FARM_SPREAD_DAYS = 30.0  # of the wrong pages around the right one that they drown
COPY_LAG_DAYS = 15.0  # mean
BEFORE_DAYS = 120  # pages before a decision lie within so many days of it
MOST_COPIES = 3  # of one wrong page, beside it
QUARTERS_AFTER = (1, 2, 4)  # cases: ends of quarters after a decision, and the last day


class Habit(StrEnum):
    """How a wrong page goes wrong."""

    UNDATED = "undated, tells the old state"
    MISDATED = "dated after the decision, tells the old state"
    INVENTED = "invents a decision"
    TORN = "contradicts itself"
    COPIED = "copies a wrong page of another farm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site and its habits, the same for all shows."""

    name: str
    right: float  # how often a page is
    habits: tuple[float, ...] = ()  # of a farm: the chance of each `Habit`, in order


class Sites(NamedTuple):
    """Those who write: their names do not tell which is which."""

    farms: list[Site]
    small: list[Site]
    trade: list[Site]


class _Page(NamedTuple):
    article: Article
    claims: list[Claim]


_Told = tuple[Value, str]  # a value, and the words that tell it


@dataclass(slots=True, kw_only=True)
class _Web:
    """Pages written so far, and who writes them."""

    rng: np.random.Generator
    sites: Sites
    last_day: date
    pages: list[_Page] = field(default_factory=list)


def measure() -> str:
    """Ours beside the plain rules where the wrong pages are twice as many."""
    if not articles():
        return f"Skipped: no annotated articles in {CORPUS}."
    rng = np.random.default_rng(SEED)
    ledger = hostile_ledger(annotated_ledger(articles()), draw_sites(rng), rng)
    cases = knowable(cases_of(ledger.last_day), ledger, histories())
    judged = judge(cases, ledger)
    n_right, n_wrong = tally(ledger, cases)
    return "\n".join(
        [
            f"{len(ledger.articles)} articles; {len(cases)} cases, each after a decision. On "
            f"average {n_right:.1f} articles are right in a case and {n_wrong:.1f} wrong.",
            "",
            *table(judged, by_half(cases)),
            "",
            *calibration_lines(judged["ours"]),
        ]
    )


def cases_of(last_day: date) -> list[Case]:
    """Each season some quarters after each decision, while it stands, and on the last day."""
    cases = set()
    for history in _decided():
        ends = [turn.since.end for turn in history.decisions]
        starts = [*(turn.since.start for turn in history.decisions[1:]), last_day]
        for end, until in zip(ends, starts, strict=True):
            days = {quarter_end(end, n) for n in QUARTERS_AFTER}
            cases |= {case_of(history, day) for day in days if day < until}
        cases.add(case_of(history, last_day))
    return sorted(cases, key=lambda case: (case.as_of, case.key))


def _decided() -> list[History]:
    return [history for _, history in sorted(histories().items()) if history.decisions]


def quarter_end(day: date, n: int) -> date:
    """The last day of the n-th quarter after a day's own.

    Examples
    --------
    >>> quarter_end(date(2020, 2, 3), 1)
    datetime.date(2020, 6, 30)
    """
    months = (day.year * 4 + (day.month - 1) // 3 + n + 1) * 3
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def tally(ledger: Ledger, cases: Iterable[Case]) -> tuple[float, float]:
    """Articles that are right, and wrong, in a case on average, by their bottom lines."""
    counts = []
    by_date: dict[date, list[Case]] = defaultdict(list)
    for case in cases:
        by_date[case.as_of].append(case)
    for day, group in by_date.items():
        lines = lines_of(ledger.known_on(day))
        for case in group:
            since = max(t.since.start for t in histories()[case.key].turns if t.since.start <= day)
            told = [line.state in case.truth for line in lines[case.key] if line.day >= since]
            counts.append((sum(told), len(told) - sum(told)))
    right, wrong = np.array(counts).mean(axis=0)
    return float(right), float(wrong)


def draw_sites(rng: np.random.Generator) -> Sites:
    """The sites that write beside those of the annotated articles, with habits of their own."""
    numbers = rng.permutation(N_FARMS + N_SMALL + N_TRADE)
    names = iter([f"site-{n:02}.example" for n in numbers])
    farms = [
        Site(
            name=next(names),
            right=float(rng.beta(*FARM_RIGHT)),
            habits=tuple(rng.dirichlet(np.ones(len(Habit)))),
        )
        for _ in range(N_FARMS)
    ]
    small = [Site(name=next(names), right=1 - HONEST_ERR) for _ in range(N_SMALL)]
    trade = [Site(name=next(names), right=1 - TRADE_ERR) for _ in range(N_TRADE)]
    return Sites(farms, small, trade)


def hostile_ledger(kind: Ledger, sites: Sites, rng: np.random.Generator) -> Ledger:
    """The articles of a kind ledger, and those that drown them."""
    web = _Web(rng=rng, sites=sites, last_day=kind.last_day)
    right_days = _right_days(kind)
    for history in _decided():
        _write_season(web, history, right_days[history.key])
    return Ledger(
        articles={**kind.articles, **{page.article.id: page.article for page in web.pages}},
        claims=(*kind.claims, *renewals(c for page in web.pages for c in page.claims)),
        trade=TRADE | {site.name for site in sites.trade},
    )


def _right_days(kind: Ledger) -> dict[Key, list[date]]:
    """Days of the articles that tell a decision rightly; the last day for undated ones."""
    days: dict[Key, list[date]] = defaultdict(list)
    lines = lines_of(kind)
    for history in _decided():
        for line in lines.get(history.key, ()):
            day = kind.last_day if line.day == date.min else line.day
            before, now = _now(history, day)
            if line.state is now is not before:
                days[history.key].append(day)
    return days


def _write_season(web: _Web, history: History, right_days: Iterable[date]) -> None:
    """Pages before and after each decision; wrong ones around each right one."""
    due = list(right_days)
    for turn in history.decisions:
        _write_before(web, history, turn.since.start)
        due += list(_write_honest(web, history, turn.since.end))
    owed = 0
    for day in sorted(due):
        owed += _n_wrong(web)
        while owed > 0:
            owed -= _write_farm(web, history, _around(web, history, day), owed)


def _write_before(web: _Web, history: History, decided: date) -> None:
    """A farm and an honest site, while it was not yet decided."""
    for sites, right in ((web.sites.farms, FARM_RIGHT_BEFORE), (web.sites.small, 1 - HONEST_ERR)):
        day = decided - timedelta(days=int(web.rng.integers(1, BEFORE_DAYS)))
        _, now = _now(history, day)
        state = now if web.rng.random() < right else _invented(now)
        _publish(web, history, _one_of(web, sites), day, [_tell(web, history, state)])


def _write_honest(web: _Web, history: History, decided: date) -> Iterator[date]:
    """Small sites and late trade pages; the days of those that are right."""
    n_small = 1 + int(web.rng.poisson(MORE_SMALL))
    n_trade = int(web.rng.random() < TRADE_COMES)
    for sites, n in ((web.sites.small, n_small), (web.sites.trade, n_trade)):
        for chosen in web.rng.choice(len(sites), size=n, replace=False):
            day = _later(web, decided, HONEST_LAG_DAYS)
            before, now = _now(history, day)
            is_right = web.rng.random() < sites[chosen].right
            state = now if is_right else before
            _publish(web, history, sites[chosen], day, [_tell(web, history, state)])
            if is_right:
                yield day


def _write_farm(web: _Web, history: History, day: date, owed: int) -> int:
    """A farm's next page, or one and its copies; how many of the wrong ones owed that makes.

    A right one makes fewer than none: it is owed wrong ones itself.
    """
    before, now = _now(history, day)
    if before is now:
        return owed  # not decided on that day: nothing to be wrong about
    site = _one_of(web, web.sites.farms)
    if web.rng.random() < site.right:
        _publish(web, history, site, day, [_tell(web, history, now)])
        return -_n_wrong(web)
    habit = list(Habit)[int(web.rng.choice(len(Habit), p=site.habits))]
    told = _tell_wrong(web, history, day, habit)
    page = _publish(web, history, site, day, told, dated=habit is not Habit.UNDATED)
    return 1 + (_copy(web, page, site, day, owed - 1) if habit is Habit.COPIED else 0)


def _tell_wrong(web: _Web, history: History, day: date, habit: Habit) -> list[_Told]:
    before, now = _now(history, day)
    if habit is Habit.TORN:
        said = [RenewalStatus.PENDING, RenewalStatus.RENEWED, RenewalStatus.CANCELLED]
        order = [said[i] for i in web.rng.permutation(len(said))]
        order = order[::-1] if order[-1] is now else order  # its last word is a wrong one
        return [_tell(web, history, state) for state in order]
    is_invented = habit is Habit.INVENTED or (habit is Habit.COPIED and web.rng.random() < 0.5)
    value, words = _tell(web, history, _invented(now) if is_invented else before)
    if habit is Habit.COPIED:
        words = misspelt(words, web.rng)
    is_promised = is_invented and now is not RenewalStatus.RENEWED
    return [(value, words), *([_promised(day)] if is_promised else [])]


def _copy(web: _Web, page: _Page, site: Site, day: date, at_most: int) -> int:
    """The page on other farms, with a paragraph of their own; on how many."""
    n = min(at_most, int(web.rng.integers(1, MOST_COPIES + 1)))
    others = [farm for farm in web.sites.farms if farm is not site]
    for farm in (others[i] for i in web.rng.choice(len(others), size=n, replace=False)):
        copied = _later(web, day, COPY_LAG_DAYS)
        article = replace(
            page.article,
            id=_next_id(web),
            text=f"{page.article.text}\n\n{aside(web.rng)}",
            site=farm.name,
            published=copied,
            crawled=copied,
        )
        quotes = [replace(c.quote, article_id=article.id) for c in page.claims]
        claims = [replace(c, quote=q) for c, q in zip(page.claims, quotes, strict=True)]
        _keep(web, _Page(article, claims))
    return n


def _now(history: History, day: date) -> tuple[RenewalStatus, RenewalStatus]:
    """The state before the last decision, and since; a decision counts from its last day on."""
    states = [RenewalStatus.PENDING] + [t.state for t in history.turns if t.since.end <= day]
    return (states[-2], states[-1]) if len(states) > 1 else (states[-1], states[-1])


def _invented(now: RenewalStatus) -> RenewalStatus:
    is_on = now is RenewalStatus.RENEWED
    return RenewalStatus.CANCELLED if is_on else RenewalStatus.RENEWED


def _later(web: _Web, day: date, mean_days: float) -> date:
    later = day + timedelta(days=1 + int(web.rng.exponential(mean_days)))
    return min(later, web.last_day)


def _around(web: _Web, history: History, day: date) -> date:
    """A day near another, after the same decision."""
    decided = max((t.since.end for t in history.turns if t.since.end <= day), default=day)
    near = day + timedelta(days=int(web.rng.normal(0.0, FARM_SPREAD_DAYS)))
    return min(max(near, decided + timedelta(days=1)), web.last_day)


def _n_wrong(web: _Web) -> int:
    return int(web.rng.poisson(WRONG_PER_RIGHT))


def _one_of(web: _Web, sites: list[Site]) -> Site:
    return sites[int(web.rng.integers(len(sites)))]


def _tell(web: _Web, history: History, state: RenewalStatus) -> _Told:
    return Renewal(status=state), sentence(history.show, history.season, state, web.rng)


def _promised(day: date) -> _Told:
    """The month that an invented order is said to bring the season in."""
    start = (day + timedelta(days=300)).replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Release(window=Window(start=start, end=end)), f"It is confirmed for {start:%B %Y}."


def _publish(
    web: _Web, history: History, site: Site, day: date, told: list[_Told], *, dated: bool = True
) -> _Page:
    """A page that tells one thing after the other, got on its day."""
    article = Article(
        id=_next_id(web),
        title=f"{history.show} season {history.season}",
        text="\n\n".join([aside(web.rng), *(words for _, words in told), aside(web.rng)]),
        site=site.name,
        published=day if dated else None,
        crawled=day,
    )
    by = "the network" if web.rng.random() < REPORTED else None
    claims = [_claim(article, history, value, words, by) for value, words in told]
    return _keep(web, _Page(article, claims))


def _claim(article: Article, history: History, value: Value, words: str, by: str | None) -> Claim:
    start = article.text.index(words)
    return Claim(
        show=history.show,
        season=history.season,
        value=value,
        certainty=Certainty.REPORTED if by else Certainty.STATED,
        by=by,
        quote=Quote(article_id=article.id, text=words, start=start, end=start + len(words)),
    )


def _next_id(web: _Web) -> str:
    return f"web-{len(web.pages):05}"


def _keep(web: _Web, page: _Page) -> _Page:
    web.pages.append(page)
    return page
