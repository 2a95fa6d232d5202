"""Who makes a show: its creators, showrunners, producers, directors, writers, composers.

Scene -> drafts.  A job is named in front of a billing ("creators A and B", "written by A")
or behind it ("A, who directed it", "A and B are the showrunners"); one person may have
several.  Whoever wrote the book that a show is made from has no job in it.
"""

import re
from collections.abc import Iterator

from nextseason.claims.billing import Billing, find_billings
from nextseason.claims.jobs import jobs_beside
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.sentences import Kind, clause_around
from nextseason.claims.tense import Tense, read_tense
from nextseason.domain import Certainty, CrewMember

TRIGGERS: tuple[str, ...] = (
    *("creat*", "showrun*", "produc*", "direct*", "writ*", "wrote", "penn*", "compos*", "ep"),
    *("eps", "develop*", "brainchild", "run", "runs", "ran", "helm*", "music", "co", "cocreat*"),
    *("from", "mind", "minds", "screenwriter*", "score*", "scripted", "scripts", "series", "work"),
    *("screen", "boss", "made", "makes", "by", "invent*", "charge", "reins", "filmmaker*"),
)

# Jobs of a season's own; the others are of the show.
_SEASONAL = frozenset({"director", "writer", "composer", "action_director", "line_producer"})
_NEW = re.compile(
    r"\b(?:new|tak(?:e|es|ing) over|took over|join(?:s|ed|ing)?|replac\w+|succeed\w*|from here on|steps? in|in place of|hand\w* (?:over|the))\b",
    re.IGNORECASE,
)
_QUITS = re.compile(
    r"\b(?:steps?|stepped|stepping) (?:down|away|back)|\bno longer\b|\bnot (?:return|direct|writ|be|going to|continu)|won['’]t\b|in place of $|\bleav(?:es|ing)\b|\bgiv(?:es|ing) up\b|\breplac(?:es|ing) $",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"”’')]*$")


def read_crew(scene: Scene) -> Iterator[Draft]:
    """The makers that a sentence names, with each of their jobs."""
    is_list = scene.sentence.kind is Kind.ITEM
    billings = find_billings(scene.text, scene.people, is_list=is_list)
    if not billings or _QUESTION.search(scene.text):
        return
    edges = [0, *(b.end for b in billings)]
    starts = [*(b.start for b in billings), len(scene.text)]
    for i, billing in enumerate(billings):
        left = scene.text[edges[i] : billing.start]
        right = scene.text[billing.end : starts[i + 1]]
        for job in jobs_beside(left, right, more=not billing.paired):
            yield from _drafts(scene, billing, job, left, right)


def _drafts(
    scene: Scene, billing: Billing, job: str, left: str, right: str
) -> Iterator[Draft]:
    season, about = _season(scene, billing, job, left, right)
    for credit in billing.credits:
        yield Draft(
            value=CrewMember(person=credit.name, job=job),
            start=credit.start,
            end=credit.end,
            about=about,
            season=season,
        )


def _season(
    scene: Scene, billing: Billing, job: str, left: str, right: str
) -> tuple[int | None, About]:
    """Creators and producers are the show's; who directs or writes belongs to a season."""
    named = [m.number for m in scene.seasons if not m.counted]
    if job in _SEASONAL or job == "showrunner":
        a, b = clause_around(scene.text, billing.start, billing.end)
        near = [m.number for m in scene.seasons if not m.counted and a <= m.start < b]
        if len(set(near)) == 1:
            return near[0], About.SHOW
    if job in _SEASONAL:
        tense = read_tense(scene.text, billing.start)
        return None, About.ONLY if tense is Tense.PAST else About.NEXT
    if job == "showrunner" and _NEW.search(left[-60:] + right[:60]) and not named:
        return None, About.NEXT
    return None, About.SHOW
