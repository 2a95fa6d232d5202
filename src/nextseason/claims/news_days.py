"""Windows that tell when news came, not when a season did: "it was cancelled in October".

Sentence and a window's place -> whether the nearest verb before it is one of news.
"""

import re

_REACH_BACK = 90  # characters before a window in which its verb stands
_REACH_ON = 60  # and behind it, where another verb may take it: "in May it premiered"
_COMING_OUT = (
    r"premier\w*|debut\w*|arriv\w*|releas\w*|air(?:s|ed|ing)?|launch\w*|land\w*|drop\w*|return\w*|"
    r"start\w*|beg[aiu]n\w*|open\w*|com(?:e|es|ing)|came|due|out|back|stream\w*|hit\w*|for|set|"
    r"appear\w*|bow\w*|follow\w*|goes|went|runs?|ran|watch|see"
)
_NEWS = (
    r"cancell?(?:ed|ing|ation)|axed|scrapped|renew(?:ed|ing|al)|order(?:ed)?|greenlit|"
    r"commissioned|announced|announcement|confirmed|revealed|unveiled|reported|made official|"
    r"picked (?:\w+ )?up|pick-?up|pulled the plug|decision|news"
)
_VERB = re.compile(rf"\b(?:(?P<news>{_NEWS})|{_COMING_OUT})\b", re.IGNORECASE)
_COMES_OUT = re.compile(rf"\b(?:{_COMING_OUT})\b", re.IGNORECASE)
_END = re.compile(r"[.;]")


def is_day_of_news(text: str, start: int, end: int) -> bool:
    """Does the window at `text[start:end]` tell when a decision was made or told?

    Examples
    --------
    >>> text = "It was cancelled in May after one season."
    >>> is_day_of_news(text, 20, 23)
    True
    >>> text = "It was renewed and returns in May."
    >>> is_day_of_news(text, 30, 33)
    False
    """
    verbs = [*_VERB.finditer(text, max(0, start - _REACH_BACK), start)]
    if not verbs or verbs[-1]["news"] is None:
        return False
    behind = _END.search(text, end, end + _REACH_ON)
    return _COMES_OUT.search(text, end, behind.start() if behind else end + _REACH_ON) is None
