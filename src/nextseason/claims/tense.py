"""Whether a sentence speaks of the past or of what is to come, at a given place.

Text and offset -> Tense.  Read from auxiliaries, endings and adverbs near the place;
no parser is needed to tell "was released in March" from "will be out in March".
"""

import re
from enum import Enum, auto
from functools import lru_cache

from nextseason.claims.anycase import AnyCase


class Tense(Enum):
    PAST = auto()
    PRESENT = auto()  # "lands on Friday": as a rule of what is to come
    FUTURE = auto()
    UNKNOWN = auto()


_PLANNED = r"(?:set|due|slated|scheduled|supposed|meant|planned|expected|eyeing|targeting|aiming)"
_CUE = AnyCase(
    # A plan that was: the words of the future behind "was" do not make it one.
    rf"\b(?P<past>(?:was|were|(?:had|has|have) been) (?:\w+ )?(?:{_PLANNED}|going|to)\b"
    r"|(?:would|could|should|might|must) have\b"
    r"|(?:was|were|had|been|wasn['’]t|ago|since|did|didn['’]t|came|went|began|begun|saw|gave"
    r"|brought|made|got|took|left|back in|fell|ran|put out|shot)\b"
    r"|(?:after|since|following) (?:the|its|their) (?:\w+ )?(?:premiere|debut|launch"
    r"|release|arrival)\b"
    # Most participles; "need", "exceed" and "speed" are none.
    r"|[a-z]{2,}(?<!ne)(?<!xce)(?<!pe)ed\b)"
    rf"|\b(?P<auxiliary>will|won['’]t|shall|going to|(?:is|are) to|(?:is|are|being) {_PLANNED}"
    r"|to be|could|should|(?-i:may)|might|would|can|ought)\b"
    r"|(?P<short>['’]ll)\b"
    r"|\b(?P<future>slated|scheduled|expect(?:ed|s|ing)?|anticipat\w+|upcoming|coming|likely|if"
    r"|wait|look forward|hop(?:e|es|ing)|plans|planned|eyed|until|predict\w*|estimate|guess|bet"
    r"|tip)\b"
    r"|\b(?P<present>premieres|arrives|lands|returns|hits|drops|debuts|launches|begins|starts"
    r"|airs|comes|streams|opens|kicks off|(?:is|are) (?:out|back)|rolls out|goes|gets|bows"
    r"|takes|picks up|resumes|due|is|are)\b",
)
# As far as an auxiliary reaches to its participle: "will then finally be released".
_REACH = 28
# As far from a date as a cue may stand and still speak for it.
_NEAR = 110
_CLAUSE_END = re.compile(r"[;:]|, (?:and|but|while|with|so|although|though) |[—–]| (?:but|while) ")


def read_tense(text: str, at: int) -> Tense:
    """The tense of the words around `text[at]`.

    Examples
    --------
    >>> text = "It was released in March, and season 2 will be out in May."
    >>> [read_tense(text, text.index(m)).name for m in ("March", "May")]
    ['PAST', 'FUTURE']
    """
    left, right = _clause(text, at)
    before = after = None
    for start, tense in _cues(text):
        if left <= start < at and at - start < _NEAR:
            before = tense
        elif at <= start < right and after is None:
            after = tense
    return before or after or Tense.UNKNOWN


def _clause(text: str, at: int) -> tuple[int, int]:
    left, right = 0, len(text)
    for stop in _clause_ends(text):
        if stop > at:
            return left, stop
        left = stop
    return left, right


@lru_cache(maxsize=256)
def _clause_ends(text: str) -> tuple[int, ...]:
    return tuple(m.end() for m in _CLAUSE_END.finditer(text))


@lru_cache(maxsize=256)
def _cues(text: str) -> tuple[tuple[int, Tense], ...]:
    """Offsets of the words that show a tense; a participle behind "will" shows none."""
    found: list[tuple[int, Tense]] = []
    auxiliary_end = -_REACH
    for match in _CUE.finditer(text):
        kind = match.lastgroup
        if kind == "past":
            between = text[auxiliary_end : match.start()] if auxiliary_end >= 0 else ""
            if match.start() - auxiliary_end < _REACH and "," not in between:
                continue
            tense = Tense.PAST
        elif kind == "present":
            tense = Tense.PRESENT
        else:
            tense = Tense.FUTURE
            if kind != "future":
                auxiliary_end = match.end()
        found.append((match.start(), tense))
    return tuple(found)
