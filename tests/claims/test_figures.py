"""Numbers in text, their kinds, and the season that they belong to."""

import time
from decimal import Decimal

import pytest
from dated_scenes import a_scene
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims.figures import FigureKind, find_figures
from nextseason.claims.frame import Grammar
from nextseason.claims.ties import seasons_of_figure
from nextseason.claims.topics.campaign import read_campaign
from nextseason.claims.topics.cost import read_cost
from nextseason.claims.topics.episodes import read_episodes
from nextseason.claims.topics.reason import read_reason
from nextseason.claims.topics.reception import read_reception
from nextseason.claims.topics.trailer import read_trailer
from nextseason.claims.topics.viewing import read_viewing

COUNTS = [
    ("more than 42,500 signed", ["42500"]),
    ("7,50,000 people", ["750000"]),
    ("12.5M hours and 1.8million viewers", ["12500000", "1800000"]),
    ("a billion minutes", ["1000000000"]),
    ("half a million", ["500000"]),
    ("a quarter of a million", ["250000"]),
    ("two and a half million", ["2500000"]),
    ("a million and a half", ["1500000"]),
    ("a couple of million", ["2000000"]),
    ("between 8 and 10 million", ["8000000", "10000000"]),
    ("three hundred thousand", ["300000"]),
    ("twenty-five weeks", ["25"]),
    ("117K and 4.2 mil", ["117000", "4200000"]),
    ("80+ cities", ["80"]),
    ("a show about an island", []),
    ("version 1.2.3", ["1.2"]),
]


@pytest.mark.parametrize(("text", "values"), COUNTS, ids=[text for text, _ in COUNTS])
def test_a_count(text: str, values: list[str]) -> None:
    assert [f.value for f in find_figures(text)] == [Decimal(v) for v in values]


SCORES = [
    ("63%", FigureKind.PERCENT, "63", "100"),
    ("63 per cent", FigureKind.PERCENT, "63", "100"),
    ("a 63-percent score", FigureKind.PERCENT, "63", "100"),
    ("6.3/10", FigureKind.SCORE, "6.3", "10"),
    ("8.40 out of 10", FigureKind.SCORE, "8.4", "10"),
    ("four stars out of five", FigureKind.SCORE, "4", "5"),
    ("71 out of a possible 100", FigureKind.SCORE, "71", "100"),
]


@pytest.mark.parametrize(("text", "kind", "value", "of"), SCORES, ids=[s[0] for s in SCORES])
def test_a_score(text: str, kind: FigureKind, value: str, of: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.kind, figure.value, figure.of) == (kind, Decimal(value), Decimal(of))


@pytest.mark.parametrize("text", ["9/11/2001", "three out of 37 shows", "170% more"])
def test_no_score(text: str) -> None:
    kinds = {f.kind for f in find_figures(text)}
    assert not kinds & {FigureKind.SCORE, FigureKind.PERCENT}


SUMS = [
    ("$8 million an episode", [("8000000", "USD")]),
    ("£8-10 million", [("8000000", "GBP"), ("10000000", "GBP")]),
    ("€1.5m", [("1500000", "EUR")]),
    ("A$40 million", [("40000000", "AUD")]),
    ("80 million US dollars", [("80000000", "USD")]),
    ("GBP 3 million", [("3000000", "GBP")]),
    ("₹50 crore", [("500000000", "INR")]),
]


@pytest.mark.parametrize(("text", "sums"), SUMS, ids=[text for text, _ in SUMS])
def test_a_sum_of_money(text: str, sums: list[tuple[str, str]]) -> None:
    found = [(f.value, f.currency) for f in find_figures(text) if f.kind is FigureKind.MONEY]
    assert found == [(Decimal(value), currency) for value, currency in sums]


@pytest.mark.parametrize("text", ["No. 3", "#3", "number three", "number 3"])
def test_a_rank(text: str) -> None:
    (figure,) = find_figures(f"It is {text} there.")
    assert (figure.kind, figure.value) == (FigureKind.RANK, 3)


@given(st.integers(min_value=1_000, max_value=10**11))
def test_a_number_with_commas_is_read_back(number: int) -> None:
    text = f"some {number:,} viewers"
    (figure,) = find_figures(text)
    assert (figure.value, text[figure.start : figure.end]) == (number, f"{number:,}")


@given(st.text(alphabet="0123456789.,%/$£ kmMilonthusadpercofe#-+", max_size=200))
def test_figures_stand_apart_and_in_order(text: str) -> None:
    figures = find_figures(text)
    ends = [0, *(f.end for f in figures)]
    assert all(end <= f.start < f.end <= len(text) for end, f in zip(ends, figures, strict=False))


TIES = [
    ("Season 1 had 5 million viewers, and Season 2 had 3 million.", "3 million", (2,)),
    ("Season 1 had 5 million viewers, and Season 2 had 3 million.", "5 million", (1,)),
    ("The second season drew 3 million.", "3 million", (2,)),
    ("It drew 3 million.", "3 million", ()),
    ("It drew 3 million; a fourth season comes in May.", "3 million", ()),
]


@pytest.mark.parametrize(("text", "figure", "seasons"), TIES)
def test_the_season_beside_a_figure(text: str, figure: str, seasons: tuple[int, ...]) -> None:
    start = text.index(figure)
    assert seasons_of_figure(a_scene(text), start, start + len(figure)) == seasons


def test_it_after_a_sentence_about_one_season() -> None:
    scene = a_scene("It drew 3 million.", before="Season 4 started in May.")
    assert seasons_of_figure(scene, 8, 17) == (4,)


GRAMMARS = [
    read_campaign,
    read_cost,
    read_episodes,
    read_reason,
    read_reception,
    read_trailer,
    read_viewing,
]
HOSTILE = [
    "8 million ",
    "no. 1 ",
    "8/",
    "1,",
    "from ten episodes to ",
    "the most-watched of the ",
    "weeks in the top 10 ",
    "low low ratings ",
    "never given any reason ",
    "fans petition #save ",
    "the trailer of an episode ",
    "63% on Rotten ",
    "was planned as a ",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda g: g.__name__)
def test_hostile_sentences_take_no_time(grammar: Grammar, words: str) -> None:
    text = (words * 800)[:800]
    scene = a_scene(text, before=text)
    list(grammar(scene))
    begun = time.perf_counter()
    list(grammar(scene))
    assert time.perf_counter() - begun < 0.1  # a machine under load; alone, 10 ms at most
