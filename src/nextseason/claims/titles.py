"""Titles of shows as strings: how they are compared, and what looks like one."""

import re

LONGEST_TITLE = 9  # words

WORD = re.compile(r"&|[^\W_]+(?:['’][^\W_]+)*")
SMALL_WORDS = frozenset(
    "a an the of and or in on at to for from by with as is it its but not no so".split()
)
# What stands between the entries of a row: ", ", " and ", a note in brackets.
JOINT = re.compile(
    r"[\"”’',]*(?: \([^()]{0,40}\))?,?(?: and| or| &| as well as| nor)? ?[\"“‘']*(?:the )?"
)


def fold(title: str) -> str:
    """A title without case, punctuation and a leading article, for comparing.

    Examples
    --------
    >>> fold("The Long Winter's End!")
    'long winters end'
    """
    words = folded_words(title)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a") else words)


def looks_like_title(text: str) -> bool:
    words = WORD.findall(text)
    small = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    return 0 < len(words) <= LONGEST_TITLE and all(w in SMALL_WORDS for w in small)


def folded_words(text: str) -> list[str]:
    plain = text.casefold().replace("’", "").replace("'", "").replace("&", " and ")
    return re.sub(r"[^\w]+", " ", plain).split()
