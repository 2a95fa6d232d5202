"""Persons and characters behind names that are spelled in several ways.

Names -> the same or not.  Two spellings are one person at once where the difference is
a slip of the pen; where it could be two people (Jon Smith, Joan Smith), they must
share a character or a job.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from nextseason.domain import CastMember, Claim, CrewMember, Quote
from nextseason.truth.groups import linked

SAME_PART_RATIO = 88.0  # "mira jansen" / "mira jasnen" gives 91, two letters of twelve 83
SPELLING_RATIO = 70.0  # within one word of a character's name: "todorova" / "tororava", 75
SLIP_LETTERS = 4  # in shorter words one letter is often another name: Ian, Ina

# Before a name, not part of it: Dr. Parker and Parker are one.
TITLES = (
    {"agent", "captain", "chief", "colonel", "detective", "doctor", "dr", "inspector"}
    | {"king", "lady", "lieutenant", "lord", "miss", "mr", "mrs", "ms", "officer"}
    | {"president", "prince", "princess", "professor", "queen", "sergeant", "sheriff", "sir"}
)

# Names in alphabetical order that are compared with those before them.  Few shows have more
# people of one surname; a list of thousands must not be compared pair by pair.
NEAR_NAMES = 20

CHARACTER = "character "  # what a part that is played begins with; a job begins otherwise

Mention = tuple[str, str]  # article id, person as spelled there


class _Naming(NamedTuple):
    person: str
    part: str | None
    quote: Quote

    @property
    def mention(self) -> Mention:
        return self.quote.article_id, self.person


@lru_cache(maxsize=8192)  # each name is compared with many
def fold(name: str) -> str:
    """The name without case, accents, nicknames in quotation marks and punctuation.

    Examples
    --------
    >>> fold('Robert “Bob” Moss-Núñez Jr.')
    'robert moss nunez jr'
    """
    unquoted = re.sub(r'["“”][^"“”]*["“”]', " ", name)
    letters = unicodedata.normalize("NFKD", unquoted.replace("’", "'"))
    plain = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", plain.replace("'", "").replace(".", "")))


def same_person(
    one: str, other: str, *, same_part: bool = False, same_character: bool = False
) -> bool:
    """Whether two names mean one person.

    Parameters
    ----------
    one, other : str
        Names of people of one show.
    same_part : bool
        They play the same character or do the same job: close spellings then suffice.
    same_character : bool
        They play the same character, which two people seldom do: names that differ in one
        word suffice, if the two words are alike.

    Examples
    --------
    >>> same_person("Nora Reed Jensen", "Nora Reed Jesnen")
    True
    >>> same_person("Peter Abbott", "Peter James Abbott")
    True
    >>> same_person("Jon Smith", "Joan Smith")
    False
    >>> same_person("Jon Smith", "Joan Smith", same_part=True)
    True
    >>> same_person("Vera Todorova", "Vera Tororava", same_character=True)
    True
    """
    a, b = fold(one), fold(other)
    if _run_together(a) == _run_together(b):
        return bool(a) or one == other  # of names in quotes alone nothing is left
    words_a, words_b = a.split(), b.split()
    if len(words_a) < 2 or len(words_b) < 2:
        return False
    nested = set(words_a) <= set(words_b) or set(words_b) <= set(words_a)
    alike_part = same_part or same_character
    if nested and words_a[0] == words_b[0] and (alike_part or words_a[-1] == words_b[-1]):
        return True
    if alike_part and fuzz.ratio(a, b) >= SAME_PART_RATIO:
        return True
    changed = _changed(words_a, words_b)
    return changed is not None and (_is_slip(*changed) or (same_character and _alike(*changed)))


def is_spelling_variant(one: str, other: str) -> bool:
    """Whether two names of one person differ in letters, not in what was left out.

    Examples
    --------
    >>> is_spelling_variant("Mira Jansen", "Mira Jasnen")
    True
    >>> is_spelling_variant("Jansen", "Mira Jansen")
    False
    """
    a, b = fold(one), fold(other)
    if _run_together(a) == _run_together(b):
        return False
    words_a, words_b = set(a.split()), set(b.split())
    return not (words_a <= words_b or words_b <= words_a)


def canonical_names(claims: Iterable[Claim]) -> dict[Mention, str]:
    """One name per person of one show, for every mention of a person.

    A surname or first name alone is the one full name of its article that has it.  Of
    several spellings the one that most articles use stands; then the longest.  Two names
    in one sentence are two people.
    """
    namings = list(_namings(claims))
    full = _full_names(namings)
    names = sorted(set(full.values()), key=lambda name: (fold(name), name))
    parts, beside = _parts(namings, full), _named_together(namings, full)
    links = [
        (i, j)
        for i, j in _worth_comparing(names, parts)
        if frozenset({names[i], names[j]}) not in beside
        and same_person(
            names[i],
            names[j],
            same_part=bool(parts[names[i]] & parts[names[j]]),
            same_character=_share_character(parts[names[i]], parts[names[j]]),
        )
    ]
    group_of = dict(zip(names, linked(len(names), links), strict=True))
    n_articles = Counter(full.values())
    best: dict[int, str] = {}
    for name in sorted(names, key=lambda n: (-n_articles[n], -len(n), n)):
        best.setdefault(group_of[name], name)
    return {mention: best[group_of[name]] for mention, name in full.items()}


def character_difference(one: str, other: str) -> str | None:
    """How two names of a character differ; None if they may be one name.

    Examples
    --------
    >>> character_difference("Kit", "Kit Barker") is None
    True
    >>> character_difference("Vera Todorova", "Vera Tororava")
    'spelled two ways'
    >>> character_difference("Rolf Sanders", "Rolf Edgars")
    'under two surnames'
    >>> character_difference("Tom Ash", "Una Moss")
    'two characters'
    """
    a, b = _character_words(one), _character_words(other)
    short, long = sorted((a, b), key=len)
    if not short or all(any(_abbreviates(w, v) for v in long) for w in short):
        return None
    if all(any(_abbreviates(w, v) or _alike(w, v) for v in long) for w in short):
        return "spelled two ways"
    if len(short) > 1 and _abbreviates(a[0], b[0]):
        return "under two surnames"
    if len(short) > 1 and a[-1] == b[-1]:
        return "under two first names"
    return "two characters"


def _run_together(folded: str) -> str:
    """Initials are set apart or not as a house likes: T. J. and TJ."""
    return folded.replace(" ", "")


def _changed(one: list[str], other: list[str]) -> tuple[str, str] | None:
    """The two words in which names that are equal but for one word differ."""
    if len(one) != len(other):
        return None
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return changed[0] if len(changed) == 1 else None


def _is_slip(one: str, other: str) -> bool:
    """Two letters are swapped, or one is doubled."""
    if min(len(one), len(other)) < SLIP_LETTERS or OSA.distance(one, other) != 1:
        return False
    return sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _namings(claims: Iterable[Claim]) -> Iterator[_Naming]:
    for claim in claims:
        match claim.value:
            case CrewMember(person=person, job=job):
                yield _Naming(person, f"job {job}", claim.quote)
            case CastMember(person=person, character=character):
                first = _character_words(character or "")[:1]
                yield _Naming(person, f"{CHARACTER}{first[0]}" if first else None, claim.quote)


def _full_names(namings: Iterable[_Naming]) -> dict[Mention, str]:
    spelled: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        spelled[naming.quote.article_id].add(naming.person)
    return {
        (article_id, name): _full_name(name, names)
        for article_id, names in spelled.items()
        for name in names
    }


def _full_name(name: str, names: set[str]) -> str:
    word = fold(name)
    if not word or " " in word:
        return name
    fuller = {n for n in names if word in (fold(n).split()[:1] + fold(n).split()[-1:])} - {name}
    return fuller.pop() if len(fuller) == 1 else name


def _parts(namings: Iterable[_Naming], full: Mapping[Mention, str]) -> dict[str, set[str]]:
    """What each person plays or does: the character's first name, or the job."""
    parts: dict[str, set[str]] = {name: set() for name in full.values()}
    for naming in namings:
        if naming.part:
            parts[full[naming.mention]].add(naming.part)
    return parts


