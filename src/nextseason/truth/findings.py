"""What is known on each question as of a day.

Claims + articles -> tuple[Finding, ...].  The probabilities come from `renewal` for the
decision and from `weights` for everything else; the word for them from `verdicts`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nextseason.domain import Answer, Article, Certainty, Claim, Finding, Question, Topic
from nextseason.truth.answers import Reading, agreement, ask, is_open
from nextseason.truth.evidence import Evidence, gather, published_day
from nextseason.truth.renewal import weigh_renewal
from nextseason.truth.standing import still_standing, torn_articles
from nextseason.truth.verdicts import judge
from nextseason.truth.weights import pool, probabilities


def reconcile(
    claims: Iterable[Claim], articles: Mapping[str, Article], *, as_of: date
) -> tuple[Finding, ...]:
    """One finding per question that the claims raise, as of a day.

    Articles published after `as_of` do not count; undated ones do, so leave them out where
    they must not.  Sorted by show, season (the show as a whole first), topic and subject.

    Raises
    ------
    InputError
        A claim quotes an article that is not given.
    """
    published = [c for c in claims if (published_day(c, articles) or as_of) <= as_of]
    return tuple(
        _finding(question, readings, articles, as_of)
        for question, readings in ask(published).items()
    )


def _finding(
    question: Question,
    readings: Sequence[Reading],
    articles: Mapping[str, Article],
    as_of: date,
) -> Finding:
    evidence = gather(readings, articles)
    standing = still_standing(evidence)
    answers = _answers(question.topic, evidence, standing, as_of)
    best = answers[0].text
    beside = {a.text for a in answers if _go_together(question.topic, best, a.text)}
    support = [e for e in standing if e.answer in beside and not e.denied]
    opposed = [e for e in standing if e.answer not in beside and not e.denied]
    denials = [e for e in standing if e.answer == best and e.denied]
    other_denials = [e for e in standing if e.answer not in beside and e.denied]
    verdict = judge(
        min(1.0, sum(a.probability for a in answers if a.text in beside)),
        support=support,
        opposed=opposed,
        denials=denials,
        torn=torn_articles(standing),
        open_answer=is_open(question.topic, best),
    )
    return Finding(
        question=question,
        as_of=as_of,
        answers=answers,
        verdict=verdict,
        since=_since(support, articles),
        support=_strongest_first([*support, *other_denials], articles),
        against=_strongest_first([*opposed, *denials], articles),
        overtaken=_strongest_first([e for e in evidence if e not in standing], articles),
    )


def _answers(
    topic: Topic, evidence: Sequence[Evidence], standing: Sequence[Evidence], as_of: date
) -> tuple[Answer, ...]:
    if topic is Topic.RENEWAL:
        chances = {s.value: p for s, p in weigh_renewal(evidence, as_of).items()}
    else:
        chances = probabilities(topic, pool(standing))
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Answer(text=text, probability=p) for text, p in ranked)


def _go_together(topic: Topic, one: str, other: str) -> bool:
    return agreement(topic, one, other) > 0.0 or agreement(topic, other, one) > 0.0


def _since(support: Sequence[Evidence], articles: Mapping[str, Article]) -> date | None:
    """The first day of a firm claim; of any, where none is firm."""
    told = [item for item in support if item.is_firm] or support
    days = [articles[item.claim.article_id].published for item in told]
    return min((day for day in days if day), default=None)


def _strongest_first(
    evidence: Iterable[Evidence], articles: Mapping[str, Article]
) -> tuple[Claim, ...]:
    ranks = list(Certainty)

    def rank(claim: Claim) -> tuple[int, int, str, int, str]:
        day = articles[claim.article_id].published or date.min
        return (
            ranks.index(claim.certainty),
            -day.toordinal(),
            claim.article_id,
            claim.quote.start,
            claim.id,
        )

    return tuple(sorted((item.claim for item in evidence), key=rank))
