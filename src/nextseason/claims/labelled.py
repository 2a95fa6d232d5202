"""What each span of a page carries, by the learned weights and the grammars together.

Page -> Found, one for each label that a span carries, with its value.  Whose it is, how sure
and on whose word is left to `reader`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.fates import FATES, FateModel
from nextseason.claims.frame import Draft
from nextseason.claims.label_model import LabelModel, Scores, drafted_labels
from nextseason.claims.labels import LABELS, value_of
from nextseason.claims.news_days import is_day_of_news
from nextseason.claims.sentences import is_question
from nextseason.claims.span_features import find_features
from nextseason.claims.spans import Page, Span, SpanKind
from nextseason.claims.vectors import word_vectors
from nextseason.claims.witness import Witness, hear_grammars
from nextseason.domain import (
    CastRole,
    RenewalStatus,
    Score,
    Topic,
    TrailerStatus,
    Value,
)

# Probability from which a labelled span is a claim.  Of a label that few spans carry the weights
# have seen little and are never very sure; of a common one they are sure too soon.
COMMON_THRESHOLD = 0.6
RARE_THRESHOLD = 0.3
DRAFTED_SHARE = 0.5  # of the threshold, for what a grammar hears
FATE_THRESHOLD = 0.4  # of a renewal, where the article as a whole and the grammars are heard too
ONLY_THRESHOLD = 0.2  # of one that a grammar hears, where nothing else tells of the show's fate
GRAMMAR_FAVOUR = 0.3  # probability by which another role must be likelier than the drafted one
SURE = 0.8  # probability from which a sentence may say a second thing of a season's fate
_STATUSES = frozenset(RenewalStatus)
_TRAILERS = [LABELS[SpanKind.SUBJECT].index(f"t_{status}") for status in TrailerStatus]
_CONDITION = re.compile(r"[\"“‘'(]?(?:If|Unless|Should|Were|Whether|Even if|Only if) \w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim in the making: a span with its value."""

    span: Span
    label: str
    value: Value
    draft: Draft | None
    chance: float  # that the span carries the label; of what only a grammar hears 1


def find_labelled(page: Page, labels: LabelModel, fates: FateModel) -> Iterator[Found]:
    """Every span that carries a claim, with its value; kind after kind."""
    heard = hear_grammars(page)
    table = word_vectors()
    place = {id(span): i for i, span in enumerate(page.spans)}
    groups = table.groups.take(table.rows_of(page.tokens))
    for kind, (spans, features) in find_features(page, groups).items():
        drafts = [heard.drafts.get(place[id(span)], {}) for span in spans]
        drafted = drafted_labels(kind, drafts)
        log_odds = labels[kind].log_odds(features)
        chance = labels[kind].probability(log_odds, drafted)
        wanted = np.where(drafted, DRAFTED_SHARE, 1.0) * _thresholds(kind)
        if kind is SpanKind.PERSON:
            _keep_one_role(chance, drafted)
        if kind is SpanKind.SUBJECT:
            _weigh_fates(page, spans, fates, log_odds, drafted, chance, wanted)
            _keep_one_trailer(chance)
        for row, column in np.argwhere(chance >= wanted):
            span, label = spans[row], LABELS[kind][column]
            draft = drafts[row].get(label)
            if _claims_nothing(page.survey.sentences[span.sentence].text, span, label, draft):
                continue
            value = draft.value if draft else _own_value(page, span, label)
            if value is not None:
                sure = float(chance[row, column])
                yield Found(span=span, label=label, value=value, draft=draft, chance=sure)
    yield from _of_grammars_alone(page, heard)


def _of_grammars_alone(page: Page, heard: Witness) -> Iterator[Found]:
    """What the grammars hear where no span stands."""
    for sentence, draft, kind, label in heard.alone:
        span = Span(
            kind=kind,
            sentence=sentence,
            start=draft.start,
            end=draft.end,
            first=0,
            last=0,
            content=page.survey.show_of[sentence],
            named=False,
        )
        yield Found(span=span, label=label, value=draft.value, draft=draft, chance=1.0)


