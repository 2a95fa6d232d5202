"""Copies are one source, whoever comes first; other texts are left alone."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.articles.duplicates import CopyGroup, Duplicates, group_copies
from nextseason.articles.shingles import MAX_CHARS, MIN_WORDS, shingles
from nextseason.domain import Article
from nextseason.errors import InputError

N_WORDS = 300


def story(name: str, n_words: int = N_WORDS) -> list[str]:
    """Words of its own: no run of three stands in another story."""
    return [f"{name}{i % 97}x{i}" for i in range(n_words)]


def changed(words: list[str], share: float, seed: int = 0) -> list[str]:
    is_new = np.random.default_rng(seed).random(len(words)) < share
    return [f"new{i}" if is_new[i] else word for i, word in enumerate(words)]


TOLD = story("told")
LINES = [" ".join(TOLD[i : i + 12]) for i in range(0, N_WORDS, 12)]


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        pytest.param(" ".join(TOLD), True, id="the same"),
        pytest.param("\n\n".join(LINES).upper() + "!", True, id="set in other type"),
        pytest.param(" ".join(TOLD + story("notice", 80)), True, id="a notice below"),
        pytest.param(" ".join(story("lead", 60) + TOLD[60:]), True, id="another lead"),
        pytest.param(" ".join(TOLD[: N_WORDS * 2 // 3]), True, id="a third cut off"),
        pytest.param(" ".join(changed(TOLD, 0.05)), True, id="a word in 20 changed"),
        pytest.param(" ".join(LINES[1::2] + LINES[::2]), True, id="lines in another order"),
        pytest.param(" ".join(changed(TOLD, 0.3)), False, id="a word in 3 changed"),
        pytest.param(" ".join(TOLD[:120] + story("own", 180)), False, id="40 % quoted"),
        pytest.param(" ".join(TOLD[:100]), False, id="two thirds cut off"),
        pytest.param(" ".join(sorted(TOLD)), False, id="the same words, shuffled"),
        pytest.param(" ".join(story("other")), False, id="another story"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_what_is_a_copy(text, is_copy, seed):
    met = Duplicates(seed=seed)
    assert met.meet(" ".join(TOLD)) is None
    assert met.meet(text) == (0 if is_copy else None)


NOTICE = "Harbour Lights was picked up by Northfold for a second season on Monday."


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (NOTICE, True),
        ("harbour lights was picked up by northfold; for a second season, on monday", True),
        (NOTICE.replace("second", "third"), False),
        (NOTICE.replace("Harbour", "Winter"), False),
        (NOTICE + " Filming starts in May.", False),
    ],
)
def test_of_a_short_text_only_the_same_words_are_a_copy(text, is_copy):
    assert len(text.split()) < MIN_WORDS
    met = Duplicates()
    met.meet(NOTICE)
    assert met.meet(text) == (0 if is_copy else None)


def test_many_texts_each_met_again():
    texts = [" ".join(story(f"s{i}-", 50)) for i in range(1_000)]
    met = Duplicates()
    assert [met.meet(text) for text in texts] == [None] * len(texts)
    assert [met.meet(text) for text in texts] == list(range(len(texts)))


words = st.sampled_from(["ash", "birch", "cedar", "elm", "fir"])
texts = st.lists(words, min_size=1, max_size=60).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(8)), min_size=1, max_size=30), st.data())
def test_identical_texts_are_never_split(order, data):
    pool = [data.draw(texts) for _ in range(8)]
    met = Duplicates()
    first: dict[str, int] = {}
    for number, pick in enumerate(order):
        kept = met.meet(pool[pick])
        group = number if kept is None else kept
        assert first.setdefault(pool[pick], group) == group


@settings(deadline=None)
@given(st.lists(st.integers(1, 200), min_size=2, max_size=12), st.integers(0, 2**32))
def test_texts_without_a_run_in_common_are_never_grouped(lengths, seed):
    met = Duplicates(seed=seed)
    assert {met.meet(" ".join(story(f"s{i}-", n))) for i, n in enumerate(lengths)} == {None}


@st.composite
def articles(draw):
    """Stories with copies of several strengths, some dated, in any order."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        for copy in range(draw(st.integers(1, 4))):
            text = " ".join(changed(story(f"s{number}-", 80), 0.04 * copy, seed=copy))
            day = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 5)))
            found.append(Article(id=f"{number}.{copy}", text=text, published=day))
    return draw(st.permutations(found))


