"""What is known of one season, gathered.

Findings, contradictions and articles -> Dossier.  Pure: no I/O, no clock.
Which answer is right was decided in `truth`; how it looks is left to the renderings.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nextseason.domain import (
    Answer,
    Article,
    Claim,
    Contradiction,
    Dossier,
    Finding,
    Question,
    Rejected,
    RenewalStatus,
    Topic,
    Verdict,
)
from nextseason.dossier.contents import PART_TITLES
from nextseason.dossier.headline import headline
from nextseason.errors import InputError
from nextseason.titles import fold

# A season is judged by the one before it, and made by those who make the show.
_LOOKING_BACK = frozenset(
    {
        Topic.CAST,
        Topic.CREW,
        Topic.EPISODES,
        Topic.PRODUCTION,
        Topic.RECEPTION,
        Topic.RELEASE,
        Topic.VIEWING,
    }
)
_READING_ORDER = {topic: place for place, topic in enumerate(PART_TITLES)}


def assemble_dossier(
    *,
    show: str,
    season: int,
    as_of: date,
    findings: Sequence[Finding],
    contradictions: Sequence[Contradiction],
    articles: Mapping[str, Article],
    left_out: Sequence[Rejected] = (),
) -> Dossier:
    """All that is known of `show`'s `season` as of a day, with the answer in one sentence.

    Kept is what is about this season; of the topics that look back (cast, production,
    release ...) also what is about the season before and about the show as a whole.
    A season of which nobody says whether it is renewed gets a finding with the verdict
    `unknown`, whose one answer, `pending`, has the probability 0: nothing speaks for any answer.

    Parameters
    ----------
    findings, contradictions
        Of any shows and seasons; those of other shows are passed over.
    articles
        By id; at least every article that a kept claim quotes.

    Raises
    ------
    InputError
        A kept finding is of another day than `as_of` or answers the renewal with no
        renewal status; a claim's article is missing, or does not hold the quoted words.

    Examples
    --------
    >>> dossier = assemble_dossier(
    ...     show="The Long Winter",
    ...     season=3,
    ...     as_of=date(2020, 3, 1),
    ...     findings=[],
    ...     contradictions=[],
    ...     articles={},
    ... )
    >>> dossier.renewal.verdict.value
    'unknown'
    """

    def is_ours(question: Question) -> bool:
        return _belongs(question, show=show, season=season)

    kept = [finding for finding in findings if is_ours(finding.question)]
    kept_contradictions = tuple(c for c in contradictions if is_ours(c.question))
    for finding in kept:
        _require_day(finding, as_of)
    renewals = [f for f in kept if f.question.topic is Topic.RENEWAL]
    renewal = next((f for f in renewals if f.question.about is None), None)
    others = [finding for finding in kept if finding is not renewal]
    if renewal is None:
        renewal = _nothing_said(show, season, as_of)
    _require_statuses(renewal)
    quoted = _quoted_articles((renewal, *others), kept_contradictions, articles)
    return Dossier(
        show=show,
        season=season,
        as_of=as_of,
        headline=headline(renewal, quoted, show=show, season=season, as_of=as_of),
        renewal=renewal,
        findings=tuple(sorted(others, key=lambda f: _place(f.question, season))),
        contradictions=kept_contradictions,
        articles=quoted,
        left_out=tuple(left_out),
    )


def _belongs(question: Question, *, show: str, season: int) -> bool:
    if fold(question.show) != fold(show):
        return False
    if question.topic in _LOOKING_BACK:
        return question.season in (season, season - 1, None)
    return question.season == season


def _nothing_said(show: str, season: int, as_of: date) -> Finding:
    return Finding(
        question=Question(show=show, season=season, topic=Topic.RENEWAL),
        as_of=as_of,
        answers=(Answer(text=RenewalStatus.PENDING.value, probability=0.0),),
        verdict=Verdict.UNKNOWN,
        since=None,
    )


def _place(question: Question, season: int) -> tuple[int, int]:
    """By topic in reading order, then this season, the one before, the show as a whole.

    The sort keeps the order that `truth` gave to what shares a place.
    """
    back = 2 if question.season is None else season - question.season
    return _READING_ORDER[question.topic], back


def _quoted_articles(
    findings: Iterable[Finding],
    contradictions: Iterable[Contradiction],
    articles: Mapping[str, Article],
) -> dict[str, Article]:
    claims = [c for finding in findings for c in finding.claims]
    claims += [c for pair in contradictions for c in (pair.first, pair.second)]
    return {claim.article_id: _article_of(claim, articles) for claim in claims}


def _article_of(claim: Claim, articles: Mapping[str, Article]) -> Article:
    article = articles.get(claim.article_id)
    if article is None:
        raise InputError(
            f"claim {claim.id} quotes article {claim.article_id}, which is not among the "
            f"{len(articles)} articles given"
        )
    quote = claim.quote
    if article.text[quote.start : quote.end] != quote.text:
        raise InputError(
            f"claim {claim.id} quotes {quote.text!r}, but article {article.id} does not say "
            f"so at {quote.start}:{quote.end}; pass the text that the claim was read from"
        )
    return article


def _require_day(finding: Finding, as_of: date) -> None:
    if finding.as_of != as_of:
        raise InputError(
            f"a dossier as of {as_of} cannot hold a finding as of {finding.as_of} "
            f"({finding.question.topic}); reconcile the claims as of the same day"
        )


def _require_statuses(renewal: Finding) -> None:
    known = {status.value for status in RenewalStatus}
    for answer in renewal.answers:
        if answer.text not in known:
            raise InputError(
                f"a renewal is answered by one of {', '.join(RenewalStatus)}; got {answer.text!r}"
            )
