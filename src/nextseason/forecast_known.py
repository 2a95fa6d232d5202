"""What findings tell a forecast: decided or not, announced windows, milestones, the premiere.

Findings of a show -> Known.  Pure.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from nextseason.domain import Finding, Milestone, RenewalStatus, Topic, Verdict, Window
from nextseason.forecast.narrowing import LAGS, Making
from nextseason.forecast.outlook import Known
from nextseason.forecast.season_record import Outcome
from nextseason.titles import fold

BELIEVED = frozenset((Verdict.CONFIRMED, Verdict.LIKELY))
DOUBTED = frozenset((Verdict.DISPUTED, Verdict.REFUTED, Verdict.RUMOUR))
MONTH = timedelta(days=31)
UNWEIGHED = (Topic.RECEPTION, Topic.CAMPAIGN)
OUTCOMES = {
    RenewalStatus.RENEWED.value: Outcome.RENEWED,
    RenewalStatus.CANCELLED.value: Outcome.CANCELLED,
    RenewalStatus.CONCLUDED.value: Outcome.CONCLUDED,
}


def known_from(findings: Iterable[Finding], *, show: str, season: int) -> Known:
    """What is known of the season that would follow `season`."""
    of_show = [f for f in findings if fold(f.question.show) == fold(show)]
    asked = [f for f in of_show if f.question.season == season + 1]
    believed = [f for f in asked if f.verdict in BELIEVED]
    heard = [f for f in of_show if f.question.season in (season, season + 1, None)]
    return Known(
        decided=_decided(asked) or _over(f for f in of_show if f.question.season is None),
        making=Making(announced=_announced(believed), reached=_reached(believed)),
        unweighed=_unweighed(heard),
    )


def premiere_from(
    findings: Iterable[Finding], *, show: str, season: int | None, as_of: date
) -> tuple[int, date] | None:
    """Which season was out on a day, and since when, as articles have it.

    The last one, unless it is named; None where no article tells the month.
    """
    out = []
    for finding in findings:
        asked, window = finding.question, _window(finding.answer.text)
        if asked.topic is not Topic.RELEASE or fold(asked.show) != fold(show):
            continue
        if window is None or not asked.season or season not in (None, asked.season):
            continue
        told = finding.verdict not in DOUBTED and window.end - window.start <= MONTH
        if told and window.end <= as_of:
            out.append((asked.season, window.start + (window.end - window.start) / 2))
    return max(out, default=None)


def _unweighed(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Reviews and campaigns, in words: no past decision comes with any to learn from."""
    words = (
        " ".join(part for part in (f.question.topic.value, f.question.about, f.answer.text) if part)
        for f in findings
        if f.question.topic in UNWEIGHED and f.verdict in BELIEVED
    )
    return tuple(dict.fromkeys(words))


def _decided(findings: Iterable[Finding]) -> dict[Outcome, float]:
    """The chance of each outcome, as the renewal's finding has it; what is open stays open."""
    for finding in findings:
        if finding.question.topic is Topic.RENEWAL:
            told = {a.text: a.probability for a in finding.answers}
            return {outcome: told.get(word, 0.0) for word, outcome in OUTCOMES.items()}
    return {}


def _over(findings: Iterable[Finding]) -> dict[Outcome, float]:
    """The chance that the show as a whole has ended; that it was renewed may be long past."""
    return {cause: p for cause, p in _decided(findings).items() if cause is not Outcome.RENEWED}


def _announced(findings: Iterable[Finding]) -> Window | None:
    for finding in findings:
        if finding.question.topic is Topic.RELEASE:
            return _window(finding.answer.text)
    return None


def _window(text: str) -> Window | None:
    """A window as findings print it: a day, or two days parted by a slash."""
    start, _, end = text.partition("/")
    try:
        return Window(start=date.fromisoformat(start), end=date.fromisoformat(end or start))
    except ValueError:  # "no date announced"
        return None


def _reached(findings: Iterable[Finding]) -> dict[Milestone, date]:
    """Milestones with the middle of their window, or else the day since when they are told."""
    reached = {}
    for finding in findings:
        about = finding.question.about
        if finding.question.topic is Topic.PRODUCTION and about in {m.value for m in LAGS}:
            window = _window(finding.answer.text)
            day = window.start + (window.end - window.start) / 2 if window else finding.since
            if day:
                reached[Milestone(about)] = min(day, finding.as_of)
    return reached
