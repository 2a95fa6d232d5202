"""The reader as a whole: quotes are slices, work is bounded, nothing hostile gets through."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextseason.claims import read_claims
from nextseason.claims.sentences import MAX_SENTENCE, split_sentences
from nextseason.domain import Article, Renewal, RenewalStatus, Topic
from nextseason.errors import InputError
from nextseason.examples import KAOS
from nextseason.flow import read
from nextseason.wire import claim_from_json, claim_to_json

WORDS = st.sampled_from(
    """The Long Winter season 2 two renewed cancelled by Halcyon according to Mara Voss as Eve
    in May 2027 will not return if 63% 6.3/10 of viewers petition #SaveIt "quoted" (who) , . ; -
    10 episodes $8 million an episode premiere filming began trailer released said that""".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@given(TEXTS | st.text(min_size=1, max_size=400).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_every_quote_is_the_text_between_start_and_end(text):
    article = Article(id="a", title="The Long Winter season 2", text=text)
    for claim in read_claims(article):
        assert article.text[claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim_from_json(claim_to_json(claim)) == claim


@given(st.text(max_size=3000))
def test_every_sentence_is_a_slice_of_bounded_length(text):
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert len(sentence.text) <= MAX_SENTENCE


@pytest.mark.parametrize(
    "piece",
    [
        "season 2 ",
        "the ",
        "renewed for a second ",
        "Mara Voss, ",
        "according to ",
        "said said ",
        "1,000,000 ",
        "- ",
        "(((((",
        "A" * 50,
        "“‘",
        "in May or June 2027 ",
        "not n't no never ",
        "#",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece):
    def seconds(repeats: int) -> float:
        text = "The Long Winter season 2. " + piece * repeats
        began = time.perf_counter()
        read_claims(Article(id="a", title="The Long Winter season 2", text=text))
        return time.perf_counter() - began

    seconds(10)  # compiles what is compiled at first use
    small = 20_000 // len(piece)
    # Sixteen times the text may take sixteen times as long, and a margin for noise.
    assert seconds(small) < 16 * max(seconds(small // 16), 0.05) * 3


def test_the_examples_are_read():
    reading = read(KAOS)
    assert not reading.rejected
    assert len(reading.articles) == 16
    assert {claim.topic for claim in reading.claims} >= {
        Topic.RENEWAL,
        Topic.RELEASE,
        Topic.CAST,
        Topic.CREW,
        Topic.VIEWING,
        Topic.CAMPAIGN,
        Topic.REASON,
    }


def test_an_unknown_reader_is_named():
    article = Article(id="a", text="It is over.")
    with pytest.raises(InputError, match="there are default"):
        read_claims(article, reader="tarot")


def test_a_guess_about_the_next_season_is_a_guess_though_figures_are_background():
    text = (
        "The Long Winter has been renewed for a second season.\n\n"
        "Season 1 had 8 episodes, and season 2 will likely also have 8 episodes."
    )
    claims = read_claims(Article(id="a", title="The Long Winter season 2", text=text))
    told = {c.season: c.certainty.value for c in claims if c.topic is Topic.EPISODES}
    assert told == {1: "stated", 2: "expected"}


def test_of_sentences_that_say_the_same_the_plainest_is_quoted():
    allusive = "One season is all that Cold Harbour got."
    plain = "Halcyon cancelled Cold Harbour on Monday, so there will be no second season."
    article = Article(
        id="a",
        title="Cold Harbour cancelled after one season",
        text=f"{allusive}\n\nThe drama began in May 2025.\n\n{plain}",
        published=date(2026, 3, 1),
    )
    renewals = [c for c in read_claims(article) if isinstance(c.value, Renewal)]
    assert [(c.value.status, c.quote.text) for c in renewals] == [(RenewalStatus.CANCELLED, plain)]


def test_a_sentence_does_not_say_that_a_trailer_is_out_and_that_there_is_none():
    told = [c for c in read(KAOS).claims if c.topic is Topic.TRAILER]
    assert len({c.quote for c in told}) == len(told) > 0
