"""Renewed, cancelled, pending or concluded: what a sentence says of the next order.

Scene -> drafts.  Each status has its own short list of phrasings.  A renewal under a
negation is a cancellation ("won't be renewed") or, with "yet", pending; a condition
("if it is renewed") or a question says nothing.
"""

import re
from collections.abc import Iterator

from nextseason.claims.frame import Draft, Scene
from nextseason.claims.seasons import SeasonMention
from nextseason.claims.sentences import clause_around
from nextseason.domain import Certainty, Renewal, RenewalStatus

TRIGGERS: tuple[str, ...] = (
    *(
        "renew*",
        "cancel*",
        "axe*",
        "axing",
        "ax",
        "scrap*",
        "plug",
        "drop*",
        "shelve*",
        "ditch*",
    ),
    *(
        "kill*",
        "chop*",
        "boot",
        "door",
        "exit",
        "pick*",
        "pickup",
        "order*",
        "greenl*",
        "green",
    ),
    *(
        "season*",
        "series",
        "show",
        "return*",
        "back",
        "happen*",
        "over",
        "done",
        "dead",
        "end*",
    ),
    *("final*", "last", "conclud*", "conclusion", "finish*", "word", "announc*", "confirm*"),
    *(
        "decid*",
        "decision",
        "undecided",
        "unclear",
        "limbo",
        "bubble",
        "fate",
        "future",
        "news",
    ),
    *("saved", "saves", "rescue*", "reviv*", "official*", "more", "another", "second", "third"),
    *(
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "reverse*",
        "unrenewed",
        "run",
        "outing",
        "passed",
    ),
    *("continue*", "discontinu*", "goodbye", "farewell", "wrap*", "bow*", "swan", "go"),
)

_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:nd|rd|th)|sophomore|another|new|final|last|next|follow-up|one more|two more|three more)"
_UNIT = r"(?:seasons?|series|runs?|outings?|chapters?|instal?lments?|volumes?|years?|episodes|batch|helping|round)"
_SEASON = rf"(?:(?:a |an |its |the |any |their )?(?:{_ORDINAL}(?:,? (?:and|but) (?:final|last|concluding))?,? (?:[\w-]+ ){{0,2}}?{_UNIT}|seasons? (?:\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|[IVX]+)\b|more (?:seasons|episodes)|{_ORDINAL}\b))"
_AUX = r"(?:(?:has|have|had|was|were|is|are|be|been|being|get|gets|got|getting|will|would|it|officially|just|now|already|also|abruptly|quietly|finally|since|recently|later|then|suddenly|sadly|both|once|ultimately|formally) ){0,4}"

