"""The default reader: triggers find the sentences, grammars read them, the article completes.

A pure function of the article; nothing is fetched and no model server is asked.
"""

from nextseason.claims.certainty import read_certainty
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.seasons import Timeline
from nextseason.claims.sentences import Kind, Sentence, split_sentences
from nextseason.claims.survey import survey_article
from nextseason.claims.titles import JOINT
from nextseason.claims.topics import GRAMMARS, TRIGGERS
from nextseason.claims.triggers import TriggerScan
from nextseason.domain import Article, Certainty, Claim, Quote, Topic
from nextseason.titles import fold

_SCAN = TriggerScan(TRIGGERS)
# What a sentence says of several shows at once: "A, B and C were cancelled".
_SHARED = frozenset({Topic.RENEWAL, Topic.RELEASE})
# What is told in passing about the season that is out.
_BACKGROUND = frozenset({Topic.CREW, Topic.RECEPTION, Topic.VIEWING, Topic.COST})


def read_by_rules(article: Article) -> tuple[Claim, ...]:
    """Every claim that the grammars find in an article, in the order of its text."""
    sentences = split_sentences(article.text)
    candidates = [(i, topics) for i, s in enumerate(sentences) if (topics := _topics(s))]
    if not candidates:
        return ()
    survey = survey_article(article, sentences)
    if survey is None:
        return ()
    claims: dict[object, Claim] = {}
    for index, topics in candidates:
        scene = survey.scene(index)
        for topic in topics:
            for draft in GRAMMARS[topic](scene):
                for show in _shows_meant(scene, draft):
                    claim = _complete(article, scene, draft, show, survey.timelines[show])
                    claims.setdefault(_fact(claim), claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.quote.start, c.quote.end)))


def _topics(sentence: Sentence) -> tuple[Topic, ...]:
    """What a sentence can be about; a list item may be a bare name of the cast or the crew."""
    topics = _SCAN.topics(sentence.text)
    if sentence.kind is not Kind.ITEM:
        return topics
    return topics + tuple(t for t in (Topic.CAST, Topic.CREW) if t not in topics)


def _complete(article: Article, scene: Scene, draft: Draft, show: str, timeline: Timeline) -> Claim:
    sentence = scene.sentence
    season = _season(timeline, draft)
    is_out = season is None or timeline.next is None or season < timeline.next
    certainty, by = read_certainty(
        sentence.text,
        draft.start,
        draft.end,
        scene.speaker,
        background=draft.value.topic in _BACKGROUND
        or (is_out and draft.about in (About.LATEST, About.ONLY)),
    )
    by = scene.people.full_name(by) if by else None
    if draft.certainty is not None:
        certainty = draft.certainty
    start, end = sentence.start + draft.start, sentence.start + draft.end
    return Claim(
        show=show,
        season=season,
        value=draft.value,
        certainty=certainty,
        by=by if certainty is Certainty.REPORTED else None,
        negated=draft.negated,
        quote=Quote(article_id=article.id, start=start, end=end, text=article.text[start:end]),
    )


def _shows_meant(scene: Scene, draft: Draft) -> list[str]:
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


def _season(timeline: Timeline, draft: Draft) -> int | None:
    if draft.season is not None:
        return draft.season
    if draft.about is About.SHOW or (draft.about is About.ONLY and not timeline.single):
        return None
    return timeline.next if draft.about is About.NEXT else timeline.latest


def _fact(claim: Claim) -> object:
    """Said again with the same value and certainty, a claim is kept once, whoever says it."""
    return (fold(claim.show), claim.season, claim.value, claim.certainty, claim.negated)
