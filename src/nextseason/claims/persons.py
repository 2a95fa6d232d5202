"""Who in an article is a person, and which full name a surname stands for.

Sentences -> People (the full names of an article); one sentence -> PersonSpan with offsets.
Characters are called like persons, so they are found here too; who plays whom is told by
`casting`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nextseason.claims.names import NOT_NAMES, SENTENCE_OPENERS
from nextseason.claims.titles import fold

# A word of a name: "Fuller", "O'Brien", "Hadji-Heshmati", "RuPaul"; not its possessive.
_WORD = r"[A-ZÀ-ÞĀ-Ž](?:\w|-(?=\w)|['’](?!s\b)(?=\w))*"
_INITIALS = r"[A-Z]\.(?:[A-Z]\.)*"
# Small words inside a name: "Maarten van der Berg", "Mina el Hammani".
_LINK = r"(?:(?:de|del|di|da|dos|du|van|von|der|den|bin|al|el|bo|la|le) ){0,2}"
_RUN = re.compile(
    rf"(?:{_INITIALS}|{_WORD})(?: ?{_LINK}(?:{_INITIALS}"
    rf"|(?<=[ .]){_WORD})){{0,8}}(?:(?<=Jr)\.|(?<=Sr)\.)?"
)
_LONGEST_NAME = 5
_MARKS_BEFORE = 6  # dashes, quotes and brackets in front of a sentence's first word
_FULL = rf"{_WORD}(?: {_WORD}){{1,3}}"
# "plays Eve Dane", "as Eve Dane", "Eve Dane, played by": a part, not a person.
_CHARACTER = re.compile(
    rf"\b(?:plays?|played|playing|portrays?|portrayed|portraying|voices|in the (?:role|part) of"
    rf"|(?<!such )as) (?:the |a |an |his |her )?"
    rf"(?:(?!(?:by|are|is|was|were|do|does|did|will|has|have|of|well|for|with|soon) "
    rf"|\w*-?(?:creator|showrunner|producer|executive|director|writer|actor|star"
    rf"|actress) )[a-z]+ ){{0,3}}?"
    rf"(?P<name>{_FULL})(?! (?:has|had|told|tells|said|says|puts?|wrote|writes"
    rf"|confirm\w+|explain\w+"
    rf"|reveal\w+|did|does|is|was|would|will|pointed|and {_WORD} {_WORD} (?:said|have|told)))"
    rf"|(?<!\w)(?P<played>{_FULL}),? \(?(?:who is |who was |is |was |once (?:more|again) )?"
    rf"(?:played|portrayed|voiced) (?:once (?:more|again) |again )?by\b"
)
# What stands before a name with a capital of its own: "Creator Ann Bell", "Dr. Ann Bell".
FORMS_OF_ADDRESS = frozenset(
    """actor actress actors actresses star stars co-star co-stars starring creator creators co-creator co-creators
    showrunner showrunners co-showrunner co-showrunners producer producers executive co-executive exec director
    directors writer writers co-writer composer author novelist head boss chief president ceo host editor chairman
    chairwoman spokesman spokeswoman newcomer newcomers veteran veterans comedian singer lead leads line series
    dr mr mrs ms sir lady lord dame captain detective agent officer sergeant lieutenant lt chief inspector professor
    prof king queen prince princess emperor empress father sister brother uncle aunt special young old saint st
    co-executive vice senior former fellow fans filmmaker screenwriter editor-in-chief""".split()
)
# One of these makes a capitalised run a company, a place, a prize, a paper or a heading.
_NO_PERSON_WORDS = frozenset(
    """academy agency alliance amazon amc angeles animation apple arts association awards bbc books british
    broadcasting bros brothers business cable cbs centre channel cinema college comedy comic comic-con
    committee company content corporation council county court daily department digital discovery disney
    district drama emmy emmys empire entertainment episode europe express festival fiction film films
    globes group guild hbo hollywood hulu inc institute interactive international island
    journal korea las lionsgate los ltd magazine marvel media mgm ministry mtv music nbc netflix network
    networks new news north northern office official online pack paramount parts peacock pictures plus
    posts press prime prize productions project radio recap reddit report reporter review reviews rings
    rotten san science season service showtime society sony spoiler starz states station stories
    streaming studio studios syfy team telegraph television thrones times today tomatoes trailer tv
    twitter uk union united university universal us usa variety video vs wars week weekly wire writers
    york youtube breaking critics dead death everything games girls guardian guide hotel kingdom last
    movie movies national nights original originals rights second third first fourth fifth sixth seventh
    shows space strike trek universe website works mandatory nielsen parrot twitch tiktok facebook imdb
    metacritic crunchyroll wikipedia google mcu covid covid-19 pandemic christmas halloween thanksgiving
    valentine part volume chapter action science-fiction cancelled canceled renewed renewal filming status
    production screen screening world arc high house unit league act is are was it its not what why how
    when where who which and or if this that these those your our my his her their he she we you they
    everybody nobody somebody something nothing anyone anything always never more most less only still
    already again back out off over after before should could would can does did has have had been""".split()
)
# Parts of names that may also be words: two of them side by side are no person.
_DOUBTFUL = frozenset(
    """age america american art artificial asia association big black blood board book box bright buffalo
    city club country dark day diet down earth east england fall fantastic ford four fox free french game
    german girl glass globe gold golden good grand great green happy harbor hell hill home hope human
    hunt indian japan japanese joy justice killing king knight life light line little live london long
    lost love low magic max men middle midnight money month moon mountain mr mystery night old
    oscar park perfect power queen red reality red ring river road rock rose russian sacred school sea
    shadow short sky small social soldier south spanish spring star state steel stone storm story strange
    stranger street summer sun super sweet things time top true twin vanity war watch water way west
    western wild winter wolf wood young club con heist ball piece fire ice wars bones train cup hour
    public reaction best cat fan fans criminal minds boys beyond remember enter see""".split()
)
# Months and "I" are no part of a name, but some first names are months.
_NOT_IN_NAMES = frozenset("the a an of and on at for to with from by as".split()) | (
    NOT_NAMES - {"may", "april", "august", "june", "january"}
)


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """`text[start:end]` names somebody; `name` is the full name as far as it is known."""

    name: str
    start: int
    end: int
    full: bool  # the article gives a first name and a surname


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The full names of an article, by each part that stands for one of them alone."""

    by_part: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()  # names of shows, folded: no persons
    characters: frozenset[str] = frozenset()  # names of those who are played, folded

    def full_name(self, name: str) -> str:
        """The full name that a part of it stands for, or the name itself."""
        return self.by_part.get(name, name)

    def find(self, text: str) -> list[PersonSpan]:
        """The persons that a sentence names, in its order; a lone name counts if it is known.

        Examples
        --------
        >>> people = find_people(["Ann van Bell met Bob Roe Jr. in New York."])
        >>> [p.name for p in people.find("Then Bell saw Bob, creator Cy Poe and Netflix's Dee.")]
        ['Ann van Bell', 'Bob Roe Jr.', 'Cy Poe']
        """
        found = []
        for name, start, end in _runs(text):
            if fold(name) in self.characters:
                continue
            if _is_full(name, self.titles):
                found.append(PersonSpan(self.full_name(name), start, end, True))
            elif name in self.by_part:
                found.append(PersonSpan(self.by_part[name], start, end, True))
        return found


