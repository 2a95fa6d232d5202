"""Who is said to say so: "according to X", "X told Y that", "he added".

Sentence text -> the name cited, or None.  A pronoun stands for whoever was cited last.
"""

import re

_CAP = r"(?<!\w)[A-ZÀ-Þ][\w’'+&!.-]*"
_NAME = rf"(?:(?:[Tt]he )?{_CAP}(?: (?:of |the |& |and )?[A-Z0-9À-Þ][\w’'+&!.-]*){{0,4}})"
_ADVERBS = (
    r"(?:(?:has|have|had|just|also|now|officially|since|already|recently|later|finally|only|"
    r"even|then|publicly|"
    r"first|exclusively|previously|himself|herself|itself|themselves|too|once|repeatedly|"
    r"duly) ){0,3}"
)
_SAYS = (
    r"(?:announc(?:ed|es)|confirm(?:ed|s)|said|says|reveal(?:ed|s)|report(?:ed|s)|told|tells|"
    r"wrote|writes|tweeted|post(?:ed|s)|explain(?:ed|s)|"
    r"claim(?:ed|s)|admit(?:ted|s)|hint(?:ed|s)|teas(?:ed|es)|promis(?:ed|es)|declar(?:ed|es)|"
    r"stat(?:ed|es)|not(?:ed|es)|insist(?:ed|s)|broke the (?:news|story)|breaks the news|"
    r"let (?:it|us|everyone|the \w+) (?:be )?know|made (?:it )?(?:known|clear|public|"
    r"official)|makes (?:it )?(?:known|clear)|disclos(?:ed|es)|add(?:ed|s)|put it|shar(?:ed|"
    r"es)|suggest(?:ed|s)|stress(?:ed|es)|believ(?:ed|es)|"
    r"hop(?:ed|es)|expect(?:ed|s)|recall(?:ed|s)|has it|learn(?:ed|t|s)|heard|hears|"
    r"acknowledg(?:ed|es)|warn(?:ed|s)|den(?:ied|ies)|thinks|thought|assur(?:ed|es)|"
    r"express(?:ed|es)|repl(?:ied|ies)|answer(?:ed|s)|argu(?:ed|es)|maintain(?:ed|s)|"
    r"describ(?:ed|es)|reckon(?:ed|s)|point(?:ed|s) out|spoke|speaks|gave away|"
    r"had the (?:news|story|exclusive|scoop)|was (?:the )?first (?:to|with)|"
    r"were (?:the )?first to|went on to say|got wind|concludes|conceded?s?|quipped|joked|"
    r"predict(?:ed|s)|indicat(?:ed|es)|understands?|knows)"
)
# A subject that stands for somebody named before.
_PRONOUN = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he (?:actor|actress|creator|showrunner|producer|star|"
    r"director|writer|outlet|site|paper|magazine|streamer|network|"
    r"service|company|platform|trade|studio|executive|boss|report|two|duo|pair))"
)
_APPOSITION = r"(?:, [^,.;]{1,60},| \([^()]{1,60}\))?"

_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Oo]n the word of|[Aa]s per|"
    rf"[Pp]er) (?P<by>{_NAME})"
)
_PATTERNS = (
    re.compile(rf", (?P<by>{_NAME}) {_ADVERBS}{_SAYS}\b"),
    re.compile(rf"[,”\"’?!] {_SAYS} (?P<by>{_NAME})"),
    _ACCORDING,
    re.compile(rf"(?P<by>{_NAME}){_APPOSITION} {_ADVERBS}{_SAYS}\b(?! by\b)"),
    re.compile(
        rf"\b(?:[Bb]y|[Ff]rom) (?P<by>{_NAME})['’]s? (?:account|own account|reckoning|count|"
        rf"telling)\b"
    ),
    re.compile(
        rf"(?P<by>{_NAME})['’]s? (?:announcement|statement|report|post|tweet|own statement|"
        rf"words|letter)\b"
    ),
    re.compile(
        rf"\b(?:in an interview with|statement (?:from|by)|reported by|announced by|"
        rf"confirmed by|revealed by|confirmation (?:by|from)) (?P<by>{_NAME})"
    ),
)
_AGAIN = re.compile(
    rf"(?:^|[,;:.”\"—–] ?|\band |\bbut |\bwhich |\bthat |\bas |"
    rf"\bwhat ){_PRONOUN} {_ADVERBS}{_SAYS}\b"
    rf"|\b(?:in (?:his|her|their|its) (?:words|telling|own words|view|account|opinion)|"
    rf"by (?:his|her|its|their) own account)\b"
    rf"|[”\"] {_PRONOUN} {_SAYS}|[”\"] {_SAYS} (?:he|she|they|the \w+)\b"
)
_NOBODY = frozenset(
    """
    it he she they we i this that these those there what who which but and as so if when
    nobody no everybody fans one season series show not while although the viewers critics
    reports sources others everyone nothing some many here now then yet
    """.split()
)


def cited(text: str, start: int, end: int, *, background: bool = False) -> str | None:
    """Whoever the sentence names as the one who says what `text[start:end]` says.

    A background fact (who plays whom, what came out long ago) is the article's own even
    in a sentence in which somebody speaks; only "according to X" makes it X's.

    Examples
    --------
    >>> cited("Mara Voss told reporters that it will return.", 32, 47)
    'Mara Voss'
    >>> cited("It will return.", 0, 15) is None
    True
    """
    for pattern in (_ACCORDING,) if background else _PATTERNS:
        for match in pattern.finditer(text):
            name = _plain(match["by"])
            if name and name.lower() not in _NOBODY:
                return name
    return None


def cites_again(text: str) -> bool:
    """Does a pronoun or a role stand where the one who says so would be named?

    Examples
    --------
    >>> cites_again("The outlet adds that filming begins in May.")
    True
    """
    return _AGAIN.search(text) is not None


def _plain(name: str) -> str:
    name = re.sub(r"['’]s?$", "", name.rstrip(".,’'!"))
    first, _, rest = name.partition(" ")
    return (
        rest
        if first
        in (
            "But",
            "And",
            "As",
            "While",
            "When",
            "What",
            "That",
            "Now",
            "Then",
            "Star",
            "Showrunner",
            "Creator",
            "Actor",
            "Actress",
        )
        and rest
        else name
    )
