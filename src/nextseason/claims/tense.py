"""Whether a sentence speaks of the past or of what is to come, at a given place.

Text and offset -> Tense.  Read from auxiliaries, endings and adverbs near the place;
no parser is needed to tell "was released in March" from "will be out in March".
"""

import re
from enum import Enum, auto
from functools import lru_cache


class Tense(Enum):
    PAST = auto()
    PRESENT = auto()  # "lands on Friday": as a rule of what is to come
    FUTURE = auto()
    UNKNOWN = auto()


_CUE = re.compile(
    # A plan that was: the words of the future behind "was" do not make it one.
    r"\b(?P<past>(?:was|were|had been|has been|have been) (?:\w+ )?"
    r"(?:set|due|slated|scheduled|supposed|meant|planned|expected|going|to)\b"
    r"|(?:was|were|had|been|wasn['’]t|ago|since|did|didn['’]t|came|went|began"
    r"|begun|saw|gave|brought|made|got|hit theaters|took|left|back in|fell|ran|put out|shot|was"
    r"|(?:would|could|should|might|must) have)\b"
    r"|[a-z]{2,}(?<!ne)(?<!xc)(?<!pe)ed\b)"
    r"|\b(?P<future>will|won['’]t|shall|going to|(?:is|are) to|(?:is|are|being) (?:set|due|slated|scheduled|"
    r"expected|planned|eyeing|targeting|aiming|supposed)|slated|scheduled|expect(?:ed|s|ing)?"
    r"|anticipat\w+|upcoming|coming|to be|could|should|may|might|would|can|likely|if|wait"
    r"|look forward|hop(?:e|es|ing)|ought|plans?|planned|eyed|until|yet to come|predict\w*"
    r"|estimate|guess|bet|tip)\b"
    r"|['’](?P<will>ll)\b"
    r"|\b(?P<present>premieres|arrives|lands|returns|hits|drops|debuts|launches|begins|starts"
    r"|airs|comes|streams|opens|kicks off|is out|is back|are out|are back|rolls out|goes|gets"
    r"|bows|takes|picks up|resumes|due|is|are)\b",
    re.IGNORECASE,
)
# As far as an auxiliary reaches to its participle: "will then finally be released".
_REACH = 28
# As far from a date as a cue may stand and still speak for it.
_NEAR = 110
_CLAUSE_END = re.compile(
    r"[;:]|, (?:and|but|while|with|so|although|though) |[—–]| (?:but|while) "
)


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
        if stop <= at:
            left = stop
        else:
            return left, stop
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
        if match["past"] is None:
            tense = Tense.PRESENT if match["present"] else Tense.FUTURE
            # "is released", "is expected": what follows tells more than "is" does.
            if tense is Tense.FUTURE or match["present"].lower() not in ("is", "are"):
                auxiliary_end = match.end()
        elif (
            match.start() - auxiliary_end < _REACH
            and "," not in text[auxiliary_end : match.start()]
        ):
            continue
        else:
            tense = Tense.PAST
        found.append((match.start(), tense))
    return tuple(found)
