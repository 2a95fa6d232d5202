"""What looks like the title of a show, and what stands between titles or ends them."""

import re

LONGEST_TITLE = 9  # words

WORD = re.compile(r"&|[^\W_]+(?:['’][^\W_]+)*")
SMALL_WORDS = frozenset(
    "a an the of and or in on at to for from by with as is it its but not no so "
    "de des du del della di da la las los el le les et y van von der den".split()
)
# What stands between the entries of a row: ", ", " and ", a note in brackets.
JOINT = re.compile(
    r"[\"”’',]*(?: \([^()]{0,40}\))?,?(?: and| or| &| as well as| nor)? ?[\"“‘']*(?:the )?"
)
# What ends a title: "Title: Season 2", "Title S2".
SEASON_WORD = re.compile(
    r"[ :,–—-]+(?:(?:season|series|part|vol|volume)\b|(?-i:S)\d{1,2}\b)", re.IGNORECASE
)


def looks_like_title(text: str) -> bool:
    words = WORD.findall(text)
    small = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    return 0 < len(words) <= LONGEST_TITLE and all(w in SMALL_WORDS for w in small)
