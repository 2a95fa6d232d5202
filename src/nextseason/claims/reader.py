"""The default reader: spans that may carry a claim, what the grammars and the weights say of
each, and the article that completes it.

Article -> tuple[Claim, ...].  A pure function; nothing is fetched and no model server is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.fates import FATES, FateModel, fate_model
from nextseason.claims.frame import About, Draft
from nextseason.claims.label_model import LabelModel, Scores, drafted_labels, label_model
from nextseason.claims.labels import LABELS, value_of
from nextseason.claims.ledger import Ledger
from nextseason.claims.relevance import is_about_a_season, relevance_trees
from nextseason.claims.season_options import SeasonOptions
from nextseason.claims.seasons import Timeline
from nextseason.claims.sentences import Sentence, is_question, split_sentences
from nextseason.claims.show_options import show_options
from nextseason.claims.shows import Shows
from nextseason.claims.span_features import find_features
from nextseason.claims.spans import Page, Span, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.trees import Trees
from nextseason.claims.vectors import word_vectors
from nextseason.claims.voices import Voices, find_voices, read_stance
from nextseason.claims.whose import WhoseModel, topic_name, whose_model
from nextseason.claims.witness import hear_grammars, topics_of
from nextseason.domain import (
    Article,
    CastRole,
    Certainty,
    Claim,
    Quote,
    RenewalStatus,
    Score,
    Topic,
    TrailerStatus,
    Value,
)
from nextseason.titles import fold

# Probability from which a labelled span is a claim.  Of a label that few spans carry the weights
# have seen little and are never very sure; of a common one they are sure too soon.
COMMON_THRESHOLD = 0.6
RARE_THRESHOLD = 0.3
DRAFTED_SHARE = 0.5  # of the threshold, for what a grammar hears
FATE_THRESHOLD = 0.4  # of a renewal, where the article as a whole and the grammars are heard too
ONLY_THRESHOLD = 0.2  # of one that a grammar hears, where nothing else tells of the show's fate
GRAMMAR_FAVOUR = 0.3  # probability by which another role must be likelier than the drafted one
PLAINER = 0.1  # probability by which a later sentence must say a thing better than the first
SURE = 0.8  # probability from which a sentence may say a second thing of a season's fate
# What is told in passing about the season that is out.
_STATUSES = frozenset(RenewalStatus)
_TRAILERS = frozenset(f"t_{status}" for status in TrailerStatus)
_CONDITION = re.compile(r"[\"“‘'(]?(?:If|Unless|Should|Were|Whether|Even if|Only if) \w")
_BACKGROUND = frozenset({Topic.CREW, Topic.RECEPTION, Topic.VIEWING, Topic.COST})


@dataclass(frozen=True, slots=True)
class Models:
    """What the reader has learned; `None` in its place means what the package ships."""

    labels: LabelModel
    whose: WhoseModel
    relevance: Trees
    fates: FateModel


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A claim in the making: a span with its value."""

    span: Span
    label: str
    value: Value
    draft: Draft | None
    chance: float  # that the span carries the label; of what only a grammar hears 1


def read_article(
    article: Article, *, models: Models | None = None, shows: Shows | None = None
) -> tuple[Claim, ...]:
    """Every claim of an article, in the order of its text.

    `shows`: those that it is about, where they need not be found.
    """
    sentences = split_sentences(article.text, article.parts)
    topics = [*map(topics_of, sentences)]
    if not any(topics):
        return ()
    tokens = tokenize_article(article.title, sentences)
    models = models or Models(label_model(), whose_model(), relevance_trees(), fate_model())
    if shows is None and not is_about_a_season(tokens, topics, models.relevance):
        return ()
    survey = survey_article(article, sentences, tokens, shows)
    if survey is None:
        return ()
    page = find_spans(survey)
    seasons = SeasonOptions(Ledger(page))
    voices = find_voices(sentences, survey.names, survey.people, survey.persons)
    claims: dict[object, tuple[float, Claim]] = {}
    for found in _labelled(page, models):
        claim = _complete(seasons, found, models.whose, voices)
        chance, _ = claims.setdefault(_fact(claim), (found.chance, claim))
        if found.chance > chance + PLAINER:
            claims[_fact(claim)] = found.chance, claim
    return tuple(
        sorted((c for _, c in claims.values()), key=lambda c: (c.quote.start, c.quote.end))
    )


