"""Proper names in a sentence: runs of capitalised words.

Text -> NameSpan with offsets.  Whether a name is a person, a show or a company is
decided by those who ask, from the words around it.
"""

import re
from dataclasses import dataclass

# A capitalised word: "Voss", "O’Neil", "Lund-Berg", "J.D.", "HNC", "Play+", "X-Men".
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-Þ][\w’'+&!-]*)"
# Small words that may stand inside a name but not at its ends.
_LINK = r"(?:of|the|and|&|de|del|la|van|von|der|in|a|an|du|al|le|y)"
# The first sign by itself: so the search goes from capital to capital.
_FIRST = r"[A-ZÀ-Þ\d](?:(?<=[A-Z])\.(?:[A-Z]\.)*|(?<=\d)[\d,.]*|(?<!\d)[\w’'+&!-]*)"
_RUN = re.compile(rf"{_FIRST}(?:[ ]{_WORD}|[ ]\d+\b|:[ ]{_WORD}|(?:[ ]{_LINK}){{1,2}}[ ]{_WORD})*")
# "X in October 2024": the day is no part of the name.
_DATE_BEHIND = re.compile(
    r" (?:in |on |of )?(?:(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{1,2})?(?: (?:19|20)\d\d)?|(?<= in )(?:19|20)\d\d)$"
)
_WHOLE_WORD = re.compile(r"\S+")
_POSSESSIVES = ("'s", "’s", "'", "’")

# Words that open sentences with a capital and are no names.
SENTENCE_OPENERS = frozenset(
    """
    a about according after all also although among an and another any are as at away back
    because before being below both but by can could despite did do does during each earlier
    either even every everything fans far few finally first following for from given good
    had has have having he her here his how however i if in indeed instead is it its just
    last late later let like likewise look many maybe meanwhile more most much my nearly
    neither never new next no nobody none nor not nothing now of off on once one only or
    other our out over per perhaps quite rather read recently right second season series she
    show similarly since so some somehow sometimes soon still such than thanks that the
    their them then there these they this those though three through thus to today together
    tomorrow too two under unfortunately unless until up upon us very was we well were what
    whatever when where whether which while who whoever whose why will with within without
    would yes yesterday yet you your star stars starring creator showrunner actor actress
    executive producer producers director writer writers
    """.split()
)
NOT_NAMES = frozenset(
    """
    i january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday
    friday saturday sunday season seasons series episode episodes part chapter volume
    release date cast trailer plot spoiler spoilers warning tv us uk u.s u.k
    """.split()
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """`sentence.text[start:end] == text`; a closing possessive is left out."""

    text: str
    start: int
    end: int
    opens: bool  # stands first in its sentence, where a capital says little


def find_names(text: str) -> list[NameSpan]:
    """The capitalised runs of a sentence.

    Examples
    --------
    >>> [n.text for n in find_names("Then Halcyon's Mara Voss spoke of The Long Winter.")]
    ['Halcyon', 'Mara Voss', 'The Long Winter']
    """
    names: list[NameSpan] = []
    for run in _RUN.finditer(text):
        for start, end in _parts(text, run.start(), run.end()):
            name = _trimmed(text, start, end)
            if name:
                names.append(name)
    return names


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run after each possessive: "Halcyon's Mara Voss" is two names."""
    run = text[start:end]
    if "'s" not in run and "’s" not in run:
        return [(start, end)]
    parts, begin = [], start
    for word in _WHOLE_WORD.finditer(run):
        if word.group().endswith(("'s", "’s")):
            parts.append((begin, start + word.end()))
            begin = start + word.end() + 1
    parts.append((begin, end))
    return [(a, b) for a, b in parts if a < b]


def _trimmed(text: str, start: int, end: int) -> NameSpan | None:
    opens = not text[:start].strip(" \"'“‘([-–—")
    words = text[start:end].split(" ")
    if len(words) > 1 and (dated := _DATE_BEHIND.search(text, start, end)):
        end = dated.start()
        words = text[start:end].split(" ")
    while words and _is_no_name(words[0], opens):
        start += len(words[0]) + 1
        words, opens = words[1:], False
    while words and words[-1].lower().rstrip(".:") in NOT_NAMES:
        end -= len(words[-1]) + 1
        words = words[:-1]
    name = text[start:end]
    if name.endswith(_POSSESSIVES):
        name = name.removesuffix("s")[:-1]
    name = name.rstrip("-’',.:!" if text[end - 1 : end] != "." else "-’',:")
    if not name or name == "The":
        return None
    return NameSpan(name, start, start + len(name), opens)


def _is_no_name(word: str, opens: bool) -> bool:
    folded = word.lower().rstrip(".:,")
    if folded in NOT_NAMES:
        return True
    if word[:1].isdigit() and word.replace(",", "").replace(".", "").isdigit():
        return True
    return opens and folded in SENTENCE_OPENERS and folded not in {"the"}
