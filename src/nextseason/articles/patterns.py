"""Alternatives as a readable list -> one pattern that matches any of them."""

import re

WORD = r"(?:^|(?<=[\s-]))(?:{})(?=$|[\s-])"  # of a class or id, its parts joined by hyphens


def any_line(lines: str) -> re.Pattern[str]:
    """A pattern of the alternatives that stand in lines; case does not count.

    Examples
    --------
    >>> bool(any_line('''
    ...     read more
    ...     see also''').fullmatch("See also"))
    True
    """
    return re.compile("|".join(filter(None, map(str.strip, lines.splitlines()))), re.IGNORECASE)


def any_word(words: str) -> re.Pattern[str]:
    """A pattern of the words of a class or id that stand in a list, parted by spaces.

    Examples
    --------
    >>> bool(any_word("related promo").search("post-related")), bool(any_word("ad").search("add"))
    (True, False)
    """
    return re.compile(WORD.format("|".join(words.split())))
