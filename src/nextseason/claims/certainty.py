"""How sure a sentence is: as a fact, on somebody's word, as a rumour, as a guess.

Sentence text -> Certainty and `by`.  Who is cited is found in `attribution`.
"""

import re

from nextseason.claims.attribution import cited, cites_again
from nextseason.claims.sentences import clause_around
from nextseason.domain import Certainty

_RUMOURED = re.compile(
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|supposedly|sources? (?:say|said|claim|tell|"
    r"told|close|suggest|indicate)|according to (?:sources|insiders|reports|rumou?rs)|"
    r"insiders?|"
    r"(?:it|there) (?:is|are|was|were|has been) (?:widely )?(?:reported|rumou?red|said|"
    r"believed|talk)|(?:is|are|was|were) (?:widely )?(?:reported|rumou?red|said|understood|"
    r"believed) to|word is|talk (?:of|was|is)|people talk|"
    r"(?:fans|some|many|people) (?:believe|think|suspect|are convinced|say)|speculat\w+|"
    r"whispers?|leak(?:s|ed)?|some reports|reports (?:say|suggest|claim|indicate)|"
    r"unconfirmed)\b",
    re.IGNORECASE,
)
# At the head of a sentence a rumour covers all of it.
_RUMOURED_LEAD = re.compile(
    (
        r"(?:According to (?:\w+ )?(?:rumou?rs|sources|reports|insiders)|Reportedly|Allegedly|"
        r"Rumou?r has it)\b"
    ),
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:could|may|might|(?i:maybe|perhaps|possibly|probably|likely|unlikely|presumably|"
    r"conceivabl[ey]|potentially|hopefully|apparently)|should (?:be|arrive|see|get|come|start|"
    r"return|have|air|land|hear|know|find|learn|premiere|drop|begin|make|take|follow)|"
    r"ought to|"
    r"[Ee]xpect(?:s|ed)?|expectation|(?i:we|i|i['’]d|we['’]d|you) (?:would |can |could |do |"
    r"also )?(?:expect|hope|think|guess|predict|anticipate|assume|believe|reckon|suspect|"
    r"imagine|doubt|bet|wager|say|bank)|"
    r"looks? (?:like|certain|inevitable|as if|as though|good|bleak|grim|doubtful|to be|"
    r"probable)|seems? (?:to|like|as|un|in|certain|that)|chances? (?:are|is|that|of)|(?:fair|"
    r"good|slim|every|decent|strong) (?:chance|possibility)|odds|[Oo]ur (?:guess|bet|hunch|"
    r"estimate|money|own)|[Mm]y (?:guess|bet|hunch|money|feeling|own|best)|"
    r"(?:best|safe|good|sure) (?:guess|bet)|would (?:be|have|make|come|put|mean|arrive|land|"
    r"probably|presumably|surely|return|take|follow|then)|in all likelihood|anticipated|"
    r"bound to|estimated?|wouldn['’]t (?:be|surprise|count|rule)|outlook|no doubt|surely|"
    r"as soon as|at the earliest)\b",
)


def read_certainty(
    text: str, start: int, end: int, speaker: str | None = None, *, background: bool = False
) -> tuple[Certainty, str | None]:
    """The certainty of what `text[start:end]` says, and who is cited for it.

    `speaker` is whoever the article cited last, for "he added".  `background`: the claim
    is of the season that is out, which a writer seldom guesses at.

    Examples
    --------
    >>> read_certainty("It could arrive in 2027.", 0, 24)[0].value
    'expected'
    >>> text = "According to Halcyon, it is over."
    >>> read_certainty(text, 22, 33)
    (<Certainty.REPORTED: 'reported'>, 'Halcyon')
    """
    low, high = clause_around(text, start, end)
    clause = text[low:high]
    if _RUMOURED_LEAD.match(text) or _RUMOURED.search(clause):
        return Certainty.RUMOURED, None
    by = cited(text, start, end, background=background)
    if not by and not background and speaker and cites_again(text):
        by = speaker
    if by:
        return Certainty.REPORTED, by
    if not background and _EXPECTED.search(clause):
        return Certainty.EXPECTED, None
    return Certainty.STATED, None
