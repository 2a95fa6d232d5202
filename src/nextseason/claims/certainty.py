"""How sure a sentence is: as a fact, on somebody's word, as a rumour, as a guess.

Sentence text -> Certainty and `by`.  Who is cited is found in `attribution`.
"""

import re

from nextseason.claims.attribution import cited
from nextseason.domain import Certainty

_RUMOURED = re.compile(
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|supposedly|sources?\s+(?:say|said|claim|tell|told|close|suggest|indicate)|according to (?:sources|insiders|reports|rumou?rs)|insiders?|"
    r"(?:it|there) (?:is|are|was|were|has been) (?:widely )?(?:reported|rumou?red|said|believed|talk)|word (?:is|has it)|is said to|are said to|talk (?:of|was|is)|people talk|fans (?:believe|think|suspect|are convinced)|speculat\w+|whispers?|leak(?:s|ed)?|some reports|reports (?:say|suggest|claim|indicate)|unconfirmed)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:could|may|might|maybe|perhaps|possibl[ey]|probabl[ey]|likely|unlikely|presumabl[ey]|expect(?:s|ed|ing)?|hopefully|hop(?:e|es|ing)|should|ought to|looks? (?:like|set|certain|inevitable|as if|as though|to be|good|bleak|grim|doubtful)|seems?|appears? to|chances?|odds|"
    r"our (?:guess|bet|hunch|estimate|money)|my (?:guess|bet|hunch|money|feeling)|i(?:['’]d| would) (?:guess|bet|say|wager)|we(?:['’]d| would) (?:guess|bet|say|wager|call)|(?:we|i) (?:think|guess|predict|anticipate|assume|believe|reckon|suspect|imagine|doubt)|"
    r"safe bet|(?:would|wouldn['’]t) (?:be|have|make|come|put|mean|arrive|land|surprise)|(?:if|assuming|should) (?:it|the|they|netflix|all|everything|that|a)\b|in all likelihood|no doubt|anticipated|predict(?:s|ed|ion)?|pencil|conceivabl[ey]|as soon as|at the earliest|fair chance|good chance|bound to|suggests? that|estimate[sd]?|potential(?:ly)?|guess)\b",
    re.IGNORECASE,
)


def read_certainty(text: str, start: int, end: int) -> tuple[Certainty, str | None]:
    """The certainty of what `text[start:end]` says, and who is cited for it.

    Examples
    --------
    >>> read_certainty("It could arrive in 2027.", 0, 24)[0].value
    'expected'
    >>> text = "According to Variety, it is over."
    >>> read_certainty(text, 22, 33)
    (<Certainty.REPORTED: 'reported'>, 'Variety')
    """
    if _RUMOURED.search(text):
        return Certainty.RUMOURED, None
    by = cited(text, start, end)
    if by:
        return Certainty.REPORTED, by
    if _EXPECTED.search(text):
        return Certainty.EXPECTED, None
    return Certainty.STATED, None
