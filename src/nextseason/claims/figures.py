"""Figures in a sentence: numbers with their scale and kind.

Text -> Figure with offsets.  "More than 12.5M", "half a million", "63 per cent", "7.2 out of
10", "$8 million", "No. 1".  A bound ("80+", "over 30,000") counts as the bare figure.  What
is counted (viewers, signatures, episodes) is read by the topics from the words around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from nextseason.claims.anycase import AnyCase, lowered
from nextseason.claims.words import count_of


class FigureKind(Enum):
    COUNT = auto()
    PERCENT = auto()
    SCORE = auto()  # so many of so many: "7.2 out of 10"
    MONEY = auto()
    RANK = auto()  # "No. 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The number that `text[start:end]` stands for."""

    value: Decimal
    start: int
    end: int
    kind: FigureKind
    of: Decimal | None = None  # the best score possible; only of a SCORE or PERCENT
    currency: str | None = None  # ISO 4217; only of MONEY
    scaled: bool = False  # "million", "k" stands behind it


_TENS = {
    word: 10 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_SCALES = {
    "hundred": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "m": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "¥": "JPY", "₩": "KRW"}
# "A$", "C$": the letter before the sign is the country's.
_DOLLARS = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "NZ": "NZD", "HK": "HKD"}
_CURRENCY_WORDS = {
    "dollar": "USD",
    "buck": "USD",
    "pound": "GBP",
    "euro": "EUR",
    "yen": "JPY",
    "won": "KRW",
    "rupee": "INR",
    "rs": "INR",
}
_CODES = "USD|GBP|EUR|JPY|KRW|INR|AUD|CAD|NZD|SEK|NOK|DKK|CHF|BRL|MXN|TRY|CNY"

# Commas part groups of three, or of two in Indian figures: "6,29,000".
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?|\.\d{1,3}"
_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{_ONES}))?|{_ONES}|{_TEENS}"
_LONG_SCALE = r"hundred thousand|hundred|thousand|million|billion|crores?|lakhs?|mil|mn|bn"

_RANK = AnyCase(
    rf"(?<!\w)(?:No\.? ?(?P<a>\d{{1,3}})|# ?(?P<b>\d{{1,3}})|number[ -](?P<c>\d{{1,3}}"
    rf"|{_ONES}|ten))\b"
    r"(?![.,]\d)",
)
_FRACTION = AnyCase(
    r"\b(?P<part>half|a quarter of|three[- ]quarters of) an? (?P<scale>million|billion"
    r"|hundred)\b"
    rf"|\b(?P<whole>{_ONES}) and a half (?P<after>million|billion|thousand|hundred)\b"
    r"|\ban? (?P<one>million|billion) and a half\b",
)
_NUMBER = AnyCase(
    rf"(?<![\w.,#])(?P<sign>(?:US|AU|CA|NZ|HK|A|C)?\$|[£€₹¥₩]|(?:{_CODES}) ?|Rs\.? ?)?"
    rf"(?:(?P<digits>{_DIGITS})(?: ?-?(?P<scale>{_LONG_SCALE})\b|(?P<short>[kKmMbB])(?![\w.]))?"
    rf"|\b(?P<words>{_WORDS}|a couple of|an?(?=[ -](?:{_LONG_SCALE})\b))\b"
    rf"(?:[ -](?P<wscale>{_LONG_SCALE})\b)?)"
    r"(?P<plus> ?\+)?",
)
# A number has a digit or one of these.
_IN_WORDS = AnyCase(rf"\b(?:{_WORDS}|{_LONG_SCALE})\b")
_PERCENT = AnyCase(r"[ -]?(?:%|per[ -]?cent\b)(?!age)|-percent\b")
_OUT_OF = AnyCase(
    r"(?: ?/ ?|(?: (?:stars|points))? out of (?:a possible |a maximum of )?"
    r"|(?: (?:stars|points))? of a possible )(?P<of>\d{1,3}|four|five|six|ten"
    r"|a hundred)\b(?![,.]?\d|/)"
    r"|[- ]stars?\b(?: rating)? out of (?P<stars>\d{1,2}|four|five|ten)\b",
)
_MONEY_AFTER = AnyCase(
    rf"[ -](?:(?:US|American|U\.S\.) )?(?:(?P<word>dollar|buck|pound|euro|yen|won"
    rf"|rupee)s?|(?P<code>{_CODES}))\b"
    r"(?! sterling silver)",
)
_DIGIT = re.compile(r"\d")
# "$8-10 million", "8 to 10 million": the scale and the currency of one are the other's.
_RANGE = re.compile(r" ?(?:-|–|—|\bto\b|\bor\b|\band\b) ?")
# The best marks that scores are given out of.
_BEST = frozenset(map(Decimal, (4, 5, 6, 10, 20, 100)))


