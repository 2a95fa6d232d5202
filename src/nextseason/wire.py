"""Claims, findings and articles as JSON, and back without loss.

Typed objects <-> plain dictionaries of JSON types.  The form of a claim's value is
documented in docs/claims.md; a window is its first and last day, `from` and `to`.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from nextseason.domain import (
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
    DatedBy,
    DayKind,
    DayShare,
    DecisionDay,
    EpisodeCount,
    Finding,
    Metric,
    Milestone,
    Part,
    PartKind,
    Production,
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
    ViewingFigure,
    Window,
    content_id,
)
from nextseason.errors import InputError

Json = dict[str, Any]
E = TypeVar("E", bound=StrEnum)


def value_to_json(value: Value) -> Json:
    """The value's JSON object.

    Examples
    --------
    >>> value_to_json(Release(window=None))
    {'status': 'unannounced'}
    >>> value_to_json(EpisodeCount(count=10))
    {'count': 10}
    """
    match value:
        case Renewal(status=status, platform=platform):
            return {"status": status.value} | ({"platform": platform} if platform else {})
        case Release(window=None):
            return {"status": "unannounced"}
        case Release(window=window) | DecisionDay(window=window):
            return _window_to_json(window)
        case Production(milestone=milestone, window=window):
            return {"milestone": milestone.value} | _window_to_json(window)
        case CastMember(person=person, character=character, role=role):
            return {"person": person, "character": character, "role": role.value}
        case CrewMember(person=person, job=job):
            return {"person": person, "job": job}
        case EpisodeCount(count=count):
            return {"count": count}
        case Trailer(status=status):
            return {"status": status.value}
        case Score(outlet=outlet, by=by, score=score, of=of):
            return {
                "outlet": outlet,
                "by": by.value,
                "score": _number(score),
                "of": _number(of),
            }
        case ViewingFigure(metric=metric, value=figure, period=period):
            return {"metric": metric.value, "value": _number(figure), "period": period}
        case Cost(amount=amount, currency=currency, per=per):
            return {"amount": _number(amount), "currency": currency, "per": per.value}
        case Campaign(kind=kind, signatures=signatures, tag=tag):
            return {"kind": kind.value, "signatures": signatures, "tag": tag}
        case Reason(category=category):
            return {"category": category.value}


def value_from_json(topic: Topic, data: Mapping[str, Any]) -> Value:
    """The typed value of a JSON object of that topic.

    Raises
    ------
    InputError
        A field is missing, of the wrong type, or holds a value that cannot be.

    Examples
    --------
    >>> value_from_json(Topic.EPISODES, {"count": 10})
    EpisodeCount(count=10)
    """
    return _VALUE_READERS[topic](_Fields(topic.value, data))


def claim_to_json(claim: Claim) -> Json:
    """One line of `nextseason read`: `negated` stands only where it is true."""
    return {
        "id": claim.id,
        "article": claim.article_id,
        "show": claim.show,
        "season": claim.season,
        "topic": claim.topic.value,
        "value": value_to_json(claim.value),
        "certainty": claim.certainty.value,
        "by": claim.by,
        **({"negated": True} if claim.negated else {}),
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
    }


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_json` wrote; its id is worked out anew."""
    fields = _Fields("claim", data)
    return Claim(
        show=fields.text("show"),
        season=fields.optional_integer("season"),
        value=value_from_json(fields.member("topic", Topic), fields.object("value")),
        certainty=fields.member("certainty", Certainty),
        by=fields.optional_text("by"),
        negated=fields.optional_flag("negated"),
        quote=Quote(
            article_id=fields.text("article"),
            start=fields.integer("start"),
            end=fields.integer("end"),
            text=fields.text("quote"),
        ),
    )


def article_to_json(article: Article) -> Json:
    """One line of the JSON Lines form: `article_from_json` reads it back without loss.

    Examples
    --------
    >>> article_to_json(Article(id="a", text="Renewed.", language="en"))
    {'id': 'a', 'text': 'Renewed.', 'language': 'en'}
    """
    full: Json = {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "site": article.site,
        "published": _day_to_json(article.published),
        "updated": _day_to_json(article.updated),
        "crawled": _day_to_json(article.crawled),
        "author": article.author,
        "outlet": article.outlet,
        "text": article.text,
        "language": article.language,
        "dates": [
            {"day": d.day.isoformat(), "kind": d.kind.value, "origin": d.origin}
            for d in article.dates
        ],
        "parts": [
            {"start": p.start, "end": p.end, "kind": p.kind.value}
            | ({"level": p.level} if p.level else {})
            for p in article.parts
        ],
    }
    return {name: value for name, value in full.items() if value}


def article_from_json(data: Mapping[str, Any]) -> Article:
    """An article in the JSON Lines form; keys that it does not know are ignored.

    Only `text` is needed; without an `id` the article is named by a hash of its content.
    """
    fields = _Fields("article", data)
    text, title = fields.text("text"), fields.optional_text("title") or ""
    return Article(
        id=fields.optional_text("id") or content_id(title, text),
        text=text,
        title=title,
        url=fields.optional_text("url"),
        site=fields.optional_text("site"),
        published=fields.optional_day("published"),
        updated=fields.optional_day("updated"),
        crawled=fields.optional_day("crawled"),
        dates=tuple(
            DatedBy(day=d.day("day"), kind=d.member("kind", DayKind), origin=d.text("origin"))
            for d in fields.objects("dates")
        ),
        author=fields.optional_text("author"),
        outlet=fields.optional_text("outlet"),
        language=fields.optional_text("language"),
        parts=tuple(
            Part(
                start=p.integer("start"),
                end=p.integer("end"),
                kind=p.member("kind", PartKind),
                level=p.optional_integer("level"),
            )
            for p in fields.objects("parts")
        ),
    )


