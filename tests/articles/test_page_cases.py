"""The pages that extraction is measured on: enough of them, and they hold what they should."""

import html
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html as lxml_html

from benchmarks.extraction import score
from benchmarks.extractors import Reading
from benchmarks.pages import days, seen, stories, unseen
from benchmarks.pages.build import HERE, words
from benchmarks.pages.gold import Case

CASES = [*seen.cases(), *unseen.cases()]
WITH_ARTICLE = [case for case in CASES if case.blocks]
JSON_LD = re.compile(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
named = pytest.mark.parametrize("case", WITH_ARTICLE, ids=lambda case: case.name)


def test_there_are_enough_of_each_kind_and_half() -> None:
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in WITH_ARTICLE:
        by_kind[case.kind].append(case)
    assert len(WITH_ARTICLE) >= 72
    assert len(by_kind) == 12
    for kind, cases in by_kind.items():
        assert len(cases) >= 6, kind
        assert len({case.design for case in cases}) >= 3, kind
        assert {case.half for case in cases} == {"seen", "unseen"}, kind
    assert sum(case.reason is not None for case in CASES) == len(CASES) - len(WITH_ARTICLE) == 8


def test_the_halves_share_no_design_and_no_story() -> None:
    designs = [{case.design for case in half.cases()} for half in (seen, unseen)]
    texts = [set(stories.load(HERE / half / "stories.txt")) for half in ("seen", "unseen")]
    assert not designs[0] & designs[1]
    assert not texts[0] & texts[1]
    assert len(texts[0] | texts[1]) >= 40


def test_every_template_is_of_a_design_and_every_design_has_pages() -> None:
    for half in (seen, unseen):
        templates = {path.stem for path in Path(half.__file__).parent.glob("*.html")}
        assert templates == {case.design for case in half.cases()}


def test_building_again_gives_the_same_pages() -> None:
    assert [*seen.cases(), *unseen.cases()] == CASES


def test_languages_encodings_and_sizes_are_as_in_the_wild() -> None:
    assert {case.language for case in CASES} == {"en", "de", "es", "fr", "ja", "ko", "pt", "ru"}
    assert len({case.encoding for case in CASES}) >= 6
    kilobytes = sorted(len(case.html) / 1000 for case in CASES)
    assert kilobytes[0] < 10
    assert kilobytes[-1] > 150
    assert 30 < kilobytes[len(kilobytes) // 2] < 90


@named
def test_the_article_stands_on_its_page(case: Case) -> None:
    page = case.html.decode(case.encoding)
    on_page = " ".join(words(_text(page)))
    for block in case.blocks:
        assert " ".join(words(block.text)) in on_page
    whole = " ".join(words(_unescaped(page)))
    for fact in filter(None, (case.title, case.author, case.outlet)):
        assert " ".join(words(fact)) in whole


@named
def test_the_days_stand_on_the_page(case: Case) -> None:
    page = case.html.decode(case.encoding)
    for day in filter(None, (case.published, case.updated)):
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        assert any(days.written(moment, form) in page for form in days.FORMS)


@named
def test_boilerplate_is_none_of_the_article(case: Case) -> None:
    text = " ".join(words("\n".join(block.text for block in case.blocks)))
    assert case.boilerplate
    assert max(map(len, case.boilerplate)) < 300  # longer ones are a script or a style let loose
    assert not [string for string in case.boilerplate if " ".join(words(string)) in text]


def test_a_perfect_reading_scores_full_and_an_empty_one_nothing() -> None:
    for case in WITH_ARTICLE:
        perfect = score(case, _perfect(case))
        assert all(share in (1.0, None) for share in perfect._replace(boilerplate=None)), case.name
        assert perfect.boilerplate == 0
        assert score(case, Reading()).f1 == 0


def test_boilerplate_in_a_reading_is_seen() -> None:
    case = WITH_ARTICLE[0]
    reading = Reading(text="\n".join((*(b.text for b in case.blocks), *case.boilerplate)))
    assert score(case, reading).boilerplate == 1
    assert (score(case, reading).precision or 1) < 1


def _perfect(case: Case) -> Reading:
    return Reading(
        text="\n".join([case.title or "", *(block.text for block in case.blocks)]),
        headings=tuple(b.text for b in case.blocks if b.kind == "heading"),
        title=case.title,
        author=case.author,
        outlet=case.outlet,
        published=case.published,
        updated=case.updated,
        language=case.language,
    )


def _text(page: str) -> str:
    """What a page says to its readers, and the texts that its scripts would show them."""
    tree = lxml_html.document_fromstring(page)
    bodies = (data for data in JSON_LD.findall(page) if "articleBody" in data)
    told = (_unescaped(data).replace("\\n", "\n").replace('\\"', '"') for data in bodies)
    return "\n".join([*tree.itertext(), *told])


def _unescaped(page: str) -> str:
    return html.unescape(ESCAPE.sub(lambda found: chr(int(found[1], 16)), page))
