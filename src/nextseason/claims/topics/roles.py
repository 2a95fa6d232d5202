"""What becomes of a member of the cast: in it, back, new, gone, or not certain.

Scene and the words beside a billing -> Role.
"""

import re
from dataclasses import dataclass

from nextseason.claims.frame import About, Scene
from nextseason.domain import CastRole, Certainty

_RETURNS = re.compile(
    r"\b(?:return(?:s|ing)?|repris(?:e|es|ing)|(?:is|are|be|being|was|were|also|come|comes|coming|['’]s|['’]re) (?:all |both |also |once more )?back|come(?:s)? back|once (?:more|again)|again|step(?:s|ping)? back|resum(?:e|es|ing)|carr(?:y|ies) on|stay(?:s|ing)? on|remain(?:s|ing)?)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\b(?:leav(?:e|es|ing)|exit(?:s|ed|ing)?|depart(?:s|ed|ing|ure)?|(?:won['’]t|will not|not|nor will \w+ \w+|isn['’]t|aren['’]t|neither \w+ nor \w+ will|never) (?:be )?(?:\w+ )?(?:return(?:ing)?|be(?:ing)? back|com(?:e|ing) back|back|repris\w+|part of|around)|written out|is out\b|are out\b|stepp(?:ed|ing) (?:away|down)|left the (?:show|series|cast)|killed off|quit(?:s|ting)?)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:join(?:s|ed|ing)?|newcomers?|new (?:faces?|additions?|cast members?|recruits?|actors?|names?|ones?|to the cast)|additions?|recruits?|com(?:e|es|ing) (?:aboard|on board|in as)|aboard|on board|(?:was|been|were) (?:added|cast)|add(?:s|ed|ing)|is new|takes over|take[sn]? (?:on|over) the (?:role|part)|step(?:s|ping)? in(?:to)?)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may not|might not|unclear|uncertain|not (?:known|clear|certain|sure)|unknown|whether|remains to be seen|in doubt|less certain|up in the air|nobody knows|no one knows)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|should|expect(?:ed|s)?|likely|probably|may|might|hop(?:e|es|ing|eful)|if|assum\w+|presum\w+|surely|bank on|count on|possibl[ey]|perhaps|suppose)\b",
    re.IGNORECASE,
)
_NEXT_CAST = re.compile(r"\bseason\b.*\bcast\b|\bcast\b.*\bseason\b|\breturn|\bback\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Role:
    role: CastRole
    about: About
    season: int | None = None
    certainty: Certainty | None = None


def read_role(scene: Scene, left: str, right: str) -> Role:
    """What the words beside a billing, or above a list, say of those in it."""
    near = left[-120:] + " | " + right[:120]
    if scene.intro:
        near = scene.intro
    if _UNSURE.search(near):
        return Role(CastRole.UNCERTAIN, About.NEXT)
    if _LEAVES.search(near):
        return Role(CastRole.LEAVING, About.NEXT)
    if _JOINS.search(near):
        return Role(CastRole.JOINING, About.NEXT)
    if _RETURNS.search(near):
        certainty = Certainty.EXPECTED if _HYPOTHETICAL.search(near) else None
        return Role(CastRole.RETURNING, About.NEXT, certainty=certainty)
    return Role(CastRole.IN_CAST, About.ONLY, certainty=Certainty.STATED)
