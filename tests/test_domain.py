"""Impossible values cannot be built; possible ones survive JSON."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason import wire
from nextseason.domain import (
    VALUE_TYPES,
    Answer,
    Article,
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Certainty,
    Claim,
    Cost,
    CostPer,
    CrewMember,
    DecisionDay,
    EpisodeCount,
    Finding,
    Metric,
    Milestone,
    Production,
    Question,
    Quote,
    Reason,
    ReasonCategory,
    Release,
    Renewal,
    RenewalStatus,
    Reviewers,
    Score,
    Topic,
    Trailer,
    TrailerStatus,
    Value,
    Verdict,
    ViewingFigure,
    Window,
)
from nextseason.errors import InputError

DAY = date(2027, 3, 1)
ANSWER = Answer(text="renewed", probability=0.7)
QUESTION = Question(show="The Long Winter", season=2, topic=Topic.RENEWAL)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Window(start=DAY, end=date(2027, 2, 28)), "cannot end"),
        (lambda: EpisodeCount(count=0), "at least one episode"),
        (lambda: CastMember(person=" ", role=CastRole.IN_CAST), "name must not be empty"),
        (lambda: CrewMember(person="Ann Lee", job=""), "job must not be empty"),
        (
            lambda: Score(
                outlet="The Daily", by=Reviewers.CRITICS, score=Decimal(11), of=Decimal(10)
            ),
            "between 0 and its maximum",
        ),
        (lambda: ViewingFigure(metric=Metric.HOURS, value=Decimal(-1)), "cannot be negative"),
        (
            lambda: Cost(amount=Decimal(0), currency="USD", per=CostPer.EPISODE),
            "a cost is positive",
        ),
        (
            lambda: Cost(amount=Decimal(1), currency="dollars", per=CostPer.EPISODE),
            "ISO 4217",
        ),
        (lambda: Campaign(kind=CampaignKind.HASHTAG, tag="SaveIt"), "starts with #"),
        (lambda: Campaign(kind=CampaignKind.PETITION, signatures=-1), "cannot be negative"),
        (lambda: Article(id="a", text=" \n"), "has no text"),
        (lambda: Quote(article_id="a", start=3, end=5, text="abc"), "does not fit"),
        (lambda: Quote(article_id="a", start=3, end=3, text=""), "does not fit"),
        (lambda: Answer(text="renewed", probability=1.2), "lies in 0-1"),
        (
            lambda: Finding(
                question=QUESTION,
                as_of=DAY,
                answers=(),
                verdict=Verdict.UNKNOWN,
                since=None,
            ),
            "at least one possible answer",
        ),
        (
            lambda: Finding(
                question=QUESTION,
                as_of=DAY,
                answers=(ANSWER, ANSWER),
                verdict=Verdict.LIKELY,
                since=None,
            ),
            "cannot exceed 1",
        ),
        (lambda: _claim(season=0), "seasons count from 1"),
        (lambda: _claim(certainty=Certainty.REPORTED), "names who says so"),
        (lambda: _claim(by="The Daily"), "names who says so"),
    ],
)
def test_impossible_values_cannot_be_built(build, message):
    with pytest.raises(InputError, match=message):
        build()


def _claim(**changes):
    fields = {
        "show": "The Long Winter",
        "season": 2,
        "value": Renewal(status=RenewalStatus.RENEWED),
        "certainty": Certainty.STATED,
        "quote": Quote(article_id="a", start=3, end=6, text="abc"),
    }
    return Claim(**(fields | changes))


names = st.text(min_size=1, max_size=20).filter(lambda s: s.strip())
windows = st.tuples(st.dates(), st.dates()).map(lambda pair: Window(start=min(pair), end=max(pair)))
amounts = st.decimals(0, 10**9, places=2, allow_nan=False)
VALUES: dict[Topic, st.SearchStrategy[Value]] = {
    Topic.RENEWAL: st.builds(
        Renewal, status=st.sampled_from(RenewalStatus), platform=st.none() | names
    ),
    Topic.RELEASE: st.builds(Release, window=st.none() | windows),
    Topic.DECISION: st.builds(DecisionDay, window=windows),
    Topic.PRODUCTION: st.builds(
        Production, milestone=st.sampled_from(Milestone), window=st.none() | windows
    ),
    Topic.CAST: st.builds(
        CastMember, person=names, character=st.none() | names, role=st.sampled_from(CastRole)
    ),
    Topic.CREW: st.builds(CrewMember, person=names, job=names),
    Topic.EPISODES: st.builds(EpisodeCount, count=st.integers(1, 500)),
    Topic.TRAILER: st.builds(Trailer, status=st.sampled_from(TrailerStatus)),
    Topic.RECEPTION: st.builds(
        Score,
        outlet=st.none() | names,
        by=st.sampled_from(Reviewers),
        score=st.decimals(0, 10, places=1, allow_nan=False),
        of=st.sampled_from([Decimal(10), Decimal(100)]),
    ),
    Topic.VIEWING: st.builds(
        ViewingFigure, metric=st.sampled_from(Metric), value=amounts, period=st.none() | names
    ),
    Topic.COST: st.builds(
        Cost,
        amount=amounts.filter(bool),
        currency=st.sampled_from(["USD", "EUR", "GBP"]),
        per=st.sampled_from(CostPer),
    ),
    Topic.CAMPAIGN: st.builds(
        Campaign,
        kind=st.sampled_from(CampaignKind),
        signatures=st.none() | st.integers(0, 10**7),
        tag=st.none() | names.map("#{}".format),
    ),
    Topic.REASON: st.builds(Reason, category=st.sampled_from(ReasonCategory)),
}


def test_every_topic_has_one_type_of_value():
    assert set(VALUE_TYPES) == set(Topic) == set(VALUES)


@given(st.sampled_from(Topic).flatmap(VALUES.__getitem__))
def test_a_value_survives_json(value):
    assert wire.value_from_json(value.topic, wire.value_to_json(value)) == value


@given(
    st.sampled_from(Topic).flatmap(VALUES.__getitem__),
    st.none() | st.integers(1, 40),
    st.booleans(),
)
def test_a_claim_survives_json(value, season, negated):
    claim = _claim(value=value, season=season, negated=negated)
    line = wire.to_line(wire.claim_to_json(claim))
    again = wire.claim_from_json(json.loads(line))
    assert again == claim
    assert again.id == claim.id


@pytest.mark.parametrize(
    ("topic", "data", "message"),
    [
        (Topic.EPISODES, {"count": "ten"}, "episodes.count: expected a whole number"),
        (Topic.EPISODES, {"count": True}, "episodes.count: expected a whole number"),
        (Topic.RENEWAL, {"status": "maybe"}, "renewal.status: expected one of renewed"),
        (Topic.RELEASE, {"from": "2027-02-30", "to": "2027-03-01"}, "expected a day"),
        (Topic.RELEASE, {"status": "soon"}, "release.status: expected unannounced"),
        (Topic.COST, {"amount": float("nan"), "currency": "USD", "per": "episode"}, "finite"),
        (Topic.CAST, {"role": "joining"}, "cast.person: expected a string"),
    ],
)
def test_a_fault_names_the_field_and_what_was_meant(topic, data, message):
    with pytest.raises(InputError, match=message):
        wire.value_from_json(topic, data)


def test_an_article_needs_text_alone_and_ignores_other_keys():
    article = wire.article_from_json({"text": "It is over.", "claims": [1], "kind": "trade"})
    assert article.text == "It is over."
    assert article.source == article.id
    assert article.published is None
