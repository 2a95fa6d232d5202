"""Who makes a show: its creators, showrunners, producers, directors, writers, composers.

Scene -> drafts.  The jobs are read by `jobs` from the words beside a billing; here each gets
its persons, its season and its polarity.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.billing import Billing, find_antecedents, find_billings
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.jobs import is_author, jobs_before, jobs_behind
from nextseason.claims.sentences import Kind, is_question
from nextseason.claims.tense import Tense, read_tense
from nextseason.domain import CrewMember

TRIGGERS: tuple[str, ...] = (
    *("creat*", "showrun*", "produc*", "direct*", "writ*", "wrote", "penn*", "compos*", "ep"),
    *("eps", "develop*", "brainchild", "run", "runs", "ran", "helm*", "music", "co", "cocreat*"),
    *("from", "mind", "minds", "screenwriter*", "score*", "scripted", "by", "screen", "invent*"),
    *("founder*", "runner*", "adapt*", "conceiv*", "devis*", "cooked", "dream*", "behind"),
)

# Jobs of a season's own; the others are of the show.
_SEASONAL = frozenset({"director", "writer", "composer", "action_director", "line_producer"})
_NEW = AnyCase(
    r"\b(?:new|tak(?:e|es|ing) over|took over|join(?:s|ed|ing)?|replac\w+|succeed\w*"
    r"|from here on|steps? in|hand\w* (?:over|the))\b",
)
# In front of a name: it is not, or no longer, this person who has the job.
_NOT_BEFORE = AnyCase(
    r"\b(?:no longer|(?:will|does|is|are|was) not|won['’]t|isn['’]t|nor)\b[^,.;]{0,40}$"
    r"|\b(?:replac(?:e|es|ed|ing)|in place of|taking over from|succeed(?:s|ed|ing)?) $",
)
_NOT_BEHIND = AnyCase(
    r"^,? (?:who )?(?:is |are |has |have |will )?(?:stepp?(?:ed|ing|s)? (?:down|away"
    r"|back|aside)"
    r"|no longer|not\b|leav(?:e|es|ing)|exit(?:s|ing)?|given up|giving up|gives up)"
    r"|^ (?:won['’]t|isn['’]t|aren['’]t)",
)
_OF_SEASON = AnyCase(r"\b(?:of|for|on|in|during|with|to)(?: the| its)? $")
_NEAR = 60
_WHETHER = re.compile(r"\b(?:if|whether) $")
_LAST_JOINT = re.compile(
    r"^.*(?:,(?! (?:and|along|together|alongside)\b)|,? and(?! (?:the )?(?:others?"
    r"|another)\b)|;) "
)


def read_crew(scene: Scene) -> Iterator[Draft]:
    """The makers that a sentence names, with each of their jobs."""
    if is_question(scene.text):
        return
    is_list = scene.sentence.kind is Kind.ITEM
    meant = find_antecedents(scene.text, scene.before, scene.people)
    if meant:
        for job in jobs_behind(meant.behind):
            yield from _drafts(scene, meant, job)
    taken = False
    for billing in find_billings(scene.text, scene.people, is_list=is_list):
        behind = jobs_behind(billing.behind, more=not billing.paired)
        # Words that gave the billing before a job are not in front of this one.
        before = _LAST_JOINT.sub("", billing.before) if taken else billing.before
        if is_author(billing.before, billing.behind) or _WHETHER.search(billing.before):
            taken = False
            continue
        for job in dict.fromkeys((*jobs_before(before), *behind)):
            yield from _drafts(scene, billing, job)
        taken = bool(behind)


def _drafts(scene: Scene, billing: Billing, job: str) -> Iterator[Draft]:
    negated = bool(_NOT_BEFORE.search(billing.before) or _NOT_BEHIND.match(billing.behind))
    season, about = (None, About.NEXT) if negated else _season(scene, billing, job)
    for credit in billing.credits:
        yield Draft(
            value=CrewMember(person=credit.name, job=job),
            start=credit.start,
            end=credit.end,
            about=about,
            season=season,
            negated=negated,
        )


def _season(scene: Scene, billing: Billing, job: str) -> tuple[int | None, About]:
    """Creators and producers are the show's; who directs or writes belongs to a season."""
    if job not in _SEASONAL and job != "showrunner":
        return None, About.SHOW
    tied = {
        m.number
        for m in scene.seasons
        if not m.counted
        and billing.start - _NEAR < m.start < billing.end + _NEAR
        and (_OF_SEASON.search(scene.text[: m.start]) or m.start == 0)
    }
    if len(tied) == 1:
        return tied.pop(), About.SHOW
    if job == "showrunner":
        new = _NEW.search(billing.before[-_NEAR:] + billing.behind[:_NEAR])
        return None, About.NEXT if new else About.SHOW
    past = read_tense(scene.text, billing.start) is Tense.PAST
    return None, About.ONLY if past else About.NEXT
