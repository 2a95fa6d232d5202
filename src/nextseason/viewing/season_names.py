"""Which show and which season a chart's title names.

Title, or show and title -> SeasonName, or None where the words leave it open.  Pure, and of one
title alone: what other rows tell of the same title is weighed in `title_evidence`.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from unicodedata import numeric

# Charts print the title in English and then as it is at home: "Harbour Lights // Hafenlichter".
BESIDE = " // "


class SeasonKind(StrEnum):
    """How a title names its season."""

    SEASON = "season"  # counted: "Season 2", "Series 2", "S2: Lowtown", "2nd Season"
    PART = "part"
    VOLUME = "volume"
    CHAPTER = "chapter"
    BOOK = "book"
    COLLECTION = "collection"
    CLASS = "class"
    STAGE = "stage"
    LIMITED = "limited"  # a limited series: meant to be the only one
    NAMED = "named"  # by a title of its own
    DATED = "dated"  # an evening's broadcast, by its date
    WHOLE = "whole"  # no season is told: a show by its name alone, or a special
    FILM = "film"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonName:
    """A title taken apart."""

    show: str
    season: int | None = None  # None: not counted
    name: str | None = None  # what stands beside or instead of the number
    kind: SeasonKind


_WORDS = "one two three four five six seven eight nine ten".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SPELLED = {word: n for words in (_WORDS, _ORDINALS) for n, word in enumerate(words, 1)}
_ROMAN = {r: n for n, r in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}

_LABELS = {
    "season": SeasonKind.SEASON,
    "series": SeasonKind.SEASON,
    "part": SeasonKind.PART,
    "volume": SeasonKind.VOLUME,
    "vol.": SeasonKind.VOLUME,
    "chapter": SeasonKind.CHAPTER,
    "book": SeasonKind.BOOK,
    "collection": SeasonKind.COLLECTION,
    "class": SeasonKind.CLASS,
    "stage": SeasonKind.STAGE,
}
# "Season" as it is said elsewhere; a number follows.
_ABROAD = (
    "staffel temporada saison stagione sezon säsong sæson sesong seizoen sezonul sezona sezóna "
    "évad kausi σεζόν сезон musim mùa 시즌 シーズン ซีซั่น ฤดูกาล الموسم עונה सीज़न"
).split()
_LABELS |= dict.fromkeys(_ABROAD, SeasonKind.SEASON)

_NUMBER = rf"(?P<number>\d{{1,3}}|[IVX]+\b|(?:{'|'.join(_WORDS)})\b)"
_LABEL = "|".join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True))
_COUNTED = re.compile(rf"(?P<label>{_LABEL})\s*{_NUMBER}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SHORT = re.compile(r"S(?P<number>\d{1,2})(?::\s+(?P<rest>.+))?")
_ORDINAL = re.compile(
    rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) "
    rf"(?P<label>season|series|stage)(?P<rest>.*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"第\s*(?P<number>\d{1,2}|[一二三四五六七八九十])\s*季(?P<rest>.*)")
_LIMITED = re.compile(
    r"(?:limited series|mini-?series|miniserie|mini-?s[ée]rie|minissérie|miniserija|miniserial|"
    r"miniserien?|minisarja|minisorozat|mini dizi|リミテッドシリーズ|리미티드 시리즈|迷你[劇剧]|"
    r"มินิซีรีส์|мини-сериал|serie limitada|série limitada)\s*\d?",
    re.IGNORECASE,
)
_MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(rf"(?:{'|'.join(_MONTHS.split())}) \d{{1,2}}, \d{{4}}")
# Marks of direction, joiners and soft hyphens, which come with pasted titles.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A number of its own: "Harbour 5", "II", "2. The Salt Game"; four digits are a year.
_BARE = re.compile(r"(?:(?P<digits>\d{1,2})|(?P<roman>[IVX]+))(?:\.(?:\s+(?P<rest>.+))?)?")
# What may follow a counted season; anything else says that it was no season's number.
_REST = re.compile(r"(?:[\s:.,]*:[\s:]*|\s*[-–]|\s+(?=\W|part\b)|(?=[A-Z]$))(?P<name>.*)", re.I)
# Two seasons in one row cannot be told apart: "Part 1 & 2", "Season 1 - Season 5".
_SEVERAL = re.compile(r"\s*(?:[-–&,+/]|and|to)\s*(?:(?:part|season|series|volume)\s*)?\d", re.I)
_NUMBERED_WITHIN = re.compile(rf"(?:\b(?:{_LABEL}|S)\s*\d)|第\s*\d+\s*季", re.IGNORECASE)
_NUMBER_AT_END = re.compile(
    rf".*\W(?:#?\d{{1,3}}|[IVX]{{2,}}|{'|'.join((*_WORDS, *_ORDINALS))})[.!?)]?", re.I | re.DOTALL
)


def name_within(show: str, title: str | None) -> SeasonName | None:
    """What a title names when its show is told beside it; None: several seasons, or no words.

    Examples
    --------
    >>> name_within("Harbour Lights", "Harbour Lights: Part 2").season
    2
    >>> name_within("Harbour Lights 5", "Harbour Lights 5: Low Tide").name
    'Low Tide'
    """
    show = tidy_text(show)
    if not show:
        return None
    if not title or title == show:
        return SeasonName(show=show, kind=SeasonKind.WHOLE)
    told = _after_show(show, tidy_text(title))
    if _tells_several(told):
        return None
    return _told(show, told) or _bare(show, told) or _within(show, told) or _named(show, told)


def name_alone(title: str) -> SeasonName | None:
    """What a title names of itself; None: nothing tells where the show's name ends.

    Examples
    --------
    >>> name_alone("Harbour Lights: After Dark: Season 3 // Hafenlicht: Staffel 3")
    SeasonName(show='Harbour Lights: After Dark', season=3, name=None, kind=<SeasonKind.SEASON: 'season'>)
    >>> name_alone("Harbour Lights: The Fall of Ana Sol") is None
    True
    """  # noqa: E501
    english, *at_home = (tidy_text(part) for part in title.split(BESIDE))
    told = _by_marker(english) if english else None
    if told or _tells_several_anywhere(english):
        return told
    for part in at_home:
        # The home title may count the season that the English one does not.
        if (there := _by_marker(part)) and ": " not in english:
            return SeasonName(show=english, season=there.season, name=there.name, kind=there.kind)
    if not english or ": " in english or _may_end_in_season(english):
        return None
    return SeasonName(show=english, kind=SeasonKind.WHOLE)


def film_name(title: str) -> SeasonName | None:
    """A film has no seasons: its title is all; None where there are no words."""
    show = tidy_text(title.split(BESIDE)[0])
    return SeasonName(show=show, kind=SeasonKind.FILM) if show else None


def tidy_text(text: str) -> str:
    """One line without invisible characters and without blanks at its ends."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def _after_show(show: str, title: str) -> str:
    """What a title says beyond its show; the whole of it where it does not begin with it."""
    if not title.casefold().startswith(show.casefold()):
        return title
    rest = title[len(show) :]
    return rest.lstrip(": ") if rest[:1] in (":", " ") else title


