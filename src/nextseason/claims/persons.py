"""Who in an article is a person, and which full name a surname stands for.

Sentences -> People (the full names of an article); one sentence -> PersonSpan with offsets.
Characters are called like persons, so they are found here too; who plays whom is told by
`casting`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nextseason.claims.anycase import holds_any
from nextseason.claims.names import NOT_NAMES, SENTENCE_OPENERS
from nextseason.titles import fold

# A word of a name: "Voss", "O’Neil", "Lund-Berg", "McRae"; not its possessive.
_WORD = r"[A-ZÀ-ÞĀ-Ž](?:\w|-(?=\w)|['’](?!s\b)(?=\w))*"
_INITIALS = r"[A-Z]\.(?:[A-Z]\.)*"
# Small words inside a name: "Maarten van der Berg", "Mina el Hammani".
_LINK = r"(?:(?:de|del|di|da|dos|du|van|von|der|den|bin|al|el|bo|la|le) ){0,2}"
# The first capital by itself: so the search goes from capital to capital.
_FIRST = r"[A-ZÀ-ÞĀ-Ž](?:(?<=[A-Z])\.(?:[A-Z]\.)*|(?:\w|-(?=\w)|['’](?!s\b)(?=\w))*)"
_RUN = re.compile(
    rf"{_FIRST}(?: ?{_LINK}(?:{_INITIALS}|(?<=[ .]){_WORD})){{0,8}}"
    rf"(?:(?<=Jr)\.|(?<=Sr)\.)?"
)
_LONGEST_NAME = 5
_MARKS_BEFORE = 6  # dashes, quotes and brackets in front of a sentence's first word
_FULL = rf"{_WORD}(?: {_WORD}){{1,3}}"
# "plays Eve Dane", "as Eve Dane", "Eve Dane, played by": a part, not a person.
_CHARACTER = re.compile(
    rf"\b(?:plays?|played|playing|portrays?|portrayed|portraying|voices"
    rf"|in the (?:role|part) of|(?<!such )as) (?:the |a |an |his |her )?"
    rf"(?:(?!(?:by|are|is|was|were|do|does|did|will|has|have|of|well|for|with|soon) "
    rf"|\w*-?(?:creator|showrunner|producer|executive|director|writer|actor|star"
    rf"|actress) )[a-z]+ ){{0,3}}?(?P<name>{_FULL})(?! "
    rf"(?:has|had|told|tells|said|says|puts?|wrote|writes|confirm\w+|explain\w+|reveal\w+"
    rf"|did|does|is|was|would|will|pointed|and {_WORD} {_WORD} (?:said|have|told)))"
)
# Without these words nobody is "played by" somebody, for which each name would be tried.
_PLAYED = ("played", "portrayed", "voiced")
_CHARACTER_PLAYED = re.compile(
    rf"{_CHARACTER.pattern}|(?<!\w)(?P<played>{_FULL}),? \(?"
    rf"(?:who is |who was |is |was |once (?:more|again) )?"
    rf"(?:played|portrayed|voiced) (?:once (?:more|again) |again )?by\b"
)
# What stands before a name with a capital of its own: "Creator Ann Bell", "Dr. Ann Bell".
FORMS_OF_ADDRESS = frozenset(
    """
    actor actors actress actresses agent aunt author boss brother captain ceo chairman
    chairwoman chief co-creator co-creators co-executive co-showrunner co-showrunners co-
    star co-stars co-writer comedian composer creator creators dame detective director
    directors dr editor editor-in-chief emperor empress exec executive fans father fellow
    filmmaker former head host inspector king lady lead leads lieutenant line lord lt mrs ms
    newcomer newcomers novelist officer old president prince princess producer producers
    prof professor queen saint screenwriter senior sergeant series showrunner showrunners
    singer sir sister special spokesman spokeswoman st star starring stars uncle veteran
    veterans vice writer writers young
    """.split()
)
# One of these makes a capitalised run a company, a place, a prize, a paper or a heading.
_NO_PERSON_WORDS = frozenset(
    """
    academy act action after again agency alliance already always and angeles animation
    anyone anything arc are arts association awards back been before books breaking
    british broadcasting bros brothers business cable can canceled cancelled centre channel
    chapter christmas cinema college comedy comic comic-con committee company content
    corporation could council county court covid covid-19 critics daily dead death
    department did digital discovery district does drama emmy empire entertainment episode
    europe evening everybody everything express festival fiction fifth film filming films
    first fourth games girls globes group guardian guide guild had halloween has have he her
    high his hollywood hotel house how if inc institute interactive international is island
    it its journal kingdom korea las last league less los ltd magazine mandatory media
    ministry more morning most movie movies music my national network networks never new
    news nights nobody north northern not nothing off office official online only or
    original originals our out over pack pandemic parrot part parts pictures plus post posts
    press prime prize production productions project radio recap renewal renewed report
    reporter review reviews rights san science science-fiction screen screening
    season second service seventh she should shows sixth society somebody something space
    spoiler states station status still stories streaming strike studio studios team
    telegraph television thanksgiving that their these they third this those times today
    trailer tv uk union unit united universal universe university us usa valentine video
    volume vs wars was we website week weekly what when where which who why wire works world
    would writers york you your
    """.split()
)
# Parts of names that may also be words: two of them side by side are no person.
_DOUBTFUL = frozenset(
    """
    age america american art artificial asia association ball best beyond big black blood
    board book box boys bright cat city club con country cup dark day diet down earth east
    england enter fall fan fans fantastic fire ford four fox free french game german girl
    glass globe gold golden good grand great green happy harbor hell hill home hope hour
    human hunt ice indian japan japanese joy justice king knight life light line little live
    london long lost love low magic max men middle midnight money month moon mountain
    mystery night old oscar park perfect piece power public queen reaction reality red
    remember river road rock rose russian sacred school sea see shadow short sky small
    social soldier south spanish spring star state steel stone storm story strange stranger
    street summer sun super sweet things time top train true twin vanity war wars watch
    water way west western winter wood young
    """.split()
)
# Months and "I" are no part of a name, but some first names are months.
_NOT_IN_NAMES = frozenset("the a an of and on at for to with from by as".split()) | (
    NOT_NAMES - {"may", "april", "august", "june", "january"}
)
# What may stand before a name: always, or with a capital only where a sentence opens.
_BEFORE_NAMES = FORMS_OF_ADDRESS | SENTENCE_OPENERS | NOT_NAMES


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
        >>> [p.name for p in people.find("Then Bell saw Bob, creator Cy Poe and Halcyon's Dee.")]
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
    texts = tuple(texts)
    characters = _characters("\n".join(texts))
    names = dict.fromkeys(
        name
        for sentence in texts
        for name, _, _ in _runs(sentence)
        if _is_full(name, titles) and fold(name) not in characters
    )
    by_part: dict[str, str] = {}
    for parts in (_surnames, _first_names):
        for part, full in _only_one(parts(names)):
            by_part.setdefault(part, full)
    return People(by_part, titles, characters)


@lru_cache(maxsize=2)  # an article is asked before its shows are known, and behind that
def _characters(text: str) -> frozenset[str]:
    """The folded names of those who are said to be played by somebody."""
    pattern = _CHARACTER_PLAYED if holds_any(text, _PLAYED) else _CHARACTER
    return frozenset(
        fold(name)
        for match in pattern.finditer(text)
        for name, _, _ in _runs(match[match.lastindex or 1])
    )


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


@lru_cache(maxsize=1024)  # a sentence is asked when its article is surveyed, and when it is read
def _runs(text: str) -> tuple[tuple[str, int, int], ...]:
    """Capitalised runs without what stands before a name: (name, start, end)."""
    runs = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        words = match.group().split(" ")
        if words[0].lower().rstrip(".") in _BEFORE_NAMES:
            start, words = _without_lead(text, start, words)
        if words:
            runs.append((" ".join(words), start, end))
    return tuple(runs)


def _without_lead(text: str, start: int, words: list[str]) -> tuple[int, list[str]]:
    head = text[max(0, start - _MARKS_BEFORE) : start]
    opens = start < _MARKS_BEFORE or "\n" in head
    opens = opens and not head.rpartition("\n")[2].strip(" \"'“‘([-–—*")
    while words and _is_before_name(words, opens):
        start += len(words[0]) + 1
        words, opens = words[1:], False
    return start, words


def _is_before_name(words: list[str], opens: bool) -> bool:
    word = words[0].lower().rstrip(".")
    if word in FORMS_OF_ADDRESS:
        return True
    if opens and word == "will" and len(words) == 2:
        return False  # "Will Smith returns"
    return opens and (word in SENTENCE_OPENERS or word in NOT_NAMES)


@lru_cache(maxsize=1 << 12)
def _is_full(name: str, titles: frozenset[str]) -> bool:
    words = name.split()
    if not 2 <= len(words) <= _LONGEST_NAME or fold(name) in titles:
        return False
    if _DOUBTFUL.issuperset(map(str.lower, words)):
        return False
    return all(_may_be_part(word) for word in words) and len(words[0]) + len(words[-1]) > 2


def _may_be_part(word: str) -> bool:
    folded = word.lower()
    if folded in _NO_PERSON_WORDS or folded in _NOT_IN_NAMES:
        return False
    if word.isupper():
        return len(word.replace(".", "")) <= 3
    return not any(c.isdigit() for c in word)
