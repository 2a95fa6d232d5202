"""Why a season was renewed or cancelled.

Scene -> drafts.  A cause counts inside a causal frame ("because of", "was to blame", "put
it down to") in talk of the decision, or where its words carry the frame with them ("too
few people watched").  Where viewers are weighed against money, both make one reason.
"""

import re
from collections.abc import Iterator

from nextseason.claims.frame import Draft, Scene
from nextseason.domain import Reason, ReasonCategory

TRIGGERS: tuple[str, ...] = (
    *("because", "due", "owing", "thanks", "reason*", "blame*", "cited", "citing", "cause*"),
    *("explanation*", "explain*", "why", "attribut*", "led", "stem*", "culprit*", "behind"),
    *("fault", "account", "amid*", "came", "factor*", "result*", "covid", "pandemic"),
    *("coronavirus", "strike", "strikes", "expensive", "costs", "costly", "cost", "budget*"),
    *("ratings", "numbers", "viewers*", "audience*", "watched", "watching", "fans", "creative"),
    *("decision", "money", "sums", "justif*", "few", "part", "role", "given", "over", "intend*"),
    *("intention", "planned", "always", "viewing", "performed", "underperform*", "stoppage*"),
)

_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|on account of|as a (?:direct )?(?:result|consequence) of|reasons?|(?:to|is|was|took the|gets the) blame|blam(?:ed|es|ing)|put(?:s)? (?:it|this|that|the [\w -]{1,30}) down to"
    r"|attribut(?:ed|es|able)|cit(?:ed|es|ing)|explanation|explain(?:s|ed)|led to|lay behind|was behind|were behind|behind (?:the|this|its|that) (?:decision|cancell?ation|move|choice|axing|renewal)|stem(?:s|med)? from|caus(?:e|es|ed)|culprits?|at fault|amid(?:st)?"
    r"|(?:came|comes|boil(?:s|ed)) down to|to do with|play(?:ed|s)? (?:a|its|their|some|no) (?:\w+ )?(?:part|role)|had a hand|factors?|given (?:that|how|the|its)|came into it|count(?:ed|s) against|enough for|force[sd]? (?:its|the|their|\w+['’]s?) hand|as a result|consequence|victim of|fell (?:victim|prey) to|fall (?:victim|prey) to"
    r"|so that|too [a-z]+ (?:to|for)|not [a-z]+ enough|problem|trouble|made it (?:hard|difficult|impossible|an easy)|could not justify|couldn['’]t justify|to justify|worr(?:y|ies)|over (?:its |the |their |poor |low |a |concerns |fears )?(?:poor |low )?(?:ratings|viewership|viewing|costs?|budget|money|covid\S*|pandemic|creative|strikes?|numbers)"
    r"|(?:had|have|has) an effect on|contributed|prompted|convinced|persuaded|doomed|sealed|sank|killed|finished it off|spelled|spelt the end|at bottom|the matter|the (?:point|issue) (?:is|was)|in view of|in light of|on the back of|after (?:disappointing|poor|low|weak|falling|declining|dwindling))\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:cancel\w*|axe[sd]?|axing|scrap\w*|un-?renew\w*|renew\w*|decision|decid(?:ed|es|ing)|drop(?:s|ped|ping)|not (?:be )?(?:returning|coming back|going (?:ahead|forward))|kill(?:ed|s)|fate|cut short|shelved|ditch\w*"
    r"|pull(?:ed|ing|s)? the plug|won['’]t (?:be )?(?:return|get|be back|come back|happen|go|continue)\w*|pass(?:ed)? on|the axe?|the chop|demise|goner?|another season|why|greenlit|green (?:light|signal)|carry(?:ing)? on|let go|dumped|did away|do away|call(?:ed)? it a day"
    r"|no (?:more|second|third|fourth|fifth|sixth|further|new)\b|end(?:s|ed|ing)? (?:the |it|after|with)|end of the|(?:second|third|fourth|fifth|sixth|final|last) (?:season|run)|never to return|not to (?:go|continue|order|make|bring))\b",
    re.IGNORECASE,
)

