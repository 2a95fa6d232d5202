"""Who is said to say so: "according to X", "X told Y that", "X's announcement".

Sentence text -> the name cited, or None.
"""

import re

_NAME = r"(?:(?:[A-ZÀ-Þ][\w’'+&!.-]*|the (?:streamer|network|studio|service|company|platform|actor|actress|creator|showrunner))(?: (?:of |the |& |and )?[A-Z0-9À-Þ][\w’'+&!.-]*){0,4})"
_SAYS = (
    r"(?:announced|confirmed|said|says|revealed|reveals|reports|reported|told|tells|confirms|announces|wrote|writes|tweeted|posted|explained|explains|claims|claimed|admitted|admits|hinted|hints|teased|teases|"
    r"promised|promises|declared|stated|states|noted|notes|insisted|insists|broke the news|let it be known|made (?:it )?known|disclosed|added|adds|put it|shared|suggested|suggests|stressed|believes|hopes|expects|recalled|made official|has it|learned|learnt|acknowledged|warned|denied)"
)
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er|[Ii]n the words of|[Oo]n the word of|[Aa]s reported by|[Rr]eported by|[Aa]nnounced by|[Cc]onfirmed by|[Cc]redit to|[Bb]y) (?P<by>{_NAME})(?P<poss>['’]s (?:account|announcement|own|report|figures|count|word|statement))?"
)
_SUBJECT = re.compile(
    rf"(?P<by>{_NAME})(?:,[^,.;]{{1,60}},)? (?:has |have |had |just |also |now |officially |since |already |recently |later |finally |never |only |even |then |publicly |not |first |exclusively |previously |herself |himself |itself |themselves ){{0,3}}{_SAYS}\b"
)
_INVERTED = re.compile(rf"[,”\"] {_SAYS} (?P<by>{_NAME})")
_TRAILING = re.compile(
    rf", (?P<by>{_NAME}) (?:has |have )?(?:says|said|reports|reported|confirmed|confirms|adds|added|claims|explained|writes|wrote|learned|announced|revealed|notes|told)\b"
)


def cited(text: str, start: int, end: int) -> str | None:
    """Whoever the sentence cites for `text[start:end]`.

    Examples
    --------
    >>> cited("Bela Bajaria told Variety that it will return.", 31, 46)
    'Bela Bajaria'
    >>> cited("It will return.", 0, 15) is None
    True
    """
    for pattern in (_ACCORDING, _TRAILING, _INVERTED, _SUBJECT):
        for match in pattern.finditer(text):
            if (
                pattern is _ACCORDING
                and match.group().lower().startswith("by ")
                and not match["poss"]
            ):
                continue
            name = match["by"].rstrip(".,’'")
            name = re.sub(r"['’]s$", "", name)
            if name.lower() not in _NOBODY and not name.lower().startswith("the "):
                return name
    return None


_NOBODY = frozenset(
    "it he she they we i this that these those there what who which but and as so if when nobody no everybody fans one season series show".split()
)
