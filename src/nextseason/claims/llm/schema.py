"""What the model may answer, as a JSON schema: a list of claims for each topic.

Drawn from the nouns, so that it cannot fall behind them.  It keeps to what strict endpoints
take: every field required, none besides, no bounds.  What it cannot say (the days of a window
in order, a quote that is in the text) is checked when the answer is read.

By topic, and not one list of thirteen kinds: with hardly an alternative in it, the form is easy
to hold a model to, and a small model goes through the topics one by one.
"""

from enum import StrEnum
from typing import Any

from nextseason.domain import (
    CampaignKind,
    CastRole,
    Certainty,
    CostPer,
    Metric,
    Milestone,
    ReasonCategory,
    RenewalStatus,
    Reviewers,
    Topic,
    TrailerStatus,
)

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": "number"}
_COUNT: Json = {"type": "integer"}
_COUNT_OR_NULL: Json = {"type": ["integer", "null"]}


def _object(**fields: Json) -> Json:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _window(day: Json) -> dict[str, Json]:
    return {"from": day, "to": day}


def _one_of(words: type[StrEnum]) -> Json:
    return {"type": "string", "enum": [word.value for word in words]}


VALUE_SCHEMAS: dict[Topic, Json] = {
    Topic.RENEWAL: _object(status=_one_of(RenewalStatus), platform=_TEXT_OR_NULL),
    Topic.RELEASE: {
        "anyOf": [
            _object(**_window(_TEXT)),
            _object(status={"type": "string", "enum": ["unannounced"]}),
        ]
    },
    Topic.DECISION: _object(**_window(_TEXT)),
    Topic.PRODUCTION: _object(milestone=_one_of(Milestone), **_window(_TEXT_OR_NULL)),
    Topic.CAST: _object(person=_TEXT, character=_TEXT_OR_NULL, role=_one_of(CastRole)),
    Topic.CREW: _object(person=_TEXT, job=_TEXT),
    Topic.EPISODES: _object(count=_COUNT),
    Topic.TRAILER: _object(status=_one_of(TrailerStatus)),
    Topic.RECEPTION: _object(
        outlet=_TEXT_OR_NULL, by=_one_of(Reviewers), score=_NUMBER, of=_NUMBER
    ),
    Topic.VIEWING: _object(metric=_one_of(Metric), value=_NUMBER, period=_TEXT_OR_NULL),
    Topic.COST: _object(amount=_NUMBER, currency=_TEXT, per=_one_of(CostPer)),
    Topic.CAMPAIGN: _object(
        kind=_one_of(CampaignKind), signatures=_COUNT_OR_NULL, tag=_TEXT_OR_NULL
    ),
    Topic.REASON: _object(category=_one_of(ReasonCategory)),
}


def _claim(topic: Topic) -> Json:
    return _object(
        quote=_TEXT,
        show=_TEXT,
        season=_COUNT_OR_NULL,
        value=VALUE_SCHEMAS[topic],
        certainty=_one_of(Certainty),
        by=_TEXT_OR_NULL,
        negated={"type": "boolean"},
    )


ANSWER_SCHEMA: Json = _object(
    **{topic.value: {"type": "array", "items": _claim(topic)} for topic in Topic}
)
