"""Whether a sentence denies a thing: "filming has not begun", "it won't be out in May".

Text and offsets -> bool.  "Not before May" denies nothing: it dates the thing.
"""

from nextseason.claims.anycase import AnyCase
from nextseason.claims.sentences import clause_around

_NOT = AnyCase(
    r"\b(?:not|never|no longer|neither|nor|nobody|nothing|no (?:plans|intention|immediate))\b"
    r"|n['’]t\b"
    r"|\b(?:yet|still|has|have|had) to (?=begin|start|be |go |get |enter|roll)"
    r"|\boff the table\b"
    r"|\b(?:forget about|ruled out|rule out|instead of|rather than)\b",
)
# "Not only", "not long ago": the thing stands.
_NO_DENIAL = AnyCase(r"\s(?:only|just|long|so|even|too|least|surprising\w*|unlike\w*)\b")
_UNTIL = AnyCase(r"\b(?:until|till|before|earlier than|at the earliest|any sooner)\b")
# How far before the verb and behind it a "not" may stand.
_REACH_BEFORE = 50
_REACH_BEHIND = 12


def is_denied(text: str, start: int, end: int, *, at: int | None = None) -> bool:
    """Does the clause deny `text[start:end]`; `at` is where its date stands, if it has one.

    Examples
    --------
    >>> is_denied("Filming has not begun.", 0, 21)
    True
    >>> text = "Filming won't begin before May."
    >>> is_denied(text, 0, 19, at=text.index("May"))
    False
    """
    left, right = clause_around(text, start, end)
    if _UNTIL.search(text, left, right if at is None else max(at, end)):
        return False
    found = _NOT.search(text, max(left, start - _REACH_BEFORE), min(right, end + _REACH_BEHIND))
    return found is not None and not _NO_DENIAL.match(text, found.end())
