"""What becomes of a member of the cast: in it, back, new, gone, or not certain.

Scene and billing -> Role, from the words beside the billing or, for a list, from those that
lead it in.
"""

from dataclasses import dataclass

from nextseason.claims.anycase import AnyCase
from nextseason.claims.billing import Billing
from nextseason.claims.frame import About, Scene
from nextseason.claims.seasons import find_seasons
from nextseason.claims.sentences import Kind, clause_around
from nextseason.domain import CastRole, Certainty

_RETURNS = AnyCase(
    r"\b(?:return(?:s|ing|ees?)?|repris(?:e|es|ing)"
    r"|(?:is|are|be|being|also|comes?|coming|['’]s|['’]re|due|expected|everybody|everyone"
    r"|all|steps?|getting|welcomed?|see|slips?|steps?|settles?|bring(?:s|ing)?)"
    r"(?: \w+)? back|back (?:for|as|in|again|too|into|on board|at work)\b"
    r"|(?<!never )once (?:more|again)|again|resum(?:e|es|ing)|carr(?:y|ies) on"
    r"|continu(?:e|es|ing)|stay(?:s|ing)? (?:on|with)|remain(?:s|ing)?"
    r"|(?:same|familiar|identical) faces|show(?:s|ing)? up again|promoted"
    r"|(?:have|has) (?:all |both )?been confirmed|confirmed (?:for|to)|survived?|intact"
    r"|(?:signed|contracted|under contract|locked in) (?:on )?for)\b",
)
_LEAVES = AnyCase(
    r"\b(?:leav(?:e|es|ing) (?!the door|their|his|her|them|us\b|much|room)"
    r"|exit(?:s|ed|ing)?|depart(?:s|ed|ing|ure)?"
    r"|(?:won['’]t|will not|not|isn['’]t|aren['’]t|never|nor will|neither|no longer"
    r"|no chance of) (?:[\w ]{0,40}?)(?:return(?:ing)?|be(?:ing)? back|com(?:e|ing) back"
    r"|back|repris\w+|be (?:a )?part of|around|be in it|appear|feature)|written out"
    r"|(?:is|are) (?:out|gone|off)\b|stepp(?:ed|ing) (?:away|down)"
    r"|left (?:the (?:show|series|cast)|after|in season)|killed off|quit(?:s|ting)?"
    r"|throws? out|made (?:her|his) exit|gives? up the (?:lead|part|role)"
    r"|bid(?:s|ding)? farewell|said goodbye|last season as|hangs? up|bow(?:s|ed|ing) out"
    r"|recast|replaced by|dropp(?:ed|ing) out)\b",
)
_JOINS = AnyCase(
    r"\b(?:join(?:s|ing)?|joined(?! by)|newcomers?"
    r"|new (?:faces?|additions?|cast|recruits?|actors?|names?|series regulars?|ones?"
    r"|to the (?:cast|show|series)|blood|arrivals?|players?|hires?|signings?)|additions?"
    r"|(?:new|fresh|latest) (?:recruits?|faces)|com(?:e|es|ing) (?:aboard|on board|in as)"
    r"|(?:going|get|gets|got) on board|(?:are|is|be|now) (?:aboard|on board)"
    r"|(?:been|is|are) (?:added|cast\b|tapped)|(?:was|were) added|add(?:s|ed|ing)"
    r"|(?:is|are) (?:new|in)\b(?=[,.]|$| to)|takes? over (?:as|from|the (?:role|part))"
    r"|takes? on the (?:role|part)|enters?|sign(?:s|ed|ing) (?:on|up)"
    r"|land(?:s|ed) (?:a|the) (?:role|part|lead)|mak(?:e|es|ing) (?:his|her|their) "
    r"(?:debut|entrance|first appearance))\b",
)
_JOINED_BY = AnyCase(r"\bjoined by (?:[a-z]+ ){0,3}$")
_UNSURE = AnyCase(
    r"\b(?:may not|might not|unclear|uncertain|not (?:known|clear|certain|sure)|unknown"
    r"|whether|remains to be seen|in doubt|less certain|up in the air"
    r"|nobody (?:knows|can say)|no one (?:knows|can say)|looking into|doubtful"
    r"|yet to be (?:confirmed|seen|announced)|could (?:leave|exit|depart|be bumped)"
    r"|question mark)\b",
)
_EXPECTED = AnyCase(
    r"\b(?:would|could(?! be seen)|should|expect(?:ed|s|ing)?|likel(?:y|ihood)|probabl[ey]"
    r"|(?-i:may)|might|hop(?:e|es|ing|efuly?)|if|assum\w+|presum\w+|surely|bank on"
    r"|count(?:ed|ing)? on|possibl[ey]|potential\w*|perhaps|suppos\w+|stands to reason"
    r"|reckon|guess|look forward|most of|chances|bet|can be expected|in all|predict\w*"
    r"|speculat\w+|anticipat\w+)\b",
)
# "Will star": in a season to come, and so back, unless words of joining say otherwise.
_TO_COME = AnyCase(
    r"(?:\b(?:will|would|shall|should|going to|set to|expected to|due to|slated to|likely to"
    r"|bound to|ready to|sure to|(?:is|are) to)|['’]ll) "
    r"(?:all |both |also |again |once more |still |probably |likely |definitely |surely )*"
    r"(?:be (?:in|seen|on|part|there|among|leading|playing|starring)\b|star|play|lead|appear"
    r"|feature|head|front|portray|voice|round)",
)
_PAST = AnyCase(r"\b(?:were|was|met|included|has included|starred|played|had)\b")
_CAST = AnyCase(
    r"\b(?:cast|characters?|stars?|faces|actors?|players?"
    r"|who (?:will|would|could|might|is|comes?)|return\w*|back)\b",
)
_CAST_BEFORE = AnyCase(r"\b(?:cast|stars|actors|players|faces|ensemble|characters|who)\b")
# "as are B and C", "and so does B": the same as of those before.
_FOLLOWS = AnyCase(
    r"(?:, and|\b(?:as|and so|so) (?:are|is|do|does|will)"
    r"|^,? ?(?:with|and|alongside|along with|together with)) $",
)
# As far as words beside a billing speak of those in it.
# "All return except X": of X the opposite is likely, and not said.
_EXCEPT = AnyCase(
    r"\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|with the exception of|save for"
    r"|minus) $",
)
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
    if _EXCEPT.search(billing.before):
        return Role(CastRole.UNCERTAIN, season=_tied(scene))
    if _JOINED_BY.search(billing.before):
        return Role(CastRole.JOINING, season=_tied(scene))
    said = _said(near, _tied(scene))
    if said is None and _had_a_season(scene) and _TO_COME.search(near):
        said = _returning(near, _tied(scene))
    if said and _in_plot(billing) and said.role is not CastRole.RETURNING:
        said = None  # it is the character who joins or leaves somebody
    return said or _led_in(scene) or _headed(scene) or _in_cast(scene, billing)


