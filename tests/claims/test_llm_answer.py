"""What is kept of a model's answer, in whatever form it comes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_samples import ARTICLE, CANCELLED, CAST, OBJECT, TEXT
from llm_server import by_topic, says

from nextseason.claims.llm.answer import (
    MAX_CLAIMS,
    AnswerError,
    Reply,
    read_claims_of,
    read_reply,
)
from nextseason.claims.llm.question import (
    Part,
)
from nextseason.domain import Article, Certainty, Renewal, RenewalStatus


def checked(*claims: object, article: Article = ARTICLE):
    return checked_content(by_topic(*claims), article)


def checked_content(content: str, article: Article = ARTICLE):
    reply = Reply(content=content, is_whole=True)
    return read_claims_of(reply, article, Part(0, article.text))


def refused(claim: object) -> str:
    """Why a claim is left out."""
    result = checked(claim)
    assert result.claims == ()
    ((reason, count),) = result.refused.items()
    assert count == 1
    return reason


def test_a_claim_that_holds_up_is_kept_with_the_texts_own_words():
    quote = '"it\'s over - for good"'
    by = {"certainty": "reported", "by": "Mara Voss", "quote": quote}
    (claim,) = checked(CANCELLED | by).claims
    assert claim.value == Renewal(status=RenewalStatus.CANCELLED)
    assert (claim.show, claim.season, claim.by) == ("The Long Winter", 2, "Mara Voss")
    assert claim.quote.text == "“it’s over – for good”"
    assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.text
    assert claim.article_id == "a"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Netflix renewed it for ten more seasons."}, "quote is not in the text"),
        ({"quote": "one"}, "quote is shorter"),
        ({"quote": '"..........one"'}, "quote is shorter"),
        ({"quote": TEXT * 9}, "quote is longer"),
        ({"quote": ["Halcyon"]}, "has a quote"),
        ({"quote": None}, "has a quote"),
        ({"show": "Copper Line"}, "show is not in the article"),
        ({"show": "!!!"}, "show is not in the article"),
        ({"show": ""}, "claim.show"),
        ({"show": 7}, "claim.show"),
        ({"show": "The Long Winter\x1b[2J"}, "one of its fields"),
        ({"show": "The Long Winter " * 99}, "one of its fields"),
        ({"season": "2"}, "claim.season: expected a whole number"),
        ({"season": True}, "claim.season"),
        ({"season": 0}, "seasons count from 1"),
        ({"season": 10**30}, "season is over"),
        ({"topic": "weather"}, "claim.topic: expected one of"),
        ({"topic": "renewal "}, "claim.topic"),
        ({"value": "cancelled"}, "claim.value"),
        ({"value": None}, "claim.value"),
        ({"value": {"status": "doomed"}}, "renewal.status: expected one of"),
        ({"value": {"status": "renewed", "platform": "Peacock"}}, "platform is not in the article"),
        ({"certainty": "sure"}, "claim.certainty"),
        ({"certainty": {"a": 1}}, "claim.certainty"),
        ({"certainty": "reported", "by": "The Pope"}, "by is not in the article"),
        ({"certainty": "reported", "by": ["x"]}, "claim.by"),
        ({"negated": "no"}, "claim.negated"),
        ({"topic": "episodes", "value": {"count": -3}}, "at least one episode"),
        ({"topic": "episodes", "value": {"count": 10**40}}, "a number is beyond"),
        ({"topic": "episodes", "value": {"count": "ten"}}, "episodes.count"),
        ({"topic": "release", "value": {"from": "soon", "to": "later"}}, "release.from"),
        ({"topic": "release", "value": {"from": "0001-01-01", "to": "9999-12-31"}}, "days are not"),
        ({"topic": "release", "value": {"from": "2027-05-31", "to": "2027-05-01"}}, "cannot end"),
        (
            {
                "topic": "reception",
                "value": {"outlet": None, "by": "critics", "score": 630, "of": 100},
            },
            "a score lies between",
        ),
        (
            {"topic": "viewing", "value": {"metric": "views", "value": float("nan")}},
            "viewing.value: expected a finite number",
        ),
        (
            {"topic": "viewing", "value": {"metric": "views", "value": float("inf")}},
            "a number is beyond",
        ),
        (
            {"topic": "cast", "value": {"person": "Tom Hanks", "role": "joining"}},
            "person is not in the article",
        ),
    ],
    ids=lambda v: json.dumps(v)[:40] if isinstance(v, dict) else "",
)
def test_what_the_article_does_not_bear_out_is_left_out(change, reason):
    said = refused(CANCELLED | change)
    assert reason in said
    assert len(said) < 250
    assert said.isprintable()


@pytest.mark.parametrize("item", [None, 3, "claim", [CANCELLED]])
def test_what_is_no_object_is_no_claim(item):
    result = checked_content(json.dumps({"cast": [item]}))
    assert result.claims == ()
    assert result.refused == {"a claim is a JSON object": 1}


def test_what_else_an_item_holds_is_ignored():
    extra = {"article": "other", "start": 0, "end": 9, "id": "x", "note": "\x1b[2J", "__proto__": 1}
    (claim,) = checked(CANCELLED | extra).claims
    assert claim.article_id == "a"
    assert claim.quote.text == CANCELLED["quote"]


def test_a_report_on_nobodys_word_is_a_rumour_and_a_statement_cites_nobody():
    rumour, stated = checked(
        CANCELLED | {"certainty": "reported", "by": ""},
        CANCELLED | {"certainty": "stated", "by": "Halcyon"},
    ).claims
    assert (rumour.certainty, rumour.by) == (Certainty.RUMOURED, None)
    assert (stated.certainty, stated.by) == (Certainty.STATED, None)


@pytest.mark.parametrize(
    "written", ["The Long Wintr", "Long Winter", "THE LONG WINTER", "The Long-Winter"]
)
def test_a_garbled_title_is_still_the_show(written):
    article = Article(id="g", text=f"Halcyon has cancelled {written} after one season.")
    claim = CANCELLED | {"quote": f"Halcyon has cancelled {written}"}
    assert checked(claim, article=article).claims


@pytest.mark.parametrize("show", ["The Long Winter: Thaw", "The Long Winter (anime)"])
def test_a_title_may_have_more_to_it_than_the_article_says(show):
    assert checked(CANCELLED | {"show": show}).claims


def test_blanks_are_not_values_and_jobs_are_spelled_one_way():
    cast = CAST | {"value": CAST["value"] | {"character": ""}}
    crew = CANCELLED | {
        "topic": "crew",
        "season": None,
        "value": {"person": "Mara Voss", "job": "Executive Producer"},
    }
    member, producer = checked(cast, crew).claims
    assert member.value.character is None
    assert producer.value.job == "executive_producer"


def test_claims_beyond_all_measure_are_cut_off():
    result = checked(*[CANCELLED] * (MAX_CLAIMS + 7))
    assert len(result.claims) == MAX_CLAIMS
    assert result.refused == {f"more than {MAX_CLAIMS} for one part of an article": 7}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from([*CANCELLED, "x"]) | st.text(max_size=5), inner)
        ),
        max_leaves=20,
    ),
    st.sampled_from([k for k in CANCELLED if k != "topic"]),
)
def test_no_item_whatever_it_holds_breaks_the_reading(junk, name):
    claim = {k: v for k, v in CANCELLED.items() if k != "topic"} | {name: junk}
    result = checked_content(json.dumps({"renewal": [junk, claim], "cast": junk}))
    for claim in result.claims:
        assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.text


@pytest.mark.parametrize(
    "content",
    [
        OBJECT,
        f"```json\n{OBJECT}\n```",
        f"Here are the claims {{as you asked}}:\n{OBJECT}\nAnything else?",
        f'<think>Perhaps {{"renewal": []}}?</think>\n{OBJECT}',
        OBJECT + "]}}",
        OBJECT.replace('"renewal"', '"note": "x", "renewal"'),
    ],
)
def test_claims_are_found_in_every_form(content):
    assert len(checked_content(content).claims) == 1


@pytest.mark.parametrize("content", ["{}", '{"renewal": []}', "```json\n{}\n```"])
def test_no_claims_is_an_answer(content):
    assert checked_content(content).claims == ()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I cannot help with that.",
        OBJECT[:-9],
        '{"renewal": [{"reason": [], "quote": "Halcyon has',
        '{"renewal": [{"reason": [], "quote": "Halcyon has"}, {"quote": "The L',
        '{"renewal": "none"}',
        '{"claims": []}',
        "[1, 2]",
        "{" * 100_000,
        "[" * 100_000,
        '{"cast": ' * 10_000,
        '{"renewal": [' + "9" * 5000 + "]}",
        "\ud800",
    ],
    ids=lambda content: content[:20],
)
def test_nonsense_is_an_error_that_says_so(content):
    with pytest.raises(AnswerError, match=r"no JSON with claims|is empty"):
        checked_content(content)


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"[]", b'{"choices": []}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_completion_is_an_error_that_says_so(data):
    with pytest.raises(AnswerError):
        read_reply(data)


def test_a_completion_may_come_in_pieces_and_uncounted():
    pieces = [{"type": "text", "text": '{"renewal"'}, {"type": "text", "text": ": []}"}, 7]
    reply = read_reply(says(pieces, usage=None).data)
    assert reply.content == '{"renewal": []}'
    assert (reply.n_tokens_in, reply.n_tokens_out) == (None, None)
    odd = read_reply(says("x", usage=(-1, True)).data)
    assert (odd.n_tokens_in, odd.n_tokens_out) == (None, None)
