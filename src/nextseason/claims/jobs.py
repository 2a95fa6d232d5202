"""The jobs that words beside a billing give to the persons in it.

Words in front of a billing and behind it -> jobs: "creators A and B", "written by A", "A, who
directed it", "A and B are the showrunners".  Whoever wrote the book that a show is made from
has no job in it.
"""

import re
from functools import lru_cache

from nextseason.claims.anycase import AnyCase, lowered

# The words for a job, the longer first; each is a whole word of `_JOB`.
_JOBS: tuple[tuple[str, str], ...] = (
    (r"co-executive producers?", "co_executive_producer"),
    (r"(?:executive|exec) producers?|EPs?", "executive_producer"),
    (r"line producers?", "line_producer"),
    (r"action directors?", "action_director"),
    (r"co-producers?|(?:supervising |consulting |animation )?producers?", "producer"),
    (r"(?:co-)?creators?|(?:co-)?founders?|inventors?|masterminds?", "creator"),
    (r"(?:co-)?show-?runners?|show-?running duties|(?:co-)?series runners?", "showrunner"),
    (
        r"(?:lead |series |chief |episode )?"
        r"(?<!creative )(?<!artistic )(?<!managing )(?<!casting )(?<!art )directors?",
        "director",
    ),
    (r"(?:head |lead |chief |co-|series |screen)?-?writers?|script ?writers?", "writer"),
    (r"composers?", "composer"),
)
_JOB = "(?:" + "|".join(f"(?:{words})" for words, _ in _JOBS) + ")"
_OTHER_JOB = r"(?:(?:lead |series |leading )?(?:star|actor|actress|lead)s?)"
_JOBS_LISTED = (
    rf"(?:{_JOB}|{_OTHER_JOB})(?:(?:,? and|,|/| &|,? as well as|-)"
    rf"(?: the| an?| its| one of the)* ?(?:{_JOB}|{_OTHER_JOB})){{0,3}}"
)
_NOUN_BEFORE = AnyCase(
    rf"\b(?P<jobs>{_JOBS_LISTED})\b(?: (?:of|on|behind|for) [^,.;:()]{{2,40}}?)?"
    rf"(?: [a-z][a-z'’ ]{{1,40}}?(?= (?:is|are|was|were|namely)|,))?"
    rf"(?:,? (?:is|are|was|were|include[sd]?|including|namely|both|by|alongside him"
    rf"|alongside her|alongside them|he|remains?|will be|in|it))*[,:]? ?(?:the |by )?[\"“]?$",
)
_LEAD_IN = (
    r"^[\"”)]?(?:,? (?:who|which|is|are|was|were|has|have|had|been|being|be|will|would|to"
    r"|set|going|expected|also|both|all|now|once|again|still|as|serves?|served|serving|acts?"
    r"|acted|acting|works?|worked|on board|aboard|joins?|joined|comes? in|came in|steps? in"
    r"|stepped in|returns?|stays on|remains?|named|credited|listed|among|one|two|of|the|an?"
    r"|its|their|his|her|it|show['’]s|series['’]s?|series|show|drama['’]s|new|other|original"
    r"|longtime|credits on|doubl(?:es|ed)|at the same time|too|likewise|here"
    r"|completed the ranks|make up|long-time|former|sole|main)){0,9},? "
)
# At the very end of the words behind, a job is that of the next person: "A, and director B".
_NOUN_AFTER = AnyCase(
    rf"{_LEAD_IN}(?P<jobs>{_JOBS_LISTED})\b(?! ?$| "
    rf"(?:of the (?:books?|novels?|comics?|manga))\b)",
)
_AS_AFTER = AnyCase(
    rf"^[^.;:()\"“”]{{0,60}}? as (?:the |an? |its |their |one of the |new )*"
    rf"(?P<jobs>{_JOBS_LISTED})\b(?! ?$)",
)
# What is written for a series, not about it.
_SCRIPT = (
    r" (?:it|them|every|all|both|most|many|and|for the|as well|again|on the|another|one|two"
    r"|three|seven|half|the (?:\w+ )?(?:show|series|scripts?|pilot|season|episodes?|finale"
    r"|opener|screenplay))\b|, (?!that)|\.|;| ?$"
)
# Verbs and participles of a job, and the job.
_VERBS: tuple[tuple[str, str], ...] = (
    (
        r"(?:co-)?creat(?:ed|es|e|ing)|invent(?:ed|s)(?! for)|devis(?:ed|es)"
        r"|conceiv(?:ed|es)|cooked (?:it )?up|dreamt up|dreamed up|develop(?:ed|s)"
        r"|adapt(?:ed|s)|brought (?:it )?to the (?:small )?screen",
        "creator",
    ),
    (r"executive[ -]produc(?:ed|es|e|ing)", "executive_producer"),
    (r"(?:co-)?produc(?:ed|es|e|ing)", "producer"),
    (
        r"(?:co-)?direct(?:ed|s|ing)?|helm(?:ed|s|ing)?"
        r"|(?:in|occupies|takes) the director['’]s chair",
        "director",
    ),
    (r"compos(?:ed|es)|(?:wrote|writes|supplied|supplies) the (?:music|score)", "composer"),
    (
        rf"(?:co-)?(?:wrote|writes?|writing)(?={_SCRIPT})|(?:co-)?written|penn(?:ed|s|ing)"
        rf"|script(?:ed|s)|leads the writing",
        "writer",
    ),
    (
        r"(?:run|runs|ran|running) (?:the|this) (?:show|series|writers)|show-?runs"
        r"|is in charge of (?:the|this) (?:show|series)|run",
        "showrunner",
    ),
)
_VERB = "(?:" + "|".join(f"(?:{words})" for words, _ in _VERBS) + ")"
_BY_BEFORE = AnyCase(
    rf"\b(?P<verbs>{_VERB}(?:(?:,? and(?: also)?|,|/| &) {_VERB}){{0,3}})"
    rf"(?:[^,.;:()]{{0,40}}?)? by (?:the |both )?$",
)
_WITH_BEFORE = AnyCase(
    rf"\b(?P<verbs>{_VERB})(?: (?!for\b|to\b|that\b)[\w'’“”\"-]+){{0,4}},? "
    rf"(?:together |along |alongside |jointly )?(?:with|alongside) $",
)
# "A is a producer, along with B"; "A is one producer, and the others are B and C".
_NOUN_WITH_BEFORE = AnyCase(
    rf"\b(?P<jobs>{_JOBS_LISTED})\b(?: [a-z]+){{0,3}},? "
    rf"(?:(?:along|together) with|alongside|and (?:the )?(?:others?|another) (?:is|are)) $",
)
_VERB_AFTER = AnyCase(
    rf"^[\"”)]?(?:,? (?:who|both|all|also|had|has|have|will|is|are|was|were|to|once|first"
    rf"|then|now|again|himself|herself|jointly|originally|together|helped|going|that"
    rf"|previously|set|it)){{0,5}} (?P<verbs>{_VERB})\b(?! "
    rf"(?:off|up\b(?! with)|about|in the|on (?:(?-i:[A-Z])\w*|social|his|her|their)"
    rf"|to (?:the )?fans|a (?:letter|post|message|reply|book)|that"
    rf"|an? (?:open )?letter|in (?:a|an|his|her)|the "
    rf"(?:novel|book|comic|manga|tweet|letter|words)))",
)
_MORE_VERBS = AnyCase(
    rf"(?:,| and|, and)(?: also| then| even)? (?P<verbs>{_VERB})\b(?! (?:that|by|in a))",
)
_MORE_NOUNS = AnyCase(
    rf"(?:,| and|, and|,? where)(?: \w+){{0,3}} (?:is|was|are|serves?|served|acts?|works?"
    rf"|as)(?: also| both| as| the| an?| its)* (?P<jobs>{_JOBS_LISTED})\b",
)
# What a series is said to be of somebody's: "the brainchild of A", "comes from A and B".
_WORK_BEFORE = AnyCase(
    r"(?:\bbrainchild of|\bcreation of|\b(?:minds?|duo|pair|man|woman|people|team) behind "
    r"(?:it|the (?:show|series))(?: is| are)?,?|\bminds? of"
    r"|\b(?:it|this|that|show|series|drama|comedy|thriller|mystery|sitcom|dramedy|animation"
    r"|musical|saga|one) (?:comes?|came|hails?|coming) (?:to us )?from|\bthe work of"
    r"|\b(?:drama|comedy|thriller|series|show|mystery|sitcom|dramedy|western|musical) "
    r"(?:by|from)|\bfounders?|\binvent(?:or|ed by)|\bdreamt up by|\bdreamed up by) (?:the )?$",
)
_WORK_AFTER = AnyCase(r"^['’]s?(?: own| latest| new)? (?:creation|brainchild|baby|invention)\b")
_MUSIC = AnyCase(r"\b(?:music|score|soundtrack) (?:(?:is|was|comes|came|are) )?(?:by|from|of) $")
# What may stand between a name and its job: ", star of the film, is a producer".
_ASIDE = re.compile(r"^, (?!(?:and|but|while)\b)[^.;:]{1,90}?,(?= )")
_BOOK_BEHIND = AnyCase(
    r"^['’]s? (?:[\w-]+ ){0,3}?(?:novels?|books?|comics?|manga|webtoon|stor(?:y|ies)|memoir"
    r"|bestsellers?|play)\b",
)
# Not of this series: a book and its author, a series that somebody worked on before.
_BOOK = AnyCase(
    r"\b(?:novels?|books?|comics?|graphic novels?|manga|webtoon|webcomic|short stor(?:y|ies)"
    r"|memoir|play|light novels?|article|game) (?:[a-z]+ )?(?:by|of|from|that|which)?"
    r"(?: [a-z]+)? ?$|\b(?:author|novelist) $",
)