def finding_to_json(finding: Finding) -> Json:
    """One line of `nextseason findings`; claims stand by their ids."""
    return {
        "show": finding.question.show,
        "season": finding.question.season,
        "topic": finding.question.topic.value,
        "about": finding.question.about,
        "answer": finding.answer.text,
        "probability": round(finding.answer.probability, 4),
        "verdict": finding.verdict.value,
        "since": finding.since.isoformat() if finding.since else None,
        "support": [claim.id for claim in finding.support],
        "against": [claim.id for claim in finding.against],
        "overtaken": [claim.id for claim in finding.overtaken],
        "answers": {a.text: round(a.probability, 4) for a in finding.answers},
        "as_of": finding.as_of.isoformat(),
    } | ({"days": list(map(_day_share_to_json, finding.days))} if finding.days else {})


def to_line(data: Json) -> str:
    """One line of JSON, readable as it stands: no escapes for letters beyond ASCII."""
    return json.dumps(data, ensure_ascii=False, separators=(", ", ": "))


def _window_to_json(window: Window | None) -> Json:
    return {
        "from": window.start.isoformat() if window else None,
        "to": window.end.isoformat() if window else None,
    }


def _day_share_to_json(share: DayShare) -> Json:
    match share.when:
        case Window() as window:
            when: Json = _window_to_json(window)
        case reason:
            when = {"status": reason.value}
    return when | {"probability": round(share.probability, 4)}


def _day_to_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


class _Fields:
    """A JSON object, read field by field; a fault names object, field and what was meant."""

    def __init__(self, what: str, data: Mapping[str, Any]) -> None:
        if not isinstance(data, Mapping):
            raise InputError(f"{what}: expected a JSON object, got {data!r}")
        self.what, self.data = what, data

    def fail(self, name: str, expected: str) -> InputError:
        return InputError(f"{self.what}.{name}: expected {expected}, got {self.data.get(name)!r}")

    def text(self, name: str) -> str:
        value = self.data.get(name)
        if not isinstance(value, str):
            raise self.fail(name, "a string")
        return value

    def optional_text(self, name: str) -> str | None:
        return None if self.data.get(name) is None else self.text(name)

    def integer(self, name: str) -> int:
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(name, "a whole number")
        return value

    def optional_integer(self, name: str) -> int | None:
        return None if self.data.get(name) is None else self.integer(name)

    def optional_flag(self, name: str) -> bool:
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            raise self.fail(name, "true or false")
        return value

    def number(self, name: str) -> Decimal:
        value = self.data.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(name, "a number")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise self.fail(name, "a number") from None
        if not number.is_finite():
            raise self.fail(name, "a finite number")
        return number

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name)[:10])  # of a timestamp, its day
        except ValueError:
            raise self.fail(name, "a day such as 2027-03-01") from None

    def optional_day(self, name: str) -> date | None:
        return None if self.data.get(name) is None else self.day(name)

    def member(self, name: str, kind: type[E]) -> E:
        try:
            return kind(self.text(name))
        except ValueError:
            raise self.fail(name, "one of " + ", ".join(kind)) from None

    def object(self, name: str) -> Mapping[str, Any]:
        value = self.data.get(name)
        if not isinstance(value, Mapping):
            raise self.fail(name, "a JSON object")
        return value

    def objects(self, name: str) -> list["_Fields"]:
        """The objects of a list, each to be read in its turn; none where it is left out."""
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(name, "a list")
        return [_Fields(f"{self.what}.{name}[{i}]", item) for i, item in enumerate(value)]

    def window(self) -> Window:
        return Window(start=self.day("from"), end=self.day("to"))

    def optional_window(self) -> Window | None:
        if self.data.get("from") is None and self.data.get("to") is None:
            return None
        return self.window()


def _release(fields: _Fields) -> Release:
    if "status" in fields.data:
        if fields.data["status"] != "unannounced":
            raise fields.fail("status", "unannounced, or a window `from` and `to`")
        return Release(window=None)
    return Release(window=fields.window())


_VALUE_READERS: dict[Topic, Callable[[_Fields], Value]] = {
    Topic.RENEWAL: lambda f: Renewal(
        status=f.member("status", RenewalStatus), platform=f.optional_text("platform")
    ),
    Topic.RELEASE: _release,
    Topic.DECISION: lambda f: DecisionDay(window=f.window()),
    Topic.PRODUCTION: lambda f: Production(
        milestone=f.member("milestone", Milestone), window=f.optional_window()
    ),
    Topic.CAST: lambda f: CastMember(
        person=f.text("person"),
        character=f.optional_text("character"),
        role=f.member("role", CastRole),
    ),
    Topic.CREW: lambda f: CrewMember(person=f.text("person"), job=f.text("job")),
    Topic.EPISODES: lambda f: EpisodeCount(count=f.integer("count")),
    Topic.TRAILER: lambda f: Trailer(status=f.member("status", TrailerStatus)),
    Topic.RECEPTION: lambda f: Score(
        outlet=f.optional_text("outlet"),
        by=f.member("by", Reviewers),
        score=f.number("score"),
        of=f.number("of"),
    ),
    Topic.VIEWING: lambda f: ViewingFigure(
        metric=f.member("metric", Metric),
        value=f.number("value"),
        period=f.optional_text("period"),
    ),
    Topic.COST: lambda f: Cost(
        amount=f.number("amount"),
        currency=f.text("currency"),
        per=f.member("per", CostPer),
    ),
    Topic.CAMPAIGN: lambda f: Campaign(
        kind=f.member("kind", CampaignKind),
        signatures=f.optional_integer("signatures"),
        tag=f.optional_text("tag"),
    ),
    Topic.REASON: lambda f: Reason(category=f.member("category", ReasonCategory)),
}
