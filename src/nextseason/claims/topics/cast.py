"""Who plays in a season, comes back to it, joins it or leaves it.

Scene -> drafts.  A billing (`billing`) is a cast where a part is tied to a name in it or
words of acting stand beside it; those of a job, of a book or of a company are left alone.
"""

import re
from collections.abc import Iterator

from nextseason.claims.billing import Billing, Credit, find_billings
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.sentences import Kind
from nextseason.claims.topics.roles import Role, read_role
from nextseason.domain import CastMember, CastRole, Certainty

TRIGGERS: tuple[str, ...] = (
    *("star*", "cast*", "play*", "portray*", "voice*", "act*", "role*", "part", "parts", "as"),
    *("lead*", "led", "front*", "feature*", "with", "return*", "repris*", "back", "join*"),
    *("co", "ensemble", "alongside", "opposite", "appear*", "includ*", "(", "by", "s", "is"),
    *("was", "were", "in", "leav*", "exit*", "newcomer*", "are", "among", "who", "whose"),
    *("have", "has", "had", "and"),
)

# Words in front of a billing that make it a cast.
_CAST_BEFORE = re.compile(
    r"\b(?:(?<!executive )(?:co-)?starr?(?:s|ing|red)?(?! (?:wars|trek))|headlin\w+|toplin\w+|actors?|actress(?:es)?|(?:led|headed|fronted|anchored) (?:again |once more )?by|(?:leads?|leading|co-leads?)(?! (?:writer|producer))|"
    r"(?:played|portrayed|voiced|embodied|brought to life|performed) by|cast\b|ensemble|line-?up|company|troupe|players|faces|roster|featur(?:es|ing|ed)|opposite|reunit\w+|paired|"
    r"(?:the )?voices? of|the likes of|in the (?:shape|person|form) of|the (?:role|part) of|interpreter|performances?|newcomers?|additions?|recruits?|join(?:s|ed|ing)? by|regulars?|cameos?|roles? (?:by|for|goes to|went to)|parts? (?:by|for)|alongside|in the lead)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?:\bwith|\bin which|\bwhere|\bwhom|\bin it,?|\bwhich has|\bhas|\bhad|\bsees?|\bgives us|\bfinds?) $", re.IGNORECASE)