def find_people(texts: Iterable[str], titles: frozenset[str] = frozenset()) -> People:
    """The full names that stand in an article's sentences.

    A part that two persons share stands for neither; a surname beats a first name.  Whoever
    is said to be played by somebody is no person.
    """
    text = "\n".join(texts)
    characters = frozenset(
        fold(name)
        for match in _CHARACTER.finditer(text)
        for name, _, _ in _runs(match["name"] or match["played"])
    )
    names = dict.fromkeys(
        name
        for name, _, _ in _runs(text)
        if _is_full(name, titles) and fold(name) not in characters
    )
    by_part: dict[str, str] = {}
    for parts in (_surnames, _first_names):
        for part, full in _only_one(parts(names)):
            by_part.setdefault(part, full)
    return People(by_part, titles, characters)


def _surnames(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        words = [w for w in name.split() if w not in ("Jr.", "Sr.")]
        yield words[-1], name
        if len(words) > 2:
            yield " ".join(words[1:]), name


def _first_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if "." not in name.split()[0]:
            yield name.split()[0], name


def _only_one(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    table: dict[str, set[str]] = {}
    for part, full in pairs:
        table.setdefault(part, set()).add(full)
    return ((part, next(iter(full))) for part, full in table.items() if len(full) == 1)


def _runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Capitalised runs without what stands before a name: (name, start, end)."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        head = text[max(0, start - _MARKS_BEFORE) : start]
        opens = start < _MARKS_BEFORE or "\n" in head
        opens = opens and not head.rpartition("\n")[2].strip(" \"'“‘([-–—*")
        words = text[start:end].split(" ")
        while words and _is_before_name(words, opens):
            start += len(words[0]) + 1
            words, opens = words[1:], False
        if words:
            yield " ".join(words), start, end


def _is_before_name(words: list[str], opens: bool) -> bool:
    word = words[0].lower().rstrip(".")
    if word in FORMS_OF_ADDRESS:
        return True
    if opens and word == "will" and len(words) == 2:
        return False  # "Will Smith returns"
    return opens and (word in SENTENCE_OPENERS or word in NOT_NAMES)


def _is_full(name: str, titles: frozenset[str]) -> bool:
    words = name.split()
    if not 2 <= len(words) <= _LONGEST_NAME or fold(name) in titles:
        return False
    if all(word.lower() in _DOUBTFUL for word in words):
        return False
    return all(_may_be_part(word) for word in words) and len(words[0]) + len(words[-1]) > 2


def _may_be_part(word: str) -> bool:
    folded = word.lower()
    if folded in _NO_PERSON_WORDS or folded in _NOT_IN_NAMES:
        return False
    if word.isupper():
        return len(word.replace(".", "")) <= 3
    return not any(c.isdigit() for c in word)
