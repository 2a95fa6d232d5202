"""The hostile variant keeps to what it promises."""

from collections import defaultdict
from datetime import date

import numpy as np
import pytest
from rapidfuzz import fuzz

from benchmarks.histories import histories
from benchmarks.hostile import cases_of, draw_sites, hostile_ledger, quarter_end, tally
from benchmarks.intervals import share
from benchmarks.ledger import Ledger
from benchmarks.weighers import latest_article_wins, lines_of
from benchmarks.weighing import judge, knowable
from nextseason.domain import Article

LAST = date(2026, 1, 1)
KIND = Ledger(articles={"a": Article(id="a", text="Nothing.", published=LAST)}, claims=())


SITES = draw_sites(np.random.default_rng(2))
FARMS = {site.name for site in SITES.farms}


@pytest.fixture(scope="module")
def web() -> Ledger:
    return hostile_ledger(KIND, SITES, np.random.default_rng(3))


def test_the_same_seed_makes_the_same_web(web: Ledger) -> None:
    assert hostile_ledger(KIND, SITES, np.random.default_rng(3)) == web
    assert hostile_ledger(KIND, SITES, np.random.default_rng(4)) != web


def test_quotes_stand_in_their_articles(web: Ledger) -> None:
    for claim in web.claims:
        quote = claim.quote
        assert web.articles[quote.article_id].text[quote.start : quote.end] == quote.text


def test_wrong_pages_outnumber_right_ones_about_two_to_one(web: Ledger) -> None:
    cases = cases_of(LAST)
    last = [case for case in cases if case.as_of == LAST]
    right, wrong = tally(web, knowable(last, web, histories()))
    assert 1.6 < wrong / right < 2.4


def test_the_latest_article_is_mostly_wrong(web: Ledger) -> None:
    cases = knowable(cases_of(LAST)[::4], web, histories())
    judged = judge(cases, web, {"latest": latest_article_wins})["latest"]
    right = np.array([j.is_right for j in judged], dtype=float)
    assert share(right, [j.case.show for j in judged]).high < 0.6


def test_sites_keep_their_habits(web: Ledger) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    shows: dict[str, set[str]] = defaultdict(set)
    for key, lines in lines_of(web).items():
        history = histories()[key]
        decided = history.decisions[0].since.end
        for line in lines:
            shows[line.site].add(key[0])
            if line.day > decided:
                right[line.site].append(line.state in history.states_on(line.day))
    mean = {site: sum(told) / len(told) for site, told in right.items()}
    honest = [is_right for site, told in right.items() if site not in FARMS for is_right in told]
    assert max(mean[site] for site in FARMS) < 0.6
    assert min(len(shows[site]) for site in FARMS) > 40
    assert 0.85 < sum(honest) / len(honest) < 1.0


def test_copies_share_their_words_and_honest_pages_do_not(web: Ledger) -> None:
    by_question = defaultdict(list)
    for claim in web.claims:
        site = web.articles[claim.article_id].site or ""
        by_question[claim.show, claim.season].append((site, claim.quote.text))
    alike = {"honest": 0, "farms": 0}
    for pages in by_question.values():
        for i, (site, words) in enumerate(pages):
            for other, others_words in pages[:i]:
                if site != other and fuzz.ratio(words, others_words) > 92:
                    alike["farms" if {site, other} <= FARMS else "honest"] += 1
    assert alike["farms"] > 100
    assert alike["honest"] < 0.02 * alike["farms"]


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        ("2020-02-03", 1, "2020-06-30"),
        ("2020-12-31", 1, "2021-03-31"),
        ("2020-10-01", 4, "2021-12-31"),
    ],
)
def test_quarters_end_on_their_last_day(day: str, n: int, end: str) -> None:
    assert quarter_end(date.fromisoformat(day), n) == date.fromisoformat(end)


def test_cases_come_after_a_decision_and_before_the_next() -> None:
    for case in cases_of(LAST):
        decided = [t for t in histories()[case.key].decisions if t.since.end <= case.as_of]
        assert case.truth == {decided[-1].state}
