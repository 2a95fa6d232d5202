"""The words by which a season is made: ordered, written, filmed, halted, edited.

Lower-case text -> Event.  A shoot is a noun ("filming", "production", "cameras") with the verb
behind or before it that tells what becomes of it; the other steps have phrases of their own.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import LowerCase
from nextseason.claims.happenings import Event, Happening, cue

_FILMING = LowerCase(
    r"\b(?<!pre-)(?<!post-)(?:film(?:ing|ed)|shoot(?:ing|s)?|shot|productions?"
    r"|principal photography|cameras?|manufacturing|the set)\b"
    r"(?! (?:designer|compan|house|studio|team|value|cost|credit|deal|order|start date))"
)
# What a shoot does, by the words behind its noun.
_STARTS = re.compile(
    r"\b(?:beg[aiu]ns?|start(?:s|ed|ing)?|commence[sd]?|kick(?:s|ed|ing)? (?:off|in)"
    r"|(?:got|get|gets|getting) (?:going|under ?way|started)|roll(?:s|ed|ing)?|running"
    r"|under ?way"
    r"|resum\w+|pick(?:s|ed)? up|set (?:for|to)|scheduled|slated|planned|tak(?:es?|en"
    r"|ing) place"
    r"|took place|follow(?:s|ed)|happened|went on|due|expected"
    r"|eyed|likely|turn(?:s|ed|ing)?|is on\b|goes ahead|in progress"
    r"|continu\w+|ongoing|again"
    r"|currently|now|at this moment|is happening|ran|lasted|runs)\b"
)
_ENDS = re.compile(
    r"\b(?:wrap(?:s|ped|ping)?|finish(?:ed|es)?|complete[ds]?|completion|ended|ends"
    r"|(?:is|was|are) over|done|concluded?s?|(?:came|come|comes) to (?:an end|a close))\b"
)
_HALTS = re.compile(
    r"\b(?:halt(?:s|ed)?|suspend(?:s|ed)?|shut (?:down|its|their)|shutdown|pause[ds]?"
    r"|stop(?:s|ped)?|delay(?:s|ed)?|postpon\w+|held up|on (?:hold|hiatus|pause)|interrupted"
    r"|put off|ground to|standstill|broke off|closed|disrupted|called off|idle|pushed back)\b"
)
# The same, before its noun: "wrapped filming".
_STARTS_BEFORE = re.compile(
    r"\b(?:beg[aiu]n|begins|beginning|start(?:s|ed|ing)?|commence[sd]?|resum\w+|kick(?:s|ed"
    r"|ing)? off|in|into|enter(?:s|ed|ing)?"
    r"|currently|now|already|is|are|been|before|still|went|go|gone|finally|on|to)\s+"
    r"(?:(?:the|its|active|full|actual|back|of)\s+){0,2}$"
)
_ENDS_BEFORE = re.compile(
    r"\b(?:wrap(?:s|ped|ping)?(?: up)?|finish(?:ed|es|ing)?|complet(?:e|ed|ing)|ended"
    r"|conclude[sd]?|wrap on|end|completion)\s+(?:on\s+|of\s+)?(?:(?:the|its|principal)\s+)?$"
)
_HALTS_BEFORE = re.compile(
    r"\b(?:halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|shut(?:s|ting)? down|paus(?:e[ds]?|ing)"
    r"|stop(?:s|ped)?|delay(?:s|ed|ing)?|postpon\w+|held up|put a stop to|interrupted|closed"
    r"|hold on|pushed back)\s+(?:(?:the|its|all|on|of)\s+){0,2}$"
)
# Nouns that "on" and "to" lead up to are places, not shoots: "to the camera", "on camera".
_PLACE_BEFORE = re.compile(r"\b(?:on|to|front of|behind)\s+(?:the\s+)?$")
_MERE_PLACE = ("camera", "cameras", "set", "shoot", "production", "the set", "shot", "shots")
_VERB_REACH = 70  # characters behind the noun
_BEFORE_REACH = 40
_CLAUSE_END = re.compile(
    r"[;:—–]|, (?:and|but|while|so|although|though|we|i|it|they|he|she|which|who|you) "
)
_BEFORE_NOUN = (
    (Happening.HALT, _HALTS_BEFORE),
    (Happening.FILMING_END, _ENDS_BEFORE),
    (Happening.FILMING_START, _STARTS_BEFORE),
)
_BEHIND_NOUN = (
    (Happening.HALT, _HALTS),
    (Happening.FILMING_END, _ENDS),
    (Happening.FILMING_START, _STARTS),
)
# "Filming began in February and was suspended in March".
_SECOND_STEP_REACH = 120
_SECOND_STEPS = (
    (
        Happening.HALT,
        re.compile(
            r"\b(?:and|but|then|before|until it|when it|only to be) "
            r"(?:(?:was|were|had|has|been|being|to|be|then|soon|again|it) ){0,4}"
            r"(?P<verb>halted|suspended|shut down|paused|stopped|delayed|postponed"
            r"|interrupted)\b"
        ),
    ),
    (
        Happening.FILMING_END,
        re.compile(
            r"\b(?:and|but|then) (?:(?:was|were|had|has|been|will|is|are|be|then|it"
            r"|they) ){0,4}"
            r"(?P<verb>wrap(?:s|ped)?|finish(?:ed|es)?|completed|ended|concluded)\b"
        ),
    ),
)


def find_shoots(text: str) -> Iterator[Event]:
    """Each noun of a shoot with the verb that tells what becomes of it.

    Examples
    --------
    >>> text = "filming began in february and was suspended in march."
    >>> [(e.kind.name, text[e.start : e.end]) for e in find_shoots(text)]
    [('FILMING_START', 'filming began'), ('HALT', 'suspended')]
    """
    end = 0
    for noun in _FILMING.finditer(text):
        if noun.start() < end:
            continue
        event = _shoot(text, noun)
        if event is not None:
            end = event.end
            yield event
            yield from _second_steps(text, end)


def _shoot(text: str, noun: re.Match[str]) -> Event | None:
    left = max(0, noun.start() - _BEFORE_REACH)
    before = text[left : noun.start()]
    if not (noun.group() in _MERE_PLACE and _PLACE_BEFORE.search(before)):
        for kind, pattern in _BEFORE_NOUN:
            if match := pattern.search(before):
                return Event(kind, left + match.start(), noun.end())
    stop = _CLAUSE_END.search(text, noun.end(), noun.end() + _VERB_REACH)
    reach = stop.start() if stop else noun.end() + _VERB_REACH
    behind = [
        (match.start(), match.end(), kind)
        for kind, pattern in _BEHIND_NOUN
        if (match := pattern.search(text, noun.end(), reach))
    ]
    if behind:
        _, end, kind = min(behind, key=lambda found: found[0])
        return Event(kind, noun.start(), end)
    return None


def _second_steps(text: str, start: int) -> Iterator[Event]:
    for kind, pattern in _SECOND_STEPS:
        if match := pattern.search(text, start, start + _SECOND_STEP_REACH):
            yield Event(kind, match.start("verb"), match.end())


_AUX = (
    r"(?:(?:has|have|had|were|was|are|is|hasn['’]t|haven['’]t|aren['’]t|isn['’]t|not|all"
    r"|already"
    r"|yet|been|being|now|still|currently|almost|nearly|fully|finally) ){1,5}"
)
_POST = cue(
    r"(?:in|into|enter(?:s|ed|ing)?|beg[au]n|start(?:s|ed)?|finish(?:ed|es)?|through"
    r"|complet\w+|moved (?:in)?to) post-?production\b",
    r"post-?production (?:on [^.,;]{1,40} )?(?:is|has|was|began|begins|started|starts|will)\b",
    r"(?:being|is|are|was|were) (?:now |already )?(?:edited|dubbed|mixed)\b",
    r"(?:editing|cutting) (?:room|suite|bay)\b|editing (?:has|is|began|started)\b",
)
_BEGUN = cue(
    r"work (?:(?:could|can|will|may|has|had|would|at|last|finally|then|also|already|now) ){0,4}"
    r"(?:beg[aiu]n|begins|resumed?|resumes|starts?|started)\b",
    r"(?:was|were|been|be|being) (?:\w+ly )?(?:filmed|shot)\b",
    r"(?:will|would|could|can|to) (?:then |also |now )?(?:film|shoot)\b(?! (?:a film|down|up"
    r"|for))",
    r"(?:started|starts|begins|began|begun|start|begin) to (?:film|shoot)\b",
    r"(?:go|goes|gone|went|is|are|be|it['’]s|back) (?:in front of|before) (?:the )?cameras?\b",
    r"being made\b(?! (?:by|available|to|up|of))",
    r"(?:back|returned?|returns|returning) (?:on|to) (?:the )?set\b",
)
_WRAPPED = cue(
    r"in the can\b|(?:that(?:['’]s| is)|it(?:['’]s| is)) a wrap\b|a wrap on\b",
    r"(?:(?:has|have|had) (?:now |just |already |officially )?|officially |just )wrapped\b",
)
_SHUT_DOWN = cue(
    r"(?:halted|suspended|shut down|postponed|interrupted|delayed|put on hold|stopped)"
    r"(?= (?:because of|due to|owing to|by|on account of|thanks to|amid|during|as a result of)"
    r" (?:the |a |an )?(?:\w+ )?(?:pandemic|covid|coronavirus|virus|strikes?|lockdown|outbreak"
    r"|writers|actors|hollywood)\b)",
)
_STOPPED = cue(
    r"(?:pandemic|covid(?:-19)?|coronavirus|virus|strikes?|lockdowns?|outbreak) (?:\w+ ){0,3}?"
    r"(?:halted|stopped|delayed|interrupted|suspended|put a stop|put an end|shut|paused"
    r"|disrupted|intervened|held up|forced)\b",
    r"(?:come|came|comes|brought|grind|ground) to a (?:halt|stop|standstill)\b",
)
_WRITING = cue(
    r"writers?['’]?s?['’]? room\b(?: (?:has |had |have |was |is )?(?:(?:re)?opened|opens"
    r"|(?:re)?convened|started|beg[au]n|met|assembled|up)\b)?",
    rf"(?:scripts?|screenplays?|teleplays?|outlines?) (?:(?:for|of) [^.,;]{{1,40}} )?{_AUX}"
    r"(?:written|finished|completed?|done|ready|penned|in|under)\b",
    r"(?:writing|penning|scripting) (?:of |on |for )?(?:the )?(?:new |next |scripts?\b|season"
    r"|series"
    r"|episodes|it\b|a (?:second|third|fourth|fifth|new)\b|second|third|fourth|fifth|sixth"
    r"|has\b"
    r"|is\b|beg[au]n|started|process|stage|phase)",
    r"(?:being|been|already|currently) (?:written|penned|scripted)\b",
    r"(?:has|have|had) (?:already |now |just )?(?:written|penned|finished (?:writing"
    r"|the scripts?))"
    r" (?:the |all |several |\w+ )?(?:scripts?|episodes?|seasons?)\b",
    r"(?:started|began|begun|busy|finished|back to|is|are|['’]re) (?:already |now "
    r"|currently )?writing\b",
    r"writers (?:(?:had|have|has|only|just|already|are|were) )*(?:started|beg[au]n|met"
    r"|assembled"
    r"|gathered|reconvened|at work|working|back)\b",
    r"scripts? (?:for|of) (?:the )?(?:season|second|third|fourth|fifth|next|new|first"
    r"|\w+ episodes?)\b",
    r"(?:working|at work|work) on (?:the )?scripts?\b|breaking (?:the )?(?:story|season)\b",
)
_DEVELOPMENT = cue(
    r"pre-?production\b(?: (?:work )?(?:has )?(?:beg[au]n|begins|start(?:s|ed)?|is|was|got"
    r"|had))?",
    r"in (?:early |active |the early stages of |advanced )?development\b",
    r"development (?:on|of|for|work|has|is|had|began|started)\b",
    r"(?:is|are|was|were|been|be|now|currently|already) developing (?:a|an|the|its|season"
    r"|more)\b",
    r"in the (?:works|making)\b|in preparation\b|in the pipeline\b|on the drawing board\b",
    r"(?:being|been|already|currently) (?:worked on|developed|prepared|planned|made ready)\b",
    r"(?:is|are|was|were|been|started?|beg[au]n|hard|busy|already|still) (?:at work|working"
    r"|work)"
    r" on (?:it\b|an? |the |its |season|series|more|new|another|second|third|fourth|fifth)",
    r"preparations?\b|getting (?:it|everything) ready\b",
    r"preparing (?:for )?(?:a |another |the )?(?:\w+ )?(?:season|series)\b",
    r"work on (?:it|season \w+|[^.,;]{1,30}?(?:season|series|run)) (?:is|was|has"
    r"|had) (?:already |now )?"
    r"(?:got|gotten|been|beg[au]n|started|under)",
    r"creative work (?:is|was|has|had)\b",
    r"(?:spin-?off|prequel|sequel|offshoot|companion) (?:series )?(?:is |was "
    r"|are )?(?:on the way|on its way|planned|in the)\b",
)
# An order spoken of as such; "has ordered a second season" is a renewal.
_ORDER = cue(
    r"(?:ordered|picked up|taken|given|sent|went|commissioned|goes"
    r"|going) (?:straight )?to series\b",
    r"(?:series|straight-to-series|formal|season|full-season|initial) (?:order|commission"
    r"|pick-?up)\b",
    r"(?:was|were|been|being) (?:\w+ly |first |already |also )?(?:ordered|commissioned)\b",
    r"(?:green ?lit|green-lit|given the green light to|gave the green light to|picked up"
    r"|bought) (?:the |a |an |another )"
    r"(?:\w+ ){0,3}(?:spin-?off|prequel|sequel|offshoot|reboot|new (?:series|show|drama"
    r"|comedy))\b",
    r"(?:ordered|commissioned) (?:the |a |an |another )(?:\w+ ){0,3}(?:spin-?off|prequel|sequel"
    r"|series|show|drama|comedy|sitcom|offshoot|reboot)\b",
)
# The more specific ones first: where two overlap, the first one counts.
MAKING = (
    (Happening.POST_PRODUCTION, _POST),
    (Happening.WRITING, _WRITING),
    (Happening.DEVELOPMENT, _DEVELOPMENT),
    (Happening.FILMING_END, _WRAPPED),
    (Happening.HALT, _SHUT_DOWN),
    (Happening.HALT, _STOPPED),
    (Happening.ORDER, _ORDER),
    (Happening.FILMING_START, _BEGUN),
)