@settings(deadline=None, max_examples=50)
@given(articles(), st.randoms())
def test_the_order_given_makes_no_difference(given_articles, rng):
    shuffled = list(given_articles)
    rng.shuffle(shuffled)
    assert group_copies(given_articles) == group_copies(shuffled)


@settings(deadline=None, max_examples=50)
@given(articles())
def test_all_at_once_as_one_by_one(given_articles):
    ordered = sorted(given_articles, key=lambda a: (a.published or date.max, -len(a.text), a.id))
    met = Duplicates()
    one_by_one: dict[str, list[str]] = {}
    for article in ordered:
        kept = met.meet(article.text)
        if kept is None:
            one_by_one[article.id] = []
        else:
            one_by_one[ordered[kept].id].append(article.id)
    expected = [CopyGroup(kept=k, copies=tuple(c)) for k, c in one_by_one.items() if c]
    assert group_copies(given_articles) == tuple(expected)


@pytest.mark.parametrize(
    ("ones", "kept"),
    [
        pytest.param([("a", 2, 0), ("b", 1, 0)], "b", id="the earliest"),
        pytest.param([("a", None, 9), ("b", 1, 0)], "b", id="a dated one before an undated"),
        pytest.param([("a", 1, 0), ("b", 1, 9)], "b", id="of one day the longest"),
        pytest.param([("b", 1, 0), ("a", 1, 0)], "a", id="of the same length the least id"),
    ],
)
def test_which_one_is_kept(ones, kept):
    told = [
        Article(
            id=name,
            text=" ".join(TOLD + story("more", n_more)),
            published=date(2026, 1, day) if day else None,
        )
        for name, day, n_more in ones
    ]
    (copy,) = {article.id for article in told} - {kept}
    assert group_copies(told) == (CopyGroup(kept=kept, copies=(copy,)),)


def test_a_copy_of_a_copy_is_found():
    """It has 0.4 in common with the kept text, and 0.6 with another copy of it."""
    met = Duplicates()
    for n in (0, 75, 130):
        kept = met.meet(" ".join(TOLD[n:] + story("new", n)))
    assert kept == 0


def test_no_chain_of_small_changes_leads_to_another_story():
    met = Duplicates()
    groups = []
    for number, n in enumerate(range(0, N_WORDS + 1, 30)):
        kept = met.meet(" ".join(story("end")[:n] + TOLD[n:]))
        groups.append(number if kept is None else kept)
    assert groups[:3] == [0, 0, 0]
    assert groups[-1] != 0


@pytest.mark.parametrize("text", ["", " \n", "...", "!?", "🎬🎬", "\ud800"])
def test_texts_without_words_are_no_copies(text):
    met = Duplicates()
    assert [met.meet(text) for _ in range(3)] == [None] * 3
    assert met.meet("Renewed.") is None
    assert met.meet("renewed") == 3


def test_a_million_same_words():
    met = Duplicates()
    assert met.meet("soon " * 1_000_000) is None
    assert met.meet("Soon! " * 100) == 0
    assert met.meet("soon") is None


def test_of_a_huge_text_only_the_beginning_counts():
    rng = np.random.default_rng(1)
    text = " ".join(map(str, rng.integers(0, 10**6, MAX_CHARS)))
    assert len(text) > 6 * MAX_CHARS
    assert shingles(text).size < MAX_CHARS // 2
    met = Duplicates()
    assert met.meet(text) is None
    assert met.meet(text[: 2 * MAX_CHARS]) == 0
    assert met.meet(text[MAX_CHARS:]) is None


@pytest.mark.parametrize("text", ["\0" * 100, "a\ud800b " * 50, "續集 " * 60, "\u0301" * 99])
def test_odd_characters(text):
    met = Duplicates()
    assert met.meet(text) is None
    assert met.meet(text) == (0 if shingles(text).size else None)


@pytest.mark.parametrize("threshold", [-1, 0, 0.39, 1.01, float("nan")])
def test_thresholds_that_cannot_be_kept(threshold):
    with pytest.raises(InputError, match=r"between 0\.4 and 1"):
        Duplicates(threshold=threshold)


def test_a_higher_threshold_wants_more_in_common():
    text = " ".join(TOLD + story("notice", 80))  # 0.79
    for threshold, kept in ((0.4, 0), (0.6, 0), (0.95, None)):
        met = Duplicates(threshold=threshold)
        met.meet(" ".join(TOLD))
        assert met.meet(text) == kept
