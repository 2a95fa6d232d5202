"""Whether a trailer of a season is out.

Scene -> drafts.  A trailer is out where it is released, shown, described or linked to; it
is not where the sentence denies it.  One that is expected or wished for says nothing.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.sentences import Kind, is_question
from nextseason.claims.ties import seasons_of_figure
from nextseason.domain import Trailer, TrailerStatus

TRIGGERS: tuple[str, ...] = (
    *(
        "trailer",
        "trailers",
        "teaser",
        "teasers",
        "clip",
        "clips",
        "footage",
        "promo",
        "promos",
    ),
    *("sneak",),
)

_TRAILER = AnyCase(
    r"\b(?:trailers?|teasers?(?! (?:poster|image|photo|post|tweet|art))|clips?|footage"
    r"|promos?(?! (?:photo|image|poster|art|tour))|sneak[ -]peeks?)\b",
)
# Pieces of film that are no trailers unless they are said to be missing or shown as one.
_LOOSE = AnyCase(r"clips?|footage|promos?|sneak")
_NONE = AnyCase(
    r"\b(?:no|not|nor|never|neither|none|without|nothing|yet to|isn['’]t|hasn['’]t"
    r"|haven['’]t|aren['’]t|don['’]t|doesn['’]t|didn['’]t"
    r"|still (?:waiting|missing|awaiting)|too early|too soon|await(?:s|ing)?)\b",
)
_OUT = AnyCase(
    r"\b(?:releas(?:ed|es|ing)|drop(?:s|ped)|unveil(?:s|ed)|debut(?:s|ed)|shar(?:es"
    r"|ed)|reveal(?:s|ed)|arriv(?:es|ed)|landed|is (?:out|here|online|live|below"
    r"|available)"
    r"|(?:come|came|comes|put|went|gone|just|now|already) (?:out|online|live)|show(?:s"
    r"|n|ed|ing|cases)?|post(?:ed|s)|publish(?:ed|es)|launch(?:ed|es)"
    r"|giv(?:es|en|ing)|gave|tease[sd]?|hint(?:s|ed)|promis(?:es|ed)|offer(?:s|ed)"
    r"|introduc(?:es|ed)|feature[sd]?|confirm(?:s|ed)|open(?:s|ed)|end(?:s|ed)"
    r"|watch|see|check|find|view|look at|take a look|below|above|here is|here['’]s|got"
    r"|received|treated|in the (?:new|first|latest|official)"
    r"|played|screened|aired|premiered"
    r"|has (?:a|its|already|now|been)|have (?:a|already|now)|there is|there['’]s|came"
    r"|comes?|with|according to|saw|makes|made|appear(?:s|ed)"
    r"|put (?:out|up|online))\b",
)
# A trailer that is new, the latest or official is there.
_NEW = AnyCase(
    r"\b(?:new|latest|official|fresh|brand-new|explosive|action-packed"
    r"|debut) (?:[\w-]+ ){0,2}$",
)
# "In the trailer, they meet again": whoever says so has seen it.
_IN_IT = AnyCase(r"\bin the (?:\w+ )?$")
_LED = AnyCase(
    r"\b(?:an?|the|its|his|her|first|full|final|second|this|that|two"
    r"|three) (?:[\w’'-]+ ){0,3}$",
)
_NOT_YET = AnyCase(
    r"\b(?:will|would|should|could|can (?:expect|hope|look forward)|(?-i:may)|might"
    r"|expect(?:s|ed|ing)?|hope(?:s|ful"
    r"|fully)?|likely|probably|usually|typically|if|once|when|until|soon|wait(?:s"
    r"|ing)?|before|next (?:week|month)|coming|want|wish)\b",
)
_FILM = AnyCase(r"\b(?:film|movie|spin-?off|game|documentary|featurette)\b")


def read_trailer(scene: Scene) -> Iterator[Draft]:
    """Whether the sentence says that a trailer is out, or that there is none."""
    text = scene.text
    match = _TRAILER.search(text)
    if scene.sentence.kind is Kind.HEADING and "|" in text:
        return  # the label of a video: "Watch: ... | Official Trailer"
    if match is None or is_question(text) or _FILM.search(text):
        return
    status = _status(text, match)
    if status is None:
        return
    seasons = seasons_of_figure(scene, match.start(), match.end())
    for season in seasons or (None,):
        yield Draft(
            value=Trailer(status=status),
            start=match.start(),
            end=match.end(),
            about=About.NEXT,
            season=season,
        )


def _status(text: str, match: re.Match[str]) -> TrailerStatus | None:
    left, right = _phrase(text, match)
    phrase = text[left:right]
    if _NONE.search(phrase):
        return TrailerStatus.NONE
    if _NOT_YET.search(phrase) or _LOOSE.match(match.group()):
        return None
    before = text[left : match.start()]
    if (
        _NEW.search(before)
        or _IN_IT.search(before)
        or (_LED.search(before) and _OUT.search(phrase))
    ):
        return TrailerStatus.RELEASED
    return None


def _phrase(text: str, match: re.Match[str]) -> tuple[int, int]:
    """What stands between the commas around the trailer, and the stretch behind the next."""
    left = max(text.rfind(sign, 0, match.start()) for sign in (",", ";", ":", "(", "—")) + 1
    right = text.find(",", match.end())
    return max(left, match.start() - 90), min(right if right >= 0 else len(text), match.end() + 90)
