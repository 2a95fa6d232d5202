"""What the words beside a name say of it: a show is renewed, a company renews, a person plays.

Text and offsets -> kinds of evidence.  No list of titles is used.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase, Scanned, scanned

_BACK, _BACK_OF_ROW, _AHEAD = 50, 70, 90  # characters that tell something of a name
_NUMBER = (
    r"(?:\d{1,2}\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|"
    r"[IVX]{1,4}\b)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|sophomore|new|"
    r"next|last|debut|another|\d+(?:st|nd|rd|th))"
)
_SEASON_AFTER = AnyCase(
    (
        rf"^(?:['’]s?)?[\"”’']?\s*[:,–—-]?\s*\(?(?:(?:seasons?|series|s)\s*{_NUMBER}|"
        rf"(?:{_ORDINAL}[ -]){{1,3}}(?:season|series|run|outing|chapter)\b)"
    ),
)
_SEASON_OF = AnyCase(rf"season {_NUMBER} of [\"“‘']?$")
_OF_SHOW = AnyCase(
    rf"(?:\b(?:seasons?|series)(?: {_NUMBER})?|\b(?:episodes|future|return|cancell?ation|"
    rf"renewal|fate|run|revival|cast|creators?|stars?|fans|makers|showrunners?|"
    rf"finale|outing|loss|death|axing|reboot|premiere|debut|viewers|run|end))\s*(?:of|for|"
    rf"on)?\s+[\"“‘']?$",
)
_MORE_OF = AnyCase(
    (
        r"\b(?:more|without|like|including|such as|goodbye to|farewell to|fans of|plug on|called|"
        r"titled|named|watch|watched|watching|of) [\"“‘']?$"
    ),
)
_DECIDES = AnyCase(
    r"\b(?:renew(?:s|ed|ing)?|cancel(?:s|led|ed|ling|ing)?|cancell?ation of|renewal of|"
    r"axe[sd]?|axing|scrap(?:s|ped|ping)?|sav(?:e|es|ed|ing)|reviv(?:e|es|ed|ing)|drop(?:s|"
    r"ped)|end(?:s|ed|ing)?|"
    r"kill(?:s|ed)|order(?:s|ed)|un-?cancel(?:s|led|ed)|resurrect(?:s|ed)|rescu(?:e|es|ed|"
    r"ing)|plug on|(?:pick(?:s|ed)?|wrap(?:s|ped)?) up|(?:bring(?:s|ing)?|brought) back|"
    r"ditch(?:es|ed)|shelve[sd]?|dump(?:s|ed)|pass(?:es|ed) on|greenlights?|greenlit)"
    r"(?: on| for| the| its| his| their| hit| series| show| drama| comedy| sitcom| thriller|"
    r" animated| fantasy| sci-fi| original| anime| teen){0,4} [\"“‘']?$",
)
_IS_DECIDED = AnyCase(
    r"^[\"”’']?,?\s*(?:(?:has|have|had|was|is|will|would|won['’]t|been|not|officially|just|be|"
    r"also|now|gets?|got|are|isn['’]t|wasn['’]t|being|may|might|could|never|to|finally|itself|"
    r"already|both|all)\s+){0,4}"
    r"(?:renewed|cancell?ed|axed|scrapped|saved|revived|returns?\b|returning|ended|ends|"
    r"coming back|back for|picked up|premiere[sd]?\b|debut(?:s|ed)\b|launche[sd]|over\b|"
    r"dead\b|done\b|ending|coming|finished|stream(?:s|ed|ing)|airs\b|"
    r"aired|arrived|follows\b|cent(?:er|re)s\b|un-?cancell?ed|renewal|cancell?ation|bow(?:s|"
    r"ed)\b|wrapped|stays|survive[sd]?|dropped|killed|gone|given|ordered|un-renewed|safe)",
)
_APPOSED = AnyCase(
    (
        r"^[\"”’']?,? (?:a|an|the|its|his|her|their|which)\b[^.,;]{0,50}\b(?:series|show|drama|"
        r"comedy|sitcom|thriller|adaptation|anime|premiered|dramedy|fantasy|spin-?off)\b"
    ),
)
_KIND_BEFORE = AnyCase(
    (
        r"\b(?:series|show|drama|comedy|sitcom|thriller|adaptation|anime|dramedy|fantasy|"
        r"spin-?off|saga|mystery|hit|musical|prequel|reboot|revival|docuseries|soap|western|"
        r"horror|romance|satire|epic|procedural) [\"“‘']?$"
    ),
)
_SPEAKS = re.compile(
    r"^(?:['’]s [a-z]+)?,? (?:(?:has|have|had|just|also|officially|now|recently|later|already|"
    r"then|is|was) ){0,3}(?:said|says|sa(?:y|id)ing|told|tells|announce[sd]?|announcing|"
    r"confirm(?:s|ed)|order(?:s|ed)?\b(?! (?:by|in))|renew(?:s|ed|ing)\b(?! (?:by|for|at|in))|"
    r"cancel(?:s|led|ed|ling|ing)\b(?! (?:by|after|for|in|at|on|due|because))|"
    r"axe[sd]\b (?:the|its|a)|reveal(?:s|ed)|reports|reported|"
    r"play(?:s|ed|ing)\b|stars (?:as|in|opposite)|who\b|write[s]?|wrote|tweeted|posted|"
    r"explain(?:s|ed)|decline[sd]|decided|chose|pick(?:s|ed) up|pass(?:es|ed)|pull(?:s|ed)|"
    r"releases|adds|added|scraps|gave|gives|and [A-Z]\w+ (?:star|play|return)|directs|created|"
    r"serves|hopes|plans|wants)\b",
)
_AT = AnyCase(
    (
        r"(?:\b(?:on|by|at|from|via|over at|told|with|according to|as|actor|actress|creator|"
        r"showrunner|producers?|director|starring|stars|co-star|star|CEO|executive) |"
        r"\((?:played by )?)$"
    ),
)
_AS = re.compile(
    r"^(?: as (?:the |her |his |a |an )?[A-Z]|,? (?:who|whose|and) (?:plays|played|portrays)|"
    r" \(\w+ \w+\))"
)
# "the X series", "an X original": X is who makes or shows it.
_OWNED = re.compile(
    r"^ (?:original |hit |animated )?(?:series|show|drama|comedy|sitcom|thriller|originals?|"
    r"subscribers|exec\w*|bosses|hit|adaptation|fantasy|anime|chief|boss|spokes\w+|audiences?|"
    r"users|viewers|deal|slate|schedule|president|dramas|comedies|shows)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,3}")
# In a headline: "X Cancels ...", "X is giving ...": whoever does this is no show.
# "as X", "plays X", "the role of X": X is somebody in a show.
_CHARACTER_BEFORE = re.compile(
    r"\b(?:as|plays?|played|playing|portray\w*|(?:role|part|character|voice) of|becomes?|"
    r"named|protagonist|"
    r"hero|heroine|detective|doctor|Dr\.|sister|brother|mother|father|daughter|son|friend) $"
)
# In a headline: "X cast: ...", "X trailer", "X ending explained".
_TITLE_TOPIC = AnyCase(
    r"^[\"”’']?(?:['’]s)?,? (?:cast|trailer|teaser|release date|plot|ending|finale|fans|"
    r"creator|showrunner|star|stars|renewal|cancell?ation|"
    r"premiere|spin-?off|petition|reviews?|recap|episodes?|returns?|update|explained|"
    r"viewership|ratings)\b",
)
_ACTS = AnyCase(
    r" (?:(?:just|is|has|officially|finally|quietly) ){0,2}(?:gave|giving|announced|cancels|"
    r"renews|orders|axes|scraps|pulls|picks|saves|"
    r"announces|confirms|brings|drops|passes|gives|says|reveals|takes|holds|sets|"
    r"(?:cancell?ed|renewed|dropped|axed|ordered) (?!for|after|by|at|in|due|because|on)(?=\S))",
)


def behaviour_in_text(text: str, start: int, end: int) -> list[str]:
    """What the words beside `text[start:end]` say of it."""
    here, kinds = scanned(text), ["named"]
    in_season = _SEASON_AFTER.begins(here, end, _AHEAD)
    if start == 0 and text[:end].isalpha() and not in_season:
        return kinds  # a lone word that opens the sentence may be any word
    after = text[end : end + _AHEAD]
    if _OWNED.match(after):
        kinds.append("owns")
    if _ACRONYM.fullmatch(text, start, end):
        kinds.append("acronym")
    if text[start - 1 : start] in "\"“‘'«" and start and text[end : end + 1] in "\"”’',.»":
        kinds.append("quoted")
    if in_season:
        kinds.append("season")
    kinds += _told_before(here, start)
    if "decided" not in kinds and _IS_DECIDED.begins(here, end, _AHEAD):
        kinds.append("decided")
    if _APPOSED.begins(here, end, _AHEAD):
        kinds.append("apposed")
    if _SPEAKS.match(after):
        kinds.append("speaks")
    if _AS.match(after):
        kinds.append("person")
    if after.startswith(("'s", "’s")) and not in_season:
        kinds.append("owns")
    return kinds


def _told_before(here: Scanned, start: int) -> Iterator[str]:
    """What the words in front of `text[start:]` say of it."""
    if not start:
        return
    if _OF_SHOW.ends(here, start, _BACK) or _MORE_OF.ends(here, start, _BACK):
        yield "of"
    if _DECIDES.ends(here, start, _BACK):
        yield "decided"
    if _KIND_BEFORE.ends(here, start, _BACK):
        yield "kind"
    if _AT.ends(here, start, _BACK):
        yield "at"
    before = here.text[max(0, start - _BACK) : start]
    if _CHARACTER_BEFORE.search(before):
        yield "character"
    if before.endswith("#"):
        yield "hashtag"


def behaviour_in_title(title: str, start: int, end: int) -> list[str]:
    before, after = title[:start], title[end:]
    kinds = ["title"]
    if _AT.search(before):
        kinds.append("title_at")
    if _SEASON_AFTER.match(after) or _SEASON_OF.search(before):
        kinds.append("title_season")
    if before[-1:] and before[-1] in "\"“‘'«" and after[:1] and after[0] in "\"”’',»":
        kinds.append("title_quoted")
    if _DECIDES.search(before) or _IS_DECIDED.match(after):
        kinds.append("title_decided")
    if _TITLE_TOPIC.match(after):
        kinds.append("title_topic")
    if before.endswith("#"):
        kinds.append("title_hashtag")
    if not before.strip(" \"“‘'«"):
        kinds.append("title_first")
    if _SPEAKS.match(after) or _ACTS.match(after):
        kinds.append("title_speaks")
    return kinds


# A row of shows is cancelled or renewed; a row of persons returns.
_ROW_DECIDED = AnyCase(
    r"^[\"”’']?,? (?:(?:has|have|had|was|were|is|are|will|would|been|not|all|both|also|be|now|"
    r"each|got|get) ){0,4}"
    r"(?:renewed|cancell?ed|axed|scrapped|saved|revived|dropped|shown the (?:door|exit)|"
    r"picked up|killed|ended|ending|canned|over\b|gone\b|safe\b|given (?:a |another|second|"
    r"more))",
)
_ROW_OF_DECIDED = AnyCase(
    r"\b(?:renew(?:s|ed|al for)?|cancel(?:s|led|ed|lation of)?|axe[sd]?|scrap(?:s|ped)|"
    r"sav(?:es|ed)|dropp?(?:s|ed)|end(?:s|ed)|pick(?:s|ed) up|the door to|the exit to|plug on|"
    r"ax to|axe to|farewell to|goodbye to|orders? (?:for|to))"
    r"(?: its| the| such| series| shows| dramas| comedies| like| as| including| both| of|"
    r" hits){0,4} [\"“‘']?(?:the )?$",
)


def ends_decided(text: str, end: int) -> bool:
    """Do the words after a row of names tell of its fate?"""
    return _ROW_DECIDED.begins(scanned(text), end, _AHEAD)


def begins_decided(text: str, start: int) -> bool:
    """Do the words before a row of names tell of its fate?"""
    return _ROW_OF_DECIDED.ends(scanned(text), start, _BACK_OF_ROW)
