"""Findings in words: of whom or what they speak, and what the answer is.

Finding -> str.  Pure.  A finding's answers are printed texts ("2021-01-01/2021-06-30",
"returning", "63"); the claims behind them know what the figures count.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from nextseason.domain import (
    Campaign,
    Cost,
    Finding,
    Milestone,
    NoDay,
    Question,
    Score,
    Topic,
    Value,
    Verdict,
    ViewingFigure,
    Window,
)
from nextseason.dossier.claim_words import (
    MILESTONE_WORDS,
    REASON_WORDS,
    ROLE_WORDS,
    STATUS_WORDS,
    TRAILER_WORDS,
    season_words,
    value_words,
)
from nextseason.dossier.day_words import window_words
from nextseason.dossier.text_words import count_words, number_words, plain, spaced

YES, NO = "yes", "no"
NO_SEASON = "no such season"

_OPTIONS: dict[Topic, dict[str, str]] = {
    Topic.RENEWAL: {status.value: words for status, words in STATUS_WORDS.items()},
    Topic.RELEASE: {"unannounced": "no date announced", NoDay.NEVER.value: NO_SEASON},
    Topic.PRODUCTION: {"happened": "done, no day given", "not": "not yet"},
    Topic.CAST: {role.value: words for role, words in ROLE_WORDS.items()},
    Topic.TRAILER: {status.value: words for status, words in TRAILER_WORDS.items()},
    Topic.REASON: {category.value: words for category, words in REASON_WORDS.items()},
}

_WINDOW = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?")  # "63", "8000000 USD"


def subject_words(finding: Finding) -> str:
    """Of whom or what a finding speaks: a person, an outlet, a step, else the season."""
    words = _subject(finding) or season_words(finding.question.season)
    return words[:1].upper() + words[1:]


def season_note(finding: Finding, *, season: int) -> str:
    """The season of a finding that is not about `season`; empty where nothing is to add.

    Examples
    --------
    >>> from nextseason.domain import Answer, Verdict
    >>> finding = Finding(
    ...     question=Question(show="X", season=2, topic=Topic.CAST, about="Mara Lind"),
    ...     as_of=date(2020, 3, 1),
    ...     answers=(Answer(text="returning", probability=0.9),),
    ...     verdict=Verdict.LIKELY,
    ...     since=None,
    ... )
    >>> subject_words(finding), season_note(finding, season=3), season_note(finding, season=2)
    ('Mara Lind', 'season 2', '')
    """
    question = finding.question
    if question.season == season or _subject(finding) is None:
        return ""
    if question.season is not None:
        return season_words(question.season)
    # Who makes a show makes all of it; who plays in it may come and go.
    return "" if question.topic is Topic.CREW else "season not named"


def answer_words(finding: Finding) -> str:
    """A finding's first answer in words.

    Figures are told in the words of the first claim for them, which knows the unit
    and who counted; the printed answer is a bare number.
    """
    question, text = finding.question, finding.answer.text
    if figure := _figure_behind(finding):
        # The subject names the outlet.
        told = replace(figure, outlet=None) if isinstance(figure, Score) else figure
        return value_words(told, on=finding.as_of)
    _, has_job, job = (question.about or "").rpartition(", ")
    if question.topic is Topic.CREW and has_job and text in (YES, NO):
        return plain(job) if text == YES else f"not {plain(job)}"
    return option_words(question.topic, text)


def verdict_words(finding: Finding) -> str:
    """A finding's verdict in a table, where an answer stands beside it.

    What is said by too few to be likely is not unknown, but it is unconfirmed.
    """
    said = finding.verdict is Verdict.UNKNOWN and finding.support and not finding.is_open
    return "unconfirmed" if said else finding.verdict.value


def option_words(topic: Topic, text: str) -> str:
    """One possible answer in words, from the form in which it is printed.

    Examples
    --------
    >>> option_words(Topic.RELEASE, "2021-01-01/2021-06-30")
    'first half of 2021'
    >>> option_words(Topic.CAST, "returning"), option_words(Topic.COST, "8000000 USD")
    ('returns', 'USD 8 million')
    """
    if topic is Topic.EPISODES and text.isdecimal():
        return count_words(int(text), "episode")
    if text in _OPTIONS.get(topic, {}):
        return _OPTIONS[topic][text]
    if window := _window_in(text):
        return window_words(window)
    if figure := _FIGURE.fullmatch(text):
        number, currency = figure.groups()
        words = number_words(Decimal(number))
        return f"{currency} {words}" if currency else words
    return plain(spaced(text))


def _subject(finding: Finding) -> str | None:
    """None: the season itself, or its answer says what is counted."""
    question = finding.question
    match _figure_behind(finding):
        case Score(outlet=outlet):
            return plain(outlet) if outlet else None
        case None:
            return None if question.about is None else _about_words(question, question.about)
        case _:
            return None


def _about_words(question: Question, about: str) -> str:
    if question.topic is Topic.PRODUCTION and about in set(Milestone):
        return MILESTONE_WORDS[Milestone(about)]
    if question.topic is Topic.CREW:
        person, _, job = about.rpartition(", ")  # "Samira Olt, creator"
        return plain(person or job)
    return spaced(about)


def _figure_behind(finding: Finding) -> Value | None:
    """The figure that the first fitting claim for the answer gives."""
    for claim in finding.support:
        if not claim.negated and _gives(claim.value, finding.answer.text):
            return claim.value
    return None


def _gives(value: Value, text: str) -> bool:
    match value:
        case Score(score=figure) | ViewingFigure(value=figure) | Cost(amount=figure):
            printed = _FIGURE.fullmatch(text)
            return printed is not None and Decimal(printed[1]) == figure
        case Campaign(signatures=None):
            return text == YES
        case Campaign(signatures=signatures):
            return text == str(signatures)
        case _:
            return False


def _window_in(text: str) -> Window | None:
    match = _WINDOW.fullmatch(text)
    if not match:
        return None
    try:
        start, end = map(date.fromisoformat, match.groups())
    except ValueError:  # digits in the right places that are no day
        return None
    return Window(start=start, end=end) if start <= end else None
