"""The answer in one sentence.

Finding on the renewal -> str.  Pure.  What is disputed, a rumour or unknown is never
said as a fact; the verdict's own word stands in every sentence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from nextseason.domain import (
    Article,
    Certainty,
    Claim,
    Finding,
    Renewal,
    RenewalStatus,
    Verdict,
)
from nextseason.dossier.claim_words import STATUS_WORDS
from nextseason.dossier.day_words import day_words
from nextseason.dossier.text_words import count_words, plain

# As the object of "expects" and "a rumour of".
_AS_NOUN = {
    (RenewalStatus.RENEWED, False): "renewal",
    (RenewalStatus.RENEWED, True): "no renewal",
    (RenewalStatus.CANCELLED, False): "cancellation",
    (RenewalStatus.CANCELLED, True): "no cancellation",
    (RenewalStatus.PENDING, False): "a decision still to come",
    (RenewalStatus.PENDING, True): "a decision already taken",
    (RenewalStatus.CONCLUDED, False): "a planned end",
    (RenewalStatus.CONCLUDED, True): "no planned end",
}


class _Manner(NamedTuple):
    """How firmly a source speaks; the smallest `rank` is the firmest."""

    rank: int
    one: str  # the verb after one source
    several: str


_SAYS = _Manner(0, "says", "say")
_REPEATS = _Manner(1, "repeats a rumour of", "repeat a rumour of")
_EXPECTS = _Manner(2, "expects", "expect")
_MANNER = {
    Certainty.STATED: _SAYS,
    Certainty.REPORTED: _SAYS,
    Certainty.RUMOURED: _REPEATS,
    Certainty.EXPECTED: _EXPECTS,
}


class _Voice(NamedTuple):
    """What some sources say, and how."""

    manner: _Manner
    status: RenewalStatus
    negated: bool


def headline(
    finding: Finding, articles: Mapping[str, Article], *, show: str, season: int, as_of: date
) -> str:
    """The renewal of `show`'s `season` in one sentence, with its verdict.

    `refuted` is read as: the finding's first answer was claimed and does not hold.

    Examples
    --------
    >>> from nextseason.domain import Answer, Question, Topic
    >>> finding = Finding(
    ...     question=Question(show="The Long Winter", season=3, topic=Topic.RENEWAL),
    ...     as_of=date(2020, 3, 1),
    ...     answers=(Answer(text="cancelled", probability=0.97),),
    ...     verdict=Verdict.CONFIRMED,
    ...     since=date(2020, 2, 4),
    ... )
    >>> headline(finding, {}, show="The Long Winter", season=3, as_of=date(2020, 3, 1))
    'The Long Winter season 3 is cancelled (confirmed, since 4 February 2020).'
    """
    show = plain(show)
    status = RenewalStatus(finding.answer.text)
    whether = f"Whether {show} gets a season {season}"
    today = day_words(as_of)
    n_sources = len(_sources(finding.support, articles))
    match finding.verdict:
        case Verdict.CONFIRMED:
            fact = _fact(status, show, season, finding)
            return f"{fact} ({_standing(finding, n_sources, 'confirmed')})."
        case Verdict.LIKELY:
            likely = _likely(status, show, season, finding)
            return f"{likely}, though not confirmed{_in_brackets(finding, n_sources)}."
        case Verdict.RUMOUR:
            fact = _fact(status, show, season, finding)
            standing = _in_brackets(finding, n_sources)
            return f"Rumour has it that {fact}; nothing confirms it{standing}."
        case Verdict.REFUTED:
            fact = _fact(status, show, season, finding)
            return f"That {fact} is refuted{_voices(finding, articles)}, as of {today}."
        case Verdict.DISPUTED:
            return f"{whether} is disputed{_voices(finding, articles)}, as of {today}."
        case Verdict.UNKNOWN:
            voices = _voices(finding, articles) or ": no source says anything of it"
            return f"{whether} is unknown{voices}, as of {today}."


def _fact(status: RenewalStatus, show: str, season: int, finding: Finding) -> str:
    match status:
        case RenewalStatus.RENEWED:
            return f"{show} season {season} is renewed{_by_platform(finding)}"
        case RenewalStatus.CANCELLED:
            return f"{show} season {season} is cancelled"
        case RenewalStatus.PENDING:
            return f"{show} season {season} is still undecided"
        case RenewalStatus.CONCLUDED:
            return f"{show} ended as planned{_with_season_before(season)}"


def _likely(status: RenewalStatus, show: str, season: int, finding: Finding) -> str:
    match status:
        case RenewalStatus.RENEWED:
            return f"{show} season {season} is likely renewed{_by_platform(finding)}"
        case RenewalStatus.CANCELLED:
            return f"{show} season {season} is likely cancelled"
        case RenewalStatus.PENDING:
            return f"{show} season {season} is likely still undecided"
        case RenewalStatus.CONCLUDED:
            return f"{show} likely ended as planned{_with_season_before(season)}"


def _by_platform(finding: Finding) -> str:
    """The platform, where the claims for a renewal name one new platform, and only one."""
    named = {
        plain(claim.value.platform)
        for claim in finding.support
        if isinstance(claim.value, Renewal) and claim.value.platform and not claim.negated
    }
    return f" by {named.pop()}" if len(named) == 1 else ""


def _with_season_before(season: int) -> str:
    return f" with season {season - 1}" if season > 1 else ""


def _standing(finding: Finding, n_sources: int, *words: str) -> str:
    since = [f"since {day_words(finding.since)}"] if finding.since else []
    sources = [count_words(n_sources, "source")] if n_sources else []
    return ", ".join([*words, *since, *sources])


def _in_brackets(finding: Finding, n_sources: int) -> str:
    standing = _standing(finding, n_sources)
    return f" ({standing})" if standing else ""


def _voices(finding: Finding, articles: Mapping[str, Article]) -> str:
    """How many sources say what: ": 3 sources say cancelled, 1 says renewed"."""
    firmest: dict[tuple[str, RenewalStatus, bool], _Manner] = {}
    for claim in (*finding.support, *finding.against):
        if isinstance(claim.value, Renewal):
            said = (articles[claim.article_id].source, claim.value.status, claim.negated)
            firmest[said] = min(firmest.get(said, _EXPECTS), _MANNER[claim.certainty])
    counts = Counter(
        _Voice(manner, status, negated) for (_, status, negated), manner in firmest.items()
    )
    phrases: list[str] = []
    for voice in sorted(counts, key=lambda voice: _place(voice, counts[voice], finding)):
        n, (manner, status, negated) = counts[voice], voice
        # The noun is said once: "3 sources say cancelled, 1 says renewed".
        who = f"{n:,}" if phrases else count_words(n, "source")
        verb = manner.one if n == 1 else manner.several
        said_so = f"not {STATUS_WORDS[status]}" if negated else STATUS_WORDS[status]
        what = said_so if manner == _SAYS else _AS_NOUN[status, negated]
        phrases.append(f"{who} {verb} {what}")
    if len(phrases) < 3:
        return f": {', '.join(phrases)}" if phrases else ""
    return f": {', '.join(phrases[:-1])} and {phrases[-1]}"


def _place(voice: _Voice, n: int, finding: Finding) -> tuple[int, ...]:
    """Statements before rumours before hopes; of equal numbers the finding's answer first."""
    elsewhere = voice.negated or voice.status.value != finding.answer.text
    order = list(RenewalStatus).index(voice.status)
    return voice.manner.rank, -n, elsewhere, order, voice.negated


def _sources(claims: Iterable[Claim], articles: Mapping[str, Article]) -> set[str]:
    return {articles[claim.article_id].source for claim in claims}
