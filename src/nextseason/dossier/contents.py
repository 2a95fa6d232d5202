"""What a dossier holds, in the order in which it is read.

Dossier -> claims and parts.  Pure.  The renderings share this order, so that the page,
the terminal and the JSON tell the same things.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nextseason.domain import Article, Claim, Dossier, Finding, Topic

# After the answer and its timeline; titles as headings.
PART_TITLES = {
    Topic.RELEASE: "Release",
    Topic.DECISION: "Decision",
    Topic.PRODUCTION: "Production",
    Topic.CAST: "Cast",
    Topic.CREW: "Crew",
    Topic.RECEPTION: "Reception",
    Topic.VIEWING: "Viewing",
    Topic.COST: "Cost",
    Topic.CAMPAIGN: "Campaign",
    Topic.REASON: "Reason",
    Topic.EPISODES: "Episodes",
    Topic.TRAILER: "Trailer",
    Topic.RENEWAL: "Renewal, further questions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The findings of one topic."""

    topic: Topic
    title: str
    findings: tuple[Finding, ...]


def parts_of(dossier: Dossier) -> tuple[Part, ...]:
    """The findings by topic; topics without any are left out."""
    parts = (
        Part(
            topic=topic,
            title=title,
            findings=tuple(f for f in dossier.findings if f.question.topic is topic),
        )
        for topic, title in PART_TITLES.items()
    )
    return tuple(part for part in parts if part.findings)


def claims_of(dossier: Dossier) -> tuple[Claim, ...]:
    """Every claim that the dossier rests on, once: by day, undated last, then by place."""
    claims = {
        claim.id: claim
        for finding in (dossier.renewal, *dossier.findings)
        for claim in finding.claims
    }
    claims |= {
        claim.id: claim
        for contradiction in dossier.contradictions
        for claim in (contradiction.first, contradiction.second)
    }
    return in_order(claims.values(), dossier)


def timeline_of(dossier: Dossier) -> tuple[Claim, ...]:
    """The claims on the renewal, in order: who says what and since when.

    What else moved the finding (a start of filming, say) stands with its own topic.
    """
    told = dossier.renewal.claims
    claims = {claim.id: claim for claim in told if claim.topic is Topic.RENEWAL}
    return in_order(claims.values(), dossier)


def in_order(claims: Iterable[Claim], dossier: Dossier) -> tuple[Claim, ...]:
    """Claims by day, undated last; those of one article stay together."""

    def place(claim: Claim) -> tuple[bool, date, str, str, int, str]:
        article = dossier.articles[claim.article_id]
        day = article.published
        return (
            day is None,
            day or date.max,
            article.source,
            article.id,
            claim.quote.start,
            claim.id,
        )

    return tuple(sorted(claims, key=place))


def day_said(article: Article, dossier: Dossier) -> date:
    """The day from which an article's "will" and "did" are seen."""
    return article.published or dossier.as_of