def _weigh_fates(
    page: Page,
    spans: Sequence[Span],
    fates: FateModel,
    log_odds: Scores,
    drafted: NDArray[np.bool_],
    chance: Scores,
    wanted: NDArray[np.float64],
) -> None:
    """Of a show's fate the article as a whole is heard, too."""
    n = len(FATES)
    chance[:, :n] = fates.chances(page, spans, log_odds[:, :n], drafted[:, :n])
    wanted[:, :n] = FATE_THRESHOLD
    _hear_the_only_word(wanted[:, :n], spans, chance[:, :n], drafted[:, :n])
    _keep_one_fate(chance, drafted)


@cache
def _thresholds(kind: SpanKind) -> NDArray[np.float64]:
    """(n labels,): the probability from which each is a claim."""
    common = kind in (SpanKind.PERSON, SpanKind.FIGURE)
    return np.array(
        [
            COMMON_THRESHOLD if common or label == Topic.RELEASE else RARE_THRESHOLD
            for label in LABELS[kind]
        ]
    )


def _keep_one_role(chance: Scores, drafted: NDArray[np.bool_]) -> None:
    """Somebody has one role in a cast in one sentence; jobs may come beside it.

    Where two are nearly as likely, the grammar's word decides.
    """
    roles = chance[:, : len(CastRole)]
    favoured = roles + GRAMMAR_FAVOUR * drafted[:, : len(CastRole)]
    roles[favoured < favoured.max(axis=1, keepdims=True)] = 0.0


def _hear_the_only_word(
    wanted: NDArray[np.float64], spans: Sequence[Span], chance: Scores, drafted: NDArray[np.bool_]
) -> None:
    """Where nothing clear is said of a show's fate, the likeliest that a grammar hears counts."""
    for show in dict.fromkeys(span.content for span in spans):
        rows = np.array([i for i, span in enumerate(spans) if span.content == show])
        if (chance[rows] >= FATE_THRESHOLD).any() or not drafted[rows].any():
            continue
        heard = np.where(drafted[rows], chance[rows], 0.0)
        row, fate = np.unravel_index(heard.argmax(), heard.shape)
        wanted[rows[row], fate] = ONLY_THRESHOLD


def _keep_one_fate(chance: Scores, drafted: NDArray[np.bool_]) -> None:
    """A sentence says one thing of a season's fate, unless it surely says more.

    "It was renewed, and then it was cancelled" does: a grammar knows, or the weights are sure.
    """
    n = len(RenewalStatus)
    fates = chance[:, :n]
    sure = drafted[:, :n] | (fates >= SURE)
    fates[(fates < fates.max(axis=1, keepdims=True)) & ~sure] = 0.0


def _keep_one_trailer(chance: Scores) -> None:
    """A trailer is out, or there is none."""
    told = chance[:, _TRAILERS]
    chance[:, _TRAILERS] = np.where(told < told.max(axis=1, keepdims=True), 0.0, told)


def _claims_nothing(text: str, span: Span, label: str, draft: Draft | None) -> bool:
    """Questions claim nothing, nor does a condition renew or cancel; news is no release."""
    if label == Topic.RELEASE and is_day_of_news(text, span.start, span.end):
        return True
    if draft is not None:
        return False
    return is_question(text) or (label in _STATUSES and _CONDITION.match(text) is not None)


def _own_value(page: Page, span: Span, label: str) -> Value | None:
    value = value_of(span, label)
    if not isinstance(value, Score):
        return value
    outlet = _outlet(page, span)
    if outlet is None:
        return None
    return Score(outlet=outlet, by=value.by, score=value.score, of=value.of)


def _outlet(page: Page, span: Span) -> str | None:
    """The name nearest to a score that is neither a show nor a person."""
    survey, i = page.survey, span.sentence
    taken = [(a, b) for a, b, _ in survey.mentions[i]]
    taken += [(p.start, p.end) for p in survey.persons[i]]
    names = [n for n in survey.names[i] if not any(a < n.end and n.start < b for a, b in taken)]
    nearest = min(names, key=lambda n: abs(n.start - span.start), default=None)
    return nearest.text if nearest else None