_PANDEMIC = re.compile(r"\b(?:covid(?:-19)?|pandemic|corona(?:virus)?)\b", re.IGNORECASE)
_STRIKE = re.compile(
    r"\b(?:strikes?|work stoppages?|walk-?outs?|picket\w*|industrial action)\b(?! a| the| gold| again| twice)", re.IGNORECASE
)
_COST = re.compile(
    r"\b(?:cost(?:s|ly|lier|liest)?|budget\w*|expens(?:e|es|ive)|financ(?:es|ial|ially)|money|price[ -]?tag|pricey|outlay|unaffordable|afford|savings|cost-cutting|tax (?:credit|rebate|incentive|break|write-off)s?|licens\w+ fees?|bill|funds|economics|sums|cheap|coins|dollars and cents)\b",
    re.IGNORECASE,
)
# Money in other senses: time that was cost, money that is bet, money as a plot.
_NO_COST = re.compile(
    r"\b(?:cost (?:(?:them|it|us|the \w+) )?(?:time|months|weeks|lives|\w+ (?:his|her|their))|(?:put|bet|putting|my|our|your|smart|safe) (?:\w+ )?money (?:on|is|was)|money['’]s on|money (?:worries|troubles|problems)|for the money|at all costs|low[- ]budget)\b",
    re.IGNORECASE,
)
# Costs that are too high by the words' own meaning.
_TOO_DEAR = re.compile(
    r"\b(?:too (?:expensive|costly|pricey|dear|much money)|cost(?:s|ing)? too much|prohibitively|unaffordable|(?:ran|run|runs|burn\w*|gone|went|go) (?:through|over) (?:its|the|their|all) (?:\w+ )?(?:budget|funds|money)|over budget|budgets? (?:had been |has been |was |were |that had )(?:\w+ )?(?:overrun|blown|exceeded|grown|swollen)|money (?:had|has) (?:run out|been blown|dried up)|(?:high|rising|soaring|growing|mounting|swelling|ballooning|huge|steep|sheer|spiralling) (?:[\w-]+ ){0,2}?(?:costs?|budgets?|fees?|price|expense)|expensive (?:to (?:make|produce|film|shoot)|show|series|production)|cut(?:ting)? costs|cost[- ]cutting|tighten\w* (?:its |their )?belts?|sav(?:e|ing) money|tax write-off)\b",
    re.IGNORECASE,
)
_LITTLE_WATCHED = re.compile(
    r"\b(?:(?:low|weak|poor|falling|declining|dwindling|disappointing|dismal|lacklustre|lackluster|slipping|soft|unfavou?rable|mediocre|modest|bad|sagging|shrinking|sliding|insufficient|underwhelming|lower|plummeting|sluggish|puny|meagre|meager|tepid|drop in|decline in|fall in|lack of|slump in|dip in|loss of|small|smaller) (?:[\w-]+ ){0,2}?(?:ratings?|viewership|viewing(?: figures)?|audiences?|numbers|viewers|figures|views|interest|performance|completion|turnout|streams)"
    r"|(?:ratings?|viewership|viewing(?: figures| numbers)?|audiences?|numbers|viewers|figures|viewer numbers) (?:[\w’']+ ){0,5}?(?:low|lower|weak|poor|small|disappoint\w*|slip\w*|f[ae]ll\w*|drop\w*|declin\w*|slid|dwindl\w*|not (?:there|enough|high|good|strong)|too|short|below|dive|div(?:ed|ing)|sank|puny|shrank|tank\w*|plung\w*|plummet\w*|down|modest|dismal|never recovered|wasn['’]t|weren['’]t|slump\w*)"
    r"|(?:too few|not (?:nearly )?enough|so few|very few|hardly any|fewer and fewer|not many|too small an?|n['’]t enough|few(?:er)?) (?:people|viewers|fans|subscribers|eyeballs|households|watched|of us|members|users|audience)"
    r"|(?:fail(?:ed|s|ing|ure)|unable|struggl\w+|never managed|didn['’]t|did not|could(?:n['’]t| not)) to (?:draw|find|attract|reach|build|gain|pull|connect|win|bring in|hold|garner|catch|land|resonate)|(?:didn['’]t|did not|never|couldn['’]t|could not) (?:quite |really )?(?:draw|find|attract|reach|build|gain|pull in|connect with|garner|catch on|resonate|land with|bring in) (?:an?|the|its|enough|many|much|large|sufficient)\b|under-?perform\w*|not perform\w*|(?:didn['’]t|did not) perform"
    r"|(?:few|fewer) (?:people|viewers) (?:had )?watch\w*|nobody (?:was )?watch\w*|no one (?:was )?watch\w*|(?:lost|lose|shed|losing) (?:[\w-]+ ){0,3}(?:viewers|audience)|(?:audience|viewership|following) (?:was |is |were )?(?:[\w’'-]+ ){0,3}(?:too )?(?:small|not (?:large|big))|(?:steep |sharp |big |further )?(?:fall|drop|decline|slump|dip|slide|collapse) in (?:the |its |their |total |live |linear )?(?:audience|viewers|viewership|ratings|numbers|viewing|figures)|never (?:quite |really )?found (?:its|an|the|much of an) (?:place|audience|footing|viewers)|numbers (?:were|was|are) (?:always |just |simply |never )?(?:not there|a (?:challenge|problem|concern)|low|there)|ratings (?:\w+ )?weren['’]t|(?:figures?|ratings|numbers|audience)(?: for \w+)? (?:dive|tank|slide|crash|plummet)|lack of viewers|rated lower|low[- ]rated|below what)\b",
    re.IGNORECASE,
)
# Too few viewers for something: the words give the reason by themselves.
_TOO_LITTLE = re.compile(
    r"\b(?:too (?:few|small|weak|low|poor|little|puny|modest)|(?:not|n['’]t) (?:\w+ )?(?:enough|large enough|draw|find|attract|there|reach)|fail(?:ed|s|ing|ure) to|so few|few(?:er)? and fewer|under-?perform\w*|weren['’]t where|were not there|never (?:\w+ )?found)\b",
    re.IGNORECASE,
)
_WATCHED = re.compile(
    r"\b(?:ratings?|viewership|viewers?|viewing|audiences?|numbers|watch(?:ed|ing|es)?|tun(?:ed|ing)|stream(?:ed|ing)|seen|saw|figures|reach|popularity|fans|views|performance|completion)\b", re.IGNORECASE
)
_WEIGHED = re.compile(
    r"\b(?:justif\w+|cover(?:ed|ing)?|outweigh\w*|make up for|made up for|compar\w+|versus|vs|relative to|worth|against|in proportion|proportion|balance|ratio|offset|compensate|combination|recoup|sums|measured against|for (?:what|the money)|warrant\w*|too (?:small|few|low|little)|return on|enough|as well as|and)\b",
    re.IGNORECASE,
)
_CREATIVE = re.compile(
    r"\bcreative(?:ly)? (?:differences|reasons|direction|path|decision|choice|disagreements?|vision|clash\w*|team)|\bcreative\b(?= (?:one|grounds))|\b(?:story|tale|narrative|plot|arc|material|source) (?:had |has |was |is |were )?(?:\w+ ){0,2}(?:told|reached its|complete[d]?|run its course|run out|finished|exhausted|used up|over)\b"
    r"|\b(?:run|ran) its course\b|\bnatural (?:end|ending|conclusion|stopping point|close)\b|\b(?:always|originally|from the (?:start|beginning|outset)) (?:[\w’']+ ){0,3}?(?:planned|intended|meant|conceived|envisioned|envisaged|written|the plan|the intention|designed)\b|\b(?:planned|intended|meant|conceived|envisioned|envisaged|mapped out) (?:[\w’']+ ){0,5}?(?:as|to (?:be|run|end|last)|for|on) (?:[\w’']+ ){0,3}?(?:limited|mini-?series|one season|(?:two|three|four|five|six)(?:[- ]seasons?)?|standalone|trilogy)\b"
    r"|\b(?:change of|shift in|new) (?:strategy|direction)\b|\b(?:chose|decided|wanted|want(?:s)?|preferred) (?:herself |himself )?(?:not to|to) (?:come back|return|end (?:it|the (?:show|series|story)) on|go out on|leave|bow out|finish on|move on)\b|\bon (?:its|their|our|his|her) own terms\b|\b(?:nothing|no (?:more )?story) left to tell\b|\bcould not agree\b|\bno more (?:books|source material|story)\b|\b(?:always|was) (?:been )?the (?:plan|intention)\b",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\b(?:scheduling(?: conflicts?| clash\w*| issues| problems)?|(?:clash(?:es)? of|conflicting|crowded|full|packed) schedules?|schedule (?:conflicts?|clash\w*)|availab(?:le|ility)|ran out of (?:room|slots|space)|no (?:room|slot|space) (?:on|in|for)|production delays?|delays?|other commitments|prior commitments|busy)\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"\b(?:contract(?:s|ual|ually)?|rights (?:issue|deal|dispute|expired|lapsed|situation)|licens(?:e|ing) (?:deal|agreement|terms|issue)|ownership|negotiations?|options? (?:on the cast |had |have )?(?:expire[ds]?|lapsed|ran out)|talks (?:broke|fell|collapsed)|expir(?:ed|y|es) deal|deal (?:with|between) [^.;,]{1,40}(?:expired|ended|lapsed|fell))\b",
    re.IGNORECASE,
)
_REVIEWS = re.compile(
    r"\b(?:(?:bad|poor|negative|mixed|harsh|weak|terrible|dismal|scathing|lukewarm|tepid|unkind|damning|critical) (?:critical )?(?:reviews?|reception|response|notices|reaction|drubbing|mauling)|(?:heavily |widely )?critici[sz]ed|criticism|panned|drubbing|backlash|controvers\w+|reviews (?:were|was) (?:bad|poor|mixed|terrible|negative))\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:no|not (?:a|any|an|one|given|offered)|n['’]t (?:any|given?|offer\w*|provide[d]?|share[d]?|reveal\w*|disclose[d]?|announce[d]?|state[d]?|an?)|without (?:any|an?|giving|offering|further)?|never (?:an?|gave|given|offered|any|provided|shared|revealed|disclosed|explained|came)|any|nor|neither|little) ?(?:a |an |any |given |the |further |much |in the way of )?(?:[\w-]+ ){0,2}?(?:reasons?|explanations?|justification)\b"
    r"|\b(?:reasons?|explanations?|causes?)\b[^.;,]{0,50}?\b(?:not (?:been )?(?:given|disclosed|revealed|known|shared|announced|clear|explained|stated|public|made|offered|provided|specified|confirmed)|unknown|unclear|undisclosed|never|unstated|unspecified|a mystery|a secret|remains? to be|under wraps|n['’]t (?:been |yet )?(?:given|clear|known|revealed|disclosed|shared|announced|explained|public|stated))\b"
    r"|\b(?:not|n['’]t|never|yet to|has to|declin(?:ed|es|ing) to|refus(?:ed|es|ing) to|without|nobody|no one)(?: yet| ever| publicly| officially| fully| been)? (?:sa(?:y|id|ys|ying)|explain(?:ed|ing|s)?|reveal(?:ed|ing|s)?|disclose[ds]?|know(?:s|n)?|shared?|give[n]?|gave|clear|clarif\w+|comment(?:ed)? on|spell(?:ed)? out|state[d]?|specif\w+|elaborat\w+)(?: [\w’']+){0,3}? (?:why|reasons?|what (?:was|is|lay) behind|what (?:led|prompted)|the motive|full details|exact reason|main reason)\b"
    r"|\b(?:unclear|unknown|a mystery|mystery) (?:as to )?why\b|\bwhy\b[^.;,?]{0,60}\b(?:is|remains|was) (?:un(?:clear|known)|(?:not|n['’]t) (?:known|clear)|a mystery|anyone['’]s guess)\b|\b(?:never|not|n['’]t)\b[^.;,]{0,40}\b(?:about|of|for|behind) the reasons?\b|\b(?:explanation|reason)\b[^.;,]{0,30}\bnever (?:came|given|followed)\b|\b(?:never|not|n['’]t) (?:offer(?:ed)?|give[n]?|provide[d]?) any (?:\w+ ){0,2}(?:explanation|reason)\b|\bnever (?:gave|given|came with) (?:the full details|reasons?|an? (?:\w+ )?reason)\b",
    re.IGNORECASE,
)
# "There is no reason to worry", "for no reason": nothing about why.
_IDIOM = re.compile(
    r"\b(?:no|any|little|every|good) reason (?:to|for (?:fans|viewers|worry|despair|hope|concern|panic)|not to|that (?:it|the show|they|we) (?:should|could|can)|we)\b|\bno reason why\b|\bthe (?:only|main|simple) reason (?:to|i|we|you) ",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:nothing to do with|not (?:because|due to|down to|the reason|to blame|a factor|at fault)|n['’]t (?:because|due to|down to|the reason|to blame|a factor|at fault)|rather than|had no(?:thing)? (?:part|role|bearing)|wasn['’]t (?:about|the)|played no)\b",
    re.IGNORECASE,
)
_HELD_UP = re.compile(
    r"\b(?:delay(?:ed|s|ing)?|postpon\w+|push(?:ed|es) back|held up|shut ?down|halt(?:ed|s|ing)?|paus(?:ed|es|e)|suspend(?:ed|s)|on hold|resum\w+|slow(?:ed)?|wait|production|film(?:ing|ed)|shoot(?:ing|s)?|start(?:s|ed)?|begin|release|cameras|dates?)\b",
    re.IGNORECASE,
)
# A plan from the start is a reason to end without a "because".
_ALWAYS_SO = re.compile(
    r"\b(?:always|from the (?:start|beginning|outset)|originally|meant it to|creative differences|could not agree|chose not to|nothing left to tell|run its course|own terms|natural (?:end|ending|conclusion))\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:has|have|had|did|do|does|will|would|is|are|was)(?: not|n['’]t) (?:sa(?:id|y|ying)|explain\w*|reveal\w*|comment\w*|know|clear|disclos\w*|tell\w*|told)\b|\bnobody knows\b|\bno one knows\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:cancel\w*|axe[sd]?|axing|scrap\w*|revers\w+|un-?renew\w*|undo(?:ne)?|revok\w+|drop(?:ped|s)|shelved|kill\w*|not (?:be )?(?:returning|renewed|coming)|pull\w* the plug|end of|decision|did away|do away|victim)\b",
    re.IGNORECASE,
)

