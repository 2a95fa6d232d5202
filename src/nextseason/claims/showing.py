"""The words by which something comes out, is announced, ends: what a date can belong to.

Patterns only; `events` finds them and keeps them apart.
"""

from nextseason.claims.happenings import Happening, cue

# First showings.  As a verb, "launch" and its like need no object.
_PREMIERE = cue(
    r"(?:world |series |its |first )?premiere[sd]?\b(?! (?:date|of a film))",
    r"premiering\b",
    r"debut(?:s|ed|ing)?\b(?! (?:season|novel|film|feature|album))",
    r"launch(?:es|ed|ing)?\b",
    r"bow(?:s|ed)\b",
    r"(?:made|makes|make|making) its bow\b",
    r"(?:began|begins|begin|begun|starts|started|kick(?:s|ed) off|(?:opened|opens)(?! (?:a|an"
    r"|the|to|up|fire|its|his|her)\b))\b",
    r"(?:get|gets|got) (?:off to a start|started|going)\b",
    r"first (?:aired|shown|came|broadcast|seen|appeared|screened|ran|hit|went|streamed)\b",
    r"introduced\b",
    r"(?:came|burst|arrived|sprang) (?:into the world|into being|onto the scene|along)\b",
    r"(?:has|have|had) (?:been )?(?:run(?:ning)?(?! out)|aired|streamed|been on)\b",
    r"(?:is|was|been) (?:on|up)(?= since)|starting\b(?! (?:point|with|price|line))",
)
_RELEASE = cue(
    r"releas(?:e[sd]?|ing)\b",
    r"(?:air|stream|broadcast)(?:s|ed|ing)?\b(?! (?:service|giant|platform|wars|rights|date"
    r"|site|home|company|era))",
    r"arriv(?:e[sd]?|ing|al)\b",
    r"(?:land|drop)(?:s|ed|ing|ped|ping)?\b",
    r"hit(?:s|ting)? (?:screens?|the (?:streamer|service|platform|network|air|small)|our|your"
    r"|televisions?|tv)\b",
    r"(?:came|come|comes|coming|went|go|goes|gone|going|is|are|was|were|be) (?:out|up|live"
    r"|online)\b",
    r"(?:came|come|comes|coming|heads?|heading|headed|went) (?:back |straight |over )?(?:to|on"
    r"|onto) (?:tv|our|your|screens?|the (?:air|streamer"
    r"|screen|service|platform|network|portal|small))",
    r"(?:came|come|comes|coming|arrived?|is|be|are|was|were) back\b(?! in (?:their|his|her"
    r"|the))",
    r"return(?:s|ed|ing)?\b(?! to (?:work|set|production|the set|filming|the director))",
    r"(?:put|puts|putting|rolls?|rolled|rolling) (?:it )?out\b",
    r"(?:was|were|been|be|is|being|made) available\b",
    r"(?:re)?surfaced?\b|(?:turn(?:s|ed)|show(?:s|ed)) up\b|materiali[sz]e[ds]?\b|appear(?:s"
    r"|ed) on\b",
    r"(?:was|were|been|be|is) (?:first )?(?:shown|seen|screened|uploaded|added|unleashed"
    r"|unveiled|on the air)\b",
    r"(?:viewers|fans|audiences|we|you|subscribers) (?:had|got|get|can see|will see|will get"
    r"|may see|could see|saw|can (?:watch|stream)|can expect|are getting|will be able to)\b",
    r"(?:you can|can be|could be) (?:watch|watched|see|seen|stream|streamed)\b",
    r"on [a-z]+\+?(?: [a-z]+\+?)? (?:since|from|as of)\b",
    r"on (?:the air|(?:our|your) screens)\b|(?:with|reach(?:es|ed)?|before) (?:us|viewers"
    r"|our screens)\b",
    r"(?:be|is|was|made|being) (?:out|ready(?! to)|with us|there|here|ours)\b|out (?=in |on "
    r"|by )",
    r"(?:new|next|more|fresh|first|remaining) (?:episodes|instal?lments)\b",
    r"(?:(?:was|is|were|are|been|be) )?(?:due|slated|scheduled|fixed"
    r"|pencil+ed)\b(?! to (?!premiere|air|arrive|return|launch|land|debut|be|come|hit|drop"
    r"|start|begin|stream|open))",
    r"(?:premiere|release|launch|air|start|broadcast|debut) (?:date|window|day|slot)\b",
    r"(?:aired|arrival|first look in full|the (?:date|day) (?:was|for|on which|is|of))\b",
    r"(?:follow(?:s|ed)|came|comes?|coming)\b(?! (?:from|up with|as|with|the|a|an|of|close"
    r"|across|true|into play|to (?:an end|terms|power|light|think|work))\b)",
)
# "Announced for November" dates the release, not the announcement.
_PLANNED = cue(
    r"(?:announced|set|planned|moved|pushed(?: back)?|delayed|brought forward|eyed"
    r"|targeted) (?:for|to)\b(?= (?:the |early |late |mid|some|a |next |this |jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec|q\d|\d|spring|summer|fall|autumn|winter))"
)
_NEWS = cue(
    r"(?:announc\w+|confirm\w*|reveal\w*|unveil\w*|reports?|reported|told|tells|said|says"
    r"|wrote|writes|tweet\w*|post(?:s|ed)|shared|teased|hinted)\b",
    r"(?:decision|decide[sd]?|deciding|verdict|news|word|answer|update|notification|declar\w+"
    r"|statement)\b",
    r"(?:hear|heard|learn(?:ed|t|s)?|find out|found out|know)\b",
    r"renew(?:s|ed|al|als|ing)?\b|green[ -]?li(?:ght|t)\w*\b|up ?fronts?\b|interview\w*"
    r"|spoke\b|talk(?:ed|s)?\b",
)
_OTHER = cue(
    r"cancel\w*|axe[sd]?\b|axing\b|scrapp?ed\b|pulled the plug\b|drop(?:s|ped) (?:by|the|its"
    r"|it)\b|removed\b|expir\w+|left the\b",
    r"(?:series |season )?finales?\b|(?:last|final) episode\b|ended\b|ends\b|concluded?s?\b"
    r"|conclusion\b|(?<!the )finish(?:es|ed)?\b|clos(?:es?|ed)\b|wound up\b|came to (?:an end"
    r"|a close)\b|signed off\b|bowed out\b|leave[s]? (?:the air|us)\b|ending\b",
    r"goes back to\b|dates (?:back|from)\b|(?:theat(?:er|re)s|cinemas)\b",
    r"(?:trailers?|teasers?|clips?|posters?|first look|sneak peek|charts?|figures|reports?)\b",
    r"(?:films?|movies?|feature|documentary|album|books?|novels?|manga|comics?|graphic novel"
    r"|game|biopic|soundtrack)\b(?! ?(?:series|adaptation|director|star))",
    r"(?:set|takes place|begins|starts|picks up) (?:in|during)\b(?= (?:the )?(?:summer|fall"
    r"|spring|winter|autumn)? ?(?:of )?1[89])",
)
_CIRCUMSTANCE = cue(
    r"(?:petition|hashtag|strike|strikes|lockdown|pandemic|awards?|emmys?|oscars?|nominat\w+"
    r"|festival|olympics?|election|born|died|death|wedding|married|pregnan\w+|fired|hired"
    r"|joined|signed|deal|contract|rights|bought|acquired|merger)\b",
    r"(?:viewers?|viewership|audience|views|hours|ratings?|top 10|chart\w*|watched|streams"
    r"|averag\w+)\b",
)
# The more specific ones first: where two overlap, the first one counts.
SHOWING = (
    (Happening.RELEASE, _PLANNED),
    (Happening.NEWS, _NEWS),
    (Happening.OTHER, _OTHER),
    (Happening.RELEASE, _RELEASE),
    (Happening.PREMIERE, _PREMIERE),
    (Happening.CIRCUMSTANCE, _CIRCUMSTANCE),
)
