"""What becomes of a member of the cast: in it, back, new, gone, or not certain.

Scene and billing -> Role, from the words beside the billing or, for a list, from those that
lead it in.
"""

import re
from dataclasses import dataclass

from nextseason.claims.billing import Billing
from nextseason.claims.frame import About, Scene
from nextseason.claims.seasons import find_seasons
from nextseason.claims.sentences import Kind, clause_around
from nextseason.domain import CastRole, Certainty

_RETURNS = re.compile(
    r"\b(?:return(?:s|ing)?|repris(?:e|es|ing)|(?:is|are|be|being|also|comes?|coming|['’]s|['’]re"
    r"|everybody|everyone|all|steps?|getting|welcomed?|see)(?: \w+)? back|back (?:for|as|in|again|too)\b"
    r"|(?<!never )once (?:more|again)|again|resum(?:e|es|ing)|carr(?:y|ies) on|stay(?:s|ing)? (?:on|with)|remain(?:s|ing)?"
    r"|(?:same|familiar|identical) faces|show(?:s|ing)? up again|promoted|have all been confirmed|survived?)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\b(?:leav(?:e|es|ing) (?!the door)|exit(?:s|ed|ing)?|depart(?:s|ed|ing|ure)?"
    r"|(?:won['’]t|will not|not|isn['’]t|aren['’]t|never|nor will|neither|no longer) (?:[\w ]{0,40}?)"
    r"(?:return(?:ing)?|be(?:ing)? back|com(?:e|ing) back|back|repris\w+|be (?:a )?part of|around|be in it)"
    r"|written out|is (?:out|gone)\b|are (?:out|gone)\b|stepp(?:ed|ing) (?:away|down)"
    r"|left (?:the (?:show|series|cast)|after|in season)|killed off|quit(?:s|ting)?|throws? out|made (?:her|his) exit"
    r"|gives? up the (?:lead|part|role)|bid(?:s|ding)? farewell|last season as|hangs? up)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:join(?:s|ing)?|joined(?! by)|newcomers?|new (?:faces?|additions?|cast members?|recruits?|actors?|names?"
    r"|ones?|to the cast|blood|arrivals?|players?)|additions?|(?:new|fresh|latest) recruits?|com(?:e|es|ing) (?:aboard|on board|in as)"
    r"|(?:going|get|gets|got) on board|(?:are|is|be|now) (?:aboard|on board)|(?:been|is|are) (?:added|cast (?:as|in|for))|(?:was|were) added|add(?:s|ed|ing)|(?:is|are) (?:new|in)\b(?=[,.]|$| to)"
    r"|takes? over (?:as|from|the (?:role|part))|takes? on the (?:role|part)|enters?|signed on|signs on|boards)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may not|might not|unclear|uncertain|not (?:known|clear|certain|sure)|unknown|whether"
    r"|remains to be seen|in doubt|less certain|up in the air|nobody (?:knows|can say)|no one (?:knows|can say)"
    r"|looking into|doubtful|yet to be (?:confirmed|seen|announced))\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:would|could(?! be seen)|should|expect(?:ed|s|ing)?|likel(?:y|ihood)|probabl[ey]|(?-i:may)|might|hop(?:e|es|ing|efuly?)"
    r"|if|assum\w+|presum\w+|surely|bank on|count(?:ed|ing)? on|possibl[ey]|perhaps|suppos\w+|stands to reason"
    r"|reckon|guess|look forward|most of|chances|bet|can be expected|in all|predict\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:were|was|met|included|has included|starred|played|had)\b", re.IGNORECASE)
_CAST = re.compile(
    r"\b(?:cast|characters?|stars?|faces|actors?|players?|who (?:will|would|could|might|is|comes?)|return\w*|back)\b", re.IGNORECASE
)
# "as are B and C", "and so does B": the same as of those before.
_FOLLOWS = re.compile(
    r"(?:\b(?:as|and so|so) (?:are|is|do|does|will)|^,? ?(?:with|and|alongside|along with|together with)) $", re.IGNORECASE
)
# As far as words beside a billing speak of those in it.
_REACH = 110
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the season and certainty that go with it."""

    role: CastRole
    about: About = About.NEXT
    season: int | None = None
    certainty: Certainty | None = None


def read_role(scene: Scene, billing: Billing, previous: Role | None) -> Role:
    """What is said of those in a billing; `previous` is that of the billing before it."""
    if scene.sentence.kind is Kind.ITEM and scene.intro:
        return _listed(scene, billing)
    if previous and _FOLLOWS.search(billing.before):
        return previous
    left, right = clause_around(scene.text, billing.start, billing.end)
    if left > 1 and scene.text[left - 2 : left].strip() == ":":
        left, _ = clause_around(scene.text, left - 3, billing.end)
    near = scene.text[max(left, billing.start - _REACH) : min(right, billing.end + _REACH)]
    return _said(near, _tied(scene)) or _in_cast(scene, billing)


def _said(words: str, season: int | None) -> Role | None:
    for cue, role in (
        (_UNSURE, CastRole.UNCERTAIN),
        (_LEAVES, CastRole.LEAVING),
        (_JOINS, CastRole.JOINING),
        (_RETURNS, CastRole.RETURNING),
    ):
        if cue.search(words):
            expected = role is CastRole.RETURNING and _EXPECTED.search(words)
            certainty = Certainty.EXPECTED if expected else None
            return Role(role, season=season, certainty=certainty)
    return None


def _listed(scene: Scene, billing: Billing) -> Role:
    """The role of a list's entries: told in the item, above the list, or by its heading."""
    own = scene.text[billing.end :]
    said = _said(scene.text, None) if own else None
    if said and said.role is not CastRole.RETURNING:
        return said
    intro = scene.intro if scene.intro != scene.heading else ""
    heading_season = _heading_season(scene)
    found = _said(intro, None)
    if found is None and _EXPECTED.search(intro):
        found = Role(CastRole.RETURNING, certainty=Certainty.EXPECTED)
    if found:
        return found
    if intro and _PAST.search(intro):
        return _in_cast(scene, billing)
    found = _said(scene.heading, heading_season)
    if found is None and heading_season and heading_season == scene.timeline.next:
        found = Role(CastRole.RETURNING, certainty=Certainty.EXPECTED)
    if found and _CAST.search(scene.heading):
        sure = found.role is not CastRole.RETURNING
        return found if sure else Role(CastRole.RETURNING, certainty=Certainty.EXPECTED)
    return said or _in_cast(scene, billing)


def _heading_season(scene: Scene) -> int | None:
    numbers = {m.number for m in find_seasons(scene.heading) if not m.counted}
    return numbers.pop() if len(numbers) == 1 else None


def _tied(scene: Scene) -> int | None:
    """The one season that a sentence names, or else the one before it in its paragraph."""
    for mentions in (scene.seasons, find_seasons(scene.before)):
        numbers = {m.number for m in mentions if not m.counted}
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None


def _in_cast(scene: Scene, billing: Billing) -> Role:
    """In a season that is out, where the words name it beside the billing or ahead of it."""
    latest = scene.timeline.latest or 0
    near = {
        m.number
        for m in scene.seasons
        if not m.counted and m.start < billing.end + _BESIDE and m.number <= latest
    }
    season = near.pop() if len(near) == 1 else None
    return Role(CastRole.IN_CAST, About.ONLY, season, Certainty.STATED)
