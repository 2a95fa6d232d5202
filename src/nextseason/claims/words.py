"""Numbers that are written as words."""

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_COUNTS = {word: n for n, word in enumerate(_UNITS, 1)} | {"single": 1, "couple": 2, "pair": 2}
_ROMAN = {"I": 1, "V": 5, "X": 10}
ORDINALS = {
    word: n
    for n, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        1,
    )
}


def count_of(word: str) -> int | None:
    """The number that "3", "three" or "III" stands for, if it stands for one.

    Examples
    --------
    >>> [count_of(w) for w in ("12", "two", "IV", "green")]
    [12, 2, 4, None]
    """
    if word.isdigit():
        return int(word)
    if word.lower() in _COUNTS:
        return _COUNTS[word.lower()]
    if word and all(letter in _ROMAN for letter in word):
        return _from_roman(word)
    return None


def ordinal_of(word: str) -> int | None:
    """The number that "third" or "3rd" stands for, if it stands for one.

    Examples
    --------
    >>> [ordinal_of(w) for w in ("Third", "22nd", "final")]
    [3, 22, None]
    """
    digits = word.lower().rstrip("stndrh")
    if digits.isdigit():
        return int(digits)
    return ORDINALS.get(word.lower())


def _from_roman(word: str) -> int:
    total = 0
    for here, following in zip(word, word[1:] + "I", strict=True):
        value = _ROMAN[here]
        total += -value if value < _ROMAN[following] else value
    return total