_CANCELLED = re.compile(
    r"\b(?:(?:un-?)?cancel(?:l?ed|s|l?ing|lation)\b|cancel\b|axe[sd]?\b|axing\b|(?:get|gets|got|given|gave|gives|getting) the (?:axe?|chop|boot|hook|heave-ho|push)|scrap(?:s|ped|ping)\b|shelve[sd]\b|ditche[sd]\b|dump(?:s|ed)\b|"
    r"(?:pull(?:s|ed|ing)?) the plug|plug (?:was|has been|is) pulled|call(?:s|ed|ing)? (?:it )?(?:time|quits|a day)|(?:shown?|show|showed) the (?:door|exit)|kill(?:s|ed)(?: off)?\b|(?:put|puts) an end to|bring(?:s|ing)? (?:it |the (?:show|series) )?to an (?:early )?end|brought (?:it |the (?:show|series) )?to an (?:early |abrupt |untimely )?end|"
    r"cut short|cut down|dropp?(?:ed|s) (?:the (?:show|series|drama|comedy|sitcom)|it\b|by|after|from)|discontinue[ds]?|un-?renew(?:ed|s)|(?:reverse[sd]?|rescinded|went back on|goes back on|undid|undone|took back|takes back|taken back|tore up|torn up|revoked|withdr[ae]wn?) (?:its |the |their |a |that )?(?:[\w’' -]{0,20})?(?:renewal|decision|order|pick-?up|second|third|fourth|season)|"
    r"renewal (?:was |has been |is |being |had been )?(?:reversed|rescinded|taken back|undone|torn up|revoked|withdrawn)|(?:decided|chosen|chose|opted|elected|decides|opts) (?:not to|against) (?:renew|order|go|mov|continu|mak|bring|proceed|pick|do|produc|giv|a )|declin(?:ed|es|ing) to (?:renew|order|pick)|"
    r"not (?:be )?(?:moving|going|go|move) (?:forward|ahead)|(?:isn['’]t|is not|not|aren['’]t|won['’]t be|wasn['’]t|never) (?:going to (?:happen|return|be|get|come)|happening|coming back|returning|be(?:ing)? back|to be|be coming|be returning|be renewed|go ahead|going ahead)|no longer (?:moving|going|happening|coming|returning)|"
    r"lost (?:its|the) (?:fight|battle)|met its end|reached the end of the (?:road|line)|end of the (?:road|line)|the last of (?:the (?:show|series)|it)|given up on|gives up on|gave up on|(?:has|have) (?:been )?ended (?:the |its )?(?:show|series|after|[A-Z])|one and done|one-and-done|pass(?:es|ed) on (?:a |another |the )?(?:second|third|fourth|fifth|further|season|more))",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    rf"\b(?:(?:there |it |we |they |the (?:show|series|drama|comedy) |[\w’']+ )?(?:will not|won['’]t|isn['’]t|is not|not|never|aren['’]t|cannot|can['’]t|wouldn['’]t) (?:(?:be|get|have|see|go|come|receive|make|produce|air|proceed with|move forward with|continue with|order|give it|going to be|going to get|getting|be getting|return for|be back for|be returning for|come back for|going to have|going to make|going ahead with) )(?:another|any more|{_SEASON})|"
    rf"(?:there (?:will|is|are)(?: going to)? be |getting |get |gets |have |receive |gave it |is |are |means |and |,|so|with|:|^)\s*no (?:more\b|{_SEASON})|(?:will not|won['’]t|would not|wouldn['’]t) (?:return|be back|come back|continue|be returning|be coming back|carry on|go on)\b|"
    rf"(?:no|not a|never a) {_SEASON} (?:will|is|of|for|has been|would|at|on)|(?:show|series|drama|comedy|it['’]s|it is|which is|[A-Z]\w+ is|looks) (?:well and truly |officially |now |all |really )?(?:over|done|dead|finished|no more|toast|history)\b(?! by| to | the | with))",
    re.IGNORECASE,
)
_RENEWED = re.compile(
    rf"\b(?:renew(?:ed|s|ing)\b(?! (?:his|her|their|my|our|its (?:deal|contract|lease)|themselves|ourselves|faith|hope|interest|calls|energy|attention|focus|vigou?r))|(?:early|season \d+|surprise|two-season|official|quick|the|a|its|second-season|third-season|swift) renewal (?:for|of|was|came|has|is official|at|from|by|this|last|in|on|announcement)\b|(?:got|gets|earned|earns|secured|secures|landed|lands|scored|won|received|receives|confirm\w+|announc\w+) (?:the |a |an |its )?(?:\w+ )?renewal\b(?! (?:or|status))|pick(?:ed|s|ing)? (?:it |the (?:show|series|drama|comedy) |[A-Z][\w’' ]{{1,30}} )?up\b(?= (?:for|by|the (?:show|series)|{_SEASON})|[.,;])|pick-?up (?:for|of) (?:a |the )?|order(?:ed|s|ing)? (?:up )?(?:{_SEASON}|(?:\w+ )?(?:more|additional|further) )|(?:{_SEASON}) (?:has |have |was |were |had )?(?:been |already |officially |also |now |just )*(?:ordered|commissioned|confirmed|greenlit|green-lit|announced|approved|made official|secured|promised|locked|set|in the works|on the way|on its way|in production|in development|underway|under way)\b|"
    rf"order for {_SEASON}|green-?li(?:t|ghts?|ghted|ghting)\b|(?:given|gave|gives|got|gets|get|received|receives|has|won|earned|issued) (?:it |the (?:show|series) |[A-Z]\w+ )?(?:the |a |its )?(?:official |final )?(?:green[ -]light|go-ahead|nod|thumbs[ -]up)|(?:the|a) nod to|(?:gives?|gave|given|giving|granted|handed|hands|awarded|won|wins|earned|earns|landed|lands|scored|scores|secured|secures|gets?|got|getting|received|receives?|bags?|nabs?|nabbed) (?:it |the (?:show|series|drama|comedy) |[A-Z][\w’' ]{{1,30}} |itself |us |them |viewers |fans )?(?:with )?{_SEASON}|"
    rf"(?:will|to|['’]ll|is going to|going to) (?:return|be back|come back|have|get|see|go on|continue|run)(?: with| for| to| on)? {_SEASON}|(?:is |are |it['’]s |['’]re )?(?:coming|returning|heading|headed) (?:back )?(?:(?:to \w+ )?for|with) {_SEASON}|return(?:s|ed|ing)? for {_SEASON}|back for {_SEASON}|"
    rf"(?:confirm(?:ed|s|ing)?|announc(?:ed|es|ing)|commission(?:ed|s)|unveil(?:ed|s)|approved|promised) (?:that )?(?:plans for )?(?:{_SEASON})(?! (?:release|premiere|cast|trailer|date|would|has been cancel|is not|isn|will not|won))|there (?:will|['’]ll|is going to|are going to|would) (?:definitely |indeed |certainly |also |in fact )?be (?:{_SEASON})|{_SEASON} (?:is|are|will be|was)(?: indeed| officially| definitely| already| now| also| certainly| finally)? (?:happening|coming|confirmed|official|a go|certain|on|a reality|here|arriving|a done deal|in the bag)\b|"
    rf"bring(?:s|ing)? (?:it |the (?:show|series|drama|comedy) |[A-Z][\w’':, ]{{1,40}} )back\b(?! from)|brought (?:it |the (?:show|series) )?back\b|(?:un-?cancel(?:s|l?ed)\b|(?:saved|saves|rescue[sd]|revive[sd]|resurrect(?:s|ed))\b(?= (?:by [A-Z]|it\b|the (?:show|series)|for (?:a|one|another)|from cancell)))|(?:will|is set to|is to|set to|going to) (?:return|continue|live on|go on|be back|come back)\b|is coming back\b|made it official|(?:has|have|had|with) (?:already )?(?:been )?(?:given|ordered|handed) (?:out )?(?:a |an )?(?:two|three)-season)",
    re.IGNORECASE,
)
_PENDING = re.compile(
    rf"(?:\b(?:(?:has|have|had|was|is|been)(?:n['’]t| not| yet| never| so far not)(?: yet| so far| as yet)?(?: to)? (?:been |be |said |made |officially |formally |yet |even |announced? )*(?:renew(?:ed)?|announced?|confirm(?:ed)?|cancel(?:l?ed)?|order(?:ed)?|decided?|pick(?:ed)? up|made|said|commented?|greenlit|green-lit|given|commissioned|official|revealed?|spoken|set|reached|determined|anything|a word|weighed)|"
    rf"(?:not|hasn['’]t|haven['’]t|isn['’]t) (?:yet )?(?:been )?(?:officially|formally) (?:been )?(?:renewed|announced|confirmed|cancell?ed|ordered)|no (?:official |formal |final |firm |definite |definitive |further |public )*(?:word|news|announcement|confirmation|decision|renewal|verdict|statement|order|update|information|answer|green light|comment|pick-?up)|nothing (?:\w+ ){{0,4}}(?:confirmed|announced|official|decided|certain|definite|is known|has been said)|"
    rf"(?:official|formal) (?:word|confirmation|announcement|renewal|decision) (?:has|is|yet|from|have)\b|(?:no one|nobody|no-one|neither|none) (?:\w+ ){{0,3}}(?:knows|has said|has confirmed|has announced|can say|at)|(?:yet|still|remains|left) to be (?:seen|announced|confirmed|decided|determined|renewed|revealed|made|given|ordered|picked)|(?:yet|has still) to (?:announce|confirm|decide|renew|order|say|make|be|officially|reveal|commit|give|pick|hear|comment|green)|"
    rf"(?:still |remains? |is |are )(?:unclear|unknown|undecided|uncertain|up in the air|in limbo|open|unconfirmed|a mystery|in doubt|in the balance|on the bubble|not known|not clear|anyone['’]s guess|unresolved|not certain)|too (?:early|soon)|(?:await(?:s|ing)?|waiting (?:for|on)|wait for|awaiting) (?:\w+ ){{0,4}}(?:word|news|announcement|confirmation|decision|renewal|answer|verdict|fate)|fate (?:\w+ ){{0,4}}(?:unknown|unclear|undecided|up in the air|uncertain|limbo|balance|open|hangs|still)|"
    rf"neither (?:been )?(?:renewed|cancell?ed|confirmed)|on the bubble|in limbo|hang(?:s|ing) in the balance|mum\b|silent (?:on|about)|silence\b|tight-lipped|as of now|remain(?:s|ed) to be seen|(?:no|zero) plans|not (?:said|announced|confirmed|decided|made|commented|revealed)|(?:hasn['’]t|haven['’]t|has not|have not|didn['’]t|did not|won['’]t|doesn['’]t) (?:yet )?(?:said|say|say whether|commit|committed|commented?|ruled|weighed|spoken)|whether (?:or not )?(?:there|it|the|they|we|a)\b|when a decision|in talks|conversations?|early stages|weighing|considering))",
    re.IGNORECASE,
)
_ABOUT_ORDER = re.compile(
    rf"\b(?:renew\w*|cancel\w*|{_SEASON}|pick-?up|future|fate|decision|return\w*|more (?:seasons|episodes)|come back|back|continu\w+|go on|another|follow-up|sequel)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"\b(?:(?:final|last|farewell|concluding|closing)(?:,| ever)? (?:[\w-]+-episode )?(?:season|series\b(?! finale)|run|outing|chapter|instal?lment|batch|bow|ride|round|lap|hurrah)|"
    r"(?:season|series) (?:\d+|two|three|four|five|six|seven|eight|nine|ten),? (?:will be|is|was|would be|to be|being|marks?|as)(?: going to be| to be)?(?: also| indeed| both)? (?:the |its |their )?(?:final|last|end)\b|"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth),? (?:and|but)(?: also)? (?:final|last)\b|(?:will be|is going to be|was to be|is to be|to be|it['’]s|would be|is|be) (?:also )?(?:its|the|their) (?:final|last) (?:one|season)?|"
    r"(?:end|ending|ends|ended|conclude[sd]?|wrap(?:s|ped|ping)?(?: up)?|finish(?:es|ed)?|bow(?:s|ing|ed)? out|stop(?:s|ped)?|close[sd]?|signs? off|over) (?:its run )?(?:with|after) (?:its |the |a |this )?(?:upcoming |current )?(?:(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b|season|series|part)|"
    r"(?:planned|conceived|intended|designed|envisaged|mapped out|pitched|written|thought of|always) (?:\w+ ){0,6}(?:\w+ seasons|limited series|mini-?series)|a limited series|go(?:es|ing)? out on (?:its|their) own terms)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|n['’]t|no|never|without|nobody|neither|nor|none|nothing|cannot|declined to|refus\w+ to|failed to|fail to|unable to|against|instead of|rather than|denied|hardly)\b[^.;,]{0,28}$|n['’]t\b[^.;,]{0,28}$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:shows? that|series that|dramas that|every|each|normally|commonly|usually|generally|depends? on|before announcing|if|whether|unless|were|should|in case|when and if|provided|assuming|even if|as if|how to get|asks?|asking|urg\w+|want\w*|demand\w*|wish\w*|hop(?:e|es|ing) (?:for|to)|call(?:s|ing)? (?:for|on)|petition(?:s|ing)?|beg(?:s|ged|ging)?|plead\w*|convince|persuade|in order to|chances? of|odds of|possibility of|prospects? of|deserves?|worth)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_YET = re.compile(
    r"\b(?:yet|so far|as of|at the moment|for now|currently|still|at this point|at this time|right now|until now|to date|at present)\b",
    re.IGNORECASE,
)
_FINALE_PAST = re.compile(
    r"\b(?:aired|ended|came out|wrapped|concluded|finished|bowed|went out|said goodbye|was)\b",
    re.IGNORECASE,
)


def read_renewal(scene: Scene) -> Iterator[Draft]:
    """The states of the next order that a sentence tells."""
    text = scene.text
    if text.rstrip("\"”’' )").endswith("?"):
        return
    pending = _PENDING.search(text)
    if pending and _ABOUT_ORDER.search(text):
        yield _draft(scene, RenewalStatus.PENDING, pending, certain=True)
        return
    final = _final(text)
    renewed = _renewed(text)
    cancelled = _cancelled(text, renewed)
    if cancelled:
        yield _draft(scene, RenewalStatus.CANCELLED, cancelled)
    if renewed and not (cancelled and _same_place(cancelled, renewed)):
        yield _draft(scene, RenewalStatus.RENEWED, renewed)
    if final:
        yield from _concluded(scene, final)


def _final(text: str) -> re.Match[str] | None:
    for match in _FINAL.finditer(text):
        if not _CONDITION.search(text[: match.start()]):
            return match
    return None


def _cancelled(text: str, renewed: re.Match[str] | None) -> re.Match[str] | None:
    for match in _CANCELLED.finditer(text):
        if match.group().lower().startswith("un"):
            continue
        if not _NEGATION.search(text[: match.start()]) and not _CONDITION.search(
            text[: match.start()]
        ):
            return match
    for match in _NO_MORE.finditer(text):
        if not _CONDITION.search(text[: match.start()]):
            return match
    for match in _RENEWED.finditer(text):
        if (
            _NEGATION.search(text[: match.start()])
            and not _YET.search(text)
            and not _CONDITION.search(text[: match.start()])
        ):
            return match
    return None


def _renewed(text: str) -> re.Match[str] | None:
    for match in _RENEWED.finditer(text):
        before = text[: match.start()]
        if not _NEGATION.search(before) and not _CONDITION.search(before):
            return match
    return None


def _same_place(a: re.Match[str], b: re.Match[str]) -> bool:
    return a.start() < b.end() and b.start() < a.end()


def _concluded(scene: Scene, match: re.Match[str]) -> Iterator[Draft]:
    """A season called the last says that the one after it will not be."""
    last = _mention_at(scene, match)
    if last is not None:
        season: int | None = last.number + 1
    elif scene.timeline.next is None:
        season = None
    else:
        season = scene.timeline.next + (0 if _FINALE_PAST.search(scene.text) else 1)
    start, end = clause_around(scene.text, match.start(), match.end())
    yield Draft(
        value=Renewal(status=RenewalStatus.CONCLUDED), start=start, end=end, season=season
    )


def _draft(
    scene: Scene, status: RenewalStatus, match: re.Match[str], *, certain: bool = False
) -> Draft:
    start, end = clause_around(scene.text, match.start(), match.end())
    return Draft(
        value=Renewal(status=status),
        start=start,
        end=end,
        season=_ordered_season(scene, match, status),
        certainty=Certainty.STATED if certain and not _reported(scene.text) else None,
    )


def _reported(text: str) -> bool:
    return re.search(r"\b(?:according|said|says|told|report)", text) is not None


def _mention_at(scene: Scene, match: re.Match[str]) -> SeasonMention | None:
    near = [m for m in scene.seasons if m.number > 1 or not m.counted]
    return min(near, key=lambda m: _distance(m, match), default=None)


def _distance(mention: SeasonMention, match: re.Match[str]) -> int:
    if mention.start < match.end() and match.start() < mention.end:
        return 0
    return min(abs(mention.start - match.end()), abs(match.start() - mention.end))


_AFTER = re.compile(
    r"\b(?:after|following|finale of|end of|since|finished|closed|ended|wrapped|for|ran|lasted|lived through|lasting)\s+(?:(?:only|just|its|the|their|a|an|airing|running|completing|making)\s+){0,3}$",
    re.IGNORECASE,
)


_IS_LAST = re.compile(
    r"\s*(?:,? (?:is|was|will be|would be|to be|being|as|which (?:is|was|will be))(?: to be| now| also| therefore| thus)? )?(?:the |its |their )?(?:final|last|done\b|over\b|ended)",
    re.IGNORECASE,
)


def _ordered_season(scene: Scene, match: re.Match[str], status: RenewalStatus) -> int | None:
    """The season whose order is spoken of; None: the next one by the article."""
    for mention in sorted(scene.seasons, key=lambda m: _distance(m, match)):
        before = scene.text[: mention.start]
        if status is RenewalStatus.CANCELLED and _IS_LAST.match(scene.text[mention.end :]):
            return mention.number + 1
        if mention.counted:
            if _AFTER.search(before) or re.match(
                r"\s*(?:in\b|ago|long|,|\.|—|was|were)", scene.text[mention.end :]
            ):
                return mention.number + 1
            continue
        if re.search(
            r"\b(?:after|following|since|finale of|end of|the end of) (?:\w+ ){0,3}$", before
        ):
            return mention.number + 1
        if mention.number > 1:
            return mention.number
    return None
