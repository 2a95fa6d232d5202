"""Who plays in a season, comes back to it, joins it or leaves it.

Scene -> drafts.  A billing (`billing`) is a cast where a part is tied to a name in it or
words of acting stand beside it; those of a job, of a book or of a company are left alone.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.billing import Billing, find_antecedents, find_billings
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.jobs import is_author, jobs_before, jobs_behind
from nextseason.claims.sentences import Kind, is_question
from nextseason.claims.topics.roles import read_role
from nextseason.domain import CastMember

TRIGGERS: tuple[str, ...] = (
    *("star*", "cast*", "play*", "portray*", "voice*", "act*", "role*", "part", "parts", "as"),
    *("lead*", "led", "front*", "feature*", "with", "return*", "repris*", "back", "join*"),
    *("co", "ensemble", "alongside", "opposite", "appear*", "includ*", "(", "by", "s", "is"),
    *("was", "were", "in", "leav*", "exit*", "newcomer*", "are", "among", "who", "whose"),
    *("have", "has", "had", "and"),
)

# Words in front of a billing that make it a cast.
_CAST_BEFORE = AnyCase(
    r"\b(?:(?<!executive )(?:co-)?starr?(?:s|ing|red)?(?-i:(?! [A-Z]))|headlin\w+|toplin\w+"
    r"|actors?|actress(?:es)?|(?:led|headed|fronted|anchored) (?:again |once more )?by"
    r"|(?:leads?|leading|co-leads?)(?! (?:writer|producer))"
    r"|(?:played|portrayed|voiced|embodied|brought to life|performed) by|cast\b|ensemble"
    r"|line-?up|company|troupe|players|faces|roster|featur(?:es|ing|ed)|opposite|reunit\w+"
    r"|paired|(?:the )?voices? of|the likes of|in the (?:shape|person|form) of"
    r"|the (?:role|part) of|interpreter|performances?|newcomers?|additions?|recruits?"
    r"|join(?:s|ed|ing)? by|regulars?|cameos?|roles? (?:by|for|goes to|went to)"
    r"|parts? (?:by|for)|alongside|in the lead)\b",
)
_WITH = AnyCase(
    r"(?:\bwith|\bin which|\bwhere|\bwhom|\bin it,?|\bwhich has|\bhas|\bhad|\bsees?"
    r"|\bgives us|\bfinds?) $",
)
# Right in front of a billing, beyond doubt.
_SURELY_BEFORE = AnyCase(
    r"(?:\b(?:played|portrayed|voiced|embodied|led|headed|fronted|brought to life) "
    r"(?:once more |again )?by|\bstarring|\b(?:actors?|actress(?:es)?)"
    r"|\b(?:stars?|leads?|leading (?:man|lady)) and (?:co-)?(?:executive )?"
    r"(?:producers?|creators?|EPs?|writers?)) (?:the )?$",
)
# What may stand between a name and its verb: ", better known as a singer,".
_ASIDE = re.compile(r"^, [^,.;:]{1,80},(?= )")
# Words behind a billing that make it a cast.
_CAST_AFTER = AnyCase(
    r"^[,\"”’)]?(?:,? (?:who|all|both|each|also|too|again|once more|still|then|now|will"
    r"|would|could|can|may|might|should|to|be|is|are|was|were|have|has|had|been|all of whom"
    r"|other|the|of|not|likewise|really|even|here|there|do|does|did|another|one|as|before"
    r"|among|part|in|make|made|makes|making|their|his|her|its|going|set|expected|likely"
    r"|confirmed|slated|due|supposed|said|herself|himself|themselves|once|more"
    r"|(?:wo|is|was|are|were|do|does|did|has|have|would)n['’]t|never|no longer|,)){0,7} ?"
    r"(?:(?:co-)?star(?:s|red|ring)?\b|lead(?:s|ing)?\b|led\b"
    r"|head(?:s|ed|ing)? (?:the|that|its|a) |play(?:s|ed|ing)?\b|portray\w*"
    r"|voic(?:e|es|ed)\b|act(?:s|ed|ing)?\b|return(?:s|ed|ing)?\b|back\b|repris\w+"
    r"|come(?:s)? back|came back|appear(?:s|ed|ing)?\b|seen\b|featur(?:e|es|ed)\b"
    r"|round(?:s|ed|ing)? out|cast\b|ensemble\b|co-stars?\b|stars\b|fac(?:e|es)\b"
    r"|regulars?\b|join(?:s|ed|ing)?\b|leav(?:e|es|ing)\b|exit(?:s|ed|ing)?\b|recur\w*"
    r"|up the (?:cast|ensemble|company)|roles?\b|parts?\b|characters?\b"
    r"|on (?:the|its) (?:roster|cast|screen)|performances?\b|newcomers?\b"
    r"|tak(?:es?|ing) (?:on|over)|step(?:s|ping)? (?:into|back)|lends?\b|inherit\w*|side\b"
    r"|on board|aboard|guest\b|in it\b|at (?:his|her|their) side|alongside"
    r"|once more (?:the|a)\b|out\b|gone\b|left\b|around\b|added to|promoted\b|survive\w*"
    r"|confirmed\b|reunite\w*)",
)
# Words beside a billing that make it something else: a job, a book, a post, a paper.
_OTHER_BEFORE = AnyCase(
    r"(?:\b(?:producers?|showrunners?|creators?|co-creators?|directors?|writers?|head writer"
    r"|composer|novels?|books?|comics?|author|novelist|written|penned|directed|created"
    r"|developed|adapted|penned|helmed|produced|run|scripted|composed|drawn|invented"
    r"|conceived|work|story|manga|tale|novella|play|memoir|bestsellers?|inspired"
    r"|based on (?:the )?\w* ?(?:by)?|brainchild|minds?|brought to the screen|president"
    r"|chief|head|CEO|boss|executives?|editor|critic|journalist|reporter|chair(?:man|woman)"
    r"|spokes\w+|analyst|senator|mayor|governor|songs?|music|played in the film|photographer"
    r"|judge|lawyers?|attorney|film(?:maker)?s?)(?:\s"
    r"(?:by|of|from|and|the|is|are|was|were|be|being|like|include|includes|included|namely"
    r"|both|also))*,?:? |\bfrom |\baccording to |\btold |\bthanked? |\bfor |\bby )$",
)
_OTHER_AFTER = AnyCase(
    r"^(?:,? (?:who|also|both|have|has|had|are|is|was|were|will|would|all|together|then|once"
    r"|as|an?|the|one of the|first|to|serves?|served|serving|act(?:s|ed|ing)? as"
    r"|in charge of|co-|among the|those|its|it|show['’]s|series['’]?)){0,5},? ?"
    r"(?:executive|produc\w+|showrunners?\b|creat(?:e|ed|es|or|ors|ive)\b|co-creat\w+"
    r"|direct(?:s|ed|or|ors|ing)?\b|writ(?:e|es|er|ers|ing|ten)\b|wrote\b|co-wrote|penn\w+"
    r"|develop\w*|adapt\w*|helm\w*|compos\w+|author\b|CEO\b|president\b|chief\b"
    r"|head(?: of|s up| writer)|boss\b|chair\w*|editor\b|critic\b|novel\w*|runs? (?:the|its)"
    r"|ran the|EPs?\b)",
)
_CAST_HEADING = AnyCase(
    r"\b(?:cast|star(?:s|ring|red)?|actors?|players?|faces?|ensemble|return(?:s|ing)?|back"
    r"|appear|who['’]s in|who is in|in it|met|roles?|company"
    r"|(?:look forward|seeing|see|includ\w+)\b.*:"
    r"|who (?:will|could|might|would|can|may|plays|else|is)|newcomers?|additions?"
    r"|characters?|line-?up|join\w*|regulars?|played)\b",
)
_CREW_HEADING = AnyCase(
    r"\b(?:crew|produc\w+|creat(?:ed|ors?)|writ(?:ers?|ten)|direct\w+"
    r"|behind the (?:scenes|camera)|makers?)\b",
)
_MAKERS = re.compile(
    r"\b(?:produc(?:ers?|ed|es?|ing)|direct(?:ors?|ed|s|ing)|writ(?:ers?|ten|ing)"
    r"|creat(?:ors?|ed)|showrunners?|EPs?|novels?|books?|songs?|designed)\b"
)
# "Long Shadows, with Ann Bell": right behind a show.
_BESIDE_TITLE = re.compile(r"[\"”'’]?,? (?:with|where|in which) (?:actor |actress |the )?")
_OF_FILM = re.compile(r"\b(?:film|movie|musical|play)\b[^.;:,]{0,30}\bstarr(?:ed|ing) $")
# "... is back, as are": those named next are of the cast, too.
_ALSO = re.compile(r"\b(?:as|so) (?:are|is|do|does|will) $")


def read_cast(scene: Scene) -> Iterator[Draft]:
    """The members of a cast that a sentence names."""
    if is_question(scene.text):
        return
    is_list = scene.sentence.kind is Kind.ITEM
    billings = find_billings(scene.text, scene.people, is_list=is_list)
    meant = find_antecedents(scene.text, scene.before, scene.people)
    role = None
    for billing in (meant, *billings) if meant else billings:
        if not (_is_cast(scene, billing) or (role and _ALSO.search(billing.before))):
            role = None
            continue
        role = read_role(scene, billing, role)
        for credit in billing.credits:
            yield Draft(
                value=CastMember(person=credit.name, character=credit.part, role=role.role),
                start=credit.start,
                # For a pronoun the sentence itself is the evidence.
                end=len(scene.text) if billing is meant else credit.end,
                about=role.about,
                season=role.season,
                certainty=role.certainty,
            )


def _is_cast(scene: Scene, billing: Billing) -> bool:
    if scene.sentence.kind is Kind.ITEM and billing.start < 3:
        head = scene.intro if _CAST_HEADING.search(scene.intro) else scene.heading
        listed = bool(_CAST_HEADING.search(head)) and not _CREW_HEADING.search(head)
        return billing.paired or (listed and not jobs_behind(billing.behind))
    if is_author(billing.before, billing.behind) or _OF_FILM.search(billing.before):
        return False
    if billing.paired or _SURELY_BEFORE.search(billing.before):
        return True
    behind = _ASIDE.sub("", billing.behind)
    if _OTHER_AFTER.search(behind) or _OTHER_BEFORE.search(billing.before):
        return False
    if jobs_behind(billing.behind) or jobs_before(billing.before):
        return False
    if _CAST_BEFORE.search(billing.before[-70:]) or _CAST_AFTER.search(behind):
        return True
    if any(_BESIDE_TITLE.fullmatch(scene.text, m[1], billing.start) for m in scene.mentions):
        return True
    many = len(billing.credits)
    if many >= 3:
        return not _MAKERS.search(scene.text)
    return bool(_WITH.search(billing.before)) and many > 1