# As far as words in front of a billing or behind it speak of those in it.
_REACH = 160
_WHOLE = {
    words: re.compile(rf"(?<![\w-])(?:{words.lower()})(?!\w)") for words, _ in (*_JOBS, *_VERBS)
}


@lru_cache(maxsize=256)
def jobs_before(text: str) -> tuple[str, ...]:
    """The jobs that words in front of a billing give to those in it.

    Examples
    --------
    >>> jobs_before("It was written and directed by "), jobs_before("creator and showrunner ")
    (('director', 'writer'), ('creator', 'showrunner'))
    """
    text = text[-_REACH:]
    jobs: dict[str, None] = {}
    for pattern in (_NOUN_BEFORE, _BY_BEFORE, _WITH_BEFORE, _NOUN_WITH_BEFORE):
        found = pattern.search(text)
        if found:
            jobs.update(_named(found))
    if _WORK_BEFORE.search(text):
        jobs["creator"] = None
    if _MUSIC.search(text):
        jobs["composer"] = None
    return tuple(jobs)


@lru_cache(maxsize=256)
def jobs_behind(text: str, *, more: bool = True) -> tuple[str, ...]:
    """The jobs that words behind a billing give to those in it.

    Parameters
    ----------
    text : str
        What follows, as far as the next billing.
    more : bool
        Whether further jobs may come later: "A created it and serves as showrunner".

    Examples
    --------
    >>> jobs_behind(", who created the show, is also one of its executive producers.")
    ('creator', 'executive_producer')
    """
    jobs: dict[str, None] = {}
    if _WORK_AFTER.match(text):
        jobs["creator"] = None
    aside = _ASIDE.match(text)
    for behind in (text, text[aside.end() :]) if aside else (text,):
        for pattern in (_NOUN_AFTER, _VERB_AFTER, _AS_AFTER):
            found = pattern.match(behind)
            if found:
                jobs.update(_named(found))
    if jobs and more:
        for pattern in (_MORE_VERBS, _MORE_NOUNS):
            for found in pattern.finditer(text[:_REACH]):
                jobs.update(_named(found))
    return tuple(jobs)


@lru_cache(maxsize=256)
def is_author(before: str, behind: str) -> bool:
    """Do the words beside a name say that a book of theirs is meant?

    Examples
    --------
    >>> is_author("", "'s novels of the same name"), is_author("a book by ", ""), is_author("", "")
    (True, True, False)
    """
    return bool(_BOOK.search(before[-_REACH:]) or _BOOK_BEHIND.match(behind))


def _named(found: re.Match[str]) -> dict[str, None]:
    groups = found.groupdict()
    table, text = (_VERBS, groups["verbs"]) if "verbs" in groups else (_JOBS, groups["jobs"])
    jobs: dict[str, None] = {}
    text = lowered(text)
    for words, job in table:
        text, n = _WHOLE[words].subn(" ", text)
        if n:
            jobs[job] = None
    return jobs