@lru_cache(maxsize=256)
def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence, in its order.

    Examples
    --------
    >>> [str(f.value) for f in find_figures("Half a million of its 1.8million viewers, 80+.")]
    ['500000', '1800000', '80']
    >>> [(f.kind.name, str(f.value), str(f.of)) for f in find_figures("At 63%, or 6.3/10.")]
    [('PERCENT', '63', '100'), ('SCORE', '6.3', '10')]
    >>> [(str(f.value), f.currency) for f in find_figures("£8-10 million an episode")]
    [('8000000', 'GBP'), ('10000000', 'GBP')]
    """
    found: list[Figure] = []
    for figure in (*_ranks(text), *_fractions(text), *_numbers(text)):
        if not any(f.start < figure.end and figure.start < f.end for f in found):
            found.append(figure)
    return tuple(_ranges_shared(text, sorted(found, key=lambda f: f.start)))


def _ranks(text: str) -> Iterator[Figure]:
    if "number" not in lowered(text) and not _DIGIT.search(text):
        return
    for match in _RANK.finditer(text):
        rank = count_of(match["a"] or match["b"] or match["c"])
        if rank:
            yield Figure(
                value=Decimal(rank), start=match.start(), end=match.end(), kind=FigureKind.RANK
            )


def _fractions(text: str) -> Iterator[Figure]:
    if "half" not in lowered(text) and "quarter" not in lowered(text):
        return
    for match in _FRACTION.finditer(text):
        if match["part"]:
            parts = {"h": "0.5", "a": "0.25", "t": "0.75"}
            share, scale = Decimal(parts[match["part"][0].lower()]), match["scale"]
        elif match["whole"]:
            share, scale = (
                Decimal(count_of(match["whole"]) or 0) + Decimal("0.5"),
                match["after"],
            )
        else:
            share, scale = Decimal("1.5"), match["one"]
        yield Figure(
            value=(share * _SCALES[scale.lower()]).to_integral_value(),
            start=match.start(),
            end=match.end(),
            kind=FigureKind.COUNT,
            scaled=True,
        )


def _numbers(text: str) -> Iterator[Figure]:
    if not (_DIGIT.search(text) or _IN_WORDS.may_match(text)):
        return
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is not None:
            yield _with_kind(text, match, value)


def _value(match: re.Match[str]) -> Decimal | None:
    scale = match["scale"] or match["short"] or match["wscale"]
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", ""))
    else:
        word = match["words"].lower()
        if word in ("a", "an", "a couple of") and not scale:
            return None
        number = Decimal(_in_words(word))
    for part in (scale or "").lower().split():
        number *= _SCALES[part]
    return number.to_integral_value() if number == number.to_integral_value() else number


def _in_words(word: str) -> int:
    if word in ("a", "an"):
        return 1
    if word == "a couple of":
        return 2
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (count_of(ones) or 0)
    return count_of(word) or 0


def _with_kind(text: str, match: re.Match[str], value: Decimal) -> Figure:
    figure = Figure(
        value=value,
        start=match.start(),
        end=match.end(),
        kind=FigureKind.COUNT,
        scaled=bool(match["scale"] or match["short"] or match["wscale"]),
    )
    if match["sign"]:
        return replace(figure, kind=FigureKind.MONEY, currency=_currency(match["sign"]))
    if (after := _MONEY_AFTER.match(text, match.end())) is not None:
        code = (after["code"] or _CURRENCY_WORDS[after["word"].lower()]).upper()
        return replace(figure, kind=FigureKind.MONEY, currency=code, end=after.end())
    if value <= 100 and (after := _PERCENT.match(text, match.end())):
        return replace(figure, kind=FigureKind.PERCENT, of=Decimal(100), end=after.end())
    if (after := _OUT_OF.match(text, match.end())) is not None:
        best = _best(after["of"] or after["stars"])
        if best in _BEST and value <= best:
            return replace(figure, kind=FigureKind.SCORE, of=best, end=after.end())
    return figure


def _currency(sign: str) -> str:
    sign = sign.strip().rstrip(".").upper()
    if sign.endswith("$"):
        return _DOLLARS.get(sign[:-1], "USD")
    return _SIGNS.get(sign) or _CURRENCY_WORDS.get(sign.lower()) or sign


def _best(word: str) -> Decimal:
    return Decimal(100 if word.lower() == "a hundred" else count_of(word) or 0)


def _ranges_shared(text: str, figures: list[Figure]) -> Iterator[Figure]:
    for i, figure in enumerate(figures):
        following = figures[i + 1] if i + 1 < len(figures) else None
        before = figures[i - 1] if i else None
        if following and not figure.scaled and following.scaled:
            scale = _scale_of(text, following)
            if figure.value < 1000 and _RANGE.fullmatch(text, figure.end, following.start):
                kind = FigureKind.MONEY if following.currency else figure.kind
                figure = replace(
                    figure,
                    value=figure.value * scale,
                    scaled=True,
                    kind=kind,
                    currency=figure.currency or following.currency,
                )
        if (
            before
            and before.currency
            and figure.kind is FigureKind.COUNT
            and figure.scaled
            and _RANGE.fullmatch(text, before.end, figure.start)
        ):
            figure = replace(figure, kind=FigureKind.MONEY, currency=before.currency)
        yield figure


def _scale_of(text: str, figure: Figure) -> int:
    """What the scale word of a figure multiplies by."""
    match = _NUMBER.match(text, figure.start)
    name = match and (match["scale"] or match["short"] or match["wscale"])
    scale = 1
    for part in (name or "").lower().split():
        scale *= _SCALES[part]
    return scale