def _led_in(scene: Scene) -> Role | None:
    """After "All of the cast will return.": those named next, unless it tells what has been."""
    before = scene.before
    if not _CAST_BEFORE.search(before) or _PAST.search(scene.text):
        return None
    said = _said(before, _tied(scene))
    return said if said and said.role in (CastRole.RETURNING, CastRole.JOINING) else None


def _headed(scene: Scene) -> Role | None:
    """Of a sentence under "Who will be back?", unless it tells what has been."""
    heading = scene.heading
    if not _CAST.search(heading) or _PAST.search(scene.text):
        return None
    season = _heading_season(scene)
    if _RETURNS.search(heading) or (season and season == scene.timeline.next):
        return Role(CastRole.RETURNING, season=season, certainty=Certainty.EXPECTED)
    return None


def _in_plot(billing: Billing) -> bool:
    """Does the sentence speak of characters, with players in brackets?"""
    return all(c.part_first for c in billing.credits)


def _had_a_season(scene: Scene) -> bool:
    return scene.timeline.next is None or scene.timeline.next > 1


def _returning(words: str, season: int | None) -> Role:
    certainty = Certainty.EXPECTED if _EXPECTED.search(words) else None
    return Role(CastRole.RETURNING, season=season, certainty=certainty)


def _said(words: str, season: int | None) -> Role | None:
    for cue, role in (
        (_UNSURE, CastRole.UNCERTAIN),
        (_LEAVES, CastRole.LEAVING),
        (_JOINS, CastRole.JOINING),
    ):
        if cue.search(words):
            return Role(role, season=season)
    return _returning(words, season) if _RETURNS.search(words) else None


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
    """The one season that a sentence names, or else the one before it in its paragraph.

    Nobody returns to the first one, joins it or leaves it.
    """
    for mentions in (scene.seasons, find_seasons(scene.before)):
        numbers = {m.number for m in mentions if not m.counted}
        if numbers:
            return numbers.pop() if len(numbers) == 1 and numbers != {1} else None
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