_CATEGORIES = (
    (_PANDEMIC, ReasonCategory.PANDEMIC),
    (_STRIKE, ReasonCategory.STRIKE),
    (_CREATIVE, ReasonCategory.CREATIVE),
    (_SCHEDULE, ReasonCategory.SCHEDULE),
    (_CONTRACT, ReasonCategory.CONTRACT),
    (_REVIEWS, ReasonCategory.REVIEWS),
)


def read_reason(scene: Scene) -> Iterator[Draft]:
    """The reasons that the sentence gives, or the statement that none was given."""
    text = scene.text
    if text.rstrip("\"'”’)").endswith("?") or _IDIOM.search(text):
        return
    unsaid = _NOT_SAID.search(text) or _left_open(scene)
    if unsaid:
        yield _draft(ReasonCategory.UNSTATED, unsaid)
        # What stands behind "but" may still be a guess at it.
        text = " " * unsaid.end() + text[unsaid.end() :]
    yield from _of_viewing_and_cost(scene, text)
    framed = _BECAUSE.search(text) is not None
    for pattern, category in _CATEGORIES:
        match = pattern.search(text)
        if match and _is_why(scene, category, framed=framed):
            yield _draft(category, match, negated=_is_denied(text, match))


def _left_open(scene: Scene) -> re.Match[str] | None:
    """ "Why was it dropped? Netflix hasn't said." """
    asked = scene.before.endswith("?") and re.search(r"\bwhy\b|reason", scene.before, re.IGNORECASE)
    return _SILENT.search(scene.text) if asked else None