def _by_marker(title: str) -> SeasonName | None:
    """The show up to the first colon behind which a season is told in so many words."""
    for colon in re.finditer(":", title):
        show, told = title[: colon.start()].rstrip(), title[colon.end() :].lstrip()
        if show and not _tells_several(told) and (name := _told(show, told)):
            return name
    return None


def _told(show: str, told: str) -> SeasonName | None:
    """A season that is called one, or a part, or a limited series, or a day."""
    if _LIMITED.fullmatch(told):
        return SeasonName(show=show, season=1, kind=SeasonKind.LIMITED)
    if _DATE.fullmatch(told):
        return SeasonName(show=show, name=told, kind=SeasonKind.DATED)
    for pattern in (_COUNTED, _SHORT, _ORDINAL, _CHINESE):
        if match := pattern.fullmatch(told):
            return _counted(show, match)
    return None


def _counted(show: str, match: re.Match[str]) -> SeasonName | None:
    number, rest = _number(match["number"]), match["rest"] or ""
    kind = _LABELS[match["label"].casefold()] if "label" in match.re.groupindex else None
    if not number:
        return None
    if rest and match.re is not _SHORT:
        follows = _REST.fullmatch(rest)
        if not follows:
            return None
        rest = follows["name"]
    return SeasonName(
        show=show, season=number, name=rest.strip(" ():-–") or None, kind=kind or SeasonKind.SEASON
    )


def _bare(show: str, told: str) -> SeasonName | None:
    match = _BARE.fullmatch(told)
    number = _number(match["digits"] or match["roman"]) if match else None
    if not match or not number:
        return None
    return SeasonName(show=show, season=number, name=match["rest"], kind=SeasonKind.SEASON)


def _within(show: str, told: str) -> SeasonName | None:
    """A counted season behind a name of its own: "New Town: Season 2"."""
    found = _by_marker(told)
    return replace(found, show=show, name=found.show) if found and not found.name else None


def _named(show: str, told: str) -> SeasonName | None:
    return SeasonName(show=show, name=told, kind=SeasonKind.NAMED) if told else None


def _tells_several(told: str) -> bool:
    match = _COUNTED.fullmatch(told)
    return bool(match and _SEVERAL.match(match["rest"]))


def _tells_several_anywhere(title: str) -> bool:
    return any(_tells_several(title[c.end() :].lstrip()) for c in re.finditer(":", title))


def _may_end_in_season(title: str) -> bool:
    """Whether a number in a title without a colon may be a season's, or the name's own."""
    return bool(_NUMBER_AT_END.fullmatch(title) or _NUMBERED_WITHIN.search(title))


def _number(text: str) -> int | None:
    """A number in digits, words, Roman or Chinese numerals; None: none, or zero."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0]) or None
    if text.upper() in _ROMAN:
        return _ROMAN[text.upper()]
    if len(text) == 1 and not text.isascii():
        return int(numeric(text, 0)) or None
    return _SPELLED.get(text.casefold())
