"""The dossier as one self-contained HTML page.

Dossier -> str.  Pure: the templates are package data, nothing else is read.
Whatever an article says reaches the page as escaped text; a link is made of http and
https addresses alone; the page loads nothing, and runs no script but an annex's, by its hash.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from jinja2 import Environment

from nextseason.domain import (
    Article,
    CastMember,
    Certainty,
    Claim,
    Dossier,
    Finding,
    Renewal,
    RenewalStatus,
    Verdict,
)
from nextseason.dossier.annex import Annex, policy
from nextseason.dossier.claim_words import (
    STATUS_WORDS,
    certainty_words,
    claim_words,
    season_words,
    site_words,
)
from nextseason.dossier.contents import claims_of, day_said, parts_of, timeline_of
from nextseason.dossier.context import Context, context_of
from nextseason.dossier.day_strip import DayStrip, draw_days
from nextseason.dossier.day_words import day_words, short_day
from nextseason.dossier.finding_words import (
    answer_words,
    option_words,
    season_note,
    subject_words,
    verdict_words,
)
from nextseason.dossier.text_words import percent_words, plain, shorten
from nextseason.dossier.timeline import Timeline, draw_timeline
from nextseason.markup import template_environment

# Longer lists fold behind a summary after this many.
SHOWN = {"claims": 12, "findings": 12, "references": 8, "contradictions": 6}
# A title is a line or two, whatever a page's author put there.
_TITLE_LIMIT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A numbered link down to a claim's evidence."""

    number: int
    claim_id: str
    label: str  # for those who hear the link rather than see where it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim as the page shows it."""

    reference: Reference
    topic: str
    season: str
    says: str
    certainty: str
    firm: bool  # stated or reported
    status: str | None  # of a claim on the renewal, for its mark
    day: str
    site: str
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """An article and the claims taken from it."""

    title: str
    site: str
    day: str
    link: str | None  # None: no address that may be followed
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer, with its share."""

    name: str
    words: str
    percent: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as one row of a table."""

    subject: str
    detail: str  # the character that a person plays, another season; or empty
    answer: str
    others: tuple[Option, ...]
    verdict: Verdict
    verdict_words: str
    percent: str  # empty where nothing is known
    since: str | None
    support: tuple[Reference, ...]
    against: tuple[Reference, ...]
    days: DayStrip | None  # of this season's release or decision


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    topic: str
    title: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionView:
    note: str
    within_one_article: bool
    sides: tuple[ClaimView, ClaimView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the template is given."""

    show: str
    season: str
    as_of: str
    headline: str
    answer: FindingView
    shares: tuple[Option, ...]  # of the renewal's answers; empty where nothing is known
    timeline: Timeline | None
    timeline_claims: tuple[ClaimView, ...]
    parts: tuple[PartView, ...]
    contradictions: tuple[ContradictionView, ...]
    sources: tuple[SourceView, ...]
    left_out: tuple[tuple[str, str], ...]
    shown: Mapping[str, int]


def render_html(dossier: Dossier, annexes: Sequence[Annex] = ()) -> str:
    """A page that can be mailed, printed, archived: everything it needs is inside it.

    Examples
    --------
    >>> from datetime import date
    >>> from nextseason.dossier import assemble_dossier
    >>> dossier = assemble_dossier(
    ...     show="<b>Winter</b>",
    ...     season=3,
    ...     as_of=date(2020, 3, 1),
    ...     findings=[],
    ...     contradictions=[],
    ...     articles={},
    ... )
    >>> "&lt;b&gt;Winter&lt;/b&gt;" in render_html(dossier)
    True
    """
    template = _environment().get_template("dossier.html")
    told = template.render(page=_page(dossier), annexes=annexes, policy=policy(annexes))
    return told + "\n"


def safe_link(url: str | None) -> str | None:
    """The address if a browser may follow it: http or https, with a host; else None.

    Examples
    --------
    >>> safe_link("https://example.org/a?b=1"), safe_link("java\\nscript:alert(1)")
    ('https://example.org/a?b=1', None)
    """
    if url is None:
        return None
    # Browsers drop control characters inside an address before they read its scheme.
    if any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # a bracket that is no IPv6 address, for one
        return None
    return url if parts.scheme in ("http", "https") and host else None


@cache
def _environment() -> Environment:
    return template_environment("nextseason.dossier")


def _page(dossier: Dossier) -> Page:
    claims = claims_of(dossier)
    references = {
        claim.id: _reference(number, claim, dossier) for number, claim in enumerate(claims, 1)
    }
    views = {claim.id: _claim_view(claim, references[claim.id], dossier) for claim in claims}
    return Page(
        show=plain(dossier.show),
        season=season_words(dossier.season),
        as_of=day_words(dossier.as_of),
        headline=plain(dossier.headline),
        answer=_finding_view(dossier.renewal, references, dossier),
        shares=_shares(dossier.renewal),
        timeline=draw_timeline(dossier),
        timeline_claims=tuple(views[claim.id] for claim in timeline_of(dossier)),
        parts=tuple(
            PartView(
                topic=part.topic.value,
                title=part.title,
                findings=tuple(_finding_view(f, references, dossier) for f in part.findings),
            )
            for part in parts_of(dossier)
        ),
        contradictions=tuple(
            ContradictionView(
                note=plain(pair.note),
                within_one_article=pair.within_one_article,
                sides=(views[pair.first.id], views[pair.second.id]),
            )
            for pair in dossier.contradictions
        ),
        sources=_sources(claims, views, dossier),
        left_out=tuple((plain(r.origin), plain(r.reason)) for r in dossier.left_out),
        shown=SHOWN,
    )


def _reference(number: int, claim: Claim, dossier: Dossier) -> Reference:
    article = dossier.articles[claim.article_id]
    label = f"evidence {number}: {site_words(article)}, {day_words(article.published)}"
    return Reference(number=number, claim_id=claim.id, label=label)


def _claim_view(claim: Claim, reference: Reference, dossier: Dossier) -> ClaimView:
    article = dossier.articles[claim.article_id]
    return ClaimView(
        reference=reference,
        topic=claim.topic.value,
        season=season_words(claim.season),
        says=claim_words(claim, on=day_said(article, dossier)),
        certainty=certainty_words(claim),
        firm=claim.certainty in (Certainty.STATED, Certainty.REPORTED),
        status=claim.value.status.value if isinstance(claim.value, Renewal) else None,
        day=short_day(article.published),
        site=site_words(article),
        context=context_of(article, claim.quote),
    )


def _sources(
    claims: Iterable[Claim], views: Mapping[str, ClaimView], dossier: Dossier
) -> tuple[SourceView, ...]:
    return tuple(
        _source(dossier.articles[article_id], tuple(views[claim.id] for claim in of_article))
        for article_id, of_article in groupby(claims, key=lambda claim: claim.article_id)
    )


def _source(article: Article, claims: tuple[ClaimView, ...]) -> SourceView:
    return SourceView(
        title=shorten(article.title or article.site or "Untitled page", _TITLE_LIMIT),
        site=site_words(article) if article.site else "site not known",
        day=day_words(article.published),
        link=safe_link(article.url),
        claims=claims,
    )


def _shares(renewal: Finding) -> tuple[Option, ...]:
    """Every status in one fixed order, so that two pages can be laid side by side."""
    shares = {answer.text: answer.probability for answer in renewal.answers}
    if not any(shares.values()):
        return ()
    return tuple(
        Option(
            name=status.value,
            words=STATUS_WORDS[status],
            percent=percent_words(shares.get(status.value, 0.0)),
            share=round(shares.get(status.value, 0.0), 4),
        )
        for status in RenewalStatus
    )


def _finding_view(
    finding: Finding, references: Mapping[str, Reference], dossier: Dossier
) -> FindingView:
    topic = finding.question.topic
    note = season_note(finding, season=dossier.season)
    words = verdict_words(finding)
    members = (c.value for c in finding.support if isinstance(c.value, CastMember))
    characters = (plain(member.character) for member in members if member.character)
    return FindingView(
        subject=subject_words(finding),
        detail=" · ".join(filter(None, (next(characters, ""), note))),
        answer=answer_words(finding),
        others=tuple(
            Option(
                name=answer.text,
                words=option_words(topic, answer.text),
                percent=percent_words(answer.probability),
                share=round(answer.probability, 4),
            )
            # Below a hundredth an alternative is noise in a table.
            for answer in finding.answers[1:4]
            if answer.probability >= 0.01
        ),
        verdict=finding.verdict,
        verdict_words=words,
        percent=percent_words(finding.answer.probability) if words != Verdict.UNKNOWN else "",
        since=short_day(finding.since) if finding.since else None,
        support=tuple(references[claim.id] for claim in finding.support),
        against=tuple(references[claim.id] for claim in finding.against),
        days=draw_days(finding) if finding.question.season == dossier.season else None,
    )
