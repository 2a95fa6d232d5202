"""The default reader: spans that may carry a claim, what the grammars and the weights say of
each, and the article that completes it.

Article -> tuple[Claim, ...].  A pure function; nothing is fetched and no model server is asked.
"""

from dataclasses import dataclass

from nextseason.claims.fates import FateModel, fate_model
from nextseason.claims.frame import About, Draft
from nextseason.claims.label_model import LabelModel, label_model
from nextseason.claims.labelled import Found, find_labelled
from nextseason.claims.ledger import Ledger
from nextseason.claims.relevance import is_about_a_season, relevance_trees
from nextseason.claims.season_options import SeasonOptions
from nextseason.claims.seasons import Timeline
from nextseason.claims.sentences import Sentence, split_sentences
from nextseason.claims.show_options import show_options
from nextseason.claims.shows import Shows
from nextseason.claims.spans import Span, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.trees import Trees
from nextseason.claims.voices import Voices, find_voices, read_stance
from nextseason.claims.whose import WhoseModel, topic_name, whose_model
from nextseason.claims.witness import topics_of
from nextseason.domain import (
    Article,
    Certainty,
    Claim,
    Quote,
    Topic,
)
from nextseason.titles import fold

PLAINER = 0.1  # probability by which a later sentence must say a thing better than the first
# What is told in passing about the season that is out.
_BACKGROUND = frozenset({Topic.CREW, Topic.RECEPTION, Topic.VIEWING, Topic.COST})


@dataclass(frozen=True, slots=True)
class Models:
    """What the reader has learned; `None` in its place means what the package ships."""

    labels: LabelModel
    whose: WhoseModel
    relevance: Trees
    fates: FateModel


def read_article(
    article: Article,
    *,
    about: str | None = None,
    models: Models | None = None,
    shows: Shows | None = None,
) -> tuple[Claim, ...]:
    """Every claim of an article, in the order of its text.

    `about`: a show that is looked for in it.  `shows`: those that it is about, where they need
    not be found.
    """
    sentences = split_sentences(article.text, article.parts)
    topics = [*map(topics_of, sentences)]
    if not any(topics):
        return ()
    tokens = tokenize_article(article.title, sentences)
    models = models or Models(label_model(), whose_model(), relevance_trees(), fate_model())
    if shows is None and not is_about_a_season(tokens, topics, models.relevance):
        return ()
    survey = survey_article(article, sentences, tokens, shows, about=about)
    if survey is None:
        return ()
    page = find_spans(survey)
    seasons = SeasonOptions(Ledger(page))
    voices = find_voices(sentences, survey.names, survey.people, survey.persons)
    claims: dict[object, tuple[float, Claim]] = {}
    for found in find_labelled(page, models.labels, models.fates):
        claim = _complete(seasons, found, models.whose, voices)
        chance, _ = claims.setdefault(_fact(claim), (found.chance, claim))
        if found.chance > chance + PLAINER:
            claims[_fact(claim)] = found.chance, claim
    return tuple(
        sorted((c for _, c in claims.values()), key=lambda c: (c.quote.start, c.quote.end))
    )


def _complete(seasons: SeasonOptions, found: Found, model: WhoseModel, voices: Voices) -> Claim:
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