def _share_character(one: set[str], other: set[str]) -> bool:
    """Whether a character of the one is a character of the other, however it is spelled."""
    ones, others = (
        [part.removeprefix(CHARACTER) for part in parts if part.startswith(CHARACTER)]
        for parts in (one, other)
    )
    return any(_alike(a, b) for a in ones for b in others)


def _named_together(namings: Iterable[_Naming], full: Mapping[Mention, str]) -> set[frozenset[str]]:
    sentences: dict[Quote, set[str]] = defaultdict(set)
    for naming in namings:
        sentences[naming.quote].add(full[naming.mention])
    return {frozenset(pair) for names in sentences.values() for pair in combinations(names, 2)}


def _worth_comparing(names: list[str], parts: Mapping[str, set[str]]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word, or a part and both initials, and are near in the alphabet."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        words = fold(name).split() or [""]
        for word in {words[0], words[-1]}:
            blocks[word].append(i)
        for part in parts[name]:
            blocks[f"{part} {words[0][:1]}{words[-1][:1]}"].append(i)
    yield from sorted(
        {
            (one, other)
            for block in blocks.values()
            for place, one in enumerate(block)
            for other in block[place + 1 : place + 1 + NEAR_NAMES]
        }
    )


def _character_words(character: str) -> list[str]:
    return [word for word in fold(character).split() if word not in TITLES]


def _abbreviates(one: str, other: str) -> bool:
    """Equal, or one the beginning or initial of the other: Kit and Kitty, G and Gray."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) != 2 and long.startswith(short))


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= SPELLING_RATIO