def _of_viewing_and_cost(scene: Scene, text: str) -> Iterator[Draft]:
    little = _LITTLE_WATCHED.search(text) if _WATCHED.search(text) else None
    cost = None if _NO_COST.search(text) else _COST.search(text)
    framed = _BECAUSE.search(text) is not None
    near, decided = _DECISION.search(text) is not None, _about_decision(scene)
    weighed = little and cost and (framed or near or _TOO_LITTLE.search(text) or decided)
    if weighed or (cost and framed and decided and _WATCHED.search(text) and _WEIGHED.search(text)):
        match = little or cost
        assert match is not None
        yield _draft(ReasonCategory.VIEWING_VS_COST, match)
    elif little and ((framed and decided) or near or _TOO_LITTLE.search(little.group())):
        yield _draft(ReasonCategory.LOW_VIEWING, little, negated=_is_denied(text, little))
    elif cost and decided and (framed or _TOO_DEAR.search(text)):
        yield _draft(ReasonCategory.COST, cost, negated=_is_denied(text, cost))


def _about_decision(scene: Scene) -> bool:
    return any(_DECISION.search(t) for t in (scene.text, scene.before, scene.heading))


def _is_why(scene: Scene, category: ReasonCategory, *, framed: bool) -> bool:
    """A pandemic or a strike beside a cancellation needs no "because".

    Far from one it is more often what holds up a shoot.
    """
    if category in (ReasonCategory.PANDEMIC, ReasonCategory.STRIKE):
        if _ENDED.search(scene.text):
            return True
        ended = _ENDED.search(scene.before) or _ENDED.search(scene.heading)
        return framed and ended is not None and not _HELD_UP.search(scene.text)
    if category is ReasonCategory.CREATIVE and _ALWAYS_SO.search(scene.text):
        return True
    return framed and _about_decision(scene)


def _is_denied(text: str, match: re.Match[str]) -> bool:
    near = text[max(0, match.start() - 45) : match.end() + 35]
    return _DENIED.search(near) is not None


def _draft(category: ReasonCategory, match: re.Match[str], *, negated: bool = False) -> Draft:
    return Draft(
        value=Reason(category=category), start=match.start(), end=match.end(), negated=negated
    )