def _labelled(page: Page, models: Models) -> Iterator[_Found]:
    heard = hear_grammars(page)
    table = word_vectors()
    place = {id(span): i for i, span in enumerate(page.spans)}
    groups = table.groups.take(table.rows_of(page.tokens))
    for kind, (spans, features) in find_features(page, groups).items():
        drafts = [heard.drafts.get(place[id(span)], {}) for span in spans]
        log_odds = models.labels[kind].log_odds(features)
        drafted = drafted_labels(kind, drafts)
        chance = models.labels[kind].probability(log_odds, drafted)
        wanted = np.where(drafted, DRAFTED_SHARE, 1.0) * _thresholds(kind)
        if kind is SpanKind.PERSON:
            _keep_one_role(chance, drafted)
        if kind is SpanKind.SUBJECT:
            n = len(FATES)
            told = log_odds[:, :n], drafted[:, :n]
            chance[:, :n] = models.fates.chances(page, spans, *told)
            wanted[:, :n] = FATE_THRESHOLD
            _hear_the_only_word(wanted[:, :n], spans, chance[:, :n], drafted[:, :n])
            _keep_one_fate(chance, drafted)
            _keep_one_trailer(chance)
        for row, column in np.argwhere(chance >= wanted):
            span, label = spans[row], LABELS[kind][column]
            draft = drafts[row].get(label)
            if draft is None and _claims_nothing(page.survey.sentences[span.sentence].text, label):
                continue
            value = draft.value if draft else _own_value(page, span, label)
            if value is not None:
                sure = float(chance[row, column])
                yield _Found(span=span, label=label, value=value, draft=draft, chance=sure)
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
        yield _Found(span=span, label=label, value=draft.value, draft=draft, chance=1.0)


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
    columns = [i for i, label in enumerate(LABELS[SpanKind.SUBJECT]) if label in _TRAILERS]
    told = chance[:, columns]
    chance[:, columns] = np.where(told < told.max(axis=1, keepdims=True), 0.0, told)


def _claims_nothing(text: str, label: str) -> bool:
    """Questions claim nothing, nor does a condition renew or cancel."""
    if is_question(text):
        return True
    return label in _STATUSES and _CONDITION.match(text) is not None


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


def _complete(seasons: SeasonOptions, found: _Found, model: WhoseModel, voices: Voices) -> Claim:
    ledger, span, draft = seasons.ledger, found.span, found.draft
    survey, article = ledger.page.survey, ledger.page.survey.article
    sentence = survey.sentences[span.sentence]
    topic = found.value.topic
    name = topic_name(topic, found.label)
    show = _show(ledger, span, name, model)
    season = model.season(seasons.of(span, show, draft), name)
    start, end = (draft.start, draft.end) if draft else (span.start, span.end)
    certainty, by = read_stance(
        voices,
        span.sentence,
        start,
        end,
        topic,
        background=topic in _BACKGROUND or _is_past(survey.timelines[show], season, draft),
    )
    if draft is not None and draft.certainty is not None:
        certainty = draft.certainty
    return Claim(
        show=show,
        season=season,
        value=found.value,
        certainty=certainty,
        by=by if certainty is Certainty.REPORTED else None,
        negated=draft.negated if draft else False,
        quote=_quote(article, sentence),
    )


def _show(ledger: Ledger, span: Span, topic: str, model: WhoseModel) -> str:
    if span.kind is SpanKind.SUBJECT and span.named:
        return str(span.content)
    if len(ledger.titles) == 1:
        return ledger.titles[0]
    return model.show(show_options(ledger, span), topic)


def _is_past(timeline: Timeline, season: int | None, draft: Draft | None) -> bool:
    """Is the claim of the season that is out, which a writer seldom guesses at?"""
    out = season is None or timeline.next is None or season < timeline.next
    return out and draft is not None and draft.about in (About.LATEST, About.ONLY)


def _quote(article: Article, sentence: Sentence) -> Quote:
    return Quote(
        article_id=article.id,
        start=sentence.start,
        end=sentence.end,
        text=article.text[sentence.start : sentence.end],
    )


def _fact(claim: Claim) -> object:
    """Said again with the same value and certainty, a claim is kept once, whoever says it."""
    return (fold(claim.show), claim.season, claim.value, claim.certainty, claim.negated)
