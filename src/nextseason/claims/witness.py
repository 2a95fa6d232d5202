"""What the grammars say of each span: one witness among others, and the best informed.

Page -> drafts by span and label, and the drafts that no span carries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nextseason.claims.frame import Draft, Scene
from nextseason.claims.labels import LABELS, content_of, label_of
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.spans import Page, SpanKind
from nextseason.claims.titles import JOINT
from nextseason.claims.topics import GRAMMARS, TRIGGERS
from nextseason.claims.triggers import TriggerScan
from nextseason.domain import Topic

_SCAN = TriggerScan(TRIGGERS)
# What a sentence says of several shows at once: "A, B and C were cancelled".
_SHARED = frozenset({Topic.RENEWAL, Topic.RELEASE})


@dataclass(slots=True)
class Witness:
    """`drafts[span index][label]`; `alone`: drafts without a span of their content."""

    drafts: dict[int, dict[str, Draft]] = field(default_factory=dict)
    alone: list[tuple[int, Draft, SpanKind, str]] = field(default_factory=list)


def hear_grammars(page: Page) -> Witness:
    """Everything that the grammars draft, laid on the spans of a page."""
    heard = Witness()
    by_sentence: dict[int, list[int]] = {}
    for i, span in enumerate(page.spans):
        by_sentence.setdefault(span.sentence, []).append(i)
    for sentence, draft in _drafts(page):
        kind, label, content = label_of(draft.value)
        carrying = [
            i
            for i in by_sentence.get(sentence, ())
            if page.spans[i].kind is kind and content_of(page.spans[i]) == content
        ]
        if not carrying or label not in LABELS[kind]:
            heard.alone.append((sentence, draft, kind, label))
        for i in _meant(page, carrying, draft):
            heard.drafts.setdefault(i, {}).setdefault(label, draft)
    return heard


def _drafts(page: Page) -> Iterator[tuple[int, Draft]]:
    for i, sentence in enumerate(page.survey.sentences):
        topics = topics_of(sentence)
        if topics:
            scene = page.survey.scene(i)
            for topic in topics:
                for draft in GRAMMARS[topic](scene):
                    yield i, draft


def topics_of(sentence: Sentence) -> tuple[Topic, ...]:
    """What a sentence can be about; a list item may be a bare name of the cast or the crew."""
    topics = _SCAN.topics(sentence.text)
    if sentence.kind is not Kind.ITEM:
        return topics
    return topics + tuple(t for t in (Topic.CAST, Topic.CREW) if t not in topics)


def _meant(page: Page, carrying: list[int], draft: Draft) -> list[int]:
    """Of several spans with a draft's content those that its words are about."""
    if len(carrying) < 2:
        return carrying
    spans = page.spans
    if spans[carrying[0]].kind is SpanKind.SUBJECT:
        shows = shows_meant(page.survey.scene(spans[carrying[0]].sentence), draft)
        return [i for i in carrying if spans[i].content in shows]
    touched = [i for i in carrying if spans[i].start < draft.end and draft.start < spans[i].end]
    return touched or carrying


def shows_meant(scene: Scene, draft: Draft) -> list[str]:
    """The show named next to the draft's words, and those that it is listed with."""
    if len({show for _, _, show in scene.mentions}) < 2:
        return [scene.show]
    nearest = min(
        range(len(scene.mentions)),
        key=lambda i: min(
            abs(scene.mentions[i][0] - draft.start), abs(scene.mentions[i][0] - draft.end)
        ),
    )
    if draft.value.topic not in _SHARED:
        return [scene.mentions[nearest][2]]
    low, high = nearest, nearest
    while low > 0 and _listed(scene, low - 1):
        low -= 1
    while high + 1 < len(scene.mentions) and _listed(scene, high):
        high += 1
    return [show for _, _, show in scene.mentions[low : high + 1]]


def _listed(scene: Scene, i: int) -> bool:
    """Is mention `i` joined to the next one by a comma or an "and"?"""
    between = scene.text[scene.mentions[i][1] : scene.mentions[i + 1][0]]
    return JOINT.fullmatch(between) is not None
