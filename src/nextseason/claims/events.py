"""What happens in the windows of a sentence: a release, a shoot, an announcement, another thing.

Text -> Event with offsets; windows and events -> which event each window belongs to.  A date
says nothing by itself: "renewed in July, five months after the premiere in February" has one
of each.  Which season an event belongs to is left to the topics.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from nextseason.claims.windows import WindowMention


class Happening(Enum):
    RELEASE = auto()
    PREMIERE = auto()  # a release that as a rule is the first: "debuted", "it began"
    NEWS = auto()  # an announcement, a decision, word of it
    ORDER = auto()
    DEVELOPMENT = auto()
    WRITING = auto()
    FILMING_START = auto()
    FILMING_END = auto()
    HALT = auto()
    POST_PRODUCTION = auto()
    OTHER = auto()  # a finale, a cancellation, a premiere of something else
    CIRCUMSTANCE = auto()  # a strike, an audience: dated where nothing else is


RELEASES = frozenset({Happening.RELEASE, Happening.PREMIERE})
MILESTONES = frozenset(
    {
        Happening.ORDER,
        Happening.DEVELOPMENT,
        Happening.WRITING,
        Happening.FILMING_START,
        Happening.FILMING_END,
        Happening.HALT,
        Happening.POST_PRODUCTION,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    kind: Happening
    start: int
    end: int


def _cue(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


# First showings.  As a verb, "launch" and its like need no object.
_PREMIERE = _cue(
    r"(?:world |series |its |first )?premiere[sd]?\b(?! (?:date|of a film))",
    r"premiering\b",
    r"debut(?:s|ed|ing)?\b(?! (?:season|novel|film|feature|album))",
    r"launch(?:es|ed|ing)?\b",
    r"bow(?:s|ed)\b",
    r"(?:made|makes|make|making) its bow\b",
    r"(?:began|begins|begin|begun|starts|started|kick(?:s|ed) off|(?:opened|opens)(?! (?:a|an|the|to|up|fire|its|his|her)\b))\b",
    r"(?:get|gets|got) (?:off to a start|started|going)\b",
    r"first (?:aired|shown|came|broadcast|seen|appeared|screened|ran|hit|went|streamed)\b",
    r"introduced\b",
    r"(?:came|burst|arrived|sprang) (?:into the world|into being|onto the scene|along)\b",
    r"(?:has|have|had) (?:been )?(?:run(?:ning)?|aired|streamed|been on)\b",
    r"(?:is|was|been) (?:on|up)(?= since)|starting\b(?! (?:point|with|price|line))",
)
_RELEASE = _cue(
    r"(?:re)?leas(?:e[sd]?|ing)\b",
    r"releas(?:e[sd]?|ing)\b",
    r"(?:air|stream|broadcast)(?:s|ed|ing)?\b(?! (?:service|giant|platform|wars|rights|date))",
    r"arriv(?:e[sd]?|ing|al)\b",
    r"(?:land|drop)(?:s|ed|ing|ped|ping)?\b",
    r"hit(?:s|ting)? (?:netflix|hulu|screens?|the|our|your|televisions?|tv|apple|prime|max|disney|amazon|(?-i:[A-Z]\w+))\b",
    r"(?:came|come|comes|coming|went|go|goes|gone|going|is|are|was|were|be) (?:out|up|live|online)\b",
    r"(?:came|come|comes|coming|heads?|heading|headed|went) (?:back |straight |over )?(?:to|on|onto) (?:(?-i:[A-Z]\w*\+?)|our|your|the (?:air|streamer|screen|service|platform|network|portal|small))",
    r"(?:came|come|comes|coming|arrived?|is|be|are|was|were) back\b",
    r"return(?:s|ed|ing)?\b(?! to (?:work|set|production|the set|filming|the director))",
    r"(?:put|puts|putting|rolls?|rolled|rolling) (?:it )?out\b",
    r"(?:was|were|been|be|is|being|made) available\b",
    r"(?:re)?surfaced?\b|(?:turn(?:s|ed)|show(?:s|ed)) up\b|materiali[sz]e[ds]?\b|appear(?:s|ed) on\b",
    r"(?:was|were|been|be|is) (?:first )?(?:shown|seen|screened|uploaded|added|unleashed|unveiled|on the air)\b",
    r"(?:viewers|fans|audiences|we|you|subscribers) (?:had|got|get|can see|will see|will get|may see|could see|saw|can (?:watch|stream)|can expect|are getting|will be able to)\b",
    r"(?:you can|can be|could be) (?:watch|watched|see|seen|stream|streamed)\b",
    r"(?:on|upon) (?:netflix|hulu|max|peacock|prime video|disney\+|apple tv\+|paramount\+|amazon|amazon prime)(?: video)? (?:since|from|as of)\b",
    r"on (?:the air|(?:our|your) screens)\b|(?:with|reach(?:es|ed)?|before) (?:us|viewers|our screens)\b",
    r"(?:be|is|was|made|being) (?:out|ready|with us|there|here|ours)\b|out (?=in |on |by )",
    r"(?:new|next|more|fresh|first|remaining) (?:episodes|instal?lments)\b",
    r"(?:was|is|were|are|been|be) (?:due|slated|scheduled|fixed|pencilled)\b|(?:due|slated|scheduled|pencil+ed)\b",
    r"(?:premiere|release|launch|air|start|broadcast|debut) (?:date|window|day|slot)\b",
    r"(?:aired|arrival|first look in full|the (?:date|day) (?:was|for|on which|is|of))\b",
    r"(?:follow(?:s|ed)|came|comes?|coming)\b(?! (?:from|up with|as|with|the|a|an|of|close|across|true|into play|to (?:an end|terms|power|light|think|work))\b)",
)
# "Announced for November" dates the release, not the announcement.
_PLANNED = _cue(
    r"(?:announced|set|planned|moved|pushed(?: back)?|delayed|brought forward|eyed|targeted) (?:for|to)\b(?= (?:the |early |late |mid|some|a |next |this |(?-i:[A-Z])|\d|spring|summer|fall|autumn|winter))"
)
_NEWS = _cue(
    r"(?:announc\w+|confirm\w*|reveal\w*|unveil\w*|reports?|reported|told|tells|said|says|wrote|writes|tweet\w*|post(?:s|ed)|shared|teased|hinted)\b",
    r"(?:decision|decide[sd]?|deciding|verdict|news|word|answer|update|notification|declar\w+|statement)\b",
    r"(?:hear|heard|learn(?:ed|t|s)?|find out|found out|know)\b",
    r"renew(?:s|ed|al|als|ing)?\b|green[ -]?li(?:ght|t)\w*\b|up ?fronts?\b|interview\w*|spoke\b|talk(?:ed|s)?\b",
)
_OTHER = _cue(
    r"cancel\w*|axe[sd]?\b|axing\b|scrapp?ed\b|pulled the plug\b|drop(?:s|ped) (?:by|the|its|it)\b|removed\b|expir\w+|left (?:netflix|the)\b",
    r"(?:series |season )?finales?\b|(?:last|final) episodes?\b|ended\b|ends\b|concluded?s?\b|conclusion\b|(?<!the )finish(?:es|ed)?\b|clos(?:es?|ed)\b|wound up\b|came to (?:an end|a close)\b|signed off\b|bowed out\b|leave[s]? (?:the air|us)\b|ending\b",
    r"goes back to\b|dates (?:back|from)\b|(?:in|hits?|to) (?:theat(?:er|re)s|cinemas)\b",
    r"(?:trailers?|teasers?|clips?|posters?|first look|sneak peek)\b",
    r"(?:films?|movies?|feature|documentary|album|books?|novels?|manga|comics?|graphic novel|game|biopic|soundtrack)\b(?! ?(?:series|adaptation|director|star))",
    r"(?:set|takes place|begins|starts|picks up) (?:in|during)\b(?= (?:the )?(?:summer|fall|spring|winter|autumn)? ?(?:of )?1[89])",
)
_CIRCUMSTANCE = _cue(
    r"(?:petition|hashtag|strike|strikes|lockdown|pandemic|awards?|emmys?|oscars?|nominat\w+|festival|olympics?|election|born|died|death|wedding|married|pregnan\w+|fired|hired|joined|signed|deal|contract|rights|bought|acquired|merger)\b",
    r"(?:viewers?|viewership|audience|views|hours|ratings?|top 10|chart\w*|watched|streams|averag\w+|nielsen)\b",
)
_FILMING = re.compile(
    r"\b(?<!pre-)(?<!post-)(?:film(?:ing|ed)|shoot(?:ing|s)?|shot|production|productions|principal photography|cameras?|manufactur\w+|the set)\b(?! (?:designer|company|compan|house|studio|team|value|values|cost|costs|credit|deal))",
    re.IGNORECASE,
)
_PRE_PRODUCTION = _cue(r"pre-?production\b")
_POST_PRODUCTION = _cue(
    r"(?:in|into|enter(?:s|ed|ing)?|beg[au]n|start(?:s|ed)?|finish(?:ed|es)?|through|complet\w+) post-?production\b",
    r"post-?production (?:on [^.,;]{1,40} )?(?:is|has|was|began|begins|started|starts|will|work (?:is|has|was|began))\b",
    r"(?:being|is|are|was|were) (?:now |already )?(?:edited|dubbed|mixed)\b",
    r"(?:in the )?(?:editing|cutting) (?:room|suite|bay)\b",
    r"editing (?:has|is|of|on|began|started)\b",
)
_WORK_BEGINS = _cue(
    r"work (?:(?:could|can|will|may|has|had|would|at|last|finally|then|also|already|now) ){0,4}"
    r"(?:begin|began|begun|begins|resumed?|resumes|starts?|started)\b",
    r"(?:was|were|been|be|being) (?:\w+ly )?(?:filmed|shot)\b",
    r"before the cameras?\b",
    r"being made\b(?! (?:by|available|to|up|of))",
)
_WRAPPED = _cue(
    r"in the can\b",
    r"that(?:['’]s| is) a wrap\b",
    r"wrap(?:s|ped|ping)? up (?:filming|shooting)\b",
)
_SHUT_DOWN = _cue(
    r"(?:halted|suspended|shut down|postponed|interrupted|delayed|put on hold|stopped)\b"
    r"(?= (?:because of|due to|owing to|by|on account of|thanks to|amid|over|during|as a result of) (?:the |a |an )?"
    r"(?:\w+ )?(?:pandemic|covid|coronavirus|virus|strikes?|lockdown|outbreak|writers|actors|hollywood))",
)
_WRITING = _cue(
    r"writers?['’]?s?['’]? room\b",
    r"(?:scripts?|screenplays?|teleplays?|outlines?) (?:(?:for|of) [^.,;]{1,40} )?(?:(?:has|have|had|were|was|are|is|hasn['’]t|haven['’]t|aren['’]t|not|all|already|yet|been|being|now|still) ){1,4}(?:written|finished|complete[d]?|done|ready|penned|in|under)\b",
    r"(?:writing|penning|scripting) (?:of |on |for )?(?:the )?(?:new |next |scripts?|season|series|episodes|it\b|a (?:second|third|fourth|fifth|new)|second|third|fourth|fifth|sixth|has|is|began|started|process)",
    r"(?:being|been|already|currently) (?:written|penned|scripted)\b",
    r"(?:has|have|had) (?:already |now )?(?:written|penned) (?:the |all |several |\w+ )?(?:scripts?|episodes?|season)\b",
    r"writers (?:had |have |has )?(?:only |just |already |are |were )*(?:started|begun|begin|met|assembled|gathered|reconvened|at work|working|back)\b",
)
_DEVELOPMENT = _cue(
    r"in (?:early |active |the early stages of |advanced )?development\b",
    r"development (?:on|of|for|work|has|is|had|began|started)\b",
    r"in the (?:works|making)\b|in preparation\b|in the pipeline\b|on the drawing board\b",
    r"(?:being|been|already|currently) (?:worked on|developed|prepared|planned|made ready)\b",
    r"(?:is|are|was|were|been|start(?:ed)?|began|begun|hard|busy|already|still) (?:at work|working|work) on (?:it\b|a |an |the |its |season|series|more|new|another|second|third|fourth|fifth)",
    r"preparations?\b|preparing (?:for )?(?:a |another |the )?(?:\w+ )?(?:season|series)\b|getting (?:it|everything) ready\b",
    r"(?:creative )?work (?:on [^.,;]{1,30} )?(?:is|was|has|had) (?:already |now )?(?:got |gotten |been |begun|started|under)",
)
# An order spoken of as such; "has ordered a second season" is a renewal.
_ORDER = _cue(
    r"(?:ordered|picked up|taken|given|sent|went|commissioned|goes|going) (?:straight )?to series\b",
    r"(?:series|pilot|straight-to-series|formal|season|episode|full-season|initial) (?:order|commission|pick-?up)\b",
    r"(?:was|were|been|being|is|are) (?:\w+ly |first |already |also )?(?:ordered|commissioned)\b",
    r"(?:ordered|commissioned) (?:the |a |an |another )(?:\w+ ){0,3}(?:spin-?off|prequel|sequel|series|pilot|show|drama|comedy|sitcom|offshoot|reboot)\b",
)
# What a shoot does, by the words behind its noun or before it.
_STARTS = re.compile(
    r"\b(?:began|begins?|begun|start(?:s|ed|ing)?|commence[sd]?|kick(?:s|ed)? off|kicking off|got (?:going|under ?way|started)|get(?:s|ting)? (?:going|under ?way|started)|roll(?:s|ed|ing)?|running|under ?way|resum\w+|pick(?:s|ed)? up|set (?:for|to)|scheduled|slated|planned|takes? place|taken place|turn(?:s|ed|ing)?|is on\b|goes ahead|in progress|continu\w+|ongoing|again|currently|now|at this moment|is happening)",
    re.IGNORECASE,
)
_STARTS_BEFORE = re.compile(
    r"\b(?:began|begins?|begun|begin|start(?:s|ed|ing)?|commence[sd]?|resum\w+|kick(?:s|ed)? off|in|into|currently|now|already|is|are|be|been|before|still|went|go|gone|finally)\s+(?:(?:the|its|active|full|actual|back|of)\s+){0,2}$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:wrap(?:s|ped|ping)?|finish(?:ed|es)?|complete[ds]?|completion|ended|ends|is over|over|done|concluded)\b",
    re.IGNORECASE,
)
_ENDS_BEFORE = re.compile(
    r"\b(?:wrap(?:s|ped|ping)?(?: up)?|finish(?:ed|es|ing)?|complet(?:e|ed|ing)|ended|conclude[sd]?)\s+(?:on\s+)?(?:(?:the|its|principal)\s+)?$",
    re.IGNORECASE,
)
_HALTS = re.compile(
    r"\b(?:halt(?:s|ed)?|suspend(?:s|ed)?|shut (?:down|its|their)|shutdown|pause[ds]?|stop(?:s|ped)?|delay(?:s|ed)?|postpon\w+|held up|on hold|interrupted|put off|ground to|broke off|closed|disrupted|late|called off|idle)\b",
    re.IGNORECASE,
)
_HALTS_BEFORE = re.compile(
    r"\b(?:halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|shut(?:s|ting)? down|pause[ds]?|pausing|stop(?:s|ped)?|delay(?:s|ed|ing)?|postpon\w+|held up|put a stop to|interrupted|closed|hold on)\s+(?:(?:the|its|all|on|of)\s+){0,2}$",
    re.IGNORECASE,
)
_SECOND_STEP_REACH = 120
_SECOND_STEPS = (
    (
        Happening.HALT,
        re.compile(
            r"\b(?:and|but|then|before|until it|when it|only to be) (?:(?:was|were|had|has|been|being|to|be|then|soon|again|it) ){0,4}"
            r"(?P<verb>halted|suspended|shut down|paused|stopped|delayed|postponed|interrupted)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Happening.FILMING_END,
        re.compile(
            r"\b(?:and|but|then) (?:(?:was|were|had|has|been|will|is|are|be|then|it|they) ){0,4}"
            r"(?P<verb>wrap(?:s|ped)?|finish(?:ed|es)?|completed|ended|concluded)\b",
            re.IGNORECASE,
        ),
    ),
)
# How far behind its noun the verb of a shoot may stand.
_VERB_REACH = 70
_REFERENCE = re.compile(r"\b(?:after|before|since|until|than)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"[;:—–]|, (?:and|but|while|so|although|though) ")

# Verbs of any event: their subject tells which.
_WEAK = re.compile(
    r"(?:follow|came|come|coming|due|slated|scheduled|beg[aiu]n|start|open|arriv|is |are |was |were |be )",
    re.IGNORECASE,
)
_SUBJECT_REACH = 50
_ANOTHER_SUBJECT = re.compile(r"[,;:]|\b(?:it|that|which|who|and|but)\b", re.IGNORECASE)
_NEWS_NOUN = re.compile(
    r"(?:announcement|confirmation|reports?\b|decision|verdict|news|word|answer|update|statement|"
    r"notification|declaration|renewal|green[ -]?light\b|interview)",
    re.IGNORECASE,
)

_CUES: tuple[tuple[Happening, re.Pattern[str]], ...] = (
    (Happening.POST_PRODUCTION, _POST_PRODUCTION),
    (Happening.DEVELOPMENT, _PRE_PRODUCTION),
    (Happening.WRITING, _WRITING),
    (Happening.DEVELOPMENT, _DEVELOPMENT),
    (Happening.FILMING_END, _WRAPPED),
    (Happening.HALT, _SHUT_DOWN),
    (Happening.ORDER, _ORDER),
    (Happening.FILMING_START, _WORK_BEGINS),
    (Happening.RELEASE, _PLANNED),
    (Happening.NEWS, _NEWS),
    (Happening.OTHER, _OTHER),
    (Happening.RELEASE, _RELEASE),
    (Happening.PREMIERE, _PREMIERE),
    (Happening.CIRCUMSTANCE, _CIRCUMSTANCE),
)


@lru_cache(maxsize=256)
def find_events(text: str) -> tuple[Event, ...]:
    """The events of a sentence in its order; where two overlap, the more specific one.

    Examples
    --------
    >>> [e.kind.name for e in find_events("Filming began in May, and it premiered in July.")]
    ['FILMING_START', 'PREMIERE']
    """
    events = list(_shoots(text))
    for kind, pattern in _CUES:
        for match in pattern.finditer(text):
            if not any(e.start < match.end() and match.start() < e.end for e in events):
                events.append(Event(kind, match.start(), match.end()))
    return tuple(sorted(events, key=lambda e: e.start))


def _shoots(text: str) -> Iterator[Event]:
    """Each noun of a shoot with the verb that tells what becomes of it."""
    end = 0
    for noun in _FILMING.finditer(text):
        if noun.start() < end:
            continue
        event = _shoot(text, noun)
        if event is not None:
            end = event.end
            yield event
            yield from _afterwards(text, end)


def _afterwards(text: str, start: int) -> Iterator[Event]:
    """ "Filming began in February and was suspended in March": the second step."""
    for kind, pattern in _SECOND_STEPS:
        if match := pattern.search(text, start, start + _SECOND_STEP_REACH):
            yield Event(kind, match.start("verb"), match.end())


def _shoot(text: str, noun: re.Match[str]) -> Event | None:
    before = text[max(0, noun.start() - 40) : noun.start()]
    stop = _NEW_CLAUSE.search(text, noun.end(), noun.end() + _VERB_REACH)
    reach = stop.start() if stop else noun.end() + _VERB_REACH
    for kind, pattern in _BEFORE_NOUN:
        if match := pattern.search(before):
            return Event(kind, noun.start() - len(before) + match.start(), noun.end())
    behind = [
        (m.start(), kind, m.end())
        for kind, p in _BEHIND_NOUN
        if (m := p.search(text, noun.end(), reach))
    ]
    if behind:
        _, kind, end = min(behind, key=lambda found: found[0])
        return Event(kind, noun.start(), end)
    return None


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


def events_of_windows(
    text: str, windows: Sequence[WindowMention], events: Sequence[Event]
) -> list[tuple[WindowMention, Event | None]]:
    """Each window with the event that it dates.

    As a rule that is the last event before it, back to the window before ("came out in
    May"); else the first behind it ("In May it came out"); else, in a list of dates, the
    event of the window before ("came out in May and the second in June").
    """
    paired: list[tuple[WindowMention, Event | None]] = []
    left = 0
    for i, window in enumerate(windows):
        right = windows[i + 1].start if i + 1 < len(windows) else len(text)
        paired.append((window, _event_of(text, window, events, (left, right), paired)))
        left = window.end
    return paired


def _event_of(
    text: str,
    window: WindowMention,
    events: Sequence[Event],
    bounds: tuple[int, int],
    paired: Sequence[tuple[WindowMention, Event | None]],
) -> Event | None:
    left, right = bounds
    circumstances = [e for e in events if e.kind is Happening.CIRCUMSTANCE]
    events = [e for e in events if e.kind is not Happening.CIRCUMSTANCE]
    before = [e for e in events if left <= e.start and e.end <= window.start]
    behind = [e for e in events if window.end <= e.start < right]
    if behind and _REFERENCE.search(text, window.end, behind[0].start):
        behind = []  # "in May, two months after it came out"
    if before and not _is_parted(text, before[-1].end, window.start):
        return _subject_of(text, before)
    if behind and not _NEW_CLAUSE.search(text, window.end, behind[0].start):
        return behind[0]
    if before:
        return _subject_of(text, before)
    around = [e for e in circumstances if left <= e.start < right]
    if around:
        return around[0]
    return paired[-1][1] if paired else None


def _subject_of(text: str, before: Sequence[Event]) -> Event:
    """ "The decision will come": what comes is the decision."""
    last = before[-1]
    if len(before) < 2 or not _WEAK.match(text, last.start):
        return last
    subject = before[-2]
    between = text[subject.end : last.start]
    is_noun = subject.kind is Happening.OTHER or _NEWS_NOUN.match(text, subject.start)
    if is_noun and len(between) <= _SUBJECT_REACH and not _ANOTHER_SUBJECT.search(between):
        return Event(subject.kind, subject.start, last.end)
    return last


def _is_parted(text: str, start: int, end: int) -> bool:
    """Does a clause end between an event and a window?"""
    return _NEW_CLAUSE.search(text, start, end) is not None
