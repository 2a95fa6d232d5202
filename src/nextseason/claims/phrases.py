"""Phrases as patterns: one alternative a line, joined into one expression.

An alternative may name shared parts in braces: {SEASON}, {SHOW}, {NOT} ...  No part
repeats over the same words, so that matching stays linear in a bounded sentence.
"""

from nextseason.claims.anycase import AnyCase

_ORDINAL = (
    "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\d{1,2}(?:nd|rd|th)|sophomore|another|new|final|last|next|follow-up|"
    "one more|two more|three more|two further|two additional"
)
_NUMBER = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|[IVX]+"
_UNIT = (
    "seasons?|series|runs?|outings?|chapters?|instal?lments?|volumes?|years?|episodes|"
    "batch|helping|round"
)
PARTS = {
    # "a third and final season", "season 2", "more episodes", "a fourth"
    "SEASON": (
        r"(?:(?:a |an |its |the |any |their )?"
        rf"(?:(?:{_ORDINAL})(?:,? (?:and|but) (?:final|last|"
        rf"concluding))?,? (?:[\w-]+ ){{0,2}}?(?:{_UNIT})"
        rf"|seasons? (?:{_NUMBER})\b|series (?:{_NUMBER})\b|more (?:seasons|episodes)|"
        rf"(?:{_ORDINAL})\b))"
    ),
    "SHOW": r"(?:it|the (?:show|series|drama|comedy|sitcom|thriller)|[A-Z][\w’': ]{1,30}?)",
    "NOT": r"(?:not|n['’]t|never|no longer)",
    "WILL": (
        r"(?:will|['’]ll|(?:is|are|['’]s) (?:officially |definitely |indeed |now )?(?:going |"
        r"set )?to)"
        r"(?: officially| definitely| indeed)?"
    ),
    "WONT": (
        r"(?:will not|won['’]t|would not|wouldn['’]t|is not going to|isn['’]t going to|will never)"
    ),
    "ADVERBS": (
        r"(?:(?:officially|formally|already|also|now|just|finally|indeed|definitely|yet|ever|"
        r"been|been officially|quietly|abruptly|reportedly|even|so far) ){0,3}"
    ),
    "YEARS": r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)",
}


def any_of(*alternatives: str, whole_words: bool = True) -> AnyCase:
    """One expression that finds any of the alternatives, whatever their case.

    Examples
    --------
    >>> any_of("given {SEASON}").search("It was given a third season.").group()
    'given a third season'
    """
    parts = {"{" + name + "}": part for name, part in PARTS.items()}
    joined = "|".join(alternatives)
    for name, part in parts.items():
        joined = joined.replace(name, part)
    # A capital is meant as one, though the phrases are found in any case.
    joined = joined.replace("[A-Z]", "(?-i:[A-Z])")
    return AnyCase(rf"\b(?:{joined})" if whole_words else f"(?:{joined})")
