"""A verdict in one word, from a probability and the kind of support.

The first line that applies:

=========  ==========================================================================
refuted    no answer stands, and what was claimed is firmly denied
unknown    the answer is an open one (pending, unannounced, no trailer, ...), and no firm
           claim to the contrary is left; or only such as are undated or contradicted in
           their own article, against p >= 0.9 and a good claim
disputed   the answer is an open one, and firm claims to the contrary are left
disputed   every firm claim for the answer stands in an article that contradicts itself
confirmed  p >= 0.9, with a good claim
rumour     only rumours and guesses speak for the answer, and no firm claim against it
likely     p >= 0.7, with a firm claim
disputed   there are firm claims against it
unknown    too little is said
=========  ==========================================================================

A good claim is firm, stands in an article that does not contradict itself and, on what
changes with time, is dated.  p is the probability of the answer and of those that go
together with it (cancelled and concluded; a month and its year).  At 0.9 nothing comparable
is left on the other side.

That nothing is decided is never `confirmed`, nor even `likely`, however many pages say so.
The reader asks whether there will be a season; to that, "pending" is the answer `unknown`,
and the next page may end it.  A change of verdict is then always news.
"""

from collections.abc import Iterable, Sequence

from nextseason.domain import Verdict
from nextseason.truth.answers import NEWS
from nextseason.truth.evidence import Evidence

CONFIRMED = 0.9
LIKELY = 0.7


def judge(
    probability: float,
    *,
    support: Sequence[Evidence],
    opposed: Sequence[Evidence],
    denials: Sequence[Evidence],
    torn: frozenset[str],
    open_answer: bool,
) -> Verdict:
    """The verdict on the most probable answer.

    Parameters
    ----------
    probability : float
        Of the answer and those that go together with it.
    support, opposed : sequences of Evidence
        For them; for answers that cannot hold beside them.
    denials : sequence of Evidence
        Claims that the answer is not the right one.
    torn : frozenset of str
        Ids of the articles that contradict themselves on this question.
    open_answer : bool
        The answer says only that nothing has happened or is known yet.
    """
    firm = [item for item in support if item.is_firm]
    contrary = [item for item in (*opposed, *denials) if item.is_firm]
    settled = probability >= CONFIRMED and _any_good(firm, torn)
    if not firm and any(item.is_firm for item in denials):
        return Verdict.DISPUTED if any(item.is_firm for item in opposed) else Verdict.REFUTED
    if open_answer:
        outweighed = settled and not _any_good(contrary, torn)
        return Verdict.DISPUTED if contrary and not outweighed else Verdict.UNKNOWN
    if firm and all(item.claim.article_id in torn for item in firm):
        return Verdict.DISPUTED
    if settled:
        return Verdict.CONFIRMED
    if support and not firm and not contrary:
        return Verdict.RUMOUR
    if probability >= LIKELY and (_any_good(firm, torn) or _several(firm)):
        return Verdict.LIKELY
    return Verdict.DISPUTED if contrary else Verdict.UNKNOWN


def _any_good(claims: Iterable[Evidence], torn: frozenset[str]) -> bool:
    return any(
        (item.day or item.topic not in NEWS) and item.claim.article_id not in torn
        for item in claims
    )


def _several(claims: Iterable[Evidence]) -> bool:
    return len({item.source for item in claims}) > 1