# Words behind a billing that make it a cast.
_CAST_AFTER = re.compile(
    r"^[,\"”’)]?(?:,? (?:who|all|both|each|also|too|again|once more|still|then|now|will|would|could|can|may|might|should|to|be|is|are|was|were|have|has|had|been|all of whom|other|the|of|not|likewise|really|even|here|there|do|does|did|another|one|as|before|among|part|in|make|made|makes|making|their|his|her|its|,)){0,7} ?"
    r"(?:(?:co-)?star(?:s|red|ring)?\b|lead(?:s|ing)?\b|led\b|head(?:s|ed|ing)? (?:the|that|its|a) |play(?:s|ed|ing)?\b|portray\w*|voic(?:e|es|ed)\b|act(?:s|ed|ing)?\b|"
    r"return(?:s|ed|ing)?\b|back\b|repris\w+|come(?:s)? back|came back|appear(?:s|ed|ing)?\b|seen\b|featur(?:e|es|ed)\b|round(?:s|ed|ing)? out|cast\b|ensemble\b|co-stars?\b|stars\b|fac(?:e|es)\b|regulars?\b|"
    r"join(?:s|ed|ing)?\b|leav(?:e|es|ing)\b|exit(?:s|ed|ing)?\b|recur\w*|up the (?:cast|ensemble|company)|roles?\b|parts?\b|characters?\b|on (?:the|its) (?:roster|cast|screen)|performances?\b|newcomers?\b|tak(?:es?|ing) (?:on|over)|step(?:s|ping)? (?:into|back)|lends?\b|inherit\w*|side\b|on board|aboard|guest\b)",
    re.IGNORECASE,
)
# Words beside a billing that make it something else: a job, a book, a post, a paper.
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:producers?|showrunners?|creators?|co-creators?|directors?|writers?|head writer|composer|novels?|books?|comics?|author|novelist|written|penned|directed|created|developed|adapted|penned|helmed|produced|run|scripted|composed|drawn|invented|conceived|work|story|manga|tale|novella|play|memoir|bestsellers?|inspired|based on (?:the )?\w* ?(?:by)?|"
    r"brainchild|minds?|brought to the screen|president|chief|head|CEO|boss|executives?|editor|critic|journalist|reporter|chair(?:man|woman)|spokes\w+|analyst|senator|mayor|governor|songs?|music|played in the film|photographer|judge|lawyers?|attorney|film(?:maker)?s?)"
    r"(?:\s(?:by|of|from|and|the|is|are|was|were|be|being|like|include|includes|included|namely|both|also))*,?:? |\bfrom |\baccording to |\btold |\bthanked? |\bfor |\bby )$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"^(?:,? (?:who|also|both|have|has|had|are|is|was|were|will|would|all|together|then|once|as|an?|the|one of the|first|to|serves?|served|serving|act(?:s|ed|ing)? as|in charge of|co-|among the|those|its|it|show['’]s|series['’]?)){0,5},? ?"
    r"(?:executive|produc\w+|showrunners?\b|creat(?:e|ed|es|or|ors|ive)\b|co-creat\w+|direct(?:s|ed|or|ors|ing)?\b|writ(?:e|es|er|ers|ing|ten)\b|wrote\b|co-wrote|penn\w+|develop\w*|adapt\w*|helm\w*|compos\w+|author\b|CEO\b|president\b|chief\b|head(?: of|s up| writer)|boss\b|chair\w*|editor\b|critic\b|novel\w*|runs? (?:the|its|Apple|Netflix|programming)|ran the|EPs?\b)",
    re.IGNORECASE,
)
_CAST_HEADING = re.compile(
    r"\b(?:cast|star(?:s|ring|red)?|actors?|players?|faces?|ensemble|return(?:s|ing)?|back|who['’]s in|who is in|who (?:will|could|might|would|can|may|plays|else|is)|people|newcomers?|additions?|characters?|line-?up|join\w*|regulars?|played)\b",
    re.IGNORECASE,
)
_CREW_HEADING = re.compile(
    r"\b(?:crew|produc\w+|creat(?:ed|ors?)|writ(?:ers?|ten)|direct\w+|behind the (?:scenes|camera)|makers?)\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\?[\"”’')]*$")


def read_cast(scene: Scene) -> Iterator[Draft]:
    """The members of a cast that a sentence names."""
    is_list = scene.sentence.kind is Kind.ITEM
    billings = find_billings(scene.text, scene.people, is_list=is_list)
    if not billings or _QUESTION.search(scene.text):
        return
    edges = [0, *(b.end for b in billings)]
    starts = [*(b.start for b in billings), len(scene.text)]
    for i, billing in enumerate(billings):
        left = scene.text[edges[i] : billing.start]
        right = scene.text[billing.end : starts[i + 1]]
        if _is_cast(scene, billing, left, right, listed=is_list):
            for credit in billing.credits:
                yield from _drafts(scene, credit, left, right)


def _is_cast(scene: Scene, billing: Billing, left: str, right: str, *, listed: bool) -> bool:
    if listed and billing.start < 3:
        head = f"{scene.heading} {scene.intro}"
        return billing.paired or (
            bool(_CAST_HEADING.search(head)) and not _CREW_HEADING.search(scene.intro or head)
        )
    if billing.paired:
        return True
    if _OTHER_AFTER.search(right) or _OTHER_BEFORE.search(left):
        return False
    if _CAST_BEFORE.search(left[-70:]) or _CAST_AFTER.search(right):
        return True
    return len(billing.credits) >= 3 or (bool(_WITH.search(left)) and len(billing.credits) > 1)


def _drafts(scene: Scene, credit: Credit, left: str, right: str) -> Iterator[Draft]:
    role = read_role(scene, left, right)
    yield Draft(
        value=CastMember(person=credit.name, character=credit.part, role=role.role),
        start=credit.start,
        end=credit.end,
        about=role.about,
        season=role.season,
        certainty=role.certainty,
    )
